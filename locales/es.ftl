# Las palabras de las páginas, los correos y los mensajes de error en español. El trato es de «usted».
# El modelo es en.ftl: las mismas claves en el mismo orden, las mismas variables.

language-name = Español

## Dates
month =
    { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
date-day = { $day } de { month } de { $year }
date-moment = { $day } de { month } de { $year }, { $time } UTC

## Around every page
nav-skip = Ir al contenido
nav-label = Menú principal
nav-directory = Miembros
nav-groups = Grupos
nav-settings = Ajustes
nav-moderation = Moderación
nav-log-in = Iniciar sesión
nav-log-out = Cerrar sesión
nav-sign-up = Registrarse
footer-about = Acerca de este servidor
footer-privacy = Privacidad
footer-source = Rounds { $version }, código fuente
footer-language = Idioma
pager-label = Páginas
pager-newer = Página anterior
pager-older = Página siguiente
feed-link = Suscribirse a las publicaciones nuevas (canal Atom)

## Front page, about
home-sign-up = Unirse a este servidor
home-directory = Encontrar colegas
home-recent = Publicaciones públicas recientes
home-about = Acerca de
home-network = Este servidor es uno de los muchos que se comunican entre sí. Sus miembros siguen a colegas de otros servidores de la red, como Mastodon, les responden y también reciben seguimiento desde allí.
home-more = Más sobre este servidor
home-groups = Grupos
home-all-groups = Todos los grupos
about-title = Acerca de { $site }
about-network-title = Una red abierta
about-members = Miembros
about-statuses = Publicaciones
about-contact = Quién lo administra
about-abuse = Informe de abusos y fallos de seguridad a
about-rules = Normas
connect-title = Leer y escribir con una aplicación
connect-how = Cualquier aplicación de Mastodon funciona con este servidor, en el teléfono y en el ordenador. Cuando la aplicación pregunte por su servidor, introduzca:

## Posts
stream-empty = Todavía no hay publicaciones públicas.
status-title = Publicación de { $name }
status-boosted-by = Impulsado por { $name }
status-in-group = Publicado en { $name }
status-reply-to = En respuesta a { $name }
status-pinned = Fijado
status-locked = Cerrado
status-warning = Advertencia de contenido
status-sensitive = Mostrar contenido sensible
status-edited = Editado el { $date }
status-replies =
    { $count ->
        [one] { $count } respuesta
       *[other] { $count } respuestas
    }
status-boosts =
    { $count ->
        [one] { $count } impulso
       *[other] { $count } impulsos
    }
status-favourites =
    { $count ->
        [one] { $count } favorito
       *[other] { $count } favoritos
    }
media-undescribed = Imagen sin descripción
media-file = Archivo adjunto
media-video = Vídeo sin descripción
media-audio = Sonido sin descripción
thread-before = Antes en esta conversación
thread-replies = Respuestas
thread-reply-title = Responder desde su propio servidor
thread-reply-how = Pegue esta dirección en el buscador de su aplicación o servidor, abra allí la publicación y responda:
thread-locked = Este hilo está cerrado: solo responden en él quienes dirigen el grupo.

## Profiles
profile-about = Acerca de
profile-bot = Cuenta automatizada
profile-locked = Aprueba las solicitudes de seguimiento
profile-statuses = Publicaciones
profile-followers = Le siguen
profile-following = Sigue a
profile-joined = Miembro desde el { $date }
profile-verified = Enlace verificado el { $date }
profile-tabs = Publicaciones de este perfil
profile-tab-posts = Publicaciones
profile-tab-replies = Publicaciones y respuestas
profile-tab-media = Multimedia
professional-title = Perfil profesional
professional-profession = Profesión
professional-specialty = Especialidad
professional-specialties = Especialidades
professional-interests = Intereses
professional-workplace = Lugar de trabajo
professional-region = Región
professional-languages = Idiomas
professional-self-declared = Según declara la persona titular de la cuenta, sin verificar.
follow-title = Seguir desde su propio servidor
follow-how = Pegue este identificador en el buscador de su aplicación o servidor y elija «Seguir»:

## Groups
group-label = Grupo
group-moderated = Las publicaciones se revisan
group-about = Acerca del grupo
group-followers = Le siguen
group-statuses = Publicaciones
group-posts-title = Publicaciones
group-moderators = Moderación
group-join-title = Participar
group-join-how = Siga este identificador desde cualquier servidor para recibir las publicaciones del grupo. Menciónelo en una publicación pública para publicar en el grupo:
group-desk-title = Moderación
group-desk-waiting = A la espera de una decisión
group-desk-nothing-waits = No hay nada a la espera.
group-do-approve = Dejar pasar
group-do-reject = Rechazar
group-do-lock = Cerrar
group-do-unlock = Volver a abrir
group-do-pin = Fijar
group-do-unpin = Dejar de fijar
group-do-remove = Quitar del grupo
collection-by = Reunida por { $name }
collection-empty = Nadie está en esta colección.
collection-sensitive = Mostrar quién está en ella
credential-title = Verificado por { $issuer }
credential-health = { $who }: verificado por { $issuer } desde el { $since }.
credential-employment = { $who } trabaja para { $issuer }, que lo acredita desde el { $since }.
credential-membership = { $who } pertenece a { $issuer }, que lo acredita desde el { $since }.
credential-past = { $issuer } acreditó a { $who } el { $since }.
credential-until = Válido hasta el { $until }.
credential-unlimited = Válido hasta nuevo aviso.
credential-suspended = No es válido por ahora: { $issuer } lo ha suspendido.
credential-revoked = Ya no es válido: { $issuer } lo ha revocado.
credential-expired = Ya no es válido: venció el { $until }.
credential-says = Lo que se acredita
credential-profile = Perfil
credential-document = El documento firmado, para comprobarlo con un programa
credential-kind = Tipo
credential-kind-health = Profesional sanitario
credential-kind-employment = Empleo
credential-kind-membership = Afiliación
credential-profession = Profesión
credential-specialty = Especialidad
credential-jurisdiction = Dónde puede ejercerse
credential-organization = Organización
credential-role = Función
credential-assurance = Cómo se comprobó
credential-assurance-format = El número tiene la forma de su registro
credential-assurance-register = Encontrado en el registro
credential-assurance-issuer = Conocido por el propio emisor
groups-title = Grupos
groups-intro = Los grupos llevan una conversación de un servidor a otro: quien sigue a un grupo recibe lo que se publica en él.
groups-empty = Todavía no hay grupos en este servidor.
groups-followers =
    { $count ->
        [one] le sigue { $count } persona
       *[other] le siguen { $count } personas
    }

## Directory
directory-title = Miembros
directory-intro = Miembros de este servidor que aceptaron figurar en el directorio.
directory-any = Cualquiera
directory-filter = Mostrar
directory-all = Mostrar todo
directory-total =
    { $count ->
        [0] Ningún miembro coincide.
        [one] { $count } miembro
       *[other] { $count } miembros
    }

## Forms
form-problems = Corrija lo siguiente:
field-username = Nombre de usuario
field-username-hint = Letras sin tilde, cifras y guiones bajos. Formará parte de su dirección pública.
field-email = Correo electrónico
field-new-email = Nuevo correo electrónico
field-password = Contraseña
field-password-hint = Al menos 8 caracteres. Una frase se recuerda mejor que una palabra con símbolos.
field-current-password = Contraseña actual
field-new-password = Contraseña nueva
field-name = Nombre
field-note = Sobre usted
field-avatar = Foto de perfil
field-avatar-hint = PNG, JPEG, GIF o WebP. Se recorta en forma cuadrada.
field-remove-avatar = Quitar la foto de perfil
field-header = Imagen de cabecera
field-header-hint = Tres veces más ancha que alta.
field-remove-header = Quitar la imagen de cabecera
field-kind = Tipo de cuenta
field-region-hint = Código ISO 3166-2 del país o la región, como ES-MD o MX-JAL.
field-languages-hint = Códigos de idioma separados por comas, por ejemplo: es, en
field-interests-hint = Por quién habla la cuenta y qué gana con ello, por ejemplo «Acme Pharma, que vende apósitos». Una cuenta de la industria debe decirlo.
field-free-name = Título del campo { $count }
field-free-value = Contenido del campo { $count }
field-discoverable = Incluirme en el directorio y sugerirme a otras personas
field-indexable = Permitir que los buscadores incluyan mi perfil y mis publicaciones públicas
field-locked = Aprobar una a una las solicitudes de seguimiento
field-locked-hint = Las publicaciones públicas siguen siendo visibles para todo el mundo.

## Joining and logging in
signup-title = Unirse a { $site }
signup-approval = El equipo de moderación revisa cada solicitud. Recibirá la respuesta por correo electrónico.
signup-email-hint = Enviamos allí un enlace para confirmarlo. Nadie más lo ve.
signup-reason = ¿Por qué desea unirse?
signup-reason-hint = Solo lo lee el equipo de moderación. Cuente a qué se dedica y dónde.
signup-agreement = He leído las normas y las acepto
signup-submit = Crear cuenta
signup-have-account = ¿Ya tiene una cuenta?
signup-closed = Este servidor no admite nuevos miembros por ahora.
signup-closed-remedy = Puede unirse a otro servidor de la red y seguir desde allí a las personas de este, o preguntar a quienes lo administran.
confirm-sent-title = Revise su correo
confirm-sent-text = Hemos enviado un enlace a { $email }. Ábralo para confirmar la dirección.
confirm-sent-spam = ¿No llega nada después de unos minutos? Mire también en la carpeta de correo no deseado.
confirm-again-title = Confirmar su dirección
confirm-again-intro = Introduzca el correo electrónico con el que se registró. Si está pendiente de confirmar, enviamos de nuevo el enlace.
confirm-again-submit = Enviar de nuevo el enlace
confirm-again-sent = Si { $email } está pendiente de confirmar, el enlace va de camino.
confirmed-title = Su dirección está confirmada
confirmed-text = Ya puede iniciar sesión.
confirmed-approval-text = Ahora el equipo de moderación revisará su solicitud. Recibirá un correo cuando haya decidido.
refused-blank = Rellene este campo.
refused-taken = Ya está ocupado: elija otro.
refused-reserved = Este nombre está reservado: elija otro.
refused-blocked = Aquí no se aceptan direcciones de este proveedor: use otra.
refused-too-long = Es demasiado largo.
refused-agreement = Sin esta aceptación no hay cuenta.
refused-username = Solo letras sin tilde, cifras y guiones bajos.
refused-email = Esta dirección no se puede usar: tiene un error o ya pertenece a otra persona.
refused-password = Entre 8 y 256 caracteres.
refused-current-password = No es su contraseña actual.
refused-confirm = Marque esta casilla si lo ha decidido.
refused-list = Elija una opción de la lista.
refused-specialties = Elija opciones de la lista, diez como máximo.
refused-region = Esa región no existe: indique un código ISO 3166-2 como ES-MD o las dos letras de un país.
refused-languages = Ese idioma no existe: indique códigos como es o pt-BR, diez como máximo.
refused-import-none = Elija un archivo CSV que contenga algo.
refused-import-encoding = Este archivo no es texto en UTF-8: guárdelo como CSV (UTF-8) y elíjalo de nuevo.
refused-import-columns = La primera línea nombra las columnas y falta una: use el archivo tal como se exportó.
refused-import-kind = Este archivo contiene otra cosa: { $kind }. Elija eso, u otro archivo.
refused-import-long = Este archivo tiene más de 20 000 líneas: impórtelo por partes.
refused-import-lines = No se ha importado nada, porque hay líneas que no se pueden leer. Figuran abajo: corríjalas y elija el archivo de nuevo.
refused-import-busy = Cinco de sus archivos aún se están procesando: vuelva cuando uno haya terminado.
refused-language = Ese idioma no existe: indique un código como es o pt-BR.
refused-picture = Esta imagen no se puede leer o es demasiado grande.
login-title = Iniciar sesión en { $site }
login-submit = Iniciar sesión
login-unconfirmed = Su correo electrónico aún no está confirmado: abra el enlace que le hemos enviado.
login-unapproved = El equipo de moderación aún no ha decidido sobre su solicitud.
login-disabled = Esta cuenta no se puede usar. Pregunte a quienes administran este servidor.
login-wrong = El correo electrónico o la contraseña no son correctos.
login-forgot = ¿Ha olvidado la contraseña?
login-confirm-again = ¿No le llegó el correo de confirmación?
login-no-account = ¿Aún no tiene cuenta?
forgot-title = Elegir una contraseña nueva
forgot-intro = Introduzca su correo electrónico. Le enviamos un enlace con el que podrá elegir una contraseña nueva.
forgot-submit = Enviar el enlace
forgot-sent-text = Si { $email } pertenece a una cuenta, el enlace va de camino.
reset-title = Elegir una contraseña nueva
reset-intro = Se cerrará la sesión en todos los demás lugares.
reset-submit = Guardar la contraseña

## Apps
authorize-title = { $app } pide acceso
authorize-account = Actuaría en nombre de:
authorize-scopes = Podría
authorize-trust = Permítalo solo si ha llegado aquí desde esa aplicación. Puede retirar el acceso cerrando la sesión en la aplicación.
authorize-approve = Permitir
authorize-deny = Rechazar
scope-profile = ver quién es usted
scope-read = leer todo lo que hay en su cuenta, incluidas las publicaciones privadas
scope-write = publicar y cambiar todo en su cuenta
scope-follow = seguir, silenciar y bloquear en su nombre
scope-push = enviarle notificaciones push
scope-admin = usar sus permisos de moderación o administración
oauth-code-title = Su código
oauth-code-how = Copie este código en la aplicación:
oauth-code-once = Sirve una sola vez y durante unos minutos. No se lo dé a nadie más.

## Settings
settings-title = Ajustes
settings-profile = Perfil
settings-account = Cuenta
settings-preferences = Preferencias
settings-privacy = Privacidad
settings-notifications = Correos
settings-sessions = Sesiones y aplicaciones
settings-export = Exportar
settings-import = Importar
settings-saved = Guardado.
settings-save = Guardar
settings-appearance = Cómo le ven los demás
settings-professional-hint = Se muestra en su perfil y en el directorio, también en otros servidores. Omita lo que no quiera hacer público.
settings-fields = Más campos
settings-fields-hint = Por ejemplo, su sitio web o su número de colegiación.
settings-visibility = Quién le encuentra
settings-email-title = Correo electrónico
settings-email-now = Los correos se envían a { $email }.
settings-email-waiting = { $email } está pendiente de confirmar: abra el enlace que le hemos enviado allí.
settings-email-submit = Cambiar la dirección
settings-password-title = Contraseña
settings-password-submit = Cambiar la contraseña
settings-migration = Mudanza
field-handle = La cuenta
field-handle-hint = Su nombre completo, por ejemplo @nombre@example.org
settings-alias-title = Sus otras cuentas
settings-alias-text = Indique aquí una cuenta antigua y podrá mudarse de ella a esta. Cualquiera puede ver qué cuentas indica.
settings-alias-submit = Añadir la cuenta
settings-alias-remove = Quitar
settings-move-title = Mudarse a otra cuenta
settings-move-text = Indique primero esta cuenta como alias en la nueva. Quienes le siguen seguirán entonces la cuenta nueva; sus publicaciones se quedan aquí, y desde aquí ya no podrá publicar ni seguir a nadie. Después de una mudanza hay que esperar siete días hasta la siguiente.
settings-move-submit = Mudarse
settings-moved = Se ha mudado a { $account }.
settings-move-cancel = Volver a esta cuenta
settings-delete-title = Eliminar la cuenta
settings-delete-text = Su perfil, sus publicaciones y sus archivos se eliminan aquí, y se pide a otros servidores que los eliminen. No se puede deshacer.
settings-delete-confirm = Sí, eliminarlo todo
settings-delete-submit = Eliminar mi cuenta

## Preferences, privacy, mails, log-ins
preferences-pages = Páginas y correos
preferences-locale = Idioma
preferences-posting = Sus publicaciones
preferences-posting-hint = Lo que las aplicaciones proponen para una publicación nueva; puede elegir otra cosa cada vez.
preferences-visibility = Quién las ve
visibility-public = Todo el mundo
visibility-unlisted = Todo el mundo, pero no en las cronologías públicas
visibility-private = Solo quienes le siguen
preferences-language = Idioma
preferences-language-hint = Un código como es o pt-BR; vacío para que se reconozca.
preferences-sensitive = Ocultar imágenes y vídeos tras una advertencia
preferences-reading = Lectura
preferences-reading-hint = Las aplicaciones que lo preguntan muestran así las publicaciones.
preferences-media = Imágenes y vídeos
expand-media-default = Ocultar los sensibles
expand-media-show-all = Mostrar todos
expand-media-hide-all = Ocultar todos
preferences-spoilers = Desplegar lo que hay tras las advertencias
preferences-autoplay = Reproducir las animaciones enseguida
privacy-network = Quién le sigue
privacy-hide-collections = Ocultar su red
privacy-hide-collections-hint = Nadie ve a quién sigue ni quién le sigue; los números permanecen.
mails-title = Correos
mails-hint = El correo llega unos minutos después, salvo que ya lo haya leído en una aplicación, y como máximo una vez por hora.
mails-kinds = Escribirme cuando
mails-mention = alguien me menciona o me escribe
mails-follow = alguien me sigue
mails-follow-request = alguien pide seguirme
mails-favourite = alguien marca como favorita una publicación mía
mails-reblog = alguien impulsa una publicación mía
mails-report = se denuncia a alguien ante la moderación
mails-sign-up = alguien pide registrarse o se ha registrado
mails-digest = Escribirme lo que me he perdido
mails-digest-hint = Un correo tras siete días sin usted; después, uno al mes como máximo.
sessions-title = Dónde tiene la sesión iniciada
sessions-hint = Cierre lo que no reconozca y cambie después su contraseña.
sessions-unknown = Un navegador que no dice cuál es
sessions-since = Desde { $address },
sessions-here = Este navegador.
sessions-end = Cerrar sesión
apps-title = Aplicaciones que ha autorizado
apps-hint = Una aplicación que excluye pierde su acceso enseguida. Puede autorizarla de nuevo.
apps-none = Aún no ha autorizado ninguna aplicación.
apps-since = Desde
apps-revoke = Excluir

## Moderation
moderation-label = Moderación
sign-ups-title = Solicitudes
instances-title = Servidores
instances-all = Todos
instances-failing = Con problemas
instances-none = No hay ningún servidor así.
instances-read = Detalles
issuers-title = Emisores
issuers-hint = Lo que estos emisores acreditan se muestra aquí con su nombre. Lo que acredita este servidor siempre cuenta.
issuers-none = Aquí no cuenta ningún otro emisor.
issuers-remove = Dejar de confiar
issuers-new = Confiar en un emisor
issuers-address = Dirección de su actor
issuers-address-hint = Por ejemplo, https://assoc.example/actor. Pregunte a quienes lo gestionan.
issuers-kinds = Confiar en él para
issuers-add = Añadir
credential-kind-profession = Ejerce una profesión sanitaria
credential-kind-employment = Trabaja allí
credential-kind-membership = Es miembro
instance-facts = Lo que se sabe
instance-software = Software
instance-last-success = Último éxito
instance-last-failure = Último fallo
instance-last-error = Último error
instance-breaker = Envío
instance-backlog = Cola
instance-backlog-amount = { $waiting } en espera, { $failed } abandonados
instance-signatures = Firmas
instance-accounts = Cuentas conocidas
instance-following = Seguidas desde aquí
instance-followers = Seguidores de allí
instance-limit = Limitado
instance-allowed = Admitido
instance-allowed-yes = Sí
instance-note = Una nota para los demás administradores
instance-note-hint = Nadie más la lee. Hasta 2000 caracteres; vacía se elimina.
instance-note-submit = Guardar la nota
breaker-closed = Se le envía
breaker-open = No se le envía nada hasta { $time }
breaker-half-open = Falló a menudo: se intenta un envío a la vez
limit-noop = Limitado en puntos concretos
limit-silence = Silenciado
limit-suspend = Suspendido
sign-ups-none = No hay solicitudes pendientes.
sign-ups-email = Correo
sign-ups-confirmed = confirmado
sign-ups-unconfirmed = sin confirmar aún
sign-ups-since = Desde
sign-ups-reason = Por qué quiere registrarse
sign-ups-no-reason = No dio ningún motivo.
sign-ups-approve = Admitir
sign-ups-reject = Rechazar
sign-ups-hint = A quien se rechaza se le envía un correo; el nombre y la dirección quedan libres, y no se puede deshacer.
reports-title = Denuncias
reports-open = Abiertas
reports-resolved = Resueltas
reports-none = Aquí no hay nada.
reports-read = Leer la denuncia
report-title = Denuncia
report-about = Cuenta denunciada
report-by = Denunciada por
report-what = De qué se trata
report-spam = Spam
report-legal = Contra la ley
report-violation = Contra las normas de este servidor
report-other = Otra cosa
report-comment = En sus palabras
report-rules = Normas infringidas
report-when = Cuándo
report-assigned = Se ocupa
report-nobody = Nadie todavía
report-settled-by = Resuelta por
report-forwarded = Se avisó al servidor de la cuenta.
report-gone = La cuenta ya no existe.
report-statuses = Publicaciones denunciadas
report-no-statuses = No se denunció ninguna publicación, o ya no queda ninguna.
report-assign = Encargarse
report-unassign = Devolverla
report-resolve = Resolver sin hacer nada
report-reopen = Abrir de nuevo
report-notes = Notas
report-note = Una nota para el resto de la moderación
report-note-hint = Nadie más la lee. Como máximo 2 000 caracteres.
report-note-submit = Añadir la nota
account-suspended = Suspendida
account-silenced = Limitada
account-sensitized = Multimedia oculta al principio
account-disabled = Acceso cerrado
act-title = Decidir sobre la cuenta
act-action = Qué se hace
act-hint = Con ello se resuelve la denuncia y, si es más que una advertencia, también las demás denuncias abiertas sobre la cuenta.
act-none = Advertir y nada más
act-sensitive = Ocultar su multimedia tras una advertencia
act-disable = Cerrar su acceso; las publicaciones quedan
act-silence = Limitarla: solo la ven quienes la siguen
act-suspend = Suspenderla: nadie la ve
act-text = Qué se dice a la persona afectada
act-text-hint = Va en el correo. Como máximo 2 000 caracteres.
act-notify = Avisar por correo, si la cuenta es una de las nuestras
act-submit = Hacerlo
refused-note = Escriba algo, como máximo 2 000 caracteres.

## Export and import
transfer-following = Cuentas que sigue
transfer-lists = Listas
transfer-blocks = Cuentas que bloquea
transfer-mutes = Cuentas que silencia
transfer-domain-blocks = Servidores que bloquea
transfer-bookmarks = Marcadores
transfer-lines =
    { $count ->
        [one] { $count } línea
       *[other] { $count } líneas
    }
export-intro = Llévese lo que ha reunido aquí. Mastodon y muchos otros servidores leen estos archivos.
import-intro = Traiga lo que exportó de este servidor, de Mastodon o de otro. Puede salir de la página mientras tanto: cada línea se procesa a su turno.
import-kind = Qué contiene el archivo
import-file = Archivo CSV
import-file-hint = Tal como se exportó, hasta 20 000 líneas. A quien esté en una lista importada también se le sigue.
import-mode = Lo que ya tiene
import-mode-hint = Sustituir quita lo que no está en el archivo.
import-merge = Conservarlo y añadir lo del archivo
import-overwrite = Sustituirlo por lo del archivo
import-submit = Importar
import-recent = Sus últimas importaciones
import-open = Abrir el informe
import-report-title = Informe de una importación
import-running = En proceso.
import-finished = Terminada.
import-done =
    { $count ->
        [one] { $count } línea está hecha.
       *[other] { $count } líneas están hechas.
    }
import-failed =
    { $count ->
        [one] { $count } línea no se hizo.
       *[other] { $count } líneas no se hicieron.
    }
import-progress = Progreso
import-look-again = Mirar de nuevo
import-problems = Líneas que no se hicieron
import-line = Línea
import-problem-address = Aquí no hay ninguna dirección de cuenta: escríbala como nombre@servidor.example.
import-problem-domain = Aquí no hay ningún nombre de servidor: escríbalo como servidor.example.
import-problem-link = Aquí no hay ninguna dirección web: empieza por https://.
import-problem-list-title = El nombre de la lista falta o tiene más de 256 caracteres.
import-problem-yes-no = Escriba true o false en las columnas de impulsos, notificaciones y ocultación.
import-problem-languages = Escriba los idiomas como códigos, por ejemplo es o pt-BR, separados por comas.
import-problem-not-found = Aquí no se encontró nada que usted pueda ver. Quizá se eliminó o se trasladó.
import-problem-unreachable = El otro servidor no respondió. Importe esta línea más tarde.
import-problem-refused = No es posible: es su propia cuenta, o una de las dos bloquea a la otra.
import-problem-too-many-lists = Tiene tantas listas como se puede tener: elimine una e importe esta línea de nuevo.
deleted-title = Su cuenta se ha eliminado
deleted-text = Se está avisando a los demás servidores. Gracias por haber estado aquí.

## Source
source-title = Código fuente
source-text = Este servidor ejecuta Rounds { $version } en desarrollo, compilado desde una carpeta de quien lo inició: el código fuente está allí.
source-remedy = Un servidor para otras personas indica la dirección de su código fuente en la configuración, como instance.source_url.

## Privacy
text-changed = Última modificación: { $date }
terms-title = Condiciones de uso
terms-none = Quienes administran este servidor no han publicado condiciones de uso.
terms-since = En vigor desde el { $date }
terms-newer = Una versión más reciente está en vigor desde el { $date }
imprint-title = Aviso legal
imprint-none = Quienes administran este servidor no han publicado un aviso legal.
privacy-title = Privacidad
privacy-kept = Qué se guarda
privacy-kept-text = Su correo electrónico, su contraseña como un resumen criptográfico irreversible, su perfil, sus publicaciones y las cuentas que sigue. Al eliminar su cuenta se elimina todo.
privacy-shared = Quién lo recibe
privacy-shared-text = Lo que publica llega a los servidores de quienes pueden leerlo, y las publicaciones públicas, a todo el mundo. Los mensajes directos no están cifrados de extremo a extremo: quienes administran los servidores implicados podrían leerlos.
privacy-patients = Pacientes
privacy-patients-text = No publique nada que permita identificar a pacientes, tampoco en mensajes directos.
privacy-browser = En su navegador
privacy-browser-text = Estas páginas no usan scripts ni rastreadores. Las cookies mantienen su sesión abierta, protegen los formularios contra abusos y recuerdan el idioma que elige. Las imágenes de otros servidores llegan a través de este, para que aquellos no le vean.
privacy-rights = Sus derechos
privacy-rights-text = En los ajustes puede consultar y cambiar sus datos y eliminar su cuenta. Para todo lo demás, diríjase a quienes administran este servidor.

## Errors
error-home = Ir a la página de inicio
error-forbidden = No tiene permiso para hacer esto
error-forbidden-remedy = Inicie sesión con una cuenta que lo tenga; si ha pasado mucho tiempo fuera, vuelva atrás y recargue la página.
error-not-found = Aquí no hay nada
error-not-found-remedy = Puede que la dirección esté mal escrita, o que lo que había aquí se haya eliminado o no sea público.
error-unprocessable = No ha funcionado
error-unprocessable-remedy = Algo de la solicitud no se ha entendido. Vuelva atrás, recargue la página e inténtelo de nuevo.
error-too-many = Demasiados intentos
error-too-many-remedy = Espere unos minutos e inténtelo de nuevo.
error-internal = Algo ha fallado por nuestra parte
error-internal-remedy = Ha quedado registrado. Inténtelo de nuevo en unos minutos; si sigue igual, avise a quienes administran este servidor.

## Mails
mail-greeting = Hola, { $name }:
mail-closing = Un cordial saludo
mail-confirm-subject = Confirme su correo electrónico para { $site }
mail-confirm-text = Abra este enlace para confirmar que esta dirección es suya y que desea usarla en { $site }:
mail-confirm-note = Si no sabe de qué se trata, no haga caso de este correo: sin el enlace no ocurre nada.
mail-reset-subject = Elija una contraseña nueva para { $site }
mail-reset-text = Alguien, esperamos que usted, ha pedido una contraseña nueva en { $site }. Con este enlace puede elegirla:
mail-reset-note = Sirve una sola vez y por tiempo limitado. Si no ha sido usted, no haga caso de este correo: su contraseña sigue siendo la misma.
mail-approved-subject = Le damos la bienvenida a { $site }
mail-approved-text = El equipo de moderación de { $site } ha aprobado su solicitud. Ya puede iniciar sesión:
mail-approved-note = También funciona cualquier aplicación de Mastodon: introduzca la dirección del servidor cuando la aplicación la pida.
mail-rejected-subject = Su solicitud en { $site }
mail-rejected-text = El equipo de moderación de { $site } no ha aprobado su solicitud.
mail-rejected-note = Puede unirse a otro servidor de la red y seguir desde allí a los miembros de este.
mail-decision-subject = Una decisión sobre su cuenta en { $site }
mail-decision-none = El equipo de moderación de { $site } le pide que lea las normas.
mail-decision-sensitive = El equipo de moderación de { $site } ha decidido que las imágenes y los vídeos de sus publicaciones queden ocultos hasta que alguien elija verlos.
mail-decision-disable = El equipo de moderación de { $site } ha cerrado su acceso por ahora. Lo que publicó se conserva.
mail-decision-silence = El equipo de moderación de { $site } ha limitado su cuenta: no aparece en lugares públicos; quienes le siguen la ven como antes.
mail-decision-suspend = El equipo de moderación de { $site } ha suspendido su cuenta: nadie la ve y usted no puede iniciar sesión.
mail-decision-note = Si cree que se trata de un error, escriba a la dirección que encontrará allí.

## Messages to the lock screen (Web Push)
push-mention = { $name } le ha mencionado
push-status = { $name } ha publicado
push-reblog = { $name } ha impulsado su publicación
push-follow = { $name } le sigue
push-follow-request = { $name } solicita seguirle
push-favourite = { $name } ha marcado su publicación como favorita
push-quote = { $name } ha citado su publicación
push-quoted-update = { $name } ha editado una publicación que usted citó
push-update = { $name } ha editado una publicación
push-added-to-collection = { $name } le ha añadido a una colección
push-poll = Una encuesta de { $name } ha terminado
push-sign-up = { $name } se ha registrado
push-report = { $name } ha enviado una denuncia

## Refusals, found by their English words (web::i18n::refusal): they go on after the name of a field, or are a sentence
validation-failed = Revise lo siguiente: { $list }
validation-field = { $field } ({ $reason })
refusal-blank = vacío
refusal-taken = ya está ocupado
refusal-taken-name = ya está ocupado, elija otro
refusal-reserved = reservado
refusal-reserved-name = reservado, elija otro
refusal-invalid = no es válido
refusal-character = contiene un carácter no permitido
refusal-too-long = demasiado largo
refusal-too-long-max = demasiado largo: { $max } caracteres como máximo
refusal-too-long-username = demasiado largo: 30 caracteres como máximo
refusal-too-long-reason = demasiado largo: 1000 caracteres como máximo
refusal-too-long-password = demasiado largo: 256 caracteres como máximo
refusal-too-short-password = demasiado corto: 8 caracteres como mínimo
refusal-username = solo letras sin tilde, cifras y guiones bajos
refusal-email = no es una dirección de correo
refusal-provider = aquí no se acepta este proveedor
refusal-agreement = debe aceptarse
refusal-language-tag = no es un código de idioma
refusal-current-password = no es la actual
refusal-log-in = o correo electrónico incorrectos
refusal-ticked = debe marcarse
refusal-missing = falta
refusal-not-one = no existe
refusal-not-in-list = no está en la lista
refusal-issuer-address = debe ser la dirección del actor de un emisor
refusal-issuer-ours = es esta instancia, que siempre cuenta
refusal-credentials-many = tiene demasiadas credenciales (máximo { $most })
refusal-credential-ours = Lo que nosotros acreditamos ya está guardado
refusal-status-too-long = demasiado largo: { $most } caracteres como máximo, incluida la advertencia
refusal-industry-unasked = nombra a @{ $name }, que no te sigue: las cuentas de la industria solo escriben a sus seguidores
refusal-interests-blank = no pueden estar vacíos en una cuenta de la industria: di por quién hablas y qué ganas con ello
refusal-status-unknown = no se ha encontrado a @{ $missing }: compruebe el nombre u omítalo
refusal-files-most = demasiados: { $most } archivos como máximo
refusal-files-gone = un archivo no está o ya va en otra publicación: súbalo de nuevo
refusal-file-used = pertenece a una publicación
refusal-file-missing = falta: envíe una imagen como multipart/form-data
refusal-file-is-text = no es un archivo: envíe una imagen como multipart/form-data
refusal-description-blank = falta una descripción
refusal-description-too-long = una descripción es demasiado larga: { $max } caracteres como máximo
refusal-picture-type = no es una imagen PNG, JPEG, GIF o WebP
refusal-picture-bytes = demasiado grande: 16 MB como máximo
refusal-picture-pixels = demasiados píxeles: 33 millones como máximo
refusal-picture-frames = animación demasiado larga
refusal-picture-unreadable = no se puede leer como imagen
refusal-media-failed = no se ha podido procesar: envíelo en otro formato o más pequeño
refusal-media-unfinished = un archivo aún se está procesando: inténtelo en un momento
refusal-media-bytes = demasiado grande: { $most } MB como máximo
refusal-media-no-ffmpeg = vídeo o sonido: este servidor solo admite imágenes
refusal-media-unreadable = no se puede leer como vídeo ni como sonido
refusal-media-pixels = demasiados píxeles por fotograma: 8,3 millones como máximo
refusal-media-frames = demasiados fotogramas por segundo: 120 como máximo
refusal-media-effort = cuesta demasiado procesarlo: recórtelo o redúzcalo
refusal-media-format = el formato no se acepta tal cual
refusal-focus = se necesitan dos números entre -1.0 y 1.0
refusal-poll-options = se necesitan de 2 a { $most } opciones
refusal-poll-option-blank = una opción está vacía
refusal-poll-option-too-long = una opción es demasiado larga: { $max } caracteres como máximo
refusal-poll-option-twice = la misma opción aparece dos veces
refusal-poll-time = la duración debe estar entre { $shortest } y { $longest } segundos
refusal-poll-files = no puede ir con archivos: omita una de las dos cosas
refusal-poll-answered = ya la ha respondido
refusal-poll-ended = ya ha terminado
refusal-poll-own = es la suya
refusal-choices-unknown = no pertenece a esta encuesta
refusal-choices-one = solo se admite una respuesta
refusal-pin-other = solo se pueden fijar las publicaciones propias
refusal-pin-private = es solo para ciertas personas y no se puede fijar
refusal-pin-most = quite antes una de sus { $most } publicaciones fijadas
refusal-scheduled-soon = con al menos 5 minutos de antelación
refusal-scheduled-time = no es una fecha como 2026-12-01T08:00:00Z
refusal-scheduled-most = uno de más: pueden esperar { $most } como máximo
refusal-scheduled-day = uno de más para ese día: pueden esperar { $most } como máximo
refusal-visibility = public, unlisted, private o direct
refusal-visibility-boost = public, unlisted o private
refusal-language = no es un código de idioma como es o pt-BR
refusal-language-unknown = no es un idioma
refusal-languages-unknown = idioma desconocido: indique códigos como es o pt-BR
refusal-region-unknown = región desconocida: indique un código ISO 3166-2 como ES-MD o las dos letras de un país
refusal-vocabulary = no está en la lista: elija una entrada del vocabulario
refusal-entries-most = demasiados: { $most } como máximo
refusal-fields-most = demasiados campos: { $most } como máximo
refusal-lists-most = { $most } listas como máximo: elimine una antes
refusal-list-replies = none, list o followed
refusal-hashtag = no es una etiqueta
refusal-hashtags-most = { $most } etiquetas como máximo en el perfil: quite una antes
refusal-endorse = hay que seguirla antes de recomendarla
refusal-filters-most = demasiados: quite uno antes ({ $most } como máximo)
refusal-filter-most = demasiados: cree varios filtros ({ $most } como máximo)
refusal-filter-too-long = demasiado largas en conjunto: cree varios filtros
refusal-filter-context = al menos uno de home, notifications, public, thread, account
refusal-filter-contexts = solo home, notifications, public, thread, account
refusal-filter-action = warn, hide o blur
refusal-filter-further = tiene más palabras clave: cámbielo en una aplicación que las conozca
refusal-notification-policy = accept, filter o drop
refusal-search-scope = in:all, in:library o in:public
refusal-search-date = se necesita una fecha como 2026-11-22
refusal-domain = no es un dominio
refusal-domain-ours = es este servidor
refusal-domain-top = es un dominio de nivel superior entero
refusal-domain-twice = ya está en la línea { $line }
refusal-domain-severity = tiene un nivel distinto de suspend, silence o noop
refusal-domain-yes-no = tiene algo distinto de true o false donde se espera uno de ellos
refusal-csv = no es un archivo CSV en UTF-8
refusal-lines = tiene demasiadas líneas
refusal-queue-id = o un servidor debe indicarse
refusal-group-role = owner, moderator o member
refusal-group-last-owner = nombre antes a otra persona responsable
refusal-group-ban-first = expulsada del grupo: levante antes la expulsión
refusal-group-banned = expulsada del grupo
refusal-group-owner-person = solo una persona de este servidor
refusal-group-pins-most = no se puede fijar: quite antes una de las { $most } publicaciones fijadas del grupo
refusal-answer-closed = debe ser directa: aquello a lo que responde es para los miembros de un grupo
refusal-ban-ends = debe estar en el futuro
refusal-decision-login = solo para cuentas de este servidor
refusal-decision-report = trata de otra cuenta
refusal-emoji = no es un emoji conocido
refusal-reactions-most = demasiadas reacciones distintas
refusal-shortcode = de 2 a 128 letras sin tilde, cifras y _
refusal-announcement-ends = debe ser posterior al inicio
refusal-push-policy = all, followed, follower o none
refusal-push-endpoint = no es una dirección https
refusal-push-auth = no son 16 bytes en base64url
refusal-push-key = no es una clave pública P-256 en base64url
refusal-app-website = solo una dirección http o https
refusal-app-redirects = solo URI absolutas sin fragmento
refusal-app-redirects-most = demasiados
refusal-app-redirects-too-long = demasiado largos
refusal-app-scopes = contiene algo desconocido
refusal-given = falta
refusal-language-iso = no es un idioma de la norma ISO 639
refusal-language-bcp = no es un código de idioma BCP 47
refusal-bytes-max = demasiado largo: { $max } bytes como máximo
refusal-collections-most = { $most } colecciones como máximo: elimine una antes
refusal-collection-full = llena: ya contiene { $most } cuentas
refusal-collection-member = ya está en esta colección o no lo desea
refusal-collection-account = Esta cuenta no puede figurar en colecciones
refusal-terms-over = ya ha pasado
refusal-terms-holds = la versión ya está en vigor
refusal-terms-come = ya ha llegado: publique una versión nueva
refusal-date = no es una fecha con la forma AAAA-MM-DD
refusal-import-empty = ninguna línea legible
refusal-import-busy = otros cinco esperan: vuelva más tarde
refusal-import-lines = líneas ilegibles: corríjalas o añada en vez de sustituir
refusal-import-long = más de { $most } líneas: impórtelo por partes
refusal-network = Su red no tiene acceso a este servidor
refusal-seconds = se necesita un número de segundos
refusal-tag-usable = no se puede quitar a una etiqueta
refusal-needs-hashtag = necesita el identificador de una etiqueta
refusal-needs-domain = necesita un dominio
refusal-time = ni un día ni una hora ISO 8601
refusal-period-before = es anterior al inicio
refusal-period-year = más de un año después del inicio
refusal-period-long = demasiado después del inicio
refusal-email-hash = no es un SHA-256 en hexadecimal
refusal-domain-wrong = { $domain } no es un dominio
refusal-domains-most = demasiados dominios: { $most } como máximo
refusal-ip = ni una dirección IP ni una red en notación CIDR
refusal-quote-policy = public, followers o nobody
refusal-quote-direct = de alguien a quien el mensaje directo no menciona
refusal-quote-denied = No puede citar esta publicación
refusal-interaction-manual = es de alguien que aprueba antes cada interacción, lo que no se puede pedir desde aquí
refusal-reply-followers = es de alguien que solo deja responder a sus seguidores y a quienes menciona
refusal-reply-denied = es de alguien que no te deja responder
refusal-favourite-denied = es de alguien que no te deja marcarlo como favorito
refusal-boost-denied = es de alguien que no te deja impulsarlo
refusal-repliers = debe ser public, followers, following o mentioned
refusal-not-found = No encontrado
refusal-too-many = Demasiadas solicitudes
refusal-internal = Algo ha fallado en este servidor
refusal-unavailable = Este servidor no puede responder en este momento
refusal-full = A este servidor no le queda espacio
refusal-too-large = La solicitud es demasiado grande
refusal-token = El acceso ya no es válido: inicie sesión de nuevo
refusal-scope = La aplicación no tiene permiso para esto
refusal-no-user = Para esto hay que iniciar sesión
refusal-not-allowed = Esta acción no está permitida
refusal-closed = El registro está cerrado
refusal-unconfirmed = Su correo electrónico aún no está confirmado
refusal-unapproved = El equipo de moderación aún no ha decidido sobre su solicitud
refusal-disabled = Su acceso está cerrado por ahora
refusal-confirmed = Solo es posible mientras el correo electrónico no esté confirmado
refusal-form-old = El formulario ha caducado: vuelva atrás, recargue la página e inténtelo de nuevo
refusal-streams-most = Esta cuenta tiene demasiadas conexiones abiertas: cierre una antes
refusal-block-self = No puede bloquear su propia cuenta
refusal-follow-self = No puede seguir su propia cuenta
refusal-mute-self = No puede silenciar su propia cuenta
refusal-follow-blocked = Tiene bloqueada esta cuenta: desbloquéela antes
refusal-follow-domain-blocked = Tiene bloqueado este servidor: desbloquéelo antes
refusal-follow-banned = Ya no tiene acceso a este grupo
refusal-group-staff = Solo pueden hacerlo quienes dirigen el grupo
refusal-group-ban-staff = No se puede expulsar a quien dirige el grupo: quítele antes el cargo
refusal-group-not-frozen = Este grupo no está congelado
refusal-thread-locked = Este hilo está cerrado: solo responden en él quienes dirigen el grupo
refusal-closed-group = Lo que se dice en un grupo cerrado no se responde ante otros
refusal-decided = Ya se ha decidido sobre esta publicación
refusal-approved = Esta solicitud ya se ha aprobado
refusal-not-deleted = La cuenta no se ha eliminado
refusal-hashtag-gone = La etiqueta ha desaparecido en el mismo momento
refusal-exists = Esto ya existe
refusal-being-posted = Ya se está publicando
refusal-status-exists = Esta publicación ya existe
refusal-status-other = Esta publicación es de otra persona
refusal-actor-ours = Esta cuenta pertenece a este servidor
refusal-move-self = es esta cuenta
refusal-move-aliases = tiene demasiadas cuentas (máximo { $most })
refusal-move-cooldown = se puede indicar siete días después de la última mudanza
refusal-move-destination = debe indicar esta cuenta como alias y no puede haberse mudado
refusal-move-unknown = no es una cuenta que se pueda encontrar
refusal-move-follow = Esta cuenta se ha mudado: siga la cuenta a la que se mudó
refusal-move-here = Esta cuenta se ha mudado: anule antes la mudanza en los ajustes
refusal-move-unnamed = La cuenta nueva no indica la antigua
refusal-move-again = Esta cuenta se mudó hace pocos días
refusal-memorial-here = Solo se recuerda a personas de este servidor
refusal-relay-address = no es una dirección de otro servidor

## Parameters by the names that people know
parameter-account = Cuenta
parameter-account-id = Cuenta
parameter-account-kind = Tipo de cuenta
parameter-agreement = Aceptación de las normas
parameter-alias = alias
parameter-attribution-domains = Dominios de sus artículos
parameter-avatar = Foto de perfil
parameter-category = Categoría
parameter-choices = Respuesta
parameter-collection = Colección
parameter-comment = Comentario
parameter-confirm = Confirmación
parameter-context = Contexto del filtro
parameter-current-password = Contraseña actual
parameter-description = Descripción
parameter-display-name = Nombre
parameter-domain = Dominio
parameter-effective-date = En vigor desde
parameter-email = Correo electrónico
parameter-end-at = Fin
parameter-ends-at = Fin
parameter-expires-in = Duración
parameter-fields-attributes = Más campos
parameter-file = Archivo
parameter-filter = Filtro
parameter-filters = Filtros
parameter-focus = Punto central
parameter-header = Imagen de cabecera
parameter-ip = Dirección IP
parameter-keyword = Palabra clave
parameter-keywords = Palabras clave
parameter-language = Idioma
parameter-languages = Idiomas
parameter-locale = Idioma
parameter-media-attributes = Archivos
parameter-media-ids = Archivos
parameter-name = Nombre
parameter-note = Sobre usted
parameter-owner = Persona responsable
parameter-password = Contraseña
parameter-phrase = Palabra clave
parameter-poll = Encuesta
parameter-profession = Profesión
parameter-quote-approval-policy = Quién puede citar
parameter-quoted-status-id = Publicación citada
parameter-source-quote-policy = Quién puede citar
parameter-q = Búsqueda
parameter-reason = Motivo
parameter-region = Región
parameter-report-id = Denuncia
parameter-role = Cargo
parameter-scheduled-at = Momento de publicación
parameter-severity = Severidad
parameter-shortcode = Código corto
parameter-source-language = Idioma de las publicaciones
parameter-source-privacy = Visibilidad
parameter-specialties = Especialidades
parameter-spoiler-text = Advertencia de contenido
parameter-status = Publicación
parameter-status-id = Publicación
parameter-statuses = Publicaciones
parameter-tag-name = Etiqueta
parameter-target = destino
parameter-text = Texto
parameter-title = Título
parameter-thumbnail = Imagen de vista previa
parameter-type = Medida
parameter-username = Nombre de usuario
parameter-usable = Utilizable
parameter-visibility = Visibilidad
parameter-interests = Intereses
parameter-workplace = Lugar de trabajo
mail-news-subject =
    { $count ->
        [one] { $count } notificación en { $site }
       *[other] { $count } notificaciones en { $site }
    }
mail-news-text = Esto ha ocurrido en { $site }:
mail-digest-subject = Lo que se ha perdido en { $site }
mail-digest-text = Hace un tiempo que no entra en { $site }. Esto ha ocurrido mientras tanto:
mail-news-mention = { $who } le mencionó
mail-news-mention-closed = Alguien le escribió
mail-news-follow = { $who } le sigue
mail-news-follow-request = { $who } pide seguirle
mail-news-favourite = { $who } marcó como favorita su publicación
mail-news-favourite-closed = Alguien marcó como favorita una publicación suya
mail-news-reblog = { $who } impulsó su publicación
mail-news-reblog-closed = Alguien impulsó una publicación suya
mail-news-report = Se denunció a alguien ante la moderación
mail-news-sign-up = Alguien pide registrarse o se ha registrado
mail-news-more = Y { $count } más.
mail-news-choose = Elegir sus correos
mail-news-unsubscribe = No recibir más correos así:
unsubscribe-title = No recibir más correos así
unsubscribe-intro = No recibirá más correos de este tipo. Puede volver a elegirlos en los ajustes.
unsubscribe-submit = No enviarme más
unsubscribed-title = No más correos así
unsubscribed-text = Ya no recibe correos de este tipo.
