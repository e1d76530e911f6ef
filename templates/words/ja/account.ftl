# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = ログアウト
account-ask = サイトの運営者にお問い合わせください。
account-ask-link = <a href="{ $href }">サイトの運営者にお問い合わせください</a>。
account-number = アカウント番号: <code>{ $sub }</code>
device-on = { $system }の{ $browser }
device-unknown = 不明なデバイス

## The account page.

account-title = アカウント
account-device-ended = そのデバイスからログアウトしました。
account-sign-in-ended = そのログインを終了しました。
account-others-ended = 他のすべてのデバイスからログアウトしました。
account-app-ended = そのアプリへのログインを終了しました。
account-app-removed = アプリのアクセス権を削除しました。
account-app-remembered = 今後は、アプリが新しい内容を求めたときにだけ確認します。
account-password-saved = パスワードを保存し、他のすべてのデバイスからログアウトしました。
account-left = このアカウントは、このサーバーの設定ファイル{ $file }から削除されています。
account-left-refused = ログインできず、アプリもこのアカウントを受け付けません。
account-left-until = このページでは{ $time_html }までログインしたままになります。
account-left-mistake = 誤って削除された場合は、アカウントをファイルに戻すか、<code>latchkey user keep { $username }</code>で残すよう、サイトの運営者に依頼してください。
account-email-unconfirmed = 未確認
account-email-confirmed = 確認済み
account-administrator = 管理者
account-pinned = このアカウントの名前、メールアドレス、グループは、このサーバーの設定ファイルで指定されています。
account-pinned-password = このアカウントの名前、メールアドレス、グループ、パスワードは、このサーバーの設定ファイルで指定されています。
account-pinned-edit = 変更するには、<code>[[users]]</code>ブロック（<code>{ $place }</code>）を編集してください。
account-pinned-ask = 変更するには、サイトの運営者にお問い合わせください。
account-to-admin = 管理

account-first-app = 次のステップ: 最初のアプリ
account-first-app-what = アプリを使うには、このサーバーにクライアントが必要です。追加する方法は2つあります。
account-first-app-command = コマンドで追加
account-first-app-list = <code>latchkey client add --app list</code>で、プリセットのあるアプリを一覧できます。その他のアプリの場合:
account-first-app-file = 設定ファイルに記述して追加
account-first-app-issuer = 続いて、アプリにissuerを入力します: <code>{ $issuer }</code>

account-apps = アプリ
account-app-open = <span class="vh">{ $app_html }を</span>開く
account-app-sees = 参照できる<span class="vh">あなたの</span>情報
account-app-remove = <span class="vh">{ $app_html }の</span>アクセス権を削除
account-app-remember = <span class="vh">{ $app_html }に</span>許可した内容を記憶する
account-no-apps = アプリはまだありません。

account-devices = デバイス
account-device-sign-ins = <b>{ $device }</b>、ログイン{ NUMBER($count) }件
account-this-device = このデバイス
account-this-sign-in = このログイン
account-active-now = 使用中
account-seen = 最終利用: { $time_html }
account-seen-inline = 最終利用: { $time_html }
account-each-sign-in = <span class="vh">{ $device }の</span>各ログイン
account-end-sign-in = このログインを終了
account-older-sign-ins = ほかに以前のもの{ NUMBER($count) }件
account-sign-out-device = <span class="vh">{ $device }から</span>ログアウト
account-sign-out-rest = <span class="vh">{ $device }の</span>他の{ NUMBER($count) }件をログアウト
account-sign-out-everywhere = 他のすべてのデバイスからログアウト
account-only-here = 他にログイン中のデバイスはありません。

account-spokes = このブラウザーからのログイン
account-spokes-what = ここからログインしたアプリです。1つからログアウトしても、ほかのアプリはそのままです。ここでログインしている間は、アプリが確認なしで再びログインさせることがあります。
account-spokes-picture = このブラウザーと、各アプリへの線
account-spokes-none = ここからログインしたアプリはまだありません。
account-spokes-to-apps = アプリを見る
account-spoke-signed-in = ログイン中
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } ミリ秒
account-spoke-used = 最終利用: { $time_html }
account-spoke-end = <span class="vh">{ $app_html }から</span>ログアウト

