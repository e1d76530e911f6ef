# Words that several pages share.

language = Lingua
language-choose = Cambia lingua

site-links = Altro su questo sito
link-help = Aiuto
link-privacy = Privacy
link-terms = Condizioni d’uso
link-imprint = Note legali

show = Mostra
hide = Nascondi
error-prefix = Errore:
go-to = Vai a «{ $field }»
go-to-field = Vai al campo
wait-over = Ora puoi riprovare.
wait-seconds =
    { $seconds ->
        [one] Puoi riprovare tra <span data-retry-after="{ $seconds }">{ $seconds } secondo</span>.
       *[other] Puoi riprovare tra <span data-retry-after="{ $seconds }">{ $seconds } secondi</span>.
    }
wait-minutes =
    { $minutes ->
        [one] Puoi riprovare tra <span data-retry-after="{ $seconds }">{ $minutes } minuto</span>.
       *[other] Puoi riprovare tra <span data-retry-after="{ $seconds }">{ $minutes } minuti</span>.
    }
password-hint = Almeno { $length } caratteri. Alcune parole senza legami tra loro vanno bene.

# The pages of an account.
account-pages = Il tuo account
tab-account = Account
tab-profile = Profilo
tab-security = Sicurezza
tab-activity = Attività

# The pages of administrators.
admin-pages = Amministrazione
admin-tab-overview = Panoramica
admin-tab-people = Persone
admin-tab-groups = Gruppi
admin-tab-sessions = Sessioni
admin-tab-deliveries = Messaggi di disconnessione
admin-tab-activity = Attività

# Beside a record of the audit that deserves a look.
audit-look = da controllare
audit-by = da <bdi>{ $name }</bdi>
audit-by-link = da <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = richiesta { $id }

# An app.
app-policy = Informativa sulla privacy
app-terms = Termini di servizio
to-continue = per continuare su <b>{ $app_html }</b>
for-the-developer = Per chi sviluppa l’app:
no-way-back-will = Non tornerai all’app, perché { $reason }.
no-way-back-was = Il ritorno all’app non è avvenuto, perché { $reason }.

# Signing in.
signed-in-at = accesso eseguito { $time_html }
signed-in-with = accesso eseguito { $time_html } con { $methods }
remember-device = Non chiedere più su questo dispositivo per { $time }

# Spans of time.
time-minutes =
    { $n ->
        [one] { $n } minuto
       *[other] { $n } minuti
    }
time-hours =
    { $n ->
        [one] { $n } ora
       *[other] { $n } ore
    }
time-days =
    { $n ->
        [one] { $n } giorno
       *[other] { $n } giorni
    }

# Items of a list in a sentence.
list-two = { $one } e { $two }
list-comma = { $one }, { $two }
