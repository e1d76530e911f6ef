# What happened, as the audit tells people.

method-password = un mot de passe
method-code = un code à usage unique
method-passkey = une clé d’accès
method-unknown = une méthode inconnue ici

audit-login = Connexion avec { $methods }
audit-login-again = Nouvelle authentification avec { $methods }
audit-login-step-up = Preuve d’un second facteur : { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Échecs de connexion sans compte indiqué : { NUMBER($count) } depuis { NUMBER($networks) } réseau
       *[other] Échecs de connexion sans compte indiqué : { NUMBER($count) } depuis { NUMBER($networks) } réseaux
    }
audit-login-fail-password = Saisie d’un mot de passe incorrect
audit-login-fail-code = Saisie d’un code à usage unique incorrect
audit-login-fail-password-times =
    { $count ->
        [one] Saisie d’un mot de passe incorrect { NUMBER($count) } fois en une minute
       *[other] Saisie d’un mot de passe incorrect { NUMBER($count) } fois en une minute
    }
audit-login-fail-code-times =
    { $count ->
        [one] Saisie d’un code à usage unique incorrect { NUMBER($count) } fois en une minute
       *[other] Saisie d’un code à usage unique incorrect { NUMBER($count) } fois en une minute
    }
audit-login-disown = Signalement d’une connexion faite par quelqu’un d’autre
audit-login-disown-device = Signalement d’une connexion faite par quelqu’un d’autre : { $device }

audit-session-end = Fin d’une session : { $why }
audit-session-end-device = Fin de la session sur { $device } : { $why }
audit-end-app = déconnexion depuis une application
audit-end-administrator = déconnexion par l’administration
audit-end-replaced = connexion d’un autre compte
audit-end-password = changement du mot de passe
audit-end-locked = verrouillage du compte
audit-end-removed = suppression du compte
audit-end-left = retrait du compte de la configuration
audit-end-expired = session trop ancienne ou inutilisée trop longtemps
audit-end-person = déconnexion

audit-some-app = une application
audit-app-sign-in = Connexion à { $app }
audit-app-sign-out = Déconnexion de { $app }
audit-consent-grant = Accès accordé à { $app }
audit-consent-revoke = Accès retiré à { $app }
audit-consent-remember = « Me demander à chaque fois » désactivé pour { $app }
audit-request-allow = { $app } autorisée sur un autre appareil
audit-request-refuse = { $app } refusée sur un autre appareil
audit-grant-revoke = Accès abandonné par { $app }
audit-token-exchange = Jeton échangé par { $app } pour agir au nom de ce compte
audit-token-refuse = Refus d’un jeton pour ce compte à { $app }
audit-token-replay = Accès révoqué après réutilisation d’un code ou d’un jeton de { $app }

audit-totp-add = Ajout d’une application d’authentification
audit-totp-remove = Suppression de l’application d’authentification
audit-passkey-add = Ajout d’une clé d’accès
audit-passkey-add-named = Ajout d’une clé d’accès : { $name }
audit-passkey-rename = Changement du nom d’une clé d’accès
audit-passkey-rename-named = Changement du nom d’une clé d’accès : { $name }
audit-passkey-remove = Suppression d’une clé d’accès
audit-passkey-remove-named = Suppression d’une clé d’accès : { $name }
audit-recovery-code-use = Utilisation d’un code de récupération
audit-recovery-codes-replace = Création de nouveaux codes de récupération
audit-user-code-make = Création d'un code pour les demandes des applications
audit-user-code-remove = Suppression du code pour les demandes des applications
audit-factors-reset = Suppression de toutes les clés d’accès, de l’application d’authentification et des codes de récupération
audit-factors-disown = Suppression de ce qui avait été ajouté dans le navigateur de quelqu’un d’autre
audit-browser-forget = Navigateur oublié : { $device }
audit-browsers-forget = Navigateurs oubliés : { NUMBER($count) }
audit-factor-forget = La deuxième étape est de nouveau demandée sur { $device }
audit-factor-remember = La deuxième étape n’est plus demandée sur { $device }
audit-factors-forget = Appareils sur lesquels la deuxième étape est de nouveau demandée : { NUMBER($count) }

