# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Uygulamalar sizi { $person_html } olarak tanır.
apps-search = Uygulamalarınızda arayın
apps-search-button = Ara
apps-signed-in = Son oturum açma: { $time_html }
apps-no-consent = Onayınız gerekmez
apps-asks-each-time = Her seferinde sorar
apps-asks-each-time-hint = Bu uygulamanın her oturum açışınızda size sormasını istediniz.
apps-refused = Bu uygulamayı kullanamazsınız; uygulama hesabınızdan hiçbir bilgi almaz.
apps-gone = Bu uygulama artık burada kullanılamıyor.
apps-allowed = İzin verdiğiniz zaman: { $time_html }.
apps-got = Erişimi aldığı zaman: { $time_html }.
apps-all = Tüm uygulamalar ({ NUMBER($count) })
apps-first-page = İlk sayfa
apps-next-page = Daha fazla uygulama
apps-no-match = <bdi>{ $q }</bdi> ile eşleşen uygulama yok.
apps-show-all = Tüm uygulamaları göster
apps-empty = Kullanabileceğiniz uygulamalar, her biri onu açan bir düğmeyle burada görünür. Hangilerinin bulunduğunu bu siteyi işleten kişiye sorun.
apps-empty-administrator = İlkini ekleyin: Grafana, Nextcloud, Immich ve daha birçoğu için hazır ayar var. Bu komut onları listeler:

## Removing the access of an app.

remove-app-title = { $app_html } uygulamasının erişimi kaldırılsın mı?
remove-app-sees = Görebildikleri
remove-app-then = Kaldırdığınızda
remove-app-tokens = Uygulama artık hesabınızdan hiçbir şey göremez ve sizin adınıza hiçbir şey yapamaz.
remove-app-offline = Siz yokken olan erişimi de sona erer.
remove-app-told = Uygulamaya oturumunuzu kapatması bildirilir.
remove-app-not-told = Uygulamaya oturumunuzu kapatması bildirilemez: orada da oturumu kapatın.
remove-app-keeps = Uygulamanın sizin hakkınızda sakladıkları onda kalır.
remove-app-asks = Bir sonraki oturum açışınızda uygulama size yeniden sorar.
remove-app-again = Bu uygulama için onay gerekmez: bir sonraki oturum açışınızda bu erişimi sormadan yeniden alır.
remove-app-never-again = Uygulamayı kullanamadığınız sürece yeniden erişim alamaz.
remove-app-here = Buradaki oturumunuz açık kalır.
remove-app-button = Erişimi kaldır
remove-app-cancel = Erişimi koru
