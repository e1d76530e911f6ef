account-sign-out = Abmelden
account-ask = Wenden Sie sich an die Person, die diese Website betreibt.
account-ask-link = <a href="{ $href }">Wenden Sie sich an die Person, die diese Website betreibt</a>.
account-number = Ihre Kontonummer ist <code>{ $sub }</code>
device-on = { $browser } unter { $system }
device-unknown = Unbekanntes Gerät

## Kontoseite

account-title = Ihr Konto
account-device-ended = Das Gerät ist abgemeldet.
account-sign-in-ended = Die Anmeldung ist beendet.
account-others-ended = Sie sind überall sonst abgemeldet.
account-app-ended = Die Anmeldung bei der App ist von hier aus beendet.
account-app-removed = Der Zugriff der App ist entfernt.
account-app-remembered = Die App fragt Sie nur noch, wenn sie etwas Neues möchte.
account-password-saved = Ihr Passwort ist gespeichert. Sie sind überall sonst abgemeldet.
account-left = Dieses Konto steht nicht mehr in { $file }, der Konfigurationsdatei dieses Servers.
account-left-refused = Sie können sich nicht anmelden, und Apps lehnen dieses Konto ab.
account-left-until = Ihre Anmeldung auf dieser Seite endet: { $time_html }.
account-left-mistake = Wenn das ein Irrtum ist, bitten Sie die Person, die diese Website betreibt, das Konto wieder in die Datei aufzunehmen oder mit <code>latchkey user keep { $username }</code> zu behalten.
account-email-unconfirmed = nicht bestätigt
account-email-confirmed = bestätigt
account-administrator = Admin
account-pinned = Name, E-Mail-Adresse und Gruppen dieses Kontos stehen in der Konfigurationsdatei dieses Servers.
account-pinned-password = Name, E-Mail-Adresse, Gruppen und Passwort dieses Kontos stehen in der Konfigurationsdatei dieses Servers.
account-pinned-edit = Um sie zu ändern, bearbeiten Sie den Block <code>[[users]]</code> des Kontos (<code>{ $place }</code>).
account-pinned-ask = Um sie zu ändern, wenden Sie sich an die Person, die diese Website betreibt.
account-to-admin = Verwaltung

account-first-app = Nächster Schritt: Ihre erste App
account-first-app-what = Eine App benötigt einen Client auf diesem Server. Sie können ihn auf zwei Arten hinzufügen.
account-first-app-command = Mit einem Befehl
account-first-app-list = <code>latchkey client add --app list</code> listet die Apps mit Voreinstellungen auf. Für jede andere App:
account-first-app-file = Mit Zeilen in der Konfigurationsdatei
account-first-app-issuer = Geben Sie danach in der App den Issuer ein: <code>{ $issuer }</code>

account-apps = Apps
account-app-open = Öffnen<span class="vh">: { $app_html }</span>
account-app-sees = Was sie sehen kann<span class="vh"> (Angaben zu Ihrer Person)</span>
account-app-remove = Zugriff entfernen<span class="vh">: { $app_html }</span>
account-app-remember = Meine Zustimmung merken<span class="vh">: { $app_html }</span>
account-no-apps = Noch keine Apps.

account-devices = Geräte
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } Anmeldung
       *[other] <b>{ $device }</b>, { NUMBER($count) } Anmeldungen
    }
account-this-device = dieses Gerät
account-this-sign-in = diese hier
account-active-now = Jetzt aktiv
account-seen = Zuletzt verwendet: { $time_html }
account-seen-inline = zuletzt verwendet: { $time_html }
account-each-sign-in = Einzelne Anmeldungen<span class="vh">: { $device }</span>
account-end-sign-in = Anmeldung beenden
account-older-sign-ins =
    { $count ->
        [one] und { NUMBER($count) } ältere
       *[other] und { NUMBER($count) } ältere
    }
account-sign-out-device = Abmelden<span class="vh">: { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Die andere abmelden<span class="vh">: { $device }</span>
       *[other] Die anderen { NUMBER($count) } abmelden<span class="vh">: { $device }</span>
    }
account-sign-out-everywhere = Überall sonst abmelden
account-only-here = Sie sind nur hier angemeldet.

