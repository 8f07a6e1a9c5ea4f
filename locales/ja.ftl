### Japanese

## How components are. The words that readers see most; the badge shows them too.

status-operational = 正常稼働中
status-under-maintenance = メンテナンス中
status-unknown = 不明
status-degraded-performance = 性能低下
status-partial-outage = 一部停止
status-major-outage = 重大な停止

## Where an incident stands.

incident-investigating = 調査中
incident-identified = 原因特定済み
incident-monitoring = 経過監視中
incident-resolved = 解決済み
incident-postmortem = 事後分析

## Where a maintenance stands.

maintenance-scheduled = 予定
maintenance-in-progress = 実施中
maintenance-verifying = 確認中
maintenance-completed = 完了
maintenance-cancelled = 中止

## What there is, and what it did.

incident = インシデント
maintenance = メンテナンス
notice = お知らせ
update = 更新
impact-none = 影響なし
impact-minor = 軽微な影響
impact-major = 大きな影響
impact-critical = 重大な影響

## The one sentence on top of the home page.

headline-operational = すべてのシステムが正常稼働中
headline-under-maintenance = サービスのメンテナンス中
headline-partially-degraded = サービスの一部で性能低下
headline-degraded = システムの性能低下
headline-minor-outage = 軽微なサービス障害
headline-partial-outage = システムの一部停止
headline-major-outage = システムの重大な停止
headline-not-known = { $names }のステータスは不明
headline-components-not-known = { $count }個のコンポーネントのステータスは不明
headline-sources-not-read = 情報源の一部を読み取れないため、残りは不明
headline-and-not-known = { $headline }、{ $names }のステータスは不明
headline-and-components-not-known = { $headline }、{ $count }個のコンポーネントのステータスは不明
headline-and-sources-not-read = { $headline }、情報源の一部を読み取れないため残りは不明

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = 1分未満
duration-seconds = { $count }秒
duration-minutes = { $count }分
duration-hours = { $count }時間
duration-days = { $count }日
duration-both = { $larger }{ $smaller }

## Days, numbers and lists.

days-range = { $from }～{ $to }
days-range-in-month = { $from }～{ $to }
time-range = { $from }～{ $to }
percent = { $number }%
list-separator = 、
labelled = { $label }：{ $text }

## Around every page.

skip = ステータスへ移動
nav-site = サイト
nav-languages = 言語
history = 履歴
subscribe = 購読
last-changed = 最終変更：{ $at }。最新の状況は<home>トップページ</home>をご覧ください。
copies = このページのコピー：
questions = お問い合わせ：{ $address }
as-of = { $text }。{ $at }時点。
preview-changed = 最終変更：{ $at }

## How old the page is.

age = 作成：{ $written }。次の更新予定：{ $due }まで。{ $stale }以降は古い情報とみなしてください。
age-copies = 作成：{ $written }。次の更新予定：{ $due }まで。{ $stale }以降は<copies>別のコピー</copies>をご覧ください。
age-stale = <strong>このページの情報は古くなっています。</strong>作成：{ $written }。その後の更新はありません。状況が変わっている可能性があります。
age-newer = より新しいコピーが<copies>別のアドレス</copies>にあります。

## The home page: what is wrong now.

open-incidents = 対応中のインシデント{ $count }件
open-since = { $incidents }、{ $at }から（{ $lasted }）
since-lasting = { $at }から（{ $lasted }）
next-update-by = 次の更新予定：{ $at }まで
next-update-was-due = 次の更新予定時刻を過ぎています：{ $at }
update-overdue = 更新が遅れています
earlier-updates = 以前の更新情報{ $count }件
sources-not-read = 読み取れなかった情報源：{ $sources }。その内容は不明です。
source-copied = { $source }は{ $at }時点の内容です（このページ作成の{ $before }前）。それ以降の記載は不明です。
source-board = Trelloボード
posted = 掲載：{ $at }
being-corrected = この記載の詳細は修正中です。

