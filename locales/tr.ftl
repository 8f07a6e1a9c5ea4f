### Turkish

## How components are.

status-operational = Çalışıyor
status-under-maintenance = Bakımda
status-unknown = Bilinmiyor
status-degraded-performance = Düşük performans
status-partial-outage = Kısmi kesinti
status-major-outage = Büyük kesinti

## Where an incident stands.

incident-investigating = İnceleniyor
incident-identified = Nedeni bulundu
incident-monitoring = İzleniyor
incident-resolved = Çözüldü
incident-postmortem = Olay sonrası inceleme

## Where a maintenance stands.

maintenance-scheduled = Planlandı
maintenance-in-progress = Devam ediyor
maintenance-verifying = Doğrulanıyor
maintenance-completed = Tamamlandı
maintenance-cancelled = İptal edildi

## What there is, and what it did.

incident = Olay
maintenance = Bakım
notice = Duyuru
update = Güncelleme
impact-none = Etkisi yok
impact-minor = Küçük etki
impact-major = Büyük etki
impact-critical = Kritik etki

## The one sentence on top of the home page.

headline-operational = Tüm sistemler çalışıyor
headline-under-maintenance = Bakım çalışması sürüyor
headline-partially-degraded = Kısmi performans düşüşü
headline-degraded = Sistemlerde performans düşüşü
headline-minor-outage = Küçük çaplı kesinti
headline-partial-outage = Kısmi kesinti
headline-major-outage = Büyük kesinti
headline-not-known = { $names }: durum bilinmiyor
headline-components-not-known =
    { $count ->
        [one] { $count } bileşenin durumu bilinmiyor
       *[other] { $count } bileşenin durumu bilinmiyor
    }
headline-sources-not-read = Bazı kaynaklarımız okunamadı: kalanı bilinmiyor
headline-and-not-known = { $headline }; { $names }: durum bilinmiyor
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; { $count } bileşenin durumu bilinmiyor
       *[other] { $headline }; { $count } bileşenin durumu bilinmiyor
    }
headline-and-sources-not-read = { $headline }; bazı kaynaklarımız okunamadı: kalanı bilinmiyor

## Lengths of time.

duration-under-a-minute = 1 dakikadan az
duration-seconds = { $count } sn
duration-minutes = { $count } dk
duration-hours = { $count } sa
duration-days =
    { $count ->
        [one] { $count } gün
       *[other] { $count } gün
    }
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = %{ $number }
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = Duruma geç
nav-site = Site
nav-languages = Diller
history = Geçmiş
subscribe = Abone ol
last-changed = Son değişiklik: { $at }. Güncel durum <home>ana sayfada</home>.
copies = Bu sayfanın kopyaları:
questions = Sorular: { $address }
as-of = { $text } ({ $at } itibarıyla).
preview-changed = Son değişiklik: { $at }

## How old the page is.

age = Yazıldı: { $written }; yenisi en geç { $due } yayımlanır; bu sayfa { $stale } sonrasında güncel sayılmaz.
age-copies = Yazıldı: { $written }; yenisi en geç { $due } yayımlanır; { $stale } sonrasında <copies>başka bir kopyaya</copies> bakın.
age-stale = <strong>Bu sayfa güncel değil.</strong> { $written } itibarıyla yazıldı ve yenisi gelmedi; durum değişmiş olabilir.
age-newer = Daha yenisi <copies>başka bir adreste</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } açık olay
       *[other] { $count } açık olay
    }
open-since = { $incidents }, başlangıç: { $at } ({ $lasted })
since-lasting = başlangıç: { $at } ({ $lasted })
next-update-by = sonraki güncelleme en geç { $at }
next-update-was-due = sonraki güncelleme en geç { $at } bekleniyordu
update-overdue = güncelleme gecikti
earlier-updates =
    { $count ->
        [one] { $count } önceki güncelleme
       *[other] { $count } önceki güncelleme
    }
sources-not-read = Okunamadı: { $sources }. İçeriği bilinmiyor.
source-copied = { $source }, { $at } itibarıyla gösteriliyor (bu sayfa yazılmadan { $before } önce): sonrasında ne yazıldığı bilinmiyor.
source-board = Trello panosu
posted = Yayımlandı: { $at }
being-corrected = Bu kaydın ayrıntıları düzeltiliyor.

