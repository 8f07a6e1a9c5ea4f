### Hebrew

## How components are. The words that readers see most; the badge shows them too.

status-operational = תקין
status-under-maintenance = בתחזוקה
status-unknown = לא ידוע
status-degraded-performance = ביצועים ירודים
status-partial-outage = השבתה חלקית
status-major-outage = השבתה נרחבת

## Where an incident stands.

incident-investigating = בבדיקה
incident-identified = הסיבה זוהתה
incident-monitoring = במעקב
incident-resolved = טופלה
incident-postmortem = תחקיר

## Where a maintenance stands.

maintenance-scheduled = מתוכננת
maintenance-in-progress = מתבצעת
maintenance-verifying = באימות
maintenance-completed = הושלמה
maintenance-cancelled = בוטלה

## What there is, and what it did.

incident = תקלה
maintenance = תחזוקה
notice = הודעה
update = עדכון
impact-none = ללא השפעה
impact-minor = השפעה קלה
impact-major = השפעה ניכרת
impact-critical = השפעה חמורה

## The one sentence on top of the home page.

headline-operational = כל המערכות תקינות
headline-under-maintenance = השירות בתחזוקה
headline-partially-degraded = ביצועים ירודים בחלק מהשירות
headline-degraded = ביצועי המערכת ירודים
headline-minor-outage = השבתה קלה בשירות
headline-partial-outage = השבתה חלקית של המערכת
headline-major-outage = השבתה נרחבת של המערכת
headline-not-known = מצב לא ידוע: { $names }
headline-components-not-known =
    { $count ->
        [one] מצבו של רכיב אחד לא ידוע
        [two] מצבם של שני רכיבים לא ידוע
       *[other] מצבם של { $count } רכיבים לא ידוע
    }
headline-sources-not-read = לא ניתן היה לקרוא חלק מהמקורות שלנו: השאר לא ידוע
headline-and-not-known = { $headline }; מצב לא ידוע: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; מצבו של רכיב אחד לא ידוע
        [two] { $headline }; מצבם של שני רכיבים לא ידוע
       *[other] { $headline }; מצבם של { $count } רכיבים לא ידוע
    }
headline-and-sources-not-read = { $headline }; לא ניתן היה לקרוא חלק מהמקורות שלנו: השאר לא ידוע

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = פחות מדקה
duration-seconds = { $count } שנ׳
duration-minutes = { $count } דק׳
duration-hours = { $count } שע׳
duration-days =
    { $count ->
        [one] יום אחד
        [two] יומיים
       *[other] { $count } ימים
    }
duration-both = { $larger } ו-{ $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = דילוג למצב השירות
nav-site = אתר
nav-languages = שפות
history = היסטוריה
subscribe = הרשמה לעדכונים
last-changed = שינוי אחרון: { $at }. המצב הנוכחי מופיע ב<home>דף הבית</home>.
copies = עותקים של דף זה:
questions = שאלות: { $address }
as-of = { $text }. נכון ל-{ $at }.
preview-changed = שינוי אחרון: { $at }

## How old the page is.

age = נכתב ב-{ $written }; עותק חדש יותר צפוי עד { $due }; אחרי { $stale } עותק זה כבר אינו עדכני.
age-copies = נכתב ב-{ $written }; עותק חדש יותר צפוי עד { $due }; אחרי { $stale } יש לעיין ב<copies>עותק אחר</copies>.
age-stale = <strong>דף זה אינו עדכני.</strong> הוא נכתב ב-{ $written } ומאז לא הגיע עותק חדש יותר; ייתכן שהמצב השתנה.
age-newer = עותק חדש יותר נמצא ב<copies>כתובת אחרת</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] תקלה פתוחה אחת
        [two] שתי תקלות פתוחות
       *[other] { $count } תקלות פתוחות
    }
open-since = { $incidents } מאז { $at } ({ $lasted })
since-lasting = מאז { $at } ({ $lasted })
next-update-by = העדכון הבא עד { $at }
next-update-was-due = העדכון הבא היה צפוי עד { $at }
update-overdue = העדכון מתעכב
earlier-updates =
    { $count ->
        [one] עדכון קודם אחד
        [two] שני עדכונים קודמים
       *[other] { $count } עדכונים קודמים
    }
sources-not-read = לא ניתן היה לקרוא: { $sources }. תוכן המקורות האלה לא ידוע.
source-copied = { $source }: מוצג התוכן מ-{ $at }, { $before } לפני כתיבת הדף; מה שנכתב שם מאז לא ידוע.
source-board = לוח Trello
posted = פורסם ב-{ $at }
being-corrected = פרטי רשומה זו בתהליך תיקון.

## The home page: components.

components = רכיבים
in-90-days = ב-90 ימים.
days-were = { $days }: { $status }.
no-data-for-days = אין נתונים
uptime-not-known = זמינות לא ידועה
not-known = לא ידוע
last-known = המצב הידוע האחרון: { $status }
last-known-until = המצב הידוע האחרון: { $status }, עד { $at }
key-of-days = 90 ימים, היום אחרון; גבוה יותר פירושו חמור יותר:
dependencies = שירותים שאנו נסמכים עליהם
dependencies-not-ours = שירותים אלה מופעלים בידי אחרים, ודף זה אינו מנטר אותם: מצבם אינו ידוע כאן, אלא בדפים שלהם.
needed-by = עבור { $components }
asked-at = נבדק ב-{ $at }

## The home page: what happened lately.

last-14-days = 14 הימים האחרונים
day-ongoing = אין חדש; תקלה קודמת נמשכה.
day-not-known = לא ידוע: לא ניתן היה לקרוא אחד מהמקורות.
day-quiet = אין תקלות.
all-history = כל ההיסטוריה
feed-calendar = יומן תחזוקה
for-programs = לתוכנות:
link-status = מצב
link-metrics = מדדים

## An incident.

fact-began = התחלה
fact-ended = סיום
fact-so-far = משך עד כה
fact-lasted = משך
fact-next-update = העדכון הבא
fact-by = עד { $at }
fact-was-due = היה צפוי עד { $at }
fact-overdue = מתעכב
fact-explained = הסבר
link-postmortem = תחקיר
fact-provider = ספק
affected-now = כעת
affected-at-worst = בשיא התקלה
affected-expected = צפוי
affected-was-expected = היה צפוי
affected-during = במהלך התחזוקה
component-not-known = המצב של { $component } לא ידוע
time-being-corrected = השעה בתהליך תיקון
changed-from = מצב קודם: { $status }, מצב חדש:

## A maintenance.

planned-maintenance = תחזוקה מתוכננת
add-to-calendar = הוספה ליומן
clock-announced = פורסמה הודעה.
clock-started = התחילה אוטומטית במועד שפורסם.
clock-completed = הושלמה אוטומטית במועד שפורסם.
clock-other = אוטומטית, לפי השעון.
fact-when = מועד
fact-planned = משך מתוכנן
fact-took = משך בפועל
fact-and-then = מועדים נוספים
length-planned = מתוכנן: { $length }
length-so-far = עד כה: { $length }
length-taken = בפועל: { $length }
past-its-end = מועד הסיום המתוכנן חלף והתחזוקה עדיין נמשכת.
plan-begun = לפי התכנון, התחזוקה כבר התחילה.
plan-over = לפי התכנון, התחזוקה כבר הסתיימה.

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = חוזרת
every-day =
    { $count ->
        [1] כל יום
        [one] כל יום
        [two] כל יומיים
       *[other] כל { $count } ימים
    }
every-week =
    { $count ->
        [1] כל שבוע
        [one] כל שבוע
        [two] כל שבועיים
       *[other] כל { $count } שבועות
    }
every-month =
    { $count ->
        [1] כל חודש
        [one] כל חודש
        [two] כל חודשיים
       *[other] כל { $count } חודשים
    }
every-year =
    { $count ->
        [1] כל שנה
        [one] כל שנה
        [two] כל שנתיים
       *[other] כל { $count } שנים
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] ביום שני
        [tu] ביום שלישי
        [we] ביום רביעי
        [th] ביום חמישי
        [fr] ביום שישי
        [sa] בשבת
       *[su] ביום ראשון
    }
nth-weekday =
    { $nth ->
        [1] { $day ->
                [sa] { weekday } הראשונה
               *[other] { weekday } הראשון
            }
        [2] { $day ->
                [sa] { weekday } השנייה
               *[other] { weekday } השני
            }
        [3] { $day ->
                [sa] { weekday } השלישית
               *[other] { weekday } השלישי
            }
        [4] { $day ->
                [sa] { weekday } הרביעית
               *[other] { weekday } הרביעי
            }
       *[other] { $day ->
                [sa] { weekday } האחרונה
               *[other] { weekday } האחרון
            }
    }
month-day = ב-{ $number } בחודש
month-last-day = ביום האחרון בחודש

## A component.

since = מאז { $at }
last-known-was = המצב הידוע האחרון: { $status }
retired = הוצא משימוש
component-as-of = נכון ל-{ $at }. המצב הנוכחי מופיע ב<home>דף הבית</home>.
part-of = חלק מהקבוצה: { $group }
needs = תלוי ב: { $names }
last-90-days = 90 הימים האחרונים
as-table = הצגה כטבלה
column-days = ימים
column-worst = המצב החמור ביותר
column-for = משך
no-data = אין נתונים
uptime = זמינות
column-window = תקופה
column-down = זמן השבתה
window-day = 24 שעות
window-week = 7 ימים
window-month = 30 ימים
window-quarter = 90 ימים
window-year = 365 ימים
since-its-start = מתחילתו
unknown-left-out = (לא ידוע: { $length })
formula = זמינות = 1 − ({ $down }) ÷ הזמן שמצבו ידוע
formula-nothing-counts = דבר אינו נחשב זמן השבתה
formula-major-outage = השבתה נרחבת
formula-partial-outage = השבתה חלקית
formula-degraded-performance = ביצועים ירודים
formula-maintenance = תחזוקה
budget-left = יעד { $target }: מותר ב-30 ימים: { $allowed }, נוצל: { $used }, <strong>נותר: { $left }</strong>.
budget-over = יעד { $target }: מותר ב-30 ימים: { $allowed }, נוצל: { $used }, <strong>חריגה: { $left }</strong>.
what-happened = מה קרה
what-happened-not-known = לא ידוע מה קרה: לא ניתן היה לקרוא אחד מהמקורות.
nothing-in-90-days = לא היה דבר ב-90 הימים האחרונים.
feed-badge = תג
feed-badge-json = תג בפורמט JSON

## History.

history-description = כל התקלות, התחזוקות וההודעות, חודש אחר חודש.
year-of-days = ימי השנה
heat-days = { $from } עד { $to }, מספר הימים לפי המצב החמור ביותר מבין כל הרכיבים בכל יום:
heat-count = { $status }: { $days },
heat-quiet = ללא תקלות: { $days }.
nothing-yet = עדיין לא קרה דבר.
all-months = כל החודשים
count-incidents =
    { $count ->
        [one] תקלה אחת
        [two] שתי תקלות
       *[other] { $count } תקלות
    }
count-maintenance =
    { $count ->
        [one] תחזוקה אחת
        [two] שתי תחזוקות
       *[other] { $count } תחזוקות
    }
count-notices =
    { $count ->
        [one] הודעה אחת
        [two] שתי הודעות
       *[other] { $count } הודעות
    }

## Small pages.

nothing-here = אין כאן דבר
nothing-here-description = אין דף בכתובת הזאת.
nothing-here-text = אין דף בכתובת הזאת. משהו לא פועל? אפשר לראות את <home><strong>המצב הנוכחי</strong></home>. מה שקרה בעבר מתועד ב<history>היסטוריה</history>.
moved = הדף הזה עבר: { $page }
badges = תגים ובאנרים
badges-description = תגים, פידים ובאנר של דף מצב זה, להעתקה ולהדבקה.
badges-text = אפשר להעתיק אותם ל-README, לוויקי או לדפים שלכם. כל אחד מהם מציג את מה שכתוב בדף זה בזמן הצפייה.
banner = באנר
banner-see = הצגה
banner-title = מצב השירות
badge-of = תג של { $title }
status-of = המצב של { $title }

## The banner for other sites.

embed = { $status } ב-{ $written }, לא עדכני אחרי { $stale }
embed-stale = לא עדכני: נכתב ב-{ $written }
embed-copied = { $source } נכון ל-{ $at }
embed-not-read = { $source }: לא ידוע

## Feeds and calendars.

updates-atom = עדכונים, בפורמט Atom
updates-rss = עדכונים, בפורמט RSS
updates-json = עדכונים, בפורמט JSON Feed
component-updates-atom = עדכונים של רכיב זה, בפורמט Atom
component-updates-rss = עדכונים של רכיב זה, בפורמט RSS
status-json = מצב, בפורמט JSON
feed-title = { $site } - היסטוריית תקלות
feed-title-component = { $site } - { $component } - היסטוריית תקלות
feed-description = תקלות, תחזוקה והודעות של { $site }
feed-resolved = התקלה טופלה.
feed-completed = התחזוקה המתוכננת הושלמה.
feed-cancelled = התחזוקה בוטלה.
feed-being-corrected = הפרטים בתהליך תיקון.
feed-read-on = להמשך קריאה
calendar-name = תחזוקה של { $site }
calendar-name-component = תחזוקה של { $site }: { $component }
calendar-components = רכיבים: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = אין תגובה מ-{ $host }. זה העותק שנמצא ב-{ $copy }, שנכתב ב-{ $at }. החתימה שלו תקינה.
worker-kept = אין תגובה מ-{ $host }, ולא ניתן היה להגיע לעותק אחר מהימן. זה מה שראיתם כאן ב-{ $at }; ייתכן שמאז חל שינוי.
worker-last-known = הידוע האחרון:
