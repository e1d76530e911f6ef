# What happened, without a subject.

method-password = パスワード
method-code = ワンタイムコード
method-passkey = パスキー
method-unknown = 不明な方法

audit-login = { $methods }でログイン
audit-login-again = { $methods }で再認証
audit-login-step-up = 2段階認証で確認: { $methods }
audit-login-fail-unnamed = アカウントの指定がないログインの失敗: { NUMBER($networks) }個のネットワークから{ NUMBER($count) }件
audit-login-fail-password = 誤ったパスワードの入力
audit-login-fail-code = 誤ったワンタイムコードの入力
audit-login-fail-password-times = 誤ったパスワードの入力: 1分以内に{ NUMBER($count) }回
audit-login-fail-code-times = 誤ったワンタイムコードの入力: 1分以内に{ NUMBER($count) }回
audit-login-disown = 自分ではないログインとして報告
audit-login-disown-device = { $device }でのログインを自分ではないと報告

audit-session-end = ログインの終了: { $why }
audit-session-end-device = { $device }でのログインの終了: { $why }
audit-end-app = アプリでログアウト
audit-end-administrator = 管理者によるログアウト
audit-end-replaced = 別のアカウントでログイン
audit-end-password = パスワードの変更
audit-end-locked = アカウントのロック
audit-end-removed = アカウントの削除
audit-end-left = 設定ファイルからのアカウントの削除
audit-end-expired = 期限切れ、または長期間の未使用
audit-end-person = ログアウト

# Apps.
audit-some-app = アプリ
audit-app-sign-in = { $app }にログイン
audit-app-sign-out = { $app }からログアウト
audit-consent-grant = { $app }にアクセスを許可
audit-consent-revoke = { $app }のアクセス権を削除
audit-consent-remember = { $app }の「毎回確認する」をオフに変更
audit-request-allow = 別のデバイスで{ $app }を許可
audit-request-refuse = 別のデバイスで{ $app }を拒否
audit-grant-revoke = { $app }によるアクセス権の返上
audit-token-exchange = このアカウントに代わって操作するため、{ $app }がトークンを交換
audit-token-refuse = { $app }へのこのアカウントのトークン発行を拒否
audit-token-replay = { $app }の使用済みのコードまたはトークンが再び使われたため、アクセス権を取り消し

# Passkeys and the second step.
audit-totp-add = 認証アプリを追加
audit-totp-remove = 認証アプリを削除
audit-passkey-add = パスキーを追加
audit-passkey-add-named = パスキーを追加: { $name }
audit-passkey-rename = パスキーの名前を変更
audit-passkey-rename-named = パスキーの名前を変更: { $name }
audit-passkey-remove = パスキーを削除
audit-passkey-remove-named = パスキーを削除: { $name }
audit-recovery-code-use = リカバリーコードを使用
audit-recovery-codes-replace = 新しいリカバリーコードを作成
audit-user-code-make = アプリからの依頼用コードを作成
audit-user-code-remove = アプリからの依頼用コードを削除
audit-factors-reset = すべてのパスキー、認証アプリ、リカバリーコードを削除
audit-factors-disown = 他人のブラウザーで追加されたものを削除
audit-browser-forget = ブラウザーの記憶を消去：{ $device }
audit-browsers-forget = 記憶を消去したブラウザー：{ NUMBER($count) }件
audit-factor-forget = { $device }で2段階目の確認を再び要求
audit-factor-remember = { $device }では2段階目の確認を省略
audit-factors-forget = 2段階目の確認を再び求めるデバイス：{ NUMBER($count) }件

# Accounts.
audit-password-change = パスワードを設定
audit-password-remove = パスワードを削除
audit-link-mail = パスワード設定用リンクをメールで送信
audit-link-mail-reset = 新しいパスワードの設定用リンクのメール送信を依頼
audit-link-mail-sign-up = アカウント作成用リンクのメール送信を依頼
audit-email-ask = 新しいメールアドレスの確認用リンクを依頼
audit-link-make-setup = 最初の管理者の設定用リンクを発行
audit-link-make-invite = 最初のパスワードの設定用リンクを発行
audit-link-make-reset = 新しいパスワードの設定用リンクを発行
audit-user-add = アカウントを追加
audit-user-lock = アカウントをロック
audit-user-unlock = アカウントのロックを解除
audit-user-remove = アカウントを削除: { $username }
audit-user-leave = アカウントが設定から削除
audit-user-lapse = アカウントが設定から削除されていたため、すべてのサインインとアクセスを終了
audit-data-download = このアカウントのデータをダウンロード
audit-claims-preview = このアカウントについて{ $app }に伝わる内容を確認
audit-sign-in-try = このアカウントでの{ $app }へのサインインを試行
audit-user-change = 変更: { $changes }
audit-user-change-unknown = アカウントを変更
audit-changes = { $one }、{ $two }
audit-change-username = ユーザー名（{ $before } → { $after }）
audit-change-email = メールアドレス
audit-change-email-verified = メールアドレスの確認状態
audit-change-groups = グループ（{ $groups }）
audit-change-groups-none = グループ（なし）
audit-change-administrator = 管理者権限（付与）
audit-change-no-administrator = 管理者権限（解除）
audit-change-profile = プロフィール
audit-change-definition = アカウントの定義場所

# Apps as they are registered.
audit-client-register = アプリが登録: { $app }
audit-client-change = アプリが登録内容を変更: { $app }
audit-client-remove = 登録済みアプリを削除: { $app }
audit-client-approve = 登録済みアプリを承認: { $app }
audit-client-disable = 登録済みアプリを無効化: { $app }
audit-client-enable = 登録済みアプリを有効化: { $app }
audit-client-define = アプリを設定に追加: { $app }
audit-client-leave = アプリを設定から削除: { $app }
audit-client-lapse = アプリまたはその認証情報が設定から削除されていたため、すべてのアクセスを終了: { $app }
audit-logout-reopen = アプリにあらためて通知するサインアウト：{ $app }（{ NUMBER($count) }件）
audit-registration-token-add = アプリ登録用トークンを発行
audit-registration-token-revoke = アプリ登録用トークンを取り消し

# The server.
audit-key-add = 鍵を作成（{ $alg }）
audit-key-retire = 鍵{ $kid }の使用を終了
audit-key-restore = 鍵{ $kid }を復帰
audit-key-remove = 鍵{ $kid }を削除
audit-sealing-add = 封印用シークレットを作成
audit-sealing-replace = ほかのすべてに代わる封印用シークレットを作成
audit-sealing-remove = 封印用シークレットを削除
audit-config-reload = 設定を再読み込み
audit-server-start = Latchkey { $version }を起動
audit-mail-test = テストメールを送信
audit-backup-make = データベースのバックアップを作成
audit-backup-remove = データベースの古いバックアップを削除：{ NUMBER($count) }件
audit-backup-restore = データベースのバックアップを復元
audit-database-export = データベースをエクスポート
audit-database-import = データベースをインポート
audit-database-migrate = データベースをスキーマバージョン{ $version }に更新
audit-audit-export = アクティビティの記録をエクスポート
audit-audit-remove = 古い記録を削除：{ NUMBER($count) }件

# Who did it.
audit-by-administrator = 管理者による操作
audit-by-server = このサーバーによる操作
