# Signing in and out, and what leads there.

login-heading = Connexion
login-confirm-heading = Confirmez votre identité
login-confirm-lead = Saisissez à nouveau votre mot de passe pour continuer.
login-lead = à votre compte { $brand }
login-notice = { "" }
login-signed-in-as = Compte utilisé
login-username = Nom d’utilisateur ou e-mail
login-password = Mot de passe
login-remember-me = Garder ma session ouverte sur cet appareil
login-submit = Se connecter
login-confirm = Confirmer
login-cancel = Annuler
login-passkey = Utiliser une clé d’accès
login-passkey-failed = Aucune clé d’accès n’a été utilisée. Réessayez ou utilisez votre mot de passe.
login-forgot = Mot de passe oublié ?

login-mismatch = Ce nom d’utilisateur et ce mot de passe ne correspondent pas. Vérifiez le <a href="#username">nom d’utilisateur</a> et le <a href="#password">mot de passe</a>, puis réessayez.
login-wrong-password = Ce mot de passe est incorrect. Vérifiez le <a href="#password">mot de passe</a>, puis réessayez.
login-no-username = Saisissez votre <a href="#username">nom d’utilisateur ou votre e-mail</a>.
login-no-password = Saisissez votre <a href="#password">mot de passe</a>.
login-nothing-entered = Saisissez votre <a href="#username">nom d’utilisateur ou votre e-mail</a> et votre <a href="#password">mot de passe</a>.
login-passkey-refused = Cette clé d’accès n’a pas été acceptée. Réessayez ou connectez-vous avec votre mot de passe.
login-outdated = Cette page était ouverte depuis un moment. Veuillez réessayer.
login-not-ours = { $lack } Veuillez vous reconnecter.
login-too-many-tries = Trop de tentatives.
login-throttled =
    { $minutes ->
        [one] Trop de tentatives. Vous pourrez réessayer dans { $minutes } minute.
       *[other] Trop de tentatives. Vous pourrez réessayer dans { $minutes } minutes.
    }
login-check-username = Vérifiez le nom d’utilisateur.
login-check-password = Vérifiez le mot de passe.
login-enter-username = Saisissez votre nom d’utilisateur ou votre e-mail.
login-enter-password = Saisissez votre mot de passe.

lack-another-site = Ce formulaire a été envoyé par un autre site web : rien n’a été fait.
lack-cookie = Votre navigateur n’a pas envoyé le cookie de ce site : rien n’a été fait. Les cookies doivent être autorisés pour ce site.
lack-outdated = Cette page était ouverte depuis un moment : rien n’a été fait.
lack-token = Ce formulaire ne venait pas d’une page ouverte de ce site : rien n’a été fait.

new-password-too-short = Choisissez un mot de passe d’au moins { $length } caractères. Quelques mots à la suite conviennent bien.
new-password-too-long = Ce mot de passe dépasse { $bytes } octets. Choisissez-en un plus court.
new-password-pattern = Ce mot de passe est trop facile à deviner : il ne fait que répéter quelques caractères ou en suivre l’ordre. Choisissez quelques mots sans rapport entre eux.
new-password-personal = Ce mot de passe est trop facile à deviner. Choisissez-en un sans rapport avec votre nom, votre adresse e-mail ou ce site.
new-password-blocked = Ce mot de passe est trop facile à deviner : il se compose de mots interdits ici dans les mots de passe. Choisissez d’autres mots.
new-password-breached = Ce mot de passe figure sur des listes de mots de passe volés, que les pirates essaient en premier. Choisissez-en un autre, par exemple quelques mots sans rapport entre eux.
strength-label = Robustesse du mot de passe
strength-weak = Robustesse : faible.
strength-fair = Robustesse : moyenne.
strength-good = Robustesse : bonne.
strength-strong = Robustesse : très bonne.
strength-short = Il faut au moins { $length } caractères.
strength-personal = Il ressemble à votre nom, à votre adresse e-mail ou au nom de ce site.
strength-common = Il ressemble à des mots de passe très répandus.
strength-pattern = Les répétitions et les suites de touches sont faciles à deviner.
strength-longer = Un mot de plus le rend bien plus robuste.

