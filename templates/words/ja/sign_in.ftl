# Signing in and out, and what leads there.

## The sign-in page

login-heading = ログイン
login-confirm-heading = 本人確認
login-confirm-lead = 続けるには、もう一度パスワードを入力してください。
login-lead = { $brand }のアカウントを使用
login-notice = { "" }
login-signed-in-as = ログイン中のアカウント
login-username = ユーザー名またはメールアドレス
login-password = パスワード
login-remember-me = このデバイスでログインしたままにする
login-submit = ログイン
login-confirm = 確認
login-cancel = キャンセル
login-passkey = パスキーを使用
login-passkey-failed = パスキーは使われませんでした。もう一度試すか、パスワードを使ってください。
login-forgot = パスワードをお忘れですか？

login-mismatch = ユーザー名とパスワードが一致しません。<a href="#username">ユーザー名</a>と<a href="#password">パスワード</a>を確認して、もう一度お試しください。
login-wrong-password = パスワードが正しくありません。<a href="#password">パスワード</a>を確認して、もう一度お試しください。
login-no-username = <a href="#username">ユーザー名またはメールアドレス</a>を入力してください。
login-no-password = <a href="#password">パスワード</a>を入力してください。
login-nothing-entered = <a href="#username">ユーザー名またはメールアドレス</a>と<a href="#password">パスワード</a>を入力してください。
login-passkey-refused = このパスキーは受け付けられませんでした。もう一度試すか、パスワードでログインしてください。
login-outdated = ページを開いてから時間がたちました。もう一度お試しください。
login-not-ours = { $lack }もう一度ログインしてください。
login-too-many-tries = 試行回数が多すぎます。
login-throttled = 試行回数が多すぎます。{ $minutes }分後にもう一度お試しください。
login-check-username = ユーザー名を確認してください。
login-check-password = パスワードを確認してください。
login-enter-username = ユーザー名またはメールアドレスを入力してください。
login-enter-password = パスワードを入力してください。

## Why a form is not taken

lack-another-site = このフォームは別のウェブサイトから送信されたため、何も行われませんでした。
lack-cookie = このサイトのCookieがブラウザーから送信されなかったため、何も行われませんでした。このサイトのCookieを許可してください。
lack-outdated = ページを開いてから時間がたったため、何も行われませんでした。
lack-token = このフォームは、開いているこのサイトのページから送信されたものではないため、何も行われませんでした。

## A new password

new-password-too-short = パスワードは{ $length }文字以上にしてください。単語をいくつか並べるのがおすすめです。
new-password-too-long = このパスワードは{ $bytes }バイトを超えています。もっと短くしてください。
new-password-pattern = このパスワードは推測されやすいものです。少数の文字の繰り返しか、順番どおりの並びになっています。無関係な単語をいくつか並べてください。
new-password-personal = このパスワードは推測されやすいものです。名前、メールアドレス、このサイトと関係のないものにしてください。
new-password-blocked = このパスワードは推測されやすいものです。ここではパスワードに使えない単語でできています。別の単語にしてください。
new-password-breached = このパスワードは、攻撃者が最初に試す流出パスワードのリストに載っています。無関係な単語をいくつか並べるなど、別のものにしてください。
strength-label = パスワードの強度
strength-weak = 強度：弱い。
strength-fair = 強度：普通。
strength-good = 強度：良い。
strength-strong = 強度：強い。
strength-short = { $length }文字以上が必要です。
strength-personal = 名前、メールアドレス、またはこのサイトの名前に似ています。
strength-common = 多くの人が使うパスワードに似ています。
strength-pattern = 繰り返しやキーの並びは推測されやすいものです。
strength-longer = 単語をもう1つ加えると、ずっと強くなります。

## What an app asks for, and may have

consent-title = { $app_html }を許可
consent-wants-identity = { $app_html }があなたのアカウント情報を求めています
consent-wants-access = { $app_html }があなたに代わってアクセスすることを求めています
consent-first-party = このアプリは{ $brand }が運営しています。
consent-introduced = このアプリは<b><bdi>{ $host }</bdi></b>から自ら名乗ったもので、ここでは誰も確認していません。このアドレスに心当たりがある場合のみ続けてください。
consent-signed-in-as = ログイン中のアカウント
consent-switch = 別のアカウントを使用
consent-approves = 承認を求められている内容
consent-receives = アプリに提供される内容
consent-new = 新規
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = この後、<b>{ $destination }</b>に移動します
consent-ask-each-time = 毎回確認する
consent-ask-each-time-hint = 選択しない場合、アプリが新しい内容を求めたときにだけ確認します。
consent-allow = 許可
consent-cancel = キャンセル

