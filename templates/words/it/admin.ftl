# The pages of administrators.

## What several pages say

admin-full-name = Nome completo
admin-username = Nome utente
admin-email = Indirizzo email
admin-groups = Gruppi
admin-groups-hint = Separati da virgole.
admin-may-administer = Amministratore: può usare queste pagine
admin-filter = Mostra
admin-show-everybody = Mostra tutti
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = amministratore
admin-tag-locked = account bloccato

admin-session-since = inizio: { $time_html }
admin-session-seen = ultima attività: { $time_html }
admin-session-ended = La sessione è terminata.

admin-by-app = dall’app { $client }
admin-by-command-line = da { $user } (riga di comando)
admin-by-server = da questo server

## Overview

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> persona
       *[other] <b>{ NUMBER($n) }</b> persone
    }
admin-overview-sessions-many = Più di <b>{ NUMBER($n) }</b> sessioni
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> sessione
       *[other] <b>{ NUMBER($n) }</b> sessioni
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> app
       *[other] <b>{ NUMBER($n) }</b> app
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } registrata da sola
       *[other] { NUMBER($n) } registrate da sole
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> messaggio di disconnessione in attesa
       *[other] <b>{ NUMBER($n) }</b> messaggi di disconnessione in attesa
    }
admin-overview-last = Ultimi eventi
admin-overview-all = Tutte le attività
admin-nothing-yet = Ancora niente.
admin-overview-issuer = issuer <code>{ $issuer }</code>

## People

admin-people-search = Nome, nome utente o indirizzo email
admin-list-search-button = Cerca
admin-list-only = Mostra
admin-people-everybody = Tutti
admin-people-administrators = Amministratori
admin-people-locked = Bloccati
admin-list-order = Ordine
admin-people-by-username = Per nome utente
admin-list-newest = Prima i più recenti
admin-list-oldest = Prima i meno recenti
admin-list-by-name = Per nome
admin-list-by-app = Per app
admin-list-search-app = Nome o client_id dell’app
admin-people-in-group = Nel gruppo <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] { NUMBER($n) } account in tutto
       *[other] { NUMBER($n) } account in tutto
    }
admin-tag-left = non più nella configurazione
admin-tag-configuration = configurazione
admin-list-first-page = Prima pagina
admin-list-next-page = Pagina successiva
admin-list-none = Nessun risultato.
admin-list-not-yet = Ancora nessun risultato. La pagina successiva continua la ricerca.
admin-people-none = Nessuna persona trovata.

## Adding a person

admin-add = Aggiungi una persona
admin-add-button = Aggiungi
admin-add-next = Poi crei un link con cui la persona sceglie una password.
admin-back-to-people = ← Persone

## A person

admin-person-left = Questo account non è più in <code>{ $file }</code>, che lo definiva, quindi la persona non può accedere. Ripristina la voce o esegui <code>latchkey user keep { $username }</code>.
admin-person-place = Questo account è definito in <code>{ $place }</code>. Ciò che è scritto lì si modifica lì.
admin-tag-not-confirmed = non confermato
admin-tag-no-password = ancora senza password
admin-person-number = Numero dell’account <code>{ $sub }</code>
admin-person-added = aggiunto { $time_html }

admin-person-sign-in = Accesso
admin-person-has-password = Con password
admin-person-no-password = Senza password
admin-person-passkeys =
    { $n ->
        [one] { $n } passkey
       *[other] { $n } passkey
    }
admin-person-no-passkey = nessuna passkey
admin-person-authenticator = app di autenticazione
admin-person-no-authenticator = nessuna app di autenticazione
admin-person-recovery-codes =
    { $n ->
        [one] { $n } codice di recupero rimasto
       *[other] { $n } codici di recupero rimasti
    }

admin-person-make-link = Crea un link per scegliere una password
admin-person-make-link-new = Crea un link per scegliere una nuova password
admin-person-mail-link = Invia il link per email
admin-person-lock = Blocca l’account
admin-person-unlock = Sblocca l’account

