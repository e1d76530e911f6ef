# The pages of administrators.

## What several pages say

admin-full-name = Volledige naam
admin-username = Gebruikersnaam
admin-email = E-mailadres
admin-groups = Groepen
admin-groups-hint = Gescheiden door komma’s.
admin-may-administer = Beheerder: mag deze pagina’s gebruiken
admin-filter = Tonen
admin-show-everybody = Iedereen tonen
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = beheerder
admin-tag-locked = geblokkeerd

admin-session-since = { $time_html } begonnen
admin-session-seen = laatst actief: { $time_html }
admin-session-ended = De sessie is beëindigd.

admin-by-app = door de app { $client }
admin-by-command-line = door { $user } op de opdrachtregel
admin-by-server = door deze server

## Overview

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> persoon
       *[other] <b>{ NUMBER($n) }</b> personen
    }
admin-overview-sessions-many = Meer dan <b>{ NUMBER($n) }</b> sessies
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> sessie
       *[other] <b>{ NUMBER($n) }</b> sessies
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> app
       *[other] <b>{ NUMBER($n) }</b> apps
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } zelf geregistreerd
       *[other] { NUMBER($n) } zelf geregistreerd
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> wachtend uitlogbericht
       *[other] <b>{ NUMBER($n) }</b> wachtende uitlogberichten
    }
admin-overview-last = Laatste activiteit
admin-overview-all = Alle activiteit
admin-nothing-yet = Nog niets.
admin-overview-issuer = issuer <code>{ $issuer }</code>

## People

admin-people-search = Naam, gebruikersnaam of e-mailadres
admin-list-search-button = Zoeken
admin-list-only = Tonen
admin-people-everybody = Iedereen
admin-people-administrators = Beheerders
admin-people-locked = Geblokkeerd
admin-list-order = Volgorde
admin-people-by-username = Op gebruikersnaam
admin-list-newest = Nieuwste eerst
admin-list-oldest = Oudste eerst
admin-list-by-name = Op naam
admin-list-by-app = Op app
admin-list-search-app = Naam of client_id van de app
admin-people-in-group = In de groep <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] { NUMBER($n) } account in totaal
       *[other] { NUMBER($n) } accounts in totaal
    }
admin-tag-left = niet meer in configuratie
admin-tag-configuration = configuratie
admin-list-first-page = Eerste pagina
admin-list-next-page = Volgende pagina
admin-list-none = Niets gevonden.
admin-list-not-yet = Nog niets gevonden. De volgende pagina zoekt verder.
admin-people-none = Niemand gevonden.

## Adding a person

admin-add = Persoon toevoegen
admin-add-button = Toevoegen
admin-add-next = Daarna maak je een link waarmee de persoon een wachtwoord kiest.
admin-back-to-people = ← Personen

## A person

admin-person-left = Dit account staat niet meer in <code>{ $file }</code>, waarin het was vastgelegd. Daarom kan de persoon niet inloggen. Zet het blok terug of voer <code>latchkey user keep { $username }</code> uit.
admin-person-place = Dit account is vastgelegd in <code>{ $place }</code>. Wat daar staat, wijzig je daar.
admin-tag-not-confirmed = niet bevestigd
admin-tag-no-password = nog geen wachtwoord
admin-person-number = Accountnummer <code>{ $sub }</code>
admin-person-added = { $time_html } toegevoegd

admin-person-sign-in = Inloggen
admin-person-has-password = Heeft een wachtwoord
admin-person-no-password = Geen wachtwoord
admin-person-passkeys =
    { $n ->
        [one] { $n } passkey
       *[other] { $n } passkeys
    }
admin-person-no-passkey = geen passkey
admin-person-authenticator = authenticator-app
admin-person-no-authenticator = geen authenticator-app
admin-person-recovery-codes =
    { $n ->
        [one] nog { $n } herstelcode
       *[other] nog { $n } herstelcodes
    }

admin-person-make-link = Link maken om een wachtwoord te kiezen
admin-person-make-link-new = Link maken om een nieuw wachtwoord te kiezen
admin-person-mail-link = Zo’n link per e-mail versturen
admin-person-lock = Account blokkeren
admin-person-unlock = Account deblokkeren

