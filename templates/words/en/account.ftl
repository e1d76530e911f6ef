# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = Sign out
# Asks for help with what only the operator can do.
account-ask = Ask the person who runs this site.
account-ask-link = <a href="{ $href }">Ask the person who runs this site</a>.
account-number = Your account number is <code>{ $sub }</code>
# The name of a device, from its browser and its system, such as "Firefox on Linux".
device-on = { $browser } on { $system }
device-unknown = Unknown device

## The account page.

account-title = Your account
account-device-ended = That device is signed out.
account-sign-in-ended = That sign-in has ended.
account-others-ended = You are signed out everywhere else.
account-app-ended = The sign-in to that app from here has ended.
account-app-removed = The app’s access is removed.
account-app-remembered = The app asks you only when it wants something new.
account-password-saved = Your password is saved. You are signed out everywhere else.
# $file: the name of the configuration file.
account-left = This account is no longer in { $file }, the configuration file of this server.
account-left-refused = You cannot sign in, and apps refuse this account.
# $time_html: a moment, such as "in 3 hours".
account-left-until = You stay signed in on this page until { $time_html }.
account-left-mistake = If this is a mistake, ask the person who runs this site to put the account back into the file, or to keep it with <code>latchkey user keep { $username }</code>.
# Beside an email address.
account-email-unconfirmed = not confirmed
account-email-confirmed = confirmed
# Beside the name of an administrator.
account-administrator = administrator
account-pinned = Name, email address and groups of this account are set in the configuration file of this server.
account-pinned-password = Name, email address, groups and password of this account are set in the configuration file of this server.
# $place: a file and a line.
account-pinned-edit = To change them, edit its <code>[[users]]</code> block (<code>{ $place }</code>).
account-pinned-ask = To change them, ask the person who runs this site.
# A button that leads to the pages of administrators.
account-to-admin = Administration

# How to add the first app, for administrators.
account-first-app = Next: your first app
account-first-app-what = An app needs a client on this server. There are two ways to add one.
account-first-app-command = With a command
account-first-app-list = <code>latchkey client add --app list</code> lists the apps with a preset. For any other app:
account-first-app-file = With lines in the configuration file
account-first-app-issuer = Then enter the issuer in the app: <code>{ $issuer }</code>

account-apps = Apps
# Opens the app. What stands within the span is heard and not seen; $app_html: the app's name.
account-app-open = Open<span class="vh"> { $app_html }</span>
# Opens a list of what the app is given. What stands within the span is heard and not seen.
account-app-sees = What it can see<span class="vh"> of you</span>
account-app-remove = Remove access<span class="vh"> for { $app_html }</span>
# A button: the app is to ask only for what is new. What stands within the span is heard and not seen.
account-app-remember = Remember what I allow<span class="vh"> for { $app_html }</span>
account-no-apps = No apps yet.

account-devices = Devices
# $device: such as "Firefox on Linux". $count (number): two or more.
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } sign-in
       *[other] <b>{ $device }</b>, { NUMBER($count) } sign-ins
    }
# Marks one device, or one sign-in, among others.
account-this-device = this device
account-this-sign-in = this one
account-active-now = Active now
# When a device was used last.
account-seen = Seen { $time_html }
# The same within a line.
account-seen-inline = seen { $time_html }
# Opens a list. What stands within the span is heard and not seen.
account-each-sign-in = Each sign-in<span class="vh"> of { $device }</span>
account-end-sign-in = End this sign-in
account-older-sign-ins =
    { $count ->
        [one] and { NUMBER($count) } older one
       *[other] and { NUMBER($count) } older ones
    }
account-sign-out-device = Sign out<span class="vh"> of { $device }</span>
# Signs the other sign-ins of this device out. $count (number): how many there are.
account-sign-out-rest =
    { $count ->
        [one] Sign out the other<span class="vh"> of { $device }</span>
       *[other] Sign out the other { NUMBER($count) }<span class="vh"> of { $device }</span>
    }
