# Les mots des pages, des courriels et des messages d’erreur en français. On vouvoie.
# Le modèle est en.ftl : les mêmes clés dans le même ordre, les mêmes variables.

language-name = Français

## Dates
month =
    { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
date-day =
    { $day ->
        [1] 1er { month } { $year }
       *[other] { $day } { month } { $year }
    }
date-moment =
    { $day ->
        [1] 1er { month } { $year }, { $time } UTC
       *[other] { $day } { month } { $year }, { $time } UTC
    }

## Around every page
nav-skip = Aller au contenu
nav-label = Menu principal
nav-directory = Membres
nav-groups = Groupes
nav-settings = Paramètres
nav-moderation = Modération
nav-log-in = Se connecter
nav-log-out = Se déconnecter
nav-leave-pseudonym = Revenir à mon propre compte
nav-sign-up = S’inscrire
footer-about = À propos de ce serveur
footer-privacy = Confidentialité
footer-source = Rounds { $version }, code source
footer-language = Langue
pager-label = Pages
pager-newer = Page précédente
pager-older = Page suivante
feed-link = S’abonner aux nouvelles publications (flux Atom)

## Front page, about
home-sign-up = Rejoindre ce serveur
home-directory = Trouver des collègues
home-recent = Publications publiques récentes
home-about = À propos
home-network = Ce serveur est l’un des nombreux serveurs qui communiquent entre eux. Les membres suivent leurs collègues présents sur d’autres serveurs du réseau, comme Mastodon, leur répondent et sont suivis depuis ces serveurs.
home-more = En savoir plus sur ce serveur
home-groups = Groupes
home-all-groups = Tous les groupes
about-title = À propos de { $site }
about-network-title = Un réseau ouvert
about-members = Membres
about-statuses = Publications
about-contact = Qui gère ce serveur
about-abuse = Signaler un abus ou une faille de sécurité à
about-rules = Règles
connect-title = Lire et écrire avec une application
connect-how = Toute application Mastodon fonctionne avec ce serveur, sur téléphone comme sur ordinateur. Quand l’application demande votre serveur, saisissez :

## Posts
stream-empty = Il n’y a pas encore de publication publique.
status-title = Publication de { $name }
status-boosted-by = Partagé par { $name }
status-in-group = Publié dans { $name }
status-reply-to = En réponse à { $name }
status-pinned = Épinglé
status-locked = Verrouillé
status-warning = Avertissement sur le contenu
status-sensitive = Afficher les médias sensibles
status-edited = Modifié le { $date }
status-replies =
    { $count ->
        [one] { $count } réponse
       *[other] { $count } réponses
    }
status-boosts =
    { $count ->
        [one] { $count } partage
       *[other] { $count } partages
    }
status-favourites =
    { $count ->
        [one] { $count } favori
       *[other] { $count } favoris
    }
media-undescribed = Image sans description
media-file = Fichier joint
media-video = Vidéo sans description
media-audio = Son sans description
thread-before = Plus haut dans cette conversation
thread-replies = Réponses
thread-reply-title = Répondre depuis votre propre serveur
thread-reply-how = Collez cette adresse dans la recherche de votre application ou de votre serveur, ouvrez-y la publication et répondez :
thread-locked = Ce fil est verrouillé : seules les personnes qui gèrent le groupe y répondent.

## Profiles
profile-about = À propos
profile-bot = Compte automatisé
profile-locked = Approuve les demandes d’abonnement
profile-statuses = Publications
profile-followers = Suivi par
profile-following = Abonnements
profile-joined = Membre depuis le { $date }
profile-verified = Lien vérifié le { $date }
badges-title = Attestations
badges-by = Par { $issuer }
badges-valid = Valable
badges-suspended = Suspendue par son émetteur
badges-unknown = État inconnu : l’émetteur n’a pas pu être interrogé
badges-until = jusqu’au { $date }
badges-check = La lire chez son émetteur
profile-tabs = Publications de ce profil
profile-tab-posts = Publications
profile-tab-replies = Publications et réponses
profile-tab-media = Médias
professional-title = Profil professionnel
professional-profession = Profession
professional-specialty = Spécialité
professional-specialties = Spécialités
professional-interests = Intérêts
professional-workplace = Lieu d’exercice
professional-region = Région
professional-languages = Langues
professional-self-declared = Déclaré par la personne titulaire du compte, sans vérification.
follow-title = Suivre depuis votre propre serveur
follow-how = Collez cet identifiant dans la recherche de votre application ou de votre serveur et choisissez « Suivre » :

## Groups
group-label = Groupe
group-moderated = Les publications sont relues
group-about = À propos du groupe
group-followers = Suivi par
group-statuses = Publications
group-posts-title = Publications
group-moderators = Modération
group-join-title = Participer
group-join-how = Suivez cet identifiant depuis n’importe quel serveur pour recevoir les publications du groupe. Mentionnez-le dans une publication publique pour publier dans le groupe :
group-desk-title = Modération
group-desk-waiting = En attente d’une décision
group-desk-nothing-waits = Rien n’attend.
group-do-approve = Laisser passer
group-do-reject = Refuser
group-do-lock = Verrouiller
group-do-unlock = Déverrouiller
group-do-pin = Épingler
group-do-unpin = Désépingler
group-do-remove = Retirer du groupe
collection-by = Composée par { $name }
collection-empty = Personne ne figure dans cette collection.
collection-sensitive = Afficher qui y figure
credential-title = Vérifié par { $issuer }
credential-health = { $who } : vérification par { $issuer } depuis le { $since }.
credential-employment = { $who } travaille pour { $issuer }, qui l’atteste depuis le { $since }.
credential-membership = { $who } est membre de { $issuer }, qui l’atteste depuis le { $since }.
credential-past = { $issuer } s’est porté garant de { $who } le { $since }.
credential-until = Valable jusqu’au { $until }.
credential-unlimited = Valable jusqu’à nouvel ordre.
credential-suspended = Non valable pour le moment : { $issuer } l’a suspendu.
credential-revoked = N’est plus valable : { $issuer } l’a révoqué.
credential-expired = N’est plus valable depuis le { $until }.
credential-says = Ce qui est attesté
credential-profile = Profil
credential-document = Le document signé, pour une vérification automatique
credential-kind = Type
credential-kind-health = Profession de santé
credential-kind-employment = Emploi
credential-kind-membership = Adhésion
credential-profession = Profession
credential-specialty = Spécialité
credential-jurisdiction = Où elle peut être exercée
credential-organization = Organisation
credential-role = Fonction
credential-assurance = Mode de vérification
credential-assurance-format = Le numéro a la forme de son registre
credential-assurance-register = Trouvé dans le registre
credential-assurance-issuer = Connu de l’émetteur lui-même
groups-title = Groupes
groups-intro = Les groupes portent une conversation d’un serveur à l’autre : qui suit un groupe reçoit ce qui y est publié.
groups-empty = Il n’y a pas encore de groupe sur ce serveur.
groups-followers =
    { $count ->
        [one] suivi par { $count } personne
       *[other] suivi par { $count } personnes
    }

## Directory
directory-title = Membres
directory-intro = Membres de ce serveur qui ont accepté de figurer dans l’annuaire.
directory-any = Toutes
directory-filter = Afficher
directory-all = Tout afficher
directory-total =
    { $count ->
        [0] Aucun membre ne correspond.
        [one] { $count } membre
       *[other] { $count } membres
    }

## Forms
form-problems = Veuillez corriger les points suivants :
field-username = Nom d’utilisateur
field-username-hint = Lettres sans accent, chiffres et tirets bas. Il fera partie de votre adresse publique.
field-email = Adresse électronique
field-new-email = Nouvelle adresse électronique
field-password = Mot de passe
field-password-hint = Au moins 8 caractères. Une phrase se retient mieux qu’un mot avec des symboles.
field-current-password = Mot de passe actuel
field-new-password = Nouveau mot de passe
field-name = Nom
field-note = À propos de vous
field-avatar = Photo de profil
field-avatar-hint = PNG, JPEG, GIF ou WebP. Elle est recadrée en carré.
field-remove-avatar = Supprimer la photo de profil
field-header = Bannière
field-header-hint = Trois fois plus large que haute.
field-remove-header = Supprimer la bannière
field-kind = Type de compte
field-region-hint = Code ISO 3166-2 du pays ou de la région, par exemple FR-BRE ou CA-QC.
field-languages-hint = Codes de langue séparés par des virgules, par exemple : fr, en
field-interests-hint = Pour qui le compte s’exprime et ce qu’il y gagne, par exemple « Acme Pharma, qui vend des pansements ». Un compte de l’industrie doit le dire.
field-free-name = Intitulé du champ { $count }
field-free-value = Contenu du champ { $count }
field-discoverable = Me faire figurer dans l’annuaire et me suggérer à d’autres
field-indexable = Autoriser les moteurs de recherche à indexer mon profil et mes publications publiques
field-locked = Approuver chaque demande d’abonnement
field-locked-hint = Les publications publiques restent visibles par tout le monde.

## Joining and logging in
signup-title = Rejoindre { $site }
signup-approval = L’équipe de modération examine chaque demande. Vous aurez sa réponse par courriel.
signup-email-hint = Nous y envoyons un lien pour la confirmer. Personne d’autre ne la voit.
signup-reason = Pourquoi souhaitez-vous nous rejoindre ?
signup-reason-hint = Seule l’équipe de modération lit ce texte. Dites ce que vous faites et où.
signup-agreement = J’ai lu les règles et je les accepte
signup-submit = Créer le compte
signup-have-account = Vous avez déjà un compte ?
signup-closed = Ce serveur n’accepte pas de nouveaux membres pour le moment.
signup-closed-remedy = Vous pouvez rejoindre un autre serveur du réseau et suivre les membres d’ici depuis celui-ci, ou vous adresser aux responsables de ce serveur.
confirm-sent-title = Consultez votre messagerie
confirm-sent-text = Nous avons envoyé un lien à { $email }. Ouvrez-le pour confirmer l’adresse.
confirm-sent-spam = Toujours rien après quelques minutes ? Regardez aussi dans le dossier des courriels indésirables.
confirm-again-title = Confirmer votre adresse
confirm-again-intro = Saisissez l’adresse électronique utilisée pour l’inscription. Si elle attend d’être confirmée, nous renvoyons le lien.
confirm-again-submit = Renvoyer le lien
confirm-again-sent = Si { $email } attend d’être confirmée, un lien lui est envoyé.
confirmed-title = Votre adresse est confirmée
confirmed-text = Vous pouvez maintenant vous connecter.
confirmed-approval-text = L’équipe de modération va maintenant examiner votre demande. Vous recevrez un courriel quand elle aura pris sa décision.
refused-blank = Veuillez remplir ce champ.
refused-taken = C’est déjà pris : choisissez autre chose.
refused-reserved = Ce nom est réservé : choisissez-en un autre.
refused-blocked = Les adresses de ce fournisseur ne sont pas acceptées ici : utilisez-en une autre.
refused-too-long = C’est trop long.
refused-agreement = Sans cet accord, pas de compte.
refused-username = Uniquement des lettres sans accent, des chiffres et des tirets bas.
refused-email = Cette adresse ne peut pas être utilisée : elle contient une faute de frappe ou appartient déjà à quelqu’un.
refused-password = Entre 8 et 256 caractères.
refused-current-password = Ce n’est pas votre mot de passe actuel.
refused-confirm = Cochez cette case pour confirmer.
refused-list = Veuillez choisir dans la liste.
refused-specialties = Veuillez choisir dans la liste, dix au plus.
refused-region = Cette région n’existe pas : indiquez un code ISO 3166-2 comme FR-BRE ou les deux lettres d’un pays.
refused-languages = Cette langue n’existe pas : indiquez des codes comme fr ou pt-BR, dix au plus.
refused-import-none = Choisissez un fichier CSV qui contient quelque chose.
refused-import-encoding = Ce fichier n’est pas du texte en UTF-8 : enregistrez-le au format CSV (UTF-8) et choisissez-le de nouveau.
refused-import-columns = La première ligne nomme les colonnes et il en manque une : prenez le fichier tel qu’il a été exporté.
refused-import-kind = Ce fichier contient autre chose : { $kind }. Choisissez cela, ou un autre fichier.
refused-import-long = Ce fichier a plus de 20 000 lignes : importez-le en plusieurs parties.
refused-import-lines = Rien n’a été importé, car des lignes sont illisibles. Elles figurent ci-dessous : corrigez-les et choisissez le fichier de nouveau.
refused-import-busy = Cinq de vos fichiers sont encore en cours de traitement : revenez quand l’un d’eux sera terminé.
refused-language = Cette langue n’existe pas : donnez un code comme fr ou pt-BR.
refused-picture = Cette image ne peut pas être lue ou est trop grande.
login-title = Se connecter à { $site }
login-submit = Se connecter
login-unconfirmed = Votre adresse électronique n’est pas encore confirmée : ouvrez le lien que nous y avons envoyé.
login-unapproved = L’équipe de modération ne s’est pas encore prononcée sur votre demande.
login-disabled = Ce compte ne peut pas être utilisé. Adressez-vous aux responsables de ce serveur.
login-wrong = L’adresse électronique ou le mot de passe est incorrect.
login-forgot = Mot de passe oublié ?
login-confirm-again = Pas de courriel pour confirmer votre adresse ?
login-no-account = Pas encore de compte ?
forgot-title = Choisir un nouveau mot de passe
forgot-intro = Saisissez votre adresse électronique. Nous vous envoyons un lien qui permet de choisir un nouveau mot de passe.
forgot-submit = Envoyer le lien
forgot-sent-text = Si { $email } correspond à un compte, un lien lui est envoyé.
reset-title = Choisir un nouveau mot de passe
reset-intro = Votre session sera fermée partout ailleurs.
reset-submit = Enregistrer le mot de passe

## Apps
authorize-title = { $app } demande un accès
authorize-account = L’application agirait au nom de :
authorize-as = Agir en tant que
authorize-as-hint = Une application que vous autorisez pour un pseudonyme et pour vous-même sait que les deux sont à vous.
authorize-scopes = Elle pourrait
authorize-trust = N’autorisez l’accès que si vous venez de cette application. Vous pouvez le retirer en vous déconnectant dans l’application.
authorize-approve = Autoriser
authorize-deny = Refuser
scope-profile = voir qui vous êtes
scope-read = lire tout le contenu de votre compte, publications privées comprises
scope-write = publier et tout modifier dans votre compte
scope-follow = suivre, masquer et bloquer en votre nom
scope-push = vous envoyer des notifications push
scope-pseudonyms = voir, créer et supprimer vos pseudonymes
scope-admin = exercer vos droits de modération ou d’administration
oauth-code-title = Votre code
oauth-code-how = Copiez ce code dans l’application :
oauth-code-once = Il sert une seule fois et pendant quelques minutes. Ne le donnez à personne d’autre.

## Settings
settings-title = Paramètres
settings-profile = Profil
settings-account = Compte
settings-preferences = Préférences
settings-privacy = Vie privée
settings-notifications = Courriels
settings-sessions = Connexions et applications
settings-export = Exportation
settings-import = Importation
settings-saved = Enregistré.
settings-save = Enregistrer
settings-appearance = Comment les autres vous voient
settings-professional-hint = Affiché sur votre profil et dans l’annuaire, y compris sur d’autres serveurs. Laissez de côté ce que vous ne voulez pas rendre public.
settings-fields = Autres champs
settings-fields-hint = Par exemple votre site web ou votre inscription à l’ordre professionnel.
settings-visibility = Qui vous trouve
settings-email-title = Adresse électronique
settings-email-now = Les courriels sont envoyés à { $email }.
settings-email-waiting = { $email } attend d’être confirmée : ouvrez le lien que nous y avons envoyé.
settings-email-submit = Changer l’adresse
settings-password-title = Mot de passe
settings-password-submit = Changer le mot de passe
settings-migration = Déménagement
settings-pseudonyms = Pseudonymes
field-handle = Le compte
field-handle-hint = Son nom complet, par exemple @nom@example.org
pseudonyms-title = Pseudonymes
pseudonyms-text = Un pseudonyme est un compte à part. Il montre qu’une profession a été vérifiée ici, la spécialité et le pays, et personne n’apprend à qui il appartient : aucun membre, aucun modérateur, aucun autre serveur.
pseudonyms-limits = Deux administrateurs ensemble peuvent le regarder, et vous en êtes prévenu. Ce que vous écrivez, quand vous l’écrivez et qui vous suivez peut vous trahir : le serveur ne peut pas l’empêcher. La vérification apparaît en moins d’un jour.
pseudonyms-off = Il n’y a pas de pseudonymes sur ce serveur.
pseudonyms-unverified = Les pseudonymes sont pour les membres dont la profession a été vérifiée ici.
pseudonyms-username-hint = Choisissez un nom que personne n’associe à vous.
pseudonyms-submit = Créer un pseudonyme
pseudonyms-enter = Agir sous ce pseudonyme
pseudonyms-delete = Supprimer définitivement
pseudonyms-told-title = Votre pseudonyme a été levé
pseudonyms-told-text = Deux administrateurs ont décidé ensemble de savoir à qui sont ces pseudonymes :
settings-alias-title = Vos autres comptes
settings-alias-text = Indiquez ici un ancien compte, et vous pourrez déménager de celui-ci vers ce compte. Tout le monde peut voir les comptes que vous indiquez.
settings-alias-submit = Ajouter le compte
settings-alias-remove = Retirer
settings-move-title = Déménager vers un autre compte
settings-move-text = Indiquez d’abord ce compte comme alias sur le nouveau. Vos abonnés suivront alors le nouveau compte ; vos publications restent ici, et vous ne pourrez plus publier ni suivre personne depuis ce compte. Après un déménagement, il faut attendre sept jours avant le suivant.
settings-move-submit = Déménager
settings-moved = Vous avez déménagé vers { $account }.
settings-move-cancel = Revenir à ce compte
settings-delete-title = Supprimer le compte
settings-delete-text = Votre profil, vos publications et vos médias sont supprimés ici, et il est demandé aux autres serveurs de les supprimer. Cette action est irréversible.
settings-delete-confirm = Oui, tout supprimer
settings-delete-submit = Supprimer mon compte

## Preferences, privacy, mails, log-ins
preferences-pages = Pages et courriels
preferences-locale = Langue
preferences-posting = Vos publications
preferences-posting-hint = Ce que les applications proposent pour une nouvelle publication ; vous pouvez choisir autrement à chaque fois.
preferences-visibility = Qui les voit
visibility-public = Tout le monde
visibility-unlisted = Tout le monde, mais pas dans les fils publics
visibility-private = Seulement les personnes qui vous suivent
preferences-language = Langue
preferences-language-hint = Un code comme fr ou pt-BR ; vide pour qu’elle soit reconnue.
preferences-sensitive = Masquer les images et les vidéos derrière un avertissement
preferences-reading = Lecture
preferences-reading-hint = Les applications qui le demandent affichent les publications ainsi.
preferences-media = Images et vidéos
expand-media-default = Masquer celles qui sont sensibles
expand-media-show-all = Tout afficher
expand-media-hide-all = Tout masquer
preferences-spoilers = Déplier ce qui se trouve derrière un avertissement
preferences-autoplay = Lancer les animations tout de suite
privacy-network = Qui vous suit
privacy-hide-collections = Masquer votre réseau
privacy-hide-collections-hint = Personne ne voit qui vous suivez ni qui vous suit ; les nombres restent.
mails-title = Courriels
mails-hint = Un courriel arrive quelques minutes plus tard, sauf si vous l’avez lu entre-temps dans une application, et au plus une fois par heure.
mails-kinds = M’écrire quand
mails-mention = quelqu’un me mentionne ou m’écrit
mails-follow = quelqu’un me suit
mails-follow-request = quelqu’un demande à me suivre
mails-favourite = quelqu’un ajoute une de mes publications à ses favoris
mails-reblog = quelqu’un partage une de mes publications
mails-report = quelqu’un est signalé à la modération
mails-sign-up = quelqu’un demande à s’inscrire ou s’est inscrit
mails-digest = M’écrire ce que j’ai manqué
mails-digest-hint = Un courriel après sept jours sans vous, puis un par mois au plus.
sessions-title = Vos connexions en cours
sessions-hint = Déconnectez ce que vous ne connaissez pas, puis changez de mot de passe.
sessions-unknown = Un navigateur qui ne dit pas lequel il est
sessions-since = Depuis { $address },
sessions-here = Ce navigateur.
sessions-end = Déconnecter
apps-title = Applications que vous avez autorisées
apps-hint = Une application que vous excluez perd aussitôt son accès. Vous pouvez l’autoriser de nouveau.
apps-none = Vous n’avez encore autorisé aucune application.
apps-since = Depuis
apps-revoke = Exclure

## Moderation
moderation-label = Modération
sign-ups-title = Demandes d’inscription
disclosures-title = Pseudonymes
disclosures-ask-title = Qui se trouve derrière un pseudonyme
disclosures-ask-text = Une autre personne de l’administration doit donner son accord dans les trois jours. Vous figurez toutes deux dans le journal d’audit, le membre est prévenu, et vous voyez la réponse pendant un jour. Pour tout le reste, décidez du pseudonyme lui-même : cela ne demande aucun nom.
disclosures-submit = Demander
disclosures-reason = Motif
disclosures-asked-by = Demandé par
disclosures-agreed-by = Accord de
disclosures-member = Appartient à
disclosures-ends = Jusqu’au
disclosures-agree = Donner son accord
disclosure-patient-privacy = Un message montre qui est un patient
disclosure-danger = Quelqu’un pourrait être en danger
disclosure-legal-order = Un tribunal ou une autorité l’exige
disclosure-misconduct = Manquement grave aux devoirs professionnels
instances-title = Serveurs
instances-all = Tous
instances-failing = En difficulté
instances-none = Il n’y a pas de tel serveur.
instances-read = Détails
issuers-title = Émetteurs
issuers-hint = Ce que ces émetteurs attestent est montré ici avec leur nom. Ce que ce serveur atteste lui-même compte toujours.
issuers-none = Aucun autre émetteur ne compte ici.
issuers-remove = Ne plus faire confiance
issuers-new = Faire confiance à un émetteur
issuers-address = Adresse de son acteur
issuers-address-hint = Par exemple https://assoc.example/actor. Demandez à ceux qui l’exploitent.
issuers-kinds = Lui faire confiance pour
issuers-add = Ajouter
issuers-kind-profession = Exerce une profession de santé
issuers-kind-employment = Y travaille
issuers-kind-membership = En est membre
instance-facts = Ce que l’on sait
instance-software = Logiciel
instance-last-success = Dernier succès
instance-last-failure = Dernier échec
instance-last-error = Dernière erreur
instance-breaker = Envoi
instance-backlog = File d’attente
instance-backlog-amount = { $waiting } en attente, { $failed } abandonnés
instance-signatures = Signatures
instance-accounts = Comptes connus
instance-following = Suivis depuis ici
instance-followers = Abonnés de là-bas
instance-limit = Limité
instance-allowed = Admis
instance-allowed-yes = Oui
instance-note = Une note pour les autres administrateurs
instance-note-hint = Personne d’autre ne la lit. Jusqu’à 2 000 caractères ; vide, elle est supprimée.
instance-note-submit = Enregistrer la note
breaker-closed = Les envois s’y font
breaker-open = Rien n’y est envoyé avant { $time }
breaker-half-open = Échecs répétés : un envoi à la fois est tenté
limit-noop = Limité sur certains points
limit-silence = Mis en sourdine
limit-suspend = Suspendu
sign-ups-none = Aucune demande n’attend.
sign-ups-email = Adresse électronique
sign-ups-confirmed = confirmée
sign-ups-unconfirmed = pas encore confirmée
sign-ups-since = Depuis
sign-ups-reason = Pourquoi cette personne veut s’inscrire
sign-ups-no-reason = Aucune raison n’a été donnée.
sign-ups-approve = Admettre
sign-ups-reject = Refuser
sign-ups-hint = La personne refusée reçoit un courriel ; le nom et l’adresse redeviennent libres, et cette action est irréversible.
reports-title = Signalements
reports-open = Ouverts
reports-resolved = Réglés
reports-none = Il n’y a rien ici.
reports-read = Lire le signalement
report-title = Signalement
report-about = Compte signalé
report-by = Signalé par
report-what = Sujet
report-spam = Spam
report-legal = Contraire à la loi
report-violation = Contraire aux règles de ce serveur
report-other = Autre chose
report-comment = Dans ses mots
report-rules = Règles enfreintes
report-when = Quand
report-assigned = Suivi par
report-nobody = Personne pour l’instant
report-settled-by = Réglé par
report-forwarded = Le serveur de ce compte a été prévenu.
report-gone = Le compte n’existe plus.
report-statuses = Publications signalées
report-no-statuses = Aucune publication n’a été signalée, ou il n’en reste aucune.
report-assign = S’en charger
report-unassign = Le rendre
report-resolve = Régler sans rien faire
report-reopen = Rouvrir
report-notes = Notes
report-note = Une note pour le reste de la modération
report-note-hint = Personne d’autre ne la lit. 2 000 caractères au plus.
report-note-submit = Ajouter la note
account-suspended = Suspendu
account-silenced = Limité
account-sensitized = Médias d’abord masqués
account-disabled = Connexion fermée
act-title = Décider du compte
act-action = Ce qui est fait
act-hint = Le signalement est réglé par là, et, au-delà d’un simple avertissement, tous les autres signalements ouverts sur ce compte aussi.
act-none = Avertir, et rien de plus
act-sensitive = Masquer ses médias derrière un avertissement
act-disable = Fermer sa connexion ; les publications restent
act-silence = Le limiter : seules les personnes qui le suivent le voient
act-suspend = Le suspendre : personne ne le voit
act-text = Ce qui est dit à la personne concernée
act-text-hint = Figure dans le courriel. 2 000 caractères au plus.
act-notify = Prévenir par courriel, si ce compte est l’un des nôtres
act-submit = Exécuter
refused-note = Écrivez quelque chose, 2 000 caractères au plus.

## Export and import
transfer-following = Comptes que vous suivez
transfer-lists = Listes
transfer-blocks = Comptes que vous bloquez
transfer-mutes = Comptes que vous masquez
transfer-domain-blocks = Serveurs que vous bloquez
transfer-bookmarks = Signets
transfer-lines =
    { $count ->
        [one] { $count } ligne
       *[other] { $count } lignes
    }
export-intro = Emportez ce que vous avez rassemblé ici. Mastodon et beaucoup d’autres serveurs lisent ces fichiers.
import-intro = Apportez ce que vous avez exporté de ce serveur, de Mastodon ou d’un autre. Vous pouvez quitter la page entre-temps : chaque ligne est traitée à son tour.
import-kind = Ce que contient le fichier
import-file = Fichier CSV
import-file-hint = Tel qu’il a été exporté, 20 000 lignes au plus. Les comptes d’une liste importée sont aussi suivis.
import-mode = Ce que vous avez déjà
import-mode-hint = Remplacer retire ce qui n’est pas dans le fichier.
import-merge = Le garder et y ajouter le contenu du fichier
import-overwrite = Le remplacer par le contenu du fichier
import-submit = Importer
import-recent = Vos dernières importations
import-open = Ouvrir le rapport
import-report-title = Rapport d’une importation
import-running = En cours de traitement.
import-finished = Terminée.
import-done =
    { $count ->
        [one] { $count } ligne est traitée.
       *[other] { $count } lignes sont traitées.
    }
import-failed =
    { $count ->
        [one] { $count } ligne n’a pas été traitée.
       *[other] { $count } lignes n’ont pas été traitées.
    }
import-progress = Avancement
import-look-again = Regarder de nouveau
import-problems = Lignes non traitées
import-line = Ligne
import-problem-address = Il n’y a pas ici d’adresse de compte : écrivez-la sous la forme nom@serveur.example.
import-problem-domain = Il n’y a pas ici de nom de serveur : écrivez-le sous la forme serveur.example.
import-problem-link = Il n’y a pas ici d’adresse web : elle commence par https://.
import-problem-list-title = Le nom de la liste manque ou dépasse 256 caractères.
import-problem-yes-no = Écrivez true ou false dans les colonnes des partages, des notifications et du masquage.
import-problem-languages = Écrivez les langues sous forme de codes comme fr ou pt-BR, séparés par des virgules.
import-problem-not-found = Rien n’a été trouvé ici que vous puissiez voir. Cela a peut-être été supprimé ou déplacé.
import-problem-unreachable = L’autre serveur n’a pas répondu. Importez cette ligne plus tard.
import-problem-refused = C’est impossible : il s’agit de votre propre compte, ou l’un des deux bloque l’autre.
import-problem-too-many-lists = Vous avez autant de listes que possible : supprimez-en une et importez cette ligne de nouveau.
deleted-title = Votre compte est supprimé
deleted-text = Les autres serveurs en sont informés. Merci d’avoir été des nôtres.

## Source
source-title = Code source
source-text = Ce serveur exécute Rounds { $version } en développement, compilé à partir d’un dossier de la personne qui l’a lancé : le code source s’y trouve.
source-remedy = Un serveur ouvert à d’autres indique l’adresse de son code source dans sa configuration, sous instance.source_url.

## Privacy
text-changed = Dernière modification le { $date }
terms-title = Conditions d’utilisation
terms-none = Les responsables de ce serveur n’ont pas publié de conditions d’utilisation.
terms-since = En vigueur à partir du { $date }
terms-newer = Une version plus récente est en vigueur à partir du { $date }
imprint-title = Mentions légales
imprint-none = Les responsables de ce serveur n’ont pas publié de mentions légales.
privacy-title = Confidentialité
privacy-kept = Ce qui est conservé
privacy-kept-text = Votre adresse électronique, votre mot de passe sous forme d’empreinte irréversible, votre profil, vos publications et les comptes que vous suivez. Supprimer votre compte les supprime.
privacy-shared = Qui les reçoit
privacy-shared-text = Ce que vous publiez est transmis aux serveurs des personnes autorisées à le lire, et les publications publiques à tout le monde. Les messages directs ne sont pas chiffrés de bout en bout : les responsables des serveurs concernés pourraient les lire.
privacy-patients = Patients et patientes
privacy-patients-text = Ne publiez rien qui permette de reconnaître une patiente ou un patient, même dans un message direct.
privacy-browser = Dans votre navigateur
privacy-browser-text = Ces pages n’utilisent ni script ni traceur. Des cookies maintiennent votre connexion, protègent les formulaires contre les abus et retiennent la langue que vous choisissez. Les images d’autres serveurs passent par celui-ci, afin que ceux-là ne vous voient pas.
privacy-rights = Vos droits
privacy-rights-text = Les paramètres vous permettent de consulter et de modifier vos données et de supprimer votre compte. Pour toute autre demande, adressez-vous aux responsables de ce serveur.

## Errors
error-home = Aller à la page d’accueil
error-forbidden = Vous n’avez pas le droit de faire cela
error-forbidden-remedy = Connectez-vous avec un compte qui en a le droit ; après une longue absence, revenez en arrière et rechargez la page.
error-not-found = Il n’y a rien ici
error-not-found-remedy = L’adresse contient peut-être une erreur, ou ce qui se trouvait ici a été supprimé ou n’est pas public.
error-unprocessable = Cela n’a pas fonctionné
error-unprocessable-remedy = Une partie de la demande n’a pas été comprise. Revenez en arrière, rechargez la page et réessayez.
error-too-many = Trop de tentatives
error-too-many-remedy = Attendez quelques minutes puis réessayez.
error-internal = Une erreur s’est produite de notre côté
error-internal-remedy = Elle a été consignée. Réessayez dans quelques minutes ; si elle persiste, signalez-la aux responsables de ce serveur.

## Mails
mail-greeting = Bonjour { $name },
mail-closing = Cordialement
mail-confirm-subject = Confirmez votre adresse électronique pour { $site }
mail-confirm-text = Veuillez ouvrir ce lien pour confirmer que cette adresse est la vôtre et que vous souhaitez l’utiliser sur { $site } :
mail-confirm-note = Si vous ne savez pas de quoi il s’agit, ignorez ce courriel : sans le lien, il ne se passe rien.
mail-reset-subject = Choisissez un nouveau mot de passe pour { $site }
mail-reset-text = Quelqu’un, vous espérons-le, a demandé un nouveau mot de passe sur { $site }. Ce lien vous permet de le choisir :
mail-reset-note = Il sert une seule fois et pour une durée limitée. Si ce n’était pas vous, ignorez ce courriel : votre mot de passe reste inchangé.
mail-invitation-subject = Votre accès à { $site }
mail-invitation-text = Votre organisation a créé pour vous un accès à { $site }. Choisissez un mot de passe avec ce lien, puis vous pourrez l’utiliser :
mail-invitation-note = Le lien est valable 14 jours. Ensuite, la page de connexion vous en envoie un autre : choisissez-y « Mot de passe oublié ? ».
mail-approved-subject = Bienvenue sur { $site }
mail-approved-text = L’équipe de modération de { $site } a accepté votre demande. Vous pouvez maintenant vous connecter :
mail-approved-note = Toute application Mastodon fonctionne aussi : saisissez l’adresse du serveur quand l’application la demande.
mail-rejected-subject = Votre demande sur { $site }
mail-rejected-text = L’équipe de modération de { $site } n’a pas accepté votre demande.
mail-rejected-note = Vous pouvez rejoindre un autre serveur du réseau et suivre les membres de celui-ci depuis là-bas.
mail-decision-subject = Une décision concernant votre compte sur { $site }
mail-decision-none = L’équipe de modération de { $site } vous demande de relire les règles.
mail-decision-sensitive = L’équipe de modération de { $site } a décidé que les images et les vidéos de vos publications sont masquées jusqu’à ce que quelqu’un choisisse de les voir.
mail-decision-disable = L’équipe de modération de { $site } a fermé votre accès pour le moment. Ce que vous avez publié reste en place.
mail-decision-silence = L’équipe de modération de { $site } a limité votre compte : il n’apparaît plus dans les espaces publics ; les personnes qui vous suivent le voient comme avant.
mail-decision-suspend = L’équipe de modération de { $site } a suspendu votre compte : personne ne le voit plus et vous ne pouvez pas vous connecter.
mail-decision-note = Si vous pensez qu’il s’agit d’une erreur, écrivez à l’adresse que vous y trouverez.
mail-disclosure-subject = Un de vos pseudonymes sur { $site } a été levé
mail-disclosure-text = Deux administrateurs de { $site } ont décidé ensemble de regarder qui se trouve derrière un de vos pseudonymes. Lequel et pourquoi, vous le lirez une fois connecté :
mail-disclosure-note = Tous deux le savent désormais. Personne d’autre ne l’a appris.

## Messages to the lock screen (Web Push)
push-mention = { $name } vous mentionne
push-status = { $name } a publié
push-reblog = { $name } a partagé votre publication
push-follow = { $name } vous suit
push-follow-request = { $name } demande à vous suivre
push-favourite = { $name } a ajouté votre publication à ses favoris
push-quote = { $name } a cité votre publication
push-quoted-update = { $name } a modifié une publication que vous avez citée
push-update = { $name } a modifié une publication
push-added-to-collection = { $name } vous ajoute à une collection
push-poll = Un sondage de { $name } est terminé
push-sign-up = Inscription de { $name }
push-report = { $name } a envoyé un signalement

## Refusals, found by their English words (web::i18n::refusal): they go on after the name of a field, or are a sentence
validation-failed = À vérifier : { $list }
validation-field = { $field } ({ $reason })
refusal-blank = vide
refusal-taken = déjà pris
refusal-taken-name = déjà pris, choisissez autre chose
refusal-reserved = réservé
refusal-reserved-name = réservé, choisissez autre chose
refusal-pseudonym-cannot = Un pseudonyme ne peut pas faire cela : cela montrerait à qui il appartient
refusal-pseudonyms-none = Ce serveur n’a pas de pseudonymes
refusal-pseudonyms-unverified = Seuls les membres dont ce serveur a vérifié la profession peuvent avoir un pseudonyme
refusal-pseudonyms-most = Vous avez autant de pseudonymes que ce serveur le permet
refusal-pseudonym-kind = ne peut devenir pseudonyme ni cesser de l’être
refusal-pseudonym-workplace = doit être vide : cela montrerait à qui est ce pseudonyme
refusal-pseudonym-region = doit être un pays entier : moins montrerait à qui est ce pseudonyme
refusal-pseudonym-unknown = n’est pas un pseudonyme de ce serveur
refusal-disclosure-asked = Cela a déjà été demandé
refusal-disclosure-alone = Une autre personne de l’administration doit donner son accord
refusal-disclosure-late = L’accord a déjà été donné, ou il est trop tard
refusal-invalid = non valide
refusal-character = contient un caractère non autorisé
refusal-too-long = trop long
refusal-too-long-max = trop long : { $max } caractères au plus
refusal-too-long-username = trop long : 30 caractères au plus
refusal-too-long-reason = trop long : 1000 caractères au plus
refusal-too-long-password = trop long : 256 caractères au plus
refusal-too-short-password = trop court : 8 caractères au moins
refusal-username = uniquement des lettres sans accent, des chiffres et des tirets bas
refusal-email = pas une adresse électronique
refusal-provider = ce fournisseur n’est pas accepté ici
refusal-agreement = doit être accepté
refusal-language-tag = pas un code de langue
refusal-current-password = pas l’actuel
refusal-log-in = ou adresse électronique incorrects
refusal-ticked = à cocher
refusal-missing = manquant
refusal-not-one = n’existe pas
refusal-not-in-list = pas dans la liste
refusal-issuer-address = doit être l’adresse de l’acteur d’un émetteur
refusal-issuer-ours = est cette instance, qui compte toujours
refusal-credentials-many = a trop d’attestations (maximum { $most })
refusal-credential-ours = Ce que nous attestons est déjà conservé
refusal-credential-address = doit être l’adresse d’une attestation
refusal-credential-malformed = n’est pas une attestation lisible ici
refusal-credential-missing = n’est pas à son adresse chez son émetteur
refusal-credential-unproven = ne porte pas de preuve eddsa-jcs-2022
refusal-credential-wrong-proof = porte une preuve qui n’atteste rien
refusal-credential-altered = ne correspond pas à sa preuve : elle a été modifiée ou signée avec une autre clé
refusal-credential-key-origin = est signée avec une clé d’un autre serveur que celui de l’émetteur
refusal-credential-foreign-key = est signée avec une clé qui n’est pas à son émetteur
refusal-credential-origin = est sur un autre serveur que celui de l’émetteur
refusal-credential-other-subject = porte sur un autre compte
refusal-credential-not-yet = n’est pas encore valable
refusal-credential-expired = n’est plus valable
refusal-credential-status-malformed = a un état illisible
refusal-credential-status-origin = a une liste d’états sur un autre serveur que celui de l’émetteur
refusal-credential-status-issuer = a une liste d’états d’un autre émetteur
refusal-credential-status-replaced = a une liste d’états que son émetteur n’a pas signée
refusal-credential-status-purpose = a une liste d’états pour un autre usage
refusal-credential-status-index = n’a pas d’entrée de son numéro dans la liste d’états
refusal-credential-status-small = a une liste d’états de moins de 131 072 entrées
refusal-credential-status-large = a une liste d’états plus grande que ce qui est lu
refusal-credential-status-expired = a une liste d’états périmée
refusal-credential-status-unknown = a un état inconnu : l’émetteur n’a pas pu être interrogé
refusal-credential-suspended = est suspendue par son émetteur
refusal-credential-revoked = a été révoquée par son émetteur
refusal-credential-unlisted-issuer = a un émetteur qui ne compte pas ici
refusal-status-too-long = trop long : { $most } caractères au plus, avertissement compris
refusal-industry-unasked = nomme @{ $name }, qui ne vous suit pas : les comptes de l’industrie n’écrivent qu’à leurs abonnés
refusal-interests-blank = ne peuvent pas être vides pour un compte de l’industrie : dites pour qui vous parlez et ce que vous y gagnez
refusal-status-unknown = @{ $missing } est introuvable, vérifiez le nom ou supprimez-le
refusal-files-most = trop nombreux : { $most } fichiers au plus
refusal-files-gone = un fichier est absent ou déjà joint ailleurs, envoyez-le à nouveau
refusal-file-used = appartient à une publication
refusal-file-missing = manquant, envoyez une image en multipart/form-data
refusal-file-is-text = pas un fichier, envoyez une image en multipart/form-data
refusal-description-blank = une description est vide
refusal-description-too-long = une description est trop longue : { $max } caractères au plus
refusal-picture-type = pas une image PNG, JPEG, GIF ou WebP
refusal-picture-bytes = trop volumineux : 16 Mo au plus
refusal-picture-pixels = trop de pixels : 33 millions au plus
refusal-picture-frames = animation trop longue
refusal-picture-unreadable = illisible comme image
refusal-media-failed = impossible à traiter, renvoyez-le dans un autre format ou plus petit
refusal-media-unfinished = un fichier est encore en traitement, réessayez dans un instant
refusal-media-bytes = trop volumineux : { $most } Mo au plus
refusal-media-no-ffmpeg = vidéo ou son, ce serveur n’accepte que des images
refusal-media-unreadable = illisible comme vidéo ou comme son
refusal-media-pixels = trop de pixels par image : 8,3 millions au plus
refusal-media-frames = trop d’images par seconde : 120 au plus
refusal-media-effort = trop lourd à traiter, raccourcissez-le ou réduisez-le
refusal-media-format = format non repris tel quel
refusal-focus = deux nombres entre -1.0 et 1.0 nécessaires
refusal-poll-options = 2 à { $most } réponses nécessaires
refusal-poll-option-blank = une réponse est vide
refusal-poll-option-too-long = une réponse est trop longue : { $max } caractères au plus
refusal-poll-option-twice = la même réponse figure deux fois
refusal-poll-time = durée de { $shortest } à { $longest } secondes nécessaire
refusal-poll-files = incompatible avec des fichiers, choisissez l’un des deux
refusal-poll-answered = vous y avez déjà répondu
refusal-poll-ended = déjà terminé
refusal-poll-own = le vôtre
refusal-choices-unknown = n’appartient pas à ce sondage
refusal-choices-one = une seule réponse possible
refusal-pin-other = seules vos publications peuvent être épinglées
refusal-pin-private = réservé à certaines personnes, ne peut pas être épinglé
refusal-pin-most = détachez d’abord l’une de vos { $most } publications épinglées
refusal-scheduled-soon = au moins 5 minutes à l’avance
refusal-scheduled-time = pas une date comme 2026-12-01T08:00:00Z
refusal-scheduled-most = un de trop : { $most } au plus en attente
refusal-scheduled-day = un de trop pour ce jour : { $most } au plus en attente
refusal-visibility = public, unlisted, private ou direct
refusal-visibility-boost = public, unlisted ou private
refusal-language = pas un code de langue comme fr ou pt-BR
refusal-language-unknown = pas une langue
refusal-languages-unknown = langue inconnue, indiquez des codes comme fr ou pt-BR
refusal-region-unknown = région inconnue, indiquez un code ISO 3166-2 comme FR-BRE ou les deux lettres d’un pays
refusal-vocabulary = pas dans la liste, choisissez une entrée du vocabulaire
refusal-entries-most = trop nombreux : { $most } au plus
refusal-fields-most = trop de champs : { $most } au plus
refusal-lists-most = { $most } listes au plus, supprimez-en d’abord une
refusal-list-replies = none, list ou followed
refusal-hashtag = pas un hashtag
refusal-hashtags-most = { $most } hashtags au plus sur le profil, retirez-en d’abord un
refusal-endorse = à suivre avant de le recommander
refusal-filters-most = trop nombreux, supprimez-en d’abord un ({ $most } au plus)
refusal-filter-most = trop nombreux, créez plusieurs filtres ({ $most } au plus)
refusal-filter-too-long = trop longs ensemble, créez plusieurs filtres
refusal-filter-context = au moins l’un de home, notifications, public, thread, account
refusal-filter-contexts = uniquement home, notifications, public, thread, account
refusal-filter-action = warn, hide ou blur
refusal-filter-further = comporte d’autres mots-clés, modifiez-le dans une application qui les connaît
refusal-notification-policy = accept, filter ou drop
refusal-search-scope = in:all, in:library ou in:public
refusal-search-date = une date comme 2026-11-22 est nécessaire
refusal-domain = pas un domaine
refusal-domain-ours = ce serveur lui-même
refusal-domain-top = un domaine de premier niveau entier
refusal-domain-twice = figure déjà à la ligne { $line }
refusal-domain-severity = un niveau autre que suspend, silence ou noop
refusal-domain-yes-no = autre chose que true ou false là où l’un des deux est attendu
refusal-csv = pas un fichier CSV en UTF-8
refusal-lines = a trop de lignes
refusal-queue-id = ou un serveur doit être indiqué
refusal-group-role = owner, moderator ou member
refusal-group-last-owner = nommez d’abord une autre personne responsable
refusal-group-ban-first = ne peut plus participer au groupe, levez d’abord l’exclusion
refusal-group-banned = ne peut plus participer au groupe
refusal-group-owner-person = uniquement une personne de ce serveur
refusal-group-pins-most = ne peut pas être épinglé : désépinglez d’abord l’une des { $most } publications épinglées du groupe
refusal-answer-closed = doit être directe : la publication à laquelle elle répond est réservée aux membres d’un groupe
refusal-ban-ends = doit être dans le futur
refusal-decision-login = uniquement pour les comptes de ce serveur
refusal-decision-report = concerne un autre compte
refusal-emoji = pas un émoji connu
refusal-reactions-most = trop de réactions différentes
refusal-shortcode = 2 à 128 lettres sans accent, chiffres et _
refusal-announcement-ends = doit être postérieur au début
refusal-push-policy = all, followed, follower ou none
refusal-push-endpoint = pas une adresse https
refusal-push-auth = pas 16 octets en base64url
refusal-push-key = pas une clé publique P-256 en base64url
refusal-app-website = uniquement une adresse http ou https
refusal-app-redirects = uniquement des URI absolus sans fragment
refusal-app-redirects-most = trop nombreux
refusal-app-redirects-too-long = trop longs
refusal-app-scopes = contient un élément inconnu
refusal-given = manquant
refusal-language-iso = pas une langue de la norme ISO 639
refusal-language-bcp = pas un code de langue BCP 47
refusal-bytes-max = trop long : { $max } octets au plus
refusal-collections-most = { $most } collections au plus, supprimez-en d’abord une
refusal-collection-full = complète, elle contient déjà { $most } comptes
refusal-collection-member = figure déjà dans cette collection ou ne le souhaite pas
refusal-collection-account = Ce compte ne peut pas figurer dans des collections
refusal-terms-over = déjà passée
refusal-terms-holds = version déjà en vigueur
refusal-terms-come = déjà atteinte, publiez une nouvelle version
refusal-date = pas une date de la forme AAAA-MM-JJ
refusal-import-empty = aucune ligne lisible
refusal-import-busy = cinq autres attendent, revenez plus tard
refusal-import-lines = des lignes illisibles, corrigez-les ou ajoutez au lieu de remplacer
refusal-import-long = plus de { $most } lignes, importez par parties
refusal-network = Votre réseau n’a pas accès à ce serveur
refusal-seconds = un nombre de secondes est nécessaire
refusal-tag-usable = ne peut pas être retiré à un hashtag
refusal-needs-hashtag = nécessite l’identifiant d’un hashtag
refusal-needs-domain = nécessite un domaine
refusal-time = ni un jour ni une heure ISO 8601
refusal-period-before = précède le début
refusal-period-year = plus d’un an après le début
refusal-period-long = trop longtemps après le début
refusal-email-hash = pas un SHA-256 en hexadécimal
refusal-domain-wrong = { $domain } n’est pas un domaine
refusal-domains-most = trop de domaines : { $most } au plus
refusal-ip = ni une adresse IP ni un réseau en notation CIDR
refusal-quote-policy = public, followers ou nobody
refusal-quote-direct = d’une personne que le message direct ne mentionne pas
refusal-quote-denied = Vous ne pouvez pas citer cette publication
refusal-interaction-manual = est d’une personne qui approuve d’abord chaque interaction, ce qui ne peut être demandé d’ici
refusal-reply-followers = est d’une personne qui ne laisse répondre que ses abonnés et les personnes mentionnées
refusal-reply-denied = est d’une personne qui ne vous laisse pas répondre
refusal-favourite-denied = est d’une personne qui ne vous laisse pas l’ajouter aux favoris
refusal-boost-denied = est d’une personne qui ne vous laisse pas le partager
refusal-repliers = doit être public, followers, following ou mentioned
refusal-not-found = Introuvable
refusal-too-many = Trop de requêtes
refusal-internal = Une erreur s’est produite sur ce serveur
refusal-unavailable = Ce serveur ne peut pas répondre pour le moment
refusal-full = Ce serveur n’a plus de place
refusal-too-large = La requête est trop volumineuse
refusal-token = L’accès n’est plus valable, reconnectez-vous
refusal-scope = L’application n’y est pas autorisée
refusal-no-user = Il faut être connecté pour cela
refusal-not-allowed = Cette action n’est pas autorisée
refusal-closed = Les inscriptions sont closes
refusal-unconfirmed = Votre adresse électronique n’est pas encore confirmée
refusal-unapproved = L’équipe de modération ne s’est pas encore prononcée sur votre demande
refusal-disabled = Votre accès est actuellement fermé
refusal-confirmed = Ce n’est possible que tant que l’adresse électronique n’est pas confirmée
refusal-form-old = Le formulaire n’est plus à jour : revenez en arrière, rechargez la page et réessayez
refusal-streams-most = Ce compte a trop de connexions ouvertes : fermez-en d’abord une
refusal-block-self = Vous ne pouvez pas vous bloquer vous-même
refusal-follow-self = Vous ne pouvez pas vous suivre vous-même
refusal-mute-self = Vous ne pouvez pas vous masquer vous-même
refusal-follow-blocked = Vous bloquez ce compte : débloquez-le d’abord
refusal-follow-domain-blocked = Vous bloquez ce serveur : débloquez-le d’abord
refusal-follow-banned = Vous n’avez plus accès à ce groupe
refusal-group-staff = Seules les personnes qui animent le groupe peuvent le faire
refusal-group-ban-staff = Une personne qui anime le groupe ne peut pas être exclue : retirez-lui d’abord son rôle
refusal-group-not-frozen = Ce groupe n’est pas gelé
refusal-thread-locked = Ce fil est verrouillé : seules les personnes qui gèrent le groupe y répondent
refusal-closed-group = On ne répond pas devant d’autres à ce qui est dit dans un groupe fermé
refusal-decided = Une décision a déjà été prise sur cette publication
refusal-approved = Cette demande a déjà été acceptée
refusal-not-deleted = Le compte n’a pas été supprimé
refusal-hashtag-gone = Le hashtag a disparu au même moment
refusal-exists = Cela existe déjà
refusal-being-posted = C’est déjà en cours de publication
refusal-status-exists = Cette publication existe déjà
refusal-status-other = Cette publication appartient à quelqu’un d’autre
refusal-actor-ours = Ce compte appartient à ce serveur
refusal-move-self = est ce compte
refusal-move-aliases = a trop de comptes (maximum { $most })
refusal-move-cooldown = peut être indiqué sept jours après le dernier déménagement
refusal-move-destination = doit indiquer ce compte comme alias et ne doit pas avoir déménagé lui-même
refusal-move-unknown = n’est pas un compte que l’on peut trouver
refusal-move-follow = Ce compte a déménagé : suivez celui vers lequel il a déménagé
refusal-move-here = Ce compte a déménagé : annulez d’abord le déménagement dans les paramètres
refusal-move-unnamed = Le nouveau compte n’indique pas l’ancien
refusal-move-again = Ce compte a déménagé il y a quelques jours
refusal-memorial-here = Seules les personnes de ce serveur peuvent être commémorées
refusal-relay-address = n’est pas une adresse d’un autre serveur

## Parameters by the names that people know
parameter-account = Compte
parameter-account-id = Compte
parameter-account-kind = Type de compte
parameter-agreement = Acceptation des règles
parameter-alias = alias
parameter-attribution-domains = Domaines de vos articles
parameter-avatar = Photo de profil
parameter-category = Catégorie
parameter-choices = Réponse
parameter-collection = Collection
parameter-comment = Commentaire
parameter-confirm = Confirmation
parameter-context = Contexte du filtre
parameter-current-password = Mot de passe actuel
parameter-description = Description
parameter-display-name = Nom
parameter-domain = Domaine
parameter-effective-date = En vigueur à partir du
parameter-email = Adresse électronique
parameter-end-at = Fin
parameter-ends-at = Fin
parameter-expires-in = Durée
parameter-fields-attributes = Autres champs
parameter-file = Fichier
parameter-filter = Filtre
parameter-filters = Filtres
parameter-focus = Point central
parameter-header = Bannière
parameter-ip = Adresse IP
parameter-keyword = Mot-clé
parameter-keywords = Mots-clés
parameter-language = Langue
parameter-languages = Langues
parameter-locale = Langue
parameter-media-attributes = Fichiers
parameter-media-ids = Fichiers
parameter-name = Nom
parameter-note = À propos de vous
parameter-owner = Personne responsable
parameter-password = Mot de passe
parameter-phrase = Mot-clé
parameter-poll = Sondage
parameter-profession = Profession
parameter-quote-approval-policy = Qui peut citer
parameter-quoted-status-id = Publication citée
parameter-source-quote-policy = Qui peut citer
parameter-q = Recherche
parameter-reason = Motif
parameter-region = Région
parameter-report-id = Signalement
parameter-role = Rôle
parameter-scheduled-at = Date de publication
parameter-severity = Sévérité
parameter-shortcode = Raccourci
parameter-source-language = Langue des publications
parameter-source-privacy = Visibilité
parameter-specialties = Spécialités
parameter-spoiler-text = Avertissement sur le contenu
parameter-status = Publication
parameter-status-id = Publication
parameter-statuses = Publications
parameter-tag-name = Hashtag
parameter-target = destination
parameter-text = Texte
parameter-title = Titre
parameter-thumbnail = Image d’aperçu
parameter-type = Mesure
parameter-username = Nom d’utilisateur
parameter-usable = Utilisable
parameter-visibility = Visibilité
parameter-interests = Intérêts
parameter-workplace = Lieu d’exercice
mail-news-subject =
    { $count ->
        [one] { $count } notification sur { $site }
       *[other] { $count } notifications sur { $site }
    }
mail-news-text = Voici ce qui s’est passé sur { $site } :
mail-digest-subject = Ce que vous avez manqué sur { $site }
mail-digest-text = Cela fait un moment que vous n’avez pas ouvert { $site }. Voici ce qui s’est passé :
mail-news-mention = { $who } vous mentionne
mail-news-mention-closed = Quelqu’un vous a écrit
mail-news-follow = { $who } vous suit
mail-news-follow-request = { $who } demande à vous suivre
mail-news-favourite = { $who } a ajouté votre publication à ses favoris
mail-news-favourite-closed = Quelqu’un a ajouté une de vos publications à ses favoris
mail-news-reblog = { $who } a partagé votre publication
mail-news-reblog-closed = Quelqu’un a partagé une de vos publications
mail-news-report = Quelqu’un a été signalé à la modération
mail-news-sign-up = Quelqu’un demande à s’inscrire ou s’est inscrit
mail-news-more = Et { $count } de plus.
mail-news-choose = Choisir vos courriels
mail-news-unsubscribe = Ne plus recevoir ces courriels :
unsubscribe-title = Ne plus recevoir ces courriels
unsubscribe-intro = Vous ne recevrez plus de courriels de ce genre. Vous pouvez les choisir de nouveau dans les paramètres.
unsubscribe-submit = Ne plus m’en envoyer
unsubscribed-title = Plus de courriels de ce genre
unsubscribed-text = Vous ne recevez plus de courriels de ce genre.
