account-sign-out = Вийти
account-ask = Зверніться до людини, яка керує цим сайтом.
account-ask-link = <a href="{ $href }">Зверніться до людини, яка керує цим сайтом</a>.
account-number = Номер вашого облікового запису: <code>{ $sub }</code>
device-on = { $browser } на { $system }
device-unknown = Невідомий пристрій

## Обліковий запис

account-title = Ваш обліковий запис
account-device-ended = На цьому пристрої виконано вихід.
account-sign-in-ended = Цей сеанс завершено.
account-others-ended = Виконано вихід на всіх інших пристроях.
account-app-ended = Сеанс у цьому застосунку завершено.
account-app-removed = Доступ застосунку скасовано.
account-app-remembered = Застосунок запитає вас, лише коли захоче чогось нового.
account-password-saved = Пароль збережено. Виконано вихід на всіх інших пристроях.
account-left = Цього облікового запису більше немає у файлі конфігурації цього сервера ({ $file }).
account-left-refused = Ви не можете ввійти, а застосунки відхиляють цей обліковий запис.
account-left-until = Ваш сеанс на цій сторінці завершиться: { $time_html }.
account-left-mistake = Якщо це помилка, попросіть людину, яка керує цим сайтом, повернути обліковий запис у файл або зберегти його командою <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = не підтверджено
account-email-confirmed = підтверджено
account-administrator = адміністратор
account-pinned = Ім’я, електронну адресу й групи цього облікового запису задано у файлі конфігурації цього сервера.
account-pinned-password = Ім’я, електронну адресу, групи й пароль цього облікового запису задано у файлі конфігурації цього сервера.
account-pinned-edit = Щоб змінити їх, відредагуйте відповідний блок <code>[[users]]</code> (<code>{ $place }</code>).
account-pinned-ask = Щоб змінити їх, зверніться до людини, яка керує цим сайтом.
account-to-admin = Адміністрування

account-first-app = Далі: ваш перший застосунок
account-first-app-what = Застосунку потрібен клієнт на цьому сервері. Додати його можна двома способами.
account-first-app-command = За допомогою команди
account-first-app-list = <code>latchkey client add --app list</code> показує застосунки з готовими налаштуваннями. Для будь-якого іншого застосунку:
account-first-app-file = У файлі конфігурації, за допомогою цих рядків
account-first-app-issuer = Потім введіть у застосунку адресу постачальника (issuer): <code>{ $issuer }</code>

account-apps = Застосунки
account-app-open = Відкрити<span class="vh"> { $app_html }</span>
account-app-sees = Що він бачить<span class="vh"> про вас</span>
account-app-remove = Скасувати доступ<span class="vh"> застосунку { $app_html }</span>
account-app-remember = Запам’ятати мій дозвіл<span class="vh"> для застосунку { $app_html }</span>
account-no-apps = Застосунків ще немає.

account-devices = Пристрої
account-device-sign-ins =
    { $count ->
        [one] <b>{ $device }</b>, { NUMBER($count) } сеанс
        [few] <b>{ $device }</b>, { NUMBER($count) } сеанси
        [many] <b>{ $device }</b>, { NUMBER($count) } сеансів
       *[other] <b>{ $device }</b>, { NUMBER($count) } сеансу
    }
account-this-device = цей пристрій
account-this-sign-in = цей сеанс
account-active-now = Зараз активно
account-seen = Остання активність: { $time_html }
account-seen-inline = остання активність: { $time_html }
account-each-sign-in = Окремі сеанси<span class="vh"> – { $device }</span>
account-end-sign-in = Завершити цей сеанс
account-older-sign-ins =
    { $count ->
        [one] і ще { NUMBER($count) } давніший
        [few] і ще { NUMBER($count) } давніші
        [many] і ще { NUMBER($count) } давніших
       *[other] і ще { NUMBER($count) } давнішого
    }