## The home page: components.

components = コンポーネント
in-90-days = （90日間）。
days-were = { $days }：{ $status }。
no-data-for-days = データなし
uptime-not-known = 稼働率不明
not-known = 不明
last-known = 最後に確認されたステータス：{ $status }
last-known-until = 最後に確認されたステータス：{ $status }、{ $at }まで
key-of-days = 90日間（右端が今日、高いほど深刻）：
dependencies = 利用している外部サービス
dependencies-not-ours = 外部の事業者が運営するサービスです。このページでは監視していないため、状況は各サービスのページでご確認ください。
needed-by = 利用元：{ $components }
asked-at = 取得：{ $at }

## The home page: what happened lately.

last-14-days = 過去14日間
day-ongoing = 新たなインシデントなし。以前のインシデントが継続。
day-not-known = 不明：読み取れない情報源があります。
day-quiet = インシデントはありません。
all-history = すべての履歴
feed-calendar = メンテナンスカレンダー
for-programs = プログラム向け：
link-status = ステータス
link-metrics = メトリクス

## An incident.

fact-began = 発生
fact-ended = 終了
fact-so-far = 経過時間
fact-lasted = 継続時間
fact-next-update = 次の更新
fact-by = { $at }まで
fact-was-due = 予定時刻超過：{ $at }
fact-overdue = 遅延
fact-explained = 説明
link-postmortem = 事後分析
fact-provider = 提供元
affected-now = 現在
affected-at-worst = 最悪時
affected-expected = 実施中の見込み
affected-was-expected = 当初の見込み
affected-during = 実施中
component-not-known = { $component }のステータスは不明
time-being-corrected = 時刻を修正中
changed-from = 変更前は{ $status }、変更後は

## A maintenance.

planned-maintenance = 予定されているメンテナンス
add-to-calendar = カレンダーに追加
clock-announced = 予告済み。
clock-started = 予告どおりの時刻に自動で開始。
clock-completed = 予告どおりの時刻に自動で完了。
clock-other = 時刻による自動更新。
fact-when = 日時
fact-planned = 予定時間
fact-took = 所要時間
fact-and-then = 以降の予定
length-planned = 予定{ $length }
length-so-far = 経過{ $length }
length-taken = 実績{ $length }
past-its-end = 終了予定時刻を過ぎていますが、まだ続いています。
plan-begun = 予定ではすでに始まっています。
plan-over = 予定ではすでに終わっています。

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = 定期
every-day =
    { $count ->
        [1] 毎日
       *[other] { $count }日ごと
    }
every-week =
    { $count ->
        [1] 毎週
       *[other] { $count }週間ごと
    }
every-month =
    { $count ->
        [1] 毎月
       *[other] { $count }か月ごと
    }
every-year =
    { $count ->
        [1] 毎年
       *[other] { $count }年ごと
    }
repeats-on = { $repeats }（{ $days }）
weekday =
    { $day ->
        [mo] 月曜日
        [tu] 火曜日
        [we] 水曜日
        [th] 木曜日
        [fr] 金曜日
        [sa] 土曜日
       *[su] 日曜日
    }
nth-weekday =
    { $nth ->
        [1] 第1{ weekday }
        [2] 第2{ weekday }
        [3] 第3{ weekday }
        [4] 第4{ weekday }
       *[other] 最終{ weekday }
    }
month-day = { $number }日
month-last-day = 末日

## A component.

