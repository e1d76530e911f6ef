# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = Застосунки знають вас як { $person_html }.
apps-search = Пошук серед ваших застосунків
apps-search-button = Шукати
apps-signed-in = Останній вхід: { $time_html }
apps-no-consent = Не потребує вашого дозволу
apps-asks-each-time = Запитує щоразу
apps-asks-each-time-hint = Ви обрали, щоб цей застосунок запитував вас під час кожного входу.
apps-refused = Ви не можете користуватися цим застосунком, тому він нічого не отримує з вашого облікового запису.
apps-gone = Цей застосунок тут більше не доступний.
apps-allowed = Ви дозволили це: { $time_html }.
apps-got = Він отримав цей доступ: { $time_html }.
apps-all = Усі застосунки ({ NUMBER($count) })
apps-first-page = Перша сторінка
apps-next-page = Більше застосунків
apps-no-match = Жоден застосунок не відповідає запиту <bdi>{ $q }</bdi>.
apps-show-all = Показати всі застосунки
apps-empty = Тут з’являються застосунки, якими ви можете користуватися, кожен із кнопкою, що його відкриває. Запитайте людину, яка керує цим сайтом, які вони є.
apps-empty-administrator = Додайте перший: для Grafana, Nextcloud, Immich і багатьох інших є готові налаштування. Ця команда показує їх перелік:

## Removing the access of an app.

remove-app-title = Скасувати доступ застосунку { $app_html }?
remove-app-sees = Він бачить
remove-app-then = Коли ви його скасуєте
remove-app-tokens = Застосунок більше нічого не бачитиме з вашого облікового запису й нічого не зможе робити від вашого імені.
remove-app-offline = Його доступ за вашої відсутності теж припиниться.
remove-app-told = Застосунок отримає повідомлення, що має завершити ваш сеанс.
remove-app-not-told = Застосунок не можна повідомити, щоб він завершив ваш сеанс: вийдіть і в ньому.
remove-app-keeps = Те, що застосунок зберіг про вас, залишиться в нього.
remove-app-asks = Під час наступного входу він знову попросить дозволу.
remove-app-again = Цей застосунок не потребує дозволу: під час наступного входу він знову отримає цей доступ без запиту.
remove-app-never-again = Він не зможе знову отримати доступ, поки ви не можете ним користуватися.
remove-app-here = Тут ви залишаєтеся в системі.
remove-app-button = Скасувати доступ
remove-app-cancel = Залишити доступ
