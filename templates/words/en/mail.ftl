# Mails to people. $site: the name of the site, such as "Home". A subject is best within sixty characters.

# How every mail begins. $name: what the person is called.
mail-hello = Hello,
mail-hello-name = Hello { $name },
# Above a link in the plain text. $label: what the link does, such as "Choose a new password".
mail-action = { $label }:
# Below a button, for programs that show none. $href: the address.
mail-open-address = Or open this address: <a href="{ $href }">{ $href }</a>
# Below word of a change.
mail-not-you = If this was not you, choose a new password now, sign out everywhere else on your account page, and tell the person who runs this site.
# A button that leads to the account page.
mail-open-account = Open your account

# A link to choose a new password, which somebody asked for.
mail-reset-subject = Choose a new password for { $site }
mail-reset = Somebody asked for a link to choose a new password for your account at { $site }.
mail-reset-button = Choose a new password
mail-link-one-hour = The link works once, within one hour.
mail-reset-nothing-to-do = If you did not ask for it, you have nothing to do: your password stays as it is.

# A link to choose the first password of a new account.
mail-invitation-subject = Your account at { $site }
mail-invitation = You have an account at { $site }. Choose a password to finish.
mail-invitation-button = Choose a password
mail-link-seven-days = The link works once, within seven days.
# The same where there is a password already.
mail-operator-reset-subject = Choose a new password for { $site }
mail-operator-reset = The person who runs { $site } sends you this link to choose a new password.
mail-operator-reset-button = Choose a new password

# The password changed.
mail-password-changed-subject = Your password for { $site } was changed
mail-password-changed = The password of your account at { $site } was changed. You were signed out everywhere else.

# A passkey or the second step changed. $what: what happened, one of the sentences below.
mail-factors = This happened in your account at { $site }: { $what }
mail-totp-added-subject = An authenticator app was added: { $site }
mail-totp-added = An authenticator app was added.
mail-totp-removed-subject = Your authenticator app was removed: { $site }
mail-totp-removed = The authenticator app was removed.
# $name: the passkey's.
mail-passkey-added-subject = A passkey was added: { $site }
mail-passkey-added = The passkey “{ $name }” was added.
mail-passkey-removed-subject = A passkey was removed: { $site }
mail-passkey-removed = The passkey “{ $name }” was removed.
mail-codes-replaced-subject = You have new recovery codes: { $site }
mail-codes-replaced = New recovery codes were made. The old ones stopped working.
mail-password-removed-subject = Your password was removed: { $site }
mail-password-removed = Your password was removed. You sign in with a passkey now.
mail-disowned-subject = What was added was removed: { $site }
mail-disowned = You said that a sign-in was not yours. Passkeys and an authenticator app that were added in that browser were removed, and so were all recovery codes.
mail-factors-reset-subject = Your passkeys and second step were removed: { $site }
mail-factors-reset = The person who runs the site removed your passkeys, authenticator app and recovery codes. You were signed out everywhere.

# A sign-in in a browser that was not known. $device: such as "Firefox on Linux".
mail-new-sign-in-subject = New sign-in from { $device }: { $site }
mail-new-sign-in = Somebody signed in to your account at { $site } in a browser that you did not use here before.
mail-new-sign-in-device = Device: { $device }
# $day: such as 2026-03-31. $hour: such as 14:05.
mail-new-sign-in-time = Time: { $day } { $hour } UTC
mail-new-sign-in-network = Network address: { $address }
mail-new-sign-in-yours = If it was you, you have nothing to do.
mail-new-sign-in-button = This was not me
mail-new-sign-in-link = The link leads to a page with one button. It signs you out everywhere, and lets you choose a new password.
mail-new-sign-in-until = It works once, within seven days, until your password is changed.

# A link to confirm an address. $username: the account that wants to use it.
mail-confirm-subject = Confirm your email address for { $site }
mail-confirm = The account “{ $username }” at { $site } wants to use this email address.
mail-confirm-button = Confirm the address
mail-confirm-link = The link works once, within one hour, for whoever is signed in to this account.
mail-confirm-nothing-to-do = If this is not your account, you have nothing to do: nothing changes.

# Somebody wanted to use an address that is another account's.
mail-in-use-subject = Your email address at { $site }
mail-in-use = Somebody with an account at { $site } wanted to use this email address for it.
mail-in-use-kept = It already belongs to an account, so nothing was changed, and nobody else can use it.
mail-in-use-yours = If this was you, sign in to the account that has this address.

# The address of an account changed; this goes to the one of before.
mail-email-changed-subject = Your email address for { $site } was changed
mail-email-changed = The account “{ $username }” at { $site } has another email address now. Mail no longer comes here.
mail-email-changed-not-you = If this was not you, tell the person who runs this site at once.

# An app asks somebody by their name. $app: the app.
mail-request-subject = { $app } asks you to sign in: { $site }
mail-request = { $app } asks to sign you in with your account at { $site }. The page shows what it asks for, and from where.
mail-request-yours = If you did not start this yourself, refuse it there, or do nothing: without an answer the request expires in a few minutes.
mail-request-button = Look at the request

# A mail that shows that mail works. $issuer: the address of the site.
mail-test-subject = { $site } can send mail
mail-test = This is a test from { $issuer }. Mail works.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Create a passkey for { $site }
# $site: the name of this site.
mail-passkey = Somebody asked for a link to create a passkey for your account at { $site }.
# Button.
mail-passkey-button = Create a passkey
mail-passkey-nothing-to-do = If you did not ask for it, you have nothing to do.
# $site: the name of this site.
mail-invitation-passkey = You have an account at { $site }. Create a passkey to finish.
mail-new-sign-in-link-passkey = The link leads to a page with one button. It signs you out everywhere. It works once, within seven days.
