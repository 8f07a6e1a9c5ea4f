### Korean

## How components are. The words that readers see most; the badge shows them too.

status-operational = 정상 작동
status-under-maintenance = 점검 중
status-unknown = 확인 불가
status-degraded-performance = 성능 저하
status-partial-outage = 부분 장애
status-major-outage = 심각한 장애

## Where an incident stands.

incident-investigating = 조사 중
incident-identified = 원인 파악됨
incident-monitoring = 모니터링 중
incident-resolved = 해결됨
incident-postmortem = 사후 분석

## Where a maintenance stands.

maintenance-scheduled = 예정됨
maintenance-in-progress = 진행 중
maintenance-verifying = 확인 중
maintenance-completed = 완료됨
maintenance-cancelled = 취소됨

## What there is, and what it did.

incident = 장애
maintenance = 점검
notice = 공지
update = 업데이트
impact-none = 영향 없음
impact-minor = 경미한 영향
impact-major = 큰 영향
impact-critical = 심각한 영향

## The one sentence on top of the home page.

headline-operational = 모든 시스템 정상 작동 중
headline-under-maintenance = 서비스 점검 중
headline-partially-degraded = 일부 서비스 성능 저하
headline-degraded = 시스템 성능 저하
headline-minor-outage = 경미한 서비스 장애
headline-partial-outage = 시스템 부분 장애
headline-major-outage = 심각한 시스템 장애
headline-not-known = { $names }: 상태 확인 불가
headline-components-not-known = 구성 요소 { $count }개의 상태 확인 불가
headline-sources-not-read = 일부 출처를 읽을 수 없어 나머지는 확인 불가
headline-and-not-known = { $headline }, { $names }: 상태 확인 불가
headline-and-components-not-known = { $headline }, 구성 요소 { $count }개의 상태 확인 불가
headline-and-sources-not-read = { $headline }, 일부 출처를 읽을 수 없어 나머지는 확인 불가

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = 1분 미만
duration-seconds = { $count }초
duration-minutes = { $count }분
duration-hours = { $count }시간
duration-days = { $count }일
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } ~ { $to }
days-range-in-month = { $from } ~ { $to }
time-range = { $from } ~ { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = 상태로 건너뛰기
nav-site = 사이트
nav-languages = 언어
history = 기록
subscribe = 구독
last-changed = 마지막 변경: { $at }. 현재 상태는 <home>홈페이지</home>에서 확인하세요.
copies = 이 페이지의 사본:
questions = 문의: { $address }
as-of = { $text }. { $at } 기준.
preview-changed = 마지막 변경: { $at }

## How old the page is.

age = 작성: { $written }. 다음 갱신 예정: { $due }까지. { $stale } 이후에는 오래된 정보입니다.
age-copies = 작성: { $written }. 다음 갱신 예정: { $due }까지. { $stale } 이후에는 <copies>다른 사본</copies>을 확인하세요.
age-stale = <strong>이 페이지는 오래된 정보입니다.</strong> 작성: { $written }. 이후 갱신되지 않았으며, 내용이 바뀌었을 수 있습니다.
age-newer = <copies>다른 주소</copies>에 더 최신 사본이 있습니다.

## The home page: what is wrong now.

open-incidents = 진행 중인 장애 { $count }건
open-since = { $incidents }, { $at }부터 ({ $lasted })
since-lasting = { $at }부터 ({ $lasted })
next-update-by = 다음 업데이트: { $at }까지
next-update-was-due = 다음 업데이트 예정 시각 지남: { $at }
update-overdue = 업데이트 지연 중
earlier-updates = 이전 업데이트 { $count }건
sources-not-read = 읽을 수 없음: { $sources }. 해당 내용은 알 수 없습니다.
source-copied = { $source }: { $at } 기준 내용입니다(이 페이지 작성 { $before } 전). 이후의 내용은 알 수 없습니다.
source-board = Trello 보드
posted = 게시: { $at }
being-corrected = 이 항목의 세부 정보를 수정하고 있습니다.

## The home page: components.

components = 구성 요소
in-90-days = (90일간).
days-were = { $days }: { $status }.
no-data-for-days = 데이터 없음
uptime-not-known = 가동률 확인 불가
not-known = 확인 불가
last-known = 마지막으로 확인된 상태: { $status }
last-known-until = 마지막으로 확인된 상태: { $status }, { $at }까지
key-of-days = 90일, 맨 오른쪽이 오늘이며 높을수록 심각함:
dependencies = 외부 의존 서비스
dependencies-not-ours = 다른 업체가 운영하며 이 페이지에서 모니터링하지 않습니다. 상태는 해당 서비스의 페이지에서 확인하세요.
needed-by = 사용처: { $components }
asked-at = 조회: { $at }

## The home page: what happened lately.

last-14-days = 최근 14일
day-ongoing = 새로운 장애 없음. 이전 장애가 계속됨.
day-not-known = 확인 불가: 읽을 수 없는 출처가 있습니다.
day-quiet = 장애 없음.
all-history = 전체 기록
feed-calendar = 점검 캘린더
for-programs = 프로그램용:
link-status = 상태
link-metrics = 메트릭

## An incident.

fact-began = 시작
fact-ended = 종료
fact-so-far = 경과 시간
fact-lasted = 지속 시간
fact-next-update = 다음 업데이트
fact-by = { $at }까지
fact-was-due = 예정 시각 지남: { $at }
fact-overdue = 지연 중
fact-explained = 설명
link-postmortem = 사후 분석
fact-provider = 제공업체
affected-now = 현재
affected-at-worst = 가장 심각했던 상태
affected-expected = 예상
affected-was-expected = 당초 예상
affected-during = 점검 중
component-not-known = { $component }: 상태 확인 불가
time-being-corrected = 시각 수정 중
changed-from = 이전 { $status }, 변경 후

## A maintenance.

planned-maintenance = 예정된 점검
add-to-calendar = 캘린더에 추가
clock-announced = 공지됨.
clock-started = 공지된 시각에 자동으로 시작됨.
clock-completed = 공지된 시각에 자동으로 완료됨.
clock-other = 시각에 따라 자동으로 변경됨.
fact-when = 일시
fact-planned = 예정 시간
fact-took = 소요 시간
fact-and-then = 이후 일정
length-planned = 예정 { $length }
length-so-far = 경과 { $length }
length-taken = 소요 { $length }
past-its-end = 예정된 종료 시각이 지났지만 아직 진행 중입니다.
plan-begun = 예정대로라면 이미 시작되었습니다.
plan-over = 예정대로라면 이미 끝났습니다.

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = 정기
every-day =
    { $count ->
        [1] 매일
       *[other] { $count }일마다
    }
every-week =
    { $count ->
        [1] 매주
       *[other] { $count }주마다
    }
every-month =
    { $count ->
        [1] 매월
       *[other] { $count }개월마다
    }
every-year =
    { $count ->
        [1] 매년
       *[other] { $count }년마다
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] 월요일
        [tu] 화요일
        [we] 수요일
        [th] 목요일
        [fr] 금요일
        [sa] 토요일
       *[su] 일요일
    }
nth-weekday =
    { $nth ->
        [1] 첫째 { weekday }
        [2] 둘째 { weekday }
        [3] 셋째 { weekday }
        [4] 넷째 { weekday }
       *[other] 마지막 { weekday }
    }
month-day = { $number }일
month-last-day = 말일

## A component.

since = { $at }부터
last-known-was = 마지막으로 확인된 상태: { $status }
retired = 종료됨
component-as-of = { $at } 기준. 현재 상태는 <home>홈페이지</home>에서 확인하세요.
part-of = 소속: { $group }
needs = 의존: { $names }
last-90-days = 최근 90일
as-table = 표로 보기
column-days = 날짜
column-worst = 가장 나쁜 상태
column-for = 시간
no-data = 데이터 없음
uptime = 가동률
column-window = 기간
column-down = 장애 시간
window-day = 24시간
window-week = 7일
window-month = 30일
window-quarter = 90일
window-year = 365일
since-its-start = 시작 이후
unknown-left-out = (확인 불가: { $length })
formula = 가동률 = 1 − ({ $down }) ÷ 상태가 확인된 시간
formula-nothing-counts = 장애 시간에 포함되는 상태 없음
formula-major-outage = 심각한 장애
formula-partial-outage = 부분 장애
formula-degraded-performance = 성능 저하
formula-maintenance = 점검
budget-left = 목표 { $target }: 30일간 허용 { $allowed }, 사용 { $used }, <strong>남은 시간 { $left }</strong>.
budget-over = 목표 { $target }: 30일간 허용 { $allowed }, 사용 { $used }, <strong>초과 { $left }</strong>.
what-happened = 지난 내역
what-happened-not-known = 지난 내역 확인 불가: 읽을 수 없는 출처가 있습니다.
nothing-in-90-days = 최근 90일간 내역이 없습니다.
feed-badge = 배지
feed-badge-json = 배지(JSON)

## History.

history-description = 모든 장애, 점검, 공지의 월별 목록입니다.
year-of-days = 1년간 일별 상태
heat-days = { $from } ~ { $to } 기간의 일별 상태(전체 구성 요소 중 가장 나쁜 상태 기준):
heat-count = { $status } { $days }일,
heat-quiet = 이상 없음 { $days }일.
nothing-yet = 아직 내역이 없습니다.
all-months = 전체 월
count-incidents = 장애 { $count }건
count-maintenance = 점검 { $count }건
count-notices = 공지 { $count }건

## Small pages.

nothing-here = 페이지를 찾을 수 없음
nothing-here-description = 이 주소에는 페이지가 없습니다.
nothing-here-text = 이 주소에는 페이지가 없습니다. 장애가 발생했나요? <home><strong>현재 상태</strong></home>에서 확인하세요. 지난 내역은 <history>기록</history>에 있습니다.
moved = 이 페이지는 이동했습니다: { $page }
badges = 배지 및 배너
badges-description = 이 상태 페이지의 배지, 피드, 배너를 복사해 사용하세요.
badges-text = README, 위키 또는 원하는 페이지에 복사해 넣으세요. 볼 때마다 이 페이지의 그 시점 내용을 표시합니다.
banner = 배너
banner-see = 보기
banner-title = 상태
badge-of = { $title } 배지
status-of = { $title } 상태

## The banner for other sites.

embed = { $status }, { $written } 기준. { $stale } 이후에는 오래된 정보
embed-stale = 오래된 정보입니다. 작성: { $written }
embed-copied = { $source }: { $at } 기준
embed-not-read = { $source }: 확인 불가

## Feeds and calendars.

updates-atom = 업데이트(Atom)
updates-rss = 업데이트(RSS)
updates-json = 업데이트(JSON Feed)
component-updates-atom = 이 구성 요소의 업데이트(Atom)
component-updates-rss = 이 구성 요소의 업데이트(RSS)
status-json = 상태(JSON)
feed-title = { $site } - 장애 기록
feed-title-component = { $site } - { $component } - 장애 기록
feed-description = { $site }의 장애, 점검, 공지
feed-resolved = 이 장애는 해결되었습니다.
feed-completed = 예정된 점검이 완료되었습니다.
feed-cancelled = 이 점검은 취소되었습니다.
feed-being-corrected = 세부 정보를 수정하고 있습니다.
feed-read-on = 계속 읽기
calendar-name = { $site } 점검
calendar-name-component = { $site } 점검: { $component }
calendar-components = 구성 요소: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } 서버가 응답하지 않습니다. 이 페이지는 { $copy }에 있는 사본입니다(작성: { $at }). 서명이 올바른 것으로 확인되었습니다.
worker-kept = { $host } 서버가 응답하지 않으며, 연결 가능하고 신뢰할 수 있는 다른 사본도 없습니다. 이 내용은 { $at }에 이곳에서 확인하신 것이며, 이후 바뀌었을 수 있습니다.
worker-last-known = 마지막으로 확인된 내용:
