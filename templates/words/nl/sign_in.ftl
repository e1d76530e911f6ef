# Signing in and out, and what leads there.

## The sign-in page

login-heading = Inloggen
login-confirm-heading = Bevestig dat jij het bent
login-confirm-lead = Voer je wachtwoord opnieuw in om door te gaan.
login-lead = op je { $brand }-account
login-notice = { "" }
login-signed-in-as = Ingelogd als
login-username = Gebruikersnaam of e-mailadres
login-password = Wachtwoord
login-remember-me = Ingelogd blijven op dit apparaat
login-submit = Inloggen
login-confirm = Bevestigen
login-cancel = Annuleren
login-passkey = Passkey gebruiken
login-passkey-failed = Er is geen passkey gebruikt. Probeer het opnieuw of gebruik je wachtwoord.
login-forgot = Wachtwoord vergeten?

login-mismatch = De gebruikersnaam en het wachtwoord horen niet bij elkaar. Controleer <a href="#username">gebruikersnaam</a> en <a href="#password">wachtwoord</a> en probeer het opnieuw.
login-wrong-password = Dat wachtwoord klopt niet. Controleer het <a href="#password">wachtwoord</a> en probeer het opnieuw.
login-no-username = Voer je <a href="#username">gebruikersnaam of e-mailadres</a> in.
login-no-password = Voer je <a href="#password">wachtwoord</a> in.
login-nothing-entered = Voer je <a href="#username">gebruikersnaam of e-mailadres</a> en je <a href="#password">wachtwoord</a> in.
login-passkey-refused = Die passkey is niet geaccepteerd. Probeer het opnieuw of log in met je wachtwoord.
login-outdated = Deze pagina stond al een tijdje open. Probeer het opnieuw.
login-not-ours = { $lack } Log opnieuw in.
login-too-many-tries = Te veel pogingen.
login-throttled =
    { $minutes ->
        [one] Te veel pogingen. Je kunt het over { $minutes } minuut opnieuw proberen.
       *[other] Te veel pogingen. Je kunt het over { $minutes } minuten opnieuw proberen.
    }
login-check-username = Controleer de gebruikersnaam.
login-check-password = Controleer het wachtwoord.
login-enter-username = Voer je gebruikersnaam of e-mailadres in.
login-enter-password = Voer je wachtwoord in.

## Why a form is not taken

lack-another-site = Dit formulier is door een andere website verstuurd. Daarom is er niets gedaan.
lack-cookie = Je browser heeft de cookie van deze site niet meegestuurd. Daarom is er niets gedaan. Sta cookies voor deze site toe.
lack-outdated = Deze pagina stond al een tijdje open. Daarom is er niets gedaan.
lack-token = Dit formulier kwam niet van een open pagina van deze site. Daarom is er niets gedaan.

## A new password

new-password-too-short = Kies een wachtwoord van minstens { $length } tekens. Een paar woorden achter elkaar werkt goed.
new-password-too-long = Dit wachtwoord is langer dan { $bytes } bytes. Kies een korter wachtwoord.
new-password-pattern = Dit wachtwoord is te makkelijk te raden: het herhaalt alleen een paar tekens of volgt hun volgorde. Kies een paar woorden die niets met elkaar te maken hebben.
new-password-personal = Dit wachtwoord is te makkelijk te raden. Kies een wachtwoord dat niets met je naam, je e-mailadres of deze site te maken heeft.
new-password-blocked = Dit wachtwoord is te makkelijk te raden: het bestaat uit woorden die hier niet in wachtwoorden mogen. Kies andere woorden.
new-password-breached = Dit wachtwoord staat op lijsten met gestolen wachtwoorden, die aanvallers het eerst proberen. Kies een ander wachtwoord, bijvoorbeeld een paar woorden die niets met elkaar te maken hebben.
strength-label = Sterkte van het wachtwoord
strength-weak = Sterkte: zwak.
strength-fair = Sterkte: redelijk.
strength-good = Sterkte: goed.
strength-strong = Sterkte: sterk.
strength-short = Minstens { $length } tekens zijn nodig.
strength-personal = Het lijkt op je naam, je e-mailadres of de naam van deze site.
strength-common = Het lijkt op wachtwoorden die veel mensen gebruiken.
strength-pattern = Herhalingen en rijtjes toetsen zijn makkelijk te raden.
strength-longer = Nog een woord maakt het veel sterker.