admin-person-reset-factors = Alle tweede factoren verwijderen
admin-person-reset-factors-password = Voor wie de telefoon en de herstelcodes kwijt is. Ga na of het verzoek echt van deze persoon komt. Alle passkeys, de authenticator-app en de herstelcodes worden verwijderd en de persoon wordt overal uitgelogd. Inloggen kan daarna met alleen het wachtwoord.
admin-person-reset-factors-no-password = Voor wie de telefoon en de herstelcodes kwijt is. Ga na of het verzoek echt van deze persoon komt. Alle passkeys, de authenticator-app en de herstelcodes worden verwijderd en de persoon wordt overal uitgelogd. Er is geen wachtwoord, dus maak daarna een link.
admin-person-reset-factors-button = Verwijderen

admin-person-profile = Profiel en groepen
admin-person-email-verified = Het adres is zeker van deze persoon
admin-person-save = Opslaan

admin-person-end-session = Beëindigen<span class="vh">: sessie op { $device }</span>
admin-person-sign-out = Overal uitloggen
admin-person-no-sessions = Nergens ingelogd.

admin-person-claims = Wat een app te zien krijgt
admin-person-claims-app = App
admin-person-claims-not-admitted = Deze persoon mag de app niet gebruiken: de persoon zit in geen van de groepen in <code>allowed_groups</code> van de app.
admin-person-claims-userinfo = Met alle scopes die de app mag vragen (<code>{ $scope }</code>), bevat userinfo:
admin-person-claims-id-token = Met alle scopes die de app mag vragen (<code>{ $scope }</code>), bevatten userinfo en het ID-token:

admin-person-activity-all = Alles van deze persoon

admin-person-remove = Account verwijderen
admin-person-remove-summary = Dit account en alles wat erbij hoort verwijderen
admin-person-remove-hint = Sessies, toegang van apps, passkeys en het profiel verdwijnen. Het logboek van wat er is gebeurd, blijft tot de bewaartermijn voorbij is. Dit kan niet ongedaan worden gemaakt.
admin-person-remove-confirm = Typ de gebruikersnaam <b>{ $username }</b> om te bevestigen
admin-person-remove-unconfirmed = Er is niets verwijderd: typ de gebruikersnaam { $username } om te bevestigen.

# What was done.
admin-done-added = Het account is toegevoegd. Maak of verstuur een link, zodat de persoon een wachtwoord kan kiezen.
admin-done-saved = De wijzigingen zijn opgeslagen. Apps krijgen ze bij hun volgende verzoek.
admin-done-locked = Het account is geblokkeerd en overal uitgelogd.
admin-done-unlocked = Het account is gedeblokkeerd.
admin-done-mailed = Er is een link om een wachtwoord te kiezen onderweg per e-mail.
admin-done-factors-removed = Alle tweede factoren zijn verwijderd en de persoon is overal uitgelogd.
admin-done-factor-removed = Het is verwijderd. Waar de persoon is ingelogd, blijft dat zo: log de persoon ook overal uit als er een apparaat kwijt is.
admin-done-signed-out = De persoon is overal uitgelogd.

## Why something was not done for a person

admin-refused-pinned = { $username } is vastgelegd in { $place } ([[users]]): wijzig { $keys } daar.
admin-refused-pinned-all = { $username } is vastgelegd in { $place } ([[users]]): wijzig het account daar.
admin-refused-defined = { $username } is vastgelegd in { $place } ([[users]]): verwijder eerst daar het blok.
admin-refused-left = { $username } staat niet meer in { $file }: zet het blok terug of behoud het account met `latchkey user keep { $username }`.
admin-refused-taken = De gebruikersnaam of het e-mailadres hoort bij een ander account of lijkt erop.
admin-refused-meanwhile = { $username } is intussen verwijderd of gewijzigd: probeer het opnieuw.
admin-refused-last-administrator = { $username } is de laatste beheerder die kan inloggen: maak eerst iemand anders beheerder.
admin-refused-last-way-in = { $username } is de laatste beheerder die kan inloggen en heeft geen wachtwoord: stuur eerst een link om er een te kiezen, en reset de factoren nadat die is gebruikt.
admin-refused-only-way-in = { $username } heeft geen wachtwoord en met geen andere passkey alleen kan worden ingelogd: stuur eerst een link om een wachtwoord te kiezen, of reset de factoren.
admin-refused-username-length = een gebruikersnaam heeft 1 tot 255 bytes.
admin-refused-username-character = een gebruikersnaam mag geen spaties, stuurtekens of onzichtbare tekens bevatten.
admin-refused-username-scripts = een gebruikersnaam mag geen letters uit verschillende schriften bevatten, zoals Latijnse en cyrillische letters die op elkaar lijken.
admin-refused-email = { $text } lijkt geen e-mailadres te zijn.
admin-refused-invisible = { $text }: het onzichtbare teken { $code } staat erin. Verwijder dat teken.
admin-refused-scripts = { $text }: in `{ $word }` staan letters uit verschillende schriften, die op elkaar kunnen lijken. Schrijf elk woord in één schrift.
admin-refused-no-address = er is geen bevestigd e-mailadres van { $username } bekend: stel het eerst in (`latchkey user set --email`) of geef een link zelf door.

