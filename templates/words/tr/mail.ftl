# Mails to people.

mail-hello = Merhaba,
mail-hello-name = Merhaba { $name },
mail-action = { $label }:
mail-open-address = Veya şu adresi açın: <a href="{ $href }">{ $href }</a>
mail-not-you = Bu siz değilseniz hemen yeni bir parola belirleyin, hesap sayfanızda diğer tüm oturumları kapatın ve bu siteyi işleten kişiye haber verin.
mail-open-account = Hesabınızı açın

mail-reset-subject = Yeni { $site } parolanızı belirleyin
mail-reset = { $site } hesabınız için yeni parola belirleme bağlantısı istendi.
mail-reset-button = Yeni parola belirleyin
mail-link-one-hour = Bağlantı bir saat içinde, bir kez kullanılabilir.
mail-reset-nothing-to-do = Bağlantıyı siz istemediyseniz bir şey yapmanız gerekmez: parolanız değişmez.

mail-invitation-subject = { $site } hesabınız
mail-invitation = { $site } sitesinde bir hesabınız var. Tamamlamak için bir parola belirleyin.
mail-invitation-button = Parola belirleyin
mail-link-seven-days = Bağlantı yedi gün içinde, bir kez kullanılabilir.
mail-operator-reset-subject = Yeni { $site } parolanızı belirleyin
mail-operator-reset = { $site } sitesini işleten kişi, yeni bir parola belirlemeniz için size bu bağlantıyı gönderdi.
mail-operator-reset-button = Yeni parola belirleyin

mail-password-changed-subject = { $site } parolanız değiştirildi
mail-password-changed = { $site } hesabınızın parolası değiştirildi. Diğer tüm oturumlarınız kapatıldı.

mail-factors = { $site } hesabınızda şu değişiklik yapıldı: { $what }
mail-totp-added-subject = Kimlik doğrulama uygulaması eklendi: { $site }
mail-totp-added = Bir kimlik doğrulama uygulaması eklendi.
mail-totp-removed-subject = Kimlik doğrulama uygulamanız kaldırıldı: { $site }
mail-totp-removed = Kimlik doğrulama uygulaması kaldırıldı.
mail-passkey-added-subject = Geçiş anahtarı eklendi: { $site }
mail-passkey-added = “{ $name }” geçiş anahtarı eklendi.
mail-passkey-removed-subject = Geçiş anahtarı kaldırıldı: { $site }
mail-passkey-removed = “{ $name }” geçiş anahtarı kaldırıldı.
mail-codes-replaced-subject = Yeni kurtarma kodlarınız var: { $site }
mail-codes-replaced = Yeni kurtarma kodları oluşturuldu. Eski kodlar artık geçersiz.
mail-password-removed-subject = Parolanız kaldırıldı: { $site }
mail-password-removed = Parolanız kaldırıldı. Artık geçiş anahtarıyla oturum açıyorsunuz.
mail-disowned-subject = Eklenenler kaldırıldı: { $site }
mail-disowned = Bir oturumun size ait olmadığını bildirdiniz. O tarayıcıda eklenen geçiş anahtarları ve kimlik doğrulama uygulaması ile tüm kurtarma kodları kaldırıldı.
mail-factors-reset-subject = Geçiş anahtarları ve ikinci adım kaldırıldı: { $site }
mail-factors-reset = Siteyi işleten kişi geçiş anahtarlarınızı, kimlik doğrulama uygulamanızı ve kurtarma kodlarınızı kaldırdı. Tüm oturumlarınız kapatıldı.

mail-new-sign-in-subject = Yeni oturum açıldı ({ $device }): { $site }
mail-new-sign-in = { $site } hesabınızda, burada daha önce kullanmadığınız bir tarayıcıdan oturum açıldı.
mail-new-sign-in-device = Cihaz: { $device }
mail-new-sign-in-time = Saat: { $day } { $hour } UTC
mail-new-sign-in-network = Ağ adresi: { $address }
mail-new-sign-in-yours = Bu sizseniz bir şey yapmanız gerekmez.
mail-new-sign-in-button = Bu ben değildim
mail-new-sign-in-link = Bağlantı, tek düğmeli bir sayfa açar. Düğme tüm oturumlarınızı kapatır ve yeni bir parola belirlemenizi sağlar.
mail-new-sign-in-until = Parolanız değişmediği sürece bağlantı yedi gün içinde, bir kez kullanılabilir.

mail-confirm-subject = { $site } için e-posta adresinizi onaylayın
mail-confirm = { $site } sitesindeki “{ $username }” hesabı bu e-posta adresini kullanmak istiyor.
mail-confirm-button = Adresi onaylayın
mail-confirm-link = Bağlantı bir saat içinde, bir kez ve yalnızca bu hesapta oturum açmışken kullanılabilir.
mail-confirm-nothing-to-do = Bu hesap sizin değilse bir şey yapmanız gerekmez: hiçbir şey değişmez.

mail-in-use-subject = { $site } e-posta adresiniz
mail-in-use = { $site } sitesinde hesabı olan biri, hesabı için bu e-posta adresini kullanmak istedi.
mail-in-use-kept = Adres zaten bir hesaba ait; bu nedenle hiçbir şey değiştirilmedi ve adresi başka kimse kullanamaz.
mail-in-use-yours = Bu sizseniz bu adrese sahip hesapla oturum açın.

mail-email-changed-subject = { $site } e-posta adresiniz değiştirildi
mail-email-changed = { $site } sitesindeki “{ $username }” hesabının artık başka bir e-posta adresi var. E-postalar artık buraya gelmeyecek.
mail-email-changed-not-you = Bu siz değilseniz bu siteyi işleten kişiye hemen haber verin.

mail-request-subject = { $app } oturum açmanızı istiyor: { $site }
mail-request = { $app }, { $site } hesabınızla oturumunuzu açmak istiyor. Sayfa, neyin nereden istendiğini gösterir.
mail-request-yours = Bunu siz başlatmadıysanız orada reddedin ya da hiçbir şey yapmayın: yanıt verilmezse istek birkaç dakika içinde sona erer.
mail-request-button = İsteğe bak

mail-test-subject = { $site } e-posta gönderebiliyor
mail-test = Bu bir deneme iletisidir. Gönderen: { $issuer }. E-posta gönderimi çalışıyor.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = { $site } için geçiş anahtarı oluşturun
# $site: the name of this site.
mail-passkey = { $site } hesabınız için geçiş anahtarı oluşturma bağlantısı istendi.
# Button.
mail-passkey-button = Geçiş anahtarı oluştur
mail-passkey-nothing-to-do = Bağlantıyı siz istemediyseniz bir şey yapmanız gerekmez.
# $site: the name of this site.
mail-invitation-passkey = { $site } sitesinde bir hesabınız var. Tamamlamak için bir geçiş anahtarı oluşturun.
mail-new-sign-in-link-passkey = Bağlantı, tek düğmeli bir sayfaya götürür. Düğme tüm oturumlarınızı kapatır. Bağlantı yedi gün içinde bir kez kullanılabilir.
