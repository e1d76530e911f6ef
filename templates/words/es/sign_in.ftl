# Signing in and out, and what leads there.

login-heading = Iniciar sesión
login-confirm-heading = Confirma tu identidad
login-confirm-lead = Escribe tu contraseña otra vez para continuar.
login-lead = en tu cuenta de { $brand }
login-notice = { "" }
login-signed-in-as = Sesión iniciada como
login-username = Nombre de usuario o correo electrónico
login-password = Contraseña
login-remember-me = Mantener la sesión iniciada en este dispositivo
login-submit = Iniciar sesión
login-confirm = Confirmar
login-cancel = Cancelar
login-passkey = Usar una llave de acceso
login-passkey-failed = No se usó ninguna llave de acceso. Vuelve a intentarlo o usa tu contraseña.
login-forgot = ¿Olvidaste tu contraseña?

login-mismatch = El nombre de usuario y la contraseña no coinciden. Revisa el <a href="#username">nombre de usuario</a> y la <a href="#password">contraseña</a> y vuelve a intentarlo.
login-wrong-password = La contraseña no es correcta. Revisa la <a href="#password">contraseña</a> y vuelve a intentarlo.
login-no-username = Escribe tu <a href="#username">nombre de usuario o correo electrónico</a>.
login-no-password = Escribe tu <a href="#password">contraseña</a>.
login-nothing-entered = Escribe tu <a href="#username">nombre de usuario o correo electrónico</a> y tu <a href="#password">contraseña</a>.
login-passkey-refused = No se aceptó la llave de acceso. Vuelve a intentarlo o inicia sesión con tu contraseña.
login-outdated = Esta página llevaba un rato abierta. Vuelve a intentarlo.
login-not-ours = { $lack } Vuelve a iniciar sesión.
login-too-many-tries = Demasiados intentos.
login-throttled =
    { $minutes ->
        [one] Demasiados intentos. Puedes volver a intentarlo en { $minutes } minuto.
       *[other] Demasiados intentos. Puedes volver a intentarlo en { $minutes } minutos.
    }
login-check-username = Revisa el nombre de usuario.
login-check-password = Revisa la contraseña.
login-enter-username = Escribe tu nombre de usuario o correo electrónico.
login-enter-password = Escribe tu contraseña.

lack-another-site = Este formulario se envió desde otro sitio web, así que no se hizo nada.
lack-cookie = Tu navegador no envió la cookie de este sitio, así que no se hizo nada. Las cookies deben estar permitidas para este sitio.
lack-outdated = Esta página llevaba un rato abierta, así que no se hizo nada.
lack-token = Este formulario no procedía de una página abierta de este sitio, así que no se hizo nada.

new-password-too-short = Elige una contraseña de al menos { $length } caracteres. Unas cuantas palabras seguidas funcionan bien.
new-password-too-long = Esta contraseña supera los { $bytes } bytes. Elige una más corta.
new-password-pattern = Esta contraseña es demasiado fácil de adivinar: solo repite unos pocos caracteres o sigue su orden. Elige unas cuantas palabras sin relación entre sí.
new-password-personal = Esta contraseña es demasiado fácil de adivinar. Elige una que no tenga relación con tu nombre, tu correo electrónico ni este sitio.
new-password-blocked = Esta contraseña es demasiado fácil de adivinar: se compone de palabras que aquí no se permiten en las contraseñas. Elige otras palabras.
new-password-breached = Esta contraseña figura en listas de contraseñas robadas, que los atacantes prueban primero. Elige otra, por ejemplo unas cuantas palabras sin relación entre sí.
strength-label = Seguridad de la contraseña
strength-weak = Seguridad: baja.
strength-fair = Seguridad: media.
strength-good = Seguridad: buena.
strength-strong = Seguridad: muy buena.
strength-short = Se necesitan al menos { $length } caracteres.
strength-personal = Se parece a tu nombre, a tu correo electrónico o al nombre de este sitio.
strength-common = Se parece a contraseñas que usa mucha gente.
strength-pattern = Las repeticiones y las filas de teclas son fáciles de adivinar.
strength-longer = Otra palabra la hace mucho más segura.

consent-title = Permitir { $app_html }
consent-wants-identity = { $app_html } quiere saber quién eres
consent-wants-access = { $app_html } quiere acceso en tu nombre
consent-first-party = { $brand } gestiona esta aplicación.
consent-introduced = Esta aplicación se ha presentado por sí misma desde <b><bdi>{ $host }</bdi></b> y nadie aquí la ha comprobado. Continúe solo si conoce esa dirección.
consent-signed-in-as = Sesión iniciada como
consent-switch = Usar otra cuenta
consent-approves = Se te pide que apruebes
consent-receives = La aplicación recibirá
consent-new = nuevo
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Continuarás a <b>{ $destination }</b>
consent-ask-each-time = Preguntarme siempre
consent-ask-each-time-hint = Si no, solo se te preguntará de nuevo cuando la aplicación quiera algo nuevo.
consent-allow = Permitir
consent-cancel = Cancelar

shared-openid = Confirmación de tu identidad
shared-profile = Tu nombre y tu perfil
shared-name = Tu nombre y tu nombre de usuario
shared-email = Tu correo electrónico
shared-address = Tu dirección postal
shared-phone = Tu número de teléfono
shared-groups = Los grupos a los que perteneces
shared-until-sign-out = Acceso hasta que cierres sesión
shared-while-away = Acceso en tu ausencia, hasta que lo quites
shared-access-to = Acceso a { $resource } en tu nombre
shared-access = Acceso en tu nombre, sin ninguno de tus datos
shared-more = Más información sobre ti
shared-none-yet = nada en tu cuenta todavía
shared-as-above = igual que arriba
shared-as-recorded = según lo registrado al iniciar sesión
shared-yes = sí
shared-no = no

claim-name = Nombre completo
claim-given-name = Nombre
claim-middle-name = Segundo nombre
claim-family-name = Apellidos
claim-nickname = Apodo
claim-preferred-username = Nombre de usuario
claim-profile = Página de perfil
claim-picture = Foto
claim-website = Sitio web
claim-gender = Género
claim-birthdate = Fecha de nacimiento
claim-zoneinfo = Zona horaria
claim-locale = Idioma
claim-updated-at = Último cambio de tu perfil
claim-email = Correo electrónico
claim-email-verified = Correo electrónico confirmado
claim-phone-number = Número de teléfono
claim-phone-number-verified = Número de teléfono confirmado
claim-address = Dirección postal
claim-groups = Grupos
claim-auth-time = Cuándo iniciaste sesión
claim-method = Cómo iniciaste sesión

select-account-heading = Elige una cuenta
select-account-active = en uso ahora
select-account-other = Usar otra cuenta
select-account-remove = Quitar<span class="vh"> { $name }</span>
select-account-remove-hint = Al quitar una cuenta, se cierra su sesión en este navegador. La cuenta no se elimina.

forgot-heading = ¿Olvidaste tu contraseña?
forgot-lead = Enviamos un enlace al correo electrónico de tu cuenta. Con él puedes elegir una contraseña nueva.
forgot-not-sent = No se envió ningún enlace.
forgot-username = Nombre de usuario o correo electrónico
forgot-username-wrong = Escribe tu nombre de usuario o correo electrónico.
forgot-send = Enviar el enlace
forgot-help = Obtener ayuda
forgot-back = Volver al inicio de sesión
forgot-sent-heading = Revisa tu correo
forgot-sent = Si existe una cuenta con este nombre y tiene un correo electrónico, se le ha enviado un enlace. Funciona una sola vez, durante una hora.
forgot-sent-next = ¿No llegó nada? Revisa la carpeta de correo no deseado o consulta a la persona que gestiona este sitio.
too-often-heading = Demasiados intentos
too-often =
    { $minutes ->
        [one] Puedes volver a intentarlo en { $minutes } minuto.
       *[other] Puedes volver a intentarlo en { $minutes } minutos.
    }

