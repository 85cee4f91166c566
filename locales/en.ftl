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
settings-delete-title = Delete the account
settings-delete-text = Your profile, posts and media are deleted here, and other servers are asked to delete them. This cannot be undone.
settings-delete-confirm = Yes, delete everything
settings-delete-submit = Delete my account

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
