method-password = 密码
method-code = 一次性验证码
method-passkey = 通行密钥
method-unknown = 未知方式

audit-login = 使用{ $methods }登录
audit-login-again = 使用{ $methods }再次验证身份
audit-login-step-up = 完成两步验证：{ $methods }
audit-login-fail-unnamed = 未指明账号的登录失败：{ NUMBER($count) } 次，来自 { NUMBER($networks) } 个网络
audit-login-fail-password = 输入了错误的密码
audit-login-fail-code = 输入了错误的一次性验证码
audit-login-fail-password-times = 一分钟内输入了 { NUMBER($count) } 次错误的密码
audit-login-fail-code-times = 一分钟内输入了 { NUMBER($count) } 次错误的一次性验证码
audit-login-disown = 报告某次登录并非本人操作
audit-login-disown-device = 报告在 { $device } 上的登录并非本人操作

audit-session-end = 登录已结束：{ $why }
audit-session-end-device = 在 { $device } 上的登录已结束：{ $why }
audit-end-app = 在应用中退出登录
audit-end-administrator = 由管理员退出登录
audit-end-replaced = 另一个账号登录
audit-end-password = 密码已更改
audit-end-locked = 账号已锁定
audit-end-removed = 账号已删除
audit-end-left = 账号已从配置中移除
audit-end-expired = 登录时间过久，或长时间未使用
audit-end-person = 退出登录

audit-some-app = 某个应用
audit-app-sign-in = 登录应用：{ $app }
audit-consent-grant = 授予访问权限：{ $app }
audit-consent-revoke = 移除访问权限：{ $app }
audit-grant-revoke = 应用放弃访问权限：{ $app }
audit-token-replay = 用过的代码或令牌被再次使用，访问权限已撤销：{ $app }

audit-totp-add = 添加身份验证器应用
audit-totp-remove = 移除身份验证器应用
audit-passkey-add = 添加通行密钥
audit-passkey-add-named = 添加通行密钥：{ $name }
audit-passkey-rename = 重命名通行密钥
audit-passkey-rename-named = 重命名通行密钥：{ $name }
audit-passkey-remove = 移除通行密钥
audit-passkey-remove-named = 移除通行密钥：{ $name }
audit-recovery-code-use = 使用恢复代码
audit-recovery-codes-replace = 生成新的恢复代码
audit-factors-reset = 移除所有通行密钥、身份验证器应用和恢复代码
audit-factors-disown = 移除自他人登录以来添加的内容

audit-password-change = 设置密码
audit-link-mail = 通过邮件发送设置密码的链接
audit-link-make-setup = 生成设置首位管理员的链接
audit-link-make-invite = 生成设置初始密码的链接
audit-link-make-reset = 生成设置新密码的链接
audit-user-add = 添加账号
audit-user-lock = 锁定账号
audit-user-unlock = 解锁账号
audit-user-remove = 删除账号 { $username }
audit-user-change = 更改：{ $changes }
audit-user-change-unknown = 更改账号
audit-changes = { $one }；{ $two }
audit-change-username = 用户名，由 { $before } 改为 { $after }
audit-change-email = 邮箱地址
audit-change-email-verified = 邮箱地址的确认状态
audit-change-groups = 群组，改为 { $groups }
audit-change-groups-none = 群组，改为无
audit-change-administrator = 设为管理员
audit-change-no-administrator = 取消管理员身份
audit-change-profile = 个人资料
audit-change-definition = 账号的定义位置

audit-client-register = 应用自行注册：{ $app }
audit-client-change = 应用更改其注册信息：{ $app }
audit-client-remove = 移除已注册的应用：{ $app }
audit-client-approve = 批准已注册的应用：{ $app }
audit-client-disable = 停用已注册的应用：{ $app }
audit-client-enable = 启用已注册的应用：{ $app }
audit-registration-token-add = 生成允许应用注册的令牌
audit-registration-token-revoke = 撤销允许应用注册的令牌

audit-key-add = 生成密钥（{ $alg }）
audit-key-retire = 停用密钥 { $kid }
audit-key-restore = 恢复密钥 { $kid }
audit-key-remove = 移除密钥 { $kid }
audit-config-reload = 重新加载配置
audit-server-start = 启动 Latchkey { $version }

audit-by-administrator = 由管理员执行
audit-by-server = 由此服务器执行
