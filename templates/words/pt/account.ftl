# As páginas da conta, a segunda etapa, as chaves de acesso e os códigos de recuperação.

account-sign-out = Encerrar sessão
account-ask = Fale com a pessoa responsável por este site.
account-ask-link = <a href="{ $href }">Fale com a pessoa responsável por este site</a>.
account-number = O número da sua conta é <code>{ $sub }</code>
device-on = { $browser } no { $system }
device-unknown = Dispositivo desconhecido

## A página da conta.

account-title = Sua conta
account-device-ended = A sessão nesse dispositivo foi encerrada.
account-sign-in-ended = Essa sessão foi encerrada.
account-others-ended = Suas outras sessões foram encerradas.
account-app-ended = A sessão nesse app foi encerrada.
account-app-removed = O acesso do app foi removido.
account-app-remembered = O app só pedirá sua permissão quando quiser algo novo.
account-password-saved = Sua senha foi salva. Suas outras sessões foram encerradas.
account-left = Esta conta não está mais em { $file }, o arquivo de configuração deste servidor.
account-left-refused = Você não pode iniciar sessão, e os apps recusam esta conta.
account-left-until = Sua sessão nesta página termina { $time_html }.
account-left-mistake = Se isso for um engano, peça à pessoa responsável por este site que coloque a conta de volta no arquivo ou que a mantenha com <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = não confirmado
account-email-confirmed = confirmado
account-administrator = admin
account-pinned = O nome, o endereço de e-mail e os grupos desta conta são definidos no arquivo de configuração deste servidor.
account-pinned-password = O nome, o endereço de e-mail, os grupos e a senha desta conta são definidos no arquivo de configuração deste servidor.
account-pinned-edit = Para alterá-los, edite o bloco <code>[[users]]</code> da conta (<code>{ $place }</code>).
account-pinned-ask = Para alterá-los, fale com a pessoa responsável por este site.
account-to-admin = Administração

account-first-app = A seguir: seu primeiro app
account-first-app-what = Um app precisa de um cliente neste servidor. Há duas formas de adicionar um.
account-first-app-command = Com um comando
account-first-app-list = <code>latchkey client add --app list</code> lista os apps com configuração pronta. Para qualquer outro app:
account-first-app-file = Com linhas no arquivo de configuração
account-first-app-issuer = Depois, insira o emissor (issuer) no app: <code>{ $issuer }</code>

account-apps = Apps
account-app-open = Abrir<span class="vh"> { $app_html }</span>
account-app-sees = O que pode ver<span class="vh"> sobre você</span>
account-app-remove = Remover acesso<span class="vh"> de { $app_html }</span>
account-app-remember = Lembrar o que permito<span class="vh"> a { $app_html }</span>
account-no-apps = Nenhum app ainda.

account-devices = Dispositivos
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } sessão
       *[other] <b>{ $device }</b>, { NUMBER($count) } sessões
    }
account-this-device = este dispositivo
account-this-sign-in = esta sessão
account-active-now = Em uso agora
account-seen = Último uso { $time_html }
account-seen-inline = último uso { $time_html }
account-each-sign-in = Cada sessão<span class="vh"> em { $device }</span>
account-end-sign-in = Encerrar esta sessão
account-older-sign-ins =
    { $count ->
        [one] e { NUMBER($count) } mais antiga
       *[other] e { NUMBER($count) } mais antigas
    }
account-sign-out-device = Encerrar sessão<span class="vh"> em { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Encerrar a outra<span class="vh"> em { $device }</span>
       *[other] Encerrar as outras { NUMBER($count) }<span class="vh"> em { $device }</span>
    }
account-sign-out-everywhere = Encerrar as outras sessões
account-only-here = Você só tem sessão iniciada aqui.

account-spokes = Sessões a partir deste navegador
account-spokes-what = Os apps em que você iniciou sessão a partir daqui. Ao encerrar a sessão em um, os outros continuam. Ele pode iniciar a sua sessão de novo sem perguntar enquanto você tiver sessão iniciada aqui.
account-spokes-picture = Este navegador, com uma linha até cada app
account-spokes-none = Você ainda não iniciou sessão em nenhum app a partir daqui.
account-spokes-to-apps = Ver seus apps
account-spoke-signed-in = Sessão iniciada
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ms
account-spoke-used = Último uso { $time_html }
account-spoke-end = Encerrar sessão<span class="vh"> em { $app_html }</span>

