### Arabic

## How components are. The words that readers see most; the badge shows them too.

status-operational = يعمل بشكل طبيعي
status-under-maintenance = قيد الصيانة
status-unknown = غير معروف
status-degraded-performance = أداء منخفض
status-partial-outage = انقطاع جزئي
status-major-outage = انقطاع كبير

## Where an incident stands.

incident-investigating = قيد التحقيق
incident-identified = تم تحديد السبب
incident-monitoring = قيد المراقبة
incident-resolved = تم الحل
incident-postmortem = تحليل ما بعد الحادث

## Where a maintenance stands.

maintenance-scheduled = مجدولة
maintenance-in-progress = قيد التنفيذ
maintenance-verifying = قيد التحقق
maintenance-completed = مكتملة
maintenance-cancelled = ملغاة

## What there is, and what it did.

incident = حادث
maintenance = صيانة
notice = إشعار
update = تحديث
impact-none = بلا تأثير
impact-minor = تأثير طفيف
impact-major = تأثير كبير
impact-critical = تأثير حرج

## The one sentence on top of the home page.

headline-operational = جميع الأنظمة تعمل بشكل طبيعي
headline-under-maintenance = الخدمة قيد الصيانة
headline-partially-degraded = انخفاض جزئي في أداء الخدمة
headline-degraded = انخفاض في أداء النظام
headline-minor-outage = انقطاع طفيف في الخدمة
headline-partial-outage = انقطاع جزئي في النظام
headline-major-outage = انقطاع كبير في النظام
headline-not-known = حالة غير معروفة: { $names }
headline-components-not-known =
    { $count ->
        [zero] لا مكوّنات حالتها غير معروفة
        [one] حالة مكوّن واحد غير معروفة
        [two] حالة مكوّنين غير معروفة
        [few] حالة { $count } مكوّنات غير معروفة
        [many] حالة { $count } مكوّنًا غير معروفة
       *[other] حالة { $count } مكوّن غير معروفة
    }
headline-sources-not-read = تعذّرت قراءة بعض مصادرنا: الباقي غير معروف
headline-and-not-known = { $headline }؛ حالة غير معروفة: { $names }
headline-and-components-not-known =
    { $count ->
        [zero] { $headline }؛ لا مكوّنات حالتها غير معروفة
        [one] { $headline }؛ حالة مكوّن واحد غير معروفة
        [two] { $headline }؛ حالة مكوّنين غير معروفة
        [few] { $headline }؛ حالة { $count } مكوّنات غير معروفة
        [many] { $headline }؛ حالة { $count } مكوّنًا غير معروفة
       *[other] { $headline }؛ حالة { $count } مكوّن غير معروفة
    }
