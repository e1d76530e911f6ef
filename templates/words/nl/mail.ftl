# Mails to people.

mail-hello = Hallo,
mail-hello-name = Hallo { $name },
mail-action = { $label }:
mail-open-address = Of open dit adres: <a href="{ $href }">{ $href }</a>
mail-not-you = Was jij dit niet? Kies dan nu een nieuw wachtwoord, log overal elders uit op je accountpagina en laat het de sitebeheerder weten.
mail-open-account = Je account openen

# A link to choose a new password.
mail-reset-subject = Kies een nieuw wachtwoord voor { $site }
mail-reset = Er is een link aangevraagd om een nieuw wachtwoord te kiezen voor je account bij { $site }.
mail-reset-button = Nieuw wachtwoord kiezen
mail-link-one-hour = De link werkt één keer, binnen een uur.
mail-reset-nothing-to-do = Heb je dit niet aangevraagd? Dan hoef je niets te doen: je wachtwoord verandert niet.

# A link to choose the first password.
mail-invitation-subject = Je account bij { $site }
mail-invitation = Je hebt een account bij { $site }. Kies een wachtwoord om het af te ronden.
mail-invitation-button = Wachtwoord kiezen
mail-link-seven-days = De link werkt één keer, binnen zeven dagen.
mail-operator-reset-subject = Kies een nieuw wachtwoord voor { $site }
mail-operator-reset = Van de beheerder van { $site } krijg je deze link om een nieuw wachtwoord te kiezen.
mail-operator-reset-button = Nieuw wachtwoord kiezen

# The password changed.
mail-password-changed-subject = Je wachtwoord voor { $site } is gewijzigd
mail-password-changed = Het wachtwoord van je account bij { $site } is gewijzigd. Je bent overal elders uitgelogd.

# A passkey or the second step changed.
mail-factors = Dit is er gebeurd in je account bij { $site }: { $what }
mail-totp-added-subject = Authenticator-app toegevoegd: { $site }
mail-totp-added = Er is een authenticator-app toegevoegd.
mail-totp-removed-subject = Je authenticator-app is verwijderd: { $site }
mail-totp-removed = De authenticator-app is verwijderd.
mail-passkey-added-subject = Passkey toegevoegd: { $site }
mail-passkey-added = De passkey “{ $name }” is toegevoegd.
mail-passkey-removed-subject = Passkey verwijderd: { $site }
mail-passkey-removed = De passkey “{ $name }” is verwijderd.
mail-codes-replaced-subject = Je hebt nieuwe herstelcodes: { $site }
mail-codes-replaced = Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.
mail-password-removed-subject = Je wachtwoord is verwijderd: { $site }
mail-password-removed = Je wachtwoord is verwijderd. Je logt nu in met een passkey.
mail-disowned-subject = Toegevoegde inlogmethoden zijn verwijderd: { $site }
mail-disowned = Je hebt aangegeven dat iemand anders heeft ingelogd. Passkeys en een authenticator-app die in die browser zijn toegevoegd, zijn verwijderd, net als alle herstelcodes.
mail-factors-reset-subject = Je passkeys en tweede stap zijn verwijderd: { $site }
mail-factors-reset = De sitebeheerder heeft je passkeys, authenticator-app en herstelcodes verwijderd. Je bent overal uitgelogd.

# A sign-in in a browser that was not known.
mail-new-sign-in-subject = Er is ingelogd via { $device }: { $site }
mail-new-sign-in = Er is ingelogd op je account bij { $site } in een browser die je hier nog niet eerder hebt gebruikt.
mail-new-sign-in-device = Apparaat: { $device }
mail-new-sign-in-time = Tijd: { $day } { $hour } UTC
mail-new-sign-in-network = Netwerkadres: { $address }
mail-new-sign-in-yours = Was jij dit? Dan hoef je niets te doen.
mail-new-sign-in-button = Dit was ik niet
mail-new-sign-in-link = De link gaat naar een pagina met één knop. Daarmee word je overal uitgelogd en kun je een nieuw wachtwoord kiezen.
mail-new-sign-in-until = De link werkt één keer, binnen zeven dagen, tot je wachtwoord wordt gewijzigd.

# A link to confirm an address.
mail-confirm-subject = Bevestig je e-mailadres voor { $site }
mail-confirm = Voor het account “{ $username }” bij { $site } is dit e-mailadres opgegeven.
mail-confirm-button = Adres bevestigen
mail-confirm-link = De link werkt één keer, binnen een uur, voor wie op dit account is ingelogd.
mail-confirm-nothing-to-do = Is dit niet jouw account? Dan hoef je niets te doen: er verandert niets.

# Somebody wanted to use an address that is another account's.
mail-in-use-subject = Je e-mailadres bij { $site }
mail-in-use = Iemand met een account bij { $site } wilde dit e-mailadres daarvoor gebruiken.
mail-in-use-kept = Het hoort al bij een account. Er is dus niets gewijzigd en niemand anders kan het gebruiken.
mail-in-use-yours = Was jij dit? Log dan in op het account met dit adres.

# The address of an account changed.
mail-email-changed-subject = Je e-mailadres voor { $site } is gewijzigd
mail-email-changed = Het account “{ $username }” bij { $site } heeft nu een ander e-mailadres. Hier komt geen e-mail meer aan.
mail-email-changed-not-you = Was jij dit niet? Laat het dan meteen de sitebeheerder weten.

mail-request-subject = { $app } vraagt je om in te loggen: { $site }
mail-request = { $app } vraagt om je in te loggen met je account bij { $site }. De pagina toont wat er wordt gevraagd en waarvandaan.
mail-request-yours = Ben je dit niet zelf begonnen, weiger het daar dan of doe niets: zonder antwoord verloopt het verzoek binnen een paar minuten.
mail-request-button = Verzoek bekijken

# A test.
mail-test-subject = { $site } kan e-mail versturen
mail-test = Dit is een test van { $issuer }. E-mail versturen werkt.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Maak een passkey voor { $site }
# $site: the name of this site.
mail-passkey = Er is een link aangevraagd om een passkey te maken voor je account bij { $site }.
# Button.
mail-passkey-button = Passkey maken
mail-passkey-nothing-to-do = Heb je dit niet aangevraagd? Dan hoef je niets te doen.
# $site: the name of this site.
mail-invitation-passkey = Je hebt een account bij { $site }. Maak een passkey om het af te ronden.
mail-new-sign-in-link-passkey = De link leidt naar een pagina met één knop. Die logt je overal uit. De link werkt één keer, binnen zeven dagen.
