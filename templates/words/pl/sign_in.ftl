## Strona logowania

login-heading = Zaloguj się
login-confirm-heading = Potwierdź, że to ty
login-confirm-lead = Wpisz ponownie hasło, aby kontynuować.
login-lead = na swoje konto { $brand }
login-notice = { "" }
login-signed-in-as = Zalogowane konto
login-username = Nazwa użytkownika lub adres e-mail
login-password = Hasło
login-remember-me = Nie wylogowuj mnie na tym urządzeniu
login-submit = Zaloguj się
login-confirm = Potwierdź
login-cancel = Anuluj
login-passkey = Użyj klucza dostępu
login-passkey-failed = Nie użyto klucza dostępu. Spróbuj ponownie lub użyj hasła.
login-forgot = Nie pamiętasz hasła?

login-mismatch = Nazwa użytkownika i hasło nie pasują do siebie. Sprawdź <a href="#username">nazwę użytkownika</a> i <a href="#password">hasło</a> i spróbuj ponownie.
login-wrong-password = To hasło jest nieprawidłowe. Sprawdź <a href="#password">hasło</a> i spróbuj ponownie.
login-no-username = Wpisz <a href="#username">nazwę użytkownika lub adres e-mail</a>.
login-no-password = Wpisz <a href="#password">hasło</a>.
login-nothing-entered = Wpisz <a href="#username">nazwę użytkownika lub adres e-mail</a> i <a href="#password">hasło</a>.
login-passkey-refused = Ten klucz dostępu nie został przyjęty. Spróbuj ponownie lub zaloguj się hasłem.
login-outdated = Ta strona była otwarta zbyt długo. Spróbuj ponownie.
login-not-ours = { $lack } Zaloguj się ponownie.
login-too-many-tries = Zbyt wiele prób.
login-throttled =
    { $minutes ->
        [one] Zbyt wiele prób. Możesz spróbować ponownie za { $minutes } minutę.
        [few] Zbyt wiele prób. Możesz spróbować ponownie za { $minutes } minuty.
        [many] Zbyt wiele prób. Możesz spróbować ponownie za { $minutes } minut.
       *[other] Zbyt wiele prób. Możesz spróbować ponownie za { $minutes } minuty.
    }
login-check-username = Sprawdź nazwę użytkownika.
login-check-password = Sprawdź hasło.
login-enter-username = Wpisz nazwę użytkownika lub adres e-mail.
login-enter-password = Wpisz hasło.

## Dlaczego formularz nie został przyjęty

lack-another-site = Ten formularz wysłała inna witryna, więc nic nie zostało zrobione.
lack-cookie = Przeglądarka nie wysłała pliku cookie tej witryny, więc nic nie zostało zrobione. Zezwól na pliki cookie dla tej witryny.
lack-outdated = Ta strona była otwarta zbyt długo, więc nic nie zostało zrobione.
lack-token = Ten formularz nie pochodzi z otwartej strony tej witryny, więc nic nie zostało zrobione.

## Nowe hasło

new-password-too-short = Wybierz hasło o długości co najmniej { $length } znaków. Dobrze sprawdza się kilka słów po kolei.
new-password-too-long = To hasło jest dłuższe od { $bytes } bajtów. Wybierz krótsze.
new-password-pattern = To hasło zbyt łatwo odgadnąć: tylko powtarza kilka znaków albo układa je po kolei. Wybierz kilka niepowiązanych słów.
new-password-personal = To hasło zbyt łatwo odgadnąć. Wybierz takie, które nie ma nic wspólnego z twoim imieniem i nazwiskiem, adresem e-mail ani tą witryną.
new-password-blocked = To hasło zbyt łatwo odgadnąć: składa się ze słów, których nie wolno tu używać w hasłach. Wybierz inne słowa.
new-password-breached = To hasło jest na listach skradzionych haseł, które atakujący sprawdzają najpierw. Wybierz inne, na przykład kilka niepowiązanych słów.
strength-label = Siła hasła
strength-weak = Siła: niska.
strength-fair = Siła: średnia.
strength-good = Siła: dobra.
strength-strong = Siła: bardzo dobra.
strength-short = Wymagana liczba znaków: co najmniej { $length }.
strength-personal = Przypomina twoje imię i nazwisko, adres e-mail albo nazwę tej witryny.
strength-common = Przypomina hasła, których używa wiele osób.
strength-pattern = Powtórzenia i rzędy klawiszy łatwo odgadnąć.
strength-longer = Jeszcze jedno słowo znacznie je wzmocni.

