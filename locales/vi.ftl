### Vietnamese

## How components are. The words that readers see most; the badge shows them too.

status-operational = Hoạt động bình thường
status-under-maintenance = Đang bảo trì
status-unknown = Không rõ
status-degraded-performance = Hiệu suất suy giảm
status-partial-outage = Gián đoạn một phần
status-major-outage = Gián đoạn nghiêm trọng

## Where an incident stands.

incident-investigating = Đang điều tra
incident-identified = Đã xác định nguyên nhân
incident-monitoring = Đang theo dõi
incident-resolved = Đã khắc phục
incident-postmortem = Phân tích sau sự cố

## Where a maintenance stands.

maintenance-scheduled = Đã lên lịch
maintenance-in-progress = Đang tiến hành
maintenance-verifying = Đang kiểm tra
maintenance-completed = Đã hoàn tất
maintenance-cancelled = Đã hủy

## What there is, and what it did.

incident = Sự cố
maintenance = Bảo trì
notice = Thông báo
update = Cập nhật
impact-none = Không ảnh hưởng
impact-minor = Ảnh hưởng nhỏ
impact-major = Ảnh hưởng lớn
impact-critical = Ảnh hưởng nghiêm trọng

## The one sentence on top of the home page.

headline-operational = Tất cả hệ thống hoạt động bình thường
headline-under-maintenance = Dịch vụ đang bảo trì
headline-partially-degraded = Một phần dịch vụ bị suy giảm
headline-degraded = Hệ thống suy giảm hiệu suất
headline-minor-outage = Dịch vụ gián đoạn nhẹ
headline-partial-outage = Hệ thống gián đoạn một phần
headline-major-outage = Hệ thống gián đoạn nghiêm trọng
headline-not-known = Không rõ trạng thái của { $names }
headline-components-not-known = Không rõ trạng thái của { $count } thành phần
headline-sources-not-read = Không đọc được một số nguồn dữ liệu: phần còn lại không rõ
headline-and-not-known = { $headline }; không rõ trạng thái của { $names }
headline-and-components-not-known = { $headline }; không rõ trạng thái của { $count } thành phần
headline-and-sources-not-read = { $headline }; không đọc được một số nguồn dữ liệu: phần còn lại không rõ

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = chưa đến 1 phút
duration-seconds = { $count } giây
duration-minutes = { $count } phút
duration-hours = { $count } giờ
duration-days = { $count } ngày
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = Chuyển đến phần trạng thái
nav-site = Trang web
nav-languages = Ngôn ngữ
history = Lịch sử
subscribe = Đăng ký
last-changed = Thay đổi lần cuối: { $at }. Tình trạng hiện tại có trên <home>trang chủ</home>.
copies = Bản sao của trang này:
questions = Liên hệ: { $address }
as-of = { $text }. Tính đến { $at }.
preview-changed = Thay đổi gần nhất: { $at }

## How old the page is.

age = Tạo lúc { $written }; sẽ có bản mới hơn trước { $due }; sau { $stale }, bản này được coi là cũ.
age-copies = Tạo lúc { $written }; sẽ có bản mới hơn trước { $due }; sau { $stale }, hãy xem <copies>bản sao khác</copies>.
age-stale = <strong>Trang này đã cũ.</strong> Trang được tạo lúc { $written } và từ đó chưa có bản mới hơn; tình hình có thể đã thay đổi.
age-newer = Có bản mới hơn tại <copies>địa chỉ khác</copies>.

## The home page: what is wrong now.

open-incidents = { $count } sự cố đang diễn ra
open-since = { $incidents } từ { $at } ({ $lasted })
since-lasting = từ { $at } ({ $lasted })
next-update-by = cập nhật tiếp theo trước { $at }
next-update-was-due = cập nhật tiếp theo đã quá hạn { $at }
update-overdue = cập nhật đã quá hạn
earlier-updates = { $count } cập nhật trước đó
sources-not-read = Không đọc được: { $sources }. Nội dung tại đó không rõ.
source-copied = Nội dung { $source } được hiển thị như lúc { $at }, { $before } trước khi trang này được tạo; không rõ nội dung từ đó đến nay.
source-board = bảng Trello
posted = Đăng lúc { $at }
being-corrected = Chi tiết của mục này đang được chỉnh sửa.

## The home page: components.

