### Ukrainian

## How components are.

status-operational = Працює
status-under-maintenance = Технічні роботи
status-unknown = Стан невідомий
status-degraded-performance = Знижена продуктивність
status-partial-outage = Частковий збій
status-major-outage = Серйозний збій

## Where an incident stands.

incident-investigating = З’ясовуємо причину
incident-identified = Причину знайдено
incident-monitoring = Спостерігаємо
incident-resolved = Усунено
incident-postmortem = Розбір інциденту

## Where a maintenance stands.

maintenance-scheduled = Заплановано
maintenance-in-progress = Виконується
maintenance-verifying = Перевіряємо
maintenance-completed = Завершено
maintenance-cancelled = Скасовано

## What there is, and what it did.

incident = Інцидент
maintenance = Технічні роботи
notice = Оголошення
update = Оновлення
impact-none = Без наслідків
impact-minor = Незначний вплив
impact-major = Серйозний вплив
impact-critical = Критичний вплив

## The one sentence on top of the home page.

headline-operational = Усі системи працюють
headline-under-maintenance = Тривають технічні роботи
headline-partially-degraded = Частково знижена продуктивність
headline-degraded = Знижена продуктивність систем
headline-minor-outage = Незначний збій
headline-partial-outage = Частковий збій
headline-major-outage = Серйозний збій
headline-not-known = Стан невідомий: { $names }
headline-components-not-known =
    { $count ->
        [one] Невідомий стан { $count } компонента
        [few] Невідомий стан { $count } компонентів
        [many] Невідомий стан { $count } компонентів
       *[other] Невідомий стан { $count } компонента
    }
headline-sources-not-read = Частину джерел не вдалося прочитати: про решту даних немає
headline-and-not-known = { $headline }; стан невідомий: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; невідомий стан { $count } компонента
        [few] { $headline }; невідомий стан { $count } компонентів
        [many] { $headline }; невідомий стан { $count } компонентів
       *[other] { $headline }; невідомий стан { $count } компонента
    }
headline-and-sources-not-read = { $headline }; частину джерел не вдалося прочитати: про решту даних немає

## Lengths of time.

duration-under-a-minute = менше хвилини
duration-seconds = { $count } с
duration-minutes = { $count } хв
duration-hours = { $count } год
duration-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
        [many] { $count } днів
       *[other] { $count } дня
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

skip = Перейти до стану сервісів
nav-site = Сайт
nav-languages = Мови
history = Історія
subscribe = Підписатися
last-changed = Остання зміна: { $at }. Поточний стан — на <home>головній сторінці</home>.
copies = Копії цієї сторінки:
questions = Запитання: { $address }
as-of = { $text }. Станом на { $at }.
preview-changed = Остання зміна: { $at }

## How old the page is.

age = Дані станом на { $written }; наступна версія — до { $due }; після { $stale } ця застаріє.
age-copies = Дані станом на { $written }; наступна версія — до { $due }; після { $stale } дивіться <copies>іншу копію</copies>.
age-stale = <strong>Ця сторінка застаріла.</strong> Вона показує дані станом на { $written }, новіших немає; ситуація могла змінитися.
age-newer = Новіша версія — за <copies>іншою адресою</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } відкритий інцидент
        [few] { $count } відкриті інциденти
        [many] { $count } відкритих інцидентів
       *[other] { $count } відкритого інциденту
    }
open-since = { $incidents } з { $at } ({ $lasted })
since-lasting = з { $at } ({ $lasted })
next-update-by = наступне оновлення — до { $at }
next-update-was-due = наступне оновлення очікувалося до { $at }
update-overdue = оновлення затримується
earlier-updates =
    { $count ->
        [one] { $count } попереднє оновлення
        [few] { $count } попередні оновлення
        [many] { $count } попередніх оновлень
       *[other] { $count } попереднього оновлення
    }
sources-not-read = Не вдалося прочитати: { $sources }. Що там сказано, невідомо.
source-copied = { $source }: дані станом на { $at } (за { $before } до створення цієї сторінки); що повідомляли пізніше, невідомо.
source-board = Дошка Trello
posted = Опубліковано: { $at }
being-corrected = Подробиці цього запису виправляються.

## The home page: components.

components = Компоненти
in-90-days = за 90 днів.
days-were = { $days }: { $status }.
no-data-for-days = немає даних
uptime-not-known = доступність невідома
not-known = невідомо
last-known = Останній відомий стан: { $status }
last-known-until = Останній відомий стан: { $status }, до { $at }
key-of-days = 90 днів, сьогоднішній — останній; що вищий стовпчик, то гірше:
dependencies = Від чого ми залежимо
dependencies-not-ours = Ці сервіси належать не нам, і ця сторінка за ними не стежить: про їхній стан повідомляють їхні власні сторінки.
needed-by = для: { $components }
asked-at = перевірено: { $at }

## The home page: what happened lately.

last-14-days = Останні 14 днів
day-ongoing = Нічого нового; тривав попередній інцидент.
day-not-known = Невідомо: не вдалося прочитати джерело.
day-quiet = Інцидентів не було.
all-history = Уся історія
feed-calendar = Календар технічних робіт
for-programs = Для програм:
link-status = Стан
link-metrics = Метрики

## An incident.

fact-began = Початок
fact-ended = Кінець
fact-so-far = Триває вже
fact-lasted = Тривалість
fact-next-update = Наступне оновлення
fact-by = до { $at }
fact-was-due = очікувалося до { $at }
fact-overdue = затримується
fact-explained = Пояснення
link-postmortem = Розбір інциденту
fact-provider = Постачальник
affected-now = Зараз
affected-at-worst = У найгірший момент
affected-expected = Очікується
affected-was-expected = Очікувалося
affected-during = Під час робіт
component-not-known = Стан невідомий: { $component }
time-being-corrected = час уточнюється
changed-from = було: { $status }, стало:

## A maintenance.

planned-maintenance = Планові роботи
add-to-calendar = Додати до календаря
clock-announced = Оголошено.
clock-started = Розпочато автоматично в оголошений час.
clock-completed = Завершено автоматично в оголошений час.
clock-other = Автоматично за розкладом.
fact-when = Час
fact-planned = Заплановано
fact-took = Тривало
fact-and-then = Наступні дати
length-planned = за планом { $length }
length-so-far = поки що { $length }
length-taken = фактично { $length }
past-its-end = Запланований час минув, роботи тривають.
plan-begun = За планом роботи вже почалися.
plan-over = За планом роботи вже завершилися.

## How a maintenance recurs.

recurring = регулярно
every-day =
    { $count ->
        [1] щодня
        [one] раз на { $count } день
        [few] раз на { $count } дні
        [many] раз на { $count } днів
       *[other] раз на { $count } дня
    }
every-week =
    { $count ->
        [1] щотижня
        [one] раз на { $count } тиждень
        [few] раз на { $count } тижні
        [many] раз на { $count } тижнів
       *[other] раз на { $count } тижня
    }
every-month =
    { $count ->
        [1] щомісяця
        [one] раз на { $count } місяць
        [few] раз на { $count } місяці
        [many] раз на { $count } місяців
       *[other] раз на { $count } місяця
    }
every-year =
    { $count ->
        [1] щороку
        [one] раз на { $count } рік
        [few] раз на { $count } роки
        [many] раз на { $count } років
       *[other] раз на { $count } року
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] у понеділок
        [tu] у вівторок
        [we] у середу
        [th] у четвер
        [fr] у п’ятницю
        [sa] у суботу
       *[su] у неділю
    }
nth-weekday =
    { $nth ->
        [1] { $day ->
            [we] в першу
            [fr] в першу
            [sa] в першу
            [su] в першу
           *[other] в перший
        }
        [2] { $day ->
            [we] у другу
            [fr] у другу
            [sa] у другу
            [su] у другу
           *[other] у другий
        }
        [3] { $day ->
            [we] у третю
            [fr] у третю
            [sa] у третю
            [su] у третю
           *[other] у третій
        }
        [4] { $day ->
            [we] у четверту
            [fr] у четверту
            [sa] у четверту
            [su] у четверту
           *[other] у четвертий
        }
       *[last] { $day ->
            [we] в останню
            [fr] в останню
            [sa] в останню
            [su] в останню
           *[other] в останній
        }
    } { $day ->
        [mo] понеділок
        [tu] вівторок
        [we] середу
        [th] четвер
        [fr] п’ятницю
        [sa] суботу
       *[su] неділю
    }
month-day = { $number }-го числа
month-last-day = в останній день

## A component.

since = з { $at }
last-known-was = останній відомий стан: { $status }
retired = виведено з експлуатації
component-as-of = Станом на { $at }. Поточний стан — на <home>головній сторінці</home>.
part-of = Входить до групи: { $group }
needs = Залежить від: { $names }
last-90-days = Останні 90 днів
as-table = Те саме у вигляді таблиці
column-days = Дні
column-worst = Найгірший стан
column-for = Тривалість
no-data = Немає даних
uptime = Доступність
column-window = Період
column-down = Простій
window-day = 24 години
window-week = 7 днів
window-month = 30 днів
window-quarter = 90 днів
window-year = 365 днів
since-its-start = від запуску
unknown-left-out = (немає даних: { $length })
formula = доступність = 1 − ({ $down }) / час із відомим станом
formula-nothing-counts = простоєм ніщо не вважається
formula-major-outage = серйозний збій
formula-partial-outage = частковий збій
formula-degraded-performance = знижена продуктивність
formula-maintenance = технічні роботи
budget-left = Ціль — { $target }: за 30 днів допустимо { $allowed }, використано { $used }, <strong>залишилося { $left }</strong>.
budget-over = Ціль — { $target }: за 30 днів допустимо { $allowed }, використано { $used }, <strong>перевищення { $left }</strong>.
what-happened = Що сталося
what-happened-not-known = Що сталося, невідомо: не вдалося прочитати джерело.
nothing-in-90-days = За останні 90 днів нічого не сталося.
feed-badge = Значок
feed-badge-json = Значок у форматі JSON

## History.

history-description = Усі інциденти, технічні роботи й оголошення за місяцями.
year-of-days = Рік за днями
heat-days = { $from } – { $to }, кожен день — за найгіршим станом компонентів; кількість днів:
heat-count = { $status }: { $days },
heat-quiet = без подій: { $days }.
nothing-yet = Поки що нічого не сталося.
all-months = Усі місяці
count-incidents =
    { $count ->
        [one] { $count } інцидент
        [few] { $count } інциденти
        [many] { $count } інцидентів
       *[other] { $count } інциденту
    }
count-maintenance =
    { $count ->
        [one] { $count } планова робота
        [few] { $count } планові роботи
        [many] { $count } планових робіт
       *[other] { $count } планової роботи
    }
count-notices =
    { $count ->
        [one] { $count } оголошення
        [few] { $count } оголошення
        [many] { $count } оголошень
       *[other] { $count } оголошення
    }

## Small pages.

nothing-here = Тут нічого немає
nothing-here-description = За цією адресою сторінки немає.
nothing-here-text = За цією адресою сторінки немає. Щось не працює? Дивіться <home><strong>поточний стан</strong></home>. Про минулі події — в <history>історії</history>.
moved = Цю сторінку переміщено: { $page }
badges = Значки та банери
badges-description = Значки, стрічки та банер цієї сторінки стану: скопіюйте і вставте.
badges-text = Вставте їх у README, вікі або на власні сторінки. Під час кожного перегляду вони показують те саме, що й ця сторінка.
banner = Банер
banner-see = Переглянути
banner-title = стан
badge-of = Значок: { $title }
status-of = стан: { $title }

## The banner for other sites.

embed = { $status } (на { $written }), застаріє після { $stale }
embed-stale = Застаріло: дані станом на { $written }
embed-copied = { $source }: дані станом на { $at }
embed-not-read = { $source }: немає даних

## Feeds and calendars.

updates-atom = Оновлення, Atom
updates-rss = Оновлення, RSS
updates-json = Оновлення, JSON Feed
component-updates-atom = Оновлення цього компонента, Atom
component-updates-rss = Оновлення цього компонента, RSS
status-json = Стан, JSON
feed-title = { $site } — історія інцидентів
feed-title-component = { $site } — { $component } — історія інцидентів
feed-description = Інциденти, технічні роботи й оголошення: { $site }
feed-resolved = Інцидент усунено.
feed-completed = Планові технічні роботи завершено.
feed-cancelled = Ці технічні роботи скасовано.
feed-being-corrected = Подробиці виправляються.
feed-read-on = Читати далі
calendar-name = { $site } — технічні роботи
calendar-name-component = { $site } — технічні роботи: { $component }
calendar-components = Компоненти: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } не відповідає. Це копія з { $copy }, дані станом на { $at }. Її підпис правильний.
worker-kept = { $host } не відповідає, і отримати іншу надійну копію не вдалося. Це те, що ви бачили тут минулого разу ({ $at }); відтоді ситуація могла змінитися.
worker-last-known = Останній відомий стан:
