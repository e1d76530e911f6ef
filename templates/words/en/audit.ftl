# What happened, as the audit tells people. Each message says what somebody did, and the name of that person may stand before it with
# a colon ("ada: Signed in with a password"), or not at all: write it so that it needs no subject.

# What somebody signed in with; stands in "Signed in with a password and a one-time code" and after the colon of "Proved a second
# factor: a one-time code".
method-password = a password
method-code = a one-time code
method-passkey = a passkey
method-unknown = no method that is known here

# $methods: such as "a password and a one-time code".
audit-login = Signed in with { $methods }
audit-login-again = Authenticated again with { $methods }
audit-login-step-up = Proved a second factor: { $methods }
# $count (number): how many sign-ins. $networks (number): how many networks they came from.
audit-login-fail-unnamed =
    { $networks ->
        [one] Sign-ins failed that named no account: { NUMBER($count) } from { NUMBER($networks) } network
       *[other] Sign-ins failed that named no account: { NUMBER($count) } from { NUMBER($networks) } networks
    }
audit-login-fail-password = A wrong password was entered
audit-login-fail-code = A wrong one-time code was entered
# $count (number): how often; twice or more.
audit-login-fail-password-times =
    { $count ->
        [one] A wrong password was entered { NUMBER($count) } time within a minute
       *[other] A wrong password was entered { NUMBER($count) } times within a minute
    }
audit-login-fail-code-times =
    { $count ->
        [one] A wrong one-time code was entered { NUMBER($count) } time within a minute
       *[other] A wrong one-time code was entered { NUMBER($count) } times within a minute
    }
# $device: such as "Firefox on Linux".
audit-login-disown = Said that a sign-in was somebody else’s
audit-login-disown-device = Said that the sign-in on { $device } was somebody else’s

# A login ended. $why: one of the reasons below.
audit-session-end = A sign-in ended: { $why }
audit-session-end-device = The sign-in on { $device } ended: { $why }
audit-end-app = signed out in an app
audit-end-administrator = signed out by an administrator
audit-end-replaced = another account signed in
audit-end-password = the password changed
audit-end-locked = the account was locked
audit-end-removed = the account was removed
audit-end-left = the account left the configuration
audit-end-expired = it was too old, or not used for too long
audit-end-person = signed out

# Apps. $app: the app's name; audit-some-app stands for an app whose name is not known.
audit-some-app = an app
audit-app-sign-in = Signed in to { $app }
audit-app-sign-out = Signed out of { $app }
audit-consent-grant = Gave { $app } access
audit-consent-revoke = Removed the access of { $app }
# What stands in quotation marks is the message consent-ask-each-time.
audit-consent-remember = Turned off “Ask me every time” for { $app }
audit-request-allow = Allowed { $app } on another device
audit-request-refuse = Refused { $app } on another device
audit-grant-revoke = { $app } gave up its access
audit-token-exchange = { $app } exchanged a token, to act for this account
audit-token-refuse = { $app } was refused a token for this account
audit-token-replay = A used code or token of { $app } came again, so its access was revoked

# Passkeys and the second step. $name: the passkey's.
audit-totp-add = Added an authenticator app
audit-totp-remove = Removed the authenticator app
audit-passkey-add = Added a passkey
audit-passkey-add-named = Added a passkey: { $name }
audit-passkey-rename = Renamed a passkey
audit-passkey-rename-named = Renamed a passkey: { $name }
audit-passkey-remove = Removed a passkey
audit-passkey-remove-named = Removed a passkey: { $name }
audit-recovery-code-use = Used a recovery code
audit-recovery-codes-replace = Made new recovery codes
audit-user-code-make = Made a code for requests of apps
audit-user-code-remove = Removed the code for requests of apps
audit-factors-reset = Removed all passkeys, the authenticator app and the recovery codes
audit-factors-disown = Removed what was added in a browser of somebody else
# $device is a browser, as in “Firefox on Linux”.
audit-browser-forget = Forgot the browser { $device }
audit-browsers-forget = Browsers forgotten: { NUMBER($count) }
audit-factor-forget = Had { $device } asked for the second step again
audit-factor-remember = Had { $device } remembered, so that it is not asked for the second step
audit-factors-forget = Devices that are asked for the second step again: { NUMBER($count) }