account-sign-out-everywhere = Sign out everywhere else
account-only-here = You are signed in only here.

# The apps that somebody signed in to from this browser, as a picture and as a list.
account-spokes = Signed in from this browser
account-spokes-what = The apps that you signed in to from here. When you sign out of one, the others stay. It may sign you in again without asking, as long as you are signed in here.
# What the picture shows, for those who hear it.
account-spokes-picture = This browser, with a line to each app
account-spokes-none = You have not signed in to any app from here yet.
# A link.
account-spokes-to-apps = See your apps
# How one app stands; others have "Being signed out …" or "Could not be reached" there.
account-spoke-signed-in = Signed in
# A line of the picture, for those who hear it. $state: one of those.
account-spoke-is = { $app }: { $state }
# In the picture, below the name of an app whose server was told, or could not be. $ms (number): how many milliseconds that took.
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Last used { $time_html }
# A button. What stands within the span is heard and not seen.
account-spoke-end = Sign out<span class="vh"> of { $app_html }</span>

# One line about what there is beside the password: three items with dots between them.
account-factors = Passkeys and second step
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } passkey
       *[other] { NUMBER($count) } passkeys
    }
account-no-passkey = No passkey
account-totp = authenticator app on
account-no-totp = no authenticator app
account-codes =
    { $count ->
        [one] { NUMBER($count) } recovery code left
       *[other] { NUMBER($count) } recovery codes left
    }
account-no-codes = no recovery codes left
# Buttons that lead to the page about passkeys and the second step.
account-factors-manage = Manage
account-factors-set-up = Set up

account-password = Password
account-password-change = Change your password
account-password-choose = Choose a password
account-password-refused = The password was not saved.
account-password-current = Current password
account-password-new = New password
account-password-hint = Saving it signs you out everywhere else.
account-password-save = Save password
account-password-pinned = The password of this account is set in the configuration file of this server. Change it there.
account-password-left = This account was removed from the configuration file of this server. You cannot change its password.
account-password-many = Too many tries. Wait a few minutes, then try again.
account-password-wrong = This is not your current password. Check it and try again.
account-password-meanwhile = The password was changed elsewhere in the meantime, or you were signed out here.

## The profile.

profile-title = Your profile
profile-saved = Your profile is saved.
profile-email-asked = A mail is on its way to that address. Open the link in it within one hour; until then, nothing changes.
profile-email-confirmed = Your email address is confirmed.
# Above what is wrong with a form, here and on the page about passkeys.
profile-refused = Nothing was changed.
profile-username-fixed = You sign in as <b><bdi>{ $username }</bdi></b>. This name cannot be changed here.
profile-pinned = Your profile is set in the configuration file of this server.
# $place: a file and a line.
profile-pinned-edit = To change it, edit its <code>[[users]]</code> block (<code>{ $place }</code>).
profile-pinned-ask = To change it, ask the person who runs this site.
profile-left = This account is no longer in the configuration file of this server, so it cannot be changed.
profile-meanwhile = Your account was changed elsewhere in the meantime, or you were signed out here. Nothing was changed.
profile-pinned-refused = This account is set in the configuration file of this server. Nothing was changed.

profile-about = About you
profile-field = Profile
profile-name = Name
profile-name-hint = As others see it.
profile-given-name = Given name
profile-family-name = Family name
profile-nickname = Nickname
profile-website = Website
profile-website-hint = Such as https://example.com
profile-zoneinfo = Time zone
profile-zoneinfo-hint = Such as Europe/Paris
profile-locale = Language
profile-locale-hint = Such as en-GB
profile-username = Username
profile-who-sees = Apps are shown these where you allow them your profile. All of them may be left empty.
profile-save = Save profile
profile-website-wrong = Enter a whole address, such as https://example.com.
profile-zoneinfo-wrong = Enter the name of a time zone, such as Europe/Paris.
profile-locale-wrong = Enter the tag of a language, such as en-GB.
# $count (number): the most characters of a field.
profile-long = Enter at most { $count } characters.
# $code: such as U+200B.
profile-invisible = This cannot be used: it contains the invisible character { $code }: remove it.
# $word: what was typed.
profile-mixed = This cannot be used: `{ $word }` mixes letters of several scripts, which may look the same: write each word in one script.

