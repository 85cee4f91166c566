# Die Wörter der Seiten, Mails und Fehlermeldungen auf Deutsch. Angeredet wird mit „Sie“.
# Vorlage ist en.ftl: dieselben Schlüssel in derselben Reihenfolge, dieselben Variablen.

language-name = Deutsch

## Dates
month =
    { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[12] Dezember
    }
date-day = { $day }. { month } { $year }
date-moment = { $day }. { month } { $year }, { $time } UTC

## Around every page
nav-skip = Zum Inhalt springen
nav-label = Hauptmenü
nav-directory = Mitglieder
nav-groups = Gruppen
nav-settings = Einstellungen
nav-moderation = Moderation
nav-log-in = Anmelden
nav-log-out = Abmelden
nav-sign-up = Registrieren
footer-about = Über diesen Server
footer-privacy = Datenschutz
footer-source = Rounds { $version }, Quelltext
footer-language = Sprache
pager-label = Seiten
pager-newer = Vorherige Seite
pager-older = Nächste Seite
feed-link = Neue Beiträge abonnieren (Atom-Feed)

## Front page, about
home-sign-up = Mitglied werden
home-directory = Kolleginnen und Kollegen finden
home-recent = Neueste öffentliche Beiträge
home-about = Über uns
home-network = Dieser Server ist einer von vielen, die miteinander verbunden sind. Die Mitglieder folgen Kolleginnen und Kollegen auf anderen Servern des Netzwerks, zum Beispiel auf Mastodon, antworten ihnen und werden auch von dort gelesen.
home-more = Mehr über diesen Server
home-groups = Gruppen
home-all-groups = Alle Gruppen
about-title = Über { $site }
about-network-title = Ein offenes Netzwerk
about-members = Mitglieder
about-statuses = Beiträge
about-contact = Wer den Server betreibt
about-abuse = Missbrauch und Sicherheitslücken melden an
about-rules = Regeln
connect-title = Mit einer App lesen und schreiben
connect-how = Jede Mastodon-App funktioniert mit diesem Server, auf dem Telefon und am Rechner. Wenn die App nach Ihrem Server fragt, geben Sie ein:

## Posts
stream-empty = Es gibt noch keine öffentlichen Beiträge.
status-title = Beitrag von { $name }
status-boosted-by = Geteilt von { $name }
status-in-group = Veröffentlicht in { $name }
status-reply-to = Antwort an { $name }
status-pinned = Angeheftet
status-locked = Geschlossen
status-warning = Inhaltswarnung
status-sensitive = Sensible Medien anzeigen
status-edited = Bearbeitet am { $date }
status-replies =
    { $count ->
        [one] { $count } Antwort
       *[other] { $count } Antworten
    }
status-boosts =
    { $count ->
        [one] { $count }-mal geteilt
       *[other] { $count }-mal geteilt
    }
status-favourites =
    { $count ->
        [one] { $count }-mal favorisiert
       *[other] { $count }-mal favorisiert
    }
media-undescribed = Bild ohne Beschreibung
media-file = Angehängte Datei
media-video = Video ohne Beschreibung
media-audio = Ton ohne Beschreibung
thread-before = Weiter oben in dieser Unterhaltung
thread-replies = Antworten
thread-reply-title = Vom eigenen Server aus antworten
thread-reply-how = Fügen Sie diese Adresse in die Suche Ihrer App oder Ihres Servers ein, öffnen Sie den Beitrag dort und antworten Sie:
thread-locked = Diese Diskussion ist geschlossen: Nur wer die Gruppe leitet, antwortet hier noch.

## Profiles
profile-about = Über diese Person
profile-bot = Automatisiertes Konto
profile-locked = Bestätigt Follower einzeln
profile-statuses = Beiträge
profile-followers = Follower
profile-following = Folgt
profile-joined = Dabei seit { $date }
profile-verified = Link bestätigt am { $date }
profile-tabs = Beiträge dieses Profils
profile-tab-posts = Beiträge
profile-tab-replies = Beiträge und Antworten
profile-tab-media = Medien
professional-title = Berufliches Profil
professional-profession = Beruf
professional-specialty = Fachgebiet
professional-specialties = Fachgebiete
professional-interests = Interessen
professional-workplace = Arbeitsort
professional-region = Region
professional-languages = Sprachen
professional-self-declared = Eigene Angaben, nicht überprüft.
follow-title = Vom eigenen Server aus folgen
follow-how = Fügen Sie diese Adresse in die Suche Ihrer App oder Ihres Servers ein und wählen Sie „Folgen“:

## Groups
group-label = Gruppe
group-moderated = Beiträge werden geprüft
group-about = Über die Gruppe
group-followers = Follower
group-statuses = Beiträge
group-posts-title = Beiträge
group-moderators = Moderation
group-join-title = Mitmachen
group-join-how = Folgen Sie dieser Adresse von einem beliebigen Server aus, um die Beiträge der Gruppe zu erhalten. Erwähnen Sie sie in einem öffentlichen Beitrag, um in der Gruppe zu schreiben:
group-desk-title = Moderation
group-desk-waiting = Wartet auf eine Entscheidung
group-desk-nothing-waits = Nichts wartet.
group-do-approve = Durchlassen
group-do-reject = Ablehnen
group-do-lock = Schließen
group-do-unlock = Wieder öffnen
group-do-pin = Anheften
group-do-unpin = Lösen
group-do-remove = Aus der Gruppe entfernen
collection-by = Zusammengestellt von { $name }
collection-empty = In dieser Sammlung ist niemand.
collection-sensitive = Zeigen, wer darin ist
credential-title = Bestätigt von { $issuer }
credential-health = { $who } ist seit { $since } von { $issuer } bestätigt.
credential-employment = { $who } arbeitet für { $issuer }; das bestätigt { $issuer } seit { $since }.
credential-membership = { $who } ist Mitglied von { $issuer }; das bestätigt { $issuer } seit { $since }.
credential-past = { $issuer } hat { $who } am { $since } bestätigt.
credential-until = Gültig bis { $until }.
credential-unlimited = Gültig bis auf Weiteres.
credential-suspended = Zurzeit nicht gültig: { $issuer } hat es ausgesetzt.
credential-revoked = Nicht mehr gültig: { $issuer } hat es widerrufen.
credential-expired = Nicht mehr gültig: abgelaufen am { $until }.
credential-says = Was bestätigt wird
credential-profile = Profil
credential-document = Das signierte Dokument, zur Prüfung durch Programme
credential-kind = Art
credential-kind-health = Gesundheitsberuf
credential-kind-employment = Anstellung
credential-kind-membership = Mitgliedschaft
credential-profession = Beruf
credential-specialty = Fachgebiet
credential-jurisdiction = Wo er ausgeübt werden darf
credential-organization = Organisation
credential-role = Aufgabe
credential-assurance = Wie geprüft wurde
credential-assurance-format = Die Nummer hat die Form ihres Registers
credential-assurance-register = Im Register gefunden
credential-assurance-issuer = Der ausstellenden Stelle selbst bekannt
groups-title = Gruppen
groups-intro = Gruppen tragen ein Gespräch über Server hinweg: Wer einer Gruppe folgt, erhält, was in ihr veröffentlicht wird.
groups-empty = Auf diesem Server gibt es noch keine Gruppen.
groups-followers =
    { $count ->
        [one] { $count } Follower
       *[other] { $count } Follower
    }

