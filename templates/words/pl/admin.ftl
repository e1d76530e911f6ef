admin-full-name = Imię i nazwisko
admin-username = Nazwa użytkownika
admin-email = Adres e-mail
admin-groups = Grupy
admin-groups-hint = Rozdzielone przecinkami.
admin-may-administer = Administrator: może korzystać z tych stron
admin-filter = Pokaż
admin-show-everybody = Pokaż wszystkich
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = administrator
admin-tag-locked = zablokowane

admin-session-since = początek: { $time_html }
admin-session-seen = ostatnia aktywność: { $time_html }
admin-session-ended = Sesja została zakończona.

admin-by-app = przez aplikację { $client }
admin-by-command-line = z wiersza poleceń, użytkownik: { $user }
admin-by-server = przez ten serwer

## Przegląd

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> osoba
        [few] <b>{ NUMBER($n) }</b> osoby
        [many] <b>{ NUMBER($n) }</b> osób
       *[other] <b>{ NUMBER($n) }</b> osoby
    }
admin-overview-sessions-many = Ponad <b>{ NUMBER($n) }</b> sesji
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> sesja
        [few] <b>{ NUMBER($n) }</b> sesje
        [many] <b>{ NUMBER($n) }</b> sesji
       *[other] <b>{ NUMBER($n) }</b> sesji
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> aplikacja
        [few] <b>{ NUMBER($n) }</b> aplikacje
        [many] <b>{ NUMBER($n) }</b> aplikacji
       *[other] <b>{ NUMBER($n) }</b> aplikacji
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } zarejestrowała się sama
        [few] { NUMBER($n) } zarejestrowały się same
        [many] { NUMBER($n) } zarejestrowało się samodzielnie
       *[other] { NUMBER($n) } zarejestrowało się samodzielnie
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> oczekujący komunikat o wylogowaniu
        [few] <b>{ NUMBER($n) }</b> oczekujące komunikaty o wylogowaniu
        [many] <b>{ NUMBER($n) }</b> oczekujących komunikatów o wylogowaniu
       *[other] <b>{ NUMBER($n) }</b> oczekującego komunikatu o wylogowaniu
    }
admin-overview-last = Ostatnie zdarzenia
admin-overview-all = Cała aktywność
admin-nothing-yet = Jeszcze nic.
admin-overview-issuer = wystawca (issuer) <code>{ $issuer }</code>

## Osoby

admin-people-search = Imię, nazwisko, nazwa użytkownika lub adres e-mail
admin-list-search-button = Szukaj
admin-list-only = Pokaż
admin-people-everybody = Wszyscy
admin-people-administrators = Administratorzy
admin-people-locked = Zablokowane konta
admin-list-order = Kolejność
admin-people-by-username = Według nazwy użytkownika
admin-list-newest = Od najnowszych
admin-list-oldest = Od najstarszych
admin-list-by-name = Według nazwy
admin-list-by-app = Według aplikacji
admin-list-search-app = Nazwa lub client_id aplikacji
admin-people-in-group = W grupie <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] Łącznie { NUMBER($n) } konto
        [few] Łącznie { NUMBER($n) } konta
        [many] Łącznie { NUMBER($n) } kont
       *[other] Łącznie { NUMBER($n) } konta
    }
admin-tag-left = poza konfiguracją
admin-tag-configuration = konfiguracja
admin-list-first-page = Pierwsza strona
admin-list-next-page = Następna strona
admin-list-none = Nic nie znaleziono.
admin-list-not-yet = Na razie nic nie znaleziono. Następna strona szuka dalej.
admin-people-none = Nikogo nie znaleziono.

## Dodawanie osoby

admin-add = Dodaj osobę
admin-add-button = Dodaj
admin-add-next = Następnie utworzysz link, za pomocą którego ta osoba wybierze hasło.
admin-back-to-people = ← Osoby

## Osoba