account-sign-out-device = Вийти<span class="vh"> – { $device }</span>
account-sign-out-rest =
    { $count ->
        [one] Завершити ще { NUMBER($count) } сеанс<span class="vh"> – { $device }</span>
        [few] Завершити ще { NUMBER($count) } сеанси<span class="vh"> – { $device }</span>
        [many] Завершити ще { NUMBER($count) } сеансів<span class="vh"> – { $device }</span>
       *[other] Завершити ще { NUMBER($count) } сеансу<span class="vh"> – { $device }</span>
    }
account-sign-out-everywhere = Вийти на всіх інших пристроях
account-only-here = Інших відкритих сеансів немає.

account-spokes = Вхід із цього браузера
account-spokes-what = Застосунки, у які ви ввійшли звідси. Якщо вийти з одного, інші залишаться. Застосунок може знову виконати вхід без запитання, доки триває ваш сеанс тут.
account-spokes-picture = Цей браузер і лінія до кожного застосунку
account-spokes-none = Звідси ви ще не входили в жоден застосунок.
account-spokes-to-apps = Переглянути ваші застосунки
account-spoke-signed-in = Вхід виконано
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } мс
account-spoke-used = Останнє використання: { $time_html }
account-spoke-end = Вийти<span class="vh"> із застосунку { $app_html }</span>

account-factors = Ключі доступу й другий етап
account-passkeys =
    { $count ->
        [one] { NUMBER($count) } ключ доступу
        [few] { NUMBER($count) } ключі доступу
        [many] { NUMBER($count) } ключів доступу
       *[other] { NUMBER($count) } ключа доступу
    }
account-no-passkey = Немає ключа доступу
account-totp = застосунок автентифікації ввімкнено
account-no-totp = немає застосунку автентифікації
account-codes =
    { $count ->
        [one] залишився { NUMBER($count) } код відновлення
        [few] залишилося { NUMBER($count) } коди відновлення
        [many] залишилося { NUMBER($count) } кодів відновлення
       *[other] залишилося { NUMBER($count) } коду відновлення
    }
account-no-codes = кодів відновлення не залишилося
account-factors-manage = Керувати
account-factors-set-up = Налаштувати

account-password = Пароль
account-password-change = Змінити пароль
account-password-choose = Вибрати пароль
account-password-refused = Пароль не збережено.
account-password-current = Поточний пароль
account-password-new = Новий пароль
account-password-hint = Після збереження буде виконано вихід на всіх інших пристроях.
account-password-save = Зберегти пароль
account-password-pinned = Пароль цього облікового запису задано у файлі конфігурації цього сервера. Змініть його там.
account-password-left = Цей обліковий запис видалено з файлу конфігурації цього сервера. Змінити його пароль неможливо.
account-password-many = Забагато спроб. Зачекайте кілька хвилин і спробуйте ще раз.
account-password-wrong = Це не ваш поточний пароль. Перевірте його й спробуйте ще раз.
account-password-meanwhile = Тим часом пароль змінено в іншому місці або тут виконано вихід.

## Профіль

profile-title = Ваш профіль
profile-saved = Профіль збережено.
profile-email-asked = На цю адресу вже надсилається лист. Відкрийте посилання в ньому протягом години; до того нічого не зміниться.
profile-email-confirmed = Вашу електронну адресу підтверджено.
profile-refused = Нічого не змінено.
profile-username-fixed = Ви входите як <b><bdi>{ $username }</bdi></b>. Тут це ім’я змінити не можна.
profile-pinned = Ваш профіль задано у файлі конфігурації цього сервера.
profile-pinned-edit = Щоб змінити його, відредагуйте відповідний блок <code>[[users]]</code> (<code>{ $place }</code>).
profile-pinned-ask = Щоб змінити його, зверніться до людини, яка керує цим сайтом.
profile-left = Цього облікового запису більше немає у файлі конфігурації цього сервера, тому змінити його не можна.
profile-meanwhile = Тим часом ваш обліковий запис змінено в іншому місці або тут виконано вихід. Нічого не змінено.
profile-pinned-refused = Цей обліковий запис задано у файлі конфігурації цього сервера. Нічого не змінено.

