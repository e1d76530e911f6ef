device-heading = Connecter un appareil
device-lead = Saisissez le code affiché par votre téléviseur, votre console ou un autre appareil.
device-code = Code
device-code-hint = Huit lettres, par exemple WDJB-MJHT. Les majuscules, les espaces et le tiret sont sans importance.
device-continue = Continuer
device-not-found = Ce code ne peut pas être utilisé.
device-code-malformed = Un code compte huit lettres. Vérifiez ce qu’affiche l’appareil.
device-code-unknown = Ce code est inconnu ou a expiré. Vérifiez-le, ou recommencez sur l’appareil.

request-yours = Êtes-vous à l’origine de cette demande ?
request-yours-text = N’autorisez que si vous venez de commencer sur un appareil à vous. Si quelqu’un vous a envoyé le code ou un lien, refusez.
request-code = L’appareil doit afficher ce code : <b>{ $code }</b>
request-when = Demandé
request-address = Adresse
request-device = Appareil
request-seconds-ago =
    { $n ->
        [one] il y a { $n } seconde
       *[other] il y a { $n } secondes
    }
request-minutes-ago =
    { $n ->
        [one] il y a { $n } minute
       *[other] il y a { $n } minutes
    }
request-stays = Vous restez ici. L’application continue d’elle-même sur l’appareil.
request-not-me = Ce n’est pas moi
request-allowed = Votre appareil est connecté
request-allowed-text = Retournez-y : l’application continue d’elle-même dans quelques secondes.
request-refused = Rien n’a été autorisé
request-refused-text = L’application sur cet appareil n’obtient aucun accès à votre compte.
request-impossible = Impossible avec votre compte
request-impossible-text = Votre compte ne peut pas utiliser { $app }, ou ne peut pas prouver ce que cette application exige. L’application sur l’appareil n’obtient aucun accès.