## Directory
directory-title = Mitglieder
directory-intro = Mitglieder dieses Servers, die damit einverstanden sind, hier zu stehen.
directory-any = Alle
directory-filter = Anzeigen
directory-all = Alle anzeigen
directory-total =
    { $count ->
        [0] Kein Mitglied passt dazu.
        [one] { $count } Mitglied
       *[other] { $count } Mitglieder
    }

## Forms
form-problems = Bitte korrigieren Sie Folgendes:
field-username = Benutzername
field-username-hint = Buchstaben ohne Umlaute, Ziffern und Unterstriche. Er wird Teil Ihrer öffentlichen Adresse.
field-email = E-Mail-Adresse
field-new-email = Neue E-Mail-Adresse
field-password = Passwort
field-password-hint = Mindestens 8 Zeichen. Ein Satz ist leichter zu merken als ein Wort mit Sonderzeichen.
field-current-password = Bisheriges Passwort
field-new-password = Neues Passwort
field-name = Name
field-note = Über Sie
field-avatar = Profilbild
field-avatar-hint = PNG, JPEG, GIF oder WebP. Es wird quadratisch zugeschnitten.
field-remove-avatar = Profilbild entfernen
field-header = Titelbild
field-header-hint = Dreimal so breit wie hoch.
field-remove-header = Titelbild entfernen
field-kind = Art des Kontos
field-region-hint = Code des Landes oder der Region nach ISO 3166-2, zum Beispiel DE-BE oder CH-ZH.
field-languages-hint = Sprachcodes, durch Kommas getrennt, zum Beispiel: de, en
field-interests-hint = Für wen das Konto spricht und was es davon hat, etwa „Acme Pharma, verkauft Wundauflagen“. Ein Konto der Industrie muss es sagen.
field-free-name = Bezeichnung von Feld { $count }
field-free-value = Inhalt von Feld { $count }
field-discoverable = Mich im Verzeichnis aufführen und anderen vorschlagen
field-indexable = Suchmaschinen dürfen mein Profil und meine öffentlichen Beiträge aufnehmen
field-locked = Follower einzeln bestätigen
field-locked-hint = Öffentliche Beiträge bleiben für alle sichtbar.

## Joining and logging in
signup-title = Mitglied werden bei { $site }
signup-approval = Das Moderationsteam sieht sich jede Anmeldung an. Sie erhalten die Antwort per E-Mail.
signup-email-hint = Wir schicken einen Link dorthin, um sie zu bestätigen. Niemand bekommt sie zu sehen.
signup-reason = Warum möchten Sie Mitglied werden?
signup-reason-hint = Das liest nur das Moderationsteam. Schreiben Sie, was Sie tun und wo.
signup-agreement = Ich habe die Regeln gelesen und stimme ihnen zu
signup-submit = Konto erstellen
signup-have-account = Sie haben schon ein Konto?
signup-closed = Dieser Server nimmt zurzeit keine neuen Mitglieder auf.
signup-closed-remedy = Sie können Mitglied auf einem anderen Server des Netzwerks werden und den Menschen hier von dort aus folgen. Oder fragen Sie diejenigen, die diesen Server betreiben.
confirm-sent-title = Sehen Sie in Ihr Postfach
confirm-sent-text = Wir haben einen Link an { $email } geschickt. Öffnen Sie ihn, um die Adresse zu bestätigen.
confirm-sent-spam = Nach einigen Minuten ist noch nichts da? Sehen Sie auch im Ordner für unerwünschte Mails nach.
confirm-again-title = Adresse bestätigen
confirm-again-intro = Geben Sie die E-Mail-Adresse ein, mit der Sie sich registriert haben. Wenn sie noch nicht bestätigt ist, schicken wir den Link noch einmal.
confirm-again-submit = Link noch einmal schicken
confirm-again-sent = Wenn { $email } noch nicht bestätigt ist, ist ein Link dorthin unterwegs.
confirmed-title = Ihre Adresse ist bestätigt
confirmed-text = Sie können sich jetzt anmelden.
confirmed-approval-text = Als Nächstes sieht sich das Moderationsteam Ihre Anmeldung an. Sie erhalten eine Mail, sobald es entschieden hat.
refused-blank = Bitte füllen Sie dieses Feld aus.
refused-taken = Das ist schon vergeben: Bitte wählen Sie etwas anderes.
refused-reserved = Dieser Name ist nicht verfügbar: Bitte wählen Sie einen anderen.
refused-blocked = Adressen dieses Anbieters werden hier nicht angenommen: Bitte verwenden Sie eine andere.
refused-too-long = Das ist zu lang.
refused-agreement = Ohne diese Zustimmung gibt es kein Konto.
refused-username = Bitte nur Buchstaben ohne Umlaute, Ziffern und Unterstriche.
refused-email = Diese Adresse lässt sich nicht verwenden: Sie enthält einen Tippfehler oder gehört schon zu einem Konto.
refused-password = Bitte zwischen 8 und 256 Zeichen.
refused-current-password = Das ist nicht Ihr bisheriges Passwort.
refused-confirm = Setzen Sie hier ein Häkchen, wenn Sie sicher sind.
refused-list = Bitte wählen Sie aus der Liste.
refused-specialties = Bitte wählen Sie aus der Liste, höchstens zehn.
refused-region = Diese Region gibt es nicht: Geben Sie einen Code nach ISO 3166-2 an, zum Beispiel AT-9, oder die zwei Buchstaben eines Landes.
refused-languages = Diese Sprache gibt es nicht: Geben Sie Codes wie de oder pt-BR an, höchstens zehn.
refused-import-none = Bitte eine CSV-Datei auswählen, in der etwas steht.
refused-import-encoding = Diese Datei ist kein Text in UTF-8: als CSV (UTF-8) speichern und noch einmal auswählen.
refused-import-columns = Die erste Zeile nennt die Spalten, und eine fehlt: Bitte die Datei so nehmen, wie sie exportiert wurde.
refused-import-kind = Diese Datei enthält etwas anderes: { $kind }. Bitte das auswählen oder eine andere Datei.
refused-import-long = Diese Datei hat mehr als 20.000 Zeilen: Bitte in Teilen importieren.
refused-import-lines = Es wurde nichts importiert, weil Zeilen nicht zu lesen sind. Sie stehen unten: Bitte berichtigen und die Datei noch einmal auswählen.
refused-import-busy = Fünf Ihrer Dateien werden noch bearbeitet: Bitte wiederkommen, wenn eine fertig ist.
refused-language = Diese Sprache gibt es nicht: Bitte einen Code wie de oder pt-BR angeben.
refused-picture = Dieses Bild lässt sich nicht lesen oder ist zu groß.
login-title = Anmelden bei { $site }
login-submit = Anmelden
login-unconfirmed = Ihre E-Mail-Adresse ist noch nicht bestätigt: Öffnen Sie den Link, den wir Ihnen geschickt haben.
login-unapproved = Das Moderationsteam hat noch nicht über Ihre Anmeldung entschieden.
login-disabled = Dieses Konto kann nicht benutzt werden. Fragen Sie diejenigen, die diesen Server betreiben.
login-wrong = Die E-Mail-Adresse oder das Passwort stimmt nicht.
login-forgot = Passwort vergessen?
login-confirm-again = Keine Mail zur Bestätigung erhalten?
login-no-account = Noch kein Konto?
forgot-title = Neues Passwort wählen
forgot-intro = Geben Sie Ihre E-Mail-Adresse ein. Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen können.
forgot-submit = Link schicken
forgot-sent-text = Wenn { $email } zu einem Konto gehört, ist ein Link dorthin unterwegs.
reset-title = Neues Passwort wählen
reset-intro = Sie werden überall sonst abgemeldet.
reset-submit = Passwort speichern