profile-about = Про вас
profile-field = Профіль
profile-name = Ім’я
profile-name-hint = Так, як його бачать інші.
profile-given-name = Власне ім’я
profile-family-name = Прізвище
profile-nickname = Псевдонім
profile-website = Вебсайт
profile-website-hint = Наприклад, https://example.com
profile-zoneinfo = Часовий пояс
profile-zoneinfo-hint = Наприклад, Europe/Paris
profile-locale = Мова
profile-locale-hint = Наприклад, en-GB
profile-username = Ім’я користувача
profile-who-sees = Ці дані бачать застосунки, яким ви дозволили доступ до профілю. Усі поля можна залишити порожніми.
profile-save = Зберегти профіль
profile-website-wrong = Введіть повну адресу, наприклад https://example.com.
profile-zoneinfo-wrong = Введіть назву часового поясу, наприклад Europe/Paris.
profile-locale-wrong = Введіть тег мови, наприклад en-GB.
profile-long = Скоротіть текст. Максимальна кількість символів: { $count }.
profile-invisible = Це не можна використати: текст містить невидимий символ { $code }. Видаліть його.
profile-mixed = Це не можна використати: `{ $word }` змішує літери різних абеток, які можуть виглядати однаково. Запишіть кожне слово однією абеткою.

profile-email = Електронна адреса
profile-no-email = Немає.
profile-email-waiting = Посилання для підтвердження адреси <b><bdi>{ $email }</bdi></b> надіслано. Воно перестане діяти: { $time_html }.
profile-confirm-again = Надіслати посилання для підтвердження
profile-new-email = Нова електронна адреса
profile-new-email-hint = Ми надішлемо туди посилання. Адреса зміниться, коли ви його відкриєте.
profile-email-send = Надіслати посилання
profile-no-mail = Цей сервер не надсилає листів, тому змінити адресу тут не можна.
profile-no-mail-refused = Цей сервер не надсилає листів. Попросіть людину, яка керує цим сайтом, змінити вашу адресу.
profile-email-wrong = Введіть електронну адресу, наприклад ada@example.com.
profile-email-same = Це вже ваша адреса, і її підтверджено.
profile-email-many =
    { $minutes ->
        [one] Забагато запитів на листи. Ви зможете спробувати ще раз через { $minutes } хвилину.
        [few] Забагато запитів на листи. Ви зможете спробувати ще раз через { $minutes } хвилини.
        [many] Забагато запитів на листи. Ви зможете спробувати ще раз через { $minutes } хвилин.
       *[other] Забагато запитів на листи. Ви зможете спробувати ще раз через { $minutes } хвилини.
    }
profile-email-sign-in = Увійдіть, щоб підтвердити адресу
profile-email-sign-in-why = Посилання діє для облікового запису, з якого надійшов запит. Увійдіть у нього, і тоді зможете підтвердити адресу.
profile-email-sign-in-button = Увійти
profile-email-in-use = Ця адреса вже зайнята
profile-email-in-use-what = Вона вже належить іншому обліковому запису. У вашому залишається попередня адреса.
profile-back = Назад до профілю

profile-data = Ваші дані
profile-data-hint = Файл з усім, що тут про вас зберігається: профіль, групи, сеанси, застосунки, ключі доступу. Нікому його не передавайте.
profile-data-download = Завантажити дані

profile-delete = Видалити обліковий запис
profile-delete-open = Видалити цей обліковий запис назавжди
profile-delete-what = На всіх пристроях буде виконано вихід, застосунки втратять доступ, і ніхто не зможе відновити обліковий запис.
profile-delete-username = Ваше ім’я користувача
profile-delete-username-hint = Введіть <b><bdi>{ $username }</bdi></b>, щоб продовжити.
profile-delete-button = Видалити мій обліковий запис
profile-delete-wrong = Це не ваше ім’я користувача. Нічого не видалено.
profile-delete-last-administrator = Крім вас, цей сервер ніхто не адмініструє. Спершу надайте комусь права адміністратора.
profile-deleted = Ваш обліковий запис видалено
profile-deleted-what = На всіх пристроях виконано вихід, а обліковий запис зник з усім вмістом. Журнал подій у ньому зберігатиметься до кінця встановленого строку.
profile-deleted-apps = Застосунки можуть зберегти те, що знають про вас: зверніться до тих, хто ними керує.
profile-deleted-done = Готово

