# What happened, without a subject.

method-password = wachtwoord
method-code = eenmalige code
method-passkey = passkey
method-unknown = een hier onbekende methode

audit-login = Ingelogd met { $methods }
audit-login-again = Opnieuw geverifieerd met { $methods }
audit-login-step-up = Tweede factor bevestigd: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Mislukte inlogpogingen zonder bekend account: { NUMBER($count) }, vanaf { NUMBER($networks) } netwerk
       *[other] Mislukte inlogpogingen zonder bekend account: { NUMBER($count) }, vanaf { NUMBER($networks) } netwerken
    }
audit-login-fail-password = Verkeerd wachtwoord ingevoerd
audit-login-fail-code = Verkeerde eenmalige code ingevoerd
audit-login-fail-password-times =
    { $count ->
        [one] { NUMBER($count) } keer binnen een minuut een verkeerd wachtwoord ingevoerd
       *[other] { NUMBER($count) } keer binnen een minuut een verkeerd wachtwoord ingevoerd
    }
audit-login-fail-code-times =
    { $count ->
        [one] { NUMBER($count) } keer binnen een minuut een verkeerde eenmalige code ingevoerd
       *[other] { NUMBER($count) } keer binnen een minuut een verkeerde eenmalige code ingevoerd
    }
audit-login-disown = Aangegeven dat iemand anders had ingelogd
audit-login-disown-device = Aangegeven dat iemand anders had ingelogd op { $device }

# A login ended.
audit-session-end = Sessie beëindigd: { $why }
audit-session-end-device = Sessie op { $device } beëindigd: { $why }
audit-end-app = uitgelogd in een app
audit-end-administrator = uitgelogd door een beheerder
audit-end-replaced = met een ander account ingelogd
audit-end-password = wachtwoord gewijzigd
audit-end-locked = account geblokkeerd
audit-end-removed = account verwijderd
audit-end-left = account uit de configuratie verdwenen
audit-end-expired = te oud of te lang niet gebruikt
audit-end-person = uitgelogd

# Apps.
audit-some-app = een app
audit-app-sign-in = Ingelogd bij { $app }
audit-app-sign-out = Uitgelogd bij { $app }
audit-consent-grant = Toegang gegeven aan { $app }
audit-consent-revoke = Toegang ingetrokken van { $app }
audit-consent-remember = ‘Altijd aan mij vragen’ uitgezet voor { $app }
audit-request-allow = Toegestaan op een ander apparaat: { $app }
audit-request-refuse = Geweigerd op een ander apparaat: { $app }
audit-grant-revoke = Toegang opgegeven door { $app }
audit-token-exchange = Token ingewisseld door { $app } om namens dit account te handelen
audit-token-refuse = Token voor dit account geweigerd aan { $app }
audit-token-replay = Een al gebruikte code of token van { $app } werd opnieuw aangeboden; de toegang is daarom ingetrokken

# Passkeys and the second step.
audit-totp-add = Authenticator-app toegevoegd
audit-totp-remove = Authenticator-app verwijderd
audit-passkey-add = Passkey toegevoegd
audit-passkey-add-named = Passkey toegevoegd: { $name }
audit-passkey-rename = Naam van passkey gewijzigd
audit-passkey-rename-named = Naam van passkey gewijzigd: { $name }
audit-passkey-remove = Passkey verwijderd
audit-passkey-remove-named = Passkey verwijderd: { $name }
audit-recovery-code-use = Herstelcode gebruikt
audit-recovery-codes-replace = Nieuwe herstelcodes gemaakt
audit-user-code-make = Code voor verzoeken van apps gemaakt
audit-user-code-remove = Code voor verzoeken van apps verwijderd
audit-factors-reset = Alle passkeys, de authenticator-app en de herstelcodes verwijderd
audit-factors-disown = Verwijderd wat was toegevoegd in een browser van iemand anders
audit-browser-forget = Browser vergeten: { $device }
audit-browsers-forget = Vergeten browsers: { NUMBER($count) }
audit-factor-forget = { $device } vraagt weer om de tweede stap
audit-factor-remember = { $device } vraagt niet meer om de tweede stap
audit-factors-forget = Apparaten die weer om de tweede stap vragen: { NUMBER($count) }

