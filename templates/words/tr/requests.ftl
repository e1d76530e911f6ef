device-heading = Cihaz bağla
device-lead = Televizyonunuzun, konsolunuzun veya başka bir cihazın gösterdiği kodu girin.
device-code = Kod
device-code-hint = WDJB-MJHT gibi sekiz harf. Büyük harf, boşluk ve çizgi fark etmez.
device-continue = Devam
device-not-found = Bu kod kullanılamaz.
device-code-malformed = Bir kod sekiz harflidir. Cihazın ne gösterdiğine bakın.
device-code-unknown = Bu kod bilinmiyor veya süresi dolmuş. Kontrol edin ya da cihazda yeniden başlayın.

request-yours = Bunu siz mi başlattınız?
request-yours-text = Yalnızca az önce kendi cihazınızda başlattıysanız izin verin. Kodu veya bağlantıyı size biri gönderdiyse reddedin.
request-code = Cihaz şu kodu göstermeli: <b>{ $code }</b>
request-when = İstek zamanı
request-address = Adres
request-device = Cihaz
request-seconds-ago =
    { $n ->
        [one] { $n } saniye önce
       *[other] { $n } saniye önce
    }
request-minutes-ago =
    { $n ->
        [one] { $n } dakika önce
       *[other] { $n } dakika önce
    }
request-stays = Siz burada kalırsınız. Uygulama o cihazda kendiliğinden devam eder.
request-not-me = Bu ben değilim
request-allowed = Cihazınız bağlandı
request-allowed-text = Cihaza dönün: uygulama birkaç saniye içinde kendiliğinden devam eder.
request-refused = Hiçbir şeye izin verilmedi
request-refused-text = O cihazdaki uygulama hesabınıza erişemez.
request-impossible = Hesabınızla bu olmuyor
request-impossible-text = Hesabınız { $app } uygulamasını kullanamıyor veya bu uygulamanın istediğini kanıtlayamıyor. Cihazdaki uygulama erişim almaz.