## The home page: components.

components = Bileşenler
in-90-days = 90 günde.
days-were = { $days }: { $status }.
no-data-for-days = veri yok
uptime-not-known = çalışma süresi bilinmiyor
not-known = bilinmiyor
last-known = Son bilinen: { $status }
last-known-until = Son bilinen: { $status }, şu zamana kadar: { $at }
key-of-days = 90 gün, en sonda bugün; çubuk uzadıkça durum kötüleşir:
dependencies = Bağlı olduğumuz hizmetler
dependencies-not-ours = Bunları başkaları işletiyor ve bu sayfa onları izlemiyor: durumları kendi sayfalarında yer alır.
needed-by = kullanan: { $components }
asked-at = sorgulandı: { $at }

## The home page: what happened lately.

last-14-days = Son 14 gün
day-ongoing = Yeni bir şey yok; önceki bir olay sürdü.
day-not-known = Bilinmiyor: bir kaynak okunamadı.
day-quiet = Olay yok.
all-history = Tüm geçmiş
feed-calendar = Bakım takvimi
for-programs = Programlar için:
link-status = Durum
link-metrics = Metrikler

## An incident.

fact-began = Başlangıç
fact-ended = Bitiş
fact-so-far = Şu ana kadar
fact-lasted = Süre
fact-next-update = Sonraki güncelleme
fact-by = en geç { $at }
fact-was-due = en geç { $at } bekleniyordu
fact-overdue = gecikti
fact-explained = Açıklama
link-postmortem = Olay sonrası inceleme
fact-provider = Sağlayıcı
affected-now = Şimdi
affected-at-worst = En kötü anında
affected-expected = Beklenen
affected-was-expected = Beklenmişti
affected-during = Bakım sırasında
component-not-known = { $component }: durum bilinmiyor
time-being-corrected = zaman düzeltiliyor
changed-from = önceki durum { $status }, yeni durum

## A maintenance.

planned-maintenance = Planlı bakım
add-to-calendar = Takvime ekle
clock-announced = Duyuruldu.
clock-started = Duyurulan saatte otomatik olarak başladı.
clock-completed = Duyurulan saatte otomatik olarak tamamlandı.
clock-other = Plana göre otomatik.
fact-when = Ne zaman
fact-planned = Planlanan süre
fact-took = Süre
fact-and-then = Sonraki tarihler
length-planned = planlanan { $length }
length-so-far = şu ana kadar { $length }
length-taken = gerçekleşen { $length }
past-its-end = Planlanan bitiş geçti, çalışma hâlâ sürüyor.
plan-begun = Plana göre bakım başladı.
plan-over = Plana göre bakım sona erdi.

## How a maintenance recurs.

recurring = düzenli olarak
every-day =
    { $count ->
        [1] her gün
        [one] { $count } günde bir
       *[other] { $count } günde bir
    }
every-week =
    { $count ->
        [1] her hafta
        [one] { $count } haftada bir
       *[other] { $count } haftada bir
    }
every-month =
    { $count ->
        [1] her ay
        [one] { $count } ayda bir
       *[other] { $count } ayda bir
    }
every-year =
    { $count ->
        [1] her yıl
        [one] { $count } yılda bir
       *[other] { $count } yılda bir
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] pazartesi
        [tu] salı
        [we] çarşamba
        [th] perşembe
        [fr] cuma
        [sa] cumartesi
       *[su] pazar
    }
nth-weekday =
    { $nth ->
        [1] ilk { weekday }
        [2] ikinci { weekday }
        [3] üçüncü { weekday }
        [4] dördüncü { weekday }
       *[last] son { weekday }
    }
month-day = { $number }. gün
month-last-day = son gün

## A component.

