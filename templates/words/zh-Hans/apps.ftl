# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = 应用所知道的你是 { $person_html }。
apps-search = 搜索你的应用
apps-search-button = 搜索
apps-signed-in = 上次登录：{ $time_html }
apps-no-consent = 无需你的同意
apps-asks-each-time = 每次都会询问
apps-asks-each-time-hint = 你已选择在每次登录此应用时都询问你。
apps-refused = 你不能使用此应用，因此它不会获得你账号的任何信息。
apps-gone = 此应用在这里已不可用。
apps-allowed = 你允许的时间：{ $time_html }。
apps-got = 它获得此访问权限的时间：{ $time_html }。
apps-all = 所有应用（{ NUMBER($count) }）
apps-first-page = 首页
apps-next-page = 更多应用
apps-no-match = 没有与 <bdi>{ $q }</bdi> 匹配的应用。
apps-show-all = 显示所有应用
apps-empty = 你可以使用的应用会显示在这里，每个应用都有一个打开它的按钮。请向本站的运营者询问有哪些应用。
apps-empty-administrator = 添加第一个应用：Grafana、Nextcloud、Immich 等许多应用都有预设。此命令会列出它们：

## Removing the access of an app.

remove-app-title = 移除 { $app_html } 的访问权限？
remove-app-sees = 它可以查看
remove-app-then = 移除之后
remove-app-tokens = 该应用将无法再查看你账号的任何信息，也无法再以你的名义执行任何操作。
remove-app-offline = 它在你离开期间的访问权限也会终止。
remove-app-told = 该应用会收到让你退出登录的通知。
remove-app-not-told = 无法通知该应用让你退出登录：请同时在应用中退出。
remove-app-keeps = 该应用已存储的关于你的信息仍保留在它那里。
remove-app-asks = 下次登录该应用时，它会再次询问你。
remove-app-again = 此应用无需同意：你下次登录时，它会在不询问的情况下重新获得此访问权限。
remove-app-never-again = 只要你不能使用它，它就无法再次获得访问权限。
remove-app-here = 你在这里保持登录状态。
remove-app-button = 移除访问权限
remove-app-cancel = 保留访问权限
