device-heading = Apparaat verbinden
device-lead = Voer de code in die je tv, console of andere apparaat toont.
device-code = Code
device-code-hint = Acht letters, zoals WDJB-MJHT. Hoofdletters, spaties en het streepje maken niet uit.
device-continue = Doorgaan
device-not-found = Deze code kan niet worden gebruikt.
device-code-malformed = Een code heeft acht letters. Controleer wat het apparaat toont.
device-code-unknown = Deze code bestaat niet of is verlopen. Controleer de code, of begin opnieuw op het apparaat.

request-yours = Ben je dit zelf begonnen?
request-yours-text = Sta het alleen toe als je hier zojuist op een eigen apparaat mee bent begonnen. Heeft iemand je de code of een link gestuurd, weiger dan.
request-code = Het apparaat hoort deze code te tonen: <b>{ $code }</b>
request-when = Gevraagd
request-address = Adres
request-device = Apparaat
request-seconds-ago =
    { $n ->
        [one] { $n } seconde geleden
       *[other] { $n } seconden geleden
    }
request-minutes-ago =
    { $n ->
        [one] { $n } minuut geleden
       *[other] { $n } minuten geleden
    }
request-stays = Je blijft hier. De app gaat vanzelf verder op het apparaat.
request-not-me = Dat ben ik niet
request-allowed = Je apparaat is verbonden
request-allowed-text = Ga ernaar terug: de app gaat over een paar seconden vanzelf verder.
request-refused = Er is niets toegestaan
request-refused-text = De app op dat apparaat krijgt geen toegang tot je account.
request-impossible = Dit gaat niet met je account
request-impossible-text = Je account mag { $app } niet gebruiken, of kan niet aantonen wat deze app vraagt. De app op het apparaat krijgt geen toegang.