since = başlangıç: { $at }
last-known-was = son bilinen: { $status }
retired = kullanımdan kaldırıldı
component-as-of = Bu bilgiler { $at } itibarıyladır. Güncel durum <home>ana sayfada</home>.
part-of = Bağlı olduğu grup: { $group }
needs = Bağımlılıkları: { $names }
last-90-days = Son 90 gün
as-table = Tablo olarak
column-days = Günler
column-worst = En kötü durum
column-for = Süre
no-data = Veri yok
uptime = Çalışma süresi
column-window = Dönem
column-down = Kesinti
window-day = 24 saat
window-week = 7 gün
window-month = 30 gün
window-quarter = 90 gün
window-year = 365 gün
since-its-start = başlangıcından beri
unknown-left-out = ({ $length } bilinmiyor)
formula = çalışma süresi = 1 − ({ $down }) ÷ durumu bilinen süre
formula-nothing-counts = hiçbir şey kesinti sayılmaz
formula-major-outage = büyük kesinti
formula-partial-outage = kısmi kesinti
formula-degraded-performance = düşük performans
formula-maintenance = bakım
budget-left = Hedef { $target }: 30 günde izin verilen { $allowed }, kullanılan { $used }, <strong>kalan { $left }</strong>.
budget-over = Hedef { $target }: 30 günde izin verilen { $allowed }, kullanılan { $used }, <strong>aşım { $left }</strong>.
what-happened = Neler oldu
what-happened-not-known = Neler olduğu bilinmiyor: bir kaynak okunamadı.
nothing-in-90-days = Son 90 günde bir şey olmadı.
feed-badge = Rozet
feed-badge-json = JSON olarak rozet

## History.

history-description = Tüm olaylar, bakımlar ve duyurular, ay ay.
year-of-days = Gün gün bir yıl
heat-days = { $from } – { $to }, her gün bileşenlerin en kötü durumuna göre; gün sayısı:
heat-count = { $status }: { $days },
heat-quiet = sorunsuz: { $days }.
nothing-yet = Henüz bir şey olmadı.
all-months = Tüm aylar
count-incidents =
    { $count ->
        [one] { $count } olay
       *[other] { $count } olay
    }
count-maintenance =
    { $count ->
        [one] { $count } bakım
       *[other] { $count } bakım
    }
count-notices =
    { $count ->
        [one] { $count } duyuru
       *[other] { $count } duyuru
    }

## Small pages.

nothing-here = Burada bir şey yok
nothing-here-description = Bu adreste sayfa yok.
nothing-here-text = Bu adreste sayfa yok. Bir şey çalışmıyor mu? <home><strong>Güncel duruma</strong></home> bakın. Daha önce olanlar <history>geçmişte</history>.
moved = Bu sayfa taşındı: { $page }
badges = Rozetler ve bantlar
badges-description = Bu durum sayfasının kopyalayıp yapıştırabileceğiniz rozetleri, akışları ve bandı.
badges-text = Bir README dosyasına, wikiye veya kendi sayfalarınıza yapıştırın. Her biri, görüntülendiği anda bu sayfa ne diyorsa onu gösterir.
banner = Bant
banner-see = Görüntüle
banner-title = durum
badge-of = Rozet: { $title }
status-of = durum: { $title }

## The banner for other sites.

embed = { $status } ({ $written }), { $stale } sonrasında güncel sayılmaz
embed-stale = Güncel değil: { $written } itibarıyla
embed-copied = { $source }, { $at } itibarıyla
embed-not-read = { $source }: bilinmiyor

## Feeds and calendars.

updates-atom = Güncellemeler (Atom)
updates-rss = Güncellemeler (RSS)
updates-json = Güncellemeler (JSON Feed)
component-updates-atom = Bu bileşenin güncellemeleri (Atom)
component-updates-rss = Bu bileşenin güncellemeleri (RSS)
status-json = Durum (JSON)
feed-title = { $site } – Olay Geçmişi
feed-title-component = { $site } – { $component } – Olay Geçmişi
feed-description = Olaylar, bakımlar ve duyurular: { $site }
feed-resolved = Bu olay çözüldü.
feed-completed = Planlı bakım tamamlandı.
feed-cancelled = Bu bakım iptal edildi.
feed-being-corrected = Ayrıntılar düzeltiliyor.
feed-read-on = Devamını oku
calendar-name = { $site } – bakım
calendar-name-component = { $site } – bakım: { $component }
calendar-components = Bileşenler: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } yanıt vermiyor. Bu, { $copy } adresindeki kopyadır ({ $at } itibarıyla). İmzası geçerli.
worker-kept = { $host } yanıt vermiyor ve güvenilir başka bir kopyaya ulaşılamadı. Bu, burada en son gördüğünüz sürüm ({ $at }); o zamandan beri durum değişmiş olabilir.
worker-last-known = Son bilinen:
