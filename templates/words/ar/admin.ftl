# The pages of administrators.

admin-full-name = الاسم الكامل
admin-username = اسم المستخدم
admin-email = عنوان البريد الإلكتروني
admin-groups = المجموعات
admin-groups-hint = مفصولة بفواصل.
admin-may-administer = مشرف: يمكنه استخدام هذه الصفحات
admin-filter = عرض
admin-show-everybody = عرض الجميع
admin-list-comma = { $one_html }، { $two_html }

admin-tag-administrator = مشرف
admin-tag-locked = مقفل

admin-session-since = البدء: { $time_html }
admin-session-seen = آخر ظهور: { $time_html }
admin-session-ended = انتهت الجلسة.

admin-by-app = بواسطة التطبيق { $client }
admin-by-command-line = بواسطة { $user } من سطر الأوامر
admin-by-server = بواسطة هذا الخادم

admin-overview-people =
    { $n ->
        [zero] <b>{ NUMBER($n) }</b> شخص
        [one] <b>{ NUMBER($n) }</b> شخص
        [two] <b>{ NUMBER($n) }</b> شخصان
        [few] <b>{ NUMBER($n) }</b> أشخاص
        [many] <b>{ NUMBER($n) }</b> شخصًا
       *[other] <b>{ NUMBER($n) }</b> شخص
    }
admin-overview-sessions-many = أكثر من <b>{ NUMBER($n) }</b> جلسة
admin-overview-sessions =
    { $n ->
        [zero] <b>{ NUMBER($n) }</b> جلسة
        [one] <b>{ NUMBER($n) }</b> جلسة
        [two] <b>{ NUMBER($n) }</b> جلستان
        [few] <b>{ NUMBER($n) }</b> جلسات
        [many] <b>{ NUMBER($n) }</b> جلسة
       *[other] <b>{ NUMBER($n) }</b> جلسة
    }
admin-overview-apps =
    { $n ->
        [zero] <b>{ NUMBER($n) }</b> تطبيق
        [one] <b>{ NUMBER($n) }</b> تطبيق
        [two] <b>{ NUMBER($n) }</b> تطبيقان
        [few] <b>{ NUMBER($n) }</b> تطبيقات
        [many] <b>{ NUMBER($n) }</b> تطبيقًا
       *[other] <b>{ NUMBER($n) }</b> تطبيق
    }
admin-overview-registered =
    { $n ->
        [zero] { NUMBER($n) } سجّلت نفسها
        [one] واحد سجّل نفسه
        [two] اثنان سجّلا نفسيهما
        [few] { NUMBER($n) } سجّلت نفسها
        [many] { NUMBER($n) } سجّلت نفسها
       *[other] { NUMBER($n) } سجّلت نفسها
    }
admin-overview-waiting =
    { $n ->
        [zero] <b>{ NUMBER($n) }</b> رسالة تسجيل خروج في الانتظار
        [one] <b>{ NUMBER($n) }</b> رسالة تسجيل خروج في الانتظار
        [two] <b>{ NUMBER($n) }</b> رسالتا تسجيل خروج في الانتظار
        [few] <b>{ NUMBER($n) }</b> رسائل تسجيل خروج في الانتظار
        [many] <b>{ NUMBER($n) }</b> رسالة تسجيل خروج في الانتظار
       *[other] <b>{ NUMBER($n) }</b> رسالة تسجيل خروج في الانتظار
    }
admin-overview-last = آخر ما حدث
admin-overview-all = كل النشاط
admin-nothing-yet = لا شيء بعد.
admin-overview-issuer = المُصدِر (issuer)‏ <code>{ $issuer }</code>

admin-people-search = الاسم أو اسم المستخدم أو عنوان البريد الإلكتروني
admin-list-search-button = بحث
admin-list-only = عرض
admin-people-everybody = الجميع
admin-people-administrators = المشرفون
admin-people-locked = المقفلون
admin-list-order = الترتيب
admin-people-by-username = حسب اسم المستخدم
admin-list-newest = الأحدث أولًا
admin-list-oldest = الأقدم أولًا
admin-list-by-name = حسب الاسم
admin-list-by-app = حسب التطبيق
admin-list-search-app = اسم التطبيق أو client_id
admin-people-in-group = في المجموعة <b><bdi>{ $group }</bdi></b>.
admin-people-total =
    { $n ->
        [zero] { NUMBER($n) } حساب إجمالًا
        [one] حساب واحد إجمالًا
        [two] حسابان إجمالًا
        [few] { NUMBER($n) } حسابات إجمالًا
        [many] { NUMBER($n) } حسابًا إجمالًا
       *[other] { NUMBER($n) } حساب إجمالًا
    }
admin-tag-left = خرج من الإعدادات
admin-tag-configuration = ملف الإعدادات
admin-list-first-page = الصفحة الأولى
admin-list-next-page = الصفحة التالية
admin-list-none = لم يُعثر على شيء.
admin-list-not-yet = لم يُعثر على شيء حتى الآن. تواصل الصفحة التالية البحث.
admin-people-none = لم يُعثر على أحد.

admin-add = إضافة شخص
admin-add-button = إضافة
admin-add-next = بعد ذلك تنشئ رابطًا يختار الشخص من خلاله كلمة مرور.
admin-back-to-people = → الأشخاص

admin-person-left = لم يعد هذا الحساب موجودًا في <code>{ $file }</code> الذي كان يعرّفه، لذلك لا يمكن لصاحبه تسجيل الدخول. استعد الإدخال، أو نفّذ <code>latchkey user keep { $username }</code>.
admin-person-place = هذا الحساب معرّف في <code>{ $place }</code>. ما هو مكتوب هناك يُغيَّر هناك.
admin-tag-not-confirmed = غير مؤكَّد
admin-tag-no-password = دون كلمة مرور بعد
admin-person-number = رقم الحساب <code>{ $sub }</code>
admin-person-added = تاريخ الإضافة: { $time_html }

admin-person-sign-in = تسجيل الدخول
admin-person-has-password = توجد كلمة مرور
admin-person-no-password = لا توجد كلمة مرور
admin-person-passkeys =
    { $n ->
        [zero] { $n } مفتاح مرور
        [one] مفتاح مرور واحد
        [two] مفتاحا مرور
        [few] { $n } مفاتيح مرور
        [many] { $n } مفتاح مرور
       *[other] { $n } مفتاح مرور
    }
admin-person-no-passkey = لا يوجد مفتاح مرور
admin-person-authenticator = تطبيق مصادقة
admin-person-no-authenticator = لا يوجد تطبيق مصادقة
admin-person-recovery-codes =
    { $n ->
        [zero] { $n } رمز استرداد متبقٍّ
        [one] رمز استرداد واحد متبقٍّ
        [two] رمزا استرداد متبقيان
        [few] { $n } رموز استرداد متبقية
        [many] { $n } رمز استرداد متبقيًا
       *[other] { $n } رمز استرداد متبقٍّ
    }

admin-person-make-link = إنشاء رابط لاختيار كلمة مرور
admin-person-make-link-new = إنشاء رابط لاختيار كلمة مرور جديدة
admin-person-mail-link = إرسال هذا الرابط بالبريد الإلكتروني
admin-person-lock = قفل الحساب
admin-person-unlock = إلغاء قفل الحساب

admin-person-reset-factors = إزالة جميع العوامل الثانية
admin-person-reset-factors-password = لمن فقد هاتفه ورموز الاسترداد. تأكد من أن صاحب الحساب هو من يطلب ذلك. ستُزال جميع مفاتيح المرور وتطبيق المصادقة ورموز الاسترداد، ويتم تسجيل خروج الشخص من كل مكان؛ وعندئذٍ تكفي كلمة المرور وحدها لتسجيل الدخول.
admin-person-reset-factors-no-password = لمن فقد هاتفه ورموز الاسترداد. تأكد من أن صاحب الحساب هو من يطلب ذلك. ستُزال جميع مفاتيح المرور وتطبيق المصادقة ورموز الاسترداد، ويتم تسجيل خروج الشخص من كل مكان؛ لا توجد كلمة مرور، لذلك أنشئ رابطًا بعد ذلك.
admin-person-reset-factors-button = إزالتها

admin-person-profile = الملف الشخصي والمجموعات
admin-person-email-verified = تم التحقق من أن العنوان يخص هذا الشخص
admin-person-save = حفظ

admin-person-end-session = إنهاء<span class="vh"> الجلسة على { $device }</span>
admin-person-sign-out = تسجيل الخروج من كل مكان
admin-person-no-sessions = لا توجد أي جلسة.

admin-person-claims = ما يُرسَل إلى التطبيق
admin-person-claims-app = التطبيق
admin-person-claims-not-admitted = لا يُسمح لهذا الشخص باستخدام التطبيق: ليس عضوًا في أي من مجموعاته <code>allowed_groups</code>.
admin-person-claims-userinfo = مع جميع النطاقات (scopes) التي يمكن للتطبيق طلبها (<code>{ $scope }</code>)، يعرض userinfo:
admin-person-claims-id-token = مع جميع النطاقات (scopes) التي يمكن للتطبيق طلبها (<code>{ $scope }</code>)، يعرض userinfo و ID token:

admin-person-activity-all = كل نشاط هذا الشخص

