# Signing in and out, and what leads there.

## The sign-in page

# Heading and title where somebody signs in, and where somebody who is signed in proves it anew.
login-heading = Sign in
login-confirm-heading = Confirm it’s you
login-confirm-lead = Enter your password again to go on.
# Goes on from the heading "Sign in". $brand: the name of this site.
login-lead = to your { $brand } account
# Empty as shipped: a notice above the form, which operators write.
login-notice = { "" }
login-signed-in-as = Signed in as
login-username = Username or email
login-password = Password
login-remember-me = Keep me signed in on this device
# Buttons.
login-submit = Sign in
login-confirm = Confirm
login-cancel = Cancel
login-passkey = Use a passkey
login-passkey-failed = No passkey was used. Try again, or use your password.
login-forgot = Forgot your password?

# What went wrong, above the form. The links lead to the fields.
login-mismatch = That username and password do not match. Check <a href="#username">username</a> and <a href="#password">password</a> and try again.
login-wrong-password = That password is not right. Check the <a href="#password">password</a> and try again.
login-no-username = Enter your <a href="#username">username or email</a>.
login-no-password = Enter your <a href="#password">password</a>.
login-nothing-entered = Enter your <a href="#username">username or email</a> and <a href="#password">password</a>.
login-passkey-refused = That passkey was not accepted. Try again, or sign in with your password.
login-outdated = This page had been open for a while. Please try again.
# $lack: one or two sentences, of the messages "lack-…".
login-not-ours = { $lack } Please sign in again.
# The time to wait follows in a sentence of its own.
login-too-many-tries = Too many tries.
# $minutes (number): how long to wait.
login-throttled =
    { $minutes ->
        [one] Too many tries. You can try again in { $minutes } minute.
       *[other] Too many tries. You can try again in { $minutes } minutes.
    }
# The same beside each field.
login-check-username = Check the username.
login-check-password = Check the password.
login-enter-username = Enter your username or email.
login-enter-password = Enter your password.

## Why a form is not taken for one of an open page of this site

lack-another-site = This form was sent by another website, so nothing was done.
lack-cookie = Your browser did not send this site’s cookie, so nothing was done. Cookies must be allowed for this site.
lack-outdated = This page had been open for a while, so nothing was done.
lack-token = This form did not come from an open page of this site, so nothing was done.

## A new password

# $length (number): how many characters.
new-password-too-short = Choose a password with at least { $length } characters. A few words in a row make a good one.
# $bytes (number): how many.
new-password-too-long = This password is longer than { $bytes } bytes. Choose a shorter one.
new-password-pattern = This password is too easy to guess: it only repeats a few characters or follows their order. Choose a few unrelated words.
new-password-personal = This password is too easy to guess. Choose one that has nothing to do with your name, your email address or this site.
# By words that whoever runs the site has listed.
new-password-blocked = This password is too easy to guess: it consists of words that are not allowed in passwords here. Choose other words.
new-password-breached = This password is on lists of stolen passwords, which attackers try first. Choose a different one, such as a few unrelated words.
# How strong a new password is, while it is typed. First the name of the meter, for screen readers.
strength-label = Password strength
# One of these four is shown, from the weakest to the strongest, and after it one of the others, if any.
strength-weak = Strength: weak.
strength-fair = Strength: fair.
strength-good = Strength: good.
strength-strong = Strength: strong.
# $length (number): how many characters.
strength-short = At least { $length } characters are needed.
strength-personal = It is close to your name, your email address or the name of this site.
strength-common = It is close to passwords that many people use.
strength-pattern = Repetitions and rows of keys are easy to guess.
strength-longer = Another word makes it much stronger.

## What an app asks for, and may have

# $app_html: the name of an app, here and below.
consent-title = Allow { $app_html }
# Headings.
consent-wants-identity = { $app_html } wants to know who you are
consent-wants-access = { $app_html } wants access in your name
# $brand: the name of this site.
consent-first-party = { $brand } runs this app.
# $host: where the app says what it is.
consent-introduced = This app introduced itself from <b><bdi>{ $host }</bdi></b>, and nobody here has checked it. Go on only if you know that address.
# Above a name.
consent-signed-in-as = You are signed in as
consent-switch = Use another account
# Above a list of what is allowed in detail, such as one payment.
consent-approves = You are asked to approve
# Above a list of what is shared.
consent-receives = The app will receive
# Marks what the app was not given before.
consent-new = new
# $label: what it is, such as "Time zone". $value: the value.
consent-value = { $label }: <bdi>{ $value }</bdi>
# $destination: a host, such as "wiki.example.com".
consent-destination = You will go on to <b>{ $destination }</b>
# A box to tick, and below it what happens without.
consent-ask-each-time = Ask me every time
consent-ask-each-time-hint = Otherwise you are asked again only when the app wants something new.
# Buttons.
consent-allow = Allow
consent-cancel = Cancel