## Apps
authorize-title = { $app } bittet um Zugriff
authorize-account = Die App würde handeln im Namen von:
authorize-scopes = Sie könnte
authorize-trust = Erlauben Sie es nur, wenn Sie aus dieser App hierhergekommen sind. Sie können den Zugriff beenden, indem Sie sich in der App abmelden.
authorize-approve = Erlauben
authorize-deny = Ablehnen
scope-profile = sehen, wer Sie sind
scope-read = alles in Ihrem Konto lesen, auch private Beiträge
scope-write = in Ihrem Konto schreiben und alles ändern
scope-follow = für Sie folgen, stummschalten und blockieren
scope-push = Ihnen Push-Mitteilungen senden
scope-admin = Ihre Rechte in Moderation oder Verwaltung ausüben
oauth-code-title = Ihr Code
oauth-code-how = Kopieren Sie diesen Code in die App:
oauth-code-once = Er gilt einmal und nur wenige Minuten. Geben Sie ihn niemandem sonst.

## Settings
settings-title = Einstellungen
settings-profile = Profil
settings-account = Konto
settings-preferences = Voreinstellungen
settings-privacy = Privatsphäre
settings-notifications = Mails
settings-sessions = Anmeldungen und Apps
settings-export = Export
settings-import = Import
settings-saved = Gespeichert.
settings-save = Speichern
settings-appearance = Wie andere Sie sehen
settings-professional-hint = Steht in Ihrem Profil und im Verzeichnis, auch auf anderen Servern. Lassen Sie weg, was nicht öffentlich sein soll.
settings-fields = Weitere Felder
settings-fields-hint = Zum Beispiel Ihre Website oder Ihr Eintrag im Berufsregister.
settings-visibility = Wer Sie findet
settings-email-title = E-Mail-Adresse
settings-email-now = Mails gehen an { $email }.
settings-email-waiting = { $email } ist noch nicht bestätigt: Öffnen Sie den Link, den wir dorthin geschickt haben.
settings-email-submit = Adresse ändern
settings-password-title = Passwort
settings-password-submit = Passwort ändern
settings-migration = Umzug
field-handle = Das Konto
field-handle-hint = Der ganze Name, etwa @name@example.org
settings-alias-title = Ihre anderen Konten
settings-alias-text = Nennen Sie hier ein altes Konto, dann können Sie von dort zu diesem umziehen. Alle können sehen, welche Konten Sie nennen.
settings-alias-submit = Konto hinzufügen
settings-alias-remove = Entfernen
settings-move-title = Zu einem anderen Konto umziehen
settings-move-text = Nennen Sie zuerst beim neuen Konto dieses hier als Alias. Wer Ihnen folgt, folgt dann dem neuen Konto; Ihre Beiträge bleiben hier, und von hier aus können Sie nichts mehr veröffentlichen und niemandem mehr folgen. Nach einem Umzug müssen Sie bis zum nächsten sieben Tage warten.
settings-move-submit = Umziehen
settings-moved = Sie sind zu { $account } umgezogen.
settings-move-cancel = Zu diesem Konto zurückkehren
settings-delete-title = Konto löschen
settings-delete-text = Ihr Profil, Ihre Beiträge und Ihre Medien werden hier gelöscht, und andere Server werden gebeten, sie zu löschen. Das lässt sich nicht rückgängig machen.
settings-delete-confirm = Ja, alles löschen
settings-delete-submit = Mein Konto löschen

## Preferences, privacy, mails, log-ins
preferences-pages = Seiten und Mails
preferences-locale = Sprache
preferences-posting = Ihre Beiträge
preferences-posting-hint = Was Apps für einen neuen Beitrag vorschlagen; Sie können es bei jedem anders wählen.
preferences-visibility = Wer sie sieht
visibility-public = Alle
visibility-unlisted = Alle, aber nicht in öffentlichen Timelines
visibility-private = Nur wer Ihnen folgt
preferences-language = Sprache
preferences-language-hint = Ein Code wie de oder pt-BR; leer, damit sie erkannt wird.
preferences-sensitive = Bilder und Videos hinter einer Warnung verbergen
preferences-reading = Lesen
preferences-reading-hint = Apps, die danach fragen, zeigen Beiträge so.
preferences-media = Bilder und Videos
expand-media-default = Sensible verbergen
expand-media-show-all = Alle zeigen
expand-media-hide-all = Alle verbergen
preferences-spoilers = Ausklappen, was hinter Inhaltswarnungen steht
preferences-autoplay = Animationen sofort abspielen
privacy-network = Wer Ihnen folgt
privacy-hide-collections = Netzwerk verbergen
privacy-hide-collections-hint = Niemand sieht, wem Sie folgen und wer Ihnen folgt; die Zahlen bleiben.
mails-title = Mails
mails-hint = Eine Mail kommt nach einigen Minuten, wenn Sie es bis dahin nicht in einer App gelesen haben, und höchstens einmal in der Stunde.
mails-kinds = Schreiben Sie mir, wenn
mails-mention = jemand mich erwähnt oder mir schreibt
mails-follow = jemand mir folgt
mails-follow-request = jemand mir folgen möchte
mails-favourite = jemand einen Beitrag von mir favorisiert
mails-reblog = jemand einen Beitrag von mir teilt
mails-report = jemand der Moderation gemeldet wird
mails-sign-up = jemand Mitglied werden möchte oder geworden ist
mails-digest = Schreiben Sie mir, was ich verpasst habe
mails-digest-hint = Eine Mail nach sieben Tagen ohne Sie, danach höchstens eine im Monat.
sessions-title = Wo Sie angemeldet sind
sessions-hint = Melden Sie ab, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
sessions-unknown = Ein Browser, der nicht sagt, welcher er ist
sessions-since = Von { $address },
sessions-here = Dieser Browser.
sessions-end = Abmelden
apps-title = Apps, die Sie zugelassen haben
apps-hint = Eine App, die Sie aussperren, verliert sofort ihren Zugang. Sie können sie wieder zulassen.
apps-none = Sie haben noch keine App zugelassen.
apps-since = Seit
apps-revoke = Aussperren

