## What several pages say

admin-full-name = 全名
admin-username = 用户名
admin-email = 邮箱地址
admin-groups = 群组
admin-groups-hint = 以逗号分隔。
admin-may-administer = 管理员：可以使用这些管理页面
admin-filter = 显示
admin-show-everybody = 显示所有用户
admin-list-comma = { $one_html }、{ $two_html }

admin-tag-administrator = 管理员
admin-tag-locked = 已锁定

admin-session-since = 始于 { $time_html }
admin-session-seen = 最近使用：{ $time_html }
admin-session-ended = 会话已结束。

admin-by-app = 由应用 { $client } 执行
admin-by-command-line = 由 { $user } 通过命令行执行
admin-by-server = 由此服务器执行

## Overview

admin-overview-people = <b>{ NUMBER($n) }</b> 位用户
admin-overview-sessions-many = 超过 <b>{ NUMBER($n) }</b> 个会话
admin-overview-sessions = <b>{ NUMBER($n) }</b> 个会话
admin-overview-apps = <b>{ NUMBER($n) }</b> 个应用
admin-overview-registered = { NUMBER($n) } 个自行注册
admin-overview-waiting = <b>{ NUMBER($n) }</b> 条退出通知待发送
admin-overview-last = 最近的活动
admin-overview-all = 所有活动
admin-nothing-yet = 暂无内容。
admin-overview-issuer = 颁发者（issuer）<code>{ $issuer }</code>

## People

admin-people-search = 姓名、用户名或邮箱地址
admin-list-search-button = 搜索
admin-list-only = 显示
admin-people-everybody = 所有用户
admin-people-administrators = 管理员
admin-people-locked = 已锁定
admin-list-order = 排序
admin-people-by-username = 按用户名
admin-list-newest = 最新在前
admin-list-oldest = 最早在前
admin-list-by-name = 按名称
admin-list-by-app = 按应用
admin-list-search-app = 应用的名称或 client_id
admin-people-in-group = 群组 <b><bdi>{ $group }</bdi></b> 中的用户。
admin-people-total = 共 { NUMBER($n) } 个账号
admin-tag-left = 已从配置中移除
admin-tag-configuration = 配置
admin-list-first-page = 第一页
admin-list-next-page = 下一页
admin-list-none = 未找到任何内容。
admin-list-not-yet = 目前尚未找到。下一页将继续搜索。
admin-people-none = 未找到用户。

## Adding a person

admin-add = 添加用户
admin-add-button = 添加
admin-add-next = 接下来，你将生成一个链接，供该用户设置密码。
admin-back-to-people = ← 用户

## A person

admin-person-left = 此账号原先在 <code>{ $file }</code> 中定义，现已不在该文件中，因此该用户无法登录。请恢复该条目，或运行 <code>latchkey user keep { $username }</code>。
admin-person-place = 此账号在 <code>{ $place }</code> 中定义。其中的内容须在该处更改。
admin-tag-not-confirmed = 未确认
admin-tag-no-password = 尚无密码
admin-person-number = 账号编号 <code>{ $sub }</code>
admin-person-added = { $time_html }添加

admin-person-sign-in = 登录
admin-person-has-password = 已设置密码
admin-person-no-password = 没有密码
admin-person-passkeys = { $n } 个通行密钥
admin-person-no-passkey = 没有通行密钥
admin-person-authenticator = 有身份验证器应用
admin-person-no-authenticator = 没有身份验证器应用
admin-person-recovery-codes = 剩余 { $n } 个恢复代码

admin-person-make-link = 生成设置密码的链接
admin-person-make-link-new = 生成设置新密码的链接
admin-person-mail-link = 通过邮件发送此类链接
admin-person-lock = 锁定账号
admin-person-unlock = 解锁账号

admin-person-reset-factors = 移除所有两步验证方式
admin-person-reset-factors-password = 适用于丢失了手机和恢复代码的用户。请确认提出请求的确实是本人。所有通行密钥、身份验证器应用和恢复代码都会被移除，该用户会在所有设备上退出登录；之后仅凭密码即可登录。
admin-person-reset-factors-no-password = 适用于丢失了手机和恢复代码的用户。请确认提出请求的确实是本人。所有通行密钥、身份验证器应用和恢复代码都会被移除，该用户会在所有设备上退出登录；该用户没有密码，因此接下来请生成链接。
admin-person-reset-factors-button = 移除

