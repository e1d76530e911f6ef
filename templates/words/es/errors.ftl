# The error page.

error-ask = Consulta a la persona que gestiona este sitio y dale este número:
error-ask-if-needed = Si necesitas ayuda, consulta a la persona que gestiona este sitio. Dale este número:

error-details = Detalles para quien te ayude
error-address-sent = Dirección que envió la aplicación
error-sent = Enviado por la aplicación
error-registered = Registrado
error-registered-none = ninguna
error-remedy = Para permitir lo que se envió, pega esta línea en el bloque de la aplicación
error-code = Error
error-client = Cliente
error-client-id-sent = client_id enviado
error-status = Estado
error-request = Solicitud
error-time = Hora

error-to-app = Ir a { $app }
error-to-account = Ir a tu cuenta
error-load-again = Volver a cargar la página
error-sign-in = Iniciar sesión
error-choose-password = Elegir una contraseña nueva
error-to-start = Ir a la página de inicio

error-next-app = Vuelve a la aplicación e inténtalo otra vez.
error-next-operator = Volver a intentarlo no servirá: antes hay que corregir la aplicación o este sitio.

error-unknown-app-heading = Esta aplicación no se conoce aquí
error-wrong-request-heading = La solicitud de esta aplicación no es correcta
error-client-id-missing = Falta client_id.
error-client-id-unknown = client_id no está registrado.
error-redirect-uri-missing = Falta redirect_uri.
error-redirect-uri-unknown = redirect_uri no está registrado.
error-redirect-uri-not-ascii = redirect_uri no está registrado; el host de un URI se escribe en ASCII, en este caso { $host }.
error-too-long-to-wait = La solicitud de la aplicación es demasiado larga para conservarla durante un inicio de sesión: bastaría con acortar el parámetro state o claims.

error-nothing-shared-heading = No se compartió nada
error-nothing-shared-next = Puedes cerrar esta página o volver a la aplicación por tu cuenta.
error-not-answered-heading = No se puede responder a esta aplicación
error-not-answered-next = Puedes cerrar esta página. La persona que gestiona este sitio puede aprobar la aplicación.
error-not-vouched-for = La aplicación se registró por sí misma y nadie le ha permitido nada todavía, así que no se te envía a ella.
error-not-vouched-for-cancelled = Se canceló el inicio de sesión. La aplicación se registró por sí misma y nadie le ha permitido nada todavía, así que no se te envía a ella.
error-not-vouched-for-denied = No se concedió el permiso. La aplicación se registró por sí misma y nadie le ha permitido nada todavía, así que no se te envía a ella.

error-complete-heading = Este inicio de sesión ya se completó
error-complete-next = Continúa a la aplicación o a tu cuenta.
error-not-open-heading = Este inicio de sesión ya no está en curso
error-not-open-next = Empieza de nuevo desde la aplicación o ve a tu cuenta.
error-cookie-next = Permite las cookies de este sitio en tu navegador y empieza de nuevo desde la aplicación.
error-no-sign-in = Esta dirección solo se usa mientras inicias sesión en una aplicación.
error-another-browser = Se empezó en otro navegador, o antes de cerrar este.
error-no-cookie = Tu navegador no envió la cookie de este sitio, necesaria para iniciar sesión.
error-too-old = Llevaba abierto más de una hora.
error-not-pushed = No se abrió a tiempo.
error-request-expired = La aplicación lo solicitó hace demasiado tiempo. Empieza de nuevo en el dispositivo.
error-answered = Ya se completó antes, y cada inicio de sesión solo se puede completar una vez.

error-outdated-heading = Esta página ya no estaba al día
error-nothing-done-heading = No se hizo nada
error-again-next = Vuelve a cargar la página y repite lo que hiciste.
error-another-site-next = Si querías hacer esto, hazlo en la página de este sitio.
error-link-heading = Este enlace ya no funciona
error-link = Este enlace ya se usó o ha caducado.
error-link-next = Si ya elegiste una contraseña, inicia sesión con ella. De lo contrario, pide un enlace nuevo a la persona que te lo envió.
error-sign-in-link = El enlace de un correo sobre un inicio de sesión funciona una sola vez, durante siete días, hasta que se cambie la contraseña.
error-sign-in-link-next = Si no cambiaste la contraseña, elige una nueva ahora. Después revisa dónde tienes sesiones iniciadas.

error-unreadable-heading = No se pudo leer esta solicitud
error-body-type = El cuerpo debe ser de tipo { $kind }.
error-body-compressed = El cuerpo no debe estar comprimido.
error-body-too-large = El cuerpo supera los { $bytes } bytes.
error-body-too-slow = El cuerpo no llegó a tiempo.
error-body-broken = El cuerpo está incompleto.
error-parameter-twice = El parámetro { $name } se envió más de una vez.
error-parameter-encoding = El parámetro { $name } no es texto UTF-8 válido.
error-parameters-too-many = La solicitud tiene más de { $most } parámetros.
error-parameter-values = El parámetro { $name } tiene más de { $most } valores.
error-parameter-bytes = El parámetro { $name } supera los { $most } bytes.
error-parameter-times = El parámetro { $name } se envió más de { $most } veces.
error-query-and-body = Se enviaron parámetros tanto en la dirección como en el cuerpo.
error-address-heading = Esta dirección es demasiado larga
error-address = La dirección supera los 32 KiB.
error-headers-heading = Tu navegador envió demasiados datos
error-headers = Las cabeceras superan los 64 KiB.
error-headers-next = Borra las cookies de este sitio y de sus sitios superiores y vuelve a intentarlo.
error-refused-heading = No se pudo responder a esta solicitud
error-refused = No se puede responder a la solicitud: { $status }.
error-method-heading = Esta dirección funciona de otra manera
error-method = Esta dirección no responde a solicitudes { $method }.

error-busy-heading = Servidor ocupado en este momento
error-busy-next = No se ha perdido nada. Espera unos segundos y vuelve a intentarlo.
error-busy = Hay demasiados inicios de sesión en espera.
error-client-not-now = Lo que la aplicación dice de sí misma no se puede leer en este momento.
error-crowded = El servidor tiene todas las conexiones abiertas que puede tener.
error-session = El servidor no puede acceder a su almacenamiento en este momento.
error-failed-heading = Algo salió mal aquí
error-failed = El servidor no pudo responder.
error-storage = El servidor no pudo leer su almacenamiento.

error-nothing-here-heading = Aquí no hay nada
error-nothing-here = Aquí no hay ninguna página.
error-nothing-here-next = Revisa la dirección o ve a la página de inicio.
error-administrators-heading = Esta página es solo para administración
error-administrators = Esta página es solo para quienes administran este sitio.
error-administrators-next = Inicia sesión con una cuenta de administración o ve a tu cuenta.
error-development-heading = El modo de desarrollo solo responde en este equipo
error-development = Has llegado con el nombre { $host }.
error-development-next = Para dar servicio a otros equipos, define issuer = "https://…" en [server] dentro de config.toml e inicia con ese archivo.
