# De woorden van pagina’s, mails en foutmeldingen in het Nederlands. De lezer wordt met ‘u’ aangesproken.
# en.ftl is het voorbeeld: dezelfde sleutels in dezelfde volgorde, dezelfde variabelen.

language-name = Nederlands

## Dates
month =
    { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[12] december
    }
date-day = { $day } { month } { $year }
date-moment = { $day } { month } { $year }, { $time } UTC

## Around every page
nav-skip = Naar de inhoud
nav-label = Hoofdmenu
nav-directory = Leden
nav-groups = Groepen
nav-settings = Instellingen
nav-moderation = Moderatie
nav-log-in = Inloggen
nav-log-out = Uitloggen
nav-sign-up = Registreren
footer-about = Over deze server
footer-privacy = Privacy
footer-source = Rounds { $version }, broncode
footer-language = Taal
pager-label = Pagina’s
pager-newer = Vorige pagina
pager-older = Volgende pagina
feed-link = Abonneren op nieuwe berichten (Atom-feed)

## Front page, about
home-sign-up = Lid worden
home-directory = Een collega vinden
home-recent = Recente openbare berichten
home-about = Over ons
home-network = Deze server is een van de vele die met elkaar verbonden zijn. Leden volgen collega’s op andere servers van het netwerk, zoals Mastodon, antwoorden hun en worden ook van daaruit gevolgd.
home-more = Meer over deze server
home-groups = Groepen
home-all-groups = Alle groepen
about-title = Over { $site }
about-network-title = Een open netwerk
about-members = Leden
about-statuses = Berichten
about-contact = Wie de server beheert
about-abuse = Meld misbruik en beveiligingslekken aan
about-rules = Regels
connect-title = Lezen en schrijven met een app
connect-how = Elke Mastodon-app werkt met deze server, op de telefoon en op de computer. Als de app naar uw server vraagt, vult u in:

## Posts
stream-empty = Er zijn nog geen openbare berichten.
status-title = Bericht van { $name }
status-boosted-by = Geboost door { $name }
status-in-group = Geplaatst in { $name }
status-reply-to = Antwoord aan { $name }
status-pinned = Vastgezet
status-locked = Gesloten
status-warning = Inhoudswaarschuwing
status-sensitive = Gevoelige media tonen
status-edited = Bewerkt op { $date }
status-replies =
    { $count ->
        [one] { $count } antwoord
       *[other] { $count } antwoorden
    }
status-boosts =
    { $count ->
        [one] { $count } boost
       *[other] { $count } boosts
    }
status-favourites =
    { $count ->
        [one] { $count } favoriet
       *[other] { $count } favorieten
    }
media-undescribed = Afbeelding zonder beschrijving
media-file = Bijgevoegd bestand
media-video = Video zonder beschrijving
media-audio = Geluid zonder beschrijving
thread-before = Eerder in dit gesprek
thread-replies = Antwoorden
thread-reply-title = Antwoorden vanaf uw eigen server
thread-reply-how = Plak dit adres in het zoekveld van uw app of server, open het bericht daar en antwoord:
thread-locked = Dit gesprek is gesloten: alleen wie de groep leidt, antwoordt hier nog.

## Profiles
profile-about = Over deze persoon
profile-bot = Geautomatiseerd account
profile-locked = Keurt volgers goed
profile-statuses = Berichten
profile-followers = Volgers
profile-following = Volgt
profile-joined = Lid sinds { $date }
profile-verified = Link geverifieerd op { $date }
profile-tabs = Berichten van dit profiel
profile-tab-posts = Berichten
profile-tab-replies = Berichten en antwoorden
profile-tab-media = Media
professional-title = Beroepsprofiel
professional-profession = Beroep
professional-specialty = Specialisme
professional-specialties = Specialismen
professional-interests = Belangen
professional-workplace = Werkplek
professional-region = Regio
professional-languages = Talen
professional-self-declared = Eigen opgave, niet gecontroleerd.
follow-title = Volgen vanaf uw eigen server
follow-how = Plak dit adres in het zoekveld van uw app of server en kies ‘Volgen’:

## Groups
group-label = Groep
group-moderated = Berichten worden beoordeeld
group-about = Over de groep
group-followers = Volgers
group-statuses = Berichten
group-posts-title = Berichten
group-moderators = Moderatie
group-join-title = Meedoen
group-join-how = Volg dit adres vanaf een willekeurige server om de berichten van de groep te ontvangen. Noem het in een openbaar bericht om in de groep te schrijven:
group-desk-title = Moderatie
group-desk-waiting = Wacht op een beslissing
group-desk-nothing-waits = Er wacht niets.
group-do-approve = Doorlaten
group-do-reject = Weigeren
group-do-lock = Sluiten
group-do-unlock = Weer openen
group-do-pin = Vastzetten
group-do-unpin = Losmaken
group-do-remove = Uit de groep verwijderen
collection-by = Samengesteld door { $name }
collection-empty = Niemand zit in deze verzameling.
collection-sensitive = Tonen wie erin zit
credential-title = Geverifieerd door { $issuer }
credential-health = { $who } is sinds { $since } geverifieerd door { $issuer }.
credential-employment = { $who } werkt voor { $issuer }, dat dit sinds { $since } bevestigt.
credential-membership = { $who } is lid van { $issuer }, dat dit sinds { $since } bevestigt.
credential-past = { $issuer } stond op { $since } in voor { $who }.
credential-until = Geldig tot { $until }.
credential-unlimited = Geldig tot nader order.
credential-suspended = Nu niet geldig: { $issuer } heeft het opgeschort.
credential-revoked = Niet meer geldig: { $issuer } heeft het ingetrokken.
credential-expired = Niet meer geldig: verlopen op { $until }.
credential-says = Wat wordt bevestigd
credential-profile = Profiel
credential-document = Het ondertekende document, om met een programma te controleren
credential-kind = Soort
credential-kind-health = Zorgprofessional
credential-kind-employment = Dienstverband
credential-kind-membership = Lidmaatschap
credential-profession = Beroep
credential-specialty = Specialisme
credential-jurisdiction = Waar het mag worden uitgeoefend
credential-organization = Organisatie
credential-role = Functie
credential-assurance = Hoe het is gecontroleerd
credential-assurance-format = Het nummer heeft de vorm van zijn register
credential-assurance-register = Gevonden in het register
credential-assurance-issuer = Bekend bij de uitgever zelf
groups-title = Groepen
groups-intro = Groepen dragen een gesprek over servers heen: wie een groep volgt, ontvangt wat erin wordt geplaatst.
groups-empty = Er zijn nog geen groepen op deze server.
groups-followers =
    { $count ->
        [one] { $count } volger
       *[other] { $count } volgers
    }

