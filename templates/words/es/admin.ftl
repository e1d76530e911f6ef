# The pages of administrators.

admin-full-name = Nombre completo
admin-username = Nombre de usuario
admin-email = Correo electrónico
admin-groups = Grupos
admin-groups-hint = Separados por comas.
admin-may-administer = Administración: puede usar estas páginas
admin-filter = Mostrar
admin-show-everybody = Mostrar a todo el mundo
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = admin
admin-tag-locked = bloqueada

admin-session-since = desde { $time_html }
admin-session-seen = última actividad { $time_html }
admin-session-ended = La sesión ha terminado.

admin-by-app = por la aplicación { $client }
admin-by-command-line = por { $user } en la línea de comandos
admin-by-server = por este servidor

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> persona
       *[other] <b>{ NUMBER($n) }</b> personas
    }
admin-overview-sessions-many = Más de <b>{ NUMBER($n) }</b> sesiones
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> sesión
       *[other] <b>{ NUMBER($n) }</b> sesiones
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> aplicación
       *[other] <b>{ NUMBER($n) }</b> aplicaciones
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } registrada por sí misma
       *[other] { NUMBER($n) } registradas por sí mismas
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> mensaje de cierre de sesión en espera
       *[other] <b>{ NUMBER($n) }</b> mensajes de cierre de sesión en espera
    }
admin-overview-last = Lo último que ocurrió
admin-overview-all = Toda la actividad
admin-nothing-yet = Nada todavía.
admin-overview-issuer = emisor (issuer) <code>{ $issuer }</code>

admin-people-search = Nombre, nombre de usuario o correo electrónico
admin-list-search-button = Buscar
admin-list-only = Mostrar
admin-people-everybody = Todo el mundo
admin-people-administrators = Administración
admin-people-locked = Cuentas bloqueadas
admin-list-order = Orden
admin-people-by-username = Por nombre de usuario
admin-list-newest = Más recientes primero
admin-list-oldest = Más antiguos primero
admin-list-by-name = Por nombre
admin-list-by-app = Por aplicación
admin-list-search-app = Nombre o client_id de la aplicación
admin-people-in-group = En el grupo <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] { NUMBER($n) } cuenta en total
       *[other] { NUMBER($n) } cuentas en total
    }
admin-tag-left = fuera de la configuración
admin-tag-configuration = configuración
admin-list-first-page = Primera página
admin-list-next-page = Página siguiente
admin-list-none = No se encontró nada.
admin-list-not-yet = Todavía no se encontró nada. La página siguiente sigue buscando.
admin-people-none = No se encontró a nadie.

admin-add = Añadir una persona
admin-add-button = Añadir
admin-add-next = Después creas un enlace con el que la persona elige una contraseña.
admin-back-to-people = ← Personas

admin-person-left = Esta cuenta ya no está en <code>{ $file }</code>, que la definía, así que la persona no puede iniciar sesión. Restaura la entrada o ejecuta <code>latchkey user keep { $username }</code>.
admin-person-place = Esta cuenta está definida en <code>{ $place }</code>. Lo que figura allí se cambia allí.
admin-tag-not-confirmed = sin confirmar
admin-tag-no-password = sin contraseña todavía
admin-person-number = Número de cuenta <code>{ $sub }</code>
admin-person-added = añadida { $time_html }

admin-person-sign-in = Inicio de sesión
admin-person-has-password = Tiene contraseña
admin-person-no-password = Sin contraseña
admin-person-passkeys =
    { $n ->
        [one] { $n } llave de acceso
       *[other] { $n } llaves de acceso
    }
admin-person-no-passkey = ninguna llave de acceso
admin-person-authenticator = aplicación de autenticación
admin-person-no-authenticator = ninguna aplicación de autenticación
admin-person-recovery-codes =
    { $n ->
        [one] queda { $n } código de recuperación
       *[other] quedan { $n } códigos de recuperación
    }

admin-person-make-link = Crear un enlace para elegir contraseña
admin-person-make-link-new = Crear un enlace para elegir una contraseña nueva
admin-person-mail-link = Enviar ese enlace por correo
admin-person-lock = Bloquear la cuenta
admin-person-unlock = Desbloquear la cuenta

admin-person-reset-factors = Quitar todos los segundos factores
admin-person-reset-factors-password = Para alguien que perdió su teléfono y sus códigos de recuperación. Asegúrate de que es esa persona quien lo pide. Se quitan todas las llaves de acceso, la aplicación de autenticación y los códigos de recuperación, y se cierra la sesión de la persona en todas partes; entonces basta con la contraseña para iniciar sesión.
admin-person-reset-factors-no-password = Para alguien que perdió su teléfono y sus códigos de recuperación. Asegúrate de que es esa persona quien lo pide. Se quitan todas las llaves de acceso, la aplicación de autenticación y los códigos de recuperación, y se cierra la sesión de la persona en todas partes; no hay contraseña, así que después crea un enlace.
admin-person-reset-factors-button = Quitarlos

admin-person-profile = Perfil y grupos
admin-person-email-verified = Se ha comprobado que el correo es de esta persona
admin-person-save = Guardar

admin-person-end-session = Cerrar<span class="vh"> la sesión en { $device }</span>
admin-person-sign-out = Cerrar sesión en todas partes
admin-person-no-sessions = No hay ninguna sesión iniciada.

admin-person-claims = Qué se comunica a una aplicación
admin-person-claims-app = Aplicación
admin-person-claims-not-admitted = Esta persona no puede usar la aplicación: no está en ninguno de sus <code>allowed_groups</code>.
admin-person-claims-userinfo = Con todos los scopes que la aplicación puede pedir (<code>{ $scope }</code>), userinfo indica:
admin-person-claims-id-token = Con todos los scopes que la aplicación puede pedir (<code>{ $scope }</code>), userinfo y el ID token indican:

admin-person-activity-all = Toda la actividad de esta persona

admin-person-remove = Eliminar la cuenta
admin-person-remove-summary = Eliminar esta cuenta y todo lo que tiene
admin-person-remove-hint = Desaparecen las sesiones, el acceso de las aplicaciones, las llaves de acceso y el perfil. El registro de lo que ocurrió se conserva hasta que venza su plazo. Esta acción no se puede deshacer.
admin-person-remove-confirm = Escribe el nombre de usuario <b>{ $username }</b> para confirmar
admin-person-remove-unconfirmed = No se eliminó nada: escribe el nombre de usuario { $username } para confirmar.

admin-done-added = Se añadió la cuenta. Crea o envía un enlace para que la persona pueda elegir una contraseña.
admin-done-saved = Se guardaron los cambios. Las aplicaciones los reciben en su próxima solicitud.
admin-done-locked = Se bloqueó la cuenta y se cerró su sesión en todas partes.
admin-done-unlocked = Se desbloqueó la cuenta.
admin-done-mailed = Se ha enviado por correo un enlace para elegir contraseña.
admin-done-factors-removed = Se quitaron todos los segundos factores y se cerró la sesión de la persona en todas partes.
admin-done-factor-removed = Se quitó. Las sesiones abiertas de la persona siguen abiertas: ciérralas también en todas partes si se perdió un dispositivo.
admin-done-signed-out = Se cerró la sesión de la persona en todas partes.

