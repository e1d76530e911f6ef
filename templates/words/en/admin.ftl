# The pages of administrators: those who look after the accounts of a family, an association or a company.
# “Session”: one sign-in of a person in one browser. “App”: what people sign in to with their account here.

## What several pages say

admin-full-name = Full name
admin-username = Username
admin-email = Email address
admin-groups = Groups
# Below the label “Groups” of a field.
admin-groups-hint = Separated by commas.
# Beside a checkbox.
admin-may-administer = Administrator: may use these pages
# A button that carries out what was chosen above it in a list.
admin-filter = Show
admin-show-everybody = Show everybody
# What joins the names of apps in a list without an “and”.
admin-list-comma = { $one_html }, { $two_html }

# Small labels beside somebody's name.
admin-tag-administrator = administrator
admin-tag-locked = locked

# Of a session. $time_html: when, such as "3 hours ago".
admin-session-since = since { $time_html }
admin-session-seen = seen { $time_html }
admin-session-ended = The session has ended.

# Who did something; a note behind a record of what happened. $client: an app's technical name. $user: a user of the
# operating system.
admin-by-app = by the app { $client }
admin-by-command-line = by { $user } on the command line
admin-by-server = by this server

## Overview

# Each of these is a large number with a word beside it.
admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> person
       *[other] <b>{ NUMBER($n) }</b> people
    }
admin-overview-sessions-many = More than <b>{ NUMBER($n) }</b> sessions
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> session
       *[other] <b>{ NUMBER($n) }</b> sessions
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> app
       *[other] <b>{ NUMBER($n) }</b> apps
    }
# So many of the apps were not added by the operator: they registered themselves.
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } registered by itself
       *[other] { NUMBER($n) } registered by themselves
    }
# Messages to apps that somebody signed out.
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> sign-out message waiting
       *[other] <b>{ NUMBER($n) }</b> sign-out messages waiting
    }
admin-overview-last = What happened last
admin-overview-all = All activity
admin-nothing-yet = Nothing yet.
# $issuer: this server's address. “issuer” is the technical word of OpenID Connect.
admin-overview-issuer = issuer <code>{ $issuer }</code>

## People

admin-people-search = Name, username or email address
admin-list-search-button = Search
# The label of a list of choices, and the choices: whom the page shows.
admin-list-only = Show
admin-people-everybody = Everybody
admin-people-administrators = Administrators
admin-people-locked = Locked
# The same for the order.
admin-list-order = Order
admin-people-by-username = By username
admin-list-newest = Newest first
admin-list-oldest = Oldest first
admin-list-by-name = By name
admin-list-by-app = By app
admin-list-search-app = Name or client_id of the app
admin-people-in-group = In the group <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] { NUMBER($n) } account in all
       *[other] { NUMBER($n) } accounts in all
    }
# Small labels beside somebody's name: a file of the configuration defined the account until a while ago, or defines it.
admin-tag-left = left the configuration
admin-tag-configuration = configuration
# Links to the first page of a list and the next one, which goes on behind the last row.
admin-list-first-page = First page
admin-list-next-page = Next page
admin-list-none = Nothing found.
# A page looks at so many rows only; on this one none was found.
admin-list-not-yet = Nothing found so far. The next page looks further.
admin-people-none = Nobody found.

## Adding a person

admin-add = Add a person
# A button.
admin-add-button = Add
admin-add-next = Next you make a link, by which the person chooses a password.
# A link back to the list of people. The arrow points back: it is → where text runs from right to left.
admin-back-to-people = ← People

## A person

# $file: the name of a file of the configuration.
admin-person-left = This account is no longer in <code>{ $file }</code>, which defined it, so the person cannot sign in. Restore the entry, or run <code>latchkey user keep { $username }</code>.
# $place: a file and a line, such as config.toml:8.
admin-person-place = This account is defined in <code>{ $place }</code>. What stands there is changed there.
# Small labels: of an email address, and of the account.
admin-tag-not-confirmed = not confirmed
admin-tag-no-password = no password yet
admin-person-number = Account number <code>{ $sub }</code>
# $time_html: when, such as "3 weeks ago".
admin-person-added = added { $time_html }

admin-person-sign-in = Sign-in
# Facts in a row, with points between them.
admin-person-has-password = Has a password
admin-person-no-password = No password
admin-person-passkeys =
    { $n ->
        [one] { $n } passkey
       *[other] { $n } passkeys
    }
admin-person-no-passkey = no passkey
admin-person-authenticator = authenticator app
admin-person-no-authenticator = no authenticator app
admin-person-recovery-codes =
    { $n ->
        [one] { $n } recovery code left
       *[other] { $n } recovery codes left
    }

# Buttons.
admin-person-make-link = Make a link to choose a password
admin-person-make-link-new = Make a link to choose a new password
admin-person-mail-link = Send such a link by mail
admin-person-lock = Lock the account
admin-person-unlock = Unlock the account

admin-person-reset-factors = Remove all second factors
admin-person-reset-factors-password = For somebody who lost their phone and their recovery codes. Make sure that it is they who ask. All passkeys, the authenticator app and the recovery codes are removed, and the person is signed out everywhere; the password alone signs in then.
admin-person-reset-factors-no-password = For somebody who lost their phone and their recovery codes. Make sure that it is they who ask. All passkeys, the authenticator app and the recovery codes are removed, and the person is signed out everywhere; there is no password, so make a link next.
# A button: the second factors.
admin-person-reset-factors-button = Remove them

admin-person-profile = Profile and groups
# Beside a checkbox: somebody made sure that the email address is the person's.
admin-person-email-verified = The address is known to be theirs
admin-person-save = Save

# A button. Only what stands outside of the <span> is seen, one short word; a screen reader reads all of it.
# $device: such as "Firefox on Linux".
admin-person-end-session = End<span class="vh"> the session on { $device }</span>
admin-person-sign-out = Sign out everywhere
admin-person-no-sessions = Not signed in anywhere.

admin-person-claims = What an app is told
# The label of a list of apps.
admin-person-claims-app = App
admin-person-claims-not-admitted = This person may not use the app: they are in none of its <code>allowed_groups</code>.
# $scope: technical names. “userinfo” and “ID token” are technical words of OpenID Connect. What they say follows.
admin-person-claims-userinfo = With all scopes that the app may ask for (<code>{ $scope }</code>), userinfo says:
admin-person-claims-id-token = With all scopes that the app may ask for (<code>{ $scope }</code>), userinfo and the ID token say:

# A link to all activity of this person.
admin-person-activity-all = All of this person

admin-person-remove = Remove the account
admin-person-remove-summary = Remove this account and all that it has
admin-person-remove-hint = Sessions, access of apps, passkeys and the profile go. The record of what happened stays until it is old enough. This cannot be undone.
admin-person-remove-confirm = Type the username <b>{ $username }</b> to confirm
admin-person-remove-unconfirmed = Nothing was removed: type the username { $username } to confirm.

# What was done.
admin-done-added = The account is added. Make a link, or send one, so that the person can choose a password.
admin-done-saved = The changes are saved. Apps get them with their next request.
admin-done-locked = The account is locked, and signed out everywhere.
admin-done-unlocked = The account is unlocked.
admin-done-mailed = A link to choose a password is on its way by mail.
admin-done-factors-removed = All second factors are removed, and the person is signed out everywhere.
admin-done-factor-removed = It is removed. Where the person is signed in, they stay so: sign them out everywhere, too, if a device was lost.
admin-done-signed-out = The person is signed out everywhere.

## Why something was not done for a person

# $username: whose account. $place: a file and a line. $keys: names of settings, such as `name`, `email`.
admin-refused-pinned = { $username } is defined in { $place } ([[users]]): change { $keys } there.
admin-refused-pinned-all = { $username } is defined in { $place } ([[users]]): change it there.
admin-refused-defined = { $username } is defined in { $place } ([[users]]): remove the entry there first.
admin-refused-left = { $username } is no longer in { $file }: restore the entry, or keep the account with `latchkey user keep { $username }`.
admin-refused-taken = The username or email address belongs to another account, or looks like that of one.
admin-refused-meanwhile = { $username } was removed or changed meanwhile: try again.
admin-refused-last-administrator = { $username } is the last administrator who can sign in: make somebody else an administrator first.
admin-refused-last-way-in = { $username } is the last administrator who can sign in, and has no password: send a link to choose one first, and reset the factors after it was used.
admin-refused-only-way-in = { $username } has no password, and no other passkey signs them in: send a link to choose a password first, or reset the factors.
admin-refused-username-length = a username has 1 to 255 bytes.
admin-refused-username-character = a username must not contain spaces, control or invisible characters.
admin-refused-username-scripts = a username must not mix letters of several scripts, such as Latin and Cyrillic letters that look the same.
admin-refused-email = { $text } does not look like an email address.
# $text: a name or a group, as it was typed. $code: the number of a character such as U+200B.
admin-refused-invisible = { $text }: it contains the invisible character { $code }: remove it.
# $word: a word of $text.
admin-refused-scripts = { $text }: `{ $word }` mixes letters of several scripts, which may look the same: write each word in one script.
admin-refused-no-address = no email address is known to be that of { $username }: set one first (`latchkey user set --email`), or hand a link over.

## A link to choose a password

admin-link-title = Link for { $name }
admin-link-heading = Link for <bdi>{ $name }</bdi>
# A link back to the person's page, with an arrow that points back: → where text runs from right to left.
admin-link-back = ← { $name }
# $time_html: until when, such as "in 7 days".
admin-link-first = With this link the person chooses a password. It works once, until { $time_html }, and replaces earlier links. It is shown only now: hand it over in a way that nobody else can read.
admin-link-new = With this link the person chooses a new password, and is signed out everywhere then. It works once, until { $time_html }, and replaces earlier links. It is shown only now: hand it over in a way that nobody else can read.
admin-link-qr = Or let the person scan this code with their phone:
admin-link-done = Done

## Groups

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } person
       *[other] { NUMBER($n) } people
    }
# In a group.
admin-groups-nobody = nobody
# $apps_html: names of apps, which the members of a group may use.
admin-groups-may-use = may use: { $apps_html }
admin-groups-none = No groups yet.
admin-groups-search = Name of the group
# An order: groups with the most people come first.
admin-groups-most-people = Most people first
admin-groups-none-hint = Groups are written on the page of a person. An app that names groups in <code>allowed_groups</code> lets only their members in.

## Sessions

admin-sessions-many = More than { NUMBER($n) } sessions.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } session.
       *[other] { NUMBER($n) } sessions.
    }
# What can be typed to find sessions; the address is an IP address.
admin-sessions-search = Name, username, app or start of an address
admin-sessions-used = Last used first
# As admin-person-end-session: only what stands outside of the <span> is seen.
admin-sessions-end = End<span class="vh"> the session of { $username } on { $device }</span>
admin-sessions-none = Nobody is signed in.

## Sign-out messages: by them an app hears that somebody signed out

admin-deliveries-hint = Apps that were not told yet that somebody signed out, or could not be. Each is tried again for a while.
# Small labels beside an app's name.
admin-deliveries-given-up = given up
admin-deliveries-waiting = waiting
# Facts in a row, with points between them. $time_html: when, such as "3 minutes ago".
admin-deliveries-ended = session ended { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] tried { $n } time
       *[other] tried { $n } times
    }
admin-deliveries-next = next try { $time_html }
admin-deliveries-took = answered or failed after { NUMBER($ms) } ms
admin-deliveries-none = Every app was told.

## Activity

