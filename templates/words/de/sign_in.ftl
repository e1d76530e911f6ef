## Anmeldeseite

login-heading = Anmelden
login-confirm-heading = Bestätigen Sie Ihre Identität
login-confirm-lead = Geben Sie Ihr Passwort noch einmal ein, um fortzufahren.
login-lead = mit Ihrem Konto bei { $brand }
login-notice = { "" }
login-signed-in-as = Angemeldet als
login-username = Benutzername oder E-Mail-Adresse
login-password = Passwort
login-remember-me = Auf diesem Gerät angemeldet bleiben
login-submit = Anmelden
login-confirm = Bestätigen
login-cancel = Abbrechen
login-passkey = Passkey verwenden
login-passkey-failed = Es wurde kein Passkey verwendet. Versuchen Sie es noch einmal oder verwenden Sie Ihr Passwort.
login-forgot = Passwort vergessen?

login-mismatch = Benutzername und Passwort passen nicht zusammen. Prüfen Sie <a href="#username">Benutzername</a> und <a href="#password">Passwort</a> und versuchen Sie es noch einmal.
login-wrong-password = Das Passwort ist falsch. Prüfen Sie das <a href="#password">Passwort</a> und versuchen Sie es noch einmal.
login-no-username = Geben Sie Ihren <a href="#username">Benutzernamen oder Ihre E-Mail-Adresse</a> ein.
login-no-password = Geben Sie Ihr <a href="#password">Passwort</a> ein.
login-nothing-entered = Geben Sie Ihren <a href="#username">Benutzernamen oder Ihre E-Mail-Adresse</a> und Ihr <a href="#password">Passwort</a> ein.
login-passkey-refused = Dieser Passkey wurde nicht akzeptiert. Versuchen Sie es noch einmal oder melden Sie sich mit Ihrem Passwort an.
login-outdated = Diese Seite war längere Zeit geöffnet. Bitte versuchen Sie es noch einmal.
login-not-ours = { $lack } Bitte melden Sie sich noch einmal an.
login-too-many-tries = Zu viele Versuche.
login-throttled =
    { $minutes ->
        [one] Zu viele Versuche. Sie können es in { $minutes } Minute noch einmal versuchen.
       *[other] Zu viele Versuche. Sie können es in { $minutes } Minuten noch einmal versuchen.
    }
login-check-username = Prüfen Sie den Benutzernamen.
login-check-password = Prüfen Sie das Passwort.
login-enter-username = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.
login-enter-password = Geben Sie das Passwort ein.

## Formulare, die nicht angenommen werden

lack-another-site = Dieses Formular kam von einer anderen Website, deshalb wurde nichts ausgeführt.
lack-cookie = Ihr Browser hat das Cookie dieser Website nicht gesendet, deshalb wurde nichts ausgeführt. Für diese Website müssen Cookies erlaubt sein.
lack-outdated = Diese Seite war längere Zeit geöffnet, deshalb wurde nichts ausgeführt.
lack-token = Dieses Formular kam nicht von einer geöffneten Seite dieser Website, deshalb wurde nichts ausgeführt.

## Neues Passwort

new-password-too-short = Wählen Sie ein Passwort mit mindestens { $length } Zeichen. Gut geeignet sind mehrere Wörter hintereinander.
new-password-too-long = Dieses Passwort ist länger als { $bytes } Byte. Wählen Sie ein kürzeres.
new-password-pattern = Dieses Passwort ist zu leicht zu erraten: Es wiederholt nur wenige Zeichen oder folgt ihrer Reihenfolge. Wählen Sie ein paar Wörter, die nichts miteinander zu tun haben.
new-password-personal = Dieses Passwort ist zu leicht zu erraten. Wählen Sie eines, das nichts mit Ihrem Namen, Ihrer E-Mail-Adresse oder dieser Website zu tun hat.
new-password-blocked = Dieses Passwort ist zu leicht zu erraten: Es besteht aus Wörtern, die hier in Passwörtern nicht erlaubt sind. Wählen Sie andere Wörter.
new-password-breached = Dieses Passwort steht auf Listen gestohlener Passwörter, die Angreifer zuerst ausprobieren. Wählen Sie ein anderes, zum Beispiel ein paar Wörter, die nichts miteinander zu tun haben.
strength-label = Passwortstärke
strength-weak = Stärke: schwach.
strength-fair = Stärke: mittel.
strength-good = Stärke: gut.
strength-strong = Stärke: sehr gut.
strength-short = Mindestens { $length } Zeichen sind nötig.
strength-personal = Es ähnelt Ihrem Namen, Ihrer E-Mail-Adresse oder dem Namen dieser Website.
strength-common = Es ähnelt Passwörtern, die viele verwenden.
strength-pattern = Wiederholungen und Tastenreihen sind leicht zu erraten.
strength-longer = Ein weiteres Wort macht es viel stärker.

## Zustimmung

consent-title = Zugriff erlauben: { $app_html }
consent-wants-identity = { $app_html } möchte wissen, wer Sie sind
consent-wants-access = { $app_html } möchte Zugriff in Ihrem Namen
consent-first-party = Diese App wird von { $brand } betrieben.
consent-introduced = Diese App hat sich selbst von <b><bdi>{ $host }</bdi></b> aus vorgestellt; niemand hier hat sie geprüft. Fahren Sie nur fort, wenn Sie diese Adresse kennen.
consent-signed-in-as = Sie sind angemeldet als
consent-switch = Anderes Konto verwenden
consent-approves = Sie werden gebeten, Folgendem zuzustimmen
consent-receives = Die App erhält
consent-new = neu
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Es geht weiter zu <b>{ $destination }</b>
consent-ask-each-time = Jedes Mal fragen
consent-ask-each-time-hint = Sonst werden Sie erst wieder gefragt, wenn die App etwas Neues möchte.
consent-allow = Erlauben
consent-cancel = Abbrechen

shared-openid = Bestätigung Ihrer Identität
shared-profile = Ihr Name und Ihr Profil
shared-name = Ihr Name und Ihr Benutzername
shared-email = Ihre E-Mail-Adresse
shared-address = Ihre Postanschrift
shared-phone = Ihre Telefonnummer
shared-groups = Die Gruppen, zu denen Sie gehören
shared-until-sign-out = Zugriff, bis Sie sich abmelden
shared-while-away = Zugriff auch in Ihrer Abwesenheit, bis Sie ihn entfernen
shared-access-to = Zugriff auf { $resource } in Ihrem Namen
shared-access = Zugriff in Ihrem Namen, ohne Angaben zu Ihrer Person
shared-more = Weitere Angaben zu Ihrer Person
shared-none-yet = noch nicht in Ihrem Konto vorhanden
shared-as-above = wie oben
shared-as-recorded = wie bei der Anmeldung erfasst
shared-yes = ja
shared-no = nein

claim-name = Name
claim-given-name = Vorname
claim-middle-name = Zweiter Vorname
claim-family-name = Nachname
claim-nickname = Spitzname
claim-preferred-username = Benutzername
claim-profile = Profilseite
claim-picture = Bild
claim-website = Website
claim-gender = Geschlecht
claim-birthdate = Geburtsdatum
claim-zoneinfo = Zeitzone
claim-locale = Sprache
claim-updated-at = Letzte Änderung Ihres Profils
claim-email = E-Mail-Adresse
claim-email-verified = E-Mail-Adresse bestätigt
claim-phone-number = Telefonnummer
claim-phone-number-verified = Telefonnummer bestätigt
claim-address = Postanschrift
claim-groups = Gruppen
claim-auth-time = Zeitpunkt der Anmeldung
claim-method = Art der Anmeldung

## Kontoauswahl

select-account-heading = Konto auswählen
select-account-active = jetzt aktiv
select-account-other = Anderes Konto verwenden
select-account-remove = Entfernen<span class="vh">: { $name }</span>
select-account-remove-hint = Beim Entfernen wird das Konto in diesem Browser abgemeldet. Das Konto selbst bleibt bestehen.

## Passwort vergessen

forgot-heading = Passwort vergessen?
forgot-lead = Wir senden einen Link an die E-Mail-Adresse Ihres Kontos. Damit legen Sie ein neues Passwort fest.
forgot-not-sent = Es wurde kein Link gesendet.
forgot-username = Benutzername oder E-Mail-Adresse
forgot-username-wrong = Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.
forgot-send = Link senden
forgot-help = Hilfe erhalten
forgot-back = Zurück zur Anmeldung
forgot-sent-heading = Sehen Sie in Ihrem Postfach nach
forgot-sent = Wenn es ein Konto mit diesem Namen und einer E-Mail-Adresse gibt, ist ein Link dorthin unterwegs. Er funktioniert einmal, innerhalb einer Stunde.
forgot-sent-next = Nichts angekommen? Sehen Sie im Spam-Ordner nach oder wenden Sie sich an die Person, die diese Website betreibt.
too-often-heading = Zu viele Versuche
too-often =
    { $minutes ->
        [one] Sie können es in { $minutes } Minute noch einmal versuchen.
       *[other] Sie können es in { $minutes } Minuten noch einmal versuchen.
    }

## Passwort über einen Link festlegen