consent-title = Autoriser { $app_html }
consent-wants-identity = { $app_html } souhaite savoir qui vous êtes
consent-wants-access = { $app_html } souhaite un accès en votre nom
consent-first-party = Cette application est gérée par { $brand }.
consent-introduced = Cette application s’est présentée elle-même depuis <b><bdi>{ $host }</bdi></b>, et personne ici ne l’a vérifiée. Continuez seulement si vous connaissez cette adresse.
consent-signed-in-as = Compte utilisé
consent-switch = Utiliser un autre compte
consent-approves = Il vous est demandé d’approuver
consent-receives = L’application recevra
consent-new = nouveau
consent-value = { $label } : <bdi>{ $value }</bdi>
consent-destination = Vous continuerez vers <b>{ $destination }</b>
consent-ask-each-time = Me demander à chaque fois
consent-ask-each-time-hint = Sinon, votre accord n’est redemandé que si l’application veut quelque chose de nouveau.
consent-allow = Autoriser
consent-cancel = Annuler

shared-openid = La confirmation de votre identité
shared-profile = Votre nom et votre profil
shared-name = Votre nom et votre nom d’utilisateur
shared-email = Votre adresse e-mail
shared-address = Votre adresse postale
shared-phone = Votre numéro de téléphone
shared-groups = Les groupes dont vous faites partie
shared-until-sign-out = Un accès jusqu’à votre déconnexion
shared-while-away = Un accès en votre absence, jusqu’à ce que vous le retiriez
shared-access-to = Un accès à { $resource } en votre nom
shared-access = Un accès en votre nom, sans aucune de vos informations
shared-more = D’autres informations sur vous
shared-none-yet = rien dans votre compte pour le moment
shared-as-above = comme ci-dessus
shared-as-recorded = selon les données enregistrées à la connexion
shared-yes = oui
shared-no = non

claim-name = Nom
claim-given-name = Prénom
claim-middle-name = Deuxième prénom
claim-family-name = Nom de famille
claim-nickname = Surnom
claim-preferred-username = Nom d’utilisateur
claim-profile = Page de profil
claim-picture = Photo
claim-website = Site web
claim-gender = Genre
claim-birthdate = Date de naissance
claim-zoneinfo = Fuseau horaire
claim-locale = Langue
claim-updated-at = Dernière modification de votre profil
claim-email = Adresse e-mail
claim-email-verified = Adresse e-mail confirmée
claim-phone-number = Numéro de téléphone
claim-phone-number-verified = Numéro de téléphone confirmé
claim-address = Adresse postale
claim-groups = Groupes
claim-auth-time = Moment de votre connexion
claim-method = Méthode de connexion

select-account-heading = Choisissez un compte
select-account-active = actif actuellement
select-account-other = Utiliser un autre compte
select-account-remove = Retirer<span class="vh"> { $name }</span>
select-account-remove-hint = Retirer un compte le déconnecte dans ce navigateur. Le compte lui-même est conservé.

forgot-heading = Mot de passe oublié ?
forgot-lead = Nous envoyons un lien à l’adresse e-mail de votre compte. Il vous permet de choisir un nouveau mot de passe.
forgot-not-sent = Aucun lien n’a été envoyé.
forgot-username = Nom d’utilisateur ou e-mail
forgot-username-wrong = Saisissez votre nom d’utilisateur ou votre adresse e-mail.
forgot-send = Envoyer le lien
forgot-help = Obtenir de l’aide
forgot-back = Retour à la connexion
forgot-sent-heading = Consultez votre messagerie
forgot-sent = S’il existe un compte à ce nom avec une adresse e-mail, un lien vient d’y être envoyé. Il fonctionne une seule fois, pendant une heure.
forgot-sent-next = Rien reçu ? Regardez dans le dossier des courriers indésirables ou adressez-vous à la personne qui gère ce site.
too-often-heading = Trop de tentatives
too-often =
    { $minutes ->
        [one] Vous pourrez réessayer dans { $minutes } minute.
       *[other] Vous pourrez réessayer dans { $minutes } minutes.
    }

