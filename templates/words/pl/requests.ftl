device-heading = Połącz urządzenie
device-lead = Wpisz kod, który pokazuje telewizor, konsola lub inne urządzenie.
device-code = Kod
device-code-hint = Osiem liter, na przykład WDJB-MJHT. Wielkość liter, odstępy i kreska nie mają znaczenia.
device-continue = Dalej
device-not-found = Tego kodu nie można użyć.
device-code-malformed = Kod ma osiem liter. Sprawdź, co pokazuje urządzenie.
device-code-unknown = Tego kodu nie znamy albo wygasł. Sprawdź go lub zacznij od nowa na urządzeniu.

request-yours = Czy to twoja prośba?
request-yours-text = Zezwól tylko wtedy, gdy chodzi o twoje własne urządzenie i o to, co właśnie na nim robisz. Jeśli ktoś przysłał ci kod lub link, odmów.
request-code = Urządzenie powinno pokazywać ten kod: <b>{ $code }</b>
request-when = Poproszono
request-address = Adres
request-device = Urządzenie
request-seconds-ago =
    { $n ->
        [one] { $n } sekundę temu
        [few] { $n } sekundy temu
        [many] { $n } sekund temu
       *[other] { $n } sekundy temu
    }
request-minutes-ago =
    { $n ->
        [one] { $n } minutę temu
        [few] { $n } minuty temu
        [many] { $n } minut temu
       *[other] { $n } minuty temu
    }
request-stays = Zostajesz tutaj. Aplikacja sama przejdzie dalej na urządzeniu.
request-not-me = To nie ja
request-allowed = Urządzenie jest połączone
request-allowed-text = Wróć do niego: aplikacja za kilka sekund sama przejdzie dalej.
request-refused = Nie zezwolono na nic
request-refused-text = Aplikacja na tym urządzeniu nie dostanie dostępu do twojego konta.
request-impossible = Z twoim kontem to niemożliwe
request-impossible-text = Twoje konto nie może korzystać z aplikacji { $app } albo nie może potwierdzić tego, czego ona wymaga. Aplikacja na urządzeniu nie dostanie dostępu.
