# The pages of an account, the second step of a sign-in, passkeys and recovery codes.

account-sign-out = تسجيل الخروج
account-ask = اسأل المسؤول عن هذا الموقع.
account-ask-link = <a href="{ $href }">اسأل المسؤول عن هذا الموقع</a>.
account-number = رقم حسابك هو <code>{ $sub }</code>
device-on = { $browser } على { $system }
device-unknown = جهاز غير معروف

account-title = حسابك
account-device-ended = تم تسجيل الخروج من ذلك الجهاز.
account-sign-in-ended = انتهت تلك الجلسة.
account-others-ended = تم تسجيل خروجك من كل مكان آخر.
account-app-ended = انتهت الجلسة في ذلك التطبيق.
account-app-removed = أُلغي وصول التطبيق.
account-app-remembered = لن يسألك التطبيق إلا عندما يطلب شيئًا جديدًا.
account-password-saved = حُفظت كلمة المرور. تم تسجيل خروجك من كل مكان آخر.
account-left = لم يعد هذا الحساب موجودًا في { $file }، ملف إعدادات هذا الخادم.
account-left-refused = لا يمكنك تسجيل الدخول، وترفض التطبيقات هذا الحساب.
account-left-until = ستبقى مسجّل الدخول في هذه الصفحة مؤقتًا. الانتهاء: { $time_html }.
account-left-mistake = إذا كان هذا خطأً، فاطلب من المسؤول عن هذا الموقع إعادة الحساب إلى الملف، أو الاحتفاظ به باستخدام <code>latchkey user keep { $username }</code>.
account-email-unconfirmed = غير مؤكَّد
account-email-confirmed = مؤكَّد
account-administrator = مشرف
account-pinned = الاسم وعنوان البريد الإلكتروني والمجموعات لهذا الحساب محددة في ملف إعدادات هذا الخادم.
account-pinned-password = الاسم وعنوان البريد الإلكتروني والمجموعات وكلمة المرور لهذا الحساب محددة في ملف إعدادات هذا الخادم.
account-pinned-edit = لتغييرها، عدّل قسم <code>[[users]]</code> الخاص به (<code>{ $place }</code>).
account-pinned-ask = لتغييرها، اسأل المسؤول عن هذا الموقع.
account-to-admin = الإدارة

account-first-app = الخطوة التالية: تطبيقك الأول
account-first-app-what = يحتاج التطبيق إلى عميل على هذا الخادم. هناك طريقتان لإضافته.
account-first-app-command = باستخدام أمر
account-first-app-list = يعرض <code>latchkey client add --app list</code> التطبيقات ذات الإعداد المسبق. ولأي تطبيق آخر:
account-first-app-file = بأسطر في ملف الإعدادات
account-first-app-issuer = ثم أدخل المُصدِر (issuer) في التطبيق: <code>{ $issuer }</code>

account-apps = التطبيقات
account-app-open = فتح<span class="vh"> { $app_html }</span>
account-app-sees = ما يمكنه رؤيته<span class="vh"> عنك</span>
account-app-remove = إلغاء الوصول<span class="vh"> للتطبيق { $app_html }</span>
account-app-remember = تذكّر ما أسمح به<span class="vh"> للتطبيق { $app_html }</span>
account-no-apps = لا توجد تطبيقات بعد.

account-devices = الأجهزة
account-device-sign-ins =
    { $count ->
        [zero] <b>{ $device }</b>، { NUMBER($count) } جلسة
        [one] <b>{ $device }</b>، جلسة واحدة
        [two] <b>{ $device }</b>، جلستان
        [few] <b>{ $device }</b>، { NUMBER($count) } جلسات
        [many] <b>{ $device }</b>، { NUMBER($count) } جلسة
       *[other] <b>{ $device }</b>، { NUMBER($count) } جلسة
    }
account-this-device = هذا الجهاز
account-this-sign-in = هذه الجلسة
account-active-now = نشط الآن
account-seen = آخر ظهور: { $time_html }
account-seen-inline = آخر ظهور: { $time_html }
account-each-sign-in = كل جلسة<span class="vh"> على { $device }</span>
account-end-sign-in = إنهاء هذه الجلسة
account-older-sign-ins =
    { $count ->
        [zero] و{ NUMBER($count) } جلسة أقدم
        [one] وجلسة واحدة أقدم
        [two] وجلستان أقدم
        [few] و{ NUMBER($count) } جلسات أقدم
        [many] و{ NUMBER($count) } جلسة أقدم
       *[other] و{ NUMBER($count) } جلسة أقدم
    }
