method-password = пароль
method-code = одноразовий код
method-passkey = ключ доступу
method-unknown = невідомий спосіб

audit-login = Вхід: { $methods }
audit-login-again = Повторна автентифікація: { $methods }
audit-login-step-up = Підтвердження другим фактором: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [one] Невдалі входи без зазначення облікового запису: { NUMBER($count) } з { NUMBER($networks) } мережі
        [few] Невдалі входи без зазначення облікового запису: { NUMBER($count) } з { NUMBER($networks) } мереж
        [many] Невдалі входи без зазначення облікового запису: { NUMBER($count) } з { NUMBER($networks) } мереж
       *[other] Невдалі входи без зазначення облікового запису: { NUMBER($count) } з { NUMBER($networks) } мережі
    }
audit-login-fail-password = Введення неправильного пароля
audit-login-fail-code = Введення неправильного одноразового коду
audit-login-fail-password-times =
    { $count ->
        [one] Введення неправильного пароля { NUMBER($count) } раз протягом хвилини
        [few] Введення неправильного пароля { NUMBER($count) } рази протягом хвилини
        [many] Введення неправильного пароля { NUMBER($count) } разів протягом хвилини
       *[other] Введення неправильного пароля { NUMBER($count) } раза протягом хвилини
    }
audit-login-fail-code-times =
    { $count ->
        [one] Введення неправильного одноразового коду { NUMBER($count) } раз протягом хвилини
        [few] Введення неправильного одноразового коду { NUMBER($count) } рази протягом хвилини
        [many] Введення неправильного одноразового коду { NUMBER($count) } разів протягом хвилини
       *[other] Введення неправильного одноразового коду { NUMBER($count) } раза протягом хвилини
    }
audit-login-disown = Повідомлення про чужий вхід
audit-login-disown-device = Повідомлення про чужий вхід: { $device }

audit-session-end = Завершення сеансу: { $why }
audit-session-end-device = Завершення сеансу ({ $device }): { $why }
audit-end-app = вихід у застосунку
audit-end-administrator = вихід, виконаний адміністратором
audit-end-replaced = вхід в інший обліковий запис
audit-end-password = зміна пароля
audit-end-locked = блокування облікового запису
audit-end-removed = видалення облікового запису
audit-end-left = вилучення облікового запису з конфігурації
audit-end-expired = минув строк дії або сеанс надто довго не використовувався
audit-end-person = вихід

audit-some-app = невідомий застосунок
audit-app-sign-in = Вхід у застосунок: { $app }
audit-app-sign-out = Вихід із застосунку: { $app }
audit-consent-grant = Надання доступу застосунку: { $app }
audit-consent-revoke = Скасування доступу застосунку: { $app }
audit-consent-remember = Вимкнення «Запитувати мене щоразу» для застосунку: { $app }
audit-request-allow = Дозвіл на іншому пристрої для застосунку: { $app }
audit-request-refuse = Відмова на іншому пристрої для застосунку: { $app }
audit-grant-revoke = Відмова застосунку від доступу: { $app }
audit-token-exchange = Обмін токена застосунком, щоб діяти від імені цього облікового запису: { $app }
audit-token-refuse = Відмова у видачі токена для цього облікового запису застосунку: { $app }
audit-token-replay = Скасування доступу застосунку через повторне використання його коду або токена: { $app }

audit-totp-add = Додавання застосунку автентифікації
audit-totp-remove = Вилучення застосунку автентифікації
audit-passkey-add = Додавання ключа доступу
audit-passkey-add-named = Додавання ключа доступу: { $name }
audit-passkey-rename = Перейменування ключа доступу
audit-passkey-rename-named = Перейменування ключа доступу: { $name }
audit-passkey-remove = Видалення ключа доступу
audit-passkey-remove-named = Видалення ключа доступу: { $name }
audit-recovery-code-use = Використання коду відновлення
audit-recovery-codes-replace = Створення нових кодів відновлення
audit-user-code-make = Створення коду для запитів застосунків
audit-user-code-remove = Вилучення коду для запитів застосунків
audit-factors-reset = Видалення всіх ключів доступу, застосунку автентифікації та кодів відновлення
audit-factors-disown = Видалення всього, що додано в чужому браузері
audit-browser-forget = Браузер забуто: { $device }
audit-browsers-forget = Забуто браузерів: { NUMBER($count) }
audit-factor-forget = Другий крок знову потрібен на пристрої: { $device }
audit-factor-remember = Другий крок більше не потрібен на пристрої: { $device }
audit-factors-forget = Пристрої, на яких другий крок знову потрібен: { NUMBER($count) }

audit-password-change = Установлення пароля
audit-password-remove = Вилучення пароля
audit-link-mail = Надсилання листа з посиланням для вибору пароля
audit-link-mail-reset = Запит на лист із посиланням для вибору нового пароля
audit-link-mail-sign-up = Запит на лист із посиланням для створення облікового запису
audit-email-ask = Запит на посилання для підтвердження нової електронної адреси
audit-link-make-setup = Створення посилання для налаштування першого адміністратора
audit-link-make-invite = Створення посилання для вибору першого пароля
audit-link-make-reset = Створення посилання для вибору нового пароля
audit-user-add = Додавання облікового запису
audit-user-lock = Блокування облікового запису
audit-user-unlock = Розблокування облікового запису
audit-user-remove = Видалення облікового запису { $username }
audit-user-leave = Вилучення облікового запису з конфігурації
audit-user-lapse = Завершення всіх сеансів і доступів, бо облікового запису більше не було в конфігурації
audit-data-download = Завантаження даних цього облікового запису
audit-claims-preview = Перегляд того, що дізнався б про цей обліковий запис застосунок: { $app }
audit-sign-in-try = Перевірка, як цей обліковий запис увійшов би в застосунок: { $app }
audit-user-change = Зміна: { $changes }
audit-user-change-unknown = Зміна облікового запису
audit-changes = { $one }; { $two }
audit-change-username = ім’я користувача з { $before } на { $after }
audit-change-email = електронна адреса
audit-change-email-verified = підтвердження електронної адреси
audit-change-groups = групи (тепер: { $groups })
audit-change-groups-none = групи (тепер немає)
audit-change-administrator = права адміністратора (надано)
audit-change-no-administrator = права адміністратора (скасовано)
audit-change-profile = профіль
audit-change-definition = місце визначення облікового запису

audit-client-register = Реєстрація застосунку: { $app }
audit-client-change = Зміна реєстрації самим застосунком: { $app }
audit-client-remove = Видалення зареєстрованого застосунку: { $app }
audit-client-approve = Схвалення зареєстрованого застосунку: { $app }
audit-client-disable = Вимкнення зареєстрованого застосунку: { $app }
audit-client-enable = Увімкнення зареєстрованого застосунку: { $app }
audit-client-define = Додавання застосунку до конфігурації: { $app }
audit-client-leave = Вилучення застосунку з конфігурації: { $app }
audit-client-lapse = Завершення всіх доступів застосунку, бо його або його облікових даних більше не було в конфігурації: { $app }
audit-logout-reopen = Виходи, про які застосунок усе ж буде повідомлено: { $app } ({ NUMBER($count) })
audit-registration-token-add = Створення токена для реєстрації застосунків
audit-registration-token-revoke = Відкликання токена для реєстрації застосунків

audit-key-add = Створення ключа ({ $alg })
audit-key-retire = Виведення ключа { $kid } з ужитку
audit-key-restore = Повернення ключа { $kid }
audit-key-remove = Видалення ключа { $kid }
audit-sealing-add = Створення секрету запечатування
audit-sealing-replace = Створення секрету запечатування замість усіх інших
audit-sealing-remove = Видалення секрету запечатування
audit-config-reload = Перезавантаження конфігурації
audit-server-start = Запуск Latchkey { $version }
audit-mail-test = Надсилання тестового листа
audit-backup-make = Створення резервної копії бази даних
audit-backup-remove = Видалення старих резервних копій бази даних: { NUMBER($count) }
audit-backup-restore = Відновлення бази даних із резервної копії
audit-database-export = Експорт бази даних
audit-database-import = Імпорт бази даних
audit-database-migrate = Оновлення бази даних до версії схеми { $version }
audit-audit-export = Експорт записів активності
audit-audit-remove = Видалення старих записів: { NUMBER($count) }

audit-by-administrator = адміністратором
audit-by-server = цим сервером