# What is shared: on the page that asks, and in the account's list of apps.
shared-openid = Confirmation that it is you
shared-profile = Your name and profile
shared-name = Your name and username
shared-email = Your email address
shared-address = Your postal address
shared-phone = Your phone number
shared-groups = The groups you belong to
shared-until-sign-out = Access until you sign out
shared-while-away = Access while you are away, until you remove it
# $resource: the address of an interface.
shared-access-to = Access to { $resource } in your name
shared-access = Access in your name, without any of your details
shared-more = Some more about you
# In place of a value.
shared-none-yet = none in your account yet
shared-as-above = as above
shared-as-recorded = as recorded at sign-in
shared-yes = yes
shared-no = no

# Labels of values.
claim-name = Name
claim-given-name = First name
claim-middle-name = Middle name
claim-family-name = Last name
claim-nickname = Nickname
claim-preferred-username = Username
claim-profile = Profile page
claim-picture = Picture
claim-website = Website
claim-gender = Gender
claim-birthdate = Date of birth
claim-zoneinfo = Time zone
claim-locale = Language
claim-updated-at = Last change of your profile
claim-email = Email address
claim-email-verified = Email address confirmed
claim-phone-number = Phone number
claim-phone-number-verified = Phone number confirmed
claim-address = Postal address
claim-groups = Groups
claim-auth-time = When you signed in
claim-method = How you signed in

## Which account

select-account-heading = Choose an account
select-account-active = active now
select-account-other = Use another account
# A button beside an account. What stands within the span is heard and not seen; $name: a name, such as "Ada Example".
select-account-remove = Remove<span class="vh"> { $name }</span>
# Below the accounts.
select-account-remove-hint = Removing an account signs it out in this browser. The account itself stays.

## A forgotten password

forgot-heading = Forgot your password?
forgot-lead = We send a link to the email address of your account. With it you choose a new password.
forgot-not-sent = No link was sent.
forgot-username = Username or email
forgot-username-wrong = Enter your username or email address.
# Button.
forgot-send = Send the link
forgot-help = Get help
forgot-back = Back to sign-in
forgot-sent-heading = Look into your mailbox
forgot-sent = If there is an account with this name and an email address, a link is on its way there. It works once, within one hour.
forgot-sent-next = Nothing came? Look into the spam folder, or ask the person who runs this site.
too-often-heading = Too many tries
# $minutes (number): how long to wait.
too-often =
    { $minutes ->
        [one] You can try again in { $minutes } minute.
       *[other] You can try again in { $minutes } minutes.
    }

## Choosing a password by a link

# Titles and headings.
invite-choose = Choose a password
invite-choose-new = Choose a new password
invite-hello = Hello, <bdi>{ $name }</bdi>
# $brand: the name of this site.
invite-lead = You have an account at { $brand }. Choose a password to finish.
invite-reset-lead = Your old password stops working when you save the new one.
# For somebody who said that a sign-in was not theirs.
invite-regain-done = You are signed out everywhere, and your old password opens nothing any more.
invite-regain-lead = Choose one that you use nowhere else. Then check your passkeys and your authenticator app, and make new recovery codes: the old ones stopped working.
invite-not-saved = The password was not saved.
invite-username = Your username
invite-password = New password
# Button.
invite-save = Save password
# Button below each form where somebody who begins chooses a password.
passkey-instead = Create a passkey instead
passkey-instead-failed = No passkey was made. Try again, or choose a password.

## The first account of a new server

setup-heading = Create the first account
# $brand: the name of this site.
setup-lead = It becomes the administrator account of { $brand }. This link works once.
setup-not-created = The account was not created.
setup-name = Your name
setup-username = Username
setup-username-hint = You sign in with it.
setup-email = Email address
setup-password = Password
# Button.
setup-create = Create account
# $issuer: an address. "Issuer" is what the manuals of apps call it.
setup-issuer = The address of this server, as apps know it (issuer): <code>{ $issuer }</code>
setup-taken = This username or email address is taken. Choose another one.
setup-email-wrong = Enter an email address, such as ada@example.com.
# $character: a character by its number, such as "U+200B".
setup-name-invisible = This name cannot be used: it contains the invisible character { $character }: remove it.
# $word: the word at fault.
setup-name-scripts = This name cannot be used: `{ $word }` mixes letters of several scripts, which may look the same: write each word in one script.
setup-username-length = Choose another username: a username has 1 to 255 bytes.
setup-username-character = Choose another username: a username must not contain spaces, control or invisible characters.
setup-username-scripts = Choose another username: a username must not mix letters of several scripts, such as Latin and Cyrillic letters that look the same.

## Whether to sign out

logout-heading = Sign out?
# $app_html: the name of an app.
logout-asked = <b>{ $app_html }</b> asked to sign you out.
# $user: a username.
logout-here = This signs <b>{ $user }</b> out here.
# $apps (number): how many apps; their names follow.
logout-here-and-apps =
    { $apps ->
        [one] This signs <b>{ $user }</b> out here and in { $apps } app:
       *[other] This signs <b>{ $user }</b> out here and in { $apps } apps:
    }
logout-elsewhere = That sign-in is on another browser, or its cookie is gone from this one. It ends there, and in every app.
# $lack: one or two sentences, of the messages "lack-…".
logout-not-ours = { $lack } Please answer again.
# Buttons.
logout-yes = Sign out
logout-no = Stay signed in

# Why signing out does not lead back to the app: what follows "You will not be taken back to the app, because" and "You
# were not taken back to the app, because" (no-way-back-will, no-way-back-was). "It" is the app.
no-way-back-unreadable = its request could not be read
no-way-back-hint = it did not prove which sign-in it means
no-way-back-two-apps = its request names two different apps
no-way-back-unknown-app = it is not known here
no-way-back-no-app = its request does not say which app it is
no-way-back-address = the address it gave is not registered here
no-way-back-not-approved = nobody has approved it yet

## Signed out

signed-out-title = Signed out
signed-out-heading = You’re signed out.
# Title and heading.
signed-out-nobody = Nobody is signed in
signed-out-nothing = There was nothing to sign out in this browser.
signed-out-elsewhere = The sign-in in the other browser has ended.
signed-out-here = You are signed out in this browser.
# The apps follow.
signed-out-here-apps = You are signed out in this browser. Your apps:
# Buttons. $app_html: the name of an app.
signed-out-back = Back to { $app_html }
signed-out-again = Sign in again
signed-out-sign-in = Sign in
# The name of a frame that nobody sees, for screen readers. $app: the name of an app.
signed-out-frame = { $app } signs out

# What became of one app, below its name.
app-signed-out = Signed out.
app-being-signed-out = Being signed out …
app-still-trying = Did not answer, still trying.
app-unreachable = Could not be reached. Close its windows to be safe.
# $words: one of the sentences above. $ms: how long the app took, in milliseconds.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Asked to sign you out.
app-asked-across-sites = Asked to sign you out. Your browser may have prevented it: close its windows to be sure.
app-watching = Will notice within seconds where it is open.
app-untold = Stays signed in until its own session ends.

## On the way back to an app

form-post-heading = One moment
form-post-lead = You are being sent back to the app. If nothing happens, press Continue.
form-post-continue = Continue

## The start page

welcome-title = Welcome
welcome-heading = Sign in once for all your apps
# $brand: the name of this site.
welcome-lead = { $brand } signs you in to the apps you use here.
welcome-no-administrator = <b>This server has no administrator yet.</b> Open the set-up link that the server printed at its start to create the first account.
welcome-sign-in = Sign in
welcome-demo = Open the demo app
# For whoever connects an app; "issuer" and "discovery" are what the manuals of apps call these addresses.
welcome-connect = Connect an app
welcome-issuer = Issuer
welcome-discovery = Discovery
welcome-development = <b>Development mode.</b> This server can be reached from this computer only. Write a configuration file before other people use it.

## A sign-in that somebody says was not theirs