## Directory
directory-title = Leden
directory-intro = Leden van deze server die hier vermeld willen staan.
directory-any = Alle
directory-filter = Tonen
directory-all = Alles tonen
directory-total =
    { $count ->
        [0] Geen leden gevonden.
        [one] { $count } lid
       *[other] { $count } leden
    }

## Forms
form-problems = Verbeter het volgende:
field-username = Gebruikersnaam
field-username-hint = Letters, cijfers en liggende streepjes. De naam wordt deel van uw openbare adres.
field-email = E-mailadres
field-new-email = Nieuw e-mailadres
field-password = Wachtwoord
field-password-hint = Minstens 8 tekens. Een zin is makkelijker te onthouden dan een woord met leestekens.
field-current-password = Huidig wachtwoord
field-new-password = Nieuw wachtwoord
field-name = Naam
field-note = Over u
field-avatar = Profielfoto
field-avatar-hint = PNG, JPEG, GIF of WebP. De afbeelding wordt vierkant bijgesneden.
field-remove-avatar = Profielfoto verwijderen
field-header = Omslagfoto
field-header-hint = Drie keer zo breed als hoog.
field-remove-header = Omslagfoto verwijderen
field-kind = Soort account
field-region-hint = ISO 3166-2-code van het land of de regio, zoals NL-UT of BE-VLG.
field-languages-hint = Taalcodes, gescheiden door komma’s, zoals: nl, en
field-interests-hint = Namens wie het account spreekt en wat het ermee wint, zoals ‘Acme Pharma, verkoopt wondverband’. Een account van de industrie moet dit zeggen.
field-free-name = Naam van veld { $count }
field-free-value = Inhoud van veld { $count }
field-discoverable = Mij in de ledenlijst opnemen en aan anderen voorstellen
field-indexable = Zoekmachines mogen mijn profiel en openbare berichten opnemen
field-locked = Volgers een voor een goedkeuren
field-locked-hint = Openbare berichten blijven voor iedereen zichtbaar.

## Joining and logging in
signup-title = Lid worden van { $site }
signup-approval = Het moderatieteam bekijkt elke aanmelding. U krijgt antwoord per e-mail.
signup-email-hint = We sturen er een link naartoe om het te bevestigen. Niemand krijgt het te zien.
signup-reason = Waarom wilt u lid worden?
signup-reason-hint = Alleen het moderatieteam leest dit. Vertel wat u doet en waar.
signup-agreement = Ik heb de regels gelezen en ga ermee akkoord
signup-submit = Account aanmaken
signup-have-account = Hebt u al een account?
signup-closed = Deze server neemt op dit moment geen nieuwe leden aan.
signup-closed-remedy = U kunt lid worden van een andere server van het netwerk en de mensen hier van daaruit volgen, of vraag het aan wie deze server beheert.
confirm-sent-title = Kijk in uw mailbox
confirm-sent-text = We hebben een link naar { $email } gestuurd. Open die om het adres te bevestigen.
confirm-sent-spam = Na enkele minuten nog niets? Kijk ook in de map voor ongewenste mail.
confirm-again-title = Bevestig uw adres
confirm-again-intro = Vul het e-mailadres in waarmee u zich hebt geregistreerd. Als het nog niet bevestigd is, sturen we de link opnieuw.
confirm-again-submit = Link opnieuw sturen
confirm-again-sent = Als { $email } nog niet bevestigd is, is er een link naartoe onderweg.
confirmed-title = Uw adres is bevestigd
confirmed-text = U kunt nu inloggen.
confirmed-approval-text = Nu bekijkt het moderatieteam uw aanmelding. U krijgt een mail zodra het heeft beslist.
refused-blank = Vul dit in.
refused-taken = Dit is al in gebruik: kies iets anders.
refused-reserved = Deze naam is niet beschikbaar: kies een andere.
refused-blocked = Adressen van deze aanbieder worden hier niet geaccepteerd: gebruik een ander adres.
refused-too-long = Dit is te lang.
refused-agreement = Zonder akkoord is er geen account.
refused-username = Alleen letters, cijfers en liggende streepjes.
refused-email = Dit adres kan niet worden gebruikt: het bevat een tikfout of hoort al bij een account.
refused-password = Tussen 8 en 256 tekens.
refused-current-password = Dit is niet uw huidige wachtwoord.
refused-confirm = Vink dit aan als u het zeker weet.
refused-list = Kies uit de lijst.
refused-specialties = Kies uit de lijst, hoogstens tien.
refused-region = Deze regio bestaat niet: geef een ISO 3166-2-code zoals NL-UT of de twee letters van een land.
refused-languages = Deze taal bestaat niet: geef codes zoals nl of pt-BR, hoogstens tien.
refused-import-none = Kies een CSV-bestand waar iets in staat.
refused-import-encoding = Dit bestand is geen tekst in UTF-8: sla het op als CSV (UTF-8) en kies het opnieuw.
refused-import-columns = De eerste regel noemt de kolommen, en er ontbreekt er een: neem het bestand zoals het is geëxporteerd.
refused-import-kind = Dit bestand bevat iets anders: { $kind }. Kies dat, of een ander bestand.
refused-import-long = Dit bestand heeft meer dan 20.000 regels: importeer het in delen.
refused-import-lines = Er is niets geïmporteerd, omdat er regels zijn die niet te lezen zijn. Ze staan hieronder: verbeter ze en kies het bestand opnieuw.
refused-import-busy = Vijf van uw bestanden worden nog verwerkt: kom terug als er een klaar is.
refused-language = Deze taal bestaat niet: geef een code zoals nl of pt-BR.
refused-picture = Deze afbeelding kan niet worden gelezen of is te groot.
login-title = Inloggen bij { $site }
login-submit = Inloggen
login-unconfirmed = Uw e-mailadres is nog niet bevestigd: open de link die we u hebben gestuurd.
login-unapproved = Het moderatieteam heeft nog niet over uw aanmelding beslist.
login-disabled = Dit account kan niet worden gebruikt. Vraag het aan wie deze server beheert.
login-wrong = Het e-mailadres of het wachtwoord klopt niet.
login-forgot = Wachtwoord vergeten?
login-confirm-again = Geen mail om uw adres te bevestigen?
login-no-account = Nog geen account?
forgot-title = Kies een nieuw wachtwoord
forgot-intro = Vul uw e-mailadres in. We sturen u een link waarmee u een nieuw wachtwoord kunt kiezen.
forgot-submit = Link sturen
forgot-sent-text = Als { $email } bij een account hoort, is er een link naartoe onderweg.
reset-title = Kies een nieuw wachtwoord
reset-intro = U wordt overal elders uitgelogd.
reset-submit = Wachtwoord opslaan