account-spokes = Von diesem Browser aus angemeldet
account-spokes-what = Die Apps, bei denen Sie sich von hier aus angemeldet haben. Wenn Sie sich von einer abmelden, bleiben die anderen. Sie kann Sie ohne Rückfrage wieder anmelden, solange Sie hier angemeldet sind.
account-spokes-picture = Dieser Browser, mit einer Linie zu jeder App
account-spokes-none = Sie haben sich von hier aus noch bei keiner App angemeldet.
account-spokes-to-apps = Ihre Apps ansehen
account-spoke-signed-in = Angemeldet
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Zuletzt verwendet: { $time_html }
account-spoke-end = Abmelden<span class="vh">: { $app_html }</span>

account-factors = Passkeys und zweiter Faktor
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } Passkey
       *[other] { NUMBER($count) } Passkeys
    }
account-no-passkey = Kein Passkey
account-totp = Authenticator-App eingerichtet
account-no-totp = keine Authenticator-App
account-codes =
    { $count ->
        [one] noch { NUMBER($count) } Wiederherstellungscode
       *[other] noch { NUMBER($count) } Wiederherstellungscodes
    }
account-no-codes = keine Wiederherstellungscodes mehr
account-factors-manage = Verwalten
account-factors-set-up = Einrichten

account-password = Passwort
account-password-change = Passwort ändern
account-password-choose = Passwort festlegen
account-password-refused = Das Passwort wurde nicht gespeichert.
account-password-current = Aktuelles Passwort
account-password-new = Neues Passwort
account-password-hint = Beim Speichern werden Sie überall sonst abgemeldet.
account-password-save = Passwort speichern
account-password-pinned = Das Passwort dieses Kontos steht in der Konfigurationsdatei dieses Servers. Ändern Sie es dort.
account-password-left = Dieses Konto wurde aus der Konfigurationsdatei dieses Servers entfernt. Sie können sein Passwort nicht ändern.
account-password-many = Zu viele Versuche. Warten Sie ein paar Minuten und versuchen Sie es dann noch einmal.
account-password-wrong = Das ist nicht Ihr aktuelles Passwort. Prüfen Sie es und versuchen Sie es noch einmal.
account-password-meanwhile = Das Passwort wurde inzwischen an anderer Stelle geändert, oder Sie wurden hier abgemeldet.

## Profil

profile-title = Ihr Profil
profile-saved = Ihr Profil ist gespeichert.
profile-email-asked = Eine E-Mail ist an diese Adresse unterwegs. Öffnen Sie den Link darin innerhalb einer Stunde; bis dahin ändert sich nichts.
profile-email-confirmed = Ihre E-Mail-Adresse ist bestätigt.
profile-refused = Es wurde nichts geändert.
profile-username-fixed = Sie melden sich als <b><bdi>{ $username }</bdi></b> an. Dieser Name kann hier nicht geändert werden.
profile-pinned = Ihr Profil steht in der Konfigurationsdatei dieses Servers.
profile-pinned-edit = Um es zu ändern, bearbeiten Sie seinen Block <code>[[users]]</code> (<code>{ $place }</code>).
profile-pinned-ask = Um es zu ändern, wenden Sie sich an die Person, die diese Website betreibt.
profile-left = Dieses Konto steht nicht mehr in der Konfigurationsdatei dieses Servers und kann deshalb nicht geändert werden.
profile-meanwhile = Ihr Konto wurde inzwischen an anderer Stelle geändert, oder Sie wurden hier abgemeldet. Es wurde nichts geändert.
profile-pinned-refused = Dieses Konto steht in der Konfigurationsdatei dieses Servers. Es wurde nichts geändert.

profile-about = Über Sie
profile-field = Profil
profile-name = Name
profile-name-hint = So, wie andere ihn sehen.
profile-given-name = Vorname
profile-family-name = Nachname
profile-nickname = Spitzname
profile-website = Website
profile-website-hint = Zum Beispiel https://example.com
profile-zoneinfo = Zeitzone
profile-zoneinfo-hint = Zum Beispiel Europe/Paris
profile-locale = Sprache
profile-locale-hint = Zum Beispiel en-GB
profile-username = Benutzername
profile-who-sees = Apps sehen diese Angaben, wenn Sie ihnen Ihr Profil freigeben. Alle Felder können leer bleiben.
profile-save = Profil speichern
profile-website-wrong = Geben Sie eine vollständige Adresse ein, zum Beispiel https://example.com.
profile-zoneinfo-wrong = Geben Sie den Namen einer Zeitzone ein, zum Beispiel Europe/Paris.
profile-locale-wrong = Geben Sie das Kürzel einer Sprache ein, zum Beispiel en-GB.
profile-long = Geben Sie höchstens { $count } Zeichen ein.
profile-invisible = Diese Eingabe kann nicht verwendet werden. Sie enthält das unsichtbare Zeichen { $code }: Entfernen Sie es.
profile-mixed = Diese Eingabe kann nicht verwendet werden. `{ $word }` mischt Buchstaben mehrerer Schriften, die gleich aussehen können: Schreiben Sie jedes Wort in einer einzigen Schrift.

profile-email = E-Mail-Adresse
profile-no-email = Es ist keine vorhanden.
profile-email-waiting = Ein Link zum Bestätigen von <b><bdi>{ $email }</bdi></b> wurde angefordert. Er läuft ab: { $time_html }.
profile-confirm-again = Link zum Bestätigen senden
profile-new-email = Neue E-Mail-Adresse
profile-new-email-hint = Wir senden einen Link dorthin. Die Adresse ändert sich, wenn Sie ihn öffnen.
profile-email-send = Link senden
profile-no-mail = Dieser Server sendet keine E-Mails, deshalb kann die Adresse hier nicht geändert werden.
profile-no-mail-refused = Dieser Server sendet keine E-Mails. Bitten Sie die Person, die diese Website betreibt, Ihre Adresse zu ändern.
profile-email-wrong = Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.
profile-email-same = Das ist bereits Ihre Adresse, und sie ist bestätigt.
profile-email-many =
    { $minutes ->
        [one] Es wurden zu viele E-Mails angefordert. Sie können es in { $minutes } Minute noch einmal versuchen.
       *[other] Es wurden zu viele E-Mails angefordert. Sie können es in { $minutes } Minuten noch einmal versuchen.
    }
profile-email-sign-in = Melden Sie sich an, um Ihre Adresse zu bestätigen
profile-email-sign-in-why = Der Link funktioniert für das Konto, das ihn angefordert hat. Melden Sie sich bei diesem Konto an; danach können Sie die Adresse bestätigen.
profile-email-sign-in-button = Anmelden
profile-email-in-use = Diese Adresse wird bereits verwendet
profile-email-in-use-what = Sie gehört inzwischen zu einem anderen Konto. Ihr Konto behält seine bisherige Adresse.
profile-back = Zurück zu Ihrem Profil

profile-data = Ihre Daten
profile-data-hint = Eine Datei mit allem, was hier über Sie gespeichert ist: Profil, Gruppen, Anmeldungen, Apps, Passkeys. Geben Sie sie nicht weiter.
profile-data-download = Daten herunterladen

profile-delete = Konto löschen
profile-delete-open = Dieses Konto endgültig löschen
profile-delete-what = Sie werden überall abgemeldet, Apps verlieren ihren Zugriff, und niemand kann das Konto zurückholen.
profile-delete-username = Ihr Benutzername
profile-delete-username-hint = Geben Sie <b><bdi>{ $username }</bdi></b> ein, um fortzufahren.
profile-delete-button = Mein Konto löschen
profile-delete-wrong = Das ist nicht Ihr Benutzername. Es wurde nichts gelöscht.
profile-delete-last-administrator = Niemand sonst verwaltet diesen Server. Geben Sie zuerst jemand anderem Admin-Rechte.
profile-deleted = Ihr Konto ist gelöscht
profile-deleted-what = Sie sind überall abgemeldet, und Ihr Konto ist mit allem, was dazugehörte, gelöscht. Das Protokoll der Ereignisse bleibt bestehen, bis seine Aufbewahrungszeit abgelaufen ist.
profile-deleted-apps = Apps behalten möglicherweise, was sie über Sie wissen: Wenden Sie sich an deren Betreiber.
profile-deleted-done = Fertig

## Passkeys und zweiter Faktor

