# The pages of administrators.

## What several pages say

admin-full-name = 氏名
admin-username = ユーザー名
admin-email = メールアドレス
admin-groups = グループ
admin-groups-hint = コンマで区切ります。
admin-may-administer = 管理者: 管理ページを使えます
admin-filter = 表示
admin-show-everybody = 全員を表示
admin-list-comma = { $one_html }、{ $two_html }

admin-tag-administrator = 管理者
admin-tag-locked = ロック中

admin-session-since = 開始: { $time_html }
admin-session-seen = 最終利用: { $time_html }
admin-session-ended = セッションを終了しました。

admin-by-app = アプリ{ $client }による操作
admin-by-command-line = { $user }によるコマンドラインでの操作
admin-by-server = このサーバーによる操作

## Overview

admin-overview-people = <b>{ NUMBER($n) }</b>人のユーザー
admin-overview-sessions-many = <b>{ NUMBER($n) }</b>件を超えるセッション
admin-overview-sessions = <b>{ NUMBER($n) }</b>件のセッション
admin-overview-apps = <b>{ NUMBER($n) }</b>個のアプリ
admin-overview-registered = うち{ NUMBER($n) }個は自己登録
admin-overview-waiting = <b>{ NUMBER($n) }</b>件の送信待ちログアウト通知
admin-overview-last = 最近の出来事
admin-overview-all = すべてのアクティビティ
admin-nothing-yet = まだ何もありません。
admin-overview-issuer = issuer <code>{ $issuer }</code>

## People

admin-people-search = 名前、ユーザー名、メールアドレス
admin-list-search-button = 検索
admin-list-only = 表示対象
admin-people-everybody = 全員
admin-people-administrators = 管理者
admin-people-locked = ロック中
admin-list-order = 並べ替え
admin-people-by-username = ユーザー名順
admin-list-newest = 新しい順
admin-list-oldest = 古い順
admin-list-by-name = 名前順
admin-list-by-app = アプリ順
admin-list-search-app = アプリの名前またはclient_id
admin-people-in-group = グループ: <b><bdi>{ $group }</bdi></b>
admin-people-total = 全{ NUMBER($n) }件のアカウント
admin-tag-left = 設定から削除済み
admin-tag-configuration = 設定ファイル
admin-list-first-page = 最初のページ
admin-list-next-page = 次のページ
admin-list-none = 見つかりませんでした。
admin-list-not-yet = まだ見つかっていません。次のページで検索を続けます。
admin-people-none = 該当するユーザーはいません。

## Adding a person

admin-add = ユーザーを追加
admin-add-button = 追加
admin-add-next = 次に、本人がパスワードを設定するためのリンクを発行します。
admin-back-to-people = ← ユーザー

## A person

admin-person-left = このアカウントは、定義されていた<code>{ $file }</code>から削除されたため、ログインできません。項目を元に戻すか、<code>latchkey user keep { $username }</code>を実行してください。
admin-person-place = このアカウントは<code>{ $place }</code>で定義されています。そこに書かれている内容は、そのファイルで変更してください。
admin-tag-not-confirmed = 未確認
admin-tag-no-password = パスワード未設定
admin-person-number = アカウント番号 <code>{ $sub }</code>
admin-person-added = 追加: { $time_html }

admin-person-sign-in = ログイン
admin-person-has-password = パスワードあり
admin-person-no-password = パスワードなし
admin-person-passkeys = パスキー{ $n }個
admin-person-no-passkey = パスキーなし
admin-person-authenticator = 認証アプリあり
admin-person-no-authenticator = 認証アプリなし
admin-person-recovery-codes = リカバリーコード残り{ $n }個

admin-person-make-link = パスワード設定用リンクを発行
admin-person-make-link-new = 新しいパスワードの設定用リンクを発行
admin-person-mail-link = 設定用リンクをメールで送信
admin-person-lock = アカウントをロック
admin-person-unlock = アカウントのロックを解除

admin-person-reset-factors = 2段階認証をすべて削除
admin-person-reset-factors-password = スマートフォンとリカバリーコードの両方をなくした人のための操作です。必ず本人からの依頼であることを確認してください。すべてのパスキー、認証アプリ、リカバリーコードが削除され、すべてのデバイスからログアウトします。その後はパスワードだけでログインできます。
admin-person-reset-factors-no-password = スマートフォンとリカバリーコードの両方をなくした人のための操作です。必ず本人からの依頼であることを確認してください。すべてのパスキー、認証アプリ、リカバリーコードが削除され、すべてのデバイスからログアウトします。パスワードが設定されていないため、続けてリンクを発行してください。
admin-person-reset-factors-button = すべて削除

admin-person-profile = プロフィールとグループ
admin-person-email-verified = 本人のアドレスであることを確認済み
admin-person-save = 保存

admin-person-end-session = <span class="vh">{ $device }でのセッションを</span>終了
admin-person-sign-out = すべてのデバイスからログアウト
admin-person-no-sessions = ログイン中のデバイスはありません。

admin-person-claims = アプリに渡される情報
admin-person-claims-app = アプリ
admin-person-claims-not-admitted = このユーザーは<code>allowed_groups</code>のどのグループにも属していないため、このアプリを使えません。
admin-person-claims-userinfo = アプリが要求できるすべてのスコープ（<code>{ $scope }</code>）を指定した場合のuserinfoの内容:
admin-person-claims-id-token = アプリが要求できるすべてのスコープ（<code>{ $scope }</code>）を指定した場合のuserinfoとIDトークンの内容:

admin-person-activity-all = このユーザーのすべて

admin-person-remove = アカウントを削除
admin-person-remove-summary = このアカウントとそのすべてのデータを削除
admin-person-remove-hint = セッション、アプリのアクセス権、パスキー、プロフィールが削除されます。アクティビティの記録は、保存期間が過ぎるまで残ります。この操作は取り消せません。
admin-person-remove-confirm = 確認のため、ユーザー名<b>{ $username }</b>を入力してください
admin-person-remove-unconfirmed = 何も削除されませんでした。確認のため、ユーザー名{ $username }を入力してください。

admin-done-added = アカウントを追加しました。本人がパスワードを設定できるように、リンクを発行または送信してください。
admin-done-saved = 変更を保存しました。アプリには次のリクエスト時に反映されます。
admin-done-locked = アカウントをロックし、すべてのデバイスからログアウトさせました。
admin-done-unlocked = アカウントのロックを解除しました。
admin-done-mailed = パスワード設定用リンクをメールで送信しました。
admin-done-factors-removed = 2段階認証をすべて削除し、すべてのデバイスからログアウトさせました。
admin-done-factor-removed = 削除しました。ログイン中のデバイスはそのままです。デバイスを紛失した場合は、すべてのデバイスからもログアウトさせてください。
admin-done-signed-out = すべてのデバイスからログアウトさせました。

## Why something was not done for a person

admin-refused-pinned = { $username }は{ $place }（[[users]]）で定義されています。{ $keys }はそこで変更してください。
admin-refused-pinned-all = { $username }は{ $place }（[[users]]）で定義されています。そこで変更してください。
admin-refused-defined = { $username }は{ $place }（[[users]]）で定義されています。先に、そこから項目を削除してください。
admin-refused-left = { $username }は{ $file }から削除されています。項目を元に戻すか、`latchkey user keep { $username }`でアカウントを残してください。
admin-refused-taken = このユーザー名またはメールアドレス、あるいはよく似たものが、別のアカウントで使われています。
admin-refused-meanwhile = { $username }はその間に削除または変更されました。もう一度お試しください。
admin-refused-last-administrator = { $username }はログインできる最後の管理者です。先に、別のユーザーを管理者にしてください。
admin-refused-last-way-in = { $username }はログインできる最後の管理者で、パスワードがありません。先にパスワード設定用リンクを送り、使用された後に認証要素をリセットしてください。
admin-refused-only-way-in = { $username }にはパスワードがなく、単独でログインできるパスキーもほかにありません。先にパスワード設定用リンクを送るか、認証要素をリセットしてください。
admin-refused-username-length = ユーザー名は1～255バイトにしてください。
admin-refused-username-character = ユーザー名には、空白、制御文字、見えない文字を使わないでください。
admin-refused-username-scripts = ユーザー名には、見た目が同じラテン文字とキリル文字など、複数の文字体系の文字を混ぜないでください。
admin-refused-email = { $text }はメールアドレスの形式ではありません。
admin-refused-invisible = { $text }: 見えない文字{ $code }が含まれています。削除してください。
admin-refused-scripts = { $text }: `{ $word }`には、見た目が同じことのある複数の文字体系の文字が混ざっています。各単語を1つの文字体系で書いてください。
admin-refused-no-address = { $username }には、本人のものと確認されたメールアドレスがありません。先にアドレスを設定するか（`latchkey user set --email`）、リンクを直接渡してください。

