sign-up-link = Konto erstellen

## Adresse

sign-up-lead = Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Link, mit dem Sie fortfahren.
sign-up-approval = Neue Konten funktionieren erst, wenn die Verwaltung sie freigegeben hat.
sign-up-domains = Eine Adresse von { $domains }.
sign-up-email = E-Mail-Adresse
sign-up-send = Link senden
sign-up-have-one = Ich habe ein Konto
sign-up-help = Hilfe erhalten
sign-up-not-sent = Es wurde kein Link gesendet.
sign-up-email-wrong = Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.
sign-up-email-domain = Verwenden Sie eine E-Mail-Adresse von { $domains }.
sign-up-sent = Sehen Sie in Ihrem Postfach nach
sign-up-sent-text = Wenn die Adresse verwendet werden kann, haben wir einen Link dorthin gesendet. Er funktioniert einmal, innerhalb einer Stunde.
sign-up-sent-next = Nichts angekommen? Sehen Sie im Spam-Ordner nach oder wenden Sie sich an die Person, die diese Website betreibt.
sign-up-back = Zurück zur Anmeldung
sign-up-sign-in = Anmelden
sign-up-closed = Keine neuen Konten
sign-up-closed-text = Zurzeit kann hier niemand ein Konto erstellen. Wenden Sie sich an die Person, die diese Website betreibt.

## Hinter dem Link

sign-up-account-lead = Ihr Konto bei { $site } besteht, sobald Sie diese Seite abschließen.
sign-up-name = Ihr Name
sign-up-name-unfit = Dieser Name kann nicht verwendet werden: Er enthält Steuerzeichen oder unsichtbare Zeichen. Entfernen Sie sie.
sign-up-username = Benutzername
sign-up-username-hint = Damit melden Sie sich an.
sign-up-username-length = Wählen Sie einen Benutzernamen mit 1 bis 255 Byte.
sign-up-username-character = Wählen Sie einen Benutzernamen ohne Leerzeichen, Steuerzeichen oder unsichtbare Zeichen.
sign-up-username-scripts = Wählen Sie einen Benutzernamen, der keine Buchstaben mehrerer Schriften mischt, zum Beispiel lateinische und kyrillische Buchstaben, die gleich aussehen.
sign-up-username-at = Wählen Sie einen Benutzernamen ohne @: Er ist keine E-Mail-Adresse.
sign-up-username-taken = Dieser Benutzername ist vergeben oder sieht wie ein vergebener aus. Wählen Sie einen anderen.
sign-up-email-optional = E-Mail-Adresse (optional)
sign-up-email-taken = Diese Adresse gehört zu einem anderen Konto oder sieht so aus wie bei einem anderen Konto. Verwenden Sie eine andere oder melden Sie sich an.
sign-up-password = Passwort
sign-up-create = Konto erstellen
sign-up-not-made = Das Konto wurde nicht erstellt.
sign-up-has-account = Sie haben ein Konto
sign-up-has-account-text = Für diese Adresse wurde ein Konto erstellt, nachdem der Link gesendet wurde. Melden Sie sich damit an.
sign-up-made = Ihr Konto wartet auf Freigabe
sign-up-made-text = Neue Konten werden von der Verwaltung geprüft. Sie können sich anmelden, sobald Ihres freigegeben ist.
sign-up-made-mail = Sie erhalten dann eine E-Mail.
sign-up-made-later = Versuchen Sie später, sich anzumelden.
sign-up-waits = Dieses Konto wurde noch nicht von der Verwaltung freigegeben.

sign-up-link-gone = Dieser Link funktioniert nicht mehr
sign-up-link-gone-text = Wenn Sie Ihr Konto schon erstellt haben, melden Sie sich an. Fordern Sie sonst einen neuen Link an.

## E-Mails

mail-sign-up-subject = Ihr Konto bei { $site }
mail-sign-up-asked = Jemand möchte mit dieser E-Mail-Adresse ein Konto bei { $site } erstellen.
mail-sign-up-action = Konto erstellen
mail-sign-up-once = Der Link funktioniert einmal, innerhalb einer Stunde.
mail-sign-up-not-you = Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Es gibt kein Konto.
mail-sign-up-has-subject = Sie haben ein Konto bei { $site }
mail-sign-up-has = Jemand wollte mit dieser E-Mail-Adresse ein Konto bei { $site } erstellen. Sie gehört bereits zu einem Konto, deshalb wurde nichts ausgeführt.
mail-sign-up-sign-in = Anmelden
mail-sign-up-has-not-you = Wenn Sie das nicht waren, brauchen Sie nichts zu tun.
mail-sign-up-unfit = Jemand möchte mit dieser E-Mail-Adresse ein Konto bei { $site } erstellen. Sie kann dort nicht verwendet werden, weil sie sich mit einem vergebenen Namen verwechseln lässt.
mail-sign-up-approved-subject = Ihr Konto bei { $site } ist freigegeben
mail-sign-up-approved = Ihr Konto „{ $username }“ bei { $site } wurde von der Verwaltung freigegeben. Sie können sich jetzt anmelden.

## Verwaltung

admin-waiting = Warten auf Freigabe
admin-waiting-since = Wartet auf Freigabe seit
admin-waiting-email = angegeben, nicht bestätigt
admin-waiting-tag = wartet auf Freigabe
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } Konto wartet auf Freigabe
       *[other] { NUMBER($n) } Konten warten auf Freigabe
    }
admin-approve = Konto freigeben
admin-approved = Das Konto ist freigegeben. Die Person kann sich jetzt anmelden.
admin-sign-up-link = Registrierungslink
admin-sign-up-link-make = Registrierungslink erstellen
admin-sign-up-uses = Für wie viele Personen
admin-sign-up-days = Für wie viele Tage
admin-sign-up-people = Personen
admin-sign-up-done = Fertig
admin-sign-up-scan = Oder lassen Sie diesen Code mit dem Smartphone scannen:
admin-sign-up-text =
    { $n ->
        [one] Wer diesen Link hat, kann einmal ein Konto erstellen. Der Link läuft ab: { $time_html }. Er wird nur jetzt angezeigt.
       *[other] Wer diesen Link hat, kann ein Konto erstellen, insgesamt { NUMBER($n) } Mal. Der Link läuft ab: { $time_html }. Er wird nur jetzt angezeigt.
    }

admin-refused-sign-up-off = Niemand darf sich registrieren: Setzen Sie zuerst signup = "invite" oder "open" unter [login].
admin-refused-not-waiting = { $username } wartet nicht auf Freigabe.

## Was passiert ist

audit-signed-up-mail = Über einen per E-Mail gesendeten Link registriert
audit-signed-up-link = Über einen Link der Verwaltung registriert
audit-user-approve = Konto freigegeben
audit-sign-up-link = Registrierungslink erstellt
