# Mails to people.

mail-hello = Hola:
mail-hello-name = Hola, { $name }:
mail-action = { $label }:
mail-open-address = O abre esta dirección: <a href="{ $href }">{ $href }</a>
mail-not-you = Si no fuiste tú, elige ahora una contraseña nueva, cierra la sesión en todos los demás lugares desde la página de tu cuenta y avisa a la persona que gestiona este sitio.
mail-open-account = Abrir tu cuenta

mail-reset-subject = Elige una contraseña nueva para { $site }
mail-reset = Alguien pidió un enlace para elegir una contraseña nueva para tu cuenta en { $site }.
mail-reset-button = Elegir una contraseña nueva
mail-link-one-hour = El enlace funciona una sola vez, durante una hora.
mail-reset-nothing-to-do = Si no lo pediste, no tienes que hacer nada: tu contraseña no cambia.

mail-invitation-subject = Tu cuenta en { $site }
mail-invitation = Tienes una cuenta en { $site }. Elige una contraseña para terminar.
mail-invitation-button = Elegir una contraseña
mail-link-seven-days = El enlace funciona una sola vez, durante siete días.
mail-operator-reset-subject = Elige una contraseña nueva para { $site }
mail-operator-reset = La persona que gestiona { $site } te envía este enlace para elegir una contraseña nueva.
mail-operator-reset-button = Elegir una contraseña nueva

mail-password-changed-subject = Se cambió tu contraseña de { $site }
mail-password-changed = Se cambió la contraseña de tu cuenta en { $site }. Tu sesión se cerró en todos los demás lugares.

mail-factors = Esto ocurrió en tu cuenta en { $site }: { $what }
mail-totp-added-subject = Aplicación de autenticación añadida: { $site }
mail-totp-added = Se añadió una aplicación de autenticación.
mail-totp-removed-subject = Aplicación de autenticación quitada: { $site }
mail-totp-removed = Se quitó la aplicación de autenticación.
mail-passkey-added-subject = Llave de acceso añadida: { $site }
mail-passkey-added = Se añadió la llave de acceso “{ $name }”.
mail-passkey-removed-subject = Llave de acceso quitada: { $site }
mail-passkey-removed = Se quitó la llave de acceso “{ $name }”.
mail-codes-replaced-subject = Códigos de recuperación nuevos: { $site }
mail-codes-replaced = Se crearon códigos de recuperación nuevos. Los anteriores ya no funcionan.
mail-password-removed-subject = Se quitó tu contraseña: { $site }
mail-password-removed = Se quitó tu contraseña. Ahora inicias sesión con una llave de acceso.
mail-disowned-subject = Se quitó lo que se había añadido: { $site }
mail-disowned = Indicaste que un inicio de sesión no era tuyo. Se quitaron las llaves de acceso y la aplicación de autenticación añadidas en ese navegador, así como todos los códigos de recuperación.
mail-factors-reset-subject = Llaves de acceso y segundo paso quitados: { $site }
mail-factors-reset = La persona que gestiona el sitio quitó tus llaves de acceso, tu aplicación de autenticación y tus códigos de recuperación. Tu sesión se cerró en todas partes.

mail-new-sign-in-subject = Nuevo inicio de sesión desde { $device }: { $site }
mail-new-sign-in = Alguien inició sesión en tu cuenta en { $site } con un navegador que no habías usado aquí antes.
mail-new-sign-in-device = Dispositivo: { $device }
mail-new-sign-in-time = Fecha y hora: { $day } { $hour } UTC
mail-new-sign-in-network = Dirección de red: { $address }
mail-new-sign-in-yours = Si fuiste tú, no tienes que hacer nada.
mail-new-sign-in-button = No fui yo
mail-new-sign-in-link = El enlace lleva a una página con un solo botón. Cierra tu sesión en todas partes y te permite elegir una contraseña nueva.
mail-new-sign-in-until = Funciona una sola vez, durante siete días, hasta que se cambie tu contraseña.

mail-confirm-subject = Confirma tu correo electrónico para { $site }
mail-confirm = La cuenta “{ $username }” en { $site } quiere usar este correo electrónico.
mail-confirm-button = Confirmar el correo
mail-confirm-link = El enlace funciona una sola vez, durante una hora, para quien tenga la sesión iniciada en esta cuenta.
mail-confirm-nothing-to-do = Si esta no es tu cuenta, no tienes que hacer nada: no cambia nada.

mail-in-use-subject = Tu correo electrónico en { $site }
mail-in-use = Alguien con una cuenta en { $site } quiso usar este correo electrónico en ella.
mail-in-use-kept = Ya pertenece a una cuenta, así que no se cambió nada y nadie más puede usarlo.
mail-in-use-yours = Si fuiste tú, inicia sesión en la cuenta que tiene este correo.

mail-email-changed-subject = Se cambió tu correo electrónico de { $site }
mail-email-changed = La cuenta “{ $username }” en { $site } ahora tiene otro correo electrónico. Los mensajes ya no llegarán aquí.
mail-email-changed-not-you = Si no fuiste tú, avisa de inmediato a la persona que gestiona este sitio.

mail-request-subject = { $app } te pide que inicies sesión: { $site }
mail-request = { $app } pide iniciar tu sesión con tu cuenta en { $site }. La página muestra qué pide y desde dónde.
mail-request-yours = Si no lo has iniciado tú, recházalo allí o no hagas nada: sin respuesta, la solicitud caduca en unos minutos.
mail-request-button = Ver la solicitud

mail-test-subject = { $site } puede enviar correo
mail-test = Esta es una prueba de { $issuer }. El correo funciona.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Crea una llave de acceso para { $site }
# $site: the name of this site.
mail-passkey = Alguien pidió un enlace para crear una llave de acceso para tu cuenta en { $site }.
# Button.
mail-passkey-button = Crear una llave de acceso
mail-passkey-nothing-to-do = Si no lo pediste, no tienes que hacer nada.
# $site: the name of this site.
mail-invitation-passkey = Tienes una cuenta en { $site }. Crea una llave de acceso para terminar.
mail-new-sign-in-link-passkey = El enlace lleva a una página con un botón que cierra tu sesión en todas partes. Funciona una sola vez, durante siete días.