## Ключі доступу й другий етап

security-title = Ключі доступу й другий етап
security-totp-removed = Застосунок автентифікації вилучено. Код більше не потрібен.
security-passkey-added = Ключ доступу додано. Відтепер із ним можна входити.
security-key-added = Ключ безпеки додано. Його можна використовувати після пароля, а не замість нього.
security-passkey-named = Нову назву збережено.
security-passkey-removed = Ключ доступу видалено з цього облікового запису. Видаліть його й на пристрої.
security-password-removed = Пароль вилучено. Ви входите за допомогою ключа доступу; на всіх інших пристроях виконано вихід.
security-password-remove = Вхід без пароля
security-password-remove-hint = Пароль перестане діяти, і ви входитимете лише за допомогою ключа доступу. На всіх інших пристроях буде виконано вихід.
security-password-remove-mail = Якщо ви втратите всі ключі доступу, сторінка входу зможе надіслати вам посилання, щоб вибрати новий пароль.
security-password-remove-link = Якщо ви втратите всі ключі доступу, адміністратор зможе дати вам посилання, щоб вибрати новий пароль.
security-password-remove-now = Вилучити пароль
security-password-no-passkey = Увійдіть один раз лише за допомогою ключа доступу. Після цього тут можна буде вилучити пароль.
security-device-forgotten = Під час наступного входу на цьому пристрої знову знадобиться другий етап.
security-devices-forgotten = Під час наступного входу на кожному пристрої знову знадобиться другий етап.
security-required = Цьому сайту самого пароля замало: додайте ключ доступу або застосунок автентифікації.

security-passkeys = Ключі доступу
security-passkeys-hint = Ключ доступу дає змогу входити за відбитком пальця, обличчям або PIN-кодом, без пароля. Він працює лише на цьому сайті, тому жоден підроблений сайт не зможе його запросити.
security-passkey-synced = синхронізовано
security-passkey-one-device = на одному пристрої
security-added = додано { $time_html }
security-used = використано { $time_html }
security-not-used = ще не використовувався
security-since = початок: { $time_html }
security-passkey-change = Змінити<span class="vh"> { $name }</span>
security-passkey-name = Назва
security-passkey-save = Зберегти назву
security-passkey-remove = Видалити<span class="vh"> { $name }</span>
security-no-passkeys = Ключів доступу ще немає.
security-passkey-add = Додати ключ доступу
security-passkey-failed = Ключ доступу не створено. Спробуйте ще раз.
security-passkey-known-device = На цьому пристрої вже є ключ доступу для цього облікового запису.
security-passkey-script = Щоб додати ключ доступу, потрібен JavaScript, який у цьому браузері вимкнено.
security-passkey-unnamed = Ключ доступу
security-passkey-field = Ключ доступу
security-passkey-only-way-in = Пароля немає, і жоден інший ключ доступу сам не дає ввійти: без цього ви не зможете ввійти. Спершу додайте інший ключ доступу.
security-name-long = Скоротіть назву. Максимальна кількість символів: { $count }.
security-name-invisible = Цю назву не можна використати: вона містить невидимий символ { $code }. Видаліть його.
security-name-mixed = Цю назву не можна використати: `{ $word }` змішує літери різних абеток, які можуть виглядати однаково. Запишіть кожне слово однією абеткою.
security-register-added = Ключ доступу додано.
security-register-refused = Не вдалося додати ключ доступу: сервер не може прочитати дані від браузера. Спробуйте інший пристрій.
security-register-outdated = Ця сторінка була відкрита надто довго. Спробуйте ще раз.
security-register-known = Цей ключ доступу вже додано раніше.
security-register-full = У цьому обліковому записі вже максимальна кількість ключів доступу. Спершу видаліть один із них.
security-register-not-proven = Тим часом ваш обліковий запис змінився. Увійдіть ще раз і додайте ключ доступу.