admin-person-profile = 个人资料和群组
admin-person-email-verified = 已确认该地址属于此用户
admin-person-save = 保存

admin-person-end-session = 结束<span class="vh">在 { $device } 上的会话</span>
admin-person-sign-out = 在所有设备上退出登录
admin-person-no-sessions = 未在任何设备上登录。

admin-person-claims = 应用获得的信息
admin-person-claims-app = 应用
admin-person-claims-not-admitted = 此用户不能使用该应用：不属于其 <code>allowed_groups</code> 中的任何群组。
admin-person-claims-userinfo = 在应用可请求的全部权限范围（<code>{ $scope }</code>）下，userinfo 的内容为：
admin-person-claims-id-token = 在应用可请求的全部权限范围（<code>{ $scope }</code>）下，userinfo 和 ID 令牌的内容为：

admin-person-activity-all = 此用户的所有活动

admin-person-remove = 删除账号
admin-person-remove-summary = 删除此账号及其所有内容
admin-person-remove-hint = 会话、应用的访问权限、通行密钥和个人资料都会被删除。活动记录会保留至期满。此操作无法撤消。
admin-person-remove-confirm = 输入用户名 <b>{ $username }</b> 以确认
admin-person-remove-unconfirmed = 未删除任何内容：请输入用户名 { $username } 以确认。

admin-done-added = 账号已添加。请生成或发送链接，以便该用户设置密码。
admin-done-saved = 更改已保存。应用会在下次请求时获得更改后的信息。
admin-done-locked = 账号已锁定，并已在所有设备上退出登录。
admin-done-unlocked = 账号已解锁。
admin-done-mailed = 设置密码的链接正在通过邮件发送。
admin-done-factors-removed = 所有两步验证方式均已移除，该用户已在所有设备上退出登录。
admin-done-factor-removed = 已移除。该用户已登录的设备仍保持登录：如果设备丢失，请同时让其在所有设备上退出登录。
admin-done-signed-out = 该用户已在所有设备上退出登录。

## Why something was not done for a person

admin-refused-pinned = { $username } 在 { $place }（[[users]]）中定义：请在该处更改 { $keys }。
admin-refused-pinned-all = { $username } 在 { $place }（[[users]]）中定义：请在该处更改。
admin-refused-defined = { $username } 在 { $place }（[[users]]）中定义：请先移除该处的条目。
admin-refused-left = { $username } 已不在 { $file } 中：请恢复该条目，或使用 `latchkey user keep { $username }` 保留账号。
admin-refused-taken = 该用户名或邮箱地址属于另一个账号，或与另一个账号的过于相似。
admin-refused-meanwhile = { $username } 在此期间已被删除或更改：请重试。
admin-refused-last-administrator = { $username } 是最后一位可以登录的管理员：请先将其他用户设为管理员。
admin-refused-last-way-in = { $username } 是最后一位可以登录的管理员，且没有密码：请先发送设置密码的链接，待其使用后再重置验证方式。
admin-refused-only-way-in = { $username } 没有密码，也没有其他可单独登录的通行密钥：请先发送设置密码的链接，或重置验证方式。
admin-refused-username-length = 用户名的长度须为 1 到 255 字节。
admin-refused-username-character = 用户名不得包含空格、控制字符或不可见字符。
admin-refused-username-scripts = 用户名不得混用多种文字的字母，例如外观相同的拉丁字母和西里尔字母。
admin-refused-email = { $text } 不像是邮箱地址。
admin-refused-invisible = { $text }：其中包含不可见字符 { $code }，请将其删除。
admin-refused-scripts = { $text }：`{ $word }` 混用了多种文字的字母，这些字母可能看起来相同。每个词请只使用一种文字。
admin-refused-no-address = 没有已确认属于 { $username } 的邮箱地址：请先设置一个（`latchkey user set --email`），或亲自转交链接。

## A link to choose a password

admin-link-title = 给 { $name } 的链接
admin-link-heading = 给 <bdi>{ $name }</bdi> 的链接
admin-link-back = ← { $name }
admin-link-first = 该用户可通过此链接设置密码。链接只能使用一次，有效期至 { $time_html }，并会取代先前的链接。链接仅在此时显示：请以他人无法看到的方式转交。
admin-link-new = 该用户可通过此链接设置新密码，届时会在所有设备上退出登录。链接只能使用一次，有效期至 { $time_html }，并会取代先前的链接。链接仅在此时显示：请以他人无法看到的方式转交。
admin-link-qr = 或让该用户用手机扫描此二维码：
admin-link-done = 完成

## Groups

admin-groups-people = { NUMBER($n) } 位用户
admin-groups-nobody = 没有成员
admin-groups-may-use = 可使用：{ $apps_html }
admin-groups-none = 暂无群组。
admin-groups-search = 群组名称
admin-groups-most-people = 人数最多在前
admin-groups-none-hint = 群组在用户的页面上填写。如果应用在 <code>allowed_groups</code> 中指定了群组，则只允许这些群组的成员使用。

## Sessions

admin-sessions-many = 超过 { NUMBER($n) } 个会话。
admin-sessions-total = { NUMBER($n) } 个会话。
admin-sessions-search = 姓名、用户名、应用或地址开头
admin-sessions-used = 最近使用在前
admin-sessions-end = 结束<span class="vh"> { $username } 在 { $device } 上的会话</span>
admin-sessions-none = 没有用户登录。

## Sign-out messages

admin-deliveries-hint = 尚未收到或无法收到用户退出通知的应用。系统会在一段时间内反复重试。
admin-deliveries-given-up = 已放弃
admin-deliveries-waiting = 等待中
admin-deliveries-ended = 会话结束于 { $time_html }
admin-deliveries-tried = 已尝试 { $n } 次
admin-deliveries-next = 下次尝试：{ $time_html }
admin-deliveries-took = { NUMBER($ms) } 毫秒后应答或失败
admin-deliveries-none = 所有应用均已收到通知。

## Activity

admin-activity-of = <bdi>{ $name }</bdi> 的活动。
admin-activity-of-link = <a href="{ $href }"><bdi>{ $name }</bdi></a> 的活动。
admin-activity-kind = 类型
admin-activity-everything = 全部
admin-activity-none = 没有此类活动。
admin-activity-search = 姓名、用户名或应用
admin-activity-cut = 名称中包含此文本的用户或应用过多，无法一并搜索。请输入更完整的名称以找到其余部分。
admin-activity-hint = 完整记录（含可验证是否被篡改的哈希值）：<code>latchkey audit verify</code> 和 <code>latchkey audit export</code>。

