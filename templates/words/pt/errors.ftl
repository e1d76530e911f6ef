# A página de erro.

error-ask = Fale com a pessoa responsável por este site e informe este número:
error-ask-if-needed = Se precisar de ajuda, fale com a pessoa responsável por este site. Informe este número:

error-details = Detalhes para informar
error-address-sent = Endereço enviado pelo app
error-sent = Enviado pelo app
error-registered = Registrado
error-registered-none = nenhum
error-remedy = Para permitir o que foi enviado, cole esta linha no bloco do app
error-code = Erro
error-client = Cliente
error-client-id-sent = client_id enviado
error-status = Status
error-request = Pedido
error-time = Hora

error-to-app = Ir para { $app }
error-to-account = Ir para sua conta
error-load-again = Recarregar a página
error-sign-in = Iniciar sessão
error-choose-password = Escolher uma nova senha
error-to-start = Ir para a página inicial

error-next-app = Volte ao app e tente novamente.
error-next-operator = Não adianta tentar novamente: antes é preciso corrigir o app ou este site.

error-unknown-app-heading = Este app não é conhecido aqui
error-wrong-request-heading = Este app fez um pedido incorreto
error-client-id-missing = Falta client_id.
error-client-id-unknown = client_id não está registrado.
error-redirect-uri-missing = Falta redirect_uri.
error-redirect-uri-unknown = redirect_uri não está registrado.
error-redirect-uri-not-ascii = redirect_uri não está registrado; o host de um URI é escrito em ASCII, aqui { $host }.
error-too-long-to-wait = O pedido do app é longo demais para aguardar o início de sessão: basta encurtar o parâmetro state ou claims.

error-nothing-shared-heading = Nada foi compartilhado
error-nothing-shared-next = Você pode fechar esta página ou voltar ao app por conta própria.
error-not-answered-heading = Não é possível responder a este app
error-not-answered-next = Você pode fechar esta página. A pessoa responsável por este site pode aprovar o app.
error-not-vouched-for = O app se registrou por si próprio e ninguém lhe deu permissão até agora; por isso, não encaminhamos você para ele.
error-not-vouched-for-cancelled = O início de sessão foi cancelado. O app se registrou por si próprio e ninguém lhe deu permissão até agora; por isso, não encaminhamos você para ele.
error-not-vouched-for-denied = A permissão foi negada. O app se registrou por si próprio e ninguém lhe deu permissão até agora; por isso, não encaminhamos você para ele.

error-complete-heading = Este início de sessão já foi concluído
error-complete-next = Continue para o app ou para sua conta.
error-not-open-heading = Este início de sessão não está mais aberto
error-not-open-next = Comece novamente no app ou vá para sua conta.
error-cookie-next = Permita cookies deste site no navegador e comece novamente no app.
error-no-sign-in = Este endereço só é usado enquanto um app inicia sua sessão.
error-another-browser = Ele começou em outro navegador ou antes de este navegador ser fechado.
error-no-cookie = O navegador não enviou o cookie deste site, que é necessário para iniciar sessão.
error-too-old = Ele ficou aberto por mais de uma hora.
error-not-pushed = Ele não foi aberto a tempo.
error-request-expired = O app pediu isto há muito tempo. Comece de novo no dispositivo.
error-answered = Ele já foi concluído, e isso só pode ser feito uma vez.

error-outdated-heading = Esta página estava desatualizada
error-nothing-done-heading = Nada foi feito
error-again-next = Recarregue a página e repita o que fez.
error-another-site-next = Se era isso que você queria fazer, faça na página deste site.
error-link-heading = Este link não funciona mais
error-link = Este link já foi usado ou expirou.
error-link-next = Se já escolheu uma senha, inicie sessão com ela. Caso contrário, peça um novo link a quem enviou este.
error-sign-in-link = O link de um e-mail sobre um início de sessão funciona uma vez, durante sete dias, até a senha ser alterada.
error-sign-in-link-next = Se não foi você quem alterou a senha, escolha uma nova agora. Depois, verifique onde há sessões iniciadas.

error-unreadable-heading = Não foi possível ler este pedido
error-body-type = O corpo deve ser { $kind }.
error-body-compressed = O corpo não pode estar comprimido.
error-body-too-large = O corpo tem mais de { $bytes } bytes.
error-body-too-slow = O corpo não chegou a tempo.
error-body-broken = O corpo está incompleto.
error-parameter-twice = O parâmetro { $name } foi enviado mais de uma vez.
error-parameter-encoding = O parâmetro { $name } não é texto UTF-8 válido.
error-parameters-too-many = O pedido tem mais de { $most } parâmetros.
error-parameter-values = O parâmetro { $name } tem mais de { $most } valores.
error-parameter-bytes = O parâmetro { $name } tem mais de { $most } bytes.
error-parameter-times = O parâmetro { $name } foi enviado mais de { $most } vezes.
error-query-and-body = Foram enviados parâmetros tanto na query quanto no corpo.
error-address-heading = Este endereço é longo demais
error-address = O endereço tem mais de 32 KiB.
error-headers-heading = O navegador enviou dados demais
error-headers = Os cabeçalhos têm mais de 64 KiB.
error-headers-next = Apague os cookies deste site e dos sites superiores e tente novamente.
error-refused-heading = Não foi possível responder a este pedido
error-refused = Não é possível responder ao pedido: { $status }.
error-method-heading = Este endereço funciona de outra forma
error-method = Este endereço não responde a pedidos { $method }.

error-busy-heading = Servidor ocupado no momento
error-busy-next = Nada se perdeu. Aguarde alguns segundos e tente novamente.
error-busy = Há muitos inícios de sessão em espera.
error-client-not-now = O que a aplicação diz de si própria não pode ser lido neste momento.
error-crowded = O servidor atingiu o limite de conexões abertas.
error-session = O servidor não consegue acessar o armazenamento neste momento.
error-failed-heading = Algo deu errado aqui
error-failed = O servidor não conseguiu responder.
error-storage = O servidor não conseguiu ler o armazenamento.

error-nothing-here-heading = Não há nada aqui
error-nothing-here = Não existe página neste endereço.
error-nothing-here-next = Verifique o endereço ou vá para a página inicial.
error-administrators-heading = Esta página é só para a administração
error-administrators = Esta página é só para a administração deste site.
error-administrators-next = Inicie sessão com uma conta de administração ou vá para sua conta.
error-development-heading = O modo de desenvolvimento só responde nesta máquina
error-development = O acesso foi feito pelo nome { $host }.
error-development-next = Para atender outras máquinas, defina issuer = "https://…" em [server] no config.toml e inicie com esse arquivo.
