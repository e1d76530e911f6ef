device-heading = Conectar um dispositivo
device-lead = Digite o código que sua TV, seu console ou outro dispositivo mostra.
device-code = Código
device-code-hint = Oito letras, como WDJB-MJHT. Maiúsculas, espaços e o hífen não importam.
device-continue = Continuar
device-not-found = Este código não pode ser usado.
device-code-malformed = Um código tem oito letras. Verifique o que o dispositivo mostra.
device-code-unknown = Este código não existe ou expirou. Verifique-o ou comece de novo no dispositivo.

request-yours = Foi você quem começou isto?
request-yours-text = Permita somente se você acabou de começar isto em um dispositivo seu. Se alguém enviou o código ou um link a você, recuse.
request-code = O dispositivo deve mostrar este código: <b>{ $code }</b>
request-when = Pedido
request-address = Endereço
request-device = Dispositivo
request-seconds-ago =
    { $n ->
        [one] há { $n } segundo
       *[other] há { $n } segundos
    }
request-minutes-ago =
    { $n ->
        [one] há { $n } minuto
       *[other] há { $n } minutos
    }
request-stays = Você fica aqui. O app continua sozinho no dispositivo.
request-not-me = Não sou eu
request-allowed = Seu dispositivo está conectado
request-allowed-text = Volte a ele: o app continua sozinho em alguns segundos.
request-refused = Nada foi permitido
request-refused-text = O app nesse dispositivo não recebe acesso à sua conta.
request-impossible = Não é possível com a sua conta
request-impossible-text = Sua conta não pode usar { $app } ou não pode comprovar o que este app exige. O app no dispositivo não recebe acesso.
