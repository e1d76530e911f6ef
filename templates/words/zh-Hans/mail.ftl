mail-hello = 你好：
mail-hello-name = { $name }，你好：
mail-action = { $label }：
mail-open-address = 或打开此地址：<a href="{ $href }">{ $href }</a>
mail-not-you = 如果这不是你本人的操作，请立即设置新密码，在账号页面退出其他所有设备，并告知本站负责人。
mail-open-account = 打开你的账号

mail-reset-subject = 为 { $site } 设置新密码
mail-reset = 有人请求了一个链接，用于为你在 { $site } 的账号设置新密码。
mail-reset-button = 设置新密码
mail-link-one-hour = 该链接只能使用一次，一小时内有效。
mail-reset-nothing-to-do = 如果这不是你的请求，则无需任何操作：你的密码保持不变。

mail-invitation-subject = 你在 { $site } 的账号
mail-invitation = 你在 { $site } 已有账号。设置密码即可完成。
mail-invitation-button = 设置密码
mail-link-seven-days = 该链接只能使用一次，七天内有效。
mail-operator-reset-subject = 为 { $site } 设置新密码
mail-operator-reset = { $site } 的负责人向你发送了此链接，用于设置新密码。
mail-operator-reset-button = 设置新密码

mail-password-changed-subject = 你在 { $site } 的密码已更改
mail-password-changed = 你在 { $site } 的账号密码已更改。其他所有设备均已退出登录。

mail-factors = 你在 { $site } 的账号发生了以下变化：{ $what }
mail-totp-added-subject = 已添加身份验证器应用：{ $site }
mail-totp-added = 已添加身份验证器应用。
mail-totp-removed-subject = 已移除你的身份验证器应用：{ $site }
mail-totp-removed = 已移除身份验证器应用。
mail-passkey-added-subject = 已添加通行密钥：{ $site }
mail-passkey-added = 已添加通行密钥“{ $name }”。
mail-passkey-removed-subject = 已移除通行密钥：{ $site }
mail-passkey-removed = 已移除通行密钥“{ $name }”。
mail-codes-replaced-subject = 你有新的恢复代码：{ $site }
mail-codes-replaced = 已生成新的恢复代码，旧代码已失效。
mail-password-removed-subject = 你的密码已移除：{ $site }
mail-password-removed = 你的密码已移除。现在使用通行密钥登录。
mail-disowned-subject = 已移除新添加的验证方式：{ $site }
mail-disowned = 你报告某次登录并非本人操作。在该浏览器中添加的通行密钥和身份验证器应用已移除，所有恢复代码也已移除。
mail-factors-reset-subject = 你的通行密钥和两步验证已移除：{ $site }
mail-factors-reset = 本站负责人移除了你的通行密钥、身份验证器应用和恢复代码。你已在所有设备上退出登录。

mail-new-sign-in-subject = 来自 { $device } 的新登录：{ $site }
mail-new-sign-in = 有人在一个你未曾在此使用过的浏览器中登录了你在 { $site } 的账号。
mail-new-sign-in-device = 设备：{ $device }
mail-new-sign-in-time = 时间：{ $day } { $hour } UTC
mail-new-sign-in-network = 网络地址：{ $address }
mail-new-sign-in-yours = 如果是你本人，则无需任何操作。
mail-new-sign-in-button = 不是我本人
mail-new-sign-in-link = 该链接会打开一个只有一个按钮的页面。按下按钮后，你会在所有设备上退出登录，并可设置新密码。
mail-new-sign-in-until = 该链接只能使用一次，七天内有效，更改密码后失效。

mail-confirm-subject = 确认你在 { $site } 的邮箱地址
mail-confirm = { $site } 的账号“{ $username }”想要使用此邮箱地址。
mail-confirm-button = 确认此地址
mail-confirm-link = 该链接只能使用一次，一小时内有效，且须登录该账号才能使用。
mail-confirm-nothing-to-do = 如果这不是你的账号，则无需任何操作：一切保持不变。

mail-in-use-subject = 你在 { $site } 的邮箱地址
mail-in-use = { $site } 的一位用户想在自己的账号中使用此邮箱地址。
mail-in-use-kept = 该地址已属于某个账号，因此未作任何更改，其他人也无法使用它。
mail-in-use-yours = 如果这是你本人的操作，请登录使用此地址的账号。

mail-email-changed-subject = 你在 { $site } 的邮箱地址已更改
mail-email-changed = { $site } 的账号“{ $username }”现已改用其他邮箱地址，邮件不再发送到此处。
mail-email-changed-not-you = 如果这不是你本人的操作，请立即告知本站负责人。

mail-request-subject = { $app } 请您登录：{ $site }
mail-request = { $app } 请求使用您在 { $site } 的账户登录。该页面会显示请求的内容和来源。
mail-request-yours = 如果不是您自己发起的，请在该页面拒绝，或不做任何操作：若无应答，请求会在几分钟内过期。
mail-request-button = 查看请求

mail-test-subject = { $site } 可以发送邮件
mail-test = 这是来自 { $issuer } 的测试邮件。邮件功能正常。

## Without passwords

# $site: the name of this site.
mail-passkey-subject = 为 { $site } 创建通行密钥
# $site: the name of this site.
mail-passkey = 有人请求了一个链接，用于为你在 { $site } 的账号创建通行密钥。
# Button.
mail-passkey-button = 创建通行密钥
mail-passkey-nothing-to-do = 如果这不是你的请求，则无需任何操作。
# $site: the name of this site.
mail-invitation-passkey = 你在 { $site } 已有账号。创建通行密钥即可完成。
mail-new-sign-in-link-passkey = 链接会打开一个只有一个按钮的页面，点击后会退出所有登录。链接只能使用一次，七天内有效。
