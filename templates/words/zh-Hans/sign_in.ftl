## The sign-in page

login-heading = 登录
login-confirm-heading = 确认是你本人
login-confirm-lead = 请再次输入密码以继续。
login-lead = 使用你的 { $brand } 账号
login-notice = { "" }
login-signed-in-as = 当前登录账号
login-username = 用户名或邮箱
login-password = 密码
login-remember-me = 在此设备上保持登录状态
login-submit = 登录
login-confirm = 确认
login-cancel = 取消
login-passkey = 使用通行密钥
login-passkey-failed = 未使用通行密钥。请重试，或使用密码。
login-forgot = 忘记密码？

login-mismatch = 用户名与密码不匹配。请检查<a href="#username">用户名</a>和<a href="#password">密码</a>，然后重试。
login-wrong-password = 密码不正确。请检查<a href="#password">密码</a>，然后重试。
login-no-username = 请输入<a href="#username">用户名或邮箱</a>。
login-no-password = 请输入<a href="#password">密码</a>。
login-nothing-entered = 请输入<a href="#username">用户名或邮箱</a>和<a href="#password">密码</a>。
login-passkey-refused = 该通行密钥未被接受。请重试，或使用密码登录。
login-outdated = 此页面打开的时间过长。请重试。
login-not-ours = { $lack }请重新登录。
login-too-many-tries = 尝试次数过多。
login-throttled = 尝试次数过多。请在 { $minutes } 分钟后重试。
login-check-username = 请检查用户名。
login-check-password = 请检查密码。
login-enter-username = 请输入用户名或邮箱。
login-enter-password = 请输入密码。

## Why a form is not taken for one of an open page of this site

lack-another-site = 此表单由其他网站发送，因此未执行任何操作。
lack-cookie = 浏览器未发送本站的 Cookie，因此未执行任何操作。请允许本站使用 Cookie。
lack-outdated = 此页面打开的时间过长，因此未执行任何操作。
lack-token = 此表单并非来自本站已打开的页面，因此未执行任何操作。

## A new password

new-password-too-short = 请设置至少 { $length } 个字符的密码。连用几个词就很好。
new-password-too-long = 此密码超过 { $bytes } 字节。请设置较短的密码。
new-password-pattern = 此密码太容易猜到：它只是重复几个字符，或按顺序排列。请选用几个互不相关的词。
new-password-personal = 此密码太容易猜到。请设置与你的姓名、电子邮件地址和本网站无关的密码。
new-password-blocked = 此密码太容易猜到：它由此处密码中不允许使用的词组成。请换用其他词。
new-password-breached = 此密码出现在被盗密码列表中，攻击者会最先尝试这些密码。请换一个，例如几个互不相关的词。
strength-label = 密码强度
strength-weak = 强度：弱。
strength-fair = 强度：一般。
strength-good = 强度：好。
strength-strong = 强度：强。
strength-short = 至少需要 { $length } 个字符。
strength-personal = 它与你的姓名、电子邮件地址或本网站名称相近。
strength-common = 它与许多人使用的密码相近。
strength-pattern = 重复的字符和键盘上相邻的按键很容易猜到。
strength-longer = 再加一个词会强得多。

## What an app asks for, and may have

consent-title = 允许 { $app_html }
consent-wants-identity = { $app_html } 想知道你的身份
consent-wants-access = { $app_html } 想以你的名义进行访问
consent-first-party = 此应用由 { $brand } 运营。
consent-introduced = 此应用从 <b><bdi>{ $host }</bdi></b> 自行介绍，这里没有人核实过它。请仅在您认识该地址时继续。
consent-signed-in-as = 当前登录账号
consent-switch = 使用其他账号
consent-approves = 请您批准以下内容
consent-receives = 该应用将获得
consent-new = 新
consent-value = { $label }：<bdi>{ $value }</bdi>
consent-destination = 接下来将前往 <b>{ $destination }</b>
consent-ask-each-time = 每次都询问我
consent-ask-each-time-hint = 否则，仅在该应用需要新内容时才会再次询问你。
consent-allow = 允许
consent-cancel = 取消