headline-and-sources-not-read = { $headline }؛ تعذّرت قراءة بعض مصادرنا: الباقي غير معروف

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = أقل من دقيقة
duration-seconds = { $count } ث
duration-minutes = { $count } د
duration-hours = { $count } س
duration-days =
    { $count ->
        [zero] { $count } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
duration-both = { $larger } و{ $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $from } – { $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {"، "}
labelled = { $label }: { $text }

## Around every page.

skip = الانتقال إلى الحالة
nav-site = الموقع
nav-languages = اللغات
history = السجل
subscribe = اشتراك
last-changed = آخر تغيير: { $at }. الوضع الحالي متاح في <home>الصفحة الرئيسية</home>.
copies = نسخ من هذه الصفحة:
questions = للاستفسار: { $address }
as-of = { $text }. الوضع حتى { $at }.
preview-changed = آخر تغيير: { $at }

## How old the page is.

age = كُتبت في { $written }؛ يُتوقع صدور نسخة أحدث قبل { $due }؛ تُعدّ هذه النسخة قديمة بعد { $stale }.
age-copies = كُتبت في { $written }؛ يُتوقع صدور نسخة أحدث قبل { $due }؛ بعد { $stale } راجع <copies>نسخة أخرى</copies>.
age-stale = <strong>هذه الصفحة قديمة.</strong> كُتبت في { $written } ولم يصدر أحدث منها؛ قد يكون الوضع قد تغيّر.
age-newer = توجد نسخة أحدث على <copies>عنوان آخر</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [zero] لا حوادث جارية
        [one] حادث جارٍ واحد
        [two] حادثان جاريان
        [few] { $count } حوادث جارية
        [many] { $count } حادثًا جاريًا
       *[other] { $count } حادث جارٍ
    }
open-since = { $incidents } منذ { $at } ({ $lasted })
since-lasting = منذ { $at } ({ $lasted })
next-update-by = التحديث التالي قبل { $at }
next-update-was-due = كان التحديث التالي متوقعًا قبل { $at }
update-overdue = تأخّر التحديث عن موعده
earlier-updates =
    { $count ->
        [zero] لا تحديثات سابقة
        [one] تحديث سابق واحد
        [two] تحديثان سابقان
        [few] { $count } تحديثات سابقة
        [many] { $count } تحديثًا سابقًا
       *[other] { $count } تحديث سابق
    }
sources-not-read = تعذّرت قراءة: { $sources }. ما ورد فيها غير معروف.
source-copied = المصدر «{ $source }» معروض كما كان في { $at }، قبل كتابة هذه الصفحة ({ $before }): ما ورد فيه بعد ذلك غير معروف.
source-board = لوحة Trello
posted = نُشر في { $at }
being-corrected = يجري تصحيح تفاصيل هذا العنصر.

## The home page: components.

components = المكوّنات
in-90-days = خلال 90 يومًا.
days-were = { $days }: { $status }.
no-data-for-days = لا توجد بيانات
uptime-not-known = نسبة التشغيل غير معروفة
not-known = غير معروف
last-known = آخر حالة معروفة: { $status }
last-known-until = آخر حالة معروفة: { $status }، حتى { $at }
key-of-days = 90 يومًا، آخرها اليوم؛ الأطول أسوأ:
dependencies = خدمات نعتمد عليها
dependencies-not-ours = تديرها جهات أخرى ولا تراقبها هذه الصفحة: حالتها غير معروفة هنا، بل على صفحاتها الخاصة.
needed-by = تعتمد عليها: { $components }
asked-at = آخر استعلام: { $at }

## The home page: what happened lately.

last-14-days = آخر 14 يومًا
day-ongoing = لا جديد؛ استمر حادث سابق.
day-not-known = غير معروف: تعذّرت قراءة أحد المصادر.
day-quiet = لا حوادث.
all-history = السجل الكامل
feed-calendar = تقويم الصيانة
for-programs = للبرامج:
link-status = الحالة
link-metrics = المقاييس

## An incident.

fact-began = البداية
fact-ended = النهاية
fact-so-far = المدة حتى الآن
fact-lasted = المدة
fact-next-update = التحديث التالي
fact-by = قبل { $at }
fact-was-due = كان متوقعًا قبل { $at }
fact-overdue = متأخر
fact-explained = الشرح
link-postmortem = تحليل ما بعد الحادث
fact-provider = مزوّد الخدمة
affected-now = الآن
affected-at-worst = في ذروة الحادث
affected-expected = المتوقع
affected-was-expected = كان متوقعًا
affected-during = أثناء الصيانة
component-not-known = حالة { $component } غير معروفة
time-being-corrected = يجري تصحيح الوقت
changed-from = من «{ $status }» إلى

## A maintenance.

planned-maintenance = الصيانة المخطط لها
add-to-calendar = إضافة إلى التقويم
clock-announced = تم الإعلان.
clock-started = بدأت تلقائيًا في الموعد المعلن.
clock-completed = اكتملت تلقائيًا في الموعد المعلن.
clock-other = تلقائيًا حسب الموعد.
fact-when = الموعد
fact-planned = المدة المخططة
fact-took = المدة الفعلية
fact-and-then = المواعيد التالية
length-planned = المخطط: { $length }
length-so-far = حتى الآن: { $length }
length-taken = الفعلي: { $length }
past-its-end = تجاوزت موعد انتهائها المخطط وما زالت جارية.
plan-begun = بحسب الخطة، بدأت الصيانة.
plan-over = بحسب الخطة، انتهت الصيانة.

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = دورية
every-day =
    { $count ->
        [1] كل يوم
        [zero] كل { $count } يوم
        [one] كل يوم
        [two] كل يومين
        [few] كل { $count } أيام
        [many] كل { $count } يومًا
       *[other] كل { $count } يوم
    }
every-week =
    { $count ->
        [1] كل أسبوع
        [zero] كل { $count } أسبوع
        [one] كل أسبوع
        [two] كل أسبوعين
        [few] كل { $count } أسابيع
        [many] كل { $count } أسبوعًا
       *[other] كل { $count } أسبوع
    }
every-month =
    { $count ->
        [1] كل شهر
        [zero] كل { $count } شهر
        [one] كل شهر
        [two] كل شهرين
        [few] كل { $count } أشهر
        [many] كل { $count } شهرًا
       *[other] كل { $count } شهر
    }
every-year =
    { $count ->
        [1] كل سنة
        [zero] كل { $count } سنة
        [one] كل سنة
        [two] كل سنتين
        [few] كل { $count } سنوات
        [many] كل { $count } سنة
       *[other] كل { $count } سنة
    }
repeats-on = { $repeats } في { $days }
weekday =
    { $day ->
        [mo] يوم الاثنين
        [tu] يوم الثلاثاء
        [we] يوم الأربعاء
        [th] يوم الخميس
        [fr] يوم الجمعة
        [sa] يوم السبت
       *[su] يوم الأحد
    }
nth-weekday =
    { $nth ->
        [1] { weekday } الأول
        [2] { weekday } الثاني
        [3] { weekday } الثالث
        [4] { weekday } الرابع
       *[other] { weekday } الأخير
    }
month-day = يوم { $number }
month-last-day = اليوم الأخير

## A component.

since = منذ { $at }
last-known-was = آخر حالة معروفة: { $status }
retired = متوقف نهائيًا
component-as-of = الوضع حتى { $at }. الوضع الحالي متاح في <home>الصفحة الرئيسية</home>.
part-of = ضمن { $group }
needs = يعتمد على: { $names }
last-90-days = آخر 90 يومًا
as-table = عرض كجدول
column-days = الأيام
column-worst = أسوأ حالة
column-for = المدة
no-data = لا توجد بيانات
uptime = نسبة التشغيل
column-window = الفترة
column-down = مدة التوقف
window-day = 24 ساعة
window-week = 7 أيام
window-month = 30 يومًا
window-quarter = 90 يومًا
window-year = 365 يومًا
since-its-start = منذ بدايته
unknown-left-out = (غير معروف: { $length })
formula = نسبة التشغيل = 1 − ({ $down }) ÷ الوقت المعروفة حالته
formula-nothing-counts = لا شيء يُحتسب توقفًا
formula-major-outage = انقطاع كبير
formula-partial-outage = انقطاع جزئي
formula-degraded-performance = أداء منخفض
formula-maintenance = صيانة
budget-left = الهدف { $target }: المسموح به خلال 30 يومًا: { $allowed }، المستخدم: { $used }، <strong>المتبقي: { $left }</strong>.
budget-over = الهدف { $target }: المسموح به خلال 30 يومًا: { $allowed }، المستخدم: { $used }، <strong>التجاوز: { $left }</strong>.
what-happened = ما حدث
what-happened-not-known = ما حدث غير معروف: تعذّرت قراءة أحد المصادر.
nothing-in-90-days = لا شيء في آخر 90 يومًا.
feed-badge = شارة
feed-badge-json = شارة بصيغة JSON

## History.

history-description = جميع الحوادث وأعمال الصيانة والإشعارات، شهرًا بشهر.
year-of-days = أيام السنة
heat-days = من { $from } إلى { $to }، عدد الأيام حسب أسوأ حالة بين جميع المكوّنات في كل يوم:
heat-count = { $status }: { $days }،
heat-quiet = بلا مشكلات: { $days }.
nothing-yet = لم يحدث شيء بعد.
all-months = جميع الأشهر
count-incidents =
    { $count ->
        [zero] لا حوادث
        [one] حادث واحد
        [two] حادثان
        [few] { $count } حوادث
        [many] { $count } حادثًا
       *[other] { $count } حادث
    }
count-maintenance =
    { $count ->
        [zero] لا أعمال صيانة
        [one] عملية صيانة واحدة
        [two] عمليتا صيانة
        [few] { $count } عمليات صيانة
        [many] { $count } عملية صيانة
       *[other] { $count } عملية صيانة
    }
count-notices =
    { $count ->
        [zero] لا إشعارات
        [one] إشعار واحد
        [two] إشعاران
        [few] { $count } إشعارات
        [many] { $count } إشعارًا
       *[other] { $count } إشعار
    }

## Small pages.

nothing-here = لا شيء هنا
nothing-here-description = لا توجد صفحة على هذا العنوان.
nothing-here-text = لا توجد صفحة على هذا العنوان. هل من عطل؟ راجع <home><strong>الحالة الحالية</strong></home>. ما حدث سابقًا تجده في <history>السجل</history>.
moved = انتقلت هذه الصفحة إلى: { $page }
badges = الشارات واللافتات
badges-description = شارات صفحة الحالة هذه وخلاصاتها ولافتة لها، للنسخ واللصق.
badges-text = انسخ إحداها إلى README أو ويكي أو صفحاتك. تعرض كل منها ما تقوله هذه الصفحة وقت مشاهدتها.
banner = لافتة
banner-see = عرض
banner-title = الحالة
badge-of = شارة { $title }
status-of = حالة { $title }

## The banner for other sites.

embed = { $status } في { $written }، معلومة قديمة بعد { $stale }
embed-stale = معلومات قديمة: كُتبت في { $written }
embed-copied = { $source } كما في { $at }
embed-not-read = { $source }: غير معروف

## Feeds and calendars.

updates-atom = التحديثات بصيغة Atom
updates-rss = التحديثات بصيغة RSS
updates-json = التحديثات بصيغة JSON Feed
component-updates-atom = تحديثات هذا المكوّن بصيغة Atom
component-updates-rss = تحديثات هذا المكوّن بصيغة RSS
status-json = الحالة بصيغة JSON
feed-title = { $site } - سجل الحوادث
feed-title-component = { $site } - { $component } - سجل الحوادث
feed-description = حوادث { $site } وصيانتها وإشعاراتها
feed-resolved = تم حل هذا الحادث.
feed-completed = اكتملت الصيانة المجدولة.
feed-cancelled = أُلغيت هذه الصيانة.
feed-being-corrected = يجري تصحيح التفاصيل.
feed-read-on = متابعة القراءة
calendar-name = صيانة { $site }
calendar-name-component = صيانة { $site }: { $component }
calendar-components = المكوّنات: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = لا يستجيب { $host }. هذه هي النسخة الموجودة على { $copy }، كُتبت في { $at }. توقيعها صحيح.
worker-kept = لا يستجيب { $host }، وتعذّر الوصول إلى أي نسخة أخرى موثوقة. هذا ما شاهدته هنا في { $at }؛ وربما تغيّر منذ ذلك الحين.
worker-last-known = آخر ما هو معروف:
