# Signing in and out, and what leads there.

login-heading = تسجيل الدخول
login-confirm-heading = تأكيد هويتك
login-confirm-lead = أدخل كلمة المرور مرة أخرى للمتابعة.
login-lead = إلى حسابك في { $brand }
login-notice = { "" }
login-signed-in-as = الحساب المستخدَم
login-username = اسم المستخدم أو البريد الإلكتروني
login-password = كلمة المرور
login-remember-me = إبقائي مسجّل الدخول على هذا الجهاز
login-submit = تسجيل الدخول
login-confirm = تأكيد
login-cancel = إلغاء
login-passkey = استخدام مفتاح مرور
login-passkey-failed = لم يُستخدم أي مفتاح مرور. أعد المحاولة أو استخدم كلمة المرور.
login-forgot = هل نسيت كلمة المرور؟

login-mismatch = اسم المستخدم وكلمة المرور غير متطابقين. تحقق من <a href="#username">اسم المستخدم</a> و<a href="#password">كلمة المرور</a> وأعد المحاولة.
login-wrong-password = كلمة المرور غير صحيحة. تحقق من <a href="#password">كلمة المرور</a> وأعد المحاولة.
login-no-username = أدخل <a href="#username">اسم المستخدم أو البريد الإلكتروني</a>.
login-no-password = أدخل <a href="#password">كلمة المرور</a>.
login-nothing-entered = أدخل <a href="#username">اسم المستخدم أو البريد الإلكتروني</a> و<a href="#password">كلمة المرور</a>.
login-passkey-refused = لم يُقبل مفتاح المرور. أعد المحاولة أو سجّل الدخول بكلمة المرور.
login-outdated = ظلت هذه الصفحة مفتوحة لبعض الوقت. يُرجى إعادة المحاولة.
login-not-ours = { $lack } يُرجى تسجيل الدخول مرة أخرى.
login-too-many-tries = محاولات كثيرة جدًا.
login-throttled =
    { $minutes ->
        [zero] محاولات كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
        [one] محاولات كثيرة جدًا. يمكنك إعادة المحاولة بعد دقيقة واحدة.
        [two] محاولات كثيرة جدًا. يمكنك إعادة المحاولة بعد دقيقتين.
        [few] محاولات كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقائق.
        [many] محاولات كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
       *[other] محاولات كثيرة جدًا. يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
    }
login-check-username = تحقق من اسم المستخدم.
login-check-password = تحقق من كلمة المرور.
login-enter-username = أدخل اسم المستخدم أو البريد الإلكتروني.
login-enter-password = أدخل كلمة المرور.

lack-another-site = أُرسل هذا النموذج من موقع ويب آخر، لذلك لم يُنفَّذ أي إجراء.
lack-cookie = لم يرسل متصفحك ملف تعريف الارتباط الخاص بهذا الموقع، لذلك لم يُنفَّذ أي إجراء. يجب السماح بملفات تعريف الارتباط لهذا الموقع.
lack-outdated = ظلت هذه الصفحة مفتوحة لبعض الوقت، لذلك لم يُنفَّذ أي إجراء.
lack-token = لم يأتِ هذا النموذج من صفحة مفتوحة في هذا الموقع، لذلك لم يُنفَّذ أي إجراء.

new-password-too-short = اختر كلمة مرور أطول. الحد الأدنى لعدد الأحرف: { $length }. بضع كلمات متتالية تكوّن كلمة مرور جيدة.
new-password-too-long = كلمة المرور هذه أطول من الحد المسموح به (بالبايت: { $bytes }). اختر كلمة مرور أقصر.
new-password-pattern = من السهل جدًا تخمين كلمة المرور هذه: فهي تكرر بضعة أحرف أو تتبع ترتيبها فقط. اختر بضع كلمات لا رابط بينها.
new-password-personal = من السهل جدًا تخمين كلمة المرور هذه. اختر كلمة مرور لا علاقة لها باسمك أو بريدك الإلكتروني أو هذا الموقع.
new-password-blocked = من السهل جدًا تخمين كلمة المرور هذه: فهي تتكون من كلمات غير مسموح بها في كلمات المرور هنا. اختر كلمات أخرى.
new-password-breached = كلمة المرور هذه موجودة في قوائم كلمات مرور مسروقة يجرّبها المهاجمون أولًا. اختر كلمة مرور أخرى، مثل بضع كلمات لا رابط بينها.
strength-label = قوة كلمة المرور
strength-weak = القوة: ضعيفة.
strength-fair = القوة: متوسطة.
strength-good = القوة: جيدة.
strength-strong = القوة: ممتازة.
strength-short = الحد الأدنى لعدد الأحرف المطلوبة: { $length }.
strength-personal = إنها قريبة من اسمك أو بريدك الإلكتروني أو اسم هذا الموقع.
strength-common = إنها قريبة من كلمات مرور يستخدمها كثيرون.
strength-pattern = من السهل تخمين التكرار وصفوف المفاتيح.
strength-longer = كلمة أخرى تجعلها أقوى بكثير.

consent-title = السماح للتطبيق { $app_html }
consent-wants-identity = يريد التطبيق { $app_html } التعرّف على هويتك
consent-wants-access = يريد التطبيق { $app_html } الوصول نيابةً عنك
consent-first-party = هذا التطبيق تابع لـ { $brand }.
consent-introduced = عرّف هذا التطبيق بنفسه من <b><bdi>{ $host }</bdi></b>، ولم يتحقق منه أحد هنا. تابع فقط إذا كنت تعرف هذا العنوان.
consent-signed-in-as = الحساب المستخدَم
consent-switch = استخدام حساب آخر
consent-approves = يُطلب منك الموافقة على
consent-receives = سيحصل التطبيق على
consent-new = جديد
consent-value = { $label }: <bdi>{ $value }</bdi>
consent-destination = ستنتقل إلى <b>{ $destination }</b>
consent-ask-each-time = اسألني في كل مرة
consent-ask-each-time-hint = وإلا فلن تُسأل من جديد إلا عندما يطلب التطبيق شيئًا جديدًا.
consent-allow = السماح
consent-cancel = إلغاء

shared-openid = تأكيد هويتك
shared-profile = اسمك وملفك الشخصي
shared-name = اسمك واسم المستخدم
shared-email = عنوان بريدك الإلكتروني
shared-address = عنوانك البريدي
shared-phone = رقم هاتفك
shared-groups = المجموعات التي تنتمي إليها
shared-until-sign-out = الوصول حتى تسجيل خروجك
shared-while-away = الوصول أثناء غيابك إلى أن تلغيه
shared-access-to = الوصول إلى { $resource } نيابةً عنك
shared-access = الوصول نيابةً عنك، دون أي من بياناتك
shared-more = معلومات إضافية عنك
shared-none-yet = لا شيء في حسابك بعد
shared-as-above = كما ورد أعلاه
shared-as-recorded = كما سُجّل عند تسجيل الدخول
shared-yes = نعم
shared-no = لا

claim-name = الاسم
claim-given-name = الاسم الأول
claim-middle-name = الاسم الأوسط
claim-family-name = اسم العائلة
claim-nickname = اللقب
claim-preferred-username = اسم المستخدم
claim-profile = صفحة الملف الشخصي
claim-picture = الصورة
claim-website = الموقع الإلكتروني
claim-gender = الجنس
claim-birthdate = تاريخ الميلاد
claim-zoneinfo = المنطقة الزمنية
claim-locale = اللغة
claim-updated-at = آخر تغيير في ملفك الشخصي
claim-email = عنوان البريد الإلكتروني
claim-email-verified = تأكيد عنوان البريد الإلكتروني
claim-phone-number = رقم الهاتف
claim-phone-number-verified = تأكيد رقم الهاتف
claim-address = العنوان البريدي
claim-groups = المجموعات
claim-auth-time = وقت تسجيل دخولك
claim-method = طريقة تسجيل دخولك

select-account-heading = اختيار حساب
select-account-active = نشط الآن
select-account-other = استخدام حساب آخر
select-account-remove = إزالة<span class="vh"> { $name }</span>
select-account-remove-hint = إزالة حساب تسجّل خروجه من هذا المتصفح. أما الحساب نفسه فيبقى.