shared-openid = 对你本人身份的确认
shared-profile = 你的姓名和个人资料
shared-name = 你的姓名和用户名
shared-email = 你的邮箱地址
shared-address = 你的通信地址
shared-phone = 你的电话号码
shared-groups = 你所属的群组
shared-until-sign-out = 在你退出登录之前的访问权限
shared-while-away = 在你离开期间的访问权限，直至你将其移除
shared-access-to = 以你的名义访问 { $resource }
shared-access = 以你的名义访问，但不含你的任何个人信息
shared-more = 关于你的更多信息
shared-none-yet = 你的账号中尚无此信息
shared-as-above = 同上
shared-as-recorded = 以登录时的记录为准
shared-yes = 是
shared-no = 否

claim-name = 姓名
claim-given-name = 名字
claim-middle-name = 中间名
claim-family-name = 姓氏
claim-nickname = 昵称
claim-preferred-username = 用户名
claim-profile = 个人主页
claim-picture = 头像
claim-website = 网站
claim-gender = 性别
claim-birthdate = 出生日期
claim-zoneinfo = 时区
claim-locale = 语言
claim-updated-at = 个人资料上次更改时间
claim-email = 邮箱地址
claim-email-verified = 邮箱地址已确认
claim-phone-number = 电话号码
claim-phone-number-verified = 电话号码已确认
claim-address = 通信地址
claim-groups = 群组
claim-auth-time = 登录时间
claim-method = 登录方式

## Which account

select-account-heading = 选择账号
select-account-active = 当前使用中
select-account-other = 使用其他账号
select-account-remove = 移除<span class="vh"> { $name }</span>
select-account-remove-hint = 移除账号会使其在此浏览器中退出登录，账号本身不会被删除。

## A forgotten password

forgot-heading = 忘记密码？
forgot-lead = 我们会向你账号的邮箱地址发送一个链接，你可通过它设置新密码。
forgot-not-sent = 未发送链接。
forgot-username = 用户名或邮箱
forgot-username-wrong = 请输入用户名或邮箱地址。
forgot-send = 发送链接
forgot-help = 获取帮助
forgot-back = 返回登录
forgot-sent-heading = 请查看邮箱
forgot-sent = 如果存在此名称的账号且设有邮箱地址，链接正在发送到该地址。链接只能使用一次，一小时内有效。
forgot-sent-next = 没有收到？请查看垃圾邮件文件夹，或联系本站负责人。
too-often-heading = 尝试次数过多
too-often = 请在 { $minutes } 分钟后重试。

## Choosing a password by a link

invite-choose = 设置密码
invite-choose-new = 设置新密码
invite-hello = 你好，<bdi>{ $name }</bdi>
invite-lead = 你在 { $brand } 已有账号。设置密码即可完成。
invite-reset-lead = 保存新密码后，旧密码即失效。
invite-regain-done = 你已在所有设备上退出登录，旧密码已完全失效。
invite-regain-lead = 请设置一个未在别处使用的密码。然后检查你的通行密钥和身份验证器应用，并生成新的恢复代码：旧代码已失效。
invite-not-saved = 密码未保存。
invite-username = 你的用户名
invite-password = 新密码
invite-save = 保存密码
passkey-instead = 改为创建通行密钥
passkey-instead-failed = 未创建通行密钥。请重试，或设置密码。

## The first account of a new server

setup-heading = 创建第一个账号
setup-lead = 此账号将成为 { $brand } 的管理员账号。此链接只能使用一次。
setup-not-created = 未创建账号。
setup-name = 你的姓名
setup-username = 用户名
setup-username-hint = 用于登录。
setup-email = 邮箱地址
setup-password = 密码
setup-create = 创建账号
setup-issuer = 应用所用的此服务器地址（issuer）：<code>{ $issuer }</code>
setup-taken = 此用户名或邮箱地址已被使用。请另选一个。
setup-email-wrong = 请输入邮箱地址，例如 ada@example.com。
setup-name-invisible = 无法使用此姓名：其中包含不可见字符 { $character }，请将其删除。
setup-name-scripts = 无法使用此姓名：`{ $word }` 混用了多种文字的字母，这些字母可能看起来相同。每个词请只使用一种文字。
setup-username-length = 请另选用户名：用户名的长度须为 1 到 255 字节。
setup-username-character = 请另选用户名：用户名不得包含空格、控制字符或不可见字符。
setup-username-scripts = 请另选用户名：用户名不得混用多种文字的字母，例如外观相同的拉丁字母和西里尔字母。

## Whether to sign out

logout-heading = 退出登录？
logout-asked = <b>{ $app_html }</b> 请求将你退出登录。
logout-here = <b>{ $user }</b> 将在此浏览器中退出登录。
logout-here-and-apps = <b>{ $user }</b> 将在此浏览器和以下 { $apps } 个应用中退出登录：
logout-elsewhere = 该登录位于另一个浏览器中，或其 Cookie 已不在此浏览器中。该登录将在那里以及所有应用中结束。
logout-not-ours = { $lack }请重新选择。
logout-yes = 退出登录
logout-no = 保持登录

no-way-back-unreadable = 无法读取该应用的请求
no-way-back-hint = 该应用未能证明所指的是哪次登录
no-way-back-two-apps = 请求中指明了两个不同的应用
no-way-back-unknown-app = 本站不认识该应用
no-way-back-no-app = 请求中未说明是哪个应用
no-way-back-address = 该应用提供的地址未在此登记
no-way-back-not-approved = 该应用尚未获得批准

## Signed out

signed-out-title = 已退出登录
signed-out-heading = 你已退出登录。
signed-out-nobody = 没有已登录的账号
signed-out-nothing = 此浏览器中没有需要退出的登录。
signed-out-elsewhere = 另一个浏览器中的登录已结束。
signed-out-here = 你已在此浏览器中退出登录。
signed-out-here-apps = 你已在此浏览器中退出登录。你的应用：
signed-out-back = 返回 { $app_html }
signed-out-again = 重新登录
signed-out-sign-in = 登录
signed-out-frame = { $app } 正在退出登录

app-signed-out = 已退出登录。
app-being-signed-out = 正在退出登录……
app-still-trying = 没有回应，仍在尝试。
app-unreachable = 无法连接。为安全起见，请关闭其窗口。
app-took = { $words }（{ NUMBER($ms) } 毫秒）
app-asked = 已请求将你退出登录。
app-asked-across-sites = 已请求将你退出登录。浏览器可能阻止了该请求：为确保已退出，请关闭其窗口。
app-watching = 如果应用处于打开状态，会在几秒内察觉。
app-untold = 在其自身的会话结束之前保持登录。

## On the way back to an app

form-post-heading = 请稍候
form-post-lead = 正在返回应用。如果没有反应，请按“继续”。
form-post-continue = 继续

## The start page

welcome-title = 欢迎
welcome-heading = 一次登录，畅用所有应用
welcome-lead = 通过 { $brand } 登录你在此使用的应用。
welcome-no-administrator = <b>此服务器尚无管理员。</b>请打开服务器启动时输出的设置链接，以创建第一个账号。
welcome-sign-in = 登录
welcome-demo = 打开演示应用
welcome-connect = 连接应用
welcome-issuer = 颁发者（Issuer）
welcome-discovery = 发现地址（Discovery）
welcome-development = <b>开发模式。</b>此服务器只能从本机访问。在其他人使用之前，请编写配置文件。

## A sign-in that somebody says was not theirs

not-me-heading = 不是你本人？
not-me-lead = 有人以 { $person_html } 的身份登录。
not-me-when = { $time_html } · 网络地址 { $ip }
not-me-then = 如果不是你本人，请按下按钮。随后：
not-me-signed-out = 你会在所有设备上退出登录，应用也会失去访问权限。
not-me-password-stays = 你的密码是在此服务器的配置文件中设置的，<b>保持不变</b>。请联系本站负责人更改。
not-me-password-stops = 你的密码会失效，你将设置新密码。
not-me-factors = 在该浏览器中添加的通行密钥和身份验证器应用会被移除，所有恢复代码也会被移除。
not-me-submit = 不是我本人
not-me-otherwise = 如果是你本人，请关闭此页面：未发生任何更改。
not-me-done-heading = 你已在所有设备上退出登录
not-me-done = 你的账号已没有任何登录。你的密码是在此服务器的配置文件中设置的，因此仍然有效。
not-me-done-next = 请立即联系本站负责人更改密码。然后登录，并检查你的通行密钥和身份验证器应用。
not-me-sign-in = 登录

## A new email address

confirm-email-heading = 确认你的邮箱地址
confirm-email-lead = 从现在起，<b><bdi>{ $email }</bdi></b> 是 { $person_html } 的邮箱地址。
confirm-email-submit = 确认此地址
confirm-email-later = 以后再说

## Whether a browser lets apps watch the session

session-check-heading = 会话监测在此浏览器中是否有效？
session-check-lead = 应用的页面通过本站的隐藏框架察觉退出登录。此页面测试该框架在你的浏览器中是否有效。
session-check-not-checked = 未检查此地址。
session-check-origin = 应用的地址
session-check-origin-wrong = 请输入完整的网址，例如 https://wiki.example.com。
session-check-check = 检查
session-check-no-script = 此测试需要 JavaScript，会话监测也需要。
session-check-asks = 会话状态请求
session-check-answered = 在 { $ms } 毫秒内得到回应。阻止 Cookie 时同样有效。
session-check-answered-status = 回应为 { $status }。
session-check-no-answer = 没有回应。
session-check-told = 事件流
session-check-stream = 事件流已打开。
session-check-stream-shared = 事件流已打开。同一应用的所有标签页共用一个事件流。
session-check-stream-failed = 无法打开事件流。应用将改为每 20 秒发送一次请求。
session-check-stream-unknown = 此浏览器不支持事件流。应用将改为每 20 秒发送一次请求。
session-check-app-at-once = 无论是否阻止第三方 Cookie，{ $app } 都可在此浏览器中监测会话，并在一秒内察觉退出登录。
session-check-app-soon = 无论是否阻止第三方 Cookie，{ $app } 都可在此浏览器中监测会话，并在半分钟内察觉退出登录。
session-check-apps-at-once = 无论是否阻止第三方 Cookie，应用都可在此浏览器中监测会话，并在一秒内察觉退出登录。
session-check-apps-soon = 无论是否阻止第三方 Cookie，应用都可在此浏览器中监测会话，并在半分钟内察觉退出登录。
session-check-unreachable = 此浏览器中的框架无法连接服务器：被扩展程序或代理阻止。在框架可以读取其 Cookie 的情况下，应用仍能察觉此浏览器中的退出登录。
session-check-silent-works = 该应用与此服务器位于同一站点，其 Cookie 不属于第三方 Cookie：框架内的静默登录（prompt=none）也有效。
session-check-app-not-silent = 该应用与此服务器位于不同站点：框架内的静默登录（prompt=none）总是返回 login_required。如果应用在每次会话变化后都尝试静默登录，会使其用户退出登录。以 prompt=none 重定向整个页面有效，刷新令牌也有效。
session-check-apps-not-silent = 对于位于其他站点的应用：框架内的静默登录（prompt=none）总是返回 login_required。如果应用在每次会话变化后都尝试静默登录，会使其用户退出登录。以 prompt=none 重定向整个页面有效，刷新令牌也有效。

## Without passwords

login-no-passwords-heading = 这里没有密码
login-no-passwords = 这里不使用密码登录：请使用通行密钥。
login-passkey-again = 该通行密钥未被接受。请重试，或使用其他通行密钥。
login-passkey-none = 未使用通行密钥。请重试。
login-confirm-passkey-lead = 请再次使用通行密钥以继续。
login-forgot-passkey = 还没有通行密钥？
forgot-passkey-lead = 我们会向你账号的邮箱地址发送一个链接，你可通过它创建第一个通行密钥。如果你已有通行密钥但已丢失，请联系本站负责人。
# Heading, and button.
invite-passkey = 创建通行密钥
# $brand: the name of this site.
invite-passkey-lead = 你在 { $brand } 已有账号。请创建通行密钥：此后你将用它登录。
invite-has-factor-heading = 此链接不会更改任何内容
invite-has-factor = 你的账号已有通行密钥或身份验证器应用，链接无法取代它们。
invite-has-factor-next = 请使用通行密钥登录。如果已丢失，请让本站负责人将其移除，然后索取新链接。
# A form was sent without a passkey.
passkey-needed = 请创建通行密钥：这里没有密码。
not-me-done-passkey = 你的账号已没有任何登录。
