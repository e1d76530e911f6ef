# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Apps kennen je als { $person_html }.
apps-search = Zoek in je apps
apps-search-button = Zoeken
apps-signed-in = Laatst ingelogd { $time_html }
apps-no-consent = Heeft je toestemming niet nodig
apps-asks-each-time = Vraagt het altijd
apps-asks-each-time-hint = Je hebt gekozen dat deze app het bij elke keer inloggen aan je vraagt.
apps-refused = Je mag deze app niet gebruiken, dus krijgt ze niets van je account.
apps-gone = Deze app is hier niet meer beschikbaar.
apps-allowed = Je hebt dit { $time_html } toegestaan.
apps-got = De app kreeg deze toegang { $time_html }.
apps-all = Alle apps ({ NUMBER($count) })
apps-first-page = Eerste pagina
apps-next-page = Meer apps
apps-no-match = Geen app komt overeen met <bdi>{ $q }</bdi>.
apps-show-all = Alle apps tonen
apps-empty = Hier verschijnen de apps die je mag gebruiken, elk met een knop die de app opent. Vraag de persoon die deze site beheert welke er zijn.
apps-empty-administrator = Voeg de eerste toe: voor Grafana, Nextcloud, Immich en vele andere is er een voorinstelling. Deze opdracht toont ze:

## Removing the access of an app.

remove-app-title = Toegang van { $app_html } intrekken?
remove-app-sees = De app kan zien
remove-app-then = Als je de toegang intrekt
remove-app-tokens = De app kan niets meer van je account zien en niets meer namens jou doen.
remove-app-offline = Ook de toegang tijdens je afwezigheid eindigt.
remove-app-told = De app krijgt bericht om je uit te loggen.
remove-app-not-told = De app kan geen bericht krijgen om je uit te loggen: log daar ook uit.
remove-app-keeps = Wat de app over je heeft opgeslagen, blijft bij de app.
remove-app-asks = Als je weer bij de app inlogt, wordt opnieuw om toestemming gevraagd.
remove-app-again = Deze app heeft geen toestemming nodig: als je weer inlogt, krijgt de app deze toegang terug zonder te vragen.
remove-app-never-again = De app kan geen toegang meer krijgen zolang je haar niet mag gebruiken.
remove-app-here = Hier blijf je ingelogd.
remove-app-button = Toegang intrekken
remove-app-cancel = Toegang behouden
