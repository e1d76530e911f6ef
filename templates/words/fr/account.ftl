# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = Se déconnecter
account-ask = Adressez-vous à la personne qui gère ce site.
account-ask-link = <a href="{ $href }">Adressez-vous à la personne qui gère ce site</a>.
account-number = Votre numéro de compte est <code>{ $sub }</code>
device-on = { $browser } sur { $system }
device-unknown = Appareil inconnu

account-title = Votre compte
account-device-ended = Cet appareil est déconnecté.
account-sign-in-ended = Cette session a pris fin.
account-others-ended = Vos sessions sont fermées partout ailleurs.
account-app-ended = La session dans cette application a pris fin.
account-app-removed = L’accès de l’application est supprimé.
account-app-remembered = L’application ne vous demandera votre accord que si elle veut quelque chose de nouveau.
account-password-saved = Votre mot de passe est enregistré. Vos sessions sont fermées partout ailleurs.
account-left = Ce compte ne figure plus dans { $file }, le fichier de configuration de ce serveur.
account-left-refused = Vous ne pouvez pas vous connecter et les applications refusent ce compte.
account-left-until = Votre session reste ouverte sur cette page jusqu’à l’échéance suivante : { $time_html }.
account-left-mistake = S’il s’agit d’une erreur, demandez à la personne qui gère ce site de remettre le compte dans le fichier ou de le conserver avec <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = non confirmée
account-email-confirmed = confirmée
account-administrator = admin
account-pinned = Le nom, l’adresse e-mail et les groupes de ce compte sont définis dans le fichier de configuration de ce serveur.
account-pinned-password = Le nom, l’adresse e-mail, les groupes et le mot de passe de ce compte sont définis dans le fichier de configuration de ce serveur.
account-pinned-edit = Pour les changer, modifiez son bloc <code>[[users]]</code> (<code>{ $place }</code>).
account-pinned-ask = Pour les changer, adressez-vous à la personne qui gère ce site.
account-to-admin = Administration

account-first-app = Étape suivante : votre première application
account-first-app-what = Une application a besoin d’un client sur ce serveur. Il y a deux façons d’en ajouter un.
account-first-app-command = Avec une commande
account-first-app-list = <code>latchkey client add --app list</code> affiche les applications préconfigurées. Pour toute autre application :
account-first-app-file = Avec des lignes dans le fichier de configuration
account-first-app-issuer = Saisissez ensuite l’émetteur (issuer) dans l’application : <code>{ $issuer }</code>

account-apps = Applications
account-app-open = Ouvrir<span class="vh"> { $app_html }</span>
account-app-sees = Ce qu’elle peut voir<span class="vh"> de vous</span>
account-app-remove = Supprimer l’accès<span class="vh"> de { $app_html }</span>
account-app-remember = Mémoriser ce que j’autorise<span class="vh"> pour { $app_html }</span>
account-no-apps = Aucune application pour le moment.

account-devices = Appareils
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } session
       *[other] <b>{ $device }</b>, { NUMBER($count) } sessions
    }
account-this-device = cet appareil
account-this-sign-in = celle-ci
account-active-now = Actif actuellement
account-seen = Dernière activité { $time_html }
account-seen-inline = dernière activité { $time_html }
account-each-sign-in = Chaque session<span class="vh"> de { $device }</span>
account-end-sign-in = Fermer cette session
account-older-sign-ins =
    { $count ->
        [one] et { NUMBER($count) } plus ancienne
       *[other] et { NUMBER($count) } plus anciennes
    }
account-sign-out-device = Déconnecter<span class="vh"> { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Fermer l’autre session<span class="vh"> de { $device }</span>
       *[other] Fermer les { NUMBER($count) } autres sessions<span class="vh"> de { $device }</span>
    }
account-sign-out-everywhere = Se déconnecter partout ailleurs
account-only-here = Votre seule session ouverte est celle-ci.

