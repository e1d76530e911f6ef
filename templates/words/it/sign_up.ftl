# Accounts that people make for themselves.

sign-up-link = Crea un account

## The page that asks for an address

sign-up-lead = Inserisci il tuo indirizzo email. Invieremo un link con cui proseguire.
sign-up-approval = I nuovi account funzionano solo dopo l’approvazione di un amministratore.
sign-up-domains = Domini ammessi: { $domains }.
sign-up-email = Indirizzo email
sign-up-send = Invia il link
sign-up-have-one = Ho già un account
sign-up-help = Chiedi aiuto
sign-up-not-sent = Non è stato inviato alcun link.
sign-up-email-wrong = Inserisci un indirizzo email, ad esempio ada@example.com.
sign-up-email-domain = Usa un indirizzo email di { $domains }.
sign-up-sent = Controlla la tua posta
sign-up-sent-text = Se l’indirizzo si può usare, abbiamo inviato un link. Funziona una sola volta, entro un’ora.
sign-up-sent-next = Non è arrivato nulla? Controlla la cartella dello spam o chiedi a chi gestisce questo sito.
sign-up-back = Torna all’accesso
sign-up-sign-in = Accedi
sign-up-closed = Nessun nuovo account
sign-up-closed-text = Al momento nessuno può creare un account qui. Chiedi a chi gestisce questo sito.

## The page behind the link

sign-up-account-lead = Il tuo account su { $site } esisterà appena completi questa pagina.
sign-up-name = Il tuo nome
sign-up-name-unfit = Questo nome non si può usare: contiene caratteri di controllo o invisibili.
sign-up-username = Nome utente
sign-up-username-hint = Lo usi per accedere.
sign-up-username-length = Scegli un nome utente da 1 a 255 byte.
sign-up-username-character = Scegli un nome utente senza spazi, caratteri di controllo o invisibili.
sign-up-username-scripts = Scegli un nome utente che non mescoli lettere di alfabeti diversi, come lettere latine e cirilliche che sembrano uguali.
sign-up-username-at = Scegli un nome utente senza @: non è un indirizzo email.
sign-up-username-taken = Questo nome utente è già in uso o somiglia a uno già in uso. Scegline un altro.
sign-up-email-optional = Indirizzo email (facoltativo)
sign-up-email-taken = Questo indirizzo appartiene a un altro account o somiglia a quello di un altro account. Usane un altro oppure accedi.
sign-up-password = Password
sign-up-create = Crea account
sign-up-not-made = L’account non è stato creato.
sign-up-has-account = Hai già un account
sign-up-has-account-text = Dopo l’invio del link è stato creato un account con questo indirizzo. Usalo per accedere.
sign-up-made = Il tuo account è in attesa di approvazione
sign-up-made-text = Un amministratore esamina i nuovi account. Potrai accedere quando il tuo sarà approvato.
sign-up-made-mail = Riceverai un’email quando succederà.
sign-up-made-later = Prova ad accedere più tardi.
sign-up-waits = Un amministratore non ha ancora approvato questo account.

sign-up-link-gone = Questo link non funziona più
sign-up-link-gone-text = Se hai già creato il tuo account, accedi. Altrimenti richiedi un nuovo link.

## Mails

mail-sign-up-subject = Il tuo account su { $site }
mail-sign-up-asked = Qualcuno vuole creare un account su { $site } con questo indirizzo email.
mail-sign-up-action = Crea l’account
mail-sign-up-once = Il link funziona una sola volta, entro un’ora.
mail-sign-up-not-you = Se non lo hai richiesto tu, non devi fare nulla: l’account non esiste.
mail-sign-up-has-subject = Hai già un account su { $site }
mail-sign-up-has = Qualcuno voleva creare un account su { $site } con questo indirizzo email. L’indirizzo appartiene già a un account, quindi non è stato fatto nulla.
mail-sign-up-sign-in = Accedi
mail-sign-up-has-not-you = Se non lo hai richiesto tu, non devi fare nulla.
mail-sign-up-unfit = Qualcuno vuole creare un account su { $site } con questo indirizzo email. L’indirizzo non si può usare lì: si può confondere con un nome già in uso.
mail-sign-up-approved-subject = Il tuo account su { $site } è approvato
mail-sign-up-approved = Un amministratore ha approvato il tuo account «{ $username }» su { $site }. Ora puoi accedere.

## Pages of administrators

admin-waiting = In attesa di approvazione
admin-waiting-since = Inizio dell’attesa di approvazione
admin-waiting-email = indicato, non confermato
admin-waiting-tag = in attesa di approvazione
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } account in attesa di approvazione
       *[other] { NUMBER($n) } account in attesa di approvazione
    }
admin-approve = Approva l’account
admin-approved = L’account è approvato. Ora la persona può accedere.
admin-sign-up-link = Link di registrazione
admin-sign-up-link-make = Crea un link di registrazione
admin-sign-up-uses = Per quante persone
admin-sign-up-days = Per quanti giorni
admin-sign-up-people = Persone
admin-sign-up-done = Fine
admin-sign-up-scan = Oppure fai inquadrare questo codice con il telefono:
admin-sign-up-text =
    { $n ->
        [one] Chi ha questo link può creare un account, una sola volta. Il link scade { $time_html }. Viene mostrato solo ora.
       *[other] Chi ha questo link può creare un account, { NUMBER($n) } volte in tutto. Il link scade { $time_html }. Viene mostrato solo ora.
    }

admin-refused-sign-up-off = Nessuno può registrarsi: prima scrivi signup = "invite" o "open" in [login].
admin-refused-not-waiting = L’account { $username } non è in attesa di approvazione.

## What happened

audit-signed-up-mail = Registrazione con un link inviato per email
audit-signed-up-link = Registrazione con un link di un amministratore
audit-user-approve = Account approvato
audit-sign-up-link = Creazione di un link di registrazione
