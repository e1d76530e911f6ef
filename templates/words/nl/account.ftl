# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = Uitloggen
account-ask = Vraag het aan de sitebeheerder.
account-ask-link = <a href="{ $href }">Vraag het aan de sitebeheerder</a>.
account-number = Je accountnummer is <code>{ $sub }</code>
device-on = { $browser } op { $system }
device-unknown = Onbekend apparaat

## The account page.

account-title = Je account
account-device-ended = Dat apparaat is uitgelogd.
account-sign-in-ended = Die sessie is beëindigd.
account-others-ended = Je bent overal elders uitgelogd.
account-app-ended = De sessie bij die app is beëindigd.
account-app-removed = De toegang van de app is ingetrokken.
account-app-remembered = De app vraagt je alleen nog iets als ze iets nieuws wil.
account-password-saved = Je wachtwoord is opgeslagen. Je bent overal elders uitgelogd.
account-left = Dit account staat niet meer in { $file }, het configuratiebestand van deze server.
account-left-refused = Je kunt niet inloggen en apps weigeren dit account.
account-left-until = Op deze pagina blijf je nog ingelogd; dat eindigt { $time_html }.
account-left-mistake = Klopt dit niet? Vraag de sitebeheerder het account terug te zetten in het bestand, of het te behouden met <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = niet bevestigd
account-email-confirmed = bevestigd
account-administrator = beheerder
account-pinned = Naam, e-mailadres en groepen van dit account zijn ingesteld in het configuratiebestand van deze server.
account-pinned-password = Naam, e-mailadres, groepen en wachtwoord van dit account zijn ingesteld in het configuratiebestand van deze server.
account-pinned-edit = Pas het blok <code>[[users]]</code> van het account aan om ze te wijzigen (<code>{ $place }</code>).
account-pinned-ask = Vraag de sitebeheerder om ze te wijzigen.
account-to-admin = Beheer

# How to add the first app.
account-first-app = Volgende stap: je eerste app
account-first-app-what = Een app heeft een client op deze server nodig. Je kunt die op twee manieren toevoegen.
account-first-app-command = Met een opdracht
account-first-app-list = <code>latchkey client add --app list</code> toont de apps met een voorinstelling. Voor elke andere app:
account-first-app-file = Met regels in het configuratiebestand
account-first-app-issuer = Voer daarna de issuer in de app in: <code>{ $issuer }</code>

account-apps = Apps
account-app-open = Openen<span class="vh">: { $app_html }</span>
account-app-sees = Wat de app kan zien<span class="vh"> van jou</span>
account-app-remove = Toegang intrekken<span class="vh"> van { $app_html }</span>
account-app-remember = Onthouden wat ik toesta<span class="vh"> aan { $app_html }</span>
account-no-apps = Nog geen apps.

account-devices = Apparaten
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } sessie
       *[other] <b>{ $device }</b>, { NUMBER($count) } sessies
    }
account-this-device = dit apparaat
account-this-sign-in = deze sessie
account-active-now = Nu actief
account-seen = Laatst actief: { $time_html }
account-seen-inline = laatst actief: { $time_html }
account-each-sign-in = Alle sessies<span class="vh"> op { $device }</span>
account-end-sign-in = Deze sessie beëindigen
account-older-sign-ins =
    { $count ->
        [one] en { NUMBER($count) } oudere
       *[other] en { NUMBER($count) } oudere
    }
account-sign-out-device = Uitloggen<span class="vh"> op { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] De andere sessie<span class="vh"> op { $device }</span> beëindigen
       *[other] De { NUMBER($count) } andere sessies<span class="vh"> op { $device }</span> beëindigen
    }
account-sign-out-everywhere = Overal elders uitloggen
account-only-here = Je bent alleen hier ingelogd.

account-spokes = Ingelogd vanuit deze browser
account-spokes-what = De apps waarbij je vanaf hier bent ingelogd. Als je bij één app uitlogt, blijven de andere ingelogd. De app kan je zonder te vragen opnieuw inloggen zolang je hier bent ingelogd.
account-spokes-picture = Deze browser, met een lijn naar elke app
account-spokes-none = Je hebt vanaf hier nog bij geen enkele app ingelogd.
account-spokes-to-apps = Je apps bekijken
account-spoke-signed-in = Ingelogd
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Laatst gebruikt { $time_html }
account-spoke-end = Uitloggen<span class="vh"> bij { $app_html }</span>

account-factors = Passkeys en tweede stap
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } passkey
       *[other] { NUMBER($count) } passkeys
    }
