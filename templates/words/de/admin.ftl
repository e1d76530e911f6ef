## Mehrere Seiten

admin-full-name = Vollständiger Name
admin-username = Benutzername
admin-email = E-Mail-Adresse
admin-groups = Gruppen
admin-groups-hint = Durch Kommas getrennt.
admin-may-administer = Admin: darf diese Seiten verwenden
admin-filter = Anzeigen
admin-show-everybody = Alle anzeigen
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = Admin
admin-tag-locked = gesperrt

admin-session-since = seit { $time_html }
admin-session-seen = zuletzt verwendet: { $time_html }
admin-session-ended = Die Sitzung ist beendet.

admin-by-app = von der App { $client }
admin-by-command-line = von { $user } über die Befehlszeile
admin-by-server = von diesem Server

## Übersicht

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> Person
       *[other] <b>{ NUMBER($n) }</b> Personen
    }
admin-overview-sessions-many = Mehr als <b>{ NUMBER($n) }</b> Sitzungen
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> Sitzung
       *[other] <b>{ NUMBER($n) }</b> Sitzungen
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> App
       *[other] <b>{ NUMBER($n) }</b> Apps
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } hat sich selbst registriert
       *[other] { NUMBER($n) } haben sich selbst registriert
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> ausstehende Abmeldenachricht
       *[other] <b>{ NUMBER($n) }</b> ausstehende Abmeldenachrichten
    }
admin-overview-last = Letzte Ereignisse
admin-overview-all = Alle Aktivitäten
admin-nothing-yet = Noch nichts.
admin-overview-issuer = Issuer <code>{ $issuer }</code>

## Personen

admin-people-search = Name, Benutzername oder E-Mail-Adresse
admin-list-search-button = Suchen
admin-list-only = Anzeigen
admin-people-everybody = Alle
admin-people-administrators = Admins
admin-people-locked = Gesperrte
admin-list-order = Reihenfolge
admin-people-by-username = Nach Benutzername
admin-list-newest = Neueste zuerst
admin-list-oldest = Älteste zuerst
admin-list-by-name = Nach Name
admin-list-by-app = Nach App
admin-list-search-app = Name oder client_id der App
admin-people-in-group = In der Gruppe <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] Insgesamt { NUMBER($n) } Konto
       *[other] Insgesamt { NUMBER($n) } Konten
    }
admin-tag-left = nicht mehr in der Konfiguration
admin-tag-configuration = Konfiguration
admin-list-first-page = Erste Seite
admin-list-next-page = Nächste Seite
admin-list-none = Nichts gefunden.
admin-list-not-yet = Bisher nichts gefunden. Die nächste Seite sucht weiter.
admin-people-none = Niemand gefunden.

## Person hinzufügen

admin-add = Person hinzufügen
admin-add-button = Hinzufügen
admin-add-next = Als Nächstes erstellen Sie einen Link, mit dem die Person ein Passwort festlegt.
admin-back-to-people = ← Personen

## Eine Person

admin-person-left = Dieses Konto steht nicht mehr in <code>{ $file }</code>, wo es definiert war. Die Person kann sich deshalb nicht anmelden. Stellen Sie den Eintrag wieder her oder führen Sie <code>latchkey user keep { $username }</code> aus.
admin-person-place = Dieses Konto ist in <code>{ $place }</code> definiert. Was dort steht, wird dort geändert.
admin-tag-not-confirmed = nicht bestätigt
admin-tag-no-password = noch kein Passwort
admin-person-number = Kontonummer <code>{ $sub }</code>
admin-person-added = hinzugefügt { $time_html }

admin-person-sign-in = Anmeldung
admin-person-has-password = Passwort vorhanden
admin-person-no-password = Kein Passwort
admin-person-passkeys =
    { $n ->
        [one] { $n } Passkey
       *[other] { $n } Passkeys
    }
