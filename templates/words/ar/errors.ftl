# The error page.

error-ask = اسأل المسؤول عن هذا الموقع وأعطه هذا الرقم:
error-ask-if-needed = إذا احتجت إلى مساعدة، فاسأل المسؤول عن هذا الموقع وأعطه هذا الرقم:

error-details = تفاصيل لمن يساعدك
error-address-sent = العنوان الذي أرسله التطبيق
error-sent = أرسله التطبيق
error-registered = المسجّل
error-registered-none = لا شيء
error-remedy = للسماح بما أُرسل، ألصق هذا السطر في قسم التطبيق في ملف الإعدادات
error-code = الخطأ
error-client = العميل
error-client-id-sent = client_id المُرسَل
error-status = الحالة
error-request = الطلب
error-time = الوقت

error-to-app = الانتقال إلى { $app }
error-to-account = الانتقال إلى حسابك
error-load-again = إعادة تحميل الصفحة
error-sign-in = تسجيل الدخول
error-choose-password = اختيار كلمة مرور جديدة
error-to-start = الانتقال إلى صفحة البداية

error-next-app = ارجع إلى التطبيق وأعد المحاولة.
error-next-operator = لن تفيد إعادة المحاولة: يجب إصلاح التطبيق أو هذا الموقع أولًا.

error-unknown-app-heading = هذا التطبيق غير معروف هنا
error-wrong-request-heading = أرسل هذا التطبيق طلبًا غير صحيح
error-client-id-missing = ‏client_id مفقود.
error-client-id-unknown = ‏client_id غير مسجّل.
error-redirect-uri-missing = ‏redirect_uri مفقود.
error-redirect-uri-unknown = ‏redirect_uri غير مسجّل.
error-redirect-uri-not-ascii = ‏redirect_uri غير مسجّل؛ يُكتب اسم المضيف في URI بأحرف ASCII، وهو هنا { $host }.
error-too-long-to-wait = طلب التطبيق أطول من أن يُحفظ إلى حين تسجيل الدخول: يكفي تقصير المعلمة state أو claims.

error-nothing-shared-heading = لم تتم مشاركة أي شيء
error-nothing-shared-next = يمكنك إغلاق هذه الصفحة أو العودة إلى التطبيق بنفسك.
error-not-answered-heading = لا يمكن الرد على هذا التطبيق
error-not-answered-next = يمكنك إغلاق هذه الصفحة. يمكن للمسؤول عن هذا الموقع الموافقة على التطبيق.
error-not-vouched-for = سجّل التطبيق نفسه ولم يسمح له أحد بأي شيء بعد، لذلك لن يتم نقلك إليه.
error-not-vouched-for-cancelled = ألغى المستخدم تسجيل الدخول. سجّل التطبيق نفسه ولم يسمح له أحد بأي شيء بعد، لذلك لن يتم نقلك إليه.
error-not-vouched-for-denied = لم يسمح المستخدم بذلك. سجّل التطبيق نفسه ولم يسمح له أحد بأي شيء بعد، لذلك لن يتم نقلك إليه.

error-complete-heading = اكتمل تسجيل الدخول هذا
error-complete-next = انتقل إلى التطبيق أو إلى حسابك.
error-not-open-heading = لم تعد عملية تسجيل الدخول هذه مفتوحة
error-not-open-next = ابدأ من جديد من التطبيق، أو انتقل إلى حسابك.
error-cookie-next = اسمح بملفات تعريف الارتباط لهذا الموقع في متصفحك، ثم ابدأ من جديد من التطبيق.
error-no-sign-in = لا يُستخدم هذا العنوان إلا أثناء تسجيل دخولك من أحد التطبيقات.
error-another-browser = بدأت العملية في متصفح آخر، أو قبل إغلاق هذا المتصفح.
error-no-cookie = لم يرسل متصفحك ملف تعريف الارتباط الخاص بهذا الموقع، وهو ضروري لتسجيل الدخول.
error-too-old = ظلت العملية مفتوحة لأكثر من ساعة.
error-not-pushed = لم يُفتح تسجيل الدخول في الوقت المحدد.
error-request-expired = طلب التطبيق هذا منذ وقت طويل. ابدأ من جديد على الجهاز.
error-answered = اكتملت العملية من قبل، ولا يمكن إكمال كل تسجيل دخول إلا مرة واحدة.

error-outdated-heading = هذه الصفحة لم تعد صالحة
error-nothing-done-heading = لم يُنفَّذ أي إجراء
error-again-next = أعد تحميل الصفحة وكرّر ما فعلته.
error-another-site-next = إذا كنت تقصد ذلك، فنفّذه من صفحة هذا الموقع.
error-link-heading = لم يعد هذا الرابط يعمل
error-link = استُخدم هذا الرابط من قبل أو انتهت صلاحيته.
error-link-next = إذا اخترت كلمة مرور من قبل، فسجّل الدخول بها. وإلا فاطلب رابطًا جديدًا ممن أرسل إليك الرابط.
error-sign-in-link = يعمل رابط رسالة تسجيل الدخول مرة واحدة خلال سبعة أيام، إلى أن تتغير كلمة المرور.
error-sign-in-link-next = إذا لم تغيّر كلمة المرور، فاختر كلمة جديدة الآن. ثم تحقق من الأماكن التي سُجّل دخولك فيها.

error-unreadable-heading = تعذّرت قراءة هذا الطلب
error-body-type = يجب أن يكون نص الطلب من النوع { $kind }.
error-body-compressed = يجب ألا يكون نص الطلب مضغوطًا.
error-body-too-large = حجم نص الطلب أكبر من الحد المسموح به (بالبايت: { $bytes }).
error-body-too-slow = لم يصل نص الطلب في الوقت المحدد.
error-body-broken = نص الطلب غير مكتمل.
error-parameter-twice = أُرسلت المعلمة { $name } أكثر من مرة.
error-parameter-encoding = المعلمة { $name } ليست نص UTF-8 صالحًا.
error-parameters-too-many = عدد معلمات الطلب أكبر من الحد المسموح به ({ $most }).
error-parameter-values = عدد قيم المعلمة { $name } أكبر من الحد المسموح به ({ $most }).
error-parameter-bytes = المعلمة { $name } أطول من الحد المسموح به (بالبايت: { $most }).
error-parameter-times = عدد مرات إرسال المعلمة { $name } أكبر من الحد المسموح به ({ $most }).
error-query-and-body = أُرسلت معلمات في عنوان الطلب وفي نصه معًا.
error-address-heading = هذا العنوان طويل جدًا
error-address = العنوان أطول من 32 كيبيبايت.
error-headers-heading = أرسل متصفحك بيانات أكثر من اللازم
error-headers = حجم الترويسات أكبر من 64 كيبيبايت.
error-headers-next = احذف ملفات تعريف الارتباط الخاصة بهذا الموقع وبالمواقع الأعلى منه، ثم أعد المحاولة.
error-refused-heading = تعذّر الرد على هذا الطلب
error-refused = لا يمكن الرد على الطلب: { $status }.
error-method-heading = يعمل هذا العنوان بطريقة مختلفة
error-method = لا يستجيب هذا العنوان لطلبات { $method }.

error-busy-heading = الخادم مشغول حاليًا
error-busy-next = لم يُفقد شيء. انتظر بضع ثوانٍ ثم أعد المحاولة.
error-busy = عدد كبير جدًا من عمليات تسجيل الدخول قيد الانتظار.
error-client-not-now = لا يمكن الآن قراءة ما يقوله التطبيق عن نفسه.
error-crowded = بلغ الخادم الحد الأقصى للاتصالات المفتوحة.
error-session = لا يمكن للخادم الوصول إلى وحدة التخزين حاليًا.
error-failed-heading = حدث خطأ هنا
error-failed = تعذّر على الخادم الرد.
error-storage = تعذّر على الخادم القراءة من وحدة التخزين.

error-nothing-here-heading = لا يوجد شيء هنا
error-nothing-here = لا توجد صفحة هنا.
error-nothing-here-next = تحقق من العنوان، أو انتقل إلى صفحة البداية.
error-administrators-heading = هذه الصفحة مخصصة للمشرفين
error-administrators = هذه الصفحة مخصصة لمشرفي هذا الموقع.
error-administrators-next = سجّل الدخول بحساب مشرف، أو انتقل إلى حسابك.
error-development-heading = لا يستجيب وضع التطوير إلا على هذا الجهاز
error-development = وصلت عبر الاسم { $host }.
error-development-next = لخدمة أجهزة أخرى، اضبط issuer = "https://…" تحت [server] في config.toml وشغّل الخادم به.
