# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = Esci
account-ask = Chiedi a chi gestisce questo sito.
account-ask-link = <a href="{ $href }">Chiedi a chi gestisce questo sito</a>.
account-number = Il numero del tuo account è <code>{ $sub }</code>
device-on = { $browser } su { $system }
device-unknown = Dispositivo sconosciuto

## The account page.

account-title = Il tuo account
account-device-ended = Disconnessione da quel dispositivo eseguita.
account-sign-in-ended = Quell’accesso è terminato.
account-others-ended = Tutti gli altri tuoi accessi sono terminati.
account-app-ended = L’accesso a quell’app è terminato.
account-app-removed = L’accesso dell’app è stato rimosso.
account-app-remembered = L’app ti chiederà il consenso solo quando vorrà qualcosa di nuovo.
account-password-saved = La password è stata salvata. Tutti gli altri tuoi accessi sono terminati.
account-left = Questo account non è più in { $file }, il file di configurazione di questo server.
account-left-refused = Non puoi accedere e le app rifiutano questo account.
account-left-until = L’accesso a questa pagina scade { $time_html }.
account-left-mistake = Se è un errore, chiedi a chi gestisce questo sito di rimettere l’account nel file o di conservarlo con <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = non confermato
account-email-confirmed = confermato
account-administrator = amministratore
account-pinned = Nome, indirizzo email e gruppi di questo account sono impostati nel file di configurazione di questo server.
account-pinned-password = Nome, indirizzo email, gruppi e password di questo account sono impostati nel file di configurazione di questo server.
account-pinned-edit = Per cambiarli, modifica il suo blocco <code>[[users]]</code> (<code>{ $place }</code>).
account-pinned-ask = Per cambiarli, chiedi a chi gestisce questo sito.
account-to-admin = Amministrazione

# How to add the first app, for administrators.
account-first-app = Prossimo passo: la tua prima app
account-first-app-what = A un’app serve un client su questo server. Puoi aggiungerlo in due modi.
account-first-app-command = Con un comando
account-first-app-list = <code>latchkey client add --app list</code> elenca le app con una preimpostazione. Per qualsiasi altra app:
account-first-app-file = Con alcune righe nel file di configurazione
account-first-app-issuer = Poi inserisci l’issuer nell’app: <code>{ $issuer }</code>

account-apps = App
account-app-open = Apri<span class="vh"> { $app_html }</span>
account-app-sees = Che cosa può vedere<span class="vh"> di te</span>
account-app-remove = Rimuovi l’accesso<span class="vh"> di { $app_html }</span>
account-app-remember = Ricorda ciò che consento<span class="vh"> a { $app_html }</span>
account-no-apps = Ancora nessuna app.

account-devices = Dispositivi
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } accesso
       *[other] <b>{ $device }</b>, { NUMBER($count) } accessi
    }
account-this-device = questo dispositivo
account-this-sign-in = questo accesso
account-active-now = In uso ora
account-seen = Ultima attività: { $time_html }
account-seen-inline = ultima attività: { $time_html }
account-each-sign-in = Singoli accessi<span class="vh"> su { $device }</span>
account-end-sign-in = Termina questo accesso
account-older-sign-ins =
    { $count ->
        [one] e { NUMBER($count) } meno recente
       *[other] e { NUMBER($count) } meno recenti
    }
account-sign-out-device = Esci<span class="vh"> da { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Termina l’altro<span class="vh"> accesso su { $device }</span>
       *[other] Termina gli altri { NUMBER($count) }<span class="vh"> accessi su { $device }</span>
    }
account-sign-out-everywhere = Esci ovunque tranne qui
account-only-here = Il tuo unico accesso è questo.

account-spokes = Accessi da questo browser
account-spokes-what = Le app a cui hai effettuato l’accesso da qui. Se esci da una, nelle altre l’accesso resta. L’app può farti accedere di nuovo senza chiedere finché l’accesso qui è attivo.
account-spokes-picture = Questo browser, con una linea verso ogni app
account-spokes-none = Da qui non hai ancora effettuato l’accesso a nessuna app.
account-spokes-to-apps = Vedi le tue app
account-spoke-signed-in = Accesso attivo
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Ultimo uso { $time_html }
account-spoke-end = Esci<span class="vh"> da { $app_html }</span>

# One line about what there is beside the password.
account-factors = Passkey e secondo passaggio
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } passkey
       *[other] { NUMBER($count) } passkey
    }
account-no-passkey = Nessuna passkey
account-totp = app di autenticazione attiva
account-no-totp = nessuna app di autenticazione
account-codes =
    { $count ->
        [one] { NUMBER($count) } codice di recupero rimasto
       *[other] { NUMBER($count) } codici di recupero rimasti
    }
account-no-codes = nessun codice di recupero rimasto
account-factors-manage = Gestisci
account-factors-set-up = Configura

account-password = Password
account-password-change = Cambia la password
account-password-choose = Scegli una password
account-password-refused = La password non è stata salvata.
account-password-current = Password attuale
account-password-new = Nuova password
account-password-hint = Salvandola, esci ovunque tranne qui.
account-password-save = Salva password
account-password-pinned = La password di questo account è impostata nel file di configurazione di questo server. Cambiala lì.
account-password-left = Questo account è stato rimosso dal file di configurazione di questo server. Non puoi cambiarne la password.
account-password-many = Troppi tentativi. Attendi qualche minuto, poi riprova.
account-password-wrong = Questa non è la tua password attuale. Controllala e riprova.
account-password-meanwhile = Nel frattempo la password è stata cambiata altrove oppure il tuo accesso qui è terminato.

## The profile.

profile-title = Il tuo profilo
profile-saved = Il profilo è stato salvato.
profile-email-asked = Stiamo inviando un’email a quell’indirizzo. Apri il link che contiene entro un’ora; fino ad allora non cambia nulla.
profile-email-confirmed = Il tuo indirizzo email è confermato.
profile-refused = Non è stato modificato nulla.
profile-username-fixed = Accedi come <b><bdi>{ $username }</bdi></b>. Questo nome non si può cambiare qui.
profile-pinned = Il tuo profilo è impostato nel file di configurazione di questo server.
profile-pinned-edit = Per cambiarlo, modifica il suo blocco <code>[[users]]</code> (<code>{ $place }</code>).
profile-pinned-ask = Per cambiarlo, chiedi a chi gestisce questo sito.
profile-left = Questo account non è più nel file di configurazione di questo server, quindi non si può modificare.
profile-meanwhile = Nel frattempo il tuo account è stato modificato altrove oppure il tuo accesso qui è terminato. Non è stato modificato nulla.
profile-pinned-refused = Questo account è impostato nel file di configurazione di questo server. Non è stato modificato nulla.

profile-about = Informazioni su di te
profile-field = Profilo
profile-name = Nome completo
profile-name-hint = Come lo vedono gli altri.
profile-given-name = Nome
profile-family-name = Cognome
profile-nickname = Soprannome
profile-website = Sito web
profile-website-hint = Ad esempio https://example.com
profile-zoneinfo = Fuso orario
profile-zoneinfo-hint = Ad esempio Europe/Paris
profile-locale = Lingua
profile-locale-hint = Ad esempio en-GB
profile-username = Nome utente
profile-who-sees = Questi dati sono visibili alle app a cui consenti di vedere il tuo profilo. Puoi lasciarli tutti vuoti.
profile-save = Salva profilo
profile-website-wrong = Inserisci un indirizzo completo, ad esempio https://example.com.
profile-zoneinfo-wrong = Inserisci il nome di un fuso orario, ad esempio Europe/Paris.
profile-locale-wrong = Inserisci il codice di una lingua, ad esempio en-GB.
profile-long = Inserisci al massimo { $count } caratteri.
profile-invisible = Questo testo non si può usare: contiene il carattere invisibile { $code }. Rimuovilo.
profile-mixed = Questo testo non si può usare: `{ $word }` mescola lettere di alfabeti diversi, che possono sembrare uguali. Scrivi ogni parola in un solo alfabeto.

profile-email = Indirizzo email
profile-no-email = Nessun indirizzo.
profile-email-waiting = È stato richiesto un link per confermare <b><bdi>{ $email }</bdi></b>. Scade { $time_html }.
profile-confirm-again = Invia un link di conferma
profile-new-email = Nuovo indirizzo email
profile-new-email-hint = Invieremo un link a questo indirizzo. La modifica avviene quando lo apri.
profile-email-send = Invia il link
profile-no-mail = Questo server non invia email, quindi l’indirizzo non si può cambiare qui.
profile-no-mail-refused = Questo server non invia email. Chiedi a chi gestisce questo sito di cambiare il tuo indirizzo.
profile-email-wrong = Inserisci un indirizzo email, ad esempio ada@example.com.
profile-email-same = Questo è già il tuo indirizzo ed è confermato.
profile-email-many =
    { $minutes ->
        [one] Sono state richieste troppe email. Puoi riprovare tra { $minutes } minuto.
       *[other] Sono state richieste troppe email. Puoi riprovare tra { $minutes } minuti.
    }
profile-email-sign-in = Accedi per confermare il tuo indirizzo
profile-email-sign-in-why = Il link funziona per l’account che l’ha richiesto. Accedi a quell’account: poi potrai confermare l’indirizzo.
profile-email-sign-in-button = Accedi
profile-email-in-use = Questo indirizzo è già in uso
profile-email-in-use-what = Nel frattempo è stato assegnato a un altro account. Il tuo account mantiene l’indirizzo che ha.
profile-back = Torna al profilo

profile-data = I tuoi dati
profile-data-hint = Un file con tutto ciò che è conservato qui su di te: profilo, gruppi, accessi, app, passkey. Non condividerlo.
profile-data-download = Scarica i tuoi dati

profile-delete = Elimina il tuo account
profile-delete-open = Elimina definitivamente questo account
profile-delete-what = Tutti i tuoi accessi terminano, le app perdono l’accesso e nessuno può ripristinare l’account.
profile-delete-username = Il tuo nome utente
profile-delete-username-hint = Digita <b><bdi>{ $username }</bdi></b> per continuare.
profile-delete-button = Elimina il mio account
profile-delete-wrong = Questo non è il tuo nome utente. Non è stato eliminato nulla.
profile-delete-last-administrator = Nessun altro amministra questo server. Assegna prima a qualcuno il ruolo di amministratore.
profile-deleted = Il tuo account è stato eliminato
profile-deleted-what = Tutti i tuoi accessi sono terminati e il tuo account non esiste più, con tutto ciò che conteneva. Il registro delle sue attività resta fino alla scadenza prevista.
profile-deleted-apps = Le app possono conservare ciò che sanno di te: chiedi a chi le gestisce.
profile-deleted-done = Fine

## Passkeys and the second step.

security-title = Passkey e secondo passaggio
security-totp-removed = L’app di autenticazione è stata rimossa. Non verrà più chiesto alcun codice.
security-passkey-added = La passkey è stata aggiunta. D’ora in poi puoi usarla per accedere.
security-key-added = La chiave di sicurezza è stata aggiunta. Si può usare dopo la password, non al suo posto.
security-passkey-named = Il nuovo nome è stato salvato.
security-passkey-removed = La passkey è stata rimossa da questo account. Eliminala anche dal tuo dispositivo.
security-password-removed = La password è stata rimossa. Accedi con la passkey e tutti gli altri tuoi accessi sono terminati.
security-password-remove = Accedere senza password
security-password-remove-hint = La password smette di funzionare e accedi solo con la passkey. Tutti gli altri tuoi accessi terminano.
security-password-remove-mail = Se perdi tutte le passkey, la pagina di accesso può inviarti un link per scegliere una nuova password.
security-password-remove-link = Se perdi tutte le passkey, un amministratore può darti un link per scegliere una nuova password.
security-password-remove-now = Rimuovi la password
security-password-no-passkey = Accedi una volta solo con una passkey. Poi potrai rimuovere la password qui.
security-device-forgotten = Al prossimo accesso, quel dispositivo chiederà di nuovo il secondo passaggio.
security-devices-forgotten = Al prossimo accesso, ogni dispositivo chiederà di nuovo il secondo passaggio.
security-required = Per questo sito la password non basta: aggiungi una passkey o un’app di autenticazione.

security-passkeys = Passkey
security-passkeys-hint = Con una passkey accedi con l’impronta, il volto o un PIN, senza password. Funziona solo su questo sito, quindi nessun sito falso può chiederla.
security-passkey-synced = sincronizzata
security-passkey-one-device = su un solo dispositivo
security-added = aggiunta { $time_html }
security-used = ultimo uso: { $time_html }
security-not-used = non ancora usata
security-since = inizio: { $time_html }
security-passkey-change = Modifica<span class="vh"> { $name }</span>
security-passkey-name = Nome
security-passkey-save = Salva nome
security-passkey-remove = Rimuovi<span class="vh"> { $name }</span>
security-no-passkeys = Ancora nessuna passkey.
security-passkey-add = Aggiungi una passkey
security-passkey-failed = Non è stata creata alcuna passkey. Riprova.
security-passkey-known-device = Questo dispositivo ha già una passkey per questo account.
security-passkey-script = Per aggiungere una passkey serve JavaScript, che in questo browser è disattivato.
security-passkey-unnamed = Passkey
security-passkey-field = Passkey
security-passkey-only-way-in = Non c’è una password e nessun’altra passkey basta da sola: senza questa non potresti accedere. Aggiungi prima un’altra passkey.
security-name-long = Inserisci un nome di al massimo { $count } caratteri.
security-name-invisible = Questo nome non si può usare: contiene il carattere invisibile { $code }. Rimuovilo.
security-name-mixed = Questo nome non si può usare: `{ $word }` mescola lettere di alfabeti diversi, che possono sembrare uguali. Scrivi ogni parola in un solo alfabeto.
security-register-added = La passkey è stata aggiunta.
security-register-refused = Impossibile aggiungere la passkey: questo server non riesce a leggere ciò che il browser ha inviato. Prova con un altro dispositivo.
security-register-outdated = Questa pagina era aperta da un po’. Riprova.
security-register-known = Questa passkey è già stata aggiunta.
security-register-full = Questo account ha già il numero massimo di passkey. Prima rimuovine una.
security-register-not-proven = Nel frattempo il tuo account è cambiato. Accedi di nuovo, poi aggiungi la passkey.

security-totp = App di autenticazione
security-totp-on = attiva
security-totp-remove = Rimuovi l’app
security-totp-hint = Un’app sul telefono mostra un codice, da inserire dopo la password.
security-totp-add = Aggiungi un’app di autenticazione

security-codes = Codici di recupero
security-codes-none = nessuno rimasto
security-codes-left = Rimasti: <b>{ $count }</b>.
security-codes-hint = Con ciascuno puoi accedere una volta, se perdi il telefono o le passkey.
security-codes-new = Crea nuovi codici
security-codes-new-hint = Quelli vecchi smettono di funzionare.
security-user-code = Codice per le richieste delle app
security-user-code-hint = Alcune app possono chiederle qualcosa solo se comunica loro questo codice, ad esempio al telefono. Non lo comunichi ad app che non ha contattato di persona.
security-user-code-is = Il suo codice: <b>{ $code }</b>
security-user-code-once = Viene mostrato solo adesso. Il codice precedente, se c'era, non funziona più.
security-user-code-make = Crea un codice
security-user-code-again = Crea un nuovo codice
security-user-code-remove = Rimuovi il codice
security-user-code-removed = Il codice è stato rimosso. Le app che lo richiedono non possono più chiederle nulla.

security-remembered = Dispositivi memorizzati
security-remembered-hint = Su questi dispositivi basta la password, finché non cambia la password o il secondo passaggio. Le app e le modifiche all’account possono comunque richiedere di più.
security-forget = Dimentica<span class="vh"> { $device }</span>
security-forget-all = Dimentica tutti
security-no-remembered = Nessun dispositivo memorizzato.

## The second step of a sign-in.

second-factor-title = Conferma la tua identità
second-factor-lead = Ancora un passaggio, { $person_html }.
second-factor-lead-step-up = Qui serve una seconda prova della tua identità, { $person_html }.
second-factor-change = Per questo usa la tua passkey: un codice ti può essere sottratto con l’inganno, una passkey no.
second-factor-change-lost = Se hai perso la passkey, usa un codice di recupero. Se non te ne restano, chiedi a chi gestisce questo sito.
second-factor-recovery-code = Codice di recupero
second-factor-recovery-code-hint = Uno dei codici che hai salvato, ad esempio BCDF-GHJK-LMNP-QRST. Ciascuno funziona una sola volta.
second-factor-code = Codice dell’app di autenticazione
second-factor-code-hint = Sei cifre, nuove ogni 30 secondi.
second-factor-confirm = Conferma
second-factor-lost = Non resta alcun modo per confermare la tua identità. Chiedi a chi gestisce questo sito.
second-factor-script = Per usare una passkey serve JavaScript, che in questo browser è disattivato.
second-factor-no-passkeys = Questo browser non ha passkey.
second-factor-recovery-hint = Puoi usare un codice di recupero.
second-factor-other-device = Usa un altro browser o dispositivo.
second-factor-passkey = Usa una passkey
second-factor-passkey-failed = Non è stata usata alcuna passkey. Riprova o usa un altro metodo.
second-factor-other-way = Usa un altro metodo
second-factor-recovery = Usa un codice di recupero
second-factor-help = Chiedi aiuto
second-factor-cancel = Annulla
second-factor-mismatch = Il codice non è corretto. Controllalo e riprova.
second-factor-used = Questo codice è già stato usato. Attendi il prossimo, poi riprova.
second-factor-missing = Inserisci il codice.
second-factor-passkey-refused = La passkey non è stata accettata. Riprova o usa un altro metodo.
second-factor-passkey-needed = Qui un codice non basta: usa una passkey. Nessun codice è stato consumato.
second-factor-outdated = Questa pagina era aperta da un po’. Riprova.
second-factor-not-ours = { $what } Riprova.
second-factor-many = Troppi codici errati.

## Setting a second step up.

set-up-title = Configura un secondo passaggio
set-up-totp-title = Aggiungi un’app di autenticazione
set-up-lead = { $person_html }, qui la password non basta. Lo configuri una volta sola.
set-up-lead-passkey = { $person_html }, questa app chiede una passkey. La configuri una volta sola.
set-up-lead-also-passkey = { $person_html }, questa app chiede una passkey: un codice non basta. La configuri una volta sola.
set-up-no-totp = Qui non si può configurare un’app di autenticazione.
set-up-nothing = Al momento qui non si può configurare un secondo passaggio. Chiedi a chi gestisce questo sito.
set-up-totp-lead = Da quel momento ti verrà chiesto un codice dell’app ogni volta che accedi con la password.
set-up-refused = Non è stato ancora configurato nulla.
set-up-passkey = Con una passkey
set-up-passkey-hint = L’impronta, il volto oppure il PIN di questo dispositivo o di una chiave di sicurezza.
set-up-passkey-make = Crea una passkey
set-up-passkey-failed = Non è stata creata alcuna passkey. Riprova o usa un’app di autenticazione.
set-up-or-totp = O con un’app di autenticazione
set-up-scan = Inquadra questo codice con l’app oppure <a href="{ $href }">apri l’app su questo dispositivo</a>.
set-up-type = Digita invece una chiave
set-up-type-hint = Account <b>{ $username }</b>, basato sull’ora, sei cifre.
set-up-code = Inserisci il codice mostrato dall’app
set-up-code-field = Codice
set-up-turn-on = Attiva
set-up-cancel = Annulla
set-up-outdated = Questa pagina è rimasta aperta troppo a lungo. Inquadra il nuovo codice qui sotto e riprova.
set-up-digits = Inserisci le sei cifre mostrate dall’app.
set-up-mismatch = Il codice non è corretto. Controlla che l’ora del telefono sia esatta e inserisci il codice che l’app mostra ora.
set-up-known = Questo account ha già un’app di autenticazione.
set-up-meanwhile = Nel frattempo il tuo account è cambiato. Accedi di nuovo.

## Recovery codes.

codes-title = I tuoi codici di recupero
codes-lead = Se perdi il telefono o le passkey, puoi accedere con uno di questi codici. <b>Vengono mostrati solo ora.</b>
codes-hint = Ogni codice funziona una sola volta. Conservali con i documenti importanti o in un gestore di password.
codes-download = Scarica
codes-print = Stampa
codes-saved = Li ho salvati
codes-file-title = Codici di recupero per { $site } ({ $issuer })
codes-file-hint = Ogni codice funziona una sola volta.

## Activity.

activity-title = Attività
activity-hint =
    { $days ->
        [one] Che cosa è successo nel tuo account, a partire dal più recente. Le voci vengono conservate per { NUMBER($days) } giorno. Se vedi qualcosa che non hai fatto tu, cambia la password ed esci ovunque tranne qui.
       *[other] Che cosa è successo nel tuo account, a partire dal più recente. Le voci vengono conservate per { NUMBER($days) } giorni. Se vedi qualcosa che non hai fatto tu, cambia la password ed esci ovunque tranne qui.
    }
activity-newest = Più recenti
activity-older = Meno recenti
activity-presence-label = I tuoi accessi nel tempo, per ogni dispositivo. Lo stesso segue come elenco.
activity-none = Ancora niente.
activity-none-hint = Qui compaiono gli accessi e le modifiche al tuo account.

## Without passwords

security-passkey-only-here = Nessun’altra passkey basta da sola: senza questa non potresti accedere. Aggiungi prima un’altra passkey.