account-spokes = Sessions ouvertes depuis ce navigateur
account-spokes-what = Les applications dans lesquelles vous avez ouvert une session d’ici. Si vous vous déconnectez de l’une d’elles, les autres sessions restent ouvertes. L’application peut rouvrir la sienne sans rien demander tant que votre session est ouverte ici.
account-spokes-picture = Ce navigateur, avec une ligne vers chaque application
account-spokes-none = Vous n’avez encore ouvert de session dans aucune application d’ici.
account-spokes-to-apps = Voir vos applications
account-spoke-signed-in = Session ouverte
account-spoke-is = { $app } : { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Dernière utilisation { $time_html }
account-spoke-end = Se déconnecter<span class="vh"> de { $app_html }</span>

account-factors = Clés d’accès et deuxième étape
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } clé d’accès
       *[other] { NUMBER($count) } clés d’accès
    }
account-no-passkey = Aucune clé d’accès
account-totp = application d’authentification activée
account-no-totp = aucune application d’authentification
account-codes =
    { $count ->
        [one] { NUMBER($count) } code de récupération restant
       *[other] { NUMBER($count) } codes de récupération restants
    }
account-no-codes = plus aucun code de récupération
account-factors-manage = Gérer
account-factors-set-up = Configurer

account-password = Mot de passe
account-password-change = Changer votre mot de passe
account-password-choose = Choisir un mot de passe
account-password-refused = Le mot de passe n’a pas été enregistré.
account-password-current = Mot de passe actuel
account-password-new = Nouveau mot de passe
account-password-hint = Son enregistrement ferme vos sessions partout ailleurs.
account-password-save = Enregistrer le mot de passe
account-password-pinned = Le mot de passe de ce compte est défini dans le fichier de configuration de ce serveur. Changez-le à cet endroit.
account-password-left = Ce compte a été retiré du fichier de configuration de ce serveur. Vous ne pouvez pas changer son mot de passe.
account-password-many = Trop de tentatives. Patientez quelques minutes, puis réessayez.
account-password-wrong = Ce n’est pas votre mot de passe actuel. Vérifiez-le et réessayez.
account-password-meanwhile = Entre-temps, le mot de passe a été changé ailleurs ou votre session ici a été fermée.

profile-title = Votre profil
profile-saved = Votre profil est enregistré.
profile-email-asked = Un e-mail vient d’être envoyé à cette adresse. Ouvrez le lien qu’il contient dans l’heure ; d’ici là, rien ne change.
profile-email-confirmed = Votre adresse e-mail est confirmée.
profile-refused = Rien n’a été modifié.
profile-username-fixed = Vous vous connectez en tant que <b><bdi>{ $username }</bdi></b>. Ce nom ne peut pas être changé ici.
profile-pinned = Votre profil est défini dans le fichier de configuration de ce serveur.
profile-pinned-edit = Pour le changer, modifiez son bloc <code>[[users]]</code> (<code>{ $place }</code>).
profile-pinned-ask = Pour le changer, adressez-vous à la personne qui gère ce site.
profile-left = Ce compte ne figure plus dans le fichier de configuration de ce serveur : il ne peut donc pas être modifié.
profile-meanwhile = Entre-temps, votre compte a été modifié ailleurs ou votre session ici a été fermée. Rien n’a été modifié.
profile-pinned-refused = Ce compte est défini dans le fichier de configuration de ce serveur. Rien n’a été modifié.