## Moderation
moderation-label = Moderation
sign-ups-title = Anträge
instances-title = Server
instances-all = Alle
instances-failing = Mit Störung
instances-none = Es gibt keinen solchen Server.
instances-read = Einzelheiten
issuers-title = Aussteller
issuers-hint = Was diese Aussteller bescheinigen, wird hier mit ihrem Namen angezeigt. Was dieser Server selbst bescheinigt, zählt immer.
issuers-none = Hier zählt kein anderer Aussteller.
issuers-remove = Nicht mehr vertrauen
issuers-new = Einem Aussteller vertrauen
issuers-address = Adresse seines Akteurs
issuers-address-hint = Zum Beispiel https://assoc.example/actor. Fragen Sie, wer ihn betreibt.
issuers-kinds = Vertrauen bei
issuers-add = Hinzufügen
credential-kind-profession = Übt einen Gesundheitsberuf aus
credential-kind-employment = Arbeitet dort
credential-kind-membership = Ist dort Mitglied
instance-facts = Was bekannt ist
instance-software = Software
instance-last-success = Letzter Erfolg
instance-last-failure = Letzter Fehlschlag
instance-last-error = Letzter Fehler
instance-breaker = Versand
instance-backlog = Rückstand
instance-backlog-amount = { $waiting } warten, { $failed } aufgegeben
instance-signatures = Signaturen
instance-accounts = Bekannte Konten
instance-following = Von hier gefolgt
instance-followers = Von dort gefolgt
instance-limit = Eingeschränkt
instance-allowed = Zugelassen
instance-allowed-yes = Ja
instance-note = Eine Notiz für die anderen Administratoren
instance-note-hint = Niemand sonst liest sie. Bis zu 2000 Zeichen; leer entfernt sie.
instance-note-submit = Notiz speichern
breaker-closed = Es wird dorthin gesendet
breaker-open = Bis { $time } wird nichts dorthin gesendet
breaker-half-open = Oft gescheitert: eine Zustellung wird zur Probe gesendet
limit-noop = In einzelnen Punkten eingeschränkt
limit-silence = Stummgeschaltet
limit-suspend = Gesperrt
sign-ups-none = Niemand wartet auf Aufnahme.
sign-ups-email = E-Mail
sign-ups-confirmed = bestätigt
sign-ups-unconfirmed = noch nicht bestätigt
sign-ups-since = Seit
sign-ups-reason = Warum sie Mitglied werden möchten
sign-ups-no-reason = Es wurde kein Grund angegeben.
sign-ups-approve = Aufnehmen
sign-ups-reject = Ablehnen
sign-ups-hint = Wer abgelehnt wird, bekommt eine Mail; Name und Adresse sind wieder frei, und es lässt sich nicht rückgängig machen.
reports-title = Meldungen
reports-open = Offen
reports-resolved = Erledigt
reports-none = Hier ist nichts.
reports-read = Meldung lesen
report-title = Meldung
report-about = Gemeldet wurde
report-by = Gemeldet von
report-what = Worum es geht
report-spam = Spam
report-legal = Gegen das Gesetz
report-violation = Gegen die Regeln dieses Servers
report-other = Etwas anderes
report-comment = In ihren Worten
report-rules = Verletzte Regeln
report-when = Wann
report-assigned = Kümmert sich
report-nobody = Noch niemand
report-settled-by = Erledigt von
report-forwarded = Der eigene Server des Kontos wurde benachrichtigt.
report-gone = Das Konto gibt es nicht mehr.
report-statuses = Gemeldete Beiträge
report-no-statuses = Es wurde kein Beitrag gemeldet, oder es gibt keinen mehr.
report-assign = Übernehmen
report-unassign = Zurückgeben
report-resolve = Erledigen, ohne etwas zu tun
report-reopen = Wieder öffnen
report-notes = Notizen
report-note = Eine Notiz für die anderen in der Moderation
report-note-hint = Niemand sonst liest sie. Höchstens 2.000 Zeichen.
report-note-submit = Notiz hinzufügen
account-suspended = Gesperrt
account-silenced = Eingeschränkt
account-sensitized = Medien zunächst verborgen
account-disabled = Anmeldung gesperrt
act-title = Über das Konto entscheiden
act-action = Was geschieht
act-hint = Die Meldung ist damit erledigt, und bei mehr als einer Warnung auch jede andere offene Meldung über das Konto.
act-none = Warnen und sonst nichts
act-sensitive = Seine Medien hinter einer Warnung verbergen
act-disable = Die Anmeldung sperren; Beiträge bleiben
act-silence = Einschränken: Nur wer folgt, sieht es
act-suspend = Sperren: Niemand sieht es
act-text = Was die betroffene Person erfährt
act-text-hint = Steht in der Mail. Höchstens 2.000 Zeichen.
act-notify = Mit einer Mail benachrichtigen, wenn das Konto eines von unseren ist
act-submit = Ausführen
refused-note = Bitte etwas schreiben, höchstens 2.000 Zeichen.

## Export and import
transfer-following = Konten, denen Sie folgen
transfer-lists = Listen
transfer-blocks = Konten, die Sie blockieren
transfer-mutes = Konten, die Sie stummschalten
transfer-domain-blocks = Server, die Sie blockieren
transfer-bookmarks = Lesezeichen
transfer-lines =
    { $count ->
        [one] { $count } Zeile
       *[other] { $count } Zeilen
    }
export-intro = Nehmen Sie mit, was Sie hier gesammelt haben. Mastodon und viele andere Server lesen diese Dateien.
import-intro = Bringen Sie mit, was Sie von diesem Server, von Mastodon oder von einem anderen exportiert haben. Sie können die Seite währenddessen verlassen: Jede Zeile wird der Reihe nach erledigt.
import-kind = Was die Datei enthält
import-file = CSV-Datei
import-file-hint = So, wie sie exportiert wurde, bis zu 20.000 Zeilen. Wer auf einer importierten Liste steht, dem folgen Sie dann auch.
import-mode = Was Sie schon haben
import-mode-hint = Ersetzen entfernt, was nicht in der Datei steht.
import-merge = Behalten und um die Datei ergänzen
import-overwrite = Durch die Datei ersetzen
import-submit = Importieren
import-recent = Ihre letzten Importe
import-open = Bericht öffnen
import-report-title = Bericht über einen Import
import-running = Wird bearbeitet.
import-finished = Fertig.
import-done =
    { $count ->
        [one] { $count } Zeile ist erledigt.
       *[other] { $count } Zeilen sind erledigt.
    }
import-failed =
    { $count ->
        [one] { $count } Zeile wurde nicht erledigt.
       *[other] { $count } Zeilen wurden nicht erledigt.
    }
