# Words that several pages share.

language = Dil
language-choose = Dili değiştir

site-links = Bu site hakkında
link-help = Yardım
link-privacy = Gizlilik
link-terms = Koşullar
link-imprint = Künye

show = Göster
hide = Gizle
error-prefix = Hata:
go-to = “{ $field }” alanına git
go-to-field = Alana git
wait-over = Şimdi yeniden deneyebilirsiniz.
wait-seconds =
    { $seconds ->
        [one] <span data-retry-after="{ $seconds }">{ $seconds } saniye</span> sonra yeniden deneyebilirsiniz.
       *[other] <span data-retry-after="{ $seconds }">{ $seconds } saniye</span> sonra yeniden deneyebilirsiniz.
    }
wait-minutes =
    { $minutes ->
        [one] <span data-retry-after="{ $seconds }">{ $minutes } dakika</span> sonra yeniden deneyebilirsiniz.
       *[other] <span data-retry-after="{ $seconds }">{ $minutes } dakika</span> sonra yeniden deneyebilirsiniz.
    }
password-hint = En az { $length } karakter. Birbiriyle ilgisiz birkaç sözcük iyi bir seçimdir.

# The pages of an account.
account-pages = Hesabınız
tab-account = Hesap
tab-profile = Profil
tab-security = Güvenlik
tab-activity = Etkinlik

# The pages of administrators.
admin-pages = Yönetim
admin-tab-overview = Genel bakış
admin-tab-people = Kişiler
admin-tab-groups = Gruplar
admin-tab-sessions = Oturumlar
admin-tab-deliveries = Oturum kapatma iletileri
admin-tab-activity = Etkinlik

# Beside a record of the audit that deserves a look.
audit-look = dikkat
audit-by = yapan: <bdi>{ $name }</bdi>
audit-by-link = yapan: <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = istek { $id }

# An app.
app-policy = Gizlilik politikası
app-terms = Hizmet şartları
to-continue = <b>{ $app_html }</b> uygulamasına devam etmek için
for-the-developer = Uygulamanın geliştiricisi için:
no-way-back-will = Uygulamaya geri yönlendirilmeyeceksiniz. Nedeni: { $reason }.
no-way-back-was = Uygulamaya geri yönlendirilmediniz. Nedeni: { $reason }.

# Signing in.
signed-in-at = oturum açma: { $time_html }
signed-in-with = oturum açma: { $time_html }, yöntem: { $methods }
remember-device = Bu cihazda { $time } boyunca yeniden sorma

# Spans of time.
time-minutes =
    { $n ->
        [one] { $n } dakika
       *[other] { $n } dakika
    }
time-hours =
    { $n ->
        [one] { $n } saat
       *[other] { $n } saat
    }
time-days =
    { $n ->
        [one] { $n } gün
       *[other] { $n } gün
    }

# Items of a list in a sentence.
list-two = { $one } ve { $two }
list-comma = { $one }, { $two }
