# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Les applications vous connaissent sous le nom de { $person_html }.
apps-search = Rechercher dans vos applications
apps-search-button = Rechercher
apps-signed-in = Dernière connexion { $time_html }
apps-no-consent = N’a pas besoin de votre accord
apps-asks-each-time = Demande à chaque fois
apps-asks-each-time-hint = Vous avez choisi que cette application vous demande votre accord à chaque connexion.
apps-refused = Vous ne pouvez pas utiliser cette application : elle ne reçoit rien de votre compte.
apps-gone = Cette application n’est plus disponible ici.
apps-allowed = Vous l’avez autorisé { $time_html }.
apps-got = Elle a obtenu cet accès { $time_html }.
apps-all = Toutes les applications ({ NUMBER($count) })
apps-first-page = Première page
apps-next-page = Plus d’applications
apps-no-match = Aucune application ne correspond à <bdi>{ $q }</bdi>.
apps-show-all = Afficher toutes les applications
apps-empty = Les applications que vous pouvez utiliser apparaissent ici, chacune avec un bouton qui l’ouvre. Demandez à la personne qui gère ce site lesquelles existent.
apps-empty-administrator = Ajoutez la première : Grafana, Nextcloud, Immich et bien d’autres ont une configuration toute prête. Cette commande les énumère :

## Removing the access of an app.

remove-app-title = Supprimer l’accès de { $app_html } ?
remove-app-sees = Elle peut voir
remove-app-then = Si vous le supprimez
remove-app-tokens = L’application ne pourra plus rien voir de votre compte ni rien faire en votre nom.
remove-app-offline = Son accès en votre absence prend fin aussi.
remove-app-told = L’application est avertie qu’elle doit vous déconnecter.
remove-app-not-told = L’application ne peut pas être avertie qu’elle doit vous déconnecter : déconnectez-vous-y aussi.
remove-app-keeps = Ce que l’application a enregistré à votre sujet reste chez elle.
remove-app-asks = L’application vous redemandera votre accord à votre prochaine connexion.
remove-app-again = Cette application n’a pas besoin de votre accord : à votre prochaine connexion, elle retrouvera cet accès sans rien demander.
remove-app-never-again = Elle ne pourra pas retrouver d’accès tant que vous ne pouvez pas l’utiliser.
remove-app-here = Vous restez connecté ici.
remove-app-button = Supprimer l’accès
remove-app-cancel = Garder l’accès