import-progress = Wie weit der Import ist
import-look-again = Noch einmal nachsehen
import-problems = Zeilen, die nicht erledigt wurden
import-line = Zeile
import-problem-address = Hier steht keine Adresse eines Kontos: Schreiben Sie sie als name@server.example.
import-problem-domain = Hier steht kein Name eines Servers: Schreiben Sie ihn als server.example.
import-problem-link = Hier steht keine Webadresse: Sie beginnt mit https://.
import-problem-list-title = Der Name der Liste fehlt oder ist länger als 256 Zeichen.
import-problem-yes-no = In den Spalten für geteilte Beiträge, Benachrichtigungen und Verbergen steht true oder false.
import-problem-languages = Schreiben Sie Sprachen als Codes wie de oder pt-BR, durch Kommas getrennt.
import-problem-not-found = Hier wurde nichts gefunden, was Sie sehen dürfen. Vielleicht wurde es gelöscht oder ist umgezogen.
import-problem-unreachable = Der andere Server hat nicht geantwortet. Importieren Sie diese Zeile später noch einmal.
import-problem-refused = Das geht nicht: Es ist Ihr eigenes Konto, oder eines von beiden blockiert das andere.
import-problem-too-many-lists = Sie haben so viele Listen, wie man haben kann: Löschen Sie eine und importieren Sie diese Zeile noch einmal.
deleted-title = Ihr Konto ist gelöscht
deleted-text = Die anderen Server werden benachrichtigt. Danke, dass Sie hier waren.

## Source
source-title = Quelltext
source-text = Auf diesem Server läuft Rounds { $version } zur Entwicklung, gebaut aus einem Ordner der Person, die ihn gestartet hat: Dort ist der Quelltext.
source-remedy = Ein Server für andere nennt die Adresse seines Quelltexts in der Konfiguration, als instance.source_url.

## Privacy
text-changed = Zuletzt geändert am { $date }
terms-title = Nutzungsbedingungen
terms-none = Wer diesen Server betreibt, hat keine Nutzungsbedingungen veröffentlicht.
terms-since = In Kraft ab { $date }
terms-newer = Eine neuere Fassung gilt ab { $date }
imprint-title = Impressum
imprint-none = Wer diesen Server betreibt, hat kein Impressum veröffentlicht.
privacy-title = Datenschutz
privacy-kept = Was gespeichert wird
privacy-kept-text = Ihre E-Mail-Adresse, Ihr Passwort als Hash, der sich nicht zurückrechnen lässt, Ihr Profil, Ihre Beiträge und die Konten, denen Sie folgen. Wenn Sie Ihr Konto löschen, wird das alles gelöscht.
privacy-shared = Wer es bekommt
privacy-shared-text = Was Sie schreiben, geht an die Server derjenigen, die es lesen dürfen; öffentliche Beiträge gehen an alle. Direktnachrichten sind nicht Ende-zu-Ende-verschlüsselt: Wer die beteiligten Server betreibt, könnte sie lesen.
privacy-patients = Patientinnen und Patienten
privacy-patients-text = Schreiben Sie nichts, woran eine Patientin oder ein Patient zu erkennen wäre, auch nicht in Direktnachrichten.
privacy-browser = In Ihrem Browser
privacy-browser-text = Diese Seiten kommen ohne Skripte und ohne Tracker aus. Cookies halten Sie angemeldet, schützen Formulare vor Missbrauch und merken sich die Sprache, die Sie wählen. Bilder von anderen Servern werden über diesen geladen, sodass jene Sie nicht sehen.
privacy-rights = Ihre Rechte
privacy-rights-text = In den Einstellungen können Sie Ihre Daten ansehen und ändern und Ihr Konto löschen. Bei allem anderen wenden Sie sich an diejenigen, die diesen Server betreiben.

## Errors
error-home = Zur Startseite
error-forbidden = Das dürfen Sie nicht
error-forbidden-remedy = Melden Sie sich mit einem Konto an, das es darf. Wenn Sie länger weg waren, gehen Sie zurück und laden Sie die Seite neu.
error-not-found = Hier ist nichts
error-not-found-remedy = Vielleicht ist die Adresse falsch geschrieben. Oder das, was hier war, ist gelöscht oder nicht öffentlich.
error-unprocessable = Das hat nicht geklappt
error-unprocessable-remedy = Etwas an der Anfrage war nicht zu verstehen. Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal.
error-too-many = Zu viele Versuche
error-too-many-remedy = Warten Sie einige Minuten und versuchen Sie es dann noch einmal.
error-internal = Bei uns ist ein Fehler aufgetreten
error-internal-remedy = Er wurde protokolliert. Versuchen Sie es in einigen Minuten noch einmal; wenn es so bleibt, sagen Sie denen Bescheid, die diesen Server betreiben.

## Mails
mail-greeting = Guten Tag { $name },
mail-closing = Mit freundlichen Grüßen
mail-confirm-subject = Bestätigen Sie Ihre E-Mail-Adresse für { $site }
mail-confirm-text = Bitte öffnen Sie diesen Link, um zu bestätigen, dass diese Adresse Ihnen gehört und Sie sie auf { $site } verwenden möchten:
mail-confirm-note = Wenn Sie nicht wissen, worum es geht, ignorieren Sie diese Mail: Ohne den Link geschieht nichts.
mail-reset-subject = Neues Passwort für { $site }
mail-reset-text = Jemand, hoffentlich Sie selbst, hat auf { $site } ein neues Passwort angefordert. Mit diesem Link können Sie es wählen:
mail-reset-note = Er gilt einmal und nur für begrenzte Zeit. Wenn Sie es nicht waren, ignorieren Sie diese Mail: Ihr Passwort bleibt, wie es ist.
mail-approved-subject = Willkommen bei { $site }
mail-approved-text = Das Moderationsteam von { $site } hat Ihre Anmeldung angenommen. Sie können sich jetzt anmelden:
mail-approved-note = Jede Mastodon-App funktioniert ebenfalls: Geben Sie die Adresse des Servers ein, wenn die App danach fragt.
mail-rejected-subject = Ihre Anmeldung bei { $site }
mail-rejected-text = Das Moderationsteam von { $site } hat Ihre Anmeldung nicht angenommen.
mail-rejected-note = Sie können Mitglied auf einem anderen Server des Netzwerks werden und den Mitgliedern hier von dort aus folgen.
mail-decision-subject = Eine Entscheidung über Ihr Konto auf { $site }
mail-decision-none = Das Moderationsteam von { $site } bittet Sie, die Regeln zu lesen.
mail-decision-sensitive = Das Moderationsteam von { $site } hat entschieden, dass Bilder und Videos in Ihren Beiträgen verdeckt sind, bis jemand sie ansehen möchte.
mail-decision-disable = Das Moderationsteam von { $site } hat Ihren Zugang vorerst gesperrt. Was Sie geschrieben haben, bleibt.
mail-decision-silence = Das Moderationsteam von { $site } hat Ihr Konto eingeschränkt: An öffentlichen Stellen ist es nicht mehr zu sehen; wer Ihnen folgt, sieht es wie bisher.
mail-decision-suspend = Das Moderationsteam von { $site } hat Ihr Konto gesperrt: Niemand sieht es mehr, und Sie können sich nicht anmelden.
mail-decision-note = Wenn Sie das für einen Irrtum halten, schreiben Sie an die Adresse, die Sie dort finden.