invite-choose = Choisissez un mot de passe
invite-choose-new = Choisissez un nouveau mot de passe
invite-hello = Bonjour <bdi>{ $name }</bdi>
invite-lead = Vous avez un compte sur { $brand }. Choisissez un mot de passe pour terminer.
invite-reset-lead = Votre ancien mot de passe cessera de fonctionner dès que vous enregistrerez le nouveau.
invite-regain-done = Vos sessions sont fermées partout et votre ancien mot de passe ne donne plus accès à rien.
invite-regain-lead = Choisissez-en un que vous n’utilisez nulle part ailleurs. Vérifiez ensuite vos clés d’accès et votre application d’authentification, puis créez de nouveaux codes de récupération : les anciens ne fonctionnent plus.
invite-not-saved = Le mot de passe n’a pas été enregistré.
invite-username = Votre nom d’utilisateur
invite-password = Nouveau mot de passe
invite-save = Enregistrer le mot de passe
passkey-instead = Créer plutôt une clé d’accès
passkey-instead-failed = Aucune clé d’accès n’a été créée. Réessayez ou choisissez un mot de passe.

setup-heading = Créez le premier compte
setup-lead = Il devient le compte administrateur de { $brand }. Ce lien fonctionne une seule fois.
setup-not-created = Le compte n’a pas été créé.
setup-name = Votre nom
setup-username = Nom d’utilisateur
setup-username-hint = Il sert à vous connecter.
setup-email = Adresse e-mail
setup-password = Mot de passe
setup-create = Créer le compte
setup-issuer = L’adresse de ce serveur, telle que les applications la connaissent (issuer) : <code>{ $issuer }</code>
setup-taken = Ce nom d’utilisateur ou cette adresse e-mail sont déjà pris. Choisissez-en d’autres.
setup-email-wrong = Saisissez une adresse e-mail, par exemple ada@example.com.
setup-name-invisible = Ce nom ne peut pas être utilisé, car il contient le caractère invisible { $character } : supprimez-le.
setup-name-scripts = Ce nom ne peut pas être utilisé : `{ $word }` mélange des lettres de plusieurs écritures, qui peuvent se ressembler. Écrivez chaque mot dans une seule écriture.
setup-username-length = Choisissez un autre nom d’utilisateur : il doit compter de 1 à 255 octets.
setup-username-character = Choisissez un autre nom d’utilisateur : il ne doit contenir ni espaces, ni caractères de contrôle, ni caractères invisibles.
setup-username-scripts = Choisissez un autre nom d’utilisateur : il ne doit pas mélanger des lettres de plusieurs écritures, comme des lettres latines et cyrilliques qui se ressemblent.

logout-heading = Se déconnecter ?
logout-asked = <b>{ $app_html }</b> a demandé votre déconnexion.
logout-here = Le compte <b>{ $user }</b> sera déconnecté ici.
logout-here-and-apps =
    { $apps ->
        [one] Le compte <b>{ $user }</b> sera déconnecté ici et dans { $apps } application :
       *[other] Le compte <b>{ $user }</b> sera déconnecté ici et dans { $apps } applications :
    }
logout-elsewhere = Cette session se trouve dans un autre navigateur, ou son cookie n’est plus dans celui-ci. Elle prend fin là-bas et dans toutes les applications.
logout-not-ours = { $lack } Veuillez répondre à nouveau.
logout-yes = Se déconnecter
logout-no = Garder la session ouverte

no-way-back-unreadable = sa demande est illisible
no-way-back-hint = sa demande ne prouve pas quelle session est visée
no-way-back-two-apps = sa demande désigne deux applications différentes
no-way-back-unknown-app = elle n’est pas connue ici
no-way-back-no-app = sa demande n’indique pas de quelle application il s’agit
no-way-back-address = l’adresse donnée n’est pas enregistrée ici
no-way-back-not-approved = personne ne l’a encore approuvée

signed-out-title = Déconnexion
signed-out-heading = La déconnexion est effectuée.
signed-out-nobody = Aucune session ouverte
signed-out-nothing = Il n’y avait aucune session à fermer dans ce navigateur.
signed-out-elsewhere = La session dans l’autre navigateur a pris fin.
signed-out-here = Votre session dans ce navigateur est fermée.
signed-out-here-apps = Votre session dans ce navigateur est fermée. Vos applications :
signed-out-back = Retour à { $app_html }
signed-out-again = Se reconnecter
signed-out-sign-in = Se connecter
signed-out-frame = Déconnexion de { $app }

app-signed-out = Déconnexion effectuée.
app-being-signed-out = Déconnexion en cours…
app-still-trying = Pas de réponse, nouvelles tentatives en cours.
app-unreachable = Injoignable. Fermez ses fenêtres par sécurité.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Déconnexion demandée.
app-asked-across-sites = Déconnexion demandée. Votre navigateur l’a peut-être empêchée : fermez les fenêtres de l’application pour plus de sûreté.
app-watching = S’en apercevra en quelques secondes là où elle est ouverte.
app-untold = Reste connectée jusqu’à la fin de sa propre session.

form-post-heading = Un instant
form-post-lead = Retour à l’application en cours. S’il ne se passe rien, appuyez sur « Continuer ».
form-post-continue = Continuer

welcome-title = Bienvenue
welcome-heading = Une seule connexion pour toutes vos applications
welcome-lead = { $brand } vous connecte aux applications que vous utilisez ici.
welcome-no-administrator = <b>Ce serveur n’a pas encore de compte administrateur.</b> Ouvrez le lien de configuration que le serveur a affiché à son démarrage pour créer le premier compte.
welcome-sign-in = Se connecter
welcome-demo = Ouvrir l’application de démonstration
welcome-connect = Connecter une application
welcome-issuer = Émetteur (Issuer)
welcome-discovery = Découverte (Discovery)
welcome-development = <b>Mode développement.</b> Ce serveur n’est accessible que depuis cet ordinateur. Écrivez un fichier de configuration avant que d’autres personnes l’utilisent.

not-me-heading = Ce n’était pas vous ?
not-me-lead = Quelqu’un s’est connecté en tant que { $person_html }.
not-me-when = { $time_html } · adresse réseau { $ip }
not-me-then = Si ce n’était pas vous, appuyez sur le bouton. Ensuite :
not-me-signed-out = Vos sessions sont fermées partout et les applications perdent leur accès.
not-me-password-stays = Votre mot de passe est défini dans le fichier de configuration de ce serveur et <b>reste inchangé</b>. Demandez à la personne qui gère ce site de le changer.
not-me-password-stops = Votre mot de passe cesse de fonctionner et vous en choisissez un nouveau.
not-me-factors = Les clés d’accès et l’application d’authentification ajoutées dans ce navigateur sont supprimées, ainsi que tous les codes de récupération.
not-me-submit = Ce n’était pas moi
not-me-otherwise = Si c’était vous, fermez cette page : il ne s’est rien passé.
not-me-done-heading = Vos sessions sont fermées partout
not-me-done = Plus personne n’est connecté à votre compte. Votre mot de passe est défini dans le fichier de configuration de ce serveur : il fonctionne donc toujours.
not-me-done-next = Demandez dès maintenant à la personne qui gère ce site de le changer. Connectez-vous ensuite, puis vérifiez vos clés d’accès et votre application d’authentification.
not-me-sign-in = Se connecter

confirm-email-heading = Confirmez votre adresse e-mail
confirm-email-lead = Désormais, <b><bdi>{ $email }</bdi></b> est l’adresse e-mail du compte { $person_html }.
confirm-email-submit = Confirmer l’adresse
confirm-email-later = Pas maintenant