## A link to choose a password

admin-link-title = { $name }のリンク
admin-link-heading = <bdi>{ $name }</bdi>のリンク
admin-link-back = ← { $name }
admin-link-first = このリンクで、本人がパスワードを設定します。リンクは{ $time_html }まで1回だけ使え、以前のリンクは無効になります。今回しか表示されないため、他の人に見られない方法で渡してください。
admin-link-new = このリンクで、本人が新しいパスワードを設定します。設定すると、すべてのデバイスからログアウトします。リンクは{ $time_html }まで1回だけ使え、以前のリンクは無効になります。今回しか表示されないため、他の人に見られない方法で渡してください。
admin-link-qr = または、このコードを本人のスマートフォンで読み取ってもらってください:
admin-link-done = 完了

## Groups

admin-groups-people = { NUMBER($n) }人
admin-groups-nobody = メンバーなし
admin-groups-may-use = 使えるアプリ: { $apps_html }
admin-groups-none = グループはまだありません。
admin-groups-search = グループ名
admin-groups-most-people = 人数の多い順
admin-groups-none-hint = グループは各ユーザーのページで設定します。<code>allowed_groups</code>にグループを指定したアプリは、そのメンバーだけが使えます。

## Sessions

admin-sessions-many = { NUMBER($n) }件を超えるセッション
admin-sessions-total = { NUMBER($n) }件のセッション
admin-sessions-search = 名前、ユーザー名、アプリ、アドレスの先頭
admin-sessions-used = 最終利用の新しい順
admin-sessions-end = <span class="vh">{ $device }での{ $username }のセッションを</span>終了
admin-sessions-none = ログイン中のユーザーはいません。

## Sign-out messages

admin-deliveries-hint = ログアウトがまだ通知されていない、または通知できなかったアプリです。それぞれ、しばらくの間、再送信されます。
admin-deliveries-given-up = 送信中止
admin-deliveries-waiting = 送信待ち
admin-deliveries-ended = セッション終了: { $time_html }
admin-deliveries-tried = 試行{ $n }回
admin-deliveries-next = 次の試行: { $time_html }
admin-deliveries-took = { NUMBER($ms) } ミリ秒で応答または失敗
admin-deliveries-none = すべてのアプリに通知済みです。

## Activity

admin-activity-of = <bdi>{ $name }</bdi>のアクティビティ
admin-activity-of-link = <a href="{ $href }"><bdi>{ $name }</bdi></a>のアクティビティ
admin-activity-kind = 種類
admin-activity-everything = すべて
admin-activity-none = この種類の記録はありません。
admin-activity-search = 名前、ユーザー名、アプリ
admin-activity-cut = この文字列を名前に含むユーザーまたはアプリが、一度に検索できる数を超えています。残りを見つけるには、名前をもっと長く入力してください。
admin-activity-hint = 改ざんの有無を確認できるハッシュ付きの全記録: <code>latchkey audit verify</code>、<code>latchkey audit export</code>

## Apps.
admin-tab-apps = アプリ
admin-apps-registered = 自己登録
admin-apps-disabled = 無効
admin-apps-used = 最終使用 { $time_html }
admin-apps-none = アプリはまだありません。
admin-apps-busiest = 過去24時間のリクエストの多い順
admin-apps-none-hint = Grafana、Nextcloud、Immich などを追加しましょう。<code>latchkey client add --app list</code> でプリセットのあるアプリを一覧できます。
admin-app-connect = 接続
admin-app-connect-hint = 多くのアプリにはディスカバリーのアドレスとクライアント ID が必要です。シークレットはハッシュだけが保存され、ここには表示されません。
admin-app-discovery = ディスカバリーのアドレス
admin-app-client-id = クライアント ID
admin-app-settings = 設定
admin-app-settings-configured = このアプリは <code>{ $place }</code> で設定されています。ファイルの変更は自動的に読み込まれます。
admin-app-settings-registered = このアプリは自己登録されました。次の行でファイルに設定できます。
admin-app-try = 試す
admin-app-try-person = ユーザー名またはメールアドレス
admin-app-try-nobody = この名前の人はいません。
admin-app-try-sign-in = アプリにサインインする
admin-app-refusals = 拒否されたもの
admin-app-refusals-hint = このサーバーの起動以降、このクライアント ID を示した最近の拒否（最大 { $n } 件）。
admin-app-refusals-none = 拒否されたものはありません。
admin-app-remedy = 次の行で受け入れられます。
admin-app-who = 使用できる人
admin-app-everybody = アカウントを持つすべての人。
admin-app-disable = アプリを無効にする
admin-app-disable-hint = 無効にすると、再び有効にするまで、トークンが取り消され、このアプリへのサインインが拒否されます。
admin-app-enable = アプリを有効にする
admin-app-approve = アプリを承認する
admin-app-approve-hint = 承認されたアプリは、誰も同意していなくてもエラー応答を受け取ります。変更されるまで承認は有効です。
admin-app-disable-done = アプリを無効にし、トークンを取り消しました。
admin-app-enable-done = アプリを有効にしました。
admin-app-approve-done = アプリを承認しました。
admin-app-changed = アプリはその間に変更されました。確認してもう一度お試しください。
admin-app-views = このアプリのページ
copy = コピー
copied = コピーしました
admin-connect-paste = アプリに貼り付けるもの
admin-connect-paste-hint = アプリを選ぶと、そのアプリの設定がこのクライアントに合わせて表示されます。<code>{ $place }</code> の部分にシークレットを書いてください。
admin-connect-other = 別のアプリ
admin-connect-tried = { $version } で確認済みです。
admin-connect-untried = アプリのドキュメントに基づくもので、確認はされていません。
admin-connect-lacks = アプリに対してこのクライアントに足りないもの
admin-connect-lacks-nothing = このクライアントにはアプリに必要なものがすべてあります。
admin-connect-redirects = アプリの戻り先
admin-connect-addresses = このサーバーのアドレス
admin-lack-redirect = アプリは { $value } に戻ることを求めますが、登録されていません。
admin-lack-post-logout = サインアウト後、アプリは { $value } に戻ることを求めますが、登録されていません。
admin-lack-backchannel = アプリは { $value } でログアウトトークンを受け取りますが、このクライアントにはそのアドレスがありません。
admin-lack-scope = アプリは { $value } を要求しますが、このクライアントには許可されていません。
admin-lack-grants = アプリは { $value } を使いますが、このクライアントには許可されていません。
admin-lack-method = このクライアントは { $value } で登録されていますが、アプリは別の方法でシークレットを送ります。
admin-lack-pkce = アプリは code_challenge も nonce も送りませんが、このクライアントには必要です。
admin-lack-native = アプリは電話やデスクトップにもありますが、このクライアントはウェブ専用です。
admin-lack-claims = アプリは ID トークンだけを読みますが、このクライアントの ID トークンにはクレームがありません。
admin-try-hint = アプリなしで、サーバーと同じようにサインインをたどります。何も発行されず、何も保存されません。
admin-try-nobody = このアプリには誰もサインインしません。
admin-try-not-sent = 送信しない
admin-try-signed-in = すでにサインインしている
admin-try-ladder = 起こること
admin-try-sent = アプリはブラウザーを <code>{ $endpoint }</code> に送り、次のものを渡します:
admin-try-pushed = アプリはまずこれらを自分でサーバーに送り（PAR）、ブラウザーは参照だけを運びます。
admin-try-signed = アプリはこれらを署名付きリクエストオブジェクトで送る必要があります。
admin-try-left-out = アプリに許可されていないか、知られていないため除かれました: { $scope }
admin-try-admitted = アプリは一部のグループ向けで、この人はその一つに入っています。
admin-try-not-admitted = アプリは一部のグループ向けで、この人はどれにも入っていません。
admin-try-two-factors = この人には第二要素またはパスキーが求められます。
admin-try-one-factor = この人はパスワードだけで十分です。
admin-try-sign-in = { $name } がパスワードでサインインします。
admin-try-sign-in-two = { $name } がパスワードと第二要素でサインインします。
admin-try-sign-in-passkey = { $name } がパスキーでサインインします。
admin-try-sign-up = { $name } に新しいアカウントのページが表示され、サインインします。
admin-try-again = 新しいサインインが求められるため、{ $name } がもう一度サインインします。
admin-try-step-up = { $name } が第二要素を示します。
admin-try-enrol = { $name } が第二要素を設定します。
admin-try-account = { $name } がアカウントを選びます。
admin-try-consent = { $name } に、アプリが次のものを受け取ってよいか尋ねます:
admin-try-issue = 不足はなく、サーバーは要求を許可します。
admin-try-refuse = サーバーは要求を拒否します。
admin-try-goes = ブラウザーは <code>{ $place }</code> に戻り、次のものを渡します:
admin-try-stays = ブラウザーはこのサーバーのエラーページにとどまり、アプリには何も伝わりません。
admin-try-told = アプリに伝わること
admin-try-id-token = ID トークンの内容:
admin-try-userinfo = Userinfo の内容:
admin-try-lane-app = アプリ
admin-try-lane-browser = ブラウザー
admin-try-lane-server = サーバー
admin-try-parameters = パラメーター: { NUMBER($n) }
admin-gloss-response-type = アプリが受け取りたいもの。「code」は、ブラウザーを通さずにトークンと交換されます。
admin-gloss-client-id = このサーバーでのアプリの名前。
admin-gloss-redirect-uri = ブラウザーが戻される先。一字一句同じものが登録されている必要があります。
admin-gloss-scope = アプリが求めるもの。
admin-gloss-state = アプリが作った値。応答にも同じ値が必要です。
admin-gloss-nonce = アプリが作った値。ID トークンにも同じ値が必要です。
admin-gloss-code-challenge = アプリが持つ秘密のハッシュ (PKCE)。秘密がなければ誰もコードを使えません。
admin-gloss-code-challenge-method = そのハッシュの作り方。
admin-gloss-prompt = サーバーが表示すべきページ、または何も表示しないこと。
admin-gloss-code = 一度だけ、短い間だけ使えます。アプリがトークンと交換します。
admin-gloss-iss = 応答したサーバー。複数のサーバーを使うアプリが取り違えないためのもの。
admin-gloss-session-state = この値で、アプリはここでのログアウトに気づきます。
admin-gloss-access-token = アプリが userinfo やほかのサービスを使えるようにします。
admin-gloss-token-type = アクセストークンの使い方。「Bearer」は、持っている人が使えるという意味です。
admin-gloss-expires-in = アクセストークンが使える秒数。
admin-gloss-id-token = 誰が、いつ、どのアプリにサインインしたか。サーバーが署名しています。
admin-gloss-error = 仕様での名前によるエラー。
admin-gloss-error-description = 開発者向けのエラーの説明。