security-totp = Застосунок автентифікації
security-totp-on = увімкнено
security-totp-remove = Вилучити застосунок
security-totp-hint = Застосунок на телефоні показує код, який ви вводите після пароля.
security-totp-add = Додати застосунок автентифікації

security-codes = Коди відновлення
security-codes-none = не залишилося
security-codes-left = Залишилося: <b>{ $count }</b>.
security-codes-hint = Кожен дає змогу ввійти один раз, якщо ви втратите телефон або ключі доступу.
security-codes-new = Створити нові коди
security-codes-new-hint = Старі перестануть діяти.
security-user-code = Код для запитів застосунків
security-user-code-hint = Деякі застосунки можуть звернутися до вас із запитом, лише якщо ви повідомите їм цей код, наприклад телефоном. Не повідомляйте його застосункам, до яких ви не зверталися самі.
security-user-code-is = Ваш код: <b>{ $code }</b>
security-user-code-once = Він показується лише зараз. Попередній код, якщо він був, більше не діє.
security-user-code-make = Створити код
security-user-code-again = Створити новий код
security-user-code-remove = Вилучити код
security-user-code-removed = Код вилучено. Застосунки, яким він потрібен, більше не можуть надсилати вам запити.

security-remembered = Запам’ятовані пристрої
security-remembered-hint = На цих пристроях достатньо пароля, доки не зміниться пароль або другий етап. Застосунки та зміни в обліковому записі все одно можуть вимагати більшого.
security-forget = Забути<span class="vh"> – { $device }</span>
security-forget-all = Забути всі
security-no-remembered = Запам’ятованих пристроїв немає.

## Другий етап входу

second-factor-title = Підтвердьте, що це ви
second-factor-lead = Ще один крок, { $person_html }.
second-factor-lead-step-up = Для цього потрібне додаткове підтвердження, що це ви, { $person_html }.
second-factor-change = Скористайтеся для цього ключем доступу: код у вас можуть виманити, а ключ доступу — ні.
second-factor-change-lost = Якщо ключ доступу втрачено, скористайтеся кодом відновлення. Якщо кодів не залишилося, зверніться до людини, яка керує цим сайтом.
second-factor-recovery-code = Код відновлення
second-factor-recovery-code-hint = Один зі збережених кодів, наприклад BCDF-GHJK-LMNP-QRST. Кожен діє один раз.
second-factor-code = Код із застосунку автентифікації
second-factor-code-hint = Шість цифр, нові кожні 30 секунд.
second-factor-confirm = Підтвердити
second-factor-lost = Способів підтвердити, що це ви, не залишилося. Зверніться до людини, яка керує цим сайтом.
second-factor-script = Для ключа доступу потрібен JavaScript, який у цьому браузері вимкнено.
second-factor-no-passkeys = Цей браузер не підтримує ключі доступу.
second-factor-recovery-hint = Ви можете скористатися кодом відновлення.
second-factor-other-device = Скористайтеся іншим браузером або пристроєм.
second-factor-passkey = Використати ключ доступу
second-factor-passkey-failed = Ключ доступу не використано. Спробуйте ще раз або виберіть інший спосіб.
second-factor-other-way = Інший спосіб
second-factor-recovery = Використати код відновлення
second-factor-help = Отримати допомогу
second-factor-cancel = Скасувати
second-factor-mismatch = Цей код неправильний. Перевірте його й спробуйте ще раз.
second-factor-used = Цей код уже використано. Дочекайтеся наступного й спробуйте ще раз.
second-factor-missing = Введіть код.
second-factor-passkey-refused = Цей ключ доступу не прийнято. Спробуйте ще раз або виберіть інший спосіб.
second-factor-passkey-needed = Коду тут недостатньо: скористайтеся ключем доступу. Жодного коду не витрачено.
second-factor-outdated = Ця сторінка була відкрита надто довго. Спробуйте ще раз.
second-factor-not-ours = { $what } Спробуйте ще раз.
second-factor-many = Забагато неправильних кодів.

## Налаштування другого етапу

