# Accounts that people make for themselves.

sign-up-link = إنشاء حساب

sign-up-lead = أدخل عنوان بريدك الإلكتروني. سنرسل إليه رابطًا لتتابع من خلاله.
sign-up-approval = يوافق مشرف على الحسابات الجديدة قبل أن تعمل.
sign-up-domains = عنوان من { $domains }.
sign-up-email = عنوان البريد الإلكتروني
sign-up-send = إرسال الرابط
sign-up-have-one = لديّ حساب
sign-up-help = الحصول على مساعدة
sign-up-not-sent = لم يُرسل أي رابط.
sign-up-email-wrong = أدخل عنوان بريد إلكتروني، مثل ada@example.com.
sign-up-email-domain = استخدم عنوان بريد إلكتروني من { $domains }.
sign-up-sent = تحقق من بريدك الإلكتروني
sign-up-sent-text = إذا كان العنوان صالحًا للاستخدام، فقد أرسلنا إليه رابطًا. يعمل الرابط مرة واحدة خلال ساعة واحدة.
sign-up-sent-next = لم يصلك شيء؟ تحقق من مجلد الرسائل غير المرغوب فيها، أو اسأل المسؤول عن هذا الموقع.
sign-up-back = العودة إلى تسجيل الدخول
sign-up-sign-in = تسجيل الدخول
sign-up-closed = لا يمكن إنشاء حسابات جديدة
sign-up-closed-text = لا يمكن لأحد إنشاء حساب هنا حاليًا. اسأل المسؤول عن هذا الموقع.

sign-up-account-lead = يُنشأ حسابك في { $site } بمجرد إكمال هذه الصفحة.
sign-up-name = اسمك
sign-up-name-unfit = لا يمكن استخدام هذا الاسم لأنه يحتوي على أحرف تحكّم أو أحرف غير مرئية.
sign-up-username = اسم المستخدم
sign-up-username-hint = تسجّل الدخول به.
sign-up-username-length = اختر اسم مستخدم طوله من 1 إلى 255 بايت.
sign-up-username-character = اختر اسم مستخدم دون مسافات أو أحرف تحكّم أو أحرف غير مرئية.
sign-up-username-scripts = اختر اسم مستخدم لا يخلط حروفًا من أنظمة كتابة مختلفة، مثل الحروف اللاتينية والسيريلية المتشابهة الشكل.
sign-up-username-at = اختر اسم مستخدم دون @: فهو ليس عنوان بريد إلكتروني.
sign-up-username-taken = اسم المستخدم هذا مستخدَم بالفعل، أو يشبه اسمًا مستخدَمًا. اختر اسمًا آخر.
sign-up-email-optional = عنوان البريد الإلكتروني (اختياري)
sign-up-email-taken = هذا العنوان تابع لحساب آخر، أو يشبه عنوانًا تابعًا لحساب آخر. استخدم عنوانًا آخر أو سجّل الدخول.
sign-up-password = كلمة المرور
sign-up-create = إنشاء الحساب
sign-up-not-made = لم يُنشأ الحساب.
sign-up-has-account = لديك حساب
sign-up-has-account-text = أصبح لهذا العنوان حساب بعد إرسال الرابط. سجّل الدخول به.
sign-up-made = حسابك في انتظار الموافقة
sign-up-made-text = يراجع مشرف الحسابات الجديدة. يمكنك تسجيل الدخول بعد الموافقة على حسابك.
sign-up-made-mail = ستصلك رسالة إلكترونية عند حدوث ذلك.
sign-up-made-later = حاول تسجيل الدخول لاحقًا.
sign-up-waits = لم يوافق مشرف على هذا الحساب بعد.

sign-up-link-gone = لم يعد هذا الرابط يعمل
sign-up-link-gone-text = إذا أنشأت حسابك من قبل، فسجّل الدخول. وإلا فاطلب رابطًا جديدًا.

