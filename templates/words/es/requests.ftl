device-heading = Conectar un dispositivo
device-lead = Escribe el código que muestra tu televisor, tu consola u otro dispositivo.
device-code = Código
device-code-hint = Ocho letras, por ejemplo WDJB-MJHT. No importan las mayúsculas, los espacios ni el guion.
device-continue = Continuar
device-not-found = Este código no se puede usar.
device-code-malformed = Un código tiene ocho letras. Comprueba lo que muestra el dispositivo.
device-code-unknown = Este código no existe o ha caducado. Compruébalo o empieza de nuevo en el dispositivo.

request-yours = ¿Lo has iniciado tú?
request-yours-text = Permítelo solo si acabas de iniciarlo en un dispositivo tuyo. Si alguien te ha enviado el código o un enlace, recházalo.
request-code = El dispositivo debería mostrar este código: <b>{ $code }</b>
request-when = Solicitado
request-address = Dirección
request-device = Dispositivo
request-seconds-ago =
    { $n ->
        [one] hace { $n } segundo
       *[other] hace { $n } segundos
    }
request-minutes-ago =
    { $n ->
        [one] hace { $n } minuto
       *[other] hace { $n } minutos
    }
request-stays = Te quedas aquí. La aplicación continúa por sí sola en el dispositivo.
request-not-me = No soy yo
request-allowed = Tu dispositivo está conectado
request-allowed-text = Vuelve a él: la aplicación continúa por sí sola en unos segundos.
request-refused = No se ha permitido nada
request-refused-text = La aplicación de ese dispositivo no obtiene acceso a tu cuenta.
request-impossible = No es posible con tu cuenta
request-impossible-text = Tu cuenta no puede usar { $app } o no puede demostrar lo que exige esta aplicación. La aplicación del dispositivo no obtiene acceso.
