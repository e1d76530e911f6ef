# The error page.

error-ask = Bu siteyi işleten kişiye sorun ve şu numarayı verin:
error-ask-if-needed = Yardıma ihtiyacınız varsa bu siteyi işleten kişiye sorun. Şu numarayı verin:

error-details = İletilecek ayrıntılar
error-address-sent = Uygulamanın gönderdiği adres
error-sent = Uygulamanın gönderdiği
error-registered = Kayıtlı
error-registered-none = yok
error-remedy = Gönderilene izin vermek için bu satırı uygulamanın bloğuna yapıştırın
error-code = Hata
error-client = İstemci
error-client-id-sent = Gönderilen client_id
error-status = Durum
error-request = İstek
error-time = Saat

## Where to go from there: buttons

error-to-app = { $app } uygulamasına git
error-to-account = Hesaba git
error-load-again = Sayfayı yeniden yükle
error-sign-in = Oturum aç
error-choose-password = Yeni parola belirle
error-to-start = Başlangıç sayfasına git

## What to do

error-next-app = Uygulamaya dönüp yeniden deneyin.
error-next-operator = Yeniden denemek işe yaramaz: önce uygulamanın veya bu sitenin ayarları düzeltilmelidir.

## Faults of an app

error-unknown-app-heading = Bu uygulama burada tanınmıyor
error-wrong-request-heading = Bu uygulama hatalı bir istek gönderdi
error-client-id-missing = client_id eksik.
error-client-id-unknown = client_id kayıtlı değil.
error-redirect-uri-missing = redirect_uri eksik.
error-redirect-uri-unknown = redirect_uri kayıtlı değil.
error-redirect-uri-not-ascii = redirect_uri kayıtlı değil; bir URI’deki ana makine adı ASCII ile yazılır, burada: { $host }.
error-too-long-to-wait = Uygulamanın isteği, oturum açılana kadar bekletilemeyecek kadar uzun: daha kısa bir state veya claims parametresi gerekir.

error-nothing-shared-heading = Hiçbir şey paylaşılmadı
error-nothing-shared-next = Bu sayfayı kapatabilir veya uygulamaya kendiniz dönebilirsiniz.
error-not-answered-heading = Bu uygulamaya yanıt verilemiyor
error-not-answered-next = Bu sayfayı kapatabilirsiniz. Bu siteyi işleten kişi uygulamayı onaylayabilir.
error-not-vouched-for = Uygulama kendi kendine kaydoldu ve henüz kimse ona izin vermedi; bu nedenle uygulamaya yönlendirilmiyorsunuz.
error-not-vouched-for-cancelled = Kullanıcı oturum açmayı iptal etti. Uygulama kendi kendine kaydoldu ve henüz kimse ona izin vermedi; bu nedenle uygulamaya yönlendirilmiyorsunuz.
error-not-vouched-for-denied = Kullanıcı buna izin vermedi. Uygulama kendi kendine kaydoldu ve henüz kimse ona izin vermedi; bu nedenle uygulamaya yönlendirilmiyorsunuz.

## A sign-in that cannot go on

error-complete-heading = Bu oturum açma işlemi tamamlandı
error-complete-next = Uygulamaya veya hesabınıza gidin.
error-not-open-heading = Bu oturum açma işlemi artık geçerli değil
error-not-open-next = Uygulamadan yeniden başlayın veya hesabınıza gidin.
error-cookie-next = Tarayıcınızda bu site için çerezlere izin verin, ardından uygulamadan yeniden başlayın.
error-no-sign-in = Bu adres yalnızca bir uygulama için oturum açarken kullanılır.
error-another-browser = İşlem başka bir tarayıcıda veya bu tarayıcı kapatılmadan önce başlatıldı.
error-no-cookie = Tarayıcınız bu sitenin çerezini göndermedi; oturum açmak için bu çerez gerekir.
error-too-old = İşlem bir saatten uzun süre açık kaldı.
error-not-pushed = İşlem zamanında açılmadı.
error-request-expired = Uygulama bunu çok uzun zaman önce istedi. Cihazda yeniden başlayın.
error-answered = İşlem daha önce tamamlandı; her oturum açma işlemi yalnızca bir kez tamamlanabilir.

