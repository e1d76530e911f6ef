# The pages of administrators.

admin-full-name = Nom complet
admin-username = Nom d’utilisateur
admin-email = Adresse e-mail
admin-groups = Groupes
admin-groups-hint = Séparés par des virgules.
admin-may-administer = Administration : peut utiliser ces pages
admin-filter = Afficher
admin-show-everybody = Afficher tout le monde
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = admin
admin-tag-locked = verrouillé

admin-session-since = début { $time_html }
admin-session-seen = dernière activité { $time_html }
admin-session-ended = La session est terminée.

admin-by-app = par l’application { $client }
admin-by-command-line = par { $user } en ligne de commande
admin-by-server = par ce serveur

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> personne
       *[other] <b>{ NUMBER($n) }</b> personnes
    }
admin-overview-sessions-many = Plus de <b>{ NUMBER($n) }</b> sessions
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> session
       *[other] <b>{ NUMBER($n) }</b> sessions
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> application
       *[other] <b>{ NUMBER($n) }</b> applications
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } enregistrée par elle-même
       *[other] { NUMBER($n) } enregistrées par elles-mêmes
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> message de déconnexion en attente
       *[other] <b>{ NUMBER($n) }</b> messages de déconnexion en attente
    }
admin-overview-last = Derniers événements
admin-overview-all = Toute l’activité
admin-nothing-yet = Rien pour le moment.
admin-overview-issuer = émetteur (issuer) <code>{ $issuer }</code>

admin-people-search = Nom, nom d’utilisateur ou adresse e-mail
admin-list-search-button = Rechercher
admin-list-only = Afficher
admin-people-everybody = Tout le monde
admin-people-administrators = Admins
admin-people-locked = Comptes verrouillés
admin-list-order = Ordre
admin-people-by-username = Par nom d’utilisateur
admin-list-newest = Plus récents d’abord
admin-list-oldest = Plus anciens d’abord
admin-list-by-name = Par nom
admin-list-by-app = Par application
admin-list-search-app = Nom ou client_id de l’application
admin-people-in-group = Dans le groupe <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] { NUMBER($n) } compte en tout
       *[other] { NUMBER($n) } comptes en tout
    }
admin-tag-left = retiré de la configuration
admin-tag-configuration = configuration
admin-list-first-page = Première page
admin-list-next-page = Page suivante
admin-list-none = Aucun résultat.
admin-list-not-yet = Aucun résultat pour l’instant. La page suivante poursuit la recherche.
admin-people-none = Personne n’a été trouvé.

admin-add = Ajouter une personne
admin-add-button = Ajouter
admin-add-next = Vous créez ensuite un lien avec lequel la personne choisit un mot de passe.
admin-back-to-people = ← Personnes

admin-person-left = Ce compte ne figure plus dans <code>{ $file }</code>, qui le définissait : la personne ne peut donc pas se connecter. Rétablissez l’entrée ou exécutez <code>latchkey user keep { $username }</code>.
admin-person-place = Ce compte est défini dans <code>{ $place }</code>. Ce qui y figure se modifie à cet endroit.
admin-tag-not-confirmed = non confirmée
admin-tag-no-password = pas encore de mot de passe
admin-person-number = Numéro de compte <code>{ $sub }</code>
admin-person-added = ajout { $time_html }

admin-person-sign-in = Connexion
admin-person-has-password = A un mot de passe
admin-person-no-password = Aucun mot de passe
admin-person-passkeys =
    { $n ->
        [one] { $n } clé d’accès
       *[other] { $n } clés d’accès
    }
admin-person-no-passkey = aucune clé d’accès
admin-person-authenticator = application d’authentification
admin-person-no-authenticator = aucune application d’authentification
admin-person-recovery-codes =
    { $n ->
        [one] { $n } code de récupération restant
       *[other] { $n } codes de récupération restants
    }

admin-person-make-link = Créer un lien pour choisir un mot de passe
admin-person-make-link-new = Créer un lien pour choisir un nouveau mot de passe
admin-person-mail-link = Envoyer ce lien par e-mail
admin-person-lock = Verrouiller le compte
admin-person-unlock = Déverrouiller le compte