admin-person-reset-factors = Rimuovi tutti i secondi fattori
admin-person-reset-factors-password = Per chi ha perso il telefono e i codici di recupero. Verifica che la richiesta venga davvero da quella persona. Tutte le passkey, l’app di autenticazione e i codici di recupero vengono rimossi e tutti gli accessi della persona terminano; per accedere basterà la password.
admin-person-reset-factors-no-password = Per chi ha perso il telefono e i codici di recupero. Verifica che la richiesta venga davvero da quella persona. Tutte le passkey, l’app di autenticazione e i codici di recupero vengono rimossi e tutti gli accessi della persona terminano; non c’è una password, quindi poi crea un link.
admin-person-reset-factors-button = Rimuovili

admin-person-profile = Profilo e gruppi
admin-person-email-verified = È accertato che l’indirizzo è di questa persona
admin-person-save = Salva

admin-person-end-session = Termina<span class="vh"> la sessione su { $device }</span>
admin-person-sign-out = Disconnetti ovunque
admin-person-no-sessions = Nessun accesso attivo.

admin-person-claims = Che cosa viene comunicato a un’app
admin-person-claims-app = App
admin-person-claims-not-admitted = Questa persona non può usare l’app: non fa parte di nessuno dei suoi <code>allowed_groups</code>.
admin-person-claims-userinfo = Con tutti gli scope che l’app può chiedere (<code>{ $scope }</code>), userinfo comunica:
admin-person-claims-id-token = Con tutti gli scope che l’app può chiedere (<code>{ $scope }</code>), userinfo e l’ID token comunicano:

admin-person-activity-all = Tutte le attività di questa persona

admin-person-remove = Rimuovi l’account
admin-person-remove-summary = Rimuovi questo account e tutto ciò che contiene
admin-person-remove-hint = Vengono rimossi sessioni, accessi delle app, passkey e profilo. Il registro delle attività resta fino alla scadenza prevista. L’operazione non si può annullare.
admin-person-remove-confirm = Digita il nome utente <b>{ $username }</b> per confermare
admin-person-remove-unconfirmed = Non è stato rimosso nulla: digita il nome utente { $username } per confermare.

admin-done-added = L’account è stato aggiunto. Crea o invia un link con cui la persona possa scegliere una password.
admin-done-saved = Le modifiche sono state salvate. Le app le ricevono con la prossima richiesta.
admin-done-locked = L’account è stato bloccato e disconnesso ovunque.
admin-done-unlocked = L’account è stato sbloccato.
admin-done-mailed = Un link per scegliere una password è in arrivo per email.
admin-done-factors-removed = Tutti i secondi fattori sono stati rimossi e tutti gli accessi della persona sono terminati.
admin-done-factor-removed = Rimosso. Gli accessi in corso della persona restano attivi: termina anche quelli, ovunque, se un dispositivo è andato perso.
admin-done-signed-out = Tutti gli accessi della persona sono terminati.

## Why something was not done for a person