admin-tab-keys = 鍵
admin-keys-hint = アプリはこれらの鍵で、このサーバーの署名を確認します。鍵は署名に使われる前に公開され、その後もしばらく公開されます。
admin-keys-never = 鍵は自動では交換されません（<code>keys.rotate_every</code>）。
admin-keys-rotate = <code>latchkey keys rotate</code> でいつでも交換できます。
admin-keys-chart = 鍵の時系列図。下の一覧に同じ内容があります。
admin-overview-keys-chart = 鍵の時系列図。鍵のページに同じ内容が文章であります。
admin-keys-published = 公開済み
admin-keys-signing = 署名中
admin-keys-in-use = 使用中
admin-keys-retired = 交代済み
admin-keys-remembered = 公開終了
admin-keys-encryption = 暗号化用
admin-keys-made = 公開: { $time_html }
admin-keys-from = 使用開始: { $time_html }
admin-keys-replaced = 交換: { $time_html }
admin-keys-next = 次の鍵: { $time_html }
admin-keys-leaves = 公開終了: { $time_html }
admin-keys-decrypts = 復号終了: { $time_html }
admin-chart-now = 現在

admin-tab-health = 稼働状況
admin-health-fine = すべて正常です。
admin-health-look = 確認が必要な項目があります。対処方法は下にあります。
admin-health-ok = 正常
admin-health-warn = 要確認
admin-health-bad = 異常
admin-health-off = 未設定
admin-health-database = データベース
admin-health-configuration = 設定
admin-health-mail = メール
admin-health-backup = バックアップ
admin-health-version = バージョン
admin-health-schema = スキーマのバージョン { $version }
admin-health-size = { NUMBER($n) } MB
admin-health-digest = ダイジェスト <code>{ $digest }</code>
admin-health-reloaded = 再読み込み: { $time_html }
admin-health-refused = 再読み込みを拒否: { $time_html }
admin-health-waiting = 待機中: { NUMBER($n) }
admin-health-oldest = 最も古いもの: { $time_html }
admin-health-failed = 最後の失敗: { $time_html }
admin-health-made = 作成・検査: { $time_html }
admin-health-none = まだありません
admin-health-node = このノード: <code>{ $node }</code>
admin-health-database-bad = 書き込みができません。理由はログにあります。ディスクと権限、またはデータベースサーバーを確認してください。
admin-health-keys-bad = { $algs } で署名する鍵がありません。作成または読み取りができなかった理由はログにあります。
admin-health-keys-not-again = データベースから再び読み込むことができません。理由はログにあります。以前に読み込まれた鍵が引き続き使われます。このノードは再起動すると起動できないため、その前に <code>keys.wrap_key_file</code> を元に戻してください。
admin-health-keys-others-sign = このノードが読み込めない鍵で他のノードが署名しているため、準備ができていません。理由はログにあります。すべてのノードに同じ <code>keys.wrap_key_file</code> を渡してください。
admin-health-configuration-warn = 以前に読み込まれた設定が引き続き有効です。ファイルの問題は <code>latchkey check</code> で分かります。
admin-health-configuration-older = このノードのファイルは古いものです。<code>revision</code> は { $revision } ですが、有効なのは { $newest } のため、ユーザーは変更されません。revision が { $newest } のファイルを渡すか、意図して戻す場合は <code>revision</code> を { $newest } より大きくしてください。
admin-health-configuration-unnumbered = このノードのファイルには <code>revision</code> がなく、有効なのは { $newest } のため、古いものとみなされ、ユーザーは変更されません。ファイルの先頭、最初のセクションの前に <code>revision = { $next }</code> と書いてください。
admin-health-mail-off = 設定に <code>[smtp]</code> がないため、メールは送信されません。
admin-health-mail-warn = メールを送信できませんでした。メールサーバーの応答は <code>latchkey mail test ADDRESS</code> で分かります。
admin-health-deliveries-warn = 通知できなかったアプリがあります。対象と理由はそのページにあります。
admin-health-backup-off = 自動バックアップはありません。<code>[storage.backup]</code> を設定するか、データベースサーバーをバックアップしてください。
admin-health-backup-warn = 予定のバックアップを作成できませんでした。理由はログにあります。フォルダーは <code>latchkey check</code> で確認できます。

admin-chart-heading = 過去24時間のサインイン
admin-chart-label = 成功: { NUMBER($ok) }。失敗: { NUMBER($failed) }。各時間の数は続きにあります。
admin-chart-ok = 成功: { NUMBER($n) }
admin-chart-failed = 失敗: { NUMBER($n) }
admin-chart-cut = ここで数える上限を超えています
admin-chart-numbers = 時間ごとの数
admin-chart-none = サインインした人も、試みた人もいません。
admin-chart-none-hint = サインインは行われるとここに表示されます。アプリのページの<b>試す</b>でサインインをたどれます。
admin-presence-heading = 過去2週間のサインイン状況
admin-presence-label = このユーザーがサインインしていた時間を端末ごとに示します。同じ内容が続けて一覧にあります。
admin-presence-signed-in = サインイン中
admin-presence-one = 1要素でのサインイン
admin-presence-strong = 複数要素またはパスキー
admin-presence-failed = 失敗
admin-presence-list = 一覧で見る
admin-presence-from-to = { $from_html } から { $to_html } までサインイン
admin-presence-since = { $time_html } からサインイン中
admin-usage-heading = だれが何を使っているか
admin-usage-hint = { $time_html } 以降に各ユーザーが各アプリにサインインした回数です。
admin-usage-part = 回数の多いものだけを表示しています。
admin-usage-count = { NUMBER($n) }
admin-hours-heading = 過去24時間のリクエスト
admin-hours-apps = 過去24時間のアプリ
admin-hours-hint = <code>/token</code> と、アプリが自身を証明するほかのアドレスへの、現在までの1時間ごとのリクエストです。
admin-hours-since = このサーバーの起動以降に数えたものです: { $time_html }。
admin-hours-node = このノードだけが数えたものです: <code>{ $node }</code>。
admin-hours-label = 過去24時間。応答: { NUMBER($ok) }。拒否: { NUMBER($refused) }。
admin-hours-nothing = 過去24時間にリクエストはありませんでした。
admin-hours-ok = すべて応答
admin-hours-some = 一部を拒否
admin-hours-most = 大半を拒否
admin-hours-empty = リクエストなし
admin-hours-answered = 応答: { NUMBER($n) }
admin-hours-refused = 拒否: { NUMBER($n) }
admin-hours-hour = 時間
admin-hours-column-answered = 応答
admin-hours-column-refused = 拒否
admin-hours-column-why = 最も多い理由
admin-hours-why-client = アプリが自身を証明できませんでした（シークレット、鍵、または証明書の誤り）
admin-hours-why-grant = コードまたはトークンが無効になっていたか、そのアプリのものではありませんでした
admin-hours-why-request = リクエストに不足があるか、読み取れませんでした
admin-hours-why-not-allowed = この方法での要求はアプリに許可されていません
admin-hours-why-scope = アプリに許可されていないものが要求されました
admin-hours-why-person = 本人が許可しなかったか、時間内に応答しませんでした
admin-hours-why-busy = リクエストが多すぎるか、サーバーがそのとき応答できませんでした
admin-hours-why-server = サーバーのエラーです。詳細はログにあります
admin-hours-why-proof = DPoP の証明が無効でした
admin-hours-why-other = その他の理由

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username }にはパスキーまたは認証アプリがあり、リンクで置き換えることはできません。先に認証要素をリセットし、そのあとリンクを発行してください。
# $username: whose account.
admin-refused-only-passkey = { $username }がログインできるパスキーはほかにありません。代わりに認証要素をリセットし、そのあとリンクを発行してください。
# Button.
admin-person-make-link-passkey = パスキー作成用リンクを発行
# $time_html: a time, with its markup.
admin-link-passkey = このリンクで、本人がパスキーを作成します。リンクは{ $time_html }まで1回だけ使え、以前のリンクは無効になります。今回しか表示されないため、他の人に見られない方法で渡してください。
# Beside a name.
admin-tag-no-passkey = パスキー未作成
admin-done-mailed-passkey = パスキー作成用リンクをメールで送信しました。
