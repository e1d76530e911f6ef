error-ask = Wenden Sie sich an die Person, die diese Website betreibt, und nennen Sie diese Nummer:
error-ask-if-needed = Wenn Sie Hilfe brauchen, wenden Sie sich an die Person, die diese Website betreibt. Nennen Sie diese Nummer:

error-details = Details zum Weitergeben
error-address-sent = Von der App gesendete Adresse
error-sent = Von der App gesendet
error-registered = Registriert
error-registered-none = keine
error-remedy = Um das Gesendete zu erlauben, fügen Sie diese Zeile in den Block der App ein
error-code = Fehler
error-client = Client
error-client-id-sent = Gesendete client_id
error-status = Status
error-request = Anfrage
error-time = Zeit

## Schaltflächen

error-to-app = Zu { $app }
error-to-account = Zu Ihrem Konto
error-load-again = Seite neu laden
error-sign-in = Anmelden
error-choose-password = Neues Passwort festlegen
error-to-start = Zur Startseite

## Was zu tun ist

error-next-app = Gehen Sie zurück zur App und versuchen Sie es noch einmal.
error-next-operator = Ein neuer Versuch hilft nicht: Zuerst muss die App oder diese Website richtig eingestellt werden.

## Fehler einer App

error-unknown-app-heading = Diese App ist hier nicht bekannt
error-wrong-request-heading = Die Anfrage dieser App ist fehlerhaft
error-client-id-missing = client_id fehlt.
error-client-id-unknown = client_id ist nicht registriert.
error-redirect-uri-missing = redirect_uri fehlt.
error-redirect-uri-unknown = redirect_uri ist nicht registriert.
error-redirect-uri-not-ascii = redirect_uri ist nicht registriert. Der Host einer URI wird in ASCII geschrieben, hier { $host }.
error-too-long-to-wait = Die Anfrage der App ist zu lang, um sie während einer Anmeldung aufzubewahren: Ein kürzerer Parameter state oder claims hilft.

error-nothing-shared-heading = Es wurde nichts weitergegeben
error-nothing-shared-next = Sie können diese Seite schließen oder selbst zur App zurückkehren.
error-not-answered-heading = Dieser App kann nicht geantwortet werden
error-not-answered-next = Sie können diese Seite schließen. Die Person, die diese Website betreibt, kann die App freigeben.
error-not-vouched-for = Die App hat sich selbst registriert, und noch niemand hat ihr etwas erlaubt. Deshalb werden Sie nicht zu ihr weitergeleitet.
error-not-vouched-for-cancelled = Die Anmeldung wurde abgebrochen. Die App hat sich selbst registriert, und noch niemand hat ihr etwas erlaubt. Deshalb werden Sie nicht zu ihr weitergeleitet.
error-not-vouched-for-denied = Der Zugriff wurde nicht erlaubt. Die App hat sich selbst registriert, und noch niemand hat ihr etwas erlaubt. Deshalb werden Sie nicht zu ihr weitergeleitet.

## Eine Anmeldung, die nicht weitergeht

error-complete-heading = Diese Anmeldung ist abgeschlossen
error-complete-next = Gehen Sie weiter zur App oder zu Ihrem Konto.
error-not-open-heading = Diese Anmeldung ist nicht mehr offen
error-not-open-next = Beginnen Sie noch einmal in der App oder gehen Sie zu Ihrem Konto.
error-cookie-next = Erlauben Sie in Ihrem Browser Cookies für diese Website und beginnen Sie dann noch einmal in der App.
error-no-sign-in = Diese Adresse wird nur verwendet, während eine App Sie anmeldet.
error-another-browser = Sie wurde in einem anderen Browser begonnen oder bevor dieser Browser geschlossen wurde.
error-no-cookie = Ihr Browser hat das Cookie dieser Website nicht gesendet. Es wird für die Anmeldung benötigt.
error-too-old = Sie war länger als eine Stunde offen.
error-not-pushed = Sie wurde nicht rechtzeitig geöffnet.
error-request-expired = Die App hat das vor zu langer Zeit angefragt. Beginnen Sie auf dem Gerät von vorn.
error-answered = Sie wurde bereits abgeschlossen. Jede Anmeldung lässt sich nur einmal abschließen.

## Formulare und Links