profile-email = Email address
profile-no-email = There is none.
profile-email-waiting = A link to confirm <b><bdi>{ $email }</bdi></b> was asked for. It works until { $time_html }.
profile-confirm-again = Send a link to confirm
profile-new-email = New email address
profile-new-email-hint = We send a link there. The address changes when you open it.
profile-email-send = Send the link
profile-no-mail = This server sends no mail, so the address cannot be changed here.
profile-no-mail-refused = This server sends no mail. Ask the person who runs this site to change your address.
profile-email-wrong = Enter an email address, such as ada@example.com.
profile-email-same = This is your address already, and it is confirmed.
# $minutes (number): how long to wait.
profile-email-many =
    { $minutes ->
        [one] Too many mails were asked for. You can try again in { $minutes } minute.
       *[other] Too many mails were asked for. You can try again in { $minutes } minutes.
    }
profile-email-sign-in = Sign in to confirm your address
profile-email-sign-in-why = The link works for the account that asked for it. Sign in to that account; then you can confirm the address.
profile-email-sign-in-button = Sign in
profile-email-in-use = This address is in use
profile-email-in-use-what = It belongs to another account by now. Your account keeps the address that it has.
profile-back = Back to your profile

profile-data = Your data
profile-data-hint = A file with all that is stored about you here: profile, groups, sign-ins, apps, passkeys. Keep it to yourself.
profile-data-download = Download your data

profile-delete = Delete your account
profile-delete-open = Delete this account for good
profile-delete-what = You are signed out everywhere, apps lose their access, and nobody can bring the account back.
profile-delete-username = Your username
profile-delete-username-hint = Type <b><bdi>{ $username }</bdi></b> to go on.
profile-delete-button = Delete my account
profile-delete-wrong = This is not your username. Nothing was deleted.
profile-delete-last-administrator = Nobody else administers this server. Make somebody an administrator first.
profile-deleted = Your account is deleted
profile-deleted-what = You are signed out everywhere, and your account is gone with all that it had. The record of what happened in it stays until it is old enough.
profile-deleted-apps = Apps may keep what they know of you: ask those who run them.
profile-deleted-done = Done

## Passkeys and the second step.

security-title = Passkeys and second step
security-totp-removed = The authenticator app is removed. No code is asked for any more.
security-passkey-added = The passkey is added. You can sign in with it from now on.
security-key-added = The security key is added. It can be used after your password, not instead of it.
security-passkey-named = The new name is saved.
security-passkey-removed = The passkey is removed from this account. Delete it on your device too.
security-password-removed = Your password is removed. You sign in with your passkey, and you are signed out everywhere else.
security-password-remove = Sign in without a password
security-password-remove-hint = Your password stops working, and you sign in with your passkey alone. You are signed out everywhere else.
security-password-remove-mail = If you lose all your passkeys, the sign-in page can send you a link to choose a new password.
security-password-remove-link = If you lose all your passkeys, an administrator can give you a link to choose a new password.
security-password-remove-now = Remove password
security-password-no-passkey = Sign in with a passkey alone once. Then you can remove your password here.
security-device-forgotten = That device is asked for your second step again at the next sign-in.
security-devices-forgotten = Every device is asked for your second step again at the next sign-in.
security-required = This site asks for more than a password: add a passkey or an authenticator app.

