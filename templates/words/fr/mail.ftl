# Mails to people.

mail-hello = Bonjour,
mail-hello-name = Bonjour { $name },
mail-action = { $label } :
mail-open-address = Ou ouvrez cette adresse : <a href="{ $href }">{ $href }</a>
mail-not-you = Si ce n’était pas vous, choisissez dès maintenant un nouveau mot de passe, déconnectez-vous partout ailleurs sur la page de votre compte et prévenez la personne qui gère ce site.
mail-open-account = Ouvrir votre compte

mail-reset-subject = Choisissez un nouveau mot de passe pour { $site }
mail-reset = Quelqu’un a demandé un lien pour choisir un nouveau mot de passe pour votre compte sur { $site }.
mail-reset-button = Choisir un nouveau mot de passe
mail-link-one-hour = Le lien fonctionne une seule fois, pendant une heure.
mail-reset-nothing-to-do = Si vous ne l’avez pas demandé, vous n’avez rien à faire : votre mot de passe reste inchangé.

mail-invitation-subject = Votre compte sur { $site }
mail-invitation = Vous avez un compte sur { $site }. Choisissez un mot de passe pour terminer.
mail-invitation-button = Choisir un mot de passe
mail-link-seven-days = Le lien fonctionne une seule fois, pendant sept jours.
mail-operator-reset-subject = Choisissez un nouveau mot de passe pour { $site }
mail-operator-reset = La personne qui gère { $site } vous envoie ce lien pour choisir un nouveau mot de passe.
mail-operator-reset-button = Choisir un nouveau mot de passe

mail-password-changed-subject = Votre mot de passe pour { $site } a été changé
mail-password-changed = Le mot de passe de votre compte sur { $site } a été changé. Vos sessions sont fermées partout ailleurs.

mail-factors = Changement dans votre compte sur { $site } : { $what }
mail-totp-added-subject = Application d’authentification ajoutée : { $site }
mail-totp-added = Une application d’authentification a été ajoutée.
mail-totp-removed-subject = Application d’authentification supprimée : { $site }
mail-totp-removed = L’application d’authentification a été supprimée.
mail-passkey-added-subject = Clé d’accès ajoutée : { $site }
mail-passkey-added = La clé d’accès « { $name } » a été ajoutée.
mail-passkey-removed-subject = Clé d’accès supprimée : { $site }
mail-passkey-removed = La clé d’accès « { $name } » a été supprimée.
mail-codes-replaced-subject = Nouveaux codes de récupération : { $site }
mail-codes-replaced = De nouveaux codes de récupération ont été créés. Les anciens ne fonctionnent plus.
mail-password-removed-subject = Votre mot de passe a été supprimé : { $site }
mail-password-removed = Votre mot de passe a été supprimé. Vous vous connectez désormais avec une clé d’accès.
mail-disowned-subject = Les ajouts ont été supprimés : { $site }
mail-disowned = Vous avez signalé une connexion qui n’était pas la vôtre. Les clés d’accès et l’application d’authentification ajoutées dans ce navigateur ont été supprimées, ainsi que tous les codes de récupération.
mail-factors-reset-subject = Clés d’accès et deuxième étape supprimées : { $site }
mail-factors-reset = La personne qui gère le site a supprimé vos clés d’accès, votre application d’authentification et vos codes de récupération. Vos sessions sont fermées partout.

mail-new-sign-in-subject = Nouvelle connexion depuis { $device } : { $site }
mail-new-sign-in = Quelqu’un s’est connecté à votre compte sur { $site } dans un navigateur que vous n’aviez encore jamais utilisé ici.
mail-new-sign-in-device = Appareil : { $device }
mail-new-sign-in-time = Date et heure : { $day } { $hour } UTC
mail-new-sign-in-network = Adresse réseau : { $address }
mail-new-sign-in-yours = Si c’était vous, vous n’avez rien à faire.
mail-new-sign-in-button = Ce n’était pas moi
mail-new-sign-in-link = Le lien mène à une page avec un seul bouton. Il vous déconnecte partout et vous permet de choisir un nouveau mot de passe.
mail-new-sign-in-until = Il fonctionne une seule fois, pendant sept jours, tant que votre mot de passe n’a pas changé.

mail-confirm-subject = Confirmez votre adresse e-mail pour { $site }
mail-confirm = Le compte « { $username } » sur { $site } souhaite utiliser cette adresse e-mail.
mail-confirm-button = Confirmer l’adresse
mail-confirm-link = Le lien fonctionne une seule fois, pendant une heure, avec une session ouverte sur ce compte.
mail-confirm-nothing-to-do = Si ce n’est pas votre compte, vous n’avez rien à faire : rien ne change.

mail-in-use-subject = Votre adresse e-mail sur { $site }
mail-in-use = Une personne ayant un compte sur { $site } a voulu y associer cette adresse e-mail.
mail-in-use-kept = L’adresse appartient déjà à un compte : rien n’a été changé, et personne d’autre ne peut l’utiliser.
mail-in-use-yours = Si c’était vous, connectez-vous au compte associé à cette adresse.

mail-email-changed-subject = Votre adresse e-mail pour { $site } a été changée
mail-email-changed = Le compte « { $username } » sur { $site } a maintenant une autre adresse e-mail. Les messages n’arrivent plus ici.
mail-email-changed-not-you = Si ce n’était pas vous, prévenez immédiatement la personne qui gère ce site.

mail-request-subject = { $app } vous demande de vous connecter : { $site }
mail-request = { $app } demande à vous connecter avec votre compte sur { $site }. La page montre ce qui est demandé, et d’où.
mail-request-yours = Si vous n’en êtes pas à l’origine, refusez-la sur cette page ou ne faites rien : sans réponse, la demande expire dans quelques minutes.
mail-request-button = Voir la demande

mail-test-subject = { $site } peut envoyer des e-mails
mail-test = Ceci est un test de { $issuer }. L’envoi d’e-mails fonctionne.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Créez une clé d’accès pour { $site }
# $site: the name of this site.
mail-passkey = Quelqu’un a demandé un lien pour créer une clé d’accès pour votre compte sur { $site }.
# Button.
mail-passkey-button = Créer une clé d’accès
mail-passkey-nothing-to-do = Si vous ne l’avez pas demandé, vous n’avez rien à faire.
# $site: the name of this site.
mail-invitation-passkey = Vous avez un compte sur { $site }. Créez une clé d’accès pour terminer.
mail-new-sign-in-link-passkey = Le lien mène à une page avec un bouton qui vous déconnecte partout. Il fonctionne une seule fois, pendant sept jours.
