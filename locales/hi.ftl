### Hindi

## How components are. The words that readers see most; the badge shows them too.

status-operational = सामान्य रूप से चालू
status-under-maintenance = रखरखाव जारी
status-unknown = स्थिति अज्ञात
status-degraded-performance = धीमा प्रदर्शन
status-partial-outage = आंशिक रुकावट
status-major-outage = बड़ी रुकावट

## Where an incident stands.

incident-investigating = जाँच जारी
incident-identified = कारण पता चला
incident-monitoring = निगरानी जारी
incident-resolved = समाधान हो गया
incident-postmortem = घटना का विश्लेषण

## Where a maintenance stands.

maintenance-scheduled = निर्धारित
maintenance-in-progress = जारी
maintenance-verifying = पुष्टि जारी
maintenance-completed = पूरा हुआ
maintenance-cancelled = रद्द

## What there is, and what it did.

incident = घटना
maintenance = रखरखाव
notice = सूचना
update = अपडेट
impact-none = कोई असर नहीं
impact-minor = मामूली असर
impact-major = बड़ा असर
impact-critical = गंभीर असर

## The one sentence on top of the home page.

headline-operational = सभी सिस्टम सामान्य रूप से चालू
headline-under-maintenance = सेवा का रखरखाव जारी
headline-partially-degraded = सेवा का प्रदर्शन आंशिक रूप से प्रभावित
headline-degraded = सिस्टम का प्रदर्शन प्रभावित
headline-minor-outage = सेवा में मामूली रुकावट
headline-partial-outage = सिस्टम में आंशिक रुकावट
headline-major-outage = सिस्टम में बड़ी रुकावट
headline-not-known = { $names } की स्थिति की जानकारी नहीं
headline-components-not-known =
    { $count ->
        [one] { $count } कॉम्पोनेंट की स्थिति की जानकारी नहीं
       *[other] { $count } कॉम्पोनेंट की स्थिति की जानकारी नहीं
    }
headline-sources-not-read = हमारे कुछ स्रोत पढ़े नहीं जा सके: बाकी की जानकारी नहीं
headline-and-not-known = { $headline }; { $names } की स्थिति की जानकारी नहीं
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; { $count } कॉम्पोनेंट की स्थिति की जानकारी नहीं
       *[other] { $headline }; { $count } कॉम्पोनेंट की स्थिति की जानकारी नहीं
    }
headline-and-sources-not-read = { $headline }; हमारे कुछ स्रोत पढ़े नहीं जा सके: बाकी की जानकारी नहीं

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = एक मिनट से कम
duration-seconds = { $count } से॰
duration-minutes = { $count } मि॰
duration-hours = { $count } घं॰
duration-days =
    { $count ->
        [one] { $count } दिन
       *[other] { $count } दिन
    }
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = सीधे स्थिति पर जाएँ
nav-site = साइट
nav-languages = भाषाएँ
history = इतिहास
subscribe = सदस्यता लें
last-changed = आखिरी बदलाव: { $at }। मौजूदा स्थिति <home>मुख्य पृष्ठ</home> पर है।
copies = इस पृष्ठ की प्रतियाँ:
questions = संपर्क: { $address }
as-of = { $text }। { $at } तक की स्थिति।
preview-changed = अंतिम बदलाव: { $at }

## How old the page is.

age = यह पृष्ठ { $written } का है; नई प्रति { $due } तक आनी है; { $stale } के बाद इसे पुराना मानें।
age-copies = यह पृष्ठ { $written } का है; नई प्रति { $due } तक आनी है; { $stale } के बाद <copies>दूसरी प्रति</copies> देखें।
age-stale = <strong>यह पृष्ठ पुराना है।</strong> यह { $written } का है और इसके बाद कोई नई प्रति नहीं आई; स्थिति बदल चुकी हो सकती है।
age-newer = नई प्रति <copies>दूसरे पते</copies> पर है।

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } घटना जारी
       *[other] { $count } घटनाएँ जारी
    }
open-since = { $incidents }, { $at } से ({ $lasted })
since-lasting = { $at } से ({ $lasted })
next-update-by = अगला अपडेट { $at } तक
next-update-was-due = अगला अपडेट { $at } तक आना था
update-overdue = अपडेट में देरी हुई है
earlier-updates =
    { $count ->
        [one] { $count } पुराना अपडेट
       *[other] { $count } पुराने अपडेट
    }
sources-not-read = पढ़ा नहीं जा सका: { $sources }। वहाँ क्या लिखा है, इसकी जानकारी नहीं।
source-copied = { $source } की स्थिति { $at } की है, इस पृष्ठ से { $before } पहले की। उसके बाद वहाँ क्या लिखा गया, इसकी जानकारी नहीं।
source-board = Trello बोर्ड
posted = प्रकाशित: { $at }
being-corrected = इस प्रविष्टि का विवरण सुधारा जा रहा है।

## The home page: components.

components = कॉम्पोनेंट
in-90-days = 90 दिनों में।
days-were = { $days }: { $status }।
no-data-for-days = कोई डेटा नहीं
uptime-not-known = अपटाइम की जानकारी नहीं
not-known = जानकारी नहीं
last-known = आखिरी ज्ञात स्थिति: { $status }
last-known-until = आखिरी ज्ञात स्थिति: { $status }, { $at } तक
key-of-days = 90 दिन, आज सबसे अंत में; जितना ऊँचा, उतना गंभीर:
dependencies = जिन सेवाओं पर हम निर्भर हैं
dependencies-not-ours = इन्हें दूसरे चलाते हैं और यह पृष्ठ इन पर नज़र नहीं रखता: इनकी स्थिति यहाँ नहीं, इनके अपने पृष्ठों पर मिलेगी।
needed-by = { $components } के लिए
asked-at = पूछा गया: { $at }

## The home page: what happened lately.

last-14-days = पिछले 14 दिन
day-ongoing = कुछ नया नहीं; पहले की एक घटना जारी रही।
day-not-known = जानकारी नहीं: एक स्रोत पढ़ा नहीं जा सका।
day-quiet = कोई घटना नहीं।
all-history = पूरा इतिहास
feed-calendar = रखरखाव कैलेंडर
for-programs = प्रोग्रामों के लिए:
link-status = स्थिति
link-metrics = मेट्रिक्स

## An incident.

fact-began = शुरुआत
fact-ended = समाप्ति
fact-so-far = अब तक की अवधि
fact-lasted = अवधि
fact-next-update = अगला अपडेट
fact-by = { $at } तक
fact-was-due = { $at } तक आना था
fact-overdue = देरी हुई है
fact-explained = स्पष्टीकरण
link-postmortem = घटना का विश्लेषण
fact-provider = प्रदाता
affected-now = अभी
affected-at-worst = सबसे खराब स्थिति
affected-expected = अनुमानित
affected-was-expected = अनुमान था
affected-during = रखरखाव के दौरान
component-not-known = { $component } की स्थिति की जानकारी नहीं
time-being-corrected = समय सुधारा जा रहा है
changed-from = पहले { $status }, अब

## A maintenance.

planned-maintenance = नियोजित रखरखाव
add-to-calendar = कैलेंडर में जोड़ें
clock-announced = घोषणा की गई।
clock-started = घोषित समय पर अपने-आप शुरू हुआ।
clock-completed = घोषित समय पर अपने-आप पूरा हुआ।
clock-other = समय के अनुसार अपने-आप।
fact-when = समय
fact-planned = नियोजित अवधि
fact-took = वास्तविक अवधि
fact-and-then = आगे के समय
length-planned = नियोजित { $length }
length-so-far = अब तक { $length }
length-taken = वास्तविक { $length }
past-its-end = समाप्ति का नियोजित समय बीत चुका है, फिर भी जारी है।
plan-begun = योजना के अनुसार यह शुरू हो चुका है।
plan-over = योजना के अनुसार यह समाप्त हो चुका है।

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = आवर्ती
every-day =
    { $count ->
        [1] हर दिन
        [one] हर { $count } दिन में
       *[other] हर { $count } दिन में
    }
every-week =
    { $count ->
        [1] हर सप्ताह
        [one] हर { $count } सप्ताह में
       *[other] हर { $count } सप्ताह में
    }
every-month =
    { $count ->
        [1] हर महीने
        [one] हर { $count } महीने में
       *[other] हर { $count } महीने में
    }
every-year =
    { $count ->
        [1] हर साल
        [one] हर { $count } साल में
       *[other] हर { $count } साल में
    }
repeats-on = { $repeats } { $days } को
weekday =
    { $day ->
        [mo] सोमवार
        [tu] मंगलवार
        [we] बुधवार
        [th] गुरुवार
        [fr] शुक्रवार
        [sa] शनिवार
       *[su] रविवार
    }
nth-weekday =
    { $nth ->
        [1] पहले { weekday }
        [2] दूसरे { weekday }
        [3] तीसरे { weekday }
        [4] चौथे { weekday }
       *[other] आखिरी { weekday }
    }
month-day = { $number } तारीख
month-last-day = आखिरी दिन

## A component.