# Accounts.
audit-password-change = Set the password
audit-password-remove = Removed the password
audit-link-mail = Had a link to choose a password sent by mail
audit-link-mail-reset = Asked for a link to choose a new password by mail
audit-link-mail-sign-up = Asked for a link to make an account by mail
audit-email-ask = Asked for a link to confirm a new email address
audit-link-make-setup = Made a link to set up the first administrator
audit-link-make-invite = Made a link to choose a first password
audit-link-make-reset = Made a link to choose a new password
audit-user-add = Added the account
audit-user-lock = Locked the account
audit-user-unlock = Unlocked the account
audit-user-remove = Removed the account { $username }
audit-user-leave = The account left the configuration
audit-user-lapse = All sign-ins and access ended, because the account had left the configuration
audit-data-download = Downloaded the data of this account
audit-claims-preview = Looked at what { $app } would be told of this account
audit-sign-in-try = Tried how a sign-in of this account to { $app } would go
# $changes: what changed, several joined by audit-changes. Where the items below would need another form behind a verb, write a heading
# with a colon here and items that stand by themselves ("Changed: email address").
audit-user-change = Changed { $changes }
audit-user-change-unknown = Changed the account
audit-changes = { $one }; { $two }
audit-change-username = the username, from { $before } to { $after }
audit-change-email = the email address
audit-change-email-verified = whether the email address is confirmed
# $groups: their names, with commas between them.
audit-change-groups = the groups, to { $groups }
audit-change-groups-none = the groups, to none
# The person is an administrator now, or no longer.
audit-change-administrator = to an administrator
audit-change-no-administrator = to no administrator
audit-change-profile = the profile
audit-change-definition = where the account is defined

# Apps as they are registered. $app: the app's name.
audit-client-register = An app registered: { $app }
audit-client-change = An app changed its registration: { $app }
audit-client-remove = Removed a registered app: { $app }
audit-client-approve = Approved a registered app: { $app }
audit-client-disable = Disabled a registered app: { $app }
audit-client-enable = Enabled a registered app: { $app }
audit-client-define = The configuration added the app { $app }
audit-client-leave = The configuration removed the app { $app }
audit-client-lapse = All access of { $app } ended: it, or what it proves itself with, had left the configuration
# Messages that a server had not sent because its configuration had no address for the app.
audit-logout-reopen = Sign-out messages to { $app } that are sent after all: { NUMBER($count) }
audit-registration-token-add = Made a token that lets apps register
audit-registration-token-revoke = Revoked a token that let apps register

# The server. $alg: an algorithm, such as RS256. $kid: the name of a key. $version: such as 1.4.0.
audit-key-add = Made a key ({ $alg })
audit-key-retire = Retired the key { $kid }
audit-key-restore = Brought the key { $kid } back
audit-key-remove = Removed the key { $kid }
# A secret that encrypts what browsers keep for the server.
audit-sealing-add = Made a sealing secret
audit-sealing-replace = Made a sealing secret in the place of all others
audit-sealing-remove = Removed a sealing secret
audit-config-reload = Reloaded the configuration
audit-server-start = Started Latchkey { $version }
audit-mail-test = Sent a test mail
audit-backup-make = Made a backup of the database
audit-backup-remove = Deleted old backups of the database: { NUMBER($count) }
audit-backup-restore = Restored a backup of the database
audit-database-export = Exported the database
audit-database-import = Imported the database
# $version: the number of the schema, such as 39.
audit-database-migrate = Updated the database to schema version { $version }
audit-audit-export = Exported the records of what happened
audit-audit-remove = Removed old records of what happened: { NUMBER($count) }

# Who did it, behind what happened.
audit-by-administrator = by an administrator
audit-by-server = by this server