account-no-passkey = Geen passkey
account-totp = authenticator-app ingeschakeld
account-no-totp = geen authenticator-app
account-codes =
    { $count ->
        [one] nog { NUMBER($count) } herstelcode
       *[other] nog { NUMBER($count) } herstelcodes
    }
account-no-codes = geen herstelcodes meer
account-factors-manage = Beheren
account-factors-set-up = Instellen

account-password = Wachtwoord
account-password-change = Wachtwoord wijzigen
account-password-choose = Wachtwoord kiezen
account-password-refused = Het wachtwoord is niet opgeslagen.
account-password-current = Huidig wachtwoord
account-password-new = Nieuw wachtwoord
account-password-hint = Als je het opslaat, word je overal elders uitgelogd.
account-password-save = Wachtwoord opslaan
account-password-pinned = Het wachtwoord van dit account is ingesteld in het configuratiebestand van deze server. Wijzig het daar.
account-password-left = Dit account is verwijderd uit het configuratiebestand van deze server. Je kunt het wachtwoord niet wijzigen.
account-password-many = Te veel pogingen. Wacht een paar minuten en probeer het opnieuw.
account-password-wrong = Dit is niet je huidige wachtwoord. Controleer het en probeer het opnieuw.
account-password-meanwhile = Het wachtwoord is intussen ergens anders gewijzigd, of je bent hier uitgelogd.

## The profile.

profile-title = Je profiel
profile-saved = Je profiel is opgeslagen.
profile-email-asked = Er is een e-mail onderweg naar dat adres. Open binnen een uur de link in die e-mail; tot dan verandert er niets.
profile-email-confirmed = Je e-mailadres is bevestigd.
profile-refused = Er is niets gewijzigd.
profile-username-fixed = Je logt in als <b><bdi>{ $username }</bdi></b>. Deze naam kan hier niet worden gewijzigd.
profile-pinned = Je profiel is ingesteld in het configuratiebestand van deze server.
profile-pinned-edit = Pas het blok <code>[[users]]</code> aan om het te wijzigen (<code>{ $place }</code>).
profile-pinned-ask = Vraag de sitebeheerder om het te wijzigen.
profile-left = Dit account staat niet meer in het configuratiebestand van deze server en kan daarom niet worden gewijzigd.
profile-meanwhile = Je account is intussen ergens anders gewijzigd, of je bent hier uitgelogd. Er is niets gewijzigd.
profile-pinned-refused = Dit account is ingesteld in het configuratiebestand van deze server. Er is niets gewijzigd.

profile-about = Over jou
profile-field = Profiel
profile-name = Naam
profile-name-hint = Zoals anderen die zien.
profile-given-name = Voornaam
profile-family-name = Achternaam
profile-nickname = Bijnaam
profile-website = Website
profile-website-hint = Bijvoorbeeld https://example.com
profile-zoneinfo = Tijdzone
profile-zoneinfo-hint = Bijvoorbeeld Europe/Amsterdam
profile-locale = Taal
profile-locale-hint = Bijvoorbeeld nl-NL
profile-username = Gebruikersnaam
profile-who-sees = Apps die je toegang tot je profiel geeft, zien deze gegevens. Je mag alles leeg laten.
profile-save = Profiel opslaan
profile-website-wrong = Voer een volledig adres in, zoals https://example.com.
profile-zoneinfo-wrong = Voer de naam van een tijdzone in, zoals Europe/Amsterdam.
profile-locale-wrong = Voer een taalcode in, zoals nl-NL.
profile-long = Voer maximaal { $count } tekens in.
profile-invisible = Dit kan niet worden gebruikt: het onzichtbare teken { $code } staat erin. Verwijder dat teken.
profile-mixed = Dit kan niet worden gebruikt: in `{ $word }` staan letters uit verschillende schriften, die op elkaar kunnen lijken. Schrijf elk woord in één schrift.

profile-email = E-mailadres
profile-no-email = Er is geen e-mailadres.
profile-email-waiting = Er is een link aangevraagd om <b><bdi>{ $email }</bdi></b> te bevestigen. De link verloopt { $time_html }.
profile-confirm-again = Bevestigingslink versturen
profile-new-email = Nieuw e-mailadres
profile-new-email-hint = We sturen daar een link naartoe. Het adres verandert zodra je die opent.
profile-email-send = Link versturen
profile-no-mail = Deze server verstuurt geen e-mail. Daarom kun je het adres hier niet wijzigen.
profile-no-mail-refused = Deze server verstuurt geen e-mail. Vraag de sitebeheerder om je adres te wijzigen.
profile-email-wrong = Voer een e-mailadres in, zoals ada@example.com.
profile-email-same = Dit is al je adres en het is bevestigd.
profile-email-many =
    { $minutes ->
        [one] Er zijn te veel e-mails aangevraagd. Je kunt het over { $minutes } minuut opnieuw proberen.
       *[other] Er zijn te veel e-mails aangevraagd. Je kunt het over { $minutes } minuten opnieuw proberen.
    }
