# As páginas da administração.

admin-full-name = Nome completo
admin-username = Nome de usuário
admin-email = Endereço de e-mail
admin-groups = Grupos
admin-groups-hint = Separados por vírgulas.
admin-may-administer = Administração: pode usar estas páginas
admin-filter = Mostrar
admin-show-everybody = Mostrar todas as pessoas
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = admin
admin-tag-locked = conta bloqueada

admin-session-since = iniciada { $time_html }
admin-session-seen = último uso { $time_html }
admin-session-ended = A sessão foi encerrada.

admin-by-app = pelo app { $client }
admin-by-command-line = por { $user } na linha de comando
admin-by-server = por este servidor

## Visão geral

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> pessoa
       *[other] <b>{ NUMBER($n) }</b> pessoas
    }
admin-overview-sessions-many = Mais de <b>{ NUMBER($n) }</b> sessões
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> sessão
       *[other] <b>{ NUMBER($n) }</b> sessões
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> app
       *[other] <b>{ NUMBER($n) }</b> apps
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } registrado por si próprio
       *[other] { NUMBER($n) } registrados por si próprios
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> aviso de encerramento em espera
       *[other] <b>{ NUMBER($n) }</b> avisos de encerramento em espera
    }
admin-overview-last = Últimos acontecimentos
admin-overview-all = Toda a atividade
admin-nothing-yet = Nada ainda.
admin-overview-issuer = emissor (issuer) <code>{ $issuer }</code>

## Pessoas

admin-people-search = Nome, nome de usuário ou endereço de e-mail
admin-list-search-button = Pesquisar
admin-list-only = Mostrar
admin-people-everybody = Todas as pessoas
admin-people-administrators = Administração
admin-people-locked = Contas bloqueadas
admin-list-order = Ordem
admin-people-by-username = Por nome de usuário
admin-list-newest = Mais recentes primeiro
admin-list-oldest = Mais antigos primeiro
admin-list-by-name = Por nome
admin-list-by-app = Por app
admin-list-search-app = Nome ou client_id do app
admin-people-in-group = No grupo <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] { NUMBER($n) } conta no total
       *[other] { NUMBER($n) } contas no total
    }
admin-tag-left = saiu da configuração
admin-tag-configuration = configuração
admin-list-first-page = Primeira página
admin-list-next-page = Próxima página
admin-list-none = Nada encontrado.
admin-list-not-yet = Nada encontrado até agora. A próxima página continua a pesquisa.
admin-people-none = Ninguém encontrado.

## Adicionar uma pessoa

admin-add = Adicionar uma pessoa
admin-add-button = Adicionar
admin-add-next = A seguir, crie um link para a pessoa escolher uma senha.
admin-back-to-people = ← Pessoas

## Uma pessoa

admin-person-left = Esta conta não está mais em <code>{ $file }</code>, que a definia; por isso, a pessoa não pode iniciar sessão. Reponha a entrada ou execute <code>latchkey user keep { $username }</code>.
admin-person-place = Esta conta é definida em <code>{ $place }</code>. O que está definido lá é alterado lá.
admin-tag-not-confirmed = não confirmado
admin-tag-no-password = ainda sem senha
admin-person-number = Número da conta <code>{ $sub }</code>
admin-person-added = adicionada { $time_html }

admin-person-sign-in = Início de sessão
admin-person-has-password = Tem senha
admin-person-no-password = Sem senha
admin-person-passkeys =
    { $n ->
        [one] { $n } chave de acesso
       *[other] { $n } chaves de acesso
    }
admin-person-no-passkey = nenhuma chave de acesso
admin-person-authenticator = app autenticador
admin-person-no-authenticator = nenhum app autenticador
admin-person-recovery-codes =
    { $n ->
        [one] { $n } código de recuperação restante
       *[other] { $n } códigos de recuperação restantes
    }

admin-person-make-link = Criar um link para escolher uma senha
admin-person-make-link-new = Criar um link para escolher uma nova senha
admin-person-mail-link = Enviar esse link por e-mail
admin-person-lock = Bloquear a conta
admin-person-unlock = Desbloquear a conta

