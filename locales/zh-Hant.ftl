### Chinese (Traditional)

## How components are. The words that readers see most; the badge shows them too.

status-operational = 運作正常
status-under-maintenance = 維護中
status-unknown = 狀態未知
status-degraded-performance = 效能下降
status-partial-outage = 部分中斷
status-major-outage = 重大中斷

## Where an incident stands.

incident-investigating = 調查中
incident-identified = 已找出原因
incident-monitoring = 監控中
incident-resolved = 已解決
incident-postmortem = 事後分析

## Where a maintenance stands.

maintenance-scheduled = 已排定
maintenance-in-progress = 進行中
maintenance-verifying = 驗證中
maintenance-completed = 已完成
maintenance-cancelled = 已取消

## What there is, and what it did.

incident = 事件
maintenance = 維護
notice = 公告
update = 更新
impact-none = 無影響
impact-minor = 輕微影響
impact-major = 較大影響
impact-critical = 嚴重影響

## The one sentence on top of the home page.

headline-operational = 所有系統運作正常
headline-under-maintenance = 服務維護中
headline-partially-degraded = 部分服務效能下降
headline-degraded = 系統服務效能下降
headline-minor-outage = 服務輕微中斷
headline-partial-outage = 系統部分中斷
headline-major-outage = 系統重大中斷
headline-not-known = { $names } 的狀態未知
headline-components-not-known = { $count } 個元件的狀態未知
headline-sources-not-read = 部分資料來源無法讀取，其餘狀態未知
headline-and-not-known = { $headline }；{ $names } 的狀態未知
headline-and-components-not-known = { $headline }；{ $count } 個元件的狀態未知
headline-and-sources-not-read = { $headline }；部分資料來源無法讀取，其餘狀態未知

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = 不到 1 分鐘
duration-seconds = { $count } 秒
duration-minutes = { $count } 分鐘
duration-hours = { $count } 小時
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

skip = 跳至狀態
nav-site = 網站
nav-languages = 語言
history = 歷史紀錄
subscribe = 訂閱
last-changed = 最近變更：{ $at }。目前狀況請見<home>首頁</home>。
copies = 本頁的副本：
questions = 聯絡我們：{ $address }
as-of = { $text }。截至 { $at }。
preview-changed = 最近變更：{ $at }

## How old the page is.

age = 產生於 { $written }；最遲 { $due } 會有新版本；{ $stale } 之後，本頁內容即已過時。
age-copies = 產生於 { $written }；最遲 { $due } 會有新版本；{ $stale } 之後，請查看<copies>其他副本</copies>。
age-stale = <strong>本頁內容已過時。</strong>產生於 { $written }，之後沒有更新；實際狀況可能已有變化。
age-newer = <copies>其他網址</copies>上有較新的副本。

## The home page: what is wrong now.

open-incidents = { $count } 個未解決的事件
open-since = { $incidents }，自 { $at } 起（{ $lasted }）
since-lasting = 自 { $at } 起（{ $lasted }）
next-update-by = 下次更新不晚於 { $at }
next-update-was-due = 下次更新原定不晚於 { $at }
update-overdue = 更新已逾期
earlier-updates = 更早的 { $count } 則更新
sources-not-read = 無法讀取：{ $sources }。其中的內容未知。
source-copied = { $source }的內容截至 { $at }（本頁產生前 { $before }），之後的內容未知。
source-board = Trello 看板
posted = 發布於 { $at }
being-corrected = 此項目的詳細資訊更正中。

## The home page: components.

components = 元件
in-90-days = （90 天內）。
days-were = { $days }：{ $status }。
no-data-for-days = 無資料
uptime-not-known = 可用率未知
not-known = 未知
last-known = 最後已知狀態：{ $status }
last-known-until = 最後已知狀態：{ $status }，截至 { $at }
key-of-days = 90 天，最右為今天；越高越嚴重：
dependencies = 我們依賴的服務
dependencies-not-ours = 這些服務由他方營運，本頁不予監控；其狀態請以各自的頁面為準。
needed-by = 用於 { $components }
asked-at = 查詢於 { $at }

## The home page: what happened lately.

last-14-days = 最近 14 天
day-ongoing = 無新事件；先前的事件仍在持續。
day-not-known = 未知：有資料來源無法讀取。
day-quiet = 無事件。
all-history = 全部歷史紀錄
feed-calendar = 維護行事曆
for-programs = 供程式使用：
link-status = 狀態
link-metrics = 指標

## An incident.

fact-began = 開始
fact-ended = 結束
fact-so-far = 已持續
fact-lasted = 持續時間
fact-next-update = 下次更新
fact-by = 不晚於 { $at }
fact-was-due = 原定不晚於 { $at }
fact-overdue = 已逾期
fact-explained = 說明
link-postmortem = 事後分析
fact-provider = 供應商
affected-now = 目前
affected-at-worst = 最嚴重時
affected-expected = 預計
affected-was-expected = 原先預計
affected-during = 維護期間
component-not-known = { $component } 的狀態未知
time-being-corrected = 時間更正中
changed-from = 由「{ $status }」變為

## A maintenance.