invite-choose = Elige una contraseña
invite-choose-new = Elige una contraseña nueva
invite-hello = Hola, <bdi>{ $name }</bdi>
invite-lead = Tienes una cuenta en { $brand }. Elige una contraseña para terminar.
invite-reset-lead = Tu contraseña anterior dejará de funcionar cuando guardes la nueva.
invite-regain-done = Tu sesión se cerró en todas partes y tu contraseña anterior ya no da acceso a nada.
invite-regain-lead = Elige una que no uses en ningún otro lugar. Después revisa tus llaves de acceso y tu aplicación de autenticación, y crea códigos de recuperación nuevos: los anteriores ya no funcionan.
invite-not-saved = No se guardó la contraseña.
invite-username = Tu nombre de usuario
invite-password = Contraseña nueva
invite-save = Guardar contraseña
passkey-instead = Crear una llave de acceso en su lugar
passkey-instead-failed = No se creó ninguna llave de acceso. Vuelve a intentarlo o elige una contraseña.

setup-heading = Crea la primera cuenta
setup-lead = Será la cuenta de administración de { $brand }. Este enlace funciona una sola vez.
setup-not-created = No se creó la cuenta.
setup-name = Tu nombre
setup-username = Nombre de usuario
setup-username-hint = Lo usas para iniciar sesión.
setup-email = Correo electrónico
setup-password = Contraseña
setup-create = Crear cuenta
setup-issuer = La dirección de este servidor, tal como la conocen las aplicaciones (issuer): <code>{ $issuer }</code>
setup-taken = Este nombre de usuario o correo electrónico ya está en uso. Elige otro.
setup-email-wrong = Escribe un correo electrónico, por ejemplo, ada@example.com.
setup-name-invisible = No se puede usar este nombre porque contiene el carácter invisible { $character }: quítalo.
setup-name-scripts = No se puede usar este nombre: `{ $word }` mezcla letras de varios alfabetos que pueden parecer iguales. Escribe cada palabra en un solo alfabeto.
setup-username-length = Elige otro nombre de usuario: debe tener entre 1 y 255 bytes.
setup-username-character = Elige otro nombre de usuario: no debe contener espacios, caracteres de control ni caracteres invisibles.
setup-username-scripts = Elige otro nombre de usuario: no debe mezclar letras de varios alfabetos, como letras latinas y cirílicas que parecen iguales.

logout-heading = ¿Cerrar sesión?
logout-asked = <b>{ $app_html }</b> pidió cerrar tu sesión.
logout-here = Se cerrará aquí la sesión de <b>{ $user }</b>.
logout-here-and-apps =
    { $apps ->
        [one] Se cerrará la sesión de <b>{ $user }</b> aquí y en { $apps } aplicación:
       *[other] Se cerrará la sesión de <b>{ $user }</b> aquí y en { $apps } aplicaciones:
    }
logout-elsewhere = Esa sesión está en otro navegador, o su cookie ya no está en este. Se cerrará allí y en todas las aplicaciones.
logout-not-ours = { $lack } Vuelve a responder.
logout-yes = Cerrar sesión
logout-no = Mantener la sesión

no-way-back-unreadable = su solicitud no se pudo leer
no-way-back-hint = no demostró a qué sesión se refiere
no-way-back-two-apps = su solicitud nombra dos aplicaciones distintas
no-way-back-unknown-app = no se conoce aquí
no-way-back-no-app = su solicitud no indica qué aplicación es
no-way-back-address = la dirección que indicó no está registrada aquí
no-way-back-not-approved = nadie la ha aprobado todavía

signed-out-title = Sesión cerrada
signed-out-heading = Se cerró tu sesión.
signed-out-nobody = No hay ninguna sesión iniciada
signed-out-nothing = No había ninguna sesión que cerrar en este navegador.
signed-out-elsewhere = La sesión en el otro navegador ha terminado.
signed-out-here = Se cerró tu sesión en este navegador.
signed-out-here-apps = Se cerró tu sesión en este navegador. Tus aplicaciones:
signed-out-back = Volver a { $app_html }
signed-out-again = Volver a iniciar sesión
signed-out-sign-in = Iniciar sesión
signed-out-frame = Cierre de sesión de { $app }

app-signed-out = Sesión cerrada.
app-being-signed-out = Cerrando sesión…
app-still-trying = No respondió; se sigue intentando.
app-unreachable = No se pudo contactar. Cierra sus ventanas por seguridad.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Se le pidió cerrar tu sesión.
app-asked-across-sites = Se le pidió cerrar tu sesión. Es posible que tu navegador lo haya impedido: cierra sus ventanas para mayor seguridad.
app-watching = Lo notará en unos segundos donde esté abierta.
app-untold = Mantiene la sesión hasta que termine la suya propia.

form-post-heading = Un momento
form-post-lead = Estás volviendo a la aplicación. Si no pasa nada, pulsa Continuar.
form-post-continue = Continuar

welcome-title = Te damos la bienvenida
welcome-heading = Inicia sesión una vez para todas tus aplicaciones
welcome-lead = { $brand } inicia tu sesión en las aplicaciones que usas aquí.
welcome-no-administrator = <b>Este servidor todavía no tiene cuenta de administración.</b> Abre el enlace de configuración que el servidor mostró al iniciarse para crear la primera cuenta.
welcome-sign-in = Iniciar sesión
welcome-demo = Abrir la aplicación de demostración
welcome-connect = Conectar una aplicación
welcome-issuer = Emisor (Issuer)
welcome-discovery = Descubrimiento (Discovery)
welcome-development = <b>Modo de desarrollo.</b> Solo se puede acceder a este servidor desde este equipo. Escribe un archivo de configuración antes de que lo usen otras personas.

not-me-heading = ¿No fuiste tú?
not-me-lead = Alguien inició sesión como { $person_html }.
not-me-when = { $time_html } · dirección de red { $ip }
not-me-then = Si no fuiste tú, pulsa el botón. Entonces:
not-me-signed-out = Se cierra tu sesión en todas partes y las aplicaciones pierden el acceso.
not-me-password-stays = Tu contraseña está definida en el archivo de configuración de este servidor y <b>no cambia</b>. Pide a la persona que gestiona este sitio que la cambie.
not-me-password-stops = Tu contraseña deja de funcionar y eliges una nueva.
not-me-factors = Se quitan las llaves de acceso y la aplicación de autenticación añadidas en ese navegador, así como todos los códigos de recuperación.
not-me-submit = No fui yo
not-me-otherwise = Si fuiste tú, cierra esta página: no ha pasado nada.
not-me-done-heading = Se cerró tu sesión en todas partes
not-me-done = Ya no hay ninguna sesión iniciada en tu cuenta. Tu contraseña está definida en el archivo de configuración de este servidor, así que sigue funcionando.
not-me-done-next = Pide ahora a la persona que gestiona este sitio que la cambie. Después inicia sesión y revisa tus llaves de acceso y tu aplicación de autenticación.
not-me-sign-in = Iniciar sesión

confirm-email-heading = Confirma tu correo electrónico
confirm-email-lead = A partir de ahora, <b><bdi>{ $email }</bdi></b> es el correo electrónico de { $person_html }.
confirm-email-submit = Confirmar el correo
confirm-email-later = Ahora no