account-factors = パスキーと2段階認証
account-passkeys = パスキー{ NUMBER($count) }個
account-no-passkey = パスキーなし
account-totp = 認証アプリ有効
account-no-totp = 認証アプリなし
account-codes = リカバリーコード残り{ NUMBER($count) }個
account-no-codes = リカバリーコードの残りなし
account-factors-manage = 管理
account-factors-set-up = 設定

account-password = パスワード
account-password-change = パスワードを変更
account-password-choose = パスワードを設定
account-password-refused = パスワードは保存されませんでした。
account-password-current = 現在のパスワード
account-password-new = 新しいパスワード
account-password-hint = 保存すると、他のすべてのデバイスからログアウトします。
account-password-save = パスワードを保存
account-password-pinned = このアカウントのパスワードは、このサーバーの設定ファイルで指定されています。変更はそこで行ってください。
account-password-left = このアカウントはこのサーバーの設定ファイルから削除されています。パスワードは変更できません。
account-password-many = 試行回数が多すぎます。数分待ってから、もう一度お試しください。
account-password-wrong = 現在のパスワードと一致しません。確認して、もう一度お試しください。
account-password-meanwhile = その間に、別の場所でパスワードが変更されたか、ここからログアウトしました。

## The profile.

profile-title = プロフィール
profile-saved = プロフィールを保存しました。
profile-email-asked = そのアドレスにメールを送信しました。1時間以内にメール内のリンクを開いてください。それまでは何も変わりません。
profile-email-confirmed = メールアドレスを確認しました。
profile-refused = 何も変更されませんでした。
profile-username-fixed = ログインに使うユーザー名は<b><bdi>{ $username }</bdi></b>です。ここでは変更できません。
profile-pinned = プロフィールは、このサーバーの設定ファイルで指定されています。
profile-pinned-edit = 変更するには、<code>[[users]]</code>ブロック（<code>{ $place }</code>）を編集してください。
profile-pinned-ask = 変更するには、サイトの運営者にお問い合わせください。
profile-left = このアカウントはこのサーバーの設定ファイルから削除されているため、変更できません。
profile-meanwhile = その間に、別の場所でアカウントが変更されたか、ここからログアウトしました。何も変更されませんでした。
profile-pinned-refused = このアカウントは、このサーバーの設定ファイルで指定されています。何も変更されませんでした。

profile-about = 基本情報
profile-field = プロフィール
profile-name = 名前
profile-name-hint = 他の人に表示されます。
profile-given-name = 名
profile-family-name = 姓
profile-nickname = ニックネーム
profile-website = ウェブサイト
profile-website-hint = 例: https://example.com
profile-zoneinfo = タイムゾーン
profile-zoneinfo-hint = 例: Europe/Paris
profile-locale = 言語
profile-locale-hint = 例: en-GB
profile-username = ユーザー名
profile-who-sees = プロフィールの参照を許可したアプリに表示されます。すべて空欄でもかまいません。
profile-save = プロフィールを保存
profile-website-wrong = 完全なアドレスを入力してください（例: https://example.com）。
profile-zoneinfo-wrong = タイムゾーンの名前を入力してください（例: Europe/Paris）。
profile-locale-wrong = 言語タグを入力してください（例: en-GB）。
profile-long = { $count }文字以内で入力してください。
profile-invisible = この内容は使えません。見えない文字{ $code }が含まれています。削除してください。
profile-mixed = この内容は使えません。`{ $word }`には、見た目が同じことのある複数の文字体系の文字が混ざっています。各単語を1つの文字体系で書いてください。