since = { $at }から
last-known-was = 最後に確認されたステータス：{ $status }
retired = 提供終了
component-as-of = { $at }時点の情報です。最新の状況は<home>トップページ</home>をご覧ください。
part-of = 所属グループ：{ $group }
needs = 依存先：{ $names }
last-90-days = 過去90日間
as-table = 同じ内容の表
column-days = 日付
column-worst = 最悪のステータス
column-for = 時間
no-data = データなし
uptime = 稼働率
column-window = 期間
column-down = 停止時間
window-day = 24時間
window-week = 7日間
window-month = 30日間
window-quarter = 90日間
window-year = 365日間
since-its-start = 開始以降
unknown-left-out = （不明：{ $length }）
formula = 稼働率 = 1 −（{ $down }）÷ ステータスが判明している時間
formula-nothing-counts = 停止時間に数えるものなし
formula-major-outage = 重大な停止
formula-partial-outage = 一部停止
formula-degraded-performance = 性能低下
formula-maintenance = メンテナンス
budget-left = 目標{ $target }：30日間の許容時間{ $allowed }、使用済み{ $used }、<strong>残り{ $left }</strong>。
budget-over = 目標{ $target }：30日間の許容時間{ $allowed }、使用済み{ $used }、<strong>超過{ $left }</strong>。
what-happened = これまでの出来事
what-happened-not-known = 情報源を読み取れないため、これまでの出来事は不明です。
nothing-in-90-days = 過去90日間の記録はありません。
feed-badge = バッジ
feed-badge-json = バッジ（JSON）

## History.

history-description = すべてのインシデント、メンテナンス、お知らせの月別一覧。
year-of-days = 1年間の日別ステータス
heat-days = { $from }～{ $to }の日別ステータス（全コンポーネントのうち最も悪いもの）：
heat-count = { $status } { $days }日、
heat-quiet = 異常なし { $days }日。
nothing-yet = 記録はまだありません。
all-months = すべての月
count-incidents = インシデント{ $count }件
count-maintenance = メンテナンス{ $count }件
count-notices = お知らせ{ $count }件

## Small pages.

nothing-here = ページが見つかりません
nothing-here-description = このアドレスにページはありません。
nothing-here-text = このアドレスにページはありません。障害かどうかは<home><strong>現在のステータス</strong></home>でご確認ください。過去の出来事は<history>履歴</history>にあります。
moved = このページは移動しました：{ $page }
badges = バッジとバナー
badges-description = このステータスページのバッジ、フィード、バナー。コピーして使えます。
badges-text = README、Wiki、自分のページにコピーして貼り付けてください。表示されるたびに、このページのその時点の内容を示します。
banner = バナー
banner-see = 表示する
banner-title = ステータス
badge-of = { $title }のバッジ
status-of = { $title }のステータス

## The banner for other sites.

embed = { $status }（{ $written }時点）、{ $stale }以降は古い情報
embed-stale = 古い情報です。作成：{ $written }
embed-copied = { $source }は{ $at }時点
embed-not-read = { $source }は不明

## Feeds and calendars.

updates-atom = 更新情報（Atom）
updates-rss = 更新情報（RSS）
updates-json = 更新情報（JSON Feed）
component-updates-atom = このコンポーネントの更新情報（Atom）
component-updates-rss = このコンポーネントの更新情報（RSS）
status-json = ステータス（JSON）
feed-title = { $site } - インシデント履歴
feed-title-component = { $site } - { $component } - インシデント履歴
feed-description = { $site }のインシデント、メンテナンス、お知らせ
feed-resolved = このインシデントは解決しました。
feed-completed = 予定されていたメンテナンスは完了しました。
feed-cancelled = このメンテナンスは中止されました。
feed-being-corrected = 詳細は修正中です。
feed-read-on = 続きを読む
calendar-name = { $site }のメンテナンス
calendar-name-component = { $site }のメンテナンス：{ $component }
calendar-components = コンポーネント：{ $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host }が応答していません。これは{ $copy }にあるコピーです（作成：{ $at }）。署名は正しいことを確認済みです。
worker-kept = { $host }が応答せず、接続でき、かつ信頼できるコピーもほかに見つかりませんでした。これは{ $at }にここで表示された内容です。その後変わっている可能性があります。
worker-last-known = 最後に確認された内容：
