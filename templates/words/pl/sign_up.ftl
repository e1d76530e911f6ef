sign-up-link = Utwórz konto

## Strona z pytaniem o adres

sign-up-lead = Wpisz swój adres e-mail. Wyślemy na niego link, który pozwoli przejść dalej.
sign-up-approval = Nowe konta działają dopiero po zatwierdzeniu przez administratora.
sign-up-domains = Dozwolone domeny adresu: { $domains }.
sign-up-email = Adres e-mail
sign-up-send = Wyślij link
sign-up-have-one = Mam już konto
sign-up-help = Uzyskaj pomoc
sign-up-not-sent = Link nie został wysłany.
sign-up-email-wrong = Wpisz adres e-mail, na przykład ada@example.com.
sign-up-email-domain = Użyj adresu e-mail w jednej z domen: { $domains }.
sign-up-sent = Sprawdź pocztę
sign-up-sent-text = Jeśli tego adresu można użyć, wysłaliśmy na niego link. Działa jeden raz, w ciągu godziny.
sign-up-sent-next = Nic nie przyszło? Sprawdź folder ze spamem lub zwróć się do osoby prowadzącej tę witrynę.
sign-up-back = Wróć do logowania
sign-up-sign-in = Zaloguj się
sign-up-closed = Brak możliwości utworzenia konta
sign-up-closed-text = W tej chwili nie można tu tworzyć kont. Zwróć się do osoby prowadzącej tę witrynę.

## Strona, do której prowadzi link

sign-up-account-lead = Twoje konto w witrynie { $site } powstanie, gdy tylko wypełnisz tę stronę.
sign-up-name = Twoje imię i nazwisko
sign-up-name-unfit = Tej nazwy nie można użyć: zawiera znaki sterujące lub niewidoczne. Usuń je.
sign-up-username = Nazwa użytkownika
sign-up-username-hint = Służy do logowania.
sign-up-username-length = Wybierz nazwę użytkownika o długości od 1 do 255 bajtów.
sign-up-username-character = Wybierz nazwę użytkownika bez spacji oraz znaków sterujących lub niewidocznych.
sign-up-username-scripts = Wybierz nazwę użytkownika, która nie łączy liter różnych alfabetów, na przykład liter łacińskich i cyrylicy, które wyglądają tak samo.
sign-up-username-at = Wybierz nazwę użytkownika bez znaku @: to nie jest adres e-mail.
sign-up-username-taken = Ta nazwa użytkownika jest zajęta lub wygląda jak zajęta. Wybierz inną.
sign-up-email-optional = Adres e-mail (opcjonalnie)
sign-up-email-taken = Ten adres należy do innego konta lub wygląda podobnie do takiego adresu. Użyj innego lub zaloguj się.
sign-up-password = Hasło
sign-up-create = Utwórz konto
sign-up-not-made = Konto nie zostało utworzone.
sign-up-has-account = Masz już konto
sign-up-has-account-text = Po wysłaniu linku dla tego adresu utworzono konto. Zaloguj się na nie.
sign-up-made = Twoje konto czeka na zatwierdzenie
sign-up-made-text = Nowe konta sprawdza administrator. Zalogujesz się, gdy twoje zostanie zatwierdzone.
sign-up-made-mail = Powiadomimy cię o tym e-mailem.
sign-up-made-later = Spróbuj zalogować się później.
sign-up-waits = To konto nie zostało jeszcze zatwierdzone przez administratora.

sign-up-link-gone = Ten link już nie działa
sign-up-link-gone-text = Jeśli masz już konto, zaloguj się. W przeciwnym razie poproś o nowy link.

## Wiadomości

mail-sign-up-subject = Twoje konto: { $site }
mail-sign-up-asked = Ktoś chce utworzyć konto w witrynie { $site } z tym adresem e-mail.
mail-sign-up-action = Utwórz konto
mail-sign-up-once = Link działa jeden raz, w ciągu godziny.
mail-sign-up-not-you = Jeśli to nie ty, nie musisz nic robić: konto nie powstało.
mail-sign-up-has-subject = Masz już konto: { $site }
mail-sign-up-has = Ktoś chciał utworzyć konto w witrynie { $site } z tym adresem e-mail. Adres należy już do konta, więc nic nie zostało zrobione.
mail-sign-up-sign-in = Zaloguj się
mail-sign-up-has-not-you = Jeśli to nie ty, nie musisz nic robić.
mail-sign-up-unfit = Ktoś chce utworzyć konto w witrynie { $site } z tym adresem e-mail. Nie można go tam użyć: można go pomylić z zajętą nazwą.
mail-sign-up-approved-subject = Twoje konto zostało zatwierdzone: { $site }
mail-sign-up-approved = Administrator zatwierdził twoje konto „{ $username }” w witrynie { $site }. Możesz się teraz zalogować.

## Strony administratorów

admin-waiting = Oczekujące na zatwierdzenie
admin-waiting-since = Początek oczekiwania na zatwierdzenie
admin-waiting-email = podany, niepotwierdzony
admin-waiting-tag = czeka na zatwierdzenie
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } konto czeka na zatwierdzenie
        [few] { NUMBER($n) } konta czekają na zatwierdzenie
        [many] { NUMBER($n) } kont czeka na zatwierdzenie
       *[other] { NUMBER($n) } konta czeka na zatwierdzenie
    }
admin-approve = Zatwierdź konto
admin-approved = Konto zostało zatwierdzone. Ta osoba może się teraz zalogować.
admin-sign-up-link = Link do rejestracji
admin-sign-up-link-make = Utwórz link do rejestracji
admin-sign-up-uses = Dla ilu osób
admin-sign-up-days = Na ile dni
admin-sign-up-people = Osoby
admin-sign-up-done = Gotowe
admin-sign-up-scan = Lub poproś o zeskanowanie tego kodu telefonem:
admin-sign-up-text =
    { $n ->
        [one] Kto ma ten link, może utworzyć konto. Link działa jeden raz, wygaśnie: { $time_html }. Jest pokazywany tylko teraz.
        [few] Kto ma ten link, może utworzyć konto. Link działa łącznie { NUMBER($n) } razy, wygaśnie: { $time_html }. Jest pokazywany tylko teraz.
        [many] Kto ma ten link, może utworzyć konto. Link działa łącznie { NUMBER($n) } razy, wygaśnie: { $time_html }. Jest pokazywany tylko teraz.
       *[other] Kto ma ten link, może utworzyć konto. Link działa łącznie { NUMBER($n) } razu, wygaśnie: { $time_html }. Jest pokazywany tylko teraz.
    }

admin-refused-sign-up-off = Rejestracja jest wyłączona: najpierw wpisz signup = "invite" lub "open" w sekcji [login].
admin-refused-not-waiting = Konto { $username } nie czeka na zatwierdzenie.

## Zdarzenia

audit-signed-up-mail = Rejestracja przez link z wiadomości e-mail
audit-signed-up-link = Rejestracja przez link od administratora
audit-user-approve = Zatwierdzenie konta
audit-sign-up-link = Utworzenie linku do rejestracji
