# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = Cerrar sesión
account-ask = Consulta a la persona que gestiona este sitio.
account-ask-link = <a href="{ $href }">Consulta a la persona que gestiona este sitio</a>.
account-number = Tu número de cuenta es <code>{ $sub }</code>
device-on = { $browser } en { $system }
device-unknown = Dispositivo desconocido

account-title = Tu cuenta
account-device-ended = Se cerró la sesión en ese dispositivo.
account-sign-in-ended = Esa sesión ha terminado.
account-others-ended = Se cerró tu sesión en todos los demás lugares.
account-app-ended = La sesión en esa aplicación ha terminado.
account-app-removed = Se quitó el acceso de la aplicación.
account-app-remembered = La aplicación solo te preguntará cuando quiera algo nuevo.
account-password-saved = Se guardó tu contraseña. Se cerró tu sesión en todos los demás lugares.
account-left = Esta cuenta ya no está en { $file }, el archivo de configuración de este servidor.
account-left-refused = No puedes iniciar sesión y las aplicaciones rechazan esta cuenta.
account-left-until = Tu sesión en esta página sigue abierta; termina { $time_html }.
account-left-mistake = Si es un error, pide a la persona que gestiona este sitio que vuelva a poner la cuenta en el archivo o que la conserve con <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = sin confirmar
account-email-confirmed = confirmado
account-administrator = admin
account-pinned = El nombre, el correo electrónico y los grupos de esta cuenta están definidos en el archivo de configuración de este servidor.
account-pinned-password = El nombre, el correo electrónico, los grupos y la contraseña de esta cuenta están definidos en el archivo de configuración de este servidor.
account-pinned-edit = Para cambiarlos, edita su bloque <code>[[users]]</code> (<code>{ $place }</code>).
account-pinned-ask = Para cambiarlos, consulta a la persona que gestiona este sitio.
account-to-admin = Administración

account-first-app = Siguiente paso: tu primera aplicación
account-first-app-what = Una aplicación necesita un cliente en este servidor. Hay dos formas de añadirlo.
account-first-app-command = Con un comando
account-first-app-list = <code>latchkey client add --app list</code> muestra las aplicaciones con ajustes predefinidos. Para cualquier otra aplicación:
account-first-app-file = Con líneas en el archivo de configuración
account-first-app-issuer = Después, escribe el emisor (issuer) en la aplicación: <code>{ $issuer }</code>

account-apps = Aplicaciones
account-app-open = Abrir<span class="vh"> { $app_html }</span>
account-app-sees = Qué puede ver<span class="vh"> de ti</span>
account-app-remove = Quitar acceso<span class="vh"> de { $app_html }</span>
account-app-remember = Recordar lo que permito<span class="vh"> a { $app_html }</span>
account-no-apps = Todavía no hay aplicaciones.

account-devices = Dispositivos
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } sesión
       *[other] <b>{ $device }</b>, { NUMBER($count) } sesiones
    }
account-this-device = este dispositivo
account-this-sign-in = esta sesión
account-active-now = En uso ahora
account-seen = Última actividad { $time_html }
account-seen-inline = última actividad { $time_html }
account-each-sign-in = Cada sesión<span class="vh"> de { $device }</span>
account-end-sign-in = Cerrar esta sesión
account-older-sign-ins =
    { $count ->
        [one] y { NUMBER($count) } más antigua
       *[other] y { NUMBER($count) } más antiguas
    }
account-sign-out-device = Cerrar sesión<span class="vh"> en { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Cerrar la otra sesión<span class="vh"> de { $device }</span>
       *[other] Cerrar las otras { NUMBER($count) } sesiones<span class="vh"> de { $device }</span>
    }
account-sign-out-everywhere = Cerrar sesión en todos los demás lugares
account-only-here = Solo tienes la sesión iniciada aquí.

account-spokes = Sesiones desde este navegador
account-spokes-what = Las aplicaciones en las que iniciaste sesión desde aquí. Si cierras la sesión en una, las demás siguen. Puede volver a iniciar tu sesión sin preguntar mientras la tengas iniciada aquí.
account-spokes-picture = Este navegador, con una línea hacia cada aplicación
account-spokes-none = Todavía no has iniciado sesión en ninguna aplicación desde aquí.
account-spokes-to-apps = Ver tus aplicaciones
account-spoke-signed-in = Sesión iniciada
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Último uso { $time_html }
account-spoke-end = Cerrar sesión<span class="vh"> en { $app_html }</span>

account-factors = Llaves de acceso y segundo paso
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } llave de acceso
       *[other] { NUMBER($count) } llaves de acceso
    }
account-no-passkey = Ninguna llave de acceso
account-totp = aplicación de autenticación activada
account-no-totp = ninguna aplicación de autenticación
account-codes =
    { $count ->
        [one] queda { NUMBER($count) } código de recuperación
       *[other] quedan { NUMBER($count) } códigos de recuperación
    }
account-no-codes = no quedan códigos de recuperación
account-factors-manage = Gestionar
account-factors-set-up = Configurar

account-password = Contraseña
account-password-change = Cambiar tu contraseña
account-password-choose = Elegir una contraseña
account-password-refused = No se guardó la contraseña.
account-password-current = Contraseña actual
account-password-new = Contraseña nueva
account-password-hint = Al guardarla se cierra tu sesión en todos los demás lugares.
account-password-save = Guardar contraseña
account-password-pinned = La contraseña de esta cuenta está definida en el archivo de configuración de este servidor. Cámbiala allí.
account-password-left = Esta cuenta se quitó del archivo de configuración de este servidor. No puedes cambiar su contraseña.
account-password-many = Demasiados intentos. Espera unos minutos y vuelve a intentarlo.
account-password-wrong = Esta no es tu contraseña actual. Revísala y vuelve a intentarlo.
account-password-meanwhile = Mientras tanto, la contraseña se cambió en otro lugar o se cerró tu sesión aquí.

profile-title = Tu perfil
profile-saved = Se guardó tu perfil.
profile-email-asked = Se ha enviado un correo a esa dirección. Abre el enlace que contiene en el plazo de una hora; hasta entonces no cambia nada.
profile-email-confirmed = Tu correo electrónico está confirmado.
profile-refused = No se cambió nada.
profile-username-fixed = Inicias sesión como <b><bdi>{ $username }</bdi></b>. Este nombre no se puede cambiar aquí.
profile-pinned = Tu perfil está definido en el archivo de configuración de este servidor.
profile-pinned-edit = Para cambiarlo, edita su bloque <code>[[users]]</code> (<code>{ $place }</code>).
profile-pinned-ask = Para cambiarlo, consulta a la persona que gestiona este sitio.
profile-left = Esta cuenta ya no está en el archivo de configuración de este servidor, así que no se puede cambiar.
profile-meanwhile = Mientras tanto, tu cuenta se cambió en otro lugar o se cerró tu sesión aquí. No se cambió nada.
profile-pinned-refused = Esta cuenta está definida en el archivo de configuración de este servidor. No se cambió nada.

profile-about = Sobre ti
profile-field = Perfil
profile-name = Nombre completo
profile-name-hint = Tal como lo ven las demás personas.
profile-given-name = Nombre
profile-family-name = Apellidos
profile-nickname = Apodo
profile-website = Sitio web
profile-website-hint = Por ejemplo, https://example.com
profile-zoneinfo = Zona horaria
profile-zoneinfo-hint = Por ejemplo, Europe/Paris
profile-locale = Idioma
profile-locale-hint = Por ejemplo, en-GB
profile-username = Nombre de usuario
profile-who-sees = Estos datos se muestran a las aplicaciones a las que permites ver tu perfil. Puedes dejar todos los campos vacíos.
profile-save = Guardar perfil
profile-website-wrong = Escribe una dirección completa, por ejemplo, https://example.com.
profile-zoneinfo-wrong = Escribe el nombre de una zona horaria, por ejemplo, Europe/Paris.
profile-locale-wrong = Escribe el código de un idioma, por ejemplo, en-GB.
profile-long = Escribe como máximo { $count } caracteres.
profile-invisible = No se puede usar este texto porque contiene el carácter invisible { $code }: quítalo.
profile-mixed = No se puede usar este texto: `{ $word }` mezcla letras de varios alfabetos que pueden parecer iguales. Escribe cada palabra en un solo alfabeto.

profile-email = Correo electrónico
profile-no-email = No hay ninguno.
profile-email-waiting = Se pidió un enlace para confirmar <b><bdi>{ $email }</bdi></b>. Caduca { $time_html }.
profile-confirm-again = Enviar un enlace de confirmación
profile-new-email = Correo electrónico nuevo
profile-new-email-hint = Enviamos un enlace a ese correo. El correo cambia cuando abres el enlace.
profile-email-send = Enviar el enlace
profile-no-mail = Este servidor no envía correos, así que la dirección no se puede cambiar aquí.
profile-no-mail-refused = Este servidor no envía correos. Pide a la persona que gestiona este sitio que cambie tu dirección.
profile-email-wrong = Escribe un correo electrónico, por ejemplo, ada@example.com.
profile-email-same = Este ya es tu correo electrónico y está confirmado.
profile-email-many =
    { $minutes ->
        [one] Se pidieron demasiados correos. Puedes volver a intentarlo en { $minutes } minuto.
       *[other] Se pidieron demasiados correos. Puedes volver a intentarlo en { $minutes } minutos.
    }
