# Signing in and out, and what leads there.

## The sign-in page

login-heading = Oturum açın
login-confirm-heading = Siz olduğunuzu onaylayın
login-confirm-lead = Devam etmek için parolanızı yeniden girin.
login-lead = { $brand } hesabınızla
login-notice = { "" }
login-signed-in-as = Oturumu açık hesap
login-username = Kullanıcı adı veya e-posta
login-password = Parola
login-remember-me = Bu cihazda oturumum açık kalsın
login-submit = Oturum aç
login-confirm = Onayla
login-cancel = İptal
login-passkey = Geçiş anahtarı kullan
login-passkey-failed = Geçiş anahtarı kullanılmadı. Yeniden deneyin veya parolanızı kullanın.
login-forgot = Parolanızı mı unuttunuz?

login-mismatch = Kullanıcı adı ve parola eşleşmiyor. <a href="#username">Kullanıcı adını</a> ve <a href="#password">parolayı</a> kontrol edip yeniden deneyin.
login-wrong-password = Bu parola doğru değil. <a href="#password">Parolayı</a> kontrol edip yeniden deneyin.
login-no-username = <a href="#username">Kullanıcı adınızı veya e-postanızı</a> girin.
login-no-password = <a href="#password">Parolanızı</a> girin.
login-nothing-entered = <a href="#username">Kullanıcı adınızı veya e-postanızı</a> ve <a href="#password">parolanızı</a> girin.
login-passkey-refused = Bu geçiş anahtarı kabul edilmedi. Yeniden deneyin veya parolanızla oturum açın.
login-outdated = Bu sayfa uzun süre açık kaldı. Lütfen yeniden deneyin.
login-not-ours = { $lack } Lütfen yeniden oturum açın.
login-too-many-tries = Çok fazla deneme yapıldı.
login-throttled =
    { $minutes ->
        [one] Çok fazla deneme yapıldı. { $minutes } dakika sonra yeniden deneyebilirsiniz.
       *[other] Çok fazla deneme yapıldı. { $minutes } dakika sonra yeniden deneyebilirsiniz.
    }
login-check-username = Kullanıcı adını kontrol edin.
login-check-password = Parolayı kontrol edin.
login-enter-username = Kullanıcı adınızı veya e-postanızı girin.
login-enter-password = Parolanızı girin.

## Why a form is not taken for one of an open page of this site

lack-another-site = Bu form başka bir web sitesi tarafından gönderildiği için hiçbir işlem yapılmadı.
lack-cookie = Tarayıcınız bu sitenin çerezini göndermediği için hiçbir işlem yapılmadı. Bu site için çerezlere izin verilmelidir.
lack-outdated = Bu sayfa uzun süre açık kaldığı için hiçbir işlem yapılmadı.
lack-token = Bu form bu sitenin açık bir sayfasından gelmediği için hiçbir işlem yapılmadı.

## A new password

new-password-too-short = En az { $length } karakterlik bir parola belirleyin. Art arda birkaç sözcük iyi bir parola olur.
new-password-too-long = Bu parola { $bytes } bayttan uzun. Daha kısa bir parola belirleyin.
new-password-pattern = Bu parolayı tahmin etmek çok kolay: yalnızca birkaç karakteri yineliyor ya da sırayla diziyor. Birbiriyle ilgisiz birkaç sözcük seçin.
new-password-personal = Bu parolayı tahmin etmek çok kolay. Adınızla, e-posta adresinizle veya bu siteyle ilgisi olmayan bir parola belirleyin.
new-password-blocked = Bu parolayı tahmin etmek çok kolay: burada parolalarda izin verilmeyen sözcüklerden oluşuyor. Başka sözcükler seçin.
new-password-breached = Bu parola, saldırganların ilk denediği çalınmış parola listelerinde yer alıyor. Birbiriyle ilgisiz birkaç sözcük gibi başka bir parola belirleyin.
strength-label = Parola gücü
strength-weak = Güç: zayıf.
strength-fair = Güç: orta.
strength-good = Güç: iyi.
strength-strong = Güç: çok iyi.
strength-short = En az { $length } karakter gerekli.
strength-personal = Adınıza, e-posta adresinize veya bu sitenin adına benziyor.
strength-common = Birçok kişinin kullandığı parolalara benziyor.
strength-pattern = Yinelemeleri ve art arda tuşları tahmin etmek kolaydır.
strength-longer = Bir sözcük daha onu çok güçlendirir.

## What an app asks for, and may have

consent-title = { $app_html } uygulamasına izin verin
consent-wants-identity = { $app_html } kim olduğunuzu bilmek istiyor
consent-wants-access = { $app_html } sizin adınıza erişim istiyor
consent-first-party = Bu uygulamayı { $brand } işletir.
consent-introduced = Bu uygulama kendisini <b><bdi>{ $host }</bdi></b> adresinden tanıttı ve burada kimse onu denetlemedi. Yalnızca bu adresi tanıyorsanız devam edin.
consent-signed-in-as = Oturumu açık hesap
consent-switch = Başka bir hesap kullan
consent-approves = Onaylamanız istenenler
consent-receives = Uygulamanın alacakları
consent-new = yeni
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Gideceğiniz adres: <b>{ $destination }</b>
consent-ask-each-time = Her seferinde bana sor
consent-ask-each-time-hint = Aksi halde yalnızca uygulama yeni bir şey istediğinde yeniden sorulur.
consent-allow = İzin ver
consent-cancel = İptal

shared-openid = Siz olduğunuza dair onay
shared-profile = Adınız ve profiliniz
shared-name = Adınız ve kullanıcı adınız
shared-email = E-posta adresiniz
shared-address = Posta adresiniz
shared-phone = Telefon numaranız
shared-groups = Üyesi olduğunuz gruplar
shared-until-sign-out = Oturumu kapatana kadar erişim
shared-while-away = Siz kaldırana kadar, siz yokken de erişim
shared-access-to = Sizin adınıza erişim: { $resource }
shared-access = Sizin adınıza erişim, bilgileriniz paylaşılmadan
shared-more = Sizinle ilgili bazı ek bilgiler
shared-none-yet = hesabınızda henüz yok
shared-as-above = yukarıdaki gibi
shared-as-recorded = oturum açarken kaydedildiği gibi
shared-yes = evet
shared-no = hayır

claim-name = Ad soyad
claim-given-name = Ad
claim-middle-name = İkinci ad
claim-family-name = Soyadı
claim-nickname = Takma ad
claim-preferred-username = Kullanıcı adı
claim-profile = Profil sayfası
claim-picture = Resim
claim-website = Web sitesi
claim-gender = Cinsiyet
claim-birthdate = Doğum tarihi
claim-zoneinfo = Saat dilimi
claim-locale = Dil
claim-updated-at = Profilinizin son değişikliği
claim-email = E-posta adresi
claim-email-verified = E-posta adresi onaylandı
claim-phone-number = Telefon numarası
claim-phone-number-verified = Telefon numarası onaylandı
claim-address = Posta adresi
claim-groups = Gruplar
claim-auth-time = Oturum açma zamanınız
claim-method = Oturum açma yönteminiz

## Which account

select-account-heading = Hesap seçin
select-account-active = şu anda etkin
select-account-other = Başka bir hesap kullan
select-account-remove = Kaldır<span class="vh">: { $name }</span>
select-account-remove-hint = Bir hesabı kaldırmak bu tarayıcıda oturumunu kapatır. Hesabın kendisi silinmez.

## A forgotten password

forgot-heading = Parolanızı mı unuttunuz?
forgot-lead = Hesabınızın e-posta adresine bir bağlantı göndeririz. Bu bağlantıyla yeni bir parola belirlersiniz.
forgot-not-sent = Bağlantı gönderilmedi.
forgot-username = Kullanıcı adı veya e-posta
forgot-username-wrong = Kullanıcı adınızı veya e-posta adresinizi girin.
forgot-send = Bağlantıyı gönder
forgot-help = Yardım al
forgot-back = Oturum açmaya dön
forgot-sent-heading = Gelen kutunuza bakın
forgot-sent = Bu ada ve bir e-posta adresine sahip bir hesap varsa adresine bir bağlantı gönderildi. Bağlantı bir saat içinde, bir kez kullanılabilir.
forgot-sent-next = E-posta gelmedi mi? Spam klasörüne bakın veya bu siteyi işleten kişiye sorun.
too-often-heading = Çok fazla deneme yapıldı
too-often =
    { $minutes ->
        [one] { $minutes } dakika sonra yeniden deneyebilirsiniz.
       *[other] { $minutes } dakika sonra yeniden deneyebilirsiniz.
    }

## Choosing a password by a link

invite-choose = Parola belirleyin
invite-choose-new = Yeni parola belirleyin
invite-hello = Merhaba, <bdi>{ $name }</bdi>
invite-lead = { $brand } sitesinde bir hesabınız var. Tamamlamak için bir parola belirleyin.
invite-reset-lead = Yeni parolayı kaydettiğinizde eski parolanız geçersiz olur.
invite-regain-done = Tüm oturumlarınız kapatıldı ve eski parolanız artık hiçbir yerde geçerli değil.
invite-regain-lead = Başka hiçbir yerde kullanmadığınız bir parola belirleyin. Ardından geçiş anahtarlarınızı ve kimlik doğrulama uygulamanızı kontrol edin ve yeni kurtarma kodları oluşturun: eski kodlar artık geçersiz.
invite-not-saved = Parola kaydedilmedi.
invite-username = Kullanıcı adınız
invite-password = Yeni parola
invite-save = Parolayı kaydet
passkey-instead = Bunun yerine geçiş anahtarı oluştur
passkey-instead-failed = Geçiş anahtarı oluşturulmadı. Yeniden deneyin veya bir parola belirleyin.

## The first account of a new server

setup-heading = İlk hesabı oluşturun
setup-lead = Bu hesap { $brand } sitesinin yönetici hesabı olur. Bağlantı bir kez kullanılabilir.
setup-not-created = Hesap oluşturulmadı.
setup-name = Adınız
setup-username = Kullanıcı adı
setup-username-hint = Bu adla oturum açarsınız.
setup-email = E-posta adresi
setup-password = Parola
setup-create = Hesap oluştur
setup-issuer = Uygulamaların bildiği biçimiyle bu sunucunun adresi (issuer): <code>{ $issuer }</code>
setup-taken = Bu kullanıcı adı veya e-posta adresi alınmış. Başka bir tane seçin.
setup-email-wrong = Bir e-posta adresi girin, örneğin ada@example.com.
setup-name-invisible = Bu ad kullanılamaz: görünmez bir karakter ({ $character }) içeriyor. Bu karakteri silin.
setup-name-scripts = Bu ad kullanılamaz: `{ $word }` farklı alfabelerden, birbirine benzeyebilen harfler içeriyor. Her sözcüğü tek bir alfabeyle yazın.
setup-username-length = Başka bir kullanıcı adı seçin: kullanıcı adı 1 ile 255 bayt arasında olmalıdır.
setup-username-character = Başka bir kullanıcı adı seçin: kullanıcı adı boşluk, denetim karakteri veya görünmez karakter içeremez.
setup-username-scripts = Başka bir kullanıcı adı seçin: kullanıcı adı farklı alfabelerin harflerini (örneğin birbirine benzeyen Latin ve Kiril harflerini) bir arada içeremez.

## Whether to sign out

logout-heading = Oturum kapatılsın mı?
logout-asked = <b>{ $app_html }</b> oturumunuzu kapatmak istedi.
logout-here = <b>{ $user }</b> hesabının buradaki oturumu kapatılır.
logout-here-and-apps =
    { $apps ->
        [one] <b>{ $user }</b> hesabının oturumu burada ve { $apps } uygulamada kapatılır:
       *[other] <b>{ $user }</b> hesabının oturumu burada ve { $apps } uygulamada kapatılır:
    }
logout-elsewhere = Bu oturum başka bir tarayıcıda veya çerezi bu tarayıcıdan silinmiş. Oturum orada ve tüm uygulamalarda sona erer.
logout-not-ours = { $lack } Lütfen yeniden yanıtlayın.
logout-yes = Oturumu kapat
logout-no = Oturum açık kalsın

# Why signing out does not lead back to the app: what follows "Nedeni:".
no-way-back-unreadable = uygulamanın isteği okunamadı
no-way-back-hint = uygulama hangi oturumu kastettiğini kanıtlamadı
no-way-back-two-apps = uygulamanın isteği iki farklı uygulama belirtiyor
no-way-back-unknown-app = uygulama burada tanınmıyor
no-way-back-no-app = istek hangi uygulamadan geldiğini belirtmiyor
no-way-back-address = uygulamanın verdiği adres burada kayıtlı değil
no-way-back-not-approved = uygulamayı henüz kimse onaylamadı

## Signed out

signed-out-title = Oturum kapatıldı
signed-out-heading = Oturumunuz kapatıldı.
signed-out-nobody = Açık oturum yok
signed-out-nothing = Bu tarayıcıda kapatılacak oturum yoktu.
signed-out-elsewhere = Diğer tarayıcıdaki oturum sona erdi.
signed-out-here = Bu tarayıcıdaki oturumunuz kapatıldı.
signed-out-here-apps = Bu tarayıcıdaki oturumunuz kapatıldı. Uygulamalarınız:
signed-out-back = { $app_html } uygulamasına dön
signed-out-again = Yeniden oturum aç
signed-out-sign-in = Oturum aç
signed-out-frame = { $app } oturumu kapatıyor

