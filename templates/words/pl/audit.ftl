method-password = hasło
method-code = kod jednorazowy
method-passkey = klucz dostępu
method-unknown = nieznana metoda

audit-login = Zalogowanie: { $methods }
audit-login-again = Ponowne uwierzytelnienie: { $methods }
audit-login-step-up = Potwierdzenie drugim składnikiem: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Nieudane logowania bez wskazania konta: { NUMBER($count) } z { NUMBER($networks) } sieci
        [few] Nieudane logowania bez wskazania konta: { NUMBER($count) } z { NUMBER($networks) } sieci
        [many] Nieudane logowania bez wskazania konta: { NUMBER($count) } z { NUMBER($networks) } sieci
       *[other] Nieudane logowania bez wskazania konta: { NUMBER($count) } z { NUMBER($networks) } sieci
    }
audit-login-fail-password = Podanie błędnego hasła
audit-login-fail-code = Podanie błędnego kodu jednorazowego
audit-login-fail-password-times =
    { $count ->
        [one] Podanie błędnego hasła { NUMBER($count) } raz w ciągu minuty
        [few] Podanie błędnego hasła { NUMBER($count) } razy w ciągu minuty
        [many] Podanie błędnego hasła { NUMBER($count) } razy w ciągu minuty
       *[other] Podanie błędnego hasła { NUMBER($count) } razu w ciągu minuty
    }
audit-login-fail-code-times =
    { $count ->
        [one] Podanie błędnego kodu jednorazowego { NUMBER($count) } raz w ciągu minuty
        [few] Podanie błędnego kodu jednorazowego { NUMBER($count) } razy w ciągu minuty
        [many] Podanie błędnego kodu jednorazowego { NUMBER($count) } razy w ciągu minuty
       *[other] Podanie błędnego kodu jednorazowego { NUMBER($count) } razu w ciągu minuty
    }
audit-login-disown = Zgłoszenie cudzego logowania
audit-login-disown-device = Zgłoszenie cudzego logowania: { $device }

audit-session-end = Koniec sesji: { $why }
audit-session-end-device = Koniec sesji ({ $device }): { $why }
audit-end-app = wylogowanie w aplikacji
audit-end-administrator = wylogowanie przez administratora
audit-end-replaced = zalogowanie na inne konto
audit-end-password = zmiana hasła
audit-end-locked = zablokowanie konta
audit-end-removed = usunięcie konta
audit-end-left = usunięcie konta z konfiguracji
audit-end-expired = upływ czasu lub zbyt długi brak aktywności
audit-end-person = wylogowanie

audit-some-app = nieznana aplikacja
audit-app-sign-in = Zalogowanie do aplikacji: { $app }
audit-app-sign-out = Wylogowanie z aplikacji: { $app }
audit-consent-grant = Przyznanie dostępu aplikacji: { $app }
audit-consent-revoke = Usunięcie dostępu aplikacji: { $app }
audit-consent-remember = Wyłączenie „Pytaj mnie za każdym razem” dla aplikacji: { $app }
audit-request-allow = Zezwolenie na innym urządzeniu dla aplikacji: { $app }
audit-request-refuse = Odmowa na innym urządzeniu dla aplikacji: { $app }
audit-grant-revoke = Rezygnacja aplikacji z dostępu: { $app }
audit-token-exchange = Wymiana tokenu przez aplikację, aby działać w imieniu tego konta: { $app }
audit-token-refuse = Odmowa wydania tokenu do tego konta aplikacji: { $app }
audit-token-replay = Cofnięcie dostępu aplikacji po ponownym użyciu jej kodu lub tokenu: { $app }

audit-totp-add = Dodanie aplikacji uwierzytelniającej
audit-totp-remove = Usunięcie aplikacji uwierzytelniającej
audit-passkey-add = Dodanie klucza dostępu
audit-passkey-add-named = Dodanie klucza dostępu: { $name }
audit-passkey-rename = Zmiana nazwy klucza dostępu
audit-passkey-rename-named = Zmiana nazwy klucza dostępu: { $name }
audit-passkey-remove = Usunięcie klucza dostępu
audit-passkey-remove-named = Usunięcie klucza dostępu: { $name }
audit-recovery-code-use = Użycie kodu odzyskiwania
audit-recovery-codes-replace = Utworzenie nowych kodów odzyskiwania
audit-user-code-make = Utworzenie kodu do próśb aplikacji
audit-user-code-remove = Usunięcie kodu do próśb aplikacji
audit-factors-reset = Usunięcie wszystkich kluczy dostępu, aplikacji uwierzytelniającej i kodów odzyskiwania
audit-factors-disown = Usunięcie tego, co dodano w cudzej przeglądarce
audit-browser-forget = Zapomnienie przeglądarki: { $device }
audit-browsers-forget = Zapomniane przeglądarki: { NUMBER($count) }
audit-factor-forget = Ponowne żądanie drugiego kroku na urządzeniu: { $device }
audit-factor-remember = Drugi krok nie jest już wymagany na urządzeniu: { $device }
audit-factors-forget = Urządzenia, na których drugi krok jest znów wymagany: { NUMBER($count) }