forgot-heading = هل نسيت كلمة المرور؟
forgot-lead = سنرسل رابطًا إلى عنوان البريد الإلكتروني لحسابك، لتختار من خلاله كلمة مرور جديدة.
forgot-not-sent = لم يُرسل أي رابط.
forgot-username = اسم المستخدم أو البريد الإلكتروني
forgot-username-wrong = أدخل اسم المستخدم أو عنوان بريدك الإلكتروني.
forgot-send = إرسال الرابط
forgot-help = الحصول على مساعدة
forgot-back = العودة إلى تسجيل الدخول
forgot-sent-heading = تحقق من بريدك الإلكتروني
forgot-sent = إذا كان هناك حساب بهذا الاسم وله عنوان بريد إلكتروني، فالرابط في طريقه إليه. يعمل الرابط مرة واحدة خلال ساعة واحدة.
forgot-sent-next = لم يصلك شيء؟ تحقق من مجلد الرسائل غير المرغوب فيها، أو اسأل المسؤول عن هذا الموقع.
too-often-heading = محاولات كثيرة جدًا
too-often =
    { $minutes ->
        [zero] يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
        [one] يمكنك إعادة المحاولة بعد دقيقة واحدة.
        [two] يمكنك إعادة المحاولة بعد دقيقتين.
        [few] يمكنك إعادة المحاولة بعد { $minutes } دقائق.
        [many] يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
       *[other] يمكنك إعادة المحاولة بعد { $minutes } دقيقة.
    }

invite-choose = اختيار كلمة مرور
invite-choose-new = اختيار كلمة مرور جديدة
invite-hello = مرحبًا، <bdi>{ $name }</bdi>
invite-lead = لديك حساب في { $brand }. اختر كلمة مرور لإكمال الإعداد.
invite-reset-lead = ستتوقف كلمة المرور القديمة عن العمل عند حفظ الجديدة.
invite-regain-done = تم تسجيل خروجك من كل مكان، ولم تعد كلمة المرور القديمة صالحة لأي شيء.
invite-regain-lead = اختر كلمة مرور لا تستخدمها في أي مكان آخر. ثم تحقق من مفاتيح المرور وتطبيق المصادقة، وأنشئ رموز استرداد جديدة، فقد توقفت الرموز القديمة عن العمل.
invite-not-saved = لم تُحفظ كلمة المرور.
invite-username = اسم المستخدم الخاص بك
invite-password = كلمة المرور الجديدة
invite-save = حفظ كلمة المرور
passkey-instead = إنشاء مفتاح مرور بدلًا من ذلك
passkey-instead-failed = لم يُنشأ أي مفتاح مرور. أعد المحاولة أو اختر كلمة مرور.

setup-heading = إنشاء الحساب الأول
setup-lead = سيصبح هذا حساب المشرف في { $brand }. يعمل هذا الرابط مرة واحدة.
setup-not-created = لم يُنشأ الحساب.
setup-name = اسمك
setup-username = اسم المستخدم
setup-username-hint = تسجّل الدخول به.
setup-email = عنوان البريد الإلكتروني
setup-password = كلمة المرور
setup-create = إنشاء الحساب
setup-issuer = عنوان هذا الخادم كما تعرفه التطبيقات (issuer):‏ <code>{ $issuer }</code>
setup-taken = اسم المستخدم أو عنوان البريد الإلكتروني هذا مستخدَم بالفعل. اختر غيره.
setup-email-wrong = أدخل عنوان بريد إلكتروني، مثل ada@example.com.
setup-name-invisible = لا يمكن استخدام هذا الاسم لأنه يحتوي على الحرف غير المرئي { $character }. احذف هذا الحرف.
setup-name-scripts = لا يمكن استخدام هذا الاسم لأن الكلمة `{ $word }` تخلط حروفًا متشابهة الشكل من أنظمة كتابة مختلفة. اكتب كل كلمة بنظام كتابة واحد.
setup-username-length = اختر اسم مستخدم آخر: طول اسم المستخدم من 1 إلى 255 بايت.
setup-username-character = اختر اسم مستخدم آخر: يجب ألا يحتوي اسم المستخدم على مسافات أو أحرف تحكّم أو أحرف غير مرئية.
setup-username-scripts = اختر اسم مستخدم آخر: يجب ألا يخلط اسم المستخدم حروفًا من أنظمة كتابة مختلفة، مثل الحروف اللاتينية والسيريلية المتشابهة الشكل.