admin-person-remove = إزالة الحساب
admin-person-remove-summary = إزالة هذا الحساب وكل ما فيه
admin-person-remove-hint = تُحذف الجلسات ووصول التطبيقات ومفاتيح المرور والملف الشخصي. يبقى سجل ما حدث حتى انتهاء مدة الاحتفاظ به. لا يمكن التراجع عن هذا الإجراء.
admin-person-remove-confirm = اكتب اسم المستخدم <b>{ $username }</b> للتأكيد
admin-person-remove-unconfirmed = لم يُزَل شيء: اكتب اسم المستخدم { $username } للتأكيد.

admin-done-added = أُضيف الحساب. أنشئ رابطًا أو أرسله ليتمكن الشخص من اختيار كلمة مرور.
admin-done-saved = حُفظت التغييرات. تحصل عليها التطبيقات مع طلبها التالي.
admin-done-locked = قُفل الحساب وتم تسجيل خروجه من كل مكان.
admin-done-unlocked = أُلغي قفل الحساب.
admin-done-mailed = رابط لاختيار كلمة مرور في طريقه بالبريد الإلكتروني.
admin-done-factors-removed = أُزيلت جميع العوامل الثانية، وتم تسجيل خروج الشخص من كل مكان.
admin-done-factor-removed = تمت الإزالة. تبقى جلسات الشخص المفتوحة كما هي: إذا فُقد جهاز، فسجّل خروجه أيضًا من كل مكان.
admin-done-signed-out = تم تسجيل خروج الشخص من كل مكان.

admin-refused-pinned = الحساب { $username } معرّف في { $place } ([[users]]): غيّر { $keys } هناك.
admin-refused-pinned-all = الحساب { $username } معرّف في { $place } ([[users]]): غيّره هناك.
admin-refused-defined = الحساب { $username } معرّف في { $place } ([[users]]): أزل الإدخال من هناك أولًا.
admin-refused-left = لم يعد الحساب { $username } موجودًا في { $file }: استعد الإدخال، أو احتفظ بالحساب باستخدام `latchkey user keep { $username }`.
admin-refused-taken = اسم المستخدم أو عنوان البريد الإلكتروني تابع لحساب آخر، أو يشبه ما هو تابع لحساب آخر.
admin-refused-meanwhile = أُزيل الحساب { $username } أو تغيّر في هذه الأثناء: أعد المحاولة.
admin-refused-last-administrator = الحساب { $username } هو آخر مشرف يمكنه تسجيل الدخول: عيّن مشرفًا آخر أولًا.
admin-refused-last-way-in = الحساب { $username } هو آخر مشرف يمكنه تسجيل الدخول، وليس له كلمة مرور: أرسل أولًا رابطًا لاختيار كلمة مرور، ثم أعد ضبط وسائل التحقق بعد استخدامه.
admin-refused-only-way-in = الحساب { $username } ليس له كلمة مرور، ولا مفتاح مرور آخر يكفي وحده لتسجيل الدخول: أرسل أولًا رابطًا لاختيار كلمة مرور، أو أعد ضبط وسائل التحقق.
admin-refused-username-length = طول اسم المستخدم من 1 إلى 255 بايت.
admin-refused-username-character = يجب ألا يحتوي اسم المستخدم على مسافات أو أحرف تحكّم أو أحرف غير مرئية.
admin-refused-username-scripts = يجب ألا يخلط اسم المستخدم حروفًا من أنظمة كتابة مختلفة، مثل الحروف اللاتينية والسيريلية المتشابهة الشكل.
admin-refused-email = لا يبدو { $text } عنوان بريد إلكتروني.
admin-refused-invisible = { $text }: يحتوي على الحرف غير المرئي { $code }. احذف هذا الحرف.
admin-refused-scripts = { $text }: الكلمة `{ $word }` تخلط حروفًا متشابهة الشكل من أنظمة كتابة مختلفة. اكتب كل كلمة بنظام كتابة واحد.
admin-refused-no-address = لا يوجد عنوان بريد إلكتروني مؤكَّد للحساب { $username }: عيّن عنوانًا أولًا (`latchkey user set --email`)، أو سلّم رابطًا.

admin-link-title = رابط إلى { $name }
admin-link-heading = رابط إلى <bdi>{ $name }</bdi>
admin-link-back = → { $name }
admin-link-first = يختار الشخص كلمة مرور من خلال هذا الرابط. يعمل مرة واحدة ويحل محل الروابط السابقة. انتهاء الصلاحية: { $time_html }. لا يُعرض إلا الآن: سلّمه بطريقة لا يمكن لأي شخص آخر قراءتها.
admin-link-new = يختار الشخص كلمة مرور جديدة من خلال هذا الرابط، وعندئذٍ يتم تسجيل خروجه من كل مكان. يعمل مرة واحدة ويحل محل الروابط السابقة. انتهاء الصلاحية: { $time_html }. لا يُعرض إلا الآن: سلّمه بطريقة لا يمكن لأي شخص آخر قراءتها.
admin-link-qr = أو اطلب من الشخص مسح هذا الرمز ضوئيًا بهاتفه:
admin-link-done = تم

admin-groups-people =
    { $n ->
        [zero] { NUMBER($n) } شخص
        [one] شخص واحد
        [two] شخصان
        [few] { NUMBER($n) } أشخاص
        [many] { NUMBER($n) } شخصًا
       *[other] { NUMBER($n) } شخص
    }
admin-groups-nobody = لا أحد
admin-groups-may-use = التطبيقات المتاحة: { $apps_html }
admin-groups-none = لا توجد مجموعات بعد.
admin-groups-search = اسم المجموعة
admin-groups-most-people = الأكثر أشخاصًا أولًا
admin-groups-none-hint = تُكتب المجموعات في صفحة الشخص. التطبيق الذي يذكر مجموعات في <code>allowed_groups</code> لا يسمح بالدخول إلا لأعضائها.

admin-sessions-many = أكثر من { NUMBER($n) } جلسة.
admin-sessions-total =
    { $n ->
        [zero] { NUMBER($n) } جلسة.
        [one] جلسة واحدة.
        [two] جلستان.
        [few] { NUMBER($n) } جلسات.
        [many] { NUMBER($n) } جلسة.
       *[other] { NUMBER($n) } جلسة.
    }
admin-sessions-search = الاسم أو اسم المستخدم أو التطبيق أو بداية العنوان
admin-sessions-used = الأحدث استخدامًا أولًا
admin-sessions-end = إنهاء<span class="vh"> جلسة { $username } على { $device }</span>
admin-sessions-none = لا يوجد حساب مسجّل الدخول.

admin-deliveries-hint = التطبيقات التي لم تُبلَّغ بعد بتسجيل خروج أحد الأشخاص، أو تعذّر إبلاغها. تُعاد المحاولة مع كل منها لبعض الوقت.
admin-deliveries-given-up = توقفت المحاولات
admin-deliveries-waiting = في الانتظار
admin-deliveries-ended = انتهاء الجلسة: { $time_html }
admin-deliveries-tried =
    { $n ->
        [zero] { $n } محاولة
        [one] محاولة واحدة
        [two] محاولتان
        [few] { $n } محاولات
        [many] { $n } محاولة
       *[other] { $n } محاولة
    }
admin-deliveries-next = المحاولة التالية: { $time_html }
admin-deliveries-took = رد أو خطأ بعد { NUMBER($ms) } مللي ثانية
admin-deliveries-none = أُبلغت جميع التطبيقات.

admin-activity-of = نشاط <bdi>{ $name }</bdi>.
admin-activity-of-link = نشاط <a href="{ $href }"><bdi>{ $name }</bdi></a>.
admin-activity-kind = النوع
admin-activity-everything = الكل
admin-activity-none = لا شيء من هذا النوع.
admin-activity-search = الاسم أو اسم المستخدم أو التطبيق
admin-activity-cut = عدد الأشخاص أو التطبيقات التي يرد هذا النص في أسمائها أكبر مما يمكن البحث عنه معًا. اكتب جزءًا أطول من الاسم للعثور على الباقي.
admin-activity-hint = السجل الكامل مع تجزئات (hashes) تبيّن ما إذا كان قد تغيّر: <code>latchkey audit verify</code> و<code>latchkey audit export</code>.