## Messages to the lock screen (Web Push)
push-mention = { $name } hat Sie erwähnt
push-status = { $name } hat etwas geschrieben
push-reblog = { $name } hat Ihren Beitrag geteilt
push-follow = { $name } folgt Ihnen
push-follow-request = { $name } möchte Ihnen folgen
push-favourite = { $name } hat Ihren Beitrag favorisiert
push-quote = { $name } hat Ihren Beitrag zitiert
push-quoted-update = { $name } hat einen Beitrag bearbeitet, den Sie zitiert haben
push-update = { $name } hat einen Beitrag bearbeitet
push-added-to-collection = { $name } hat Sie in eine Sammlung aufgenommen
push-poll = Eine Umfrage von { $name } ist beendet
push-sign-up = { $name } hat sich registriert
push-report = { $name } hat etwas gemeldet

## Refusals, found by their English words (web::i18n::refusal): they go on after the name of a field, or are a sentence
validation-failed = Bitte prüfen: { $list }
validation-field = { $field } ({ $reason })
refusal-blank = fehlt
refusal-taken = schon vergeben
refusal-taken-name = schon vergeben, bitte etwas anderes wählen
refusal-reserved = nicht verfügbar
refusal-reserved-name = nicht verfügbar, bitte etwas anderes wählen
refusal-invalid = ungültig
refusal-character = enthält ein unzulässiges Zeichen
refusal-too-long = zu lang
refusal-too-long-max = zu lang, höchstens { $max } Zeichen
refusal-too-long-username = zu lang, höchstens 30 Zeichen
refusal-too-long-reason = zu lang, höchstens 1000 Zeichen
refusal-too-long-password = zu lang, höchstens 256 Zeichen
refusal-too-short-password = zu kurz, mindestens 8 Zeichen
refusal-username = nur Buchstaben ohne Umlaute, Ziffern und Unterstriche
refusal-email = keine E-Mail-Adresse
refusal-provider = dieser Anbieter wird hier nicht angenommen
refusal-agreement = muss bestätigt werden
refusal-language-tag = kein Sprachcode
refusal-current-password = nicht das bisherige
refusal-log-in = oder E-Mail-Adresse stimmt nicht
refusal-ticked = bitte ankreuzen
refusal-missing = fehlt
refusal-not-one = gibt es nicht
refusal-not-in-list = nicht in der Liste
refusal-issuer-address = muss die Adresse des Akteurs eines Ausstellers sein
refusal-issuer-ours = ist diese Instanz, die immer zählt
refusal-credentials-many = hat zu viele Nachweise (höchstens { $most })
refusal-credential-ours = Was wir bescheinigen, ist schon hier
refusal-status-too-long = zu lang, höchstens { $most } Zeichen mit Inhaltswarnung
refusal-industry-unasked = nennt @{ $name }, die oder der dir nicht folgt: Konten der Industrie schreiben nur an ihre Follower
refusal-interests-blank = dürfen bei einem Konto der Industrie nicht leer sein: Sag, für wen du sprichst und was du davon hast
refusal-status-unknown = @{ $missing } wurde nicht gefunden, bitte den Namen prüfen oder weglassen
refusal-files-most = zu viele, höchstens { $most } Dateien
refusal-files-gone = eine Datei ist nicht da oder gehört zu einem anderen Beitrag, bitte noch einmal hochladen
refusal-file-used = gehört zu einem Beitrag
refusal-file-missing = fehlt, bitte ein Bild als multipart/form-data schicken
refusal-file-is-text = keine Datei, bitte ein Bild als multipart/form-data schicken
refusal-description-blank = eine Beschreibung fehlt
refusal-description-too-long = eine Beschreibung ist zu lang, höchstens { $max } Zeichen
refusal-picture-type = kein Bild im Format PNG, JPEG, GIF oder WebP
refusal-picture-bytes = zu groß, höchstens 16 MB
refusal-picture-pixels = zu viele Pixel, höchstens 33 Millionen
refusal-picture-frames = Animation zu lang
refusal-picture-unreadable = nicht als Bild lesbar
refusal-media-failed = nicht zu verarbeiten, bitte in einem anderen Format oder kleiner noch einmal schicken
refusal-media-unfinished = eine Datei wird noch verarbeitet, bitte gleich noch einmal versuchen
refusal-media-bytes = zu groß, höchstens { $most } MB
refusal-media-no-ffmpeg = Video oder Ton, dieser Server nimmt nur Bilder an
refusal-media-unreadable = nicht als Video oder Ton lesbar
refusal-media-pixels = zu viele Pixel je Bild, höchstens 8,3 Millionen
refusal-media-frames = zu viele Bilder je Sekunde, höchstens 120
refusal-media-effort = zu aufwendig, bitte kürzen oder verkleinern
refusal-media-format = Format wird nicht unverändert übernommen
refusal-focus = zwei Zahlen zwischen -1.0 und 1.0 nötig
refusal-poll-options = 2 bis { $most } Antworten nötig
refusal-poll-option-blank = eine Antwort ist leer
refusal-poll-option-too-long = eine Antwort ist zu lang, höchstens { $max } Zeichen
refusal-poll-option-twice = dieselbe Antwort steht zweimal da
refusal-poll-time = Dauer zwischen { $shortest } und { $longest } Sekunden nötig
refusal-poll-files = nicht zusammen mit Dateien, bitte eines von beiden weglassen
refusal-poll-answered = von Ihnen schon beantwortet
refusal-poll-ended = schon beendet
refusal-poll-own = Ihre eigene
refusal-choices-unknown = gehört nicht zu dieser Umfrage
refusal-choices-one = nur eine Antwort möglich
refusal-pin-other = nur eigene Beiträge lassen sich anheften
refusal-pin-private = nur für bestimmte Personen, lässt sich nicht anheften
refusal-pin-most = bitte zuerst einen Ihrer { $most } angehefteten Beiträge lösen
refusal-scheduled-soon = mindestens 5 Minuten im Voraus
refusal-scheduled-time = keine Zeitangabe wie 2026-12-01T08:00:00Z
refusal-scheduled-most = einer zu viel, höchstens { $most } können warten
refusal-scheduled-day = einer zu viel für diesen Tag, höchstens { $most } können warten
refusal-visibility = public, unlisted, private oder direct
refusal-visibility-boost = public, unlisted oder private
refusal-language = kein Sprachcode wie de oder pt-BR
refusal-language-unknown = keine Sprache
refusal-languages-unknown = unbekannte Sprache, bitte Codes wie de oder pt-BR angeben
refusal-region-unknown = unbekannte Region, bitte einen Code nach ISO 3166-2 wie AT-9 oder die zwei Buchstaben eines Landes angeben
refusal-vocabulary = nicht in der Liste, bitte einen Eintrag des Vokabulars wählen
refusal-entries-most = zu viele, höchstens { $most }
refusal-fields-most = zu viele Felder, höchstens { $most }
refusal-lists-most = höchstens { $most } Listen, bitte zuerst eine löschen
refusal-list-replies = none, list oder followed
refusal-hashtag = kein Hashtag
refusal-hashtags-most = höchstens { $most } Hashtags im Profil, bitte zuerst einen entfernen
refusal-endorse = bitte zuerst folgen, dann empfehlen
refusal-filters-most = zu viele, bitte zuerst einen entfernen (höchstens { $most })
refusal-filter-most = zu viele, bitte mehrere Filter anlegen (höchstens { $most })
refusal-filter-too-long = zusammen zu lang, bitte mehrere Filter anlegen
refusal-filter-context = mindestens eines von home, notifications, public, thread, account
refusal-filter-contexts = nur home, notifications, public, thread, account
refusal-filter-action = warn, hide oder blur
refusal-filter-further = hat weitere Stichwörter, bitte in einer App ändern, die sie kennt
refusal-notification-policy = accept, filter oder drop
refusal-search-scope = in:all, in:library oder in:public
refusal-search-date = ein Datum wie 2026-11-22 nötig
refusal-domain = keine Domain
refusal-domain-ours = dieser Server selbst
refusal-domain-top = eine ganze Top-Level-Domain
refusal-domain-twice = steht schon in Zeile { $line }
refusal-domain-severity = andere Stufe als suspend, silence oder noop
refusal-domain-yes-no = etwas anderes als true oder false, wo eins davon stehen muss
refusal-csv = keine CSV-Datei in UTF-8
refusal-lines = hat zu viele Zeilen
refusal-queue-id = oder ein Server muss angegeben werden
refusal-group-role = owner, moderator oder member
refusal-group-last-owner = bitte zuerst eine andere verantwortliche Person ernennen
refusal-group-ban-first = aus der Gruppe ausgeschlossen, bitte zuerst den Ausschluss aufheben
refusal-group-banned = aus der Gruppe ausgeschlossen
refusal-group-owner-person = nur eine Person von diesem Server
refusal-group-pins-most = kann nicht angeheftet werden: Lösen Sie zuerst einen der { $most } angehefteten Beiträge der Gruppe
refusal-answer-closed = muss direkt sein: Der beantwortete Beitrag ist nur für Mitglieder einer Gruppe
refusal-ban-ends = muss in der Zukunft liegen
refusal-decision-login = nur für Konten dieses Servers
refusal-decision-report = betrifft ein anderes Konto
refusal-emoji = kein bekanntes Emoji
refusal-reactions-most = zu viele verschiedene Reaktionen
refusal-shortcode = 2 bis 128 Buchstaben ohne Umlaute, Ziffern und _
refusal-announcement-ends = muss nach dem Beginn liegen
refusal-push-policy = all, followed, follower oder none
refusal-push-endpoint = keine https-Adresse
refusal-push-auth = nicht 16 Bytes in base64url
refusal-push-key = kein öffentlicher Schlüssel von P-256 in base64url
refusal-app-website = nur eine http- oder https-Adresse
refusal-app-redirects = nur absolute URIs ohne Fragment
refusal-app-redirects-most = zu viele
refusal-app-redirects-too-long = zu lang
refusal-app-scopes = enthält Unbekanntes
refusal-given = fehlt
refusal-language-iso = keine Sprache nach ISO 639
refusal-language-bcp = kein Sprachcode nach BCP 47
refusal-bytes-max = zu lang, höchstens { $max } Bytes
refusal-collections-most = höchstens { $most } Sammlungen, bitte zuerst eine löschen
refusal-collection-full = voll, enthält schon { $most } Konten
refusal-collection-member = ist schon in dieser Sammlung oder möchte es nicht
refusal-collection-account = Dieses Konto kann nicht in Sammlungen stehen
refusal-terms-over = schon vorbei
refusal-terms-holds = Fassung gilt schon
refusal-terms-come = schon erreicht, bitte eine neue Fassung veröffentlichen
refusal-date = kein Datum der Form JJJJ-MM-TT
refusal-import-empty = keine lesbare Zeile
refusal-import-busy = fünf andere warten noch, bitte später wiederkommen
refusal-import-lines = unlesbare Zeilen, bitte berichtigen oder ergänzen statt ersetzen
refusal-import-long = mehr als { $most } Zeilen, bitte in Teilen importieren
refusal-network = Ihr Netzwerk hat keinen Zugang zu diesem Server
refusal-seconds = eine Anzahl Sekunden nötig
refusal-tag-usable = lässt sich einem Hashtag nicht nehmen
refusal-needs-hashtag = braucht die Kennung eines Hashtags
refusal-needs-domain = braucht eine Domain
refusal-time = weder Tag noch Zeitpunkt nach ISO 8601
refusal-period-before = liegt vor dem Beginn
refusal-period-year = mehr als ein Jahr nach dem Beginn
refusal-period-long = zu lange nach dem Beginn
refusal-email-hash = kein SHA-256 in Hexadezimalschreibweise
refusal-domain-wrong = { $domain } ist keine Domain
refusal-domains-most = zu viele Domains, höchstens { $most }
refusal-ip = weder IP-Adresse noch Netzwerk in CIDR-Schreibweise
refusal-quote-policy = public, followers oder nobody
refusal-quote-direct = von jemandem, den die Direktnachricht nicht erwähnt
refusal-quote-denied = Diesen Beitrag dürfen Sie nicht zitieren
refusal-interaction-manual = ist von jemandem, der jede Interaktion erst freigibt; darum kann von hier nicht gebeten werden
refusal-reply-followers = ist von jemandem, der nur Folgende und Erwähnte antworten lässt
refusal-reply-denied = ist von jemandem, der dich nicht antworten lässt
refusal-favourite-denied = ist von jemandem, der dich nicht favorisieren lässt
refusal-boost-denied = ist von jemandem, der dich nicht teilen lässt
refusal-repliers = muss public, followers, following oder mentioned sein
refusal-not-found = Nicht gefunden
refusal-too-many = Zu viele Anfragen
refusal-internal = Auf diesem Server ist ein Fehler aufgetreten
refusal-unavailable = Dieser Server kann gerade nicht antworten
refusal-full = Auf diesem Server ist kein Platz mehr
refusal-too-large = Die Anfrage ist zu groß
refusal-token = Der Zugriff ist nicht mehr gültig, bitte neu anmelden
refusal-scope = Dafür hat die App keine Berechtigung
refusal-no-user = Dafür muss jemand angemeldet sein
refusal-not-allowed = Das ist nicht erlaubt
refusal-closed = Zurzeit werden keine neuen Mitglieder aufgenommen
refusal-unconfirmed = Ihre E-Mail-Adresse ist noch nicht bestätigt
refusal-unapproved = Das Moderationsteam hat noch nicht über Ihre Anmeldung entschieden
refusal-disabled = Ihr Zugang ist zurzeit gesperrt
refusal-confirmed = Das geht nur, solange die E-Mail-Adresse nicht bestätigt ist
refusal-form-old = Das Formular ist veraltet: Gehen Sie zurück, laden Sie die Seite neu und versuchen Sie es noch einmal
refusal-streams-most = Dieses Konto hat zu viele offene Verbindungen: Bitte schließen Sie zuerst eine
refusal-block-self = Sie können sich nicht selbst blockieren
refusal-follow-self = Sie können sich nicht selbst folgen
refusal-mute-self = Sie können sich nicht selbst stummschalten
refusal-follow-blocked = Sie blockieren dieses Konto: Heben Sie die Blockierung zuerst auf
refusal-follow-domain-blocked = Sie blockieren diesen Server: Heben Sie die Blockierung zuerst auf
refusal-follow-banned = Sie sind aus dieser Gruppe ausgeschlossen
refusal-group-staff = Das darf nur, wer die Gruppe leitet
refusal-group-ban-staff = Wer die Gruppe leitet, kann nicht ausgeschlossen werden: Entziehen Sie zuerst die Rolle
refusal-group-not-frozen = Diese Gruppe ist nicht eingefroren
refusal-thread-locked = Diese Diskussion ist geschlossen: Nur wer die Gruppe leitet, antwortet hier noch
refusal-closed-group = Was in einer geschlossenen Gruppe gesagt wird, wird nicht vor anderen beantwortet
refusal-decided = Über diesen Beitrag wurde schon entschieden
refusal-approved = Diese Anmeldung wurde schon angenommen
refusal-not-deleted = Das Konto wurde nicht gelöscht
refusal-hashtag-gone = Der Hashtag ist im selben Moment verschwunden
refusal-exists = Das gibt es schon
refusal-being-posted = Das wird gerade schon veröffentlicht
refusal-status-exists = Diesen Beitrag gibt es schon
refusal-status-other = Dieser Beitrag gehört jemand anderem
refusal-actor-ours = Dieses Konto gehört zu diesem Server
refusal-move-self = ist dieses Konto
refusal-move-aliases = hat zu viele Konten (höchstens { $most })
refusal-move-cooldown = kann erst sieben Tage nach dem letzten Umzug genannt werden
refusal-move-destination = muss dieses Konto als Alias nennen und darf nicht selbst umgezogen sein
refusal-move-unknown = ist kein Konto, das sich finden lässt
refusal-move-follow = Dieses Konto ist umgezogen: Folgen Sie dem, zu dem es umgezogen ist
refusal-move-here = Dieses Konto ist umgezogen: Nehmen Sie den Umzug erst in den Einstellungen zurück
refusal-move-unnamed = Das neue Konto nennt das alte nicht
refusal-move-again = Dieses Konto ist vor wenigen Tagen umgezogen
refusal-memorial-here = Nur Menschen dieses Servers kann gedacht werden
refusal-relay-address = ist keine Adresse eines anderen Servers

## Parameters by the names that people know
parameter-account = Konto
parameter-account-id = Konto
parameter-account-kind = Art des Kontos
parameter-agreement = Zustimmung zu den Regeln
parameter-alias = Alias
parameter-attribution-domains = Domains Ihrer Artikel
parameter-avatar = Profilbild
parameter-category = Kategorie
parameter-choices = Antwort
parameter-collection = Sammlung
parameter-comment = Kommentar
parameter-confirm = Bestätigung
parameter-context = Ort des Filters
parameter-current-password = Bisheriges Passwort
parameter-description = Beschreibung
parameter-display-name = Name
parameter-domain = Domain
parameter-effective-date = Gültig ab
parameter-email = E-Mail-Adresse
parameter-end-at = Ende
parameter-ends-at = Ende
parameter-expires-in = Dauer
parameter-fields-attributes = Weitere Felder
parameter-file = Datei
parameter-filter = Filter
parameter-filters = Filter
parameter-focus = Bildmittelpunkt
parameter-header = Titelbild
parameter-ip = IP-Adresse
parameter-keyword = Stichwort
parameter-keywords = Stichwörter
parameter-language = Sprache
parameter-languages = Sprachen
parameter-locale = Sprache
parameter-media-attributes = Dateien
parameter-media-ids = Dateien
parameter-name = Name
parameter-note = Über Sie
parameter-owner = Verantwortliche Person
parameter-password = Passwort
parameter-phrase = Stichwort
parameter-poll = Umfrage
parameter-profession = Beruf
parameter-quote-approval-policy = Wer zitieren darf
parameter-quoted-status-id = Zitierter Beitrag
parameter-source-quote-policy = Wer zitieren darf
parameter-q = Suche
parameter-reason = Begründung
parameter-region = Region
parameter-report-id = Meldung
parameter-role = Rolle
parameter-scheduled-at = Zeitpunkt
parameter-severity = Strenge
parameter-shortcode = Kürzel
parameter-source-language = Sprache der Beiträge
parameter-source-privacy = Sichtbarkeit
parameter-specialties = Fachgebiete
parameter-spoiler-text = Inhaltswarnung
parameter-status = Beitrag
parameter-status-id = Beitrag
parameter-statuses = Beiträge
parameter-tag-name = Hashtag
parameter-target = Ziel
parameter-text = Text
parameter-title = Titel
parameter-thumbnail = Vorschaubild
parameter-type = Maßnahme
parameter-username = Benutzername
parameter-usable = Verwendbar
parameter-visibility = Sichtbarkeit
parameter-interests = Interessen
parameter-workplace = Arbeitsort
mail-news-subject =
    { $count ->
        [one] { $count } Benachrichtigung auf { $site }
       *[other] { $count } Benachrichtigungen auf { $site }
    }