## Apps
authorize-title = { $app } vraagt om toegang
authorize-account = De app zou handelen namens:
authorize-scopes = De app zou dit kunnen:
authorize-trust = Sta het alleen toe als u vanuit die app hier bent gekomen. U kunt de toegang intrekken door in de app uit te loggen.
authorize-approve = Toestaan
authorize-deny = Weigeren
scope-profile = zien wie u bent
scope-read = alles in uw account lezen, ook privéberichten
scope-write = in uw account schrijven en alles wijzigen
scope-follow = voor u volgen, negeren en blokkeren
scope-push = u pushmeldingen sturen
scope-admin = uw bevoegdheden voor moderatie of beheer gebruiken
oauth-code-title = Uw code
oauth-code-how = Kopieer deze code naar de app:
oauth-code-once = De code werkt één keer en enkele minuten lang. Geef hem aan niemand anders.

## Settings
settings-title = Instellingen
settings-profile = Profiel
settings-account = Account
settings-preferences = Voorkeuren
settings-privacy = Privacy
settings-notifications = Mails
settings-sessions = Sessies en apps
settings-export = Exporteren
settings-import = Importeren
settings-saved = Opgeslagen.
settings-save = Opslaan
settings-appearance = Hoe anderen u zien
settings-professional-hint = Staat op uw profiel en in de ledenlijst, ook op andere servers. Laat weg wat niet openbaar mag zijn.
settings-fields = Meer velden
settings-fields-hint = Bijvoorbeeld uw website of uw inschrijving in het beroepsregister.
settings-visibility = Wie u vindt
settings-email-title = E-mailadres
settings-email-now = Mail gaat naar { $email }.
settings-email-waiting = { $email } is nog niet bevestigd: open de link die we daarheen hebben gestuurd.
settings-email-submit = Adres wijzigen
settings-password-title = Wachtwoord
settings-password-submit = Wachtwoord wijzigen
settings-migration = Verhuizen
field-handle = Het account
field-handle-hint = De volledige naam, zoals @naam@example.org
settings-alias-title = Uw andere accounts
settings-alias-text = Noem hier een oud account, dan kunt u van daar naar dit account verhuizen. Iedereen kan zien welke accounts u noemt.
settings-alias-submit = Account toevoegen
settings-alias-remove = Verwijderen
settings-move-title = Naar een ander account verhuizen
settings-move-text = Noem eerst bij het nieuwe account dit account als alias. Wie u volgt, volgt dan het nieuwe account; uw berichten blijven hier, en vanaf hier kunt u niets meer plaatsen en niemand meer volgen. Na een verhuizing moet u zeven dagen wachten tot de volgende.
settings-move-submit = Verhuizen
settings-moved = U bent verhuisd naar { $account }.
settings-move-cancel = Terugkeren naar dit account
settings-delete-title = Account verwijderen
settings-delete-text = Uw profiel, berichten en media worden hier verwijderd, en andere servers wordt gevraagd ze te verwijderen. Dit kan niet ongedaan worden gemaakt.
settings-delete-confirm = Ja, alles verwijderen
settings-delete-submit = Mijn account verwijderen

## Preferences, privacy, mails, log-ins
preferences-pages = Pagina’s en mails
preferences-locale = Taal
preferences-posting = Uw berichten
preferences-posting-hint = Wat apps voor een nieuw bericht voorstellen; u kunt elke keer iets anders kiezen.
preferences-visibility = Wie ze ziet
visibility-public = Iedereen
visibility-unlisted = Iedereen, maar niet in openbare tijdlijnen
visibility-private = Alleen wie u volgt
preferences-language = Taal
preferences-language-hint = Een code zoals nl of pt-BR; leeg om de taal te laten herkennen.
preferences-sensitive = Afbeeldingen en video’s achter een waarschuwing verbergen
preferences-reading = Lezen
preferences-reading-hint = Apps die ernaar vragen, tonen berichten zo.
preferences-media = Afbeeldingen en video’s
expand-media-default = Gevoelige verbergen
expand-media-show-all = Alle tonen
expand-media-hide-all = Alle verbergen
preferences-spoilers = Uitklappen wat achter waarschuwingen staat
preferences-autoplay = Animaties meteen afspelen
privacy-network = Wie u volgt
privacy-hide-collections = Uw netwerk verbergen
privacy-hide-collections-hint = Niemand ziet wie u volgt en door wie u wordt gevolgd; de aantallen blijven.
mails-title = Mails
mails-hint = Een mail komt enkele minuten later, tenzij u het dan al in een app hebt gelezen, en hoogstens eens per uur.
mails-kinds = Schrijf me als
mails-mention = iemand mij noemt of mij schrijft
mails-follow = iemand mij volgt
mails-follow-request = iemand vraagt mij te volgen
mails-favourite = iemand een bericht van mij als favoriet markeert
mails-reblog = iemand een bericht van mij boost
mails-report = iemand bij de moderatie wordt gemeld
mails-sign-up = iemand lid wil worden of is geworden
mails-digest = Schrijf me wat ik heb gemist
mails-digest-hint = Een mail na zeven dagen zonder u, daarna hoogstens een per maand.
sessions-title = Waar u bent ingelogd
sessions-hint = Log uit wat u niet kent en wijzig daarna uw wachtwoord.
sessions-unknown = Een browser die niet zegt welke het is
sessions-since = Vanaf { $address },
sessions-here = Deze browser.
sessions-end = Uitloggen
apps-title = Apps die u hebt toegelaten
apps-hint = Een app die u buitensluit, verliest meteen de toegang. U kunt die weer toelaten.
apps-none = U hebt nog geen app toegelaten.
apps-since = Sinds
apps-revoke = Buitensluiten