profile-email-sign-in = Inicia sesión para confirmar tu correo
profile-email-sign-in-why = El enlace funciona para la cuenta que lo pidió. Inicia sesión en esa cuenta; después podrás confirmar la dirección.
profile-email-sign-in-button = Iniciar sesión
profile-email-in-use = Este correo electrónico está en uso
profile-email-in-use-what = Ahora pertenece a otra cuenta. Tu cuenta conserva el correo que tiene.
profile-back = Volver a tu perfil

profile-data = Tus datos
profile-data-hint = Un archivo con todo lo que se guarda aquí sobre ti: perfil, grupos, inicios de sesión, aplicaciones y llaves de acceso. No lo compartas.
profile-data-download = Descargar tus datos

profile-delete = Eliminar tu cuenta
profile-delete-open = Eliminar esta cuenta definitivamente
profile-delete-what = Se cierra tu sesión en todas partes, las aplicaciones pierden el acceso y nadie puede recuperar la cuenta.
profile-delete-username = Tu nombre de usuario
profile-delete-username-hint = Escribe <b><bdi>{ $username }</bdi></b> para continuar.
profile-delete-button = Eliminar mi cuenta
profile-delete-wrong = Este no es tu nombre de usuario. No se eliminó nada.
profile-delete-last-administrator = Nadie más administra este servidor. Primero da permisos de administración a otra persona.
profile-deleted = Se eliminó tu cuenta
profile-deleted-what = Se cerró tu sesión en todas partes y tu cuenta desapareció con todo lo que tenía. El registro de lo que ocurrió en ella se conserva hasta que venza su plazo.
profile-deleted-apps = Las aplicaciones pueden conservar lo que saben de ti: consulta a quienes las gestionan.
profile-deleted-done = Listo

security-title = Llaves de acceso y segundo paso
security-totp-removed = Se quitó la aplicación de autenticación. Ya no se pedirá ningún código.
security-passkey-added = Se añadió la llave de acceso. A partir de ahora puedes iniciar sesión con ella.
security-key-added = Se añadió la llave de seguridad. Se usa después de tu contraseña, no en su lugar.
security-passkey-named = Se guardó el nombre nuevo.
security-passkey-removed = Se quitó la llave de acceso de esta cuenta. Elimínala también en tu dispositivo.
security-password-removed = Se quitó tu contraseña. Inicias sesión con tu llave de acceso y se cerró tu sesión en todos los demás lugares.
security-password-remove = Iniciar sesión sin contraseña
security-password-remove-hint = Tu contraseña deja de funcionar y solo inicias sesión con tu llave de acceso. Se cierra tu sesión en todos los demás lugares.
security-password-remove-mail = Si pierdes todas tus llaves de acceso, la página de inicio de sesión puede enviarte un enlace para elegir una contraseña nueva.
security-password-remove-link = Si pierdes todas tus llaves de acceso, un administrador puede darte un enlace para elegir una contraseña nueva.
security-password-remove-now = Quitar la contraseña
security-password-no-passkey = Inicia sesión una vez solo con una llave de acceso. Después podrás quitar tu contraseña aquí.
security-device-forgotten = En ese dispositivo se volverá a pedir tu segundo paso en el próximo inicio de sesión.
security-devices-forgotten = En todos los dispositivos se volverá a pedir tu segundo paso en el próximo inicio de sesión.
security-required = Este sitio pide algo más que una contraseña: añade una llave de acceso o una aplicación de autenticación.

