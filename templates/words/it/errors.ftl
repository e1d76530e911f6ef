# The error page.

error-ask = Chiedi a chi gestisce questo sito e comunica questo numero:
error-ask-if-needed = Se ti serve aiuto, chiedi a chi gestisce questo sito. Comunica questo numero:

error-details = Dettagli da comunicare
error-address-sent = Indirizzo inviato dall’app
error-sent = Inviato dall’app
error-registered = Registrato
error-registered-none = nessuno
error-remedy = Per consentire ciò che è stato inviato, incolla questa riga nel blocco dell’app
error-code = Errore
error-client = Client
error-client-id-sent = client_id inviato
error-status = Stato
error-request = Richiesta
error-time = Ora

## Where to go from there: buttons

error-to-app = Vai a { $app }
error-to-account = Vai al tuo account
error-load-again = Ricarica la pagina
error-sign-in = Accedi
error-choose-password = Scegli una nuova password
error-to-start = Vai alla pagina iniziale

## What to do

error-next-app = Torna all’app e riprova.
error-next-operator = Riprovare non serve: prima bisogna correggere l’app o questo sito.

## Faults of an app

error-unknown-app-heading = Questa app non è conosciuta qui
error-wrong-request-heading = La richiesta di questa app non è corretta
error-client-id-missing = Manca client_id.
error-client-id-unknown = client_id non è registrato.
error-redirect-uri-missing = Manca redirect_uri.
error-redirect-uri-unknown = redirect_uri non è registrato.
error-redirect-uri-not-ascii = redirect_uri non è registrato; l’host di un URI si scrive in ASCII, qui { $host }.
error-too-long-to-wait = La richiesta dell’app è troppo lunga per restare in attesa di un accesso: basterebbe un parametro state o claims più corto.

error-nothing-shared-heading = Non è stato condiviso nulla
error-nothing-shared-next = Puoi chiudere questa pagina o tornare da te all’app.
error-not-answered-heading = Impossibile rispondere a questa app
error-not-answered-next = Puoi chiudere questa pagina. Chi gestisce questo sito può approvare l’app.
error-not-vouched-for = L’app si è registrata da sola e nessuno le ha ancora consentito nulla, quindi non ti reindirizziamo all’app.
error-not-vouched-for-cancelled = L’accesso è stato annullato. L’app si è registrata da sola e nessuno le ha ancora consentito nulla, quindi non ti reindirizziamo all’app.
error-not-vouched-for-denied = Il consenso è stato negato. L’app si è registrata da sola e nessuno le ha ancora consentito nulla, quindi non ti reindirizziamo all’app.

## A sign-in that cannot go on

error-complete-heading = Questo accesso è completo
error-complete-next = Prosegui verso l’app o vai al tuo account.
error-not-open-heading = Questo accesso non è più in corso
error-not-open-next = Ricomincia dall’app o vai al tuo account.
error-cookie-next = Consenti i cookie per questo sito nel browser, poi ricomincia dall’app.
error-no-sign-in = Questo indirizzo si usa solo durante l’accesso a un’app.
error-another-browser = È iniziato in un altro browser o prima che questo browser venisse chiuso.
error-no-cookie = Il tuo browser non ha inviato il cookie di questo sito, necessario per l’accesso.
error-too-old = È rimasto in corso per più di un’ora.
error-not-pushed = Non è stato aperto in tempo.
error-request-expired = L’app lo ha richiesto troppo tempo fa. Ricomincia sul dispositivo.
error-answered = È già stato completato e ogni accesso si può completare una sola volta.

## Forms and links

error-outdated-heading = Questa pagina non era aggiornata
error-nothing-done-heading = Non è stato fatto nulla
error-again-next = Ricarica la pagina e ripeti l’operazione.
error-another-site-next = Se volevi davvero farlo, fallo dalla pagina di questo sito.
error-link-heading = Questo link non funziona più
error-link = Questo link è già stato usato o è scaduto.
error-link-next = Se hai già scelto una password, usala per accedere. Altrimenti chiedi un nuovo link a chi te l’ha inviato.
error-sign-in-link = Il link di un’email su un accesso funziona una sola volta, entro sette giorni, finché la password non cambia.
error-sign-in-link-next = Se non hai cambiato tu la password, scegline subito una nuova. Poi controlla dove il tuo accesso è attivo.

## Requests that cannot be read

error-unreadable-heading = Impossibile leggere questa richiesta
error-body-type = Il corpo deve essere { $kind }.
error-body-compressed = Il corpo non deve essere compresso.
error-body-too-large = Il corpo supera i { $bytes } byte.
error-body-too-slow = Il corpo non è arrivato in tempo.
error-body-broken = Il corpo è incompleto.
error-parameter-twice = Il parametro { $name } è stato inviato più di una volta.
error-parameter-encoding = Il parametro { $name } non è testo UTF-8 valido.
error-parameters-too-many = La richiesta ha più parametri del consentito (massimo { $most }).
error-parameter-values = Il parametro { $name } ha più valori del consentito (massimo { $most }).
error-parameter-bytes = Il parametro { $name } supera i { $most } byte.
error-parameter-times = Il parametro { $name } è stato inviato più volte del consentito (massimo { $most }).
error-query-and-body = I parametri sono stati inviati sia nella query sia nel corpo.
error-address-heading = Questo indirizzo è troppo lungo
error-address = L’indirizzo supera i 32 KiB.
error-headers-heading = Il tuo browser ha inviato troppi dati
error-headers = Le intestazioni superano i 64 KiB.
error-headers-next = Elimina i cookie di questo sito e dei siti di livello superiore, poi riprova.
error-refused-heading = Impossibile rispondere a questa richiesta
error-refused = Impossibile rispondere alla richiesta: { $status }.
error-method-heading = Questo indirizzo funziona in modo diverso
error-method = Questo indirizzo non risponde alle richieste { $method }.

## Faults of this site

error-busy-heading = Sito occupato al momento
error-busy-next = Non è andato perso nulla. Attendi qualche secondo, poi riprova.
error-busy = Troppi accessi sono in attesa.
error-client-not-now = Quello che l’app dice di sé non si può leggere in questo momento.
error-crowded = Il server ha raggiunto il numero massimo di connessioni aperte.
error-session = In questo momento il server non riesce a raggiungere il suo archivio.
error-failed-heading = Qui qualcosa è andato storto
error-failed = Il server non è riuscito a rispondere.
error-storage = Il server non è riuscito a leggere il suo archivio.

## Pages that are not there, or not for everybody

error-nothing-here-heading = Qui non c’è nulla
error-nothing-here = Qui non c’è alcuna pagina.
error-nothing-here-next = Controlla l’indirizzo o vai alla pagina iniziale.
error-administrators-heading = Questa pagina è per gli amministratori
error-administrators = Questa pagina è per gli amministratori di questo sito.
error-administrators-next = Accedi come amministratore o vai al tuo account.
error-development-heading = La modalità di sviluppo risponde solo su questo computer
error-development = Nome usato per arrivare qui: { $host }.
error-development-next = Per rispondere ad altri computer, imposta issuer = "https://…" in [server] nel file config.toml e avvia il server con questo file.
