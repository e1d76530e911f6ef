## Mehrere Seiten

admin-full-name = Vollständiger Name
admin-username = Benutzername
admin-email = E-Mail-Adresse
admin-groups = Gruppen
admin-groups-hint = Durch Kommas getrennt.
admin-may-administer = Admin: darf diese Seiten verwenden
admin-filter = Anzeigen
admin-show-everybody = Alle anzeigen
admin-newest = Neueste
admin-older = Ältere
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
admin-people-search-button = Suchen
admin-people-only = Anzeigen
admin-people-everybody = Alle
admin-people-administrators = Admins
admin-people-locked = Gesperrte
admin-people-order = Reihenfolge
admin-people-by-username = Nach Benutzername
admin-people-newest = Neueste zuerst
admin-people-in-group = In der Gruppe <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] Insgesamt { NUMBER($n) } Konto
       *[other] Insgesamt { NUMBER($n) } Konten
    }
admin-tag-left = nicht mehr in der Konfiguration
admin-tag-configuration = Konfiguration
admin-people-first-page = Erste Seite
admin-people-next-page = Nächste Seite
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
admin-groups-none-hint = Gruppen werden auf der Seite einer Person eingetragen. Eine App, die Gruppen in <code>allowed_groups</code> nennt, lässt nur deren Mitglieder zu.

## Sitzungen

admin-sessions-many = Mehr als { NUMBER($n) } Sitzungen, die neuesten zuerst.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } Sitzung, die neueste zuerst.
       *[other] { NUMBER($n) } Sitzungen, die neuesten zuerst.
    }
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
admin-deliveries-most = Nur { NUMBER($n) } werden angezeigt. <code>latchkey session untold</code> listet alle auf.
admin-deliveries-none = Alle Apps wurden benachrichtigt.

## Aktivitäten

admin-activity-of = Von <bdi>{ $name }</bdi>.
admin-activity-of-link = Von <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Art
admin-activity-everything = Alle
admin-activity-none = Nichts von dieser Art.
admin-activity-hint = Das vollständige Protokoll, mit Hashes, die zeigen, ob es verändert wurde: <code>latchkey audit verify</code> und <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Apps
admin-apps-registered = selbst registriert
admin-apps-disabled = deaktiviert
admin-apps-used = zuletzt verwendet { $time_html }
admin-apps-none = Noch keine Apps.
admin-apps-none-hint = Fügen Sie die erste mit <code>latchkey client add</code> hinzu.
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

admin-tab-keys = Schlüssel
admin-keys-hint = Mit diesen Schlüsseln prüfen Apps, was dieser Server signiert hat. Ein Schlüssel ist veröffentlicht, bevor er signiert, und noch eine Weile danach.
admin-keys-never = Kein Schlüssel wird von selbst ersetzt (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> ersetzt sie jederzeit.
admin-keys-chart = Zeitachse der Schlüssel. Die Liste darunter sagt dasselbe.
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
admin-health-configuration-warn = Was vorher geladen war, gilt weiter. <code>latchkey check</code> sagt, was an der Datei falsch ist.
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