admin-person-reset-factors = Supprimer tous les seconds facteurs
admin-person-reset-factors-password = Pour une personne qui a perdu son téléphone et ses codes de récupération. Assurez-vous que la demande vient bien d’elle. Toutes les clés d’accès, l’application d’authentification et les codes de récupération sont supprimés, et les sessions de la personne sont fermées partout ; le mot de passe seul suffit alors pour se connecter.
admin-person-reset-factors-no-password = Pour une personne qui a perdu son téléphone et ses codes de récupération. Assurez-vous que la demande vient bien d’elle. Toutes les clés d’accès, l’application d’authentification et les codes de récupération sont supprimés, et les sessions de la personne sont fermées partout ; il n’y a pas de mot de passe : créez donc ensuite un lien.
admin-person-reset-factors-button = Les supprimer

admin-person-profile = Profil et groupes
admin-person-email-verified = Il est établi que l’adresse est celle de la personne
admin-person-save = Enregistrer

admin-person-end-session = Fermer<span class="vh"> la session sur { $device }</span>
admin-person-sign-out = Déconnecter partout
admin-person-no-sessions = Aucune session ouverte.

admin-person-claims = Ce qui est communiqué à une application
admin-person-claims-app = Application
admin-person-claims-not-admitted = Cette personne ne peut pas utiliser l’application : elle ne fait partie d’aucun de ses <code>allowed_groups</code>.
admin-person-claims-userinfo = Avec tous les scopes que l’application peut demander (<code>{ $scope }</code>), userinfo indique :
admin-person-claims-id-token = Avec tous les scopes que l’application peut demander (<code>{ $scope }</code>), userinfo et l’ID token indiquent :

admin-person-activity-all = Toute l’activité de cette personne

admin-person-remove = Supprimer le compte
admin-person-remove-summary = Supprimer ce compte et tout son contenu
admin-person-remove-hint = Les sessions, les accès des applications, les clés d’accès et le profil disparaissent. Le journal de ce qui s’est passé est conservé jusqu’à son échéance. Cette action est irréversible.
admin-person-remove-confirm = Saisissez le nom d’utilisateur <b>{ $username }</b> pour confirmer
admin-person-remove-unconfirmed = Rien n’a été supprimé : saisissez le nom d’utilisateur { $username } pour confirmer.

admin-done-added = Le compte est ajouté. Créez ou envoyez un lien pour que la personne puisse choisir un mot de passe.
admin-done-saved = Les modifications sont enregistrées. Les applications les reçoivent à leur prochaine requête.
admin-done-locked = Le compte est verrouillé et déconnecté partout.
admin-done-unlocked = Le compte est déverrouillé.
admin-done-mailed = Un lien pour choisir un mot de passe vient d’être envoyé par e-mail.
admin-done-factors-removed = Tous les seconds facteurs sont supprimés et les sessions de la personne sont fermées partout.
admin-done-factor-removed = La suppression est faite. Les sessions ouvertes de la personne le restent : fermez-les partout aussi si un appareil a été perdu.
admin-done-signed-out = Les sessions de la personne sont fermées partout.

