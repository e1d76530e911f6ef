# Signing in and out, and what leads there.

## The sign-in page

login-heading = Accedi
login-confirm-heading = Conferma la tua identità
login-confirm-lead = Per continuare, inserisci di nuovo la password.
login-lead = al tuo account { $brand }
login-notice = { "" }
login-signed-in-as = Accesso eseguito come
login-username = Nome utente o email
login-password = Password
login-remember-me = Mantieni l’accesso su questo dispositivo
login-submit = Accedi
login-confirm = Conferma
login-cancel = Annulla
login-passkey = Usa una passkey
login-passkey-failed = Non è stata usata alcuna passkey. Riprova o usa la password.
login-forgot = Hai dimenticato la password?

login-mismatch = Il nome utente e la password non corrispondono. Controlla <a href="#username">nome utente</a> e <a href="#password">password</a> e riprova.
login-wrong-password = La password non è corretta. Controlla la <a href="#password">password</a> e riprova.
login-no-username = Inserisci <a href="#username">nome utente o email</a>.
login-no-password = Inserisci la <a href="#password">password</a>.
login-nothing-entered = Inserisci <a href="#username">nome utente o email</a> e <a href="#password">password</a>.
login-passkey-refused = La passkey non è stata accettata. Riprova o accedi con la password.
login-outdated = Questa pagina era aperta da un po’. Riprova.
login-not-ours = { $lack } Accedi di nuovo.
login-too-many-tries = Troppi tentativi.
login-throttled =
    { $minutes ->
        [one] Troppi tentativi. Puoi riprovare tra { $minutes } minuto.
       *[other] Troppi tentativi. Puoi riprovare tra { $minutes } minuti.
    }
login-check-username = Controlla il nome utente.
login-check-password = Controlla la password.
login-enter-username = Inserisci nome utente o email.
login-enter-password = Inserisci la password.

## Why a form is not taken for one of an open page of this site

lack-another-site = Questo modulo è stato inviato da un altro sito web, quindi non è stato fatto nulla.
lack-cookie = Il tuo browser non ha inviato il cookie di questo sito, quindi non è stato fatto nulla. I cookie devono essere consentiti per questo sito.
lack-outdated = Questa pagina era aperta da un po’, quindi non è stato fatto nulla.
lack-token = Questo modulo non proviene da una pagina aperta di questo sito, quindi non è stato fatto nulla.

## A new password

new-password-too-short = Scegli una password di almeno { $length } caratteri. Alcune parole di seguito vanno bene.
new-password-too-long = Questa password supera i { $bytes } byte. Scegline una più corta.
new-password-pattern = Questa password è troppo facile da indovinare: ripete solo pochi caratteri o ne segue l’ordine. Scegli alcune parole senza legami tra loro.
new-password-personal = Questa password è troppo facile da indovinare. Scegline una che non abbia a che fare con il tuo nome, il tuo indirizzo email o questo sito.
new-password-blocked = Questa password è troppo facile da indovinare: è composta da parole che qui non sono ammesse nelle password. Scegli altre parole.
new-password-breached = Questa password è in elenchi di password rubate, che chi attacca prova per prime. Scegline un’altra, per esempio alcune parole senza legami tra loro.
strength-label = Sicurezza della password
strength-weak = Sicurezza: scarsa.
strength-fair = Sicurezza: discreta.
strength-good = Sicurezza: buona.
strength-strong = Sicurezza: ottima.
strength-short = Servono almeno { $length } caratteri.
strength-personal = Somiglia al tuo nome, al tuo indirizzo email o al nome di questo sito.
strength-common = Somiglia a password usate da molti.
strength-pattern = Le ripetizioni e le file di tasti sono facili da indovinare.
strength-longer = Una parola in più la rende molto più sicura.

## What an app asks for, and may have

consent-title = Autorizza { $app_html }
consent-wants-identity = { $app_html } vuole sapere chi sei
consent-wants-access = { $app_html } vuole accedere a tuo nome
consent-first-party = Questa app è gestita da { $brand }.
consent-introduced = Questa app si è presentata da sola da <b><bdi>{ $host }</bdi></b> e nessuno qui l’ha verificata. Prosegui solo se conosci questo indirizzo.
consent-signed-in-as = Accesso eseguito come
consent-switch = Usa un altro account
consent-approves = Ti viene chiesto di approvare
consent-receives = L’app riceverà
consent-new = novità
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Proseguirai su <b>{ $destination }</b>
consent-ask-each-time = Chiedimelo ogni volta
consent-ask-each-time-hint = Altrimenti ti verrà chiesto di nuovo solo quando l’app vorrà qualcosa di nuovo.
consent-allow = Consenti
consent-cancel = Annulla

shared-openid = Conferma della tua identità
shared-profile = Il tuo nome e il tuo profilo
shared-name = Il tuo nome e il tuo nome utente
shared-email = Il tuo indirizzo email
shared-address = Il tuo indirizzo postale
shared-phone = Il tuo numero di telefono
shared-groups = I gruppi di cui fai parte
shared-until-sign-out = Accesso finché non esci
shared-while-away = Accesso anche in tua assenza, finché non lo rimuovi
shared-access-to = Accesso a { $resource } a tuo nome
shared-access = Accesso a tuo nome, senza alcun tuo dato
shared-more = Altre informazioni su di te
shared-none-yet = ancora nessun valore nel tuo account
shared-as-above = come sopra
shared-as-recorded = come registrato all’accesso
shared-yes = sì
shared-no = no

claim-name = Nome completo
claim-given-name = Nome
claim-middle-name = Secondo nome
claim-family-name = Cognome
claim-nickname = Soprannome
claim-preferred-username = Nome utente
claim-profile = Pagina del profilo
claim-picture = Immagine
claim-website = Sito web
claim-gender = Genere
claim-birthdate = Data di nascita
claim-zoneinfo = Fuso orario
claim-locale = Lingua
claim-updated-at = Ultima modifica del profilo
claim-email = Indirizzo email
claim-email-verified = Indirizzo email confermato
claim-phone-number = Numero di telefono
claim-phone-number-verified = Numero di telefono confermato
claim-address = Indirizzo postale
claim-groups = Gruppi
claim-auth-time = Quando hai eseguito l’accesso
claim-method = Come hai eseguito l’accesso

## Which account

select-account-heading = Scegli un account
select-account-active = in uso ora
select-account-other = Usa un altro account
select-account-remove = Rimuovi<span class="vh"> { $name }</span>
select-account-remove-hint = Rimuovere un account lo disconnette in questo browser. L’account stesso rimane.

## A forgotten password

forgot-heading = Hai dimenticato la password?
forgot-lead = Invieremo un link all’indirizzo email del tuo account. Ti servirà per scegliere una nuova password.
forgot-not-sent = Non è stato inviato alcun link.
forgot-username = Nome utente o email
forgot-username-wrong = Inserisci il nome utente o l’indirizzo email.
forgot-send = Invia il link
forgot-help = Chiedi aiuto
forgot-back = Torna all’accesso
forgot-sent-heading = Controlla la tua posta
forgot-sent = Se esiste un account con questo nome e un indirizzo email, riceverà un link. Il link funziona una sola volta, entro un’ora.
forgot-sent-next = Non è arrivato nulla? Controlla la cartella dello spam o chiedi a chi gestisce questo sito.
too-often-heading = Troppi tentativi
too-often =
    { $minutes ->
        [one] Puoi riprovare tra { $minutes } minuto.
       *[other] Puoi riprovare tra { $minutes } minuti.
    }

## Choosing a password by a link

invite-choose = Scegli una password
invite-choose-new = Scegli una nuova password
invite-hello = Ciao, <bdi>{ $name }</bdi>
invite-lead = Hai un account su { $brand }. Per completarlo, scegli una password.
invite-reset-lead = La vecchia password smette di funzionare quando salvi la nuova.
invite-regain-done = Tutti i tuoi accessi sono terminati e la vecchia password non funziona più.
invite-regain-lead = Scegline una che non usi altrove. Poi controlla le passkey e l’app di autenticazione e crea nuovi codici di recupero: quelli vecchi non funzionano più.
invite-not-saved = La password non è stata salvata.
invite-username = Il tuo nome utente
invite-password = Nuova password
invite-save = Salva password
passkey-instead = Crea invece una passkey
passkey-instead-failed = Non è stata creata alcuna passkey. Riprova o scegli una password.

## The first account of a new server

setup-heading = Crea il primo account
setup-lead = Sarà l’account amministratore di { $brand }. Questo link funziona una sola volta.
setup-not-created = L’account non è stato creato.
setup-name = Il tuo nome
setup-username = Nome utente
setup-username-hint = Lo usi per accedere.
setup-email = Indirizzo email
setup-password = Password
setup-create = Crea account
setup-issuer = L’indirizzo di questo server, come lo conoscono le app (issuer): <code>{ $issuer }</code>
setup-taken = Questo nome utente o indirizzo email è già in uso. Scegline un altro.
setup-email-wrong = Inserisci un indirizzo email, ad esempio ada@example.com.
setup-name-invisible = Questo nome non si può usare: contiene il carattere invisibile { $character }. Rimuovilo.
setup-name-scripts = Questo nome non si può usare: `{ $word }` mescola lettere di alfabeti diversi, che possono sembrare uguali. Scrivi ogni parola in un solo alfabeto.
setup-username-length = Scegli un altro nome utente: deve avere da 1 a 255 byte.
setup-username-character = Scegli un altro nome utente: non deve contenere spazi, caratteri di controllo o invisibili.
setup-username-scripts = Scegli un altro nome utente: non deve mescolare lettere di alfabeti diversi, come lettere latine e cirilliche che sembrano uguali.

## Whether to sign out

logout-heading = Vuoi uscire?
logout-asked = <b>{ $app_html }</b> ha chiesto la tua disconnessione.
logout-here = L’account <b>{ $user }</b> verrà disconnesso qui.
logout-here-and-apps =
    { $apps ->
        [one] L’account <b>{ $user }</b> verrà disconnesso qui e in { $apps } app:
       *[other] L’account <b>{ $user }</b> verrà disconnesso qui e in { $apps } app:
    }
logout-elsewhere = Quell’accesso è in un altro browser oppure il suo cookie non è più in questo. Termina lì e in ogni app.
logout-not-ours = { $lack } Rispondi di nuovo.
logout-yes = Esci
logout-no = Non uscire

no-way-back-unreadable = non è stato possibile leggere la sua richiesta
no-way-back-hint = non ha dimostrato a quale accesso si riferisce
no-way-back-two-apps = la sua richiesta indica due app diverse
no-way-back-unknown-app = qui non è conosciuta
no-way-back-no-app = la sua richiesta non dice di quale app si tratta
no-way-back-address = l’indirizzo che ha fornito non è registrato qui
no-way-back-not-approved = nessuno l’ha ancora approvata

## Signed out

signed-out-title = Disconnessione eseguita
signed-out-heading = Hai eseguito la disconnessione.
signed-out-nobody = Nessun accesso attivo
signed-out-nothing = In questo browser non c’era nulla da disconnettere.
signed-out-elsewhere = L’accesso nell’altro browser è terminato.
signed-out-here = Il tuo accesso in questo browser è terminato.
signed-out-here-apps = Il tuo accesso in questo browser è terminato. Le tue app:
signed-out-back = Torna a { $app_html }
signed-out-again = Accedi di nuovo
signed-out-sign-in = Accedi
signed-out-frame = Disconnessione da { $app }

app-signed-out = Disconnessione eseguita.
app-being-signed-out = Disconnessione in corso…
app-still-trying = Nessuna risposta, nuovi tentativi in corso.
app-unreachable = Non raggiungibile. Per sicurezza, chiudi le sue finestre.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Disconnessione richiesta.
app-asked-across-sites = Disconnessione richiesta. Il browser potrebbe averla impedita: per sicurezza, chiudi le sue finestre.
app-watching = Se ne accorgerà entro pochi secondi, dove è aperta.
app-untold = L’accesso resta attivo fino al termine della sessione dell’app.

## On the way back to an app

form-post-heading = Un momento
form-post-lead = Stai tornando all’app. Se non succede nulla, premi Continua.
form-post-continue = Continua

## The start page

welcome-title = Ti diamo il benvenuto
welcome-heading = Un solo accesso per tutte le tue app
welcome-lead = Con { $brand } accedi alle app che usi qui.
welcome-no-administrator = <b>Questo server non ha ancora un amministratore.</b> Per creare il primo account, apri il link di configurazione che il server ha mostrato all’avvio.
welcome-sign-in = Accedi
welcome-demo = Apri l’app demo
welcome-connect = Collega un’app
welcome-issuer = Issuer
welcome-discovery = Discovery
welcome-development = <b>Modalità di sviluppo.</b> Questo server è raggiungibile solo da questo computer. Scrivi un file di configurazione prima che lo usino altre persone.

## A sign-in that somebody says was not theirs

not-me-heading = Non riconosci questo accesso?
not-me-lead = Qualcuno ha eseguito l’accesso come { $person_html }.
not-me-when = { $time_html } · indirizzo di rete { $ip }
not-me-then = Se non è un tuo accesso, premi il pulsante. Poi:
not-me-signed-out = Tutti i tuoi accessi terminano e le app perdono l’accesso.
not-me-password-stays = La tua password è impostata nel file di configurazione di questo server e <b>resta com’è</b>. Chiedi a chi gestisce questo sito di cambiarla.
not-me-password-stops = La tua password smette di funzionare e ne scegli una nuova.
not-me-factors = Le passkey e l’app di autenticazione aggiunte in quel browser vengono rimosse, così come tutti i codici di recupero.
not-me-submit = Non è un mio accesso
not-me-otherwise = Se è un tuo accesso, chiudi questa pagina: non è successo nulla.
not-me-done-heading = Tutti i tuoi accessi sono terminati
not-me-done = Nel tuo account non c’è più alcun accesso attivo. La tua password è impostata nel file di configurazione di questo server, quindi funziona ancora.
not-me-done-next = Chiedi subito a chi gestisce questo sito di cambiarla. Poi accedi e controlla le passkey e l’app di autenticazione.
not-me-sign-in = Accedi

## A new email address

confirm-email-heading = Conferma il tuo indirizzo email
confirm-email-lead = D’ora in poi, <b><bdi>{ $email }</bdi></b> sarà l’indirizzo email di { $person_html }.
confirm-email-submit = Conferma l’indirizzo
confirm-email-later = Non ora

## Whether a browser lets apps watch the session

session-check-heading = Il monitoraggio della sessione funziona in questo browser?
session-check-lead = La pagina di un’app rileva una disconnessione tramite un frame nascosto di questo sito. Questa pagina verifica se quel frame funziona nel tuo browser.
session-check-not-checked = Questo indirizzo non è stato verificato.
session-check-origin = Indirizzo dell’app
session-check-origin-wrong = Inserisci un indirizzo web completo, ad esempio https://wiki.example.com.
session-check-check = Verifica
session-check-no-script = Per questa verifica serve JavaScript, come per il monitoraggio della sessione.
session-check-asks = Richiesta dello stato della sessione
session-check-answered = Risposta in { $ms } ms. Funziona anche con i cookie bloccati.
session-check-answered-status = Risposta: { $status }.
session-check-no-answer = Nessuna risposta.
session-check-told = Flusso di eventi
session-check-stream = Il flusso di eventi è aperto.
session-check-stream-shared = Il flusso di eventi è aperto. Tutte le schede di un’app ne condividono uno.
session-check-stream-failed = Impossibile aprire il flusso di eventi. Le app inviano invece una richiesta ogni 20 secondi.
session-check-stream-unknown = Questo browser non supporta i flussi di eventi. Le app inviano invece una richiesta ogni 20 secondi.
session-check-app-at-once = { $app } può monitorare la sessione in questo browser, con i cookie di terze parti bloccati o meno. Una disconnessione viene rilevata entro un secondo.
session-check-app-soon = { $app } può monitorare la sessione in questo browser, con i cookie di terze parti bloccati o meno. Una disconnessione viene rilevata entro mezzo minuto.
session-check-apps-at-once = Le app possono monitorare la sessione in questo browser, con i cookie di terze parti bloccati o meno. Una disconnessione viene rilevata entro un secondo.
session-check-apps-soon = Le app possono monitorare la sessione in questo browser, con i cookie di terze parti bloccati o meno. Una disconnessione viene rilevata entro mezzo minuto.
session-check-unreachable = In questo browser i frame non raggiungono il server: un’estensione o un proxy li blocca. Le app rilevano comunque una disconnessione in questo browser, dove il frame può leggere il suo cookie.
session-check-silent-works = L’app è sullo stesso sito di questo server, quindi i suoi cookie non sono di terze parti: funziona anche l’accesso silenzioso in un frame (prompt=none).
session-check-app-not-silent = L’app è su un sito diverso da questo server: l’accesso silenzioso in un frame (prompt=none) restituisce sempre login_required. Un’app che lo tenta dopo ogni cambio di sessione disconnette il proprio utente. Un reindirizzamento dell’intera pagina con prompt=none funziona, e così i refresh token.
session-check-apps-not-silent = Per un’app su un altro sito: l’accesso silenzioso in un frame (prompt=none) restituisce sempre login_required. Un’app che lo tenta dopo ogni cambio di sessione disconnette il proprio utente. Un reindirizzamento dell’intera pagina con prompt=none funziona, e così i refresh token.

## Without passwords

login-no-passwords-heading = Qui non ci sono password
login-no-passwords = Qui nessuno accede con una password: usa una passkey.
login-passkey-again = La passkey non è stata accettata. Riprova o usane un’altra.
login-passkey-none = Non è stata usata alcuna passkey. Riprova.
login-confirm-passkey-lead = Per continuare, usa di nuovo la tua passkey.
login-forgot-passkey = Non hai ancora una passkey?
forgot-passkey-lead = Invieremo un link all’indirizzo email del tuo account. Ti servirà per creare la tua prima passkey. Se ne hai una e l’hai persa, chiedi a chi gestisce questo sito.
# Heading, and button.
invite-passkey = Crea una passkey
# $brand: the name of this site.
invite-passkey-lead = Hai un account su { $brand }. Crea una passkey: da quel momento ti servirà per accedere.
invite-has-factor-heading = Questo link non cambia nulla
invite-has-factor = Il tuo account ha una passkey o un’app di autenticazione, e nessun link le sostituisce.
invite-has-factor-next = Accedi con la tua passkey. Se l’hai persa, chiedi a chi gestisce questo sito di rimuoverla e di darti poi un nuovo link.
# A form was sent without a passkey.
passkey-needed = Crea una passkey: qui nessuno ha una password.
not-me-done-passkey = Nel tuo account non c’è più alcun accesso attivo.