security-title = Passkeys und zweiter Faktor
security-totp-removed = Die Authenticator-App ist entfernt. Es wird kein Code mehr verlangt.
security-passkey-added = Der Passkey ist hinzugefügt. Sie können sich ab jetzt damit anmelden.
security-key-added = Der Sicherheitsschlüssel ist hinzugefügt. Er wird nach Ihrem Passwort verwendet, nicht an dessen Stelle.
security-passkey-named = Der neue Name ist gespeichert.
security-passkey-removed = Der Passkey ist aus diesem Konto entfernt. Löschen Sie ihn auch auf Ihrem Gerät.
security-password-removed = Ihr Passwort ist entfernt. Sie melden sich mit Ihrem Passkey an und sind überall sonst abgemeldet.
security-password-remove = Ohne Passwort anmelden
security-password-remove-hint = Ihr Passwort funktioniert dann nicht mehr, und Sie melden sich nur noch mit Ihrem Passkey an. Überall sonst werden Sie abgemeldet.
security-password-remove-mail = Wenn Sie alle Passkeys verlieren, kann Ihnen die Anmeldeseite einen Link schicken, mit dem Sie ein neues Passwort wählen.
security-password-remove-link = Wenn Sie alle Passkeys verlieren, kann Ihnen ein Administrator einen Link geben, mit dem Sie ein neues Passwort wählen.
security-password-remove-now = Passwort entfernen
security-password-no-passkey = Melden Sie sich einmal nur mit einem Passkey an. Danach können Sie Ihr Passwort hier entfernen.
security-device-forgotten = Auf diesem Gerät wird bei der nächsten Anmeldung wieder nach dem zweiten Faktor gefragt.
security-devices-forgotten = Auf allen Geräten wird bei der nächsten Anmeldung wieder nach dem zweiten Faktor gefragt.
security-required = Diese Website verlangt mehr als ein Passwort: Fügen Sie einen Passkey oder eine Authenticator-App hinzu.

security-passkeys = Passkeys
security-passkeys-hint = Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN an, ohne Passwort. Er funktioniert nur auf dieser Website, sodass keine gefälschte Website ihn abfragen kann.
security-passkey-synced = synchronisiert
security-passkey-one-device = auf einem Gerät
security-added = hinzugefügt { $time_html }
security-used = verwendet { $time_html }
security-not-used = noch nicht verwendet
security-since = seit { $time_html }
security-passkey-change = Ändern<span class="vh">: { $name }</span>
security-passkey-name = Name
security-passkey-save = Namen speichern
security-passkey-remove = Entfernen<span class="vh">: { $name }</span>
security-no-passkeys = Noch keine Passkeys.
security-passkey-add = Passkey hinzufügen
security-passkey-failed = Es wurde kein Passkey erstellt. Versuchen Sie es noch einmal.
security-passkey-known-device = Dieses Gerät hat bereits einen Passkey für dieses Konto.
security-passkey-script = Zum Hinzufügen eines Passkeys wird JavaScript benötigt, das in diesem Browser deaktiviert ist.
security-passkey-unnamed = Passkey
security-passkey-field = Passkey
security-passkey-only-way-in = Es gibt kein Passwort, und mit keinem anderen Passkey allein können Sie sich anmelden: Ohne diesen könnten Sie sich nicht anmelden. Fügen Sie zuerst einen weiteren Passkey hinzu.
security-name-long = Geben Sie einen Namen mit höchstens { $count } Zeichen ein.
security-name-invisible = Dieser Name kann nicht verwendet werden. Er enthält das unsichtbare Zeichen { $code }: Entfernen Sie es.
security-name-mixed = Dieser Name kann nicht verwendet werden. `{ $word }` mischt Buchstaben mehrerer Schriften, die gleich aussehen können: Schreiben Sie jedes Wort in einer einzigen Schrift.
security-register-added = Der Passkey ist hinzugefügt.
security-register-refused = Der Passkey konnte nicht hinzugefügt werden: Dieser Server kann nicht lesen, was der Browser gesendet hat. Versuchen Sie es mit einem anderen Gerät.
security-register-outdated = Diese Seite war längere Zeit geöffnet. Bitte versuchen Sie es noch einmal.
security-register-known = Dieser Passkey wurde bereits hinzugefügt.
security-register-full = Dieses Konto hat die Höchstzahl an Passkeys erreicht. Entfernen Sie zuerst einen.
security-register-not-proven = Ihr Konto hat sich inzwischen geändert. Melden Sie sich noch einmal an und fügen Sie den Passkey dann hinzu.

security-totp = Authenticator-App
security-totp-on = eingerichtet
security-totp-remove = App entfernen
security-totp-hint = Eine App auf Ihrem Smartphone zeigt einen Code an, den Sie nach Ihrem Passwort eingeben.
security-totp-add = Authenticator-App hinzufügen

security-codes = Wiederherstellungscodes
security-codes-none = keine mehr übrig
security-codes-left = Noch <b>{ $count }</b> übrig.
security-codes-hint = Mit jedem davon können Sie sich einmal anmelden, wenn Sie Ihr Smartphone oder Ihre Passkeys verlieren.
security-codes-new = Neue Codes erstellen
security-codes-new-hint = Die alten funktionieren dann nicht mehr.
security-user-code = Code für Anfragen von Apps
security-user-code-hint = Manche Apps dürfen Sie nur um etwas bitten, wenn Sie ihnen diesen Code nennen, zum Beispiel am Telefon. Nennen Sie ihn keiner App, an die Sie sich nicht selbst gewandt haben.
security-user-code-is = Ihr Code: <b>{ $code }</b>
security-user-code-once = Er wird nur jetzt angezeigt. Ein früherer Code funktioniert nicht mehr.
security-user-code-make = Code erstellen
security-user-code-again = Neuen Code erstellen
security-user-code-remove = Code entfernen
security-user-code-removed = Der Code wurde entfernt. Apps, die ihn brauchen, können Sie nicht mehr fragen.

security-remembered = Gemerkte Geräte
security-remembered-hint = Auf diesen Geräten genügt Ihr Passwort, bis sich ein Passwort oder Ihr zweiter Faktor ändert. Für Apps und Änderungen an Ihrem Konto kann trotzdem mehr verlangt werden.
security-forget = Vergessen<span class="vh">: { $device }</span>
security-forget-all = Alle vergessen
security-no-remembered = Es sind keine Geräte gemerkt.

## Zweiter Faktor bei der Anmeldung

second-factor-title = Bestätigen Sie Ihre Identität
second-factor-lead = Noch ein Schritt, { $person_html }.
second-factor-lead-step-up = Hierfür ist ein zweiter Nachweis Ihrer Identität nötig, { $person_html }.
second-factor-change = Verwenden Sie hierfür Ihren Passkey: Einen Code kann Ihnen jemand entlocken, einen Passkey nicht.
second-factor-change-lost = Wenn der Passkey verloren ist, verwenden Sie einen Wiederherstellungscode. Wenn Sie keinen mehr haben, wenden Sie sich an die Person, die diese Website betreibt.
second-factor-recovery-code = Wiederherstellungscode
second-factor-recovery-code-hint = Einer der Codes, die Sie gespeichert haben, zum Beispiel BCDF-GHJK-LMNP-QRST. Jeder funktioniert einmal.
second-factor-code = Code aus Ihrer Authenticator-App
second-factor-code-hint = Sechs Ziffern, alle 30 Sekunden neue.
second-factor-confirm = Bestätigen
second-factor-lost = Es gibt keine Möglichkeit mehr, Ihre Identität zu bestätigen. Wenden Sie sich an die Person, die diese Website betreibt.
second-factor-script = Für einen Passkey wird JavaScript benötigt, das in diesem Browser deaktiviert ist.
second-factor-no-passkeys = Dieser Browser unterstützt keine Passkeys.
second-factor-recovery-hint = Sie können einen Wiederherstellungscode verwenden.
second-factor-other-device = Verwenden Sie einen anderen Browser oder ein anderes Gerät.
second-factor-passkey = Passkey verwenden
second-factor-passkey-failed = Es wurde kein Passkey verwendet. Versuchen Sie es noch einmal oder auf andere Weise.
second-factor-other-way = Andere Möglichkeit
second-factor-recovery = Wiederherstellungscode verwenden
second-factor-help = Hilfe erhalten
second-factor-cancel = Abbrechen
second-factor-mismatch = Der Code ist falsch. Prüfen Sie ihn und versuchen Sie es noch einmal.
second-factor-used = Dieser Code wurde bereits verwendet. Warten Sie auf den nächsten und versuchen Sie es dann noch einmal.
second-factor-missing = Geben Sie den Code ein.
second-factor-passkey-refused = Dieser Passkey wurde nicht akzeptiert. Versuchen Sie es noch einmal oder auf andere Weise.
second-factor-passkey-needed = Ein Code genügt hier nicht: Verwenden Sie einen Passkey. Es wurde nichts verbraucht.
second-factor-outdated = Diese Seite war längere Zeit geöffnet. Bitte versuchen Sie es noch einmal.
second-factor-not-ours = { $what } Bitte versuchen Sie es noch einmal.
second-factor-many = Zu viele falsche Codes.

