account-sign-out = 退出登录
account-ask = 请联系本站负责人。
account-ask-link = <a href="{ $href }">请联系本站负责人</a>。
account-number = 你的账号编号是 <code>{ $sub }</code>
device-on = { $system } 上的 { $browser }
device-unknown = 未知设备

## The account page

account-title = 你的账号
account-device-ended = 该设备已退出登录。
account-sign-in-ended = 此次登录已结束。
account-others-ended = 其他所有设备均已退出登录。
account-app-ended = 对该应用的登录已结束。
account-app-removed = 该应用的访问权限已移除。
account-app-remembered = 该应用仅在需要新内容时才会询问你。
account-password-saved = 密码已保存。其他所有设备均已退出登录。
account-left = 此账号已不在此服务器的配置文件 { $file } 中。
account-left-refused = 你无法登录，应用也会拒绝此账号。
account-left-until = 你在此页面的登录状态保留至 { $time_html }。
account-left-mistake = 如果这是误操作，请联系本站负责人将账号重新写入该文件，或使用 <code>latchkey user keep { $username }</code> 保留账号。
account-email-unconfirmed = 未确认
account-email-confirmed = 已确认
account-administrator = 管理员
account-pinned = 此账号的姓名、邮箱地址和群组是在此服务器的配置文件中设置的。
account-pinned-password = 此账号的姓名、邮箱地址、群组和密码是在此服务器的配置文件中设置的。
account-pinned-edit = 如要更改，请编辑其 <code>[[users]]</code> 配置块（<code>{ $place }</code>）。
account-pinned-ask = 如要更改，请联系本站负责人。
account-to-admin = 管理

account-first-app = 下一步：添加第一个应用
account-first-app-what = 应用需要在此服务器上有一个客户端。添加方式有两种。
account-first-app-command = 使用命令
account-first-app-list = <code>latchkey client add --app list</code> 可列出有预设的应用。对于其他应用：
account-first-app-file = 在配置文件中添加几行
account-first-app-issuer = 然后在应用中填写颁发者（issuer）：<code>{ $issuer }</code>

account-apps = 应用
account-app-open = 打开<span class="vh"> { $app_html }</span>
account-app-sees = 可查看的信息<span class="vh">（关于你）</span>
account-app-remove = 移除访问权限<span class="vh">：{ $app_html }</span>
account-app-remember = 记住我允许的内容<span class="vh">：{ $app_html }</span>
account-no-apps = 暂无应用。

account-devices = 设备
account-device-sign-ins = <b>{ $device }</b>，{ NUMBER($count) } 次登录
account-this-device = 此设备
account-this-sign-in = 本次登录
account-active-now = 当前使用中
account-seen = 最近使用：{ $time_html }
account-seen-inline = 最近使用：{ $time_html }
account-each-sign-in = 每次登录<span class="vh">：{ $device }</span>
account-end-sign-in = 结束此次登录
account-older-sign-ins = 以及 { NUMBER($count) } 次更早的登录
account-sign-out-device = 退出登录<span class="vh">：{ $device }</span>
account-sign-out-rest = 退出另外 { NUMBER($count) } 次登录<span class="vh">：{ $device }</span>
account-sign-out-everywhere = 退出其他所有设备
account-only-here = 你仅在此处登录。

account-spokes = 从此浏览器登录的应用
account-spokes-what = 你从此处登录的应用。退出其中一个时，其他应用不受影响。只要你在此处保持登录，该应用可能会不经询问再次让你登录。
account-spokes-picture = 此浏览器，以及通往每个应用的连线
account-spokes-none = 你尚未从此处登录任何应用。
account-spokes-to-apps = 查看你的应用
account-spoke-signed-in = 已登录
account-spoke-is = { $app }：{ $state }
account-spoke-took = { NUMBER($ms) } 毫秒
account-spoke-used = 最近使用：{ $time_html }
account-spoke-end = 退出登录<span class="vh">：{ $app_html }</span>

account-factors = 通行密钥和两步验证
account-passkeys = { NUMBER($count) } 个通行密钥
account-no-passkey = 没有通行密钥
account-totp = 身份验证器应用已启用
account-no-totp = 没有身份验证器应用
account-codes = 剩余 { NUMBER($count) } 个恢复代码
account-no-codes = 没有剩余的恢复代码
account-factors-manage = 管理
account-factors-set-up = 设置

account-password = 密码
account-password-change = 更改密码
account-password-choose = 设置密码
account-password-refused = 密码未保存。
account-password-current = 当前密码
account-password-new = 新密码
account-password-hint = 保存后，其他所有设备都会退出登录。
account-password-save = 保存密码
account-password-pinned = 此账号的密码是在此服务器的配置文件中设置的。请在该处更改。
account-password-left = 此账号已从此服务器的配置文件中移除，无法更改密码。
account-password-many = 尝试次数过多。请等待几分钟，然后重试。
account-password-wrong = 这不是你的当前密码。请检查后重试。
account-password-meanwhile = 在此期间，密码已在别处更改，或你已在此处退出登录。

## The profile

profile-title = 你的个人资料
profile-saved = 个人资料已保存。
profile-email-asked = 正在向该地址发送邮件。请在一小时内打开邮件中的链接；在此之前，一切保持不变。
profile-email-confirmed = 你的邮箱地址已确认。
profile-refused = 未作任何更改。
profile-username-fixed = 你使用 <b><bdi>{ $username }</bdi></b> 登录。此名称无法在此处更改。
profile-pinned = 你的个人资料是在此服务器的配置文件中设置的。
profile-pinned-edit = 如要更改，请编辑其 <code>[[users]]</code> 配置块（<code>{ $place }</code>）。
profile-pinned-ask = 如要更改，请联系本站负责人。
profile-left = 此账号已不在此服务器的配置文件中，因此无法更改。
profile-meanwhile = 在此期间，你的账号已在别处更改，或你已在此处退出登录。未作任何更改。
profile-pinned-refused = 此账号是在此服务器的配置文件中设置的。未作任何更改。

profile-about = 关于你
profile-field = 个人资料
profile-name = 姓名
profile-name-hint = 他人看到的名称。
profile-given-name = 名字
profile-family-name = 姓氏
profile-nickname = 昵称
profile-website = 网站
profile-website-hint = 例如 https://example.com
profile-zoneinfo = 时区
profile-zoneinfo-hint = 例如 Europe/Paris
profile-locale = 语言
profile-locale-hint = 例如 en-GB
profile-username = 用户名
profile-who-sees = 如果你允许应用查看个人资料，应用会看到这些信息。所有项目均可留空。
profile-save = 保存个人资料
profile-website-wrong = 请输入完整的网址，例如 https://example.com。
profile-zoneinfo-wrong = 请输入时区名称，例如 Europe/Paris。
profile-locale-wrong = 请输入语言标签，例如 en-GB。
profile-long = 最多可输入 { $count } 个字符。
profile-invisible = 无法使用此内容：其中包含不可见字符 { $code }，请将其删除。
profile-mixed = 无法使用此内容：`{ $word }` 混用了多种文字的字母，这些字母可能看起来相同。每个词请只使用一种文字。

profile-email = 邮箱地址
profile-no-email = 尚未设置。
profile-email-waiting = 已请求用于确认 <b><bdi>{ $email }</bdi></b> 的链接。有效期至 { $time_html }。
profile-confirm-again = 发送确认链接
profile-new-email = 新邮箱地址
profile-new-email-hint = 我们会向该地址发送一个链接。打开链接后，地址才会更改。
profile-email-send = 发送链接
profile-no-mail = 此服务器不发送邮件，因此无法在此处更改地址。
profile-no-mail-refused = 此服务器不发送邮件。请联系本站负责人更改你的地址。
profile-email-wrong = 请输入邮箱地址，例如 ada@example.com。
profile-email-same = 这已是你的地址，并且已确认。
profile-email-many = 请求的邮件过多。请在 { $minutes } 分钟后重试。
profile-email-sign-in = 登录以确认你的地址
profile-email-sign-in-why = 该链接仅对请求它的账号有效。登录该账号后即可确认地址。
profile-email-sign-in-button = 登录
profile-email-in-use = 此地址已被使用
profile-email-in-use-what = 该地址现已属于另一个账号。你的账号保留原有地址。
profile-back = 返回个人资料

profile-data = 你的数据
profile-data-hint = 一个包含此处存储的所有与你有关的信息的文件：个人资料、群组、登录、应用、通行密钥。请妥善保管，不要给他人。
profile-data-download = 下载你的数据

profile-delete = 删除账号
profile-delete-open = 永久删除此账号
profile-delete-what = 你会在所有设备上退出登录，应用会失去访问权限，任何人都无法恢复此账号。
profile-delete-username = 你的用户名
profile-delete-username-hint = 输入 <b><bdi>{ $username }</bdi></b> 以继续。
profile-delete-button = 删除我的账号
profile-delete-wrong = 这不是你的用户名。未删除任何内容。
profile-delete-last-administrator = 此服务器没有其他管理员。请先将其他用户设为管理员。
profile-deleted = 你的账号已删除
profile-deleted-what = 你已在所有设备上退出登录，你的账号及其所有内容均已删除。账号的活动记录会保留至期满。
profile-deleted-apps = 应用可能会保留其掌握的关于你的信息：请咨询应用的运营者。
profile-deleted-done = 完成

## Passkeys and the second step