security-passkeys = Llaves de acceso
security-passkeys-hint = Con una llave de acceso inicias sesión con tu huella digital, tu cara o un PIN, sin contraseña. Solo funciona en este sitio, así que ningún sitio falso puede pedirla.
security-passkey-synced = sincronizada
security-passkey-one-device = en un solo dispositivo
security-added = añadida { $time_html }
security-used = último uso { $time_html }
security-not-used = sin usar todavía
security-since = desde { $time_html }
security-passkey-change = Cambiar<span class="vh"> { $name }</span>
security-passkey-name = Nombre
security-passkey-save = Guardar nombre
security-passkey-remove = Quitar<span class="vh"> { $name }</span>
security-no-passkeys = Todavía no hay llaves de acceso.
security-passkey-add = Añadir una llave de acceso
security-passkey-failed = No se creó ninguna llave de acceso. Vuelve a intentarlo.
security-passkey-known-device = Este dispositivo ya tiene una llave de acceso para esta cuenta.
security-passkey-script = Para añadir una llave de acceso se necesita JavaScript, que está desactivado en este navegador.
security-passkey-unnamed = Llave de acceso
security-passkey-field = Llave de acceso
security-passkey-only-way-in = No hay contraseña y ninguna otra llave de acceso basta por sí sola: sin esta no podrías iniciar sesión. Añade primero otra llave de acceso.
security-name-long = Escribe un nombre de { $count } caracteres como máximo.
security-name-invisible = No se puede usar este nombre porque contiene el carácter invisible { $code }: quítalo.
security-name-mixed = No se puede usar este nombre: `{ $word }` mezcla letras de varios alfabetos que pueden parecer iguales. Escribe cada palabra en un solo alfabeto.
security-register-added = Se añadió la llave de acceso.
security-register-refused = No se pudo añadir la llave de acceso: este servidor no puede leer lo que envió el navegador. Prueba con otro dispositivo.
security-register-outdated = Esta página llevaba un rato abierta. Vuelve a intentarlo.
security-register-known = Esta llave de acceso ya se había añadido.
security-register-full = Esta cuenta ya tiene el máximo de llaves de acceso. Quita una primero.
security-register-not-proven = Tu cuenta cambió mientras tanto. Vuelve a iniciar sesión y añade la llave de acceso.

security-totp = Aplicación de autenticación
security-totp-on = activada
security-totp-remove = Quitar la aplicación
security-totp-hint = Una aplicación en tu teléfono muestra un código, que escribes después de tu contraseña.
security-totp-add = Añadir una aplicación de autenticación

security-codes = Códigos de recuperación
security-codes-none = no queda ninguno
security-codes-left = Disponibles: <b>{ $count }</b>.
security-codes-hint = Cada uno te permite entrar una vez si pierdes tu teléfono o tus llaves de acceso.
security-codes-new = Crear códigos nuevos
security-codes-new-hint = Los anteriores dejan de funcionar.
security-user-code = Código para solicitudes de aplicaciones
security-user-code-hint = Algunas aplicaciones solo pueden pedirle algo si les da este código, por ejemplo por teléfono. No se lo dé a ninguna aplicación con la que no haya contactado usted.
security-user-code-is = Su código: <b>{ $code }</b>
security-user-code-once = Solo se muestra ahora. El código anterior, si lo había, deja de funcionar.
security-user-code-make = Crear un código
security-user-code-again = Crear un código nuevo
security-user-code-remove = Quitar el código
security-user-code-removed = Se quitó el código. Las aplicaciones que lo necesitan ya no pueden pedirle nada.

security-remembered = Dispositivos recordados
security-remembered-hint = En estos dispositivos basta con tu contraseña, hasta que cambie la contraseña o tu segundo paso. Las aplicaciones y los cambios en tu cuenta pueden pedir algo más.
security-forget = Olvidar<span class="vh"> { $device }</span>
security-forget-all = Olvidar todos
security-no-remembered = No hay dispositivos recordados.

second-factor-title = Confirma tu identidad
second-factor-lead = Un paso más, { $person_html }.
second-factor-lead-step-up = Esto requiere una segunda prueba de tu identidad, { $person_html }.
second-factor-change = Usa para esto tu llave de acceso: alguien puede sacarte un código con engaños, pero no una llave de acceso.
second-factor-change-lost = Si has perdido la llave de acceso, usa un código de recuperación. Si no te queda ninguno, consulta a la persona que gestiona este sitio.
second-factor-recovery-code = Código de recuperación
second-factor-recovery-code-hint = Uno de los códigos que guardaste, por ejemplo, BCDF-GHJK-LMNP-QRST. Cada uno funciona una sola vez.
second-factor-code = Código de tu aplicación de autenticación
second-factor-code-hint = Seis dígitos, nuevos cada 30 segundos.
second-factor-confirm = Confirmar
second-factor-lost = No queda ninguna forma de confirmar tu identidad. Consulta a la persona que gestiona este sitio.
second-factor-script = Una llave de acceso necesita JavaScript, que está desactivado en este navegador.
second-factor-no-passkeys = Este navegador no admite llaves de acceso.
second-factor-recovery-hint = Puedes usar un código de recuperación.
second-factor-other-device = Usa otro navegador o dispositivo.
second-factor-passkey = Usar una llave de acceso
second-factor-passkey-failed = No se usó ninguna llave de acceso. Vuelve a intentarlo o usa otro método.
second-factor-other-way = Usar otro método
second-factor-recovery = Usar un código de recuperación
second-factor-help = Obtener ayuda
second-factor-cancel = Cancelar
second-factor-mismatch = El código no es correcto. Revísalo y vuelve a intentarlo.
second-factor-used = Ese código ya se usó. Espera al siguiente y vuelve a intentarlo.
second-factor-missing = Escribe el código.
second-factor-passkey-refused = No se aceptó la llave de acceso. Vuelve a intentarlo o usa otro método.
second-factor-passkey-needed = Aquí no basta con un código: usa una llave de acceso. No se gastó ningún código.
second-factor-outdated = Esta página llevaba un rato abierta. Vuelve a intentarlo.
second-factor-not-ours = { $what } Vuelve a intentarlo.
second-factor-many = Demasiados códigos incorrectos.