# What became of one app, below its name.
app-signed-out = Oturum kapatıldı.
app-being-signed-out = Oturum kapatılıyor…
app-still-trying = Yanıt vermedi, denenmeye devam ediliyor.
app-unreachable = Ulaşılamadı. Güvende olmak için pencerelerini kapatın.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Oturumunuzu kapatması istendi.
app-asked-across-sites = Oturumunuzu kapatması istendi. Tarayıcınız bunu engellemiş olabilir: emin olmak için pencerelerini kapatın.
app-watching = Açık olduğu yerlerde birkaç saniye içinde fark eder.
app-untold = Kendi oturumu bitene kadar oturum açık kalır.

## On the way back to an app

form-post-heading = Bir dakika
form-post-lead = Uygulamaya geri yönlendiriliyorsunuz. Bir şey olmazsa Devam düğmesine basın.
form-post-continue = Devam

## The start page

welcome-title = Hoş geldiniz
welcome-heading = Tüm uygulamalarınız için bir kez oturum açın
welcome-lead = Burada kullandığınız uygulamalarda { $brand } ile oturum açarsınız.
welcome-no-administrator = <b>Bu sunucunun henüz yöneticisi yok.</b> İlk hesabı oluşturmak için sunucunun başlarken yazdırdığı kurulum bağlantısını açın.
welcome-sign-in = Oturum aç
welcome-demo = Demo uygulamasını aç
welcome-connect = Uygulama bağlayın
welcome-issuer = Issuer
welcome-discovery = Discovery
welcome-development = <b>Geliştirme modu.</b> Bu sunucuya yalnızca bu bilgisayardan ulaşılabilir. Başkaları kullanmadan önce bir yapılandırma dosyası yazın.

## A sign-in that somebody says was not theirs

not-me-heading = Bu siz değil miydiniz?
not-me-lead = Oturum açılan hesap: { $person_html }.
not-me-when = { $time_html } · ağ adresi { $ip }
not-me-then = Bu siz değilseniz düğmeye basın. Ardından:
not-me-signed-out = Tüm oturumlarınız kapatılır ve uygulamaların erişimi sona erer.
not-me-password-stays = Parolanız bu sunucunun yapılandırma dosyasında belirlenmiştir ve <b>değişmez</b>. Değiştirmesini bu siteyi işleten kişiden isteyin.
not-me-password-stops = Parolanız geçersiz olur ve yeni bir parola belirlersiniz.
not-me-factors = O tarayıcıda eklenen geçiş anahtarları ve kimlik doğrulama uygulaması ile tüm kurtarma kodları kaldırılır.
not-me-submit = Bu ben değildim
not-me-otherwise = Bu sizseniz bu sayfayı kapatın: hiçbir şey değişmedi.
not-me-done-heading = Tüm oturumlarınız kapatıldı
not-me-done = Hesabınızda artık açık oturum yok. Parolanız bu sunucunun yapılandırma dosyasında belirlendiği için geçerliliğini koruyor.
not-me-done-next = Parolayı hemen değiştirmesini bu siteyi işleten kişiden isteyin. Sonra oturum açın, geçiş anahtarlarınızı ve kimlik doğrulama uygulamanızı kontrol edin.
not-me-sign-in = Oturum aç

## A new email address

confirm-email-heading = E-posta adresinizi onaylayın
confirm-email-lead = Bundan sonra kullanılacak e-posta adresi: <b><bdi>{ $email }</bdi></b>. Hesap: { $person_html }.
confirm-email-submit = Adresi onayla
confirm-email-later = Şimdi değil

## Whether a browser lets apps watch the session: a page for the developers of apps