admin-person-no-passkey = kein Passkey
admin-person-authenticator = Authenticator-App
admin-person-no-authenticator = keine Authenticator-App
admin-person-recovery-codes =
    { $n ->
        [one] noch { $n } Wiederherstellungscode
       *[other] noch { $n } Wiederherstellungscodes
    }

admin-person-make-link = Link zum Festlegen eines Passworts erstellen
admin-person-make-link-new = Link zum Festlegen eines neuen Passworts erstellen
admin-person-mail-link = Einen solchen Link per E-Mail senden
admin-person-lock = Konto sperren
admin-person-unlock = Konto entsperren

admin-person-reset-factors = Alle zweiten Faktoren entfernen
admin-person-reset-factors-password = Für eine Person, die ihr Smartphone und ihre Wiederherstellungscodes verloren hat. Stellen Sie sicher, dass die Bitte wirklich von ihr kommt. Alle Passkeys, die Authenticator-App und die Wiederherstellungscodes werden entfernt, und die Person wird überall abgemeldet. Zum Anmelden genügt dann das Passwort.
admin-person-reset-factors-no-password = Für eine Person, die ihr Smartphone und ihre Wiederherstellungscodes verloren hat. Stellen Sie sicher, dass die Bitte wirklich von ihr kommt. Alle Passkeys, die Authenticator-App und die Wiederherstellungscodes werden entfernt, und die Person wird überall abgemeldet. Da es kein Passwort gibt, erstellen Sie danach einen Link.
admin-person-reset-factors-button = Entfernen

admin-person-profile = Profil und Gruppen
admin-person-email-verified = Die Adresse gehört nachweislich dieser Person
admin-person-save = Speichern

admin-person-end-session = Beenden<span class="vh">: Sitzung, { $device }</span>
admin-person-sign-out = Überall abmelden
admin-person-no-sessions = Nirgends angemeldet.

admin-person-claims = Was eine App erfährt
admin-person-claims-app = App
admin-person-claims-not-admitted = Diese Person darf die App nicht verwenden: Sie ist in keiner der <code>allowed_groups</code> der App.
admin-person-claims-userinfo = Mit allen Scopes, die die App anfordern darf (<code>{ $scope }</code>), enthält userinfo:
admin-person-claims-id-token = Mit allen Scopes, die die App anfordern darf (<code>{ $scope }</code>), enthalten userinfo und das ID-Token:

admin-person-activity-all = Alle Aktivitäten dieser Person

admin-person-remove = Konto entfernen
admin-person-remove-summary = Dieses Konto mit allem, was dazugehört, entfernen
admin-person-remove-hint = Sitzungen, App-Zugriffe, Passkeys und das Profil werden gelöscht. Das Protokoll der Ereignisse bleibt bestehen, bis seine Aufbewahrungszeit abgelaufen ist. Das lässt sich nicht rückgängig machen.
admin-person-remove-confirm = Geben Sie zur Bestätigung den Benutzernamen <b>{ $username }</b> ein
admin-person-remove-unconfirmed = Es wurde nichts entfernt: Geben Sie zur Bestätigung den Benutzernamen { $username } ein.

admin-done-added = Das Konto ist hinzugefügt. Erstellen oder senden Sie einen Link, damit die Person ein Passwort festlegen kann.
admin-done-saved = Die Änderungen sind gespeichert. Apps erhalten sie mit ihrer nächsten Anfrage.
admin-done-locked = Das Konto ist gesperrt und überall abgemeldet.
admin-done-unlocked = Das Konto ist entsperrt.
admin-done-mailed = Ein Link zum Festlegen eines Passworts ist per E-Mail unterwegs.
admin-done-factors-removed = Alle zweiten Faktoren sind entfernt, und die Person ist überall abgemeldet.
admin-done-factor-removed = Es ist entfernt. Wo die Person angemeldet ist, bleibt sie es: Melden Sie sie auch überall ab, falls ein Gerät verloren ging.
admin-done-signed-out = Die Person ist überall abgemeldet.

## Warum etwas nicht ausgeführt wurde