logout-heading = هل تريد تسجيل الخروج؟
logout-asked = طلب التطبيق <b>{ $app_html }</b> تسجيل خروجك.
logout-here = سيتم تسجيل خروج <b>{ $user }</b> هنا.
logout-here-and-apps =
    { $apps ->
        [zero] سيتم تسجيل خروج <b>{ $user }</b> هنا وفي { $apps } تطبيق:
        [one] سيتم تسجيل خروج <b>{ $user }</b> هنا وفي تطبيق واحد:
        [two] سيتم تسجيل خروج <b>{ $user }</b> هنا وفي تطبيقين:
        [few] سيتم تسجيل خروج <b>{ $user }</b> هنا وفي { $apps } تطبيقات:
        [many] سيتم تسجيل خروج <b>{ $user }</b> هنا وفي { $apps } تطبيقًا:
       *[other] سيتم تسجيل خروج <b>{ $user }</b> هنا وفي { $apps } تطبيق:
    }
logout-elsewhere = هذه الجلسة في متصفح آخر، أو لم يعد ملف تعريف الارتباط الخاص بها موجودًا في هذا المتصفح. ستنتهي هناك وفي كل التطبيقات.
logout-not-ours = { $lack } يُرجى الإجابة مرة أخرى.
logout-yes = تسجيل الخروج
logout-no = عدم تسجيل الخروج

no-way-back-unreadable = طلبه تعذّرت قراءته
no-way-back-hint = طلبه لم يثبت أي جلسة يقصدها
no-way-back-two-apps = طلبه يذكر تطبيقين مختلفين
no-way-back-unknown-app = التطبيق غير معروف هنا
no-way-back-no-app = طلبه لا يوضح أي تطبيق هو
no-way-back-address = العنوان الذي أرسله غير مسجّل هنا
no-way-back-not-approved = أحدًا لم يوافق عليه بعد

signed-out-title = تم تسجيل الخروج
signed-out-heading = تم تسجيل خروجك.
signed-out-nobody = لا يوجد حساب مسجّل الدخول
signed-out-nothing = لم تكن هناك أي جلسة في هذا المتصفح لتسجيل الخروج منها.
signed-out-elsewhere = انتهت الجلسة في المتصفح الآخر.
signed-out-here = تم تسجيل خروجك في هذا المتصفح.
signed-out-here-apps = تم تسجيل خروجك في هذا المتصفح. تطبيقاتك:
signed-out-back = العودة إلى { $app_html }
signed-out-again = تسجيل الدخول مرة أخرى
signed-out-sign-in = تسجيل الدخول
signed-out-frame = جارٍ تسجيل الخروج من { $app }

app-signed-out = تم تسجيل الخروج.
app-being-signed-out = جارٍ تسجيل الخروج…
app-still-trying = لم يستجب، وما زالت المحاولة جارية.
app-unreachable = تعذّر الوصول إليه. أغلق نوافذه حرصًا على الأمان.
app-took = { $words } ({ NUMBER($ms) } مللي ثانية)
app-asked = طُلب منه تسجيل خروجك.
app-asked-across-sites = طُلب منه تسجيل خروجك. ربما منع متصفحك ذلك: أغلق نوافذه للتأكد.
app-watching = سيلاحظ ذلك خلال ثوانٍ حيثما كان مفتوحًا.
app-untold = سيبقى تسجيل الدخول فيه حتى تنتهي جلسته الخاصة.

form-post-heading = لحظة من فضلك
form-post-lead = جارٍ إعادتك إلى التطبيق. إذا لم يحدث شيء، فاضغط على «متابعة».
form-post-continue = متابعة