invite-choose = Passwort festlegen
invite-choose-new = Neues Passwort festlegen
invite-hello = Hallo, <bdi>{ $name }</bdi>
invite-lead = Sie haben ein Konto bei { $brand }. Legen Sie zum Abschluss ein Passwort fest.
invite-reset-lead = Ihr altes Passwort funktioniert nicht mehr, sobald Sie das neue speichern.
invite-regain-done = Sie sind überall abgemeldet, und Ihr altes Passwort funktioniert nicht mehr.
invite-regain-lead = Wählen Sie ein Passwort, das Sie sonst nirgends verwenden. Prüfen Sie danach Ihre Passkeys und Ihre Authenticator-App und erstellen Sie neue Wiederherstellungscodes: Die alten funktionieren nicht mehr.
invite-not-saved = Das Passwort wurde nicht gespeichert.
invite-username = Ihr Benutzername
invite-password = Neues Passwort
invite-save = Passwort speichern
passkey-instead = Stattdessen einen Passkey erstellen
passkey-instead-failed = Es wurde kein Passkey erstellt. Versuchen Sie es noch einmal oder legen Sie ein Passwort fest.

## Erstes Konto eines neuen Servers

setup-heading = Erstes Konto erstellen
setup-lead = Es wird das Admin-Konto von { $brand }. Dieser Link funktioniert einmal.
setup-not-created = Das Konto wurde nicht erstellt.
setup-name = Ihr Name
setup-username = Benutzername
setup-username-hint = Damit melden Sie sich an.
setup-email = E-Mail-Adresse
setup-password = Passwort
setup-create = Konto erstellen
setup-issuer = Adresse dieses Servers, wie Apps sie kennen (Issuer): <code>{ $issuer }</code>
setup-taken = Dieser Benutzername oder diese E-Mail-Adresse ist vergeben. Wählen Sie etwas anderes.
setup-email-wrong = Geben Sie eine E-Mail-Adresse ein, zum Beispiel ada@example.com.
setup-name-invisible = Dieser Name kann nicht verwendet werden. Er enthält das unsichtbare Zeichen { $character }: Entfernen Sie es.
setup-name-scripts = Dieser Name kann nicht verwendet werden. `{ $word }` mischt Buchstaben mehrerer Schriften, die gleich aussehen können: Schreiben Sie jedes Wort in einer einzigen Schrift.
setup-username-length = Wählen Sie einen anderen Benutzernamen: Ein Benutzername hat 1 bis 255 Byte.
setup-username-character = Wählen Sie einen anderen Benutzernamen: Ein Benutzername darf keine Leerzeichen, Steuerzeichen oder unsichtbaren Zeichen enthalten.
setup-username-scripts = Wählen Sie einen anderen Benutzernamen: Ein Benutzername darf keine Buchstaben mehrerer Schriften mischen, zum Beispiel lateinische und kyrillische Buchstaben, die gleich aussehen.

## Abmelden?

logout-heading = Abmelden?
logout-asked = <b>{ $app_html }</b> möchte Sie abmelden.
logout-here = Damit wird <b>{ $user }</b> hier abgemeldet.
logout-here-and-apps =
    { $apps ->
        [one] Damit wird <b>{ $user }</b> hier und in { $apps } App abgemeldet:
       *[other] Damit wird <b>{ $user }</b> hier und in { $apps } Apps abgemeldet:
    }
logout-elsewhere = Diese Anmeldung besteht in einem anderen Browser, oder ihr Cookie fehlt in diesem. Sie endet dort und in allen Apps.
logout-not-ours = { $lack } Bitte antworten Sie noch einmal.
logout-yes = Abmelden
logout-no = Angemeldet bleiben

no-way-back-unreadable = ihre Anfrage nicht gelesen werden konnte
no-way-back-hint = sie nicht nachgewiesen hat, welche Anmeldung gemeint ist
no-way-back-two-apps = ihre Anfrage zwei verschiedene Apps nennt
no-way-back-unknown-app = sie hier nicht bekannt ist
no-way-back-no-app = aus ihrer Anfrage nicht hervorgeht, welche App es ist
no-way-back-address = die angegebene Adresse hier nicht registriert ist
no-way-back-not-approved = sie noch von niemandem freigegeben wurde

## Abgemeldet

signed-out-title = Abgemeldet
signed-out-heading = Sie sind abgemeldet.
signed-out-nobody = Niemand ist angemeldet
signed-out-nothing = In diesem Browser war niemand angemeldet.
signed-out-elsewhere = Die Anmeldung im anderen Browser ist beendet.
signed-out-here = Sie sind in diesem Browser abgemeldet.
signed-out-here-apps = Sie sind in diesem Browser abgemeldet. Ihre Apps:
signed-out-back = Zurück zu { $app_html }
signed-out-again = Wieder anmelden
signed-out-sign-in = Anmelden
signed-out-frame = Abmeldung bei { $app }

