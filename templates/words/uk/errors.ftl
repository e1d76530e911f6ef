error-ask = Зверніться до людини, яка керує цим сайтом, і повідомте їй цей номер:
error-ask-if-needed = Якщо вам потрібна допомога, зверніться до людини, яка керує цим сайтом. Повідомте їй цей номер:

error-details = Подробиці для передавання
error-address-sent = Адреса, яку надіслав застосунок
error-sent = Надіслав застосунок
error-registered = Зареєстровано
error-registered-none = немає
error-remedy = Щоб дозволити надіслане, вставте цей рядок у блок застосунку
error-code = Помилка
error-client = Клієнт
error-client-id-sent = Надісланий client_id
error-status = Стан
error-request = Запит
error-time = Час

## Кнопки

error-to-app = Перейти до { $app }
error-to-account = Перейти до облікового запису
error-load-again = Перезавантажити сторінку
error-sign-in = Увійти
error-choose-password = Вибрати новий пароль
error-to-start = На початкову сторінку

## Що робити

error-next-app = Поверніться до застосунку й спробуйте ще раз.
error-next-operator = Повторна спроба не допоможе: спершу потрібно виправити налаштування застосунку або цього сайту.

## Помилки застосунку

error-unknown-app-heading = Цей застосунок тут невідомий
error-wrong-request-heading = Застосунок надіслав неправильний запит
error-client-id-missing = Бракує client_id.
error-client-id-unknown = Значення client_id не зареєстровано.
error-redirect-uri-missing = Бракує redirect_uri.
error-redirect-uri-unknown = Значення redirect_uri не зареєстровано.
error-redirect-uri-not-ascii = Значення redirect_uri не зареєстровано; хост в URI пишуть в ASCII, тут: { $host }.
error-too-long-to-wait = Запит застосунку задовгий, щоб чекати на вхід: допоможе коротший параметр state або claims.

error-nothing-shared-heading = Нічого не передано
error-nothing-shared-next = Ви можете закрити цю сторінку або самостійно повернутися до застосунку.
error-not-answered-heading = Цьому застосунку не можна відповісти
error-not-answered-next = Ви можете закрити цю сторінку. Схвалити застосунок може людина, яка керує цим сайтом.
error-not-vouched-for = Застосунок зареєструвався сам, і йому ще ніхто нічого не дозволив, тому переходу до нього не буде.
error-not-vouched-for-cancelled = Вхід скасовано. Застосунок зареєструвався сам, і йому ще ніхто нічого не дозволив, тому переходу до нього не буде.
error-not-vouched-for-denied = Дозволу не надано. Застосунок зареєструвався сам, і йому ще ніхто нічого не дозволив, тому переходу до нього не буде.

## Вхід, який не можна продовжити

error-complete-heading = Цей вхід завершено
error-complete-next = Перейдіть до застосунку або до свого облікового запису.
error-not-open-heading = Цей вхід уже не активний
error-not-open-next = Почніть знову із застосунку або перейдіть до свого облікового запису.
error-cookie-next = Дозвольте у браузері файли cookie для цього сайту, а потім почніть знову із застосунку.
error-no-sign-in = Ця адреса використовується лише під час входу в застосунок.
error-another-browser = Вхід розпочато в іншому браузері або до того, як цей браузер було закрито.
error-no-cookie = Браузер не надіслав файл cookie цього сайту, а він потрібен для входу.
error-too-old = Вхід був відкритий понад годину.
error-not-pushed = Вхід не було відкрито вчасно.
error-request-expired = Застосунок попросив про це надто давно. Почніть на пристрої знову.
error-answered = Вхід уже завершено, а кожен вхід можна завершити лише раз.

## Форми й посилання

error-outdated-heading = Ця сторінка застаріла
error-nothing-done-heading = Нічого не зроблено
error-again-next = Перезавантажте сторінку й повторіть дію.
error-another-site-next = Якщо ви хотіли це зробити, зробіть це на сторінці цього сайту.
error-link-heading = Це посилання більше не діє
error-link = Це посилання вже використано, або його строк дії минув.
error-link-next = Якщо ви вже вибрали пароль, увійдіть із ним. Інакше попросіть нове посилання в того, хто надіслав це.
error-sign-in-link = Посилання з листа про вхід діє один раз, протягом семи днів, доки не змінено пароль.
error-sign-in-link-next = Якщо пароль змінили не ви, виберіть зараз новий. Потім перевірте, де у вас відкриті сеанси.

## Запити, які не можна прочитати

error-unreadable-heading = Не вдалося прочитати цей запит
error-body-type = Тіло запиту має бути типу { $kind }.
error-body-compressed = Тіло запиту не може бути стисненим.
error-body-too-large = Тіло запиту більше від { $bytes } байтів.
error-body-too-slow = Тіло запиту не надійшло вчасно.
error-body-broken = Тіло запиту неповне.
error-parameter-twice = Параметр { $name } надіслано більше ніж один раз.
error-parameter-encoding = Параметр { $name } не є правильним текстом UTF-8.
error-parameters-too-many = Кількість параметрів запиту перевищує { $most }.
error-parameter-values = Кількість значень параметра { $name } перевищує { $most }.
error-parameter-bytes = Параметр { $name } довший від { $most } байтів.
error-parameter-times = Параметр { $name } надіслано забагато разів (максимум: { $most }).
error-query-and-body = Параметри надіслано і в адресі, і в тілі запиту.
error-address-heading = Ця адреса задовга
error-address = Адреса довша за 32 КіБ.
error-headers-heading = Браузер надіслав забагато даних
error-headers = Заголовки більші за 64 КіБ.
error-headers-next = Видаліть файли cookie цього сайту та сайтів вищого рівня й спробуйте ще раз.
error-refused-heading = На цей запит не можна відповісти
error-refused = На цей запит не можна відповісти: { $status }.
error-method-heading = Ця адреса працює інакше
error-method = Ця адреса не відповідає на запити { $method }.

## Помилки цього сайту

error-busy-heading = Сервер зараз зайнятий
error-busy-next = Нічого не втрачено. Зачекайте кілька секунд і спробуйте ще раз.
error-busy = Забагато входів очікують на обробку.
error-client-not-now = Зараз неможливо прочитати, що застосунок повідомляє про себе.
error-crowded = На сервері вже максимальна кількість відкритих з’єднань.
error-session = Сервер зараз не має доступу до свого сховища.
error-failed-heading = Сталася помилка
error-failed = Сервер не зміг відповісти.
error-storage = Сервер не зміг прочитати своє сховище.

## Сторінки, яких немає або які не для всіх

error-nothing-here-heading = Тут нічого немає
error-nothing-here = За цією адресою немає сторінки.
error-nothing-here-next = Перевірте адресу або перейдіть на початкову сторінку.
error-administrators-heading = Ця сторінка для адміністраторів
error-administrators = Ця сторінка призначена для адміністраторів цього сайту.
error-administrators-next = Увійдіть з правами адміністратора або перейдіть до свого облікового запису.
error-development-heading = Режим розробки відповідає лише на цьому комп’ютері
error-development = Використано ім’я хоста { $host }.
error-development-next = Щоб обслуговувати інші комп’ютери, задайте issuer = "https://…" у розділі [server] файлу config.toml і запустіть сервер із ним.