set-up-title = Налаштуйте другий етап
set-up-totp-title = Додайте застосунок автентифікації
set-up-lead = { $person_html }, тут самого пароля замало. Налаштувати це потрібно лише раз.
set-up-lead-passkey = { $person_html }, цей застосунок вимагає ключа доступу. Налаштувати його потрібно лише раз.
set-up-lead-also-passkey = { $person_html }, цей застосунок вимагає ключа доступу: коду недостатньо. Налаштувати його потрібно лише раз.
set-up-no-totp = Застосунок для автентифікації тут налаштувати не можна.
set-up-nothing = Наразі тут не можна налаштувати другий крок. Зверніться до того, хто керує цим сайтом.
set-up-totp-lead = Після цього під час кожного входу з паролем потрібно буде вводити код із застосунку.
set-up-refused = Ще нічого не налаштовано.
set-up-passkey = Із ключем доступу
set-up-passkey-hint = Відбиток пальця, обличчя або PIN-код цього пристрою чи ключа безпеки.
set-up-passkey-make = Створити ключ доступу
set-up-passkey-failed = Ключ доступу не створено. Спробуйте ще раз або скористайтеся застосунком автентифікації.
set-up-or-totp = Або із застосунком автентифікації
set-up-scan = Відскануйте цей код у застосунку або <a href="{ $href }">відкрийте застосунок на цьому пристрої</a>.
set-up-type = Ввести ключ вручну
set-up-type-hint = Обліковий запис <b>{ $username }</b>, за часом, шість цифр.
set-up-code = Введіть код, який показує застосунок
set-up-code-field = Код
set-up-turn-on = Увімкнути
set-up-cancel = Скасувати
set-up-outdated = Ця сторінка була відкрита надто довго. Відскануйте новий код нижче й спробуйте ще раз.
set-up-digits = Введіть шість цифр, які показує застосунок.
set-up-mismatch = Цей код неправильний. Перевірте, чи правильно йде годинник телефону, і введіть код, який застосунок показує зараз.
set-up-known = У цьому обліковому записі вже є застосунок автентифікації.
set-up-meanwhile = Тим часом ваш обліковий запис змінився. Увійдіть ще раз.

## Коди відновлення

codes-title = Ваші коди відновлення
codes-lead = Якщо ви втратите телефон або ключі доступу, один із цих кодів дасть змогу ввійти. <b>Їх показано лише зараз.</b>
codes-hint = Кожен код діє один раз. Зберігайте їх разом із важливими документами або в менеджері паролів.
codes-download = Завантажити
codes-print = Надрукувати
codes-saved = Коди збережено
codes-file-title = Коди відновлення: { $site } ({ $issuer })
codes-file-hint = Кожен код діє один раз.

## Активність

activity-title = Активність
activity-hint =
    { $days ->
        [one] Події у вашому обліковому записі, від найновіших. Записи зберігаються { NUMBER($days) } день. Якщо ви бачите щось, чого не робили, змініть пароль і вийдіть на всіх інших пристроях.
        [few] Події у вашому обліковому записі, від найновіших. Записи зберігаються { NUMBER($days) } дні. Якщо ви бачите щось, чого не робили, змініть пароль і вийдіть на всіх інших пристроях.
        [many] Події у вашому обліковому записі, від найновіших. Записи зберігаються { NUMBER($days) } днів. Якщо ви бачите щось, чого не робили, змініть пароль і вийдіть на всіх інших пристроях.
       *[other] Події у вашому обліковому записі, від найновіших. Записи зберігаються { NUMBER($days) } дня. Якщо ви бачите щось, чого не робили, змініть пароль і вийдіть на всіх інших пристроях.
    }
activity-newest = Найновіші
activity-older = Давніші
activity-presence-label = Коли ви були в системі, на кожному пристрої. Те саме далі наведено списком.
activity-none = Поки нічого.
activity-none-hint = Тут з’являтимуться входи й зміни в обліковому записі.

## Without passwords

security-passkey-only-here = Жоден інший ключ доступу сам не дає ввійти: без цього ви не зможете ввійти. Спершу додайте інший ключ доступу.