welcome-title = مرحبًا
welcome-heading = تسجيل دخول واحد لجميع تطبيقاتك
welcome-lead = يسجّل { $brand } دخولك إلى التطبيقات التي تستخدمها هنا.
welcome-no-administrator = <b>ليس لهذا الخادم مشرف بعد.</b> افتح رابط الإعداد الذي عرضه الخادم عند بدء تشغيله لإنشاء الحساب الأول.
welcome-sign-in = تسجيل الدخول
welcome-demo = فتح التطبيق التجريبي
welcome-connect = ربط تطبيق
welcome-issuer = المُصدِر (Issuer)
welcome-discovery = الاكتشاف (Discovery)
welcome-development = <b>وضع التطوير.</b> لا يمكن الوصول إلى هذا الخادم إلا من هذا الكمبيوتر. اكتب ملف إعدادات قبل أن يستخدمه آخرون.

not-me-heading = ألم تكن أنت؟
not-me-lead = سجّل شخص ما الدخول باسم { $person_html }.
not-me-when = { $time_html } · عنوان الشبكة { $ip }
not-me-then = إذا لم تكن أنت، فاضغط على الزر. وعندئذٍ:
not-me-signed-out = يتم تسجيل خروجك من كل مكان، وتفقد التطبيقات إمكانية الوصول.
not-me-password-stays = كلمة المرور محددة في ملف إعدادات هذا الخادم و<b>تبقى كما هي</b>. اطلب من المسؤول عن هذا الموقع تغييرها.
not-me-password-stops = تتوقف كلمة المرور عن العمل، وتختار كلمة مرور جديدة.
not-me-factors = تُزال مفاتيح المرور وتطبيق المصادقة المضافة في ذلك المتصفح، وكذلك جميع رموز الاسترداد.
not-me-submit = لم أكن أنا
not-me-otherwise = إذا كنت أنت، فأغلق هذه الصفحة: لم يحدث شيء.
not-me-done-heading = تم تسجيل خروجك من كل مكان
not-me-done = لم يعد أحد مسجّل الدخول إلى حسابك. كلمة المرور محددة في ملف إعدادات هذا الخادم، لذلك ما زالت تعمل.
not-me-done-next = اطلب من المسؤول عن هذا الموقع تغييرها الآن. ثم سجّل الدخول وتحقق من مفاتيح المرور وتطبيق المصادقة.
not-me-sign-in = تسجيل الدخول

confirm-email-heading = تأكيد عنوان بريدك الإلكتروني
confirm-email-lead = من الآن فصاعدًا، <b><bdi>{ $email }</bdi></b> هو عنوان البريد الإلكتروني للحساب { $person_html }.
confirm-email-submit = تأكيد العنوان
confirm-email-later = ليس الآن

