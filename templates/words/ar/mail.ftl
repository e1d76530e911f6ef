# Mails to people.

mail-hello = مرحبًا،
mail-hello-name = مرحبًا { $name }،
mail-action = { $label }:
mail-open-address = أو افتح هذا العنوان: <a href="{ $href }">{ $href }</a>
mail-not-you = إذا لم تكن أنت، فاختر كلمة مرور جديدة الآن، وسجّل الخروج من كل مكان آخر من صفحة حسابك، وأبلغ المسؤول عن هذا الموقع.
mail-open-account = فتح حسابك

mail-reset-subject = اختيار كلمة مرور جديدة: { $site }
mail-reset = طلب شخص ما رابطًا لاختيار كلمة مرور جديدة لحسابك في { $site }.
mail-reset-button = اختيار كلمة مرور جديدة
mail-link-one-hour = يعمل الرابط مرة واحدة خلال ساعة واحدة.
mail-reset-nothing-to-do = إذا لم تطلب ذلك، فلا يلزمك فعل أي شيء: تبقى كلمة المرور كما هي.

mail-invitation-subject = حسابك في { $site }
mail-invitation = لديك حساب في { $site }. اختر كلمة مرور لإكمال الإعداد.
mail-invitation-button = اختيار كلمة مرور
mail-link-seven-days = يعمل الرابط مرة واحدة خلال سبعة أيام.
mail-operator-reset-subject = اختيار كلمة مرور جديدة: { $site }
mail-operator-reset = أرسل إليك المسؤول عن { $site } هذا الرابط لاختيار كلمة مرور جديدة.
mail-operator-reset-button = اختيار كلمة مرور جديدة

mail-password-changed-subject = تغيّرت كلمة المرور: { $site }
mail-password-changed = تغيّرت كلمة مرور حسابك في { $site }. تم تسجيل خروجك من كل مكان آخر.

mail-factors = حدث هذا في حسابك في { $site }:‏ { $what }
mail-totp-added-subject = أُضيف تطبيق مصادقة: { $site }
mail-totp-added = أُضيف تطبيق مصادقة.
mail-totp-removed-subject = أُزيل تطبيق المصادقة: { $site }
mail-totp-removed = أُزيل تطبيق المصادقة.
mail-passkey-added-subject = أُضيف مفتاح مرور: { $site }
mail-passkey-added = أُضيف مفتاح المرور «{ $name }».
mail-passkey-removed-subject = أُزيل مفتاح مرور: { $site }
mail-passkey-removed = أُزيل مفتاح المرور «{ $name }».
mail-codes-replaced-subject = لديك رموز استرداد جديدة: { $site }
mail-codes-replaced = أُنشئت رموز استرداد جديدة. توقفت الرموز القديمة عن العمل.
mail-password-removed-subject = أُزيلت كلمة المرور: { $site }
mail-password-removed = أُزيلت كلمة المرور. ستسجّل الدخول الآن بمفتاح مرور.
mail-disowned-subject = أُزيل ما كان قد أُضيف: { $site }
mail-disowned = أبلغت عن تسجيل دخول لم تقم به. أُزيلت مفاتيح المرور وتطبيق المصادقة المضافة في ذلك المتصفح، وكذلك جميع رموز الاسترداد.
mail-factors-reset-subject = أُزيلت مفاتيح المرور والخطوة الثانية: { $site }
mail-factors-reset = أزال المسؤول عن الموقع مفاتيح المرور وتطبيق المصادقة ورموز الاسترداد الخاصة بك. تم تسجيل خروجك من كل مكان.

mail-new-sign-in-subject = تسجيل دخول جديد من { $device }:‏ { $site }
mail-new-sign-in = سجّل شخص ما الدخول إلى حسابك في { $site } من متصفح لم تستخدمه هنا من قبل.
mail-new-sign-in-device = الجهاز: { $device }
mail-new-sign-in-time = الوقت: { $day } { $hour } UTC
mail-new-sign-in-network = عنوان الشبكة: { $address }
mail-new-sign-in-yours = إذا كنت أنت، فلا يلزمك فعل أي شيء.
mail-new-sign-in-button = لم أكن أنا
mail-new-sign-in-link = يفتح الرابط صفحة فيها زر واحد يسجّل خروجك من كل مكان ويتيح لك اختيار كلمة مرور جديدة.
mail-new-sign-in-until = يعمل مرة واحدة خلال سبعة أيام، إلى أن تتغير كلمة المرور.

mail-confirm-subject = تأكيد عنوان بريدك الإلكتروني: { $site }
mail-confirm = يريد الحساب «{ $username }» في { $site } استخدام عنوان البريد الإلكتروني هذا.
mail-confirm-button = تأكيد العنوان
mail-confirm-link = يعمل الرابط مرة واحدة خلال ساعة واحدة، لمن سجّل الدخول إلى هذا الحساب.
mail-confirm-nothing-to-do = إذا لم يكن هذا حسابك، فلا يلزمك فعل أي شيء: لن يتغير شيء.

mail-in-use-subject = عنوان بريدك الإلكتروني في { $site }
mail-in-use = أراد شخص لديه حساب في { $site } استخدام عنوان البريد الإلكتروني هذا لحسابه.
mail-in-use-kept = العنوان تابع لحساب بالفعل، لذلك لم يتغير شيء، ولا يمكن لأي شخص آخر استخدامه.
mail-in-use-yours = إذا كنت أنت، فسجّل الدخول إلى الحساب الذي له هذا العنوان.

mail-email-changed-subject = تغيّر عنوان بريدك الإلكتروني: { $site }
mail-email-changed = أصبح للحساب «{ $username }» في { $site } عنوان بريد إلكتروني آخر. لن تصل الرسائل إلى هنا بعد الآن.
mail-email-changed-not-you = إذا لم تكن أنت، فأبلغ المسؤول عن هذا الموقع فورًا.

mail-request-subject = يطلب { $app } تسجيل دخولك: { $site }
mail-request = يطلب { $app } تسجيل دخولك بحسابك في { $site }. تُظهر الصفحة ما يُطلب ومن أين.
mail-request-yours = إن لم تبدأ هذا بنفسك فارفضه هناك أو لا تفعل شيئًا: تنتهي صلاحية الطلب من دون رد خلال دقائق.
mail-request-button = عرض الطلب

mail-test-subject = يمكن لموقع { $site } إرسال الرسائل
mail-test = هذا اختبار من { $issuer }. إرسال الرسائل يعمل.

## Without passwords

# $site: the name of this site.
mail-passkey-subject = أنشئ مفتاح مرور لـ { $site }
# $site: the name of this site.
mail-passkey = طلب شخص ما رابطًا لإنشاء مفتاح مرور لحسابك في { $site }.
# Button.
mail-passkey-button = إنشاء مفتاح مرور
mail-passkey-nothing-to-do = إذا لم تطلب ذلك، فلا يلزمك فعل أي شيء.
# $site: the name of this site.
mail-invitation-passkey = لديك حساب في { $site }. أنشئ مفتاح مرور لإكمال الإعداد.
mail-new-sign-in-link-passkey = يؤدي الرابط إلى صفحة بها زر واحد يسجّل خروجك من كل مكان. يعمل مرة واحدة خلال سبعة أيام.