security-title = 通行密钥和两步验证
security-totp-removed = 身份验证器应用已移除。今后不再要求输入验证码。
security-passkey-added = 通行密钥已添加。从现在起可用它登录。
security-key-added = 安全密钥已添加。它可在输入密码后使用，但不能代替密码。
security-passkey-named = 新名称已保存。
security-passkey-removed = 通行密钥已从此账号移除。请在你的设备上也将其删除。
security-password-removed = 密码已移除。你将使用通行密钥登录，其他所有设备均已退出登录。
security-password-remove = 无需密码登录
security-password-remove-hint = 你的密码将失效，只能使用通行密钥登录。其他所有设备都会退出登录。
security-password-remove-mail = 如果丢失所有通行密钥，可以在登录页面获取用于设置新密码的链接。
security-password-remove-link = 如果丢失所有通行密钥，管理员可以给你一个用于设置新密码的链接。
security-password-remove-now = 移除密码
security-password-no-passkey = 请先仅用通行密钥登录一次，之后即可在此移除密码。
security-device-forgotten = 该设备下次登录时，将再次要求进行两步验证。
security-devices-forgotten = 所有设备下次登录时，都将再次要求进行两步验证。
security-required = 本站要求的不只是密码：请添加通行密钥或身份验证器应用。

security-passkeys = 通行密钥
security-passkeys-hint = 通行密钥让你使用指纹、面孔或 PIN 码登录，无需密码。它仅在本站有效，因此假冒网站无法索取。
security-passkey-synced = 已同步
security-passkey-one-device = 仅在一台设备上
security-added = { $time_html }添加
security-used = { $time_html }使用过
security-not-used = 尚未使用
security-since = 始于 { $time_html }
security-passkey-change = 更改<span class="vh"> { $name }</span>
security-passkey-name = 名称
security-passkey-save = 保存名称
security-passkey-remove = 移除<span class="vh"> { $name }</span>
security-no-passkeys = 暂无通行密钥。
security-passkey-add = 添加通行密钥
security-passkey-failed = 未创建通行密钥。请重试。
security-passkey-known-device = 此设备已有此账号的通行密钥。
security-passkey-script = 添加通行密钥需要 JavaScript，但此浏览器已将其关闭。
security-passkey-unnamed = 通行密钥
security-passkey-field = 通行密钥
security-passkey-only-way-in = 没有密码，也没有其他可单独登录的通行密钥：没有它你将无法登录。请先添加另一个通行密钥。
security-name-long = 请输入不超过 { $count } 个字符的名称。
security-name-invisible = 无法使用此名称：其中包含不可见字符 { $code }，请将其删除。
security-name-mixed = 无法使用此名称：`{ $word }` 混用了多种文字的字母，这些字母可能看起来相同。每个词请只使用一种文字。
security-register-added = 通行密钥已添加。
security-register-refused = 无法添加通行密钥：此服务器无法读取浏览器发送的内容。请换一台设备再试。
security-register-outdated = 此页面打开的时间过长。请重试。
security-register-known = 此通行密钥先前已添加。
security-register-full = 此账号的通行密钥数量已达上限。请先移除一个。
security-register-not-proven = 你的账号在此期间发生了更改。请重新登录，然后添加通行密钥。

security-totp = 身份验证器应用
security-totp-on = 已启用
security-totp-remove = 移除此应用
security-totp-hint = 手机上的应用会显示验证码，请在输入密码后输入该验证码。
security-totp-add = 添加身份验证器应用

security-codes = 恢复代码
security-codes-none = 没有剩余
security-codes-left = 剩余 <b>{ $count }</b> 个。
security-codes-hint = 如果丢失了手机或通行密钥，每个代码可让你登录一次。
security-codes-new = 生成新代码
security-codes-new-hint = 旧代码会失效。
security-user-code = 应用请求代码
security-user-code-hint = 某些应用只有在您告知此代码（例如通过电话）后才能向您发出请求。请勿将其告知并非由您主动联系的应用。
security-user-code-is = 您的代码： <b>{ $code }</b>
security-user-code-once = 仅在此时显示。之前的代码（如有）不再有效。
security-user-code-make = 生成代码
security-user-code-again = 生成新代码
security-user-code-remove = 移除代码
security-user-code-removed = 代码已移除。需要该代码的应用无法再向您发出请求。

security-remembered = 已记住的设备
security-remembered-hint = 在这些设备上，只需密码即可登录，直到密码或两步验证发生更改。应用和账号更改操作仍可能要求进一步验证。
security-forget = 忘记<span class="vh"> { $device }</span>
security-forget-all = 忘记所有设备
security-no-remembered = 没有已记住的设备。

## The second step of a sign-in

second-factor-title = 确认是你本人
second-factor-lead = { $person_html }，还差一步。
second-factor-lead-step-up = { $person_html }，此操作需要再次验证是你本人。
second-factor-change = 此操作请使用你的通行密钥：代码可能被人骗走，通行密钥则不会。
second-factor-change-lost = 如果通行密钥已丢失，请使用恢复代码。如果没有剩余的恢复代码，请联系本站负责人。
second-factor-recovery-code = 恢复代码
second-factor-recovery-code-hint = 你保存的代码之一，例如 BCDF-GHJK-LMNP-QRST。每个代码只能使用一次。
second-factor-code = 身份验证器应用中的验证码
second-factor-code-hint = 六位数字，每 30 秒更新一次。
second-factor-confirm = 确认
second-factor-lost = 已没有可用于确认你本人身份的方式。请联系本站负责人。
second-factor-script = 使用通行密钥需要 JavaScript，但此浏览器已将其关闭。
second-factor-no-passkeys = 此浏览器不支持通行密钥。
second-factor-recovery-hint = 你可以使用恢复代码。
second-factor-other-device = 请使用其他浏览器或设备。
second-factor-passkey = 使用通行密钥
second-factor-passkey-failed = 未使用通行密钥。请重试，或使用其他方式。
second-factor-other-way = 使用其他方式
second-factor-recovery = 使用恢复代码
second-factor-help = 获取帮助
second-factor-cancel = 取消
second-factor-mismatch = 该代码不正确。请检查后重试。
second-factor-used = 该验证码已使用过。请等待下一个验证码，然后重试。
second-factor-missing = 请输入代码。
second-factor-passkey-refused = 该通行密钥未被接受。请重试，或使用其他方式。
second-factor-passkey-needed = 此处仅凭代码还不够：请使用通行密钥。你的代码未被消耗。
second-factor-outdated = 此页面打开的时间过长。请重试。
second-factor-not-ours = { $what }请重试。
second-factor-many = 错误代码的次数过多。

## Setting a second step up

set-up-title = 设置两步验证
set-up-totp-title = 添加身份验证器应用
set-up-lead = { $person_html }，此处要求的不只是密码。只需设置一次。
set-up-lead-passkey = { $person_html }，此应用要求使用通行密钥。只需设置一次。
set-up-lead-also-passkey = { $person_html }，此应用要求使用通行密钥：仅凭代码还不够。只需设置一次。
set-up-no-totp = 此处无法设置身份验证器应用。
set-up-nothing = 目前无法在此设置第二步验证。请联系本站的管理者。
set-up-totp-lead = 此后每次使用密码登录时，都会要求输入该应用中的验证码。
set-up-refused = 尚未设置任何内容。
set-up-passkey = 使用通行密钥
set-up-passkey-hint = 你的指纹、面孔，或者此设备或安全密钥的 PIN 码。
set-up-passkey-make = 创建通行密钥
set-up-passkey-failed = 未创建通行密钥。请重试，或使用身份验证器应用。
set-up-or-totp = 或使用身份验证器应用
set-up-scan = 请用该应用扫描此二维码，或<a href="{ $href }">在此设备上打开该应用</a>。
set-up-type = 改为手动输入密钥
set-up-type-hint = 账号 <b>{ $username }</b>，基于时间，六位数字。
set-up-code = 请输入应用显示的验证码
set-up-code-field = 验证码
set-up-turn-on = 启用
set-up-cancel = 取消
set-up-outdated = 此页面打开的时间过长。请扫描下方的新二维码，然后重试。
set-up-digits = 请输入应用显示的六位数字。
set-up-mismatch = 该验证码不正确。请检查手机的时间是否准确，并输入应用当前显示的验证码。
set-up-known = 此账号已有身份验证器应用。
set-up-meanwhile = 你的账号在此期间发生了更改。请重新登录。

## Recovery codes

codes-title = 你的恢复代码
codes-lead = 如果丢失了手机或通行密钥，可用其中一个代码登录。<b>这些代码仅在此时显示。</b>
codes-hint = 每个代码只能使用一次。请将它们与重要文件放在一起，或存入密码管理器。
codes-download = 下载
codes-print = 打印
codes-saved = 我已保存
codes-file-title = { $site } 的恢复代码（{ $issuer }）
codes-file-hint = 每个代码只能使用一次。

## Activity

activity-title = 活动
activity-hint = 你账号中的活动，最新的在前。记录保留 { NUMBER($days) } 天。如果发现不是你本人的操作，请更改密码，并退出其他所有设备。
activity-newest = 最新
activity-older = 更早
activity-presence-label = 你在每台设备上的登录时间。下面以列表形式列出相同内容。
activity-none = 暂无活动。
activity-none-hint = 登录和账号更改会显示在这里。

## Without passwords

security-passkey-only-here = 没有其他可单独登录的通行密钥：没有它你将无法登录。请先添加另一个通行密钥。
