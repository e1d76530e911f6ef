# The error page.

# Above a number that names the request in the log; the number follows.
error-ask = Ask the person who runs this site and give them this number:
error-ask-if-needed = If you need help, ask the person who runs this site. Give them this number:

# What unfolds below: labels, for whoever is asked for help.
error-details = Details to pass on
error-address-sent = Address that the app sent
error-sent = Sent by the app
error-registered = Registered
# Where no address is registered.
error-registered-none = none
# "Block" is a part of the configuration file.
error-remedy = To allow what was sent, paste this line into the app’s block
error-code = Error
error-client = Client
# "client_id" is a technical name, here and below.
error-client-id-sent = client_id sent
error-status = Status
error-request = Request
error-time = Time

## Where to go from there: buttons

# $app: the name of an app.
error-to-app = Go to { $app }
error-to-account = Go to your account
error-load-again = Load the page again
error-sign-in = Sign in
error-choose-password = Choose a new password
error-to-start = Go to the start page

## What to do: a sentence below what happened

error-next-app = Go back to the app and try again.
error-next-operator = Trying again will not help: the app or this site must be set right first.

## Faults of an app

error-unknown-app-heading = This app is not known here
error-wrong-request-heading = This app asked in a wrong way
error-client-id-missing = client_id is missing.
error-client-id-unknown = client_id is not registered.
# "redirect_uri" is a technical name.
error-redirect-uri-missing = redirect_uri is missing.
error-redirect-uri-unknown = redirect_uri is not registered.
# $host: the host as it must be written.
error-redirect-uri-not-ascii = redirect_uri is not registered; the host of a URI is written in ASCII, here { $host }.
# "state" and "claims" are technical names.
error-too-long-to-wait = The app's request is longer than can wait for a sign-in: a shorter state or claims parameter would do.

# An app that registered itself, and was not allowed anything.
error-nothing-shared-heading = Nothing was shared
error-nothing-shared-next = You can close this page, or go back to the app by yourself.
error-not-answered-heading = This app cannot be answered
error-not-answered-next = You can close this page. The person who runs this site can approve the app.
# Follows a technical sentence in English.
error-not-vouched-for = The app registered itself and nobody has allowed it anything yet, so you are not sent on to it.
error-not-vouched-for-cancelled = The user cancelled the sign-in. The app registered itself and nobody has allowed it anything yet, so you are not sent on to it.
error-not-vouched-for-denied = The user did not allow this. The app registered itself and nobody has allowed it anything yet, so you are not sent on to it.

## A sign-in that cannot go on

error-complete-heading = This sign-in is complete
error-complete-next = Go on to the app, or to your account.
error-not-open-heading = This sign-in is no longer open
error-not-open-next = Start again from the app, or go to your account.
error-cookie-next = Allow cookies for this site in your browser, then start again from the app.
error-no-sign-in = This address is only used while an app signs you in.
error-another-browser = It was started in another browser, or before this browser was closed.
error-no-cookie = Your browser did not send this site’s cookie, and a sign-in needs it.
error-too-old = It was open for more than an hour.
error-not-pushed = It was not opened in time.
error-request-expired = The app asked for this too long ago. Start again on the device.
error-answered = It was completed before, and each sign-in can be completed only once.

## Forms and links

# What happened is one of the messages "lack-…".
error-outdated-heading = This page was out of date
error-nothing-done-heading = Nothing was done
error-again-next = Load the page again and repeat what you did.
error-another-site-next = If you meant to do this, do it on the page of this site.
error-link-heading = This link no longer works
error-link = This link was used before or has expired.
error-link-next = If you have chosen a password already, sign in with it. Otherwise ask the person who sent the link for a new one.
error-sign-in-link = The link of a mail about a sign-in works once, within seven days, until the password is changed.
error-sign-in-link-next = If you did not change the password, choose a new one now. Then check where you are signed in.

## Requests that cannot be read

error-unreadable-heading = This request could not be read
# $kind: a technical name, such as "application/json".
error-body-type = The body must be { $kind }.
error-body-compressed = The body must not be compressed.
# $bytes (number): how many.
error-body-too-large = The body is larger than { $bytes } bytes.
error-body-too-slow = The body did not arrive in time.
error-body-broken = The body is incomplete.
# $name: the technical name of a parameter. $most (number): how many there may be.
error-parameter-twice = The parameter { $name } was sent more than once.
error-parameter-encoding = The parameter { $name } is not valid UTF-8 text.
error-parameters-too-many = The request has more than { $most } parameters.
error-parameter-values = The parameter { $name } has more than { $most } values.
error-parameter-bytes = The parameter { $name } is longer than { $most } bytes.
error-parameter-times = The parameter { $name } was sent more than { $most } times.
error-query-and-body = Parameters were sent both in the query and in the body.
error-address-heading = This address is too long
error-address = The address is longer than 32 KiB.
error-headers-heading = Your browser sent too much
error-headers = The headers are larger than 64 KiB.
error-headers-next = Delete the cookies of this site and of its parent sites, then try again.
error-refused-heading = This request could not be answered
# $status: a number and a technical name.
error-refused = The request cannot be answered: { $status }.
error-method-heading = This address works differently
# $method: a technical name, such as "POST".
error-method = This address does not answer { $method } requests.

## Faults of this site

error-busy-heading = Busy at the moment
error-busy-next = Nothing is lost. Wait a few seconds, then try again.
error-busy = Too many sign-ins are waiting.
error-client-not-now = What the app says of itself cannot be read just now.
error-crowded = The server has as many open connections as it may have.
error-session = The server cannot reach its storage just now.
error-failed-heading = Something went wrong here
error-failed = The server could not answer.
error-storage = The server could not read its storage.

## Pages that are not there, or not for everybody

error-nothing-here-heading = There is nothing here
error-nothing-here = There is no page here.
error-nothing-here-next = Check the address, or go to the start page.
error-administrators-heading = This page is for administrators
error-administrators = This page is for administrators of this site.
error-administrators-next = Sign in as an administrator, or go to your account.
# For whoever tries the server out.
error-development-heading = Development mode answers on this machine only
# $host: the name of a machine.
error-development = You came by the name { $host }.
error-development-next = To serve other machines, set issuer = "https://…" under [server] in config.toml and start with it.
