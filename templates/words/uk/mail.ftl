mail-hello = Вітаємо,
mail-hello-name = Вітаємо, { $name },
mail-action = { $label }:
mail-open-address = Або відкрийте цю адресу: <a href="{ $href }">{ $href }</a>
mail-not-you = Якщо це були не ви, виберіть зараз новий пароль, вийдіть на всіх інших пристроях на сторінці облікового запису й повідомте людину, яка керує цим сайтом.
mail-open-account = Відкрити обліковий запис

mail-reset-subject = Виберіть новий пароль: { $site }
mail-reset = Надійшов запит на посилання для вибору нового пароля до вашого облікового запису на сайті { $site }.
mail-reset-button = Вибрати новий пароль
mail-link-one-hour = Посилання діє один раз, протягом години.
mail-reset-nothing-to-do = Якщо це були не ви, нічого робити не потрібно: пароль не зміниться.

mail-invitation-subject = Ваш обліковий запис: { $site }
mail-invitation = У вас є обліковий запис на сайті { $site }. Щоб завершити, виберіть пароль.
mail-invitation-button = Вибрати пароль
mail-link-seven-days = Посилання діє один раз, протягом семи днів.
mail-operator-reset-subject = Виберіть новий пароль: { $site }
mail-operator-reset = Людина, яка керує сайтом { $site }, надсилає вам це посилання, щоб ви вибрали новий пароль.
mail-operator-reset-button = Вибрати новий пароль

mail-password-changed-subject = Ваш пароль змінено: { $site }
mail-password-changed = Пароль вашого облікового запису на сайті { $site } змінено. На всіх інших пристроях виконано вихід.

mail-factors = Зміна у вашому обліковому записі на сайті { $site }: { $what }
mail-totp-added-subject = Додано застосунок автентифікації: { $site }
mail-totp-added = Додано застосунок автентифікації.
mail-totp-removed-subject = Вилучено застосунок автентифікації: { $site }
mail-totp-removed = Вилучено застосунок автентифікації.
mail-passkey-added-subject = Додано ключ доступу: { $site }
mail-passkey-added = Додано ключ доступу «{ $name }».
mail-passkey-removed-subject = Видалено ключ доступу: { $site }
mail-passkey-removed = Видалено ключ доступу «{ $name }».
mail-codes-replaced-subject = У вас нові коди відновлення: { $site }
mail-codes-replaced = Створено нові коди відновлення. Старі перестали діяти.
mail-password-removed-subject = Ваш пароль вилучено: { $site }
mail-password-removed = Ваш пароль вилучено. Тепер ви входите за допомогою ключа доступу.
mail-disowned-subject = Додане видалено: { $site }
mail-disowned = Ви повідомили про чужий вхід. Ключі доступу й застосунок автентифікації, додані в тому браузері, видалено, як і всі коди відновлення.
mail-factors-reset-subject = Ключі доступу й другий етап видалено: { $site }
mail-factors-reset = Людина, яка керує сайтом, видалила ваші ключі доступу, застосунок автентифікації та коди відновлення. На всіх пристроях виконано вихід.

mail-new-sign-in-subject = Новий вхід, { $device }: { $site }
mail-new-sign-in = У ваш обліковий запис на сайті { $site } виконано вхід із браузера, яким ви тут раніше не користувалися.
mail-new-sign-in-device = Пристрій: { $device }
mail-new-sign-in-time = Час: { $day } { $hour } UTC
mail-new-sign-in-network = Мережева адреса: { $address }
mail-new-sign-in-yours = Якщо це були ви, нічого робити не потрібно.
mail-new-sign-in-button = Це не я
mail-new-sign-in-link = Посилання веде на сторінку з однією кнопкою. Вона виконає вихід на всіх пристроях і дасть змогу вибрати новий пароль.
mail-new-sign-in-until = Посилання діє один раз, протягом семи днів, доки не змінено пароль.

mail-confirm-subject = Підтвердьте електронну адресу: { $site }
mail-confirm = Обліковий запис «{ $username }» на сайті { $site } хоче використовувати цю електронну адресу.
mail-confirm-button = Підтвердити адресу
mail-confirm-link = Посилання діє один раз, протягом години, після входу в цей обліковий запис.
mail-confirm-nothing-to-do = Якщо це не ваш обліковий запис, нічого робити не потрібно: нічого не зміниться.

mail-in-use-subject = Ваша електронна адреса: { $site }
mail-in-use = Хтось з обліковим записом на сайті { $site } намагався використати для нього цю електронну адресу.
mail-in-use-kept = Вона вже належить обліковому запису, тому нічого не змінено, і ніхто інший не може її використати.
mail-in-use-yours = Якщо це були ви, увійдіть в обліковий запис, який має цю адресу.

mail-email-changed-subject = Вашу електронну адресу змінено: { $site }
mail-email-changed = Обліковий запис «{ $username }» на сайті { $site } тепер має іншу електронну адресу. Листи сюди більше не надходитимуть.
mail-email-changed-not-you = Якщо це були не ви, негайно повідомте людину, яка керує цим сайтом.

mail-request-subject = { $app } просить вас увійти: { $site }
mail-request = { $app } просить увійти з вашим обліковим записом на { $site }. Сторінка показує, чого просять і звідки.
mail-request-yours = Якщо ви цього не починали, відмовте там або нічого не робіть: без відповіді запит застаріє за кілька хвилин.
mail-request-button = Переглянути запит

mail-test-subject = { $site } може надсилати листи
mail-test = Це тестовий лист від { $issuer }. Пошта працює.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = Створіть ключ доступу для сайту { $site }
# $site: the name of this site.
mail-passkey = Надійшов запит на посилання для створення ключа доступу до вашого облікового запису на сайті { $site }.
# Button.
mail-passkey-button = Створити ключ доступу
mail-passkey-nothing-to-do = Якщо це були не ви, нічого робити не потрібно.
# $site: the name of this site.
mail-invitation-passkey = У вас є обліковий запис на сайті { $site }. Щоб завершити, створіть ключ доступу.
mail-new-sign-in-link-passkey = Посилання веде на сторінку з однією кнопкою, яка завершує всі ваші сеанси. Воно діє один раз, протягом семи днів.