account-sign-out-device = تسجيل الخروج<span class="vh"> من { $device }</span>
account-sign-out-rest =
    { $count ->
        [zero] إنهاء { NUMBER($count) } جلسة أخرى<span class="vh"> على { $device }</span>
        [one] إنهاء الجلسة الأخرى<span class="vh"> على { $device }</span>
        [two] إنهاء الجلستين الأخريين<span class="vh"> على { $device }</span>
        [few] إنهاء { NUMBER($count) } جلسات أخرى<span class="vh"> على { $device }</span>
        [many] إنهاء { NUMBER($count) } جلسة أخرى<span class="vh"> على { $device }</span>
       *[other] إنهاء { NUMBER($count) } جلسة أخرى<span class="vh"> على { $device }</span>
    }
account-sign-out-everywhere = تسجيل الخروج من كل مكان آخر
account-only-here = لم تسجّل الدخول إلا هنا.

account-spokes = تسجيلات الدخول من هذا المتصفح
account-spokes-what = التطبيقات التي سجّلت الدخول إليها من هنا. عند تسجيل الخروج من أحدها تبقى الأخرى كما هي. وقد يسجّل التطبيق دخولك من جديد دون سؤال ما دمت مسجّل الدخول هنا.
account-spokes-picture = هذا المتصفح، مع خط إلى كل تطبيق
account-spokes-none = لم تسجّل الدخول إلى أي تطبيق من هنا بعد.
account-spokes-to-apps = عرض تطبيقاتك
account-spoke-signed-in = تم تسجيل الدخول
account-spoke-is = { $app }: { $state }
account-spoke-took = { NUMBER($ms) } مللي ثانية
account-spoke-used = آخر استخدام: { $time_html }
account-spoke-end = تسجيل الخروج<span class="vh"> من { $app_html }</span>

account-factors = مفاتيح المرور والخطوة الثانية
account-passkeys =
    { $count ->
        [zero] { NUMBER($count) } مفتاح مرور
        [one] مفتاح مرور واحد
        [two] مفتاحا مرور
        [few] { NUMBER($count) } مفاتيح مرور
        [many] { NUMBER($count) } مفتاح مرور
       *[other] { NUMBER($count) } مفتاح مرور
    }
account-no-passkey = لا يوجد مفتاح مرور
account-totp = تطبيق المصادقة مفعّل
account-no-totp = لا يوجد تطبيق مصادقة
account-codes =
    { $count ->
        [zero] { NUMBER($count) } رمز استرداد متبقٍّ
        [one] رمز استرداد واحد متبقٍّ
        [two] رمزا استرداد متبقيان
        [few] { NUMBER($count) } رموز استرداد متبقية
        [many] { NUMBER($count) } رمز استرداد متبقيًا
       *[other] { NUMBER($count) } رمز استرداد متبقٍّ
    }
account-no-codes = لا توجد رموز استرداد متبقية
account-factors-manage = إدارة
account-factors-set-up = إعداد

account-password = كلمة المرور
account-password-change = تغيير كلمة المرور
account-password-choose = اختيار كلمة مرور
account-password-refused = لم تُحفظ كلمة المرور.
account-password-current = كلمة المرور الحالية
account-password-new = كلمة المرور الجديدة
account-password-hint = عند حفظها، يتم تسجيل خروجك من كل مكان آخر.
account-password-save = حفظ كلمة المرور
account-password-pinned = كلمة مرور هذا الحساب محددة في ملف إعدادات هذا الخادم. غيّرها هناك.
account-password-left = أُزيل هذا الحساب من ملف إعدادات هذا الخادم. لا يمكنك تغيير كلمة مروره.
account-password-many = محاولات كثيرة جدًا. انتظر بضع دقائق ثم أعد المحاولة.
account-password-wrong = هذه ليست كلمة المرور الحالية. تحقق منها وأعد المحاولة.
account-password-meanwhile = تغيّرت كلمة المرور في مكان آخر في هذه الأثناء، أو تم تسجيل خروجك هنا.