## Zweiten Faktor einrichten

set-up-title = Zweiten Faktor einrichten
set-up-totp-title = Authenticator-App hinzufügen
set-up-lead = { $person_html }, hier ist mehr als ein Passwort nötig. Sie richten das einmal ein.
set-up-lead-passkey = { $person_html }, diese App verlangt einen Passkey. Sie richten ihn einmal ein.
set-up-lead-also-passkey = { $person_html }, diese App verlangt einen Passkey: Ein Code genügt nicht. Sie richten ihn einmal ein.
set-up-no-totp = Eine Authenticator-App kann hier nicht eingerichtet werden.
set-up-nothing = Derzeit kann hier kein zweiter Schritt eingerichtet werden. Fragen Sie die Person, die diese Website betreibt.
set-up-totp-lead = Danach werden Sie bei jeder Anmeldung mit Ihrem Passwort nach einem Code der App gefragt.
set-up-refused = Es wurde noch nichts eingerichtet.
set-up-passkey = Mit einem Passkey
set-up-passkey-hint = Ihr Fingerabdruck, Ihr Gesicht oder die PIN dieses Geräts oder eines Sicherheitsschlüssels.
set-up-passkey-make = Passkey erstellen
set-up-passkey-failed = Es wurde kein Passkey erstellt. Versuchen Sie es noch einmal oder verwenden Sie eine Authenticator-App.
set-up-or-totp = Oder mit einer Authenticator-App
set-up-scan = Scannen Sie dies mit der App oder <a href="{ $href }">öffnen Sie die App auf diesem Gerät</a>.
set-up-type = Stattdessen Schlüssel eingeben
set-up-type-hint = Konto <b>{ $username }</b>, zeitbasiert, sechs Ziffern.
set-up-code = Geben Sie den Code ein, den die App anzeigt
set-up-code-field = Code
set-up-turn-on = Aktivieren
set-up-cancel = Abbrechen
set-up-outdated = Diese Seite war zu lange geöffnet. Scannen Sie den neuen Code unten und versuchen Sie es noch einmal.
set-up-digits = Geben Sie die sechs Ziffern ein, die die App anzeigt.
set-up-mismatch = Der Code ist falsch. Prüfen Sie, ob die Uhr Ihres Smartphones richtig geht, und geben Sie den Code ein, den die App jetzt anzeigt.
set-up-known = Dieses Konto hat bereits eine Authenticator-App.
set-up-meanwhile = Ihr Konto hat sich inzwischen geändert. Melden Sie sich noch einmal an.

## Wiederherstellungscodes

codes-title = Ihre Wiederherstellungscodes
codes-lead = Wenn Sie Ihr Smartphone oder Ihre Passkeys verlieren, können Sie sich mit einem dieser Codes anmelden. <b>Sie werden nur jetzt angezeigt.</b>
codes-hint = Jeder Code funktioniert einmal. Bewahren Sie sie bei wichtigen Unterlagen oder in einem Passwortmanager auf.
codes-download = Herunterladen
codes-print = Drucken
codes-saved = Ich habe sie gespeichert
codes-file-title = Wiederherstellungscodes für { $site } ({ $issuer })
codes-file-hint = Jeder Code funktioniert einmal.

## Aktivitäten

activity-title = Aktivitäten
activity-hint =
    { $days ->
        [one] Was in Ihrem Konto passiert ist, das Neueste zuerst. Einträge werden { NUMBER($days) } Tag lang aufbewahrt. Wenn etwas nicht von Ihnen stammt, ändern Sie Ihr Passwort und melden Sie sich überall sonst ab.
       *[other] Was in Ihrem Konto passiert ist, das Neueste zuerst. Einträge werden { NUMBER($days) } Tage lang aufbewahrt. Wenn etwas nicht von Ihnen stammt, ändern Sie Ihr Passwort und melden Sie sich überall sonst ab.
    }
activity-newest = Neueste
activity-older = Ältere
activity-presence-label = Wann Sie angemeldet waren, für jedes Gerät. Dasselbe folgt als Liste.
activity-none = Noch nichts.
activity-none-hint = Anmeldungen und Änderungen an Ihrem Konto erscheinen hier.

## Without passwords

security-passkey-only-here = Mit keinem anderen Passkey allein können Sie sich anmelden: Ohne diesen könnten Sie sich nicht anmelden. Fügen Sie zuerst einen weiteren Passkey hinzu.
