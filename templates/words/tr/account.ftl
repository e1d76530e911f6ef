# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = Oturumu kapat
account-ask = Bu siteyi işleten kişiye sorun.
account-ask-link = <a href="{ $href }">Bu siteyi işleten kişiye sorun</a>.
account-number = Hesap numaranız: <code>{ $sub }</code>
device-on = { $system } üzerinde { $browser }
device-unknown = Bilinmeyen cihaz

## The account page.

account-title = Hesabınız
account-device-ended = O cihazdaki oturum kapatıldı.
account-sign-in-ended = O oturum sona erdi.
account-others-ended = Diğer tüm oturumlarınız kapatıldı.
account-app-ended = O uygulamadaki oturum sona erdi.
account-app-removed = Uygulamanın erişimi kaldırıldı.
account-app-remembered = Uygulama size yalnızca yeni bir şey istediğinde sorar.
account-password-saved = Parolanız kaydedildi. Diğer tüm oturumlarınız kapatıldı.
account-left = Bu hesap artık bu sunucunun yapılandırma dosyasında ({ $file }) yer almıyor.
account-left-refused = Oturum açamazsınız ve uygulamalar bu hesabı kabul etmez.
account-left-until = Bu sayfadaki oturumunuz açık kalır; bitiş: { $time_html }.
account-left-mistake = Bu bir yanlışlıksa bu siteyi işleten kişiden hesabı dosyaya geri eklemesini veya <code>latchkey user keep { $username }</code> komutuyla korumasını isteyin.
account-email-unconfirmed = onaylanmadı
account-email-confirmed = onaylandı
account-administrator = yönetici
account-pinned = Bu hesabın adı, e-posta adresi ve grupları bu sunucunun yapılandırma dosyasında belirlenmiştir.
account-pinned-password = Bu hesabın adı, e-posta adresi, grupları ve parolası bu sunucunun yapılandırma dosyasında belirlenmiştir.
account-pinned-edit = Değiştirmek için hesabın <code>[[users]]</code> bloğunu düzenleyin (<code>{ $place }</code>).
account-pinned-ask = Değiştirmek için bu siteyi işleten kişiye sorun.
account-to-admin = Yönetim

account-first-app = Sıradaki adım: ilk uygulamanız
account-first-app-what = Bir uygulamanın bu sunucuda bir istemcisi olmalıdır. Eklemenin iki yolu vardır.
account-first-app-command = Komutla
account-first-app-list = <code>latchkey client add --app list</code> komutu, hazır ayarı olan uygulamaları listeler. Diğer uygulamalar için:
account-first-app-file = Yapılandırma dosyasına satır ekleyerek
account-first-app-issuer = Ardından uygulamaya issuer adresini girin: <code>{ $issuer }</code>

account-apps = Uygulamalar
account-app-open = Aç<span class="vh">: { $app_html }</span>
account-app-sees = Görebildikleri<span class="vh">: size ait bilgiler</span>
account-app-remove = Erişimi kaldır<span class="vh">: { $app_html }</span>
account-app-remember = İzin verdiklerimi hatırla<span class="vh">: { $app_html }</span>
account-no-apps = Henüz uygulama yok.

account-devices = Cihazlar
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } oturum
       *[other] <b>{ $device }</b>, { NUMBER($count) } oturum
    }
account-this-device = bu cihaz
account-this-sign-in = bu oturum
account-active-now = Şu anda etkin
account-seen = Son görülme: { $time_html }
account-seen-inline = son görülme: { $time_html }
account-each-sign-in = Tüm oturumlar<span class="vh">: { $device }</span>
account-end-sign-in = Bu oturumu sonlandır
account-older-sign-ins =
    { $count ->
        [one] ve daha eski { NUMBER($count) } oturum
       *[other] ve daha eski { NUMBER($count) } oturum
    }
account-sign-out-device = Oturumu kapat<span class="vh">: { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Diğer oturumu kapat<span class="vh">: { $device }</span>
       *[other] Diğer { NUMBER($count) } oturumu kapat<span class="vh">: { $device }</span>
    }
account-sign-out-everywhere = Diğer tüm oturumları kapat
account-only-here = Yalnızca burada oturumunuz açık.

account-spokes = Bu tarayıcıdan açılan oturumlar
account-spokes-what = Buradan oturum açtığınız uygulamalar. Birinde oturumu kapattığınızda diğerleri açık kalır. Buradaki oturumunuz açık olduğu sürece uygulama, sormadan yeniden oturum açabilir.
account-spokes-picture = Bu tarayıcı ve her uygulamaya giden bir çizgi
account-spokes-none = Buradan henüz hiçbir uygulamada oturum açmadınız.
account-spokes-to-apps = Uygulamalarınıza bakın
account-spoke-signed-in = Oturum açık
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Son kullanım: { $time_html }
account-spoke-end = Oturumu kapat<span class="vh">: { $app_html }</span>

account-factors = Geçiş anahtarları ve ikinci adım
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } geçiş anahtarı
       *[other] { NUMBER($count) } geçiş anahtarı
    }
account-no-passkey = Geçiş anahtarı yok
account-totp = kimlik doğrulama uygulaması açık
account-no-totp = kimlik doğrulama uygulaması yok
account-codes =
    { $count ->
        [one] { NUMBER($count) } kurtarma kodu kaldı
       *[other] { NUMBER($count) } kurtarma kodu kaldı
    }
account-no-codes = kurtarma kodu kalmadı
account-factors-manage = Yönet
account-factors-set-up = Kur

account-password = Parola
account-password-change = Parolanızı değiştirin
account-password-choose = Parola belirleyin
account-password-refused = Parola kaydedilmedi.
account-password-current = Geçerli parola
account-password-new = Yeni parola
account-password-hint = Kaydettiğinizde diğer tüm oturumlarınız kapatılır.
account-password-save = Parolayı kaydet
account-password-pinned = Bu hesabın parolası bu sunucunun yapılandırma dosyasında belirlenmiştir. Parolayı orada değiştirin.
account-password-left = Bu hesap bu sunucunun yapılandırma dosyasından kaldırıldı. Parolasını değiştiremezsiniz.
account-password-many = Çok fazla deneme yapıldı. Birkaç dakika bekleyip yeniden deneyin.
account-password-wrong = Bu, geçerli parolanız değil. Kontrol edip yeniden deneyin.
account-password-meanwhile = Bu sırada parola başka bir yerde değiştirildi veya buradaki oturumunuz kapatıldı.

## The profile.

profile-title = Profiliniz
profile-saved = Profiliniz kaydedildi.
profile-email-asked = Bu adrese bir e-posta gönderildi. İçindeki bağlantıyı bir saat içinde açın; o zamana kadar hiçbir şey değişmez.
profile-email-confirmed = E-posta adresiniz onaylandı.
profile-refused = Hiçbir şey değiştirilmedi.
profile-username-fixed = Oturum açarken kullandığınız ad: <b><bdi>{ $username }</bdi></b>. Bu ad burada değiştirilemez.
profile-pinned = Profiliniz bu sunucunun yapılandırma dosyasında belirlenmiştir.
profile-pinned-edit = Değiştirmek için hesabın <code>[[users]]</code> bloğunu düzenleyin (<code>{ $place }</code>).
profile-pinned-ask = Değiştirmek için bu siteyi işleten kişiye sorun.
profile-left = Bu hesap artık bu sunucunun yapılandırma dosyasında yer almadığı için değiştirilemez.
profile-meanwhile = Bu sırada hesabınız başka bir yerde değiştirildi veya buradaki oturumunuz kapatıldı. Hiçbir şey değiştirilmedi.
profile-pinned-refused = Bu hesap bu sunucunun yapılandırma dosyasında belirlenmiştir. Hiçbir şey değiştirilmedi.

profile-about = Hakkınızda
profile-field = Profil
profile-name = Ad soyad
profile-name-hint = Başkalarının gördüğü biçimiyle.
profile-given-name = Ad
profile-family-name = Soyadı
profile-nickname = Takma ad
profile-website = Web sitesi
profile-website-hint = Örneğin https://example.com
profile-zoneinfo = Saat dilimi
profile-zoneinfo-hint = Örneğin Europe/Paris
profile-locale = Dil
profile-locale-hint = Örneğin en-GB
profile-username = Kullanıcı adı
profile-who-sees = Profilinize erişim izni verdiğiniz uygulamalar bu bilgileri görür. Hepsi boş bırakılabilir.
profile-save = Profili kaydet
profile-website-wrong = Adresin tamamını girin, örneğin https://example.com.
profile-zoneinfo-wrong = Bir saat diliminin adını girin, örneğin Europe/Paris.
profile-locale-wrong = Bir dil etiketi girin, örneğin en-GB.
profile-long = En fazla { $count } karakter girin.
profile-invisible = Bu kullanılamaz: görünmez bir karakter ({ $code }) içeriyor. Bu karakteri silin.
profile-mixed = Bu kullanılamaz: `{ $word }` farklı alfabelerden, birbirine benzeyebilen harfler içeriyor. Her sözcüğü tek bir alfabeyle yazın.