profile-title = ملفك الشخصي
profile-saved = حُفظ ملفك الشخصي.
profile-email-asked = رسالة في طريقها إلى ذلك العنوان. افتح الرابط الوارد فيها خلال ساعة واحدة؛ وحتى ذلك الحين لا يتغير شيء.
profile-email-confirmed = تم تأكيد عنوان بريدك الإلكتروني.
profile-refused = لم يتغير شيء.
profile-username-fixed = تسجّل الدخول باسم <b><bdi>{ $username }</bdi></b>. لا يمكن تغيير هذا الاسم هنا.
profile-pinned = ملفك الشخصي محدد في ملف إعدادات هذا الخادم.
profile-pinned-edit = لتغييره، عدّل قسم <code>[[users]]</code> الخاص به (<code>{ $place }</code>).
profile-pinned-ask = لتغييره، اسأل المسؤول عن هذا الموقع.
profile-left = لم يعد هذا الحساب موجودًا في ملف إعدادات هذا الخادم، لذلك لا يمكن تغييره.
profile-meanwhile = تغيّر حسابك في مكان آخر في هذه الأثناء، أو تم تسجيل خروجك هنا. لم يتغير شيء.
profile-pinned-refused = هذا الحساب محدد في ملف إعدادات هذا الخادم. لم يتغير شيء.

profile-about = نبذة عنك
profile-field = الملف الشخصي
profile-name = الاسم
profile-name-hint = كما يراه الآخرون.
profile-given-name = الاسم الأول
profile-family-name = اسم العائلة
profile-nickname = اللقب
profile-website = الموقع الإلكتروني
profile-website-hint = مثل https://example.com
profile-zoneinfo = المنطقة الزمنية
profile-zoneinfo-hint = مثل Europe/Paris
profile-locale = اللغة
profile-locale-hint = مثل en-GB
profile-username = اسم المستخدم
profile-who-sees = تُعرض هذه المعلومات للتطبيقات التي تسمح لها بالاطلاع على ملفك الشخصي. يمكن ترك جميع الحقول فارغة.
profile-save = حفظ الملف الشخصي
profile-website-wrong = أدخل عنوانًا كاملًا، مثل https://example.com.
profile-zoneinfo-wrong = أدخل اسم منطقة زمنية، مثل Europe/Paris.
profile-locale-wrong = أدخل رمز لغة، مثل en-GB.
profile-long = أدخل نصًا أقصر. الحد الأقصى لعدد الأحرف: { $count }.
profile-invisible = لا يمكن استخدام هذا النص لأنه يحتوي على الحرف غير المرئي { $code }. احذف هذا الحرف.
profile-mixed = لا يمكن استخدام هذا النص لأن الكلمة `{ $word }` تخلط حروفًا متشابهة الشكل من أنظمة كتابة مختلفة. اكتب كل كلمة بنظام كتابة واحد.

profile-email = عنوان البريد الإلكتروني
profile-no-email = لا يوجد.
profile-email-waiting = طُلب رابط لتأكيد <b><bdi>{ $email }</bdi></b>. انتهاء الصلاحية: { $time_html }.
profile-confirm-again = إرسال رابط للتأكيد
profile-new-email = عنوان البريد الإلكتروني الجديد
profile-new-email-hint = سنرسل رابطًا إليه. يتغير العنوان عند فتح الرابط.
profile-email-send = إرسال الرابط
profile-no-mail = لا يرسل هذا الخادم رسائل إلكترونية، لذلك لا يمكن تغيير العنوان هنا.
profile-no-mail-refused = لا يرسل هذا الخادم رسائل إلكترونية. اطلب من المسؤول عن هذا الموقع تغيير عنوانك.
profile-email-wrong = أدخل عنوان بريد إلكتروني، مثل ada@example.com.
profile-email-same = هذا هو عنوانك بالفعل، وهو مؤكَّد.
profile-email-many =
    { $minutes ->
        [zero] طُلبت رسائل كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
        [one] طُلبت رسائل كثيرة جدًا. يمكنك إعادة المحاولة بعد دقيقة واحدة.
        [two] طُلبت رسائل كثيرة جدًا. يمكنك إعادة المحاولة بعد دقيقتين.
        [few] طُلبت رسائل كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقائق.
        [many] طُلبت رسائل كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
       *[other] طُلبت رسائل كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
    }
