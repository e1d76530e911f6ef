# Words that several pages share.

language = Langue
language-choose = Changer de langue

site-links = En savoir plus sur ce site
link-help = Aide
link-privacy = Confidentialité
link-terms = Conditions d’utilisation
link-imprint = Mentions légales

show = Afficher
hide = Masquer
error-prefix = Erreur :
go-to = Aller à « { $field } »
go-to-field = Aller au champ
wait-over = Vous pouvez réessayer maintenant.
wait-seconds =
    { $seconds ->
        [one] Vous pourrez réessayer dans <span data-retry-after="{ $seconds }">{ $seconds } seconde</span>.
       *[other] Vous pourrez réessayer dans <span data-retry-after="{ $seconds }">{ $seconds } secondes</span>.
    }
wait-minutes =
    { $minutes ->
        [one] Vous pourrez réessayer dans <span data-retry-after="{ $seconds }">{ $minutes } minute</span>.
       *[other] Vous pourrez réessayer dans <span data-retry-after="{ $seconds }">{ $minutes } minutes</span>.
    }
password-hint = Au moins { $length } caractères. Quelques mots sans rapport entre eux conviennent bien.

account-pages = Votre compte
tab-account = Compte
tab-profile = Profil
tab-security = Sécurité
tab-activity = Activité

admin-pages = Administration
admin-tab-overview = Vue d’ensemble
admin-tab-people = Personnes
admin-tab-groups = Groupes
admin-tab-sessions = Sessions
admin-tab-deliveries = Messages de déconnexion
admin-tab-activity = Activité

audit-look = à vérifier
audit-by = par <bdi>{ $name }</bdi>
audit-by-link = par <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = requête { $id }

app-policy = Règles de confidentialité
app-terms = Conditions d’utilisation
to-continue = pour continuer vers <b>{ $app_html }</b>
for-the-developer = Pour l’équipe de développement de l’application :
no-way-back-will = Le retour à l’application n’aura pas lieu : { $reason }.
no-way-back-was = Le retour à l’application n’a pas eu lieu : { $reason }.

signed-in-at = connexion { $time_html }
signed-in-with = connexion { $time_html } avec { $methods }
remember-device = Ne plus demander sur cet appareil pendant { $time }

time-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
time-hours =
    { $n ->
        [one] { $n } heure
       *[other] { $n } heures
    }
time-days =
    { $n ->
        [one] { $n } jour
       *[other] { $n } jours
    }

list-two = { $one } et { $two }
list-comma = { $one }, { $two }
