mail-hello = Dzień dobry,
mail-hello-name = Dzień dobry, { $name },
mail-action = { $label }:
mail-open-address = Lub otwórz ten adres: <a href="{ $href }">{ $href }</a>
mail-not-you = Jeśli to nie ty, wybierz teraz nowe hasło, wyloguj się wszędzie indziej na stronie konta i powiadom osobę prowadzącą tę witrynę.
mail-open-account = Otwórz swoje konto

mail-reset-subject = Wybierz nowe hasło: { $site }
mail-reset = Ktoś poprosił o link do wyboru nowego hasła do twojego konta w witrynie { $site }.
mail-reset-button = Wybierz nowe hasło
mail-link-one-hour = Link działa jeden raz, w ciągu godziny.
mail-reset-nothing-to-do = Jeśli to nie ty, nie musisz nic robić: hasło pozostanie bez zmian.

mail-invitation-subject = Twoje konto: { $site }
mail-invitation = Masz konto w witrynie { $site }. Aby zakończyć, wybierz hasło.
mail-invitation-button = Wybierz hasło
mail-link-seven-days = Link działa jeden raz, w ciągu siedmiu dni.
mail-operator-reset-subject = Wybierz nowe hasło: { $site }
mail-operator-reset = Osoba prowadząca witrynę { $site } przesyła ci ten link, aby umożliwić wybór nowego hasła.
mail-operator-reset-button = Wybierz nowe hasło

mail-password-changed-subject = Twoje hasło zostało zmienione: { $site }
mail-password-changed = Hasło do twojego konta w witrynie { $site } zostało zmienione. Wylogowano cię wszędzie indziej.

mail-factors = Zmiana na twoim koncie w witrynie { $site }: { $what }
mail-totp-added-subject = Dodano aplikację uwierzytelniającą: { $site }
mail-totp-added = Dodano aplikację uwierzytelniającą.
mail-totp-removed-subject = Usunięto aplikację uwierzytelniającą: { $site }
mail-totp-removed = Usunięto aplikację uwierzytelniającą.
mail-passkey-added-subject = Dodano klucz dostępu: { $site }
mail-passkey-added = Dodano klucz dostępu „{ $name }”.
mail-passkey-removed-subject = Usunięto klucz dostępu: { $site }
mail-passkey-removed = Usunięto klucz dostępu „{ $name }”.
mail-codes-replaced-subject = Masz nowe kody odzyskiwania: { $site }
mail-codes-replaced = Utworzono nowe kody odzyskiwania. Stare przestały działać.
mail-password-removed-subject = Usunięto twoje hasło: { $site }
mail-password-removed = Twoje hasło zostało usunięte. Teraz logujesz się kluczem dostępu.
mail-disowned-subject = Usunięto to, co dodano: { $site }
mail-disowned = Otrzymaliśmy od ciebie zgłoszenie cudzego logowania. Klucze dostępu i aplikacja uwierzytelniająca dodane w tej przeglądarce zostały usunięte, podobnie jak wszystkie kody odzyskiwania.
mail-factors-reset-subject = Usunięto klucze dostępu i drugi etap: { $site }
mail-factors-reset = Osoba prowadząca witrynę usunęła twoje klucze dostępu, aplikację uwierzytelniającą i kody odzyskiwania. Wylogowano cię wszędzie.

mail-new-sign-in-subject = Nowe logowanie, { $device }: { $site }
mail-new-sign-in = Ktoś zalogował się na twoje konto w witrynie { $site } w przeglądarce, która nie była tu wcześniej używana.
mail-new-sign-in-device = Urządzenie: { $device }
mail-new-sign-in-time = Czas: { $day } { $hour } UTC
mail-new-sign-in-network = Adres sieciowy: { $address }
mail-new-sign-in-yours = Jeśli to ty, nie musisz nic robić.
mail-new-sign-in-button = To nie ja
mail-new-sign-in-link = Link prowadzi do strony z jednym przyciskiem. Wyloguje cię on wszędzie i pozwoli wybrać nowe hasło.
mail-new-sign-in-until = Link działa jeden raz, w ciągu siedmiu dni, do zmiany hasła.

mail-confirm-subject = Potwierdź adres e-mail: { $site }
mail-confirm = Konto „{ $username }” w witrynie { $site } chce używać tego adresu e-mail.
mail-confirm-button = Potwierdź adres
mail-confirm-link = Link działa jeden raz, w ciągu godziny, po zalogowaniu na to konto.
mail-confirm-nothing-to-do = Jeśli to nie twoje konto, nie musisz nic robić: nic się nie zmieni.

mail-in-use-subject = Twój adres e-mail: { $site }
mail-in-use = Ktoś z kontem w witrynie { $site } chciał użyć dla niego tego adresu e-mail.
mail-in-use-kept = Adres należy już do konta, więc nic nie zostało zmienione i nikt inny nie może go użyć.
mail-in-use-yours = Jeśli to ty, zaloguj się na konto, które ma ten adres.

mail-email-changed-subject = Twój adres e-mail został zmieniony: { $site }
mail-email-changed = Konto „{ $username }” w witrynie { $site } ma teraz inny adres e-mail. Wiadomości nie będą już tu przychodzić.
mail-email-changed-not-you = Jeśli to nie ty, natychmiast powiadom osobę prowadzącą tę witrynę.

mail-request-subject = { $app } prosi o zalogowanie: { $site }
mail-request = { $app } prosi o zalogowanie cię na twoje konto w { $site }. Strona pokazuje, o co prosi i skąd.
mail-request-yours = Jeśli to nie twoja sprawa, odmów na tej stronie albo nie rób nic: bez odpowiedzi prośba wygaśnie za kilka minut.
mail-request-button = Zobacz prośbę

mail-test-subject = { $site } może wysyłać wiadomości
mail-test = To jest wiadomość testowa z { $issuer }. Poczta działa.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Utwórz klucz dostępu w witrynie { $site }
# $site: the name of this site.
mail-passkey = Ktoś poprosił o link do utworzenia klucza dostępu do twojego konta w witrynie { $site }.
# Button.
mail-passkey-button = Utwórz klucz dostępu
mail-passkey-nothing-to-do = Jeśli to nie ty, nie musisz nic robić.
# $site: the name of this site.
mail-invitation-passkey = Masz konto w witrynie { $site }. Aby zakończyć, utwórz klucz dostępu.
mail-new-sign-in-link-passkey = Link prowadzi do strony z jednym przyciskiem, który wylogowuje cię wszędzie. Działa jeden raz, w ciągu siedmiu dni.