session-check-heading = هل تعمل مراقبة الجلسة في هذا المتصفح؟
session-check-lead = تلاحظ صفحة التطبيق تسجيل الخروج عبر إطار مخفي من هذا الموقع. تختبر هذه الصفحة ما إذا كان ذلك الإطار يعمل في متصفحك.
session-check-not-checked = لم يُفحص هذا العنوان.
session-check-origin = عنوان التطبيق
session-check-origin-wrong = أدخل عنوان ويب كاملًا، مثل https://wiki.example.com.
session-check-check = فحص
session-check-no-script = يتطلب هذا الاختبار JavaScript، وكذلك مراقبة الجلسة.
session-check-asks = طلب حالة الجلسة
session-check-answered = وصل الرد خلال { $ms } ملّي ثانية. يعمل هذا أيضًا عند حظر ملفات تعريف الارتباط.
session-check-answered-status = الرد: { $status }.
session-check-no-answer = لا يوجد رد.
session-check-told = تدفق الأحداث
session-check-stream = تدفق الأحداث مفتوح.
session-check-stream-shared = تدفق الأحداث مفتوح. تتشارك جميع علامات تبويب التطبيق تدفقًا واحدًا.
session-check-stream-failed = تعذّر فتح تدفق الأحداث. ترسل التطبيقات طلبًا كل 20 ثانية بدلًا من ذلك.
session-check-stream-unknown = لا يدعم هذا المتصفح تدفقات الأحداث. ترسل التطبيقات طلبًا كل 20 ثانية بدلًا من ذلك.
session-check-app-at-once = يمكن للتطبيق { $app } مراقبة الجلسة في هذا المتصفح، سواء حُظرت ملفات تعريف الارتباط للجهات الخارجية أم لا. ويلاحظ تسجيل الخروج خلال ثانية.
session-check-app-soon = يمكن للتطبيق { $app } مراقبة الجلسة في هذا المتصفح، سواء حُظرت ملفات تعريف الارتباط للجهات الخارجية أم لا. ويلاحظ تسجيل الخروج خلال نصف دقيقة.
session-check-apps-at-once = يمكن للتطبيقات مراقبة الجلسة في هذا المتصفح، سواء حُظرت ملفات تعريف الارتباط للجهات الخارجية أم لا. وتلاحظ تسجيل الخروج خلال ثانية.
session-check-apps-soon = يمكن للتطبيقات مراقبة الجلسة في هذا المتصفح، سواء حُظرت ملفات تعريف الارتباط للجهات الخارجية أم لا. وتلاحظ تسجيل الخروج خلال نصف دقيقة.
session-check-unreachable = لا يمكن للإطارات في هذا المتصفح الوصول إلى الخادم: تحظرها إضافة أو خادم وكيل. ومع ذلك تلاحظ التطبيقات تسجيل الخروج في هذا المتصفح حيثما يمكن للإطار قراءة ملف تعريف الارتباط الخاص به.
session-check-silent-works = التطبيق على الموقع نفسه الذي عليه هذا الخادم، لذلك لا تُعدّ ملفات تعريف الارتباط الخاصة به تابعة لجهة خارجية: يعمل أيضًا تسجيل الدخول الصامت في إطار (prompt=none).
session-check-app-not-silent = التطبيق على موقع غير الذي عليه هذا الخادم: تسجيل الدخول الصامت في إطار (prompt=none) يعيد دائمًا login_required. التطبيق الذي يجرّبه بعد كل تغيير في الجلسة يسجّل خروج مستخدمه. أما إعادة توجيه الصفحة بأكملها مع prompt=none فتعمل، وكذلك رموز التحديث (refresh tokens).
session-check-apps-not-silent = للتطبيقات على موقع آخر: تسجيل الدخول الصامت في إطار (prompt=none) يعيد دائمًا login_required. التطبيق الذي يجرّبه بعد كل تغيير في الجلسة يسجّل خروج مستخدمه. أما إعادة توجيه الصفحة بأكملها مع prompt=none فتعمل، وكذلك رموز التحديث (refresh tokens).

## Without passwords

login-no-passwords-heading = لا كلمات مرور هنا
login-no-passwords = لا يسجّل أحد الدخول بكلمة مرور هنا: استخدم مفتاح مرور.
login-passkey-again = لم يُقبل مفتاح المرور. أعد المحاولة أو استخدم مفتاحًا آخر.
login-passkey-none = لم يُستخدم أي مفتاح مرور. أعد المحاولة.
login-confirm-passkey-lead = استخدم مفتاح المرور مرة أخرى للمتابعة.
login-forgot-passkey = ليس لديك مفتاح مرور بعد؟
forgot-passkey-lead = سنرسل رابطًا إلى عنوان البريد الإلكتروني لحسابك، لتنشئ من خلاله أول مفتاح مرور لك. إذا كان لديك مفتاح وفقدته، فاسأل الشخص الذي يدير هذا الموقع.
# Heading, and button.
invite-passkey = إنشاء مفتاح مرور
# $brand: the name of this site.
invite-passkey-lead = لديك حساب في { $brand }. أنشئ مفتاح مرور: ستسجّل الدخول به من ذلك الحين.
invite-has-factor-heading = هذا الرابط لا يغيّر شيئًا
invite-has-factor = لحسابك مفتاح مرور أو تطبيق مصادقة، ولا يحل أي رابط محلهما.
invite-has-factor-next = سجّل الدخول بمفتاح المرور. إذا فقدته، فاطلب من الشخص الذي يدير هذا الموقع إزالته، ثم اطلب رابطًا جديدًا.
# A form was sent without a passkey.
passkey-needed = أنشئ مفتاح مرور: لا أحد لديه كلمة مرور هنا.
not-me-done-passkey = لم يعد أحد مسجّل الدخول إلى حسابك.