profile-email = メールアドレス
profile-no-email = 登録されていません。
profile-email-waiting = <b><bdi>{ $email }</bdi></b>を確認するリンクが請求されています。リンクは{ $time_html }まで使えます。
profile-confirm-again = 確認用リンクを送信
profile-new-email = 新しいメールアドレス
profile-new-email-hint = このアドレスにリンクをお送りします。リンクを開くと、アドレスが変更されます。
profile-email-send = リンクを送信
profile-no-mail = このサーバーはメールを送信しないため、ここではアドレスを変更できません。
profile-no-mail-refused = このサーバーはメールを送信しません。アドレスの変更はサイトの運営者に依頼してください。
profile-email-wrong = メールアドレスを入力してください（例: ada@example.com）。
profile-email-same = すでに登録され、確認済みのアドレスです。
profile-email-many = メールの請求回数が多すぎます。{ $minutes }分後にもう一度お試しください。
profile-email-sign-in = アドレスを確認するにはログインしてください
profile-email-sign-in-why = このリンクは、請求したアカウントでのみ使えます。そのアカウントにログインすると、アドレスを確認できます。
profile-email-sign-in-button = ログイン
profile-email-in-use = このアドレスは使われています
profile-email-in-use-what = このアドレスは、すでに別のアカウントのものになっています。あなたのアカウントのアドレスは変わりません。
profile-back = プロフィールに戻る

profile-data = データ
profile-data-hint = ここに保存されているあなたに関するすべての情報（プロフィール、グループ、ログイン、アプリ、パスキー）のファイルです。他の人に渡さないでください。
profile-data-download = データをダウンロード

profile-delete = アカウントの削除
profile-delete-open = このアカウントを完全に削除
profile-delete-what = すべてのデバイスからログアウトし、アプリのアクセス権がなくなります。アカウントを元に戻すことは誰にもできません。
profile-delete-username = ユーザー名
profile-delete-username-hint = 続けるには<b><bdi>{ $username }</bdi></b>と入力してください。
profile-delete-button = アカウントを削除
profile-delete-wrong = ユーザー名が違います。何も削除されませんでした。
profile-delete-last-administrator = このサーバーには他に管理者がいません。先に、別のユーザーを管理者にしてください。
profile-deleted = アカウントを削除しました
profile-deleted-what = すべてのデバイスからログアウトし、アカウントとそのすべてのデータを削除しました。アクティビティの記録は、保存期間が過ぎるまで残ります。
profile-deleted-apps = アプリにはあなたの情報が残っている場合があります。各アプリの運営者にお問い合わせください。
profile-deleted-done = 完了

## Passkeys and the second step.

security-title = パスキーと2段階認証
security-totp-removed = 認証アプリを削除しました。今後、コードは求められません。
security-passkey-added = パスキーを追加しました。今後、このパスキーでログインできます。
security-key-added = セキュリティキーを追加しました。パスワードの代わりではなく、パスワードの後に使えます。
security-passkey-named = 新しい名前を保存しました。
security-passkey-removed = このアカウントからパスキーを削除しました。デバイスからも削除してください。
security-password-removed = パスワードを削除し、他のすべてのデバイスからログアウトしました。今後はパスキーでログインします。
security-password-remove = パスワードなしでログインする
security-password-remove-hint = パスワードは使えなくなり、パスキーだけでログインします。他のすべてのデバイスからログアウトします。
security-password-remove-mail = パスキーをすべて失った場合は、ログインページから新しいパスワードを設定するリンクを受け取れます。
security-password-remove-link = パスキーをすべて失った場合は、管理者から新しいパスワードを設定するリンクを受け取れます。
security-password-remove-now = パスワードを削除
security-password-no-passkey = 一度パスキーだけでログインすると、ここでパスワードを削除できます。
security-device-forgotten = そのデバイスでは、次のログイン時に再び2段階認証が求められます。
security-devices-forgotten = すべてのデバイスで、次のログイン時に再び2段階認証が求められます。
security-required = このサイトでは、パスワード以外の確認も必要です。パスキーまたは認証アプリを追加してください。

security-passkeys = パスキー
security-passkeys-hint = パスキーを使うと、パスワードなしで、指紋、顔、またはPINでログインできます。このサイトでしか使えないため、偽サイトに悪用されません。
security-passkey-synced = 同期済み
security-passkey-one-device = 1台のデバイスのみ
security-added = 追加: { $time_html }
security-used = 最終利用: { $time_html }
security-not-used = 未使用
security-since = 開始: { $time_html }
security-passkey-change = <span class="vh">{ $name }を</span>変更
security-passkey-name = 名前
security-passkey-save = 名前を保存
security-passkey-remove = <span class="vh">{ $name }を</span>削除
security-no-passkeys = パスキーはまだありません。
security-passkey-add = パスキーを追加
security-passkey-failed = パスキーは作成されませんでした。もう一度お試しください。
security-passkey-known-device = このデバイスには、すでにこのアカウントのパスキーがあります。
security-passkey-script = パスキーの追加にはJavaScriptが必要ですが、このブラウザーでは無効になっています。
security-passkey-unnamed = パスキー
security-passkey-field = パスキー
security-passkey-only-way-in = パスワードがなく、単独でログインできるパスキーもほかにありません。これがないとログインできなくなります。先に別のパスキーを追加してください。
security-name-long = 名前は{ $count }文字以内で入力してください。
security-name-invisible = この名前は使えません。見えない文字{ $code }が含まれています。削除してください。
security-name-mixed = この名前は使えません。`{ $word }`には、見た目が同じことのある複数の文字体系の文字が混ざっています。各単語を1つの文字体系で書いてください。
security-register-added = パスキーを追加しました。
security-register-refused = ブラウザーから送信された内容を読み取れないため、パスキーを追加できませんでした。別のデバイスをお試しください。
security-register-outdated = ページを開いてから時間がたちました。もう一度お試しください。
security-register-known = このパスキーはすでに追加されています。
security-register-full = このアカウントのパスキーの数が上限に達しています。先に1つ削除してください。
security-register-not-proven = その間にアカウントが変更されました。もう一度ログインしてから、パスキーを追加してください。

security-totp = 認証アプリ
security-totp-on = 有効
security-totp-remove = 認証アプリを削除
security-totp-hint = スマートフォンのアプリに表示されるコードを、パスワードの後に入力します。
security-totp-add = 認証アプリを追加

security-codes = リカバリーコード
security-codes-none = 残りなし
security-codes-left = 残り<b>{ $count }</b>個。
security-codes-hint = スマートフォンやパスキーをなくしたときに、1つのコードで1回ログインできます。
security-codes-new = 新しいコードを作成
security-codes-new-hint = 古いコードは使えなくなります。
security-user-code = アプリからの依頼用コード
security-user-code-hint = アプリによっては、電話などでこのコードを伝えた場合にのみ、あなたに依頼を送ることができます。自分から連絡していないアプリには教えないでください。
security-user-code-is = あなたのコード: <b>{ $code }</b>
security-user-code-once = 表示されるのは今だけです。以前のコードがあった場合は使えなくなります。
security-user-code-make = コードを作成
security-user-code-again = 新しいコードを作成
security-user-code-remove = コードを削除
security-user-code-removed = コードを削除しました。コードが必要なアプリは依頼を送れなくなります。

security-remembered = 信頼済みデバイス
security-remembered-hint = これらのデバイスでは、パスワードまたは2段階認証が変更されるまで、パスワードだけでログインできます。アプリの利用やアカウントの変更の際には、追加の確認を求められることがあります。
security-forget = <span class="vh">{ $device }の信頼を</span>解除
security-forget-all = すべて解除
security-no-remembered = 信頼済みデバイスはありません。

## The second step of a sign-in.

second-factor-title = 本人確認
second-factor-lead = { $person_html }さん、もう1段階の確認が必要です。
second-factor-lead-step-up = { $person_html }さん、この操作には追加の本人確認が必要です。
second-factor-change = この操作にはパスキーを使ってください。コードはだまし取られることがありますが、パスキーはだまし取られません。
second-factor-change-lost = パスキーをなくした場合は、リカバリーコードを使ってください。残っていない場合は、サイトの運営者にお問い合わせください。
second-factor-recovery-code = リカバリーコード
second-factor-recovery-code-hint = 保存しておいたコードの1つ（例: BCDF-GHJK-LMNP-QRST）。それぞれ1回だけ使えます。
second-factor-code = 認証アプリのコード
second-factor-code-hint = 6桁の数字。30秒ごとに変わります。
second-factor-confirm = 確認
second-factor-lost = 本人確認に使える方法が残っていません。サイトの運営者にお問い合わせください。
second-factor-script = パスキーにはJavaScriptが必要ですが、このブラウザーでは無効になっています。
second-factor-no-passkeys = このブラウザーではパスキーを使えません。
second-factor-recovery-hint = リカバリーコードを使えます。
second-factor-other-device = 別のブラウザーまたはデバイスを使ってください。
second-factor-passkey = パスキーを使用
second-factor-passkey-failed = パスキーは使われませんでした。もう一度試すか、別の方法を使ってください。
second-factor-other-way = 別の方法を使用
second-factor-recovery = リカバリーコードを使用
second-factor-help = ヘルプ
second-factor-cancel = キャンセル
second-factor-mismatch = コードが正しくありません。コードを確認して、もう一度お試しください。
second-factor-used = このコードは使用済みです。次のコードを待ってから、もう一度お試しください。
second-factor-missing = コードを入力してください。
second-factor-passkey-refused = このパスキーは受け付けられませんでした。もう一度試すか、別の方法を使ってください。
second-factor-passkey-needed = ここではコードだけでは足りません。パスキーを使ってください。入力したコードは使用済みになっていません。
second-factor-outdated = ページを開いてから時間がたちました。もう一度お試しください。
second-factor-not-ours = { $what }もう一度お試しください。
second-factor-many = 誤ったコードの入力回数が多すぎます。