## What an app asks for, and may have

consent-title = { $app_html } toestaan
consent-wants-identity = { $app_html } wil weten wie je bent
consent-wants-access = { $app_html } wil toegang namens jou
consent-first-party = Deze app wordt beheerd door { $brand }.
consent-introduced = Deze app heeft zichzelf voorgesteld vanaf <b><bdi>{ $host }</bdi></b> en niemand hier heeft hem gecontroleerd. Ga alleen verder als u dat adres kent.
consent-signed-in-as = Je bent ingelogd als
consent-switch = Ander account gebruiken
consent-approves = Je wordt gevraagd het volgende goed te keuren
consent-receives = De app krijgt
consent-new = nieuw
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Je gaat door naar <b>{ $destination }</b>
consent-ask-each-time = Altijd aan mij vragen
consent-ask-each-time-hint = Anders wordt je pas weer iets gevraagd als de app iets nieuws wil.
consent-allow = Toestaan
consent-cancel = Annuleren

# What is shared.
shared-openid = Bevestiging dat jij het bent
shared-profile = Je naam en profiel
shared-name = Je naam en gebruikersnaam
shared-email = Je e-mailadres
shared-address = Je postadres
shared-phone = Je telefoonnummer
shared-groups = De groepen waar je bij hoort
shared-until-sign-out = Toegang tot je uitlogt
shared-while-away = Toegang terwijl je weg bent, tot je die intrekt
shared-access-to = Toegang tot { $resource } namens jou
shared-access = Toegang namens jou, zonder je gegevens
shared-more = Nog enkele gegevens over jou
shared-none-yet = nog niet in je account
shared-as-above = zoals hierboven
shared-as-recorded = zoals vastgelegd bij het inloggen
shared-yes = ja
shared-no = nee

# Labels of values.
claim-name = Naam
claim-given-name = Voornaam
claim-middle-name = Tweede naam
claim-family-name = Achternaam
claim-nickname = Bijnaam
claim-preferred-username = Gebruikersnaam
claim-profile = Profielpagina
claim-picture = Foto
claim-website = Website
claim-gender = Gender
claim-birthdate = Geboortedatum
claim-zoneinfo = Tijdzone
claim-locale = Taal
claim-updated-at = Laatste wijziging van je profiel
claim-email = E-mailadres
claim-email-verified = E-mailadres bevestigd
claim-phone-number = Telefoonnummer
claim-phone-number-verified = Telefoonnummer bevestigd
claim-address = Postadres
claim-groups = Groepen
claim-auth-time = Wanneer je hebt ingelogd
claim-method = Hoe je hebt ingelogd

## Which account

select-account-heading = Kies een account
select-account-active = nu actief
select-account-other = Ander account gebruiken
select-account-remove = Verwijderen<span class="vh">: { $name }</span>
select-account-remove-hint = Als je een account hier verwijdert, wordt het in deze browser uitgelogd. Het account zelf blijft bestaan.

## A forgotten password

forgot-heading = Wachtwoord vergeten?
forgot-lead = We sturen een link naar het e-mailadres van je account. Daarmee kies je een nieuw wachtwoord.
forgot-not-sent = Er is geen link verstuurd.
forgot-username = Gebruikersnaam of e-mailadres
forgot-username-wrong = Voer je gebruikersnaam of e-mailadres in.
forgot-send = Link versturen
forgot-help = Hulp vragen
forgot-back = Terug naar inloggen
forgot-sent-heading = Bekijk je e-mail
forgot-sent = Als er een account met deze naam en een e-mailadres bestaat, is er een link onderweg. De link werkt één keer, binnen een uur.
forgot-sent-next = Niets ontvangen? Kijk in je spammap of vraag het aan de sitebeheerder.
too-often-heading = Te veel pogingen
too-often =
    { $minutes ->
        [one] Je kunt het over { $minutes } minuut opnieuw proberen.
       *[other] Je kunt het over { $minutes } minuten opnieuw proberen.
    }