profile-about = À propos de vous
profile-field = Profil
profile-name = Nom
profile-name-hint = Tel que les autres le voient.
profile-given-name = Prénom
profile-family-name = Nom de famille
profile-nickname = Surnom
profile-website = Site web
profile-website-hint = Par exemple https://example.com
profile-zoneinfo = Fuseau horaire
profile-zoneinfo-hint = Par exemple Europe/Paris
profile-locale = Langue
profile-locale-hint = Par exemple en-GB
profile-username = Nom d’utilisateur
profile-who-sees = Ces informations sont communiquées aux applications que vous autorisez à voir votre profil. Tous les champs peuvent rester vides.
profile-save = Enregistrer le profil
profile-website-wrong = Saisissez une adresse complète, par exemple https://example.com.
profile-zoneinfo-wrong = Saisissez le nom d’un fuseau horaire, par exemple Europe/Paris.
profile-locale-wrong = Saisissez le code d’une langue, par exemple en-GB.
profile-long = Saisissez au maximum { $count } caractères.
profile-invisible = Ce texte ne peut pas être utilisé, car il contient le caractère invisible { $code } : supprimez-le.
profile-mixed = Ce texte ne peut pas être utilisé : `{ $word }` mélange des lettres de plusieurs écritures, qui peuvent se ressembler. Écrivez chaque mot dans une seule écriture.

profile-email = Adresse e-mail
profile-no-email = Aucune.
profile-email-waiting = Un lien pour confirmer <b><bdi>{ $email }</bdi></b> a été demandé. Fin de validité : { $time_html }.
profile-confirm-again = Envoyer un lien de confirmation
profile-new-email = Nouvelle adresse e-mail
profile-new-email-hint = Nous y envoyons un lien. L’adresse change lorsque vous l’ouvrez.
profile-email-send = Envoyer le lien
profile-no-mail = Ce serveur n’envoie pas d’e-mails : l’adresse ne peut donc pas être changée ici.
profile-no-mail-refused = Ce serveur n’envoie pas d’e-mails. Demandez à la personne qui gère ce site de changer votre adresse.
profile-email-wrong = Saisissez une adresse e-mail, par exemple ada@example.com.
profile-email-same = C’est déjà votre adresse, et elle est confirmée.
profile-email-many =
    { $minutes ->
        [one] Trop d’e-mails ont été demandés. Vous pourrez réessayer dans { $minutes } minute.
       *[other] Trop d’e-mails ont été demandés. Vous pourrez réessayer dans { $minutes } minutes.
    }
profile-email-sign-in = Connectez-vous pour confirmer votre adresse
profile-email-sign-in-why = Le lien fonctionne pour le compte qui l’a demandé. Connectez-vous à ce compte, et vous pourrez ensuite confirmer l’adresse.
profile-email-sign-in-button = Se connecter
profile-email-in-use = Cette adresse est déjà utilisée
profile-email-in-use-what = Elle appartient désormais à un autre compte. Votre compte garde son adresse actuelle.
profile-back = Retour à votre profil

profile-data = Vos données
profile-data-hint = Un fichier avec tout ce qui est enregistré ici à votre sujet : profil, groupes, connexions, applications, clés d’accès. Gardez-le pour vous.
profile-data-download = Télécharger vos données

profile-delete = Supprimer votre compte
profile-delete-open = Supprimer ce compte définitivement
profile-delete-what = Vos sessions sont fermées partout, les applications perdent leur accès et personne ne peut rétablir le compte.
profile-delete-username = Votre nom d’utilisateur
profile-delete-username-hint = Saisissez <b><bdi>{ $username }</bdi></b> pour continuer.
profile-delete-button = Supprimer mon compte
profile-delete-wrong = Ce n’est pas votre nom d’utilisateur. Rien n’a été supprimé.
profile-delete-last-administrator = Personne d’autre n’administre ce serveur. Donnez d’abord les droits d’administration à quelqu’un.
profile-deleted = Votre compte est supprimé
profile-deleted-what = Vos sessions sont fermées partout et votre compte a disparu avec tout son contenu. Le journal de ce qui s’y est passé est conservé jusqu’à son échéance.
profile-deleted-apps = Les applications peuvent garder ce qu’elles savent de vous : adressez-vous à ceux qui les gèrent.
profile-deleted-done = Terminé