not-me-heading = Was this not you?
# $person_html: a name, and the username in brackets.
not-me-lead = Somebody signed in as { $person_html }.
# $time_html: when. $ip: an address such as 192.0.2.1.
not-me-when = { $time_html } · network address { $ip }
# What pressing the button does follows as a list.
not-me-then = If it was not you, press the button. Then:
not-me-signed-out = You are signed out everywhere, and apps lose their access.
not-me-password-stays = Your password is set in the configuration file of this server and <b>stays as it is</b>. Ask the person who runs this site to change it.
not-me-password-stops = Your password stops working, and you choose a new one.
not-me-factors = Passkeys and an authenticator app that were added in that browser are removed, and so are all recovery codes.
# Button.
not-me-submit = This was not me
not-me-otherwise = If it was you, close this page: nothing has happened.
not-me-done-heading = You are signed out everywhere
not-me-done = Nobody is signed in to your account any more. Your password is set in the configuration file of this server, so it still works.
not-me-done-next = Ask the person who runs this site to change it now. Then sign in, and check your passkeys and your authenticator app.
not-me-sign-in = Sign in

## A new email address

confirm-email-heading = Confirm your email address
# $person_html: a name, and the username in brackets.
confirm-email-lead = From now on, <b><bdi>{ $email }</bdi></b> is the email address of { $person_html }.
# Button.
confirm-email-submit = Confirm the address
confirm-email-later = Not now

## Whether a browser lets apps watch the session: a page for the developers of apps

session-check-heading = Does session monitoring work in this browser?
session-check-lead = An app’s page notices a sign-out through a hidden frame of this site. This page tests whether that frame works in your browser.
session-check-not-checked = This address was not checked.
session-check-origin = Address of the app
session-check-origin-wrong = Enter a complete web address, such as https://wiki.example.com.
# Button.
session-check-check = Check
session-check-no-script = This test needs JavaScript. So does session monitoring.
# The two things that are tried, and what came of each.
session-check-asks = Session status request
# $ms: how many milliseconds.
session-check-answered = Answered in { $ms } ms. This also works when cookies are blocked.
# $status: a number, such as 403.
session-check-answered-status = Answered { $status }.
session-check-no-answer = No answer.
session-check-told = Event stream
session-check-stream = The event stream is open.
session-check-stream-shared = The event stream is open. All tabs of an app share one.
session-check-stream-failed = The event stream could not be opened. Apps send a request every 20 seconds instead.
session-check-stream-unknown = This browser does not support event streams. Apps send a request every 20 seconds instead.
# What that means. $app: the address of an app.
session-check-app-at-once = { $app } can monitor the session in this browser, whether third-party cookies are blocked or not. They notice a sign-out within a second.
session-check-app-soon = { $app } can monitor the session in this browser, whether third-party cookies are blocked or not. They notice a sign-out within half a minute.
session-check-apps-at-once = Apps can monitor the session in this browser, whether third-party cookies are blocked or not. They notice a sign-out within a second.
session-check-apps-soon = Apps can monitor the session in this browser, whether third-party cookies are blocked or not. They notice a sign-out within half a minute.
session-check-unreachable = Frames in this browser cannot reach the server: an extension or a proxy blocks them. Apps still notice a sign-out in this browser where the frame can read its cookie.
# "prompt=none" and "login_required" are technical names.
session-check-silent-works = It is on the same site as this server, so its cookies are not third-party cookies: silent sign-in in a frame (prompt=none) works too.
session-check-app-not-silent = It is on another site than this server: silent sign-in in a frame (prompt=none) always returns login_required. An app that tries it after each session change signs its user out. A redirect of the whole page with prompt=none works, and so do refresh tokens.
session-check-apps-not-silent = For an app on another site: silent sign-in in a frame (prompt=none) always returns login_required. An app that tries it after each session change signs its user out. A redirect of the whole page with prompt=none works, and so do refresh tokens.

## Without passwords

login-no-passwords-heading = No passwords here
login-no-passwords = Nobody signs in with a password here: use a passkey.
login-passkey-again = That passkey was not accepted. Try again, or use another one.
login-passkey-none = No passkey was used. Try again.
login-confirm-passkey-lead = Use your passkey again to go on.
login-forgot-passkey = No passkey yet?
forgot-passkey-lead = We send a link to the email address of your account. With it you create your first passkey. If you have one and lost it, ask the person who runs this site.
# Heading, and button.
invite-passkey = Create a passkey
# $brand: the name of this site.
invite-passkey-lead = You have an account at { $brand }. Create a passkey: it signs you in from then on.
invite-has-factor-heading = This link changes nothing
invite-has-factor = Your account has a passkey or an authenticator app, and no link replaces these.
invite-has-factor-next = Sign in with your passkey. If you lost it, ask the person who runs this site to remove it, and for a new link then.
# A form was sent without a passkey.
passkey-needed = Create a passkey: nobody has a password here.
not-me-done-passkey = Nobody is signed in to your account any more.