## A link to choose a password

admin-link-title = Link voor { $name }
admin-link-heading = Link voor <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Met deze link kiest de persoon een wachtwoord. De link werkt één keer, verloopt { $time_html } en vervangt eerdere links. De link wordt alleen nu getoond: geef die door op een manier waarbij niemand anders kan meelezen.
admin-link-new = Met deze link kiest de persoon een nieuw wachtwoord en wordt dan overal uitgelogd. De link werkt één keer, verloopt { $time_html } en vervangt eerdere links. De link wordt alleen nu getoond: geef die door op een manier waarbij niemand anders kan meelezen.
admin-link-qr = Of laat de persoon deze code met de telefoon scannen:
admin-link-done = Klaar

## Groups

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } persoon
       *[other] { NUMBER($n) } personen
    }
admin-groups-nobody = niemand
admin-groups-may-use = toegang tot: { $apps_html }
admin-groups-none = Nog geen groepen.
admin-groups-search = Naam van de groep
admin-groups-most-people = Meeste personen eerst
admin-groups-none-hint = Groepen vul je in op de pagina van een persoon. Een app met groepen in <code>allowed_groups</code> laat alleen leden van die groepen toe.

## Sessions

admin-sessions-many = Meer dan { NUMBER($n) } sessies.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } sessie.
       *[other] { NUMBER($n) } sessies.
    }
admin-sessions-search = Naam, gebruikersnaam, app of begin van een adres
admin-sessions-used = Laatst gebruikte eerst
admin-sessions-end = Beëindigen<span class="vh">: sessie van { $username } op { $device }</span>
admin-sessions-none = Er is niemand ingelogd.

## Sign-out messages

admin-deliveries-hint = Apps die nog niet hebben gehoord dat iemand is uitgelogd, of die niet bereikbaar waren. Bij elke app wordt het nog een tijd geprobeerd.
admin-deliveries-given-up = opgegeven
admin-deliveries-waiting = wacht
admin-deliveries-ended = sessie { $time_html } beëindigd
admin-deliveries-tried =
    { $n ->
        [one] { $n } keer geprobeerd
       *[other] { $n } keer geprobeerd
    }
admin-deliveries-next = volgende poging { $time_html }
admin-deliveries-took = antwoord of fout na { NUMBER($ms) } ms
admin-deliveries-none = Alle apps zijn op de hoogte.

## Activity