security-title = Clés d’accès et deuxième étape
security-totp-removed = L’application d’authentification est supprimée. Aucun code ne sera plus demandé.
security-passkey-added = La clé d’accès est ajoutée. Vous pouvez désormais vous connecter avec elle.
security-key-added = La clé de sécurité est ajoutée. Elle s’utilise après votre mot de passe, pas à sa place.
security-passkey-named = Le nouveau nom est enregistré.
security-passkey-removed = La clé d’accès est supprimée de ce compte. Supprimez-la aussi sur votre appareil.
security-password-removed = Votre mot de passe est supprimé. Vous vous connectez avec votre clé d’accès, et vos sessions sont fermées partout ailleurs.
security-password-remove = Se connecter sans mot de passe
security-password-remove-hint = Votre mot de passe ne fonctionnera plus : vous vous connecterez uniquement avec votre clé d’accès. Vos sessions seront fermées partout ailleurs.
security-password-remove-mail = Si vous perdez toutes vos clés d’accès, la page de connexion peut vous envoyer un lien pour choisir un nouveau mot de passe.
security-password-remove-link = Si vous perdez toutes vos clés d’accès, un administrateur peut vous donner un lien pour choisir un nouveau mot de passe.
security-password-remove-now = Supprimer le mot de passe
security-password-no-passkey = Connectez-vous une fois avec une clé d’accès seule. Vous pourrez ensuite supprimer votre mot de passe ici.
security-device-forgotten = Votre deuxième étape sera à nouveau demandée sur cet appareil à la prochaine connexion.
security-devices-forgotten = Votre deuxième étape sera à nouveau demandée sur tous les appareils à la prochaine connexion.
security-required = Ce site exige plus qu’un mot de passe : ajoutez une clé d’accès ou une application d’authentification.

security-passkeys = Clés d’accès
security-passkeys-hint = Une clé d’accès vous connecte avec votre empreinte digitale, votre visage ou un code PIN, sans mot de passe. Elle ne fonctionne que sur ce site : aucun faux site ne peut donc la demander.
security-passkey-synced = synchronisée
security-passkey-one-device = sur un seul appareil
security-added = ajout { $time_html }
security-used = dernière utilisation { $time_html }
security-not-used = pas encore utilisée
security-since = mémorisation { $time_html }
security-passkey-change = Modifier<span class="vh"> { $name }</span>
security-passkey-name = Nom
security-passkey-save = Enregistrer le nom
security-passkey-remove = Supprimer<span class="vh"> { $name }</span>
security-no-passkeys = Aucune clé d’accès pour le moment.
security-passkey-add = Ajouter une clé d’accès
security-passkey-failed = Aucune clé d’accès n’a été créée. Réessayez.
security-passkey-known-device = Cet appareil a déjà une clé d’accès pour ce compte.
security-passkey-script = L’ajout d’une clé d’accès nécessite JavaScript, qui est désactivé dans ce navigateur.
security-passkey-unnamed = Clé d’accès
security-passkey-field = Clé d’accès
security-passkey-only-way-in = Il n’y a pas de mot de passe, et aucune autre clé d’accès ne suffit à elle seule : sans celle-ci, vous ne pourriez plus vous connecter. Ajoutez d’abord une autre clé d’accès.
security-name-long = Saisissez un nom de { $count } caractères au maximum.
security-name-invisible = Ce nom ne peut pas être utilisé, car il contient le caractère invisible { $code } : supprimez-le.
security-name-mixed = Ce nom ne peut pas être utilisé : `{ $word }` mélange des lettres de plusieurs écritures, qui peuvent se ressembler. Écrivez chaque mot dans une seule écriture.
security-register-added = La clé d’accès est ajoutée.
security-register-refused = La clé d’accès n’a pas pu être ajoutée : ce serveur ne peut pas lire ce que le navigateur a envoyé. Essayez avec un autre appareil.
security-register-outdated = Cette page était ouverte depuis un moment. Veuillez réessayer.
security-register-known = Cette clé d’accès a déjà été ajoutée.
security-register-full = Ce compte a atteint le nombre maximal de clés d’accès. Supprimez-en une d’abord.
security-register-not-proven = Votre compte a changé entre-temps. Reconnectez-vous, puis ajoutez la clé d’accès.

security-totp = Application d’authentification
security-totp-on = activée
security-totp-remove = Supprimer l’application
security-totp-hint = Une application sur votre téléphone affiche un code, que vous saisissez après votre mot de passe.
security-totp-add = Ajouter une application d’authentification

security-codes = Codes de récupération
security-codes-none = plus aucun
security-codes-left = Restants : <b>{ $count }</b>.
security-codes-hint = Chacun vous donne accès une fois, si vous perdez votre téléphone ou vos clés d’accès.
security-codes-new = Créer de nouveaux codes
security-codes-new-hint = Les anciens cesseront de fonctionner.
security-user-code = Code pour les demandes des applications
security-user-code-hint = Certaines applications ne peuvent vous demander quelque chose que si vous leur donnez ce code, par exemple au téléphone. Ne le donnez à aucune application que vous n'avez pas contactée vous-même.
security-user-code-is = Votre code : <b>{ $code }</b>
security-user-code-once = Il n'est affiché que maintenant. L'ancien code, s'il y en avait un, ne fonctionne plus.
security-user-code-make = Créer un code
security-user-code-again = Créer un nouveau code
security-user-code-remove = Supprimer le code
security-user-code-removed = Le code a été supprimé. Les applications qui en ont besoin ne peuvent plus vous adresser de demande.

security-remembered = Appareils mémorisés
security-remembered-hint = Sur ces appareils, votre mot de passe suffit, jusqu’à ce que le mot de passe ou votre deuxième étape change. Les applications et les modifications de votre compte peuvent tout de même demander plus.
security-forget = Oublier<span class="vh"> { $device }</span>
security-forget-all = Tous les oublier
security-no-remembered = Aucun appareil mémorisé.

second-factor-title = Confirmez votre identité
second-factor-lead = Encore une étape, { $person_html }.
second-factor-lead-step-up = Une deuxième preuve de votre identité est nécessaire ici, { $person_html }.
second-factor-change = Utilisez ici votre clé d’accès : on peut vous soutirer un code par la ruse, mais pas une clé d’accès.
second-factor-change-lost = Si la clé d’accès est perdue, utilisez un code de récupération. S’il ne vous en reste aucun, adressez-vous à la personne qui gère ce site.
second-factor-recovery-code = Code de récupération
second-factor-recovery-code-hint = L’un des codes que vous avez conservés, par exemple BCDF-GHJK-LMNP-QRST. Chacun fonctionne une seule fois.
second-factor-code = Code de votre application d’authentification
second-factor-code-hint = Six chiffres, renouvelés toutes les 30 secondes.
second-factor-confirm = Confirmer
second-factor-lost = Il ne reste aucun moyen de confirmer votre identité. Adressez-vous à la personne qui gère ce site.
second-factor-script = Une clé d’accès nécessite JavaScript, qui est désactivé dans ce navigateur.
second-factor-no-passkeys = Ce navigateur ne prend pas en charge les clés d’accès.
second-factor-recovery-hint = Vous pouvez utiliser un code de récupération.
second-factor-other-device = Utilisez un autre navigateur ou un autre appareil.
second-factor-passkey = Utiliser une clé d’accès
second-factor-passkey-failed = Aucune clé d’accès n’a été utilisée. Réessayez ou utilisez une autre méthode.
second-factor-other-way = Utiliser une autre méthode
second-factor-recovery = Utiliser un code de récupération
second-factor-help = Obtenir de l’aide
second-factor-cancel = Annuler
second-factor-mismatch = Ce code est incorrect. Vérifiez le code et réessayez.
second-factor-used = Ce code a déjà été utilisé. Attendez le suivant, puis réessayez.
second-factor-missing = Saisissez le code.
second-factor-passkey-refused = Cette clé d’accès n’a pas été acceptée. Réessayez ou utilisez une autre méthode.
second-factor-passkey-needed = Un code ne suffit pas ici : utilisez une clé d’accès. Aucun code n’a été consommé.
second-factor-outdated = Cette page était ouverte depuis un moment. Veuillez réessayer.
second-factor-not-ours = { $what } Veuillez réessayer.
second-factor-many = Trop de codes incorrects.

