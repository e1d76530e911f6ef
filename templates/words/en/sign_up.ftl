# Accounts that people make for themselves.

# The link on the sign-in page, and the heading of the pages behind it.
sign-up-link = Create an account

## The page that asks for an address

sign-up-lead = Enter your email address. We send a link to it, with which you go on.
sign-up-approval = An administrator approves new accounts before they work.
# $domains: such as "example.com and example.org".
sign-up-domains = An address of { $domains }.
sign-up-email = Email address
sign-up-send = Send the link
sign-up-have-one = I have an account
sign-up-help = Get help
# Above the list of what is wrong.
sign-up-not-sent = No link was sent.
sign-up-email-wrong = Enter an email address, such as ada@example.com.
sign-up-email-domain = Use an email address of { $domains }.
sign-up-sent = Look into your mailbox
sign-up-sent-text = If the address can be used, we sent a link to it. It works once, within one hour.
sign-up-sent-next = Nothing came? Look into the spam folder, or ask the person who runs this site.
sign-up-back = Back to sign-in
sign-up-sign-in = Sign in
sign-up-closed = No new accounts
sign-up-closed-text = At the moment nobody can create an account here. Ask the person who runs this site.

## The page behind the link

sign-up-account-lead = Your account at { $site } exists as soon as you finish this page.
sign-up-name = Your name
sign-up-name-unfit = This name cannot be used: it has control or invisible characters.
sign-up-username = Username
sign-up-username-hint = You sign in with it.
sign-up-username-length = Choose a username with 1 to 255 bytes.
sign-up-username-character = Choose a username without spaces, control or invisible characters.
sign-up-username-scripts = Choose a username that does not mix letters of several scripts, such as Latin and Cyrillic letters that look the same.
sign-up-username-at = Choose a username without an @: it is not an email address.
sign-up-username-taken = This username is taken, or looks like one that is. Choose another one.
sign-up-email-optional = Email address (optional)
sign-up-email-taken = This address belongs to another account, or looks like one that does. Use another one, or sign in.
sign-up-password = Password
sign-up-create = Create account
# Above the list of what is wrong.
sign-up-not-made = The account was not created.
sign-up-has-account = You have an account
sign-up-has-account-text = This address got an account after the link was sent. Sign in with it.
sign-up-made = Your account waits for approval
sign-up-made-text = An administrator looks at new accounts. You can sign in once yours is approved.
sign-up-made-mail = A mail tells you when that is.
sign-up-made-later = Try to sign in later.
# On the sign-in page, for whoever entered the right password.
sign-up-waits = An administrator has not approved this account yet.

# The page where a link does not work any more.
sign-up-link-gone = This link no longer works
sign-up-link-gone-text = If you have created your account already, sign in. Otherwise ask for a new link.

## Mails

# $site: the name of the site.
mail-sign-up-subject = Your account at { $site }
mail-sign-up-asked = Somebody wants to create an account at { $site } with this email address.
mail-sign-up-action = Create the account
mail-sign-up-once = The link works once, within one hour.
mail-sign-up-not-you = If it was not you, you have nothing to do: there is no account.
mail-sign-up-has-subject = You have an account at { $site }
mail-sign-up-has = Somebody wanted to create an account at { $site } with this email address. It already belongs to an account, so nothing was done.
mail-sign-up-sign-in = Sign in
mail-sign-up-has-not-you = If it was not you, you have nothing to do.
mail-sign-up-unfit = Somebody wants to create an account at { $site } with this email address. It cannot be used there: it can be mistaken for a name that is taken.
mail-sign-up-approved-subject = Your account at { $site } is approved
mail-sign-up-approved = An administrator approved your account “{ $username }” at { $site }. You can sign in now.

## Pages of administrators

admin-waiting = Waiting for approval
admin-waiting-since = Waiting for approval since
# Beside an email address that the person named and nobody has confirmed.
admin-waiting-email = named, not confirmed
admin-waiting-tag = waiting for approval
# $n: how many people wait for approval.
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } account waits for approval
       *[other] { NUMBER($n) } accounts wait for approval
    }
admin-approve = Approve the account
admin-approved = The account is approved. The person can sign in now.
admin-sign-up-link = Sign-up link
admin-sign-up-link-make = Make a sign-up link
admin-sign-up-uses = For how many people
admin-sign-up-days = For how many days
admin-sign-up-people = People
admin-sign-up-done = Done
admin-sign-up-scan = Or let people scan this code with their phone:
# $time_html: when the link stops working.
admin-sign-up-text =
    { $n ->
        [one] Whoever has this link creates an account, once, until { $time_html }. It is shown only now.
       *[other] Whoever has this link creates an account, { NUMBER($n) } times in all, until { $time_html }. It is shown only now.
    }

# Why something was not done.
admin-refused-sign-up-off = Nobody may sign up: write signup = "invite" or "open" in [login] first.
admin-refused-not-waiting = { $username } does not wait for approval.

## What happened

audit-signed-up-mail = Signed up by a link that was mailed
audit-signed-up-link = Signed up by a link of an administrator
audit-user-approve = Approved the account
audit-sign-up-link = Made a link to sign up
