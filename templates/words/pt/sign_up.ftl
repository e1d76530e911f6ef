# Contas que as pessoas criam para si.

sign-up-link = Criar uma conta

sign-up-lead = Insira seu endereço de e-mail. Enviaremos um link para continuar.
sign-up-approval = A administração aprova as contas novas antes de elas funcionarem.
sign-up-domains = Um endereço de { $domains }.
sign-up-email = Endereço de e-mail
sign-up-send = Enviar o link
sign-up-have-one = Já tenho uma conta
sign-up-help = Obter ajuda
sign-up-not-sent = Nenhum link foi enviado.
sign-up-email-wrong = Insira um endereço de e-mail, como ada@example.com.
sign-up-email-domain = Use um endereço de e-mail de { $domains }.
sign-up-sent = Verifique seu e-mail
sign-up-sent-text = Se o endereço puder ser usado, enviamos um link para ele. O link funciona uma vez, durante uma hora.
sign-up-sent-next = Não recebeu nada? Verifique a pasta de spam ou fale com a pessoa responsável por este site.
sign-up-back = Voltar ao início de sessão
sign-up-sign-in = Iniciar sessão
sign-up-closed = Sem contas novas
sign-up-closed-text = No momento, ninguém pode criar uma conta aqui. Fale com a pessoa responsável por este site.

sign-up-account-lead = Sua conta em { $site } passa a existir quando você concluir esta página.
sign-up-name = Seu nome
sign-up-name-unfit = Este nome não pode ser usado: remova os caracteres de controle ou invisíveis.
sign-up-username = Nome de usuário
sign-up-username-hint = Serve para iniciar sessão.
sign-up-username-length = Escolha um nome de usuário com 1 a 255 bytes.
sign-up-username-character = Escolha um nome de usuário sem espaços, caracteres de controle ou invisíveis.
sign-up-username-scripts = Escolha um nome de usuário que não misture letras de vários alfabetos, como letras latinas e cirílicas que parecem iguais.
sign-up-username-at = Escolha um nome de usuário sem @: não é um endereço de e-mail.
sign-up-username-taken = Este nome de usuário já está em uso ou se parece com um que está. Escolha outro.
sign-up-email-optional = Endereço de e-mail (opcional)
sign-up-email-taken = Este endereço pertence a outra conta ou se parece com o de outra conta. Use outro ou inicie sessão.
sign-up-password = Senha
sign-up-create = Criar conta
sign-up-not-made = A conta não foi criada.
sign-up-has-account = Você já tem uma conta
sign-up-has-account-text = Este endereço passou a ter uma conta depois do envio do link. Inicie sessão com ele.
sign-up-made = Sua conta aguarda aprovação
sign-up-made-text = A administração analisa as contas novas. Você poderá iniciar sessão quando a sua for aprovada.
sign-up-made-mail = Avisaremos por e-mail quando isso acontecer.
sign-up-made-later = Tente iniciar sessão mais tarde.
sign-up-waits = A administração ainda não aprovou esta conta.

sign-up-link-gone = Este link não funciona mais
sign-up-link-gone-text = Se já criou sua conta, inicie sessão. Caso contrário, peça um novo link.

mail-sign-up-subject = Sua conta em { $site }
mail-sign-up-asked = Alguém quer criar uma conta em { $site } com este endereço de e-mail.
mail-sign-up-action = Criar a conta
mail-sign-up-once = O link funciona uma vez, durante uma hora.
mail-sign-up-not-you = Se não foi você, não precisa fazer nada: nenhuma conta foi criada.
mail-sign-up-has-subject = Você já tem uma conta em { $site }
mail-sign-up-has = Alguém quis criar uma conta em { $site } com este endereço de e-mail. Ele já pertence a uma conta; por isso, nada foi feito.
mail-sign-up-sign-in = Iniciar sessão
mail-sign-up-has-not-you = Se não foi você, não precisa fazer nada.
mail-sign-up-unfit = Alguém quer criar uma conta em { $site } com este endereço de e-mail. Ele não pode ser usado lá, porque pode ser confundido com um nome já em uso.
mail-sign-up-approved-subject = Sua conta em { $site } foi aprovada
mail-sign-up-approved = A administração aprovou sua conta “{ $username }” em { $site }. Você já pode iniciar sessão.

admin-waiting = À espera de aprovação
admin-waiting-since = Aprovação pedida
admin-waiting-email = indicado, não confirmado
admin-waiting-tag = à espera de aprovação
admin-waiting-count =
    { $n ->
        [one] { NUMBER($n) } conta à espera de aprovação
       *[other] { NUMBER($n) } contas à espera de aprovação
    }
admin-approve = Aprovar a conta
admin-approved = A conta foi aprovada. A pessoa já pode iniciar sessão.
admin-sign-up-link = Link de convite
admin-sign-up-link-make = Criar um link de convite
admin-sign-up-uses = Para quantas pessoas
admin-sign-up-days = Por quantos dias
admin-sign-up-people = Pessoas
admin-sign-up-done = Concluir
admin-sign-up-scan = Ou peça que leiam este código com o telefone:
admin-sign-up-text =
    { $n ->
        [one] Quem tiver este link pode criar uma conta, uma única vez. O link expira { $time_html }. Ele só é mostrado agora.
       *[other] Quem tiver este link pode criar uma conta, { NUMBER($n) } vezes no total. O link expira { $time_html }. Ele só é mostrado agora.
    }

admin-refused-sign-up-off = Ninguém pode criar conta: primeiro escreva signup = "invite" ou "open" em [login].
admin-refused-not-waiting = { $username } não está à espera de aprovação.

audit-signed-up-mail = Conta criada por um link enviado por e-mail
audit-signed-up-link = Conta criada por um link de convite da administração
audit-user-approve = Conta aprovada
audit-sign-up-link = Link de convite criado
