# Mails to people.

mail-hello = こんにちは。
mail-hello-name = { $name }様
mail-action = { $label }:
mail-open-address = または、次のアドレスを開いてください: <a href="{ $href }">{ $href }</a>
mail-not-you = お心当たりがない場合は、すぐに新しいパスワードを設定し、アカウントページで他のすべてのデバイスからログアウトして、サイトの運営者に連絡してください。
mail-open-account = アカウントを開く

mail-reset-subject = { $site }の新しいパスワードの設定
mail-reset = { $site }のアカウントに新しいパスワードを設定するためのリンクが請求されました。
mail-reset-button = 新しいパスワードを設定
mail-link-one-hour = リンクは1時間以内に1回だけ使えます。
mail-reset-nothing-to-do = お心当たりがない場合は、何もする必要はありません。パスワードは変わりません。

mail-invitation-subject = { $site }のアカウント
mail-invitation = { $site }のアカウントが用意されました。パスワードを設定すると完了です。
mail-invitation-button = パスワードを設定
mail-link-seven-days = リンクは7日以内に1回だけ使えます。
mail-operator-reset-subject = { $site }の新しいパスワードの設定
mail-operator-reset = 新しいパスワードを設定するためのリンクを、{ $site }の運営者からお送りします。
mail-operator-reset-button = 新しいパスワードを設定

# The password changed.
mail-password-changed-subject = { $site }のパスワードが変更されました
mail-password-changed = { $site }のアカウントのパスワードが変更されました。他のすべてのデバイスからログアウトしました。

# A passkey or the second step changed.
mail-factors = { $site }のアカウントで次の変更がありました: { $what }
mail-totp-added-subject = 認証アプリが追加されました: { $site }
mail-totp-added = 認証アプリが追加されました。
mail-totp-removed-subject = 認証アプリが削除されました: { $site }
mail-totp-removed = 認証アプリが削除されました。
mail-passkey-added-subject = パスキーが追加されました: { $site }
mail-passkey-added = パスキー「{ $name }」が追加されました。
mail-passkey-removed-subject = パスキーが削除されました: { $site }
mail-passkey-removed = パスキー「{ $name }」が削除されました。
mail-codes-replaced-subject = 新しいリカバリーコードが作成されました: { $site }
mail-codes-replaced = 新しいリカバリーコードが作成されました。古いコードは使えなくなりました。
mail-password-removed-subject = パスワードが削除されました: { $site }
mail-password-removed = パスワードが削除されました。今後はパスキーでログインします。
mail-disowned-subject = 追加されたものを削除しました: { $site }
mail-disowned = ご自分ではないログインがあったと報告されました。そのブラウザーで追加されたパスキーと認証アプリ、およびすべてのリカバリーコードを削除しました。
mail-factors-reset-subject = パスキーと2段階認証が削除されました: { $site }
mail-factors-reset = サイトの運営者が、パスキー、認証アプリ、リカバリーコードを削除しました。すべてのデバイスからログアウトしました。

# A sign-in in a browser that was not known.
mail-new-sign-in-subject = { $device }からの新しいログイン: { $site }
mail-new-sign-in = これまで使われたことのないブラウザーから、{ $site }のアカウントへのログインがありました。
mail-new-sign-in-device = デバイス: { $device }
mail-new-sign-in-time = 日時: { $day } { $hour } UTC
mail-new-sign-in-network = ネットワークアドレス: { $address }
mail-new-sign-in-yours = ご自分のログインであれば、何もする必要はありません。
mail-new-sign-in-button = 自分ではありません
mail-new-sign-in-link = リンク先のページにはボタンが1つあります。押すと、すべてのデバイスからログアウトし、新しいパスワードを設定できます。
mail-new-sign-in-until = リンクは、7日以内に1回だけ、パスワードが変更されるまで使えます。

# A link to confirm an address.
mail-confirm-subject = { $site }のメールアドレスの確認
mail-confirm = { $site }のアカウント「{ $username }」でこのメールアドレスを使う手続きが行われています。
mail-confirm-button = アドレスを確認
mail-confirm-link = リンクは、このアカウントにログインした状態で、1時間以内に1回だけ使えます。
mail-confirm-nothing-to-do = ご自分のアカウントでない場合は、何もする必要はありません。何も変わりません。

# Somebody wanted to use an address that is another account's.
mail-in-use-subject = { $site }のメールアドレスについて
mail-in-use = { $site }の別のアカウントで、このメールアドレスを使おうとした人がいます。
mail-in-use-kept = このアドレスはすでにアカウントで使われているため、何も変更されていません。他の人がこのアドレスを使うことはできません。
mail-in-use-yours = ご自分で行った場合は、このアドレスのアカウントにログインしてください。

# The address of an account changed.
mail-email-changed-subject = { $site }のメールアドレスが変更されました
mail-email-changed = { $site }のアカウント「{ $username }」のメールアドレスが変更されました。今後、このアドレスにはメールが届きません。
mail-email-changed-not-you = お心当たりがない場合は、すぐにサイトの運営者に連絡してください。

mail-request-subject = { $app }がサインインを求めています：{ $site }
mail-request = { $app }が、{ $site }のアカウントでのサインインを求めています。ページには、何がどこから求められているかが表示されます。
mail-request-yours = ご自分で始めたものでなければ、そこで拒否するか、何もしないでください。応答がなければ数分で期限が切れます。
mail-request-button = 要求を見る

# A test.
mail-test-subject = { $site }からメールを送信できます
mail-test = { $issuer }からのテストメールです。メールは正しく送信されています。

## Without passwords

# $site: the name of this site.
mail-passkey-subject = { $site }のパスキーを作成してください
# $site: the name of this site.
mail-passkey = { $site }のアカウントにパスキーを作成するためのリンクが請求されました。
# Button.
mail-passkey-button = パスキーを作成
mail-passkey-nothing-to-do = お心当たりがない場合は、何もする必要はありません。
# $site: the name of this site.
mail-invitation-passkey = { $site }のアカウントが用意されました。パスキーを作成すると完了です。
mail-new-sign-in-link-passkey = リンク先のページにはボタンが1つあり、押すとすべてのデバイスからログアウトします。リンクは7日以内に1回だけ使えます。