mail-sign-up-subject = حسابك في { $site }
mail-sign-up-asked = يريد شخص ما إنشاء حساب في { $site } بعنوان البريد الإلكتروني هذا.
mail-sign-up-action = إنشاء الحساب
mail-sign-up-once = يعمل الرابط مرة واحدة خلال ساعة واحدة.
mail-sign-up-not-you = إذا لم تكن أنت، فلا يلزمك فعل أي شيء: لم يُنشأ أي حساب.
mail-sign-up-has-subject = لديك حساب في { $site }
mail-sign-up-has = أراد شخص ما إنشاء حساب في { $site } بعنوان البريد الإلكتروني هذا. العنوان تابع لحساب بالفعل، لذلك لم يُنفَّذ أي إجراء.
mail-sign-up-sign-in = تسجيل الدخول
mail-sign-up-has-not-you = إذا لم تكن أنت، فلا يلزمك فعل أي شيء.
mail-sign-up-unfit = يريد شخص ما إنشاء حساب في { $site } بعنوان البريد الإلكتروني هذا. لا يمكن استخدامه هناك لأنه قد يلتبس باسم مستخدَم بالفعل.
mail-sign-up-approved-subject = تمت الموافقة على حسابك في { $site }
mail-sign-up-approved = وافق مشرف على حسابك «{ $username }» في { $site }. يمكنك تسجيل الدخول الآن.

admin-waiting = في انتظار الموافقة
admin-waiting-since = في انتظار الموافقة منذ
admin-waiting-email = مُدخَل، غير مؤكَّد
admin-waiting-tag = في انتظار الموافقة
admin-waiting-count =
    { $n ->
        [zero] { NUMBER($n) } حساب في انتظار الموافقة
        [one] حساب واحد في انتظار الموافقة
        [two] حسابان في انتظار الموافقة
        [few] { NUMBER($n) } حسابات في انتظار الموافقة
        [many] { NUMBER($n) } حسابًا في انتظار الموافقة
       *[other] { NUMBER($n) } حساب في انتظار الموافقة
    }
admin-approve = الموافقة على الحساب
admin-approved = تمت الموافقة على الحساب. يمكن لصاحبه تسجيل الدخول الآن.
admin-sign-up-link = رابط إنشاء حساب
admin-sign-up-link-make = إنشاء رابط لإنشاء حساب
admin-sign-up-uses = عدد الأشخاص المسموح به
admin-sign-up-days = عدد أيام الصلاحية
admin-sign-up-people = الأشخاص
admin-sign-up-done = تم
admin-sign-up-scan = أو اطلب من الأشخاص مسح هذا الرمز ضوئيًا بهواتفهم:
admin-sign-up-text =
    { $n ->
        [zero] يمكن لمن لديه هذا الرابط إنشاء حساب، { NUMBER($n) } مرة إجمالًا. انتهاء الصلاحية: { $time_html }. لا يُعرض الرابط إلا الآن.
        [one] يمكن لمن لديه هذا الرابط إنشاء حساب، مرة واحدة. انتهاء الصلاحية: { $time_html }. لا يُعرض الرابط إلا الآن.
        [two] يمكن لمن لديه هذا الرابط إنشاء حساب، مرتين إجمالًا. انتهاء الصلاحية: { $time_html }. لا يُعرض الرابط إلا الآن.
        [few] يمكن لمن لديه هذا الرابط إنشاء حساب، { NUMBER($n) } مرات إجمالًا. انتهاء الصلاحية: { $time_html }. لا يُعرض الرابط إلا الآن.
        [many] يمكن لمن لديه هذا الرابط إنشاء حساب، { NUMBER($n) } مرة إجمالًا. انتهاء الصلاحية: { $time_html }. لا يُعرض الرابط إلا الآن.
       *[other] يمكن لمن لديه هذا الرابط إنشاء حساب، { NUMBER($n) } مرة إجمالًا. انتهاء الصلاحية: { $time_html }. لا يُعرض الرابط إلا الآن.
    }

admin-refused-sign-up-off = لا يُسمح لأحد بإنشاء حساب: اكتب أولًا signup = "invite" أو "open" في [login].
admin-refused-not-waiting = الحساب { $username } ليس في انتظار الموافقة.

audit-signed-up-mail = إنشاء حساب عبر رابط مُرسَل بالبريد الإلكتروني
audit-signed-up-link = إنشاء حساب عبر رابط من مشرف
audit-user-approve = الموافقة على الحساب
audit-sign-up-link = إنشاء رابط لإنشاء حساب
