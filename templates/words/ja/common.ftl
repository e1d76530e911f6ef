# Words that several pages share.

language = 言語
language-choose = 言語を変更

site-links = このサイトについて
link-help = ヘルプ
link-privacy = プライバシー
link-terms = 利用規約
link-imprint = 運営者情報

show = 表示
hide = 非表示
error-prefix = エラー:
go-to = 「{ $field }」へ移動
go-to-field = この項目へ移動
wait-over = もう一度お試しいただけます。
wait-seconds = <span data-retry-after="{ $seconds }">{ $seconds }秒</span>後にもう一度お試しください。
wait-minutes = <span data-retry-after="{ $seconds }">{ $minutes }分</span>後にもう一度お試しください。
password-hint = { $length }文字以上。無関係な単語をいくつか並べるのがおすすめです。

# The pages of an account.
account-pages = アカウント
tab-account = アカウント
tab-profile = プロフィール
tab-security = セキュリティ
tab-activity = アクティビティ

# The pages of administrators.
admin-pages = 管理
admin-tab-overview = 概要
admin-tab-people = ユーザー
admin-tab-groups = グループ
admin-tab-sessions = セッション
admin-tab-deliveries = ログアウト通知
admin-tab-activity = アクティビティ

audit-look = 要確認
audit-by = <bdi>{ $name }</bdi>による操作
audit-by-link = <a href="{ $href }"><bdi>{ $name }</bdi></a>による操作
audit-request = リクエスト: { $id }

# An app.
app-policy = プライバシーポリシー
app-terms = 利用規約
to-continue = <b>{ $app_html }</b>に進みます
for-the-developer = アプリの開発者の方へ:
no-way-back-will = { $reason }ため、アプリには戻りません。
no-way-back-was = { $reason }ため、アプリには戻りませんでした。

# Signing in.
signed-in-at = ログイン: { $time_html }
signed-in-with = ログイン: { $time_html }（{ $methods }）
remember-device = このデバイスでは{ $time }間、再確認しない

# Spans of time.
time-minutes = { $n }分
time-hours = { $n }時間
time-days = { $n }日

# Items of a list in a sentence.
list-two = { $one }と{ $two }
list-comma = { $one }、{ $two }