session-check-heading = ¿Funciona la supervisión de sesión en este navegador?
session-check-lead = La página de una aplicación detecta un cierre de sesión mediante un marco oculto de este sitio. Esta página comprueba si ese marco funciona en tu navegador.
session-check-not-checked = No se comprobó esta dirección.
session-check-origin = Dirección de la aplicación
session-check-origin-wrong = Escribe una dirección web completa, por ejemplo, https://wiki.example.com.
session-check-check = Comprobar
session-check-no-script = Esta prueba necesita JavaScript. La supervisión de sesión también.
session-check-asks = Solicitud del estado de la sesión
session-check-answered = Respuesta en { $ms } ms. Esto también funciona cuando las cookies están bloqueadas.
session-check-answered-status = Respuesta: { $status }.
session-check-no-answer = Sin respuesta.
session-check-told = Flujo de eventos
session-check-stream = El flujo de eventos está abierto.
session-check-stream-shared = El flujo de eventos está abierto. Todas las pestañas de una aplicación comparten uno.
session-check-stream-failed = No se pudo abrir el flujo de eventos. En su lugar, las aplicaciones envían una solicitud cada 20 segundos.
session-check-stream-unknown = Este navegador no admite flujos de eventos. En su lugar, las aplicaciones envían una solicitud cada 20 segundos.
session-check-app-at-once = { $app } puede supervisar la sesión en este navegador, tanto si las cookies de terceros están bloqueadas como si no. Detecta un cierre de sesión en menos de un segundo.
session-check-app-soon = { $app } puede supervisar la sesión en este navegador, tanto si las cookies de terceros están bloqueadas como si no. Detecta un cierre de sesión en menos de medio minuto.
session-check-apps-at-once = Las aplicaciones pueden supervisar la sesión en este navegador, tanto si las cookies de terceros están bloqueadas como si no. Detectan un cierre de sesión en menos de un segundo.
session-check-apps-soon = Las aplicaciones pueden supervisar la sesión en este navegador, tanto si las cookies de terceros están bloqueadas como si no. Detectan un cierre de sesión en menos de medio minuto.
session-check-unreachable = Los marcos de este navegador no pueden contactar con el servidor: una extensión o un proxy los bloquea. Aun así, las aplicaciones detectan un cierre de sesión en este navegador donde el marco puede leer su cookie.
session-check-silent-works = Está en el mismo sitio que este servidor, así que sus cookies no son de terceros: el inicio de sesión silencioso en un marco (prompt=none) también funciona.
session-check-app-not-silent = Está en un sitio distinto al de este servidor: el inicio de sesión silencioso en un marco (prompt=none) siempre devuelve login_required. Una aplicación que lo intente tras cada cambio de sesión cierra la sesión de la persona. Una redirección de la página completa con prompt=none funciona, y los tokens de actualización (refresh tokens) también.
session-check-apps-not-silent = Para una aplicación en otro sitio: el inicio de sesión silencioso en un marco (prompt=none) siempre devuelve login_required. Una aplicación que lo intente tras cada cambio de sesión cierra la sesión de la persona. Una redirección de la página completa con prompt=none funciona, y los tokens de actualización (refresh tokens) también.

## Without passwords

login-no-passwords-heading = Aquí no hay contraseñas
login-no-passwords = Aquí nadie inicia sesión con contraseña: usa una llave de acceso.
login-passkey-again = No se aceptó la llave de acceso. Vuelve a intentarlo o usa otra.
login-passkey-none = No se usó ninguna llave de acceso. Vuelve a intentarlo.
login-confirm-passkey-lead = Usa otra vez tu llave de acceso para continuar.
login-forgot-passkey = ¿Aún no tienes llave de acceso?
forgot-passkey-lead = Enviamos un enlace al correo electrónico de tu cuenta. Con él puedes crear tu primera llave de acceso. Si tienes una y la perdiste, consulta a la persona que gestiona este sitio.
# Heading, and button.
invite-passkey = Crear una llave de acceso
# $brand: the name of this site.
invite-passkey-lead = Tienes una cuenta en { $brand }. Crea una llave de acceso: con ella iniciarás sesión a partir de entonces.
invite-has-factor-heading = Este enlace no cambia nada
invite-has-factor = Tu cuenta tiene una llave de acceso o una aplicación de autenticación, y ningún enlace las reemplaza.
invite-has-factor-next = Inicia sesión con tu llave de acceso. Si la perdiste, pide a la persona que gestiona este sitio que la quite y que te dé después un enlace nuevo.
# A form was sent without a passkey.
passkey-needed = Crea una llave de acceso: aquí nadie tiene contraseña.
not-me-done-passkey = Ya no hay ninguna sesión iniciada en tu cuenta.
