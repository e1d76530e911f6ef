# Accounts that people make for themselves.

sign-up-link = Crear una cuenta

sign-up-lead = Escribe tu correo electrónico. Te enviamos un enlace para continuar.
sign-up-approval = Administración aprueba las cuentas nuevas antes de que funcionen.
sign-up-domains = Una dirección de { $domains }.
sign-up-email = Correo electrónico
sign-up-send = Enviar el enlace
sign-up-have-one = Ya tengo una cuenta
sign-up-help = Obtener ayuda
sign-up-not-sent = No se envió ningún enlace.
sign-up-email-wrong = Escribe un correo electrónico, por ejemplo, ada@example.com.
sign-up-email-domain = Usa un correo electrónico de { $domains }.
sign-up-sent = Revisa tu correo
sign-up-sent-text = Si la dirección se puede usar, le hemos enviado un enlace. Funciona una sola vez, durante una hora.
sign-up-sent-next = ¿No llegó nada? Revisa la carpeta de correo no deseado o consulta a la persona que gestiona este sitio.
sign-up-back = Volver al inicio de sesión
sign-up-sign-in = Iniciar sesión
sign-up-closed = No se admiten cuentas nuevas
sign-up-closed-text = En este momento nadie puede crear una cuenta aquí. Consulta a la persona que gestiona este sitio.

sign-up-account-lead = Tu cuenta en { $site } existirá en cuanto completes esta página.
sign-up-name = Tu nombre
sign-up-name-unfit = No se puede usar este nombre: tiene caracteres de control o invisibles.
sign-up-username = Nombre de usuario
sign-up-username-hint = Lo usas para iniciar sesión.
sign-up-username-length = Elige un nombre de usuario de entre 1 y 255 bytes.
sign-up-username-character = Elige un nombre de usuario sin espacios, caracteres de control ni caracteres invisibles.
sign-up-username-scripts = Elige un nombre de usuario que no mezcle letras de varios alfabetos, como letras latinas y cirílicas que parecen iguales.
sign-up-username-at = Elige un nombre de usuario sin @: no es un correo electrónico.
sign-up-username-taken = Este nombre de usuario ya está en uso o se parece a uno que lo está. Elige otro.
sign-up-email-optional = Correo electrónico (opcional)
sign-up-email-taken = Este correo pertenece a otra cuenta o se parece a uno que ya está en uso. Usa otro o inicia sesión.
sign-up-password = Contraseña
sign-up-create = Crear cuenta
sign-up-not-made = No se creó la cuenta.
sign-up-has-account = Tienes una cuenta
sign-up-has-account-text = Se creó una cuenta con esta dirección después de enviar el enlace. Inicia sesión con ella.
sign-up-made = Tu cuenta está pendiente de aprobación
sign-up-made-text = Administración revisa las cuentas nuevas. Podrás iniciar sesión cuando se apruebe la tuya.
sign-up-made-mail = Te avisaremos por correo.
sign-up-made-later = Intenta iniciar sesión más tarde.
sign-up-waits = Administración todavía no ha aprobado esta cuenta.

sign-up-link-gone = Este enlace ya no funciona
sign-up-link-gone-text = Si ya creaste tu cuenta, inicia sesión. De lo contrario, pide un enlace nuevo.

mail-sign-up-subject = Tu cuenta en { $site }
mail-sign-up-asked = Alguien quiere crear una cuenta en { $site } con este correo electrónico.
mail-sign-up-action = Crear la cuenta
mail-sign-up-once = El enlace funciona una sola vez, durante una hora.
mail-sign-up-not-you = Si no fuiste tú, no tienes que hacer nada: no hay ninguna cuenta.
mail-sign-up-has-subject = Tienes una cuenta en { $site }
mail-sign-up-has = Alguien quiso crear una cuenta en { $site } con este correo electrónico. Ya pertenece a una cuenta, así que no se hizo nada.
mail-sign-up-sign-in = Iniciar sesión
mail-sign-up-has-not-you = Si no fuiste tú, no tienes que hacer nada.
mail-sign-up-unfit = Alguien quiere crear una cuenta en { $site } con este correo electrónico. No se puede usar allí porque se puede confundir con un nombre que ya está en uso.
mail-sign-up-approved-subject = Se aprobó tu cuenta en { $site }
mail-sign-up-approved = Administración aprobó tu cuenta “{ $username }” en { $site }. Ya puedes iniciar sesión.

admin-waiting = Pendientes de aprobación
admin-waiting-since = Pendiente de aprobación desde
admin-waiting-email = indicado, sin confirmar
admin-waiting-tag = pendiente de aprobación
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } cuenta pendiente de aprobación
       *[other] { NUMBER($n) } cuentas pendientes de aprobación
    }
admin-approve = Aprobar la cuenta
admin-approved = Se aprobó la cuenta. La persona ya puede iniciar sesión.
admin-sign-up-link = Enlace de registro
admin-sign-up-link-make = Crear un enlace de registro
admin-sign-up-uses = Para cuántas personas
admin-sign-up-days = Para cuántos días
admin-sign-up-people = Personas
admin-sign-up-done = Listo
admin-sign-up-scan = O pide que escaneen este código con el teléfono:
admin-sign-up-text =
    { $n ->
        [one] Quien tenga este enlace puede crear una cuenta, una sola vez. Caduca { $time_html }. Solo se muestra ahora.
       *[other] Quien tenga este enlace puede crear una cuenta, { NUMBER($n) } veces en total. Caduca { $time_html }. Solo se muestra ahora.
    }

admin-refused-sign-up-off = Nadie puede registrarse: escribe primero signup = "invite" u "open" en [login].
admin-refused-not-waiting = La cuenta { $username } no está pendiente de aprobación.

audit-signed-up-mail = Registro con un enlace enviado por correo
audit-signed-up-link = Registro con un enlace de administración
audit-user-approve = Cuenta aprobada
audit-sign-up-link = Creación de un enlace de registro