audit-password-change = Ustawienie hasła
audit-password-remove = Usunięcie hasła
audit-link-mail = Wysłanie e-mailem linku do wyboru hasła
audit-link-mail-reset = Prośba o wysłanie e-mailem linku do wyboru nowego hasła
audit-link-mail-sign-up = Prośba o wysłanie e-mailem linku do założenia konta
audit-email-ask = Prośba o link do potwierdzenia nowego adresu e-mail
audit-link-make-setup = Utworzenie linku do konfiguracji pierwszego administratora
audit-link-make-invite = Utworzenie linku do wyboru pierwszego hasła
audit-link-make-reset = Utworzenie linku do wyboru nowego hasła
audit-user-add = Dodanie konta
audit-user-lock = Zablokowanie konta
audit-user-unlock = Odblokowanie konta
audit-user-remove = Usunięcie konta { $username }
audit-user-leave = Usunięcie konta z konfiguracji
audit-user-lapse = Zakończenie wszystkich logowań i dostępów, ponieważ konta nie było już w konfiguracji
audit-data-download = Pobranie danych tego konta
audit-claims-preview = Sprawdzenie, czego o tym koncie dowiedziałaby się aplikacja: { $app }
audit-sign-in-try = Wypróbowanie logowania tego konta do aplikacji: { $app }
audit-user-change = Zmiana: { $changes }
audit-user-change-unknown = Zmiana konta
audit-changes = { $one }; { $two }
audit-change-username = nazwa użytkownika z { $before } na { $after }
audit-change-email = adres e-mail
audit-change-email-verified = potwierdzenie adresu e-mail
audit-change-groups = grupy (teraz: { $groups })
audit-change-groups-none = grupy (teraz brak)
audit-change-administrator = uprawnienia administratora (nadane)
audit-change-no-administrator = uprawnienia administratora (odebrane)
audit-change-profile = profil
audit-change-definition = miejsce definicji konta

audit-client-register = Rejestracja aplikacji: { $app }
audit-client-change = Zmiana rejestracji przez aplikację: { $app }
audit-client-remove = Usunięcie zarejestrowanej aplikacji: { $app }
audit-client-approve = Zatwierdzenie zarejestrowanej aplikacji: { $app }
audit-client-disable = Wyłączenie zarejestrowanej aplikacji: { $app }
audit-client-enable = Włączenie zarejestrowanej aplikacji: { $app }
audit-client-define = Dodanie aplikacji do konfiguracji: { $app }
audit-client-leave = Usunięcie aplikacji z konfiguracji: { $app }
audit-client-lapse = Zakończenie wszystkich dostępów aplikacji, ponieważ jej lub jej danych uwierzytelniających nie było już w konfiguracji: { $app }
audit-logout-reopen = Wylogowania, o których aplikacja jednak się dowie: { $app } ({ NUMBER($count) })
audit-registration-token-add = Utworzenie tokenu do rejestracji aplikacji
audit-registration-token-revoke = Unieważnienie tokenu do rejestracji aplikacji

audit-key-add = Utworzenie klucza ({ $alg })
audit-key-retire = Wycofanie klucza { $kid }
audit-key-restore = Przywrócenie klucza { $kid }
audit-key-remove = Usunięcie klucza { $kid }
audit-sealing-add = Utworzenie sekretu pieczętującego
audit-sealing-replace = Utworzenie sekretu pieczętującego w miejsce wszystkich innych
audit-sealing-remove = Usunięcie sekretu pieczętującego
audit-config-reload = Ponowne wczytanie konfiguracji
audit-server-start = Uruchomienie Latchkey { $version }
audit-mail-test = Wysłanie testowego e-maila
audit-backup-make = Wykonanie kopii zapasowej bazy danych
audit-backup-remove = Usunięcie starych kopii zapasowych bazy danych: { NUMBER($count) }
audit-backup-restore = Przywrócenie kopii zapasowej bazy danych
audit-database-export = Eksport bazy danych
audit-database-import = Import bazy danych
audit-database-migrate = Aktualizacja bazy danych do wersji schematu { $version }
audit-audit-export = Eksport zapisów aktywności
audit-audit-remove = Usunięcie starych zapisów: { NUMBER($count) }

audit-by-administrator = przez administratora
audit-by-server = przez ten serwer