session-check-heading = La surveillance de session fonctionne-t-elle dans ce navigateur ?
session-check-lead = La page d’une application remarque une déconnexion grâce à un cadre masqué de ce site. Cette page teste si ce cadre fonctionne dans votre navigateur.
session-check-not-checked = Cette adresse n’a pas été vérifiée.
session-check-origin = Adresse de l’application
session-check-origin-wrong = Saisissez une adresse web complète, par exemple https://wiki.example.com.
session-check-check = Vérifier
session-check-no-script = Ce test nécessite JavaScript. La surveillance de session aussi.
session-check-asks = Demande de l’état de la session
session-check-answered = Réponse en { $ms } ms. Cela fonctionne aussi lorsque les cookies sont bloqués.
session-check-answered-status = Réponse : { $status }.
session-check-no-answer = Pas de réponse.
session-check-told = Flux d’événements
session-check-stream = Le flux d’événements est ouvert.
session-check-stream-shared = Le flux d’événements est ouvert. Tous les onglets d’une application en partagent un seul.
session-check-stream-failed = Le flux d’événements n’a pas pu être ouvert. Les applications envoient à la place une requête toutes les 20 secondes.
session-check-stream-unknown = Ce navigateur ne prend pas en charge les flux d’événements. Les applications envoient à la place une requête toutes les 20 secondes.
session-check-app-at-once = { $app } peut surveiller la session dans ce navigateur, que les cookies tiers soient bloqués ou non. Une déconnexion y est remarquée en moins d’une seconde.
session-check-app-soon = { $app } peut surveiller la session dans ce navigateur, que les cookies tiers soient bloqués ou non. Une déconnexion y est remarquée en moins d’une demi-minute.
session-check-apps-at-once = Les applications peuvent surveiller la session dans ce navigateur, que les cookies tiers soient bloqués ou non. Elles remarquent une déconnexion en moins d’une seconde.
session-check-apps-soon = Les applications peuvent surveiller la session dans ce navigateur, que les cookies tiers soient bloqués ou non. Elles remarquent une déconnexion en moins d’une demi-minute.
session-check-unreachable = Les cadres de ce navigateur ne peuvent pas joindre le serveur : une extension ou un proxy les bloque. Les applications remarquent tout de même une déconnexion dans ce navigateur là où le cadre peut lire son cookie.
session-check-silent-works = L’application est sur le même site que ce serveur, ses cookies ne sont donc pas des cookies tiers : la connexion silencieuse dans un cadre (prompt=none) fonctionne aussi.
session-check-app-not-silent = L’application est sur un autre site que ce serveur : la connexion silencieuse dans un cadre (prompt=none) renvoie toujours login_required. Une application qui la tente à chaque changement de session déconnecte la personne. Une redirection de la page entière avec prompt=none fonctionne, tout comme les jetons d’actualisation (refresh tokens).
session-check-apps-not-silent = Pour une application sur un autre site : la connexion silencieuse dans un cadre (prompt=none) renvoie toujours login_required. Une application qui la tente à chaque changement de session déconnecte la personne. Une redirection de la page entière avec prompt=none fonctionne, tout comme les jetons d’actualisation (refresh tokens).

## Without passwords

login-no-passwords-heading = Aucun mot de passe ici
login-no-passwords = Ici, personne ne se connecte avec un mot de passe : utilisez une clé d’accès.
login-passkey-again = Cette clé d’accès n’a pas été acceptée. Réessayez ou utilisez-en une autre.
login-passkey-none = Aucune clé d’accès n’a été utilisée. Réessayez.
login-confirm-passkey-lead = Utilisez à nouveau votre clé d’accès pour continuer.
login-forgot-passkey = Pas encore de clé d’accès ?
forgot-passkey-lead = Nous envoyons un lien à l’adresse e-mail de votre compte. Il vous permet de créer votre première clé d’accès. Si vous en aviez une et l’avez perdue, adressez-vous à la personne qui gère ce site.
# Heading, and button.
invite-passkey = Créer une clé d’accès
# $brand: the name of this site.
invite-passkey-lead = Vous avez un compte sur { $brand }. Créez une clé d’accès : elle vous servira ensuite à vous connecter.
invite-has-factor-heading = Ce lien ne change rien
invite-has-factor = Votre compte a une clé d’accès ou une application d’authentification, et aucun lien ne les remplace.
invite-has-factor-next = Connectez-vous avec votre clé d’accès. Si vous l’avez perdue, demandez à la personne qui gère ce site de la supprimer, puis de vous donner un nouveau lien.
# A form was sent without a passkey.
passkey-needed = Créez une clé d’accès : ici, personne n’a de mot de passe.
not-me-done-passkey = Plus personne n’est connecté à votre compte.
