# The error page.

error-ask = Neem contact op met de sitebeheerder en geef dit nummer door:
error-ask-if-needed = Heb je hulp nodig? Neem contact op met de sitebeheerder en geef dit nummer door:

error-details = Gegevens om door te geven
error-address-sent = Door de app verstuurd adres
error-sent = Door de app verstuurd
error-registered = Geregistreerd
error-registered-none = geen
error-remedy = Plak deze regel in het blok van de app om toe te staan wat is verstuurd
error-code = Fout
error-client = Client
error-client-id-sent = Verstuurde client_id
error-status = Status
error-request = Verzoek
error-time = Tijd

## Buttons

error-to-app = Naar { $app }
error-to-account = Naar je account
error-load-again = Pagina opnieuw laden
error-sign-in = Inloggen
error-choose-password = Nieuw wachtwoord kiezen
error-to-start = Naar de startpagina

## What to do

error-next-app = Ga terug naar de app en probeer het opnieuw.
error-next-operator = Opnieuw proberen helpt niet: eerst moet de app of deze site goed worden ingesteld.

## Faults of an app

error-unknown-app-heading = Deze app is hier niet bekend
error-wrong-request-heading = Het verzoek van deze app is onjuist
error-client-id-missing = client_id ontbreekt.
error-client-id-unknown = client_id is niet geregistreerd.
error-redirect-uri-missing = redirect_uri ontbreekt.
error-redirect-uri-unknown = redirect_uri is niet geregistreerd.
error-redirect-uri-not-ascii = redirect_uri is niet geregistreerd; de host van een URI wordt in ASCII geschreven, hier { $host }.
error-too-long-to-wait = Het verzoek van de app is te lang om te bewaren tot je bent ingelogd. Met een kortere parameter state of claims lukt het wel.

error-nothing-shared-heading = Er is niets gedeeld
error-nothing-shared-next = Je kunt deze pagina sluiten of zelf teruggaan naar de app.
error-not-answered-heading = Deze app kan geen antwoord krijgen
error-not-answered-next = Je kunt deze pagina sluiten. De sitebeheerder kan de app goedkeuren.
error-not-vouched-for = De app heeft zichzelf geregistreerd en niemand heeft de app nog iets toegestaan. Daarom word je niet doorgestuurd.
error-not-vouched-for-cancelled = Het inloggen is geannuleerd. De app heeft zichzelf geregistreerd en niemand heeft de app nog iets toegestaan. Daarom word je niet doorgestuurd.
error-not-vouched-for-denied = Dit is niet toegestaan door de gebruiker. De app heeft zichzelf geregistreerd en niemand heeft de app nog iets toegestaan. Daarom word je niet doorgestuurd.

## A sign-in that cannot go on

error-complete-heading = Het inloggen is al voltooid
error-complete-next = Ga door naar de app of naar je account.
error-not-open-heading = Deze inlogpoging is niet meer geldig
error-not-open-next = Begin opnieuw vanuit de app of ga naar je account.
error-cookie-next = Sta cookies voor deze site toe in je browser en begin dan opnieuw vanuit de app.
error-no-sign-in = Dit adres wordt alleen gebruikt terwijl je via een app inlogt.
error-another-browser = De inlogpoging is begonnen in een andere browser, of voordat deze browser werd gesloten.
error-no-cookie = Je browser heeft de cookie van deze site niet meegestuurd. Die is nodig om in te loggen.
error-too-old = De inlogpoging stond langer dan een uur open.
error-not-pushed = De inlogpoging is niet op tijd geopend.
error-request-expired = De app heeft dit te lang geleden gevraagd. Begin opnieuw op het apparaat.
error-answered = Deze inlogpoging is al voltooid en dat kan maar één keer.

## Forms and links

error-outdated-heading = Deze pagina was verouderd
error-nothing-done-heading = Er is niets gedaan
error-again-next = Laad de pagina opnieuw en herhaal wat je deed.
error-another-site-next = Wilde je dit echt doen? Doe het dan op de pagina van deze site.
error-link-heading = Deze link werkt niet meer
error-link = Deze link is al gebruikt of verlopen.
error-link-next = Heb je al een wachtwoord gekozen, log daar dan mee in. Vraag anders een nieuwe link aan degene die de link heeft gestuurd.
error-sign-in-link = De link in een e-mail over inloggen werkt één keer, binnen zeven dagen, tot het wachtwoord wordt gewijzigd.
error-sign-in-link-next = Heb je het wachtwoord niet zelf gewijzigd? Kies dan nu een nieuw wachtwoord. Controleer daarna waar je bent ingelogd.

## Requests that cannot be read

error-unreadable-heading = Dit verzoek kon niet worden gelezen
error-body-type = De body moet { $kind } zijn.
error-body-compressed = De body mag niet gecomprimeerd zijn.
error-body-too-large = De body is groter dan { $bytes } bytes.
error-body-too-slow = De body is niet op tijd aangekomen.
error-body-broken = De body is onvolledig.
error-parameter-twice = De parameter { $name } is meer dan één keer verstuurd.
error-parameter-encoding = De parameter { $name } is geen geldige UTF-8-tekst.
error-parameters-too-many = Het verzoek heeft meer dan { $most } parameters.
error-parameter-values = De parameter { $name } heeft meer dan { $most } waarden.
error-parameter-bytes = De parameter { $name } is langer dan { $most } bytes.
error-parameter-times = De parameter { $name } is meer dan { $most } keer verstuurd.
error-query-and-body = Er zijn parameters verstuurd in zowel de query als de body.
error-address-heading = Dit adres is te lang
error-address = Het adres is langer dan 32 KiB.
error-headers-heading = Je browser heeft te veel verstuurd
error-headers = De headers zijn groter dan 64 KiB.
error-headers-next = Verwijder de cookies van deze site en van de bovenliggende sites en probeer het opnieuw.
error-refused-heading = Dit verzoek kon niet worden beantwoord
error-refused = Het verzoek kan niet worden beantwoord: { $status }.
error-method-heading = Dit adres werkt anders
error-method = Dit adres beantwoordt geen { $method }-verzoeken.

## Faults of this site

error-busy-heading = Op dit moment te druk
error-busy-next = Er is niets verloren gegaan. Wacht een paar seconden en probeer het opnieuw.
error-busy = Er wachten te veel mensen op inloggen.
error-client-not-now = Wat de app over zichzelf zegt, kan nu niet worden gelezen.
error-crowded = De server heeft het maximale aantal open verbindingen bereikt.
error-session = De server kan de opslag nu niet bereiken.
error-failed-heading = Er is hier iets misgegaan
error-failed = De server kon geen antwoord geven.
error-storage = De server kon de opslag niet lezen.

## Pages that are not there, or not for everybody

error-nothing-here-heading = Hier is niets te vinden
error-nothing-here = Deze pagina bestaat niet.
error-nothing-here-next = Controleer het adres of ga naar de startpagina.
error-administrators-heading = Deze pagina is voor beheerders
error-administrators = Deze pagina is alleen voor beheerders van deze site.
error-administrators-next = Log in als beheerder of ga naar je account.
error-development-heading = De ontwikkelmodus werkt alleen op deze computer
error-development = Je gebruikte de naam { $host }.
error-development-next = Wil je ook andere computers bedienen? Stel dan issuer = "https://…" in onder [server] in config.toml en start daarmee.