## Moderation
moderation-label = Moderatie
sign-ups-title = Aanvragen
instances-title = Servers
instances-all = Alle
instances-failing = Met problemen
instances-none = Zo’n server is er niet.
instances-read = Details
issuers-title = Uitgevers
issuers-hint = Wat deze uitgevers bevestigen, wordt hier met hun naam getoond. Wat deze server zelf bevestigt, telt altijd.
issuers-none = Geen andere uitgever telt hier.
issuers-remove = Niet meer vertrouwen
issuers-new = Een uitgever vertrouwen
issuers-address = Adres van de actor
issuers-address-hint = Bijvoorbeeld https://assoc.example/actor. Vraag het aan de beheerders.
issuers-kinds = Vertrouwen voor
issuers-add = Toevoegen
credential-kind-profession = Oefent een zorgberoep uit
credential-kind-employment = Werkt daar
credential-kind-membership = Is daar lid
instance-facts = Wat bekend is
instance-software = Software
instance-last-success = Laatste succes
instance-last-failure = Laatste mislukking
instance-last-error = Laatste fout
instance-breaker = Verzending
instance-backlog = Achterstand
instance-backlog-amount = { $waiting } wachten, { $failed } opgegeven
instance-signatures = Handtekeningen
instance-accounts = Bekende accounts
instance-following = Gevolgd vanaf hier
instance-followers = Volgers daar
instance-limit = Beperkt
instance-allowed = Toegelaten
instance-allowed-yes = Ja
instance-note = Een notitie voor de andere beheerders
instance-note-hint = Niemand anders leest ze. Hoogstens 2000 tekens; leeg verwijdert ze.
instance-note-submit = Notitie opslaan
breaker-closed = Er wordt naartoe verzonden
breaker-open = Tot { $time } wordt er niets naartoe verzonden
breaker-half-open = Vaak mislukt: één bezorging tegelijk wordt geprobeerd
limit-noop = Op onderdelen beperkt
limit-silence = Gedempt
limit-suspend = Geschorst
sign-ups-none = Niemand wacht om te worden toegelaten.
sign-ups-email = E-mail
sign-ups-confirmed = bevestigd
sign-ups-unconfirmed = nog niet bevestigd
sign-ups-since = Sinds
sign-ups-reason = Waarom iemand lid wil worden
sign-ups-no-reason = Er is geen reden gegeven.
sign-ups-approve = Toelaten
sign-ups-reject = Afwijzen
sign-ups-hint = Wie wordt afgewezen, krijgt een mail; naam en adres zijn weer vrij, en het kan niet ongedaan worden gemaakt.
reports-title = Meldingen van misbruik
reports-open = Open
reports-resolved = Afgehandeld
reports-none = Hier is niets.
reports-read = Melding lezen
report-title = Melding van misbruik
report-about = Gemeld account
report-by = Gemeld door
report-what = Waar het om gaat
report-spam = Spam
report-legal = Tegen de wet
report-violation = Tegen de regels van deze server
report-other = Iets anders
report-comment = In eigen woorden
report-rules = Overtreden regels
report-when = Wanneer
report-assigned = Behandeld door
report-nobody = Nog niemand
report-settled-by = Afgehandeld door
report-forwarded = De eigen server van het account is ingelicht.
report-gone = Het account bestaat niet meer.
report-statuses = Gemelde berichten
report-no-statuses = Er is geen bericht gemeld, of er is er geen meer.
report-assign = Op zich nemen
report-unassign = Teruggeven
report-resolve = Afhandelen zonder iets te doen
report-reopen = Weer openen
report-notes = Notities
report-note = Een notitie voor de andere moderatoren
report-note-hint = Niemand anders leest die. Hoogstens 2.000 tekens.
report-note-submit = Notitie toevoegen
account-suspended = Opgeschort
account-silenced = Beperkt
account-sensitized = Media eerst verborgen
account-disabled = Inloggen geblokkeerd
act-title = Over het account beslissen
act-action = Wat er gebeurt
act-hint = De melding is daarmee afgehandeld, en bij meer dan een waarschuwing ook elke andere open melding over het account.
act-none = Waarschuwen en verder niets
act-sensitive = De media achter een waarschuwing verbergen
act-disable = Inloggen blokkeren; berichten blijven
act-silence = Beperken: alleen volgers zien het
act-suspend = Opschorten: niemand ziet het
act-text = Wat de eigenaar te horen krijgt
act-text-hint = Staat in de mail. Hoogstens 2.000 tekens.
act-notify = De eigenaar per mail inlichten, als het een van onze accounts is
act-submit = Uitvoeren
refused-note = Schrijf iets, hoogstens 2.000 tekens.

## Export and import
transfer-following = Accounts die u volgt
transfer-lists = Lijsten
transfer-blocks = Accounts die u blokkeert
transfer-mutes = Accounts die u negeert
transfer-domain-blocks = Servers die u blokkeert
transfer-bookmarks = Bladwijzers
transfer-lines =
    { $count ->
        [one] { $count } regel
       *[other] { $count } regels
    }
export-intro = Neem mee wat u hier hebt verzameld. Mastodon en veel andere servers lezen deze bestanden.
import-intro = Breng mee wat u van deze server, van Mastodon of van een andere hebt geëxporteerd. U kunt de pagina intussen verlaten: elke regel komt aan de beurt.
import-kind = Wat het bestand bevat
import-file = CSV-bestand
import-file-hint = Zoals het is geëxporteerd, hoogstens 20.000 regels. Wie op een geïmporteerde lijst staat, gaat u ook volgen.
import-mode = Wat u al hebt
import-mode-hint = Vervangen haalt weg wat niet in het bestand staat.
import-merge = Behouden en aanvullen met het bestand
import-overwrite = Vervangen door het bestand
import-submit = Importeren
import-recent = Uw laatste importen
import-open = Verslag openen
import-report-title = Verslag van een import
import-running = Wordt verwerkt.
import-finished = Klaar.
import-done =
    { $count ->
        [one] { $count } regel is gedaan.
       *[other] { $count } regels zijn gedaan.
    }
import-failed =
    { $count ->
        [one] { $count } regel is niet gedaan.
       *[other] { $count } regels zijn niet gedaan.
    }
import-progress = Hoe ver het is
import-look-again = Opnieuw kijken
import-problems = Regels die niet zijn gedaan
import-line = Regel
import-problem-address = Hier staat geen adres van een account: schrijf het als naam@server.example.
import-problem-domain = Hier staat geen naam van een server: schrijf die als server.example.
import-problem-link = Hier staat geen webadres: het begint met https://.
import-problem-list-title = De naam van de lijst ontbreekt of is langer dan 256 tekens.
import-problem-yes-no = Schrijf true of false in de kolommen voor boosts, meldingen en verbergen.
import-problem-languages = Schrijf talen als codes zoals nl of pt-BR, gescheiden door komma’s.
import-problem-not-found = Hier is niets gevonden dat u mag zien. Misschien is het verwijderd of verhuisd.
import-problem-unreachable = De andere server antwoordde niet. Importeer deze regel later opnieuw.
import-problem-refused = Dit kan niet: het is uw eigen account, of een van beide blokkeert de ander.
import-problem-too-many-lists = U hebt zoveel lijsten als mogelijk is: verwijder er een en importeer deze regel opnieuw.
deleted-title = Uw account is verwijderd
deleted-text = De andere servers krijgen bericht. Bedankt dat u hier was.

## Source
source-title = Broncode
source-text = Op deze server draait Rounds { $version } in ontwikkeling, gebouwd uit een map van wie hem heeft gestart: daar staat de broncode.
source-remedy = Een server voor anderen noemt het adres van zijn broncode in de configuratie, als instance.source_url.

## Privacy
text-changed = Laatst gewijzigd op { $date }
terms-title = Gebruiksvoorwaarden
terms-none = De beheerders van deze server hebben geen gebruiksvoorwaarden gepubliceerd.
terms-since = Van kracht vanaf { $date }
terms-newer = Een nieuwere versie is van kracht vanaf { $date }
imprint-title = Colofon
imprint-none = De beheerders van deze server hebben geen colofon gepubliceerd.
privacy-title = Privacy
privacy-kept = Wat wordt bewaard
privacy-kept-text = Uw e-mailadres, uw wachtwoord als hash die niet terug te rekenen is, uw profiel, uw berichten en de accounts die u volgt. Als u uw account verwijdert, wordt dit alles verwijderd.
privacy-shared = Wie het krijgt
privacy-shared-text = Wat u schrijft, gaat naar de servers van wie het mag lezen, en openbare berichten gaan naar iedereen. Privéberichten zijn niet end-to-end versleuteld: wie de betrokken servers beheert, zou ze kunnen lezen.
privacy-patients = Patiënten
privacy-patients-text = Schrijf niets waaraan een patiënt te herkennen is, ook niet in privéberichten.
privacy-browser = In uw browser
privacy-browser-text = Deze pagina’s gebruiken geen scripts en geen trackers. Cookies houden u ingelogd, beschermen formulieren tegen misbruik en onthouden de taal die u kiest. Afbeeldingen van andere servers komen via deze server, zodat die andere u niet zien.
privacy-rights = Uw rechten
privacy-rights-text = In de instellingen kunt u uw gegevens inzien en wijzigen en uw account verwijderen. Vraag al het andere aan wie deze server beheert.

## Errors
error-home = Naar de startpagina
error-forbidden = Dit mag u niet
error-forbidden-remedy = Log in met een account dat dit mag, of ga terug en laad de pagina opnieuw als u lang weg bent geweest.
error-not-found = Hier is niets
error-not-found-remedy = Misschien is het adres verkeerd getypt, of is wat hier was verwijderd of niet openbaar.
error-unprocessable = Dat is niet gelukt
error-unprocessable-remedy = Iets in de aanvraag was niet te begrijpen. Ga terug, laad de pagina opnieuw en probeer het nog eens.
error-too-many = Te veel pogingen
error-too-many-remedy = Wacht enkele minuten en probeer het dan opnieuw.
error-internal = Er ging iets mis aan onze kant
error-internal-remedy = Het is vastgelegd. Probeer het over enkele minuten opnieuw; als het zo blijft, meld het dan aan wie deze server beheert.

## Mails
mail-greeting = Beste { $name },
mail-closing = Met vriendelijke groet
mail-confirm-subject = Bevestig uw e-mailadres voor { $site }
mail-confirm-text = Open deze link om te bevestigen dat dit adres van u is en dat u het op { $site } wilt gebruiken:
mail-confirm-note = Als u niet weet waar dit over gaat, negeer deze mail dan: zonder de link gebeurt er niets.
mail-reset-subject = Kies een nieuw wachtwoord voor { $site }
mail-reset-text = Iemand, hopelijk uzelf, heeft op { $site } om een nieuw wachtwoord gevraagd. Met deze link kunt u het kiezen:
mail-reset-note = De link werkt één keer en beperkte tijd. Als u dit niet was, negeer deze mail dan: uw wachtwoord blijft zoals het is.
mail-approved-subject = Welkom bij { $site }
mail-approved-text = Het moderatieteam van { $site } heeft uw aanmelding goedgekeurd. U kunt nu inloggen:
mail-approved-note = Elke Mastodon-app werkt ook: vul het adres van de server in als de app ernaar vraagt.
mail-rejected-subject = Uw aanmelding bij { $site }
mail-rejected-text = Het moderatieteam van { $site } heeft uw aanmelding niet goedgekeurd.
mail-rejected-note = U kunt lid worden van een andere server van het netwerk en de leden van deze van daaruit volgen.
mail-decision-subject = Een beslissing over uw account op { $site }
mail-decision-none = Het moderatieteam van { $site } vraagt u de regels te lezen.
mail-decision-sensitive = Het moderatieteam van { $site } heeft besloten dat afbeeldingen en video’s in uw berichten verborgen zijn totdat iemand ze wil zien.
mail-decision-disable = Het moderatieteam van { $site } heeft uw toegang voorlopig afgesloten. Wat u hebt geschreven, blijft staan.
mail-decision-silence = Het moderatieteam van { $site } heeft uw account beperkt: het is niet meer te zien op openbare plekken; wie u volgt, ziet het zoals voorheen.
mail-decision-suspend = Het moderatieteam van { $site } heeft uw account opgeschort: niemand ziet het meer en u kunt niet inloggen.
mail-decision-note = Als u denkt dat dit een vergissing is, schrijf dan naar het adres dat u daar vindt.