since = { $at } से
last-known-was = आखिरी ज्ञात स्थिति: { $status }
retired = बंद किया गया
component-as-of = { $at } तक की स्थिति। मौजूदा स्थिति <home>मुख्य पृष्ठ</home> पर है।
part-of = समूह: { $group }
needs = इन पर निर्भर: { $names }
last-90-days = पिछले 90 दिन
as-table = यही तालिका में देखें
column-days = दिन
column-worst = सबसे खराब स्थिति
column-for = अवधि
no-data = कोई डेटा नहीं
uptime = अपटाइम
column-window = समय-सीमा
column-down = बंद रहने का समय
window-day = 24 घंटे
window-week = 7 दिन
window-month = 30 दिन
window-quarter = 90 दिन
window-year = 365 दिन
since-its-start = शुरुआत से
unknown-left-out = ({ $length } की जानकारी नहीं)
formula = अपटाइम = 1 − ({ $down }) ÷ वह समय जिसकी स्थिति ज्ञात है
formula-nothing-counts = कुछ भी बंद रहने के समय में नहीं गिना जाता
formula-major-outage = बड़ी रुकावट
formula-partial-outage = आंशिक रुकावट
formula-degraded-performance = धीमा प्रदर्शन
formula-maintenance = रखरखाव
budget-left = लक्ष्य { $target }: 30 दिनों में स्वीकार्य { $allowed }, इस्तेमाल { $used }, <strong>बाकी { $left }</strong>।
budget-over = लक्ष्य { $target }: 30 दिनों में स्वीकार्य { $allowed }, इस्तेमाल { $used }, <strong>सीमा से ऊपर { $left }</strong>।
what-happened = क्या हुआ
what-happened-not-known = क्या हुआ, इसकी जानकारी नहीं: एक स्रोत पढ़ा नहीं जा सका।
nothing-in-90-days = पिछले 90 दिनों में कुछ नहीं।
feed-badge = बैज
feed-badge-json = JSON में बैज

## History.

history-description = हर घटना, रखरखाव और सूचना, महीने के अनुसार।
year-of-days = साल भर के दिन
heat-days = { $from } से { $to } तक, हर दिन सभी कॉम्पोनेंट में सबसे खराब स्थिति के अनुसार:
heat-count = { $status } { $days } दिन,
heat-quiet = बिना किसी समस्या के { $days } दिन।
nothing-yet = अब तक कुछ नहीं हुआ है।
all-months = सभी महीने
count-incidents =
    { $count ->
        [one] { $count } घटना
       *[other] { $count } घटनाएँ
    }
count-maintenance =
    { $count ->
        [one] { $count } रखरखाव
       *[other] { $count } रखरखाव
    }
count-notices =
    { $count ->
        [one] { $count } सूचना
       *[other] { $count } सूचनाएँ
    }

## Small pages.

nothing-here = यहाँ कुछ नहीं है
nothing-here-description = इस पते पर कोई पृष्ठ नहीं है।
nothing-here-text = इस पते पर कोई पृष्ठ नहीं है। क्या कोई सेवा बंद है? <home><strong>मौजूदा स्थिति</strong></home> देखें। पहले क्या हुआ, यह <history>इतिहास</history> में है।
moved = यह पृष्ठ अब यहाँ है: { $page }
badges = बैज और बैनर
badges-description = कॉपी-पेस्ट करने के लिए इस स्थिति पृष्ठ के बैज, फ़ीड और एक बैनर।
badges-text = इन्हें किसी README, विकी या अपने पृष्ठों में कॉपी करें। हर बार देखे जाने पर ये वही दिखाते हैं जो उस समय इस पृष्ठ पर लिखा है।
banner = बैनर
banner-see = देखें
banner-title = स्थिति
badge-of = { $title } का बैज
status-of = { $title } की स्थिति

## The banner for other sites.

embed = { $status }, { $written } तक; { $stale } के बाद पुराना
embed-stale = पुरानी जानकारी: { $written } की
embed-copied = { $source }: { $at } तक की स्थिति
embed-not-read = { $source }: जानकारी नहीं

## Feeds and calendars.

updates-atom = अपडेट (Atom)
updates-rss = अपडेट (RSS)
updates-json = अपडेट (JSON Feed)
component-updates-atom = इस कॉम्पोनेंट के अपडेट (Atom)
component-updates-rss = इस कॉम्पोनेंट के अपडेट (RSS)
status-json = स्थिति (JSON)
feed-title = { $site } - घटनाओं का इतिहास
feed-title-component = { $site } - { $component } - घटनाओं का इतिहास
feed-description = { $site } की घटनाएँ, रखरखाव और सूचनाएँ
feed-resolved = इस घटना का समाधान हो गया है।
feed-completed = निर्धारित रखरखाव पूरा हो गया है।
feed-cancelled = यह रखरखाव रद्द कर दिया गया है।
feed-being-corrected = इसका विवरण सुधारा जा रहा है।
feed-read-on = आगे पढ़ें
calendar-name = { $site } रखरखाव
calendar-name-component = { $site } रखरखाव: { $component }
calendar-components = कॉम्पोनेंट: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } से कोई जवाब नहीं मिल रहा। यह { $copy } पर मौजूद { $at } की प्रति है। इसका हस्ताक्षर सही है।
worker-kept = { $host } से कोई जवाब नहीं मिल रहा, और कोई दूसरी भरोसेमंद प्रति नहीं मिली। यहाँ आपने आखिरी बार यही देखा था ({ $at }); उसके बाद स्थिति बदल चुकी हो सकती है।
worker-last-known = आखिरी ज्ञात:
