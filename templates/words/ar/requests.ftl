device-heading = ربط جهاز
device-lead = أدخل الرمز الذي يظهر على التلفاز أو جهاز الألعاب أو أي جهاز آخر.
device-code = الرمز
device-code-hint = ثمانية أحرف مثل WDJB-MJHT. لا فرق بين الأحرف الكبيرة والصغيرة، ولا أهمية للمسافات والشرطة.
device-continue = متابعة
device-not-found = لا يمكن استخدام هذا الرمز.
device-code-malformed = يتكوّن الرمز من ثمانية أحرف. تحقق مما يظهر على الجهاز.
device-code-unknown = هذا الرمز غير معروف أو انتهت صلاحيته. تحقق منه أو ابدأ من جديد على الجهاز.

request-yours = هل بدأت هذا بنفسك؟
request-yours-text = لا تسمح به إلا إذا بدأته قبل لحظات على جهاز لك. إذا أرسل إليك أحدهم الرمز أو رابطًا، فارفض.
request-code = ينبغي أن يظهر على الجهاز هذا الرمز: <b>{ $code }</b>
request-when = وقت الطلب
request-address = العنوان
request-device = الجهاز
request-seconds-ago =
    { $n ->
        [zero] قبل { $n } ثانية
        [one] قبل ثانية واحدة
        [two] قبل ثانيتين
        [few] قبل { $n } ثوانٍ
        [many] قبل { $n } ثانية
       *[other] قبل { $n } ثانية
    }
request-minutes-ago =
    { $n ->
        [zero] قبل { $n } دقيقة
        [one] قبل دقيقة واحدة
        [two] قبل دقيقتين
        [few] قبل { $n } دقائق
        [many] قبل { $n } دقيقة
       *[other] قبل { $n } دقيقة
    }
request-stays = تبقى هنا. يتابع التطبيق تلقائيًا على ذلك الجهاز.
request-not-me = لست أنا
request-allowed = تم ربط جهازك
request-allowed-text = عُد إليه: سيتابع التطبيق تلقائيًا خلال ثوانٍ.
request-refused = لم يُسمح بأي شيء
request-refused-text = لا يحصل التطبيق على ذلك الجهاز على أي وصول إلى حسابك.
request-impossible = هذا غير ممكن بحسابك
request-impossible-text = لا يمكن لحسابك استخدام { $app }، أو لا يمكنه إثبات ما يطلبه هذا التطبيق. لا يحصل التطبيق على الجهاز على أي وصول.
