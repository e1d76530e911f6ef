admin-full-name = Повне ім’я
admin-username = Ім’я користувача
admin-email = Електронна адреса
admin-groups = Групи
admin-groups-hint = Через кому.
admin-may-administer = Адміністратор: може користуватися цими сторінками
admin-filter = Показати
admin-show-everybody = Показати всіх
admin-list-comma = { $one_html }, { $two_html }

admin-tag-administrator = адміністратор
admin-tag-locked = заблоковано

admin-session-since = початок: { $time_html }
admin-session-seen = остання активність: { $time_html }
admin-session-ended = Сеанс завершено.

admin-by-app = застосунком { $client }
admin-by-command-line = з командного рядка, користувач: { $user }
admin-by-server = цим сервером

## Огляд

admin-overview-people =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> людина
        [few] <b>{ NUMBER($n) }</b> людини
        [many] <b>{ NUMBER($n) }</b> людей
       *[other] <b>{ NUMBER($n) }</b> людини
    }
admin-overview-sessions-many = Понад <b>{ NUMBER($n) }</b> сеансів
admin-overview-sessions =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> сеанс
        [few] <b>{ NUMBER($n) }</b> сеанси
        [many] <b>{ NUMBER($n) }</b> сеансів
       *[other] <b>{ NUMBER($n) }</b> сеансу
    }
admin-overview-apps =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> застосунок
        [few] <b>{ NUMBER($n) }</b> застосунки
        [many] <b>{ NUMBER($n) }</b> застосунків
       *[other] <b>{ NUMBER($n) }</b> застосунку
    }
admin-overview-registered =
    { $n ->
        [one] { NUMBER($n) } зареєструвався сам
        [few] { NUMBER($n) } зареєструвалися самі
        [many] { NUMBER($n) } зареєструвалися самі
       *[other] { NUMBER($n) } зареєструвалося самостійно
    }
admin-overview-waiting =
    { $n ->
        [one] <b>{ NUMBER($n) }</b> сповіщення про вихід в очікуванні
        [few] <b>{ NUMBER($n) }</b> сповіщення про вихід в очікуванні
        [many] <b>{ NUMBER($n) }</b> сповіщень про вихід в очікуванні
       *[other] <b>{ NUMBER($n) }</b> сповіщення про вихід в очікуванні
    }
admin-overview-last = Останні події
admin-overview-all = Уся активність
admin-nothing-yet = Поки нічого.
admin-overview-issuer = постачальник (issuer) <code>{ $issuer }</code>

## Люди

admin-people-search = Ім’я, ім’я користувача або електронна адреса
admin-list-search-button = Шукати
admin-list-only = Показати
admin-people-everybody = Усі
admin-people-administrators = Адміністратори
admin-people-locked = Заблоковані
admin-list-order = Порядок
admin-people-by-username = За іменем користувача
admin-list-newest = Спершу найновіші
admin-list-oldest = Спершу найдавніші
admin-list-by-name = За назвою
admin-list-by-app = За застосунком
admin-list-search-app = Назва або client_id застосунку
admin-people-in-group = У групі <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [one] Усього { NUMBER($n) } обліковий запис
        [few] Усього { NUMBER($n) } облікові записи
        [many] Усього { NUMBER($n) } облікових записів
       *[other] Усього { NUMBER($n) } облікового запису
    }
admin-tag-left = поза конфігурацією
admin-tag-configuration = конфігурація
admin-list-first-page = Перша сторінка
admin-list-next-page = Наступна сторінка
admin-list-none = Нічого не знайдено.
admin-list-not-yet = Поки що нічого не знайдено. Наступна сторінка шукає далі.
admin-people-none = Нікого не знайдено.

## Додавання людини

admin-add = Додати людину
admin-add-button = Додати
admin-add-next = Далі ви створите посилання, за яким людина вибере пароль.
admin-back-to-people = ← Люди

## Людина

admin-person-left = Цього облікового запису більше немає у файлі <code>{ $file }</code>, де його було визначено, тому людина не може ввійти. Відновіть запис у файлі або виконайте <code>latchkey user keep { $username }</code>.
admin-person-place = Цей обліковий запис визначено в <code>{ $place }</code>. Задані там дані змінюють у цьому файлі.
admin-tag-not-confirmed = не підтверджено
admin-tag-no-password = ще без пароля
admin-person-number = Номер облікового запису <code>{ $sub }</code>
admin-person-added = додано { $time_html }

admin-person-sign-in = Вхід
admin-person-has-password = Є пароль
admin-person-no-password = Немає пароля
admin-person-passkeys =
    { $n ->
        [one] { $n } ключ доступу
        [few] { $n } ключі доступу
        [many] { $n } ключів доступу
       *[other] { $n } ключа доступу
    }
admin-person-no-passkey = немає ключа доступу
admin-person-authenticator = застосунок автентифікації
admin-person-no-authenticator = немає застосунку автентифікації
admin-person-recovery-codes =
    { $n ->
        [one] залишився { $n } код відновлення
        [few] залишилося { $n } коди відновлення
        [many] залишилося { $n } кодів відновлення
       *[other] залишилося { $n } коду відновлення
    }

admin-person-make-link = Створити посилання для вибору пароля
admin-person-make-link-new = Створити посилання для вибору нового пароля
admin-person-mail-link = Надіслати таке посилання листом
admin-person-lock = Заблокувати обліковий запис
admin-person-unlock = Розблокувати обліковий запис

admin-person-reset-factors = Видалити всі другі фактори
admin-person-reset-factors-password = Для людини, яка втратила телефон і коди відновлення. Переконайтеся, що просить саме вона. Усі ключі доступу, застосунок автентифікації та коди відновлення буде видалено, а всі сеанси людини – завершено; після цього для входу достатньо самого пароля.
admin-person-reset-factors-no-password = Для людини, яка втратила телефон і коди відновлення. Переконайтеся, що просить саме вона. Усі ключі доступу, застосунок автентифікації та коди відновлення буде видалено, а всі сеанси людини – завершено; пароля немає, тому потім створіть посилання.
admin-person-reset-factors-button = Видалити їх

admin-person-profile = Профіль і групи
admin-person-email-verified = Адреса точно належить цій людині
admin-person-save = Зберегти

admin-person-end-session = Завершити<span class="vh"> сеанс: { $device }</span>
admin-person-sign-out = Вийти на всіх пристроях
admin-person-no-sessions = Відкритих сеансів немає.

admin-person-claims = Що отримує застосунок
admin-person-claims-app = Застосунок
admin-person-claims-not-admitted = Ця людина не може користуватися застосунком: вона не входить до жодної з його <code>allowed_groups</code>.
admin-person-claims-userinfo = З усіма областями доступу, які може запитувати застосунок (<code>{ $scope }</code>), userinfo містить:
admin-person-claims-id-token = З усіма областями доступу, які може запитувати застосунок (<code>{ $scope }</code>), userinfo та токен ID містять:

admin-person-activity-all = Уся активність цієї людини

admin-person-remove = Видалити обліковий запис
admin-person-remove-summary = Видалити цей обліковий запис і все, що йому належить
admin-person-remove-hint = Зникнуть сеанси, доступ застосунків, ключі доступу й профіль. Журнал подій зберігатиметься до кінця встановленого строку. Цю дію не можна скасувати.
admin-person-remove-confirm = Щоб підтвердити, введіть ім’я користувача <b>{ $username }</b>
admin-person-remove-unconfirmed = Нічого не видалено: щоб підтвердити, введіть ім’я користувача { $username }.

admin-done-added = Обліковий запис додано. Створіть або надішліть посилання, щоб людина могла вибрати пароль.
admin-done-saved = Зміни збережено. Застосунки отримають їх із наступним запитом.
admin-done-locked = Обліковий запис заблоковано, усі його сеанси завершено.
admin-done-unlocked = Обліковий запис розблоковано.
admin-done-mailed = Лист із посиланням для вибору пароля вже надсилається.
admin-done-factors-removed = Усі другі фактори видалено, усі сеанси людини завершено.
admin-done-factor-removed = Вилучено. Відкриті сеанси людини тривають: якщо пристрій загублено, завершіть також усі її сеанси.
admin-done-signed-out = Усі сеанси людини завершено.

## Чому щось не зроблено

