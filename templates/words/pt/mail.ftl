# E-mails enviados às pessoas.

mail-hello = Olá,
mail-hello-name = Olá, { $name },
mail-action = { $label }:
mail-open-address = Ou abra este endereço: <a href="{ $href }">{ $href }</a>
mail-not-you = Se não foi você, escolha uma nova senha agora, encerre as outras sessões na página da sua conta e avise a pessoa responsável por este site.
mail-open-account = Abrir sua conta

mail-reset-subject = Escolha uma nova senha para { $site }
mail-reset = Alguém pediu um link para escolher uma nova senha para sua conta em { $site }.
mail-reset-button = Escolher uma nova senha
mail-link-one-hour = O link funciona uma vez, durante uma hora.
mail-reset-nothing-to-do = Se não foi você quem pediu, não precisa fazer nada: sua senha continua igual.

mail-invitation-subject = Sua conta em { $site }
mail-invitation = Você tem uma conta em { $site }. Para concluir, escolha uma senha.
mail-invitation-button = Escolher uma senha
mail-link-seven-days = O link funciona uma vez, durante sete dias.
mail-operator-reset-subject = Escolha uma nova senha para { $site }
mail-operator-reset = A pessoa responsável por { $site } enviou este link para você escolher uma nova senha.
mail-operator-reset-button = Escolher uma nova senha

mail-password-changed-subject = Sua senha de { $site } foi alterada
mail-password-changed = A senha da sua conta em { $site } foi alterada. Suas outras sessões foram encerradas.

mail-factors = Isto aconteceu na sua conta em { $site }: { $what }
mail-totp-added-subject = Um app autenticador foi adicionado: { $site }
mail-totp-added = Um app autenticador foi adicionado.
mail-totp-removed-subject = Seu app autenticador foi removido: { $site }
mail-totp-removed = O app autenticador foi removido.
mail-passkey-added-subject = Uma chave de acesso foi adicionada: { $site }
mail-passkey-added = A chave de acesso “{ $name }” foi adicionada.
mail-passkey-removed-subject = Uma chave de acesso foi removida: { $site }
mail-passkey-removed = A chave de acesso “{ $name }” foi removida.
mail-codes-replaced-subject = Você tem novos códigos de recuperação: { $site }
mail-codes-replaced = Novos códigos de recuperação foram criados. Os antigos deixaram de funcionar.
mail-password-removed-subject = Sua senha foi removida: { $site }
mail-password-removed = Sua senha foi removida. Agora você inicia sessão com uma chave de acesso.
mail-disowned-subject = O que foi adicionado foi removido: { $site }
mail-disowned = Você informou que um início de sessão não foi seu. As chaves de acesso e o app autenticador adicionados nesse navegador foram removidos, assim como todos os códigos de recuperação.
mail-factors-reset-subject = Chaves de acesso e segunda etapa removidas: { $site }
mail-factors-reset = A pessoa responsável pelo site removeu suas chaves de acesso, seu app autenticador e seus códigos de recuperação. Todas as suas sessões foram encerradas.

mail-new-sign-in-subject = Novo início de sessão em { $device }: { $site }
mail-new-sign-in = Alguém iniciou sessão na sua conta em { $site } em um navegador que você ainda não tinha usado aqui.
mail-new-sign-in-device = Dispositivo: { $device }
mail-new-sign-in-time = Hora: { $day } { $hour } UTC
mail-new-sign-in-network = Endereço de rede: { $address }
mail-new-sign-in-yours = Se foi você, não precisa fazer nada.
mail-new-sign-in-button = Não fui eu
mail-new-sign-in-link = O link leva a uma página com um único botão. Ele encerra todas as suas sessões e permite escolher uma nova senha.
mail-new-sign-in-until = O link funciona uma vez, durante sete dias, até sua senha ser alterada.

mail-confirm-subject = Confirme seu endereço de e-mail para { $site }
mail-confirm = A conta “{ $username }” em { $site } quer usar este endereço de e-mail.
mail-confirm-button = Confirmar o endereço
mail-confirm-link = O link funciona uma vez, durante uma hora, para quem tiver a sessão iniciada nesta conta.
mail-confirm-nothing-to-do = Se esta conta não é sua, não precisa fazer nada: nada muda.

mail-in-use-subject = Seu endereço de e-mail em { $site }
mail-in-use = Alguém com uma conta em { $site } quis usar este endereço de e-mail nela.
mail-in-use-kept = Ele já pertence a uma conta. Por isso, nada foi alterado e mais ninguém pode usá-lo.
mail-in-use-yours = Se foi você, inicie sessão na conta que tem este endereço.

mail-email-changed-subject = Seu endereço de e-mail de { $site } foi alterado
mail-email-changed = A conta “{ $username }” em { $site } agora tem outro endereço de e-mail. Os e-mails não chegam mais aqui.
mail-email-changed-not-you = Se não foi você, avise imediatamente a pessoa responsável por este site.

mail-request-subject = { $app } pede que você entre: { $site }
mail-request = { $app } pede para entrar com a sua conta em { $site }. A página mostra o que é pedido e de onde.
mail-request-yours = Se não foi você quem começou isto, recuse lá ou não faça nada: sem resposta, a solicitação expira em alguns minutos.
mail-request-button = Ver a solicitação

mail-test-subject = { $site } pode enviar e-mails
mail-test = Este é um teste de { $issuer }. O e-mail funciona.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Crie uma chave de acesso para { $site }
# $site: the name of this site.
mail-passkey = Alguém pediu um link para criar uma chave de acesso para sua conta em { $site }.
# Button.
mail-passkey-button = Criar uma chave de acesso
mail-passkey-nothing-to-do = Se não foi você quem pediu, não precisa fazer nada.
# $site: the name of this site.
mail-invitation-passkey = Você tem uma conta em { $site }. Para concluir, crie uma chave de acesso.
mail-new-sign-in-link-passkey = O link leva a uma página com um botão que encerra suas sessões em todos os lugares. Ele funciona uma vez, dentro de sete dias.
