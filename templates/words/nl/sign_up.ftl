# Accounts that people make for themselves.

sign-up-link = Account maken

## The page that asks for an address

sign-up-lead = Voer je e-mailadres in. We sturen je een link waarmee je verdergaat.
sign-up-approval = Nieuwe accounts werken pas nadat een beheerder ze heeft goedgekeurd.
sign-up-domains = Een adres van { $domains }.
sign-up-email = E-mailadres
sign-up-send = Link versturen
sign-up-have-one = Ik heb een account
sign-up-help = Hulp vragen
sign-up-not-sent = Er is geen link verstuurd.
sign-up-email-wrong = Voer een e-mailadres in, zoals ada@example.com.
sign-up-email-domain = Gebruik een e-mailadres van { $domains }.
sign-up-sent = Bekijk je e-mail
sign-up-sent-text = Als het adres kan worden gebruikt, hebben we er een link naartoe gestuurd. De link werkt één keer, binnen een uur.
sign-up-sent-next = Niets ontvangen? Kijk in je spammap of vraag het aan de sitebeheerder.
sign-up-back = Terug naar inloggen
sign-up-sign-in = Inloggen
sign-up-closed = Geen nieuwe accounts
sign-up-closed-text = Op dit moment kan niemand hier een account maken. Vraag het aan de sitebeheerder.

## The page behind the link

sign-up-account-lead = Je account bij { $site } bestaat zodra je deze pagina hebt ingevuld.
sign-up-name = Je naam
sign-up-name-unfit = Deze naam kan niet worden gebruikt: er staan stuurtekens of onzichtbare tekens in.
sign-up-username = Gebruikersnaam
sign-up-username-hint = Hiermee log je in.
sign-up-username-length = Kies een gebruikersnaam van 1 tot 255 bytes.
sign-up-username-character = Kies een gebruikersnaam zonder spaties, stuurtekens of onzichtbare tekens.
sign-up-username-scripts = Kies een gebruikersnaam zonder letters uit verschillende schriften, zoals Latijnse en cyrillische letters die op elkaar lijken.
sign-up-username-at = Kies een gebruikersnaam zonder @: het is geen e-mailadres.
sign-up-username-taken = Deze gebruikersnaam is al in gebruik of lijkt op een bestaande. Kies een andere.
sign-up-email-optional = E-mailadres (optioneel)
sign-up-email-taken = Dit adres hoort bij een ander account of lijkt op zo’n adres. Gebruik een ander adres of log in.
sign-up-password = Wachtwoord
sign-up-create = Account maken
sign-up-not-made = Het account is niet gemaakt.
sign-up-has-account = Je hebt al een account
sign-up-has-account-text = Dit adres heeft een account gekregen nadat de link was verstuurd. Log daarmee in.
sign-up-made = Je account wacht op goedkeuring
sign-up-made-text = Een beheerder bekijkt nieuwe accounts. Je kunt inloggen zodra je account is goedgekeurd.
sign-up-made-mail = Je krijgt dan een e-mail.
sign-up-made-later = Probeer later in te loggen.
sign-up-waits = Een beheerder heeft dit account nog niet goedgekeurd.

sign-up-link-gone = Deze link werkt niet meer
sign-up-link-gone-text = Heb je je account al gemaakt, log dan in. Vraag anders een nieuwe link aan.

## Mails

mail-sign-up-subject = Je account bij { $site }
mail-sign-up-asked = Iemand wil met dit e-mailadres een account maken bij { $site }.
mail-sign-up-action = Account maken
mail-sign-up-once = De link werkt één keer, binnen een uur.
mail-sign-up-not-you = Was jij dit niet? Dan hoef je niets te doen: er is geen account.
mail-sign-up-has-subject = Je hebt al een account bij { $site }
mail-sign-up-has = Iemand wilde met dit e-mailadres een account maken bij { $site }. Het hoort al bij een account, dus er is niets gedaan.
mail-sign-up-sign-in = Inloggen
mail-sign-up-has-not-you = Was jij dit niet? Dan hoef je niets te doen.
mail-sign-up-unfit = Iemand wil met dit e-mailadres een account maken bij { $site }. Het kan daar niet worden gebruikt: het lijkt te veel op een naam die al in gebruik is.
mail-sign-up-approved-subject = Je account bij { $site } is goedgekeurd
mail-sign-up-approved = Een beheerder heeft je account “{ $username }” bij { $site } goedgekeurd. Je kunt nu inloggen.

## Pages of administrators

admin-waiting = Wacht op goedkeuring
admin-waiting-since = Wacht op goedkeuring sinds
admin-waiting-email = opgegeven, niet bevestigd
admin-waiting-tag = wacht op goedkeuring
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } account wacht op goedkeuring
       *[other] { NUMBER($n) } accounts wachten op goedkeuring
    }
admin-approve = Account goedkeuren
admin-approved = Het account is goedgekeurd. De persoon kan nu inloggen.
admin-sign-up-link = Registratielink
admin-sign-up-link-make = Registratielink maken
admin-sign-up-uses = Voor hoeveel personen
admin-sign-up-days = Voor hoeveel dagen
admin-sign-up-people = Personen
admin-sign-up-done = Klaar
admin-sign-up-scan = Of laat mensen deze code met hun telefoon scannen:
admin-sign-up-text =
    { $n ->
        [one] Met deze link kan één keer een account worden gemaakt. De link verloopt { $time_html } en wordt alleen nu getoond.
       *[other] Met deze link kan in totaal { NUMBER($n) } keer een account worden gemaakt. De link verloopt { $time_html } en wordt alleen nu getoond.
    }

admin-refused-sign-up-off = Niemand kan zich registreren: zet eerst signup = "invite" of "open" in [login].
admin-refused-not-waiting = { $username } wacht niet op goedkeuring.

## What happened

audit-signed-up-mail = Geregistreerd via een link per e-mail
audit-signed-up-link = Geregistreerd via een link van een beheerder
audit-user-approve = Account goedgekeurd
audit-sign-up-link = Registratielink gemaakt
