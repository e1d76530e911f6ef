# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Os apps conhecem você como { $person_html }.
apps-search = Buscar nos seus apps
apps-search-button = Buscar
apps-signed-in = Último acesso { $time_html }
apps-no-consent = Não precisa da sua permissão
apps-asks-each-time = Pergunta sempre
apps-asks-each-time-hint = Você escolheu que este app peça sua permissão sempre que você iniciar sessão nele.
apps-refused = Você não pode usar este app, então ele não recebe nada da sua conta.
apps-gone = Este app não está mais disponível aqui.
apps-allowed = Você permitiu isto { $time_html }.
apps-got = Ele obteve este acesso { $time_html }.
apps-all = Todos os apps ({ NUMBER($count) })
apps-first-page = Primeira página
apps-next-page = Mais apps
apps-no-match = Nenhum app corresponde a <bdi>{ $q }</bdi>.
apps-show-all = Mostrar todos os apps
apps-empty = Os apps que você pode usar aparecem aqui, cada um com um botão que o abre. Pergunte à pessoa que administra este site quais existem.
apps-empty-administrator = Adicione o primeiro: Grafana, Nextcloud, Immich e muitos outros têm uma configuração pronta. Este comando lista todos:

## Removing the access of an app.

remove-app-title = Remover o acesso de { $app_html }?
remove-app-sees = Ele pode ver
remove-app-then = Quando você remover
remove-app-tokens = O app não poderá mais ver nada da sua conta nem fazer nada em seu nome.
remove-app-offline = O acesso dele enquanto você está ausente também termina.
remove-app-told = O app é avisado para encerrar a sua sessão.
remove-app-not-told = O app não pode ser avisado para encerrar a sua sessão: saia lá também.
remove-app-keeps = O que o app guardou sobre você continua com ele.
remove-app-asks = O app pedirá permissão de novo quando você voltar a iniciar sessão nele.
remove-app-again = Este app não precisa de permissão: quando você voltar a iniciar sessão nele, ele terá este acesso de novo sem perguntar.
remove-app-never-again = Ele não poderá ter acesso de novo enquanto você não puder usá-lo.
remove-app-here = Sua sessão aqui continua.
remove-app-button = Remover acesso
remove-app-cancel = Manter acesso
