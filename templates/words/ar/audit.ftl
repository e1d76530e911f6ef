# What happened, as the audit tells people.

method-password = كلمة مرور
method-code = رمز لمرة واحدة
method-passkey = مفتاح مرور
method-unknown = طريقة غير معروفة هنا

audit-login = تسجيل الدخول باستخدام { $methods }
audit-login-again = إعادة المصادقة باستخدام { $methods }
audit-login-step-up = إثبات عامل ثانٍ: { $methods }
audit-login-fail-unnamed =
    { $networks ->
        [zero] محاولات تسجيل دخول فاشلة لم تذكر حسابًا: { NUMBER($count) } من { NUMBER($networks) } شبكة
        [one] محاولات تسجيل دخول فاشلة لم تذكر حسابًا: { NUMBER($count) } من شبكة واحدة
        [two] محاولات تسجيل دخول فاشلة لم تذكر حسابًا: { NUMBER($count) } من شبكتين
        [few] محاولات تسجيل دخول فاشلة لم تذكر حسابًا: { NUMBER($count) } من { NUMBER($networks) } شبكات
        [many] محاولات تسجيل دخول فاشلة لم تذكر حسابًا: { NUMBER($count) } من { NUMBER($networks) } شبكة
       *[other] محاولات تسجيل دخول فاشلة لم تذكر حسابًا: { NUMBER($count) } من { NUMBER($networks) } شبكة
    }
audit-login-fail-password = إدخال كلمة مرور خاطئة
audit-login-fail-code = إدخال رمز خاطئ لمرة واحدة
audit-login-fail-password-times =
    { $count ->
        [zero] إدخال كلمة مرور خاطئة { NUMBER($count) } مرة خلال دقيقة
        [one] إدخال كلمة مرور خاطئة مرة واحدة خلال دقيقة
        [two] إدخال كلمة مرور خاطئة مرتين خلال دقيقة
        [few] إدخال كلمة مرور خاطئة { NUMBER($count) } مرات خلال دقيقة
        [many] إدخال كلمة مرور خاطئة { NUMBER($count) } مرة خلال دقيقة
       *[other] إدخال كلمة مرور خاطئة { NUMBER($count) } مرة خلال دقيقة
    }
audit-login-fail-code-times =
    { $count ->
        [zero] إدخال رموز خاطئة لمرة واحدة، { NUMBER($count) } مرة خلال دقيقة
        [one] إدخال رمز خاطئ لمرة واحدة، مرة خلال دقيقة
        [two] إدخال رموز خاطئة لمرة واحدة، مرتين خلال دقيقة
        [few] إدخال رموز خاطئة لمرة واحدة، { NUMBER($count) } مرات خلال دقيقة
        [many] إدخال رموز خاطئة لمرة واحدة، { NUMBER($count) } مرة خلال دقيقة
       *[other] إدخال رموز خاطئة لمرة واحدة، { NUMBER($count) } مرة خلال دقيقة
    }
audit-login-disown = الإبلاغ عن تسجيل دخول من شخص آخر
audit-login-disown-device = الإبلاغ عن تسجيل دخول من شخص آخر على { $device }

audit-session-end = انتهاء جلسة: { $why }
audit-session-end-device = انتهاء الجلسة على { $device }:‏ { $why }
audit-end-app = تسجيل الخروج في أحد التطبيقات
audit-end-administrator = تسجيل الخروج من قِبل مشرف
audit-end-replaced = تسجيل الدخول بحساب آخر
audit-end-password = تغيير كلمة المرور
audit-end-locked = قفل الحساب
audit-end-removed = إزالة الحساب
audit-end-left = خروج الحساب من ملف الإعدادات
audit-end-expired = انتهاء المدة أو عدم الاستخدام لمدة طويلة
audit-end-person = تسجيل الخروج

audit-some-app = تطبيق
audit-app-sign-in = تسجيل الدخول إلى { $app }
audit-app-sign-out = تسجيل الخروج من { $app }
audit-consent-grant = منح { $app } حق الوصول
audit-consent-revoke = إلغاء وصول { $app }
audit-consent-remember = إيقاف «اسألني في كل مرة» للتطبيق { $app }
audit-request-allow = السماح لـ { $app } على جهاز آخر
audit-request-refuse = رفض { $app } على جهاز آخر
audit-grant-revoke = تنازُل { $app } عن حق الوصول
audit-token-exchange = استبدال رمز من قِبل { $app } للعمل نيابةً عن هذا الحساب
audit-token-refuse = رفض منح { $app } رمزًا لهذا الحساب
audit-token-replay = إعادة استخدام رمز مستهلَك من { $app }، وبالتالي إبطال وصوله