shared-openid = 本人であることの確認
shared-profile = 名前とプロフィール
shared-name = 名前とユーザー名
shared-email = メールアドレス
shared-address = 住所
shared-phone = 電話番号
shared-groups = 所属するグループ
shared-until-sign-out = ログアウトするまでのアクセス
shared-while-away = 不在時も含むアクセス（アクセス権を削除するまで）
shared-access-to = あなたに代わっての{ $resource }へのアクセス
shared-access = あなたに代わってのアクセス（個人情報は含まれません）
shared-more = その他の個人情報
shared-none-yet = アカウントに未登録
shared-as-above = 上記と同じ
shared-as-recorded = ログイン時の記録どおり
shared-yes = はい
shared-no = いいえ

claim-name = 名前
claim-given-name = 名
claim-middle-name = ミドルネーム
claim-family-name = 姓
claim-nickname = ニックネーム
claim-preferred-username = ユーザー名
claim-profile = プロフィールページ
claim-picture = 写真
claim-website = ウェブサイト
claim-gender = 性別
claim-birthdate = 生年月日
claim-zoneinfo = タイムゾーン
claim-locale = 言語
claim-updated-at = プロフィールの最終更新
claim-email = メールアドレス
claim-email-verified = メールアドレス確認済み
claim-phone-number = 電話番号
claim-phone-number-verified = 電話番号確認済み
claim-address = 住所
claim-groups = グループ
claim-auth-time = ログイン日時
claim-method = ログイン方法

## Which account

select-account-heading = アカウントの選択
select-account-active = 使用中
select-account-other = 別のアカウントを使用
select-account-remove = <span class="vh">{ $name }を</span>一覧から外す
select-account-remove-hint = 一覧から外すと、このブラウザーでそのアカウントからログアウトします。アカウント自体は残ります。

## A forgotten password

forgot-heading = パスワードをお忘れですか？
forgot-lead = アカウントのメールアドレスにリンクをお送りします。リンクから新しいパスワードを設定できます。
forgot-not-sent = リンクは送信されませんでした。
forgot-username = ユーザー名またはメールアドレス
forgot-username-wrong = ユーザー名またはメールアドレスを入力してください。
forgot-send = リンクを送信
forgot-help = ヘルプ
forgot-back = ログインに戻る
forgot-sent-heading = メールをご確認ください
forgot-sent = この名前のアカウントがあり、メールアドレスが登録されていれば、そのアドレスにリンクをお送りしました。リンクは1時間以内に1回だけ使えます。
forgot-sent-next = 届かない場合は、迷惑メールフォルダーを確認するか、サイトの運営者にお問い合わせください。
too-often-heading = 試行回数が多すぎます
too-often = { $minutes }分後にもう一度お試しください。

## Choosing a password by a link

invite-choose = パスワードの設定
invite-choose-new = 新しいパスワードの設定
invite-hello = こんにちは、<bdi>{ $name }</bdi>さん
invite-lead = { $brand }のアカウントが用意されました。パスワードを設定すると完了です。
invite-reset-lead = 新しいパスワードを保存すると、古いパスワードは使えなくなります。
invite-regain-done = すべてのデバイスからログアウトしました。古いパスワードはもう使えません。
invite-regain-lead = 他で使っていないパスワードを設定してください。その後、パスキーと認証アプリを確認し、新しいリカバリーコードを作成してください。古いコードは使えなくなりました。
invite-not-saved = パスワードは保存されませんでした。
invite-username = ユーザー名
invite-password = 新しいパスワード
invite-save = パスワードを保存
passkey-instead = 代わりにパスキーを作成
passkey-instead-failed = パスキーは作成されませんでした。もう一度試すか、パスワードを設定してください。

## The first account of a new server

setup-heading = 最初のアカウントの作成
setup-lead = このアカウントは{ $brand }の管理者アカウントになります。このリンクは1回だけ使えます。
setup-not-created = アカウントは作成されませんでした。
setup-name = 名前
setup-username = ユーザー名
setup-username-hint = ログインに使います。
setup-email = メールアドレス
setup-password = パスワード
setup-create = アカウントを作成
setup-issuer = アプリから見たこのサーバーのアドレス（issuer）: <code>{ $issuer }</code>
setup-taken = このユーザー名またはメールアドレスは使われています。別のものを選んでください。
setup-email-wrong = メールアドレスを入力してください（例: ada@example.com）。
setup-name-invisible = この名前は使えません。見えない文字{ $character }が含まれています。削除してください。
setup-name-scripts = この名前は使えません。`{ $word }`には、見た目が同じことのある複数の文字体系の文字が混ざっています。各単語を1つの文字体系で書いてください。
setup-username-length = 別のユーザー名にしてください。ユーザー名は1～255バイトです。
setup-username-character = 別のユーザー名にしてください。ユーザー名に空白、制御文字、見えない文字は使えません。
setup-username-scripts = 別のユーザー名にしてください。見た目が同じラテン文字とキリル文字など、複数の文字体系の文字を混ぜることはできません。