## Messages to the lock screen (Web Push)
push-mention = { $name } heeft u genoemd
push-status = { $name } heeft een bericht geplaatst
push-reblog = { $name } heeft uw bericht geboost
push-follow = { $name } volgt u
push-follow-request = { $name } wil u volgen
push-favourite = { $name } heeft uw bericht als favoriet gemarkeerd
push-quote = { $name } heeft uw bericht geciteerd
push-quoted-update = { $name } heeft een bericht bewerkt dat u hebt geciteerd
push-update = { $name } heeft een bericht bewerkt
push-added-to-collection = { $name } heeft u in een verzameling opgenomen
push-poll = Een peiling van { $name } is afgelopen
push-sign-up = { $name } heeft zich geregistreerd
push-report = { $name } heeft iets gemeld

## Refusals, found by their English words (web::i18n::refusal): they go on after the name of a field, or are a sentence
validation-failed = Controleer: { $list }
validation-field = { $field } ({ $reason })
refusal-blank = niet ingevuld
refusal-taken = al in gebruik
refusal-taken-name = al in gebruik, kies iets anders
refusal-reserved = niet beschikbaar
refusal-reserved-name = niet beschikbaar, kies iets anders
refusal-invalid = ongeldig
refusal-character = bevat een teken dat niet is toegestaan
refusal-too-long = te lang
refusal-too-long-max = te lang, hoogstens { $max } tekens
refusal-too-long-username = te lang, hoogstens 30 tekens
refusal-too-long-reason = te lang, hoogstens 1000 tekens
refusal-too-long-password = te lang, hoogstens 256 tekens
refusal-too-short-password = te kort, minstens 8 tekens
refusal-username = alleen letters, cijfers en liggende streepjes
refusal-email = geen e-mailadres
refusal-provider = deze aanbieder wordt hier niet geaccepteerd
refusal-agreement = moet worden aanvaard
refusal-language-tag = geen taalcode
refusal-current-password = niet het huidige
refusal-log-in = of e-mailadres klopt niet
refusal-ticked = aanvinken
refusal-missing = ontbreekt
refusal-not-one = bestaat niet
refusal-not-in-list = niet in de lijst
refusal-issuer-address = moet het adres van de actor van een uitgever zijn
refusal-issuer-ours = is deze server, die altijd telt
refusal-credentials-many = heeft te veel bewijzen (hoogstens { $most })
refusal-credential-ours = Wat wij bevestigen, wordt al bewaard
refusal-status-too-long = te lang, hoogstens { $most } tekens met inhoudswaarschuwing
refusal-industry-unasked = noemt @{ $name }, die je niet volgt: accounts van de industrie schrijven alleen aan hun volgers
refusal-interests-blank = mogen bij een account van de industrie niet leeg zijn: zeg namens wie je spreekt en wat je ermee wint
refusal-status-unknown = @{ $missing } is niet gevonden, controleer de naam of laat hem weg
refusal-files-most = te veel, hoogstens { $most } bestanden
refusal-files-gone = een bestand is er niet of hoort bij een ander bericht, upload het opnieuw
refusal-file-used = hoort bij een bericht
refusal-file-missing = ontbreekt, stuur een afbeelding als multipart/form-data
refusal-file-is-text = geen bestand, stuur een afbeelding als multipart/form-data
refusal-description-blank = een beschrijving ontbreekt
refusal-description-too-long = een beschrijving is te lang, hoogstens { $max } tekens
refusal-picture-type = geen afbeelding in PNG, JPEG, GIF of WebP
refusal-picture-bytes = te groot, hoogstens 16 MB
refusal-picture-pixels = te veel pixels, hoogstens 33 miljoen
refusal-picture-frames = animatie te lang
refusal-picture-unreadable = niet als afbeelding te lezen
refusal-media-failed = niet te verwerken, stuur het nog eens in een ander formaat of kleiner
refusal-media-unfinished = een bestand wordt nog verwerkt, probeer het zo nog eens
refusal-media-bytes = te groot, hoogstens { $most } MB
refusal-media-no-ffmpeg = video of geluid, deze server neemt alleen afbeeldingen aan
refusal-media-unreadable = niet als video of geluid te lezen
refusal-media-pixels = te veel pixels per beeld, hoogstens 8,3 miljoen
refusal-media-frames = te veel beelden per seconde, hoogstens 120
refusal-media-effort = te zwaar om te verwerken, maak het korter of kleiner
refusal-media-format = formaat wordt niet ongewijzigd overgenomen
refusal-focus = twee getallen tussen -1.0 en 1.0 nodig
refusal-poll-options = 2 tot { $most } antwoorden nodig
refusal-poll-option-blank = een antwoord is leeg
refusal-poll-option-too-long = een antwoord is te lang, hoogstens { $max } tekens
refusal-poll-option-twice = hetzelfde antwoord staat er twee keer
refusal-poll-time = duur van { $shortest } tot { $longest } seconden nodig
refusal-poll-files = gaat niet samen met bestanden, laat een van beide weg
refusal-poll-answered = al door u beantwoord
refusal-poll-ended = al afgelopen
refusal-poll-own = van uzelf
refusal-choices-unknown = hoort niet bij deze peiling
refusal-choices-one = slechts één antwoord mogelijk
refusal-pin-other = alleen eigen berichten kunnen worden vastgezet
refusal-pin-private = alleen voor bepaalde personen, kan niet worden vastgezet
refusal-pin-most = maak eerst een van uw { $most } vastgezette berichten los
refusal-scheduled-soon = minstens 5 minuten vooruit
refusal-scheduled-time = geen tijdstip zoals 2026-12-01T08:00:00Z
refusal-scheduled-most = een te veel, er kunnen er hoogstens { $most } wachten
refusal-scheduled-day = een te veel voor die dag, er kunnen er hoogstens { $most } wachten
refusal-visibility = public, unlisted, private of direct
refusal-visibility-boost = public, unlisted of private
refusal-language = geen taalcode zoals nl of pt-BR
refusal-language-unknown = geen taal
refusal-languages-unknown = onbekende taal, geef codes zoals nl of pt-BR
refusal-region-unknown = onbekende regio, geef een ISO 3166-2-code zoals NL-UT of de twee letters van een land
refusal-vocabulary = niet in de lijst, kies een term uit de woordenlijst
refusal-entries-most = te veel, hoogstens { $most }
refusal-fields-most = te veel velden, hoogstens { $most }
refusal-lists-most = hoogstens { $most } lijsten, verwijder er eerst een
refusal-list-replies = none, list of followed
refusal-hashtag = geen hashtag
refusal-hashtags-most = hoogstens { $most } hashtags op het profiel, verwijder er eerst een
refusal-endorse = eerst volgen, dan aanbevelen
refusal-filters-most = te veel, verwijder er eerst een (hoogstens { $most })
refusal-filter-most = te veel, maak meerdere filters (hoogstens { $most })
refusal-filter-too-long = samen te lang, maak meerdere filters
refusal-filter-context = minstens een van home, notifications, public, thread, account
refusal-filter-contexts = alleen home, notifications, public, thread, account
refusal-filter-action = warn, hide of blur
refusal-filter-further = heeft meer trefwoorden, wijzig het in een app die ze kent
refusal-notification-policy = accept, filter of drop
refusal-search-scope = in:all, in:library of in:public
refusal-search-date = een datum zoals 2026-11-22 nodig
refusal-domain = geen domein
refusal-domain-ours = deze server zelf
refusal-domain-top = een heel topleveldomein
refusal-domain-twice = staat al op regel { $line }
refusal-domain-severity = een ander niveau dan suspend, silence of noop
refusal-domain-yes-no = iets anders dan true of false waar een van beide hoort
refusal-csv = geen CSV-bestand in UTF-8
refusal-lines = heeft te veel regels
refusal-queue-id = of een server moet worden opgegeven
refusal-group-role = owner, moderator of member
refusal-group-last-owner = wijs eerst een andere verantwoordelijke aan
refusal-group-ban-first = uit de groep verbannen, hef eerst de verbanning op
refusal-group-banned = uit de groep verbannen
refusal-group-owner-person = alleen een persoon van deze server
refusal-group-pins-most = kan niet worden vastgemaakt: maak eerst een van de { $most } vastgemaakte berichten van de groep los
refusal-answer-closed = moet direct zijn: waar het op antwoordt, is voor de leden van een groep
refusal-ban-ends = moet in de toekomst liggen
refusal-decision-login = alleen voor accounts van deze server
refusal-decision-report = gaat over een ander account
refusal-emoji = geen bekende emoji
refusal-reactions-most = te veel verschillende reacties
refusal-shortcode = 2 tot 128 letters zonder accent, cijfers en _
refusal-announcement-ends = moet na het begin liggen
refusal-push-policy = all, followed, follower of none
refusal-push-endpoint = geen https-adres
refusal-push-auth = geen 16 bytes in base64url
refusal-push-key = geen publieke sleutel van P-256 in base64url
refusal-app-website = alleen een http- of https-adres
refusal-app-redirects = alleen absolute URI’s zonder fragment
refusal-app-redirects-most = te veel
refusal-app-redirects-too-long = te lang
refusal-app-scopes = bevat iets onbekends
refusal-given = ontbreekt
refusal-language-iso = geen taal volgens ISO 639
refusal-language-bcp = geen taalcode volgens BCP 47
refusal-bytes-max = te lang, hoogstens { $max } bytes
refusal-collections-most = hoogstens { $most } verzamelingen, verwijder er eerst een
refusal-collection-full = vol, bevat al { $most } accounts
refusal-collection-member = staat al in deze verzameling of wil dat niet
refusal-collection-account = Dit account kan niet in verzamelingen staan
refusal-terms-over = al voorbij
refusal-terms-holds = versie is al van kracht
refusal-terms-come = al bereikt, publiceer een nieuwe versie
refusal-date = geen datum in de vorm JJJJ-MM-DD
refusal-import-empty = geen leesbare regel
refusal-import-busy = vijf andere wachten nog, kom later terug
refusal-import-lines = onleesbare regels, verbeter ze of vul aan in plaats van te vervangen
refusal-import-long = meer dan { $most } regels, importeer in delen
refusal-network = Uw netwerk heeft geen toegang tot deze server
refusal-seconds = een aantal seconden nodig
refusal-tag-usable = kan een hashtag niet worden ontnomen
refusal-needs-hashtag = heeft de id van een hashtag nodig
refusal-needs-domain = heeft een domein nodig
refusal-time = geen dag of tijdstip volgens ISO 8601
refusal-period-before = ligt voor het begin
refusal-period-year = meer dan een jaar na het begin
refusal-period-long = te lang na het begin
refusal-email-hash = geen SHA-256 in hexadecimale vorm
refusal-domain-wrong = { $domain } is geen domein
refusal-domains-most = te veel domeinen, hoogstens { $most }
refusal-ip = geen IP-adres en geen netwerk in CIDR-notatie
refusal-quote-policy = public, followers of nobody
refusal-quote-direct = van iemand die het privébericht niet noemt
refusal-quote-denied = U mag dit bericht niet citeren
refusal-interaction-manual = is van iemand die elke interactie eerst goedkeurt, wat vanaf hier niet kan worden gevraagd
refusal-reply-followers = is van iemand die alleen volgers en genoemde personen laat reageren
refusal-reply-denied = is van iemand die jou niet laat reageren
refusal-favourite-denied = is van iemand die jou niet als favoriet laat markeren
refusal-boost-denied = is van iemand die jou niet laat boosten
refusal-repliers = moet public, followers, following of mentioned zijn
refusal-not-found = Niet gevonden
refusal-too-many = Te veel verzoeken
refusal-internal = Er ging iets mis op deze server
refusal-unavailable = Deze server kan nu niet antwoorden
refusal-full = Deze server heeft geen ruimte meer
refusal-too-large = Het verzoek is te groot
refusal-token = De toegang is niet meer geldig, log opnieuw in
refusal-scope = De app heeft hiervoor geen toestemming
refusal-no-user = Hiervoor moet iemand zijn ingelogd
refusal-not-allowed = Dit is niet toegestaan
refusal-closed = Registratie is gesloten
refusal-unconfirmed = Uw e-mailadres is nog niet bevestigd
refusal-unapproved = Het moderatieteam heeft nog niet over uw aanmelding beslist
refusal-disabled = Uw toegang is momenteel afgesloten
refusal-confirmed = Dit kan alleen zolang het e-mailadres niet is bevestigd
refusal-form-old = Het formulier is verouderd: ga terug, laad de pagina opnieuw en probeer het nog eens
refusal-streams-most = Dit account heeft te veel open verbindingen: sluit er eerst een
refusal-block-self = U kunt uzelf niet blokkeren
refusal-follow-self = U kunt uzelf niet volgen
refusal-mute-self = U kunt uzelf niet negeren
refusal-follow-blocked = U blokkeert dit account: deblokkeer het eerst
refusal-follow-domain-blocked = U blokkeert deze server: deblokkeer hem eerst
refusal-follow-banned = U bent uit deze groep verbannen
refusal-group-staff = Dit mogen alleen degenen die de groep beheren
refusal-group-ban-staff = Wie de groep beheert, kan niet worden verbannen: neem eerst de rol weg
refusal-group-not-frozen = Deze groep is niet bevroren
refusal-thread-locked = Dit gesprek is gesloten: alleen wie de groep leidt, antwoordt hier nog
refusal-closed-group = Wat in een gesloten groep wordt gezegd, wordt niet voor anderen beantwoord
refusal-decided = Over dit bericht is al beslist
refusal-approved = Deze aanmelding is al goedgekeurd
refusal-not-deleted = Het account is niet verwijderd
refusal-hashtag-gone = De hashtag is op hetzelfde moment verdwenen
refusal-exists = Dit bestaat al
refusal-being-posted = Dit wordt al geplaatst
refusal-status-exists = Dit bericht bestaat al
refusal-status-other = Dit bericht is van iemand anders
refusal-actor-ours = Dit account hoort bij deze server
refusal-move-self = is dit account
refusal-move-aliases = heeft te veel accounts (maximaal { $most })
refusal-move-cooldown = kan pas zeven dagen na de vorige verhuizing worden genoemd
refusal-move-destination = moet dit account als alias noemen en mag niet zelf verhuisd zijn
refusal-move-unknown = is geen account dat te vinden is
refusal-move-follow = Dit account is verhuisd: volg het account waarnaar het verhuisde
refusal-move-here = Dit account is verhuisd: maak de verhuizing eerst ongedaan in de instellingen
refusal-move-unnamed = Het nieuwe account noemt het oude niet
refusal-move-again = Dit account verhuisde een paar dagen geleden
refusal-memorial-here = Alleen mensen van deze server kunnen worden herdacht
refusal-relay-address = is geen adres van een andere server

