language = Мова
language-choose = Змінити мову

site-links = Більше про цей сайт
link-help = Довідка
link-privacy = Конфіденційність
link-terms = Умови
link-imprint = Правова інформація

show = Показати
hide = Сховати
error-prefix = Помилка:
go-to = Перейти до поля «{ $field }»
go-to-field = Перейти до поля
wait-over = Тепер можна спробувати ще раз.
wait-seconds =
    { $seconds ->
        [one] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $seconds } секунду</span>.
        [few] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $seconds } секунди</span>.
        [many] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $seconds } секунд</span>.
       *[other] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $seconds } секунди</span>.
    }
wait-minutes =
    { $minutes ->
        [one] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $minutes } хвилину</span>.
        [few] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $minutes } хвилини</span>.
        [many] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $minutes } хвилин</span>.
       *[other] Ви зможете спробувати ще раз через <span data-retry-after="{ $seconds }">{ $minutes } хвилини</span>.
    }
password-hint = Мінімальна кількість символів: { $length }. Добре підходять кілька не пов’язаних між собою слів.

account-pages = Ваш обліковий запис
tab-account = Обліковий запис
tab-profile = Профіль
tab-security = Безпека
tab-activity = Активність

admin-pages = Адміністрування
admin-tab-overview = Огляд
admin-tab-people = Люди
admin-tab-groups = Групи
admin-tab-sessions = Сеанси
admin-tab-deliveries = Сповіщення про вихід
admin-tab-activity = Активність

audit-look = перевірте
audit-by = хто: <bdi>{ $name }</bdi>
audit-by-link = хто: <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = запит { $id }

app-policy = Політика конфіденційності
app-terms = Умови використання
to-continue = щоб перейти до застосунку <b>{ $app_html }</b>
for-the-developer = Для розробників застосунку:
no-way-back-will = Повернення до застосунку не буде, оскільки { $reason }.
no-way-back-was = Повернення до застосунку не відбулося, оскільки { $reason }.

signed-in-at = вхід { $time_html }
signed-in-with = вхід { $time_html } (спосіб: { $methods })
remember-device = Не запитувати знову на цьому пристрої { $time }

# Знахідний відмінок: «через 1 хвилину».
time-minutes =
    { $n ->
        [one] { $n } хвилину
        [few] { $n } хвилини
        [many] { $n } хвилин
       *[other] { $n } хвилини
    }
time-hours =
    { $n ->
        [one] { $n } годину
        [few] { $n } години
        [many] { $n } годин
       *[other] { $n } години
    }
time-days =
    { $n ->
        [one] { $n } день
        [few] { $n } дні
        [many] { $n } днів
       *[other] { $n } дня
    }

list-two = { $one } і { $two }
list-comma = { $one }, { $two }