## Apps.
admin-tab-apps = التطبيقات
admin-apps-registered = سجّل نفسه
admin-apps-disabled = معطّل
admin-apps-used = آخر استخدام { $time_html }
admin-apps-none = لا توجد تطبيقات بعد.
admin-apps-busiest = الأكثر طلبات خلال آخر 24 ساعة أولًا
admin-apps-none-hint = أضف Grafana أو Nextcloud أو Immich أو غيرها: يسرد <code>latchkey client add --app list</code> التطبيقات التي لها إعداد جاهز.
admin-app-connect = الربط
admin-app-connect-hint = تحتاج معظم التطبيقات إلى عنوان الاكتشاف ومعرّف العميل. لا يُعرض السر هنا أبدًا: لا يُحفظ منه إلا التجزئة.
admin-app-discovery = عنوان الاكتشاف
admin-app-client-id = معرّف العميل
admin-app-settings = الإعدادات
admin-app-settings-configured = هذا التطبيق مُعدّ في <code>{ $place }</code>. تُحمَّل تغييرات الملف تلقائيًا.
admin-app-settings-registered = سجّل هذا التطبيق نفسه. بهذه الأسطر يمكن إعداده في الملف.
admin-app-try = جرّبه
admin-app-try-person = اسم المستخدم أو عنوان البريد الإلكتروني
admin-app-try-nobody = لا أحد يحمل هذا الاسم.
admin-app-try-sign-in = تسجيل الدخول إلى التطبيق
admin-app-refusals = ما رُفض
admin-app-refusals-hint = أحدث حالات الرفض التي ذكرت معرّف العميل هذا، { $n } على الأكثر، منذ تشغيل هذا الخادم.
admin-app-refusals-none = لم يُرفض شيء.
admin-app-remedy = تجعله هذه الأسطر مقبولًا:
admin-app-who = من يمكنه استخدامه
admin-app-everybody = كل من لديه حساب.
admin-app-disable = تعطيل التطبيق
admin-app-disable-hint = يُلغي التعطيل رموزه ويرفض تسجيل الدخول إليه حتى يُفعَّل من جديد.
admin-app-enable = تفعيل التطبيق
admin-app-approve = الموافقة على التطبيق
admin-app-approve-hint = يتلقى التطبيق الموافَق عليه ردود الأخطاء قبل أن يوافق أي شخص. ويبقى موافَقًا عليه حتى يتغير.
admin-app-disable-done = عُطّل التطبيق وأُلغيت رموزه.
admin-app-enable-done = فُعّل التطبيق.
admin-app-approve-done = تمت الموافقة على التطبيق.
admin-app-changed = تغيّر التطبيق في هذه الأثناء. تحقق منه وحاول مرة أخرى.
admin-app-views = صفحات هذا التطبيق
copy = نسخ
copied = نُسخ
admin-connect-paste = ما يُلصق في التطبيق
admin-connect-paste-hint = اختر التطبيق لتظهر هنا أسطره الخاصة مملوءة لهذا العميل. اكتب السر في موضع <code>{ $place }</code>.
admin-connect-other = تطبيق آخر
admin-connect-tried = جُرّب مع { $version }.
admin-connect-untried = كُتب وفق وثائق التطبيق ولم يُجرَّب.
admin-connect-lacks = ما ينقص هذا العميل من أجل التطبيق
admin-connect-lacks-nothing = لدى هذا العميل كل ما يحتاجه التطبيق.
admin-connect-redirects = إلى أين يُعاد التطبيق
admin-connect-addresses = عناوين هذا الخادم
admin-lack-redirect = يطلب التطبيق إعادته إلى { $value }، وهو غير مسجّل.
admin-lack-post-logout = بعد تسجيل الخروج يطلب التطبيق إعادته إلى { $value }، وهو غير مسجّل.
admin-lack-backchannel = يستقبل التطبيق رموز تسجيل الخروج على { $value }، وليس لهذا العميل عنوان لها.
admin-lack-scope = يطلب التطبيق { $value }، ولا يجوز لهذا العميل الحصول عليه.
admin-lack-grants = يستخدم التطبيق { $value }، ولا يجوز ذلك لهذا العميل.
admin-lack-method = هذا العميل مسجّل لـ { $value }، والتطبيق يرسل سره بطريقة أخرى.
admin-lack-pkce = لا يرسل التطبيق code_challenge ولا nonce، وهذا العميل ملزم بذلك.
admin-lack-native = التطبيق موجود أيضًا على الهواتف أو الحواسيب، وهذا العميل للويب فقط.
admin-lack-claims = يقرأ التطبيق رمز الهوية وحده، ورمز هذا العميل تنقصه المعلومات.
admin-try-hint = يمر بتسجيل دخول كما يفعل الخادم، من دون التطبيق. لا يُصدَر شيء ولا يُحفظ شيء.
admin-try-nobody = لا أحد يسجّل الدخول إلى هذا التطبيق.
admin-try-not-sent = لم يُرسل
admin-try-signed-in = تسجيل الدخول تم مسبقًا
admin-try-ladder = ما الذي سيحدث
admin-try-sent = يرسل التطبيق المتصفح إلى <code>{ $endpoint }</code> ومعه:
admin-try-pushed = يرسل التطبيق هذه أولًا إلى الخادم بنفسه (PAR)، ولا يحمل المتصفح إلا مرجعًا.
admin-try-signed = على التطبيق أن يرسل هذه في كائن طلب موقّع.
admin-try-left-out = حُذف لأن التطبيق لا يجوز له الحصول عليه أو لأن أحدًا لا يعرفه: { $scope }
admin-try-admitted = التطبيق لمجموعات معيّنة، وهذا الشخص في إحداها.
admin-try-not-admitted = التطبيق لمجموعات معيّنة، وهذا الشخص ليس في أي منها.
admin-try-two-factors = يُطلب من هذا الشخص عامل ثانٍ أو مفتاح مرور.
admin-try-one-factor = تكفي كلمة المرور لهذا الشخص.
admin-try-sign-in = تسجيل دخول { $name } بكلمة مرور.
admin-try-sign-in-two = تسجيل دخول { $name } بكلمة مرور وعامل ثانٍ.
admin-try-sign-in-passkey = تسجيل دخول { $name } بمفتاح مرور.
admin-try-sign-up = تظهر لـ { $name } صفحة الحساب الجديد، ثم تسجيل الدخول.
admin-try-again = تسجيل دخول { $name } من جديد، لأن تسجيل دخول حديثًا مطلوب.
admin-try-step-up = إثبات { $name } بعامل ثانٍ.
admin-try-enrol = إعداد { $name } لعامل ثانٍ.
admin-try-account = اختيار { $name } للحساب.
admin-try-consent = يُسأل { $name } هل يجوز للتطبيق الحصول على هذا:
admin-try-issue = لا ينقص شيء: يمنح الخادم الطلب.
admin-try-refuse = يرفض الخادم الطلب.
admin-try-goes = يعود المتصفح إلى <code>{ $place }</code> ومعه:
admin-try-stays = يبقى المتصفح في صفحة خطأ لهذا الخادم، ولا يعلم التطبيق شيئًا.
admin-try-told = ما الذي سيعلمه التطبيق
admin-try-id-token = يقول رمز الهوية:
admin-try-userinfo = يقول userinfo:
admin-try-lane-app = التطبيق
admin-try-lane-browser = المتصفح
admin-try-lane-server = الخادم
admin-try-parameters = المعلمات: { NUMBER($n) }
admin-gloss-response-type = ما يريد التطبيق استلامه. يستبدل التطبيق «code» برموز من دون المرور بالمتصفح.
admin-gloss-client-id = اسم التطبيق على هذا الخادم.
admin-gloss-redirect-uri = إلى أين يُعاد المتصفح. يجب أن يكون العنوان مسجلاً حرفاً بحرف.
admin-gloss-scope = ما يطلبه التطبيق.
admin-gloss-state = يختاره التطبيق. يجب أن تحمل الإجابة القيمة نفسها.
admin-gloss-nonce = يختاره التطبيق. يجب أن يحمل رمز الهوية القيمة نفسها.
admin-gloss-code-challenge = بصمة سر يحتفظ به التطبيق (PKCE). من دون السر لا يمكن لأحد استخدام الرمز.
admin-gloss-code-challenge-method = كيف تُحسب تلك البصمة.
admin-gloss-prompt = أي الصفحات على الخادم أن يعرضها، أو أنه لا يجوز له عرض أي منها.
admin-gloss-code = يعمل مرة واحدة ولوقت قصير. يستبدله التطبيق برموز.
admin-gloss-iss = أي خادم أجاب، كي لا يخلط تطبيق له عدة خوادم بينها.
admin-gloss-session-state = بهذه القيمة يلاحظ التطبيق أن أحداً سجل خروجه هنا.
admin-gloss-access-token = يفتح للتطبيق userinfo وخدمات أخرى.
admin-gloss-token-type = كيف يُستخدم رمز الوصول. «Bearer» يعني أن من يملكه يستطيع استخدامه.
admin-gloss-expires-in = عدد الثواني التي يعمل فيها رمز الوصول.
admin-gloss-id-token = يقول من سجل الدخول ومتى وإلى أي تطبيق. وقّعه الخادم.
admin-gloss-error = الخطأ باسمه في المواصفة.
admin-gloss-error-description = الخطأ بالكلمات، للمطورين.