app-signed-out = Abgemeldet.
app-being-signed-out = Wird abgemeldet …
app-still-trying = Keine Antwort, weitere Versuche laufen.
app-unreachable = Nicht erreichbar. Schließen Sie zur Sicherheit alle Fenster der App.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Zur Abmeldung aufgefordert.
app-asked-across-sites = Zur Abmeldung aufgefordert. Ihr Browser hat das möglicherweise verhindert: Schließen Sie zur Sicherheit alle Fenster der App.
app-watching = Bemerkt es innerhalb von Sekunden, wo sie geöffnet ist.
app-untold = Bleibt angemeldet, bis ihre eigene Sitzung endet.

## Zurück zur App

form-post-heading = Einen Moment
form-post-lead = Sie werden zur App zurückgeleitet. Wenn nichts passiert, wählen Sie „Weiter“.
form-post-continue = Weiter

## Startseite

welcome-title = Willkommen
welcome-heading = Einmal anmelden für alle Apps
welcome-lead = { $brand } meldet Sie bei den Apps an, die Sie hier verwenden.
welcome-no-administrator = <b>Dieser Server hat noch kein Admin-Konto.</b> Öffnen Sie den Einrichtungslink, den der Server beim Start ausgegeben hat, um das erste Konto zu erstellen.
welcome-sign-in = Anmelden
welcome-demo = Demo-App öffnen
welcome-connect = App verbinden
welcome-issuer = Issuer
welcome-discovery = Discovery
welcome-development = <b>Entwicklungsmodus.</b> Dieser Server ist nur von diesem Computer aus erreichbar. Legen Sie eine Konfigurationsdatei an, bevor andere ihn verwenden.

## Eine fremde Anmeldung

not-me-heading = Waren Sie das nicht?
not-me-lead = Jemand hat sich als { $person_html } angemeldet.
not-me-when = { $time_html } · Netzwerkadresse { $ip }
not-me-then = Wenn Sie das nicht waren, wählen Sie die Schaltfläche. Dann passiert Folgendes:
not-me-signed-out = Sie werden überall abgemeldet, und Apps verlieren ihren Zugriff.
not-me-password-stays = Ihr Passwort steht in der Konfigurationsdatei dieses Servers und <b>bleibt unverändert</b>. Bitten Sie die Person, die diese Website betreibt, es zu ändern.
not-me-password-stops = Ihr Passwort funktioniert nicht mehr, und Sie legen ein neues fest.
not-me-factors = Passkeys und eine Authenticator-App, die in diesem Browser hinzugefügt wurden, werden entfernt, ebenso alle Wiederherstellungscodes.
not-me-submit = Das war ich nicht
not-me-otherwise = Wenn Sie es waren, schließen Sie diese Seite: Es ist nichts passiert.
not-me-done-heading = Sie sind überall abgemeldet
not-me-done = In Ihrem Konto ist niemand mehr angemeldet. Ihr Passwort steht in der Konfigurationsdatei dieses Servers und funktioniert deshalb weiterhin.
not-me-done-next = Bitten Sie die Person, die diese Website betreibt, es jetzt zu ändern. Melden Sie sich danach an und prüfen Sie Ihre Passkeys und Ihre Authenticator-App.
not-me-sign-in = Anmelden

## Neue E-Mail-Adresse

confirm-email-heading = E-Mail-Adresse bestätigen
confirm-email-lead = Ab jetzt ist <b><bdi>{ $email }</bdi></b> die E-Mail-Adresse von { $person_html }.
confirm-email-submit = Adresse bestätigen
confirm-email-later = Nicht jetzt

## Sitzungsüberwachung

session-check-heading = Funktioniert die Sitzungsüberwachung in diesem Browser?
session-check-lead = Die Seite einer App bemerkt eine Abmeldung über einen unsichtbaren Frame dieser Website. Hier wird geprüft, ob dieser Frame in Ihrem Browser funktioniert.
session-check-not-checked = Diese Adresse wurde nicht geprüft.
session-check-origin = Adresse der App
session-check-origin-wrong = Geben Sie eine vollständige Webadresse ein, zum Beispiel https://wiki.example.com.
session-check-check = Prüfen
session-check-no-script = Dieser Test benötigt JavaScript, die Sitzungsüberwachung ebenso.
session-check-asks = Abfrage des Sitzungsstatus
session-check-answered = Antwort nach { $ms } ms. Das funktioniert auch, wenn Cookies blockiert sind.
session-check-answered-status = Antwort: { $status }.
session-check-no-answer = Keine Antwort.
session-check-told = Ereignisstrom
session-check-stream = Der Ereignisstrom ist geöffnet.
session-check-stream-shared = Der Ereignisstrom ist geöffnet. Alle Tabs einer App teilen sich einen.
session-check-stream-failed = Der Ereignisstrom konnte nicht geöffnet werden. Apps senden stattdessen alle 20 Sekunden eine Anfrage.
session-check-stream-unknown = Dieser Browser unterstützt keine Ereignisströme. Apps senden stattdessen alle 20 Sekunden eine Anfrage.
session-check-app-at-once = { $app } kann die Sitzung in diesem Browser überwachen, unabhängig davon, ob Drittanbieter-Cookies blockiert sind. Eine Abmeldung wird innerhalb einer Sekunde bemerkt.
session-check-app-soon = { $app } kann die Sitzung in diesem Browser überwachen, unabhängig davon, ob Drittanbieter-Cookies blockiert sind. Eine Abmeldung wird innerhalb einer halben Minute bemerkt.
session-check-apps-at-once = Apps können die Sitzung in diesem Browser überwachen, unabhängig davon, ob Drittanbieter-Cookies blockiert sind. Eine Abmeldung wird innerhalb einer Sekunde bemerkt.
session-check-apps-soon = Apps können die Sitzung in diesem Browser überwachen, unabhängig davon, ob Drittanbieter-Cookies blockiert sind. Eine Abmeldung wird innerhalb einer halben Minute bemerkt.
session-check-unreachable = Frames in diesem Browser können den Server nicht erreichen: Eine Erweiterung oder ein Proxy blockiert sie. Apps bemerken eine Abmeldung in diesem Browser trotzdem, wo der Frame sein Cookie lesen kann.
session-check-silent-works = Die App gehört zur selben Site wie dieser Server, ihre Cookies sind also keine Drittanbieter-Cookies: Die stille Anmeldung in einem Frame (prompt=none) funktioniert ebenfalls.
session-check-app-not-silent = Die App gehört zu einer anderen Site als dieser Server: Die stille Anmeldung in einem Frame (prompt=none) ergibt immer login_required. Eine App, die sie nach jeder Sitzungsänderung versucht, meldet die angemeldete Person ab. Eine Weiterleitung der ganzen Seite mit prompt=none funktioniert, Refresh-Tokens ebenso.
session-check-apps-not-silent = Für eine App auf einer anderen Site gilt: Die stille Anmeldung in einem Frame (prompt=none) ergibt immer login_required. Eine App, die sie nach jeder Sitzungsänderung versucht, meldet die angemeldete Person ab. Eine Weiterleitung der ganzen Seite mit prompt=none funktioniert, Refresh-Tokens ebenso.

## Without passwords

login-no-passwords-heading = Hier gibt es keine Passwörter
login-no-passwords = Hier meldet sich niemand mit einem Passwort an: Verwenden Sie einen Passkey.
login-passkey-again = Dieser Passkey wurde nicht akzeptiert. Versuchen Sie es noch einmal oder verwenden Sie einen anderen.
login-passkey-none = Es wurde kein Passkey verwendet. Versuchen Sie es noch einmal.
login-confirm-passkey-lead = Verwenden Sie noch einmal Ihren Passkey, um fortzufahren.
login-forgot-passkey = Noch kein Passkey?
forgot-passkey-lead = Wir senden einen Link an die E-Mail-Adresse Ihres Kontos. Damit erstellen Sie Ihren ersten Passkey. Wenn Sie einen haben und ihn verloren haben, fragen Sie die Person, die diese Website betreibt.
# Heading, and button.
invite-passkey = Passkey erstellen
# $brand: the name of this site.
invite-passkey-lead = Sie haben ein Konto bei { $brand }. Erstellen Sie einen Passkey: Mit ihm melden Sie sich von da an an.
invite-has-factor-heading = Dieser Link ändert nichts
invite-has-factor = Ihr Konto hat einen Passkey oder eine Authenticator-App, und kein Link ersetzt diese.
invite-has-factor-next = Melden Sie sich mit Ihrem Passkey an. Wenn Sie ihn verloren haben, bitten Sie die Person, die diese Website betreibt, ihn zu entfernen, und dann um einen neuen Link.
# A form was sent without a passkey.
passkey-needed = Erstellen Sie einen Passkey: Hier hat niemand ein Passwort.
not-me-done-passkey = In Ihrem Konto ist niemand mehr angemeldet.