admin-refused-pinned = Обліковий запис { $username } визначено в { $place } ([[users]]). Змініть там: { $keys }.
admin-refused-pinned-all = Обліковий запис { $username } визначено в { $place } ([[users]]): змініть його там.
admin-refused-defined = Обліковий запис { $username } визначено в { $place } ([[users]]): спершу видаліть запис звідти.
admin-refused-left = Облікового запису { $username } більше немає в { $file }: відновіть запис у файлі або збережіть обліковий запис командою `latchkey user keep { $username }`.
admin-refused-taken = Ім’я користувача або електронна адреса належать іншому обліковому запису чи схожі на його. Виберіть інші.
admin-refused-meanwhile = Обліковий запис { $username } тим часом видалено або змінено: спробуйте ще раз.
admin-refused-last-administrator = { $username } – останній адміністратор, який може ввійти: спершу надайте права адміністратора комусь іншому.
admin-refused-last-way-in = { $username } – останній адміністратор, який може ввійти, і не має пароля: спершу надішліть посилання для вибору пароля, а фактори скиньте після його використання.
admin-refused-only-way-in = { $username } не має пароля, і жоден інший ключ доступу сам не дає ввійти: спершу надішліть посилання для вибору пароля або скиньте фактори.
admin-refused-username-length = ім’я користувача має містити від 1 до 255 байтів.
admin-refused-username-character = ім’я користувача не може містити пробілів, керівних або невидимих символів.
admin-refused-username-scripts = ім’я користувача не може змішувати літери різних абеток, наприклад латинські й кириличні, які виглядають однаково.
admin-refused-email = { $text } не схоже на електронну адресу.
admin-refused-invisible = { $text }: містить невидимий символ { $code }. Видаліть його.
admin-refused-scripts = { $text }: `{ $word }` змішує літери різних абеток, які можуть виглядати однаково. Запишіть кожне слово однією абеткою.
admin-refused-no-address = обліковий запис { $username } не має підтвердженої електронної адреси: спершу задайте її (`latchkey user set --email`) або передайте посилання особисто.

## Посилання для вибору пароля

admin-link-title = Посилання для: { $name }
admin-link-heading = Посилання для: <bdi>{ $name }</bdi>
admin-link-back = ← { $name }
admin-link-first = За цим посиланням людина вибере пароль. Воно діє один раз (завершення дії: { $time_html }) і замінює попередні посилання. Його показано лише зараз: передайте його так, щоб ніхто інший не прочитав.
admin-link-new = За цим посиланням людина вибере новий пароль, після чого всі її сеанси буде завершено. Воно діє один раз (завершення дії: { $time_html }) і замінює попередні посилання. Його показано лише зараз: передайте його так, щоб ніхто інший не прочитав.
admin-link-qr = Або попросіть людину відсканувати цей код телефоном:
admin-link-done = Готово

## Групи

admin-groups-people =
    { $n ->
        [one] { NUMBER($n) } людина
        [few] { NUMBER($n) } людини
        [many] { NUMBER($n) } людей
       *[other] { NUMBER($n) } людини
    }
admin-groups-nobody = нікого
admin-groups-may-use = доступні застосунки: { $apps_html }
admin-groups-none = Груп ще немає.
admin-groups-search = Назва групи
admin-groups-most-people = Спершу найчисленніші
admin-groups-none-hint = Групи задають на сторінці людини. Застосунок, який називає групи в <code>allowed_groups</code>, впускає лише їхніх учасників.

## Сеанси

admin-sessions-many = Понад { NUMBER($n) } сеансів.
admin-sessions-total =
    { $n ->
        [one] { NUMBER($n) } сеанс.
        [few] { NUMBER($n) } сеанси.
        [many] { NUMBER($n) } сеансів.
       *[other] { NUMBER($n) } сеансу.
    }
admin-sessions-search = Ім’я, ім’я користувача, застосунок або початок адреси
admin-sessions-used = Спершу нещодавно використані
admin-sessions-end = Завершити<span class="vh"> сеанс облікового запису { $username }: { $device }</span>
admin-sessions-none = Відкритих сеансів немає.

## Сповіщення про вихід

admin-deliveries-hint = Застосунки, яких ще не сповістили про вихід або не вдалося сповістити. Спроби певний час повторюються.
admin-deliveries-given-up = спроби припинено
admin-deliveries-waiting = очікує
admin-deliveries-ended = сеанс завершено { $time_html }
admin-deliveries-tried =
    { $n ->
        [one] { $n } спроба
        [few] { $n } спроби
        [many] { $n } спроб
       *[other] { $n } спроби
    }
admin-deliveries-next = наступна спроба { $time_html }
admin-deliveries-took = відповідь або помилка через { NUMBER($ms) } мс
admin-deliveries-none = Усі застосунки сповіщено.

## Активність

admin-activity-of = Обліковий запис: <bdi>{ $name }</bdi>.
admin-activity-of-link = Обліковий запис: <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = Вид
admin-activity-everything = Усе
admin-activity-none = Нічого такого виду.
admin-activity-search = Ім’я, ім’я користувача або застосунок
admin-activity-cut = Людей або застосунків із цим текстом у назві більше, ніж можна шукати разом. Щоб знайти решту, введіть більшу частину назви.
admin-activity-hint = Повний журнал із гешами, які показують, чи його змінювали: <code>latchkey audit verify</code> і <code>latchkey audit export</code>.

## Apps.
admin-tab-apps = Застосунки
admin-apps-registered = зареєструвався самостійно
admin-apps-disabled = вимкнено
admin-apps-used = востаннє використано { $time_html }
admin-apps-none = Застосунків ще немає.
admin-apps-busiest = Спершу з найбільшою кількістю запитів за останні 24 години
admin-apps-none-hint = Додайте Grafana, Nextcloud, Immich чи інший: <code>latchkey client add --app list</code> перелічує ті, що мають готові налаштування.
admin-app-connect = Підключення
admin-app-connect-hint = Більшості застосунків потрібні адреса discovery та ідентифікатор клієнта. Секрет тут ніколи не показується: зберігається лише його геш.
admin-app-discovery = Адреса discovery
admin-app-client-id = Ідентифікатор клієнта
admin-app-settings = Налаштування
admin-app-settings-configured = Цей застосунок налаштовано в <code>{ $place }</code>. Зміни файлу завантажуються самі.
admin-app-settings-registered = Цей застосунок зареєструвався самостійно. Ці рядки налаштували б його у файлі.
admin-app-try = Спробувати
admin-app-try-person = Ім’я користувача або адреса ел. пошти
admin-app-try-nobody = Ніхто не має цього імені.
admin-app-try-sign-in = Увійти в застосунок
admin-app-refusals = Що було відхилено
admin-app-refusals-hint = Останні відмови із цим ідентифікатором клієнта, не більше { $n }, від запуску цього сервера.
admin-app-refusals-none = Нічого не було відхилено.
admin-app-remedy = Ці рядки дозволили б це:
admin-app-who = Хто може ним користуватися
admin-app-everybody = Усі, хто має обліковий запис.
admin-app-disable = Вимкнути застосунок
admin-app-disable-hint = Вимкнення відкликає його токени й відхиляє входи до нього, доки його знову не ввімкнуть.
admin-app-enable = Увімкнути застосунок
admin-app-approve = Схвалити застосунок
admin-app-approve-hint = Схвалений застосунок отримує відповіді про помилки до того, як хтось дав згоду. Він залишається схваленим, доки не зміниться.
admin-app-disable-done = Застосунок вимкнено, його токени відкликано.
admin-app-enable-done = Застосунок увімкнено.
admin-app-approve-done = Застосунок схвалено.
admin-app-changed = Застосунок тим часом змінився. Перевірте його та спробуйте ще раз.
admin-app-views = Сторінки цього застосунку
copy = Копіювати
copied = Скопійовано
admin-connect-paste = Що вставити в застосунок
admin-connect-paste-hint = Виберіть застосунок, і тут будуть його власні рядки, заповнені для цього клієнта. Секрет напишіть замість <code>{ $place }</code>.
admin-connect-other = Інший застосунок
admin-connect-tried = Випробувано з { $version }.
admin-connect-untried = Написано за документацією застосунку, не випробувано.
admin-connect-lacks = Чого бракує цьому клієнту для застосунку
admin-connect-lacks-nothing = Цей клієнт має все, що потрібно застосунку.
admin-connect-redirects = Куди застосунок повертають
admin-connect-addresses = Адреси цього сервера
admin-lack-redirect = Застосунок просить повернути його до { $value }, а цю адресу не зареєстровано.
admin-lack-post-logout = Після виходу застосунок просить повернути його до { $value }, а цю адресу не зареєстровано.
admin-lack-backchannel = Застосунок приймає токени виходу за { $value }, а цей клієнт не має адреси для них.
admin-lack-scope = Застосунок просить { $value }, чого цьому клієнту не дозволено.
admin-lack-grants = Застосунок використовує { $value }, чого цьому клієнту не можна.
admin-lack-method = Цей клієнт зареєстровано для { $value }, а застосунок надсилає секрет інакше.
admin-lack-pkce = Застосунок не надсилає ні code_challenge, ні nonce, а цей клієнт мусить.
admin-lack-native = Застосунок є також на телефонах чи комп’ютерах, а цей клієнт лише для вебу.
admin-lack-claims = Застосунок читає лише токен ідентичності, а в токені цього клієнта бракує даних.
admin-try-hint = Проходить вхід так, як це зробив би сервер, без застосунку. Нічого не видається і не зберігається.
admin-try-nobody = Ніхто не входить у цей застосунок.
admin-try-not-sent = не надіслано
admin-try-signed-in = Вхід уже виконано
admin-try-ladder = Що сталося б
admin-try-sent = Застосунок спрямовує браузер до <code>{ $endpoint }</code> з:
admin-try-pushed = Застосунок спершу сам надсилає це серверу (PAR), а браузер приносить лише посилання.
admin-try-signed = Застосунок мусить надсилати це в підписаному об’єкті запиту.
admin-try-left-out = Пропущено, бо застосунку цього не можна або ніхто цього не знає: { $scope }
admin-try-admitted = Застосунок для деяких груп, і ця особа належить до однієї з них.
admin-try-not-admitted = Застосунок для деяких груп, а ця особа не належить до жодної з них.
admin-try-two-factors = Від цієї особи вимагають другий чинник або ключ доступу.
admin-try-one-factor = Цій особі досить пароля.
admin-try-sign-in = { $name } входить із паролем.
admin-try-sign-in-two = { $name } входить із паролем і другим чинником.
admin-try-sign-in-passkey = { $name } входить із ключем доступу.
admin-try-sign-up = { $name } бачить сторінку нового облікового запису і входить.
admin-try-again = { $name } входить ще раз, бо потрібен свіжий вхід.
admin-try-step-up = { $name } підтверджує другий чинник.
admin-try-enrol = { $name } налаштовує другий чинник.
admin-try-account = { $name } вибирає обліковий запис.
admin-try-consent = Запитання до { $name }: чи можна застосунку мати це?
admin-try-issue = Нічого не бракує: сервер задовольняє запит.
admin-try-refuse = Сервер відхиляє запит.
admin-try-goes = Браузер повертається до <code>{ $place }</code> з:
admin-try-stays = Браузер залишається на сторінці помилки цього сервера, і застосунок нічого не дізнається.
admin-try-told = Що дізнався б застосунок
admin-try-id-token = Токен ідентичності каже:
admin-try-userinfo = Userinfo каже:
admin-try-lane-app = Застосунок
admin-try-lane-browser = Браузер
admin-try-lane-server = Сервер
admin-try-parameters = Параметри: { NUMBER($n) }
admin-gloss-response-type = Що застосунок хоче отримати. «Code» він обмінює на токени поза браузером.
admin-gloss-client-id = Назва застосунку на цьому сервері.
admin-gloss-redirect-uri = Куди браузер повертається. Адреса має бути зареєстрована літера в літеру.
admin-gloss-scope = Про що просить застосунок.
admin-gloss-state = Вигадано застосунком. Відповідь має містити те саме значення.
admin-gloss-nonce = Вигадано застосунком. Токен ідентичності має містити те саме значення.
admin-gloss-code-challenge = Хеш таємниці, яку зберігає застосунок (PKCE). Без неї ніхто не скористається кодом.
admin-gloss-code-challenge-method = Як обчислено цей хеш.
admin-gloss-prompt = Які сторінки сервер має показати або що не може показати жодної.
admin-gloss-code = Діє один раз і недовго. Застосунок обмінює його на токени.
admin-gloss-iss = Який сервер відповів, щоб застосунок із кількома їх не сплутав.
admin-gloss-session-state = За цим значенням застосунок помічає, що хтось тут вийшов.
admin-gloss-access-token = Відкриває застосунку userinfo та інші служби.
admin-gloss-token-type = Як використовують токен доступу. «Bearer» означає, що ним може скористатися кожен, хто його має.
admin-gloss-expires-in = Скільки секунд діє токен доступу.
admin-gloss-id-token = Каже, хто, коли й до якого застосунку увійшов. Його підписав сервер.
admin-gloss-error = Помилка, за назвою зі специфікації.
admin-gloss-error-description = Помилка словами, для розробників.

admin-tab-keys = Ключі
admin-keys-hint = Цими ключами застосунки перевіряють те, що підписав цей сервер. Ключ публікується до того, як почне підписувати, і ще деякий час після цього.
admin-keys-never = Жоден ключ не замінюється автоматично (<code>keys.rotate_every</code>).
admin-keys-rotate = <code>latchkey keys rotate</code> замінює їх будь-коли.
admin-keys-chart = Часова шкала ключів. Список під нею каже те саме.
admin-overview-keys-chart = Часова шкала ключів. Сторінка ключів каже те саме словами.
admin-keys-published = опубліковано
admin-keys-signing = підписує
admin-keys-in-use = використовується
admin-keys-retired = замінений
admin-keys-remembered = більше не публікується
admin-keys-encryption = для шифрування
admin-keys-made = опубліковано: { $time_html }
admin-keys-from = перше використання: { $time_html }
admin-keys-replaced = замінено: { $time_html }
admin-keys-next = наступний ключ: { $time_html }
admin-keys-leaves = кінець публікації: { $time_html }
admin-keys-decrypts = кінець розшифрування: { $time_html }
admin-chart-now = зараз

admin-tab-health = Стан
admin-health-fine = Усе гаразд.
admin-health-look = Щось потребує уваги; нижче сказано, що робити.
admin-health-ok = гаразд
admin-health-warn = перевірити
admin-health-bad = збій
admin-health-off = не налаштовано
admin-health-database = База даних
admin-health-configuration = Конфігурація
admin-health-mail = Пошта
admin-health-backup = Резервна копія
admin-health-version = Версія
admin-health-schema = версія схеми { $version }
admin-health-size = { NUMBER($n) } МБ
admin-health-digest = дайджест <code>{ $digest }</code>
admin-health-reloaded = перезавантажено: { $time_html }
admin-health-refused = перезавантаження відхилено: { $time_html }
admin-health-waiting = очікують: { NUMBER($n) }
admin-health-oldest = найстаріший: { $time_html }
admin-health-failed = остання невдача: { $time_html }
admin-health-made = зроблено й перевірено: { $time_html }
admin-health-none = ще немає
admin-health-node = цей вузол: <code>{ $node }</code>
admin-health-database-bad = Вона не приймає записів, а журнал каже чому: перевірте диск і права або сервер бази даних.
admin-health-keys-bad = Жоден ключ не підписує за { $algs }. Журнал каже, чому його не вдалося створити або прочитати.
admin-health-keys-not-again = Їх не вдається знову завантажити з бази даних, а журнал каже чому; завантажені раніше залишаються в ужитку. Відновіть <code>keys.wrap_key_file</code>, перш ніж цей вузол перезапуститься, бо він не запустився б.
admin-health-keys-others-sign = Інші вузли підписують ключем, який цей вузол не може завантажити, тому він не готовий, а журнал каже чому. Дайте всім вузлам той самий <code>keys.wrap_key_file</code>.
admin-health-configuration-warn = Завантажене раніше залишається чинним. <code>latchkey check</code> каже, що не так із файлом.
admin-health-configuration-older = Цей вузол має старіший файл: його <code>revision</code> — { $revision }, а чинна — { $newest }, тому він не змінює жодного користувача. Дайте йому файл із ревізією { $newest } або підніміть <code>revision</code> вище { $newest }, щоб повернутися навмисно.
admin-health-configuration-unnumbered = Файл цього вузла не має <code>revision</code>, а чинна — { $newest }, тому він вважається старішим і не змінює жодного користувача. Напишіть <code>revision = { $next }</code> на його початку, перед першим розділом.
admin-health-mail-off = Без <code>[smtp]</code> у конфігурації пошта не надсилається.
admin-health-mail-warn = Не вдалося надіслати пошту. <code>latchkey mail test ADDRESS</code> показує, що відповідає поштовий сервер.
admin-health-deliveries-warn = Деякі застосунки не вдалося сповістити. На їхній сторінці сказано, які й чому.
admin-health-backup-off = Резервні копії не створюються автоматично: задайте <code>[storage.backup]</code> або копіюйте сервер бази даних.
admin-health-backup-warn = Настав час резервної копії, але її не вдалося створити. Журнал каже чому; <code>latchkey check</code> перевіряє теку.

admin-chart-heading = Входи за останні 24 години
admin-chart-label = Успішні: { NUMBER($ok) }. Невдалі: { NUMBER($failed) }. Далі наведено числа за кожну годину.
admin-chart-ok = успішні: { NUMBER($n) }
admin-chart-failed = невдалі: { NUMBER($n) }
admin-chart-cut = більше, ніж тут пораховано
admin-chart-numbers = Година за годиною
admin-chart-none = Ніхто не входив і не намагався.
admin-chart-none-hint = Входи з’являються тут, щойно відбуваються. На сторінці застосунку <b>Спробувати</b> проходить один із них.
admin-presence-heading = Сеанси за останні два тижні
admin-presence-label = Коли ця особа була в системі, на кожному пристрої. Те саме далі наведено списком.
admin-presence-signed-in = у системі
admin-presence-one = вхід з одним чинником
admin-presence-strong = з кількома або з ключем доступу
admin-presence-failed = невдала спроба
admin-presence-list = Списком
admin-presence-from-to = У системі з { $from_html } до { $to_html }
admin-presence-since = У системі з { $time_html }
admin-usage-heading = Хто чим користується
admin-usage-hint = Скільки разів кожна особа входила в кожен застосунок з { $time_html }.
admin-usage-part = Показано найчастіші.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = Запити за останні 24 години
admin-hours-apps = Застосунки за останні 24 години
admin-hours-hint = Запити до <code>/token</code> та інших адрес, на яких застосунки підтверджують, хто вони, година за годиною дотепер.
admin-hours-since = Пораховано від запуску цього сервера: { $time_html }.
admin-hours-node = Пораховано лише цим вузлом: <code>{ $node }</code>.
admin-hours-label = За останні 24 години. Виконані: { NUMBER($ok) }. Відхилені: { NUMBER($refused) }.
admin-hours-nothing = За останні 24 години запитів не було.
admin-hours-ok = усі виконані
admin-hours-some = деякі відхилені
admin-hours-most = більшість відхилено
admin-hours-empty = запитів не було
admin-hours-answered = виконані: { NUMBER($n) }
admin-hours-refused = відхилені: { NUMBER($n) }
admin-hours-hour = Година
admin-hours-column-answered = Виконані
admin-hours-column-refused = Відхилені
admin-hours-column-why = Найчастіша причина
admin-hours-why-client = застосунок не підтвердив, хто він: його секрет, ключ або сертифікат неправильний
admin-hours-why-grant = код або токен уже не дійсний чи не належить застосунку
admin-hours-why-request = у запиті чогось бракувало або його не вдалося прочитати
admin-hours-why-not-allowed = застосунку не дозволено запитувати в такий спосіб
admin-hours-why-scope = застосунок просив те, чого йому не дозволено мати
admin-hours-why-person = особа не дозволила або не відповіла вчасно
admin-hours-why-busy = забагато запитів, або сервер на ту мить не міг відповісти
admin-hours-why-server = помилка сервера; журнал каже, яка саме
admin-hours-why-proof = доказ DPoP недійсний
admin-hours-why-other = інша причина

## Without passwords

# $username: whose account.
admin-refused-has-factor = { $username } має ключ доступу або застосунок автентифікації, яких не замінює жодне посилання: спершу скиньте фактори, а потім створіть посилання.
# $username: whose account.
admin-refused-only-passkey = Жоден інший ключ доступу не дає { $username } ввійти: натомість скиньте фактори, а потім створіть посилання.
# Button.
admin-person-make-link-passkey = Створити посилання для ключа доступу
# $time_html: a time, with its markup.
admin-link-passkey = За цим посиланням людина створить ключ доступу. Воно діє один раз (завершення дії: { $time_html }) і замінює попередні посилання. Його показано лише зараз: передайте його так, щоб ніхто інший не прочитав.
# Beside a name.
admin-tag-no-passkey = ще без ключа доступу
admin-done-mailed-passkey = Лист із посиланням для створення ключа доступу вже надсилається.
