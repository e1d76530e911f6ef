sign-up-link = 创建账号

## The page that asks for an address

sign-up-lead = 请输入你的邮箱地址。我们会向该地址发送一个链接，打开后即可继续。
sign-up-approval = 新账号须经管理员批准后才能使用。
sign-up-domains = 请使用 { $domains } 的邮箱地址。
sign-up-email = 邮箱地址
sign-up-send = 发送链接
sign-up-have-one = 我已有账号
sign-up-help = 获取帮助
sign-up-not-sent = 未发送链接。
sign-up-email-wrong = 请输入邮箱地址，例如 ada@example.com。
sign-up-email-domain = 请使用 { $domains } 的邮箱地址。
sign-up-sent = 请查看邮箱
sign-up-sent-text = 如果该地址可用，我们已向其发送链接。链接只能使用一次，一小时内有效。
sign-up-sent-next = 没有收到？请查看垃圾邮件文件夹，或联系本站负责人。
sign-up-back = 返回登录
sign-up-sign-in = 登录
sign-up-closed = 暂不开放注册
sign-up-closed-text = 目前无法在此创建账号。请联系本站负责人。

## The page behind the link

sign-up-account-lead = 完成此页面后，你在 { $site } 的账号即创建成功。
sign-up-name = 你的姓名
sign-up-name-unfit = 无法使用此姓名：其中包含控制字符或不可见字符。
sign-up-username = 用户名
sign-up-username-hint = 用于登录。
sign-up-username-length = 请选择长度为 1 到 255 字节的用户名。
sign-up-username-character = 请选择不含空格、控制字符或不可见字符的用户名。
sign-up-username-scripts = 请选择不混用多种文字字母的用户名，例如外观相同的拉丁字母和西里尔字母不能混用。
sign-up-username-at = 请选择不含 @ 的用户名：用户名不是邮箱地址。
sign-up-username-taken = 此用户名已被使用，或与已有的用户名过于相似。请另选一个。
sign-up-email-optional = 邮箱地址（可选）
sign-up-email-taken = 此地址属于另一个账号，或与另一个账号的地址过于相似。请使用其他地址，或直接登录。
sign-up-password = 密码
sign-up-create = 创建账号
sign-up-not-made = 未创建账号。
sign-up-has-account = 你已有账号
sign-up-has-account-text = 发送链接后，此地址已有了账号。请用它登录。
sign-up-made = 你的账号正在等待批准
sign-up-made-text = 管理员会审核新账号。获得批准后即可登录。
sign-up-made-mail = 批准后会有邮件通知你。
sign-up-made-later = 请稍后尝试登录。
sign-up-waits = 管理员尚未批准此账号。

sign-up-link-gone = 此链接已失效
sign-up-link-gone-text = 如果你已创建账号，请登录。否则，请重新获取链接。

## Mails

mail-sign-up-subject = 你在 { $site } 的账号
mail-sign-up-asked = 有人想用此邮箱地址在 { $site } 创建账号。
mail-sign-up-action = 创建账号
mail-sign-up-once = 该链接只能使用一次，一小时内有效。
mail-sign-up-not-you = 如果这不是你本人的操作，则无需理会：账号并未创建。
mail-sign-up-has-subject = 你在 { $site } 已有账号
mail-sign-up-has = 有人想用此邮箱地址在 { $site } 创建账号。该地址已属于某个账号，因此未执行任何操作。
mail-sign-up-sign-in = 登录
mail-sign-up-has-not-you = 如果这不是你本人的操作，则无需理会。
mail-sign-up-unfit = 有人想用此邮箱地址在 { $site } 创建账号。该地址无法在那里使用：容易与已被使用的名称混淆。
mail-sign-up-approved-subject = 你在 { $site } 的账号已获批准
mail-sign-up-approved = 管理员已批准你在 { $site } 的账号“{ $username }”。现在可以登录了。

## Pages of administrators

admin-waiting = 等待批准
admin-waiting-since = 开始等待批准的时间
admin-waiting-email = 本人填写，未确认
admin-waiting-tag = 等待批准
admin-waiting-count = { NUMBER($n) } 个账号等待批准
admin-approve = 批准账号
admin-approved = 账号已获批准。该用户现在可以登录了。
admin-sign-up-link = 注册链接
admin-sign-up-link-make = 生成注册链接
admin-sign-up-uses = 可用人数
admin-sign-up-days = 有效天数
admin-sign-up-people = 用户
admin-sign-up-done = 完成
admin-sign-up-scan = 或让用户用手机扫描此二维码：
admin-sign-up-text = 持有此链接的人可以创建账号，总共 { NUMBER($n) } 次，有效期至 { $time_html }。链接仅在此时显示。

admin-refused-sign-up-off = 目前不允许注册：请先在 [login] 中写入 signup = "invite" 或 "open"。
admin-refused-not-waiting = { $username } 并未等待批准。

## What happened

audit-signed-up-mail = 通过邮件中的链接注册
audit-signed-up-link = 通过管理员提供的链接注册
audit-user-approve = 批准账号
audit-sign-up-link = 生成注册链接