## O co prosi aplikacja

consent-title = Zgoda: { $app_html }
consent-wants-identity = Aplikacja { $app_html } chce wiedzieć, kim jesteś
consent-wants-access = Aplikacja { $app_html } prosi o dostęp w twoim imieniu
consent-first-party = Tę aplikację prowadzi { $brand }.
consent-introduced = Ta aplikacja przedstawiła się sama z adresu <b><bdi>{ $host }</bdi></b> i nikt tutaj jej nie sprawdził. Kontynuuj tylko wtedy, gdy znasz ten adres.
consent-signed-in-as = Zalogowane konto
consent-switch = Użyj innego konta
consent-approves = Prośba o twoją zgodę na
consent-receives = Aplikacja otrzyma
consent-new = nowe
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Następnie przejdziesz do <b>{ $destination }</b>
consent-ask-each-time = Pytaj mnie za każdym razem
consent-ask-each-time-hint = W przeciwnym razie pytanie pojawi się ponownie tylko wtedy, gdy aplikacja będzie chciała czegoś nowego.
consent-allow = Zezwól
consent-cancel = Anuluj

shared-openid = Potwierdzenie, że to ty
shared-profile = Twoje imię i nazwisko oraz profil
shared-name = Twoje imię i nazwisko oraz nazwa użytkownika
shared-email = Twój adres e-mail
shared-address = Twój adres pocztowy
shared-phone = Twój numer telefonu
shared-groups = Grupy, do których należysz
shared-until-sign-out = Dostęp do chwili wylogowania
shared-while-away = Dostęp pod twoją nieobecność, dopóki go nie usuniesz
shared-access-to = Dostęp do { $resource } w twoim imieniu
shared-access = Dostęp w twoim imieniu, bez twoich danych
shared-more = Inne informacje o tobie
shared-none-yet = jeszcze brak na twoim koncie
shared-as-above = jak wyżej
shared-as-recorded = jak zapisano przy logowaniu
shared-yes = tak
shared-no = nie

claim-name = Imię i nazwisko
claim-given-name = Imię
claim-middle-name = Drugie imię
claim-family-name = Nazwisko
claim-nickname = Pseudonim
claim-preferred-username = Nazwa użytkownika
claim-profile = Strona profilu
claim-picture = Zdjęcie
claim-website = Strona internetowa
claim-gender = Płeć
claim-birthdate = Data urodzenia
claim-zoneinfo = Strefa czasowa
claim-locale = Język
claim-updated-at = Ostatnia zmiana profilu
claim-email = Adres e-mail
claim-email-verified = Adres e-mail potwierdzony
claim-phone-number = Numer telefonu
claim-phone-number-verified = Numer telefonu potwierdzony
claim-address = Adres pocztowy
claim-groups = Grupy
claim-auth-time = Czas logowania
claim-method = Sposób logowania

## Które konto

select-account-heading = Wybierz konto
select-account-active = teraz aktywne
select-account-other = Użyj innego konta
select-account-remove = Usuń<span class="vh"> { $name }</span>
select-account-remove-hint = Usunięcie konta z listy wylogowuje je w tej przeglądarce. Samo konto pozostaje.

## Zapomniane hasło

forgot-heading = Nie pamiętasz hasła?
forgot-lead = Wyślemy link na adres e-mail twojego konta. Za jego pomocą wybierzesz nowe hasło.
forgot-not-sent = Link nie został wysłany.
forgot-username = Nazwa użytkownika lub adres e-mail
forgot-username-wrong = Wpisz nazwę użytkownika lub adres e-mail.
forgot-send = Wyślij link
forgot-help = Uzyskaj pomoc
forgot-back = Wróć do logowania
forgot-sent-heading = Sprawdź pocztę
forgot-sent = Jeśli istnieje konto o tej nazwie z adresem e-mail, link jest już w drodze. Zadziała jeden raz, w ciągu godziny.
forgot-sent-next = Nic nie przyszło? Sprawdź folder ze spamem lub zwróć się do osoby prowadzącej tę witrynę.
too-often-heading = Zbyt wiele prób
too-often =
    { $minutes ->
        [one] Możesz spróbować ponownie za { $minutes } minutę.
        [few] Możesz spróbować ponownie za { $minutes } minuty.
        [many] Możesz spróbować ponownie za { $minutes } minut.
       *[other] Możesz spróbować ponownie za { $minutes } minuty.
    }

## Wybór hasła przez link

