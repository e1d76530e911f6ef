language = Sprache
language-choose = Sprache ändern

site-links = Mehr zu dieser Website
link-help = Hilfe
link-privacy = Datenschutz
link-terms = Nutzungsbedingungen
link-imprint = Impressum

show = Anzeigen
hide = Ausblenden
error-prefix = Fehler:
go-to = Zu „{ $field }“
go-to-field = Zum Feld
wait-over = Sie können es jetzt noch einmal versuchen.
wait-seconds =
    { $seconds ->
        [one] Sie können es in <span data-retry-after="{ $seconds }">{ $seconds } Sekunde</span> noch einmal versuchen.
       *[other] Sie können es in <span data-retry-after="{ $seconds }">{ $seconds } Sekunden</span> noch einmal versuchen.
    }
wait-minutes =
    { $minutes ->
        [one] Sie können es in <span data-retry-after="{ $seconds }">{ $minutes } Minute</span> noch einmal versuchen.
       *[other] Sie können es in <span data-retry-after="{ $seconds }">{ $minutes } Minuten</span> noch einmal versuchen.
    }
password-hint = Mindestens { $length } Zeichen. Gut geeignet sind ein paar Wörter, die nichts miteinander zu tun haben.

account-pages = Ihr Konto
tab-account = Konto
tab-profile = Profil
tab-security = Sicherheit
tab-activity = Aktivitäten

admin-pages = Verwaltung
admin-tab-overview = Übersicht
admin-tab-people = Personen
admin-tab-groups = Gruppen
admin-tab-sessions = Sitzungen
admin-tab-deliveries = Abmeldenachrichten
admin-tab-activity = Aktivitäten

audit-look = prüfen
audit-by = von <bdi>{ $name }</bdi>
audit-by-link = von <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = Anfrage { $id }

app-policy = Datenschutzerklärung
app-terms = Nutzungsbedingungen
to-continue = weiter zu <b>{ $app_html }</b>
for-the-developer = Für die Entwicklung der App:
no-way-back-will = Sie werden nicht zur App zurückgeleitet, weil { $reason }.
no-way-back-was = Sie wurden nicht zur App zurückgeleitet, weil { $reason }.

signed-in-at = { $time_html } angemeldet
signed-in-with = { $time_html } angemeldet mit { $methods }
remember-device = Auf diesem Gerät { $time } lang nicht mehr fragen

time-minutes =
    { $n ->
        [one] { $n } Minute
       *[other] { $n } Minuten
    }
time-hours =
    { $n ->
        [one] { $n } Stunde
       *[other] { $n } Stunden
    }
time-days =
    { $n ->
        [one] { $n } Tag
       *[other] { $n } Tage
    }

list-two = { $one } und { $two }
list-comma = { $one }, { $two }