admin-person-left = Tego konta nie ma już w pliku <code>{ $file }</code>, który je definiował, więc ta osoba nie może się zalogować. Przywróć wpis lub uruchom <code>latchkey user keep { $username }</code>.
admin-person-place = To konto jest zdefiniowane w <code>{ $place }</code>. Zapisane tam dane zmienia się w tym pliku.
admin-tag-not-confirmed = niepotwierdzony
admin-tag-no-password = jeszcze bez hasła
admin-person-number = Numer konta <code>{ $sub }</code>
admin-person-added = dodano { $time_html }

admin-person-sign-in = Logowanie
admin-person-has-password = Ma hasło
admin-person-no-password = Brak hasła
admin-person-passkeys =
    { $n ->
        [one] { $n } klucz dostępu
        [few] { $n } klucze dostępu
        [many] { $n } kluczy dostępu
       *[other] { $n } klucza dostępu
    }
admin-person-no-passkey = brak klucza dostępu
admin-person-authenticator = aplikacja uwierzytelniająca
admin-person-no-authenticator = brak aplikacji uwierzytelniającej
admin-person-recovery-codes =
    { $n ->
        [one] pozostał { $n } kod odzyskiwania
        [few] pozostały { $n } kody odzyskiwania
        [many] pozostało { $n } kodów odzyskiwania
       *[other] pozostało { $n } kodu odzyskiwania
    }

admin-person-make-link = Utwórz link do wyboru hasła
admin-person-make-link-new = Utwórz link do wyboru nowego hasła
admin-person-mail-link = Wyślij taki link e-mailem
admin-person-lock = Zablokuj konto
admin-person-unlock = Odblokuj konto

admin-person-reset-factors = Usuń wszystkie drugie składniki
admin-person-reset-factors-password = Dla osoby, która straciła telefon i kody odzyskiwania. Upewnij się, że to naprawdę ona o to prosi. Wszystkie klucze dostępu, aplikacja uwierzytelniająca i kody odzyskiwania zostaną usunięte, a osoba zostanie wszędzie wylogowana; do zalogowania wystarczy wtedy samo hasło.
admin-person-reset-factors-no-password = Dla osoby, która straciła telefon i kody odzyskiwania. Upewnij się, że to naprawdę ona o to prosi. Wszystkie klucze dostępu, aplikacja uwierzytelniająca i kody odzyskiwania zostaną usunięte, a osoba zostanie wszędzie wylogowana; konto nie ma hasła, więc utwórz potem link.
admin-person-reset-factors-button = Usuń je

admin-person-profile = Profil i grupy
admin-person-email-verified = Adres na pewno należy do tej osoby
admin-person-save = Zapisz

admin-person-end-session = Zakończ<span class="vh"> sesję: { $device }</span>
admin-person-sign-out = Wyloguj wszędzie
admin-person-no-sessions = Brak otwartych sesji.

admin-person-claims = Co otrzymuje aplikacja
admin-person-claims-app = Aplikacja
admin-person-claims-not-admitted = Ta osoba nie może używać tej aplikacji: nie należy do żadnej z jej <code>allowed_groups</code>.
admin-person-claims-userinfo = Przy wszystkich zakresach, o które może prosić aplikacja (<code>{ $scope }</code>), userinfo zawiera:
admin-person-claims-id-token = Przy wszystkich zakresach, o które może prosić aplikacja (<code>{ $scope }</code>), userinfo i token ID zawierają:

admin-person-activity-all = Cała aktywność tej osoby

admin-person-remove = Usuń konto
admin-person-remove-summary = Usuń to konto i wszystko, co do niego należy
admin-person-remove-hint = Znikną sesje, dostęp aplikacji, klucze dostępu i profil. Zapis zdarzeń pozostanie do końca okresu przechowywania. Tej operacji nie można cofnąć.
admin-person-remove-confirm = Aby potwierdzić, wpisz nazwę użytkownika <b>{ $username }</b>
admin-person-remove-unconfirmed = Nic nie zostało usunięte: aby potwierdzić, wpisz nazwę użytkownika { $username }.