## Choosing a password by a link

invite-choose = Kies een wachtwoord
invite-choose-new = Kies een nieuw wachtwoord
invite-hello = Hallo <bdi>{ $name }</bdi>
invite-lead = Je hebt een account bij { $brand }. Kies een wachtwoord om het af te ronden.
invite-reset-lead = Je oude wachtwoord werkt niet meer zodra je het nieuwe opslaat.
invite-regain-done = Je bent overal uitgelogd en je oude wachtwoord werkt nergens meer.
invite-regain-lead = Kies een wachtwoord dat je nergens anders gebruikt. Controleer daarna je passkeys en je authenticator-app en maak nieuwe herstelcodes: de oude werken niet meer.
invite-not-saved = Het wachtwoord is niet opgeslagen.
invite-username = Je gebruikersnaam
invite-password = Nieuw wachtwoord
invite-save = Wachtwoord opslaan
passkey-instead = In plaats daarvan een passkey maken
passkey-instead-failed = Er is geen passkey gemaakt. Probeer het opnieuw of kies een wachtwoord.

## The first account of a new server

setup-heading = Maak het eerste account
setup-lead = Dit wordt het beheerdersaccount van { $brand }. Deze link werkt één keer.
setup-not-created = Het account is niet gemaakt.
setup-name = Je naam
setup-username = Gebruikersnaam
setup-username-hint = Hiermee log je in.
setup-email = E-mailadres
setup-password = Wachtwoord
setup-create = Account maken
setup-issuer = Het adres van deze server, zoals apps het kennen (issuer): <code>{ $issuer }</code>
setup-taken = Deze gebruikersnaam of dit e-mailadres is al in gebruik. Kies iets anders.
setup-email-wrong = Voer een e-mailadres in, zoals ada@example.com.
setup-name-invisible = Deze naam kan niet worden gebruikt: het onzichtbare teken { $character } staat erin. Verwijder dat teken.
setup-name-scripts = Deze naam kan niet worden gebruikt: in `{ $word }` staan letters uit verschillende schriften, die op elkaar kunnen lijken. Schrijf elk woord in één schrift.
setup-username-length = Kies een andere gebruikersnaam: een gebruikersnaam heeft 1 tot 255 bytes.
setup-username-character = Kies een andere gebruikersnaam: spaties, stuurtekens en onzichtbare tekens zijn niet toegestaan.
setup-username-scripts = Kies een andere gebruikersnaam: letters uit verschillende schriften mogen niet door elkaar staan, zoals Latijnse en cyrillische letters die op elkaar lijken.

## Whether to sign out

logout-heading = Uitloggen?
logout-asked = <b>{ $app_html }</b> heeft gevraagd om je uit te loggen.
logout-here = Hiermee wordt <b>{ $user }</b> hier uitgelogd.
logout-here-and-apps =
    { $apps ->
        [one] Hiermee wordt <b>{ $user }</b> uitgelogd, hier en in { $apps } app:
       *[other] Hiermee wordt <b>{ $user }</b> uitgelogd, hier en in { $apps } apps:
    }
logout-elsewhere = Die sessie is in een andere browser, of de cookie ervan is uit deze browser verdwenen. De sessie eindigt daar en in elke app.
logout-not-ours = { $lack } Geef opnieuw antwoord.
logout-yes = Uitloggen
logout-no = Ingelogd blijven

# What follows "omdat" (no-way-back-will, no-way-back-was).
no-way-back-unreadable = het verzoek van de app niet kon worden gelezen
no-way-back-hint = de app niet heeft aangetoond om welke sessie het gaat
no-way-back-two-apps = het verzoek twee verschillende apps noemt
no-way-back-unknown-app = de app hier niet bekend is
no-way-back-no-app = in het verzoek niet staat om welke app het gaat
no-way-back-address = het opgegeven adres hier niet is geregistreerd
no-way-back-not-approved = nog niemand de app heeft goedgekeurd

## Signed out

