# Mails to people.

mail-hello = Ciao,
mail-hello-name = Ciao { $name },
mail-action = { $label }:
mail-open-address = Oppure apri questo indirizzo: <a href="{ $href }">{ $href }</a>
mail-not-you = Se non lo hai fatto tu, scegli subito una nuova password, esci ovunque tranne qui dalla pagina del tuo account e avvisa chi gestisce questo sito.
mail-open-account = Apri il tuo account

mail-reset-subject = Scegli una nuova password per { $site }
mail-reset = Qualcuno ha richiesto un link per scegliere una nuova password per il tuo account su { $site }.
mail-reset-button = Scegli una nuova password
mail-link-one-hour = Il link funziona una sola volta, entro un’ora.
mail-reset-nothing-to-do = Se non lo hai richiesto tu, non devi fare nulla: la password resta com’è.

mail-invitation-subject = Il tuo account su { $site }
mail-invitation = Hai un account su { $site }. Per completarlo, scegli una password.
mail-invitation-button = Scegli una password
mail-link-seven-days = Il link funziona una sola volta, entro sette giorni.
mail-operator-reset-subject = Scegli una nuova password per { $site }
mail-operator-reset = Chi gestisce { $site } ti invia questo link per scegliere una nuova password.
mail-operator-reset-button = Scegli una nuova password

mail-password-changed-subject = La tua password per { $site } è cambiata
mail-password-changed = La password del tuo account su { $site } è stata cambiata. Tutti gli altri tuoi accessi sono terminati.

mail-factors = Nel tuo account su { $site } è successo questo: { $what }
mail-totp-added-subject = App di autenticazione aggiunta: { $site }
mail-totp-added = È stata aggiunta un’app di autenticazione.
mail-totp-removed-subject = App di autenticazione rimossa: { $site }
mail-totp-removed = L’app di autenticazione è stata rimossa.
mail-passkey-added-subject = Passkey aggiunta: { $site }
mail-passkey-added = È stata aggiunta la passkey «{ $name }».
mail-passkey-removed-subject = Passkey rimossa: { $site }
mail-passkey-removed = È stata rimossa la passkey «{ $name }».
mail-codes-replaced-subject = Hai nuovi codici di recupero: { $site }
mail-codes-replaced = Sono stati creati nuovi codici di recupero. Quelli vecchi non funzionano più.
mail-password-removed-subject = La tua password è stata rimossa: { $site }
mail-password-removed = La tua password è stata rimossa. Ora accedi con una passkey.
mail-disowned-subject = Le aggiunte recenti sono state rimosse: { $site }
mail-disowned = Hai segnalato un accesso non tuo. Le passkey e l’app di autenticazione aggiunte in quel browser sono state rimosse, così come tutti i codici di recupero.
mail-factors-reset-subject = Passkey e secondo passaggio rimossi: { $site }
mail-factors-reset = Chi gestisce il sito ha rimosso le tue passkey, l’app di autenticazione e i codici di recupero. Tutti i tuoi accessi sono terminati.

mail-new-sign-in-subject = Nuovo accesso da { $device }: { $site }
mail-new-sign-in = Qualcuno ha eseguito l’accesso al tuo account su { $site } con un browser che non avevi mai usato qui.
mail-new-sign-in-device = Dispositivo: { $device }
mail-new-sign-in-time = Ora: { $day } { $hour } UTC
mail-new-sign-in-network = Indirizzo di rete: { $address }
mail-new-sign-in-yours = Se hai eseguito tu l’accesso, non devi fare nulla.
mail-new-sign-in-button = Non è un mio accesso
mail-new-sign-in-link = Il link porta a una pagina con un solo pulsante, che termina tutti i tuoi accessi e ti permette di scegliere una nuova password.
mail-new-sign-in-until = Funziona una sola volta, entro sette giorni, finché la password non cambia.

mail-confirm-subject = Conferma il tuo indirizzo email per { $site }
mail-confirm = L’account «{ $username }» su { $site } vuole usare questo indirizzo email.
mail-confirm-button = Conferma l’indirizzo
mail-confirm-link = Il link funziona una sola volta, entro un’ora, per chi ha eseguito l’accesso a questo account.
mail-confirm-nothing-to-do = Se questo account non è tuo, non devi fare nulla: non cambia niente.

mail-in-use-subject = Il tuo indirizzo email su { $site }
mail-in-use = Qualcuno con un account su { $site } voleva usare questo indirizzo email per il proprio account.
mail-in-use-kept = L’indirizzo appartiene già a un account, quindi non è stato modificato nulla e nessun altro può usarlo.
mail-in-use-yours = Se lo hai fatto tu, accedi all’account che ha questo indirizzo.

mail-email-changed-subject = Il tuo indirizzo email per { $site } è cambiato
mail-email-changed = L’account «{ $username }» su { $site } ora ha un altro indirizzo email. Le email non arriveranno più qui.
mail-email-changed-not-you = Se non lo hai fatto tu, avvisa subito chi gestisce questo sito.

mail-request-subject = { $app } ti chiede di accedere: { $site }
mail-request = { $app } chiede di farti accedere con il tuo account su { $site }. La pagina mostra che cosa chiede e da dove.
mail-request-yours = Se non l’hai avviato tu, rifiuta lì o non fare nulla: senza risposta la richiesta scade in pochi minuti.
mail-request-button = Guarda la richiesta

mail-test-subject = { $site } può inviare email
mail-test = Questa è una prova di { $issuer }. L’invio di email funziona.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Crea una passkey per { $site }
# $site: the name of this site.
mail-passkey = Qualcuno ha richiesto un link per creare una passkey per il tuo account su { $site }.
# Button.
mail-passkey-button = Crea una passkey
mail-passkey-nothing-to-do = Se non lo hai richiesto tu, non devi fare nulla.
# $site: the name of this site.
mail-invitation-passkey = Hai un account su { $site }. Per completarlo, crea una passkey.
mail-new-sign-in-link-passkey = Il link porta a una pagina con un pulsante che ti disconnette ovunque. Funziona una sola volta, entro sette giorni.
