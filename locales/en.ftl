# The words of pages, mails and errors in English, the language that all others are translated from.
# A key is named after the page, or the part of a page, that shows it. Plurals hang on $count.

language-name = English

## Dates
month =
    { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
date-day = { $day } { month } { $year }
date-moment = { $day } { month } { $year }, { $time } UTC

## Around every page
nav-skip = Skip to content
nav-label = Main
nav-directory = Members
nav-groups = Groups
nav-settings = Settings
nav-moderation = Moderation
nav-log-in = Log in
nav-log-out = Log out
nav-sign-up = Sign up
footer-about = About this server
footer-privacy = Privacy
footer-source = Rounds { $version }, source code
footer-language = Language
pager-label = Pages
pager-newer = Previous page
pager-older = Next page
feed-link = Subscribe to new posts (Atom feed)

## Front page, about
home-sign-up = Join this server
home-directory = Find a colleague
home-recent = Recent public posts
home-about = About
home-network = This server is one of many that talk to each other. Members follow and answer colleagues on other servers of the network, Mastodon among them, and are followed from there.
home-more = More about this server
home-groups = Groups
home-all-groups = All groups
about-title = About { $site }
about-network-title = An open network
about-members = Members
about-statuses = Posts
about-contact = Who runs it
about-abuse = Report abuse and weak points of security to
about-rules = Rules
connect-title = Read and write with an app
connect-how = Any Mastodon app works with this server, on the phone and on the desktop. When the app asks for your server, enter:

## Posts
stream-empty = There are no public posts yet.
status-title = Post by { $name }
status-boosted-by = Boosted by { $name }
status-in-group = Posted in { $name }
status-reply-to = In reply to { $name }
status-pinned = Pinned
status-locked = Locked
status-warning = Content warning
status-sensitive = Show sensitive media
status-edited = Edited { $date }
status-replies =
    { $count ->
        [one] { $count } reply
       *[other] { $count } replies
    }
status-boosts =
    { $count ->
        [one] { $count } boost
       *[other] { $count } boosts
    }
status-favourites =
    { $count ->
        [one] { $count } favourite
       *[other] { $count } favourites
    }
media-undescribed = Picture without a description
media-file = Attached file
media-video = Video without a description
media-audio = Sound without a description
thread-before = Earlier in this conversation
thread-replies = Replies
thread-reply-title = Reply from your own server
thread-reply-how = Paste this address into the search of your app or server, open the post there and reply:
thread-locked = This thread is locked: only those who run the group answer in it.

## Profiles
profile-about = About
profile-bot = Automated account
profile-locked = Approves followers
profile-statuses = Posts
profile-followers = Followers
profile-following = Following
profile-joined = Joined { $date }
profile-verified = Link verified { $date }
profile-tabs = Posts of this profile
profile-tab-posts = Posts
profile-tab-replies = Posts and replies
profile-tab-media = Media
professional-title = Professional profile
professional-profession = Profession
professional-specialty = Specialty
professional-specialties = Specialties
professional-interests = Interests
professional-workplace = Workplace
professional-region = Region
professional-languages = Languages
professional-self-declared = As stated by the account holder.
follow-title = Follow from your own server
follow-how = Paste this handle into the search of your app or server and choose “Follow”:

## Groups
group-label = Group
group-moderated = Posts are reviewed
group-about = About
group-followers = Followers
group-statuses = Posts
group-posts-title = Posts
group-moderators = Moderators
group-join-title = Take part
group-join-how = Follow this handle from any server to receive the posts of the group. Mention it in a public post to post to the group:
group-desk-title = Moderation
group-desk-waiting = Waiting for a decision
group-desk-nothing-waits = Nothing waits.
group-do-approve = Let through
group-do-reject = Refuse
group-do-lock = Lock
group-do-unlock = Unlock
group-do-pin = Pin
group-do-unpin = Unpin
group-do-remove = Remove from the group
collection-by = Put together by { $name }
collection-empty = Nobody is in this collection.
collection-sensitive = Show who is in it
credential-title = Verified by { $issuer }
credential-health = { $who } has been verified by { $issuer } since { $since }.
credential-employment = { $who } works for { $issuer }, which has vouched for it since { $since }.
credential-membership = { $who } is a member of { $issuer }, which has vouched for it since { $since }.
credential-past = { $issuer } vouched for { $who } on { $since }.
credential-until = Valid until { $until }.
credential-unlimited = Valid until further notice.
credential-suspended = Not valid for now: { $issuer } has suspended it.
credential-revoked = No longer valid: { $issuer } has revoked it.
credential-expired = No longer valid: it ended on { $until }.
credential-says = What is vouched for
credential-profile = Profile
credential-document = The signed document, for checking by machine
credential-kind = Kind
credential-kind-health = Health professional
credential-kind-employment = Employment
credential-kind-membership = Membership
credential-profession = Profession
credential-specialty = Specialty
credential-jurisdiction = Where it may be exercised
credential-organization = Organisation
credential-role = Role
credential-assurance = How it was checked
credential-assurance-format = The number has the form of its register
credential-assurance-register = Found in the register
credential-assurance-issuer = Known to the issuer itself
groups-title = Groups
groups-intro = Groups carry a conversation across servers: anyone who follows one receives what is posted to it.
groups-empty = There are no groups on this server yet.
groups-followers =
    { $count ->
        [one] { $count } follower
       *[other] { $count } followers
    }

## Directory
directory-title = Members
directory-intro = Members of this server who agreed to be listed.
directory-any = Any
directory-filter = Show
directory-all = Show all
directory-total =
    { $count ->
        [0] No members match.
        [one] { $count } member
       *[other] { $count } members
    }

## Forms
form-problems = Please correct the following:
field-username = Username
field-username-hint = Letters, digits and underscores. It becomes part of your public address.
field-email = E-mail address
field-new-email = New e-mail address
field-password = Password
field-password-hint = At least 8 characters. A sentence is easier to remember than a word with symbols.
field-current-password = Current password
field-new-password = New password
field-name = Name
field-note = About you
field-avatar = Picture
field-avatar-hint = PNG, JPEG, GIF or WebP. It is cut to a square.
field-remove-avatar = Remove the picture
field-header = Wide picture
field-header-hint = Three times as wide as high.
field-remove-header = Remove the wide picture
field-kind = Kind of account
field-region-hint = ISO 3166-2 code of the country or region, such as DE-BE or US-CA.
field-languages-hint = Language codes, separated by commas, such as: en, de
field-interests-hint = For whom the account speaks and what it gains, such as “Acme Pharma, which sells dressings”. An account of industry has to say it.
field-free-name = Title of field { $count }
field-free-value = Content of field { $count }
field-discoverable = List me in the directory and suggest me to others
field-indexable = Let search engines list my profile and public posts
field-locked = Approve followers one by one
field-locked-hint = Public posts stay visible to everyone.

## Joining and logging in
signup-title = Join { $site }
signup-approval = The moderators look at every application. You will hear from them by e-mail.
signup-email-hint = We send a link there to confirm it. It is not shown to anyone.
signup-reason = Why would you like to join?
signup-reason-hint = Only the moderators read this. Tell them what you do and where.
signup-agreement = I have read the rules and agree to them
signup-submit = Create account
signup-have-account = You have an account already?
signup-closed = This server takes no new members at the moment.
signup-closed-remedy = You can join another server of the network and follow the people here from there, or ask those who run this server.
confirm-sent-title = Look into your mail
confirm-sent-text = We have sent a link to { $email }. Open it to confirm the address.
confirm-sent-spam = Nothing there after some minutes? Look into the folder for unwanted mail.
confirm-again-title = Confirm your address
confirm-again-intro = Enter the e-mail address with which you signed up. If it waits to be confirmed, we send the link again.
confirm-again-submit = Send the link again
confirm-again-sent = If { $email } waits to be confirmed, a link is on its way there.
confirmed-title = Your address is confirmed
confirmed-text = You can log in now.
confirmed-approval-text = The moderators look at your application next. You will get a mail when they have decided.
refused-blank = Please fill this in.
refused-taken = This is taken already: choose another one.
refused-reserved = This name is reserved: choose another one.
refused-blocked = Addresses of this provider are not accepted here: use another one.
refused-too-long = This is too long.
refused-agreement = Without this there is no account.
refused-username = Letters, digits and underscores only, please.
refused-email = This address cannot be used: it is mistyped or belongs to somebody already.
refused-password = Between 8 and 256 characters, please.
refused-current-password = This is not your current password.
refused-confirm = Tick this if you are sure.
refused-list = Please choose one of the list.
refused-specialties = Please choose of the list, ten at most.
refused-region = There is no such region: give an ISO 3166-2 code such as AT-9, or a country's two letters.
refused-languages = There is no such language: give codes such as de or pt-BR, ten at most.
refused-import-none = Choose a CSV file in which something stands.
refused-import-encoding = This file is not text in UTF-8: save it as CSV (UTF-8) and choose it again.
refused-import-columns = The first line names the columns, and one is missing: take the file as it was exported.
refused-import-kind = This file holds something else: { $kind }. Choose that, or another file.
refused-import-long = This file has more than 20,000 lines: bring it in parts.
refused-import-lines = Nothing was imported, because of lines that cannot be read. They stand below: correct them and choose the file again.
refused-import-busy = Five of your files are still being worked on: come back when one is done.
refused-language = There is no such language: give a code such as de or pt-BR.
refused-picture = This picture cannot be read, or is too large.
login-title = Log in to { $site }
login-submit = Log in
login-unconfirmed = Your e-mail address is not confirmed yet: open the link that we have sent there.
login-unapproved = The moderators have not decided on your application yet.
login-disabled = This account cannot be used. Ask those who run this server.
login-wrong = The e-mail address or the password is wrong.
login-forgot = Forgot the password?
login-confirm-again = No mail to confirm your address?
login-no-account = No account yet?
forgot-title = Choose a new password
forgot-intro = Enter your e-mail address. We send you a link with which you can choose a new password.
forgot-submit = Send the link
forgot-sent-text = If { $email } belongs to an account, a link is on its way there.
reset-title = Choose a new password
reset-intro = You will be logged out everywhere else.
reset-submit = Save the password

## Apps
authorize-title = { $app } asks for access
authorize-account = It would act in the name of:
authorize-scopes = It could
authorize-trust = Allow it only if you came here from that app. You can withdraw the access by logging out in the app.
authorize-approve = Allow
authorize-deny = Refuse
scope-profile = see who you are
scope-read = read everything in your account, private posts included
scope-write = post and change everything in your account
scope-follow = follow, mute and block for you
scope-push = send you push notifications
scope-admin = use your powers as a moderator or administrator
oauth-code-title = Your code
oauth-code-how = Copy this code into the app:
oauth-code-once = It works once and for a few minutes. Give it to nobody else.

## Settings
settings-title = Settings
settings-profile = Profile
settings-account = Account
settings-preferences = Preferences
settings-privacy = Privacy
settings-notifications = Mails
settings-sessions = Log-ins and apps
settings-export = Export
settings-import = Import
settings-saved = Saved.
settings-save = Save
settings-appearance = How others see you
settings-professional-hint = Shown on your profile and in the directory, also on other servers. Leave out what you do not want to be public.
settings-fields = More fields
settings-fields-hint = For example your web site or your professional register.
settings-visibility = Who finds you
settings-email-title = E-mail address
settings-email-now = Mail goes to { $email }.
settings-email-waiting = { $email } waits to be confirmed: open the link that we have sent there.
settings-email-submit = Change the address
settings-password-title = Password
settings-password-submit = Change the password
settings-migration = Moving
field-handle = The account
field-handle-hint = Its whole name, such as @name@example.org
settings-alias-title = Other accounts of yours
settings-alias-text = Name an old account here, and you can move from it to this one. Everybody can see which accounts you name.
settings-alias-submit = Add the account
settings-alias-remove = Remove
settings-move-title = Move to another account
settings-move-text = First name this account as an alias on the new one. Your followers will then follow the new account; your posts stay here, and you cannot post or follow from here any more. After a move you have to wait seven days for the next one.
settings-move-submit = Move
settings-moved = You moved to { $account }.
settings-move-cancel = Come back to this account
settings-delete-title = Delete the account
settings-delete-text = Your profile, posts and media are deleted here, and other servers are asked to delete them. This cannot be undone.
settings-delete-confirm = Yes, delete everything
settings-delete-submit = Delete my account

## Preferences, privacy, mails, log-ins
preferences-pages = Pages and mails
preferences-locale = Language
preferences-posting = Your posts
preferences-posting-hint = What apps suggest for a new post; you can choose otherwise for each one.
preferences-visibility = Who sees them
visibility-public = Everyone
visibility-unlisted = Everyone, but not listed in public timelines
visibility-private = Only your followers
preferences-language = Language
preferences-language-hint = A code such as en or pt-BR; empty to let it be recognised.
preferences-sensitive = Hide pictures and videos behind a warning
preferences-reading = Reading
preferences-reading-hint = Apps that ask for it show posts like this.
preferences-media = Pictures and videos
expand-media-default = Hide those that are marked as sensitive
expand-media-show-all = Show all
expand-media-hide-all = Hide all
preferences-spoilers = Unfold what stands behind content warnings
preferences-autoplay = Play animations at once
privacy-network = Who follows you
privacy-hide-collections = Hide your network
privacy-hide-collections-hint = Nobody sees whom you follow and who follows you; the numbers stay.
mails-title = Mails
mails-hint = A mail comes some minutes later, unless you have read it in an app by then, and at most once an hour.
mails-kinds = Write to me when
mails-mention = somebody mentions me or writes to me
mails-follow = somebody follows me
mails-follow-request = somebody asks to follow me
mails-favourite = somebody favourites a post of mine
mails-reblog = somebody boosts a post of mine
mails-report = somebody is reported to the moderators
mails-sign-up = somebody asks to join or has joined
mails-digest = Tell me what I missed
mails-digest-hint = One mail after seven days without you, then at most one a month.
sessions-title = Where you are logged in
sessions-hint = Log out what you do not know, and then change your password.
sessions-unknown = A browser that does not say what it is
sessions-since = From { $address },
sessions-here = This browser.
sessions-end = Log out
apps-title = Apps that you let in
apps-hint = An app that you shut out loses its access at once. You can let it in again.
apps-none = You have not let in any app yet.
apps-since = Since
apps-revoke = Shut out

## Moderation
moderation-label = Moderation
sign-ups-title = Sign-ups
instances-title = Servers
instances-all = All
instances-failing = With trouble
instances-none = There is no such server.
instances-read = Details
issuers-title = Issuers
issuers-hint = What these issuers vouch for is shown here with their name. What this server vouches for itself always counts.
issuers-none = No other issuer counts here.
issuers-remove = Trust no more
issuers-new = Trust an issuer
issuers-address = Address of its actor
issuers-address-hint = For example https://assoc.example/actor. Ask those who run it.
issuers-kinds = Trust it with
issuers-add = Add
credential-kind-profession = Practises a health profession
credential-kind-employment = Works there
credential-kind-membership = Is a member there
instance-facts = What is known
instance-software = Software
instance-last-success = Last success
instance-last-failure = Last failure
instance-last-error = Last error
instance-breaker = Sending
instance-backlog = Backlog
instance-backlog-amount = { $waiting } waiting, { $failed } given up
instance-signatures = Signatures
instance-accounts = Accounts known
instance-following = Follows from here
instance-followers = Follows from there
instance-limit = Limited
instance-allowed = Let in
instance-allowed-yes = Yes
instance-note = A note for the other administrators
instance-note-hint = Nobody else reads it. Up to 2,000 characters; empty removes it.
instance-note-submit = Save the note
breaker-closed = It is sent to
breaker-open = It is left alone until { $time }
breaker-half-open = It failed often: one delivery is tried at a time
limit-noop = Limited in single points
limit-silence = Silenced
limit-suspend = Suspended
sign-ups-none = Nobody waits to be let in.
sign-ups-email = E-mail
sign-ups-confirmed = confirmed
sign-ups-unconfirmed = not confirmed yet
sign-ups-since = Since
sign-ups-reason = Why they want to join
sign-ups-no-reason = They gave no reason.
sign-ups-approve = Let in
sign-ups-reject = Turn away
sign-ups-hint = Who is turned away gets a mail; name and address are free again, and it cannot be undone.
reports-title = Reports
reports-open = Open
reports-resolved = Settled
reports-none = There is nothing here.
reports-read = Read the report
report-title = Report
report-about = Reported
report-by = Reported by
report-what = What it is about
report-spam = Spam
report-legal = Against the law
report-violation = Against the rules of this server
report-other = Something else
report-comment = In their words
report-rules = Rules that were broken
report-when = When
report-assigned = Looked after by
report-nobody = Nobody yet
report-settled-by = Settled by
report-forwarded = The account's own server was told.
report-gone = The account is gone.
report-statuses = Reported posts
report-no-statuses = No post was reported, or none is there any more.
report-assign = Take it on
report-unassign = Give it back
report-resolve = Settle without doing anything
report-reopen = Open it again
report-notes = Notes
report-note = A note for the other moderators
report-note-hint = Nobody else reads it. Up to 2,000 characters.
report-note-submit = Add the note
account-suspended = Suspended
account-silenced = Limited
account-sensitized = Media hidden at first
account-disabled = Log-in shut out
act-title = Decide on the account
act-action = What is done
act-hint = The report is settled with it, and with anything more than a warning every other open report about the account.
act-none = Warn, and do nothing more
act-sensitive = Hide its media behind a warning
act-disable = Shut its owner out; posts stay
act-silence = Limit it: only followers see it
act-suspend = Suspend it: nobody sees it
act-text = What its owner is told
act-text-hint = Goes into the mail. Up to 2,000 characters.
act-notify = Tell its owner by mail, if it is one of ours
act-submit = Do it
refused-note = Write something, up to 2,000 characters.

## Export and import
transfer-following = Accounts that you follow
transfer-lists = Lists
transfer-blocks = Accounts that you block
transfer-mutes = Accounts that you mute
transfer-domain-blocks = Servers that you block
transfer-bookmarks = Bookmarks
transfer-lines =
    { $count ->
        [one] { $count } line
       *[other] { $count } lines
    }
export-intro = Take along what you have gathered here. Mastodon and many other servers read these files.
import-intro = Bring what you exported from this server, from Mastodon or from another one. You can leave the page meanwhile: every line is done in its turn.
import-kind = What the file holds
import-file = CSV file
import-file-hint = As it was exported, up to 20,000 lines. Who is on an imported list is also followed.
import-mode = What you have already
import-mode-hint = Replacing takes away what is not in the file.
import-merge = Keep it and add what is in the file
import-overwrite = Replace it by what is in the file
import-submit = Import
import-recent = Your latest imports
import-open = Open the report
import-report-title = Report on an import
import-running = Being worked on.
import-finished = Finished.
import-done =
    { $count ->
        [one] { $count } line is done.
       *[other] { $count } lines are done.
    }
import-failed =
    { $count ->
        [one] { $count } line was not done.
       *[other] { $count } lines were not done.
    }
import-progress = How far it is
import-look-again = Look again
import-problems = Lines that were not done
import-line = Line
import-problem-address = No address of an account stands here: write it as name@server.example.
import-problem-domain = No name of a server stands here: write it as server.example.
import-problem-link = No web address stands here: it begins with https://.
import-problem-list-title = The name of the list is missing or longer than 256 characters.
import-problem-yes-no = Write true or false in the columns of boosts, notifications and hiding.
import-problem-languages = Write languages as codes such as en or pt-BR, separated by commas.
import-problem-not-found = Nothing was found here that you may see. It may have been deleted or moved.
import-problem-unreachable = The other server did not answer. Import this line again later.
import-problem-refused = This cannot be done: it is your own account, or one of you blocks the other.
import-problem-too-many-lists = You have as many lists as you can have: delete one and import this line again.
deleted-title = Your account is deleted
deleted-text = Other servers are being told. Thank you for having been here.

## Source
source-title = Source code
source-text = This server runs Rounds { $version } in development, built from a folder of whoever started it: the source is there.
source-remedy = A server for others names the address of its source in its configuration, as instance.source_url.

## Privacy
text-changed = Last changed on { $date }
terms-title = Terms of service
terms-none = Those who run this server have published no terms of service.
terms-since = In force from { $date }
terms-newer = A newer version is in force from { $date }
imprint-title = Imprint
imprint-none = Those who run this server have published no imprint.
privacy-title = Privacy
privacy-kept = What is kept
privacy-kept-text = Your e-mail address, your password as a hash that cannot be turned back, your profile, your posts and the accounts that you follow. Deleting your account deletes them.
privacy-shared = Who gets it
privacy-shared-text = What you post goes to the servers of those who may read it, and public posts to everyone. Direct posts are not encrypted from end to end: those who run the servers involved could read them.
privacy-patients = Patients
privacy-patients-text = Do not post anything by which a patient could be recognised, not even in direct posts.
privacy-browser = In your browser
privacy-browser-text = These pages use no scripts and no trackers. Cookies keep you logged in, protect forms against abuse and remember the language that you choose. Pictures from other servers come through this one, so that those do not see you.
privacy-rights = Your rights
privacy-rights-text = You can see and change your data in the settings and delete your account there. For anything else, ask those who run this server.

## Errors
error-home = Go to the front page
error-forbidden = You may not do this
error-forbidden-remedy = Log in with an account that may, or go back and reload the page if you have been away for long.
error-not-found = There is nothing here
error-not-found-remedy = The address may be mistyped, or what was here may have been deleted or may not be public.
error-unprocessable = That did not work
error-unprocessable-remedy = Something in the request was not understood. Go back, reload the page and try again.
error-too-many = Too many attempts
error-too-many-remedy = Wait some minutes and try again.
error-internal = Something went wrong on our side
error-internal-remedy = It has been logged. Try again in a few minutes; if it stays like this, tell those who run this server.

## Mails
mail-greeting = Hello { $name },
mail-closing = Kind regards
mail-confirm-subject = Confirm your e-mail address for { $site }
mail-confirm-text = Please open this link to confirm that this address is yours and that you want to use it on { $site }:
mail-confirm-note = If you do not know what this is about, ignore this mail: without the link nothing happens.
mail-reset-subject = Choose a new password for { $site }
mail-reset-text = Someone, hopefully you, asked for a new password on { $site }. This link lets you choose one:
mail-reset-note = It works once and for a limited time. If it was not you, ignore this mail: your password stays as it is.
mail-approved-subject = Welcome to { $site }
mail-approved-text = The moderators of { $site } have approved your application. You can log in now:
mail-approved-note = Any Mastodon app works too: enter the address of the server when the app asks for it.
mail-rejected-subject = Your application to { $site }
mail-rejected-text = The moderators of { $site } have not approved your application.
mail-rejected-note = You can join another server of the network and follow the members of this one from there.
mail-decision-subject = A decision about your account on { $site }
mail-decision-none = The moderators of { $site } ask you to look at its rules.
mail-decision-sensitive = The moderators of { $site } have decided that pictures and videos in your posts are hidden until someone chooses to see them.
mail-decision-disable = The moderators of { $site } have closed your login for now. What you posted stays.
mail-decision-silence = The moderators of { $site } have limited your account: it is hidden from public places, and those who follow you see it as before.
mail-decision-suspend = The moderators of { $site } have suspended your account: nobody sees it, and you cannot log in.
mail-decision-note = If you think that this is a mistake, write to the address that you find there.

## Messages to the lock screen (Web Push)
push-mention = { $name } mentioned you
push-status = { $name } posted
push-reblog = { $name } boosted your post
push-follow = { $name } follows you
push-follow-request = { $name } asks to follow you
push-favourite = { $name } favourited your post
push-quote = { $name } quoted your post
push-quoted-update = { $name } edited a post that you quoted
push-update = { $name } edited a post
push-added-to-collection = { $name } put you into a collection
push-poll = A poll of { $name } has ended
push-sign-up = { $name } signed up
push-report = { $name } sent a report

## Refusals, found by their English words (web::i18n::refusal): they go on after the name of a field, or are a sentence
validation-failed = Validation failed: { $list }
validation-field = { $field } { $reason }
refusal-blank = can't be blank
refusal-taken = has already been taken
refusal-taken-name = is taken: choose another one
refusal-reserved = is reserved
refusal-reserved-name = is reserved: choose another one
refusal-invalid = is invalid
refusal-character = contains a character that is not allowed
refusal-too-long = is too long
refusal-too-long-max = is too long (maximum is { $max } characters)
refusal-too-long-username = is too long (maximum is 30 characters)
refusal-too-long-reason = is too long (maximum is 1000 characters)
refusal-too-long-password = is too long (maximum is 256 characters)
refusal-too-short-password = is too short (minimum is 8 characters)
refusal-username = must contain only letters, numbers and underscores
refusal-email = is not an e-mail address
refusal-provider = uses a provider that is not allowed here
refusal-agreement = must be accepted
refusal-language-tag = is not a language tag
refusal-current-password = is not the current one
refusal-log-in = or e-mail address is wrong
refusal-ticked = must be ticked
refusal-missing = is missing
refusal-not-one = is not one that exists
refusal-not-in-list = is not included in the list
refusal-issuer-address = must be the address of an issuer's actor
refusal-issuer-ours = is this instance, which always counts
refusal-credentials-many = has too many credentials (maximum is { $most })
refusal-credential-ours = What we vouch for is kept already
refusal-status-too-long = is too long: write at most { $most } characters, content warning included
refusal-industry-unasked = names @{ $name }, who does not follow you: accounts of industry write only to their followers
refusal-interests-blank = can't be blank for an account of industry: say for whom you speak and what you gain
refusal-status-unknown = names @{ $missing }, who could not be found: check the name or leave it out
refusal-files-most = are too many: attach at most { $most } files
refusal-files-gone = name a file that is not there or is attached elsewhere: upload it again
refusal-file-used = names a file that a status carries
refusal-file-missing = is missing: send a picture as multipart/form-data
refusal-file-is-text = must be a file: send a picture as multipart/form-data
refusal-description-blank = hold a description that can't be blank
refusal-description-too-long = hold a description that is too long (maximum is { $max } characters)
refusal-picture-type = is not a picture of a supported type (PNG, JPEG, GIF, WebP)
refusal-picture-bytes = is too big (maximum is 16 MB)
refusal-picture-pixels = has too many pixels (maximum is 33 million)
refusal-picture-frames = is too long an animation
refusal-picture-unreadable = could not be read as a picture
refusal-media-failed = could not be processed: send it again in another format, or smaller
refusal-media-unfinished = name a file that has not finished processing: try again in a moment
refusal-media-bytes = is too big (maximum is { $most } MB)
refusal-media-no-ffmpeg = is a video or sound, and ffmpeg is not installed on this server: send a picture
refusal-media-unreadable = could not be read as a video or as sound
refusal-media-pixels = has too many pixels a frame (maximum is 8.3 million)
refusal-media-frames = has too many frames a second (maximum is 120)
refusal-media-effort = takes too much to process: cut it, or make it smaller
refusal-media-format = is of a format that is not taken over as it is
refusal-focus = must be two numbers between -1.0 and 1.0
refusal-poll-options = must offer 2 to { $most } options
refusal-poll-option-blank = has an option that can't be blank
refusal-poll-option-too-long = has an option that is too long (maximum is { $max } characters)
refusal-poll-option-twice = must not offer the same option twice
refusal-poll-time = must be open for { $shortest } to { $longest } seconds
refusal-poll-files = cannot go with files: leave out one of the two
refusal-poll-answered = was answered by you already
refusal-poll-ended = has already ended
refusal-poll-own = is your own
refusal-choices-unknown = are not options of this poll
refusal-choices-one = must be one: this poll allows no more
refusal-pin-other = of someone else cannot be pinned
refusal-pin-private = is for certain people only and cannot be pinned
refusal-pin-most = cannot be pinned: unpin one of your { $most } pinned posts first
refusal-scheduled-soon = must be at least 5 minutes ahead
refusal-scheduled-time = is no time such as 2026-12-01T08:00:00Z
refusal-scheduled-most = is one too many: at most { $most } can wait
refusal-scheduled-day = is one too many for that day: at most { $most } can wait
refusal-visibility = must be public, unlisted, private or direct
refusal-visibility-boost = must be public, unlisted or private
refusal-language = is no language tag such as en or pt-BR
refusal-language-unknown = is not a language
refusal-languages-unknown = name an unknown language: give BCP 47 tags such as de or pt-BR
refusal-region-unknown = is no region: give an ISO 3166-2 code such as AT-9, or a country's two letters
refusal-vocabulary = is not in the list: choose an id of the vocabulary
refusal-entries-most = are too many: name at most { $most }
refusal-fields-most = has too many fields (maximum is { $most })
refusal-lists-most = cannot have more than { $most } lists: delete one first
refusal-list-replies = must be none, list or followed
refusal-hashtag = is not a hashtag
refusal-hashtags-most = cannot feature more than { $most } hashtags: take one off first
refusal-endorse = must be followed before it is recommended
refusal-filters-most = are too many: remove one first (maximum is { $most })
refusal-filter-most = are too many: make several filters (maximum is { $most })
refusal-filter-too-long = are too long together: make several filters
refusal-filter-context = must name one of home, notifications, public, thread, account
refusal-filter-contexts = must be of home, notifications, public, thread, account
refusal-filter-action = must be warn, hide or blur
refusal-filter-further = has further keywords: change it in an app that knows them
refusal-notification-policy = must be accept, filter or drop
refusal-search-scope = must have in:all, in:library or in:public there
refusal-search-date = must have a date such as 2026-11-22 there
refusal-domain = is no domain
refusal-domain-ours = is this server
refusal-domain-top = is a whole top-level domain
refusal-domain-twice = stands on line { $line } already
refusal-domain-severity = has a severity other than suspend, silence or noop
refusal-domain-yes-no = has something other than true or false where one is expected
refusal-csv = is no CSV file in UTF-8
refusal-lines = has too many lines
refusal-queue-id = or a host must be given
refusal-group-role = must be owner, moderator or member
refusal-group-last-owner = cannot be taken from the last owner: appoint another one first
refusal-group-ban-first = is banned from the group: lift the ban first
refusal-group-banned = is banned from the group
refusal-group-owner-person = must be a person of this server
refusal-group-pins-most = cannot be pinned: unpin one of the group's { $most } pins first
refusal-answer-closed = must be direct: what it answers is for the members of a group
refusal-ban-ends = must be in the future
refusal-decision-login = is for those who log in here
refusal-decision-report = is about another account
refusal-emoji = is not a recognized emoji
refusal-reactions-most = is one too many different reactions
refusal-shortcode = must have 2 to 128 letters without accents, digits and _
refusal-announcement-ends = must be later than starts_at
refusal-push-policy = must be all, followed, follower or none
refusal-push-endpoint = is not an https address
refusal-push-auth = is not 16 bytes in base64url
refusal-push-key = is not a public key of P-256 in base64url
refusal-app-website = must be an http or https address
refusal-app-redirects = must be absolute URIs without a fragment
refusal-app-redirects-most = are too many
refusal-app-redirects-too-long = are too long
refusal-app-scopes = name something unknown
refusal-given = must be given
refusal-language-iso = is not a language of ISO 639
refusal-language-bcp = is no tag of BCP 47
refusal-bytes-max = is longer than { $max } bytes
refusal-collections-most = cannot have more than { $most } collections: delete one first
refusal-collection-full = is full: there are { $most } accounts in it
refusal-collection-member = is in this collection, or does not want to be
refusal-collection-account = This account cannot be in collections
refusal-terms-over = is over
refusal-terms-holds = has a version that holds already
refusal-terms-come = has come: publish a new version instead
refusal-date = is no YYYY-MM-DD
refusal-import-empty = has no line that can be read
refusal-import-busy = cannot be taken while five others wait: come back when one is done
refusal-import-lines = has lines that cannot be read: correct them, or add instead of replacing
refusal-import-long = has more than { $most } lines: bring it in parts
refusal-network = Your network has no access to this server
refusal-seconds = must be a number of seconds
refusal-tag-usable = cannot be taken from a hashtag
refusal-needs-hashtag = needs the id of a hashtag
refusal-needs-domain = needs a domain
refusal-time = is neither a day nor a time (ISO 8601)
refusal-period-before = is before start_at
refusal-period-year = is more than a year after start_at
refusal-period-long = is too long after start_at
refusal-email-hash = is no SHA-256 as hex
refusal-domain-wrong = has no domain { $domain }
refusal-domains-most = has too many domains (maximum is { $most })
refusal-ip = is neither an address nor a network in CIDR notation
refusal-quote-policy = must be public, followers or nobody
refusal-quote-direct = is of someone whom the direct status does not mention
refusal-quote-denied = This status may not be quoted by you
refusal-interaction-manual = is of an author who approves each interaction first, which cannot be asked for from here
refusal-reply-followers = is of an author who lets only followers and those mentioned reply
refusal-reply-denied = is of an author who does not let you reply
refusal-favourite-denied = is of an author who does not let you favourite it
refusal-boost-denied = is of an author who does not let you boost it
refusal-repliers = must be public, followers, following or mentioned
refusal-not-found = Record not found
refusal-too-many = Too many requests
refusal-internal = Something went wrong on this server
refusal-unavailable = This server cannot answer right now
refusal-full = This server has no room left
refusal-too-large = The request is too large
refusal-token = The access token is invalid
refusal-scope = This action is outside the authorized scopes
refusal-no-user = This method requires an authenticated user
refusal-not-allowed = This action is not allowed
refusal-closed = Registrations are closed
refusal-unconfirmed = Your login is missing a confirmed e-mail address
refusal-unapproved = Your login is waiting for a moderator's approval
refusal-disabled = Your login is currently disabled
refusal-confirmed = This method is only available while the e-mail is awaiting confirmation
refusal-form-old = The form is out of date: go back, reload the page and try again
refusal-streams-most = This account listens to too much at once: close a stream first
refusal-block-self = You cannot block yourself
refusal-follow-self = You cannot follow yourself
refusal-mute-self = You cannot mute yourself
refusal-follow-blocked = You block this account: unblock it first
refusal-follow-domain-blocked = You block this server: unblock it first
refusal-follow-banned = You are banned from this group
refusal-group-staff = Only those who run the group may do this
refusal-group-ban-staff = Someone who runs the group cannot be banned: take the role away first
refusal-group-not-frozen = This group is not frozen
refusal-thread-locked = This thread is locked: only those who run the group answer in it
refusal-closed-group = What is said in a closed group is not answered before others
refusal-decided = This post was decided on already
refusal-approved = This login was approved already
refusal-not-deleted = The account was not deleted
refusal-hashtag-gone = The hashtag went in the same moment
refusal-exists = This exists already
refusal-being-posted = This is being posted already
refusal-status-exists = This status exists already
refusal-status-other = This status is someone else's
refusal-actor-ours = This actor is one of ours
refusal-move-self = is this account
refusal-move-aliases = has too many accounts (maximum is { $most })
refusal-move-cooldown = can be named seven days after the last move
refusal-move-destination = must name this account as an alias and must not have moved itself
refusal-move-unknown = is no account that can be found
refusal-move-follow = This account moved: follow the one that it moved to
refusal-move-here = This account moved: take the move back in the settings first
refusal-move-unnamed = The new account does not name the old one
refusal-move-again = This account moved a few days ago
refusal-memorial-here = Only people of this server are remembered
refusal-relay-address = is no address of another server

## Parameters by the names that people know
parameter-account = account
parameter-account-id = account_id
parameter-account-kind = account_kind
parameter-agreement = agreement
parameter-alias = alias
parameter-attribution-domains = attribution_domains
parameter-avatar = avatar
parameter-category = category
parameter-choices = choices
parameter-collection = collection
parameter-comment = comment
parameter-confirm = confirm
parameter-context = context
parameter-current-password = current_password
parameter-description = description
parameter-display-name = display_name
parameter-domain = domain
parameter-effective-date = effective_date
parameter-email = email
parameter-end-at = end_at
parameter-ends-at = ends_at
parameter-expires-in = expires_in
parameter-fields-attributes = fields_attributes
parameter-file = file
parameter-filter = filter
parameter-filters = filters
parameter-focus = focus
parameter-header = header
parameter-ip = ip
parameter-keyword = keyword
parameter-keywords = keywords
parameter-language = language
parameter-languages = languages
parameter-locale = locale
parameter-media-attributes = media_attributes
parameter-media-ids = media_ids
parameter-name = name
parameter-note = note
parameter-owner = owner
parameter-password = password
parameter-phrase = phrase
parameter-poll = poll
parameter-profession = profession
parameter-quote-approval-policy = quote_approval_policy
parameter-quoted-status-id = quoted_status_id
parameter-source-quote-policy = source[quote_policy]
parameter-q = q
parameter-reason = reason
parameter-region = region
parameter-report-id = report_id
parameter-role = role
parameter-scheduled-at = scheduled_at
parameter-severity = severity
parameter-shortcode = shortcode
parameter-source-language = source[language]
parameter-source-privacy = source[privacy]
parameter-specialties = specialties
parameter-spoiler-text = spoiler_text
parameter-status = status
parameter-status-id = status_id
parameter-statuses = statuses
parameter-tag-name = tag_name
parameter-target = target
parameter-text = text
parameter-title = title
parameter-thumbnail = thumbnail
parameter-type = type
parameter-username = username
parameter-usable = usable
parameter-visibility = visibility
parameter-interests = interests
parameter-workplace = workplace
mail-news-subject =
    { $count ->
        [one] { $count } notification on { $site }
       *[other] { $count } notifications on { $site }
    }
mail-news-text = This happened on { $site }:
mail-digest-subject = What you missed on { $site }
mail-digest-text = You have not been on { $site } for a while. This happened meanwhile:
mail-news-mention = { $who } mentioned you
mail-news-mention-closed = Somebody wrote to you
mail-news-follow = { $who } follows you
mail-news-follow-request = { $who } asks to follow you
mail-news-favourite = { $who } favourited your post
mail-news-favourite-closed = Somebody favourited a post of yours
mail-news-reblog = { $who } boosted your post
mail-news-reblog-closed = Somebody boosted a post of yours
mail-news-report = Somebody was reported to the moderators
mail-news-sign-up = Somebody asks to join or has joined
mail-news-more = And { $count } more.
mail-news-choose = Choose your mails
mail-news-unsubscribe = No such mails any more:
unsubscribe-title = No more such mails
unsubscribe-intro = You will get no more mails of this kind. You can choose them again in the settings.
unsubscribe-submit = Send me no more of them
unsubscribed-title = No more such mails
unsubscribed-text = You get no more mails of this kind.
