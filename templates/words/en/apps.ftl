# The page of a person's apps, and the page that asks before the access of one is removed.

# $person_html: a name, such as "Ada Example (ada)".
apps-lead = Apps know you as { $person_html }.
apps-search = Search your apps
apps-search-button = Search
# $time_html: a moment, such as "3 hours ago".
apps-signed-in = Last sign-in { $time_html }
# Below the name of an app whose users are not asked.
apps-no-consent = Needs no consent from you
# Below the name of an app that asks at every sign-in, since the person wishes so.
apps-asks-each-time = Asks every time
# Above the button that ends that: account-app-remember.
apps-asks-each-time-hint = You wished to be asked by this app every time you sign in to it.
# Below the name of an app.
apps-refused = You may not use this app, so it gets nothing of your account.
# The same, of one that is disabled or that this server does not know any more.
apps-gone = This app is not available here any more.
# Below the list of what an app sees. $time_html: a moment, such as "3 hours ago".
apps-allowed = You allowed this { $time_html }.
# The same where nobody was asked.
apps-got = It got this access { $time_html }.
# A button that leads to all apps. $count (number): how many there are.
apps-all = All apps ({ NUMBER($count) })
apps-first-page = First page
apps-next-page = More apps
# $q: what was searched for.
apps-no-match = No app matches <bdi>{ $q }</bdi>.
apps-show-all = Show all apps
apps-empty = The apps that you may use appear here, each with a button that opens it. Ask the person who runs this site which ones there are.
apps-empty-administrator = Add the first one: Grafana, Nextcloud, Immich and many others have a preset. This command lists them:

## Removing the access of an app.

# A heading. $app_html: the app's name.
remove-app-title = Remove the access of { $app_html }?
# Above the list of what an app sees: it, the app.
remove-app-sees = It can see
# Above the list of what happens then.
remove-app-then = When you remove it
remove-app-tokens = The app can see nothing of your account any more, and can do nothing in your name.
remove-app-offline = Its access while you are away ends, too.
remove-app-told = The app is told to sign you out.
remove-app-not-told = The app cannot be told to sign you out: sign out there, too.
remove-app-keeps = What the app has stored about you stays with it.
remove-app-asks = The app asks you again when you next sign in to it.
remove-app-again = This app needs no consent: when you next sign in to it, it gets this access again without asking.
remove-app-never-again = It cannot get access again as long as you may not use it.
remove-app-here = You stay signed in here.
remove-app-button = Remove access
# A button that leads back; nothing is done.
remove-app-cancel = Keep access