admin-refused-pinned = La cuenta { $username } está definida en { $place } ([[users]]): cambia { $keys } allí.
admin-refused-pinned-all = La cuenta { $username } está definida en { $place } ([[users]]): cámbiala allí.
admin-refused-defined = La cuenta { $username } está definida en { $place } ([[users]]): quita primero la entrada de allí.
admin-refused-left = La cuenta { $username } ya no está en { $file }: restaura la entrada o conserva la cuenta con `latchkey user keep { $username }`.
admin-refused-taken = El nombre de usuario o el correo electrónico pertenece a otra cuenta, o se parece al de otra cuenta.
admin-refused-meanwhile = La cuenta { $username } se eliminó o cambió mientras tanto: vuelve a intentarlo.
admin-refused-last-administrator = La cuenta { $username } es la última de administración que puede iniciar sesión: da primero permisos de administración a otra persona.
admin-refused-last-way-in = La cuenta { $username } es la última de administración que puede iniciar sesión y no tiene contraseña: envía primero un enlace para elegir una y restablece los factores después de que se haya usado.
admin-refused-only-way-in = La cuenta { $username } no tiene contraseña y ninguna otra llave de acceso basta para iniciar sesión: envía primero un enlace para elegir una contraseña o restablece los factores.
admin-refused-username-length = un nombre de usuario tiene entre 1 y 255 bytes.
admin-refused-username-character = un nombre de usuario no debe contener espacios, caracteres de control ni caracteres invisibles.
admin-refused-username-scripts = un nombre de usuario no debe mezclar letras de varios alfabetos, como letras latinas y cirílicas que parecen iguales.
admin-refused-email = { $text } no parece un correo electrónico.
admin-refused-invisible = { $text }: contiene el carácter invisible { $code }; quítalo.
admin-refused-scripts = { $text }: `{ $word }` mezcla letras de varios alfabetos que pueden parecer iguales; escribe cada palabra en un solo alfabeto.
admin-refused-no-address = no hay ningún correo electrónico confirmado de la cuenta { $username }: define uno primero (`latchkey user set --email`) o entrega un enlace.

admin-link-title = Enlace para { $name }
admin-link-heading = Enlace para <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Con este enlace la persona elige una contraseña. Funciona una sola vez y reemplaza los enlaces anteriores. Caduca { $time_html }. Solo se muestra ahora: entrégalo de forma que nadie más pueda leerlo.
admin-link-new = Con este enlace la persona elige una contraseña nueva, y entonces se cierra su sesión en todas partes. Funciona una sola vez y reemplaza los enlaces anteriores. Caduca { $time_html }. Solo se muestra ahora: entrégalo de forma que nadie más pueda leerlo.
admin-link-qr = O pide a la persona que escanee este código con su teléfono:
admin-link-done = Listo

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } persona
       *[other] { NUMBER($n) } personas
    }
admin-groups-nobody = nadie
admin-groups-may-use = puede usar: { $apps_html }
admin-groups-none = Todavía no hay grupos.
admin-groups-search = Nombre del grupo
admin-groups-most-people = Con más personas primero
admin-groups-none-hint = Los grupos se escriben en la página de una persona. Una aplicación que nombra grupos en <code>allowed_groups</code> solo deja entrar a sus miembros.

admin-sessions-many = Más de { NUMBER($n) } sesiones.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } sesión.
       *[other] { NUMBER($n) } sesiones.
    }
admin-sessions-search = Nombre, nombre de usuario, aplicación o comienzo de una dirección
admin-sessions-used = Última actividad primero
admin-sessions-end = Cerrar<span class="vh"> la sesión de { $username } en { $device }</span>
admin-sessions-none = No hay ninguna sesión iniciada.

admin-deliveries-hint = Aplicaciones a las que todavía no se avisó de un cierre de sesión, o no se pudo. Se vuelve a intentar con cada una durante un tiempo.
admin-deliveries-given-up = sin más intentos
admin-deliveries-waiting = en espera
admin-deliveries-ended = fin de la sesión { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } intento
       *[other] { $n } intentos
    }
admin-deliveries-next = próximo intento { $time_html }
admin-deliveries-took = respuesta o fallo tras { NUMBER($ms) } ms
admin-deliveries-none = Se avisó a todas las aplicaciones.

