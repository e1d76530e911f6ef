# The error page.

error-ask = Adressez-vous à la personne qui gère ce site et donnez-lui ce numéro :
error-ask-if-needed = Si vous avez besoin d’aide, adressez-vous à la personne qui gère ce site. Donnez-lui ce numéro :

error-details = Détails à transmettre
error-address-sent = Adresse envoyée par l’application
error-sent = Envoyé par l’application
error-registered = Enregistré
error-registered-none = aucune
error-remedy = Pour autoriser ce qui a été envoyé, collez cette ligne dans le bloc de l’application
error-code = Erreur
error-client = Client
error-client-id-sent = client_id envoyé
error-status = État
error-request = Requête
error-time = Heure

error-to-app = Aller à { $app }
error-to-account = Aller à votre compte
error-load-again = Recharger la page
error-sign-in = Se connecter
error-choose-password = Choisir un nouveau mot de passe
error-to-start = Aller à la page d’accueil

error-next-app = Revenez à l’application et réessayez.
error-next-operator = Réessayer ne servira à rien : il faut d’abord corriger l’application ou ce site.

error-unknown-app-heading = Cette application n’est pas connue ici
error-wrong-request-heading = La demande de cette application est incorrecte
error-client-id-missing = client_id est absent.
error-client-id-unknown = client_id n’est pas enregistré.
error-redirect-uri-missing = redirect_uri est absent.
error-redirect-uri-unknown = redirect_uri n’est pas enregistré.
error-redirect-uri-not-ascii = redirect_uri n’est pas enregistré ; l’hôte d’un URI s’écrit en ASCII, ici { $host }.
error-too-long-to-wait = La demande de l’application est trop longue pour être conservée pendant une connexion : il suffirait de raccourcir le paramètre state ou claims.

error-nothing-shared-heading = Rien n’a été partagé
error-nothing-shared-next = Vous pouvez fermer cette page ou revenir vous-même à l’application.
error-not-answered-heading = Impossible de répondre à cette application
error-not-answered-next = Vous pouvez fermer cette page. La personne qui gère ce site peut approuver l’application.
error-not-vouched-for = L’application s’est enregistrée elle-même et personne ne l’a encore autorisée à quoi que ce soit : il n’y a donc pas de retour vers elle.
error-not-vouched-for-cancelled = La connexion a été annulée. L’application s’est enregistrée elle-même et personne ne l’a encore autorisée à quoi que ce soit : il n’y a donc pas de retour vers elle.
error-not-vouched-for-denied = L’autorisation a été refusée. L’application s’est enregistrée elle-même et personne ne l’a encore autorisée à quoi que ce soit : il n’y a donc pas de retour vers elle.

error-complete-heading = Cette connexion est terminée
error-complete-next = Continuez vers l’application ou vers votre compte.
error-not-open-heading = Cette connexion n’est plus en cours
error-not-open-next = Recommencez depuis l’application ou allez à votre compte.
error-cookie-next = Autorisez les cookies de ce site dans votre navigateur, puis recommencez depuis l’application.
error-no-sign-in = Cette adresse ne sert que pendant la connexion à une application.
error-another-browser = Elle a été commencée dans un autre navigateur, ou avant la fermeture de celui-ci.
error-no-cookie = Votre navigateur n’a pas envoyé le cookie de ce site, nécessaire à la connexion.
error-too-old = Elle était en cours depuis plus d’une heure.
error-not-pushed = Elle n’a pas été ouverte à temps.
error-request-expired = L’application a fait cette demande il y a trop longtemps. Recommencez sur l’appareil.
error-answered = Elle a déjà été terminée, et chaque connexion ne peut l’être qu’une seule fois.

error-outdated-heading = Cette page n’était plus à jour
error-nothing-done-heading = Rien n’a été fait
error-again-next = Rechargez la page et recommencez.
error-another-site-next = Si c’était bien votre intention, faites-le sur la page de ce site.
error-link-heading = Ce lien ne fonctionne plus
error-link = Ce lien a déjà été utilisé ou a expiré.
error-link-next = Si vous avez déjà choisi un mot de passe, utilisez-le pour vous connecter. Sinon, demandez un nouveau lien à la personne qui vous l’a envoyé.
error-sign-in-link = Le lien d’un e-mail concernant une connexion fonctionne une seule fois, pendant sept jours, tant que le mot de passe n’a pas changé.
error-sign-in-link-next = Si vous n’avez pas changé le mot de passe, choisissez-en un nouveau maintenant. Vérifiez ensuite où votre compte est connecté.

error-unreadable-heading = Cette requête n’a pas pu être lue
error-body-type = Le corps doit être de type { $kind }.
error-body-compressed = Le corps ne doit pas être compressé.
error-body-too-large = Le corps dépasse { $bytes } octets.
error-body-too-slow = Le corps n’est pas arrivé à temps.
error-body-broken = Le corps est incomplet.
error-parameter-twice = Le paramètre { $name } a été envoyé plusieurs fois.
error-parameter-encoding = Le paramètre { $name } n’est pas un texte UTF-8 valide.
error-parameters-too-many = La requête a plus de { $most } paramètres.
error-parameter-values = Le paramètre { $name } a plus de { $most } valeurs.
error-parameter-bytes = Le paramètre { $name } dépasse { $most } octets.
error-parameter-times = Le paramètre { $name } a été envoyé plus de { $most } fois.
error-query-and-body = Des paramètres ont été envoyés à la fois dans l’adresse et dans le corps.
error-address-heading = Cette adresse est trop longue
error-address = L’adresse dépasse 32 Kio.
error-headers-heading = Votre navigateur a envoyé trop de données
error-headers = Les en-têtes dépassent 64 Kio.
error-headers-next = Supprimez les cookies de ce site et de ses sites parents, puis réessayez.
error-refused-heading = Impossible de répondre à cette requête
error-refused = Impossible de répondre à la requête : { $status }.
error-method-heading = Cette adresse fonctionne autrement
error-method = Cette adresse ne répond pas aux requêtes { $method }.

error-busy-heading = Serveur occupé pour le moment
error-busy-next = Rien n’est perdu. Patientez quelques secondes, puis réessayez.
error-busy = Trop de connexions sont en attente.
error-client-not-now = Ce que l’application dit d’elle-même ne peut pas être lu pour le moment.
error-crowded = Le serveur a atteint son nombre maximal de connexions réseau ouvertes.
error-session = Le serveur ne peut pas accéder à son stockage pour le moment.
error-failed-heading = Une erreur s’est produite ici
error-failed = Le serveur n’a pas pu répondre.
error-storage = Le serveur n’a pas pu lire son stockage.

error-nothing-here-heading = Il n’y a rien ici
error-nothing-here = Il n’y a pas de page ici.
error-nothing-here-next = Vérifiez l’adresse ou allez à la page d’accueil.
error-administrators-heading = Page réservée à l’administration
error-administrators = Cette page est réservée à l’administration de ce site.
error-administrators-next = Connectez-vous avec un compte administrateur ou allez à votre compte.
error-development-heading = Le mode développement ne répond que sur cette machine
error-development = Vous avez utilisé le nom { $host }.
error-development-next = Pour servir d’autres machines, définissez issuer = "https://…" sous [server] dans config.toml et démarrez avec ce fichier.