security-passkeys = Passkeys
security-passkeys-hint = A passkey signs you in with your fingerprint, your face or a PIN, without a password. It works on this site only, so no false site can ask for it.
# Whether a passkey is on several devices by way of an account elsewhere.
security-passkey-synced = synced
security-passkey-one-device = on one device
security-added = added { $time_html }
security-used = used { $time_html }
security-not-used = not used yet
security-since = since { $time_html }
# What stands within the span is heard and not seen. $name: the passkey's.
security-passkey-change = Change<span class="vh"> { $name }</span>
security-passkey-name = Name
security-passkey-save = Save name
security-passkey-remove = Remove<span class="vh"> { $name }</span>
security-no-passkeys = No passkeys yet.
security-passkey-add = Add a passkey
security-passkey-failed = No passkey was made. Try again.
security-passkey-known-device = This device has a passkey for this account already.
security-passkey-script = Adding a passkey needs JavaScript, which is off in this browser.
# The name that a passkey gets whose maker is not known.
security-passkey-unnamed = Passkey
# The field that an error is about.
security-passkey-field = Passkey
security-passkey-only-way-in = There is no password, and no other passkey signs you in by itself: without this one you could not sign in. Add another passkey first.
# $count (number): the most characters of a name.
security-name-long = Enter a name of at most { $count } characters.
# $code: such as U+200B.
security-name-invisible = This name cannot be used: it contains the invisible character { $code }: remove it.
# $word: what was typed.
security-name-mixed = This name cannot be used: `{ $word }` mixes letters of several scripts, which may look the same: write each word in one script.
security-register-added = The passkey is added.
security-register-refused = The passkey could not be added: this server cannot read what the browser sent. Try another device.
security-register-outdated = This page had been open for a while. Please try again.
security-register-known = This passkey was added before.
security-register-full = This account has as many passkeys as it can have. Remove one first.
security-register-not-proven = Your account changed meanwhile. Sign in again, then add the passkey.

security-totp = Authenticator app
# Whether there is one.
security-totp-on = on
security-totp-remove = Remove the app
security-totp-hint = An app on your phone shows a code, which you enter after your password.
security-totp-add = Add an authenticator app

security-codes = Recovery codes
security-codes-none = none left
# $count (number): how many are left.
security-codes-left = <b>{ $count }</b> left.
security-codes-hint = Each lets you in once, if you lose your phone or your passkeys.
security-codes-new = Make new codes
security-codes-new-hint = The old ones stop working.
security-user-code = Code for requests of apps
security-user-code-hint = Some apps may only ask you for something if you tell them this code, on the telephone for example. Tell it to no app that you did not contact yourself.
# $code (text): digits, in two halves.
security-user-code-is = Your code: <b>{ $code }</b>
security-user-code-once = It is shown only now. The previous code, if you had one, no longer works.
security-user-code-make = Make a code
security-user-code-again = Make a new code
security-user-code-remove = Remove the code
security-user-code-removed = The code was removed. Apps that need it can no longer ask you.

security-remembered = Remembered devices
security-remembered-hint = On these devices your password is enough, until a password or your second step changes. Apps and changes of your account may still ask for more.
# What stands within the span is heard and not seen.
security-forget = Forget<span class="vh"> { $device }</span>
security-forget-all = Forget all of them
security-no-remembered = No device is remembered.

## The second step of a sign-in.

second-factor-title = Confirm it’s you
# $person_html: a name, such as "Ada Example (ada)".
second-factor-lead = One more step, { $person_html }.
second-factor-lead-step-up = This needs a second proof that it is you, { $person_html }.
second-factor-change = Use your passkey for this: a code can be tricked out of you, a passkey cannot.
second-factor-change-lost = If the passkey is lost, use a recovery code. If you have none left, ask the person who runs this site.
second-factor-recovery-code = Recovery code
second-factor-recovery-code-hint = One of the codes that you saved, such as BCDF-GHJK-LMNP-QRST. Each works once.
second-factor-code = Code from your authenticator app
second-factor-code-hint = Six digits, a new one every 30 seconds.
second-factor-confirm = Confirm
second-factor-lost = There is no way left to confirm that it is you. Ask the person who runs this site.
second-factor-script = A passkey needs JavaScript, which is off in this browser.
second-factor-no-passkeys = This browser has no passkeys.
second-factor-recovery-hint = You can use a recovery code.
second-factor-other-device = Use another browser or device.
second-factor-passkey = Use a passkey
second-factor-passkey-failed = No passkey was used. Try again, or use another way.
second-factor-other-way = Use another way
second-factor-recovery = Use a recovery code
second-factor-help = Get help
second-factor-cancel = Cancel
second-factor-mismatch = That code is not right. Check the code and try again.
second-factor-used = That code was used before. Wait for the next one, then try again.
second-factor-missing = Enter the code.
second-factor-passkey-refused = That passkey was not accepted. Try again, or use another way.
second-factor-passkey-needed = A code is not enough here: use a passkey. Nothing was used up.
second-factor-outdated = This page had been open for a while. Please try again.
# $what: what happened, in a sentence.
second-factor-not-ours = { $what } Please try again.
second-factor-many = Too many wrong codes.