components = Thành phần
in-90-days = trong 90 ngày.
days-were = { $days }: { $status }.
no-data-for-days = không có dữ liệu
uptime-not-known = không rõ thời gian hoạt động
not-known = không rõ
last-known = Trạng thái đã biết gần nhất: { $status }
last-known-until = Trạng thái đã biết gần nhất: { $status }, đến { $at }
key-of-days = 90 ngày, hôm nay ở cuối; cột càng cao càng nghiêm trọng:
dependencies = Dịch vụ chúng tôi phụ thuộc
dependencies-not-ours = Các dịch vụ này do bên khác vận hành và trang này không theo dõi; tình trạng của chúng có trên trang riêng của từng dịch vụ.
needed-by = cần cho { $components }
asked-at = kiểm tra lúc { $at }

## The home page: what happened lately.

last-14-days = 14 ngày qua
day-ongoing = Không có gì mới; một sự cố trước đó vẫn tiếp diễn.
day-not-known = Không rõ: có nguồn dữ liệu không đọc được.
day-quiet = Không có sự cố.
all-history = Toàn bộ lịch sử
feed-calendar = Lịch bảo trì
for-programs = Dành cho chương trình:
link-status = Trạng thái
link-metrics = Số liệu

## An incident.

fact-began = Bắt đầu
fact-ended = Kết thúc
fact-so-far = Đã kéo dài
fact-lasted = Kéo dài
fact-next-update = Cập nhật tiếp theo
fact-by = trước { $at }
fact-was-due = đã quá hạn { $at }
fact-overdue = đã quá hạn
fact-explained = Giải thích
link-postmortem = Phân tích sau sự cố
fact-provider = Nhà cung cấp
affected-now = Hiện tại
affected-at-worst = Lúc nghiêm trọng nhất
affected-expected = Dự kiến
affected-was-expected = Dự kiến trước đó
affected-during = Trong khi bảo trì
component-not-known = Không rõ trạng thái của { $component }
time-being-corrected = thời gian đang được chỉnh sửa
changed-from = từ { $status } thành

## A maintenance.

planned-maintenance = Bảo trì theo kế hoạch
add-to-calendar = Thêm vào lịch
clock-announced = Đã thông báo.
clock-started = Tự động bắt đầu đúng giờ đã thông báo.
clock-completed = Tự động hoàn tất đúng giờ đã thông báo.
clock-other = Tự động theo giờ.
fact-when = Thời gian
fact-planned = Thời lượng dự kiến
fact-took = Thời lượng thực tế
fact-and-then = Các lần tiếp theo
length-planned = dự kiến { $length }
length-so-far = đã qua { $length }
length-taken = thực tế { $length }
past-its-end = Đã quá giờ kết thúc dự kiến nhưng vẫn đang tiến hành.
plan-begun = Theo kế hoạch, việc bảo trì đã bắt đầu.
plan-over = Theo kế hoạch, việc bảo trì đã kết thúc.

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = định kỳ
every-day =
    { $count ->
        [1] hằng ngày
        [one] { $count } ngày một lần
       *[other] { $count } ngày một lần
    }
every-week =
    { $count ->
        [1] hằng tuần
        [one] { $count } tuần một lần
       *[other] { $count } tuần một lần
    }
every-month =
    { $count ->
        [1] hằng tháng
        [one] { $count } tháng một lần
       *[other] { $count } tháng một lần
    }
every-year =
    { $count ->
        [1] hằng năm
        [one] { $count } năm một lần
       *[other] { $count } năm một lần
    }
repeats-on = { $repeats } vào { $days }
weekday =
    { $day ->
        [mo] thứ Hai
        [tu] thứ Ba
        [we] thứ Tư
        [th] thứ Năm
        [fr] thứ Sáu
        [sa] thứ Bảy
       *[su] Chủ nhật
    }
nth-weekday =
    { $nth ->
        [1] { weekday } đầu tiên của tháng
        [2] { weekday } thứ 2 của tháng
        [3] { weekday } thứ 3 của tháng
        [4] { weekday } thứ 4 của tháng
       *[other] { weekday } cuối cùng của tháng
    }
month-day = ngày { $number }
month-last-day = ngày cuối tháng

## A component.