profile-email-sign-in = Log in om je adres te bevestigen
profile-email-sign-in-why = De link werkt voor het account waarvoor die is aangevraagd. Log in op dat account; daarna kun je het adres bevestigen.
profile-email-sign-in-button = Inloggen
profile-email-in-use = Dit adres is al in gebruik
profile-email-in-use-what = Het hoort inmiddels bij een ander account. Je account houdt het huidige adres.
profile-back = Terug naar je profiel

profile-data = Je gegevens
profile-data-hint = Een bestand met alles wat hier over jou is opgeslagen: profiel, groepen, sessies, apps en passkeys. Deel het met niemand.
profile-data-download = Je gegevens downloaden

profile-delete = Je account verwijderen
profile-delete-open = Dit account definitief verwijderen
profile-delete-what = Je wordt overal uitgelogd, apps verliezen hun toegang en niemand kan het account terughalen.
profile-delete-username = Je gebruikersnaam
profile-delete-username-hint = Typ <b><bdi>{ $username }</bdi></b> om door te gaan.
profile-delete-button = Mijn account verwijderen
profile-delete-wrong = Dit is niet je gebruikersnaam. Er is niets verwijderd.
profile-delete-last-administrator = Deze server heeft geen andere beheerder. Maak eerst iemand anders beheerder.
profile-deleted = Je account is verwijderd
profile-deleted-what = Je bent overal uitgelogd en je account is weg, met alles wat erbij hoorde. Het logboek van wat erin is gebeurd, blijft tot de bewaartermijn voorbij is.
profile-deleted-apps = Apps kunnen bewaren wat ze over je weten. Vraag ernaar bij degenen die de apps beheren.
profile-deleted-done = Klaar

## Passkeys and the second step.

security-title = Passkeys en tweede stap
security-totp-removed = De authenticator-app is verwijderd. Er wordt geen code meer gevraagd.
security-passkey-added = De passkey is toegevoegd. Je kunt er vanaf nu mee inloggen.
security-key-added = De beveiligingssleutel is toegevoegd. Je kunt die na je wachtwoord gebruiken, niet in plaats daarvan.
security-passkey-named = De nieuwe naam is opgeslagen.
security-passkey-removed = De passkey is verwijderd uit dit account. Verwijder de passkey ook op je apparaat.
security-password-removed = Je wachtwoord is verwijderd. Je logt in met je passkey en bent overal elders uitgelogd.
security-password-remove = Inloggen zonder wachtwoord
security-password-remove-hint = Je wachtwoord werkt dan niet meer en je logt alleen met je passkey in. Overal elders word je uitgelogd.
security-password-remove-mail = Als je al je passkeys kwijtraakt, kan de inlogpagina je een link sturen om een nieuw wachtwoord te kiezen.
security-password-remove-link = Als je al je passkeys kwijtraakt, kan een beheerder je een link geven om een nieuw wachtwoord te kiezen.
security-password-remove-now = Wachtwoord verwijderen
security-password-no-passkey = Log één keer in met alleen een passkey. Daarna kun je je wachtwoord hier verwijderen.
security-device-forgotten = Op dat apparaat wordt de volgende keer dat je inlogt weer om je tweede stap gevraagd.
security-devices-forgotten = Op elk apparaat wordt de volgende keer dat je inlogt weer om je tweede stap gevraagd.
security-required = Deze site vraagt meer dan een wachtwoord: voeg een passkey of authenticator-app toe.

