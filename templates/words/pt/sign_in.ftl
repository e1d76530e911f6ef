# Iniciar e encerrar sessão.

login-heading = Iniciar sessão
login-confirm-heading = Confirme que é você
login-confirm-lead = Insira sua senha novamente para continuar.
login-lead = na sua conta { $brand }
login-notice = { "" }
login-signed-in-as = Sessão iniciada como
login-username = Nome de usuário ou e-mail
login-password = Senha
login-remember-me = Manter sessão iniciada neste dispositivo
login-submit = Iniciar sessão
login-confirm = Confirmar
login-cancel = Cancelar
login-passkey = Usar chave de acesso
login-passkey-failed = Nenhuma chave de acesso foi usada. Tente novamente ou use sua senha.
login-forgot = Esqueceu a senha?

login-mismatch = O nome de usuário e a senha não correspondem. Verifique o <a href="#username">nome de usuário</a> e a <a href="#password">senha</a> e tente novamente.
login-wrong-password = A senha não está correta. Verifique a <a href="#password">senha</a> e tente novamente.
login-no-username = Insira seu <a href="#username">nome de usuário ou e-mail</a>.
login-no-password = Insira sua <a href="#password">senha</a>.
login-nothing-entered = Insira seu <a href="#username">nome de usuário ou e-mail</a> e sua <a href="#password">senha</a>.
login-passkey-refused = A chave de acesso não foi aceita. Tente novamente ou inicie sessão com sua senha.
login-outdated = Esta página ficou aberta por muito tempo. Tente novamente.
login-not-ours = { $lack } Inicie sessão novamente.
login-too-many-tries = Muitas tentativas.
login-throttled =
    { $minutes ->
        [one] Muitas tentativas. Tente novamente em { $minutes } minuto.
       *[other] Muitas tentativas. Tente novamente em { $minutes } minutos.
    }
login-check-username = Verifique o nome de usuário.
login-check-password = Verifique a senha.
login-enter-username = Insira seu nome de usuário ou e-mail.
login-enter-password = Insira sua senha.

lack-another-site = Este formulário foi enviado por outro site; por isso, nada foi feito.
lack-cookie = O navegador não enviou o cookie deste site; por isso, nada foi feito. É preciso permitir cookies para este site.
lack-outdated = Esta página ficou aberta por muito tempo; por isso, nada foi feito.
lack-token = Este formulário não veio de uma página aberta deste site; por isso, nada foi feito.

new-password-too-short = Escolha uma senha com pelo menos { $length } caracteres. Algumas palavras seguidas formam uma boa senha.
new-password-too-long = Esta senha tem mais de { $bytes } bytes. Escolha uma mais curta.
new-password-pattern = Esta senha é muito fácil de adivinhar: só repete alguns caracteres ou segue a ordem deles. Escolha algumas palavras sem relação entre si.
new-password-personal = Esta senha é muito fácil de adivinhar. Escolha uma que não tenha relação com seu nome, seu e-mail ou este site.
new-password-blocked = Esta senha é muito fácil de adivinhar: é formada por palavras que não são permitidas em senhas aqui. Escolha outras palavras.
new-password-breached = Esta senha está em listas de senhas roubadas, que os invasores testam primeiro. Escolha outra, como algumas palavras sem relação entre si.
strength-label = Força da senha
strength-weak = Força: fraca.
strength-fair = Força: razoável.
strength-good = Força: boa.
strength-strong = Força: muito boa.
strength-short = São necessários pelo menos { $length } caracteres.
strength-personal = Ela se parece com seu nome, seu e-mail ou o nome deste site.
strength-common = Ela se parece com senhas que muita gente usa.
strength-pattern = Repetições e sequências de teclas são fáceis de adivinhar.
strength-longer = Mais uma palavra a deixa muito mais forte.

## O que um app pede

