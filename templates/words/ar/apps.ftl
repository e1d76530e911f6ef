# The page of a person's apps, and the page that asks before the access of one is removed.

apps-lead = تعرفك التطبيقات باسم { $person_html }.
apps-search = ابحث في تطبيقاتك
apps-search-button = بحث
apps-signed-in = آخر تسجيل دخول: { $time_html }
apps-no-consent = لا يحتاج إلى موافقتك
apps-asks-each-time = يسأل في كل مرة
apps-asks-each-time-hint = اخترت أن يسألك هذا التطبيق في كل مرة تسجّل فيها الدخول إليه.
apps-refused = لا يمكنك استخدام هذا التطبيق، ولذلك لا يحصل على شيء من حسابك.
apps-gone = لم يعد هذا التطبيق متاحًا هنا.
apps-allowed = وقت سماحك بذلك: { $time_html }.
apps-got = وقت حصوله على هذا الوصول: { $time_html }.
apps-all = كل التطبيقات ({ NUMBER($count) })
apps-first-page = الصفحة الأولى
apps-next-page = المزيد من التطبيقات
apps-no-match = لا يوجد تطبيق يطابق <bdi>{ $q }</bdi>.
apps-show-all = عرض كل التطبيقات
apps-empty = تظهر هنا التطبيقات التي يمكنك استخدامها، ومع كل منها زر يفتحه. اسأل الشخص الذي يدير هذا الموقع عن التطبيقات المتاحة.
apps-empty-administrator = أضف أول تطبيق: لدى Grafana وNextcloud وImmich وغيرها الكثير إعدادات جاهزة. يعرض هذا الأمر قائمة بها:

## Removing the access of an app.

remove-app-title = هل تريد إلغاء وصول { $app_html }؟
remove-app-sees = يمكنه رؤية
remove-app-then = عند إلغاء الوصول
remove-app-tokens = لن يتمكن التطبيق من رؤية أي شيء من حسابك، ولا من فعل أي شيء باسمك.
remove-app-offline = ينتهي أيضًا وصوله أثناء غيابك.
remove-app-told = يُبلَّغ التطبيق بأن يسجّل خروجك.
remove-app-not-told = لا يمكن إبلاغ التطبيق بأن يسجّل خروجك: سجّل الخروج منه أيضًا.
remove-app-keeps = ما خزّنه التطبيق عنك يبقى لديه.
remove-app-asks = سيسألك التطبيق مرة أخرى عند تسجيل دخولك إليه في المرة القادمة.
remove-app-again = لا يحتاج هذا التطبيق إلى موافقة: عند تسجيل دخولك إليه في المرة القادمة يحصل على هذا الوصول من جديد دون سؤال.
remove-app-never-again = لا يمكنه الحصول على الوصول من جديد ما دمت لا تستطيع استخدامه.
remove-app-here = تبقى مسجّل الدخول هنا.
remove-app-button = إلغاء الوصول
remove-app-cancel = إبقاء الوصول