planned-maintenance = 預定維護
add-to-calendar = 加入行事曆
clock-announced = 已公告。
clock-started = 已依公告時間自動開始。
clock-completed = 已依公告時間自動完成。
clock-other = 依時間自動更新。
fact-when = 時間
fact-planned = 預定時長
fact-took = 實際用時
fact-and-then = 後續時間
length-planned = 預定 { $length }
length-so-far = 已進行 { $length }
length-taken = 實際 { $length }
past-its-end = 已超過預定結束時間，仍在進行。
plan-begun = 依預定時間，維護已經開始。
plan-over = 依預定時間，維護已經結束。

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = 定期
every-day =
    { $count ->
        [1] 每天
       *[other] 每 { $count } 天
    }
every-week =
    { $count ->
        [1] 每週
       *[other] 每 { $count } 週
    }
every-month =
    { $count ->
        [1] 每月
       *[other] 每 { $count } 個月
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
        [1] 第一個{ weekday }
        [2] 第二個{ weekday }
        [3] 第三個{ weekday }
        [4] 第四個{ weekday }
       *[other] 最後一個{ weekday }
    }
month-day = { $number } 日
month-last-day = 最後一天

## A component.

since = 自 { $at } 起
last-known-was = 最後已知狀態：{ $status }
retired = 已停用
component-as-of = 截至 { $at }。目前狀況請見<home>首頁</home>。
part-of = 所屬群組：{ $group }
needs = 依賴：{ $names }
last-90-days = 最近 90 天
as-table = 以表格顯示
column-days = 日期
column-worst = 最嚴重狀態
column-for = 時長
no-data = 無資料
uptime = 可用率
column-window = 時段
column-down = 中斷時長
window-day = 24 小時
window-week = 7 天
window-month = 30 天
window-quarter = 90 天
window-year = 365 天
since-its-start = 自啟用以來
unknown-left-out = （未知：{ $length }）
formula = 可用率 = 1 −（{ $down }）÷ 狀態已知的時間
formula-nothing-counts = 沒有計入中斷的狀態
formula-major-outage = 重大中斷
formula-partial-outage = 部分中斷
formula-degraded-performance = 效能下降
formula-maintenance = 維護
budget-left = 目標 { $target }：30 天內容許 { $allowed }，已用 { $used }，<strong>剩餘 { $left }</strong>。
budget-over = 目標 { $target }：30 天內容許 { $allowed }，已用 { $used }，<strong>超出 { $left }</strong>。
what-happened = 相關紀錄
what-happened-not-known = 相關紀錄未知：有資料來源無法讀取。
nothing-in-90-days = 最近 90 天內無紀錄。
feed-badge = 徽章
feed-badge-json = 徽章（JSON）

## History.

history-description = 依月份列出所有事件、維護和公告。
year-of-days = 一年中的每一天
heat-days = { $from }至{ $to }，每天取所有元件中最嚴重的狀態：
heat-count = { $status } { $days } 天，
heat-quiet = 無異常 { $days } 天。
nothing-yet = 尚無任何紀錄。
all-months = 所有月份
count-incidents = { $count } 個事件
count-maintenance = { $count } 次維護
count-notices = { $count } 則公告

## Small pages.

nothing-here = 找不到頁面
nothing-here-description = 此網址沒有頁面。
nothing-here-text = 此網址沒有頁面。服務發生問題了嗎？請查看<home><strong>目前狀態</strong></home>。過往狀況請見<history>歷史紀錄</history>。
moved = 本頁已移至：{ $page }
badges = 徽章和橫幅
badges-description = 此狀態頁的徽章、Feed 和橫幅，可複製使用。
badges-text = 複製到 README、Wiki 或您自己的網頁中。每次查看時，都會顯示本頁當時的內容。
banner = 橫幅
banner-see = 查看
banner-title = 狀態
badge-of = { $title } 的徽章
status-of = { $title } 的狀態

## The banner for other sites.

embed = { $status }（截至 { $written }），{ $stale } 之後過時
embed-stale = 已過時：產生於 { $written }
embed-copied = { $source }截至 { $at }
embed-not-read = { $source }未知

## Feeds and calendars.

updates-atom = 更新（Atom）
updates-rss = 更新（RSS）
updates-json = 更新（JSON Feed）
component-updates-atom = 此元件的更新（Atom）
component-updates-rss = 此元件的更新（RSS）
status-json = 狀態（JSON）
feed-title = { $site } - 事件歷史紀錄
feed-title-component = { $site } - { $component } - 事件歷史紀錄
feed-description = { $site } 的事件、維護和公告
feed-resolved = 此事件已解決。
feed-completed = 預定維護已完成。
feed-cancelled = 此維護已取消。
feed-being-corrected = 詳細資訊更正中。
feed-read-on = 繼續閱讀
calendar-name = { $site } 維護
calendar-name-component = { $site } 維護：{ $component }
calendar-components = 元件：{ $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } 沒有回應。這是 { $copy } 上的副本，產生於 { $at }，簽章有效。
worker-kept = { $host } 沒有回應，也沒有其他可連線且可信的副本。這是您於 { $at } 在此看到的內容，之後可能已有變化。
worker-last-known = 最後已知：