account-factors = Chaves de acesso e segunda etapa
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } chave de acesso
       *[other] { NUMBER($count) } chaves de acesso
    }
account-no-passkey = Nenhuma chave de acesso
account-totp = app autenticador ativo
account-no-totp = nenhum app autenticador
account-codes =
    { $count ->
        [one] { NUMBER($count) } código de recuperação restante
       *[other] { NUMBER($count) } códigos de recuperação restantes
    }
account-no-codes = nenhum código de recuperação restante
account-factors-manage = Gerenciar
account-factors-set-up = Configurar

account-password = Senha
account-password-change = Alterar sua senha
account-password-choose = Escolher uma senha
account-password-refused = A senha não foi salva.
account-password-current = Senha atual
account-password-new = Nova senha
account-password-hint = Ao salvar, suas outras sessões são encerradas.
account-password-save = Salvar senha
account-password-pinned = A senha desta conta é definida no arquivo de configuração deste servidor. Altere-a lá.
account-password-left = Esta conta foi removida do arquivo de configuração deste servidor. Não é possível alterar a senha.
account-password-many = Muitas tentativas. Aguarde alguns minutos e tente novamente.
account-password-wrong = Esta não é sua senha atual. Verifique-a e tente novamente.
account-password-meanwhile = Entretanto, a senha foi alterada em outro lugar ou sua sessão aqui foi encerrada.

## O perfil.

profile-title = Seu perfil
profile-saved = Seu perfil foi salvo.
profile-email-asked = Um e-mail está a caminho desse endereço. Abra o link dele no prazo de uma hora; até lá, nada muda.
profile-email-confirmed = Seu endereço de e-mail foi confirmado.
profile-refused = Nada foi alterado.
profile-username-fixed = Você inicia sessão como <b><bdi>{ $username }</bdi></b>. Este nome não pode ser alterado aqui.
profile-pinned = Seu perfil é definido no arquivo de configuração deste servidor.
profile-pinned-edit = Para alterá-lo, edite o bloco <code>[[users]]</code> da conta (<code>{ $place }</code>).
profile-pinned-ask = Para alterá-lo, fale com a pessoa responsável por este site.
profile-left = Esta conta não está mais no arquivo de configuração deste servidor; por isso, não pode ser alterada.
profile-meanwhile = Entretanto, sua conta foi alterada em outro lugar ou sua sessão aqui foi encerrada. Nada foi alterado.
profile-pinned-refused = Esta conta é definida no arquivo de configuração deste servidor. Nada foi alterado.

profile-about = Sobre você
profile-field = Perfil
profile-name = Nome
profile-name-hint = Como as outras pessoas o veem.
profile-given-name = Primeiro nome
profile-family-name = Nome de família
profile-nickname = Apelido ou alcunha
profile-website = Site
profile-website-hint = Por exemplo, https://example.com
profile-zoneinfo = Fuso horário
profile-zoneinfo-hint = Por exemplo, Europe/Paris
profile-locale = Idioma
profile-locale-hint = Por exemplo, en-GB
profile-username = Nome de usuário
profile-who-sees = Os apps veem estes dados quando você lhes permite ver seu perfil. Todos os campos podem ficar vazios.
profile-save = Salvar perfil
profile-website-wrong = Insira um endereço completo, como https://example.com.
profile-zoneinfo-wrong = Insira o nome de um fuso horário, como Europe/Paris.
profile-locale-wrong = Insira o código de um idioma, como en-GB.
profile-long = Insira no máximo { $count } caracteres.
profile-invisible = Isto não pode ser usado, pois contém o caractere invisível { $code }: remova-o.
profile-mixed = Isto não pode ser usado: `{ $word }` mistura letras de vários alfabetos, que podem parecer iguais. Escreva cada palavra em um só alfabeto.

profile-email = Endereço de e-mail
profile-no-email = Nenhum.
profile-email-waiting = Foi pedido um link para confirmar <b><bdi>{ $email }</bdi></b>. Ele expira { $time_html }.
profile-confirm-again = Enviar link de confirmação
profile-new-email = Novo endereço de e-mail
profile-new-email-hint = Enviaremos um link para ele. O endereço muda quando você abrir o link.
profile-email-send = Enviar o link
profile-no-mail = Este servidor não envia e-mails; por isso, o endereço não pode ser alterado aqui.
profile-no-mail-refused = Este servidor não envia e-mails. Peça à pessoa responsável por este site que altere seu endereço.
profile-email-wrong = Insira um endereço de e-mail, como ada@example.com.
profile-email-same = Este já é seu endereço e está confirmado.
profile-email-many =
    { $minutes ->
        [one] Foram pedidos muitos e-mails. Tente novamente em { $minutes } minuto.
       *[other] Foram pedidos muitos e-mails. Tente novamente em { $minutes } minutos.
    }