signed-out-title = Uitgelogd
signed-out-heading = Je bent uitgelogd.
signed-out-nobody = Er is niemand ingelogd
signed-out-nothing = In deze browser viel niets uit te loggen.
signed-out-elsewhere = De sessie in de andere browser is beëindigd.
signed-out-here = Je bent uitgelogd in deze browser.
signed-out-here-apps = Je bent uitgelogd in deze browser. Je apps:
signed-out-back = Terug naar { $app_html }
signed-out-again = Opnieuw inloggen
signed-out-sign-in = Inloggen
signed-out-frame = Uitloggen bij { $app }

# What became of one app, below its name.
app-signed-out = Uitgelogd.
app-being-signed-out = Bezig met uitloggen…
app-still-trying = Geen antwoord, we blijven het proberen.
app-unreachable = Niet bereikbaar. Sluit voor de zekerheid de vensters van de app.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Gevraagd om je uit te loggen.
app-asked-across-sites = Gevraagd om je uit te loggen. Misschien heeft je browser dat tegengehouden: sluit voor de zekerheid de vensters van de app.
app-watching = Merkt het binnen enkele seconden waar de app open is.
app-untold = Blijft ingelogd tot de eigen sessie van de app eindigt.

## On the way back to an app

form-post-heading = Een ogenblik
form-post-lead = Je gaat terug naar de app. Gebeurt er niets, kies dan Doorgaan.
form-post-continue = Doorgaan

## The start page

welcome-title = Welkom
welcome-heading = Eén keer inloggen voor al je apps
welcome-lead = Met { $brand } log je in bij de apps die je hier gebruikt.
welcome-no-administrator = <b>Deze server heeft nog geen beheerder.</b> Open de installatielink die de server bij het starten heeft getoond om het eerste account te maken.
welcome-sign-in = Inloggen
welcome-demo = Demo-app openen
welcome-connect = Een app koppelen
welcome-issuer = Issuer
welcome-discovery = Discovery
welcome-development = <b>Ontwikkelmodus.</b> Deze server is alleen bereikbaar vanaf deze computer. Maak een configuratiebestand voordat anderen de server gebruiken.

## A sign-in that somebody says was not theirs

not-me-heading = Was jij dit niet?
not-me-lead = Er is ingelogd als { $person_html }.
not-me-when = { $time_html } · netwerkadres { $ip }
not-me-then = Was jij dit niet? Gebruik dan de knop. Dit gebeurt er:
not-me-signed-out = Je wordt overal uitgelogd en apps verliezen hun toegang.
not-me-password-stays = Je wachtwoord is ingesteld in het configuratiebestand van deze server en <b>verandert niet</b>. Vraag de sitebeheerder om het te wijzigen.
not-me-password-stops = Je wachtwoord werkt niet meer en je kiest een nieuw wachtwoord.
not-me-factors = Passkeys en een authenticator-app die in die browser zijn toegevoegd, worden verwijderd, net als alle herstelcodes.
not-me-submit = Dit was ik niet
not-me-otherwise = Was jij dit wel? Sluit dan deze pagina: er is niets gebeurd.
not-me-done-heading = Je bent overal uitgelogd
not-me-done = Niemand is nog ingelogd op je account. Je wachtwoord is ingesteld in het configuratiebestand van deze server en werkt dus nog.
not-me-done-next = Vraag de sitebeheerder om het nu te wijzigen. Log daarna in en controleer je passkeys en je authenticator-app.
not-me-sign-in = Inloggen

## A new email address

confirm-email-heading = Bevestig je e-mailadres
confirm-email-lead = Vanaf nu is <b><bdi>{ $email }</bdi></b> het e-mailadres van { $person_html }.
confirm-email-submit = Adres bevestigen
confirm-email-later = Niet nu

## Whether a browser lets apps watch the session