admin-refused-pinned = L’account { $username } è definito in { $place } ([[users]]): modifica { $keys } lì.
admin-refused-pinned-all = L’account { $username } è definito in { $place } ([[users]]): modificalo lì.
admin-refused-defined = L’account { $username } è definito in { $place } ([[users]]): prima rimuovi la voce lì.
admin-refused-left = L’account { $username } non è più in { $file }: ripristina la voce o conserva l’account con `latchkey user keep { $username }`.
admin-refused-taken = Il nome utente o l’indirizzo email appartiene a un altro account o somiglia a quello di un altro account.
admin-refused-meanwhile = Nel frattempo l’account { $username } è stato rimosso o modificato: riprova.
admin-refused-last-administrator = { $username } è l’ultimo account amministratore che può accedere: assegna prima il ruolo di amministratore a un’altra persona.
admin-refused-last-way-in = { $username } è l’ultimo account amministratore che può accedere e non ha una password: invia prima un link per sceglierne una e reimposta i fattori dopo che è stato usato.
admin-refused-only-way-in = L’account { $username } non ha una password e nessun’altra passkey basta per accedere: invia prima un link per scegliere una password, oppure reimposta i fattori.
admin-refused-username-length = un nome utente ha da 1 a 255 byte.
admin-refused-username-character = un nome utente non deve contenere spazi, caratteri di controllo o invisibili.
admin-refused-username-scripts = un nome utente non deve mescolare lettere di alfabeti diversi, come lettere latine e cirilliche che sembrano uguali.
admin-refused-email = { $text } non sembra un indirizzo email.
admin-refused-invisible = { $text }: contiene il carattere invisibile { $code }. Rimuovilo.
admin-refused-scripts = { $text }: `{ $word }` mescola lettere di alfabeti diversi, che possono sembrare uguali. Scrivi ogni parola in un solo alfabeto.
admin-refused-no-address = nessun indirizzo email accertato per { $username }: prima impostane uno (`latchkey user set --email`) o consegna un link.

## A link to choose a password

admin-link-title = Link per { $name }
admin-link-heading = Link per <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Con questo link la persona sceglie una password. Funziona una sola volta, scade { $time_html } e sostituisce i link precedenti. Viene mostrato solo ora: consegnalo in modo che nessun altro possa leggerlo.
admin-link-new = Con questo link la persona sceglie una nuova password; a quel punto tutti i suoi accessi terminano. Funziona una sola volta, scade { $time_html } e sostituisce i link precedenti. Viene mostrato solo ora: consegnalo in modo che nessun altro possa leggerlo.
admin-link-qr = Oppure fai inquadrare alla persona questo codice con il telefono:
admin-link-done = Fine

## Groups

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } persona
       *[other] { NUMBER($n) } persone
    }
admin-groups-nobody = nessuno
admin-groups-may-use = app consentite: { $apps_html }
admin-groups-none = Ancora nessun gruppo.
admin-groups-search = Nome del gruppo
admin-groups-most-people = Prima quelli con più persone
admin-groups-none-hint = I gruppi si scrivono nella pagina di una persona. Un’app che indica gruppi in <code>allowed_groups</code> ammette solo i loro membri.

## Sessions

admin-sessions-many = Più di { NUMBER($n) } sessioni.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } sessione.
       *[other] { NUMBER($n) } sessioni.
    }
admin-sessions-search = Nome, nome utente, app o inizio di un indirizzo
admin-sessions-used = Prima le ultime usate
admin-sessions-end = Termina<span class="vh"> la sessione di { $username } su { $device }</span>
admin-sessions-none = Nessun accesso attivo.

## Sign-out messages

admin-deliveries-hint = App che non hanno ancora saputo di una disconnessione o che non è stato possibile avvisare. Per un certo tempo si riprova con ciascuna.
admin-deliveries-given-up = invio abbandonato
admin-deliveries-waiting = in attesa
admin-deliveries-ended = sessione terminata { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } tentativo
       *[other] { $n } tentativi
    }
admin-deliveries-next = prossimo tentativo { $time_html }
admin-deliveries-took = risposta o errore dopo { NUMBER($ms) } ms
admin-deliveries-none = Tutte le app sono state avvisate.

## Activity

admin-activity-of = Di <bdi>{ $name }</bdi>.
admin-activity-of-link = Di <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Tipo
admin-activity-everything = Tutto
admin-activity-none = Niente di questo tipo.
admin-activity-search = Nome, nome utente o app
admin-activity-cut = Le persone o le app con questo testo nel nome sono più di quante se ne possano cercare insieme. Scrivi di più del nome per trovare le altre.
admin-activity-hint = Il registro completo, con hash che mostrano se è stato alterato: <code>latchkey audit verify</code> e <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = App
admin-apps-registered = registrata da sé
admin-apps-disabled = disattivata
admin-apps-used = ultimo uso { $time_html }
admin-apps-none = Ancora nessuna app.
admin-apps-busiest = Prima quelle con più richieste nelle ultime 24 ore
admin-apps-none-hint = Aggiungi Grafana, Nextcloud, Immich o un’altra: <code>latchkey client add --app list</code> elenca quelle che hanno un modello.
admin-app-connect = Collega
admin-app-connect-hint = La maggior parte delle app ha bisogno dell’indirizzo di discovery e dell’ID client. Il segreto non viene mai mostrato qui: ne è conservato solo l’hash.
admin-app-discovery = Indirizzo di discovery
admin-app-client-id = ID client
admin-app-settings = Impostazioni
admin-app-settings-configured = Questa app è configurata in <code>{ $place }</code>. Le modifiche del file vengono caricate da sole.
admin-app-settings-registered = Questa app si è registrata da sé. Queste righe la configurerebbero nel file.
admin-app-try = Prova
admin-app-try-person = Nome utente o indirizzo email
admin-app-try-nobody = Nessuno ha questo nome.
admin-app-try-sign-in = Accedi all’app
admin-app-refusals = Richieste rifiutate
admin-app-refusals-hint = Gli ultimi rifiuti che indicavano questo ID client, al massimo { $n }, dall’avvio di questo server.
admin-app-refusals-none = Non è stato rifiutato nulla.
admin-app-remedy = Queste righe la farebbero accettare:
admin-app-who = Chi può usarla
admin-app-everybody = Tutti coloro che hanno un account.
admin-app-disable = Disattiva l’app
admin-app-disable-hint = La disattivazione revoca i suoi token e rifiuta gli accessi all’app, finché non viene riattivata.
admin-app-enable = Attiva l’app
admin-app-approve = Approva l’app
admin-app-approve-hint = Un’app approvata riceve le risposte di errore prima che qualcuno abbia dato il consenso. Resta approvata finché non cambia.
admin-app-disable-done = L’app è disattivata e i suoi token sono revocati.
admin-app-enable-done = L’app è attivata.
admin-app-approve-done = L’app è approvata.
admin-app-changed = Nel frattempo l’app è cambiata. Controllala e riprova.
admin-app-views = Pagine di questa app
copy = Copia
copied = Copiato
admin-connect-paste = Che cosa incollare nell’app
admin-connect-paste-hint = Scegliere l’app: le sue righe compaiono qui, compilate per questo client. Scrivere il segreto al posto di <code>{ $place }</code>.
admin-connect-other = Un’altra app
admin-connect-tried = Provato con { $version }.
admin-connect-untried = Scritto secondo la documentazione dell’app, senza prove.
admin-connect-lacks = Che cosa manca a questo client per l’app
admin-connect-lacks-nothing = Questo client ha tutto ciò di cui l’app ha bisogno.
admin-connect-redirects = Dove l’app viene rimandata
admin-connect-addresses = Indirizzi di questo server
admin-lack-redirect = L’app chiede di essere rimandata a { $value }, che non è registrato.
admin-lack-post-logout = Dopo un’uscita l’app chiede di essere rimandata a { $value }, che non è registrato.
admin-lack-backchannel = L’app riceve i token di uscita su { $value }, e questo client non ha un indirizzo per essi.
admin-lack-scope = L’app chiede { $value }, che questo client non può avere.
admin-lack-grants = L’app usa { $value }, che questo client non può usare.
admin-lack-method = Questo client è registrato per { $value }, e l’app invia il segreto in un altro modo.
admin-lack-pkce = L’app non invia né code_challenge né nonce, e questo client deve farlo.
admin-lack-native = L’app è anche su telefoni o computer, e questo client è solo per il web.
admin-lack-claims = L’app legge solo il token di identità, e in quello di questo client mancano i claim.
admin-try-hint = Percorre un accesso come farebbe il server, senza l’app. Nulla viene emesso e nulla viene conservato.
admin-try-nobody = Nessuno accede a questa app.
admin-try-not-sent = non inviato
admin-try-signed-in = Ha già effettuato l’accesso
admin-try-ladder = Che cosa accadrebbe
admin-try-sent = L’app manda il browser a <code>{ $endpoint }</code> con:
admin-try-pushed = L’app li invia prima al server stesso (PAR), e il browser porta solo un riferimento.
admin-try-signed = L’app deve inviarli in un oggetto di richiesta firmato.
admin-try-left-out = Tralasciato, perché l’app non può averlo o nessuno lo conosce: { $scope }
admin-try-admitted = L’app è per alcuni gruppi, e questa persona è in uno di essi.
admin-try-not-admitted = L’app è per alcuni gruppi, e questa persona non è in nessuno di essi.
admin-try-two-factors = A questa persona si chiede un secondo fattore o una passkey.
admin-try-one-factor = A questa persona basta una password.
admin-try-sign-in = { $name } accede con una password.
admin-try-sign-in-two = { $name } accede con una password e un secondo fattore.
admin-try-sign-in-passkey = { $name } accede con una passkey.
admin-try-sign-up = { $name } vede la pagina per un nuovo account e accede.
admin-try-again = { $name } accede di nuovo, perché è richiesto un accesso recente.
admin-try-step-up = { $name } dimostra un secondo fattore.
admin-try-enrol = { $name } configura un secondo fattore.
admin-try-account = { $name } sceglie l’account.
admin-try-consent = Si chiede a { $name } se l’app può avere questo:
admin-try-issue = Non manca nulla: il server accoglie la richiesta.
admin-try-refuse = Il server rifiuta la richiesta.
admin-try-goes = Il browser torna a <code>{ $place }</code> con:
admin-try-stays = Il browser resta su una pagina di errore di questo server, e l’app non viene a sapere nulla.
admin-try-told = Che cosa saprebbe l’app
admin-try-id-token = Il token di identità dice:
admin-try-userinfo = Userinfo dice:
admin-try-lane-app = App
admin-try-lane-browser = Browser
admin-try-lane-server = Server
admin-try-parameters = Parametri: { NUMBER($n) }
admin-gloss-response-type = Che cosa vuole ricevere l’app. Un «code» lo scambia con i token senza passare dal browser.
admin-gloss-client-id = Il nome dell’app su questo server.
admin-gloss-redirect-uri = Dove viene rimandato il browser. L’indirizzo deve essere registrato, lettera per lettera.
admin-gloss-scope = Che cosa chiede l’app.
admin-gloss-state = Inventato dall’app. La risposta deve avere lo stesso valore.
admin-gloss-nonce = Inventato dall’app. Il token di identità deve avere lo stesso valore.
admin-gloss-code-challenge = L’hash di un segreto che l’app tiene per sé (PKCE). Senza il segreto nessuno può usare il codice.
admin-gloss-code-challenge-method = Come viene calcolato quell’hash.
admin-gloss-prompt = Quali pagine il server deve mostrare, o che non può mostrarne nessuna.
admin-gloss-code = Vale una volta e per poco tempo. L’app lo scambia con i token.
admin-gloss-iss = Quale server ha risposto, così un’app che ne ha diversi non li confonde.
admin-gloss-session-state = Da questo valore l’app si accorge che qualcuno è uscito qui.
admin-gloss-access-token = Apre all’app userinfo e altri servizi.
admin-gloss-token-type = Come si usa il token di accesso. «Bearer» vuol dire che chi lo ha può usarlo.
admin-gloss-expires-in = Per quanti secondi vale il token di accesso.
admin-gloss-id-token = Dice chi è entrato, quando e in quale app. Lo ha firmato il server.
admin-gloss-error = L’errore, con il suo nome nella specifica.
admin-gloss-error-description = L’errore a parole, per chi sviluppa.

admin-tab-keys = Chiavi
admin-keys-hint = Con queste chiavi le app verificano ciò che questo server ha firmato. Una chiave è pubblicata prima di firmare e lo resta per un po' di tempo.
admin-keys-never = Nessuna chiave viene sostituita automaticamente (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> le sostituisce in qualsiasi momento.
admin-keys-chart = Cronologia delle chiavi. L'elenco sottostante dice lo stesso.
admin-overview-keys-chart = Cronologia delle chiavi. La pagina delle chiavi dice lo stesso a parole.
admin-keys-published = pubblicata
admin-keys-signing = firma
admin-keys-in-use = in uso
admin-keys-retired = ritirata
admin-keys-remembered = non più pubblicata
admin-keys-encryption = per cifrare
admin-keys-made = pubblicata: { $time_html }
admin-keys-from = primo uso: { $time_html }
admin-keys-replaced = sostituita: { $time_html }
admin-keys-next = chiave successiva: { $time_html }
admin-keys-leaves = fine della pubblicazione: { $time_html }
admin-keys-decrypts = fine della decifratura: { $time_html }
admin-chart-now = adesso

admin-tab-health = Stato
admin-health-fine = È tutto in ordine.
admin-health-look = Qualcosa richiede attenzione; sotto è indicato che cosa fare.
admin-health-ok = in ordine
admin-health-warn = da controllare
admin-health-bad = guasto
admin-health-off = non configurato
admin-health-database = Database
admin-health-configuration = Configurazione
admin-health-mail = E-mail
admin-health-backup = Backup
admin-health-version = Versione
admin-health-schema = versione dello schema { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = impronta <code>{ $digest }</code>
admin-health-reloaded = ricaricata: { $time_html }
admin-health-refused = ricarica rifiutata: { $time_html }
admin-health-waiting = in attesa: { NUMBER($n) }
admin-health-oldest = il più vecchio: { $time_html }
admin-health-failed = ultimo errore: { $time_html }
admin-health-made = creato e verificato: { $time_html }
admin-health-none = ancora nessuno
admin-health-node = questo nodo: <code>{ $node }</code>
admin-health-database-bad = Non accetta scritture, e il log dice perché: controlli il disco e i permessi, o il server del database.
admin-health-keys-bad = Nessuna chiave firma con { $algs }. Il log dice perché non è stato possibile crearla o leggerla.
admin-health-keys-not-again = Non possono essere ricaricate dal database, e il log dice perché; quelle caricate prima restano in uso. Ripristini <code>keys.wrap_key_file</code> prima di riavviare questo nodo, perché non partirebbe.
admin-health-keys-others-sign = Altri nodi firmano con una chiave che questo nodo non può caricare, quindi non è pronto, e il log dice perché. Dia a tutti i nodi lo stesso <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Ciò che era caricato prima resta in vigore. <code>latchkey check</code> dice che cosa non va nel file.
admin-health-configuration-older = Questo nodo ha un file più vecchio: la sua <code>revision</code> è { $revision } ed è in vigore { $newest }, quindi non cambia nessun utente. Gli dia il file con la revisione { $newest }, oppure porti <code>revision</code> oltre { $newest } per tornare indietro di proposito.
admin-health-configuration-unnumbered = Il file di questo nodo non ha <code>revision</code> ed è in vigore { $newest }, quindi vale come più vecchio e non cambia nessun utente. Scriva <code>revision = { $next }</code> all’inizio, prima della prima sezione.
admin-health-mail-off = Senza <code>[smtp]</code> nella configurazione non viene inviata alcuna e-mail.
admin-health-mail-warn = Non è stato possibile inviare e-mail. <code>latchkey mail test ADDRESS</code> mostra che cosa risponde il server di posta.
admin-health-deliveries-warn = Non è stato possibile avvisare alcune app. La relativa pagina dice quali e perché.
admin-health-backup-off = Non viene creato alcun backup automatico: imposti <code>[storage.backup]</code>, o faccia il backup del server del database.
admin-health-backup-warn = Un backup è previsto e non è stato possibile crearlo. Il log dice perché; <code>latchkey check</code> prova la cartella.

admin-chart-heading = Accessi delle ultime 24 ore
admin-chart-label = Riusciti: { NUMBER($ok) }. Falliti: { NUMBER($failed) }. Seguono i numeri di ogni ora.
admin-chart-ok = riusciti: { NUMBER($n) }
admin-chart-failed = falliti: { NUMBER($n) }
admin-chart-cut = più di quanti ne vengano contati qui
admin-chart-numbers = Ora per ora
admin-chart-none = Nessuno ha effettuato l'accesso e nessuno ha provato.
admin-chart-none-hint = Gli accessi appaiono qui quando avvengono. Nella pagina di un’app, <b>Prova</b> ne percorre uno.
admin-presence-heading = Accessi delle ultime due settimane
admin-presence-label = Quando questa persona era connessa, per ogni dispositivo. Lo stesso segue come elenco.
admin-presence-signed-in = connesso
admin-presence-one = accesso con un fattore
admin-presence-strong = con più fattori, o una passkey
admin-presence-failed = fallito
admin-presence-list = Come elenco
admin-presence-from-to = Connesso da { $from_html } a { $to_html }
admin-presence-since = Connesso da { $time_html }
admin-usage-heading = Chi usa cosa
admin-usage-hint = Quante volte ogni persona ha effettuato l’accesso a ogni app da { $time_html }.
admin-usage-part = Sono mostrate le più frequenti.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Richieste delle ultime 24 ore
admin-hours-apps = App nelle ultime 24 ore
admin-hours-hint = Richieste a <code>/token</code> e agli altri indirizzi a cui le app dimostrano chi sono, ora per ora fino ad adesso.
admin-hours-since = Contate dall’avvio di questo server: { $time_html }.
admin-hours-node = Contate solo da questo nodo: <code>{ $node }</code>.
admin-hours-label = Nelle ultime 24 ore. Accolte: { NUMBER($ok) }. Rifiutate: { NUMBER($refused) }.
admin-hours-nothing = Nessuna richiesta nelle ultime 24 ore.
admin-hours-ok = tutte accolte
admin-hours-some = alcune rifiutate
admin-hours-most = rifiutate per la maggior parte
admin-hours-empty = nessuna richiesta
admin-hours-answered = accolte: { NUMBER($n) }
admin-hours-refused = rifiutate: { NUMBER($n) }
admin-hours-hour = Ora
admin-hours-column-answered = Accolte
admin-hours-column-refused = Rifiutate
admin-hours-column-why = Motivo più frequente
admin-hours-why-client = l’app non ha dimostrato chi è: il suo segreto, la sua chiave o il suo certificato non era giusto
admin-hours-why-grant = un codice o un token non era più valido o non era dell’app
admin-hours-why-request = alla richiesta mancava qualcosa, o non era leggibile
admin-hours-why-not-allowed = l’app non può chiedere in questo modo
admin-hours-why-scope = l’app ha chiesto qualcosa che non può avere
admin-hours-why-person = la persona non ha acconsentito o non ha risposto in tempo
admin-hours-why-busy = troppe richieste, o il server non poteva rispondere in quel momento
admin-hours-why-server = un errore del server; il log dice quale
admin-hours-why-proof = la prova DPoP non era valida
admin-hours-why-other = un altro motivo

## Without passwords

# $username: whose account.
admin-refused-has-factor = L’account { $username } ha una passkey o un’app di autenticazione, che nessun link sostituisce: reimposta prima i fattori e poi crea un link.
# $username: whose account.
admin-refused-only-passkey = Nessun’altra passkey basta a { $username } per accedere: reimposta invece i fattori e poi crea un link.
# Button.
admin-person-make-link-passkey = Crea un link per creare una passkey
# $time_html: a time, with its markup.
admin-link-passkey = Con questo link la persona crea una passkey. Funziona una sola volta, scade { $time_html } e sostituisce i link precedenti. Viene mostrato solo ora: consegnalo in modo che nessun altro possa leggerlo.
# Beside a name.
admin-tag-no-passkey = ancora senza passkey
admin-done-mailed-passkey = Un link per creare una passkey è in arrivo per email.