## Forms and links

error-outdated-heading = Bu sayfa güncel değildi
error-nothing-done-heading = Hiçbir işlem yapılmadı
error-again-next = Sayfayı yeniden yükleyip işleminizi tekrarlayın.
error-another-site-next = Bunu gerçekten yapmak istiyorsanız bu sitenin sayfasında yapın.
error-link-heading = Bu bağlantı artık çalışmıyor
error-link = Bu bağlantı daha önce kullanıldı veya süresi doldu.
error-link-next = Parolanızı zaten belirlediyseniz onunla oturum açın. Belirlemediyseniz bağlantıyı gönderen kişiden yenisini isteyin.
error-sign-in-link = Oturum açmayla ilgili e-postadaki bağlantı, parola değişmediği sürece yedi gün içinde bir kez kullanılabilir.
error-sign-in-link-next = Parolayı siz değiştirmediyseniz hemen yeni bir parola belirleyin. Ardından nerelerde oturumunuzun açık olduğunu kontrol edin.

## Requests that cannot be read

error-unreadable-heading = Bu istek okunamadı
error-body-type = Gövde şu türde olmalıdır: { $kind }.
error-body-compressed = Gövde sıkıştırılmış olmamalıdır.
error-body-too-large = Gövde { $bytes } bayttan büyük.
error-body-too-slow = Gövde zamanında ulaşmadı.
error-body-broken = Gövde eksik.
error-parameter-twice = { $name } parametresi birden fazla kez gönderildi.
error-parameter-encoding = { $name } parametresi geçerli bir UTF-8 metni değil.
error-parameters-too-many = İstekte { $most } parametreden fazlası var.
error-parameter-values = { $name } parametresinde { $most } değerden fazlası var.
error-parameter-bytes = { $name } parametresi { $most } bayttan uzun.
error-parameter-times = { $name } parametresi { $most } defadan fazla gönderildi.
error-query-and-body = Parametreler hem sorguda hem gövdede gönderildi.
error-address-heading = Bu adres çok uzun
error-address = Adres 32 KiB’tan uzun.
error-headers-heading = Tarayıcınız çok fazla veri gönderdi
error-headers = Üst bilgiler 64 KiB’tan büyük.
error-headers-next = Bu sitenin ve üst sitelerinin çerezlerini silip yeniden deneyin.
error-refused-heading = Bu istek yanıtlanamadı
error-refused = İstek yanıtlanamıyor: { $status }.
error-method-heading = Bu adres farklı çalışır
error-method = Bu adres { $method } isteklerini yanıtlamaz.

## Faults of this site

error-busy-heading = Şu anda meşgul
error-busy-next = Hiçbir şey kaybolmadı. Birkaç saniye bekleyip yeniden deneyin.
error-busy = Çok fazla oturum açma işlemi bekliyor.
error-client-not-now = Uygulamanın kendisi hakkında söyledikleri şu anda okunamıyor.
error-crowded = Sunucu, izin verilen en fazla açık bağlantı sayısına ulaştı.
error-session = Sunucu şu anda depolama alanına erişemiyor.
error-failed-heading = Burada bir sorun oluştu
error-failed = Sunucu yanıt veremedi.
error-storage = Sunucu depolama alanını okuyamadı.

## Pages that are not there, or not for everybody

error-nothing-here-heading = Burada bir şey yok
error-nothing-here = Burada bir sayfa yok.
error-nothing-here-next = Adresi kontrol edin veya başlangıç sayfasına gidin.
error-administrators-heading = Bu sayfa yöneticiler içindir
error-administrators = Bu sayfa bu sitenin yöneticileri içindir.
error-administrators-next = Yönetici olarak oturum açın veya hesabınıza gidin.
error-development-heading = Geliştirme modu yalnızca bu bilgisayarda yanıt verir
error-development = Geldiğiniz ad: { $host }.
error-development-next = Diğer bilgisayarlara hizmet vermek için config.toml dosyasında [server] altında issuer = "https://…" satırını yazın ve sunucuyu bu dosyayla başlatın.