## Setting a second step up.

set-up-title = 2段階認証の設定
set-up-totp-title = 認証アプリの追加
set-up-lead = { $person_html }さん、ここではパスワード以外の確認も必要です。設定は1回だけです。
set-up-lead-passkey = { $person_html }さん、このアプリではパスキーが必要です。設定は1回だけです。
set-up-lead-also-passkey = { $person_html }さん、このアプリではパスキーが必要です。コードだけでは足りません。設定は1回だけです。
set-up-no-totp = ここでは認証アプリを設定できません。
set-up-nothing = 現在、ここでは2段階目の確認方法を設定できません。このサイトの管理者に問い合わせてください。
set-up-totp-lead = 今後、パスワードでログインするたびに、アプリのコードが求められます。
set-up-refused = まだ何も設定されていません。
set-up-passkey = パスキーを使う
set-up-passkey-hint = 指紋、顔、またはこのデバイスやセキュリティキーのPINを使います。
set-up-passkey-make = パスキーを作成
set-up-passkey-failed = パスキーは作成されませんでした。もう一度試すか、認証アプリを使ってください。
set-up-or-totp = または認証アプリを使う
set-up-scan = これをアプリで読み取るか、<a href="{ $href }">このデバイスでアプリを開いて</a>ください。
set-up-type = 代わりにキーを入力
set-up-type-hint = アカウント<b>{ $username }</b>、時間ベース、6桁。
set-up-code = アプリに表示されたコードを入力してください
set-up-code-field = コード
set-up-turn-on = 有効にする
set-up-cancel = キャンセル
set-up-outdated = ページを開いてから時間がたちすぎました。下の新しいコードを読み取って、もう一度お試しください。
set-up-digits = アプリに表示された6桁の数字を入力してください。
set-up-mismatch = コードが正しくありません。スマートフォンの時刻が正しいことを確認して、今アプリに表示されているコードを入力してください。
set-up-known = このアカウントには、すでに認証アプリがあります。
set-up-meanwhile = その間にアカウントが変更されました。もう一度ログインしてください。

## Recovery codes.

codes-title = リカバリーコード
codes-lead = スマートフォンやパスキーをなくしたときは、これらのコードの1つでログインできます。<b>コードは今回しか表示されません。</b>
codes-hint = 各コードは1回だけ使えます。大切な書類の保管場所やパスワードマネージャーに保管してください。
codes-download = ダウンロード
codes-print = 印刷
codes-saved = 保存しました
codes-file-title = { $site }のリカバリーコード（{ $issuer }）
codes-file-hint = 各コードは1回だけ使えます。

## Activity.

activity-title = アクティビティ
activity-hint = アカウントでの出来事を新しい順に表示しています。記録は{ NUMBER($days) }日間保存されます。お心当たりのないものがある場合は、パスワードを変更し、他のすべてのデバイスからログアウトしてください。
activity-newest = 最新
activity-older = 以前
activity-presence-label = サインインしていた時間を端末ごとに示します。同じ内容が続けて一覧にあります。
activity-none = まだ何もありません。
activity-none-hint = ログインやアカウントの変更がここに表示されます。

## Without passwords

security-passkey-only-here = 単独でログインできるパスキーがほかにありません。これがないとログインできなくなります。先に別のパスキーを追加してください。