mail-news-text = Das ist auf { $site } geschehen:
mail-digest-subject = Was Sie auf { $site } verpasst haben
mail-digest-text = Sie waren eine Weile nicht auf { $site }. Das ist inzwischen geschehen:
mail-news-mention = { $who } hat Sie erwähnt
mail-news-mention-closed = Jemand hat Ihnen geschrieben
mail-news-follow = { $who } folgt Ihnen
mail-news-follow-request = { $who } möchte Ihnen folgen
mail-news-favourite = { $who } hat Ihren Beitrag favorisiert
mail-news-favourite-closed = Jemand hat einen Beitrag von Ihnen favorisiert
mail-news-reblog = { $who } hat Ihren Beitrag geteilt
mail-news-reblog-closed = Jemand hat einen Beitrag von Ihnen geteilt
mail-news-report = Jemand wurde der Moderation gemeldet
mail-news-sign-up = Jemand möchte Mitglied werden oder ist es geworden
mail-news-more = Und { $count } weitere.
mail-news-choose = Mails auswählen
mail-news-unsubscribe = Keine solchen Mails mehr:
unsubscribe-title = Keine solchen Mails mehr
unsubscribe-intro = Sie bekommen keine Mails dieser Art mehr. In den Einstellungen können Sie sie wieder auswählen.
unsubscribe-submit = Keine mehr schicken
unsubscribed-title = Keine solchen Mails mehr
unsubscribed-text = Sie bekommen keine Mails dieser Art mehr.