profile-email = E-posta adresi
profile-no-email = E-posta adresi yok.
profile-email-waiting = <b><bdi>{ $email }</bdi></b> adresi için onay bağlantısı istendi. Bağlantının geçerlilik sonu: { $time_html }.
profile-confirm-again = Onay bağlantısı gönder
profile-new-email = Yeni e-posta adresi
profile-new-email-hint = Bu adrese bir bağlantı göndeririz. Bağlantıyı açtığınızda adresiniz değişir.
profile-email-send = Bağlantıyı gönder
profile-no-mail = Bu sunucu e-posta göndermediği için adres burada değiştirilemez.
profile-no-mail-refused = Bu sunucu e-posta göndermiyor. Adresinizi değiştirmesini bu siteyi işleten kişiden isteyin.
profile-email-wrong = Bir e-posta adresi girin, örneğin ada@example.com.
profile-email-same = Bu zaten sizin adresiniz ve onaylanmış durumda.
profile-email-many =
    { $minutes ->
        [one] Çok fazla e-posta istendi. { $minutes } dakika sonra yeniden deneyebilirsiniz.
       *[other] Çok fazla e-posta istendi. { $minutes } dakika sonra yeniden deneyebilirsiniz.
    }
profile-email-sign-in = Adresinizi onaylamak için oturum açın
profile-email-sign-in-why = Bağlantı yalnızca onu isteyen hesapta çalışır. O hesapla oturum açın; ardından adresi onaylayabilirsiniz.
profile-email-sign-in-button = Oturum aç
profile-email-in-use = Bu adres kullanımda
profile-email-in-use-what = Adres artık başka bir hesaba ait. Hesabınızın adresi değişmedi.
profile-back = Profile dön

profile-data = Verileriniz
profile-data-hint = Burada hakkınızda saklanan her şeyi içeren bir dosya: profil, gruplar, oturumlar, uygulamalar, geçiş anahtarları. Kimseyle paylaşmayın.
profile-data-download = Verilerimi indir

profile-delete = Hesabınızı silin
profile-delete-open = Bu hesabı kalıcı olarak sil
profile-delete-what = Tüm oturumlarınız kapatılır, uygulamaların erişimi sona erer ve hesabı kimse geri getiremez.
profile-delete-username = Kullanıcı adınız
profile-delete-username-hint = Devam etmek için <b><bdi>{ $username }</bdi></b> yazın.
profile-delete-button = Hesabımı sil
profile-delete-wrong = Bu sizin kullanıcı adınız değil. Hiçbir şey silinmedi.
profile-delete-last-administrator = Bu sunucunun başka yöneticisi yok. Önce başka birini yönetici yapın.
profile-deleted = Hesabınız silindi
profile-deleted-what = Tüm oturumlarınız kapatıldı, hesabınız tüm içeriğiyle birlikte silindi. Hesaptaki etkinliklerin kaydı, saklama süresi dolana kadar kalır.
profile-deleted-apps = Uygulamalar sizinle ilgili bilgileri saklamaya devam edebilir: uygulamaları işletenlere sorun.
profile-deleted-done = Bitti

## Passkeys and the second step.