## Whether to sign out

logout-heading = ログアウトしますか？
logout-asked = <b>{ $app_html }</b>がログアウトを求めています。
logout-here = ここから<b>{ $user }</b>をログアウトします。
logout-here-and-apps = ここと、次の{ $apps }個のアプリから<b>{ $user }</b>をログアウトします:
logout-elsewhere = このログインは別のブラウザーのものか、このブラウザーからCookieが消えています。そのブラウザーとすべてのアプリでログインを終了します。
logout-not-ours = { $lack }もう一度選んでください。
logout-yes = ログアウト
logout-no = ログインしたままにする

no-way-back-unreadable = リクエストを読み取れなかった
no-way-back-hint = どのログインを指すかが証明されなかった
no-way-back-two-apps = リクエストに2つの異なるアプリが指定されている
no-way-back-unknown-app = アプリがここに登録されていない
no-way-back-no-app = リクエストにどのアプリかが示されていない
no-way-back-address = 指定されたアドレスがここに登録されていない
no-way-back-not-approved = アプリがまだ承認されていない

## Signed out

signed-out-title = ログアウト完了
signed-out-heading = ログアウトしました
signed-out-nobody = ログインしていません
signed-out-nothing = このブラウザーには、ログアウトするものがありませんでした。
signed-out-elsewhere = 別のブラウザーでのログインを終了しました。
signed-out-here = このブラウザーでログアウトしました。
signed-out-here-apps = このブラウザーでログアウトしました。アプリの状況:
signed-out-back = { $app_html }に戻る
signed-out-again = もう一度ログイン
signed-out-sign-in = ログイン
signed-out-frame = { $app }のログアウト

app-signed-out = ログアウトしました。
app-being-signed-out = ログアウト中…
app-still-trying = 応答がありません。再試行しています。
app-unreachable = 接続できませんでした。念のため、アプリのウィンドウを閉じてください。
app-took = { $words }（{ NUMBER($ms) } ミリ秒）
app-asked = ログアウトを依頼しました。
app-asked-across-sites = ログアウトを依頼しました。ブラウザーに妨げられた可能性があるため、念のためアプリのウィンドウを閉じてください。
app-watching = 開いているアプリは数秒以内に検知します。
app-untold = アプリ自体のセッションが終わるまで、ログインしたままになります。

## On the way back to an app

form-post-heading = しばらくお待ちください
form-post-lead = アプリに戻ります。何も起こらない場合は「続ける」を押してください。
form-post-continue = 続ける

## The start page

welcome-title = ようこそ
welcome-heading = 1回のログインですべてのアプリへ
welcome-lead = ここで使うアプリに{ $brand }でログインできます。
welcome-no-administrator = <b>このサーバーにはまだ管理者がいません。</b>サーバーの起動時に表示された設定用リンクを開いて、最初のアカウントを作成してください。
welcome-sign-in = ログイン
welcome-demo = デモアプリを開く
welcome-connect = アプリを接続
welcome-issuer = Issuer
welcome-discovery = Discovery
welcome-development = <b>開発モード。</b>このサーバーには、このコンピューターからのみアクセスできます。他の人が使う前に、設定ファイルを作成してください。

## A sign-in that somebody says was not theirs

not-me-heading = お心当たりのないログインですか？
not-me-lead = { $person_html }としてログインがありました。
not-me-when = { $time_html } · ネットワークアドレス{ $ip }
not-me-then = ご自分のログインでない場合は、ボタンを押してください。次のことが行われます:
not-me-signed-out = すべてのデバイスからログアウトし、アプリのアクセス権がなくなります。
not-me-password-stays = パスワードはこのサーバーの設定ファイルで指定されているため、<b>変わりません</b>。サイトの運営者に変更を依頼してください。
not-me-password-stops = 今のパスワードは使えなくなり、新しいパスワードを設定します。
not-me-factors = そのブラウザーで追加されたパスキーと認証アプリ、およびすべてのリカバリーコードが削除されます。
not-me-submit = 自分ではありません
not-me-otherwise = ご自分のログインの場合は、このページを閉じてください。何も行われていません。
not-me-done-heading = すべてのデバイスからログアウトしました
not-me-done = 現在、このアカウントにログインしている人はいません。パスワードはこのサーバーの設定ファイルで指定されているため、引き続き使えます。
not-me-done-next = すぐにサイトの運営者にパスワードの変更を依頼してください。その後ログインし、パスキーと認証アプリを確認してください。
not-me-sign-in = ログイン

## A new email address