profile-email-sign-in = تسجيل الدخول لتأكيد عنوانك
profile-email-sign-in-why = يعمل الرابط للحساب الذي طلبه. سجّل الدخول إلى ذلك الحساب، وبعدها يمكنك تأكيد العنوان.
profile-email-sign-in-button = تسجيل الدخول
profile-email-in-use = هذا العنوان مستخدَم
profile-email-in-use-what = أصبح هذا العنوان تابعًا لحساب آخر. يحتفظ حسابك بعنوانه الحالي.
profile-back = العودة إلى ملفك الشخصي

profile-data = بياناتك
profile-data-hint = ملف يضم كل ما هو محفوظ عنك هنا: الملف الشخصي والمجموعات وعمليات تسجيل الدخول والتطبيقات ومفاتيح المرور. لا تشاركه مع أحد.
profile-data-download = تنزيل بياناتك

profile-delete = حذف حسابك
profile-delete-open = حذف هذا الحساب نهائيًا
profile-delete-what = سيتم تسجيل خروجك من كل مكان، وتفقد التطبيقات إمكانية الوصول، ولا يمكن لأحد استعادة الحساب.
profile-delete-username = اسم المستخدم الخاص بك
profile-delete-username-hint = اكتب <b><bdi>{ $username }</bdi></b> للمتابعة.
profile-delete-button = حذف حسابي
profile-delete-wrong = هذا ليس اسم المستخدم الخاص بك. لم يُحذف شيء.
profile-delete-last-administrator = لا يوجد مشرف آخر على هذا الخادم. عيّن مشرفًا آخر أولًا.
profile-deleted = حُذف حسابك
profile-deleted-what = تم تسجيل خروجك من كل مكان، وحُذف حسابك بكل ما فيه. يبقى سجل ما حدث فيه حتى انتهاء مدة الاحتفاظ به.
profile-deleted-apps = قد تحتفظ التطبيقات بما تعرفه عنك: اسأل المسؤولين عنها.
profile-deleted-done = تم

security-title = مفاتيح المرور والخطوة الثانية
security-totp-removed = أُزيل تطبيق المصادقة. لن يُطلب منك أي رمز بعد الآن.
security-passkey-added = أُضيف مفتاح المرور. يمكنك تسجيل الدخول به من الآن فصاعدًا.
security-key-added = أُضيف مفتاح الأمان. يمكن استخدامه بعد كلمة المرور، وليس بدلًا منها.
security-passkey-named = حُفظ الاسم الجديد.
security-passkey-removed = أُزيل مفتاح المرور من هذا الحساب. احذفه من جهازك أيضًا.
security-password-removed = أُزيلت كلمة المرور. ستسجّل الدخول بمفتاح المرور، وتم تسجيل خروجك من كل مكان آخر.
security-password-remove = تسجيل الدخول دون كلمة مرور
security-password-remove-hint = ستتوقف كلمة المرور عن العمل، وستسجّل الدخول بمفتاح المرور وحده. وسيتم تسجيل خروجك من كل مكان آخر.
security-password-remove-mail = إذا فقدت كل مفاتيح المرور، يمكن لصفحة تسجيل الدخول أن ترسل إليك رابطًا لاختيار كلمة مرور جديدة.
security-password-remove-link = إذا فقدت كل مفاتيح المرور، يمكن لأحد المسؤولين أن يعطيك رابطًا لاختيار كلمة مرور جديدة.
security-password-remove-now = إزالة كلمة المرور
security-password-no-passkey = سجّل الدخول مرة واحدة بمفتاح مرور وحده، ثم يمكنك إزالة كلمة المرور هنا.
security-device-forgotten = ستُطلب الخطوة الثانية على ذلك الجهاز مجددًا عند تسجيل الدخول التالي.
security-devices-forgotten = ستُطلب الخطوة الثانية على جميع الأجهزة مجددًا عند تسجيل الدخول التالي.
security-required = يتطلب هذا الموقع أكثر من كلمة مرور: أضف مفتاح مرور أو تطبيق مصادقة.

security-passkeys = مفاتيح المرور
security-passkeys-hint = يتيح لك مفتاح المرور تسجيل الدخول ببصمة إصبعك أو وجهك أو رقم PIN، دون كلمة مرور. وهو يعمل في هذا الموقع فقط، فلا يمكن لموقع مزيّف أن يطلبه.
security-passkey-synced = متزامن
security-passkey-one-device = على جهاز واحد
security-added = تاريخ الإضافة: { $time_html }
security-used = آخر استخدام: { $time_html }
security-not-used = لم يُستخدم بعد
security-since = تاريخ الحفظ: { $time_html }
security-passkey-change = تعديل<span class="vh"> { $name }</span>
security-passkey-name = الاسم
security-passkey-save = حفظ الاسم
security-passkey-remove = إزالة<span class="vh"> { $name }</span>
security-no-passkeys = لا توجد مفاتيح مرور بعد.
security-passkey-add = إضافة مفتاح مرور
security-passkey-failed = لم يُنشأ أي مفتاح مرور. أعد المحاولة.
security-passkey-known-device = يوجد على هذا الجهاز مفتاح مرور لهذا الحساب بالفعل.
security-passkey-script = تتطلب إضافة مفتاح مرور JavaScript، وهو متوقف في هذا المتصفح.
security-passkey-unnamed = مفتاح مرور
security-passkey-field = مفتاح المرور
security-passkey-only-way-in = لا توجد كلمة مرور، ولا مفتاح مرور آخر يكفي وحده لتسجيل الدخول: لن تتمكن من تسجيل الدخول بدون هذا المفتاح. أضف مفتاح مرور آخر أولًا.
security-name-long = أدخل اسمًا أقصر. الحد الأقصى لعدد الأحرف: { $count }.
security-name-invisible = لا يمكن استخدام هذا الاسم لأنه يحتوي على الحرف غير المرئي { $code }. احذف هذا الحرف.
security-name-mixed = لا يمكن استخدام هذا الاسم لأن الكلمة `{ $word }` تخلط حروفًا متشابهة الشكل من أنظمة كتابة مختلفة. اكتب كل كلمة بنظام كتابة واحد.
security-register-added = أُضيف مفتاح المرور.
security-register-refused = تعذّرت إضافة مفتاح المرور: لا يمكن لهذا الخادم قراءة ما أرسله المتصفح. جرّب جهازًا آخر.
security-register-outdated = ظلت هذه الصفحة مفتوحة لبعض الوقت. يُرجى إعادة المحاولة.
security-register-known = أُضيف مفتاح المرور هذا من قبل.
security-register-full = بلغ هذا الحساب الحد الأقصى لعدد مفاتيح المرور. أزل أحدها أولًا.
security-register-not-proven = تغيّر حسابك في هذه الأثناء. سجّل الدخول مرة أخرى، ثم أضف مفتاح المرور.

security-totp = تطبيق المصادقة
security-totp-on = مفعّل
security-totp-remove = إزالة التطبيق
security-totp-hint = يعرض تطبيق على هاتفك رمزًا تُدخله بعد كلمة المرور.
security-totp-add = إضافة تطبيق مصادقة

security-codes = رموز الاسترداد
security-codes-none = لم يتبقَّ أي رمز
security-codes-left = المتبقي: <b>{ $count }</b>.
security-codes-hint = يتيح لك كل رمز الدخول مرة واحدة إذا فقدت هاتفك أو مفاتيح المرور.
security-codes-new = إنشاء رموز جديدة
security-codes-new-hint = ستتوقف الرموز القديمة عن العمل.
security-user-code = رمز لطلبات التطبيقات
security-user-code-hint = لا يمكن لبعض التطبيقات أن تطلب منك شيئًا إلا إذا أخبرتها بهذا الرمز، عبر الهاتف مثلًا. لا تخبر به أي تطبيق لم تتواصل معه بنفسك.
security-user-code-is = رمزك: <b>{ $code }</b>
security-user-code-once = يُعرض الآن فقط. لم يعد الرمز السابق، إن وُجد، صالحًا.
security-user-code-make = إنشاء رمز
security-user-code-again = إنشاء رمز جديد
security-user-code-remove = إزالة الرمز
security-user-code-removed = أُزيل الرمز. لم يعد بإمكان التطبيقات التي تحتاج إليه أن تطلب منك شيئًا.

