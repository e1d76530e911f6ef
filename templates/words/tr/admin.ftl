# The pages of administrators.

## What several pages say

admin-full-name = Ad soyad
admin-username = Kullanıcı adı
admin-email = E-posta adresi
admin-groups = Gruplar
admin-groups-hint = Virgülle ayırın.
admin-may-administer = Yönetici: bu sayfaları kullanabilir
admin-filter = Göster
admin-show-everybody = Herkesi göster
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = yönetici
admin-tag-locked = kilitli

admin-session-since = başlangıç: { $time_html }
admin-session-seen = son görülme: { $time_html }
admin-session-ended = Oturum sona erdi.

admin-by-app = yapan: { $client } uygulaması
admin-by-command-line = yapan: { $user }, komut satırında
admin-by-server = yapan: bu sunucu

## Overview

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> kişi
       *[other] <b>{ NUMBER($n) }</b> kişi
    }
admin-overview-sessions-many = <b>{ NUMBER($n) }</b> üzerinde oturum
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> oturum
       *[other] <b>{ NUMBER($n) }</b> oturum
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> uygulama
       *[other] <b>{ NUMBER($n) }</b> uygulama
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } tanesi kendi kendine kaydoldu
       *[other] { NUMBER($n) } tanesi kendi kendine kaydoldu
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> oturum kapatma iletisi bekliyor
       *[other] <b>{ NUMBER($n) }</b> oturum kapatma iletisi bekliyor
    }
admin-overview-last = Son etkinlikler
admin-overview-all = Tüm etkinlikler
admin-nothing-yet = Henüz bir şey yok.
admin-overview-issuer = issuer <code>{ $issuer }</code>

## People

admin-people-search = Ad, kullanıcı adı veya e-posta adresi
admin-list-search-button = Ara
admin-list-only = Göster
admin-people-everybody = Herkes
admin-people-administrators = Yöneticiler
admin-people-locked = Kilitli
admin-list-order = Sıralama
admin-people-by-username = Kullanıcı adına göre
admin-list-newest = Önce en yeni
admin-list-oldest = Önce en eski
admin-list-by-name = Ada göre
admin-list-by-app = Uygulamaya göre
admin-list-search-app = Uygulamanın adı veya client_id değeri
admin-people-in-group = Grup: <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] Toplam { NUMBER($n) } hesap
       *[other] Toplam { NUMBER($n) } hesap
    }
admin-tag-left = yapılandırmadan çıkarıldı
admin-tag-configuration = yapılandırma
admin-list-first-page = İlk sayfa
admin-list-next-page = Sonraki sayfa
admin-list-none = Hiçbir şey bulunamadı.
admin-list-not-yet = Henüz bir şey bulunamadı. Sonraki sayfa aramayı sürdürür.
admin-people-none = Kimse bulunamadı.

## Adding a person

admin-add = Kişi ekle
admin-add-button = Ekle
admin-add-next = Ardından, kişinin parola belirleyeceği bir bağlantı oluşturursunuz.
admin-back-to-people = ← Kişiler

## A person

admin-person-left = Bu hesap artık tanımlandığı dosyada (<code>{ $file }</code>) yer almıyor; bu nedenle kişi oturum açamaz. Girdiyi geri getirin veya <code>latchkey user keep { $username }</code> komutunu çalıştırın.
admin-person-place = Bu hesabın tanımlandığı yer: <code>{ $place }</code>. Orada yazanlar orada değiştirilir.
admin-tag-not-confirmed = onaylanmadı
admin-tag-no-password = henüz parola yok
admin-person-number = Hesap numarası <code>{ $sub }</code>
admin-person-added = eklenme: { $time_html }

admin-person-sign-in = Oturum açma
admin-person-has-password = Parolası var
admin-person-no-password = Parola yok
admin-person-passkeys =
    { $n ->
        [one] { $n } geçiş anahtarı
       *[other] { $n } geçiş anahtarı
    }
admin-person-no-passkey = geçiş anahtarı yok
admin-person-authenticator = kimlik doğrulama uygulaması
admin-person-no-authenticator = kimlik doğrulama uygulaması yok
admin-person-recovery-codes =
    { $n ->
        [one] { $n } kurtarma kodu kaldı
       *[other] { $n } kurtarma kodu kaldı
    }

admin-person-make-link = Parola belirleme bağlantısı oluştur
admin-person-make-link-new = Yeni parola belirleme bağlantısı oluştur
admin-person-mail-link = Bağlantıyı e-postayla gönder
admin-person-lock = Hesabı kilitle
admin-person-unlock = Hesabın kilidini aç

admin-person-reset-factors = Tüm ikinci faktörleri kaldır
admin-person-reset-factors-password = Telefonunu ve kurtarma kodlarını kaybeden kişiler için. İsteyenin gerçekten o kişi olduğundan emin olun. Tüm geçiş anahtarları, kimlik doğrulama uygulaması ve kurtarma kodları kaldırılır, kişinin tüm oturumları kapatılır; bundan sonra oturum açmak için parola yeterli olur.
admin-person-reset-factors-no-password = Telefonunu ve kurtarma kodlarını kaybeden kişiler için. İsteyenin gerçekten o kişi olduğundan emin olun. Tüm geçiş anahtarları, kimlik doğrulama uygulaması ve kurtarma kodları kaldırılır, kişinin tüm oturumları kapatılır; parola olmadığı için ardından bir bağlantı oluşturun.
admin-person-reset-factors-button = Kaldır

admin-person-profile = Profil ve gruplar
admin-person-email-verified = Adresin bu kişiye ait olduğu biliniyor
admin-person-save = Kaydet

admin-person-end-session = Sonlandır<span class="vh">: { $device } oturumu</span>
admin-person-sign-out = Tüm oturumları kapat
admin-person-no-sessions = Açık oturum yok.

admin-person-claims = Uygulamaya iletilenler
admin-person-claims-app = Uygulama
admin-person-claims-not-admitted = Bu kişi uygulamayı kullanamaz: uygulamanın <code>allowed_groups</code> gruplarından hiçbirinde değil.
admin-person-claims-userinfo = Uygulamanın isteyebileceği tüm kapsamlarla (<code>{ $scope }</code>) userinfo şunları iletir:
admin-person-claims-id-token = Uygulamanın isteyebileceği tüm kapsamlarla (<code>{ $scope }</code>) userinfo ve ID token şunları iletir:

admin-person-activity-all = Bu kişinin tüm etkinlikleri

admin-person-remove = Hesabı kaldır
admin-person-remove-summary = Bu hesabı tüm içeriğiyle kaldır
admin-person-remove-hint = Oturumlar, uygulamaların erişimi, geçiş anahtarları ve profil silinir. Etkinliklerin kaydı, saklama süresi dolana kadar kalır. Bu işlem geri alınamaz.
admin-person-remove-confirm = Onaylamak için kullanıcı adını yazın: <b>{ $username }</b>
admin-person-remove-unconfirmed = Hiçbir şey kaldırılmadı. Onaylamak için kullanıcı adını yazın: { $username }.

admin-done-added = Hesap eklendi. Kişinin parola belirleyebilmesi için bir bağlantı oluşturun veya gönderin.
admin-done-saved = Değişiklikler kaydedildi. Uygulamalar bunları bir sonraki isteklerinde alır.
admin-done-locked = Hesap kilitlendi ve tüm oturumları kapatıldı.
admin-done-unlocked = Hesabın kilidi açıldı.
admin-done-mailed = Parola belirleme bağlantısı e-postayla gönderildi.
admin-done-factors-removed = Tüm ikinci faktörler kaldırıldı ve kişinin tüm oturumları kapatıldı.
admin-done-factor-removed = Kaldırıldı. Kişinin açık oturumları açık kalır: bir cihaz kaybolduysa tüm oturumlarını da kapatın.
admin-done-signed-out = Kişinin tüm oturumları kapatıldı.

## Why something was not done for a person

admin-refused-pinned = { $username } hesabı { $place } konumunda ([[users]]) tanımlı. Şunları orada değiştirin: { $keys }.
admin-refused-pinned-all = { $username } hesabı { $place } konumunda ([[users]]) tanımlı: orada değiştirin.
admin-refused-defined = { $username } hesabı { $place } konumunda ([[users]]) tanımlı: önce oradaki girdiyi kaldırın.
admin-refused-left = { $username } hesabı artık { $file } dosyasında yer almıyor: girdiyi geri getirin veya hesabı `latchkey user keep { $username }` komutuyla koruyun.
admin-refused-taken = Kullanıcı adı veya e-posta adresi başka bir hesaba ait ya da başka bir hesabınkine çok benziyor.
admin-refused-meanwhile = { $username } hesabı bu sırada kaldırıldı veya değiştirildi: yeniden deneyin.
admin-refused-last-administrator = { $username } oturum açabilen son yönetici: önce başka birini yönetici yapın.
admin-refused-last-way-in = { $username } oturum açabilen son yönetici ve parolası yok: önce parola belirleme bağlantısı gönderin, faktörleri bağlantı kullanıldıktan sonra sıfırlayın.
admin-refused-only-way-in = { $username } hesabının parolası yok ve başka hiçbir geçiş anahtarı oturum açmaya yetmiyor: önce parola belirleme bağlantısı gönderin veya faktörleri sıfırlayın.
admin-refused-username-length = kullanıcı adı 1 ile 255 bayt arasında olmalıdır.
admin-refused-username-character = kullanıcı adı boşluk, denetim karakteri veya görünmez karakter içeremez.
admin-refused-username-scripts = kullanıcı adı farklı alfabelerin harflerini (örneğin birbirine benzeyen Latin ve Kiril harflerini) bir arada içeremez.
admin-refused-email = { $text } bir e-posta adresine benzemiyor.
admin-refused-invisible = { $text }: görünmez bir karakter ({ $code }) içeriyor. Bu karakteri silin.
admin-refused-scripts = { $text }: `{ $word }` farklı alfabelerden, birbirine benzeyebilen harfler içeriyor. Her sözcüğü tek bir alfabeyle yazın.
admin-refused-no-address = { $username } hesabına ait olduğu bilinen bir e-posta adresi yok: önce bir adres belirleyin (`latchkey user set --email`) veya bağlantıyı elden verin.

## A link to choose a password

admin-link-title = Bağlantı: { $name }
admin-link-heading = Bağlantı: <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Kişi bu bağlantıyla bir parola belirler. Bağlantı bir kez kullanılabilir ve önceki bağlantıların yerine geçer. Geçerlilik sonu: { $time_html }. Yalnızca şimdi gösterilir: başka kimsenin okuyamayacağı bir yolla iletin.
admin-link-new = Kişi bu bağlantıyla yeni bir parola belirler ve o anda tüm oturumları kapatılır. Bağlantı bir kez kullanılabilir ve önceki bağlantıların yerine geçer. Geçerlilik sonu: { $time_html }. Yalnızca şimdi gösterilir: başka kimsenin okuyamayacağı bir yolla iletin.
admin-link-qr = Veya kişinin bu kodu telefonuyla taramasını sağlayın:
admin-link-done = Bitti

## Groups

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } kişi
       *[other] { NUMBER($n) } kişi
    }
admin-groups-nobody = kimse yok
admin-groups-may-use = kullanabileceği uygulamalar: { $apps_html }
admin-groups-none = Henüz grup yok.
admin-groups-search = Grubun adı
admin-groups-most-people = Önce en kalabalık
admin-groups-none-hint = Gruplar kişinin sayfasında yazılır. <code>allowed_groups</code> ayarında grup belirten bir uygulama yalnızca o grupların üyelerini kabul eder.

## Sessions

admin-sessions-many = { NUMBER($n) } üzerinde oturum.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } oturum.
       *[other] { NUMBER($n) } oturum.
    }
admin-sessions-search = Ad, kullanıcı adı, uygulama veya adresin başı
admin-sessions-used = Önce son kullanılan
admin-sessions-end = Sonlandır<span class="vh">: { $username }, { $device } oturumu</span>
admin-sessions-none = Açık oturum yok.

## Sign-out messages

admin-deliveries-hint = Birinin oturumu kapattığı henüz bildirilmemiş veya bildirilememiş uygulamalar. Her biri bir süre yeniden denenir.
admin-deliveries-given-up = vazgeçildi
admin-deliveries-waiting = bekliyor
admin-deliveries-ended = oturumun bitişi: { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } kez denendi
       *[other] { $n } kez denendi
    }
admin-deliveries-next = sonraki deneme: { $time_html }
admin-deliveries-took = { NUMBER($ms) } ms sonra yanıt veya hata
admin-deliveries-none = Tüm uygulamalara bildirildi.

## Activity

admin-activity-of = Kişi: <bdi>{ $name }</bdi>.
admin-activity-of-link = Kişi: <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Tür
admin-activity-everything = Tümü
admin-activity-none = Bu türde bir şey yok.
admin-activity-search = Ad, kullanıcı adı veya uygulama
admin-activity-cut = Adında bu metin geçen kişi veya uygulama sayısı, birlikte aranabilecek olandan fazla. Diğerlerini bulmak için adın daha fazlasını yazın.
admin-activity-hint = Değiştirilip değiştirilmediğini gösteren karmalarla birlikte tüm kayıt: <code>latchkey audit verify</code> ve <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Uygulamalar
admin-apps-registered = kendini kaydetti
admin-apps-disabled = devre dışı
admin-apps-used = son kullanım { $time_html }
admin-apps-none = Henüz uygulama yok.
admin-apps-busiest = Önce son 24 saatte en çok istek gönderen
admin-apps-none-hint = Grafana, Nextcloud, Immich veya başka birini ekleyin: <code>latchkey client add --app list</code> hazır ayarı olanları listeler.
admin-app-connect = Bağlan
admin-app-connect-hint = Çoğu uygulama keşif adresine ve istemci kimliğine ihtiyaç duyar. Gizli anahtar burada hiç gösterilmez: yalnızca özeti saklanır.
admin-app-discovery = Keşif adresi
admin-app-client-id = İstemci kimliği
admin-app-settings = Ayarlar
admin-app-settings-configured = Bu uygulama <code>{ $place }</code> içinde yapılandırılmıştır. Dosyadaki değişiklikler kendiliğinden yüklenir.
admin-app-settings-registered = Bu uygulama kendini kaydetti. Bu satırlar onu dosyada yapılandırır.
admin-app-try = Deneyin
admin-app-try-person = Kullanıcı adı veya e-posta adresi
admin-app-try-nobody = Bu ada sahip kimse yok.
admin-app-try-sign-in = Uygulamada oturum aç
admin-app-refusals = Reddedilenler
admin-app-refusals-hint = Bu istemci kimliğini belirten son retler, en fazla { $n }, bu sunucu başladığından beri.
admin-app-refusals-none = Hiçbir şey reddedilmedi.
admin-app-remedy = Bu satırlarla kabul edilirdi:
admin-app-who = Kimler kullanabilir
admin-app-everybody = Hesabı olan herkes.
admin-app-disable = Uygulamayı devre dışı bırak
admin-app-disable-hint = Devre dışı bırakmak belirteçlerini iptal eder ve yeniden etkinleştirilene kadar uygulamaya girişleri reddeder.
admin-app-enable = Uygulamayı etkinleştir
admin-app-approve = Uygulamayı onayla
admin-app-approve-hint = Onaylı bir uygulama, kimse izin vermeden önce hata yanıtları alır. Değişene kadar onaylı kalır.
admin-app-disable-done = Uygulama devre dışı ve belirteçleri iptal edildi.
admin-app-enable-done = Uygulama etkin.
admin-app-approve-done = Uygulama onaylandı.
admin-app-changed = Uygulama bu sırada değişti. Kontrol edip yeniden deneyin.
admin-app-views = Bu uygulamanın sayfaları
copy = Kopyala
copied = Kopyalandı
admin-connect-paste = Uygulamaya yapıştırılacaklar
admin-connect-paste-hint = Uygulamayı seçin; kendi satırları bu istemci için doldurulmuş olarak burada görünür. Gizli anahtarı <code>{ $place }</code> yerine yazın.
admin-connect-other = Başka bir uygulama
admin-connect-tried = { $version } ile denendi.
admin-connect-untried = Uygulamanın belgelerine göre yazıldı, denenmedi.
admin-connect-lacks = Bu istemcide uygulama için eksik olanlar
admin-connect-lacks-nothing = Bu istemcide uygulamanın ihtiyaç duyduğu her şey var.
admin-connect-redirects = Uygulamanın geri gönderildiği yerler
admin-connect-addresses = Bu sunucunun adresleri
admin-lack-redirect = Uygulama { $value } adresine geri gönderilmek istiyor; bu adres kayıtlı değil.
admin-lack-post-logout = Uygulama oturum kapatıldıktan sonra { $value } adresine geri gönderilmek istiyor; bu adres kayıtlı değil.
admin-lack-backchannel = Uygulama oturum kapatma belirteçlerini { $value } adresinde alıyor; bu istemcinin bunun için adresi yok.
admin-lack-scope = Uygulama { $value } istiyor; bu istemci bunu alamaz.
admin-lack-grants = Uygulama { $value } kullanıyor; bu istemci bunu kullanamaz.
admin-lack-method = Bu istemci { $value } için kayıtlı; uygulama gizli anahtarını başka bir yolla gönderiyor.
admin-lack-pkce = Uygulama ne code_challenge ne de nonce gönderiyor; bu istemci ise göndermek zorunda.
admin-lack-native = Uygulama telefonlarda veya bilgisayarlarda da var; bu istemci yalnızca web için.
admin-lack-claims = Uygulama yalnızca kimlik belirtecini okuyor; bu istemcinin belirtecinde bilgiler eksik.
admin-try-hint = Bir oturum açmayı, uygulama olmadan, sunucunun yapacağı gibi yürütür. Hiçbir şey verilmez ve saklanmaz.
admin-try-nobody = Bu uygulamada kimse oturum açmaz.
admin-try-not-sent = gönderilmedi
admin-try-signed-in = Zaten oturum açık
admin-try-ladder = Neler olurdu
admin-try-sent = Uygulama tarayıcıyı <code>{ $endpoint }</code> adresine şunlarla gönderir:
admin-try-pushed = Uygulama bunları önce kendisi sunucuya gönderir (PAR); tarayıcı yalnızca bir başvuru getirir.
admin-try-signed = Uygulama bunları imzalı bir istek nesnesinde göndermek zorunda.
admin-try-left-out = Uygulama bunu alamadığı veya kimse bilmediği için çıkarıldı: { $scope }
admin-try-admitted = Uygulama bazı gruplar içindir ve bu kişi bunlardan birindedir.
admin-try-not-admitted = Uygulama bazı gruplar içindir ve bu kişi bunların hiçbirinde değildir.
admin-try-two-factors = Bu kişiden ikinci bir etken veya geçiş anahtarı istenir.
admin-try-one-factor = Bu kişi için parola yeterlidir.
admin-try-sign-in = { $name } parolayla oturum açar.
admin-try-sign-in-two = { $name } parola ve ikinci bir etkenle oturum açar.
admin-try-sign-in-passkey = { $name } geçiş anahtarıyla oturum açar.
admin-try-sign-up = { $name } yeni hesap sayfasını görür ve oturum açar.
admin-try-again = { $name } yeni bir oturum açma istendiği için yeniden oturum açar.
admin-try-step-up = { $name } ikinci bir etkeni kanıtlar.
admin-try-enrol = { $name } ikinci bir etken kurar.
admin-try-account = { $name } hesabı seçer.
admin-try-consent = { $name } kişisine uygulamanın şunları alıp alamayacağı sorulur:
admin-try-issue = Eksik bir şey yok: sunucu isteği kabul eder.
admin-try-refuse = Sunucu isteği reddeder.
admin-try-goes = Tarayıcı <code>{ $place }</code> adresine şunlarla döner:
admin-try-stays = Tarayıcı bu sunucunun bir hata sayfasında kalır ve uygulama hiçbir şey öğrenmez.
admin-try-told = Uygulamanın öğreneceği
admin-try-id-token = Kimlik belirtecinde yazan:
admin-try-userinfo = Userinfo yanıtında yazan:
admin-try-lane-app = Uygulama
admin-try-lane-browser = Tarayıcı
admin-try-lane-server = Sunucu
admin-try-parameters = Parametreler: { NUMBER($n) }
admin-gloss-response-type = Uygulamanın geri istediği. Bir “code”, tarayıcıdan geçmeden belirteçlerle değiştirilir.
admin-gloss-client-id = Uygulamanın bu sunucudaki adı.
admin-gloss-redirect-uri = Tarayıcının geri gönderildiği yer. Harfi harfine kayıtlı olmalıdır.
admin-gloss-scope = Uygulamanın istediği.
admin-gloss-state = Uygulama uydurur. Yanıtta aynı değer olmalıdır.
admin-gloss-nonce = Uygulama uydurur. Kimlik belirtecinde aynı değer olmalıdır.
admin-gloss-code-challenge = Uygulamanın sakladığı bir gizin özeti (PKCE). Giz olmadan kimse kodu kullanamaz.
admin-gloss-code-challenge-method = O özetin nasıl alındığı.
admin-gloss-prompt = Sunucunun hangi sayfaları göstermesi gerektiği ya da hiçbirini gösteremeyeceği.
admin-gloss-code = Bir kez ve kısa süre geçerlidir. Uygulama onu belirteçlerle değiştirir.
admin-gloss-iss = Hangi sunucunun yanıtladığı; birden çok sunucusu olan uygulama onları karıştırmaz.
admin-gloss-session-state = Uygulama, burada birinin oturumu kapattığını bu değerle fark eder.
admin-gloss-access-token = Uygulamaya userinfo ve başka hizmetleri açar.
admin-gloss-token-type = Erişim belirtecinin nasıl kullanıldığı. “Bearer”, elinde olanın kullanabileceği anlamına gelir.
admin-gloss-expires-in = Erişim belirtecinin kaç saniye geçerli olduğu.
admin-gloss-id-token = Kimin, ne zaman, hangi uygulamada oturum açtığını söyler. Sunucu imzalamıştır.
admin-gloss-error = Hata, belirtimdeki adıyla.
admin-gloss-error-description = Geliştiriciler için sözcüklerle hata.

