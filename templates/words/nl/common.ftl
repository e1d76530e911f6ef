# Words that several pages share.

language = Taal
language-choose = Taal wijzigen

site-links = Meer over deze site
link-help = Help
link-privacy = Privacy
link-terms = Voorwaarden
link-imprint = Colofon

show = Tonen
hide = Verbergen
error-prefix = Fout:
go-to = Ga naar “{ $field }”
go-to-field = Ga naar het veld
wait-over = Je kunt het nu opnieuw proberen.
wait-seconds =
    { $seconds ->
        [one] Je kunt het over <span data-retry-after="{ $seconds }">{ $seconds } seconde</span> opnieuw proberen.
       *[other] Je kunt het over <span data-retry-after="{ $seconds }">{ $seconds } seconden</span> opnieuw proberen.
    }
wait-minutes =
    { $minutes ->
        [one] Je kunt het over <span data-retry-after="{ $seconds }">{ $minutes } minuut</span> opnieuw proberen.
       *[other] Je kunt het over <span data-retry-after="{ $seconds }">{ $minutes } minuten</span> opnieuw proberen.
    }
password-hint = Minstens { $length } tekens. Een paar woorden die niets met elkaar te maken hebben, werken goed.

# The pages of an account.
account-pages = Je account
tab-account = Account
tab-profile = Profiel
tab-security = Beveiliging
tab-activity = Activiteit

# The pages of administrators.
admin-pages = Beheer
admin-tab-overview = Overzicht
admin-tab-people = Personen
admin-tab-groups = Groepen
admin-tab-sessions = Sessies
admin-tab-deliveries = Uitlogberichten
admin-tab-activity = Activiteit

audit-look = let op
audit-by = door <bdi>{ $name }</bdi>
audit-by-link = door <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = verzoek { $id }

# An app.
app-policy = Privacybeleid
app-terms = Gebruiksvoorwaarden
to-continue = om door te gaan naar <b>{ $app_html }</b>
for-the-developer = Voor de ontwikkelaar van de app:
no-way-back-will = Je gaat niet terug naar de app, omdat { $reason }.
no-way-back-was = Je bent niet teruggestuurd naar de app, omdat { $reason }.

# Signing in.
signed-in-at = { $time_html } ingelogd
signed-in-with = { $time_html } ingelogd met { $methods }
remember-device = Op dit apparaat { $time } niet meer vragen

# Spans of time.
time-minutes =
    { $n ->
        [one] { $n } minuut
       *[other] { $n } minuten
    }
time-hours =
    { $n ->
        [one] { $n } uur
       *[other] { $n } uur
    }
time-days =
    { $n ->
        [one] { $n } dag
       *[other] { $n } dagen
    }

# Items of a list.
list-two = { $one } en { $two }
list-comma = { $one }, { $two }