# Accounts.
audit-password-change = Wachtwoord ingesteld
audit-password-remove = Wachtwoord verwijderd
audit-link-mail = Link om een wachtwoord te kiezen per e-mail laten versturen
audit-link-mail-reset = Per e-mail een link gevraagd om een nieuw wachtwoord te kiezen
audit-link-mail-sign-up = Per e-mail een link gevraagd om een account te maken
audit-email-ask = Link gevraagd om een nieuw e-mailadres te bevestigen
audit-link-make-setup = Link gemaakt om de eerste beheerder in te stellen
audit-link-make-invite = Link gemaakt om een eerste wachtwoord te kiezen
audit-link-make-reset = Link gemaakt om een nieuw wachtwoord te kiezen
audit-user-add = Account toegevoegd
audit-user-lock = Account geblokkeerd
audit-user-unlock = Account gedeblokkeerd
audit-user-remove = Account verwijderd: { $username }
audit-user-leave = Account uit de configuratie verwijderd
audit-user-lapse = Alle aanmeldingen en toegang beëindigd, omdat het account niet meer in de configuratie stond
audit-data-download = Gegevens van dit account gedownload
audit-claims-preview = Bekeken wat { $app } over dit account te weten zou komen
audit-sign-in-try = Uitgeprobeerd hoe een aanmelding van dit account bij { $app } zou verlopen
audit-user-change = Gewijzigd: { $changes }
audit-user-change-unknown = Account gewijzigd
audit-changes = { $one }; { $two }
audit-change-username = gebruikersnaam, van { $before } in { $after }
audit-change-email = e-mailadres
audit-change-email-verified = bevestiging van het e-mailadres
audit-change-groups = groepen, nu { $groups }
audit-change-groups-none = groepen, nu geen
audit-change-administrator = nu beheerder
audit-change-no-administrator = geen beheerder meer
audit-change-profile = profiel
audit-change-definition = plaats waar het account is vastgelegd

# Apps as they are registered.
audit-client-register = App heeft zichzelf geregistreerd: { $app }
audit-client-change = App heeft de eigen registratie gewijzigd: { $app }
audit-client-remove = Geregistreerde app verwijderd: { $app }
audit-client-approve = Geregistreerde app goedgekeurd: { $app }
audit-client-disable = Geregistreerde app uitgeschakeld: { $app }
audit-client-enable = Geregistreerde app ingeschakeld: { $app }
audit-client-define = App aan de configuratie toegevoegd: { $app }
audit-client-leave = App uit de configuratie verwijderd: { $app }
audit-client-lapse = Alle toegang beëindigd, omdat de app of haar gegevens niet meer in de configuratie stonden: { $app }
audit-logout-reopen = Afmeldingen die een app alsnog hoort: { $app } ({ NUMBER($count) })
audit-registration-token-add = Token gemaakt waarmee apps zich kunnen registreren
audit-registration-token-revoke = Token ingetrokken waarmee apps zich konden registreren

# The server.
audit-key-add = Sleutel gemaakt ({ $alg })
audit-key-retire = Sleutel { $kid } buiten gebruik gesteld
audit-key-restore = Sleutel { $kid } weer in gebruik genomen
audit-key-remove = Sleutel { $kid } verwijderd
audit-sealing-add = Verzegelgeheim gemaakt
audit-sealing-replace = Verzegelgeheim gemaakt in plaats van alle andere
audit-sealing-remove = Verzegelgeheim verwijderd
audit-config-reload = Configuratie opnieuw geladen
audit-server-start = Latchkey { $version } gestart
audit-mail-test = Testmail verstuurd
audit-backup-make = Back-up van de database gemaakt
audit-backup-remove = Oude back-ups van de database verwijderd: { NUMBER($count) }
audit-backup-restore = Back-up van de database teruggezet
audit-database-export = Database geëxporteerd
audit-database-import = Database geïmporteerd
audit-database-migrate = Database bijgewerkt naar schemaversie { $version }
audit-audit-export = Registraties geëxporteerd
audit-audit-remove = Oude registraties verwijderd: { NUMBER($count) }

# Who did it.
audit-by-administrator = door een beheerder
audit-by-server = door deze server