admin-tab-keys = المفاتيح
admin-keys-hint = بهذه المفاتيح تتحقق التطبيقات مما وقّعه هذا الخادم. يُنشر المفتاح قبل أن يوقّع، ويبقى منشورًا مدةً بعد ذلك.
admin-keys-never = لا يُستبدل أي مفتاح تلقائيًا (<code>keys.rotate_every</code>).
admin-keys-rotate = الأمر <code>latchkey keys rotate</code> يستبدلها في أي وقت.
admin-keys-chart = خط زمني للمفاتيح. تقول القائمة أسفله الشيء نفسه.
admin-overview-keys-chart = خط زمني للمفاتيح. تقول صفحة المفاتيح الشيء نفسه بالكلمات.
admin-keys-published = منشور
admin-keys-signing = يوقّع
admin-keys-in-use = قيد الاستخدام
admin-keys-retired = خرج من الاستخدام
admin-keys-remembered = لم يعد منشورًا
admin-keys-encryption = للتعمية
admin-keys-made = النشر: { $time_html }
admin-keys-from = أول استخدام: { $time_html }
admin-keys-replaced = الاستبدال: { $time_html }
admin-keys-next = المفتاح التالي: { $time_html }
admin-keys-leaves = نهاية النشر: { $time_html }
admin-keys-decrypts = نهاية فك التعمية: { $time_html }
admin-chart-now = الآن

