### Russian

## How components are.

status-operational = Работает
status-under-maintenance = Технические работы
status-unknown = Статус неизвестен
status-degraded-performance = Пониженная производительность
status-partial-outage = Частичный сбой
status-major-outage = Серьёзный сбой

## Where an incident stands.

incident-investigating = Выясняем причину
incident-identified = Причина найдена
incident-monitoring = Наблюдаем
incident-resolved = Устранено
incident-postmortem = Разбор инцидента

## Where a maintenance stands.

maintenance-scheduled = Запланировано
maintenance-in-progress = Выполняется
maintenance-verifying = Проверяем
maintenance-completed = Завершено
maintenance-cancelled = Отменено

## What there is, and what it did.

incident = Инцидент
maintenance = Технические работы
notice = Объявление
update = Обновление
impact-none = Без последствий
impact-minor = Незначительное влияние
impact-major = Серьёзное влияние
impact-critical = Критическое влияние

## The one sentence on top of the home page.

headline-operational = Все системы работают
headline-under-maintenance = Ведутся технические работы
headline-partially-degraded = Частично снижена производительность
headline-degraded = Снижена производительность систем
headline-minor-outage = Незначительный сбой
headline-partial-outage = Частичный сбой
headline-major-outage = Серьёзный сбой
headline-not-known = Статус неизвестен: { $names }
headline-components-not-known =
    { $count ->
        [one] Неизвестен статус { $count } компонента
        [few] Неизвестен статус { $count } компонентов
        [many] Неизвестен статус { $count } компонентов
       *[other] Неизвестен статус { $count } компонента
    }
headline-sources-not-read = Часть источников не удалось прочитать: об остальном данных нет
headline-and-not-known = { $headline }; статус неизвестен: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; неизвестен статус { $count } компонента
        [few] { $headline }; неизвестен статус { $count } компонентов
        [many] { $headline }; неизвестен статус { $count } компонентов
       *[other] { $headline }; неизвестен статус { $count } компонента
    }
headline-and-sources-not-read = { $headline }; часть источников не удалось прочитать: об остальном данных нет

## Lengths of time.

duration-under-a-minute = меньше минуты
duration-seconds = { $count } с
duration-minutes = { $count } мин
duration-hours = { $count } ч
duration-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
       *[other] { $count } дня
    }
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = Перейти к статусу
nav-site = Сайт
nav-languages = Языки
history = История
subscribe = Подписаться
last-changed = Последнее изменение: { $at }. Текущее состояние — на <home>главной странице</home>.
copies = Копии этой страницы:
questions = Вопросы: { $address }
as-of = { $text }. По состоянию на { $at }.
preview-changed = Последнее изменение: { $at }

## How old the page is.

age = Данные на { $written }; следующая версия — до { $due }; после { $stale } эта устареет.
age-copies = Данные на { $written }; следующая версия — до { $due }; после { $stale } смотрите <copies>другую копию</copies>.
age-stale = <strong>Эта страница устарела.</strong> Она показывает данные на { $written }, более новых нет; положение могло измениться.
age-newer = Более новая версия — по <copies>другому адресу</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } открытый инцидент
        [few] { $count } открытых инцидента
        [many] { $count } открытых инцидентов
       *[other] { $count } открытого инцидента
    }
open-since = { $incidents } с { $at } ({ $lasted })
since-lasting = с { $at } ({ $lasted })
next-update-by = следующее обновление — до { $at }
next-update-was-due = следующее обновление ожидалось до { $at }
update-overdue = обновление задерживается
earlier-updates =
    { $count ->
        [one] { $count } более раннее обновление
        [few] { $count } более ранних обновления
        [many] { $count } более ранних обновлений
       *[other] { $count } более раннего обновления
    }
sources-not-read = Не удалось прочитать: { $sources }. Что там сказано, неизвестно.
source-copied = { $source }: данные на { $at } (за { $before } до создания этой страницы); что сообщалось позже, неизвестно.
source-board = Доска Trello
posted = Опубликовано: { $at }
being-corrected = Подробности этой записи исправляются.

## The home page: components.

components = Компоненты
in-90-days = за 90 дней.
days-were = { $days }: { $status }.
no-data-for-days = нет данных
uptime-not-known = доступность неизвестна
not-known = неизвестно
last-known = Последний известный статус: { $status }
last-known-until = Последний известный статус: { $status }, до { $at }
key-of-days = 90 дней, сегодняшний — последний; чем выше столбец, тем хуже:
dependencies = От чего мы зависим
dependencies-not-ours = Эти сервисы принадлежат не нам, и эта страница за ними не следит: их состояние смотрите на их собственных страницах.
needed-by = для: { $components }
asked-at = проверено: { $at }

## The home page: what happened lately.

last-14-days = Последние 14 дней
day-ongoing = Ничего нового; продолжался более ранний инцидент.
day-not-known = Неизвестно: не удалось прочитать источник.
day-quiet = Инцидентов не было.
all-history = Вся история
feed-calendar = Календарь технических работ
for-programs = Для программ:
link-status = Статус
link-metrics = Метрики

## An incident.

fact-began = Начало
fact-ended = Конец
fact-so-far = Длится уже
fact-lasted = Длительность
fact-next-update = Следующее обновление
fact-by = до { $at }
fact-was-due = ожидалось до { $at }
fact-overdue = задерживается
fact-explained = Объяснение
link-postmortem = Разбор инцидента
fact-provider = Поставщик
affected-now = Сейчас
affected-at-worst = В худший момент
affected-expected = Ожидается
affected-was-expected = Ожидалось
affected-during = Во время работ
component-not-known = Статус неизвестен: { $component }
time-being-corrected = время уточняется
changed-from = было: { $status }, стало:

## A maintenance.

planned-maintenance = Плановые работы
add-to-calendar = Добавить в календарь
clock-announced = Объявлено.
clock-started = Начато автоматически в объявленное время.
clock-completed = Завершено автоматически в объявленное время.
clock-other = Автоматически по расписанию.
fact-when = Время
fact-planned = Планируется
fact-took = Заняло
fact-and-then = Следующие даты
length-planned = по плану { $length }
length-so-far = пока { $length }
length-taken = по факту { $length }
past-its-end = Плановое время истекло, работы продолжаются.
plan-begun = По плану работы уже начались.
plan-over = По плану работы уже завершились.

## How a maintenance recurs.

recurring = регулярно
every-day =
    { $count ->
        [1] каждый день
        [one] раз в { $count } день
        [few] раз в { $count } дня
        [many] раз в { $count } дней
       *[other] раз в { $count } дня
    }
every-week =
    { $count ->
        [1] каждую неделю
        [one] раз в { $count } неделю
        [few] раз в { $count } недели
        [many] раз в { $count } недель
       *[other] раз в { $count } недели
    }
every-month =
    { $count ->
        [1] каждый месяц
        [one] раз в { $count } месяц
        [few] раз в { $count } месяца
        [many] раз в { $count } месяцев
       *[other] раз в { $count } месяца
    }
every-year =
    { $count ->
        [1] каждый год
        [one] раз в { $count } год
        [few] раз в { $count } года
        [many] раз в { $count } лет
       *[other] раз в { $count } года
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] в понедельник
        [tu] во вторник
        [we] в среду
        [th] в четверг
        [fr] в пятницу
        [sa] в субботу
       *[su] в воскресенье
    }
nth-weekday =
    { $nth ->
        [1] { $day ->
            [we] в первую
            [fr] в первую
            [sa] в первую
            [su] в первое
           *[other] в первый
        }
        [2] { $day ->
            [we] во вторую
            [fr] во вторую
            [sa] во вторую
            [su] во второе
           *[other] во второй
        }
        [3] { $day ->
            [we] в третью
            [fr] в третью
            [sa] в третью
            [su] в третье
           *[other] в третий
        }
        [4] { $day ->
            [we] в четвёртую
            [fr] в четвёртую
            [sa] в четвёртую
            [su] в четвёртое
           *[other] в четвёртый
        }
       *[last] { $day ->
            [we] в последнюю
            [fr] в последнюю
            [sa] в последнюю
            [su] в последнее
           *[other] в последний
        }
    } { $day ->
        [mo] понедельник
        [tu] вторник
        [we] среду
        [th] четверг
        [fr] пятницу
        [sa] субботу
       *[su] воскресенье
    }
month-day = { $number }-го числа
month-last-day = в последний день

## A component.

since = с { $at }
last-known-was = последний известный статус: { $status }
retired = выведен из эксплуатации
component-as-of = По состоянию на { $at }. Текущее состояние — на <home>главной странице</home>.
part-of = Входит в группу: { $group }
needs = Зависит от: { $names }
last-90-days = Последние 90 дней
as-table = То же в виде таблицы
column-days = Дни
column-worst = Худший статус
column-for = Длительность
no-data = Нет данных
uptime = Доступность
column-window = Период
column-down = Простой
window-day = 24 часа
window-week = 7 дней
window-month = 30 дней
window-quarter = 90 дней
window-year = 365 дней
since-its-start = с момента запуска
unknown-left-out = (нет данных: { $length })
formula = доступность = 1 − ({ $down }) / время с известным статусом
formula-nothing-counts = простоем ничего не считается
formula-major-outage = серьёзный сбой
formula-partial-outage = частичный сбой
formula-degraded-performance = пониженная производительность
formula-maintenance = технические работы
budget-left = Цель — { $target }: за 30 дней допустимо { $allowed }, израсходовано { $used }, <strong>осталось { $left }</strong>.
budget-over = Цель — { $target }: за 30 дней допустимо { $allowed }, израсходовано { $used }, <strong>превышение { $left }</strong>.
what-happened = Что произошло
what-happened-not-known = Что произошло, неизвестно: не удалось прочитать источник.
nothing-in-90-days = За последние 90 дней ничего не произошло.
feed-badge = Значок
feed-badge-json = Значок в формате JSON

## History.

history-description = Все инциденты, технические работы и объявления по месяцам.
year-of-days = Год по дням
heat-days = { $from } – { $to }, каждый день — по худшему статусу компонентов; число дней:
heat-count = { $status }: { $days },
heat-quiet = без происшествий: { $days }.
nothing-yet = Пока ничего не произошло.
all-months = Все месяцы
count-incidents =
    { $count ->
        [one] { $count } инцидент
        [few] { $count } инцидента
        [many] { $count } инцидентов
       *[other] { $count } инцидента
    }
count-maintenance =
    { $count ->
        [one] { $count } плановая работа
        [few] { $count } плановые работы
        [many] { $count } плановых работ
       *[other] { $count } плановой работы
    }
count-notices =
    { $count ->
        [one] { $count } объявление
        [few] { $count } объявления
        [many] { $count } объявлений
       *[other] { $count } объявления
    }

## Small pages.

nothing-here = Здесь ничего нет
nothing-here-description = По этому адресу страницы нет.
nothing-here-text = По этому адресу страницы нет. Что-то не работает? Смотрите <home><strong>текущий статус</strong></home>. О прошлых событиях — в <history>истории</history>.
moved = Эта страница переехала: { $page }
badges = Значки и баннеры
badges-description = Значки, ленты и баннер этой страницы статуса: скопируйте и вставьте.
badges-text = Вставьте их в README, вики или на свои страницы. При каждом просмотре они показывают то же, что и эта страница.
banner = Баннер
banner-see = Посмотреть
banner-title = статус
badge-of = Значок: { $title }
status-of = статус: { $title }

## The banner for other sites.

embed = { $status } (на { $written }), устареет после { $stale }
embed-stale = Устарело: данные на { $written }
embed-copied = { $source }: данные на { $at }
embed-not-read = { $source }: нет данных

## Feeds and calendars.

updates-atom = Обновления, Atom
updates-rss = Обновления, RSS
updates-json = Обновления, JSON Feed
component-updates-atom = Обновления этого компонента, Atom
component-updates-rss = Обновления этого компонента, RSS
status-json = Статус, JSON
feed-title = { $site } — история инцидентов
feed-title-component = { $site } — { $component } — история инцидентов
feed-description = Инциденты, технические работы и объявления: { $site }
feed-resolved = Инцидент устранён.
feed-completed = Плановые технические работы завершены.
feed-cancelled = Эти технические работы отменены.
feed-being-corrected = Подробности исправляются.
feed-read-on = Читать дальше
calendar-name = { $site } — технические работы
calendar-name-component = { $site } — технические работы: { $component }
calendar-components = Компоненты: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } не отвечает. Это копия с { $copy }, данные на { $at }. Её подпись верна.
worker-kept = { $host } не отвечает, и получить другую надёжную копию не удалось. Это то, что вы видели здесь в прошлый раз ({ $at }); с тех пор положение могло измениться.
worker-last-known = Последний известный статус:
