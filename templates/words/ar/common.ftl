# Words that several pages share.

language = اللغة
language-choose = تغيير اللغة

site-links = المزيد عن هذا الموقع
link-help = المساعدة
link-privacy = الخصوصية
link-terms = شروط الاستخدام
link-imprint = بيانات الناشر

show = إظهار
hide = إخفاء
error-prefix = خطأ:
go-to = الانتقال إلى «{ $field }»
go-to-field = الانتقال إلى الحقل
wait-over = يمكنك إعادة المحاولة الآن.
wait-seconds =
    { $seconds ->
        [zero] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $seconds } ثانية</span>.
        [one] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $seconds } ثانية</span>.
        [two] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $seconds } ثانية</span>.
        [few] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $seconds } ثوانٍ</span>.
        [many] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $seconds } ثانية</span>.
       *[other] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $seconds } ثانية</span>.
    }
wait-minutes =
    { $minutes ->
        [zero] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $minutes } دقيقة</span>.
        [one] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $minutes } دقيقة</span>.
        [two] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $minutes } دقيقة</span>.
        [few] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $minutes } دقائق</span>.
        [many] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $minutes } دقيقة</span>.
       *[other] يمكنك إعادة المحاولة بعد <span data-retry-after="{ $seconds }">{ $minutes } دقيقة</span>.
    }
password-hint = الحد الأدنى لعدد الأحرف: { $length }. بضع كلمات لا رابط بينها خيار جيد.

account-pages = حسابك
tab-account = الحساب
tab-profile = الملف الشخصي
tab-security = الأمان
tab-activity = النشاط

admin-pages = الإدارة
admin-tab-overview = نظرة عامة
admin-tab-people = الأشخاص
admin-tab-groups = المجموعات
admin-tab-sessions = الجلسات
admin-tab-deliveries = رسائل تسجيل الخروج
admin-tab-activity = النشاط

audit-look = للمراجعة
audit-by = بواسطة <bdi>{ $name }</bdi>
audit-by-link = بواسطة <a href="{ $href }"><bdi>{ $name }</bdi></a>
audit-request = الطلب { $id }

app-policy = سياسة الخصوصية
app-terms = بنود الخدمة
to-continue = للمتابعة إلى <b>{ $app_html }</b>
for-the-developer = لمطوّر التطبيق:
no-way-back-will = لن تتم إعادتك إلى التطبيق، لأن { $reason }.
no-way-back-was = لم تتم إعادتك إلى التطبيق، لأن { $reason }.

signed-in-at = تسجيل الدخول: { $time_html }
signed-in-with = تسجيل الدخول: { $time_html } باستخدام { $methods }
remember-device = عدم السؤال مجددًا على هذا الجهاز لمدة { $time }

time-minutes =
    { $n ->
        [zero] { $n } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $n } دقائق
        [many] { $n } دقيقة
       *[other] { $n } دقيقة
    }
time-hours =
    { $n ->
        [zero] { $n } ساعة
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $n } ساعات
        [many] { $n } ساعة
       *[other] { $n } ساعة
    }
time-days =
    { $n ->
        [zero] { $n } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }

list-two = { $one } و{ $two }
list-comma = { $one }، { $two }
