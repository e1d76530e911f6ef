# The error page.

error-ask = サイトの運営者に、次の番号を添えてお問い合わせください:
error-ask-if-needed = お困りの場合は、サイトの運営者に次の番号を添えてお問い合わせください:

error-details = お問い合わせ時に伝える詳細
error-address-sent = アプリが送信したアドレス
error-sent = アプリが送信した値
error-registered = 登録済みの値
error-registered-none = なし
error-remedy = 送信された値を許可するには、アプリのブロックにこの行を貼り付けてください
error-code = エラー
error-client = クライアント
error-client-id-sent = 送信されたclient_id
error-status = ステータス
error-request = リクエスト
error-time = 日時

## Buttons

error-to-app = { $app }に移動
error-to-account = アカウントに移動
error-load-again = ページを再読み込み
error-sign-in = ログイン
error-choose-password = 新しいパスワードを設定
error-to-start = スタートページに移動

## What to do

error-next-app = アプリに戻って、もう一度お試しください。
error-next-operator = もう一度試しても解決しません。先に、アプリまたはこのサイトの設定を直す必要があります。

## Faults of an app

error-unknown-app-heading = このアプリは登録されていません
error-wrong-request-heading = アプリのリクエストに誤りがあります
error-client-id-missing = client_idがありません。
error-client-id-unknown = client_idが登録されていません。
error-redirect-uri-missing = redirect_uriがありません。
error-redirect-uri-unknown = redirect_uriが登録されていません。
error-redirect-uri-not-ascii = redirect_uriが登録されていません。URIのホストはASCIIで記述します。この場合は{ $host }です。
error-too-long-to-wait = アプリのリクエストが長すぎるため、ログインが終わるまで保持できません。stateまたはclaimsパラメーターを短くしてください。

error-nothing-shared-heading = 何も共有されませんでした
error-nothing-shared-next = このページを閉じるか、ご自分でアプリに戻ってください。
error-not-answered-heading = このアプリには応答できません
error-not-answered-next = このページは閉じてかまいません。アプリの承認は、サイトの運営者が行えます。
error-not-vouched-for = このアプリは自己登録されたもので、まだ何も許可されていないため、アプリには移動しません。
error-not-vouched-for-cancelled = ログインはキャンセルされました。このアプリは自己登録されたもので、まだ何も許可されていないため、アプリには移動しません。
error-not-vouched-for-denied = アクセスは許可されませんでした。このアプリは自己登録されたもので、まだ何も許可されていないため、アプリには移動しません。

## A sign-in that cannot go on

error-complete-heading = このログインは完了しています
error-complete-next = アプリまたはアカウントに進んでください。
error-not-open-heading = このログイン手続きは終了しています
error-not-open-next = アプリからやり直すか、アカウントに移動してください。
error-cookie-next = ブラウザーでこのサイトのCookieを許可してから、アプリからやり直してください。
error-no-sign-in = このアドレスは、アプリからのログイン中にだけ使われます。
error-another-browser = 別のブラウザーで開始されたか、このブラウザーを閉じる前に開始されたものです。
error-no-cookie = ログインに必要なこのサイトのCookieが、ブラウザーから送信されませんでした。
error-too-old = 開始から1時間以上たっています。
error-not-pushed = 制限時間内に開かれませんでした。
error-request-expired = アプリの要求から時間がたちすぎました。デバイスでやり直してください。
error-answered = すでに完了しています。1つのログイン手続きを完了できるのは1回だけです。

## Forms and links

error-outdated-heading = このページは古くなっています
error-nothing-done-heading = 何も行われませんでした
error-again-next = ページを再読み込みして、操作をやり直してください。
error-another-site-next = この操作を行う場合は、このサイトのページから行ってください。
error-link-heading = このリンクは使えなくなりました
error-link = このリンクは使用済みか、有効期限が切れています。
error-link-next = すでにパスワードを設定した場合は、そのパスワードでログインしてください。まだの場合は、リンクの送り主に新しいリンクを依頼してください。
error-sign-in-link = ログイン通知メールのリンクは、7日以内に1回だけ、パスワードが変更されるまで使えます。
error-sign-in-link-next = パスワードを変更した覚えがない場合は、すぐに新しいパスワードを設定してください。その後、ログイン中のデバイスを確認してください。

## Requests that cannot be read

error-unreadable-heading = リクエストを読み取れませんでした
error-body-type = 本文は{ $kind }でなければなりません。
error-body-compressed = 本文を圧縮することはできません。
error-body-too-large = 本文が{ $bytes }バイトを超えています。
error-body-too-slow = 本文が時間内に届きませんでした。
error-body-broken = 本文が不完全です。
error-parameter-twice = パラメーター{ $name }が複数回送信されました。
error-parameter-encoding = パラメーター{ $name }は有効なUTF-8テキストではありません。
error-parameters-too-many = リクエストのパラメーターが{ $most }個を超えています。
error-parameter-values = パラメーター{ $name }の値が{ $most }個を超えています。
error-parameter-bytes = パラメーター{ $name }が{ $most }バイトを超えています。
error-parameter-times = パラメーター{ $name }の送信回数が{ $most }回を超えています。
error-query-and-body = パラメーターがクエリと本文の両方で送信されました。
error-address-heading = アドレスが長すぎます
error-address = アドレスが32 KiBを超えています。
error-headers-heading = ブラウザーからの送信データが多すぎます
error-headers = ヘッダーが64 KiBを超えています。
error-headers-next = このサイトとその親サイトのCookieを削除してから、もう一度お試しください。
error-refused-heading = リクエストに応答できませんでした
error-refused = リクエストに応答できません: { $status }。
error-method-heading = このアドレスの使い方が違います
error-method = このアドレスは{ $method }リクエストに応答しません。

## Faults of this site

error-busy-heading = ただいま混み合っています
error-busy-next = 失われたものはありません。数秒待ってから、もう一度お試しください。
error-busy = 処理待ちのログインが多すぎます。
error-client-not-now = アプリ自身の情報を現在読み取れません。
error-crowded = サーバーの接続数が上限に達しています。
error-session = サーバーが現在ストレージにアクセスできません。
error-failed-heading = 問題が発生しました
error-failed = サーバーが応答できませんでした。
error-storage = サーバーがストレージを読み取れませんでした。

## Pages that are not there, or not for everybody

error-nothing-here-heading = ページが見つかりません
error-nothing-here = ここにページはありません。
error-nothing-here-next = アドレスを確認するか、スタートページに移動してください。
error-administrators-heading = 管理者専用のページです
error-administrators = このページは、このサイトの管理者専用です。
error-administrators-next = 管理者としてログインするか、アカウントに移動してください。
error-development-heading = 開発モードでは、このマシンからのみアクセスできます
error-development = { $host }という名前でアクセスしています。
error-development-next = 他のマシンからアクセスできるようにするには、config.tomlの [server] に issuer = "https://…" を設定し、このファイルを使って起動してください。
