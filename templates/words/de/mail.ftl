mail-hello = Hallo,
mail-hello-name = Hallo { $name },
mail-action = { $label }:
mail-open-address = Oder öffnen Sie diese Adresse: <a href="{ $href }">{ $href }</a>
mail-not-you = Wenn Sie das nicht waren, legen Sie jetzt ein neues Passwort fest, melden Sie sich auf Ihrer Kontoseite überall sonst ab und informieren Sie die Person, die diese Website betreibt.
mail-open-account = Konto öffnen

mail-reset-subject = Neues Passwort festlegen: { $site }
mail-reset = Jemand hat einen Link angefordert, um für Ihr Konto bei { $site } ein neues Passwort festzulegen.
mail-reset-button = Neues Passwort festlegen
mail-link-one-hour = Der Link funktioniert einmal, innerhalb einer Stunde.
mail-reset-nothing-to-do = Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun: Ihr Passwort bleibt unverändert.

mail-invitation-subject = Ihr Konto bei { $site }
mail-invitation = Sie haben ein Konto bei { $site }. Legen Sie zum Abschluss ein Passwort fest.
mail-invitation-button = Passwort festlegen
mail-link-seven-days = Der Link funktioniert einmal, innerhalb von sieben Tagen.
mail-operator-reset-subject = Neues Passwort festlegen: { $site }
mail-operator-reset = Die Person, die { $site } betreibt, sendet Ihnen diesen Link, damit Sie ein neues Passwort festlegen können.
mail-operator-reset-button = Neues Passwort festlegen

mail-password-changed-subject = Ihr Passwort wurde geändert: { $site }
mail-password-changed = Das Passwort Ihres Kontos bei { $site } wurde geändert. Sie wurden überall sonst abgemeldet.

mail-factors = In Ihrem Konto bei { $site } ist Folgendes passiert: { $what }
mail-totp-added-subject = Authenticator-App hinzugefügt: { $site }
mail-totp-added = Eine Authenticator-App wurde hinzugefügt.
mail-totp-removed-subject = Authenticator-App entfernt: { $site }
mail-totp-removed = Die Authenticator-App wurde entfernt.
mail-passkey-added-subject = Passkey hinzugefügt: { $site }
mail-passkey-added = Der Passkey „{ $name }“ wurde hinzugefügt.
mail-passkey-removed-subject = Passkey entfernt: { $site }
mail-passkey-removed = Der Passkey „{ $name }“ wurde entfernt.
mail-codes-replaced-subject = Neue Wiederherstellungscodes: { $site }
mail-codes-replaced = Neue Wiederherstellungscodes wurden erstellt. Die alten funktionieren nicht mehr.
mail-password-removed-subject = Ihr Passwort wurde entfernt: { $site }
mail-password-removed = Ihr Passwort wurde entfernt. Sie melden sich jetzt mit einem Passkey an.
mail-disowned-subject = Hinzugefügtes wurde wieder entfernt: { $site }
mail-disowned = Sie haben angegeben, dass eine Anmeldung nicht von Ihnen war. Passkeys und eine Authenticator-App, die in diesem Browser hinzugefügt wurden, wurden entfernt, ebenso alle Wiederherstellungscodes.
mail-factors-reset-subject = Passkeys und zweiter Faktor entfernt: { $site }
mail-factors-reset = Die Person, die diese Website betreibt, hat Ihre Passkeys, Ihre Authenticator-App und Ihre Wiederherstellungscodes entfernt. Sie wurden überall abgemeldet.

mail-new-sign-in-subject = Neue Anmeldung ({ $device }): { $site }
mail-new-sign-in = Jemand hat sich bei Ihrem Konto bei { $site } in einem Browser angemeldet, den Sie hier bisher nicht verwendet haben.
mail-new-sign-in-device = Gerät: { $device }
mail-new-sign-in-time = Zeit: { $day } { $hour } UTC
mail-new-sign-in-network = Netzwerkadresse: { $address }
mail-new-sign-in-yours = Wenn Sie das waren, brauchen Sie nichts zu tun.
mail-new-sign-in-button = Das war ich nicht
mail-new-sign-in-link = Der Link führt zu einer Seite mit einer einzigen Schaltfläche. Sie meldet Sie überall ab und lässt Sie ein neues Passwort festlegen.
mail-new-sign-in-until = Er funktioniert einmal, innerhalb von sieben Tagen und bis Ihr Passwort geändert wird.

mail-confirm-subject = E-Mail-Adresse bestätigen: { $site }
mail-confirm = Das Konto „{ $username }“ bei { $site } möchte diese E-Mail-Adresse verwenden.
mail-confirm-button = Adresse bestätigen
mail-confirm-link = Der Link funktioniert einmal, innerhalb einer Stunde, wenn man bei diesem Konto angemeldet ist.
mail-confirm-nothing-to-do = Wenn das nicht Ihr Konto ist, brauchen Sie nichts zu tun: Es ändert sich nichts.

mail-in-use-subject = Ihre E-Mail-Adresse bei { $site }
mail-in-use = Jemand mit einem Konto bei { $site } wollte diese E-Mail-Adresse dafür verwenden.
mail-in-use-kept = Sie gehört bereits zu einem Konto. Deshalb wurde nichts geändert, und niemand sonst kann sie verwenden.
mail-in-use-yours = Wenn Sie das waren, melden Sie sich bei dem Konto an, das diese Adresse hat.

mail-email-changed-subject = Ihre E-Mail-Adresse wurde geändert: { $site }
mail-email-changed = Das Konto „{ $username }“ bei { $site } hat jetzt eine andere E-Mail-Adresse. E-Mails kommen nicht mehr hier an.
mail-email-changed-not-you = Wenn Sie das nicht waren, informieren Sie sofort die Person, die diese Website betreibt.

mail-request-subject = { $app } bittet um Ihre Anmeldung: { $site }
mail-request = { $app } möchte Sie mit Ihrem Konto bei { $site } anmelden. Die Seite zeigt, was angefragt wird und von wo.
mail-request-yours = Haben Sie das nicht selbst begonnen, lehnen Sie dort ab, oder tun Sie nichts: Ohne Antwort verfällt die Anfrage in ein paar Minuten.
mail-request-button = Anfrage ansehen

mail-test-subject = { $site } kann E-Mails senden
mail-test = Dies ist ein Test von { $issuer }. Der E-Mail-Versand funktioniert.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Passkey für { $site } erstellen
# $site: the name of this site.
mail-passkey = Jemand hat einen Link angefordert, um für Ihr Konto bei { $site } einen Passkey zu erstellen.
# Button.
mail-passkey-button = Passkey erstellen
mail-passkey-nothing-to-do = Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun.
# $site: the name of this site.
mail-invitation-passkey = Sie haben ein Konto bei { $site }. Erstellen Sie zum Abschluss einen Passkey.
mail-new-sign-in-link-passkey = Der Link führt zu einer Seite mit einer Schaltfläche. Sie meldet Sie überall ab. Er funktioniert einmal, innerhalb von sieben Tagen.