admin-refused-pinned = Le compte { $username } est défini dans { $place } ([[users]]) : modifiez { $keys } à cet endroit.
admin-refused-pinned-all = Le compte { $username } est défini dans { $place } ([[users]]) : modifiez-le à cet endroit.
admin-refused-defined = Le compte { $username } est défini dans { $place } ([[users]]) : supprimez-y d’abord l’entrée.
admin-refused-left = Le compte { $username } ne figure plus dans { $file } : rétablissez l’entrée ou conservez le compte avec `latchkey user keep { $username }`.
admin-refused-taken = Le nom d’utilisateur ou l’adresse e-mail appartient à un autre compte, ou ressemble à celui ou celle d’un autre compte.
admin-refused-meanwhile = Le compte { $username } a été supprimé ou modifié entre-temps : réessayez.
admin-refused-last-administrator = Le compte { $username } est le dernier compte administrateur qui peut se connecter : donnez d’abord les droits d’administration à quelqu’un d’autre.
admin-refused-last-way-in = Le compte { $username } est le dernier compte administrateur qui peut se connecter et n’a pas de mot de passe : envoyez d’abord un lien pour en choisir un, puis réinitialisez les facteurs une fois qu’il a été utilisé.
admin-refused-only-way-in = Le compte { $username } n’a pas de mot de passe, et aucune autre clé d’accès ne suffit pour se connecter : envoyez d’abord un lien pour choisir un mot de passe, ou réinitialisez les facteurs.
admin-refused-username-length = un nom d’utilisateur compte de 1 à 255 octets.
admin-refused-username-character = un nom d’utilisateur ne doit contenir ni espaces, ni caractères de contrôle, ni caractères invisibles.
admin-refused-username-scripts = un nom d’utilisateur ne doit pas mélanger des lettres de plusieurs écritures, comme des lettres latines et cyrilliques qui se ressemblent.
admin-refused-email = { $text } ne ressemble pas à une adresse e-mail.
admin-refused-invisible = { $text } : ce texte contient le caractère invisible { $code } ; supprimez-le.
admin-refused-scripts = { $text } : `{ $word }` mélange des lettres de plusieurs écritures, qui peuvent se ressembler ; écrivez chaque mot dans une seule écriture.
admin-refused-no-address = aucune adresse e-mail confirmée pour le compte { $username } : définissez-en une d’abord (`latchkey user set --email`) ou remettez un lien.

admin-link-title = Lien pour { $name }
admin-link-heading = Lien pour <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Avec ce lien, la personne choisit un mot de passe. Il fonctionne une seule fois et remplace les liens précédents. Fin de validité : { $time_html }. Il n’est affiché que maintenant : transmettez-le de façon que personne d’autre ne puisse le lire.
admin-link-new = Avec ce lien, la personne choisit un nouveau mot de passe, et ses sessions sont alors fermées partout. Il fonctionne une seule fois et remplace les liens précédents. Fin de validité : { $time_html }. Il n’est affiché que maintenant : transmettez-le de façon que personne d’autre ne puisse le lire.
admin-link-qr = Ou faites scanner ce code par la personne avec son téléphone :
admin-link-done = Terminé

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } personne
       *[other] { NUMBER($n) } personnes
    }
admin-groups-nobody = personne
admin-groups-may-use = accès autorisé : { $apps_html }
admin-groups-none = Aucun groupe pour le moment.
admin-groups-search = Nom du groupe
admin-groups-most-people = Les plus peuplés d’abord
admin-groups-none-hint = Les groupes se saisissent sur la page d’une personne. Une application qui cite des groupes dans <code>allowed_groups</code> n’admet que leurs membres.

admin-sessions-many = Plus de { NUMBER($n) } sessions.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } session.
       *[other] { NUMBER($n) } sessions.
    }
admin-sessions-search = Nom, nom d’utilisateur, application ou début d’une adresse
admin-sessions-used = Dernière activité d’abord
admin-sessions-end = Fermer<span class="vh"> la session de { $username } sur { $device }</span>
admin-sessions-none = Aucune session ouverte.

admin-deliveries-hint = Applications qui n’ont pas encore été averties d’une déconnexion, ou n’ont pas pu l’être. De nouvelles tentatives ont lieu pendant un certain temps.
admin-deliveries-given-up = abandonné
admin-deliveries-waiting = en attente
admin-deliveries-ended = fin de session { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } tentative
       *[other] { $n } tentatives
    }
admin-deliveries-next = prochaine tentative { $time_html }
admin-deliveries-took = réponse ou échec après { NUMBER($ms) } ms
admin-deliveries-none = Toutes les applications ont été averties.