invite-choose = Wybierz hasło
invite-choose-new = Wybierz nowe hasło
invite-hello = Dzień dobry, <bdi>{ $name }</bdi>
invite-lead = Masz konto w witrynie { $brand }. Aby zakończyć, wybierz hasło.
invite-reset-lead = Stare hasło przestanie działać, gdy zapiszesz nowe.
invite-regain-done = Wylogowano cię wszędzie, a stare hasło niczego już nie otwiera.
invite-regain-lead = Wybierz hasło, którego nie używasz nigdzie indziej. Potem sprawdź swoje klucze dostępu i aplikację uwierzytelniającą oraz utwórz nowe kody odzyskiwania: stare przestały działać.
invite-not-saved = Hasło nie zostało zapisane.
invite-username = Twoja nazwa użytkownika
invite-password = Nowe hasło
invite-save = Zapisz hasło
passkey-instead = Utwórz zamiast tego klucz dostępu
passkey-instead-failed = Nie utworzono klucza dostępu. Spróbuj ponownie lub wybierz hasło.

## Pierwsze konto nowego serwera

setup-heading = Utwórz pierwsze konto
setup-lead = Będzie to konto administratora witryny { $brand }. Ten link działa jeden raz.
setup-not-created = Konto nie zostało utworzone.
setup-name = Twoje imię i nazwisko
setup-username = Nazwa użytkownika
setup-username-hint = Służy do logowania.
setup-email = Adres e-mail
setup-password = Hasło
setup-create = Utwórz konto
setup-issuer = Adres tego serwera, pod którym znają go aplikacje (issuer): <code>{ $issuer }</code>
setup-taken = Ta nazwa użytkownika lub ten adres e-mail są zajęte. Wybierz inne.
setup-email-wrong = Wpisz adres e-mail, na przykład ada@example.com.
setup-name-invisible = Tej nazwy nie można użyć: zawiera niewidoczny znak { $character }. Usuń go.
setup-name-scripts = Tej nazwy nie można użyć: `{ $word }` łączy litery różnych alfabetów, które mogą wyglądać tak samo. Zapisz każde słowo jednym alfabetem.
setup-username-length = Wybierz inną nazwę użytkownika: może mieć od 1 do 255 bajtów.
setup-username-character = Wybierz inną nazwę użytkownika: nie może zawierać spacji ani znaków sterujących lub niewidocznych.
setup-username-scripts = Wybierz inną nazwę użytkownika: nie może łączyć liter różnych alfabetów, na przykład liter łacińskich i cyrylicy, które wyglądają tak samo.

## Wylogowanie

logout-heading = Wylogować się?
logout-asked = Aplikacja <b>{ $app_html }</b> prosi o wylogowanie.
logout-here = Konto <b>{ $user }</b> zostanie tu wylogowane.
logout-here-and-apps =
    { $apps ->
        [one] Konto <b>{ $user }</b> zostanie wylogowane tutaj i w { $apps } aplikacji:
        [few] Konto <b>{ $user }</b> zostanie wylogowane tutaj i w { $apps } aplikacjach:
        [many] Konto <b>{ $user }</b> zostanie wylogowane tutaj i w { $apps } aplikacjach:
       *[other] Konto <b>{ $user }</b> zostanie wylogowane tutaj i w { $apps } aplikacji:
    }
logout-elsewhere = Ta sesja jest w innej przeglądarce lub jej plik cookie zniknął z tej przeglądarki. Zakończy się tam i w każdej aplikacji.
logout-not-ours = { $lack } Odpowiedz ponownie.
logout-yes = Wyloguj się
logout-no = Nie wylogowuj się

no-way-back-unreadable = jej żądania nie udało się odczytać
no-way-back-hint = nie wykazała, o którą sesję jej chodzi
no-way-back-two-apps = jej żądanie wymienia dwie różne aplikacje
no-way-back-unknown-app = nie jest tu znana
no-way-back-no-app = z jej żądania nie wynika, która to aplikacja
no-way-back-address = podany przez nią adres nie jest tu zarejestrowany
no-way-back-not-approved = nikt jej jeszcze nie zatwierdził

## Po wylogowaniu

signed-out-title = Wylogowano
signed-out-heading = Wylogowano cię.
signed-out-nobody = Nikt nie jest zalogowany
signed-out-nothing = W tej przeglądarce nie było żadnej sesji do zakończenia.
signed-out-elsewhere = Sesja w drugiej przeglądarce została zakończona.
signed-out-here = Wylogowano cię w tej przeglądarce.
signed-out-here-apps = Wylogowano cię w tej przeglądarce. Twoje aplikacje:
signed-out-back = Wróć do aplikacji { $app_html }
signed-out-again = Zaloguj się ponownie
signed-out-sign-in = Zaloguj się
signed-out-frame = Wylogowywanie z aplikacji { $app }

app-signed-out = Wylogowano.
app-being-signed-out = Wylogowywanie…
app-still-trying = Brak odpowiedzi, próbujemy dalej.
app-unreachable = Brak połączenia z aplikacją. Dla bezpieczeństwa zamknij jej okna.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Wysłano prośbę o wylogowanie.
app-asked-across-sites = Wysłano prośbę o wylogowanie. Przeglądarka mogła to uniemożliwić: dla pewności zamknij okna aplikacji.
app-watching = Tam, gdzie jest otwarta, zauważy to w ciągu kilku sekund.
app-untold = Sesja w aplikacji potrwa do własnego wygaśnięcia.

## Powrót do aplikacji

form-post-heading = Chwileczkę
form-post-lead = Wracasz do aplikacji. Jeśli nic się nie dzieje, naciśnij „Kontynuuj”.
form-post-continue = Kontynuuj

## Strona startowa

welcome-title = Witamy
welcome-heading = Jedno logowanie do wszystkich aplikacji
welcome-lead = { $brand } loguje cię do aplikacji, których tu używasz.
welcome-no-administrator = <b>Ten serwer nie ma jeszcze administratora.</b> Otwórz link konfiguracyjny, który serwer wyświetlił przy uruchomieniu, aby utworzyć pierwsze konto.
welcome-sign-in = Zaloguj się
welcome-demo = Otwórz aplikację demonstracyjną
welcome-connect = Połącz aplikację
welcome-issuer = Wystawca (issuer)
welcome-discovery = Wykrywanie (discovery)
welcome-development = <b>Tryb deweloperski.</b> Ten serwer jest dostępny tylko z tego komputera. Zanim zaczną z niego korzystać inni, utwórz plik konfiguracyjny.

## Cudze logowanie

not-me-heading = To nie ty?
not-me-lead = Ktoś zalogował się na konto { $person_html }.
not-me-when = { $time_html } · adres sieciowy { $ip }
not-me-then = Jeśli to nie ty, naciśnij przycisk. Wtedy:
not-me-signed-out = Wylogujemy cię wszędzie, a aplikacje stracą dostęp.
not-me-password-stays = Twoje hasło jest określone w pliku konfiguracyjnym tego serwera i <b>pozostanie bez zmian</b>. Poproś osobę prowadzącą tę witrynę o jego zmianę.
not-me-password-stops = Twoje hasło przestanie działać i wybierzesz nowe.
not-me-factors = Klucze dostępu i aplikacja uwierzytelniająca dodane w tej przeglądarce zostaną usunięte, podobnie jak wszystkie kody odzyskiwania.
not-me-submit = To nie ja
not-me-otherwise = Jeśli to ty, zamknij tę stronę: nic się nie stało.
not-me-done-heading = Wylogowano cię wszędzie
not-me-done = Nikt nie jest już zalogowany na twoje konto. Hasło jest określone w pliku konfiguracyjnym tego serwera, więc nadal działa.
not-me-done-next = Poproś osobę prowadzącą tę witrynę, aby je teraz zmieniła. Potem zaloguj się i sprawdź swoje klucze dostępu oraz aplikację uwierzytelniającą.
not-me-sign-in = Zaloguj się

## Nowy adres e-mail

confirm-email-heading = Potwierdź adres e-mail
confirm-email-lead = Od teraz adres e-mail konta { $person_html } to <b><bdi>{ $email }</bdi></b>.
confirm-email-submit = Potwierdź adres
confirm-email-later = Nie teraz

## Test monitorowania sesji

session-check-heading = Czy monitorowanie sesji działa w tej przeglądarce?
session-check-lead = Strona aplikacji dowiaduje się o wylogowaniu przez ukrytą ramkę tej witryny. Ta strona sprawdza, czy ramka działa w twojej przeglądarce.
session-check-not-checked = Ten adres nie został sprawdzony.
session-check-origin = Adres aplikacji
session-check-origin-wrong = Wpisz pełny adres internetowy, na przykład https://wiki.example.com.
session-check-check = Sprawdź
session-check-no-script = Ten test wymaga JavaScriptu. Monitorowanie sesji również.
session-check-asks = Zapytanie o stan sesji
session-check-answered = Odpowiedź po { $ms } ms. Działa to także przy zablokowanych plikach cookie.
session-check-answered-status = Odpowiedź: { $status }.
session-check-no-answer = Brak odpowiedzi.
session-check-told = Strumień zdarzeń
session-check-stream = Strumień zdarzeń jest otwarty.
session-check-stream-shared = Strumień zdarzeń jest otwarty. Wszystkie karty aplikacji korzystają z jednego.
session-check-stream-failed = Nie udało się otworzyć strumienia zdarzeń. Zamiast tego aplikacje wysyłają żądanie co 20 sekund.
session-check-stream-unknown = Ta przeglądarka nie obsługuje strumieni zdarzeń. Zamiast tego aplikacje wysyłają żądanie co 20 sekund.
session-check-app-at-once = Aplikacja { $app } może monitorować sesję w tej przeglądarce niezależnie od tego, czy pliki cookie innych firm są blokowane. Zauważy wylogowanie w ciągu sekundy.
session-check-app-soon = Aplikacja { $app } może monitorować sesję w tej przeglądarce niezależnie od tego, czy pliki cookie innych firm są blokowane. Zauważy wylogowanie w ciągu pół minuty.
session-check-apps-at-once = Aplikacje mogą monitorować sesję w tej przeglądarce niezależnie od tego, czy pliki cookie innych firm są blokowane. Zauważą wylogowanie w ciągu sekundy.
session-check-apps-soon = Aplikacje mogą monitorować sesję w tej przeglądarce niezależnie od tego, czy pliki cookie innych firm są blokowane. Zauważą wylogowanie w ciągu pół minuty.
session-check-unreachable = Ramki w tej przeglądarce nie mogą połączyć się z serwerem: blokuje je rozszerzenie lub serwer proxy. Aplikacje nadal zauważą wylogowanie w tej przeglądarce tam, gdzie ramka może odczytać swój plik cookie.
session-check-silent-works = Aplikacja jest w tej samej witrynie co ten serwer, więc jej pliki cookie nie są plikami innych firm: ciche logowanie w ramce (prompt=none) też działa.
session-check-app-not-silent = Aplikacja jest w innej witrynie niż ten serwer: ciche logowanie w ramce (prompt=none) zawsze zwraca login_required. Aplikacja, która próbuje go po każdej zmianie sesji, wylogowuje swoich użytkowników. Przekierowanie całej strony z prompt=none działa, podobnie jak tokeny odświeżania.
session-check-apps-not-silent = Dla aplikacji w innej witrynie: ciche logowanie w ramce (prompt=none) zawsze zwraca login_required. Aplikacja, która próbuje go po każdej zmianie sesji, wylogowuje swoich użytkowników. Przekierowanie całej strony z prompt=none działa, podobnie jak tokeny odświeżania.

## Without passwords

login-no-passwords-heading = Tu nie ma haseł
login-no-passwords = Tutaj nikt nie loguje się hasłem: użyj klucza dostępu.
login-passkey-again = Ten klucz dostępu nie został przyjęty. Spróbuj ponownie lub użyj innego.
login-passkey-none = Nie użyto klucza dostępu. Spróbuj ponownie.
login-confirm-passkey-lead = Użyj ponownie klucza dostępu, aby kontynuować.
login-forgot-passkey = Nie masz jeszcze klucza dostępu?
forgot-passkey-lead = Wyślemy link na adres e-mail twojego konta. Za jego pomocą utworzysz pierwszy klucz dostępu. Jeśli masz klucz i go nie możesz znaleźć, zwróć się do osoby prowadzącej tę witrynę.
# Heading, and button.
invite-passkey = Utwórz klucz dostępu
# $brand: the name of this site.
invite-passkey-lead = Masz konto w witrynie { $brand }. Utwórz klucz dostępu: odtąd będzie służyć do logowania.
invite-has-factor-heading = Ten link niczego nie zmienia
invite-has-factor = Twoje konto ma klucz dostępu lub aplikację uwierzytelniającą, a żaden link ich nie zastępuje.
invite-has-factor-next = Zaloguj się kluczem dostępu. Jeśli go nie masz, poproś osobę prowadzącą tę witrynę, aby go usunęła, a potem o nowy link.
# A form was sent without a passkey.
passkey-needed = Utwórz klucz dostępu: tutaj nikt nie ma hasła.
not-me-done-passkey = Nikt nie jest już zalogowany na twoje konto.