consent-title = Permitir { $app_html }
consent-wants-identity = { $app_html } quer saber quem você é
consent-wants-access = { $app_html } quer ter acesso em seu nome
consent-first-party = Este app é operado por { $brand }.
consent-introduced = Esta aplicação apresentou-se por si própria a partir de <b><bdi>{ $host }</bdi></b> e ninguém aqui a verificou. Continue apenas se conhecer esse endereço.
consent-signed-in-as = Sessão iniciada como
consent-switch = Usar outra conta
consent-approves = Sua aprovação é solicitada para
consent-receives = O app receberá
consent-new = novo
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = Você seguirá para <b>{ $destination }</b>
consent-ask-each-time = Perguntar sempre
consent-ask-each-time-hint = Caso contrário, o app só pedirá permissão de novo quando quiser algo novo.
consent-allow = Permitir
consent-cancel = Cancelar

shared-openid = Confirmação de que é você
shared-profile = Seu nome e perfil
shared-name = Seu nome e nome de usuário
shared-email = Seu endereço de e-mail
shared-address = Seu endereço postal
shared-phone = Seu número de telefone
shared-groups = Os grupos a que você pertence
shared-until-sign-out = Acesso até você encerrar a sessão
shared-while-away = Acesso na sua ausência, até você removê-lo
shared-access-to = Acesso a { $resource } em seu nome
shared-access = Acesso em seu nome, sem nenhum dos seus dados
shared-more = Outros dados sobre você
shared-none-yet = ainda não há na sua conta
shared-as-above = como acima
shared-as-recorded = como registrado ao iniciar sessão
shared-yes = sim
shared-no = não

claim-name = Nome
claim-given-name = Primeiro nome
claim-middle-name = Nome do meio
claim-family-name = Nome de família
claim-nickname = Apelido ou alcunha
claim-preferred-username = Nome de usuário
claim-profile = Página do perfil
claim-picture = Foto
claim-website = Site
claim-gender = Gênero
claim-birthdate = Data de nascimento
claim-zoneinfo = Fuso horário
claim-locale = Idioma
claim-updated-at = Última alteração do seu perfil
claim-email = Endereço de e-mail
claim-email-verified = Endereço de e-mail confirmado
claim-phone-number = Número de telefone
claim-phone-number-verified = Número de telefone confirmado
claim-address = Endereço postal
claim-groups = Grupos
claim-auth-time = Quando você iniciou sessão
claim-method = Como você iniciou sessão

## Qual conta

select-account-heading = Escolha uma conta
select-account-active = em uso agora
select-account-other = Usar outra conta
select-account-remove = Remover<span class="vh"> { $name }</span>
select-account-remove-hint = Remover uma conta encerra a sessão dela neste navegador. A conta em si continua existindo.

## Senha esquecida

forgot-heading = Esqueceu a senha?
forgot-lead = Enviaremos um link para o endereço de e-mail da sua conta. Com ele, você escolhe uma nova senha.
forgot-not-sent = Nenhum link foi enviado.
forgot-username = Nome de usuário ou e-mail
forgot-username-wrong = Insira seu nome de usuário ou endereço de e-mail.
forgot-send = Enviar o link
forgot-help = Obter ajuda
forgot-back = Voltar ao início de sessão
forgot-sent-heading = Verifique seu e-mail
forgot-sent = Se existir uma conta com esse nome e um endereço de e-mail, um link está a caminho. Ele funciona uma vez, durante uma hora.
forgot-sent-next = Não recebeu nada? Verifique a pasta de spam ou fale com a pessoa responsável por este site.
too-often-heading = Muitas tentativas
too-often =
    { $minutes ->
        [one] Tente novamente em { $minutes } minuto.
       *[other] Tente novamente em { $minutes } minutos.
    }

## Escolher uma senha por um link

invite-choose = Escolha uma senha
invite-choose-new = Escolha uma nova senha
invite-hello = Olá, <bdi>{ $name }</bdi>
invite-lead = Você tem uma conta em { $brand }. Para concluir, escolha uma senha.
invite-reset-lead = Sua senha antiga deixa de funcionar quando você salvar a nova.
invite-regain-done = Todas as suas sessões foram encerradas, e sua senha antiga não funciona mais.
invite-regain-lead = Escolha uma senha que você não use em nenhum outro lugar. Depois, verifique suas chaves de acesso e seu app autenticador e crie novos códigos de recuperação: os antigos deixaram de funcionar.
invite-not-saved = A senha não foi salva.
invite-username = Seu nome de usuário
invite-password = Nova senha
invite-save = Salvar senha
passkey-instead = Criar uma chave de acesso em vez disso
passkey-instead-failed = Nenhuma chave de acesso foi criada. Tente novamente ou escolha uma senha.

## A primeira conta

setup-heading = Crie a primeira conta
setup-lead = Ela será a conta de administração de { $brand }. Este link funciona uma vez.
setup-not-created = A conta não foi criada.
setup-name = Seu nome
setup-username = Nome de usuário
setup-username-hint = Serve para iniciar sessão.
setup-email = Endereço de e-mail
setup-password = Senha
setup-create = Criar conta
setup-issuer = O endereço deste servidor, como os apps o conhecem (issuer): <code>{ $issuer }</code>
setup-taken = Este nome de usuário ou endereço de e-mail já está em uso. Escolha outro.
setup-email-wrong = Insira um endereço de e-mail, como ada@example.com.
setup-name-invisible = Este nome não pode ser usado, pois contém o caractere invisível { $character }: remova-o.
setup-name-scripts = Este nome não pode ser usado: `{ $word }` mistura letras de vários alfabetos, que podem parecer iguais. Escreva cada palavra em um só alfabeto.
setup-username-length = Escolha outro nome de usuário: ele deve ter de 1 a 255 bytes.
setup-username-character = Escolha outro nome de usuário: ele não pode conter espaços, caracteres de controle ou invisíveis.
setup-username-scripts = Escolha outro nome de usuário: ele não pode misturar letras de vários alfabetos, como letras latinas e cirílicas que parecem iguais.

## Encerrar sessão

logout-heading = Encerrar sessão?
logout-asked = <b>{ $app_html }</b> pediu para encerrar sua sessão.
logout-here = Isso encerra a sessão de <b>{ $user }</b> aqui.
logout-here-and-apps =
    { $apps ->
        [one] Isso encerra a sessão de <b>{ $user }</b> aqui e em { $apps } app:
       *[other] Isso encerra a sessão de <b>{ $user }</b> aqui e em { $apps } apps:
    }
logout-elsewhere = Essa sessão está em outro navegador, ou o cookie dela não existe mais neste. Ela será encerrada lá e em todos os apps.
logout-not-ours = { $lack } Responda novamente.
logout-yes = Encerrar sessão
logout-no = Manter sessão iniciada

no-way-back-unreadable = o pedido não pôde ser lido
no-way-back-hint = o app não comprovou a que sessão se refere
no-way-back-two-apps = o pedido indica dois apps diferentes
no-way-back-unknown-app = o app não é conhecido aqui
no-way-back-no-app = o pedido não diz de que app vem
no-way-back-address = o endereço indicado não está registrado aqui
no-way-back-not-approved = o app ainda não foi aprovado por ninguém

signed-out-title = Sessão encerrada
signed-out-heading = Sua sessão foi encerrada.
signed-out-nobody = Não há sessão iniciada
signed-out-nothing = Não havia sessão para encerrar neste navegador.
signed-out-elsewhere = A sessão no outro navegador foi encerrada.
signed-out-here = Sua sessão neste navegador foi encerrada.
signed-out-here-apps = Sua sessão neste navegador foi encerrada. Seus apps:
signed-out-back = Voltar a { $app_html }
signed-out-again = Iniciar sessão novamente
signed-out-sign-in = Iniciar sessão
signed-out-frame = { $app } encerra a sessão