admin-person-reset-factors = Remover todos os segundos fatores
admin-person-reset-factors-password = Para quem perdeu o telefone e os códigos de recuperação. Certifique-se de que é a própria pessoa que pede. Todas as chaves de acesso, o app autenticador e os códigos de recuperação são removidos, e todas as sessões da pessoa são encerradas; depois disso, a senha basta para iniciar sessão.
admin-person-reset-factors-no-password = Para quem perdeu o telefone e os códigos de recuperação. Certifique-se de que é a própria pessoa que pede. Todas as chaves de acesso, o app autenticador e os códigos de recuperação são removidos, e todas as sessões da pessoa são encerradas; não há senha, portanto crie um link a seguir.
admin-person-reset-factors-button = Remover

admin-person-profile = Perfil e grupos
admin-person-email-verified = Sabe-se que o endereço é da pessoa
admin-person-save = Salvar

admin-person-end-session = Encerrar<span class="vh"> a sessão em { $device }</span>
admin-person-sign-out = Encerrar todas as sessões
admin-person-no-sessions = Nenhuma sessão iniciada.

admin-person-claims = O que um app recebe
admin-person-claims-app = App
admin-person-claims-not-admitted = Esta pessoa não pode usar o app: não pertence a nenhum dos <code>allowed_groups</code> dele.
admin-person-claims-userinfo = Com todos os escopos que o app pode pedir (<code>{ $scope }</code>), userinfo contém:
admin-person-claims-id-token = Com todos os escopos que o app pode pedir (<code>{ $scope }</code>), userinfo e o ID token contêm:

admin-person-activity-all = Tudo desta pessoa

admin-person-remove = Remover a conta
admin-person-remove-summary = Remover esta conta e tudo o que ela tem
admin-person-remove-hint = As sessões, o acesso dos apps, as chaves de acesso e o perfil são removidos. O registro do que aconteceu fica guardado até o fim do prazo. Isso não pode ser desfeito.
admin-person-remove-confirm = Digite o nome de usuário <b>{ $username }</b> para confirmar
admin-person-remove-unconfirmed = Nada foi removido: digite o nome de usuário { $username } para confirmar.

admin-done-added = A conta foi adicionada. Crie ou envie um link para a pessoa escolher uma senha.
admin-done-saved = As alterações foram salvas. Os apps as recebem no próximo pedido.
admin-done-locked = A conta foi bloqueada, e todas as sessões dela foram encerradas.
admin-done-unlocked = A conta foi desbloqueada.
admin-done-mailed = Um link para escolher uma senha está a caminho por e-mail.
admin-done-factors-removed = Todos os segundos fatores foram removidos, e todas as sessões da pessoa foram encerradas.
admin-done-factor-removed = Foi removido. As sessões abertas da pessoa continuam abertas: encerre-as também em todos os lugares se um dispositivo foi perdido.
admin-done-signed-out = Todas as sessões da pessoa foram encerradas.

## Por que algo não foi feito

admin-refused-pinned = { $username } tem a conta definida em { $place } ([[users]]): altere { $keys } lá.
admin-refused-pinned-all = { $username } tem a conta definida em { $place } ([[users]]): altere-a lá.
admin-refused-defined = { $username } tem a conta definida em { $place } ([[users]]): remova primeiro a entrada de lá.
admin-refused-left = { $username } não está mais em { $file }: reponha a entrada ou mantenha a conta com `latchkey user keep { $username }`.
admin-refused-taken = O nome de usuário ou o endereço de e-mail pertence a outra conta ou se parece com o de outra. Use outro.
admin-refused-meanwhile = A conta { $username } foi removida ou alterada entretanto: tente novamente.
admin-refused-last-administrator = { $username } é a última conta de administração que pode iniciar sessão: primeiro, dê acesso de administração a outra pessoa.
admin-refused-last-way-in = { $username } é a última conta de administração que pode iniciar sessão e não tem senha: envie primeiro um link para escolher uma e redefina os fatores depois de ele ser usado.
admin-refused-only-way-in = A conta { $username } não tem senha, e nenhuma outra chave de acesso basta para iniciar sessão: envie primeiro um link para escolher uma senha ou redefina os fatores.
admin-refused-username-length = um nome de usuário tem de 1 a 255 bytes.
admin-refused-username-character = um nome de usuário não pode conter espaços, caracteres de controle ou invisíveis.
admin-refused-username-scripts = um nome de usuário não pode misturar letras de vários alfabetos, como letras latinas e cirílicas que parecem iguais.
admin-refused-email = { $text } não parece um endereço de e-mail.
admin-refused-invisible = { $text }: contém o caractere invisível { $code }: remova-o.
admin-refused-scripts = { $text }: `{ $word }` mistura letras de vários alfabetos, que podem parecer iguais. Escreva cada palavra em um só alfabeto.
admin-refused-no-address = não se conhece nenhum endereço de e-mail confirmado de { $username }: defina um primeiro (`latchkey user set --email`) ou entregue um link em mãos.

## Um link para escolher uma senha

admin-link-title = Link para { $name }
admin-link-heading = Link para <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = Com este link, a pessoa escolhe uma senha. Ele funciona uma vez, expira { $time_html } e substitui links anteriores. Ele só é mostrado agora: entregue-o de forma que mais ninguém possa lê-lo.
admin-link-new = Com este link, a pessoa escolhe uma nova senha, e então todas as sessões dela são encerradas. Ele funciona uma vez, expira { $time_html } e substitui links anteriores. Ele só é mostrado agora: entregue-o de forma que mais ninguém possa lê-lo.
admin-link-qr = Ou peça à pessoa que leia este código com o telefone:
admin-link-done = Concluir

## Grupos

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } pessoa
       *[other] { NUMBER($n) } pessoas
    }
admin-groups-nobody = ninguém
admin-groups-may-use = pode usar: { $apps_html }
admin-groups-none = Nenhum grupo ainda.
admin-groups-search = Nome do grupo
admin-groups-most-people = Com mais pessoas primeiro
admin-groups-none-hint = Os grupos são definidos na página de uma pessoa. Um app que indica grupos em <code>allowed_groups</code> só permite a entrada de quem pertence a eles.

## Sessões

admin-sessions-many = Mais de { NUMBER($n) } sessões.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } sessão.
       *[other] { NUMBER($n) } sessões.
    }
admin-sessions-search = Nome, nome de usuário, app ou início de um endereço
admin-sessions-used = Último uso primeiro
admin-sessions-end = Encerrar<span class="vh"> a sessão de { $username } em { $device }</span>
admin-sessions-none = Ninguém tem sessão iniciada.

## Avisos de encerramento

admin-deliveries-hint = Apps que ainda não receberam o aviso de que alguém encerrou a sessão ou que não puderam recebê-lo. O envio a cada um é repetido durante algum tempo.
admin-deliveries-given-up = sem mais tentativas
admin-deliveries-waiting = em espera
admin-deliveries-ended = sessão encerrada { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } tentativa
       *[other] { $n } tentativas
    }
admin-deliveries-next = próxima tentativa { $time_html }
admin-deliveries-took = resposta ou falha após { NUMBER($ms) } ms
admin-deliveries-none = Todos os apps receberam o aviso.

## Atividade