admin-done-added = Konto zostało dodane. Utwórz lub wyślij link, aby ta osoba mogła wybrać hasło.
admin-done-saved = Zmiany zostały zapisane. Aplikacje otrzymają je przy następnym żądaniu.
admin-done-locked = Konto zostało zablokowane i wszędzie wylogowane.
admin-done-unlocked = Konto zostało odblokowane.
admin-done-mailed = Link do wyboru hasła jest w drodze e-mailem.
admin-done-factors-removed = Wszystkie drugie składniki zostały usunięte, a osoba wszędzie wylogowana.
admin-done-factor-removed = Usunięto. Tam, gdzie ta osoba jest zalogowana, pozostaje zalogowana: jeśli zgubiono urządzenie, wyloguj ją też wszędzie.
admin-done-signed-out = Osoba została wszędzie wylogowana.

## Dlaczego czegoś nie zrobiono

admin-refused-pinned = Konto { $username } jest zdefiniowane w { $place } ([[users]]). Zmień tam: { $keys }.
admin-refused-pinned-all = Konto { $username } jest zdefiniowane w { $place } ([[users]]): zmień je tam.
admin-refused-defined = Konto { $username } jest zdefiniowane w { $place } ([[users]]): najpierw usuń tam wpis.
admin-refused-left = Konta { $username } nie ma już w { $file }: przywróć wpis lub zachowaj konto poleceniem `latchkey user keep { $username }`.
admin-refused-taken = Nazwa użytkownika lub adres e-mail należą do innego konta lub wyglądają podobnie. Wybierz inne.
admin-refused-meanwhile = Konto { $username } zostało w międzyczasie usunięte lub zmienione: spróbuj ponownie.
admin-refused-last-administrator = { $username } to ostatni administrator, który może się zalogować: najpierw nadaj komuś innemu uprawnienia administratora.
admin-refused-last-way-in = { $username } to ostatni administrator, który może się zalogować, a konto nie ma hasła: najpierw wyślij link do wyboru hasła i zresetuj składniki dopiero po jego użyciu.
admin-refused-only-way-in = Konto { $username } nie ma hasła, a żaden inny klucz dostępu nie wystarcza do zalogowania: najpierw wyślij link do wyboru hasła albo zresetuj składniki.
admin-refused-username-length = nazwa użytkownika może mieć od 1 do 255 bajtów.
admin-refused-username-character = nazwa użytkownika nie może zawierać spacji ani znaków sterujących lub niewidocznych.
admin-refused-username-scripts = nazwa użytkownika nie może łączyć liter różnych alfabetów, na przykład liter łacińskich i cyrylicy, które wyglądają tak samo.
admin-refused-email = { $text } nie wygląda na adres e-mail.
admin-refused-invisible = { $text }: zawiera niewidoczny znak { $code }. Usuń go.
admin-refused-scripts = { $text }: `{ $word }` łączy litery różnych alfabetów, które mogą wyglądać tak samo. Zapisz każde słowo jednym alfabetem.
admin-refused-no-address = konto { $username } nie ma potwierdzonego adresu e-mail: najpierw go ustaw (`latchkey user set --email`) lub przekaż link osobiście.

## Link do wyboru hasła

admin-link-title = Link dla: { $name }
admin-link-heading = Link dla: <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Za pomocą tego linku osoba wybierze hasło. Działa jeden raz (wygaśnie: { $time_html }) i zastępuje wcześniejsze linki. Jest pokazywany tylko teraz: przekaż go tak, aby nikt inny go nie przeczytał.
admin-link-new = Za pomocą tego linku osoba wybierze nowe hasło, po czym zostanie wszędzie wylogowana. Działa jeden raz (wygaśnie: { $time_html }) i zastępuje wcześniejsze linki. Jest pokazywany tylko teraz: przekaż go tak, aby nikt inny go nie przeczytał.
admin-link-qr = Lub poproś tę osobę o zeskanowanie tego kodu telefonem:
admin-link-done = Gotowe

## Grupy

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } osoba
        [few] { NUMBER($n) } osoby
        [many] { NUMBER($n) } osób
       *[other] { NUMBER($n) } osoby
    }