error-outdated-heading = Diese Seite war veraltet
error-nothing-done-heading = Es wurde nichts ausgeführt
error-again-next = Laden Sie die Seite neu und wiederholen Sie Ihre Eingabe.
error-another-site-next = Wenn Sie dies tun wollten, tun Sie es auf der Seite dieser Website.
error-link-heading = Dieser Link funktioniert nicht mehr
error-link = Dieser Link wurde bereits verwendet oder ist abgelaufen.
error-link-next = Wenn Sie schon ein Passwort festgelegt haben, melden Sie sich damit an. Bitten Sie sonst die Person, die Ihnen den Link gesendet hat, um einen neuen.
error-sign-in-link = Der Link aus einer E-Mail über eine Anmeldung funktioniert einmal, innerhalb von sieben Tagen und bis das Passwort geändert wird.
error-sign-in-link-next = Wenn Sie das Passwort nicht geändert haben, legen Sie jetzt ein neues fest. Prüfen Sie danach, wo Sie angemeldet sind.

## Unlesbare Anfragen

error-unreadable-heading = Diese Anfrage konnte nicht gelesen werden
error-body-type = Der Body muss { $kind } sein.
error-body-compressed = Der Body darf nicht komprimiert sein.
error-body-too-large = Der Body ist größer als { $bytes } Byte.
error-body-too-slow = Der Body ist nicht rechtzeitig angekommen.
error-body-broken = Der Body ist unvollständig.
error-parameter-twice = Der Parameter { $name } wurde mehrfach gesendet.
error-parameter-encoding = Der Parameter { $name } ist kein gültiger UTF-8-Text.
error-parameters-too-many = Die Anfrage hat mehr als { $most } Parameter.
error-parameter-values = Der Parameter { $name } hat mehr als { $most } Werte.
error-parameter-bytes = Der Parameter { $name } ist länger als { $most } Byte.
error-parameter-times = Der Parameter { $name } wurde mehr als { $most } Mal gesendet.
error-query-and-body = Parameter wurden sowohl in der Query als auch im Body gesendet.
error-address-heading = Diese Adresse ist zu lang
error-address = Die Adresse ist länger als 32 KiB.
error-headers-heading = Ihr Browser hat zu viel gesendet
error-headers = Die Header sind größer als 64 KiB.
error-headers-next = Löschen Sie die Cookies dieser Website und ihrer übergeordneten Websites und versuchen Sie es dann noch einmal.
error-refused-heading = Diese Anfrage konnte nicht beantwortet werden
error-refused = Die Anfrage kann nicht beantwortet werden: { $status }.
error-method-heading = Diese Adresse funktioniert anders
error-method = Diese Adresse beantwortet keine { $method }-Anfragen.

## Fehler dieser Website

error-busy-heading = Zurzeit ausgelastet
error-busy-next = Es ist nichts verloren. Warten Sie ein paar Sekunden und versuchen Sie es dann noch einmal.
error-busy = Zu viele Anmeldungen warten.
error-client-not-now = Was die App über sich selbst sagt, lässt sich gerade nicht lesen.
error-crowded = Der Server hat so viele offene Verbindungen, wie er haben darf.
error-session = Der Server erreicht seinen Speicher gerade nicht.
error-failed-heading = Hier ist etwas schiefgegangen
error-failed = Der Server konnte nicht antworten.
error-storage = Der Server konnte seinen Speicher nicht lesen.

## Seiten, die fehlen oder nicht für alle sind

error-nothing-here-heading = Hier ist nichts
error-nothing-here = Unter dieser Adresse gibt es keine Seite.
error-nothing-here-next = Prüfen Sie die Adresse oder gehen Sie zur Startseite.
error-administrators-heading = Diese Seite ist nur für Admins
error-administrators = Diese Seite ist nur für Admins dieser Website.
error-administrators-next = Melden Sie sich mit einem Admin-Konto an oder gehen Sie zu Ihrem Konto.
error-development-heading = Der Entwicklungsmodus antwortet nur auf diesem Computer
error-development = Sie haben den Server unter dem Namen { $host } aufgerufen.
error-development-next = Damit andere Computer den Server erreichen, setzen Sie issuer = "https://…" unter [server] in config.toml und starten Sie ihn damit.