session-check-heading = Werkt sessiebewaking in deze browser?
session-check-lead = De pagina van een app merkt via een verborgen frame van deze site dat er is uitgelogd. Deze pagina test of dat frame in je browser werkt.
session-check-not-checked = Dit adres is niet gecontroleerd.
session-check-origin = Adres van de app
session-check-origin-wrong = Voer een volledig webadres in, zoals https://wiki.example.com.
session-check-check = Controleren
session-check-no-script = Voor deze test is JavaScript nodig. Dat geldt ook voor sessiebewaking.
session-check-asks = Verzoek om sessiestatus
session-check-answered = Beantwoord in { $ms } ms. Dit werkt ook als cookies worden geblokkeerd.
session-check-answered-status = Antwoord: { $status }.
session-check-no-answer = Geen antwoord.
session-check-told = Gebeurtenissenstroom
session-check-stream = De gebeurtenissenstroom is open.
session-check-stream-shared = De gebeurtenissenstroom is open. Alle tabbladen van een app delen er één.
session-check-stream-failed = De gebeurtenissenstroom kon niet worden geopend. Apps sturen in plaats daarvan elke 20 seconden een verzoek.
session-check-stream-unknown = Deze browser ondersteunt geen gebeurtenissenstromen. Apps sturen in plaats daarvan elke 20 seconden een verzoek.
session-check-app-at-once = { $app } kan de sessie in deze browser bewaken, of cookies van derden nu worden geblokkeerd of niet. Uitloggen wordt binnen een seconde opgemerkt.
session-check-app-soon = { $app } kan de sessie in deze browser bewaken, of cookies van derden nu worden geblokkeerd of niet. Uitloggen wordt binnen een halve minuut opgemerkt.
session-check-apps-at-once = Apps kunnen de sessie in deze browser bewaken, of cookies van derden nu worden geblokkeerd of niet. Uitloggen wordt binnen een seconde opgemerkt.
session-check-apps-soon = Apps kunnen de sessie in deze browser bewaken, of cookies van derden nu worden geblokkeerd of niet. Uitloggen wordt binnen een halve minuut opgemerkt.
session-check-unreachable = Frames in deze browser kunnen de server niet bereiken: een extensie of proxy blokkeert ze. Apps merken uitloggen in deze browser nog wel op waar het frame de eigen cookie kan lezen.
session-check-silent-works = De app staat op dezelfde site als deze server, dus de cookies ervan zijn geen cookies van derden. Stil inloggen in een frame (prompt=none) werkt ook.
session-check-app-not-silent = De app staat op een andere site dan deze server: stil inloggen in een frame (prompt=none) geeft altijd login_required. Een app die dat na elke sessiewijziging probeert, logt de gebruiker uit. Een redirect van de hele pagina met prompt=none werkt wel, net als refresh tokens.
session-check-apps-not-silent = Voor een app op een andere site: stil inloggen in een frame (prompt=none) geeft altijd login_required. Een app die dat na elke sessiewijziging probeert, logt de gebruiker uit. Een redirect van de hele pagina met prompt=none werkt wel, net als refresh tokens.

## Without passwords

login-no-passwords-heading = Hier zijn geen wachtwoorden
login-no-passwords = Hier logt niemand in met een wachtwoord: gebruik een passkey.
login-passkey-again = Die passkey is niet geaccepteerd. Probeer het opnieuw of gebruik een andere.
login-passkey-none = Er is geen passkey gebruikt. Probeer het opnieuw.
login-confirm-passkey-lead = Gebruik je passkey opnieuw om door te gaan.
login-forgot-passkey = Nog geen passkey?
forgot-passkey-lead = We sturen een link naar het e-mailadres van je account. Daarmee maak je je eerste passkey. Heb je er een en ben je die kwijt, vraag het dan aan de sitebeheerder.
# Heading, and button.
invite-passkey = Passkey maken
# $brand: the name of this site.
invite-passkey-lead = Je hebt een account bij { $brand }. Maak een passkey: daarmee log je vanaf dan in.
invite-has-factor-heading = Deze link verandert niets
invite-has-factor = Je account heeft een passkey of een authenticator-app, en geen link vervangt die.
invite-has-factor-next = Log in met je passkey. Ben je die kwijt, vraag de sitebeheerder dan om die te verwijderen, en daarna om een nieuwe link.
# A form was sent without a passkey.
passkey-needed = Maak een passkey: hier heeft niemand een wachtwoord.
not-me-done-passkey = Niemand is nog ingelogd op je account.