admin-activity-of = Activité de <bdi>{ $name }</bdi>.
admin-activity-of-link = Activité de <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Type
admin-activity-everything = Tout
admin-activity-none = Rien de ce type.
admin-activity-search = Nom, nom d’utilisateur ou application
admin-activity-cut = Plus de personnes ou d’applications que l’on ne peut en chercher ensemble ont ce texte dans leur nom. Saisissez une plus grande partie du nom pour trouver les autres.
admin-activity-hint = Le journal complet, avec des empreintes (hashes) qui montrent s’il a été modifié : <code>latchkey audit verify</code> et <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Applications
admin-apps-registered = enregistrée d’elle-même
admin-apps-disabled = désactivée
admin-apps-used = dernière utilisation { $time_html }
admin-apps-none = Aucune application pour l’instant.
admin-apps-busiest = Le plus de requêtes des dernières 24 heures d’abord
admin-apps-none-hint = Ajoutez Grafana, Nextcloud, Immich ou une autre : <code>latchkey client add --app list</code> énumère celles qui ont un modèle.
admin-app-connect = Connecter
admin-app-connect-hint = La plupart des applications ont besoin de l’adresse de découverte et de l’identifiant client. Le secret n’est jamais affiché ici : seul son hachage est conservé.
admin-app-discovery = Adresse de découverte
admin-app-client-id = Identifiant client
admin-app-settings = Réglages
admin-app-settings-configured = Cette application est configurée dans <code>{ $place }</code>. Les modifications du fichier sont chargées automatiquement.
admin-app-settings-registered = Cette application s’est enregistrée d’elle-même. Ces lignes la configureraient dans le fichier.
admin-app-try = Essayer
admin-app-try-person = Nom d’utilisateur ou adresse e-mail
admin-app-try-nobody = Personne ne porte ce nom.
admin-app-try-sign-in = Se connecter à l’application
admin-app-refusals = Ce qui a été refusé
admin-app-refusals-hint = Les derniers refus qui nommaient cet identifiant client, { $n } au plus, depuis le démarrage de ce serveur.
admin-app-refusals-none = Rien n’a été refusé.
admin-app-remedy = Ces lignes l’accepteraient :
admin-app-who = Qui peut l’utiliser
admin-app-everybody = Toute personne qui a un compte.
admin-app-disable = Désactiver l’application
admin-app-disable-hint = La désactivation révoque ses jetons et refuse les connexions à cette application, jusqu’à sa réactivation.
admin-app-enable = Activer l’application
admin-app-approve = Approuver l’application
admin-app-approve-hint = Une application approuvée reçoit les réponses d’erreur avant tout consentement. Elle reste approuvée tant qu’elle ne change pas.
admin-app-disable-done = L’application est désactivée et ses jetons sont révoqués.
admin-app-enable-done = L’application est activée.
admin-app-approve-done = L’application est approuvée.
admin-app-changed = L’application a changé entre-temps. Vérifiez-la et réessayez.
admin-app-views = Pages de cette application
copy = Copier
copied = Copié
admin-connect-paste = Ce qu’il faut coller dans l’application
admin-connect-paste-hint = Choisissez l’application : ses propres lignes apparaissent ici, remplies pour ce client. Écrivez le secret à la place de <code>{ $place }</code>.
admin-connect-other = Une autre application
admin-connect-tried = Essayé avec { $version }.
admin-connect-untried = Écrit d’après la documentation de l’application, sans essai.
admin-connect-lacks = Ce qui manque à ce client pour l’application
admin-connect-lacks-nothing = Ce client a tout ce dont l’application a besoin.
admin-connect-redirects = Où l’application est renvoyée
admin-connect-addresses = Adresses de ce serveur
admin-lack-redirect = L’application demande à être renvoyée vers { $value }, qui n’est pas enregistrée.
admin-lack-post-logout = Après une déconnexion, l’application demande à être renvoyée vers { $value }, qui n’est pas enregistrée.
admin-lack-backchannel = L’application reçoit les jetons de déconnexion à { $value }, et ce client n’a pas d’adresse pour eux.
admin-lack-scope = L’application demande { $value }, que ce client ne peut pas avoir.
admin-lack-grants = L’application utilise { $value }, ce qui n’est pas permis à ce client.
admin-lack-method = Ce client est enregistré pour { $value }, et l’application envoie son secret autrement.
admin-lack-pkce = L’application n’envoie ni code_challenge ni nonce, et ce client y est obligé.
admin-lack-native = L’application est aussi sur des téléphones ou des ordinateurs, et ce client est réservé au web.
admin-lack-claims = L’application ne lit que le jeton d’identité, et celui de ce client n’a pas les revendications.
admin-try-hint = Parcourt une connexion comme le ferait le serveur, sans l’application. Rien n’est émis et rien n’est conservé.
admin-try-nobody = Personne ne se connecte à cette application.
admin-try-not-sent = non envoyé
admin-try-signed-in = Est déjà connecté
admin-try-ladder = Ce qui se passerait
admin-try-sent = L’application envoie le navigateur à <code>{ $endpoint }</code> avec :
admin-try-pushed = L’application les envoie d’abord elle-même au serveur (PAR), et le navigateur n’apporte qu’une référence.
admin-try-signed = L’application doit les envoyer dans un objet de requête signé.
admin-try-left-out = Omis, car l’application ne peut pas l’avoir ou personne ne le connaît : { $scope }
admin-try-admitted = L’application est réservée à certains groupes, et cette personne est dans l’un d’eux.
admin-try-not-admitted = L’application est réservée à certains groupes, et cette personne n’est dans aucun d’eux.
admin-try-two-factors = Un second facteur ou une clé d’accès est exigé de cette personne.
admin-try-one-factor = Un mot de passe suffit pour cette personne.
admin-try-sign-in = { $name } se connecte avec un mot de passe.
admin-try-sign-in-two = { $name } se connecte avec un mot de passe et un second facteur.
admin-try-sign-in-passkey = { $name } se connecte avec une clé d’accès.
admin-try-sign-up = { $name } voit la page de création de compte et se connecte.
admin-try-again = { $name } se connecte de nouveau, car une connexion récente est exigée.
admin-try-step-up = { $name } prouve un second facteur.
admin-try-enrol = { $name } met en place un second facteur.
admin-try-account = { $name } choisit le compte.
admin-try-consent = On demande à { $name } si l’application peut avoir ceci :
admin-try-issue = Il ne manque rien : le serveur accorde la demande.
admin-try-refuse = Le serveur refuse la demande.
admin-try-goes = Le navigateur retourne à <code>{ $place }</code> avec :
admin-try-stays = Le navigateur reste sur une page d’erreur de ce serveur, et l’application n’apprend rien.
admin-try-told = Ce que l’application apprendrait
admin-try-id-token = Le jeton d’identité dit :
admin-try-userinfo = Userinfo dit :
admin-try-lane-app = Application
admin-try-lane-browser = Navigateur
admin-try-lane-server = Serveur
admin-try-parameters = Paramètres : { NUMBER($n) }
admin-gloss-response-type = Ce que l’application veut recevoir. Elle échange un « code » contre des jetons sans passer par le navigateur.
admin-gloss-client-id = Le nom de l’application sur ce serveur.
admin-gloss-redirect-uri = Où le navigateur est renvoyé. L’adresse doit être enregistrée, à la lettre près.
admin-gloss-scope = Ce que l’application demande.
admin-gloss-state = Inventé par l’application. La réponse doit avoir la même valeur.
admin-gloss-nonce = Inventé par l’application. Le jeton d’identité doit avoir la même valeur.
admin-gloss-code-challenge = Le hachage d’un secret que l’application garde (PKCE). Sans le secret, personne ne peut utiliser le code.
admin-gloss-code-challenge-method = Comment ce hachage est calculé.
admin-gloss-prompt = Quelles pages le serveur doit montrer, ou qu’il ne peut en montrer aucune.
admin-gloss-code = Sert une fois et peu de temps. L’application l’échange contre des jetons.
admin-gloss-iss = Quel serveur a répondu, pour qu’une application qui en a plusieurs ne les confonde pas.
admin-gloss-session-state = Par cette valeur, l’application remarque que quelqu’un s’est déconnecté ici.
admin-gloss-access-token = Ouvre à l’application userinfo et d’autres services.
admin-gloss-token-type = Comment le jeton d’accès s’utilise. « Bearer » veut dire que quiconque l’a peut l’utiliser.
admin-gloss-expires-in = Pendant combien de secondes le jeton d’accès sert.
admin-gloss-id-token = Dit qui s’est connecté, quand, et à quelle application. Le serveur l’a signé.
admin-gloss-error = L’erreur, par son nom dans la spécification.
admin-gloss-error-description = L’erreur en mots, pour les développeurs.