audit-password-change = Définition du mot de passe
audit-password-remove = Suppression du mot de passe
audit-link-mail = Envoi par e-mail d’un lien pour choisir un mot de passe
audit-link-mail-reset = Demande d’un lien par e-mail pour choisir un nouveau mot de passe
audit-link-mail-sign-up = Demande d’un lien par e-mail pour créer un compte
audit-email-ask = Demande d’un lien pour confirmer une nouvelle adresse e-mail
audit-link-make-setup = Création d’un lien pour configurer le premier compte administrateur
audit-link-make-invite = Création d’un lien pour choisir un premier mot de passe
audit-link-make-reset = Création d’un lien pour choisir un nouveau mot de passe
audit-user-add = Ajout du compte
audit-user-lock = Verrouillage du compte
audit-user-unlock = Déverrouillage du compte
audit-user-remove = Suppression du compte { $username }
audit-user-leave = Retrait du compte de la configuration
audit-user-lapse = Fin de toutes les connexions et de tous les accès : le compte n’était plus dans la configuration
audit-data-download = Téléchargement des données de ce compte
audit-claims-preview = Consultation de ce que { $app } apprendrait de ce compte
audit-sign-in-try = Essai d’une connexion de ce compte à { $app }
audit-user-change = Modification : { $changes }
audit-user-change-unknown = Modification du compte
audit-changes = { $one } ; { $two }
audit-change-username = nom d’utilisateur, de { $before } à { $after }
audit-change-email = adresse e-mail
audit-change-email-verified = confirmation de l’adresse e-mail
audit-change-groups = groupes, désormais { $groups }
audit-change-groups-none = groupes, désormais aucun
audit-change-administrator = droits d’administration accordés
audit-change-no-administrator = droits d’administration retirés
audit-change-profile = profil
audit-change-definition = emplacement de la définition du compte

audit-client-register = Enregistrement d’une application par elle-même : { $app }
audit-client-change = Modification de son enregistrement par une application : { $app }
audit-client-remove = Suppression d’une application enregistrée : { $app }
audit-client-approve = Approbation d’une application enregistrée : { $app }
audit-client-disable = Désactivation d’une application enregistrée : { $app }
audit-client-enable = Activation d’une application enregistrée : { $app }
audit-client-define = Ajout d’une application dans la configuration : { $app }
audit-client-leave = Retrait d’une application de la configuration : { $app }
audit-client-lapse = Fin de tous les accès d’une application, elle ou ses identifiants n’étant plus dans la configuration : { $app }
audit-logout-reopen = Déconnexions signalées tout de même à une application : { $app } ({ NUMBER($count) })
audit-registration-token-add = Création d’un jeton permettant aux applications de s’enregistrer
audit-registration-token-revoke = Révocation d’un jeton permettant aux applications de s’enregistrer

audit-key-add = Création d’une clé ({ $alg })
audit-key-retire = Mise hors service de la clé { $kid }
audit-key-restore = Remise en service de la clé { $kid }
audit-key-remove = Suppression de la clé { $kid }
audit-sealing-add = Création d’un secret de scellement
audit-sealing-replace = Création d’un secret de scellement à la place de tous les autres
audit-sealing-remove = Suppression d’un secret de scellement
audit-config-reload = Rechargement de la configuration
audit-server-start = Démarrage de Latchkey { $version }
audit-mail-test = Envoi d’un e-mail de test
audit-backup-make = Création d’une sauvegarde de la base de données
audit-backup-remove = Suppression d’anciennes sauvegardes de la base de données : { NUMBER($count) }
audit-backup-restore = Restauration d’une sauvegarde de la base de données
audit-database-export = Exportation de la base de données
audit-database-import = Importation de la base de données
audit-database-migrate = Mise à jour de la base de données vers la version de schéma { $version }
audit-audit-export = Exportation de l’historique d’activité
audit-audit-remove = Suppression d’anciennes entrées de l’historique : { NUMBER($count) }

audit-by-administrator = par l’administration
audit-by-server = par ce serveur