profile-email-sign-in = Inicie sessão para confirmar seu endereço
profile-email-sign-in-why = O link funciona para a conta que o pediu. Inicie sessão nessa conta; depois poderá confirmar o endereço.
profile-email-sign-in-button = Iniciar sessão
profile-email-in-use = Este endereço está em uso
profile-email-in-use-what = Ele agora pertence a outra conta. Sua conta mantém o endereço que tem.
profile-back = Voltar ao seu perfil

profile-data = Seus dados
profile-data-hint = Um arquivo com tudo o que está guardado sobre você aqui: perfil, grupos, sessões, apps, chaves de acesso. Não o compartilhe.
profile-data-download = Fazer download dos dados

profile-delete = Excluir sua conta
profile-delete-open = Excluir esta conta para sempre
profile-delete-what = Todas as suas sessões são encerradas, os apps perdem o acesso e ninguém pode recuperar a conta.
profile-delete-username = Seu nome de usuário
profile-delete-username-hint = Digite <b><bdi>{ $username }</bdi></b> para continuar.
profile-delete-button = Excluir minha conta
profile-delete-wrong = Este não é seu nome de usuário. Nada foi excluído.
profile-delete-last-administrator = Mais ninguém administra este servidor. Primeiro, dê acesso de administração a outra pessoa.
profile-deleted = Sua conta foi excluída
profile-deleted-what = Todas as suas sessões foram encerradas, e sua conta foi excluída com tudo o que tinha. O registro do que aconteceu nela fica guardado até o fim do prazo.
profile-deleted-apps = Os apps podem guardar o que sabem sobre você: fale com quem os mantém.
profile-deleted-done = Concluir

## Chaves de acesso e segunda etapa.

security-title = Chaves de acesso e segunda etapa
security-totp-removed = O app autenticador foi removido. Nenhum código será mais pedido.
security-passkey-added = A chave de acesso foi adicionada. A partir de agora, você pode iniciar sessão com ela.
security-key-added = A chave de segurança foi adicionada. Ela pode ser usada depois da senha, não em vez dela.
security-passkey-named = O novo nome foi salvo.
security-passkey-removed = A chave de acesso foi removida desta conta. Exclua-a também no seu dispositivo.
security-password-removed = Sua senha foi removida. Você inicia sessão com sua chave de acesso, e suas outras sessões foram encerradas.
security-password-remove = Iniciar sessão sem senha
security-password-remove-hint = Sua senha deixa de funcionar e você inicia sessão só com sua chave de acesso. Suas outras sessões são encerradas.
security-password-remove-mail = Se você perder todas as chaves de acesso, a página de início de sessão pode enviar um link para escolher uma nova senha.
security-password-remove-link = Se você perder todas as chaves de acesso, um administrador pode dar a você um link para escolher uma nova senha.
security-password-remove-now = Remover a senha
security-password-no-passkey = Inicie sessão uma vez só com uma chave de acesso. Depois você poderá remover sua senha aqui.
security-device-forgotten = Nesse dispositivo, a segunda etapa será pedida de novo no próximo início de sessão.
security-devices-forgotten = Em todos os dispositivos, a segunda etapa será pedida de novo no próximo início de sessão.
security-required = Este site pede mais do que uma senha: adicione uma chave de acesso ou um app autenticador.

security-passkeys = Chaves de acesso
security-passkeys-hint = Com uma chave de acesso, você inicia sessão com a impressão digital, o rosto ou um PIN, sem senha. Ela só funciona neste site; por isso, nenhum site falso pode pedi-la.
security-passkey-synced = sincronizada
security-passkey-one-device = em um só dispositivo
security-added = adição: { $time_html }
security-used = último uso: { $time_html }
security-not-used = ainda sem uso
security-since = início: { $time_html }
security-passkey-change = Alterar<span class="vh"> { $name }</span>
security-passkey-name = Nome
security-passkey-save = Salvar nome
security-passkey-remove = Remover<span class="vh"> { $name }</span>
security-no-passkeys = Nenhuma chave de acesso ainda.
security-passkey-add = Adicionar chave de acesso
security-passkey-failed = Nenhuma chave de acesso foi criada. Tente novamente.
security-passkey-known-device = Este dispositivo já tem uma chave de acesso para esta conta.
security-passkey-script = Para adicionar uma chave de acesso, ative o JavaScript neste navegador.
security-passkey-unnamed = Chave de acesso
security-passkey-field = Chave de acesso
security-passkey-only-way-in = Não há senha, e nenhuma outra chave de acesso basta sozinha: sem esta, você não poderia iniciar sessão. Primeiro, adicione outra chave de acesso.
security-name-long = Insira um nome com no máximo { $count } caracteres.
security-name-invisible = Este nome não pode ser usado, pois contém o caractere invisível { $code }: remova-o.
security-name-mixed = Este nome não pode ser usado: `{ $word }` mistura letras de vários alfabetos, que podem parecer iguais. Escreva cada palavra em um só alfabeto.
security-register-added = A chave de acesso foi adicionada.
security-register-refused = Não foi possível adicionar a chave de acesso: este servidor não consegue ler o que o navegador enviou. Tente com outro dispositivo.
security-register-outdated = Esta página ficou aberta por muito tempo. Tente novamente.
security-register-known = Esta chave de acesso já tinha sido adicionada.
security-register-full = Esta conta atingiu o limite de chaves de acesso. Remova uma primeiro.
security-register-not-proven = Entretanto, sua conta foi alterada. Inicie sessão novamente e adicione a chave de acesso.

security-totp = App autenticador
security-totp-on = ativo
security-totp-remove = Remover o app
security-totp-hint = Um app no seu telefone mostra um código, que você insere depois da senha.
security-totp-add = Adicionar app autenticador

security-codes = Códigos de recuperação
security-codes-none = nenhum restante
security-codes-left = Restantes: <b>{ $count }</b>.
security-codes-hint = Cada um permite entrar uma vez, se você perder o telefone ou as chaves de acesso.
security-codes-new = Criar novos códigos
security-codes-new-hint = Os antigos deixam de funcionar.
security-user-code = Código para pedidos de aplicações
security-user-code-hint = Algumas aplicações só lhe podem pedir algo se lhes der este código, por exemplo ao telefone. Não o dê a nenhuma aplicação que não tenha contactado por si.
security-user-code-is = O seu código: <b>{ $code }</b>
security-user-code-once = Só é mostrado agora. O código anterior, se existia, deixa de funcionar.
security-user-code-make = Criar um código
security-user-code-again = Criar um novo código
security-user-code-remove = Remover o código
security-user-code-removed = O código foi removido. As aplicações que precisam dele já não lhe podem pedir nada.

security-remembered = Dispositivos lembrados
security-remembered-hint = Nestes dispositivos, a senha basta até que a senha ou a segunda etapa mude. Apps e alterações da sua conta ainda podem pedir mais.
security-forget = Esquecer<span class="vh"> { $device }</span>
security-forget-all = Esquecer todos
security-no-remembered = Nenhum dispositivo lembrado.

## A segunda etapa de um início de sessão.

second-factor-title = Confirme que é você
second-factor-lead = Só mais uma etapa, { $person_html }.
second-factor-lead-step-up = Isto exige uma segunda prova de que é você, { $person_html }.
second-factor-change = Use sua chave de acesso para isto: alguém pode enganar você para obter um código, mas não uma chave de acesso.
second-factor-change-lost = Se a chave de acesso foi perdida, use um código de recuperação. Se não restar nenhum, fale com a pessoa responsável por este site.
second-factor-recovery-code = Código de recuperação
second-factor-recovery-code-hint = Um dos códigos que você guardou, como BCDF-GHJK-LMNP-QRST. Cada um funciona uma vez.
second-factor-code = Código do app autenticador
second-factor-code-hint = Seis dígitos, um novo código a cada 30 segundos.
second-factor-confirm = Confirmar
second-factor-lost = Não resta nenhuma forma de confirmar que é você. Fale com a pessoa responsável por este site.
second-factor-script = Para usar uma chave de acesso, ative o JavaScript neste navegador.
second-factor-no-passkeys = Este navegador não aceita chaves de acesso.
second-factor-recovery-hint = Você pode usar um código de recuperação.
second-factor-other-device = Use outro navegador ou dispositivo.
second-factor-passkey = Usar chave de acesso
second-factor-passkey-failed = Nenhuma chave de acesso foi usada. Tente novamente ou use outra forma.
second-factor-other-way = Usar outra forma
second-factor-recovery = Usar código de recuperação
second-factor-help = Obter ajuda
second-factor-cancel = Cancelar
second-factor-mismatch = O código não está correto. Verifique-o e tente novamente.
second-factor-used = Esse código já foi usado. Aguarde o próximo e tente novamente.
second-factor-missing = Insira o código.
second-factor-passkey-refused = A chave de acesso não foi aceita. Tente novamente ou use outra forma.
second-factor-passkey-needed = Um código não basta aqui: use uma chave de acesso. O código não foi gasto.
second-factor-outdated = Esta página ficou aberta por muito tempo. Tente novamente.
second-factor-not-ours = { $what } Tente novamente.
second-factor-many = Muitos códigos incorretos.

## Configurar a segunda etapa.

set-up-title = Configurar uma segunda etapa
set-up-totp-title = Adicionar um app autenticador
set-up-lead = { $person_html }, aqui é preciso mais do que uma senha. A configuração é feita uma só vez.
set-up-lead-passkey = { $person_html }, este aplicativo pede uma chave de acesso. A configuração é feita uma só vez.
set-up-lead-also-passkey = { $person_html }, este aplicativo pede uma chave de acesso: um código não basta. A configuração é feita uma só vez.
set-up-no-totp = Não é possível configurar um aplicativo autenticador aqui.
set-up-nothing = No momento, não é possível configurar uma segunda etapa aqui. Fale com quem administra este site.
set-up-totp-lead = Depois, um código do app será pedido sempre que você iniciar sessão com a senha.
set-up-refused = Nada foi configurado ainda.
set-up-passkey = Com uma chave de acesso
set-up-passkey-hint = Sua impressão digital, seu rosto ou o PIN deste dispositivo ou de uma chave de segurança.
set-up-passkey-make = Criar chave de acesso
set-up-passkey-failed = Nenhuma chave de acesso foi criada. Tente novamente ou use um app autenticador.
set-up-or-totp = Ou com um app autenticador
set-up-scan = Leia este código com o app ou <a href="{ $href }">abra o app neste dispositivo</a>.
set-up-type = Digitar uma chave
set-up-type-hint = Conta <b>{ $username }</b>, com base no tempo, seis dígitos.
set-up-code = Insira o código que o app mostra
set-up-code-field = Código
set-up-turn-on = Ativar
set-up-cancel = Cancelar
set-up-outdated = Esta página ficou aberta por tempo demais. Leia o novo código abaixo e tente novamente.
set-up-digits = Insira os seis dígitos que o app mostra.
set-up-mismatch = O código não está correto. Verifique se o relógio do telefone está certo e insira o código que o app mostra agora.
set-up-known = Esta conta já tem um app autenticador.
set-up-meanwhile = Entretanto, sua conta foi alterada. Inicie sessão novamente.

## Códigos de recuperação.

codes-title = Seus códigos de recuperação
codes-lead = Se você perder o telefone ou as chaves de acesso, um destes códigos permite entrar. <b>Eles só são mostrados agora.</b>
codes-hint = Cada código funciona uma vez. Guarde-os junto dos seus documentos importantes ou em um gerenciador de senhas.
codes-download = Fazer download
codes-print = Imprimir
codes-saved = Já guardei os códigos
codes-file-title = Códigos de recuperação de { $site } ({ $issuer })
codes-file-hint = Cada código funciona uma vez.

## Atividade.

activity-title = Atividade
activity-hint =
    { $days ->
        [one] O que aconteceu na sua conta, do mais recente ao mais antigo. Os registros são guardados por { NUMBER($days) } dia. Se algo não foi feito por você, altere sua senha e encerre as outras sessões.
       *[other] O que aconteceu na sua conta, do mais recente ao mais antigo. Os registros são guardados por { NUMBER($days) } dias. Se algo não foi feito por você, altere sua senha e encerre as outras sessões.
    }
activity-newest = Mais recentes
activity-older = Mais antigos
activity-presence-label = Quando tinha sessão iniciada, em cada dispositivo. Segue-se o mesmo em lista.
activity-none = Nada ainda.
activity-none-hint = Os inícios de sessão e as alterações da sua conta aparecem aqui.

## Without passwords

security-passkey-only-here = Nenhuma outra chave de acesso basta sozinha: sem esta, você não poderia iniciar sessão. Primeiro, adicione outra chave de acesso.
