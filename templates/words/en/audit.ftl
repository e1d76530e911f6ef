# What happened, as the audit tells people.

# What somebody signed in with; part of a sentence.
method-password = a password
method-code = a one-time code
method-passkey = a passkey
method-unknown = no method that is known here
