device-heading = Gerät verbinden
device-lead = Geben Sie den Code ein, den Ihr Fernseher, Ihre Konsole oder ein anderes Gerät anzeigt.
device-code = Code
device-code-hint = Acht Buchstaben, zum Beispiel WDJB-MJHT. Groß- und Kleinschreibung, Leerzeichen und der Strich spielen keine Rolle.
device-continue = Weiter
device-not-found = Dieser Code kann nicht verwendet werden.
device-code-malformed = Ein Code hat acht Buchstaben. Prüfen Sie, was das Gerät anzeigt.
device-code-unknown = Dieser Code ist unbekannt oder abgelaufen. Prüfen Sie ihn, oder beginnen Sie auf dem Gerät von vorn.

request-yours = Haben Sie das selbst begonnen?
request-yours-text = Erlauben Sie es nur, wenn Sie gerade eben auf einem eigenen Gerät damit begonnen haben. Hat Ihnen jemand den Code oder einen Link geschickt, lehnen Sie ab.
request-code = Das Gerät sollte diesen Code anzeigen: <b>{ $code }</b>
request-when = Angefragt
request-address = Adresse
request-device = Gerät
request-seconds-ago =
    { $n ->
        [one] vor { $n } Sekunde
       *[other] vor { $n } Sekunden
    }
request-minutes-ago =
    { $n ->
        [one] vor { $n } Minute
       *[other] vor { $n } Minuten
    }
request-stays = Sie bleiben hier. Die App macht auf dem Gerät von selbst weiter.
request-not-me = Das bin ich nicht
request-allowed = Ihr Gerät ist verbunden
request-allowed-text = Gehen Sie dorthin zurück: Die App macht in ein paar Sekunden von selbst weiter.
request-refused = Nichts wurde erlaubt
request-refused-text = Die App auf dem Gerät bekommt keinen Zugriff auf Ihr Konto.
request-impossible = Das geht mit Ihrem Konto nicht
request-impossible-text = Ihr Konto darf { $app } nicht benutzen oder kann nicht nachweisen, was diese App verlangt. Die App auf dem Gerät bekommt keinen Zugriff.
