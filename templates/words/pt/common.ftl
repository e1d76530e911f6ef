# Palavras comuns a várias páginas.

language = Idioma
language-choose = Mudar idioma

site-links = Mais sobre este site
link-help = Ajuda
link-privacy = Privacidade
link-terms = Termos
link-imprint = Aviso legal

show = Mostrar
hide = Ocultar
error-prefix = Erro:
go-to = Ir para “{ $field }”
go-to-field = Ir para o campo
wait-over = Já é possível tentar novamente.
wait-seconds =
    { $seconds ->
        [one] Tente novamente em <span data-retry-after="{ $seconds }">{ $seconds } segundo</span>.
       *[other] Tente novamente em <span data-retry-after="{ $seconds }">{ $seconds } segundos</span>.
    }
wait-minutes =
    { $minutes ->
        [one] Tente novamente em <span data-retry-after="{ $seconds }">{ $minutes } minuto</span>.
       *[other] Tente novamente em <span data-retry-after="{ $seconds }">{ $minutes } minutos</span>.
    }
password-hint = Pelo menos { $length } caracteres. Algumas palavras sem relação entre si funcionam bem.

account-pages = Sua conta
tab-account = Conta
tab-profile = Perfil
tab-security = Segurança
tab-activity = Atividade

admin-pages = Administração
admin-tab-overview = Visão geral
admin-tab-people = Pessoas
admin-tab-groups = Grupos
admin-tab-sessions = Sessões
admin-tab-deliveries = Avisos de encerramento
admin-tab-activity = Atividade

audit-look = verificar
audit-by = por <bdi>{ $name }</bdi>
audit-by-link = por <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = pedido { $id }

app-policy = Política de privacidade
app-terms = Termos de serviço
to-continue = para continuar para <b>{ $app_html }</b>
for-the-developer = Para quem desenvolve o app:
no-way-back-will = Você não voltará ao app, porque { $reason }.
no-way-back-was = Você não voltou ao app, porque { $reason }.

signed-in-at = sessão iniciada { $time_html }
signed-in-with = sessão iniciada { $time_html } com { $methods }
remember-device = Não perguntar novamente neste dispositivo durante { $time }

time-minutes =
    { $n ->
        [one] { $n } minuto
       *[other] { $n } minutos
    }
time-hours =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
time-days =
    { $n ->
        [one] { $n } dia
       *[other] { $n } dias
    }

list-two = { $one } e { $two }
list-comma = { $one }, { $two }