since = từ { $at }
last-known-was = trạng thái đã biết gần nhất: { $status }
retired = đã ngừng
component-as-of = Tính đến { $at }. Tình trạng hiện tại có trên <home>trang chủ</home>.
part-of = Thuộc { $group }
needs = Phụ thuộc vào { $names }
last-90-days = 90 ngày qua
as-table = Xem dưới dạng bảng
column-days = Ngày
column-worst = Trạng thái xấu nhất
column-for = Thời lượng
no-data = Không có dữ liệu
uptime = Thời gian hoạt động
column-window = Khoảng thời gian
column-down = Thời gian gián đoạn
window-day = 24 giờ
window-week = 7 ngày
window-month = 30 ngày
window-quarter = 90 ngày
window-year = 365 ngày
since-its-start = từ khi bắt đầu
unknown-left-out = (không rõ: { $length })
formula = thời gian hoạt động = 1 − ({ $down }) ÷ thời gian đã rõ trạng thái
formula-nothing-counts = không có trạng thái nào tính là gián đoạn
formula-major-outage = gián đoạn nghiêm trọng
formula-partial-outage = gián đoạn một phần
formula-degraded-performance = hiệu suất suy giảm
formula-maintenance = bảo trì
budget-left = Mục tiêu { $target }: cho phép { $allowed } trong 30 ngày, đã dùng { $used }, <strong>còn { $left }</strong>.
budget-over = Mục tiêu { $target }: cho phép { $allowed } trong 30 ngày, đã dùng { $used }, <strong>vượt { $left }</strong>.
what-happened = Những gì đã xảy ra
what-happened-not-known = Không rõ những gì đã xảy ra: có nguồn dữ liệu không đọc được.
nothing-in-90-days = Không có gì trong 90 ngày qua.
feed-badge = Huy hiệu
feed-badge-json = Huy hiệu (JSON)

## History.

history-description = Mọi sự cố, đợt bảo trì và thông báo theo từng tháng.
year-of-days = Từng ngày trong một năm
heat-days = { $from } đến { $to }, mỗi ngày theo trạng thái xấu nhất của mọi thành phần:
heat-count = { $status } { $days } ngày,
heat-quiet = không có vấn đề { $days } ngày.
nothing-yet = Chưa có gì xảy ra.
all-months = Tất cả các tháng
count-incidents = { $count } sự cố
count-maintenance = { $count } đợt bảo trì
count-notices = { $count } thông báo

## Small pages.

nothing-here = Không tìm thấy trang
nothing-here-description = Không có trang nào tại địa chỉ này.
nothing-here-text = Không có trang nào tại địa chỉ này. Dịch vụ có đang gặp sự cố? Hãy xem <home><strong>trạng thái hiện tại</strong></home>. Những gì đã xảy ra có trong <history>lịch sử</history>.
moved = Trang này đã chuyển đến: { $page }
badges = Huy hiệu và biểu ngữ
badges-description = Huy hiệu, nguồn cấp và biểu ngữ của trang trạng thái này để sao chép và dán.
badges-text = Sao chép vào README, wiki hoặc trang của bạn. Mỗi lần được xem, chúng hiển thị đúng nội dung của trang này vào lúc đó.
banner = Biểu ngữ
banner-see = Xem
banner-title = trạng thái
badge-of = Huy hiệu của { $title }
status-of = trạng thái của { $title }

## The banner for other sites.

embed = { $status } lúc { $written }, được coi là cũ sau { $stale }
embed-stale = Đã cũ: tạo lúc { $written }
embed-copied = { $source } tính đến { $at }
embed-not-read = không rõ { $source }

## Feeds and calendars.

updates-atom = Cập nhật (Atom)
updates-rss = Cập nhật (RSS)
updates-json = Cập nhật (JSON Feed)
component-updates-atom = Cập nhật của thành phần này (Atom)
component-updates-rss = Cập nhật của thành phần này (RSS)
status-json = Trạng thái (JSON)
feed-title = { $site } - Lịch sử sự cố
feed-title-component = { $site } - { $component } - Lịch sử sự cố
feed-description = Sự cố, bảo trì và thông báo của { $site }
feed-resolved = Sự cố này đã được khắc phục.
feed-completed = Đợt bảo trì theo lịch đã hoàn tất.
feed-cancelled = Đợt bảo trì này đã bị hủy.
feed-being-corrected = Chi tiết đang được chỉnh sửa.
feed-read-on = Đọc tiếp
calendar-name = Bảo trì { $site }
calendar-name-component = Bảo trì { $site }: { $component }
calendar-components = Thành phần: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } không phản hồi. Đây là bản sao tại { $copy }, tạo lúc { $at }. Chữ ký của bản sao hợp lệ.
worker-kept = { $host } không phản hồi và không kết nối được với bản sao nào khác đáng tin cậy. Đây là nội dung bạn đã thấy tại đây lúc { $at }; tình hình có thể đã thay đổi.
worker-last-known = Thông tin gần nhất:
