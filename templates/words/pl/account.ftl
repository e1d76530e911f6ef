account-sign-out = Wyloguj się
account-ask = Poproś o pomoc osobę prowadzącą tę witrynę.
account-ask-link = <a href="{ $href }">Poproś o pomoc osobę prowadzącą tę witrynę</a>.
account-number = Numer twojego konta: <code>{ $sub }</code>
device-on = { $browser } w systemie { $system }
device-unknown = Nieznane urządzenie

## Konto

account-title = Twoje konto
account-device-ended = To urządzenie zostało wylogowane.
account-sign-in-ended = Ta sesja została zakończona.
account-others-ended = Wylogowano cię wszędzie indziej.
account-app-ended = Sesja w tej aplikacji została zakończona.
account-app-removed = Dostęp aplikacji został usunięty.
account-app-remembered = Aplikacja zapyta cię tylko wtedy, gdy będzie chciała czegoś nowego.
account-password-saved = Hasło zostało zapisane. Wylogowano cię wszędzie indziej.
account-left = Tego konta nie ma już w pliku konfiguracyjnym tego serwera ({ $file }).
account-left-refused = Nie możesz się zalogować, a aplikacje odrzucają to konto.
account-left-until = Twoja sesja na tej stronie wygaśnie: { $time_html }.
account-left-mistake = Jeśli to pomyłka, poproś osobę prowadzącą tę witrynę, aby przywróciła konto w pliku lub zachowała je poleceniem <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = niepotwierdzony
account-email-confirmed = potwierdzony
account-administrator = administrator
account-pinned = Imię i nazwisko, adres e-mail i grupy tego konta są określone w pliku konfiguracyjnym tego serwera.
account-pinned-password = Imię i nazwisko, adres e-mail, grupy i hasło tego konta są określone w pliku konfiguracyjnym tego serwera.
account-pinned-edit = Aby je zmienić, edytuj odpowiedni blok <code>[[users]]</code> (<code>{ $place }</code>).
account-pinned-ask = Aby je zmienić, zwróć się do osoby prowadzącej tę witrynę.
account-to-admin = Administracja

account-first-app = Następny krok: pierwsza aplikacja
account-first-app-what = Aplikacja potrzebuje klienta na tym serwerze. Możesz go dodać na dwa sposoby.
account-first-app-command = Za pomocą polecenia
account-first-app-list = <code>latchkey client add --app list</code> wyświetla aplikacje z gotowymi ustawieniami. Dla każdej innej aplikacji:
account-first-app-file = W pliku konfiguracyjnym, za pomocą tych wierszy
account-first-app-issuer = Następnie wpisz w aplikacji adres wystawcy (issuer): <code>{ $issuer }</code>

account-apps = Aplikacje
account-app-open = Otwórz<span class="vh"> { $app_html }</span>
account-app-sees = Co widzi<span class="vh"> o tobie</span>
account-app-remove = Usuń dostęp<span class="vh"> aplikacji { $app_html }</span>
account-app-remember = Zapamiętaj, na co pozwalam<span class="vh"> aplikacji { $app_html }</span>
account-no-apps = Nie ma jeszcze aplikacji.

account-devices = Urządzenia
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } sesja
        [few] <b>{ $device }</b>, { NUMBER($count) } sesje
        [many] <b>{ $device }</b>, { NUMBER($count) } sesji
       *[other] <b>{ $device }</b>, { NUMBER($count) } sesji
    }
account-this-device = to urządzenie
account-this-sign-in = ta sesja
account-active-now = Teraz aktywne
account-seen = Ostatnia aktywność: { $time_html }
account-seen-inline = ostatnia aktywność: { $time_html }
account-each-sign-in = Poszczególne sesje<span class="vh"> – { $device }</span>
account-end-sign-in = Zakończ tę sesję
account-older-sign-ins =
    { $count ->
        [one] i { NUMBER($count) } starsza
        [few] i { NUMBER($count) } starsze
        [many] i { NUMBER($count) } starszych
       *[other] i { NUMBER($count) } starszej
    }
account-sign-out-device = Wyloguj<span class="vh"> – { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Zakończ drugą sesję<span class="vh"> – { $device }</span>
        [few] Zakończ { NUMBER($count) } pozostałe sesje<span class="vh"> – { $device }</span>
        [many] Zakończ { NUMBER($count) } pozostałych sesji<span class="vh"> – { $device }</span>
       *[other] Zakończ { NUMBER($count) } pozostałej sesji<span class="vh"> – { $device }</span>
    }
account-sign-out-everywhere = Wyloguj wszędzie indziej
account-only-here = Nie ma innych otwartych sesji.

account-spokes = Zalogowano z tej przeglądarki
account-spokes-what = Aplikacje, do których zalogowano się stąd. Gdy wylogujesz się z jednej, pozostałe zostają. Aplikacja może zalogować cię ponownie bez pytania, dopóki trwa twoja sesja tutaj.
account-spokes-picture = Ta przeglądarka i linia do każdej aplikacji
account-spokes-none = Nie zalogowano się jeszcze stąd do żadnej aplikacji.
account-spokes-to-apps = Zobacz swoje aplikacje
account-spoke-signed-in = Zalogowano
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Ostatnie użycie: { $time_html }
account-spoke-end = Wyloguj się<span class="vh"> z aplikacji { $app_html }</span>

account-factors = Klucze dostępu i drugi etap
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } klucz dostępu
        [few] { NUMBER($count) } klucze dostępu
        [many] { NUMBER($count) } kluczy dostępu
       *[other] { NUMBER($count) } klucza dostępu
    }
account-no-passkey = Brak klucza dostępu
account-totp = aplikacja uwierzytelniająca włączona
account-no-totp = brak aplikacji uwierzytelniającej
account-codes =
    { $count ->
        [one] pozostał { NUMBER($count) } kod odzyskiwania
        [few] pozostały { NUMBER($count) } kody odzyskiwania
        [many] pozostało { NUMBER($count) } kodów odzyskiwania
       *[other] pozostało { NUMBER($count) } kodu odzyskiwania
    }
account-no-codes = brak kodów odzyskiwania
account-factors-manage = Zarządzaj
account-factors-set-up = Skonfiguruj

account-password = Hasło
account-password-change = Zmień hasło
account-password-choose = Wybierz hasło
account-password-refused = Hasło nie zostało zapisane.
account-password-current = Obecne hasło
account-password-new = Nowe hasło
account-password-hint = Zapisanie go spowoduje wylogowanie wszędzie indziej.
account-password-save = Zapisz hasło
account-password-pinned = Hasło tego konta jest określone w pliku konfiguracyjnym tego serwera. Zmień je tam.
account-password-left = To konto zostało usunięte z pliku konfiguracyjnego tego serwera. Nie możesz zmienić jego hasła.
account-password-many = Zbyt wiele prób. Odczekaj kilka minut i spróbuj ponownie.
account-password-wrong = To nie jest twoje obecne hasło. Sprawdź je i spróbuj ponownie.
account-password-meanwhile = W międzyczasie hasło zostało zmienione gdzie indziej lub nastąpiło tu wylogowanie.

## Profil

profile-title = Twój profil
profile-saved = Profil został zapisany.
profile-email-asked = Wysyłamy wiadomość na ten adres. Otwórz zawarty w niej link w ciągu godziny; do tego czasu nic się nie zmieni.
profile-email-confirmed = Twój adres e-mail został potwierdzony.
profile-refused = Nic nie zostało zmienione.
profile-username-fixed = Logujesz się jako <b><bdi>{ $username }</bdi></b>. Tej nazwy nie można tutaj zmienić.
profile-pinned = Twój profil jest określony w pliku konfiguracyjnym tego serwera.
profile-pinned-edit = Aby go zmienić, edytuj odpowiedni blok <code>[[users]]</code> (<code>{ $place }</code>).
profile-pinned-ask = Aby go zmienić, zwróć się do osoby prowadzącej tę witrynę.
profile-left = Tego konta nie ma już w pliku konfiguracyjnym tego serwera, więc nie można go zmienić.
profile-meanwhile = W międzyczasie twoje konto zostało zmienione gdzie indziej lub nastąpiło tu wylogowanie. Nic nie zostało zmienione.
profile-pinned-refused = To konto jest określone w pliku konfiguracyjnym tego serwera. Nic nie zostało zmienione.

profile-about = O tobie
profile-field = Profil
profile-name = Imię i nazwisko
profile-name-hint = Tak, jak widzą je inni.
profile-given-name = Imię
profile-family-name = Nazwisko
profile-nickname = Pseudonim
profile-website = Strona internetowa
profile-website-hint = Na przykład https://example.com
profile-zoneinfo = Strefa czasowa
profile-zoneinfo-hint = Na przykład Europe/Paris
profile-locale = Język
profile-locale-hint = Na przykład en-GB
profile-username = Nazwa użytkownika
profile-who-sees = Te dane widzą aplikacje, którym udostępnisz swój profil. Każde pole może pozostać puste.
profile-save = Zapisz profil
profile-website-wrong = Wpisz pełny adres, na przykład https://example.com.
profile-zoneinfo-wrong = Wpisz nazwę strefy czasowej, na przykład Europe/Paris.
profile-locale-wrong = Wpisz znacznik języka, na przykład en-GB.
profile-long = Skróć tekst. Maksymalna liczba znaków: { $count }.
profile-invisible = Tego nie można użyć: tekst zawiera niewidoczny znak { $code }. Usuń go.
profile-mixed = Tego nie można użyć: `{ $word }` łączy litery różnych alfabetów, które mogą wyglądać tak samo. Zapisz każde słowo jednym alfabetem.

profile-email = Adres e-mail
profile-no-email = Brak.
profile-email-waiting = Wysłano link do potwierdzenia adresu <b><bdi>{ $email }</bdi></b>. Wygaśnie: { $time_html }.
profile-confirm-again = Wyślij link potwierdzający
profile-new-email = Nowy adres e-mail
profile-new-email-hint = Wyślemy tam link. Adres zmieni się, gdy go otworzysz.
profile-email-send = Wyślij link
profile-no-mail = Ten serwer nie wysyła wiadomości, więc adresu nie można tutaj zmienić.
profile-no-mail-refused = Ten serwer nie wysyła wiadomości. Poproś osobę prowadzącą tę witrynę o zmianę adresu.
profile-email-wrong = Wpisz adres e-mail, na przykład ada@example.com.
profile-email-same = To już jest twój adres i jest potwierdzony.
profile-email-many =
    { $minutes ->
        [one] Poproszono o zbyt wiele wiadomości. Możesz spróbować ponownie za { $minutes } minutę.
        [few] Poproszono o zbyt wiele wiadomości. Możesz spróbować ponownie za { $minutes } minuty.
        [many] Poproszono o zbyt wiele wiadomości. Możesz spróbować ponownie za { $minutes } minut.
       *[other] Poproszono o zbyt wiele wiadomości. Możesz spróbować ponownie za { $minutes } minuty.
    }
profile-email-sign-in = Zaloguj się, aby potwierdzić adres
profile-email-sign-in-why = Link działa dla konta, z którego o niego poproszono. Zaloguj się na to konto, a potem potwierdzisz adres.
profile-email-sign-in-button = Zaloguj się
profile-email-in-use = Ten adres jest zajęty
profile-email-in-use-what = Należy już do innego konta. Twoje konto zachowuje dotychczasowy adres.
profile-back = Wróć do profilu

profile-data = Twoje dane
profile-data-hint = Plik ze wszystkim, co jest tu o tobie zapisane: profil, grupy, sesje, aplikacje, klucze dostępu. Nie udostępniaj go nikomu.
profile-data-download = Pobierz swoje dane

profile-delete = Usuń konto
profile-delete-open = Usuń to konto na zawsze
profile-delete-what = Wylogujemy cię wszędzie, aplikacje stracą dostęp i nikt nie będzie mógł przywrócić konta.
profile-delete-username = Twoja nazwa użytkownika
profile-delete-username-hint = Wpisz <b><bdi>{ $username }</bdi></b>, aby kontynuować.
profile-delete-button = Usuń moje konto
profile-delete-wrong = To nie jest twoja nazwa użytkownika. Nic nie zostało usunięte.
profile-delete-last-administrator = Nikt inny nie administruje tym serwerem. Najpierw nadaj komuś uprawnienia administratora.
profile-deleted = Twoje konto zostało usunięte
profile-deleted-what = Wylogowano cię wszędzie, a konto zniknęło wraz z całą zawartością. Zapis zdarzeń na koncie pozostanie do końca okresu przechowywania.
profile-deleted-apps = Aplikacje mogą zachować to, co o tobie wiedzą: zwróć się do osób, które je prowadzą.
profile-deleted-done = Gotowe

## Klucze dostępu i drugi etap

security-title = Klucze dostępu i drugi etap
security-totp-removed = Aplikacja uwierzytelniająca została usunięta. Kod nie będzie już potrzebny.
security-passkey-added = Klucz dostępu został dodany. Od teraz możesz się nim logować.
security-key-added = Klucz bezpieczeństwa został dodany. Można go używać po podaniu hasła, a nie zamiast niego.
security-passkey-named = Nowa nazwa została zapisana.
security-passkey-removed = Klucz dostępu został usunięty z tego konta. Usuń go także z urządzenia.
security-password-removed = Hasło zostało usunięte. Logujesz się kluczem dostępu; wylogowano cię wszędzie indziej.
security-password-remove = Logowanie bez hasła
security-password-remove-hint = Hasło przestanie działać i będziesz logować się tylko kluczem dostępu. Wszędzie indziej nastąpi wylogowanie.
security-password-remove-mail = Jeśli utracisz wszystkie klucze dostępu, strona logowania może wysłać ci link do ustawienia nowego hasła.
security-password-remove-link = Jeśli utracisz wszystkie klucze dostępu, administrator może dać ci link do ustawienia nowego hasła.
security-password-remove-now = Usuń hasło
security-password-no-passkey = Zaloguj się raz samym kluczem dostępu. Potem możesz tutaj usunąć hasło.
security-device-forgotten = Przy następnym logowaniu na tym urządzeniu drugi etap będzie znów wymagany.
security-devices-forgotten = Przy następnym logowaniu na każdym urządzeniu drugi etap będzie znów wymagany.
security-required = Ta witryna wymaga czegoś więcej niż hasła: dodaj klucz dostępu lub aplikację uwierzytelniającą.

security-passkeys = Klucze dostępu
security-passkeys-hint = Klucz dostępu pozwala zalogować się odciskiem palca, twarzą lub kodem PIN, bez hasła. Działa tylko w tej witrynie, więc żadna fałszywa witryna nie może o niego poprosić.
security-passkey-synced = synchronizowany
security-passkey-one-device = na jednym urządzeniu
security-added = dodano { $time_html }
security-used = użyto { $time_html }
security-not-used = jeszcze nieużywany
security-since = początek: { $time_html }
security-passkey-change = Zmień<span class="vh"> { $name }</span>
security-passkey-name = Nazwa
security-passkey-save = Zapisz nazwę
security-passkey-remove = Usuń<span class="vh"> { $name }</span>
security-no-passkeys = Nie ma jeszcze kluczy dostępu.
security-passkey-add = Dodaj klucz dostępu
security-passkey-failed = Nie utworzono klucza dostępu. Spróbuj ponownie.
security-passkey-known-device = To urządzenie ma już klucz dostępu do tego konta.
security-passkey-script = Dodanie klucza dostępu wymaga JavaScriptu, który jest w tej przeglądarce wyłączony.
security-passkey-unnamed = Klucz dostępu
security-passkey-field = Klucz dostępu
security-passkey-only-way-in = Konto nie ma hasła, a żaden inny klucz dostępu sam nie wystarcza: bez tego nie można by się zalogować. Najpierw dodaj inny klucz dostępu.
security-name-long = Skróć nazwę. Maksymalna liczba znaków: { $count }.
security-name-invisible = Tej nazwy nie można użyć: zawiera niewidoczny znak { $code }. Usuń go.
security-name-mixed = Tej nazwy nie można użyć: `{ $word }` łączy litery różnych alfabetów, które mogą wyglądać tak samo. Zapisz każde słowo jednym alfabetem.
security-register-added = Klucz dostępu został dodany.
security-register-refused = Nie udało się dodać klucza dostępu: serwer nie może odczytać danych z przeglądarki. Użyj innego urządzenia.
security-register-outdated = Ta strona była otwarta zbyt długo. Spróbuj ponownie.
security-register-known = Ten klucz dostępu dodano już wcześniej.
security-register-full = To konto ma już maksymalną liczbę kluczy dostępu. Najpierw usuń jeden z nich.
security-register-not-proven = W międzyczasie twoje konto się zmieniło. Zaloguj się ponownie i dodaj klucz dostępu.

security-totp = Aplikacja uwierzytelniająca
security-totp-on = włączona
security-totp-remove = Usuń aplikację
security-totp-hint = Aplikacja w telefonie pokazuje kod, który wpisujesz po haśle.
security-totp-add = Dodaj aplikację uwierzytelniającą

security-codes = Kody odzyskiwania
security-codes-none = brak
security-codes-left = Pozostało: <b>{ $count }</b>.
security-codes-hint = Każdy pozwala zalogować się jeden raz, jeśli stracisz telefon lub klucze dostępu.
security-codes-new = Utwórz nowe kody
security-codes-new-hint = Stare przestaną działać.
security-user-code = Kod do próśb aplikacji
security-user-code-hint = Niektóre aplikacje mogą o coś poprosić tylko wtedy, gdy otrzymają ten kod, na przykład przez telefon. Nie należy go podawać aplikacji, z którą kontakt nie wyszedł od Ciebie.
security-user-code-is = Twój kod: <b>{ $code }</b>
security-user-code-once = Jest pokazywany tylko teraz. Poprzedni kod, jeśli był, już nie działa.
security-user-code-make = Utwórz kod
security-user-code-again = Utwórz nowy kod
security-user-code-remove = Usuń kod
security-user-code-removed = Kod został usunięty. Aplikacje, które go wymagają, nie mogą już o nic prosić.

security-remembered = Zapamiętane urządzenia
security-remembered-hint = Na tych urządzeniach wystarczy hasło, dopóki nie zmieni się hasło lub drugi etap. Aplikacje i zmiany na koncie mogą nadal wymagać czegoś więcej.
security-forget = Zapomnij<span class="vh"> – { $device }</span>
security-forget-all = Zapomnij wszystkie
security-no-remembered = Brak zapamiętanych urządzeń.

## Drugi etap logowania

second-factor-title = Potwierdź, że to ty
second-factor-lead = Jeszcze jeden krok, { $person_html }.
second-factor-lead-step-up = Ta czynność wymaga dodatkowego potwierdzenia, że to ty, { $person_html }.
second-factor-change = Użyj do tego klucza dostępu: kod można od ciebie wyłudzić, a klucza dostępu nie.
second-factor-change-lost = Jeśli klucz dostępu przepadł, użyj kodu odzyskiwania. Jeśli nie masz już żadnego, poproś o pomoc osobę prowadzącą tę witrynę.
second-factor-recovery-code = Kod odzyskiwania
second-factor-recovery-code-hint = Jeden z zapisanych kodów, na przykład BCDF-GHJK-LMNP-QRST. Każdy działa jeden raz.
second-factor-code = Kod z aplikacji uwierzytelniającej
second-factor-code-hint = Sześć cyfr, nowe co 30 sekund.
second-factor-confirm = Potwierdź
second-factor-lost = Nie ma już sposobu, aby potwierdzić, że to ty. Poproś o pomoc osobę prowadzącą tę witrynę.
second-factor-script = Klucz dostępu wymaga JavaScriptu, który jest w tej przeglądarce wyłączony.
second-factor-no-passkeys = Ta przeglądarka nie obsługuje kluczy dostępu.
second-factor-recovery-hint = Możesz użyć kodu odzyskiwania.
second-factor-other-device = Użyj innej przeglądarki lub innego urządzenia.
second-factor-passkey = Użyj klucza dostępu
second-factor-passkey-failed = Nie użyto klucza dostępu. Spróbuj ponownie lub wybierz inny sposób.
second-factor-other-way = Wybierz inny sposób
second-factor-recovery = Użyj kodu odzyskiwania
second-factor-help = Uzyskaj pomoc
second-factor-cancel = Anuluj
second-factor-mismatch = Ten kod jest nieprawidłowy. Sprawdź go i spróbuj ponownie.
second-factor-used = Ten kod został już użyty. Poczekaj na następny i spróbuj ponownie.
second-factor-missing = Wpisz kod.
second-factor-passkey-refused = Ten klucz dostępu nie został przyjęty. Spróbuj ponownie lub wybierz inny sposób.
second-factor-passkey-needed = Kod tutaj nie wystarczy: użyj klucza dostępu. Żaden kod nie został zużyty.
second-factor-outdated = Ta strona była otwarta zbyt długo. Spróbuj ponownie.
second-factor-not-ours = { $what } Spróbuj ponownie.
second-factor-many = Zbyt wiele błędnych kodów.

## Konfiguracja drugiego etapu

set-up-title = Skonfiguruj drugi etap
set-up-totp-title = Dodaj aplikację uwierzytelniającą
set-up-lead = { $person_html }, tutaj samo hasło nie wystarczy. Konfigurujesz to tylko raz.
set-up-lead-passkey = { $person_html }, ta aplikacja wymaga klucza dostępu. Konfigurujesz go tylko raz.
set-up-lead-also-passkey = { $person_html }, ta aplikacja wymaga klucza dostępu: sam kod nie wystarczy. Konfigurujesz go tylko raz.
set-up-no-totp = Nie można tutaj skonfigurować aplikacji uwierzytelniającej.
set-up-nothing = Obecnie nie można tu skonfigurować drugiego kroku. Zapytaj osobę prowadzącą tę witrynę.
set-up-totp-lead = Przy każdym logowaniu hasłem trzeba będzie podać kod z aplikacji.
set-up-refused = Nic jeszcze nie skonfigurowano.
set-up-passkey = Z kluczem dostępu
set-up-passkey-hint = Odcisk palca, twarz albo PIN tego urządzenia lub klucza bezpieczeństwa.
set-up-passkey-make = Utwórz klucz dostępu
set-up-passkey-failed = Nie utworzono klucza dostępu. Spróbuj ponownie lub użyj aplikacji uwierzytelniającej.
set-up-or-totp = Lub z aplikacją uwierzytelniającą
set-up-scan = Zeskanuj ten kod w aplikacji lub <a href="{ $href }">otwórz aplikację na tym urządzeniu</a>.
set-up-type = Wpisz klucz ręcznie
set-up-type-hint = Konto <b>{ $username }</b>, kody oparte na czasie, sześć cyfr.
set-up-code = Wpisz kod wyświetlany w aplikacji
set-up-code-field = Kod
set-up-turn-on = Włącz
set-up-cancel = Anuluj
set-up-outdated = Ta strona była otwarta zbyt długo. Zeskanuj nowy kod poniżej i spróbuj ponownie.
set-up-digits = Wpisz sześć cyfr wyświetlanych w aplikacji.
set-up-mismatch = Ten kod jest nieprawidłowy. Sprawdź, czy zegar w telefonie działa dobrze, i wpisz kod widoczny teraz w aplikacji.
set-up-known = To konto ma już aplikację uwierzytelniającą.
set-up-meanwhile = W międzyczasie twoje konto się zmieniło. Zaloguj się ponownie.

## Kody odzyskiwania

codes-title = Twoje kody odzyskiwania
codes-lead = Jeśli stracisz telefon lub klucze dostępu, zalogujesz się jednym z tych kodów. <b>Są pokazywane tylko teraz.</b>
codes-hint = Każdy kod działa jeden raz. Przechowuj je z ważnymi dokumentami lub w menedżerze haseł.
codes-download = Pobierz
codes-print = Drukuj
codes-saved = Kody są zapisane
codes-file-title = Kody odzyskiwania: { $site } ({ $issuer })
codes-file-hint = Każdy kod działa jeden raz.

## Aktywność

activity-title = Aktywność
activity-hint =
    { $days ->
        [one] Zdarzenia na twoim koncie, od najnowszych. Wpisy są przechowywane przez { NUMBER($days) } dzień. Jeśli widzisz coś, czego nie rozpoznajesz, zmień hasło i wyloguj się wszędzie indziej.
        [few] Zdarzenia na twoim koncie, od najnowszych. Wpisy są przechowywane przez { NUMBER($days) } dni. Jeśli widzisz coś, czego nie rozpoznajesz, zmień hasło i wyloguj się wszędzie indziej.
        [many] Zdarzenia na twoim koncie, od najnowszych. Wpisy są przechowywane przez { NUMBER($days) } dni. Jeśli widzisz coś, czego nie rozpoznajesz, zmień hasło i wyloguj się wszędzie indziej.
       *[other] Zdarzenia na twoim koncie, od najnowszych. Wpisy są przechowywane przez { NUMBER($days) } dnia. Jeśli widzisz coś, czego nie rozpoznajesz, zmień hasło i wyloguj się wszędzie indziej.
    }
activity-newest = Najnowsze
activity-older = Starsze
activity-presence-label = Kiedy trwały twoje sesje, na każdym urządzeniu. To samo następuje jako lista.
activity-none = Jeszcze nic.
activity-none-hint = Tutaj pojawią się logowania i zmiany na koncie.

## Without passwords

security-passkey-only-here = Żaden inny klucz dostępu sam nie wystarcza: bez tego nie można by się zalogować. Najpierw dodaj inny klucz dostępu.
