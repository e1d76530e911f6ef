# O que aconteceu, em frases sem sujeito.

method-password = uma senha
method-code = um código de uso único
method-passkey = uma chave de acesso
method-unknown = um método desconhecido aqui

audit-login = Sessão iniciada com { $methods }
audit-login-again = Identidade confirmada novamente com { $methods }
audit-login-step-up = Segundo fator confirmado: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Tentativas de iniciar sessão sem indicar uma conta: { NUMBER($count) }, de { NUMBER($networks) } rede
       *[other] Tentativas de iniciar sessão sem indicar uma conta: { NUMBER($count) }, de { NUMBER($networks) } redes
    }
audit-login-fail-password = Senha incorreta inserida
audit-login-fail-code = Código de uso único incorreto inserido
audit-login-fail-password-times =
    { $count ->
        [one] Senha incorreta inserida { NUMBER($count) } vez em um minuto
       *[other] Senha incorreta inserida { NUMBER($count) } vezes em um minuto
    }
audit-login-fail-code-times =
    { $count ->
        [one] Código de uso único incorreto inserido { NUMBER($count) } vez em um minuto
       *[other] Código de uso único incorreto inserido { NUMBER($count) } vezes em um minuto
    }
audit-login-disown = Sessão indicada como iniciada por outra pessoa
audit-login-disown-device = Sessão em { $device } indicada como iniciada por outra pessoa

audit-session-end = Fim de uma sessão: { $why }
audit-session-end-device = Fim da sessão em { $device }: { $why }
audit-end-app = encerrada em um app
audit-end-administrator = encerrada pela administração
audit-end-replaced = outra conta iniciou sessão
audit-end-password = a senha mudou
audit-end-locked = a conta foi bloqueada
audit-end-removed = a conta foi removida
audit-end-left = a conta saiu da configuração
audit-end-expired = muito antiga ou muito tempo sem uso
audit-end-person = encerrada pela própria pessoa

audit-some-app = um app
audit-app-sign-in = Sessão iniciada em { $app }
audit-app-sign-out = Sessão encerrada em { $app }
audit-consent-grant = Acesso concedido a { $app }
audit-consent-revoke = Acesso removido de { $app }
audit-consent-remember = “Perguntar sempre” desativado para { $app }
audit-request-allow = Permitido em outro dispositivo: { $app }
audit-request-refuse = Recusado em outro dispositivo: { $app }
audit-grant-revoke = { $app } renunciou ao acesso
audit-token-exchange = Token trocado por { $app } para agir em nome desta conta
audit-token-refuse = Token para esta conta recusado a { $app }
audit-token-replay = Acesso revogado de { $app }: um código ou token já usado foi apresentado de novo

audit-totp-add = App autenticador adicionado
audit-totp-remove = App autenticador removido
audit-passkey-add = Chave de acesso adicionada
audit-passkey-add-named = Chave de acesso adicionada: { $name }
audit-passkey-rename = Chave de acesso renomeada
audit-passkey-rename-named = Chave de acesso renomeada: { $name }
audit-passkey-remove = Chave de acesso removida
audit-passkey-remove-named = Chave de acesso removida: { $name }
audit-recovery-code-use = Código de recuperação usado
audit-recovery-codes-replace = Novos códigos de recuperação criados
audit-user-code-make = Código para pedidos de aplicações criado
audit-user-code-remove = Código para pedidos de aplicações removido
audit-factors-reset = Todas as chaves de acesso, o app autenticador e os códigos de recuperação removidos
audit-factors-disown = Removido o que foi adicionado em um navegador de outra pessoa
audit-browser-forget = Navegador esquecido: { $device }
audit-browsers-forget = Navegadores esquecidos: { NUMBER($count) }
audit-factor-forget = A segunda etapa volta a ser pedida em { $device }
audit-factor-remember = A segunda etapa deixa de ser pedida em { $device }
audit-factors-forget = Dispositivos em que a segunda etapa volta a ser pedida: { NUMBER($count) }

audit-password-change = Senha definida
audit-password-remove = Senha removida
audit-link-mail = Link para escolher uma senha enviado por e-mail
audit-link-mail-reset = Link para escolher uma nova senha pedido por e-mail
audit-link-mail-sign-up = Link para criar uma conta pedido por e-mail
audit-email-ask = Link para confirmar um novo endereço de e-mail pedido
audit-link-make-setup = Link para configurar a primeira conta de administração criado
audit-link-make-invite = Link para escolher a primeira senha criado
audit-link-make-reset = Link para escolher uma nova senha criado
audit-user-add = Conta adicionada
audit-user-lock = Conta bloqueada
audit-user-unlock = Conta desbloqueada
audit-user-remove = Conta removida: { $username }
audit-user-leave = Conta retirada da configuração
audit-user-lapse = Todas as sessões e acessos terminados, porque a conta já não estava na configuração
audit-data-download = Dados desta conta descarregados
audit-claims-preview = Consultado o que { $app } saberia desta conta
audit-sign-in-try = Experimentado um início de sessão desta conta em { $app }
audit-user-change = Alteração: { $changes }
audit-user-change-unknown = Conta alterada
audit-changes = { $one }; { $two }
audit-change-username = nome de usuário, de { $before } para { $after }
audit-change-email = endereço de e-mail
audit-change-email-verified = confirmação do endereço de e-mail
audit-change-groups = grupos, agora { $groups }
audit-change-groups-none = grupos, agora nenhum
audit-change-administrator = agora com acesso de administração
audit-change-no-administrator = agora sem acesso de administração
audit-change-profile = perfil
audit-change-definition = local em que a conta é definida

audit-client-register = App registrado por si próprio: { $app }
audit-client-change = Registro alterado pelo próprio app: { $app }
audit-client-remove = App registrado removido: { $app }
audit-client-approve = App registrado aprovado: { $app }
audit-client-disable = App registrado desativado: { $app }
audit-client-enable = App registrado ativado: { $app }
audit-client-define = App adicionado à configuração: { $app }
audit-client-leave = App retirado da configuração: { $app }
audit-client-lapse = Todos os acessos terminados, porque o app ou as suas credenciais já não estavam na configuração: { $app }
audit-logout-reopen = Saídas comunicadas ainda assim a um app: { $app } ({ NUMBER($count) })
audit-registration-token-add = Token para registro de apps criado
audit-registration-token-revoke = Token para registro de apps revogado

audit-key-add = Chave criada ({ $alg })
audit-key-retire = Chave retirada de uso: { $kid }
audit-key-restore = Chave reposta em uso: { $kid }
audit-key-remove = Chave removida: { $kid }
audit-sealing-add = Segredo de selagem criado
audit-sealing-replace = Segredo de selagem criado no lugar de todos os outros
audit-sealing-remove = Segredo de selagem removido
audit-config-reload = Configuração recarregada
audit-server-start = Latchkey { $version } iniciado
audit-mail-test = E-mail de teste enviado
audit-backup-make = Cópia de segurança da base de dados criada
audit-backup-remove = Cópias de segurança antigas da base de dados eliminadas: { NUMBER($count) }
audit-backup-restore = Cópia de segurança da base de dados reposta
audit-database-export = Base de dados exportada
audit-database-import = Base de dados importada
audit-database-migrate = Base de dados atualizada para a versão de esquema { $version }
audit-audit-export = Registos de atividade exportados
audit-audit-remove = Registos antigos removidos: { NUMBER($count) }

audit-by-administrator = pela administração
audit-by-server = por este servidor
