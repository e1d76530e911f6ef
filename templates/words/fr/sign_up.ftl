# Accounts that people make for themselves.

sign-up-link = Créer un compte

sign-up-lead = Saisissez votre adresse e-mail. Nous y envoyons un lien qui vous permet de continuer.
sign-up-approval = L’administration approuve les nouveaux comptes avant qu’ils fonctionnent.
sign-up-domains = Une adresse de { $domains }.
sign-up-email = Adresse e-mail
sign-up-send = Envoyer le lien
sign-up-have-one = J’ai un compte
sign-up-help = Obtenir de l’aide
sign-up-not-sent = Aucun lien n’a été envoyé.
sign-up-email-wrong = Saisissez une adresse e-mail, par exemple ada@example.com.
sign-up-email-domain = Utilisez une adresse e-mail de { $domains }.
sign-up-sent = Consultez votre messagerie
sign-up-sent-text = Si l’adresse peut être utilisée, nous y avons envoyé un lien. Il fonctionne une seule fois, pendant une heure.
sign-up-sent-next = Rien reçu ? Regardez dans le dossier des courriers indésirables ou adressez-vous à la personne qui gère ce site.
sign-up-back = Retour à la connexion
sign-up-sign-in = Se connecter
sign-up-closed = Pas de nouveaux comptes
sign-up-closed-text = Actuellement, personne ne peut créer de compte ici. Adressez-vous à la personne qui gère ce site.

sign-up-account-lead = Votre compte sur { $site } existera dès que vous aurez terminé cette page.
sign-up-name = Votre nom
sign-up-name-unfit = Ce nom ne peut pas être utilisé : il contient des caractères de contrôle ou invisibles.
sign-up-username = Nom d’utilisateur
sign-up-username-hint = Il sert à vous connecter.
sign-up-username-length = Choisissez un nom d’utilisateur de 1 à 255 octets.
sign-up-username-character = Choisissez un nom d’utilisateur sans espaces, sans caractères de contrôle et sans caractères invisibles.
sign-up-username-scripts = Choisissez un nom d’utilisateur qui ne mélange pas des lettres de plusieurs écritures, comme des lettres latines et cyrilliques qui se ressemblent.
sign-up-username-at = Choisissez un nom d’utilisateur sans @ : ce n’est pas une adresse e-mail.
sign-up-username-taken = Ce nom d’utilisateur est déjà pris, ou ressemble à un autre qui l’est. Choisissez-en un autre.
sign-up-email-optional = Adresse e-mail (facultatif)
sign-up-email-taken = Cette adresse appartient à un autre compte, ou ressemble à une autre déjà prise. Utilisez-en une autre ou connectez-vous.
sign-up-password = Mot de passe
sign-up-create = Créer le compte
sign-up-not-made = Le compte n’a pas été créé.
sign-up-has-account = Vous avez un compte
sign-up-has-account-text = Un compte a été créé avec cette adresse après l’envoi du lien. Connectez-vous avec ce compte.
sign-up-made = Votre compte est en attente d’approbation
sign-up-made-text = L’administration examine les nouveaux comptes. Vous pourrez vous connecter une fois le vôtre approuvé.
sign-up-made-mail = Un e-mail vous préviendra.
sign-up-made-later = Essayez de vous connecter plus tard.
sign-up-waits = L’administration n’a pas encore approuvé ce compte.

sign-up-link-gone = Ce lien ne fonctionne plus
sign-up-link-gone-text = Si vous avez déjà créé votre compte, connectez-vous. Sinon, demandez un nouveau lien.

mail-sign-up-subject = Votre compte sur { $site }
mail-sign-up-asked = Quelqu’un souhaite créer un compte sur { $site } avec cette adresse e-mail.
mail-sign-up-action = Créer le compte
mail-sign-up-once = Le lien fonctionne une seule fois, pendant une heure.
mail-sign-up-not-you = Si ce n’était pas vous, vous n’avez rien à faire : aucun compte n’existe.
mail-sign-up-has-subject = Vous avez un compte sur { $site }
mail-sign-up-has = Quelqu’un a voulu créer un compte sur { $site } avec cette adresse e-mail. Elle appartient déjà à un compte : rien n’a été fait.
mail-sign-up-sign-in = Se connecter
mail-sign-up-has-not-you = Si ce n’était pas vous, vous n’avez rien à faire.
mail-sign-up-unfit = Quelqu’un souhaite créer un compte sur { $site } avec cette adresse e-mail. Elle ne peut pas y être utilisée : elle peut être confondue avec un nom déjà pris.
mail-sign-up-approved-subject = Votre compte sur { $site } est approuvé
mail-sign-up-approved = L’administration a approuvé votre compte « { $username } » sur { $site }. Vous pouvez vous connecter maintenant.

admin-waiting = En attente d’approbation
admin-waiting-since = En attente d’approbation depuis
admin-waiting-email = indiquée, non confirmée
admin-waiting-tag = en attente d’approbation
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } compte en attente d’approbation
       *[other] { NUMBER($n) } comptes en attente d’approbation
    }
admin-approve = Approuver le compte
admin-approved = Le compte est approuvé. La personne peut se connecter maintenant.
admin-sign-up-link = Lien d’inscription
admin-sign-up-link-make = Créer un lien d’inscription
admin-sign-up-uses = Pour combien de personnes
admin-sign-up-days = Pour combien de jours
admin-sign-up-people = Personnes
admin-sign-up-done = Terminé
admin-sign-up-scan = Ou faites scanner ce code avec un téléphone :
admin-sign-up-text =
    { $n ->
        [one] Ce lien permet à qui le possède de créer un compte, une seule fois. Fin de validité : { $time_html }. Il n’est affiché que maintenant.
       *[other] Ce lien permet à qui le possède de créer un compte, { NUMBER($n) } fois en tout. Fin de validité : { $time_html }. Il n’est affiché que maintenant.
    }

admin-refused-sign-up-off = Personne ne peut créer de compte : écrivez d’abord signup = "invite" ou "open" dans [login].
admin-refused-not-waiting = Le compte { $username } n’est pas en attente d’approbation.

audit-signed-up-mail = Inscription par un lien envoyé par e-mail
audit-signed-up-link = Inscription par un lien de l’administration
audit-user-approve = Approbation du compte
audit-sign-up-link = Création d’un lien d’inscription
