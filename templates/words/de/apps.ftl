# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Apps kennen Sie als { $person_html }.
apps-search = Ihre Apps durchsuchen
apps-search-button = Suchen
apps-signed-in = Letzte Anmeldung { $time_html }
apps-no-consent = Braucht Ihre Zustimmung nicht
apps-asks-each-time = Fragt jedes Mal
apps-asks-each-time-hint = Sie möchten von dieser App bei jeder Anmeldung gefragt werden.
apps-refused = Sie dürfen diese App nicht verwenden; sie erhält nichts von Ihrem Konto.
apps-gone = Diese App ist hier nicht mehr verfügbar.
apps-allowed = Sie haben das { $time_html } erlaubt.
apps-got = Sie hat diesen Zugriff { $time_html } erhalten.
apps-all = Alle Apps ({ NUMBER($count) })
apps-first-page = Erste Seite
apps-next-page = Weitere Apps
apps-no-match = Keine App passt zu <bdi>{ $q }</bdi>.
apps-show-all = Alle Apps anzeigen
apps-empty = Hier erscheinen die Apps, die Sie verwenden dürfen, jede mit einer Schaltfläche zum Öffnen. Fragen Sie die Person, die diese Website betreibt, welche es gibt.
apps-empty-administrator = Fügen Sie die erste hinzu: Für Grafana, Nextcloud, Immich und viele andere gibt es eine Voreinstellung. Dieser Befehl listet sie auf:

## Removing the access of an app.

remove-app-title = Zugriff von { $app_html } entfernen?
remove-app-sees = Sie kann sehen
remove-app-then = Wenn Sie den Zugriff entfernen
remove-app-tokens = Die App sieht nichts mehr von Ihrem Konto und kann nichts mehr in Ihrem Namen tun.
remove-app-offline = Auch ihr Zugriff während Ihrer Abwesenheit endet.
remove-app-told = Der App wird mitgeteilt, dass sie Sie abmelden soll.
remove-app-not-told = Der App kann nicht mitgeteilt werden, dass sie Sie abmelden soll: Melden Sie sich auch dort ab.
remove-app-keeps = Was die App über Sie gespeichert hat, bleibt bei ihr.
remove-app-asks = Die App fragt Sie bei der nächsten Anmeldung erneut.
remove-app-again = Diese App braucht keine Zustimmung: Bei Ihrer nächsten Anmeldung erhält sie diesen Zugriff ohne Rückfrage wieder.
remove-app-never-again = Sie kann keinen Zugriff mehr erhalten, solange Sie sie nicht verwenden dürfen.
remove-app-here = Hier bleiben Sie angemeldet.
remove-app-button = Zugriff entfernen
remove-app-cancel = Zugriff behalten