admin-activity-of = Van <bdi>{ $name }</bdi>.
admin-activity-of-link = Van <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Soort
admin-activity-everything = Alles
admin-activity-none = Niets van deze soort.
admin-activity-search = Naam, gebruikersnaam of app
admin-activity-cut = Meer personen of apps dan er samen kunnen worden gezocht hebben dit in hun naam. Vul meer van de naam in om de andere te vinden.
admin-activity-hint = Het volledige logboek, met hashes die tonen of het is gewijzigd: <code>latchkey audit verify</code> en <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Apps
admin-apps-registered = zelf geregistreerd
admin-apps-disabled = uitgeschakeld
admin-apps-used = laatst gebruikt { $time_html }
admin-apps-none = Nog geen apps.
admin-apps-busiest = Meeste verzoeken in de laatste 24 uur eerst
admin-apps-none-hint = Voeg Grafana, Nextcloud, Immich of een andere toe: <code>latchkey client add --app list</code> noemt die met een voorinstelling.
admin-app-connect = Verbinden
admin-app-connect-hint = De meeste apps hebben het discovery-adres en de client-ID nodig. Het geheim wordt hier nooit getoond: alleen de hash ervan is opgeslagen.
admin-app-discovery = Discovery-adres
admin-app-client-id = Client-ID
admin-app-settings = Instellingen
admin-app-settings-configured = Deze app is geconfigureerd in <code>{ $place }</code>. Wijzigingen van het bestand worden vanzelf geladen.
admin-app-settings-registered = Deze app heeft zichzelf geregistreerd. Met deze regels zou ze in het bestand staan.
admin-app-try = Uitproberen
admin-app-try-person = Gebruikersnaam of e-mailadres
admin-app-try-nobody = Niemand heeft deze naam.
admin-app-try-sign-in = Inloggen bij de app
admin-app-refusals = Wat geweigerd werd
admin-app-refusals-hint = De laatste weigeringen met deze client-ID, hoogstens { $n }, sinds deze server is gestart.
admin-app-refusals-none = Er is niets geweigerd.
admin-app-remedy = Met deze regels zou het worden aangenomen:
admin-app-who = Wie haar mag gebruiken
admin-app-everybody = Iedereen met een account.
admin-app-disable = App uitschakelen
admin-app-disable-hint = Bij het uitschakelen worden haar tokens ingetrokken en aanmeldingen erbij geweigerd, tot ze weer wordt ingeschakeld.
admin-app-enable = App inschakelen
admin-app-approve = App goedkeuren
admin-app-approve-hint = Een goedgekeurde app krijgt foutmeldingen voordat iemand toestemming heeft gegeven. Ze blijft goedgekeurd tot ze verandert.
admin-app-disable-done = De app is uitgeschakeld en haar tokens zijn ingetrokken.
admin-app-enable-done = De app is ingeschakeld.
admin-app-approve-done = De app is goedgekeurd.
admin-app-changed = De app is intussen veranderd. Controleer haar en probeer het opnieuw.
admin-app-views = Pagina’s van deze app
copy = Kopiëren
copied = Gekopieerd
admin-connect-paste = Wat in de app te plakken
admin-connect-paste-hint = Kies de app: haar eigen regels staan dan hier, ingevuld voor deze client. Schrijf het geheim op de plaats van <code>{ $place }</code>.
admin-connect-other = Een andere app
admin-connect-tried = Geprobeerd met { $version }.
admin-connect-untried = Geschreven naar de documentatie van de app, en niet geprobeerd.
admin-connect-lacks = Wat deze client voor de app mist
admin-connect-lacks-nothing = Deze client heeft alles wat de app nodig heeft.
admin-connect-redirects = Waarheen de app wordt teruggestuurd
admin-connect-addresses = Adressen van deze server
admin-lack-redirect = De app vraagt om teruggestuurd te worden naar { $value }, dat niet geregistreerd is.
admin-lack-post-logout = Na het afmelden vraagt de app om teruggestuurd te worden naar { $value }, dat niet geregistreerd is.
admin-lack-backchannel = De app ontvangt logout-tokens op { $value }, en deze client heeft daar geen adres voor.
admin-lack-scope = De app vraagt om { $value }, wat deze client niet mag hebben.
admin-lack-grants = De app gebruikt { $value }, wat deze client niet mag.
admin-lack-method = Deze client is geregistreerd voor { $value }, en de app stuurt haar geheim op een andere manier.
admin-lack-pkce = De app stuurt noch code_challenge noch nonce, en deze client moet dat.
admin-lack-native = De app staat ook op telefoons of desktops, en deze client is alleen voor het web.
admin-lack-claims = De app leest alleen het ID-token, en in dat van deze client ontbreken de claims.
admin-try-hint = Doorloopt een aanmelding zoals de server dat zou doen, zonder de app. Er wordt niets uitgegeven en niets bewaard.
admin-try-nobody = Niemand meldt zich aan bij deze app.
admin-try-not-sent = niet gestuurd
admin-try-signed-in = Is al aangemeld
admin-try-ladder = Wat er zou gebeuren
admin-try-sent = De app stuurt de browser naar <code>{ $endpoint }</code> met:
admin-try-pushed = De app stuurt dit eerst zelf naar de server (PAR), en de browser brengt alleen een verwijzing mee.
admin-try-signed = De app moet dit in een ondertekend request object sturen.
admin-try-left-out = Weggelaten, omdat de app het niet mag hebben of niemand het kent: { $scope }
admin-try-admitted = De app is voor sommige groepen, en deze persoon zit in een daarvan.
admin-try-not-admitted = De app is voor sommige groepen, en deze persoon zit in geen daarvan.
admin-try-two-factors = Van deze persoon wordt een tweede factor of een passkey geëist.
admin-try-one-factor = Voor deze persoon is een wachtwoord genoeg.
admin-try-sign-in = { $name } meldt zich aan met een wachtwoord.
admin-try-sign-in-two = { $name } meldt zich aan met een wachtwoord en een tweede factor.
admin-try-sign-in-passkey = { $name } meldt zich aan met een passkey.
admin-try-sign-up = { $name } ziet de pagina voor een nieuw account en meldt zich aan.
admin-try-again = { $name } meldt zich opnieuw aan, omdat een verse aanmelding wordt geëist.
admin-try-step-up = { $name } toont een tweede factor aan.
admin-try-enrol = { $name } stelt een tweede factor in.
admin-try-account = { $name } kiest het account.
admin-try-consent = Aan { $name } wordt gevraagd of de app dit mag hebben:
admin-try-issue = Er ontbreekt niets: de server staat de aanvraag toe.
admin-try-refuse = De server weigert de aanvraag.
admin-try-goes = De browser gaat terug naar <code>{ $place }</code> met:
admin-try-stays = De browser blijft op een foutpagina van deze server, en de app verneemt niets.
admin-try-told = Wat de app te weten zou komen
admin-try-id-token = Het ID-token zegt:
admin-try-userinfo = Userinfo zegt:
admin-try-lane-app = App
admin-try-lane-browser = Browser
admin-try-lane-server = Server
admin-try-parameters = Parameters: { NUMBER($n) }
admin-gloss-response-type = Wat de app terug wil. Een ‘code’ ruilt de app buiten de browser om voor tokens.
admin-gloss-client-id = De naam van de app op deze server.
admin-gloss-redirect-uri = Waarheen de browser wordt teruggestuurd. Het adres moet geregistreerd zijn, letter voor letter.
admin-gloss-scope = Waar de app om vraagt.
admin-gloss-state = Door de app bedacht. Het antwoord moet dezelfde waarde hebben.
admin-gloss-nonce = Door de app bedacht. Het ID-token moet dezelfde waarde hebben.
admin-gloss-code-challenge = De hash van een geheim dat de app houdt (PKCE). Zonder het geheim kan niemand de code gebruiken.
admin-gloss-code-challenge-method = Hoe die hash wordt gemaakt.
admin-gloss-prompt = Welke pagina’s de server moet tonen, of dat hij er geen mag tonen.
admin-gloss-code = Werkt één keer en maar kort. De app ruilt hem voor tokens.
admin-gloss-iss = Welke server antwoordde, zodat een app met meerdere ze niet verwart.
admin-gloss-session-state = Aan deze waarde merkt de app dat iemand hier uitlogde.
admin-gloss-access-token = Opent userinfo en andere diensten voor de app.
admin-gloss-token-type = Hoe het toegangstoken wordt gebruikt. ‘Bearer’ betekent dat wie het heeft, het kan gebruiken.
admin-gloss-expires-in = Hoeveel seconden het toegangstoken werkt.
admin-gloss-id-token = Zegt wie zich wanneer bij welke app aanmeldde. De server heeft het ondertekend.
admin-gloss-error = De fout, met de naam uit de specificatie.
admin-gloss-error-description = De fout in woorden, voor ontwikkelaars.

