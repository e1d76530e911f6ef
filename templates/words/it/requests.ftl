device-heading = Collega un dispositivo
device-lead = Inserisci il codice mostrato dal televisore, dalla console o da un altro dispositivo.
device-code = Codice
device-code-hint = Otto lettere, per esempio WDJB-MJHT. Maiuscole, spazi e trattino non contano.
device-continue = Continua
device-not-found = Questo codice non può essere usato.
device-code-malformed = Un codice ha otto lettere. Controlla che cosa mostra il dispositivo.
device-code-unknown = Questo codice non esiste o è scaduto. Controllalo, oppure ricomincia sul dispositivo.

request-yours = L’hai avviato tu?
request-yours-text = Consenti solo se l’hai appena avviato su un tuo dispositivo. Se qualcuno ti ha mandato il codice o un link, rifiuta.
request-code = Il dispositivo dovrebbe mostrare questo codice: <b>{ $code }</b>
request-when = Richiesta
request-address = Indirizzo
request-device = Dispositivo
request-seconds-ago =
    { $n ->
        [one] { $n } secondo fa
       *[other] { $n } secondi fa
    }
request-minutes-ago =
    { $n ->
        [one] { $n } minuto fa
       *[other] { $n } minuti fa
    }
request-stays = Tu resti qui. L’app prosegue da sola sul dispositivo.
request-not-me = Non sono io
request-allowed = Il tuo dispositivo è collegato
request-allowed-text = Torna al dispositivo: l’app prosegue da sola tra pochi secondi.
request-refused = Non è stato consentito nulla
request-refused-text = L’app su quel dispositivo non ottiene alcun accesso al tuo account.
request-impossible = Con il tuo account non è possibile
request-impossible-text = Il tuo account non può usare { $app }, o non può dimostrare ciò che questa app richiede. L’app sul dispositivo non ottiene alcun accesso.