admin-groups-nobody = nikt
admin-groups-may-use = dostępne aplikacje: { $apps_html }
admin-groups-none = Nie ma jeszcze grup.
admin-groups-search = Nazwa grupy
admin-groups-most-people = Od najliczniejszych
admin-groups-none-hint = Grupy wpisuje się na stronie osoby. Aplikacja, która wymienia grupy w <code>allowed_groups</code>, wpuszcza tylko ich członków.

## Sesje

admin-sessions-many = Ponad { NUMBER($n) } sesji.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } sesja.
        [few] { NUMBER($n) } sesje.
        [many] { NUMBER($n) } sesji.
       *[other] { NUMBER($n) } sesji.
    }
admin-sessions-search = Imię, nazwisko, nazwa użytkownika, aplikacja lub początek adresu
admin-sessions-used = Od ostatnio używanych
admin-sessions-end = Zakończ<span class="vh"> sesję konta { $username }: { $device }</span>
admin-sessions-none = Nikt nie jest zalogowany.

## Komunikaty o wylogowaniu

admin-deliveries-hint = Aplikacje, których jeszcze nie powiadomiono o wylogowaniu lub nie udało się powiadomić. Próby są przez pewien czas ponawiane.
admin-deliveries-given-up = zaniechano
admin-deliveries-waiting = oczekuje
admin-deliveries-ended = sesja zakończona { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } próba
        [few] { $n } próby
        [many] { $n } prób
       *[other] { $n } próby
    }
admin-deliveries-next = następna próba { $time_html }
admin-deliveries-took = odpowiedź lub błąd po { NUMBER($ms) } ms
admin-deliveries-none = Powiadomiono wszystkie aplikacje.

## Aktywność

admin-activity-of = Konto: <bdi>{ $name }</bdi>.
admin-activity-of-link = Konto: <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Rodzaj
admin-activity-everything = Wszystko
admin-activity-none = Nic tego rodzaju.
admin-activity-search = Imię, nazwisko, nazwa użytkownika lub aplikacja
admin-activity-cut = Osób lub aplikacji z tym tekstem w nazwie jest więcej, niż można wyszukać naraz. Aby znaleźć pozostałe, wpisz więcej z nazwy.
admin-activity-hint = Pełny zapis ze skrótami, które pokazują, czy go zmieniono: <code>latchkey audit verify</code> i <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Aplikacje
admin-apps-registered = zarejestrowała się sama
admin-apps-disabled = wyłączona
admin-apps-used = ostatnie użycie { $time_html }
admin-apps-none = Nie ma jeszcze aplikacji.
admin-apps-busiest = Od największej liczby żądań w ostatnich 24 godzinach
admin-apps-none-hint = Dodaj Grafanę, Nextcloud, Immich lub inną: <code>latchkey client add --app list</code> wymienia te, które mają gotowe ustawienia.
admin-app-connect = Połączenie
admin-app-connect-hint = Większość aplikacji potrzebuje adresu discovery i identyfikatora klienta. Sekret nigdy nie jest tu pokazywany: przechowywany jest tylko jego skrót.
admin-app-discovery = Adres discovery
admin-app-client-id = Identyfikator klienta
admin-app-settings = Ustawienia
admin-app-settings-configured = Ta aplikacja jest skonfigurowana w <code>{ $place }</code>. Zmiany w pliku są wczytywane samoczynnie.
admin-app-settings-registered = Ta aplikacja zarejestrowała się sama. Te wiersze skonfigurowałyby ją w pliku.
admin-app-try = Wypróbuj
admin-app-try-person = Nazwa użytkownika lub adres e-mail
admin-app-try-nobody = Nikt nie ma tej nazwy.
admin-app-try-sign-in = Zaloguj się do aplikacji
admin-app-refusals = Co odrzucono
admin-app-refusals-hint = Ostatnie odmowy z tym identyfikatorem klienta, najwyżej { $n }, od uruchomienia tego serwera.
admin-app-refusals-none = Niczego nie odrzucono.
admin-app-remedy = Te wiersze sprawiłyby, że zostałoby przyjęte:
admin-app-who = Kto może jej używać
admin-app-everybody = Wszyscy, którzy mają konto.
admin-app-disable = Wyłącz aplikację
admin-app-disable-hint = Wyłączenie unieważnia jej tokeny i odrzuca logowania do niej, dopóki nie zostanie włączona ponownie.
admin-app-enable = Włącz aplikację
admin-app-approve = Zatwierdź aplikację
admin-app-approve-hint = Zatwierdzona aplikacja otrzymuje odpowiedzi o błędach, zanim ktokolwiek wyrazi zgodę. Pozostaje zatwierdzona, dopóki się nie zmieni.
admin-app-disable-done = Aplikacja jest wyłączona, a jej tokeny unieważnione.
admin-app-enable-done = Aplikacja jest włączona.
admin-app-approve-done = Aplikacja jest zatwierdzona.
admin-app-changed = Aplikacja zmieniła się w międzyczasie. Sprawdź ją i spróbuj ponownie.
admin-app-views = Strony tej aplikacji
copy = Kopiuj
copied = Skopiowano
admin-connect-paste = Co wkleić do aplikacji
admin-connect-paste-hint = Po wybraniu aplikacji pojawią się tu jej własne wiersze, wypełnione dla tego klienta. Sekret należy wpisać w miejsce <code>{ $place }</code>.
admin-connect-other = Inna aplikacja
admin-connect-tried = Wypróbowano z { $version }.
admin-connect-untried = Napisano według dokumentacji aplikacji, bez wypróbowania.
admin-connect-lacks = Czego brakuje temu klientowi dla aplikacji
admin-connect-lacks-nothing = Ten klient ma wszystko, czego potrzebuje aplikacja.
admin-connect-redirects = Dokąd aplikacja jest odsyłana
admin-connect-addresses = Adresy tego serwera
admin-lack-redirect = Aplikacja prosi o odesłanie do { $value }, a ten adres nie jest zarejestrowany.
admin-lack-post-logout = Po wylogowaniu aplikacja prosi o odesłanie do { $value }, a ten adres nie jest zarejestrowany.
admin-lack-backchannel = Aplikacja przyjmuje tokeny wylogowania pod { $value }, a ten klient nie ma dla nich adresu.
admin-lack-scope = Aplikacja prosi o { $value }, czego ten klient nie może mieć.
admin-lack-grants = Aplikacja używa { $value }, czego temu klientowi nie wolno.
admin-lack-method = Ten klient jest zarejestrowany dla { $value }, a aplikacja wysyła sekret w inny sposób.
admin-lack-pkce = Aplikacja nie wysyła ani code_challenge, ani nonce, a ten klient musi.
admin-lack-native = Aplikacja działa także na telefonach lub komputerach, a ten klient jest tylko dla sieci.
admin-lack-claims = Aplikacja czyta tylko token tożsamości, a w tokenie tego klienta brakuje tych danych.
admin-try-hint = Przechodzi logowanie tak, jak zrobiłby to serwer, bez aplikacji. Niczego się nie wydaje ani nie zachowuje.
admin-try-nobody = Nikt nie loguje się do tej aplikacji.
admin-try-not-sent = nie wysłano
admin-try-signed-in = Osoba jest już zalogowana
admin-try-ladder = Co by się stało
admin-try-sent = Aplikacja kieruje przeglądarkę do <code>{ $endpoint }</code> z:
admin-try-pushed = Aplikacja najpierw sama wysyła to do serwera (PAR), a przeglądarka przynosi tylko odwołanie.
admin-try-signed = Aplikacja musi wysłać to w podpisanym obiekcie żądania.
admin-try-left-out = Pominięto, bo aplikacja nie może tego mieć lub nikt tego nie zna: { $scope }
admin-try-admitted = Aplikacja jest dla niektórych grup, a ta osoba należy do jednej z nich.
admin-try-not-admitted = Aplikacja jest dla niektórych grup, a ta osoba nie należy do żadnej z nich.
admin-try-two-factors = Od tej osoby wymaga się drugiego składnika lub klucza dostępu.
admin-try-one-factor = Tej osobie wystarczy hasło.
admin-try-sign-in = { $name } loguje się hasłem.
admin-try-sign-in-two = { $name } loguje się hasłem i drugim składnikiem.
admin-try-sign-in-passkey = { $name } loguje się kluczem dostępu.
admin-try-sign-up = { $name } widzi stronę nowego konta i loguje się.
admin-try-again = { $name } loguje się ponownie, bo wymagane jest świeże logowanie.
admin-try-step-up = { $name } potwierdza drugi składnik.
admin-try-enrol = { $name } ustawia drugi składnik.
admin-try-account = { $name } wybiera konto.
admin-try-consent = Pytanie do { $name }: czy aplikacja może to mieć?
admin-try-issue = Niczego nie brakuje: serwer przyjmuje żądanie.
admin-try-refuse = Serwer odrzuca żądanie.
admin-try-goes = Przeglądarka wraca do <code>{ $place }</code> z:
admin-try-stays = Przeglądarka zostaje na stronie błędu tego serwera, a aplikacja niczego się nie dowiaduje.
admin-try-told = Czego dowiedziałaby się aplikacja
admin-try-id-token = Token tożsamości mówi:
admin-try-userinfo = Userinfo mówi:
admin-try-lane-app = Aplikacja
admin-try-lane-browser = Przeglądarka
admin-try-lane-server = Serwer
admin-try-parameters = Parametry: { NUMBER($n) }
admin-gloss-response-type = Co aplikacja chce otrzymać. „Code” wymienia na tokeny z pominięciem przeglądarki.
admin-gloss-client-id = Nazwa aplikacji na tym serwerze.
admin-gloss-redirect-uri = Dokąd przeglądarka jest odsyłana. Adres musi być zarejestrowany co do litery.
admin-gloss-scope = O co prosi aplikacja.
admin-gloss-state = Wymyślone przez aplikację. Odpowiedź musi mieć tę samą wartość.
admin-gloss-nonce = Wymyślone przez aplikację. Token tożsamości musi mieć tę samą wartość.
admin-gloss-code-challenge = Skrót tajemnicy, którą zachowuje aplikacja (PKCE). Bez niej nikt nie użyje kodu.
admin-gloss-code-challenge-method = Jak powstaje ten skrót.
admin-gloss-prompt = Jakie strony serwer musi pokazać albo że nie może pokazać żadnej.
admin-gloss-code = Działa raz i krótko. Aplikacja wymienia go na tokeny.
admin-gloss-iss = Który serwer odpowiedział, aby aplikacja z kilkoma ich nie pomyliła.
admin-gloss-session-state = Po tej wartości aplikacja zauważa, że ktoś się tutaj wylogował.
admin-gloss-access-token = Otwiera aplikacji userinfo i inne usługi.
admin-gloss-token-type = Jak używa się tokenu dostępu. „Bearer” oznacza, że może go użyć każdy, kto go ma.
admin-gloss-expires-in = Ile sekund działa token dostępu.
admin-gloss-id-token = Mówi, kto, kiedy i w jakiej aplikacji się zalogował. Podpisał go serwer.
admin-gloss-error = Błąd, nazwany jak w specyfikacji.
admin-gloss-error-description = Błąd opisany słowami, dla programistów.

admin-tab-keys = Klucze
admin-keys-hint = Tymi kluczami aplikacje sprawdzają, co podpisał ten serwer. Klucz jest publikowany, zanim zacznie podpisywać, i jeszcze przez pewien czas potem.
admin-keys-never = Żaden klucz nie jest zastępowany automatycznie (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> zastępuje je w dowolnej chwili.
admin-keys-chart = Oś czasu kluczy. Lista poniżej mówi to samo.
admin-overview-keys-chart = Oś czasu kluczy. Strona kluczy mówi to samo słowami.
admin-keys-published = opublikowany
admin-keys-signing = podpisuje
admin-keys-in-use = w użyciu
admin-keys-retired = wycofany
admin-keys-remembered = już niepublikowany
admin-keys-encryption = do szyfrowania
admin-keys-made = opublikowany: { $time_html }
admin-keys-from = pierwsze użycie: { $time_html }
admin-keys-replaced = zastąpiony: { $time_html }
admin-keys-next = następny klucz: { $time_html }
admin-keys-leaves = koniec publikacji: { $time_html }
admin-keys-decrypts = koniec odszyfrowywania: { $time_html }
admin-chart-now = teraz

admin-tab-health = Stan
admin-health-fine = Wszystko jest w porządku.
admin-health-look = Coś wymaga uwagi; poniżej jest napisane, co zrobić.
admin-health-ok = w porządku
admin-health-warn = do sprawdzenia
admin-health-bad = awaria
admin-health-off = nieskonfigurowane
admin-health-database = Baza danych
admin-health-configuration = Konfiguracja
admin-health-mail = Poczta
admin-health-backup = Kopia zapasowa
admin-health-version = Wersja
admin-health-schema = wersja schematu { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = skrót <code>{ $digest }</code>
admin-health-reloaded = wczytano ponownie: { $time_html }
admin-health-refused = odrzucono wczytanie: { $time_html }
admin-health-waiting = oczekujące: { NUMBER($n) }
admin-health-oldest = najstarsza: { $time_html }
admin-health-failed = ostatnie niepowodzenie: { $time_html }
admin-health-made = wykonana i sprawdzona: { $time_html }
admin-health-none = jeszcze żadnej
admin-health-node = ten węzeł: <code>{ $node }</code>
admin-health-database-bad = Nie przyjmuje zapisów, a dziennik mówi dlaczego: sprawdź dysk i uprawnienia albo serwer bazy danych.
admin-health-keys-bad = Żaden klucz nie podpisuje algorytmem { $algs }. Dziennik mówi, dlaczego nie można było go utworzyć lub odczytać.
admin-health-keys-not-again = Nie można ich ponownie wczytać z bazy danych, a dziennik mówi dlaczego; wczytane wcześniej pozostają w użyciu. Przywróć <code>keys.wrap_key_file</code>, zanim ten węzeł zostanie uruchomiony ponownie, bo by nie wystartował.
admin-health-keys-others-sign = Inne węzły podpisują kluczem, którego ten węzeł nie może wczytać, więc nie jest gotowy, a dziennik mówi dlaczego. Daj wszystkim węzłom ten sam <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Nadal obowiązuje to, co wczytano wcześniej. <code>latchkey check</code> mówi, co jest nie tak z plikiem.
admin-health-configuration-older = Ten węzeł ma starszy plik: jego <code>revision</code> to { $revision }, a obowiązuje { $newest }, więc nie zmienia żadnego użytkownika. Daj mu plik z rewizją { $newest } albo podnieś <code>revision</code> powyżej { $newest }, aby cofnąć się celowo.
admin-health-configuration-unnumbered = Plik tego węzła nie ma <code>revision</code>, a obowiązuje { $newest }, więc jest uznawany za starszy i nie zmienia żadnego użytkownika. Wpisz <code>revision = { $next }</code> na początku, przed pierwszą sekcją.
admin-health-mail-off = Bez <code>[smtp]</code> w konfiguracji poczta nie jest wysyłana.
admin-health-mail-warn = Nie udało się wysłać poczty. <code>latchkey mail test ADDRESS</code> pokazuje, co odpowiada serwer poczty.
admin-health-deliveries-warn = Niektórych aplikacji nie udało się powiadomić. Ich strona mówi, których i dlaczego.
admin-health-backup-off = Kopie nie powstają automatycznie: ustaw <code>[storage.backup]</code> albo twórz kopie serwera bazy danych.
admin-health-backup-warn = Nadszedł czas na kopię, ale nie udało się jej wykonać. Dziennik mówi dlaczego; <code>latchkey check</code> sprawdza folder.

admin-chart-heading = Logowania z ostatnich 24 godzin
admin-chart-label = Udane: { NUMBER($ok) }. Nieudane: { NUMBER($failed) }. Liczby z każdej godziny są poniżej.
admin-chart-ok = udane: { NUMBER($n) }
admin-chart-failed = nieudane: { NUMBER($n) }
admin-chart-cut = więcej, niż tu policzono
admin-chart-numbers = Godzina po godzinie
admin-chart-none = Nikt się nie zalogował i nikt nie próbował.
admin-chart-none-hint = Logowania pojawiają się tutaj, gdy następują. Na stronie aplikacji <b>Wypróbuj</b> przechodzi jedno z nich.
admin-presence-heading = Sesje z ostatnich dwóch tygodni
admin-presence-label = Kiedy ta osoba była zalogowana, na każdym urządzeniu. To samo następuje jako lista.
admin-presence-signed-in = zalogowano
admin-presence-one = logowanie jednym składnikiem
admin-presence-strong = kilkoma lub kluczem dostępu
admin-presence-failed = nieudane
admin-presence-list = Jako lista
admin-presence-from-to = Zalogowano od { $from_html } do { $to_html }
admin-presence-since = Zalogowano od { $time_html }
admin-usage-heading = Kto z czego korzysta
admin-usage-hint = Ile razy każda osoba logowała się do każdej aplikacji od { $time_html }.
admin-usage-part = Pokazano najczęstsze.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Żądania z ostatnich 24 godzin
admin-hours-apps = Aplikacje w ostatnich 24 godzinach
admin-hours-hint = Żądania do <code>/token</code> i do innych adresów, pod którymi aplikacje potwierdzają, kim są, godzina po godzinie do teraz.
admin-hours-since = Liczone od uruchomienia tego serwera: { $time_html }.
admin-hours-node = Liczone tylko przez ten węzeł: <code>{ $node }</code>.
admin-hours-label = W ostatnich 24 godzinach. Przyjęte: { NUMBER($ok) }. Odrzucone: { NUMBER($refused) }.
admin-hours-nothing = W ostatnich 24 godzinach nie było żądań.
admin-hours-ok = wszystkie przyjęte
admin-hours-some = niektóre odrzucone
admin-hours-most = większość odrzucona
admin-hours-empty = brak żądań
admin-hours-answered = przyjęte: { NUMBER($n) }
admin-hours-refused = odrzucone: { NUMBER($n) }
admin-hours-hour = Godzina
admin-hours-column-answered = Przyjęte
admin-hours-column-refused = Odrzucone
admin-hours-column-why = Najczęstszy powód
admin-hours-why-client = aplikacja nie potwierdziła, kim jest: jej sekret, klucz lub certyfikat był niewłaściwy
admin-hours-why-grant = kod lub token był już nieważny albo nie należał do aplikacji
admin-hours-why-request = żądaniu czegoś brakowało albo nie dało się go odczytać
admin-hours-why-not-allowed = aplikacji nie wolno pytać w ten sposób
admin-hours-why-scope = aplikacja prosiła o coś, czego nie może dostać
admin-hours-why-person = osoba się nie zgodziła albo nie odpowiedziała na czas
admin-hours-why-busy = zbyt wiele żądań albo serwer nie mógł w tej chwili odpowiedzieć
admin-hours-why-server = błąd serwera; dziennik podaje jaki
admin-hours-why-proof = dowód DPoP był nieważny
admin-hours-why-other = inny powód

## Without passwords

# $username: whose account.
admin-refused-has-factor = Konto { $username } ma klucz dostępu lub aplikację uwierzytelniającą, których żaden link nie zastępuje: najpierw zresetuj składniki, a potem utwórz link.
# $username: whose account.
admin-refused-only-passkey = Żaden inny klucz dostępu nie wystarcza do zalogowania na konto { $username }: zamiast tego zresetuj składniki, a potem utwórz link.
# Button.
admin-person-make-link-passkey = Utwórz link do tworzenia klucza dostępu
# $time_html: a time, with its markup.
admin-link-passkey = Za pomocą tego linku osoba utworzy klucz dostępu. Działa jeden raz (wygaśnie: { $time_html }) i zastępuje wcześniejsze linki. Jest pokazywany tylko teraz: przekaż go tak, aby nikt inny go nie przeczytał.
# Beside a name.
admin-tag-no-passkey = jeszcze bez klucza dostępu
admin-done-mailed-passkey = Link do tworzenia klucza dostępu jest w drodze e-mailem.