## Setting a second step up.

set-up-title = Set up a second step
set-up-totp-title = Add an authenticator app
set-up-lead = { $person_html }, more than a password is needed here. You set it up once.
set-up-lead-passkey = { $person_html }, this app asks for a passkey. You set it up once.
set-up-lead-also-passkey = { $person_html }, this app asks for a passkey: a code is not enough. You set it up once.
set-up-no-totp = An authenticator app cannot be set up here.
set-up-nothing = No second step can be set up here at the moment. Ask the person who runs this site.
set-up-totp-lead = You are then asked for a code of the app each time you sign in with your password.
set-up-refused = Nothing was set up yet.
set-up-passkey = With a passkey
set-up-passkey-hint = Your fingerprint, face, or the PIN of this device or of a security key.
set-up-passkey-make = Make a passkey
set-up-passkey-failed = No passkey was made. Try again, or use an authenticator app.
set-up-or-totp = Or with an authenticator app
# $href: the address that opens an authenticator app.
set-up-scan = Scan this with the app, or <a href="{ $href }">open the app on this device</a>.
set-up-type = Type a key instead
# What an authenticator app asks for beside the key: codes that depend on the time, of six digits.
set-up-type-hint = Account <b>{ $username }</b>, by time, six digits.
set-up-code = Enter the code that the app shows
# The field that an error is about.
set-up-code-field = Code
set-up-turn-on = Turn on
set-up-cancel = Cancel
set-up-outdated = This page had been open for too long. Scan the new code below, and try again.
set-up-digits = Enter the six digits that the app shows.
set-up-mismatch = That code is not right. Check that the clock of your phone is right, and enter the code that the app shows now.
set-up-known = This account has an authenticator app already.
set-up-meanwhile = Your account changed meanwhile. Sign in again.

## Recovery codes.

codes-title = Your recovery codes
codes-lead = If you lose your phone or your passkeys, one of these codes lets you in. <b>They are shown only now.</b>
codes-hint = Each code works once. Keep them where you keep important papers, or in a password manager.
codes-download = Download
codes-print = Print
codes-saved = I have saved them
# The head of the file. $site: the name of the site. $issuer: its address.
codes-file-title = Recovery codes for { $site } ({ $issuer })
codes-file-hint = Each code works once.

## Activity.

activity-title = Activity
# $days (number): how long entries are kept.
activity-hint =
    { $days ->
        [one] What happened in your account, the newest first. Entries are kept for { NUMBER($days) } day. If you see something that was not you, change your password and sign out everywhere else.
       *[other] What happened in your account, the newest first. Entries are kept for { NUMBER($days) } days. If you see something that was not you, change your password and sign out everywhere else.
    }
activity-newest = Newest
activity-older = Older
# Read out in the place of the picture of when the person was signed in.
activity-presence-label = When you were signed in, for each device. The same follows as a list.
activity-none = Nothing yet.
activity-none-hint = Sign-ins and changes of your account appear here.

## Without passwords

security-passkey-only-here = No other passkey signs you in by itself: without this one you could not sign in. Add another passkey first.
