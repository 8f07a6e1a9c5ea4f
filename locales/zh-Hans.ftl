### Chinese (Simplified)

## How components are. The words that readers see most; the badge shows them too.

status-operational = 运行正常
status-under-maintenance = 维护中
status-unknown = 状态未知
status-degraded-performance = 性能下降
status-partial-outage = 部分中断
status-major-outage = 严重中断

## Where an incident stands.

incident-investigating = 调查中
incident-identified = 已确定原因
incident-monitoring = 监控中
incident-resolved = 已解决
incident-postmortem = 事后分析

## Where a maintenance stands.

maintenance-scheduled = 已计划
maintenance-in-progress = 进行中
maintenance-verifying = 验证中
maintenance-completed = 已完成
maintenance-cancelled = 已取消

## What there is, and what it did.

incident = 事件
maintenance = 维护
notice = 公告
update = 更新
impact-none = 无影响
impact-minor = 轻微影响
impact-major = 较大影响
impact-critical = 严重影响

## The one sentence on top of the home page.

headline-operational = 所有系统运行正常
headline-under-maintenance = 服务维护中
headline-partially-degraded = 部分服务性能下降
headline-degraded = 系统服务性能下降
headline-minor-outage = 服务轻微中断
headline-partial-outage = 系统部分中断
headline-major-outage = 系统严重中断
headline-not-known = { $names } 的状态未知
headline-components-not-known = { $count } 个组件的状态未知
headline-sources-not-read = 部分数据源无法读取，其余状态未知
headline-and-not-known = { $headline }；{ $names } 的状态未知
headline-and-components-not-known = { $headline }；{ $count } 个组件的状态未知
headline-and-sources-not-read = { $headline }；部分数据源无法读取，其余状态未知

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = 不到 1 分钟
duration-seconds = { $count } 秒
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from }至{ $to }
days-range-in-month = { $from }至{ $last }日
time-range = { $from } – { $to }
percent = { $number }%
list-separator = 、
labelled = { $label }：{ $text }

## Around every page.

skip = 跳转到状态
nav-site = 网站
nav-languages = 语言
history = 历史记录
subscribe = 订阅
last-changed = 最近更改：{ $at }。当前情况请见<home>首页</home>。
copies = 本页的副本：
questions = 联系我们：{ $address }
as-of = { $text }。截至 { $at }。
preview-changed = 最近变更：{ $at }

## How old the page is.

age = 生成于 { $written }；最迟 { $due } 会有新版本；{ $stale } 之后，本页内容即已过时。
age-copies = 生成于 { $written }；最迟 { $due } 会有新版本；{ $stale } 之后，请查看<copies>其他副本</copies>。
age-stale = <strong>本页内容已过时。</strong>生成于 { $written }，此后没有更新；实际情况可能已有变化。
age-newer = <copies>其他地址</copies>上有较新的副本。

## The home page: what is wrong now.

open-incidents = { $count } 个未解决的事件
open-since = { $incidents }，自 { $at } 起（{ $lasted }）
since-lasting = 自 { $at } 起（{ $lasted }）
next-update-by = 下次更新不晚于 { $at }
next-update-was-due = 下次更新原定不晚于 { $at }
update-overdue = 更新已逾期
earlier-updates = 更早的 { $count } 条更新
sources-not-read = 无法读取：{ $sources }。其中的内容未知。
source-copied = { $source }的内容截至 { $at }（本页生成前 { $before }），此后的内容未知。
source-board = Trello 看板
posted = 发布于 { $at }
being-corrected = 此条目的详细信息正在更正。

## The home page: components.

components = 组件
in-90-days = （90 天内）。
days-were = { $days }：{ $status }。
no-data-for-days = 无数据
uptime-not-known = 可用率未知
not-known = 未知
last-known = 最后已知状态：{ $status }
last-known-until = 最后已知状态：{ $status }，截至 { $at }
key-of-days = 90 天，最右为今天；越高越严重：
dependencies = 我们依赖的服务
dependencies-not-ours = 这些服务由他方运营，本页不予监控；其状态请以各自的页面为准。
needed-by = 用于 { $components }
asked-at = 查询于 { $at }

## The home page: what happened lately.

last-14-days = 最近 14 天
day-ongoing = 无新事件；先前的事件仍在持续。
day-not-known = 未知：有数据源无法读取。
day-quiet = 无事件。
all-history = 全部历史记录
feed-calendar = 维护日历
for-programs = 供程序使用：
link-status = 状态
link-metrics = 指标

## An incident.

fact-began = 开始
fact-ended = 结束
fact-so-far = 已持续
fact-lasted = 持续时间
fact-next-update = 下次更新
fact-by = 不晚于 { $at }
fact-was-due = 原定不晚于 { $at }
fact-overdue = 已逾期
fact-explained = 说明
link-postmortem = 事后分析
fact-provider = 服务商
affected-now = 当前
affected-at-worst = 最严重时
affected-expected = 预计
affected-was-expected = 原先预计
affected-during = 维护期间
component-not-known = { $component } 的状态未知
time-being-corrected = 时间正在更正
changed-from = 由“{ $status }”变为

## A maintenance.