security-title = Geçiş anahtarları ve ikinci adım
security-totp-removed = Kimlik doğrulama uygulaması kaldırıldı. Artık kod istenmeyecek.
security-passkey-added = Geçiş anahtarı eklendi. Artık bu anahtarla oturum açabilirsiniz.
security-key-added = Güvenlik anahtarı eklendi. Parolanızın yerine değil, parolanızdan sonra kullanılır.
security-passkey-named = Yeni ad kaydedildi.
security-passkey-removed = Geçiş anahtarı bu hesaptan kaldırıldı. Cihazınızdan da silin.
security-password-removed = Parolanız kaldırıldı. Geçiş anahtarınızla oturum açarsınız; diğer tüm oturumlarınız kapatıldı.
security-password-remove = Parolasız oturum açma
security-password-remove-hint = Parolanız geçersiz olur ve yalnızca geçiş anahtarınızla oturum açarsınız. Diğer tüm oturumlarınız kapatılır.
security-password-remove-mail = Tüm geçiş anahtarlarınızı kaybederseniz oturum açma sayfası, yeni bir parola belirlemeniz için size bağlantı gönderebilir.
security-password-remove-link = Tüm geçiş anahtarlarınızı kaybederseniz bir yönetici, yeni bir parola belirlemeniz için size bağlantı verebilir.
security-password-remove-now = Parolayı kaldır
security-password-no-passkey = Bir kez yalnızca geçiş anahtarıyla oturum açın. Ardından parolanızı burada kaldırabilirsiniz.
security-device-forgotten = Bir sonraki oturum açışta o cihazda ikinci adım yeniden istenir.
security-devices-forgotten = Bir sonraki oturum açışta tüm cihazlarda ikinci adım yeniden istenir.
security-required = Bu sitede parola tek başına yeterli değil: geçiş anahtarı veya kimlik doğrulama uygulaması ekleyin.

security-passkeys = Geçiş anahtarları
security-passkeys-hint = Geçiş anahtarıyla parola olmadan; parmak iziniz, yüzünüz veya PIN’inizle oturum açarsınız. Yalnızca bu sitede çalışır, bu nedenle sahte siteler onu isteyemez.
security-passkey-synced = eşitlenmiş
security-passkey-one-device = tek cihazda
security-added = eklenme: { $time_html }
security-used = son kullanım: { $time_html }
security-not-used = henüz kullanılmadı
security-since = başlangıç: { $time_html }
security-passkey-change = Değiştir<span class="vh">: { $name }</span>
security-passkey-name = Ad
security-passkey-save = Adı kaydet
security-passkey-remove = Kaldır<span class="vh">: { $name }</span>
security-no-passkeys = Henüz geçiş anahtarı yok.
security-passkey-add = Geçiş anahtarı ekle
security-passkey-failed = Geçiş anahtarı oluşturulmadı. Yeniden deneyin.
security-passkey-known-device = Bu cihazda bu hesap için zaten bir geçiş anahtarı var.
security-passkey-script = Geçiş anahtarı eklemek için JavaScript gerekir; bu tarayıcıda JavaScript kapalı.
security-passkey-unnamed = Geçiş anahtarı
security-passkey-field = Geçiş anahtarı
security-passkey-only-way-in = Parola yok ve başka hiçbir geçiş anahtarı tek başına yetmiyor: bu olmadan oturum açamazsınız. Önce başka bir geçiş anahtarı ekleyin.
security-name-long = En fazla { $count } karakterlik bir ad girin.
security-name-invisible = Bu ad kullanılamaz: görünmez bir karakter ({ $code }) içeriyor. Bu karakteri silin.
security-name-mixed = Bu ad kullanılamaz: `{ $word }` farklı alfabelerden, birbirine benzeyebilen harfler içeriyor. Her sözcüğü tek bir alfabeyle yazın.
security-register-added = Geçiş anahtarı eklendi.
security-register-refused = Geçiş anahtarı eklenemedi: bu sunucu tarayıcının gönderdiği veriyi okuyamıyor. Başka bir cihaz deneyin.
security-register-outdated = Bu sayfa uzun süre açık kaldı. Lütfen yeniden deneyin.
security-register-known = Bu geçiş anahtarı daha önce eklenmiş.
security-register-full = Bu hesap en fazla geçiş anahtarı sayısına ulaştı. Önce birini kaldırın.
security-register-not-proven = Hesabınız bu sırada değişti. Yeniden oturum açın, ardından geçiş anahtarını ekleyin.

security-totp = Kimlik doğrulama uygulaması
security-totp-on = açık
security-totp-remove = Uygulamayı kaldır
security-totp-hint = Telefonunuzdaki bir uygulama, parolanızdan sonra gireceğiniz bir kod gösterir.
security-totp-add = Kimlik doğrulama uygulaması ekle

