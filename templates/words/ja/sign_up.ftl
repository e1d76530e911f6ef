# Accounts that people make for themselves.

sign-up-link = アカウントを作成

## The page that asks for an address

sign-up-lead = メールアドレスを入力してください。手続きを続けるためのリンクをお送りします。
sign-up-approval = 新しいアカウントは、管理者が承認すると使えるようになります。
sign-up-domains = 使えるドメイン: { $domains }
sign-up-email = メールアドレス
sign-up-send = リンクを送信
sign-up-have-one = アカウントをお持ちの場合
sign-up-help = ヘルプ
sign-up-not-sent = リンクは送信されませんでした。
sign-up-email-wrong = メールアドレスを入力してください（例: ada@example.com）。
sign-up-email-domain = 次のドメインのメールアドレスを使ってください: { $domains }
sign-up-sent = メールをご確認ください
sign-up-sent-text = 使えるアドレスであれば、リンクをお送りしました。リンクは1時間以内に1回だけ使えます。
sign-up-sent-next = 届かない場合は、迷惑メールフォルダーを確認するか、サイトの運営者にお問い合わせください。
sign-up-back = ログインに戻る
sign-up-sign-in = ログイン
sign-up-closed = アカウントを作成できません
sign-up-closed-text = 現在、ここでは新しいアカウントを作成できません。サイトの運営者にお問い合わせください。

## The page behind the link

sign-up-account-lead = このページの入力を終えると、{ $site }のアカウントが作成されます。
sign-up-name = 名前
sign-up-name-unfit = この名前は使えません。制御文字または見えない文字が含まれています。
sign-up-username = ユーザー名
sign-up-username-hint = ログインに使います。
sign-up-username-length = ユーザー名は1～255バイトにしてください。
sign-up-username-character = ユーザー名には、空白、制御文字、見えない文字を使わないでください。
sign-up-username-scripts = ユーザー名には、見た目が同じラテン文字とキリル文字など、複数の文字体系の文字を混ぜないでください。
sign-up-username-at = ユーザー名には@を使わないでください。メールアドレスは使えません。
sign-up-username-taken = このユーザー名、またはよく似たユーザー名がすでに使われています。別のユーザー名を選んでください。
sign-up-email-optional = メールアドレス（任意）
sign-up-email-taken = このアドレス、またはよく似たアドレスが別のアカウントで使われています。別のアドレスを使うか、ログインしてください。
sign-up-password = パスワード
sign-up-create = アカウントを作成
sign-up-not-made = アカウントは作成されませんでした。
sign-up-has-account = すでにアカウントがあります
sign-up-has-account-text = リンクの送信後に、このアドレスのアカウントが作成されました。そのアカウントでログインしてください。
sign-up-made = アカウントは承認待ちです
sign-up-made-text = 新しいアカウントは管理者が確認します。承認されるとログインできます。
sign-up-made-mail = 承認されるとメールでお知らせします。
sign-up-made-later = 後でログインしてみてください。
sign-up-waits = このアカウントはまだ管理者に承認されていません。

sign-up-link-gone = このリンクは使えなくなりました
sign-up-link-gone-text = すでにアカウントを作成した場合は、ログインしてください。まだの場合は、新しいリンクを請求してください。

## Mails

mail-sign-up-subject = { $site }のアカウント
mail-sign-up-asked = このメールアドレスで{ $site }のアカウントを作成する申し込みがありました。
mail-sign-up-action = アカウントを作成
mail-sign-up-once = リンクは1時間以内に1回だけ使えます。
mail-sign-up-not-you = お心当たりがない場合は、何もする必要はありません。アカウントは作成されていません。
mail-sign-up-has-subject = { $site }のアカウントはすでにあります
mail-sign-up-has = このメールアドレスで{ $site }のアカウントを作成する申し込みがありました。このアドレスはすでにアカウントで使われているため、何も行われませんでした。
mail-sign-up-sign-in = ログイン
mail-sign-up-has-not-you = お心当たりがない場合は、何もする必要はありません。
mail-sign-up-unfit = このメールアドレスで{ $site }のアカウントを作成する申し込みがありました。使用中の名前と紛らわしいため、このアドレスは使えません。
mail-sign-up-approved-subject = { $site }のアカウントが承認されました
mail-sign-up-approved = { $site }のアカウント「{ $username }」が管理者に承認されました。ログインできるようになりました。

## Pages of administrators

admin-waiting = 承認待ち
admin-waiting-since = 承認待ちの開始
admin-waiting-email = 本人の申告、未確認
admin-waiting-tag = 承認待ち
admin-waiting-count = { NUMBER($n) }件のアカウントが承認待ちです
admin-approve = アカウントを承認
admin-approved = アカウントを承認しました。このユーザーはログインできます。
admin-sign-up-link = アカウント作成リンク
admin-sign-up-link-make = アカウント作成リンクを発行
admin-sign-up-uses = 使える人数
admin-sign-up-days = 有効日数
admin-sign-up-people = ユーザー
admin-sign-up-done = 完了
admin-sign-up-scan = または、このコードをスマートフォンで読み取ってもらってください:
admin-sign-up-text = このリンクを受け取った人は、アカウントを作成できます（合計{ NUMBER($n) }回、{ $time_html }まで）。リンクは今回しか表示されません。

admin-refused-sign-up-off = アカウントの作成は許可されていません。先に、[login] に signup = "invite" または "open" を設定してください。
admin-refused-not-waiting = { $username }は承認待ちではありません。

## What happened

audit-signed-up-mail = メールのリンクからアカウントを作成
audit-signed-up-link = 管理者のリンクからアカウントを作成
audit-user-approve = アカウントを承認
audit-sign-up-link = アカウント作成リンクを発行
