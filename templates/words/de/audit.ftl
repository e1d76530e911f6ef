# Dativ ohne Artikel: steht immer hinter „mit“.
method-password = Passwort
method-code = Einmalcode
method-passkey = Passkey
method-unknown = unbekannter Methode

audit-login = Angemeldet mit { $methods }
audit-login-again = Erneut angemeldet mit { $methods }
audit-login-step-up = Zweiten Faktor nachgewiesen mit { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Fehlgeschlagene Anmeldungen ohne bekanntes Konto: { NUMBER($count) } aus { NUMBER($networks) } Netzwerk
       *[other] Fehlgeschlagene Anmeldungen ohne bekanntes Konto: { NUMBER($count) } aus { NUMBER($networks) } Netzwerken
    }
audit-login-fail-password = Falsches Passwort eingegeben
audit-login-fail-code = Falschen Einmalcode eingegeben
audit-login-fail-password-times =
    { $count ->
        [one] Falsches Passwort eingegeben, { NUMBER($count) } Mal innerhalb einer Minute
       *[other] Falsches Passwort eingegeben, { NUMBER($count) } Mal innerhalb einer Minute
    }
audit-login-fail-code-times =
    { $count ->
        [one] Falschen Einmalcode eingegeben, { NUMBER($count) } Mal innerhalb einer Minute
       *[other] Falschen Einmalcode eingegeben, { NUMBER($count) } Mal innerhalb einer Minute
    }
audit-login-disown = Eine Anmeldung als fremd gemeldet
audit-login-disown-device = Eine Anmeldung als fremd gemeldet: { $device }

audit-session-end = Anmeldung beendet: { $why }
audit-session-end-device = Anmeldung beendet ({ $device }): { $why }
audit-end-app = in einer App abgemeldet
audit-end-administrator = von der Verwaltung abgemeldet
audit-end-replaced = ein anderes Konto hat sich angemeldet
audit-end-password = Passwort geändert
audit-end-locked = Konto gesperrt
audit-end-removed = Konto entfernt
audit-end-left = Konto nicht mehr in der Konfiguration
audit-end-expired = zu alt oder zu lange nicht verwendet
audit-end-person = abgemeldet

audit-some-app = eine App
audit-app-sign-in = In App angemeldet: { $app }
audit-app-sign-out = Von App abgemeldet: { $app }
audit-consent-grant = App-Zugriff erlaubt: { $app }
audit-consent-revoke = App-Zugriff entfernt: { $app }
audit-consent-remember = „Jedes Mal fragen“ ausgeschaltet: { $app }
audit-request-allow = App auf einem anderen Gerät erlaubt: { $app }
audit-request-refuse = App auf einem anderen Gerät abgelehnt: { $app }
audit-grant-revoke = App hat ihren Zugriff aufgegeben: { $app }
audit-token-exchange = Token getauscht, um für dieses Konto zu handeln: { $app }
audit-token-refuse = Token für dieses Konto verweigert: { $app }
audit-token-replay = Verwendeter Code oder verwendetes Token kam noch einmal, deshalb Zugriff widerrufen: { $app }

audit-totp-add = Authenticator-App hinzugefügt
audit-totp-remove = Authenticator-App entfernt
audit-passkey-add = Passkey hinzugefügt
audit-passkey-add-named = Passkey hinzugefügt: { $name }
audit-passkey-rename = Passkey umbenannt
audit-passkey-rename-named = Passkey umbenannt: { $name }
audit-passkey-remove = Passkey entfernt
audit-passkey-remove-named = Passkey entfernt: { $name }
audit-recovery-code-use = Wiederherstellungscode verwendet
audit-recovery-codes-replace = Neue Wiederherstellungscodes erstellt
audit-user-code-make = Code für Anfragen von Apps erstellt
audit-user-code-remove = Code für Anfragen von Apps entfernt
audit-factors-reset = Alle Passkeys, Authenticator-App und Wiederherstellungscodes entfernt
audit-factors-disown = Alles entfernt, was in einem fremden Browser hinzugefügt wurde
audit-browser-forget = Browser vergessen: { $device }
audit-browsers-forget = Vergessene Browser: { NUMBER($count) }
audit-factor-forget = { $device } wird wieder nach dem zweiten Schritt gefragt
audit-factor-remember = { $device } wird nicht mehr nach dem zweiten Schritt gefragt
audit-factors-forget = Geräte, die wieder nach dem zweiten Schritt gefragt werden: { NUMBER($count) }

