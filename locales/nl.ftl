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
scope-follow = voor u volgen, dempen en blokkeren
scope-push = u pushmeldingen sturen
scope-admin = uw bevoegdheden voor moderatie of beheer gebruiken
oauth-code-title = Uw code
oauth-code-how = Kopieer deze code naar de app:
oauth-code-once = De code werkt één keer en enkele minuten lang. Geef hem aan niemand anders.

## Settings
settings-title = Instellingen
settings-profile = Profiel
settings-account = Account
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
settings-delete-title = Account verwijderen
settings-delete-text = Uw profiel, berichten en media worden hier verwijderd, en andere servers wordt gevraagd ze te verwijderen. Dit kan niet ongedaan worden gemaakt.
settings-delete-confirm = Ja, alles verwijderen
settings-delete-submit = Mijn account verwijderen

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
