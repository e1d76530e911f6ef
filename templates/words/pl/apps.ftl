# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Aplikacje znają cię jako { $person_html }.
apps-search = Szukaj wśród swoich aplikacji
apps-search-button = Szukaj
apps-signed-in = Ostatnie logowanie: { $time_html }
apps-no-consent = Nie wymaga twojej zgody
apps-asks-each-time = Pyta za każdym razem
apps-asks-each-time-hint = Ta aplikacja pyta cię o zgodę przy każdym logowaniu, zgodnie z twoim wyborem.
apps-refused = Nie możesz używać tej aplikacji, więc nie dostaje ona niczego z twojego konta.
apps-gone = Ta aplikacja nie jest już tutaj dostępna.
apps-allowed = Ostatnia zgoda: { $time_html }.
apps-got = Dostęp uzyskano: { $time_html }.
apps-all = Wszystkie aplikacje ({ NUMBER($count) })
apps-first-page = Pierwsza strona
apps-next-page = Więcej aplikacji
apps-no-match = Żadna aplikacja nie pasuje do <bdi>{ $q }</bdi>.
apps-show-all = Pokaż wszystkie aplikacje
apps-empty = Tutaj pojawiają się aplikacje, których możesz używać, każda z przyciskiem, który ją otwiera. Zapytaj osobę prowadzącą tę stronę, jakie są dostępne.
apps-empty-administrator = Dodaj pierwszą: Grafana, Nextcloud, Immich i wiele innych mają gotowe ustawienia. To polecenie je wymienia:

## Removing the access of an app.

remove-app-title = Usunąć dostęp aplikacji { $app_html }?
remove-app-sees = Widzi
remove-app-then = Po usunięciu
remove-app-tokens = Aplikacja nie zobaczy już niczego z twojego konta i nie zrobi niczego w twoim imieniu.
remove-app-offline = Kończy się też jej dostęp podczas twojej nieobecności.
remove-app-told = Aplikacja otrzyma informację, że ma cię wylogować.
remove-app-not-told = Aplikacji nie można powiadomić, że ma cię wylogować: wyloguj się także w niej.
remove-app-keeps = To, co aplikacja o tobie zapisała, pozostaje u niej.
remove-app-asks = Przy następnym logowaniu aplikacja ponownie poprosi o zgodę.
remove-app-again = Ta aplikacja nie wymaga zgody: przy następnym logowaniu odzyska ten dostęp bez pytania.
remove-app-never-again = Nie odzyska dostępu, dopóki nie możesz jej używać.
remove-app-here = Tutaj nadal jesteś zalogowany(-a).
remove-app-button = Usuń dostęp
remove-app-cancel = Zachowaj dostęp