admin-tab-keys = Clés
admin-keys-hint = Avec ces clés, les applications vérifient ce que ce serveur a signé. Une clé est publiée avant de signer, et le reste encore un certain temps.
admin-keys-never = Aucune clé n’est remplacée automatiquement (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> les remplace à tout moment.
admin-keys-chart = Chronologie des clés. La liste en dessous dit la même chose.
admin-overview-keys-chart = Chronologie des clés. La page des clés dit la même chose en mots.
admin-keys-published = publiée
admin-keys-signing = signe
admin-keys-in-use = en service
admin-keys-retired = retirée
admin-keys-remembered = n’est plus publiée
admin-keys-encryption = pour chiffrer
admin-keys-made = publiée : { $time_html }
admin-keys-from = première utilisation : { $time_html }
admin-keys-replaced = remplacée : { $time_html }
admin-keys-next = clé suivante : { $time_html }
admin-keys-leaves = fin de la publication : { $time_html }
admin-keys-decrypts = fin du déchiffrement : { $time_html }
admin-chart-now = maintenant

admin-tab-health = État
admin-health-fine = Tout est en ordre.
admin-health-look = Quelque chose demande votre attention ; la marche à suivre est indiquée ci-dessous.
admin-health-ok = en ordre
admin-health-warn = à vérifier
admin-health-bad = en panne
admin-health-off = non configuré
admin-health-database = Base de données
admin-health-configuration = Configuration
admin-health-mail = E-mail
admin-health-backup = Sauvegarde
admin-health-version = Version
admin-health-schema = version du schéma { $version }
admin-health-size = { NUMBER($n) } Mo
admin-health-digest = empreinte <code>{ $digest }</code>
admin-health-reloaded = rechargée : { $time_html }
admin-health-refused = rechargement refusé : { $time_html }
admin-health-waiting = en attente : { NUMBER($n) }
admin-health-oldest = le plus ancien : { $time_html }
admin-health-failed = dernier échec : { $time_html }
admin-health-made = faite et vérifiée : { $time_html }
admin-health-none = aucune pour l’instant
admin-health-node = ce nœud : <code>{ $node }</code>
admin-health-database-bad = Elle n’accepte aucune écriture, et le journal dit pourquoi : vérifiez le disque et les droits, ou le serveur de base de données.
admin-health-keys-bad = Aucune clé ne signe avec { $algs }. Le journal dit pourquoi elle n’a pas pu être créée ou lue.
admin-health-keys-not-again = Elles ne peuvent pas être rechargées depuis la base de données, et le journal dit pourquoi ; celles chargées avant restent en usage. Rétablissez <code>keys.wrap_key_file</code> avant de redémarrer ce nœud, car il ne démarrerait pas.
admin-health-keys-others-sign = D’autres nœuds signent avec une clé que ce nœud ne peut pas charger, il n’est donc pas prêt, et le journal dit pourquoi. Donnez à tous les nœuds le même <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Ce qui était chargé avant reste en vigueur. <code>latchkey check</code> dit ce qui ne va pas dans le fichier.
admin-health-configuration-older = Ce nœud a un fichier plus ancien : sa <code>revision</code> est { $revision } et { $newest } est en vigueur, il ne modifie donc aucun utilisateur. Donnez-lui le fichier de révision { $newest }, ou portez <code>revision</code> au-delà de { $newest } pour revenir en arrière volontairement.
admin-health-configuration-unnumbered = Le fichier de ce nœud n’a pas de <code>revision</code> et { $newest } est en vigueur, il compte donc comme plus ancien et ne modifie aucun utilisateur. Écrivez <code>revision = { $next }</code> en tête, avant la première section.
admin-health-mail-off = Sans <code>[smtp]</code> dans la configuration, aucun e-mail n’est envoyé.
admin-health-mail-warn = Des e-mails n’ont pas pu être envoyés. <code>latchkey mail test ADDRESS</code> montre ce que répond le serveur de messagerie.
admin-health-deliveries-warn = Certaines applications n’ont pas pu être prévenues. La page correspondante dit lesquelles et pourquoi.
admin-health-backup-off = Aucune sauvegarde automatique : définissez <code>[storage.backup]</code>, ou sauvegardez le serveur de base de données.
admin-health-backup-warn = Une sauvegarde est due et n’a pas pu être faite. Le journal dit pourquoi ; <code>latchkey check</code> essaie le dossier.

admin-chart-heading = Connexions des dernières 24 heures
admin-chart-label = Réussies : { NUMBER($ok) }. Échouées : { NUMBER($failed) }. Les chiffres de chaque heure suivent.
admin-chart-ok = réussies : { NUMBER($n) }
admin-chart-failed = échouées : { NUMBER($n) }
admin-chart-cut = plus que ce qui est compté ici
admin-chart-numbers = Heure par heure
admin-chart-none = Personne ne s’est connecté ni n’a essayé.
admin-chart-none-hint = Les connexions apparaissent ici dès qu’elles ont lieu. Sur la page d’une application, <b>Essayer</b> en parcourt une.
admin-presence-heading = Connexions des deux dernières semaines
admin-presence-label = Quand cette personne était connectée, pour chaque appareil. La même chose suit sous forme de liste.
admin-presence-signed-in = connecté
admin-presence-one = connexion avec un facteur
admin-presence-strong = avec plusieurs, ou une clé d’accès
admin-presence-failed = échec
admin-presence-list = Sous forme de liste
admin-presence-from-to = Connecté du { $from_html } au { $to_html }
admin-presence-since = Connecté depuis { $time_html }
admin-usage-heading = Qui utilise quoi
admin-usage-hint = Combien de fois chaque personne s’est connectée à chaque application depuis { $time_html }.
admin-usage-part = Seules les plus fréquentes sont affichées.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Requêtes des dernières 24 heures
admin-hours-apps = Applications au cours des dernières 24 heures
admin-hours-hint = Requêtes à <code>/token</code> et aux autres adresses où les applications prouvent leur identité, heure par heure jusqu’à maintenant.
admin-hours-since = Comptées depuis le démarrage de ce serveur : { $time_html }.
admin-hours-node = Comptées par ce nœud seul : <code>{ $node }</code>.
admin-hours-label = Au cours des dernières 24 heures. Acceptées : { NUMBER($ok) }. Refusées : { NUMBER($refused) }.
admin-hours-nothing = Aucune requête au cours des dernières 24 heures.
admin-hours-ok = toutes acceptées
admin-hours-some = certaines refusées
admin-hours-most = la plupart refusées
admin-hours-empty = aucune requête
admin-hours-answered = acceptées : { NUMBER($n) }
admin-hours-refused = refusées : { NUMBER($n) }
admin-hours-hour = Heure
admin-hours-column-answered = Acceptées
admin-hours-column-refused = Refusées
admin-hours-column-why = Raison la plus fréquente
admin-hours-why-client = l’application n’a pas prouvé son identité : son secret, sa clé ou son certificat n’était pas le bon
admin-hours-why-grant = un code ou un jeton n’était plus valable ou n’était pas celui de l’application
admin-hours-why-request = il manquait quelque chose à la requête, ou elle était illisible
admin-hours-why-not-allowed = l’application n’a pas le droit de demander de cette façon
admin-hours-why-scope = l’application demandait ce qu’elle n’a pas le droit d’avoir
admin-hours-why-person = la personne n’a pas accepté, ou n’a pas répondu à temps
admin-hours-why-busy = trop de requêtes, ou le serveur ne pouvait pas répondre à ce moment-là
admin-hours-why-server = une erreur du serveur ; le journal dit laquelle
admin-hours-why-proof = la preuve DPoP n’était pas valable
admin-hours-why-other = une autre raison

## Without passwords

# $username: whose account.
admin-refused-has-factor = Le compte { $username } a une clé d’accès ou une application d’authentification, qu’aucun lien ne remplace : réinitialisez d’abord les facteurs, puis créez un lien.
# $username: whose account.
admin-refused-only-passkey = Aucune autre clé d’accès ne suffit pour connecter { $username } : réinitialisez plutôt les facteurs, puis créez un lien.
# Button.
admin-person-make-link-passkey = Créer un lien pour créer une clé d’accès
# $time_html: a time, with its markup.
admin-link-passkey = Avec ce lien, la personne crée une clé d’accès. Il fonctionne une seule fois et remplace les liens précédents. Fin de validité : { $time_html }. Il n’est affiché que maintenant : transmettez-le de façon que personne d’autre ne puisse le lire.
# Beside a name.
admin-tag-no-passkey = pas encore de clé d’accès
admin-done-mailed-passkey = Un lien pour créer une clé d’accès vient d’être envoyé par e-mail.