admin-tab-keys = Anahtarlar
admin-keys-hint = Uygulamalar bu sunucunun imzaladıklarını bu anahtarlarla denetler. Bir anahtar imzalamadan önce yayımlanır ve sonra da bir süre yayımda kalır.
admin-keys-never = Hiçbir anahtar kendiliğinden değiştirilmez (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> onları istendiğinde değiştirir.
admin-keys-chart = Anahtarların zaman çizelgesi. Altındaki liste aynısını söyler.
admin-overview-keys-chart = Anahtarların zaman çizelgesi. Anahtarların sayfası aynısını sözcüklerle söyler.
admin-keys-published = yayımlandı
admin-keys-signing = imzalıyor
admin-keys-in-use = kullanımda
admin-keys-retired = kullanımdan çıktı
admin-keys-remembered = artık yayımlanmıyor
admin-keys-encryption = şifreleme için
admin-keys-made = yayımlanma: { $time_html }
admin-keys-from = ilk kullanım: { $time_html }
admin-keys-replaced = değiştirilme: { $time_html }
admin-keys-next = sonraki anahtar: { $time_html }
admin-keys-leaves = yayımın sonu: { $time_html }
admin-keys-decrypts = şifre çözmenin sonu: { $time_html }
admin-chart-now = şimdi

admin-tab-health = Durum
admin-health-fine = Her şey yolunda.
admin-health-look = Bakılması gereken bir şey var; ne yapılacağı aşağıda yazıyor.
admin-health-ok = yolunda
admin-health-warn = bakılmalı
admin-health-bad = bozuk
admin-health-off = kurulmamış
admin-health-database = Veritabanı
admin-health-configuration = Yapılandırma
admin-health-mail = E-posta
admin-health-backup = Yedek
admin-health-version = Sürüm
admin-health-schema = şema sürümü { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = özet <code>{ $digest }</code>
admin-health-reloaded = yeniden yükleme: { $time_html }
admin-health-refused = yükleme reddedildi: { $time_html }
admin-health-waiting = bekleyen: { NUMBER($n) }
admin-health-oldest = en eskisi: { $time_html }
admin-health-failed = son başarısızlık: { $time_html }
admin-health-made = alındı ve denetlendi: { $time_html }
admin-health-none = henüz yok
admin-health-node = bu düğüm: <code>{ $node }</code>
admin-health-database-bad = Yazma kabul etmiyor ve nedeni günlükte yazıyor: diske ve izinlere ya da veritabanı sunucusuna bakın.
admin-health-keys-bad = { $algs } ile imzalayan anahtar yok. Neden oluşturulamadığı ya da okunamadığı günlükte yazıyor.
admin-health-keys-not-again = Veritabanından yeniden yüklenemiyorlar ve nedeni günlükte yazıyor; önceden yüklenenler kullanımda kalır. Bu düğüm yeniden başlatılmadan önce <code>keys.wrap_key_file</code> dosyasını geri koyun, yoksa başlamaz.
admin-health-keys-others-sign = Diğer düğümler bu düğümün yükleyemediği bir anahtarla imzalıyor; bu yüzden hazır değil ve nedeni günlükte yazıyor. Bütün düğümlere aynı <code>keys.wrap_key_file</code> dosyasını verin.
admin-health-configuration-warn = Önceden yüklenen geçerli kalır. Dosyadaki sorunu <code>latchkey check</code> söyler.
admin-health-configuration-older = Bu düğümün dosyası daha eski: <code>revision</code> değeri { $revision }, yürürlükteki ise { $newest }; bu yüzden hiçbir kullanıcıyı değiştirmez. Düğüme { $newest } numaralı dosyayı verin ya da bilerek geri dönmek için <code>revision</code> değerini { $newest } üzerine çıkarın.
admin-health-configuration-unnumbered = Bu düğümün dosyasında <code>revision</code> yok, yürürlükteki ise { $newest }; bu yüzden daha eski sayılır ve hiçbir kullanıcıyı değiştirmez. Dosyanın başına, ilk bölümden önce <code>revision = { $next }</code> yazın.
admin-health-mail-off = Yapılandırmada <code>[smtp]</code> olmadan e-posta gönderilmez.
admin-health-mail-warn = E-posta gönderilemedi. Posta sunucusunun yanıtını <code>latchkey mail test ADDRESS</code> gösterir.
admin-health-deliveries-warn = Bazı uygulamalara bildirilemedi. Hangileri olduğunu ve nedenini sayfaları söyler.
admin-health-backup-off = Kendiliğinden yedek alınmıyor: <code>[storage.backup]</code> ayarlayın ya da veritabanı sunucusunu yedekleyin.
admin-health-backup-warn = Yedek zamanı geldi ama alınamadı. Nedeni günlükte yazıyor; klasörü <code>latchkey check</code> dener.

admin-chart-heading = Son 24 saatteki oturum açmalar
admin-chart-label = Başarılı: { NUMBER($ok) }. Başarısız: { NUMBER($failed) }. Her saatin sayıları aşağıdadır.
admin-chart-ok = başarılı: { NUMBER($n) }
admin-chart-failed = başarısız: { NUMBER($n) }
admin-chart-cut = burada sayılandan fazla
admin-chart-numbers = Saat saat
admin-chart-none = Kimse oturum açmadı ve denemedi.
admin-chart-none-hint = Oturum açmalar gerçekleştikçe burada görünür. Bir uygulamanın sayfasında <b>Deneyin</b> birini baştan sona yürütür.
admin-presence-heading = Son iki haftadaki oturumlar
admin-presence-label = Bu kişinin her cihazda ne zaman oturumu açıktı. Aynısı liste olarak aşağıdadır.
admin-presence-signed-in = oturum açık
admin-presence-one = tek etkenle oturum açma
admin-presence-strong = birkaç etkenle veya geçiş anahtarıyla
admin-presence-failed = başarısız
admin-presence-list = Liste olarak
admin-presence-from-to = Oturum açık: { $from_html } – { $to_html }
admin-presence-since = Oturum açık, başlangıç: { $time_html }
admin-usage-heading = Kim neyi kullanıyor
admin-usage-hint = Her kişinin { $time_html } tarihinden beri her uygulamada kaç kez oturum açtığı.
admin-usage-part = En sık olanlar gösterilir.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Son 24 saatteki istekler
admin-hours-apps = Son 24 saatte uygulamalar
admin-hours-hint = <code>/token</code> adresine ve uygulamaların kim olduklarını kanıtladığı diğer adreslere şimdiye kadar gelen istekler, saat saat.
admin-hours-since = Bu sunucunun başlangıcından beri sayıldı: { $time_html }.
admin-hours-node = Yalnızca bu düğüm tarafından sayıldı: <code>{ $node }</code>.
admin-hours-label = Son 24 saatte. Yanıtlanan: { NUMBER($ok) }. Reddedilen: { NUMBER($refused) }.
admin-hours-nothing = Son 24 saatte hiçbir istek gelmedi.
admin-hours-ok = hepsi yanıtlandı
admin-hours-some = bazıları reddedildi
admin-hours-most = çoğu reddedildi
admin-hours-empty = istek yok
admin-hours-answered = yanıtlanan: { NUMBER($n) }
admin-hours-refused = reddedilen: { NUMBER($n) }
admin-hours-hour = Saat
admin-hours-column-answered = Yanıtlanan
admin-hours-column-refused = Reddedilen
admin-hours-column-why = En sık neden
admin-hours-why-client = uygulama kim olduğunu kanıtlayamadı: gizli anahtarı, anahtarı veya sertifikası yanlıştı
admin-hours-why-grant = bir kod veya belirteç artık geçerli değildi ya da uygulamanın değildi
admin-hours-why-request = istekte bir şey eksikti ya da istek okunamadı
admin-hours-why-not-allowed = uygulama bu şekilde istekte bulunamaz
admin-hours-why-scope = uygulama alamayacağı bir şey istedi
admin-hours-why-person = kişi izin vermedi ya da zamanında yanıtlamadı
admin-hours-why-busy = çok fazla istek geldi ya da sunucu o an yanıt veremedi
admin-hours-why-server = sunucu hatası; hangisi olduğu günlükte yazar
admin-hours-why-proof = DPoP kanıtı geçerli değildi
admin-hours-why-other = başka bir neden

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username } hesabının, hiçbir bağlantının yerine geçmediği bir geçiş anahtarı veya kimlik doğrulama uygulaması var: önce faktörleri sıfırlayın, sonra bir bağlantı oluşturun.
# $username: whose account.
admin-refused-only-passkey = { $username } için başka hiçbir geçiş anahtarı oturum açmaya yetmiyor: bunun yerine faktörleri sıfırlayın, sonra bir bağlantı oluşturun.
# Button.
admin-person-make-link-passkey = Geçiş anahtarı bağlantısı oluştur
# $time_html: a time, with its markup.
admin-link-passkey = Kişi bu bağlantıyla bir geçiş anahtarı oluşturur. Bağlantı bir kez kullanılabilir ve önceki bağlantıların yerine geçer. Geçerlilik sonu: { $time_html }. Yalnızca şimdi gösterilir: başka kimsenin okuyamayacağı bir yolla iletin.
# Beside a name.
admin-tag-no-passkey = henüz geçiş anahtarı yok
admin-done-mailed-passkey = Geçiş anahtarı bağlantısı e-postayla gönderildi.