set-up-title = Configura un segundo paso
set-up-totp-title = Añade una aplicación de autenticación
set-up-lead = { $person_html }, aquí se necesita algo más que una contraseña. Se configura una sola vez.
set-up-lead-passkey = { $person_html }, esta aplicación pide una llave de acceso. Se configura una sola vez.
set-up-lead-also-passkey = { $person_html }, esta aplicación pide una llave de acceso: un código no basta. Se configura una sola vez.
set-up-no-totp = Aquí no se puede configurar una aplicación de autenticación.
set-up-nothing = Por ahora no se puede configurar aquí un segundo paso. Consulta a la persona que administra este sitio.
set-up-totp-lead = Después se te pedirá un código de la aplicación cada vez que inicies sesión con tu contraseña.
set-up-refused = Todavía no se ha configurado nada.
set-up-passkey = Con una llave de acceso
set-up-passkey-hint = Tu huella digital, tu cara o el PIN de este dispositivo o de una llave de seguridad.
set-up-passkey-make = Crear una llave de acceso
set-up-passkey-failed = No se creó ninguna llave de acceso. Vuelve a intentarlo o usa una aplicación de autenticación.
set-up-or-totp = O con una aplicación de autenticación
set-up-scan = Escanea esto con la aplicación o <a href="{ $href }">abre la aplicación en este dispositivo</a>.
set-up-type = Escribir una clave en su lugar
set-up-type-hint = Cuenta <b>{ $username }</b>, según la hora, seis dígitos.
set-up-code = Escribe el código que muestra la aplicación
set-up-code-field = Código
set-up-turn-on = Activar
set-up-cancel = Cancelar
set-up-outdated = Esta página llevaba demasiado tiempo abierta. Escanea el código nuevo de abajo y vuelve a intentarlo.
set-up-digits = Escribe los seis dígitos que muestra la aplicación.
set-up-mismatch = El código no es correcto. Comprueba que la hora de tu teléfono sea correcta y escribe el código que la aplicación muestra ahora.
set-up-known = Esta cuenta ya tiene una aplicación de autenticación.
set-up-meanwhile = Tu cuenta cambió mientras tanto. Vuelve a iniciar sesión.

codes-title = Tus códigos de recuperación
codes-lead = Si pierdes tu teléfono o tus llaves de acceso, uno de estos códigos te permite entrar. <b>Solo se muestran ahora.</b>
codes-hint = Cada código funciona una sola vez. Guárdalos donde guardas los documentos importantes o en un gestor de contraseñas.
codes-download = Descargar
codes-print = Imprimir
codes-saved = Ya los guardé
codes-file-title = Códigos de recuperación de { $site } ({ $issuer })
codes-file-hint = Cada código funciona una sola vez.

activity-title = Actividad
activity-hint =
    { $days ->
        [one] Lo que ocurrió en tu cuenta, primero lo más reciente. Las entradas se conservan durante { NUMBER($days) } día. Si ves algo que no hiciste tú, cambia tu contraseña y cierra sesión en todos los demás lugares.
       *[other] Lo que ocurrió en tu cuenta, primero lo más reciente. Las entradas se conservan durante { NUMBER($days) } días. Si ves algo que no hiciste tú, cambia tu contraseña y cierra sesión en todos los demás lugares.
    }
activity-newest = Más reciente
activity-older = Más antiguo
activity-presence-label = Cuándo tuviste la sesión iniciada, por dispositivo. Lo mismo sigue como lista.
activity-none = Nada todavía.
activity-none-hint = Aquí aparecen los inicios de sesión y los cambios de tu cuenta.

## Without passwords

security-passkey-only-here = Ninguna otra llave de acceso basta por sí sola: sin esta no podrías iniciar sesión. Añade primero otra llave de acceso.