admin-tab-keys = Sleutels
admin-keys-hint = Met deze sleutels controleren apps wat deze server heeft ondertekend. Een sleutel is gepubliceerd voordat hij ondertekent, en nog een tijd daarna.
admin-keys-never = Geen sleutel wordt vanzelf vervangen (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> vervangt ze op elk moment.
admin-keys-chart = Tijdlijn van de sleutels. De lijst eronder zegt hetzelfde.
admin-overview-keys-chart = Tijdlijn van de sleutels. De pagina van de sleutels zegt hetzelfde in woorden.
admin-keys-published = gepubliceerd
admin-keys-signing = ondertekent
admin-keys-in-use = in gebruik
admin-keys-retired = afgelost
admin-keys-remembered = niet meer gepubliceerd
admin-keys-encryption = om te versleutelen
admin-keys-made = gepubliceerd: { $time_html }
admin-keys-from = eerste gebruik: { $time_html }
admin-keys-replaced = vervangen: { $time_html }
admin-keys-next = volgende sleutel: { $time_html }
admin-keys-leaves = einde van de publicatie: { $time_html }
admin-keys-decrypts = einde van het ontsleutelen: { $time_html }
admin-chart-now = nu

admin-tab-health = Toestand
admin-health-fine = Alles is in orde.
admin-health-look = Iets vraagt om aandacht; hieronder staat wat er te doen is.
admin-health-ok = in orde
admin-health-warn = nakijken
admin-health-bad = kapot
admin-health-off = niet ingesteld
admin-health-database = Database
admin-health-configuration = Configuratie
admin-health-mail = E-mail
admin-health-backup = Back-up
admin-health-version = Versie
admin-health-schema = schemaversie { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = controlegetal <code>{ $digest }</code>
admin-health-reloaded = opnieuw geladen: { $time_html }
admin-health-refused = herladen geweigerd: { $time_html }
admin-health-waiting = wachtend: { NUMBER($n) }
admin-health-oldest = de oudste: { $time_html }
admin-health-failed = laatste mislukking: { $time_html }
admin-health-made = gemaakt en gecontroleerd: { $time_html }
admin-health-none = nog geen
admin-health-node = deze node: <code>{ $node }</code>
admin-health-database-bad = Hij neemt niets aan, en het logboek zegt waarom: kijk naar de schijf en de rechten, of naar de databaseserver.
admin-health-keys-bad = Geen sleutel ondertekent met { $algs }. Het logboek zegt waarom hij niet gemaakt of gelezen kon worden.
admin-health-keys-not-again = Ze kunnen niet opnieuw uit de database geladen worden, en het logboek zegt waarom; de eerder geladen sleutels blijven in gebruik. Herstel <code>keys.wrap_key_file</code> voordat deze node herstart, want hij zou niet starten.
admin-health-keys-others-sign = Andere nodes ondertekenen met een sleutel die deze node niet kan laden, dus is hij niet gereed, en het logboek zegt waarom. Geef alle nodes dezelfde <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Wat eerder geladen was, blijft gelden. <code>latchkey check</code> zegt wat er mis is met het bestand.
admin-health-configuration-older = Deze node heeft een ouder bestand: de <code>revision</code> is { $revision }, en { $newest } is van kracht, dus verandert het geen gebruiker. Geef de node het bestand met revisie { $newest }, of verhoog <code>revision</code> boven { $newest } om met opzet terug te gaan.
admin-health-configuration-unnumbered = Het bestand van deze node heeft geen <code>revision</code>, en { $newest } is van kracht, dus geldt het als ouder en verandert het geen gebruiker. Schrijf <code>revision = { $next }</code> bovenaan, vóór de eerste sectie.
admin-health-mail-off = Zonder <code>[smtp]</code> in de configuratie wordt er geen e-mail verstuurd.
admin-health-mail-warn = E-mail kon niet verstuurd worden. <code>latchkey mail test ADDRESS</code> toont wat de mailserver antwoordt.
admin-health-deliveries-warn = Sommige apps konden niet op de hoogte worden gebracht. Op hun pagina staat welke, en waarom.
admin-health-backup-off = Er wordt vanzelf geen back-up gemaakt: stel <code>[storage.backup]</code> in, of maak een back-up van de databaseserver.
admin-health-backup-warn = Er is een back-up nodig die niet gemaakt kon worden. Het logboek zegt waarom; <code>latchkey check</code> probeert de map.

admin-chart-heading = Aanmeldingen van de laatste 24 uur
admin-chart-label = Gelukt: { NUMBER($ok) }. Mislukt: { NUMBER($failed) }. De getallen van elk uur volgen.
admin-chart-ok = gelukt: { NUMBER($n) }
admin-chart-failed = mislukt: { NUMBER($n) }
admin-chart-cut = meer dan hier wordt geteld
admin-chart-numbers = Uur na uur
admin-chart-none = Niemand heeft zich aangemeld, en niemand heeft het geprobeerd.
admin-chart-none-hint = Aanmeldingen verschijnen hier zodra ze gebeuren. Op de pagina van een app doorloopt <b>Uitproberen</b> er een.
admin-presence-heading = Aangemeld in de laatste twee weken
admin-presence-label = Wanneer deze persoon was aangemeld, per apparaat. Hetzelfde volgt als lijst.
admin-presence-signed-in = aangemeld
admin-presence-one = aanmelding met één factor
admin-presence-strong = met meerdere, of een passkey
admin-presence-failed = mislukt
admin-presence-list = Als lijst
admin-presence-from-to = Aangemeld van { $from_html } tot { $to_html }
admin-presence-since = Aangemeld sinds { $time_html }
admin-usage-heading = Wie wat gebruikt
admin-usage-hint = Hoe vaak iedere persoon zich sinds { $time_html } bij elke app heeft aangemeld.
admin-usage-part = De meest voorkomende worden getoond.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Verzoeken van de laatste 24 uur
admin-hours-apps = Apps in de laatste 24 uur
admin-hours-hint = Verzoeken aan <code>/token</code> en aan de andere adressen waar apps bewijzen wie ze zijn, uur na uur tot nu.
admin-hours-since = Geteld sinds deze server is gestart: { $time_html }.
admin-hours-node = Alleen door deze node geteld: <code>{ $node }</code>.
admin-hours-label = In de laatste 24 uur. Beantwoord: { NUMBER($ok) }. Geweigerd: { NUMBER($refused) }.
admin-hours-nothing = In de laatste 24 uur is er niets gevraagd.
admin-hours-ok = alle beantwoord
admin-hours-some = enkele geweigerd
admin-hours-most = de meeste geweigerd
admin-hours-empty = niets gevraagd
admin-hours-answered = beantwoord: { NUMBER($n) }
admin-hours-refused = geweigerd: { NUMBER($n) }
admin-hours-hour = Uur
admin-hours-column-answered = Beantwoord
admin-hours-column-refused = Geweigerd
admin-hours-column-why = Meestal omdat
admin-hours-why-client = de app niet bewees wie ze is: haar secret, sleutel of certificaat was niet juist
admin-hours-why-grant = een code of token niet meer geldig was of niet van de app was
admin-hours-why-request = er iets aan het verzoek ontbrak of het niet te lezen was
admin-hours-why-not-allowed = de app niet op deze manier mag vragen
admin-hours-why-scope = de app iets vroeg dat ze niet mag hebben
admin-hours-why-person = de persoon het niet toestond of niet op tijd antwoordde
admin-hours-why-busy = er te vaak werd gevraagd of de server op dat moment niet kon antwoorden
admin-hours-why-server = de server een fout had; het logboek zegt welke
admin-hours-why-proof = het DPoP-bewijs niet geldig was
admin-hours-why-other = er iets anders niet klopte

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username } heeft een passkey of een authenticator-app, die door geen link wordt vervangen: reset eerst de factoren en maak dan een link.
# $username: whose account.
admin-refused-only-passkey = Met geen andere passkey kan { $username } inloggen: reset in plaats daarvan de factoren en maak dan een link.
# Button.
admin-person-make-link-passkey = Link maken om een passkey te maken
# $time_html: a time, with its markup.
admin-link-passkey = Met deze link maakt de persoon een passkey. De link werkt één keer, verloopt { $time_html } en vervangt eerdere links. De link wordt alleen nu getoond: geef die door op een manier waarbij niemand anders kan meelezen.
# Beside a name.
admin-tag-no-passkey = nog geen passkey
admin-done-mailed-passkey = Er is een link om een passkey te maken onderweg per e-mail.
