# What happened, as the audit tells people.

method-password = una contraseña
method-code = un código de un solo uso
method-passkey = una llave de acceso
method-unknown = un método desconocido aquí

audit-login = Inicio de sesión con { $methods }
audit-login-again = Nueva autenticación con { $methods }
audit-login-step-up = Prueba de un segundo factor: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Inicios de sesión fallidos sin cuenta indicada: { NUMBER($count) } desde { NUMBER($networks) } red
       *[other] Inicios de sesión fallidos sin cuenta indicada: { NUMBER($count) } desde { NUMBER($networks) } redes
    }
audit-login-fail-password = Contraseña incorrecta
audit-login-fail-code = Código de un solo uso incorrecto
audit-login-fail-password-times =
    { $count ->
        [one] Contraseña incorrecta { NUMBER($count) } vez en un minuto
       *[other] Contraseña incorrecta { NUMBER($count) } veces en un minuto
    }
audit-login-fail-code-times =
    { $count ->
        [one] Código de un solo uso incorrecto { NUMBER($count) } vez en un minuto
       *[other] Código de un solo uso incorrecto { NUMBER($count) } veces en un minuto
    }
audit-login-disown = Aviso de un inicio de sesión de otra persona
audit-login-disown-device = Aviso de un inicio de sesión de otra persona: { $device }

audit-session-end = Fin de una sesión: { $why }
audit-session-end-device = Fin de la sesión en { $device }: { $why }
audit-end-app = cierre de sesión en una aplicación
audit-end-administrator = cierre de sesión por administración
audit-end-replaced = inicio de sesión de otra cuenta
audit-end-password = cambio de contraseña
audit-end-locked = bloqueo de la cuenta
audit-end-removed = eliminación de la cuenta
audit-end-left = salida de la cuenta de la configuración
audit-end-expired = sesión demasiado antigua o sin uso durante demasiado tiempo
audit-end-person = cierre de sesión

audit-some-app = una aplicación
audit-app-sign-in = Inicio de sesión en { $app }
audit-app-sign-out = Cierre de sesión en { $app }
audit-consent-grant = Acceso concedido a { $app }
audit-consent-revoke = Acceso retirado a { $app }
audit-consent-remember = Desactivado «Preguntarme siempre» para { $app }
audit-request-allow = Permitida en otro dispositivo: { $app }
audit-request-refuse = Rechazada en otro dispositivo: { $app }
audit-grant-revoke = Renuncia al acceso por parte de { $app }
audit-token-exchange = Token canjeado por { $app } para actuar en nombre de esta cuenta
audit-token-refuse = Token para esta cuenta denegado a { $app }
audit-token-replay = Acceso revocado por reutilización de un código o token de { $app }

audit-totp-add = Aplicación de autenticación añadida
audit-totp-remove = Aplicación de autenticación quitada
audit-passkey-add = Llave de acceso añadida
audit-passkey-add-named = Llave de acceso añadida: { $name }
audit-passkey-rename = Cambio de nombre de una llave de acceso
audit-passkey-rename-named = Cambio de nombre de una llave de acceso: { $name }
audit-passkey-remove = Llave de acceso quitada
audit-passkey-remove-named = Llave de acceso quitada: { $name }
audit-recovery-code-use = Uso de un código de recuperación
audit-recovery-codes-replace = Creación de códigos de recuperación nuevos
audit-user-code-make = Creación de un código para solicitudes de aplicaciones
audit-user-code-remove = Eliminación del código para solicitudes de aplicaciones
audit-factors-reset = Eliminación de todas las llaves de acceso, la aplicación de autenticación y los códigos de recuperación
audit-factors-disown = Eliminación de lo añadido en un navegador de otra persona
audit-browser-forget = Navegador olvidado: { $device }
audit-browsers-forget = Navegadores olvidados: { NUMBER($count) }
audit-factor-forget = { $device } vuelve a pedir el segundo paso
audit-factor-remember = { $device } ya no pide el segundo paso
audit-factors-forget = Dispositivos que vuelven a pedir el segundo paso: { NUMBER($count) }

audit-password-change = Contraseña definida
audit-password-remove = Contraseña quitada
audit-link-mail = Envío por correo de un enlace para elegir contraseña
audit-link-mail-reset = Solicitud de un enlace por correo para elegir una contraseña nueva
audit-link-mail-sign-up = Solicitud de un enlace por correo para crear una cuenta
audit-email-ask = Solicitud de un enlace para confirmar una dirección de correo nueva
audit-link-make-setup = Creación de un enlace para configurar la primera cuenta de administración
audit-link-make-invite = Creación de un enlace para elegir la primera contraseña
audit-link-make-reset = Creación de un enlace para elegir una contraseña nueva
audit-user-add = Cuenta añadida
audit-user-lock = Cuenta bloqueada
audit-user-unlock = Cuenta desbloqueada
audit-user-remove = Cuenta { $username } eliminada
audit-user-leave = Cuenta retirada de la configuración
audit-user-lapse = Fin de todas las sesiones y accesos: la cuenta ya no estaba en la configuración
audit-data-download = Descarga de los datos de esta cuenta
audit-claims-preview = Consulta de lo que { $app } sabría de esta cuenta
audit-sign-in-try = Prueba de un inicio de sesión de esta cuenta en { $app }
audit-user-change = Cambio: { $changes }
audit-user-change-unknown = Cambio en la cuenta
audit-changes = { $one }; { $two }
audit-change-username = nombre de usuario, de { $before } a { $after }
audit-change-email = correo electrónico
audit-change-email-verified = confirmación del correo electrónico
audit-change-groups = grupos, ahora { $groups }
audit-change-groups-none = grupos, ahora ninguno
audit-change-administrator = permisos de administración concedidos
audit-change-no-administrator = permisos de administración retirados
audit-change-profile = perfil
audit-change-definition = lugar donde se define la cuenta

audit-client-register = Registro de una aplicación por sí misma: { $app }
audit-client-change = Cambio de registro por una aplicación: { $app }
audit-client-remove = Aplicación registrada eliminada: { $app }
audit-client-approve = Aplicación registrada aprobada: { $app }
audit-client-disable = Aplicación registrada desactivada: { $app }
audit-client-enable = Aplicación registrada activada: { $app }
audit-client-define = Aplicación añadida a la configuración: { $app }
audit-client-leave = Aplicación retirada de la configuración: { $app }
audit-client-lapse = Fin de todos los accesos de una aplicación, porque ella o sus credenciales ya no estaban en la configuración: { $app }
audit-logout-reopen = Cierres de sesión que aun así se comunican a una aplicación: { $app } ({ NUMBER($count) })
audit-registration-token-add = Creación de un token que permite registrar aplicaciones
audit-registration-token-revoke = Revocación de un token que permitía registrar aplicaciones

audit-key-add = Creación de una clave ({ $alg })
audit-key-retire = Retirada de la clave { $kid }
audit-key-restore = Recuperación de la clave { $kid }
audit-key-remove = Eliminación de la clave { $kid }
audit-sealing-add = Creación de un secreto de sellado
audit-sealing-replace = Creación de un secreto de sellado en lugar de todos los demás
audit-sealing-remove = Eliminación de un secreto de sellado
audit-config-reload = Recarga de la configuración
audit-server-start = Inicio de Latchkey { $version }
audit-mail-test = Envío de un correo de prueba
audit-backup-make = Creación de una copia de seguridad de la base de datos
audit-backup-remove = Eliminación de copias de seguridad antiguas de la base de datos: { NUMBER($count) }
audit-backup-restore = Restauración de una copia de seguridad de la base de datos
audit-database-export = Exportación de la base de datos
audit-database-import = Importación de la base de datos
audit-database-migrate = Actualización de la base de datos a la versión de esquema { $version }
audit-audit-export = Exportación de los registros de actividad
audit-audit-remove = Eliminación de registros antiguos: { NUMBER($count) }

audit-by-administrator = por administración
audit-by-server = por este servidor