## Apps.
admin-tab-apps = 应用
admin-apps-registered = 自行注册
admin-apps-disabled = 已停用
admin-apps-used = 上次使用 { $time_html }
admin-apps-none = 还没有应用。
admin-apps-busiest = 过去 24 小时请求最多在前
admin-apps-none-hint = 添加 Grafana、Nextcloud、Immich 或其他应用：<code>latchkey client add --app list</code> 会列出有预设的应用。
admin-app-connect = 连接
admin-app-connect-hint = 大多数应用需要发现地址和客户端 ID。密钥只保存哈希，此处从不显示。
admin-app-discovery = 发现地址
admin-app-client-id = 客户端 ID
admin-app-settings = 设置
admin-app-settings-configured = 此应用在 <code>{ $place }</code> 中配置。文件的更改会自动加载。
admin-app-settings-registered = 此应用是自行注册的。以下各行可在文件中配置它。
admin-app-try = 试用
admin-app-try-person = 用户名或电子邮件地址
admin-app-try-nobody = 没有人使用这个名称。
admin-app-try-sign-in = 登录该应用
admin-app-refusals = 被拒绝的请求
admin-app-refusals-hint = 自此服务器启动以来，带有此客户端 ID 的最近拒绝记录，最多 { $n } 条。
admin-app-refusals-none = 没有被拒绝的请求。
admin-app-remedy = 以下各行可使其被接受：
admin-app-who = 谁可以使用
admin-app-everybody = 所有拥有账户的人。
admin-app-disable = 停用应用
admin-app-disable-hint = 停用会撤销其令牌并拒绝登录该应用，直到重新启用。
admin-app-enable = 启用应用
admin-app-approve = 批准应用
admin-app-approve-hint = 已批准的应用在任何人同意之前也会收到错误响应。在其更改之前一直有效。
admin-app-disable-done = 应用已停用，其令牌已撤销。
admin-app-enable-done = 应用已启用。
admin-app-approve-done = 应用已批准。
admin-app-changed = 应用在此期间已更改。请检查后重试。
admin-app-views = 此应用的页面
copy = 复制
copied = 已复制
admin-connect-paste = 要粘贴到应用中的内容
admin-connect-paste-hint = 选择应用后，此处会显示为此客户端填写好的配置。请在 <code>{ $place }</code> 处写入密钥。
admin-connect-other = 其他应用
admin-connect-tried = 已用 { $version } 试过。
admin-connect-untried = 根据应用的文档编写，未经试用。
admin-connect-lacks = 此客户端对该应用缺少的内容
admin-connect-lacks-nothing = 此客户端具备应用所需的一切。
admin-connect-redirects = 应用返回的地址
admin-connect-addresses = 此服务器的地址
admin-lack-redirect = 应用要求返回 { $value }，但该地址未登记。
admin-lack-post-logout = 退出后应用要求返回 { $value }，但该地址未登记。
admin-lack-backchannel = 应用在 { $value } 接收退出令牌，但此客户端没有对应的地址。
admin-lack-scope = 应用请求 { $value }，但此客户端不得获取。
admin-lack-grants = 应用使用 { $value }，但此客户端不得使用。
admin-lack-method = 此客户端登记的方式是 { $value }，而应用以其他方式发送密钥。
admin-lack-pkce = 应用既不发送 code_challenge 也不发送 nonce，而此客户端必须发送。
admin-lack-native = 应用也在手机或桌面上运行，而此客户端仅用于网页。
admin-lack-claims = 应用只读取 ID 令牌，而此客户端的 ID 令牌中没有这些声明。
admin-try-hint = 在没有应用的情况下，按服务器的方式走一遍登录。不会签发任何内容，也不会保存任何内容。
admin-try-nobody = 没有人登录此应用。
admin-try-not-sent = 不发送
admin-try-signed-in = 已经登录
admin-try-ladder = 会发生什么
admin-try-sent = 应用将浏览器送到 <code>{ $endpoint }</code>，并附上：
admin-try-pushed = 应用先自行把这些发送给服务器（PAR），浏览器只带来一个引用。
admin-try-signed = 应用必须在签名的请求对象中发送这些。
admin-try-left-out = 已略去，因为应用不得获取或无人知晓：{ $scope }
admin-try-admitted = 该应用面向部分群组，此人属于其中之一。
admin-try-not-admitted = 该应用面向部分群组，此人不属于其中任何一个。
admin-try-two-factors = 此人必须使用第二因素或通行密钥。
admin-try-one-factor = 此人使用密码即可。
admin-try-sign-in = { $name } 用密码登录。
admin-try-sign-in-two = { $name } 用密码和第二因素登录。
admin-try-sign-in-passkey = { $name } 用通行密钥登录。
admin-try-sign-up = { $name } 看到新建账户的页面并登录。
admin-try-again = 由于要求重新登录，{ $name } 再次登录。
admin-try-step-up = { $name } 验证第二因素。
admin-try-enrol = { $name } 设置第二因素。
admin-try-account = { $name } 选择账户。
admin-try-consent = 询问 { $name } 应用是否可以获得以下内容：
admin-try-issue = 没有缺少的内容：服务器批准请求。
admin-try-refuse = 服务器拒绝请求。
admin-try-goes = 浏览器返回 <code>{ $place }</code>，并附上：
admin-try-stays = 浏览器停留在此服务器的错误页面，应用得不到任何消息。
admin-try-told = 应用会得知的内容
admin-try-id-token = ID 令牌的内容：
admin-try-userinfo = Userinfo 的内容：
admin-try-lane-app = 应用
admin-try-lane-browser = 浏览器
admin-try-lane-server = 服务器
admin-try-parameters = 参数：{ NUMBER($n) }
admin-gloss-response-type = 应用想要取回的内容。“code”由应用绕过浏览器换取令牌。
admin-gloss-client-id = 应用在此服务器上的名称。
admin-gloss-redirect-uri = 浏览器返回的地址。必须逐字登记。
admin-gloss-scope = 应用所请求的内容。
admin-gloss-state = 由应用生成。应答必须带有相同的值。
admin-gloss-nonce = 由应用生成。ID 令牌必须带有相同的值。
admin-gloss-code-challenge = 应用所保管的秘密的哈希（PKCE）。没有该秘密，谁也无法使用代码。
admin-gloss-code-challenge-method = 该哈希的计算方式。
admin-gloss-prompt = 服务器必须显示哪些页面，或不得显示任何页面。
admin-gloss-code = 只能使用一次，且有效期很短。应用用它换取令牌。
admin-gloss-iss = 是哪台服务器作出应答，使拥有多台服务器的应用不会混淆。
admin-gloss-session-state = 应用凭此值得知有人在此退出登录。
admin-gloss-access-token = 让应用可以使用 userinfo 和其他服务。
admin-gloss-token-type = 访问令牌的使用方式。“Bearer”表示谁持有它，谁就能使用。
admin-gloss-expires-in = 访问令牌有效的秒数。
admin-gloss-id-token = 说明谁在何时登录了哪个应用，由服务器签名。
admin-gloss-error = 错误在规范中的名称。
admin-gloss-error-description = 以文字说明的错误，供开发者查看。

admin-tab-keys = 密钥
admin-keys-hint = 应用用这些密钥验证此服务器的签名。密钥在用于签名之前发布，之后还会继续发布一段时间。
admin-keys-never = 密钥不会自动更换（<code>keys.rotate_every</code>）。
admin-keys-rotate = <code>latchkey keys rotate</code> 可随时更换它们。
admin-keys-chart = 密钥的时间轴。下方的列表内容相同。
admin-overview-keys-chart = 密钥的时间轴。密钥页面以文字说明相同内容。
admin-keys-published = 已发布
admin-keys-signing = 正在签名
admin-keys-in-use = 使用中
admin-keys-retired = 已退役
admin-keys-remembered = 不再发布
admin-keys-encryption = 用于加密
admin-keys-made = 发布：{ $time_html }
admin-keys-from = 开始使用：{ $time_html }
admin-keys-replaced = 更换：{ $time_html }
admin-keys-next = 下一个密钥：{ $time_html }
admin-keys-leaves = 停止发布：{ $time_html }
admin-keys-decrypts = 停止解密：{ $time_html }
admin-chart-now = 现在

admin-tab-health = 运行状况
admin-health-fine = 一切正常。
admin-health-look = 有项目需要查看，处理方法见下文。
admin-health-ok = 正常
admin-health-warn = 需要查看
admin-health-bad = 故障
admin-health-off = 未设置
admin-health-database = 数据库
admin-health-configuration = 配置
admin-health-mail = 邮件
admin-health-backup = 备份
admin-health-version = 版本
admin-health-schema = 架构版本 { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = 摘要 <code>{ $digest }</code>
admin-health-reloaded = 重新加载：{ $time_html }
admin-health-refused = 拒绝重新加载：{ $time_html }
admin-health-waiting = 等待中：{ NUMBER($n) }
admin-health-oldest = 最早：{ $time_html }
admin-health-failed = 上次失败：{ $time_html }
admin-health-made = 创建并检查：{ $time_html }
admin-health-none = 尚无
admin-health-node = 此节点：<code>{ $node }</code>
admin-health-database-bad = 数据库无法写入，原因见日志：请检查磁盘和权限，或数据库服务器。
admin-health-keys-bad = 没有密钥以 { $algs } 签名。无法创建或读取的原因见日志。
admin-health-keys-not-again = 无法再次从数据库加载密钥，原因见日志；之前加载的密钥继续使用。请在此节点重启之前恢复 <code>keys.wrap_key_file</code>，否则它将无法启动。
admin-health-keys-others-sign = 其他节点使用此节点无法加载的密钥签名，因此它未就绪，原因见日志。请为所有节点提供相同的 <code>keys.wrap_key_file</code>。
admin-health-configuration-warn = 之前加载的配置继续有效。<code>latchkey check</code> 会说明文件有什么问题。
admin-health-configuration-older = 此节点的文件较旧：其 <code>revision</code> 为 { $revision }，而生效的是 { $newest }，因此它不会更改任何用户。请为其提供修订号为 { $newest } 的文件；如需有意回退，请将 <code>revision</code> 提高到 { $newest } 以上。
admin-health-configuration-unnumbered = 此节点的文件没有 <code>revision</code>，而生效的是 { $newest }，因此它被视为较旧，不会更改任何用户。请在文件开头、第一节之前写上 <code>revision = { $next }</code>。
admin-health-mail-off = 配置中没有 <code>[smtp]</code>，不会发送邮件。
admin-health-mail-warn = 邮件未能发送。<code>latchkey mail test ADDRESS</code> 会显示邮件服务器的回复。
admin-health-deliveries-warn = 有些应用未能收到通知。相应页面说明了是哪些应用及其原因。
admin-health-backup-off = 不会自动备份：请设置 <code>[storage.backup]</code>，或备份数据库服务器。
admin-health-backup-warn = 应进行备份，但未能完成。原因见日志；<code>latchkey check</code> 会检查该文件夹。

admin-chart-heading = 最近 24 小时的登录
admin-chart-label = 成功：{ NUMBER($ok) }。失败：{ NUMBER($failed) }。每小时的数字在下方。
admin-chart-ok = 成功：{ NUMBER($n) }
admin-chart-failed = 失败：{ NUMBER($n) }
admin-chart-cut = 超出此处的计数上限
admin-chart-numbers = 按小时查看
admin-chart-none = 没有人登录，也没有人尝试。
admin-chart-none-hint = 登录发生后会显示在这里。在应用的页面上，<b>试用</b>可以走一遍登录。
admin-presence-heading = 最近两周的登录情况
admin-presence-label = 此用户在每台设备上的登录时间。下面以列表形式列出相同内容。
admin-presence-signed-in = 已登录
admin-presence-one = 使用单一要素登录
admin-presence-strong = 使用多个要素或通行密钥
admin-presence-failed = 失败
admin-presence-list = 以列表显示
admin-presence-from-to = 登录时间：{ $from_html } 至 { $to_html }
admin-presence-since = 自 { $time_html } 起登录
admin-usage-heading = 谁在使用什么
admin-usage-hint = 自 { $time_html } 起每个用户登录每个应用的次数。
admin-usage-part = 仅显示次数最多的。
admin-usage-count = { NUMBER($n) }
admin-hours-heading = 最近 24 小时的请求
admin-hours-apps = 最近 24 小时的应用
admin-hours-hint = 截至现在每小时发往 <code>/token</code> 以及其他需要应用证明身份的地址的请求。
admin-hours-since = 自此服务器启动以来的计数：{ $time_html }。
admin-hours-node = 仅由此节点计数：<code>{ $node }</code>。
admin-hours-label = 最近 24 小时。已应答：{ NUMBER($ok) }。已拒绝：{ NUMBER($refused) }。
admin-hours-nothing = 最近 24 小时没有请求。
admin-hours-ok = 全部已应答
admin-hours-some = 部分被拒绝
admin-hours-most = 多数被拒绝
admin-hours-empty = 没有请求
admin-hours-answered = 已应答：{ NUMBER($n) }
admin-hours-refused = 已拒绝：{ NUMBER($n) }
admin-hours-hour = 小时
admin-hours-column-answered = 已应答
admin-hours-column-refused = 已拒绝
admin-hours-column-why = 最常见的原因
admin-hours-why-client = 应用未能证明身份：其密钥、私钥或证书不正确
admin-hours-why-grant = 授权码或令牌已失效，或不属于该应用
admin-hours-why-request = 请求缺少内容或无法读取
admin-hours-why-not-allowed = 不允许该应用以此方式请求
admin-hours-why-scope = 应用请求了它不能获得的内容
admin-hours-why-person = 用户没有同意，或没有及时回应
admin-hours-why-busy = 请求过于频繁，或服务器当时无法应答
admin-hours-why-server = 服务器出错；日志中有说明
admin-hours-why-proof = DPoP 证明无效
admin-hours-why-other = 其他原因

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username } 已有通行密钥或身份验证器应用，链接无法取代它们：请先重置验证方式，然后生成链接。
# $username: whose account.
admin-refused-only-passkey = { $username } 没有其他可登录的通行密钥：请改为重置验证方式，然后生成链接。
# Button.
admin-person-make-link-passkey = 生成创建通行密钥的链接
# $time_html: a time, with its markup.
admin-link-passkey = 该用户可通过此链接创建通行密钥。链接只能使用一次，有效期至 { $time_html }，并会取代先前的链接。链接仅在此时显示：请以他人无法看到的方式转交。
# Beside a name.
admin-tag-no-passkey = 尚无通行密钥
admin-done-mailed-passkey = 创建通行密钥的链接正在通过邮件发送。