admin-refused-pinned = { $username } ist in { $place } ([[users]]) definiert: Ändern Sie { $keys } dort.
admin-refused-pinned-all = { $username } ist in { $place } ([[users]]) definiert: Nehmen Sie die Änderung dort vor.
admin-refused-defined = { $username } ist in { $place } ([[users]]) definiert: Entfernen Sie zuerst den Eintrag dort.
admin-refused-left = { $username } steht nicht mehr in { $file }: Stellen Sie den Eintrag wieder her oder behalten Sie das Konto mit `latchkey user keep { $username }`.
admin-refused-taken = Der Benutzername oder die E-Mail-Adresse gehört zu einem anderen Konto oder sieht so aus wie bei einem anderen Konto.
admin-refused-meanwhile = { $username } wurde inzwischen entfernt oder geändert: Versuchen Sie es noch einmal.
admin-refused-last-administrator = { $username } ist das letzte Admin-Konto, das sich anmelden kann: Geben Sie zuerst jemand anderem Admin-Rechte.
admin-refused-last-way-in = { $username } ist das letzte Admin-Konto, das sich anmelden kann, und hat kein Passwort: Senden Sie zuerst einen Link zum Festlegen eines Passworts, und setzen Sie die Faktoren zurück, nachdem er verwendet wurde.
admin-refused-only-way-in = { $username } hat kein Passwort, und kein anderer Passkey genügt zum Anmelden: Senden Sie zuerst einen Link zum Festlegen eines Passworts, oder setzen Sie die Faktoren zurück.
admin-refused-username-length = Ein Benutzername hat 1 bis 255 Byte.
admin-refused-username-character = Ein Benutzername darf keine Leerzeichen, Steuerzeichen oder unsichtbaren Zeichen enthalten.
admin-refused-username-scripts = Ein Benutzername darf keine Buchstaben mehrerer Schriften mischen, zum Beispiel lateinische und kyrillische Buchstaben, die gleich aussehen.
admin-refused-email = { $text } sieht nicht wie eine E-Mail-Adresse aus.
admin-refused-invisible = { $text }: Enthält das unsichtbare Zeichen { $code }. Entfernen Sie es.
admin-refused-scripts = { $text }: `{ $word }` mischt Buchstaben mehrerer Schriften, die gleich aussehen können. Schreiben Sie jedes Wort in einer einzigen Schrift.
admin-refused-no-address = Für { $username } ist keine gesicherte E-Mail-Adresse bekannt: Legen Sie zuerst eine fest (`latchkey user set --email`) oder übergeben Sie einen Link.

## Link zum Festlegen eines Passworts

admin-link-title = Link für { $name }
admin-link-heading = Link für <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Mit diesem Link legt die Person ein Passwort fest. Er funktioniert einmal, ersetzt frühere Links und läuft ab: { $time_html }. Er wird nur jetzt angezeigt: Übergeben Sie ihn so, dass niemand sonst ihn lesen kann.
admin-link-new = Mit diesem Link legt die Person ein neues Passwort fest und wird dann überall abgemeldet. Er funktioniert einmal, ersetzt frühere Links und läuft ab: { $time_html }. Er wird nur jetzt angezeigt: Übergeben Sie ihn so, dass niemand sonst ihn lesen kann.
admin-link-qr = Oder lassen Sie die Person diesen Code mit dem Smartphone scannen:
admin-link-done = Fertig

## Gruppen

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } Person
       *[other] { NUMBER($n) } Personen
    }
admin-groups-nobody = niemand
admin-groups-may-use = erlaubte Apps: { $apps_html }
admin-groups-none = Noch keine Gruppen.
admin-groups-search = Name der Gruppe
admin-groups-most-people = Die meisten Personen zuerst
admin-groups-none-hint = Gruppen werden auf der Seite einer Person eingetragen. Eine App, die Gruppen in <code>allowed_groups</code> nennt, lässt nur deren Mitglieder zu.

## Sitzungen

admin-sessions-many = Mehr als { NUMBER($n) } Sitzungen.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } Sitzung.
       *[other] { NUMBER($n) } Sitzungen.
    }