confirm-email-heading = メールアドレスの確認
confirm-email-lead = 今後、<b><bdi>{ $email }</bdi></b>が{ $person_html }のメールアドレスになります。
confirm-email-submit = アドレスを確認
confirm-email-later = 後で

## Whether a browser lets apps watch the session

session-check-heading = このブラウザーでセッション監視は動作しますか？
session-check-lead = アプリのページは、このサイトの非表示フレームを通じてログアウトを検知します。このページでは、お使いのブラウザーでそのフレームが動作するかをテストします。
session-check-not-checked = このアドレスは確認されませんでした。
session-check-origin = アプリのアドレス
session-check-origin-wrong = 完全なウェブアドレスを入力してください（例: https://wiki.example.com）。
session-check-check = 確認
session-check-no-script = このテストにはJavaScriptが必要です。セッション監視にも必要です。
session-check-asks = セッション状態のリクエスト
session-check-answered = { $ms }ミリ秒で応答がありました。Cookieがブロックされていても動作します。
session-check-answered-status = 応答: { $status }。
session-check-no-answer = 応答がありません。
session-check-told = イベントストリーム
session-check-stream = イベントストリームは接続されています。
session-check-stream-shared = イベントストリームは接続されています。1つのアプリのすべてのタブで共有されます。
session-check-stream-failed = イベントストリームに接続できませんでした。代わりに、アプリは20秒ごとにリクエストを送信します。
session-check-stream-unknown = このブラウザーはイベントストリームに対応していません。代わりに、アプリは20秒ごとにリクエストを送信します。
session-check-app-at-once = { $app }は、サードパーティCookieがブロックされているかどうかにかかわらず、このブラウザーでセッションを監視できます。ログアウトは1秒以内に検知されます。
session-check-app-soon = { $app }は、サードパーティCookieがブロックされているかどうかにかかわらず、このブラウザーでセッションを監視できます。ログアウトは30秒以内に検知されます。
session-check-apps-at-once = アプリは、サードパーティCookieがブロックされているかどうかにかかわらず、このブラウザーでセッションを監視できます。ログアウトは1秒以内に検知されます。
session-check-apps-soon = アプリは、サードパーティCookieがブロックされているかどうかにかかわらず、このブラウザーでセッションを監視できます。ログアウトは30秒以内に検知されます。
session-check-unreachable = 拡張機能またはプロキシにブロックされているため、このブラウザーのフレームからサーバーに接続できません。フレームがCookieを読み取れる場合は、アプリはこのブラウザーでのログアウトを検知できます。
session-check-silent-works = アプリはこのサーバーと同じサイトにあるため、CookieはサードパーティCookieになりません。フレーム内のサイレントログイン（prompt=none）も動作します。
session-check-app-not-silent = アプリはこのサーバーとは別のサイトにあります。フレーム内のサイレントログイン（prompt=none）は常にlogin_requiredを返します。セッションが変わるたびにこれを試すアプリは、ユーザーをログアウトさせてしまいます。prompt=noneによるページ全体のリダイレクトとリフレッシュトークンは動作します。
session-check-apps-not-silent = 別のサイトにあるアプリの場合: フレーム内のサイレントログイン（prompt=none）は常にlogin_requiredを返します。セッションが変わるたびにこれを試すアプリは、ユーザーをログアウトさせてしまいます。prompt=noneによるページ全体のリダイレクトとリフレッシュトークンは動作します。

## Without passwords

login-no-passwords-heading = パスワードは使えません
login-no-passwords = ここではパスワードでログインできません。パスキーを使ってください。
login-passkey-again = このパスキーは受け付けられませんでした。もう一度試すか、別のパスキーを使ってください。
login-passkey-none = パスキーは使われませんでした。もう一度お試しください。
login-confirm-passkey-lead = 続けるには、もう一度パスキーを使ってください。
login-forgot-passkey = パスキーをまだお持ちでない場合
forgot-passkey-lead = アカウントのメールアドレスにリンクをお送りします。リンクから最初のパスキーを作成できます。お持ちのパスキーを紛失した場合は、このサイトの運営者にお問い合わせください。
# Heading, and button.
invite-passkey = パスキーを作成
# $brand: the name of this site.
invite-passkey-lead = { $brand }のアカウントが用意されました。パスキーを作成してください。以後はこれでログインします。
invite-has-factor-heading = このリンクでは何も変わりません
invite-has-factor = このアカウントにはパスキーまたは認証アプリがあり、リンクで置き換えることはできません。
invite-has-factor-next = パスキーでログインしてください。紛失した場合は、このサイトの運営者に削除を依頼し、そのあと新しいリンクを受け取ってください。
# A form was sent without a passkey.
passkey-needed = パスキーを作成してください。ここではパスワードは使いません。
not-me-done-passkey = 現在、このアカウントにログインしている人はいません。