audit-totp-add = إضافة تطبيق مصادقة
audit-totp-remove = إزالة تطبيق المصادقة
audit-passkey-add = إضافة مفتاح مرور
audit-passkey-add-named = إضافة مفتاح مرور: { $name }
audit-passkey-rename = إعادة تسمية مفتاح مرور
audit-passkey-rename-named = إعادة تسمية مفتاح مرور: { $name }
audit-passkey-remove = إزالة مفتاح مرور
audit-passkey-remove-named = إزالة مفتاح مرور: { $name }
audit-recovery-code-use = استخدام رمز استرداد
audit-recovery-codes-replace = إنشاء رموز استرداد جديدة
audit-user-code-make = إنشاء رمز لطلبات التطبيقات
audit-user-code-remove = إزالة رمز طلبات التطبيقات
audit-factors-reset = إزالة جميع مفاتيح المرور وتطبيق المصادقة ورموز الاسترداد
audit-factors-disown = إزالة ما أُضيف في متصفح شخص آخر
audit-browser-forget = نسيان المتصفح { $device }
audit-browsers-forget = المتصفحات المنسية: { NUMBER($count) }
audit-factor-forget = سيُطلب من { $device } خطوة التحقق الثانية من جديد
audit-factor-remember = لن تُطلب من { $device } خطوة التحقق الثانية بعد الآن
audit-factors-forget = الأجهزة التي ستُطلب منها خطوة التحقق الثانية من جديد: { NUMBER($count) }

audit-password-change = تعيين كلمة المرور
audit-password-remove = إزالة كلمة المرور
audit-link-mail = طلب إرسال رابط بالبريد الإلكتروني لاختيار كلمة مرور
audit-link-mail-reset = طلب رابط لاختيار كلمة مرور جديدة بالبريد الإلكتروني
audit-link-mail-sign-up = طلب رابط لإنشاء حساب بالبريد الإلكتروني
audit-email-ask = طلب رابط لتأكيد عنوان بريد إلكتروني جديد
audit-link-make-setup = إنشاء رابط لإعداد المشرف الأول
audit-link-make-invite = إنشاء رابط لاختيار كلمة المرور الأولى
audit-link-make-reset = إنشاء رابط لاختيار كلمة مرور جديدة
audit-user-add = إضافة الحساب
audit-user-lock = قفل الحساب
audit-user-unlock = إلغاء قفل الحساب
audit-user-remove = إزالة الحساب { $username }
audit-user-leave = خروج الحساب من الإعدادات
audit-user-lapse = إنهاء جميع عمليات تسجيل الدخول وحقوق الوصول لأن الحساب لم يعد في الإعدادات
audit-data-download = تنزيل بيانات هذا الحساب
audit-claims-preview = الاطلاع على ما سيُخبَر به { $app } عن هذا الحساب
audit-sign-in-try = تجربة تسجيل دخول هذا الحساب إلى { $app }
audit-user-change = تغيير: { $changes }
audit-user-change-unknown = تغيير الحساب
audit-changes = { $one }؛ { $two }
audit-change-username = اسم المستخدم، من { $before } إلى { $after }
audit-change-email = عنوان البريد الإلكتروني
audit-change-email-verified = حالة تأكيد عنوان البريد الإلكتروني
audit-change-groups = المجموعات، إلى { $groups }
audit-change-groups-none = المجموعات، إلى لا شيء
audit-change-administrator = منح صلاحيات المشرف
audit-change-no-administrator = سحب صلاحيات المشرف
audit-change-profile = الملف الشخصي
audit-change-definition = مكان تعريف الحساب

audit-client-register = تسجيل تطبيق لنفسه: { $app }
audit-client-change = تغيير تطبيق لتسجيله: { $app }
audit-client-remove = إزالة تطبيق مسجّل: { $app }
audit-client-approve = الموافقة على تطبيق مسجّل: { $app }
audit-client-disable = إيقاف تطبيق مسجّل: { $app }
audit-client-enable = تفعيل تطبيق مسجّل: { $app }
audit-client-define = إضافة تطبيق إلى الإعدادات: { $app }
audit-client-leave = إزالة تطبيق من الإعدادات: { $app }
audit-client-lapse = إنهاء جميع حقوق وصول التطبيق لأنه هو أو بيانات اعتماده لم تعد في الإعدادات: { $app }
audit-logout-reopen = عمليات تسجيل خروج يُبلَّغ بها التطبيق رغم ذلك: { $app } ({ NUMBER($count) })
audit-registration-token-add = إنشاء رمز مميز يتيح للتطبيقات التسجيل
audit-registration-token-revoke = إبطال رمز مميز كان يتيح للتطبيقات التسجيل

audit-key-add = إنشاء مفتاح ({ $alg })
audit-key-retire = سحب المفتاح { $kid } من الاستخدام
audit-key-restore = إعادة المفتاح { $kid } إلى الاستخدام
audit-key-remove = إزالة المفتاح { $kid }
audit-sealing-add = إنشاء سر للختم
audit-sealing-replace = إنشاء سر للختم بدلًا من جميع الأسرار الأخرى
audit-sealing-remove = إزالة سر للختم
audit-config-reload = إعادة تحميل الإعدادات
audit-server-start = بدء تشغيل Latchkey { $version }
audit-mail-test = إرسال رسالة بريد تجريبية
audit-backup-make = إنشاء نسخة احتياطية من قاعدة البيانات
audit-backup-remove = حذف نسخ احتياطية قديمة من قاعدة البيانات: { NUMBER($count) }
audit-backup-restore = استعادة نسخة احتياطية من قاعدة البيانات
audit-database-export = تصدير قاعدة البيانات
audit-database-import = استيراد قاعدة البيانات
audit-database-migrate = تحديث قاعدة البيانات إلى إصدار المخطط { $version }
audit-audit-export = تصدير سجلات النشاط
audit-audit-remove = إزالة سجلات قديمة: { NUMBER($count) }

audit-by-administrator = بواسطة مشرف
audit-by-server = بواسطة هذا الخادم