## Parameters by the names that people know
parameter-account = Account
parameter-account-id = Account
parameter-account-kind = Soort account
parameter-agreement = Akkoord met de regels
parameter-alias = alias
parameter-attribution-domains = Domeinen van uw artikelen
parameter-avatar = Profielfoto
parameter-category = Categorie
parameter-choices = Antwoord
parameter-collection = Verzameling
parameter-comment = Opmerking
parameter-confirm = Bevestiging
parameter-context = Plek van het filter
parameter-current-password = Huidig wachtwoord
parameter-description = Beschrijving
parameter-display-name = Naam
parameter-domain = Domein
parameter-effective-date = Geldig vanaf
parameter-email = E-mailadres
parameter-end-at = Einde
parameter-ends-at = Einde
parameter-expires-in = Duur
parameter-fields-attributes = Meer velden
parameter-file = Bestand
parameter-filter = Filter
parameter-filters = Filters
parameter-focus = Middelpunt
parameter-header = Omslagfoto
parameter-ip = IP-adres
parameter-keyword = Trefwoord
parameter-keywords = Trefwoorden
parameter-language = Taal
parameter-languages = Talen
parameter-locale = Taal
parameter-media-attributes = Bestanden
parameter-media-ids = Bestanden
parameter-name = Naam
parameter-note = Over u
parameter-owner = Verantwoordelijke
parameter-password = Wachtwoord
parameter-phrase = Trefwoord
parameter-poll = Peiling
parameter-profession = Beroep
parameter-quote-approval-policy = Wie mag citeren
parameter-quoted-status-id = Geciteerd bericht
parameter-source-quote-policy = Wie mag citeren
parameter-q = Zoekopdracht
parameter-reason = Reden
parameter-region = Regio
parameter-report-id = Melding
parameter-role = Rol
parameter-scheduled-at = Tijdstip
parameter-severity = Strengheid
parameter-shortcode = Code
parameter-source-language = Taal van berichten
parameter-source-privacy = Zichtbaarheid
parameter-specialties = Specialismen
parameter-spoiler-text = Inhoudswaarschuwing
parameter-status = Bericht
parameter-status-id = Bericht
parameter-statuses = Berichten
parameter-tag-name = Hashtag
parameter-target = bestemming
parameter-text = Tekst
parameter-title = Titel
parameter-thumbnail = Voorbeeldafbeelding
parameter-type = Maatregel
parameter-username = Gebruikersnaam
parameter-usable = Bruikbaar
parameter-visibility = Zichtbaarheid
parameter-interests = Belangen
parameter-workplace = Werkplek
mail-news-subject =
    { $count ->
        [one] { $count } melding op { $site }
       *[other] { $count } meldingen op { $site }
    }