audit-password-change = Passwort festgelegt
audit-password-remove = Passwort entfernt
audit-link-mail = Link zum Festlegen eines Passworts per E-Mail angefordert
audit-link-mail-reset = Link zum Festlegen eines neuen Passworts per E-Mail angefordert
audit-link-mail-sign-up = Link zum Anlegen eines Kontos per E-Mail angefordert
audit-email-ask = Link zum Bestätigen einer neuen E-Mail-Adresse angefordert
audit-link-make-setup = Link zum Einrichten des ersten Admin-Kontos erstellt
audit-link-make-invite = Link zum Festlegen des ersten Passworts erstellt
audit-link-make-reset = Link zum Festlegen eines neuen Passworts erstellt
audit-user-add = Konto hinzugefügt
audit-user-lock = Konto gesperrt
audit-user-unlock = Konto entsperrt
audit-user-remove = Konto entfernt: { $username }
audit-user-leave = Konto aus der Konfiguration entfernt
audit-user-lapse = Alle Anmeldungen und Zugriffe beendet, weil das Konto nicht mehr in der Konfiguration stand
audit-data-download = Daten dieses Kontos heruntergeladen
audit-claims-preview = Angesehen, was { $app } über dieses Konto erfahren würde
audit-sign-in-try = Ausprobiert, wie eine Anmeldung dieses Kontos bei { $app } abliefe
audit-user-change = Geändert: { $changes }
audit-user-change-unknown = Konto geändert
audit-changes = { $one }; { $two }
audit-change-username = Benutzername (vorher { $before }, jetzt { $after })
audit-change-email = E-Mail-Adresse
audit-change-email-verified = Bestätigung der E-Mail-Adresse
audit-change-groups = Gruppen (jetzt { $groups })
audit-change-groups-none = Gruppen (jetzt keine)
audit-change-administrator = jetzt Admin
audit-change-no-administrator = nicht mehr Admin
audit-change-profile = Profil
audit-change-definition = Ort, an dem das Konto definiert ist

audit-client-register = App hat sich registriert: { $app }
audit-client-change = App hat ihre Registrierung geändert: { $app }
audit-client-remove = Registrierte App entfernt: { $app }
audit-client-approve = Registrierte App freigegeben: { $app }
audit-client-disable = Registrierte App deaktiviert: { $app }
audit-client-enable = Registrierte App aktiviert: { $app }
audit-client-define = App in die Konfiguration aufgenommen: { $app }
audit-client-leave = App aus der Konfiguration entfernt: { $app }
audit-client-lapse = Alle Zugriffe beendet, weil die App oder ihr Nachweis nicht mehr in der Konfiguration stand: { $app }
audit-logout-reopen = Abmeldungen, die der App doch noch mitgeteilt werden: { $app } ({ NUMBER($count) })
audit-registration-token-add = Token erstellt, mit dem sich Apps registrieren können
audit-registration-token-revoke = Token widerrufen, mit dem sich Apps registrieren konnten

audit-key-add = Schlüssel erstellt ({ $alg })
audit-key-retire = Schlüssel außer Betrieb genommen: { $kid }
audit-key-restore = Schlüssel wieder in Betrieb genommen: { $kid }
audit-key-remove = Schlüssel entfernt: { $kid }
audit-sealing-add = Siegelgeheimnis erstellt
audit-sealing-replace = Siegelgeheimnis anstelle aller anderen erstellt
audit-sealing-remove = Siegelgeheimnis entfernt
audit-config-reload = Konfiguration neu geladen
audit-server-start = Latchkey { $version } gestartet
audit-mail-test = Test-E-Mail gesendet
audit-backup-make = Sicherung der Datenbank erstellt
audit-backup-remove = Alte Sicherungen der Datenbank gelöscht: { NUMBER($count) }
audit-backup-restore = Sicherung der Datenbank zurückgespielt
audit-database-export = Datenbank exportiert
audit-database-import = Datenbank importiert
audit-database-migrate = Datenbank auf Schemaversion { $version } gebracht
audit-audit-export = Aufzeichnungen exportiert
audit-audit-remove = Alte Aufzeichnungen entfernt: { NUMBER($count) }

audit-by-administrator = von der Verwaltung
audit-by-server = von diesem Server
