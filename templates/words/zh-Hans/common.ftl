language = 语言
language-choose = 更改语言

site-links = 关于本网站
link-help = 帮助
link-privacy = 隐私
link-terms = 条款
link-imprint = 法律声明

show = 显示
hide = 隐藏
error-prefix = 错误：
go-to = 转到“{ $field }”
go-to-field = 转到该字段
wait-over = 现在可以重试了。
wait-seconds = 请在 <span data-retry-after="{ $seconds }">{ $seconds } 秒</span>后重试。
wait-minutes = 请在 <span data-retry-after="{ $seconds }">{ $minutes } 分钟</span>后重试。
password-hint = 至少 { $length } 个字符。几个互不相关的词就很好。

account-pages = 你的账号
tab-account = 账号
tab-profile = 个人资料
tab-security = 安全
tab-activity = 活动

admin-pages = 管理
admin-tab-overview = 概览
admin-tab-people = 用户
admin-tab-groups = 群组
admin-tab-sessions = 会话
admin-tab-deliveries = 退出通知
admin-tab-activity = 活动

audit-look = 请留意
audit-by = 由 <bdi>{ $name }</bdi> 执行
audit-by-link = 由 <a href="{ $href }"><bdi>{ $name }</bdi></a> 执行
audit-request = 请求 { $id }

app-policy = 隐私政策
app-terms = 服务条款
to-continue = 继续前往 <b>{ $app_html }</b>
for-the-developer = 致应用开发者：
no-way-back-will = 你将不会返回该应用，因为{ $reason }。
no-way-back-was = 未能带你返回该应用，因为{ $reason }。

signed-in-at = { $time_html }登录
signed-in-with = { $time_html }使用{ $methods }登录
remember-device = 在此设备上 { $time }内不再询问

time-minutes = { $n } 分钟
time-hours = { $n } 小时
time-days = { $n } 天

list-two = { $one }和{ $two }
list-comma = { $one }、{ $two }
