error-ask = 请联系本站负责人，并提供以下编号：
error-ask-if-needed = 如需帮助，请联系本站负责人，并提供以下编号：

error-details = 可转交的详细信息
error-address-sent = 应用发送的地址
error-sent = 应用发送的内容
error-registered = 已登记的地址
error-registered-none = 无
error-remedy = 如要允许所发送的内容，请将此行粘贴到该应用的配置块中
error-code = 错误
error-client = 客户端
error-client-id-sent = 发送的 client_id
error-status = 状态
error-request = 请求
error-time = 时间

## Buttons

error-to-app = 前往 { $app }
error-to-account = 前往你的账号
error-load-again = 重新加载页面
error-sign-in = 登录
error-choose-password = 设置新密码
error-to-start = 前往首页

## What to do

error-next-app = 请返回应用重试。
error-next-operator = 重试无法解决问题：需要先修正该应用或本站的设置。

## Faults of an app

error-unknown-app-heading = 本站不认识此应用
error-wrong-request-heading = 此应用的请求有误
error-client-id-missing = 缺少 client_id。
error-client-id-unknown = client_id 未登记。
error-redirect-uri-missing = 缺少 redirect_uri。
error-redirect-uri-unknown = redirect_uri 未登记。
error-redirect-uri-not-ascii = redirect_uri 未登记；URI 的主机名须以 ASCII 书写，此处应为 { $host }。
error-too-long-to-wait = 应用的请求过长，无法在等待登录期间保留：请缩短 state 或 claims 参数。

error-nothing-shared-heading = 未共享任何信息
error-nothing-shared-next = 你可以关闭此页面，或自行返回应用。
error-not-answered-heading = 无法回应此应用
error-not-answered-next = 你可以关闭此页面。本站负责人可以批准该应用。
error-not-vouched-for = 该应用是自行注册的，尚未获得任何人的许可，因此不会将你转到该应用。
error-not-vouched-for-cancelled = 用户取消了登录。该应用是自行注册的，尚未获得任何人的许可，因此不会将你转到该应用。
error-not-vouched-for-denied = 用户未允许此请求。该应用是自行注册的，尚未获得任何人的许可，因此不会将你转到该应用。

## A sign-in that cannot go on

error-complete-heading = 此次登录已完成
error-complete-next = 请继续前往应用，或前往你的账号。
error-not-open-heading = 此次登录已失效
error-not-open-next = 请从应用重新开始，或前往你的账号。
error-cookie-next = 请在浏览器中允许本站使用 Cookie，然后从应用重新开始。
error-no-sign-in = 此地址仅在应用为你登录时使用。
error-another-browser = 登录是在另一个浏览器中开始的，或在此浏览器关闭之前开始的。
error-no-cookie = 浏览器未发送本站的 Cookie，而登录需要它。
error-too-old = 登录已持续超过一小时。
error-not-pushed = 此次登录未能及时打开。
error-request-expired = 应用的请求时间过早。请在设备上重新开始。
error-answered = 此次登录先前已完成，每次登录只能完成一次。

## Forms and links

error-outdated-heading = 此页面已过期
error-nothing-done-heading = 未执行任何操作
error-again-next = 请重新加载页面，再操作一次。
error-another-site-next = 如果这是你想执行的操作，请在本站页面上进行。
error-link-heading = 此链接已失效
error-link = 此链接已使用过或已过期。
error-link-next = 如果已设置密码，请用该密码登录。否则，请向发送链接的人索取新链接。
error-sign-in-link = 登录通知邮件中的链接只能使用一次，七天内有效，更改密码后失效。
error-sign-in-link-next = 如果密码不是你更改的，请立即设置新密码，然后检查自己在哪些地方处于登录状态。

## Requests that cannot be read

error-unreadable-heading = 无法读取此请求
error-body-type = 请求正文必须为 { $kind }。
error-body-compressed = 请求正文不得压缩。
error-body-too-large = 请求正文超过 { $bytes } 字节。
error-body-too-slow = 请求正文未及时送达。
error-body-broken = 请求正文不完整。
error-parameter-twice = 参数 { $name } 被发送了不止一次。
error-parameter-encoding = 参数 { $name } 不是有效的 UTF-8 文本。
error-parameters-too-many = 请求的参数超过 { $most } 个。
error-parameter-values = 参数 { $name } 的值超过 { $most } 个。
error-parameter-bytes = 参数 { $name } 的长度超过 { $most } 字节。
error-parameter-times = 参数 { $name } 被发送了超过 { $most } 次。
error-query-and-body = 查询字符串和请求正文中都发送了参数。
error-address-heading = 此地址过长
error-address = 地址的长度超过 32 KiB。
error-headers-heading = 浏览器发送的数据过多
error-headers = 请求标头超过 64 KiB。
error-headers-next = 请删除本站及其上级站点的 Cookie，然后重试。
error-refused-heading = 无法回应此请求
error-refused = 无法回应该请求：{ $status }。
error-method-heading = 此地址的使用方式不同
error-method = 此地址不接受 { $method } 请求。

## Faults of this site

error-busy-heading = 目前繁忙
error-busy-next = 没有任何内容丢失。请等待几秒，然后重试。
error-busy = 等待处理的登录过多。
error-client-not-now = 目前无法读取该应用的自身说明。
error-crowded = 服务器的连接数已达上限。
error-session = 服务器暂时无法访问其存储。
error-failed-heading = 本站出了点问题
error-failed = 服务器无法回应。
error-storage = 服务器无法读取其存储。

## Pages that are not there, or not for everybody

error-nothing-here-heading = 找不到页面
error-nothing-here = 此处没有页面。
error-nothing-here-next = 请检查地址，或前往首页。
error-administrators-heading = 此页面仅供管理员使用
error-administrators = 此页面仅供本站的管理员使用。
error-administrators-next = 请以管理员身份登录，或前往你的账号。
error-development-heading = 开发模式仅在本机可用
error-development = 你访问时使用的主机名是 { $host }。
error-development-next = 如要为其他计算机提供服务，请在 config.toml 的 [server] 下设置 issuer = "https://…"，并用该文件启动。