admin-activity-of = De <bdi>{ $name }</bdi>.
admin-activity-of-link = De <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Tipo
admin-activity-everything = Tudo
admin-activity-none = Nada deste tipo.
admin-activity-search = Nome, nome de usuário ou app
admin-activity-cut = Há mais pessoas ou apps com este texto no nome do que se pode pesquisar em conjunto. Escreva mais do nome para encontrar os demais.
admin-activity-hint = O registro completo, com hashes que mostram se foi alterado: <code>latchkey audit verify</code> e <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Aplicações
admin-apps-registered = registou-se a si própria
admin-apps-disabled = desativada
admin-apps-used = última utilização { $time_html }
admin-apps-none = Ainda não há aplicações.
admin-apps-busiest = Mais solicitações nas últimas 24 horas primeiro
admin-apps-none-hint = Adicione Grafana, Nextcloud, Immich ou outra: <code>latchkey client add --app list</code> enumera as que têm um modelo.
admin-app-connect = Ligar
admin-app-connect-hint = A maioria das aplicações precisa do endereço de descoberta e do ID de cliente. O segredo nunca é mostrado aqui: só o seu hash é guardado.
admin-app-discovery = Endereço de descoberta
admin-app-client-id = ID de cliente
admin-app-settings = Definições
admin-app-settings-configured = Esta aplicação está configurada em <code>{ $place }</code>. As alterações do ficheiro são carregadas automaticamente.
admin-app-settings-registered = Esta aplicação registou-se a si própria. Estas linhas configurá-la-iam no ficheiro.
admin-app-try = Experimentar
admin-app-try-person = Nome de utilizador ou endereço de email
admin-app-try-nobody = Ninguém tem este nome.
admin-app-try-sign-in = Iniciar sessão na aplicação
admin-app-refusals = O que foi recusado
admin-app-refusals-hint = As últimas recusas que indicavam este ID de cliente, no máximo { $n }, desde que este servidor arrancou.
admin-app-refusals-none = Nada foi recusado.
admin-app-remedy = Estas linhas aceitá-lo-iam:
admin-app-who = Quem a pode usar
admin-app-everybody = Todas as pessoas que têm uma conta.
admin-app-disable = Desativar a aplicação
admin-app-disable-hint = Desativar revoga os seus tokens e recusa inícios de sessão nela, até que seja ativada de novo.
admin-app-enable = Ativar a aplicação
admin-app-approve = Aprovar a aplicação
admin-app-approve-hint = Uma aplicação aprovada recebe respostas de erro antes de alguém ter dado consentimento. Fica aprovada até mudar.
admin-app-disable-done = A aplicação está desativada e os seus tokens foram revogados.
admin-app-enable-done = A aplicação está ativada.
admin-app-approve-done = A aplicação está aprovada.
admin-app-changed = A aplicação mudou entretanto. Verifique-a e tente de novo.
admin-app-views = Páginas desta aplicação
copy = Copiar
copied = Copiado
admin-connect-paste = O que colar na aplicação
admin-connect-paste-hint = Escolha a aplicação: as suas próprias linhas aparecem aqui, preenchidas para este cliente. Escreva o segredo no lugar de <code>{ $place }</code>.
admin-connect-other = Outra aplicação
admin-connect-tried = Experimentado com { $version }.
admin-connect-untried = Escrito segundo a documentação da aplicação, sem ser experimentado.
admin-connect-lacks = O que falta a este cliente para a aplicação
admin-connect-lacks-nothing = Este cliente tem tudo aquilo de que a aplicação precisa.
admin-connect-redirects = Para onde a aplicação é reenviada
admin-connect-addresses = Endereços deste servidor
admin-lack-redirect = A aplicação pede para voltar a { $value }, que não está registado.
admin-lack-post-logout = Depois de terminar a sessão, a aplicação pede para voltar a { $value }, que não está registado.
admin-lack-backchannel = A aplicação recebe os tokens de fim de sessão em { $value }, e este cliente não tem endereço para eles.
admin-lack-scope = A aplicação pede { $value }, que este cliente não pode ter.
admin-lack-grants = A aplicação usa { $value }, que este cliente não pode usar.
admin-lack-method = Este cliente está registado para { $value }, e a aplicação envia o segredo de outra forma.
admin-lack-pkce = A aplicação não envia code_challenge nem nonce, e este cliente tem de o fazer.
admin-lack-native = A aplicação também está em telefones ou computadores, e este cliente é só para a web.
admin-lack-claims = A aplicação lê apenas o token de identidade, e no deste cliente faltam as claims.
admin-try-hint = Percorre um início de sessão como o servidor faria, sem a aplicação. Nada é emitido e nada é guardado.
admin-try-nobody = Ninguém inicia sessão nesta aplicação.
admin-try-not-sent = não enviado
admin-try-signed-in = Já tem sessão iniciada
admin-try-ladder = O que aconteceria
admin-try-sent = A aplicação envia o navegador para <code>{ $endpoint }</code> com:
admin-try-pushed = A aplicação envia-os primeiro ao próprio servidor (PAR), e o navegador traz só uma referência.
admin-try-signed = A aplicação tem de os enviar num objeto de pedido assinado.
admin-try-left-out = Omitido, porque a aplicação não o pode ter ou ninguém o conhece: { $scope }
admin-try-admitted = A aplicação é para alguns grupos, e esta pessoa está num deles.
admin-try-not-admitted = A aplicação é para alguns grupos, e esta pessoa não está em nenhum deles.
admin-try-two-factors = A esta pessoa é exigido um segundo fator ou uma chave de acesso.
admin-try-one-factor = A esta pessoa basta uma palavra-passe.
admin-try-sign-in = { $name } inicia sessão com uma palavra-passe.
admin-try-sign-in-two = { $name } inicia sessão com uma palavra-passe e um segundo fator.
admin-try-sign-in-passkey = { $name } inicia sessão com uma chave de acesso.
admin-try-sign-up = { $name } vê a página de conta nova e inicia sessão.
admin-try-again = { $name } inicia sessão de novo, porque é exigido um início de sessão recente.
admin-try-step-up = { $name } comprova um segundo fator.
admin-try-enrol = { $name } configura um segundo fator.
admin-try-account = { $name } escolhe a conta.
admin-try-consent = Pergunta-se a { $name } se a aplicação pode ter isto:
admin-try-issue = Não falta nada: o servidor concede o pedido.
admin-try-refuse = O servidor recusa o pedido.
admin-try-goes = O navegador volta a <code>{ $place }</code> com:
admin-try-stays = O navegador fica numa página de erro deste servidor, e a aplicação não fica a saber nada.
admin-try-told = O que a aplicação ficaria a saber
admin-try-id-token = O token de identidade diz:
admin-try-userinfo = Userinfo diz:
admin-try-lane-app = Aplicação
admin-try-lane-browser = Navegador
admin-try-lane-server = Servidor
admin-try-parameters = Parâmetros: { NUMBER($n) }
admin-gloss-response-type = O que a aplicação quer receber. Um «code» é trocado por tokens sem passar pelo navegador.
admin-gloss-client-id = O nome da aplicação neste servidor.
admin-gloss-redirect-uri = Para onde o navegador é enviado de volta. Tem de estar registado, letra por letra.
admin-gloss-scope = O que a aplicação pede.
admin-gloss-state = Inventado pela aplicação. A resposta tem de ter o mesmo valor.
admin-gloss-nonce = Inventado pela aplicação. O token de identidade tem de ter o mesmo valor.
admin-gloss-code-challenge = O hash de um segredo que a aplicação guarda (PKCE). Sem o segredo, ninguém pode usar o código.
admin-gloss-code-challenge-method = Como esse hash é calculado.
admin-gloss-prompt = Que páginas o servidor tem de mostrar, ou que não pode mostrar nenhuma.
admin-gloss-code = Serve uma vez e por pouco tempo. A aplicação troca-o por tokens.
admin-gloss-iss = Que servidor respondeu, para que uma aplicação com vários não os confunda.
admin-gloss-session-state = Por este valor a aplicação nota que alguém terminou sessão aqui.
admin-gloss-access-token = Abre à aplicação o userinfo e outros serviços.
admin-gloss-token-type = Como se usa o token de acesso. «Bearer» quer dizer que quem o tem pode usá-lo.
admin-gloss-expires-in = Durante quantos segundos serve o token de acesso.
admin-gloss-id-token = Diz quem iniciou sessão, quando e em que aplicação. O servidor assinou-o.
admin-gloss-error = O erro, pelo seu nome na especificação.
admin-gloss-error-description = O erro por palavras, para programadores.

admin-tab-keys = Chaves
admin-keys-hint = Com estas chaves, as aplicações verificam o que este servidor assinou. Uma chave é publicada antes de assinar e continua publicada durante algum tempo.
admin-keys-never = Nenhuma chave é substituída automaticamente (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> substitui-as a qualquer momento.
admin-keys-chart = Cronologia das chaves. A lista abaixo diz o mesmo.
admin-overview-keys-chart = Cronologia das chaves. A página das chaves diz o mesmo por palavras.
admin-keys-published = publicada
admin-keys-signing = assina
admin-keys-in-use = em uso
admin-keys-retired = retirada
admin-keys-remembered = já não é publicada
admin-keys-encryption = para cifrar
admin-keys-made = publicada: { $time_html }
admin-keys-from = primeira utilização: { $time_html }
admin-keys-replaced = substituída: { $time_html }
admin-keys-next = chave seguinte: { $time_html }
admin-keys-leaves = fim da publicação: { $time_html }
admin-keys-decrypts = fim da decifração: { $time_html }
admin-chart-now = agora

admin-tab-health = Estado
admin-health-fine = Está tudo em ordem.
admin-health-look = Algo precisa de atenção; abaixo diz o que fazer.
admin-health-ok = em ordem
admin-health-warn = a verificar
admin-health-bad = avariado
admin-health-off = não configurado
admin-health-database = Base de dados
admin-health-configuration = Configuração
admin-health-mail = E-mail
admin-health-backup = Cópia de segurança
admin-health-version = Versão
admin-health-schema = versão do esquema { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = resumo <code>{ $digest }</code>
admin-health-reloaded = recarregada: { $time_html }
admin-health-refused = recarregamento recusado: { $time_html }
admin-health-waiting = em espera: { NUMBER($n) }
admin-health-oldest = o mais antigo: { $time_html }
admin-health-failed = última falha: { $time_html }
admin-health-made = feita e verificada: { $time_html }
admin-health-none = ainda nenhuma
admin-health-node = este nó: <code>{ $node }</code>
admin-health-database-bad = Não aceita escritas, e o registo diz porquê: verifique o disco e as permissões, ou o servidor da base de dados.
admin-health-keys-bad = Nenhuma chave assina com { $algs }. O registo diz porque não pôde ser criada ou lida.
admin-health-keys-not-again = Não podem ser carregadas de novo da base de dados, e o registo diz porquê; as carregadas antes continuam em uso. Reponha <code>keys.wrap_key_file</code> antes de este nó reiniciar, pois não arrancaria.
admin-health-keys-others-sign = Outros nós assinam com uma chave que este nó não consegue carregar, por isso não está pronto, e o registo diz porquê. Dê a todos os nós o mesmo <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = O que estava carregado continua em vigor. <code>latchkey check</code> diz o que está errado no ficheiro.
admin-health-configuration-older = Este nó tem um ficheiro mais antigo: a sua <code>revision</code> é { $revision } e está em vigor { $newest }, por isso não altera nenhum utilizador. Dê-lhe o ficheiro com a revisão { $newest }, ou suba <code>revision</code> acima de { $newest } para voltar atrás de propósito.
admin-health-configuration-unnumbered = O ficheiro deste nó não tem <code>revision</code> e está em vigor { $newest }, por isso conta como mais antigo e não altera nenhum utilizador. Escreva <code>revision = { $next }</code> no início, antes da primeira secção.
admin-health-mail-off = Sem <code>[smtp]</code> na configuração não é enviado correio.
admin-health-mail-warn = Não foi possível enviar correio. <code>latchkey mail test ADDRESS</code> mostra o que o servidor de correio responde.
admin-health-deliveries-warn = Não foi possível avisar algumas aplicações. A página delas diz quais e porquê.
admin-health-backup-off = Nenhuma cópia é feita automaticamente: defina <code>[storage.backup]</code>, ou faça cópias do servidor da base de dados.
admin-health-backup-warn = Uma cópia está prevista e não pôde ser feita. O registo diz porquê; <code>latchkey check</code> experimenta a pasta.

admin-chart-heading = Inícios de sessão das últimas 24 horas
admin-chart-label = Com êxito: { NUMBER($ok) }. Falhados: { NUMBER($failed) }. Seguem-se os números de cada hora.
admin-chart-ok = com êxito: { NUMBER($n) }
admin-chart-failed = falhados: { NUMBER($n) }
admin-chart-cut = mais do que se conta aqui
admin-chart-numbers = Hora a hora
admin-chart-none = Ninguém iniciou sessão nem tentou.
admin-chart-none-hint = Os inícios de sessão aparecem aqui quando acontecem. Na página de uma aplicação, <b>Experimentar</b> percorre um.
admin-presence-heading = Sessões das últimas duas semanas
admin-presence-label = Quando esta pessoa tinha sessão iniciada, em cada dispositivo. Segue-se o mesmo em lista.
admin-presence-signed-in = sessão iniciada
admin-presence-one = início de sessão com um fator
admin-presence-strong = com vários, ou uma chave de acesso
admin-presence-failed = falhado
admin-presence-list = Em lista
admin-presence-from-to = Sessão iniciada de { $from_html } a { $to_html }
admin-presence-since = Sessão iniciada desde { $time_html }
admin-usage-heading = Quem usa o quê
admin-usage-hint = Quantas vezes cada pessoa iniciou sessão em cada aplicação desde { $time_html }.
admin-usage-part = São mostradas as mais frequentes.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Pedidos das últimas 24 horas
admin-hours-apps = Aplicações nas últimas 24 horas
admin-hours-hint = Pedidos a <code>/token</code> e aos outros endereços onde as aplicações provam quem são, hora a hora até agora.
admin-hours-since = Contados desde que este servidor arrancou: { $time_html }.
admin-hours-node = Contados apenas por este nó: <code>{ $node }</code>.
admin-hours-label = Nas últimas 24 horas. Aceites: { NUMBER($ok) }. Recusados: { NUMBER($refused) }.
admin-hours-nothing = Não houve pedidos nas últimas 24 horas.
admin-hours-ok = todos aceites
admin-hours-some = alguns recusados
admin-hours-most = a maioria recusada
admin-hours-empty = sem pedidos
admin-hours-answered = aceites: { NUMBER($n) }
admin-hours-refused = recusados: { NUMBER($n) }
admin-hours-hour = Hora
admin-hours-column-answered = Aceites
admin-hours-column-refused = Recusados
admin-hours-column-why = Motivo mais frequente
admin-hours-why-client = a aplicação não provou quem é: o seu segredo, a sua chave ou o seu certificado não estava certo
admin-hours-why-grant = um código ou token já não era válido ou não era da aplicação
admin-hours-why-request = faltava algo ao pedido, ou não se podia ler
admin-hours-why-not-allowed = a aplicação não pode pedir desta maneira
admin-hours-why-scope = a aplicação pediu algo que não pode ter
admin-hours-why-person = a pessoa não permitiu ou não respondeu a tempo
admin-hours-why-busy = demasiados pedidos, ou o servidor não podia responder naquele momento
admin-hours-why-server = um erro do servidor; o registo diz qual
admin-hours-why-proof = a prova DPoP não era válida
admin-hours-why-other = outro motivo

## Without passwords

# $username: whose account.
admin-refused-has-factor = A conta { $username } tem uma chave de acesso ou um aplicativo autenticador, que nenhum link substitui: redefina primeiro os fatores e depois crie um link.
# $username: whose account.
admin-refused-only-passkey = Nenhuma outra chave de acesso basta para { $username } iniciar sessão: em vez disso, redefina os fatores e depois crie um link.
# Button.
admin-person-make-link-passkey = Criar um link para criar uma chave de acesso
# $time_html: a time, with its markup.
admin-link-passkey = Com este link, a pessoa cria uma chave de acesso. Ele funciona uma vez, expira { $time_html } e substitui links anteriores. Ele só é mostrado agora: entregue-o de forma que mais ninguém possa lê-lo.
# Beside a name.
admin-tag-no-passkey = ainda sem chave de acesso
admin-done-mailed-passkey = Um link para criar uma chave de acesso está a caminho por e-mail.