security-codes = Kurtarma kodları
security-codes-none = kod kalmadı
security-codes-left = <b>{ $count }</b> kod kaldı.
security-codes-hint = Telefonunuzu veya geçiş anahtarlarınızı kaybederseniz her kodla bir kez oturum açabilirsiniz.
security-codes-new = Yeni kodlar oluştur
security-codes-new-hint = Eski kodlar geçersiz olur.
security-user-code = Uygulama istekleri için kod
security-user-code-hint = Bazı uygulamalar sizden ancak bu kodu, örneğin telefonda, verdiğinizde bir şey isteyebilir. Kodu kendiniz başvurmadığınız hiçbir uygulamaya vermeyin.
security-user-code-is = Kodunuz: <b>{ $code }</b>
security-user-code-once = Yalnızca şimdi gösterilir. Varsa önceki kod artık geçersizdir.
security-user-code-make = Kod oluştur
security-user-code-again = Yeni kod oluştur
security-user-code-remove = Kodu kaldır
security-user-code-removed = Kod kaldırıldı. Bu koda ihtiyaç duyan uygulamalar artık sizden istekte bulunamaz.

security-remembered = Hatırlanan cihazlar
security-remembered-hint = Parola veya ikinci adımınız değişene kadar bu cihazlarda parolanız yeterlidir. Uygulamalar ve hesap değişiklikleri yine de daha fazlasını isteyebilir.
security-forget = Unut<span class="vh">: { $device }</span>
security-forget-all = Tümünü unut
security-no-remembered = Hatırlanan cihaz yok.

## The second step of a sign-in.

second-factor-title = Siz olduğunuzu onaylayın
second-factor-lead = { $person_html }, bir adım daha kaldı.
second-factor-lead-step-up = { $person_html }, bu işlem için siz olduğunuzu ikinci bir yolla kanıtlamanız gerekiyor.
second-factor-change = Bunun için geçiş anahtarınızı kullanın: bir kod sizden hileyle alınabilir, geçiş anahtarı alınamaz.
second-factor-change-lost = Geçiş anahtarı kaybolduysa kurtarma kodu kullanın. Hiç kodunuz kalmadıysa bu siteyi işleten kişiye sorun.
second-factor-recovery-code = Kurtarma kodu
second-factor-recovery-code-hint = Kaydettiğiniz kodlardan biri, örneğin BCDF-GHJK-LMNP-QRST. Her kod bir kez kullanılabilir.
second-factor-code = Kimlik doğrulama uygulamanızdaki kod
second-factor-code-hint = Altı haneli, 30 saniyede bir yenilenir.
second-factor-confirm = Onayla
second-factor-lost = Siz olduğunuzu onaylamanın başka yolu kalmadı. Bu siteyi işleten kişiye sorun.
second-factor-script = Geçiş anahtarı için JavaScript gerekir; bu tarayıcıda JavaScript kapalı.
second-factor-no-passkeys = Bu tarayıcı geçiş anahtarlarını desteklemiyor.
second-factor-recovery-hint = Kurtarma kodu kullanabilirsiniz.
second-factor-other-device = Başka bir tarayıcı veya cihaz kullanın.
second-factor-passkey = Geçiş anahtarı kullan
second-factor-passkey-failed = Geçiş anahtarı kullanılmadı. Yeniden deneyin veya başka bir yol kullanın.
second-factor-other-way = Başka bir yol kullan
second-factor-recovery = Kurtarma kodu kullan
second-factor-help = Yardım al
second-factor-cancel = İptal
second-factor-mismatch = Bu kod doğru değil. Kodu kontrol edip yeniden deneyin.
second-factor-used = Bu kod daha önce kullanıldı. Bir sonraki kodu bekleyip yeniden deneyin.
second-factor-missing = Kodu girin.
second-factor-passkey-refused = Bu geçiş anahtarı kabul edilmedi. Yeniden deneyin veya başka bir yol kullanın.
second-factor-passkey-needed = Burada kod yeterli değil: geçiş anahtarı kullanın. Kodunuz harcanmadı.
second-factor-outdated = Bu sayfa uzun süre açık kaldı. Lütfen yeniden deneyin.
second-factor-not-ours = { $what } Lütfen yeniden deneyin.
second-factor-many = Çok fazla yanlış kod girildi.