security-passkeys = Passkeys
security-passkeys-hint = Met een passkey log je in met je vingerafdruk, je gezicht of een pincode, zonder wachtwoord. De passkey werkt alleen op deze site, dus een nepsite kan er niet om vragen.
security-passkey-synced = gesynchroniseerd
security-passkey-one-device = op één apparaat
security-added = { $time_html } toegevoegd
security-used = { $time_html } gebruikt
security-not-used = nog niet gebruikt
security-since = { $time_html } onthouden
security-passkey-change = Wijzigen<span class="vh">: { $name }</span>
security-passkey-name = Naam
security-passkey-save = Naam opslaan
security-passkey-remove = Verwijderen<span class="vh">: { $name }</span>
security-no-passkeys = Nog geen passkeys.
security-passkey-add = Passkey toevoegen
security-passkey-failed = Er is geen passkey gemaakt. Probeer het opnieuw.
security-passkey-known-device = Dit apparaat heeft al een passkey voor dit account.
security-passkey-script = Om een passkey toe te voegen is JavaScript nodig. Dat staat uit in deze browser.
security-passkey-unnamed = Passkey
security-passkey-field = Passkey
security-passkey-only-way-in = Er is geen wachtwoord en met geen andere passkey alleen kun je inloggen: zonder deze zou je niet kunnen inloggen. Voeg eerst een andere passkey toe.
security-name-long = Voer een naam van maximaal { $count } tekens in.
security-name-invisible = Deze naam kan niet worden gebruikt: het onzichtbare teken { $code } staat erin. Verwijder dat teken.
security-name-mixed = Deze naam kan niet worden gebruikt: in `{ $word }` staan letters uit verschillende schriften, die op elkaar kunnen lijken. Schrijf elk woord in één schrift.
security-register-added = De passkey is toegevoegd.
security-register-refused = De passkey kon niet worden toegevoegd: deze server kan niet lezen wat de browser heeft verstuurd. Probeer een ander apparaat.
security-register-outdated = Deze pagina stond al een tijdje open. Probeer het opnieuw.
security-register-known = Deze passkey is al eerder toegevoegd.
security-register-full = Dit account heeft het maximale aantal passkeys. Verwijder er eerst een.
security-register-not-proven = Je account is intussen gewijzigd. Log opnieuw in en voeg de passkey dan toe.

security-totp = Authenticator-app
security-totp-on = ingeschakeld
security-totp-remove = App verwijderen
security-totp-hint = Een app op je telefoon toont een code die je na je wachtwoord invoert.
security-totp-add = Authenticator-app toevoegen

security-codes = Herstelcodes
security-codes-none = geen meer
security-codes-left = Nog <b>{ $count }</b>.
security-codes-hint = Met elke code kun je één keer inloggen als je je telefoon of je passkeys kwijt bent.
security-codes-new = Nieuwe codes maken
security-codes-new-hint = De oude werken dan niet meer.
security-user-code = Code voor verzoeken van apps
security-user-code-hint = Sommige apps mogen u alleen iets vragen als u hun deze code geeft, bijvoorbeeld aan de telefoon. Geef hem aan geen enkele app waarmee u niet zelf contact hebt opgenomen.
security-user-code-is = Uw code: <b>{ $code }</b>
security-user-code-once = Hij wordt alleen nu getoond. Een eerdere code werkt niet meer.
security-user-code-make = Code maken
security-user-code-again = Nieuwe code maken
security-user-code-remove = Code verwijderen
security-user-code-removed = De code is verwijderd. Apps die hem nodig hebben, kunnen u niets meer vragen.

security-remembered = Onthouden apparaten
security-remembered-hint = Op deze apparaten is je wachtwoord genoeg, tot een wachtwoord of je tweede stap verandert. Apps en wijzigingen van je account kunnen nog steeds om meer vragen.
security-forget = Vergeten<span class="vh">: { $device }</span>
security-forget-all = Allemaal vergeten
security-no-remembered = Er worden geen apparaten onthouden.

## The second step of a sign-in.

second-factor-title = Bevestig dat jij het bent
second-factor-lead = Nog één stap, { $person_html }.
second-factor-lead-step-up = Hiervoor is een tweede bewijs nodig dat jij het bent, { $person_html }.
second-factor-change = Gebruik hiervoor je passkey: een code kan iemand je met een list ontfutselen, een passkey niet.
second-factor-change-lost = Ben je de passkey kwijt, gebruik dan een herstelcode. Heb je er geen meer, vraag de sitebeheerder dan om hulp.
second-factor-recovery-code = Herstelcode
second-factor-recovery-code-hint = Een van de codes die je hebt bewaard, zoals BCDF-GHJK-LMNP-QRST. Elke code werkt één keer.
second-factor-code = Code uit je authenticator-app
second-factor-code-hint = Zes cijfers, elke 30 seconden een nieuwe code.
second-factor-confirm = Bevestigen
second-factor-lost = Er is geen manier meer om te bevestigen dat jij het bent. Vraag de sitebeheerder om hulp.
second-factor-script = Voor een passkey is JavaScript nodig. Dat staat uit in deze browser.
second-factor-no-passkeys = Deze browser ondersteunt geen passkeys.
second-factor-recovery-hint = Je kunt een herstelcode gebruiken.
second-factor-other-device = Gebruik een andere browser of een ander apparaat.
second-factor-passkey = Passkey gebruiken
second-factor-passkey-failed = Er is geen passkey gebruikt. Probeer het opnieuw of gebruik een andere manier.
second-factor-other-way = Andere manier gebruiken
second-factor-recovery = Herstelcode gebruiken
second-factor-help = Hulp vragen
second-factor-cancel = Annuleren
second-factor-mismatch = Die code klopt niet. Controleer de code en probeer het opnieuw.
second-factor-used = Die code is al gebruikt. Wacht op de volgende en probeer het opnieuw.
second-factor-missing = Voer de code in.
second-factor-passkey-refused = Die passkey is niet geaccepteerd. Probeer het opnieuw of gebruik een andere manier.
second-factor-passkey-needed = Een code is hier niet genoeg: gebruik een passkey. De code is niet verbruikt.
second-factor-outdated = Deze pagina stond al een tijdje open. Probeer het opnieuw.
second-factor-not-ours = { $what } Probeer het opnieuw.
second-factor-many = Te veel verkeerde codes.

## Setting a second step up.

set-up-title = Tweede stap instellen
set-up-totp-title = Authenticator-app toevoegen
set-up-lead = { $person_html }, hier is meer nodig dan een wachtwoord. Je stelt het één keer in.
set-up-lead-passkey = { $person_html }, deze app vraagt om een passkey. Je stelt die één keer in.
set-up-lead-also-passkey = { $person_html }, deze app vraagt om een passkey: een code is niet genoeg. Je stelt die één keer in.
set-up-no-totp = Een authenticator-app kan hier niet worden ingesteld.
set-up-nothing = Er kan hier op dit moment geen tweede stap worden ingesteld. Vraag het aan degene die deze site beheert.
set-up-totp-lead = Elke keer dat je met je wachtwoord inlogt, wordt dan om een code uit de app gevraagd.
set-up-refused = Er is nog niets ingesteld.
set-up-passkey = Met een passkey
set-up-passkey-hint = Je vingerafdruk, je gezicht of de pincode van dit apparaat of van een beveiligingssleutel.
set-up-passkey-make = Passkey maken
set-up-passkey-failed = Er is geen passkey gemaakt. Probeer het opnieuw of gebruik een authenticator-app.
set-up-or-totp = Of met een authenticator-app
set-up-scan = Scan dit met de app, of <a href="{ $href }">open de app op dit apparaat</a>.
set-up-type = Sleutel typen in plaats van scannen
set-up-type-hint = Account <b>{ $username }</b>, op basis van tijd, zes cijfers.
set-up-code = Voer de code in die de app toont
set-up-code-field = Code
set-up-turn-on = Inschakelen
set-up-cancel = Annuleren
set-up-outdated = Deze pagina stond te lang open. Scan de nieuwe code hieronder en probeer het opnieuw.
set-up-digits = Voer de zes cijfers in die de app toont.
set-up-mismatch = Die code klopt niet. Controleer of de klok van je telefoon goed staat en voer de code in die de app nu toont.
set-up-known = Dit account heeft al een authenticator-app.
set-up-meanwhile = Je account is intussen gewijzigd. Log opnieuw in.

## Recovery codes.

codes-title = Je herstelcodes
codes-lead = Met een van deze codes kun je inloggen als je je telefoon of je passkeys kwijt bent. <b>Ze worden alleen nu getoond.</b>
codes-hint = Elke code werkt één keer. Bewaar ze bij je belangrijke papieren of in een wachtwoordmanager.
codes-download = Downloaden
codes-print = Afdrukken
codes-saved = Ik heb ze bewaard
codes-file-title = Herstelcodes voor { $site } ({ $issuer })
codes-file-hint = Elke code werkt één keer.

## Activity.

activity-title = Activiteit
activity-hint =
    { $days ->
        [one] Wat er in je account is gebeurd, het nieuwste bovenaan. Dit wordt { NUMBER($days) } dag bewaard. Zie je iets wat jij niet was? Wijzig dan je wachtwoord en log overal elders uit.
       *[other] Wat er in je account is gebeurd, het nieuwste bovenaan. Dit wordt { NUMBER($days) } dagen bewaard. Zie je iets wat jij niet was? Wijzig dan je wachtwoord en log overal elders uit.
    }
activity-newest = Nieuwste
activity-older = Ouder
activity-presence-label = Wanneer je was aangemeld, per apparaat. Hetzelfde volgt als lijst.
activity-none = Nog niets.
activity-none-hint = Hier zie je wanneer je hebt ingelogd en wat er in je account is gewijzigd.

## Without passwords

security-passkey-only-here = Met geen andere passkey alleen kun je inloggen: zonder deze zou je niet kunnen inloggen. Voeg eerst een andere passkey toe.