mail-news-text = Dit is er gebeurd op { $site }:
mail-digest-subject = Wat u op { $site } hebt gemist
mail-digest-text = U bent een tijdje niet op { $site } geweest. Dit is er intussen gebeurd:
mail-news-mention = { $who } heeft u genoemd
mail-news-mention-closed = Iemand heeft u geschreven
mail-news-follow = { $who } volgt u
mail-news-follow-request = { $who } vraagt u te volgen
mail-news-favourite = { $who } heeft uw bericht als favoriet gemarkeerd
mail-news-favourite-closed = Iemand heeft een bericht van u als favoriet gemarkeerd
mail-news-reblog = { $who } heeft uw bericht geboost
mail-news-reblog-closed = Iemand heeft een bericht van u geboost
mail-news-report = Iemand is bij de moderatie gemeld
mail-news-sign-up = Iemand wil lid worden of is het geworden
mail-news-more = En nog { $count }.
mail-news-choose = Uw mails kiezen
mail-news-unsubscribe = Geen mails van deze soort meer:
unsubscribe-title = Geen mails van deze soort meer
unsubscribe-intro = U krijgt geen mails van deze soort meer. In de instellingen kunt u ze weer kiezen.
unsubscribe-submit = Stuur er geen meer
unsubscribed-title = Geen mails van deze soort meer
unsubscribed-text = U krijgt geen mails van deze soort meer.