admin-sessions-search = Name, Benutzername, App oder Anfang einer Adresse
admin-sessions-used = Zuletzt verwendete zuerst
admin-sessions-end = Beenden<span class="vh">: Sitzung von { $username }, { $device }</span>
admin-sessions-none = Niemand ist angemeldet.

## Abmeldenachrichten

admin-deliveries-hint = Apps, denen eine Abmeldung noch nicht mitgeteilt wurde oder nicht mitgeteilt werden konnte. Bei jeder wird es eine Zeit lang weiter versucht.
admin-deliveries-given-up = aufgegeben
admin-deliveries-waiting = ausstehend
admin-deliveries-ended = Sitzung beendet { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } Versuch
       *[other] { $n } Versuche
    }
admin-deliveries-next = nächster Versuch { $time_html }
admin-deliveries-took = Antwort oder Fehler nach { NUMBER($ms) } ms
admin-deliveries-none = Alle Apps wurden benachrichtigt.

## Aktivitäten

admin-activity-of = Von <bdi>{ $name }</bdi>.
admin-activity-of-link = Von <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Art
admin-activity-everything = Alle
admin-activity-none = Nichts von dieser Art.
admin-activity-search = Name, Benutzername oder App
admin-activity-cut = Mehr Personen oder Apps, als zusammen gesucht werden können, haben dies im Namen. Geben Sie mehr vom Namen ein, um die übrigen zu finden.
admin-activity-hint = Das vollständige Protokoll, mit Hashes, die zeigen, ob es verändert wurde: <code>latchkey audit verify</code> und <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Apps
admin-apps-registered = selbst registriert
admin-apps-disabled = deaktiviert
admin-apps-used = zuletzt verwendet { $time_html }
admin-apps-none = Noch keine Apps.
admin-apps-busiest = Die meisten Anfragen der letzten 24 Stunden zuerst
admin-apps-none-hint = Fügen Sie Grafana, Nextcloud, Immich oder eine andere hinzu: <code>latchkey client add --app list</code> listet die mit einer Vorlage auf.
admin-app-connect = Verbinden
admin-app-connect-hint = Die meisten Apps brauchen die Discovery-Adresse und die Client-ID. Das Secret wird hier nie angezeigt: Gespeichert ist nur sein Hash.
admin-app-discovery = Discovery-Adresse
admin-app-client-id = Client-ID
admin-app-settings = Einstellungen
admin-app-settings-configured = Diese App ist in <code>{ $place }</code> konfiguriert. Änderungen der Datei werden von selbst geladen.
admin-app-settings-registered = Diese App hat sich selbst registriert. Mit diesen Zeilen stünde sie in der Konfiguration.
admin-app-try = Ausprobieren
admin-app-try-person = Benutzername oder E-Mail-Adresse
admin-app-try-nobody = Niemand hat diesen Namen.
admin-app-try-sign-in = Bei der App anmelden
admin-app-refusals = Abgelehnte Anfragen
admin-app-refusals-hint = Die letzten Ablehnungen mit dieser Client-ID, höchstens { $n }, seit dieser Server gestartet wurde.
admin-app-refusals-none = Nichts wurde abgelehnt.
admin-app-remedy = Mit diesen Zeilen würde es angenommen:
admin-app-who = Wer sie nutzen darf
admin-app-everybody = Alle, die ein Konto haben.
admin-app-disable = App deaktivieren
admin-app-disable-hint = Beim Deaktivieren werden ihre Tokens widerrufen und Anmeldungen bei ihr abgelehnt, bis sie wieder aktiviert wird.
admin-app-enable = App aktivieren
admin-app-approve = App genehmigen
admin-app-approve-hint = Eine genehmigte App erhält Fehlerantworten, bevor jemand zugestimmt hat. Sie bleibt genehmigt, bis sie sich ändert.
admin-app-disable-done = Die App ist deaktiviert, ihre Tokens sind widerrufen.
admin-app-enable-done = Die App ist aktiviert.
admin-app-approve-done = Die App ist genehmigt.
admin-app-changed = Die App hat sich inzwischen geändert. Prüfen Sie sie und versuchen Sie es erneut.
admin-app-views = Seiten dieser App
copy = Kopieren
copied = Kopiert
admin-connect-paste = Was in die App gehört
admin-connect-paste-hint = Wählen Sie die App; dann stehen hier ihre eigenen Zeilen, für diesen Client ausgefüllt. Schreiben Sie das Secret an die Stelle von <code>{ $place }</code>.
admin-connect-other = Eine andere App
admin-connect-tried = Ausprobiert mit { $version }.
admin-connect-untried = Nach der Dokumentation der App geschrieben und nicht ausprobiert.
admin-connect-lacks = Was diesem Client für die App fehlt
admin-connect-lacks-nothing = Dieser Client hat alles, was die App braucht.
admin-connect-redirects = Wohin die App zurückgeleitet wird
admin-connect-addresses = Adressen dieses Servers
admin-lack-redirect = Die App will zu { $value } zurückgeleitet werden; das ist nicht registriert.
admin-lack-post-logout = Nach einer Abmeldung will die App zu { $value } zurückgeleitet werden; das ist nicht registriert.
admin-lack-backchannel = Die App nimmt Logout-Tokens bei { $value } an, und dieser Client hat keine Adresse dafür.
admin-lack-scope = Die App fordert { $value } an, was dieser Client nicht haben darf.
admin-lack-grants = Die App verwendet { $value }, was dieser Client nicht darf.
admin-lack-method = Dieser Client ist für { $value } registriert, und die App sendet ihr Secret auf andere Weise.
admin-lack-pkce = Die App sendet weder code_challenge noch nonce, und dieser Client muss es.
admin-lack-native = Die App ist auch auf Telefonen oder Desktops, und dieser Client ist nur für das Web.
admin-lack-claims = Die App liest nur das ID-Token, und im ID-Token dieses Clients fehlen die Claims.
admin-try-hint = Geht eine Anmeldung durch, wie der Server es täte, ohne die App. Nichts wird ausgestellt und nichts gespeichert.
admin-try-nobody = Bei dieser App meldet sich niemand an.
admin-try-not-sent = nicht gesendet
admin-try-signed-in = Ist schon angemeldet
admin-try-ladder = Was geschehen würde
admin-try-sent = Die App schickt den Browser zu <code>{ $endpoint }</code> mit:
admin-try-pushed = Die App sendet dies zuerst selbst an den Server (PAR), und der Browser bringt nur einen Verweis mit.
admin-try-signed = Die App muss dies in einem signierten Request Object senden.
admin-try-left-out = Weggelassen, weil die App es nicht haben darf oder niemand es kennt: { $scope }
admin-try-admitted = Die App ist für bestimmte Gruppen, und diese Person ist in einer davon.
admin-try-not-admitted = Die App ist für bestimmte Gruppen, und diese Person ist in keiner davon.
admin-try-two-factors = Von dieser Person wird ein zweiter Faktor oder ein Passkey verlangt.
admin-try-one-factor = Für diese Person reicht ein Passwort.
admin-try-sign-in = { $name } meldet sich mit einem Passwort an.
admin-try-sign-in-two = { $name } meldet sich mit einem Passwort und einem zweiten Faktor an.
admin-try-sign-in-passkey = { $name } meldet sich mit einem Passkey an.
admin-try-sign-up = { $name } sieht die Seite für ein neues Konto und meldet sich an.
admin-try-again = { $name } meldet sich noch einmal an, weil eine frische Anmeldung verlangt wird.
admin-try-step-up = { $name } weist einen zweiten Faktor nach.
admin-try-enrol = { $name } richtet einen zweiten Faktor ein.
admin-try-account = { $name } wählt das Konto.
admin-try-consent = { $name } wird gefragt, ob die App dies haben darf:
admin-try-issue = Es fehlt nichts mehr: Der Server gewährt die Anfrage.
admin-try-refuse = Der Server lehnt die Anfrage ab.
admin-try-goes = Der Browser geht zurück zu <code>{ $place }</code> mit:
admin-try-stays = Der Browser bleibt auf einer Fehlerseite dieses Servers, und die App erfährt nichts.
admin-try-told = Was die App erfahren würde
admin-try-id-token = Das ID-Token sagt:
admin-try-userinfo = Userinfo sagt:
admin-try-lane-app = App
admin-try-lane-browser = Browser
admin-try-lane-server = Server
admin-try-parameters = Parameter: { NUMBER($n) }
admin-gloss-response-type = Was die App zurückhaben will. Einen „code“ tauscht sie am Browser vorbei gegen Token.
admin-gloss-client-id = Der Name der App auf diesem Server.
admin-gloss-redirect-uri = Wohin der Browser zurückgeschickt wird. Die Adresse muss Buchstabe für Buchstabe registriert sein.
admin-gloss-scope = Worum die App bittet.
admin-gloss-state = Von der App ausgedacht. Die Antwort muss denselben Wert haben.
admin-gloss-nonce = Von der App ausgedacht. Das ID-Token muss denselben Wert haben.
admin-gloss-code-challenge = Der Hashwert eines Geheimnisses, das die App behält (PKCE). Ohne das Geheimnis kann niemand den Code einlösen.
admin-gloss-code-challenge-method = Wie dieser Hashwert gebildet wird.
admin-gloss-prompt = Welche Seiten der Server zeigen muss, oder dass er keine zeigen darf.
admin-gloss-code = Gilt einmal und nur kurz. Die App tauscht ihn gegen Token.
admin-gloss-iss = Welcher Server geantwortet hat, damit eine App mit mehreren sie nicht verwechselt.
admin-gloss-session-state = An diesem Wert merkt die App, dass sich hier jemand abgemeldet hat.
admin-gloss-access-token = Öffnet der App Userinfo und andere Dienste.
admin-gloss-token-type = Wie das Zugriffstoken verwendet wird. „Bearer“ heißt: Wer es hat, kann es verwenden.
admin-gloss-expires-in = Wie viele Sekunden das Zugriffstoken gilt.
admin-gloss-id-token = Sagt, wer sich wann bei welcher App angemeldet hat. Der Server hat es signiert.
admin-gloss-error = Der Fehler, mit seinem Namen aus der Spezifikation.
admin-gloss-error-description = Der Fehler in Worten, für Entwickler.

admin-tab-keys = Schlüssel
admin-keys-hint = Mit diesen Schlüsseln prüfen Apps, was dieser Server signiert hat. Ein Schlüssel ist veröffentlicht, bevor er signiert, und noch eine Weile danach.
admin-keys-never = Kein Schlüssel wird von selbst ersetzt (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> ersetzt sie jederzeit.
admin-keys-chart = Zeitachse der Schlüssel. Die Liste darunter sagt dasselbe.
admin-overview-keys-chart = Zeitachse der Schlüssel. Die Seite der Schlüssel sagt dasselbe in Worten.
admin-keys-published = veröffentlicht
admin-keys-signing = signiert
admin-keys-in-use = in Gebrauch
admin-keys-retired = abgelöst
admin-keys-remembered = nicht mehr veröffentlicht
admin-keys-encryption = zum Verschlüsseln
admin-keys-made = veröffentlicht: { $time_html }
admin-keys-from = erste Verwendung: { $time_html }
admin-keys-replaced = ersetzt: { $time_html }
admin-keys-next = nächster Schlüssel: { $time_html }
admin-keys-leaves = Ende der Veröffentlichung: { $time_html }
admin-keys-decrypts = Ende der Entschlüsselung: { $time_html }
admin-chart-now = jetzt

admin-tab-health = Zustand
admin-health-fine = Alles ist in Ordnung.
admin-health-look = Etwas braucht Aufmerksamkeit; unten steht, was zu tun ist.
admin-health-ok = in Ordnung
admin-health-warn = prüfen
admin-health-bad = gestört
admin-health-off = nicht eingerichtet
admin-health-database = Datenbank
admin-health-configuration = Konfiguration
admin-health-mail = E-Mail
admin-health-backup = Sicherung
admin-health-version = Version
admin-health-schema = Schemaversion { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = Prüfsumme <code>{ $digest }</code>
admin-health-reloaded = neu geladen: { $time_html }
admin-health-refused = Neuladen abgelehnt: { $time_html }
admin-health-waiting = ausstehend: { NUMBER($n) }
admin-health-oldest = die älteste: { $time_html }
admin-health-failed = letzter Fehlschlag: { $time_html }
admin-health-made = erstellt und geprüft: { $time_html }
admin-health-none = noch keine
admin-health-node = dieser Knoten: <code>{ $node }</code>
admin-health-database-bad = Sie nimmt nichts an, und im Log steht, warum: Prüfen Sie Festplatte und Rechte, oder den Datenbankserver.
admin-health-keys-bad = Kein Schlüssel signiert mit { $algs }. Im Log steht, warum er nicht erzeugt oder gelesen werden konnte.
admin-health-keys-not-again = Sie können nicht noch einmal aus der Datenbank geladen werden, und im Log steht, warum; die vorher geladenen bleiben in Gebrauch. Stellen Sie <code>keys.wrap_key_file</code> wieder her, bevor dieser Knoten neu startet, denn er würde nicht starten.
admin-health-keys-others-sign = Andere Knoten signieren mit einem Schlüssel, den dieser nicht laden kann; deshalb ist er nicht bereit, und im Log steht, warum. Geben Sie allen Knoten dieselbe <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Was vorher geladen war, gilt weiter. <code>latchkey check</code> sagt, was an der Datei falsch ist.
admin-health-configuration-older = Dieser Knoten hat eine ältere Datei: Ihre <code>revision</code> ist { $revision }, und in Kraft ist { $newest }, deshalb ändert sie kein Konto. Geben Sie ihm die Datei mit der Revision { $newest }, oder setzen Sie <code>revision</code> höher als { $newest }, um absichtlich zurückzugehen.
admin-health-configuration-unnumbered = Die Datei dieses Knotens hat keine <code>revision</code>, und in Kraft ist { $newest }, deshalb gilt sie als älter und ändert kein Konto. Schreiben Sie <code>revision = { $next }</code> an ihren Anfang, vor den ersten Abschnitt.
admin-health-mail-off = Ohne <code>[smtp]</code> in der Konfiguration wird keine E-Mail gesendet.
admin-health-mail-warn = E-Mails konnten nicht gesendet werden. <code>latchkey mail test ADDRESS</code> zeigt, was der Mailserver antwortet.
admin-health-deliveries-warn = Einige Apps konnten nicht benachrichtigt werden. Auf der Seite dazu steht, welche und warum.
admin-health-backup-off = Von selbst wird keine Sicherung erstellt: Setzen Sie <code>[storage.backup]</code>, oder sichern Sie den Datenbankserver.
admin-health-backup-warn = Eine Sicherung ist fällig und konnte nicht erstellt werden. Im Log steht, warum; <code>latchkey check</code> prüft den Ordner.

admin-chart-heading = Anmeldungen der letzten 24 Stunden
admin-chart-label = Angemeldet: { NUMBER($ok) }. Fehlgeschlagen: { NUMBER($failed) }. Die Zahlen jeder Stunde folgen.
admin-chart-ok = angemeldet: { NUMBER($n) }
admin-chart-failed = fehlgeschlagen: { NUMBER($n) }
admin-chart-cut = mehr, als hier gezählt wird
admin-chart-numbers = Stunde für Stunde
admin-chart-none = Niemand hat sich angemeldet, und niemand hat es versucht.
admin-chart-none-hint = Anmeldungen erscheinen hier, sobald sie geschehen. Auf der Seite einer App geht <b>Ausprobieren</b> eine durch.
admin-presence-heading = Angemeldet in den letzten zwei Wochen
admin-presence-label = Wann diese Person angemeldet war, für jedes Gerät. Dasselbe folgt als Liste.
admin-presence-signed-in = angemeldet
admin-presence-one = Anmeldung mit einem Faktor
admin-presence-strong = mit mehreren oder einem Passkey
admin-presence-failed = fehlgeschlagen
admin-presence-list = Als Liste
admin-presence-from-to = Angemeldet von { $from_html } bis { $to_html }
admin-presence-since = Angemeldet seit { $time_html }
admin-usage-heading = Wer was benutzt
admin-usage-hint = Wie oft sich jede Person seit { $time_html } bei jeder App angemeldet hat.
admin-usage-part = Gezeigt werden die häufigsten.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Anfragen der letzten 24 Stunden
admin-hours-apps = Apps in den letzten 24 Stunden
admin-hours-hint = Anfragen an <code>/token</code> und an die anderen Adressen, an denen sich Apps ausweisen, Stunde für Stunde bis jetzt.
admin-hours-since = Gezählt, seit dieser Server gestartet wurde: { $time_html }.
admin-hours-node = Gezählt allein von diesem Knoten: <code>{ $node }</code>.
admin-hours-label = In den letzten 24 Stunden. Beantwortet: { NUMBER($ok) }. Abgelehnt: { NUMBER($refused) }.
admin-hours-nothing = In den letzten 24 Stunden wurde nichts angefragt.
admin-hours-ok = alle beantwortet
admin-hours-some = einige abgelehnt
admin-hours-most = die meisten abgelehnt
admin-hours-empty = nichts angefragt
admin-hours-answered = beantwortet: { NUMBER($n) }
admin-hours-refused = abgelehnt: { NUMBER($n) }
admin-hours-hour = Stunde
admin-hours-column-answered = Beantwortet
admin-hours-column-refused = Abgelehnt
admin-hours-column-why = Meist, weil
admin-hours-why-client = die App sich nicht ausweisen konnte: Ihr Secret, ihr Schlüssel oder ihr Zertifikat war falsch
admin-hours-why-grant = ein Code oder Token nicht mehr galt oder nicht der App gehörte
admin-hours-why-request = der Anfrage etwas fehlte oder etwas in ihr nicht lesbar war
admin-hours-why-not-allowed = die App auf diese Weise nicht anfragen darf
admin-hours-why-scope = die App etwas wollte, was sie nicht haben darf
admin-hours-why-person = die Person nicht zustimmte oder nicht rechtzeitig antwortete
admin-hours-why-busy = zu oft angefragt wurde oder der Server gerade nicht antworten konnte
admin-hours-why-server = der Server einen Fehler hatte; das Protokoll sagt, welchen
admin-hours-why-proof = der DPoP-Nachweis nicht gültig war
admin-hours-why-other = etwas anderes nicht stimmte

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username } hat einen Passkey oder eine Authenticator-App, die kein Link ersetzt: Setzen Sie zuerst die Faktoren zurück, und erstellen Sie dann einen Link.
# $username: whose account.
admin-refused-only-passkey = Für { $username } genügt kein anderer Passkey zum Anmelden: Setzen Sie stattdessen die Faktoren zurück, und erstellen Sie dann einen Link.
# Button.
admin-person-make-link-passkey = Link zum Erstellen eines Passkeys erstellen
# $time_html: a time, with its markup.
admin-link-passkey = Mit diesem Link erstellt die Person einen Passkey. Er funktioniert einmal, ersetzt frühere Links und läuft ab: { $time_html }. Er wird nur jetzt angezeigt: Übergeben Sie ihn so, dass niemand sonst ihn lesen kann.
# Beside a name.
admin-tag-no-passkey = noch kein Passkey
admin-done-mailed-passkey = Ein Link zum Erstellen eines Passkeys ist per E-Mail unterwegs.