## Setting a second step up.

set-up-title = İkinci adımı kurun
set-up-totp-title = Kimlik doğrulama uygulaması ekleyin
set-up-lead = { $person_html }, burada parola tek başına yeterli değil. Kurulumu bir kez yaparsınız.
set-up-lead-passkey = { $person_html }, bu uygulama geçiş anahtarı istiyor. Kurulumu bir kez yaparsınız.
set-up-lead-also-passkey = { $person_html }, bu uygulama geçiş anahtarı istiyor: kod yeterli değil. Kurulumu bir kez yaparsınız.
set-up-no-totp = Burada kimlik doğrulama uygulaması kurulamaz.
set-up-nothing = Şu anda burada ikinci adım kurulamıyor. Bu siteyi işleten kişiye sorun.
set-up-totp-lead = Bundan sonra parolanızla her oturum açışınızda uygulamadaki bir kod istenir.
set-up-refused = Henüz hiçbir şey kurulmadı.
set-up-passkey = Geçiş anahtarıyla
set-up-passkey-hint = Parmak iziniz, yüzünüz ya da bu cihazın veya bir güvenlik anahtarının PIN’i.
set-up-passkey-make = Geçiş anahtarı oluştur
set-up-passkey-failed = Geçiş anahtarı oluşturulmadı. Yeniden deneyin veya kimlik doğrulama uygulaması kullanın.
set-up-or-totp = Veya kimlik doğrulama uygulamasıyla
set-up-scan = Bu kodu uygulamayla tarayın veya <a href="{ $href }">uygulamayı bu cihazda açın</a>.
set-up-type = Bunun yerine anahtarı elle gir
set-up-type-hint = Hesap: <b>{ $username }</b>, zamana dayalı, altı haneli.
set-up-code = Uygulamanın gösterdiği kodu girin
set-up-code-field = Kod
set-up-turn-on = Etkinleştir
set-up-cancel = İptal
set-up-outdated = Bu sayfa çok uzun süre açık kaldı. Aşağıdaki yeni kodu tarayıp yeniden deneyin.
set-up-digits = Uygulamanın gösterdiği altı rakamı girin.
set-up-mismatch = Bu kod doğru değil. Telefonunuzun saatinin doğru olduğundan emin olun ve uygulamanın şu anda gösterdiği kodu girin.
set-up-known = Bu hesapta zaten bir kimlik doğrulama uygulaması var.
set-up-meanwhile = Hesabınız bu sırada değişti. Yeniden oturum açın.

## Recovery codes.

codes-title = Kurtarma kodlarınız
codes-lead = Telefonunuzu veya geçiş anahtarlarınızı kaybederseniz bu kodlardan biriyle oturum açabilirsiniz. <b>Kodlar yalnızca şimdi gösterilir.</b>
codes-hint = Her kod bir kez kullanılabilir. Kodları önemli evraklarınızı sakladığınız yerde veya bir parola yöneticisinde saklayın.
codes-download = İndir
codes-print = Yazdır
codes-saved = Kodları kaydettim
codes-file-title = { $site } ({ $issuer }) için kurtarma kodları
codes-file-hint = Her kod bir kez kullanılabilir.

## Activity.

activity-title = Etkinlik
activity-hint =
    { $days ->
        [one] Hesabınızda olanlar, en yeniden eskiye. Kayıtlar { NUMBER($days) } gün saklanır. Size ait olmayan bir şey görürseniz parolanızı değiştirin ve diğer tüm oturumları kapatın.
       *[other] Hesabınızda olanlar, en yeniden eskiye. Kayıtlar { NUMBER($days) } gün saklanır. Size ait olmayan bir şey görürseniz parolanızı değiştirin ve diğer tüm oturumları kapatın.
    }
activity-newest = En yeni
activity-older = Daha eski
activity-presence-label = Her cihazda ne zaman oturumunuz açıktı. Aynısı liste olarak aşağıdadır.
activity-none = Henüz bir şey yok.
activity-none-hint = Oturum açma işlemleri ve hesap değişiklikleri burada görünür.

## Without passwords

security-passkey-only-here = Başka hiçbir geçiş anahtarı tek başına yetmiyor: bu olmadan oturum açamazsınız. Önce başka bir geçiş anahtarı ekleyin.
