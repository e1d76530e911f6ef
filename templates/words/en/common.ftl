# Words that several pages share.

language = Language
language-choose = Change language

# Links at the foot of every page to the operator’s own. The first is what the group of them is called for those who hear the page.
site-links = More about this site
link-help = Help
link-privacy = Privacy
link-terms = Terms
link-imprint = Legal notice

show = Show
hide = Hide
error-prefix = Error:
go-to = Go to “{ $field }”
go-to-field = Go to the field
wait-over = You can try again now.
# $seconds (number): how long to wait; it is counted down within the element.
wait-seconds =
    { $seconds ->
        [one] You can try again in <span data-retry-after="{ $seconds }">{ $seconds } second</span>.
       *[other] You can try again in <span data-retry-after="{ $seconds }">{ $seconds } seconds</span>.
    }
# $minutes (number): the same in minutes.
wait-minutes =
    { $minutes ->
        [one] You can try again in <span data-retry-after="{ $seconds }">{ $minutes } minute</span>.
       *[other] You can try again in <span data-retry-after="{ $seconds }">{ $minutes } minutes</span>.
    }
password-hint = At least { $length } characters. A few unrelated words work well.

# The pages of an account.
account-pages = Your account
tab-account = Account
tab-profile = Profile
tab-security = Security
tab-activity = Activity

# The pages of administrators.
admin-pages = Administration
admin-tab-overview = Overview
admin-tab-people = People
admin-tab-groups = Groups
admin-tab-sessions = Sessions
admin-tab-deliveries = Sign-out messages
admin-tab-activity = Activity

# Beside a record of the audit that deserves a look.
audit-look = look
audit-by = by <bdi>{ $name }</bdi>
audit-by-link = by <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = request { $id }

# An app.
app-policy = Privacy policy
app-terms = Terms of service
to-continue = to continue to <b>{ $app_html }</b>
for-the-developer = For the app’s developer:
no-way-back-will = You will not be taken back to the app, because { $reason }.
no-way-back-was = You were not taken back to the app, because { $reason }.

# Signing in. $time_html: when, such as "3 hours ago". $methods: such as "a password and a one-time code".
signed-in-at = signed in { $time_html }
signed-in-with = signed in { $time_html } with { $methods }
remember-device = Don’t ask again on this device for { $time }

# Spans of time.
time-minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
time-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
time-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }

# Items of a list in a sentence: all but the last two are joined by the comma.
list-two = { $one } and { $two }
list-comma = { $one }, { $two }
