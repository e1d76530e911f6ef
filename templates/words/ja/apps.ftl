# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = アプリにはあなたが{ $person_html }として伝えられます。
apps-search = アプリを検索
apps-search-button = 検索
apps-signed-in = 最終ログイン: { $time_html }
apps-no-consent = 同意は不要です
apps-asks-each-time = 毎回確認します
apps-asks-each-time-hint = このアプリにログインするたびに確認するよう設定されています。
apps-refused = このアプリは利用できないため、アカウントの情報は提供されません。
apps-gone = このアプリは、ここではもう利用できません。
apps-allowed = 許可した日時: { $time_html }
apps-got = アクセス権を得た日時: { $time_html }
apps-all = すべてのアプリ ({ NUMBER($count) })
apps-first-page = 最初のページ
apps-next-page = ほかのアプリ
apps-no-match = <bdi>{ $q }</bdi>に一致するアプリはありません。
apps-show-all = すべてのアプリを表示
apps-empty = 利用できるアプリが、開くボタンとともにここに表示されます。どのアプリがあるかは、このサイトの運営者にお尋ねください。
apps-empty-administrator = 最初のアプリを追加してください。Grafana、Nextcloud、Immichなど多くのアプリに設定のひな形があります。次のコマンドで一覧を表示できます:

## Removing the access of an app.

remove-app-title = { $app_html }のアクセス権を削除しますか?
remove-app-sees = 参照できる情報
remove-app-then = 削除すると
remove-app-tokens = アプリはアカウントの情報を参照できなくなり、あなたの代わりに操作することもできなくなります。
remove-app-offline = 不在時のアクセスも終了します。
remove-app-told = アプリには、あなたをログアウトするよう通知されます。
remove-app-not-told = このアプリにはログアウトを通知できません。アプリ側でもログアウトしてください。
remove-app-keeps = アプリがすでに保存した情報は、アプリに残ります。
remove-app-asks = 次にそのアプリにログインするとき、もう一度許可を求められます。
remove-app-again = このアプリに同意は不要です。次にログインすると、確認なしで再び同じアクセス権を得ます。
remove-app-never-again = あなたがこのアプリを利用できない間は、再びアクセス権を得ることはありません。
remove-app-here = ここではログインしたままです。
remove-app-button = アクセス権を削除
remove-app-cancel = アクセス権を残す
