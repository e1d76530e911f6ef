# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Le app ti conoscono come { $person_html }.
apps-search = Cerca tra le tue app
apps-search-button = Cerca
apps-signed-in = Ultimo accesso { $time_html }
apps-no-consent = Non richiede il tuo consenso
apps-asks-each-time = Chiede ogni volta
apps-asks-each-time-hint = Hai scelto che questa app ti chieda il consenso a ogni accesso.
apps-refused = Non puoi usare questa app, quindi non riceve nulla del tuo account.
apps-gone = Questa app non è più disponibile qui.
apps-allowed = L’hai consentito { $time_html }.
apps-got = Ha ottenuto questo accesso { $time_html }.
apps-all = Tutte le app ({ NUMBER($count) })
apps-first-page = Prima pagina
apps-next-page = Altre app
apps-no-match = Nessuna app corrisponde a <bdi>{ $q }</bdi>.
apps-show-all = Mostra tutte le app
apps-empty = Qui compaiono le app che puoi usare, ognuna con un pulsante che la apre. Chiedi a chi gestisce questo sito quali ci sono.
apps-empty-administrator = Aggiungi la prima: Grafana, Nextcloud, Immich e molte altre hanno una configurazione pronta. Questo comando le elenca:

## Removing the access of an app.

remove-app-title = Rimuovere l’accesso di { $app_html }?
remove-app-sees = Può vedere
remove-app-then = Se lo rimuovi
remove-app-tokens = L’app non potrà più vedere nulla del tuo account né fare nulla a tuo nome.
remove-app-offline = Termina anche il suo accesso mentre non ci sei.
remove-app-told = L’app viene avvisata di farti uscire.
remove-app-not-told = L’app non può essere avvisata di farti uscire: esci anche lì.
remove-app-keeps = Ciò che l’app ha memorizzato su di te resta presso di essa.
remove-app-asks = Al prossimo accesso all’app ti verrà chiesto di nuovo il consenso.
remove-app-again = Questa app non richiede consenso: al tuo prossimo accesso otterrà di nuovo questo accesso senza chiedere.
remove-app-never-again = Non potrà ottenere di nuovo l’accesso finché non potrai usarla.
remove-app-here = Qui resti connesso.
remove-app-button = Rimuovi l’accesso
remove-app-cancel = Mantieni l’accesso