# Whose activity the page shows.
admin-activity-of = Of <bdi>{ $name }</bdi>.
admin-activity-of-link = Of <a href="{ $href }"><bdi>{ $name }</bdi></a>.
# The label of a list of kinds of events, and its first choice.
admin-activity-kind = Kind
admin-activity-everything = Everything
admin-activity-none = Nothing of this kind.
admin-activity-search = Name, username or app
admin-activity-cut = More people or apps than can be looked for together have this in their names. Write more of the name to find the others.
admin-activity-hint = The whole record, with hashes that show whether it was changed: <code>latchkey audit verify</code> and <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Apps
admin-apps-registered = registered itself
admin-apps-disabled = disabled
admin-apps-used = last used { $time_html }
admin-apps-none = No apps yet.
# An order of apps.
admin-apps-busiest = Most requests in the last 24 hours first
admin-apps-none-hint = Add Grafana, Nextcloud, Immich or another one: <code>latchkey client add --app list</code> lists those with a preset.
admin-app-connect = Connect
admin-app-connect-hint = Most apps need the discovery address and the client ID. The secret is never shown here: it is stored as a hash.
admin-app-discovery = Discovery address
admin-app-client-id = Client ID
admin-app-settings = Settings
admin-app-settings-configured = This app is configured in <code>{ $place }</code>. Changes of the file are loaded by themselves.
admin-app-settings-registered = This app registered itself. These lines would configure it in the file.
admin-app-try = Try it
admin-app-try-person = Username or email address
admin-app-try-nobody = Nobody has this name.
admin-app-try-sign-in = Sign in to the app
admin-app-refusals = What was refused
admin-app-refusals-hint = The latest refusals that named this client ID, { $n } at most, since this server started.
admin-app-refusals-none = Nothing was refused.
admin-app-remedy = These lines would accept it:
admin-app-who = Who may use it
admin-app-everybody = Everybody who has an account.
admin-app-disable = Disable the app
admin-app-disable-hint = Disabling revokes its tokens and refuses sign-ins to it, until it is enabled again.
admin-app-enable = Enable the app
admin-app-approve = Approve the app
admin-app-approve-hint = An approved app gets error responses before anybody has given consent. It stays approved until it changes.
admin-app-disable-done = The app is disabled, and its tokens are revoked.
admin-app-enable-done = The app is enabled.
admin-app-approve-done = The app is approved.
admin-app-changed = The app changed meanwhile. Check it and try again.
admin-app-views = Pages of this app
copy = Copy
copied = Copied
admin-connect-paste = What to paste into the app
admin-connect-paste-hint = Choose the app, and its own lines are filled in for this client. Write the secret where <code>{ $place }</code> stands.
admin-connect-other = Another app
admin-connect-tried = Tried with { $version }.
admin-connect-untried = Written from the documentation of the app, and not tried.
admin-connect-lacks = What this client lacks for the app
admin-connect-lacks-nothing = This client has everything that the app needs.
admin-connect-redirects = Where the app is sent back to
admin-connect-addresses = Addresses of this server
# $value: what is missing, or registered and does not fit; technical.
admin-lack-redirect = The app asks to be sent back to { $value }, which is not registered.
admin-lack-post-logout = After a sign-out, the app asks to be sent back to { $value }, which is not registered.
admin-lack-backchannel = The app takes logout tokens at { $value }, and this client has no address for them.
admin-lack-scope = The app asks for { $value }, which this client may not have.
admin-lack-grants = The app uses { $value }, which this client may not use.
admin-lack-method = This client is registered for { $value }, and the app sends its secret in another way.
admin-lack-pkce = The app sends neither a code_challenge nor a nonce, and this client has to.
admin-lack-native = The app is on phones or desktops, too, and this client is for the web alone.
admin-lack-claims = The app reads the ID token alone, and the ID token of this client lacks the claims.
admin-try-hint = Goes through a sign-in as the server would, without the app. Nothing is issued, and nothing is kept.
admin-try-nobody = Nobody signs in to this app.
admin-try-not-sent = not sent
admin-try-signed-in = Is signed in already
admin-try-ladder = What would happen
# $endpoint: an address. A list of parameters follows.
admin-try-sent = The app sends the browser to <code>{ $endpoint }</code> with:
admin-try-pushed = The app sends these to the server itself first (PAR), and the browser brings only a reference.
admin-try-signed = The app has to send these in a signed request object.
admin-try-left-out = Left out, because the app may not have it or nobody knows it: { $scope }
admin-try-admitted = The app is for some groups, and this person is in one of them.
admin-try-not-admitted = The app is for some groups, and this person is in none of them.
admin-try-two-factors = A second factor or a passkey is demanded of this person.
admin-try-one-factor = A password is enough for this person.
admin-try-sign-in = { $name } signs in with a password.
admin-try-sign-in-two = { $name } signs in with a password and a second factor.
admin-try-sign-in-passkey = { $name } signs in with a passkey.
admin-try-sign-up = { $name } sees the page for a new account, and signs in.
admin-try-again = { $name } signs in again, because a fresh sign-in is demanded.
admin-try-step-up = { $name } proves a second factor.
admin-try-enrol = { $name } sets up a second factor.
admin-try-account = { $name } chooses the account.
admin-try-consent = { $name } is asked whether the app may have this:
admin-try-issue = Nothing is missing, so the server grants the request.
admin-try-refuse = The server refuses the request.
admin-try-goes = The browser goes back to <code>{ $place }</code> with:
admin-try-stays = The browser stays at an error page of this server, and the app learns nothing.
admin-try-told = What the app would be told
admin-try-id-token = The ID token says:
admin-try-userinfo = Userinfo says:
# The columns of the picture: who talks to whom.
admin-try-lane-app = App
admin-try-lane-browser = Browser
admin-try-lane-server = Server
# Opens what is sent. $n (number): how many parameters there are.
admin-try-parameters = Parameters: { NUMBER($n) }
# What each parameter is for, in the words of this page.
admin-gloss-response-type = What the app wants back. A “code” is exchanged for tokens by the app, out of the browser’s sight.
admin-gloss-client-id = The name of the app at this server.
admin-gloss-redirect-uri = Where the browser is sent back to. It has to be registered, letter for letter.
admin-gloss-scope = What the app asks for.
admin-gloss-state = Made up by the app. The answer has to have the same value.
admin-gloss-nonce = Made up by the app. The ID token has to have the same value.
admin-gloss-code-challenge = The hash of a secret that the app keeps (PKCE). Without the secret, nobody can use the code.
admin-gloss-code-challenge-method = How that hash is made.
admin-gloss-prompt = Which pages the server has to show, or that it may show none.
admin-gloss-code = Works once and for a short time. The app exchanges it for tokens.
admin-gloss-iss = Which server answered, so that an app with several does not confuse them.
admin-gloss-session-state = With this value the app notices that somebody signed out here.
admin-gloss-access-token = Opens userinfo, and other services, to the app.
admin-gloss-token-type = How the access token is used. “Bearer” means that whoever has it can use it.
admin-gloss-expires-in = For how many seconds the access token works.
admin-gloss-id-token = Says who signed in, when, and to which app. The server signed it.
admin-gloss-error = The error, by its name in the specification.
admin-gloss-error-description = The error in words, for developers.