admin-tab-health = الحالة
admin-health-fine = كل شيء على ما يرام.
admin-health-look = هناك ما يحتاج إلى مراجعة، وأدناه ما ينبغي فعله.
admin-health-ok = على ما يرام
admin-health-warn = يحتاج إلى مراجعة
admin-health-bad = معطّل
admin-health-off = غير مُعدّ
admin-health-database = قاعدة البيانات
admin-health-configuration = الإعدادات
admin-health-mail = البريد
admin-health-backup = النسخ الاحتياطي
admin-health-version = الإصدار
admin-health-schema = إصدار المخطط { $version }
admin-health-size = { NUMBER($n) } ميغابايت
admin-health-digest = البصمة <code>{ $digest }</code>
admin-health-reloaded = إعادة التحميل: { $time_html }
admin-health-refused = رُفضت إعادة التحميل: { $time_html }
admin-health-waiting = في الانتظار: { NUMBER($n) }
admin-health-oldest = الأقدم: { $time_html }
admin-health-failed = آخر إخفاق: { $time_html }
admin-health-made = أُنشئت وفُحصت: { $time_html }
admin-health-none = لا شيء بعد
admin-health-node = هذه العقدة: <code>{ $node }</code>
admin-health-database-bad = إنها لا تقبل الكتابة، والسجل يذكر السبب: افحص القرص والأذونات، أو خادم قاعدة البيانات.
admin-health-keys-bad = لا يوجد مفتاح يوقّع بـ { $algs }. يذكر السجل سبب تعذر إنشائه أو قراءته.
admin-health-keys-not-again = لا يمكن تحميلها من قاعدة البيانات مرة أخرى، ويذكر السجل السبب؛ وتبقى المحمّلة سابقًا قيد الاستخدام. أعد <code>keys.wrap_key_file</code> قبل إعادة تشغيل هذه العقدة، وإلا فلن تبدأ.
admin-health-keys-others-sign = توقّع عقد أخرى بمفتاح لا تستطيع هذه العقدة تحميله، ولذلك ليست جاهزة، ويذكر السجل السبب. أعط جميع العقد الملف <code>keys.wrap_key_file</code> نفسه.
admin-health-configuration-warn = يبقى ما حُمّل سابقًا ساريًا. الأمر <code>latchkey check</code> يبيّن ما الخطأ في الملف.
admin-health-configuration-older = لدى هذه العقدة ملف أقدم: قيمة <code>revision</code> فيه { $revision }، والساري { $newest }، ولذلك لا يغيّر أي مستخدم. أعطها الملف ذا المراجعة { $newest }، أو ارفع <code>revision</code> فوق { $newest } للرجوع عن قصد.
admin-health-configuration-unnumbered = لا يحتوي ملف هذه العقدة على <code>revision</code>، والساري { $newest }، ولذلك يُعدّ أقدم ولا يغيّر أي مستخدم. اكتب <code>revision = { $next }</code> في أوله قبل القسم الأول.
admin-health-mail-off = من دون <code>[smtp]</code> في الإعدادات لا يُرسل أي بريد.
admin-health-mail-warn = تعذر إرسال البريد. الأمر <code>latchkey mail test ADDRESS</code> يعرض رد خادم البريد.
admin-health-deliveries-warn = تعذر إبلاغ بعض التطبيقات. صفحتها تبيّن أيها ولماذا.
admin-health-backup-off = لا تُنشأ نسخ احتياطية تلقائيًا: اضبط <code>[storage.backup]</code>، أو انسخ خادم قاعدة البيانات احتياطيًا.
admin-health-backup-warn = حان موعد نسخة احتياطية وتعذر إنشاؤها. يذكر السجل السبب، والأمر <code>latchkey check</code> يجرّب المجلد.

admin-chart-heading = عمليات تسجيل الدخول في آخر 24 ساعة
admin-chart-label = تسجيلات الدخول: { NUMBER($ok) }. المحاولات الفاشلة: { NUMBER($failed) }. تليها أرقام كل ساعة.
admin-chart-ok = ناجحة: { NUMBER($n) }
admin-chart-failed = فاشلة: { NUMBER($n) }
admin-chart-cut = أكثر مما يُحصى هنا
admin-chart-numbers = ساعة بساعة
admin-chart-none = لم يسجّل أحد الدخول ولم يحاول أحد.
admin-chart-none-hint = تظهر عمليات تسجيل الدخول هنا عند حدوثها. في صفحة أي تطبيق، يمر <b>جرّبه</b> بعملية منها.
admin-presence-heading = تسجيل الدخول في آخر أسبوعين
admin-presence-label = متى كان هذا الشخص مسجّل الدخول على كل جهاز. يلي ذلك الأمر نفسه كقائمة.
admin-presence-signed-in = مسجّل الدخول
admin-presence-one = تسجيل دخول بعامل واحد
admin-presence-strong = بعدة عوامل أو بمفتاح مرور
admin-presence-failed = فاشل
admin-presence-list = كقائمة
admin-presence-from-to = مسجّل الدخول من { $from_html } إلى { $to_html }
admin-presence-since = مسجّل الدخول منذ { $time_html }
admin-usage-heading = من يستخدم ماذا
admin-usage-hint = عدد مرات تسجيل دخول كل شخص إلى كل تطبيق منذ { $time_html }.
admin-usage-part = تُعرض الأكثر تكرارًا.
admin-usage-count = { NUMBER($n) }
admin-hours-heading = الطلبات في آخر 24 ساعة
admin-hours-apps = التطبيقات في آخر 24 ساعة
admin-hours-hint = الطلبات إلى <code>/token</code> وإلى العناوين الأخرى التي تثبت فيها التطبيقات هويتها، ساعة بساعة حتى الآن.
admin-hours-since = عُدّت منذ تشغيل هذا الخادم: { $time_html }.
admin-hours-node = عدّتها هذه العقدة وحدها: <code>{ $node }</code>.
admin-hours-label = في آخر 24 ساعة. المجابة: { NUMBER($ok) }. المرفوضة: { NUMBER($refused) }.
admin-hours-nothing = لم يُطلب شيء في آخر 24 ساعة.
admin-hours-ok = أُجيبت كلها
admin-hours-some = رُفض بعضها
admin-hours-most = رُفض معظمها
admin-hours-empty = لم يُطلب شيء
admin-hours-answered = مجابة: { NUMBER($n) }
admin-hours-refused = مرفوضة: { NUMBER($n) }
admin-hours-hour = الساعة
admin-hours-column-answered = المجابة
admin-hours-column-refused = المرفوضة
admin-hours-column-why = السبب الأكثر تكرارًا
admin-hours-why-client = لم يثبت التطبيق هويته: السر أو المفتاح أو الشهادة غير صحيحة
admin-hours-why-grant = رمز لم يعد صالحًا أو لا يخص التطبيق
admin-hours-why-request = نقص شيء في الطلب أو تعذّرت قراءته
admin-hours-why-not-allowed = لا يُسمح للتطبيق بالطلب بهذه الطريقة
admin-hours-why-scope = طلب التطبيق ما لا يُسمح له بالحصول عليه
admin-hours-why-person = لم يوافق الشخص أو لم يُجب في الوقت المناسب
admin-hours-why-busy = طلبات أكثر من اللازم، أو لم يستطع الخادم الإجابة حينها
admin-hours-why-server = خطأ في الخادم؛ والسجل يبيّن ما هو
admin-hours-why-proof = إثبات DPoP غير صالح
admin-hours-why-other = سبب آخر

## Without passwords

# $username: whose account.
admin-refused-has-factor = الحساب { $username } له مفتاح مرور أو تطبيق مصادقة، ولا يحل أي رابط محلهما: أعد ضبط وسائل التحقق أولًا، ثم أنشئ رابطًا.
# $username: whose account.
admin-refused-only-passkey = لا يكفي أي مفتاح مرور آخر لتسجيل دخول { $username }: أعد ضبط وسائل التحقق بدلًا من ذلك، ثم أنشئ رابطًا.
# Button.
admin-person-make-link-passkey = إنشاء رابط لإنشاء مفتاح مرور
# $time_html: a time, with its markup.
admin-link-passkey = ينشئ الشخص مفتاح مرور من خلال هذا الرابط. يعمل مرة واحدة ويحل محل الروابط السابقة. انتهاء الصلاحية: { $time_html }. لا يُعرض إلا الآن: سلّمه بطريقة لا يمكن لأي شخص آخر قراءتها.
# Beside a name.
admin-tag-no-passkey = دون مفتاح مرور بعد
admin-done-mailed-passkey = رابط لإنشاء مفتاح مرور في طريقه بالبريد الإلكتروني.