security-remembered = الأجهزة المحفوظة
security-remembered-hint = على هذه الأجهزة تكفي كلمة المرور، إلى أن تتغير كلمة المرور أو الخطوة الثانية. وقد تتطلب التطبيقات وتغييرات حسابك أكثر من ذلك.
security-forget = نسيان<span class="vh"> { $device }</span>
security-forget-all = نسيان جميع الأجهزة
security-no-remembered = لا توجد أجهزة محفوظة.

second-factor-title = تأكيد هويتك
second-factor-lead = خطوة أخرى واحدة، { $person_html }.
second-factor-lead-step-up = يتطلب هذا إثباتًا ثانيًا لهويتك، { $person_html }.
second-factor-change = استخدم مفتاح المرور لهذا: يمكن أن يُنتزع منك الرمز بالخداع، أما مفتاح المرور فلا.
second-factor-change-lost = إذا فقدت مفتاح المرور، فاستخدم رمز استرداد. وإذا لم يبقَ لديك أي رمز، فاسأل المسؤول عن هذا الموقع.
second-factor-recovery-code = رمز الاسترداد
second-factor-recovery-code-hint = أحد الرموز التي حفظتها، مثل BCDF-GHJK-LMNP-QRST. يعمل كل رمز مرة واحدة.
second-factor-code = رمز من تطبيق المصادقة
second-factor-code-hint = ستة أرقام، تتجدد كل 30 ثانية.
second-factor-confirm = تأكيد
second-factor-lost = لم تبقَ أي طريقة لتأكيد هويتك. اسأل المسؤول عن هذا الموقع.
second-factor-script = يتطلب مفتاح المرور JavaScript، وهو متوقف في هذا المتصفح.
second-factor-no-passkeys = لا يدعم هذا المتصفح مفاتيح المرور.
second-factor-recovery-hint = يمكنك استخدام رمز استرداد.
second-factor-other-device = استخدم متصفحًا أو جهازًا آخر.
second-factor-passkey = استخدام مفتاح مرور
second-factor-passkey-failed = لم يُستخدم أي مفتاح مرور. أعد المحاولة أو استخدم طريقة أخرى.
second-factor-other-way = استخدام طريقة أخرى
second-factor-recovery = استخدام رمز استرداد
second-factor-help = الحصول على مساعدة
second-factor-cancel = إلغاء
second-factor-mismatch = الرمز غير صحيح. تحقق من الرمز وأعد المحاولة.
second-factor-used = استُخدم هذا الرمز من قبل. انتظر الرمز التالي ثم أعد المحاولة.
second-factor-missing = أدخل الرمز.
second-factor-passkey-refused = لم يُقبل مفتاح المرور. أعد المحاولة أو استخدم طريقة أخرى.
second-factor-passkey-needed = لا يكفي الرمز هنا: استخدم مفتاح مرور. لم يُستهلك أي رمز.
second-factor-outdated = ظلت هذه الصفحة مفتوحة لبعض الوقت. يُرجى إعادة المحاولة.
second-factor-not-ours = { $what } يُرجى إعادة المحاولة.
second-factor-many = رموز خاطئة كثيرة جدًا.

set-up-title = إعداد خطوة ثانية
set-up-totp-title = إضافة تطبيق مصادقة
set-up-lead = { $person_html }، يلزم هنا أكثر من كلمة مرور. يتم الإعداد مرة واحدة فقط.
set-up-lead-passkey = { $person_html }، يطلب هذا التطبيق مفتاح مرور. يتم الإعداد مرة واحدة فقط.
set-up-lead-also-passkey = { $person_html }، يطلب هذا التطبيق مفتاح مرور، والرمز لا يكفي. يتم الإعداد مرة واحدة فقط.
set-up-no-totp = لا يمكن إعداد تطبيق مصادقة هنا.
set-up-nothing = لا يمكن إعداد خطوة ثانية هنا حاليًا. اسأل من يدير هذا الموقع.
set-up-totp-lead = سيُطلب منك بعد ذلك رمز من التطبيق كلما سجّلت الدخول بكلمة المرور.
set-up-refused = لم يتم إعداد أي شيء بعد.
set-up-passkey = باستخدام مفتاح مرور
set-up-passkey-hint = بصمة إصبعك أو وجهك، أو رقم PIN لهذا الجهاز أو لمفتاح أمان.
set-up-passkey-make = إنشاء مفتاح مرور
set-up-passkey-failed = لم يُنشأ أي مفتاح مرور. أعد المحاولة أو استخدم تطبيق مصادقة.
set-up-or-totp = أو باستخدام تطبيق مصادقة
set-up-scan = امسح هذا ضوئيًا بالتطبيق، أو <a href="{ $href }">افتح التطبيق على هذا الجهاز</a>.
set-up-type = كتابة مفتاح بدلًا من ذلك
set-up-type-hint = الحساب <b>{ $username }</b>، حسب الوقت، ستة أرقام.
set-up-code = أدخل الرمز الذي يعرضه التطبيق
set-up-code-field = الرمز
set-up-turn-on = تفعيل
set-up-cancel = إلغاء
set-up-outdated = ظلت هذه الصفحة مفتوحة مدة طويلة. امسح الرمز الجديد أدناه ضوئيًا وأعد المحاولة.
set-up-digits = أدخل الأرقام الستة التي يعرضها التطبيق.
set-up-mismatch = الرمز غير صحيح. تحقق من ضبط ساعة هاتفك، وأدخل الرمز الذي يعرضه التطبيق الآن.
set-up-known = لهذا الحساب تطبيق مصادقة بالفعل.
set-up-meanwhile = تغيّر حسابك في هذه الأثناء. سجّل الدخول مرة أخرى.

codes-title = رموز الاسترداد الخاصة بك
codes-lead = إذا فقدت هاتفك أو مفاتيح المرور، يتيح لك أحد هذه الرموز الدخول. <b>لا تُعرض الرموز إلا الآن.</b>
codes-hint = يعمل كل رمز مرة واحدة. احتفظ بها حيث تحفظ أوراقك المهمة، أو في برنامج لإدارة كلمات المرور.
codes-download = تنزيل
codes-print = طباعة
codes-saved = لقد حفظتها
codes-file-title = رموز الاسترداد لموقع { $site } ({ $issuer })
codes-file-hint = يعمل كل رمز مرة واحدة.

activity-title = النشاط
activity-hint =
    { $days ->
        [zero] ما حدث في حسابك، الأحدث أولًا. تُحفظ السجلات لمدة { NUMBER($days) } يوم. إذا رأيت شيئًا لم تفعله، فغيّر كلمة المرور وسجّل الخروج من كل مكان آخر.
        [one] ما حدث في حسابك، الأحدث أولًا. تُحفظ السجلات لمدة يوم واحد. إذا رأيت شيئًا لم تفعله، فغيّر كلمة المرور وسجّل الخروج من كل مكان آخر.
        [two] ما حدث في حسابك، الأحدث أولًا. تُحفظ السجلات لمدة يومين. إذا رأيت شيئًا لم تفعله، فغيّر كلمة المرور وسجّل الخروج من كل مكان آخر.
        [few] ما حدث في حسابك، الأحدث أولًا. تُحفظ السجلات لمدة { NUMBER($days) } أيام. إذا رأيت شيئًا لم تفعله، فغيّر كلمة المرور وسجّل الخروج من كل مكان آخر.
        [many] ما حدث في حسابك، الأحدث أولًا. تُحفظ السجلات لمدة { NUMBER($days) } يومًا. إذا رأيت شيئًا لم تفعله، فغيّر كلمة المرور وسجّل الخروج من كل مكان آخر.
       *[other] ما حدث في حسابك، الأحدث أولًا. تُحفظ السجلات لمدة { NUMBER($days) } يوم. إذا رأيت شيئًا لم تفعله، فغيّر كلمة المرور وسجّل الخروج من كل مكان آخر.
    }
activity-newest = الأحدث
activity-older = الأقدم
activity-presence-label = متى كنت مسجّل الدخول على كل جهاز. يلي ذلك الأمر نفسه كقائمة.
activity-none = لا شيء بعد.
activity-none-hint = تظهر هنا عمليات تسجيل الدخول وتغييرات حسابك.

## Without passwords

security-passkey-only-here = لا يكفي أي مفتاح مرور آخر وحده لتسجيل الدخول: لن تتمكن من تسجيل الدخول بدون هذا المفتاح. أضف مفتاح مرور آخر أولًا.