planned-maintenance = 计划维护
add-to-calendar = 添加到日历
clock-announced = 已公告。
clock-started = 已按公告时间自动开始。
clock-completed = 已按公告时间自动完成。
clock-other = 按时间自动更新。
fact-when = 时间
fact-planned = 计划时长
fact-took = 实际用时
fact-and-then = 后续时间
length-planned = 计划 { $length }
length-so-far = 已进行 { $length }
length-taken = 实际 { $length }
past-its-end = 已超过计划结束时间，仍在进行。
plan-begun = 按计划，维护已经开始。
plan-over = 按计划，维护已经结束。

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = 定期
every-day =
    { $count ->
        [1] 每天
       *[other] 每 { $count } 天
    }
every-week =
    { $count ->
        [1] 每周
       *[other] 每 { $count } 周
    }
every-month =
    { $count ->
        [1] 每月
       *[other] 每 { $count } 个月
    }
every-year =
    { $count ->
        [1] 每年
       *[other] 每 { $count } 年
    }
repeats-on = { $repeats }（{ $days }）
weekday =
    { $day ->
        [mo] 星期一
        [tu] 星期二
        [we] 星期三
        [th] 星期四
        [fr] 星期五
        [sa] 星期六
       *[su] 星期日
    }
nth-weekday =
    { $nth ->
        [1] 第一个{ weekday }
        [2] 第二个{ weekday }
        [3] 第三个{ weekday }
        [4] 第四个{ weekday }
       *[other] 最后一个{ weekday }
    }
month-day = { $number } 日
month-last-day = 最后一天

## A component.

since = 自 { $at } 起
last-known-was = 最后已知状态：{ $status }
retired = 已停用
component-as-of = 截至 { $at }。当前情况请见<home>首页</home>。
part-of = 所属分组：{ $group }
needs = 依赖：{ $names }
last-90-days = 最近 90 天
as-table = 以表格显示
column-days = 日期
column-worst = 最严重状态
column-for = 时长
no-data = 无数据
uptime = 可用率
column-window = 时段
column-down = 中断时长
window-day = 24 小时
window-week = 7 天
window-month = 30 天
window-quarter = 90 天
window-year = 365 天
since-its-start = 自启用以来
unknown-left-out = （未知：{ $length }）
formula = 可用率 = 1 −（{ $down }）÷ 状态已知的时间
formula-nothing-counts = 没有计入中断的状态
formula-major-outage = 严重中断
formula-partial-outage = 部分中断
formula-degraded-performance = 性能下降
formula-maintenance = 维护
budget-left = 目标 { $target }：30 天内允许 { $allowed }，已用 { $used }，<strong>剩余 { $left }</strong>。
budget-over = 目标 { $target }：30 天内允许 { $allowed }，已用 { $used }，<strong>超出 { $left }</strong>。
what-happened = 相关记录
what-happened-not-known = 相关记录未知：有数据源无法读取。
nothing-in-90-days = 最近 90 天内无记录。
feed-badge = 徽章
feed-badge-json = 徽章（JSON）

## History.

history-description = 按月列出所有事件、维护和公告。
year-of-days = 一年中的每一天
heat-days = { $from }至{ $to }，每天取所有组件中最严重的状态：
heat-count = { $status } { $days } 天，
heat-quiet = 无异常 { $days } 天。
nothing-yet = 尚无任何记录。
all-months = 所有月份
count-incidents = { $count } 个事件
count-maintenance = { $count } 次维护
count-notices = { $count } 条公告

## Small pages.

nothing-here = 页面不存在
nothing-here-description = 此地址没有页面。
nothing-here-text = 此地址没有页面。服务出现故障？请查看<home><strong>当前状态</strong></home>。以往情况请见<history>历史记录</history>。
moved = 本页已移至：{ $page }
badges = 徽章和横幅
badges-description = 此状态页的徽章、订阅源和横幅，可复制使用。
badges-text = 复制到 README、Wiki 或您自己的网页中。每次查看时，都会显示本页当时的内容。
banner = 横幅
banner-see = 查看
banner-title = 状态
badge-of = { $title } 的徽章
status-of = { $title } 的状态

## The banner for other sites.

embed = { $status }（截至 { $written }），{ $stale } 之后过时
embed-stale = 已过时：生成于 { $written }
embed-copied = { $source }截至 { $at }
embed-not-read = { $source }未知

## Feeds and calendars.

updates-atom = 更新（Atom）
updates-rss = 更新（RSS）
updates-json = 更新（JSON Feed）
component-updates-atom = 此组件的更新（Atom）
component-updates-rss = 此组件的更新（RSS）
status-json = 状态（JSON）
feed-title = { $site } - 事件历史记录
feed-title-component = { $site } - { $component } - 事件历史记录
feed-description = { $site } 的事件、维护和公告
feed-resolved = 此事件已解决。
feed-completed = 计划维护已完成。
feed-cancelled = 此维护已取消。
feed-being-corrected = 详细信息正在更正。
feed-read-on = 继续阅读
calendar-name = { $site } 维护
calendar-name-component = { $site } 维护：{ $component }
calendar-components = 组件：{ $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } 没有响应。这是 { $copy } 上的副本，生成于 { $at }，签名有效。
worker-kept = { $host } 没有响应，也没有其他可访问且可信的副本。这是您于 { $at } 在此看到的内容，此后可能已有变化。
worker-last-known = 最后已知：
