language = Język
language-choose = Zmień język

site-links = Więcej o tej witrynie
link-help = Pomoc
link-privacy = Prywatność
link-terms = Regulamin
link-imprint = Nota prawna

show = Pokaż
hide = Ukryj
error-prefix = Błąd:
go-to = Przejdź do pola „{ $field }”
go-to-field = Przejdź do pola
wait-over = Możesz teraz spróbować ponownie.
wait-seconds =
    { $seconds ->
        [one] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $seconds } sekundę</span>.
        [few] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $seconds } sekundy</span>.
        [many] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $seconds } sekund</span>.
       *[other] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $seconds } sekundy</span>.
    }
wait-minutes =
    { $minutes ->
        [one] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $minutes } minutę</span>.
        [few] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $minutes } minuty</span>.
        [many] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $minutes } minut</span>.
       *[other] Możesz spróbować ponownie za <span data-retry-after="{ $seconds }">{ $minutes } minuty</span>.
    }
password-hint = Minimalna liczba znaków: { $length }. Dobrze sprawdza się kilka niepowiązanych słów.

account-pages = Twoje konto
tab-account = Konto
tab-profile = Profil
tab-security = Bezpieczeństwo
tab-activity = Aktywność

admin-pages = Administracja
admin-tab-overview = Przegląd
admin-tab-people = Osoby
admin-tab-groups = Grupy
admin-tab-sessions = Sesje
admin-tab-deliveries = Komunikaty o wylogowaniu
admin-tab-activity = Aktywność

audit-look = sprawdź
audit-by = kto: <bdi>{ $name }</bdi>
audit-by-link = kto: <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = żądanie { $id }

app-policy = Polityka prywatności
app-terms = Warunki korzystania
to-continue = aby przejść do aplikacji <b>{ $app_html }</b>
for-the-developer = Dla twórców aplikacji:
no-way-back-will = Nie nastąpi powrót do aplikacji, ponieważ { $reason }.
no-way-back-was = Nie nastąpił powrót do aplikacji, ponieważ { $reason }.

signed-in-at = zalogowano { $time_html }
signed-in-with = zalogowano { $time_html } (metoda: { $methods })
remember-device = Nie pytaj ponownie na tym urządzeniu przez { $time }

# Biernik: „przez 1 minutę”, „za 1 minutę”.
time-minutes =
    { $n ->
        [one] { $n } minutę
        [few] { $n } minuty
        [many] { $n } minut
       *[other] { $n } minuty
    }
time-hours =
    { $n ->
        [one] { $n } godzinę
        [few] { $n } godziny
        [many] { $n } godzin
       *[other] { $n } godziny
    }
time-days =
    { $n ->
        [one] { $n } dzień
        [few] { $n } dni
        [many] { $n } dni
       *[other] { $n } dnia
    }

list-two = { $one } i { $two }
list-comma = { $one }, { $two }