set-up-title = Configurez une deuxième étape
set-up-totp-title = Ajoutez une application d’authentification
set-up-lead = { $person_html }, un mot de passe ne suffit pas ici. La configuration ne se fait qu’une fois.
set-up-lead-passkey = { $person_html }, cette application demande une clé d’accès. La configuration ne se fait qu’une fois.
set-up-lead-also-passkey = { $person_html }, cette application demande une clé d’accès : un code ne suffit pas. La configuration ne se fait qu’une fois.
set-up-no-totp = Une application d’authentification ne peut pas être configurée ici.
set-up-nothing = Aucune deuxième étape ne peut être configurée ici pour le moment. Adressez-vous à la personne qui gère ce site.
set-up-totp-lead = Un code de l’application vous sera ensuite demandé à chaque connexion avec votre mot de passe.
set-up-refused = Rien n’a encore été configuré.
set-up-passkey = Avec une clé d’accès
set-up-passkey-hint = Votre empreinte digitale, votre visage, ou le code PIN de cet appareil ou d’une clé de sécurité.
set-up-passkey-make = Créer une clé d’accès
set-up-passkey-failed = Aucune clé d’accès n’a été créée. Réessayez ou utilisez une application d’authentification.
set-up-or-totp = Ou avec une application d’authentification
set-up-scan = Scannez ceci avec l’application, ou <a href="{ $href }">ouvrez l’application sur cet appareil</a>.
set-up-type = Saisir une clé à la place
set-up-type-hint = Compte <b>{ $username }</b>, basé sur l’heure, six chiffres.
set-up-code = Saisissez le code affiché par l’application
set-up-code-field = Code
set-up-turn-on = Activer
set-up-cancel = Annuler
set-up-outdated = Cette page est restée ouverte trop longtemps. Scannez le nouveau code ci-dessous et réessayez.
set-up-digits = Saisissez les six chiffres affichés par l’application.
set-up-mismatch = Ce code est incorrect. Vérifiez que votre téléphone est à l’heure et saisissez le code que l’application affiche maintenant.
set-up-known = Ce compte a déjà une application d’authentification.
set-up-meanwhile = Votre compte a changé entre-temps. Reconnectez-vous.

codes-title = Vos codes de récupération
codes-lead = Si vous perdez votre téléphone ou vos clés d’accès, l’un de ces codes vous donne accès. <b>Ils ne sont affichés que maintenant.</b>
codes-hint = Chaque code fonctionne une seule fois. Conservez-les avec vos papiers importants ou dans un gestionnaire de mots de passe.
codes-download = Télécharger
codes-print = Imprimer
codes-saved = Je les ai conservés
codes-file-title = Codes de récupération pour { $site } ({ $issuer })
codes-file-hint = Chaque code fonctionne une seule fois.

activity-title = Activité
activity-hint =
    { $days ->
        [one] Ce qui s’est passé dans votre compte, du plus récent au plus ancien. Les entrées sont conservées { NUMBER($days) } jour. Si vous voyez quelque chose qui ne vient pas de vous, changez votre mot de passe et déconnectez-vous partout ailleurs.
       *[other] Ce qui s’est passé dans votre compte, du plus récent au plus ancien. Les entrées sont conservées { NUMBER($days) } jours. Si vous voyez quelque chose qui ne vient pas de vous, changez votre mot de passe et déconnectez-vous partout ailleurs.
    }
activity-newest = Plus récent
activity-older = Plus ancien
activity-presence-label = Vos connexions dans le temps, pour chaque appareil. La même chose suit sous forme de liste.
activity-none = Rien pour le moment.
activity-none-hint = Les connexions et les modifications de votre compte apparaissent ici.

## Without passwords

security-passkey-only-here = Aucune autre clé d’accès ne suffit à elle seule : sans celle-ci, vous ne pourriez plus vous connecter. Ajoutez d’abord une autre clé d’accès.
