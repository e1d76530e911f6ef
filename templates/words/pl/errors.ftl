error-ask = Zwróć się do osoby prowadzącej tę witrynę i podaj jej ten numer:
error-ask-if-needed = Jeśli potrzebujesz pomocy, zwróć się do osoby prowadzącej tę witrynę. Podaj jej ten numer:

error-details = Szczegóły do przekazania
error-address-sent = Adres wysłany przez aplikację
error-sent = Wysłane przez aplikację
error-registered = Zarejestrowane
error-registered-none = brak
error-remedy = Aby zezwolić na wysłany adres, wklej ten wiersz do bloku aplikacji
error-code = Błąd
error-client = Klient
error-client-id-sent = Wysłany client_id
error-status = Stan
error-request = Żądanie
error-time = Czas

## Przyciski

error-to-app = Przejdź do aplikacji { $app }
error-to-account = Przejdź do swojego konta
error-load-again = Wczytaj stronę ponownie
error-sign-in = Zaloguj się
error-choose-password = Wybierz nowe hasło
error-to-start = Przejdź do strony startowej

## Co zrobić

error-next-app = Wróć do aplikacji i spróbuj ponownie.
error-next-operator = Ponowna próba nie pomoże: najpierw trzeba poprawić ustawienia aplikacji lub tej witryny.

## Błędy aplikacji

error-unknown-app-heading = Ta aplikacja nie jest tu znana
error-wrong-request-heading = Aplikacja wysłała nieprawidłowe żądanie
error-client-id-missing = Brakuje client_id.
error-client-id-unknown = Wartość client_id nie jest zarejestrowana.
error-redirect-uri-missing = Brakuje redirect_uri.
error-redirect-uri-unknown = Wartość redirect_uri nie jest zarejestrowana.
error-redirect-uri-not-ascii = Wartość redirect_uri nie jest zarejestrowana; host w URI zapisuje się w ASCII, tutaj: { $host }.
error-too-long-to-wait = Żądanie aplikacji jest zbyt długie, aby czekać na zalogowanie: pomoże krótszy parametr state lub claims.

error-nothing-shared-heading = Nic nie zostało udostępnione
error-nothing-shared-next = Możesz zamknąć tę stronę lub samodzielnie wrócić do aplikacji.
error-not-answered-heading = Nie można odpowiedzieć tej aplikacji
error-not-answered-next = Możesz zamknąć tę stronę. Aplikację może zatwierdzić osoba prowadząca tę witrynę.
error-not-vouched-for = Aplikacja zarejestrowała się sama i nikt jeszcze na nic jej nie zezwolił, dlatego nie nastąpi przejście do niej.
error-not-vouched-for-cancelled = Logowanie zostało anulowane. Aplikacja zarejestrowała się sama i nikt jeszcze na nic jej nie zezwolił, dlatego nie nastąpi przejście do niej.
error-not-vouched-for-denied = Nie udzielono zgody. Aplikacja zarejestrowała się sama i nikt jeszcze na nic jej nie zezwolił, dlatego nie nastąpi przejście do niej.

## Logowanie, którego nie można kontynuować

error-complete-heading = To logowanie jest zakończone
error-complete-next = Przejdź do aplikacji lub do swojego konta.
error-not-open-heading = To logowanie nie jest już otwarte
error-not-open-next = Zacznij ponownie w aplikacji lub przejdź do swojego konta.
error-cookie-next = Zezwól w przeglądarce na pliki cookie tej witryny, a potem zacznij ponownie w aplikacji.
error-no-sign-in = Ten adres jest używany tylko podczas logowania do aplikacji.
error-another-browser = Logowanie rozpoczęto w innej przeglądarce lub przed zamknięciem tej przeglądarki.
error-no-cookie = Przeglądarka nie wysłała pliku cookie tej witryny, a jest on potrzebny do logowania.
error-too-old = Logowanie było otwarte ponad godzinę.
error-not-pushed = Logowanie nie zostało otwarte na czas.
error-request-expired = Aplikacja poprosiła o to zbyt dawno. Zacznij od nowa na urządzeniu.
error-answered = Logowanie zostało już zakończone, a każde można zakończyć tylko raz.

## Formularze i linki

error-outdated-heading = Ta strona była nieaktualna
error-nothing-done-heading = Nic nie zostało zrobione
error-again-next = Wczytaj stronę ponownie i powtórz czynność.
error-another-site-next = Jeśli chcesz to zrobić, zrób to na stronie tej witryny.
error-link-heading = Ten link już nie działa
error-link = Ten link został już użyty lub wygasł.
error-link-next = Jeśli masz już hasło, zaloguj się nim. W przeciwnym razie poproś osobę, która wysłała link, o nowy.
error-sign-in-link = Link z wiadomości o logowaniu działa jeden raz, w ciągu siedmiu dni, do zmiany hasła.
error-sign-in-link-next = Jeśli to nie ty zmieniasz hasło, wybierz teraz nowe. Potem sprawdź, gdzie masz otwarte sesje.

## Żądania, których nie można odczytać

error-unreadable-heading = Nie udało się odczytać tego żądania
error-body-type = Treść musi być typu { $kind }.
error-body-compressed = Treść nie może być skompresowana.
error-body-too-large = Treść jest większa od { $bytes } bajtów.
error-body-too-slow = Treść nie dotarła na czas.
error-body-broken = Treść jest niepełna.
error-parameter-twice = Parametr { $name } wysłano więcej niż raz.
error-parameter-encoding = Parametr { $name } nie jest prawidłowym tekstem UTF-8.
error-parameters-too-many = Liczba parametrów żądania przekracza { $most }.
error-parameter-values = Liczba wartości parametru { $name } przekracza { $most }.
error-parameter-bytes = Parametr { $name } jest dłuższy od { $most } bajtów.
error-parameter-times = Parametr { $name } wysłano zbyt wiele razy (maksymalnie: { $most }).
error-query-and-body = Parametry wysłano zarówno w adresie, jak i w treści żądania.
error-address-heading = Ten adres jest zbyt długi
error-address = Adres jest dłuższy niż 32 KiB.
error-headers-heading = Przeglądarka wysłała zbyt wiele danych
error-headers = Nagłówki są większe niż 64 KiB.
error-headers-next = Usuń pliki cookie tej witryny i witryn nadrzędnych, a potem spróbuj ponownie.
error-refused-heading = Nie można odpowiedzieć na to żądanie
error-refused = Nie można odpowiedzieć na to żądanie: { $status }.
error-method-heading = Ten adres działa inaczej
error-method = Ten adres nie odpowiada na żądania { $method }.

## Błędy tej witryny

error-busy-heading = Serwer jest w tej chwili zajęty
error-busy-next = Nic nie zostało utracone. Odczekaj kilka sekund i spróbuj ponownie.
error-busy = Zbyt wiele logowań czeka na obsługę.
error-client-not-now = Nie można teraz odczytać tego, co aplikacja mówi o sobie.
error-crowded = Serwer ma już maksymalną liczbę otwartych połączeń.
error-session = Serwer nie ma w tej chwili dostępu do swoich danych.
error-failed-heading = Coś poszło nie tak
error-failed = Serwer nie mógł odpowiedzieć.
error-storage = Serwer nie mógł odczytać swoich danych.

## Strony, których nie ma lub które nie są dla wszystkich

error-nothing-here-heading = Nic tu nie ma
error-nothing-here = Pod tym adresem nie ma strony.
error-nothing-here-next = Sprawdź adres lub przejdź do strony startowej.
error-administrators-heading = Ta strona jest dla administratorów
error-administrators = Ta strona jest przeznaczona dla administratorów tej witryny.
error-administrators-next = Zaloguj się jako administrator lub przejdź do swojego konta.
error-development-heading = Tryb deweloperski odpowiada tylko na tym komputerze
error-development = Użyto nazwy hosta { $host }.
error-development-next = Aby obsługiwać inne komputery, ustaw issuer = "https://…" w sekcji [server] pliku config.toml i uruchom serwer z tym plikiem.
