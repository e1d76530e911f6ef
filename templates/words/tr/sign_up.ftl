# Accounts that people make for themselves.

sign-up-link = Hesap oluşturun

## The page that asks for an address

sign-up-lead = E-posta adresinizi girin. Devam etmeniz için bu adrese bir bağlantı göndeririz.
sign-up-approval = Yeni hesaplar bir yönetici onayladıktan sonra kullanılabilir.
sign-up-domains = Kabul edilen alan adları: { $domains }.
sign-up-email = E-posta adresi
sign-up-send = Bağlantıyı gönder
sign-up-have-one = Hesabım var
sign-up-help = Yardım al
sign-up-not-sent = Bağlantı gönderilmedi.
sign-up-email-wrong = Bir e-posta adresi girin, örneğin ada@example.com.
sign-up-email-domain = Şu alan adlarından bir e-posta adresi kullanın: { $domains }.
sign-up-sent = Gelen kutunuza bakın
sign-up-sent-text = Adres kullanılabiliyorsa oraya bir bağlantı gönderdik. Bağlantı bir saat içinde, bir kez kullanılabilir.
sign-up-sent-next = E-posta gelmedi mi? Spam klasörüne bakın veya bu siteyi işleten kişiye sorun.
sign-up-back = Oturum açmaya dön
sign-up-sign-in = Oturum aç
sign-up-closed = Yeni hesap açılamıyor
sign-up-closed-text = Şu anda burada hesap oluşturulamıyor. Bu siteyi işleten kişiye sorun.

## The page behind the link

sign-up-account-lead = Bu sayfayı tamamladığınızda { $site } hesabınız oluşturulur.
sign-up-name = Adınız
sign-up-name-unfit = Bu ad kullanılamaz: denetim karakterleri veya görünmez karakterler içeriyor.
sign-up-username = Kullanıcı adı
sign-up-username-hint = Bu adla oturum açarsınız.
sign-up-username-length = 1 ile 255 bayt arasında bir kullanıcı adı seçin.
sign-up-username-character = Boşluk, denetim karakteri veya görünmez karakter içermeyen bir kullanıcı adı seçin.
sign-up-username-scripts = Farklı alfabelerin harflerini (örneğin birbirine benzeyen Latin ve Kiril harflerini) bir arada içermeyen bir kullanıcı adı seçin.
sign-up-username-at = @ işareti içermeyen bir kullanıcı adı seçin: kullanıcı adı bir e-posta adresi değildir.
sign-up-username-taken = Bu kullanıcı adı alınmış veya alınmış bir ada çok benziyor. Başka bir ad seçin.
sign-up-email-optional = E-posta adresi (isteğe bağlı)
sign-up-email-taken = Bu adres başka bir hesaba ait veya başka bir hesabın adresine çok benziyor. Başka bir adres kullanın ya da oturum açın.
sign-up-password = Parola
sign-up-create = Hesap oluştur
sign-up-not-made = Hesap oluşturulmadı.
sign-up-has-account = Zaten hesabınız var
sign-up-has-account-text = Bağlantı gönderildikten sonra bu adresle bir hesap oluşturuldu. O hesapla oturum açın.
sign-up-made = Hesabınız onay bekliyor
sign-up-made-text = Yeni hesapları bir yönetici inceler. Hesabınız onaylandığında oturum açabilirsiniz.
sign-up-made-mail = Onaylandığında size e-posta gönderilir.
sign-up-made-later = Daha sonra oturum açmayı deneyin.
sign-up-waits = Bu hesap henüz bir yönetici tarafından onaylanmadı.

sign-up-link-gone = Bu bağlantı artık çalışmıyor
sign-up-link-gone-text = Hesabınızı zaten oluşturduysanız oturum açın. Oluşturmadıysanız yeni bir bağlantı isteyin.

## Mails

mail-sign-up-subject = { $site } hesabınız
mail-sign-up-asked = Bu e-posta adresiyle { $site } sitesinde hesap oluşturulmak isteniyor.
mail-sign-up-action = Hesabı oluşturun
mail-sign-up-once = Bağlantı bir saat içinde, bir kez kullanılabilir.
mail-sign-up-not-you = Bu siz değilseniz bir şey yapmanız gerekmez: hesap oluşturulmadı.
mail-sign-up-has-subject = { $site } sitesinde hesabınız var
mail-sign-up-has = Bu e-posta adresiyle { $site } sitesinde hesap oluşturulmak istendi. Adres zaten bir hesaba ait olduğundan hiçbir işlem yapılmadı.
mail-sign-up-sign-in = Oturum açın
mail-sign-up-has-not-you = Bu siz değilseniz bir şey yapmanız gerekmez.
mail-sign-up-unfit = Bu e-posta adresiyle { $site } sitesinde hesap oluşturulmak isteniyor. Adres orada kullanılamaz: alınmış bir adla karıştırılabilir.
mail-sign-up-approved-subject = { $site } hesabınız onaylandı
mail-sign-up-approved = Bir yönetici { $site } sitesindeki “{ $username }” hesabınızı onayladı. Artık oturum açabilirsiniz.

## Pages of administrators

admin-waiting = Onay bekliyor
admin-waiting-since = Onay beklemeye başlama
admin-waiting-email = belirtildi, onaylanmadı
admin-waiting-tag = onay bekliyor
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } hesap onay bekliyor
       *[other] { NUMBER($n) } hesap onay bekliyor
    }
admin-approve = Hesabı onayla
admin-approved = Hesap onaylandı. Kişi artık oturum açabilir.
admin-sign-up-link = Kayıt bağlantısı
admin-sign-up-link-make = Kayıt bağlantısı oluştur
admin-sign-up-uses = Kaç kişi için
admin-sign-up-days = Kaç gün için
admin-sign-up-people = Kişiler
admin-sign-up-done = Bitti
admin-sign-up-scan = Veya kişilerin bu kodu telefonlarıyla taramasını sağlayın:
admin-sign-up-text =
    { $n ->
        [one] Bu bağlantıya sahip olan herkes hesap oluşturabilir; toplam bir kez. Geçerlilik sonu: { $time_html }. Bağlantı yalnızca şimdi gösterilir.
       *[other] Bu bağlantıya sahip olan herkes hesap oluşturabilir; toplam { NUMBER($n) } kez. Geçerlilik sonu: { $time_html }. Bağlantı yalnızca şimdi gösterilir.
    }

admin-refused-sign-up-off = Kimse kaydolamaz: önce [login] altına signup = "invite" veya "open" yazın.
admin-refused-not-waiting = { $username } onay beklemiyor.

## What happened

audit-signed-up-mail = E-postayla gönderilen bağlantıyla kaydolundu
audit-signed-up-link = Yöneticinin verdiği bağlantıyla kaydolundu
audit-user-approve = Hesap onaylandı
audit-sign-up-link = Kayıt bağlantısı oluşturuldu