admin-activity-of = Actividad de <bdi>{ $name }</bdi>.
admin-activity-of-link = Actividad de <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Tipo
admin-activity-everything = Todo
admin-activity-none = Nada de este tipo.
admin-activity-search = Nombre, nombre de usuario o aplicación
admin-activity-cut = Hay más personas o aplicaciones con este texto en el nombre de las que se pueden buscar juntas. Escriba más del nombre para encontrar las demás.
admin-activity-hint = El registro completo, con hashes que muestran si se modificó: <code>latchkey audit verify</code> y <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Aplicaciones
admin-apps-registered = se registró por sí misma
admin-apps-disabled = desactivada
admin-apps-used = último uso { $time_html }
admin-apps-none = Todavía no hay aplicaciones.
admin-apps-busiest = Más solicitudes en las últimas 24 horas primero
admin-apps-none-hint = Añada Grafana, Nextcloud, Immich u otra: <code>latchkey client add --app list</code> enumera las que tienen una plantilla.
admin-app-connect = Conectar
admin-app-connect-hint = La mayoría de las aplicaciones necesitan la dirección de descubrimiento y el ID de cliente. El secreto nunca se muestra aquí: solo se guarda su hash.
admin-app-discovery = Dirección de descubrimiento
admin-app-client-id = ID de cliente
admin-app-settings = Ajustes
admin-app-settings-configured = Esta aplicación está configurada en <code>{ $place }</code>. Los cambios del archivo se cargan automáticamente.
admin-app-settings-registered = Esta aplicación se registró por sí misma. Estas líneas la configurarían en el archivo.
admin-app-try = Probar
admin-app-try-person = Nombre de usuario o correo electrónico
admin-app-try-nobody = Nadie tiene este nombre.
admin-app-try-sign-in = Iniciar sesión en la aplicación
admin-app-refusals = Lo que se rechazó
admin-app-refusals-hint = Los últimos rechazos que nombraban este ID de cliente, { $n } como máximo, desde que se inició este servidor.
admin-app-refusals-none = No se rechazó nada.
admin-app-remedy = Estas líneas lo aceptarían:
admin-app-who = Quién puede usarla
admin-app-everybody = Todas las personas que tienen una cuenta.
admin-app-disable = Desactivar la aplicación
admin-app-disable-hint = Al desactivarla se revocan sus tokens y se rechazan los inicios de sesión en ella, hasta que se active de nuevo.
admin-app-enable = Activar la aplicación
admin-app-approve = Aprobar la aplicación
admin-app-approve-hint = Una aplicación aprobada recibe respuestas de error antes de que alguien haya dado su consentimiento. Sigue aprobada hasta que cambie.
admin-app-disable-done = La aplicación está desactivada y sus tokens están revocados.
admin-app-enable-done = La aplicación está activada.
admin-app-approve-done = La aplicación está aprobada.
admin-app-changed = La aplicación cambió mientras tanto. Compruébela e inténtelo de nuevo.
admin-app-views = Páginas de esta aplicación
copy = Copiar
copied = Copiado
admin-connect-paste = Qué pegar en la aplicación
admin-connect-paste-hint = Elige la aplicación y aquí aparecerán sus propias líneas, rellenadas para este cliente. Escribe el secreto en lugar de <code>{ $place }</code>.
admin-connect-other = Otra aplicación
admin-connect-tried = Probado con { $version }.
admin-connect-untried = Escrito según la documentación de la aplicación, sin probar.
admin-connect-lacks = Qué le falta a este cliente para la aplicación
admin-connect-lacks-nothing = Este cliente tiene todo lo que la aplicación necesita.
admin-connect-redirects = Adónde vuelve la aplicación
admin-connect-addresses = Direcciones de este servidor
admin-lack-redirect = La aplicación pide volver a { $value }, que no está registrada.
admin-lack-post-logout = Tras cerrar la sesión, la aplicación pide volver a { $value }, que no está registrada.
admin-lack-backchannel = La aplicación recibe los tokens de cierre de sesión en { $value }, y este cliente no tiene dirección para ellos.
admin-lack-scope = La aplicación pide { $value }, que este cliente no puede tener.
admin-lack-grants = La aplicación usa { $value }, que este cliente no puede usar.
admin-lack-method = Este cliente está registrado para { $value }, y la aplicación envía su secreto de otra manera.
admin-lack-pkce = La aplicación no envía code_challenge ni nonce, y este cliente tiene que hacerlo.
admin-lack-native = La aplicación está también en teléfonos u ordenadores, y este cliente es solo para la web.
admin-lack-claims = La aplicación solo lee el token de identidad, y al de este cliente le faltan los claims.
admin-try-hint = Recorre un inicio de sesión como lo haría el servidor, sin la aplicación. No se emite ni se guarda nada.
admin-try-nobody = Nadie inicia sesión en esta aplicación.
admin-try-not-sent = no enviado
admin-try-signed-in = Ya tiene la sesión iniciada
admin-try-ladder = Qué ocurriría
admin-try-sent = La aplicación envía el navegador a <code>{ $endpoint }</code> con:
admin-try-pushed = La aplicación los envía primero al propio servidor (PAR), y el navegador trae solo una referencia.
admin-try-signed = La aplicación tiene que enviarlos en un objeto de petición firmado.
admin-try-left-out = Omitido, porque la aplicación no puede tenerlo o nadie lo conoce: { $scope }
admin-try-admitted = La aplicación es para algunos grupos, y esta persona está en uno de ellos.
admin-try-not-admitted = La aplicación es para algunos grupos, y esta persona no está en ninguno de ellos.
admin-try-two-factors = A esta persona se le exige un segundo factor o una llave de acceso.
admin-try-one-factor = A esta persona le basta una contraseña.
admin-try-sign-in = { $name } inicia sesión con una contraseña.
admin-try-sign-in-two = { $name } inicia sesión con una contraseña y un segundo factor.
admin-try-sign-in-passkey = { $name } inicia sesión con una llave de acceso.
admin-try-sign-up = { $name } ve la página de cuenta nueva e inicia sesión.
admin-try-again = { $name } inicia sesión otra vez, porque se exige un inicio de sesión reciente.
admin-try-step-up = { $name } demuestra un segundo factor.
admin-try-enrol = { $name } configura un segundo factor.
admin-try-account = { $name } elige la cuenta.
admin-try-consent = Se pregunta a { $name } si la aplicación puede tener esto:
admin-try-issue = No falta nada: el servidor concede la petición.
admin-try-refuse = El servidor rechaza la petición.
admin-try-goes = El navegador vuelve a <code>{ $place }</code> con:
admin-try-stays = El navegador se queda en una página de error de este servidor, y la aplicación no se entera de nada.
admin-try-told = Qué sabría la aplicación
admin-try-id-token = El token de identidad dice:
admin-try-userinfo = Userinfo dice:
admin-try-lane-app = Aplicación
admin-try-lane-browser = Navegador
admin-try-lane-server = Servidor
admin-try-parameters = Parámetros: { NUMBER($n) }
admin-gloss-response-type = Lo que la aplicación quiere recibir. Un «code» lo cambia por tokens sin pasar por el navegador.
admin-gloss-client-id = El nombre de la aplicación en este servidor.
admin-gloss-redirect-uri = Adónde se devuelve el navegador. Tiene que estar registrada, letra por letra.
admin-gloss-scope = Lo que pide la aplicación.
admin-gloss-state = Lo inventa la aplicación. La respuesta tiene que llevar el mismo valor.
admin-gloss-nonce = Lo inventa la aplicación. El token de identidad tiene que llevar el mismo valor.
admin-gloss-code-challenge = El hash de un secreto que guarda la aplicación (PKCE). Sin el secreto nadie puede usar el código.
admin-gloss-code-challenge-method = Cómo se calcula ese hash.
admin-gloss-prompt = Qué páginas tiene que mostrar el servidor, o que no puede mostrar ninguna.
admin-gloss-code = Sirve una vez y por poco tiempo. La aplicación lo cambia por tokens.
admin-gloss-iss = Qué servidor respondió, para que una aplicación con varios no los confunda.
admin-gloss-session-state = Con este valor la aplicación nota que alguien cerró sesión aquí.
admin-gloss-access-token = Abre a la aplicación userinfo y otros servicios.
admin-gloss-token-type = Cómo se usa el token de acceso. «Bearer» quiere decir que quien lo tiene puede usarlo.
admin-gloss-expires-in = Cuántos segundos sirve el token de acceso.
admin-gloss-id-token = Dice quién inició sesión, cuándo y en qué aplicación. Lo firmó el servidor.
admin-gloss-error = El error, por su nombre en la especificación.
admin-gloss-error-description = El error con palabras, para desarrolladores.

admin-tab-keys = Claves
admin-keys-hint = Con estas claves, las aplicaciones comprueban lo que ha firmado este servidor. Una clave se publica antes de firmar y sigue publicada un tiempo después.
admin-keys-never = Ninguna clave se sustituye automáticamente (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> las sustituye en cualquier momento.
admin-keys-chart = Cronología de las claves. La lista de debajo dice lo mismo.
admin-overview-keys-chart = Cronología de las claves. La página de las claves dice lo mismo con palabras.
admin-keys-published = publicada
admin-keys-signing = firma
admin-keys-in-use = en uso
admin-keys-retired = retirada
admin-keys-remembered = ya no se publica
admin-keys-encryption = para cifrar
admin-keys-made = publicada: { $time_html }
admin-keys-from = primer uso: { $time_html }
admin-keys-replaced = sustituida: { $time_html }
admin-keys-next = siguiente clave: { $time_html }
admin-keys-leaves = fin de la publicación: { $time_html }
admin-keys-decrypts = fin del descifrado: { $time_html }
admin-chart-now = ahora

admin-tab-health = Estado
admin-health-fine = Todo está en orden.
admin-health-look = Algo requiere atención; abajo se indica qué hacer.
admin-health-ok = en orden
admin-health-warn = revisar
admin-health-bad = averiado
admin-health-off = no configurado
admin-health-database = Base de datos
admin-health-configuration = Configuración
admin-health-mail = Correo
admin-health-backup = Copia de seguridad
admin-health-version = Versión
admin-health-schema = versión del esquema { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = resumen <code>{ $digest }</code>
admin-health-reloaded = recargada: { $time_html }
admin-health-refused = recarga rechazada: { $time_html }
admin-health-waiting = pendientes: { NUMBER($n) }
admin-health-oldest = el más antiguo: { $time_html }
admin-health-failed = último fallo: { $time_html }
admin-health-made = hecha y comprobada: { $time_html }
admin-health-none = ninguna todavía
admin-health-node = este nodo: <code>{ $node }</code>
admin-health-database-bad = No acepta escrituras, y el registro dice por qué: revise el disco y los permisos, o el servidor de la base de datos.
admin-health-keys-bad = Ninguna clave firma con { $algs }. El registro dice por qué no se pudo crear o leer.
admin-health-keys-not-again = No se pueden volver a cargar de la base de datos, y el registro dice por qué; las cargadas antes siguen en uso. Restaure <code>keys.wrap_key_file</code> antes de reiniciar este nodo, porque no arrancaría.
admin-health-keys-others-sign = Otros nodos firman con una clave que este nodo no puede cargar, así que no está listo, y el registro dice por qué. Dé a todos los nodos el mismo <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Lo cargado antes sigue vigente. <code>latchkey check</code> dice qué está mal en el archivo.
admin-health-configuration-older = Este nodo tiene un archivo más antiguo: su <code>revision</code> es { $revision } y está vigente { $newest }, así que no cambia ningún usuario. Dele el archivo con la revisión { $newest }, o suba <code>revision</code> por encima de { $newest } para volver atrás a propósito.
admin-health-configuration-unnumbered = El archivo de este nodo no tiene <code>revision</code> y está vigente { $newest }, así que se considera más antiguo y no cambia ningún usuario. Escriba <code>revision = { $next }</code> al principio, antes de la primera sección.
admin-health-mail-off = Sin <code>[smtp]</code> en la configuración no se envía correo.
admin-health-mail-warn = No se pudo enviar correo. <code>latchkey mail test ADDRESS</code> muestra lo que responde el servidor de correo.
admin-health-deliveries-warn = No se pudo avisar a algunas aplicaciones. Su página dice a cuáles y por qué.
admin-health-backup-off = No se hace ninguna copia automática: configure <code>[storage.backup]</code>, o haga copias del servidor de la base de datos.
admin-health-backup-warn = Toca hacer una copia y no se pudo. El registro dice por qué; <code>latchkey check</code> prueba la carpeta.

admin-chart-heading = Inicios de sesión de las últimas 24 horas
admin-chart-label = Correctos: { NUMBER($ok) }. Fallidos: { NUMBER($failed) }. Siguen los números de cada hora.
admin-chart-ok = correctos: { NUMBER($n) }
admin-chart-failed = fallidos: { NUMBER($n) }
admin-chart-cut = más de los que se cuentan aquí
admin-chart-numbers = Hora a hora
admin-chart-none = Nadie inició sesión ni lo intentó.
admin-chart-none-hint = Los inicios de sesión aparecen aquí cuando ocurren. En la página de una aplicación, <b>Probar</b> recorre uno.
admin-presence-heading = Sesiones de las últimas dos semanas
admin-presence-label = Cuándo tuvo esta persona la sesión iniciada, por dispositivo. Lo mismo sigue como lista.
admin-presence-signed-in = sesión iniciada
admin-presence-one = inicio de sesión con un factor
admin-presence-strong = con varios, o con una llave de acceso
admin-presence-failed = fallido
admin-presence-list = Como lista
admin-presence-from-to = Sesión iniciada de { $from_html } a { $to_html }
admin-presence-since = Sesión iniciada desde { $time_html }
admin-usage-heading = Quién usa qué
admin-usage-hint = Cuántas veces inició sesión cada persona en cada aplicación desde { $time_html }.
admin-usage-part = Se muestran las más frecuentes.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Solicitudes de las últimas 24 horas
admin-hours-apps = Aplicaciones en las últimas 24 horas
admin-hours-hint = Solicitudes a <code>/token</code> y a las demás direcciones en las que las aplicaciones demuestran quiénes son, hora a hora hasta ahora.
admin-hours-since = Contadas desde que se inició este servidor: { $time_html }.
admin-hours-node = Contadas solo por este nodo: <code>{ $node }</code>.
admin-hours-label = En las últimas 24 horas. Atendidas: { NUMBER($ok) }. Rechazadas: { NUMBER($refused) }.
admin-hours-nothing = No hubo solicitudes en las últimas 24 horas.
admin-hours-ok = todas atendidas
admin-hours-some = algunas rechazadas
admin-hours-most = la mayoría rechazadas
admin-hours-empty = sin solicitudes
admin-hours-answered = atendidas: { NUMBER($n) }
admin-hours-refused = rechazadas: { NUMBER($n) }
admin-hours-hour = Hora
admin-hours-column-answered = Atendidas
admin-hours-column-refused = Rechazadas
admin-hours-column-why = Motivo más frecuente
admin-hours-why-client = la aplicación no demostró quién es: su secreto, su clave o su certificado no era correcto
admin-hours-why-grant = un código o token ya no era válido o no era de la aplicación
admin-hours-why-request = a la solicitud le faltaba algo, o no se podía leer
admin-hours-why-not-allowed = la aplicación no puede pedir de esta manera
admin-hours-why-scope = la aplicación pidió algo que no puede tener
admin-hours-why-person = la persona no lo permitió o no respondió a tiempo
admin-hours-why-busy = demasiadas solicitudes, o el servidor no podía responder en ese momento
admin-hours-why-server = un error del servidor; el registro dice cuál
admin-hours-why-proof = la prueba DPoP no era válida
admin-hours-why-other = otro motivo

## Without passwords

# $username: whose account.
admin-refused-has-factor = La cuenta { $username } tiene una llave de acceso o una aplicación de autenticación, que ningún enlace reemplaza: restablece primero los factores y crea después un enlace.
# $username: whose account.
admin-refused-only-passkey = Ninguna otra llave de acceso basta para que { $username } inicie sesión: restablece los factores y crea después un enlace.
# Button.
admin-person-make-link-passkey = Crear un enlace para crear una llave de acceso
# $time_html: a time, with its markup.
admin-link-passkey = Con este enlace la persona crea una llave de acceso. Funciona una sola vez y reemplaza los enlaces anteriores. Caduca { $time_html }. Solo se muestra ahora: entrégalo de forma que nadie más pueda leerlo.
# Beside a name.
admin-tag-no-passkey = sin llave de acceso todavía
admin-done-mailed-passkey = Se ha enviado por correo un enlace para crear una llave de acceso.