session-check-heading = Oturum izleme bu tarayıcıda çalışıyor mu?
session-check-lead = Bir uygulamanın sayfası, oturumun kapatıldığını bu sitenin gizli bir çerçevesi aracılığıyla fark eder. Bu sayfa, o çerçevenin tarayıcınızda çalışıp çalışmadığını sınar.
session-check-not-checked = Bu adres kontrol edilmedi.
session-check-origin = Uygulamanın adresi
session-check-origin-wrong = Tam bir web adresi girin, örneğin https://wiki.example.com.
session-check-check = Kontrol et
session-check-no-script = Bu test için JavaScript gerekir. Oturum izleme için de gerekir.
session-check-asks = Oturum durumu isteği
session-check-answered = { $ms } ms içinde yanıtlandı. Çerezler engellendiğinde de çalışır.
session-check-answered-status = Yanıt: { $status }.
session-check-no-answer = Yanıt yok.
session-check-told = Olay akışı
session-check-stream = Olay akışı açık.
session-check-stream-shared = Olay akışı açık. Bir uygulamanın tüm sekmeleri aynı akışı paylaşır.
session-check-stream-failed = Olay akışı açılamadı. Uygulamalar bunun yerine 20 saniyede bir istek gönderir.
session-check-stream-unknown = Bu tarayıcı olay akışlarını desteklemiyor. Uygulamalar bunun yerine 20 saniyede bir istek gönderir.
session-check-app-at-once = { $app } adresi, üçüncü taraf çerezleri engellense de engellenmese de bu tarayıcıda oturumu izleyebilir. Oturumun kapatıldığı bir saniye içinde fark edilir.
session-check-app-soon = { $app } adresi, üçüncü taraf çerezleri engellense de engellenmese de bu tarayıcıda oturumu izleyebilir. Oturumun kapatıldığı yarım dakika içinde fark edilir.
session-check-apps-at-once = Uygulamalar, üçüncü taraf çerezleri engellense de engellenmese de bu tarayıcıda oturumu izleyebilir. Oturumun kapatıldığı bir saniye içinde fark edilir.
session-check-apps-soon = Uygulamalar, üçüncü taraf çerezleri engellense de engellenmese de bu tarayıcıda oturumu izleyebilir. Oturumun kapatıldığı yarım dakika içinde fark edilir.
session-check-unreachable = Bu tarayıcıdaki çerçeveler sunucuya ulaşamıyor: bir uzantı veya proxy engelliyor. Çerçevenin çerezini okuyabildiği durumlarda uygulamalar bu tarayıcıda oturumun kapatıldığını yine de fark eder.
session-check-silent-works = Uygulama bu sunucuyla aynı sitede olduğundan çerezleri üçüncü taraf çerezi sayılmaz: çerçevede sessiz oturum açma da (prompt=none) çalışır.
session-check-app-not-silent = Uygulama bu sunucudan farklı bir sitede: çerçevede sessiz oturum açma (prompt=none) her zaman login_required döndürür. Bunu her oturum değişikliğinden sonra deneyen bir uygulama, kullanıcısının oturumunu kapatır. Tüm sayfanın prompt=none ile yönlendirilmesi ve yenileme token’ları çalışır.
session-check-apps-not-silent = Başka bir sitedeki uygulamalar için: çerçevede sessiz oturum açma (prompt=none) her zaman login_required döndürür. Bunu her oturum değişikliğinden sonra deneyen bir uygulama, kullanıcısının oturumunu kapatır. Tüm sayfanın prompt=none ile yönlendirilmesi ve yenileme token’ları çalışır.

## Without passwords

login-no-passwords-heading = Burada parola yok
login-no-passwords = Burada kimse parolayla oturum açmaz: geçiş anahtarı kullanın.
login-passkey-again = Bu geçiş anahtarı kabul edilmedi. Yeniden deneyin veya başka birini kullanın.
login-passkey-none = Geçiş anahtarı kullanılmadı. Yeniden deneyin.
login-confirm-passkey-lead = Devam etmek için geçiş anahtarınızı yeniden kullanın.
login-forgot-passkey = Henüz geçiş anahtarınız yok mu?
forgot-passkey-lead = Hesabınızın e-posta adresine bir bağlantı göndeririz. Bu bağlantıyla ilk geçiş anahtarınızı oluşturursunuz. Anahtarınız varsa ve onu kaybettiyseniz bu siteyi işleten kişiye sorun.
# Heading, and button.
invite-passkey = Geçiş anahtarı oluştur
# $brand: the name of this site.
invite-passkey-lead = { $brand } sitesinde bir hesabınız var. Bir geçiş anahtarı oluşturun: bundan sonra onunla oturum açarsınız.
invite-has-factor-heading = Bu bağlantı hiçbir şeyi değiştirmez
invite-has-factor = Hesabınızın bir geçiş anahtarı veya kimlik doğrulama uygulaması var ve hiçbir bağlantı bunların yerine geçmez.
invite-has-factor-next = Geçiş anahtarınızla oturum açın. Kaybettiyseniz bu siteyi işleten kişiden onu kaldırmasını, sonra da yeni bir bağlantı isteyin.
# A form was sent without a passkey.
passkey-needed = Bir geçiş anahtarı oluşturun: burada kimsenin parolası yok.
not-me-done-passkey = Hesabınızda artık açık oturum yok.