app-signed-out = Sessão encerrada.
app-being-signed-out = Encerramento em curso…
app-still-trying = Não respondeu; novas tentativas em curso.
app-unreachable = Não foi possível contatar o app. Por segurança, feche as janelas dele.
app-took = { $words } ({ NUMBER($ms) } ms)
app-asked = Recebeu o pedido para encerrar sua sessão.
app-asked-across-sites = Recebeu o pedido para encerrar sua sessão. O navegador pode ter impedido isso: para ter certeza, feche as janelas do app.
app-watching = Perceberá em segundos, onde estiver aberto.
app-untold = Mantém a sessão iniciada até que sua própria sessão termine.

## De volta ao app

form-post-heading = Um momento
form-post-lead = Você está voltando ao app. Se nada acontecer, pressione Continuar.
form-post-continue = Continuar

## A página inicial

welcome-title = Boas-vindas
welcome-heading = Inicie sessão uma vez para todos os seus apps
welcome-lead = Com { $brand }, você inicia sessão nos apps que usa aqui.
welcome-no-administrator = <b>Este servidor ainda não tem uma conta de administração.</b> Abra o link de configuração que o servidor mostrou ao iniciar para criar a primeira conta.
welcome-sign-in = Iniciar sessão
welcome-demo = Abrir o app de demonstração
welcome-connect = Conectar um app
welcome-issuer = Emissor (issuer)
welcome-discovery = Descoberta (discovery)
welcome-development = <b>Modo de desenvolvimento.</b> Só é possível acessar este servidor a partir deste computador. Escreva um arquivo de configuração antes que outras pessoas o usem.

## Não fui eu

not-me-heading = Não foi você?
not-me-lead = Alguém iniciou sessão como { $person_html }.
not-me-when = { $time_html } · endereço de rede { $ip }
not-me-then = Se não foi você, pressione o botão. Então:
not-me-signed-out = Todas as suas sessões são encerradas, e os apps perdem o acesso.
not-me-password-stays = Sua senha é definida no arquivo de configuração deste servidor e <b>continua igual</b>. Peça à pessoa responsável por este site que a altere.
not-me-password-stops = Sua senha deixa de funcionar, e você escolhe uma nova.
not-me-factors = As chaves de acesso e o app autenticador adicionados nesse navegador são removidos, assim como todos os códigos de recuperação.
not-me-submit = Não fui eu
not-me-otherwise = Se foi você, feche esta página: nada aconteceu.
not-me-done-heading = Todas as suas sessões foram encerradas
not-me-done = Ninguém mais tem sessão iniciada na sua conta. Sua senha é definida no arquivo de configuração deste servidor; por isso, ainda funciona.
not-me-done-next = Peça à pessoa responsável por este site que a altere agora. Depois, inicie sessão e verifique suas chaves de acesso e seu app autenticador.
not-me-sign-in = Iniciar sessão

## Novo endereço de e-mail

confirm-email-heading = Confirme seu endereço de e-mail
confirm-email-lead = A partir de agora, <b><bdi>{ $email }</bdi></b> será o endereço de e-mail de { $person_html }.
confirm-email-submit = Confirmar o endereço
confirm-email-later = Agora não

## Teste do acompanhamento da sessão

session-check-heading = O acompanhamento da sessão funciona neste navegador?
session-check-lead = A página de um app percebe o encerramento da sessão por meio de um frame oculto deste site. Esta página testa se esse frame funciona no seu navegador.
session-check-not-checked = Este endereço não foi verificado.
session-check-origin = Endereço do app
session-check-origin-wrong = Insira um endereço web completo, como https://wiki.example.com.
session-check-check = Verificar
session-check-no-script = Este teste precisa de JavaScript. O acompanhamento da sessão também.
session-check-asks = Pedido do estado da sessão
session-check-answered = Respondido em { $ms } ms. Isto também funciona com os cookies bloqueados.
session-check-answered-status = Respondido com { $status }.
session-check-no-answer = Sem resposta.
session-check-told = Fluxo de eventos
session-check-stream = O fluxo de eventos está aberto.
session-check-stream-shared = O fluxo de eventos está aberto. Todas as guias de um app compartilham um só.
session-check-stream-failed = Não foi possível abrir o fluxo de eventos. Em vez disso, os apps enviam um pedido a cada 20 segundos.
session-check-stream-unknown = Este navegador não aceita fluxos de eventos. Em vez disso, os apps enviam um pedido a cada 20 segundos.
session-check-app-at-once = { $app } pode acompanhar a sessão neste navegador, com ou sem bloqueio de cookies de terceiros. O encerramento da sessão é percebido em até um segundo.
session-check-app-soon = { $app } pode acompanhar a sessão neste navegador, com ou sem bloqueio de cookies de terceiros. O encerramento da sessão é percebido em até meio minuto.
session-check-apps-at-once = Os apps podem acompanhar a sessão neste navegador, com ou sem bloqueio de cookies de terceiros. O encerramento da sessão é percebido em até um segundo.
session-check-apps-soon = Os apps podem acompanhar a sessão neste navegador, com ou sem bloqueio de cookies de terceiros. O encerramento da sessão é percebido em até meio minuto.
session-check-unreachable = Os frames neste navegador não conseguem acessar o servidor: uma extensão ou um proxy os bloqueia. Os apps ainda percebem o encerramento da sessão neste navegador quando o frame consegue ler seu cookie.
session-check-silent-works = Ele está no mesmo site que este servidor; por isso, seus cookies não são cookies de terceiros: o início de sessão silencioso em um frame (prompt=none) também funciona.
session-check-app-not-silent = Ele está em um site diferente do deste servidor: o início de sessão silencioso em um frame (prompt=none) sempre retorna login_required. Um app que tenta isso a cada mudança da sessão encerra a sessão da pessoa. Um redirecionamento da página inteira com prompt=none funciona, e refresh tokens também.
session-check-apps-not-silent = Para um app em outro site: o início de sessão silencioso em um frame (prompt=none) sempre retorna login_required. Um app que tenta isso a cada mudança da sessão encerra a sessão da pessoa. Um redirecionamento da página inteira com prompt=none funciona, e refresh tokens também.

## Without passwords

login-no-passwords-heading = Aqui não há senhas
login-no-passwords = Aqui ninguém inicia sessão com senha: use uma chave de acesso.
login-passkey-again = A chave de acesso não foi aceita. Tente novamente ou use outra.
login-passkey-none = Nenhuma chave de acesso foi usada. Tente novamente.
login-confirm-passkey-lead = Use sua chave de acesso novamente para continuar.
login-forgot-passkey = Ainda não tem uma chave de acesso?
forgot-passkey-lead = Enviaremos um link para o endereço de e-mail da sua conta. Com ele, você cria sua primeira chave de acesso. Se você tem uma e a perdeu, fale com a pessoa responsável por este site.
# Heading, and button.
invite-passkey = Criar uma chave de acesso
# $brand: the name of this site.
invite-passkey-lead = Você tem uma conta em { $brand }. Crie uma chave de acesso: a partir de então, é com ela que você inicia sessão.
invite-has-factor-heading = Este link não muda nada
invite-has-factor = Sua conta tem uma chave de acesso ou um app autenticador, e nenhum link os substitui.
invite-has-factor-next = Inicie sessão com sua chave de acesso. Se você a perdeu, peça à pessoa responsável por este site que a remova e, depois, um novo link.
# A form was sent without a passkey.
passkey-needed = Crie uma chave de acesso: aqui ninguém tem senha.
not-me-done-passkey = Ninguém mais tem sessão iniciada na sua conta.
