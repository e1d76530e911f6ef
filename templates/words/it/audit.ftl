# What happened, without a subject.

method-password = password
method-code = codice monouso
method-passkey = passkey
method-unknown = metodo sconosciuto

audit-login = Accesso con { $methods }
audit-login-again = Nuova autenticazione con { $methods }
audit-login-step-up = Secondo fattore verificato: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Accessi non riusciti senza indicazione di un account: { NUMBER($count) } da { NUMBER($networks) } rete
       *[other] Accessi non riusciti senza indicazione di un account: { NUMBER($count) } da { NUMBER($networks) } reti
    }
audit-login-fail-password = Password errata inserita
audit-login-fail-code = Codice monouso errato inserito
audit-login-fail-password-times =
    { $count ->
        [one] Password errata inserita { NUMBER($count) } volta in un minuto
       *[other] Password errata inserita { NUMBER($count) } volte in un minuto
    }
audit-login-fail-code-times =
    { $count ->
        [one] Codice monouso errato inserito { NUMBER($count) } volta in un minuto
       *[other] Codice monouso errato inserito { NUMBER($count) } volte in un minuto
    }
audit-login-disown = Segnalazione di un accesso altrui
audit-login-disown-device = Segnalazione di un accesso altrui su { $device }

audit-session-end = Accesso terminato: { $why }
audit-session-end-device = Accesso su { $device } terminato: { $why }
audit-end-app = uscita da un’app
audit-end-administrator = disconnessione da parte di un amministratore
audit-end-replaced = accesso con un altro account
audit-end-password = password cambiata
audit-end-locked = account bloccato
audit-end-removed = account rimosso
audit-end-left = account non più nella configurazione
audit-end-expired = troppo vecchio o inutilizzato da troppo tempo
audit-end-person = uscita

# Apps.
audit-some-app = un’app
audit-app-sign-in = Accesso a { $app }
audit-app-sign-out = Uscita da { $app }
audit-consent-grant = Accesso concesso a { $app }
audit-consent-revoke = Accesso di { $app } rimosso
audit-consent-remember = “Chiedimelo ogni volta” disattivato per { $app }
audit-request-allow = Consentito { $app } su un altro dispositivo
audit-request-refuse = Rifiutato { $app } su un altro dispositivo
audit-grant-revoke = Rinuncia all’accesso da parte di { $app }
audit-token-exchange = Token scambiato da { $app } per agire per conto di questo account
audit-token-refuse = Token per questo account rifiutato a { $app }
audit-token-replay = Riuso di un codice o token già usato di { $app }: accesso revocato

# Passkeys and the second step.
audit-totp-add = App di autenticazione aggiunta
audit-totp-remove = App di autenticazione rimossa
audit-passkey-add = Passkey aggiunta
audit-passkey-add-named = Passkey aggiunta: { $name }
audit-passkey-rename = Passkey rinominata
audit-passkey-rename-named = Passkey rinominata: { $name }
audit-passkey-remove = Passkey rimossa
audit-passkey-remove-named = Passkey rimossa: { $name }
audit-recovery-code-use = Codice di recupero usato
audit-recovery-codes-replace = Nuovi codici di recupero creati
audit-user-code-make = Codice per le richieste delle app creato
audit-user-code-remove = Codice per le richieste delle app rimosso
audit-factors-reset = Rimozione di tutte le passkey, dell’app di autenticazione e dei codici di recupero
audit-factors-disown = Rimozione di ciò che è stato aggiunto in un browser altrui
audit-browser-forget = Browser dimenticato: { $device }
audit-browsers-forget = Browser dimenticati: { NUMBER($count) }
audit-factor-forget = A { $device } viene chiesto di nuovo il secondo passaggio
audit-factor-remember = A { $device } non viene più chiesto il secondo passaggio
audit-factors-forget = Dispositivi a cui viene chiesto di nuovo il secondo passaggio: { NUMBER($count) }

# Accounts.
audit-password-change = Password impostata
audit-password-remove = Password rimossa
audit-link-mail = Invio per email di un link per scegliere una password
audit-link-mail-reset = Richiesta per email di un link per scegliere una nuova password
audit-link-mail-sign-up = Richiesta per email di un link per creare un account
audit-email-ask = Richiesta di un link per confermare un nuovo indirizzo email
audit-link-make-setup = Creazione di un link per configurare il primo amministratore
audit-link-make-invite = Creazione di un link per scegliere la prima password
audit-link-make-reset = Creazione di un link per scegliere una nuova password
audit-user-add = Account aggiunto
audit-user-lock = Account bloccato
audit-user-unlock = Account sbloccato
audit-user-remove = Account { $username } rimosso
audit-user-leave = Account tolto dalla configurazione
audit-user-lapse = Fine di tutti gli accessi: l’account non era più nella configurazione
audit-data-download = Dati di questo account scaricati
audit-claims-preview = Consultazione di ciò che { $app } saprebbe di questo account
audit-sign-in-try = Prova di un accesso di questo account a { $app }
audit-user-change = Modifiche: { $changes }
audit-user-change-unknown = Account modificato
audit-changes = { $one }; { $two }
audit-change-username = nome utente, da { $before } a { $after }
audit-change-email = indirizzo email
audit-change-email-verified = conferma dell’indirizzo email
audit-change-groups = gruppi, ora { $groups }
audit-change-groups-none = gruppi, ora nessuno
audit-change-administrator = ruolo di amministratore assegnato
audit-change-no-administrator = ruolo di amministratore rimosso
audit-change-profile = profilo
audit-change-definition = punto in cui è definito l’account

# Apps as they are registered.
audit-client-register = App registrata in autonomia: { $app }
audit-client-change = Registrazione modificata dall’app: { $app }
audit-client-remove = App registrata rimossa: { $app }
audit-client-approve = App registrata approvata: { $app }
audit-client-disable = App registrata disattivata: { $app }
audit-client-enable = App registrata attivata: { $app }
audit-client-define = App aggiunta alla configurazione: { $app }
audit-client-leave = App tolta dalla configurazione: { $app }
audit-client-lapse = Fine di tutti gli accessi di un’app, perché l’app o le sue credenziali non erano più nella configurazione: { $app }
audit-logout-reopen = Disconnessioni comunicate comunque a un’app: { $app } ({ NUMBER($count) })
audit-registration-token-add = Creazione di un token per la registrazione di app
audit-registration-token-revoke = Revoca di un token per la registrazione di app

# The server.
audit-key-add = Chiave creata ({ $alg })
audit-key-retire = Chiave { $kid } ritirata
audit-key-restore = Chiave { $kid } ripristinata
audit-key-remove = Chiave { $kid } rimossa
audit-sealing-add = Segreto di sigillo creato
audit-sealing-replace = Segreto di sigillo creato al posto di tutti gli altri
audit-sealing-remove = Segreto di sigillo rimosso
audit-config-reload = Configurazione ricaricata
audit-server-start = Avvio di Latchkey { $version }
audit-mail-test = Email di prova inviata
audit-backup-make = Backup del database creato
audit-backup-remove = Vecchi backup del database eliminati: { NUMBER($count) }
audit-backup-restore = Backup del database ripristinato
audit-database-export = Database esportato
audit-database-import = Database importato
audit-database-migrate = Database aggiornato alla versione di schema { $version }
audit-audit-export = Registrazioni esportate
audit-audit-remove = Vecchie registrazioni rimosse: { NUMBER($count) }

# Who did it, behind what happened.
audit-by-administrator = da un amministratore
audit-by-server = da questo server
