# What apps ask for on another device.

## What a device without a browser asks for: its code is typed here

# Heading and title.
device-heading = Connect a device
device-lead = Enter the code that your TV, console or other device shows.
device-code = Code
device-code-hint = Eight letters, such as WDJB-MJHT. Capitals, spaces and the dash do not matter.
device-continue = Continue
# Above the form, after a mistake.
device-not-found = This code cannot be used.
device-code-malformed = A code has eight letters. Check what the device shows.
device-code-unknown = This code is not known, or has expired. Check it, or start again on the device.

## What an app asked for on another device

# A warning above what is asked: a heading and a text.
request-yours = Did you start this yourself?
request-yours-text = Allow it only if you started this a moment ago on a device of yours. If somebody sent you the code or a link, refuse.
# $code: such as "WDJB-MJHT".
request-code = That device should show this code: <b>{ $code }</b>
# Labels: when it was asked, from which network address, and by which device.
request-when = Asked
request-address = Address
request-device = Device
# $n (number): how many.
request-seconds-ago =
    { $n ->
        [one] { $n } second ago
       *[other] { $n } seconds ago
    }
request-minutes-ago =
    { $n ->
        [one] { $n } minute ago
       *[other] { $n } minutes ago
    }
request-stays = You stay here. The app goes on by itself on that device.
# Button.
request-not-me = That’s not me
# What was done: headings, each with a sentence.
request-allowed = Your device is connected
request-allowed-text = Go back to it: the app goes on by itself in a few seconds.
request-refused = Nothing was allowed
request-refused-text = The app on that device gets no access to your account.
request-impossible = This does not work with your account
# $app: the name of the app.
request-impossible-text = Your account may not use { $app }, or cannot prove what this app demands. The app on that device gets no access.