## Keys

admin-tab-keys = Keys
admin-keys-hint = Apps check by these keys what this server signed. A key is published before it signs, and for a while after.
admin-keys-never = No key is replaced by itself (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> replaces them at any time.
# Read out in the place of a picture, below which there is a list.
admin-keys-chart = Timeline of the keys. The list below it says the same.
# The same on the overview, which has no list.
admin-overview-keys-chart = Timeline of the keys. The page of the keys says the same in words.
# Small labels: what a key does.
admin-keys-published = published
admin-keys-signing = signing
admin-keys-in-use = in use
admin-keys-retired = retired
admin-keys-remembered = no longer published
# Apps encrypt to this key; the other keys sign.
admin-keys-encryption = for encryption
# Facts in a row, with points between them. $time_html: when, such as "3 months ago" or "in 2 days".
admin-keys-made = published { $time_html }
admin-keys-from = first used { $time_html }
admin-keys-replaced = replaced { $time_html }
# When the next key takes the place of this one.
admin-keys-next = next key { $time_html }
admin-keys-leaves = published until { $time_html }
admin-keys-decrypts = decrypts until { $time_html }
# A line in a picture: the present moment.
admin-chart-now = now

## Health: whether this server is well

admin-tab-health = Health
admin-health-fine = Everything is in order.
admin-health-look = Something needs a look; below it says what to do.
# Small labels: how each part of the server is.
admin-health-ok = in order
admin-health-warn = needs a look
admin-health-bad = broken
admin-health-off = not set up
# The parts of the server.
admin-health-database = Database
admin-health-configuration = Configuration
admin-health-mail = Mail
admin-health-backup = Backup
admin-health-version = Version
# Facts in a row, with points between them. $version: a number, of the layout of the database.
admin-health-schema = schema version { $version }
admin-health-size = { NUMBER($n) } MB
# $digest: letters and digits by which one configuration is told from another.
admin-health-digest = digest <code>{ $digest }</code>
# $time_html: when, such as "3 hours ago".
admin-health-reloaded = reloaded { $time_html }
# A reload that failed.
admin-health-refused = reload refused { $time_html }
# How many mails, or messages to apps, wait to be sent.
admin-health-waiting = waiting: { NUMBER($n) }
# The oldest of them.
admin-health-oldest = the oldest { $time_html }
admin-health-failed = last failure { $time_html }
# The last backup; each is read and checked as soon as it is made.
admin-health-made = made and checked { $time_html }
# No backup was made.
admin-health-none = none yet
# $node: the name of one of several servers that share a database.
admin-health-node = this node: <code>{ $node }</code>
# What to do where a part is not well.
admin-health-database-bad = It takes no writes, and the log says why: look at its disk and permissions, or at the database server.
# $algs: names of algorithms, such as “RS256, ES256”.
admin-health-keys-bad = No key signs by { $algs }. The log says why it could not be made or read.
# “They” are the signing keys.
admin-health-keys-not-again = They cannot be loaded from the database again, and the log says why; those loaded before stay in use. Restore <code>keys.wrap_key_file</code> before this node restarts, since it would not start.
admin-health-keys-others-sign = Other nodes sign with a key that this node cannot load, so it is not ready, and the log says why. Give all nodes the same <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = What was loaded before stays in force. <code>latchkey check</code> says what is wrong with the file.
# $revision, $newest, $next: numbers of versions of the file. <code>revision</code> is a word of that file.
admin-health-configuration-older = This node has an older file: its <code>revision</code> is { $revision }, and { $newest } is in force, so it changes no user. Give it the file with revision { $newest }, or raise <code>revision</code> above { $newest } to go back on purpose.
admin-health-configuration-unnumbered = The file of this node has no <code>revision</code>, and { $newest } is in force, so it counts as older and changes no user. Write <code>revision = { $next }</code> at its top, before the first section.
admin-health-mail-off = Without <code>[smtp]</code> in the configuration, no mail is sent.
admin-health-mail-warn = Mail could not be sent. <code>latchkey mail test ADDRESS</code> shows what the mail server answers.
admin-health-deliveries-warn = Some apps could not be told. Their page says which, and why.
admin-health-backup-off = No backup is made by itself: set <code>[storage.backup]</code>, or back up the database server.
admin-health-backup-warn = A backup is due and could not be made. The log says why; <code>latchkey check</code> tries the folder.

## A picture of the sign-ins on the overview

admin-chart-heading = Sign-ins of the last 24 hours
# Read out in the place of the picture.
admin-chart-label = Signed in: { NUMBER($ok) }. Failed: { NUMBER($failed) }. The numbers of each hour follow.
admin-chart-ok = signed in: { NUMBER($n) }
admin-chart-failed = failed: { NUMBER($n) }
# Behind the numbers of an hour.
admin-chart-cut = more than are counted here
# Opens the list of the numbers.
admin-chart-numbers = Hour by hour
admin-chart-none = Nobody signed in, and nobody tried.
# Below it. What stands in <b> is the tab admin-app-try.
admin-chart-none-hint = Sign-ins appear here as they happen. On the page of an app, <b>Try it</b> goes through one.

## A picture of when a person was signed in, on the page of the person, and for themselves on that of their activity

admin-presence-heading = Signed in during the last two weeks
# Read out in the place of the picture.
admin-presence-label = When this person was signed in, for each device. The same follows as a list.
# The legend: a bar, and the marks of sign-ins.
admin-presence-signed-in = signed in
admin-presence-one = sign-in with one factor
admin-presence-strong = with several, or a passkey
admin-presence-failed = failed
admin-presence-list = As a list
admin-presence-from-to = Signed in from { $from_html } to { $to_html }
admin-presence-since = Signed in since { $time_html }

## A table of people and apps, on the page of apps

admin-usage-heading = Who uses what
admin-usage-hint = How often each person signed in to each app since { $time_html }.
admin-usage-part = Those who did most often are shown.
admin-usage-count = { NUMBER($n) }

## A bar of the last 24 hours of each app, with a tick for each hour: on the overview, in the list of apps and on the page of an app

admin-hours-heading = Requests of the last 24 hours
admin-hours-apps = Apps in the last 24 hours
admin-hours-hint = Requests to <code>/token</code> and to the other addresses where apps prove who they are, hour by hour until now.
# $time_html: when, such as "3 hours ago".
admin-hours-since = Counted since this server started: { $time_html }.
# $node: the name of one of several servers that share a database.
admin-hours-node = Counted by this node alone: <code>{ $node }</code>.
# Read out in the place of the bar.
admin-hours-label = In the last 24 hours. Answered: { NUMBER($ok) }. Refused: { NUMBER($refused) }.
admin-hours-nothing = Nothing was asked in the last 24 hours.
# The legend: what the ticks look like of an hour in which of the requests …
admin-hours-ok = all answered
admin-hours-some = some refused
admin-hours-most = most refused
admin-hours-empty = nothing asked
# Of one hour, behind it, with points between them.
admin-hours-answered = answered: { NUMBER($n) }
admin-hours-refused = refused: { NUMBER($n) }
# The heads of a table. In the column of the last one stands one of the reasons below.
admin-hours-hour = Hour
admin-hours-column-answered = Answered
admin-hours-column-refused = Refused
admin-hours-column-why = Most often because
# Reasons why requests were refused.
admin-hours-why-client = the app did not prove who it is: its secret, key or certificate was wrong
admin-hours-why-grant = a code or token was no longer valid, or was not the app's
admin-hours-why-request = the request lacked something, or could not be read
admin-hours-why-not-allowed = the app may not ask in this way
admin-hours-why-scope = the app asked for something that it may not have
admin-hours-why-person = the person did not allow it, or did not answer in time
admin-hours-why-busy = it was asked too often, or the server could not answer just then
admin-hours-why-server = the server had an error; the log says which
admin-hours-why-proof = the DPoP proof was not valid
admin-hours-why-other = something else was wrong

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username } has a passkey or an authenticator app, which no link replaces: reset the factors first, and make a link then.
# $username: whose account.
admin-refused-only-passkey = No other passkey signs { $username } in: reset the factors instead, and make a link then.
# Button.
admin-person-make-link-passkey = Make a link to create a passkey
# $time_html: a time, with its markup.
admin-link-passkey = With this link the person creates a passkey. It works once, until { $time_html }, and replaces earlier links. It is shown only now: hand it over in a way that nobody else can read.
# Beside a name.
admin-tag-no-passkey = no passkey yet
admin-done-mailed-passkey = A link to create a passkey is on its way by mail.
