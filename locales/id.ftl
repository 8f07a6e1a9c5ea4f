### Indonesian

## How components are.

status-operational = Beroperasi normal
status-under-maintenance = Dalam pemeliharaan
status-unknown = Tidak diketahui
status-degraded-performance = Performa menurun
status-partial-outage = Gangguan sebagian
status-major-outage = Gangguan besar

## Where an incident stands.

incident-investigating = Sedang diselidiki
incident-identified = Penyebab ditemukan
incident-monitoring = Sedang dipantau
incident-resolved = Teratasi
incident-postmortem = Laporan pascainsiden

## Where a maintenance stands.

maintenance-scheduled = Terjadwal
maintenance-in-progress = Sedang berlangsung
maintenance-verifying = Sedang diverifikasi
maintenance-completed = Selesai
maintenance-cancelled = Dibatalkan

## What there is, and what it did.

incident = Insiden
maintenance = Pemeliharaan
notice = Pengumuman
update = Pembaruan
impact-none = Tanpa dampak
impact-minor = Dampak kecil
impact-major = Dampak besar
impact-critical = Dampak kritis

## The one sentence on top of the home page.

headline-operational = Semua sistem beroperasi normal
headline-under-maintenance = Layanan dalam pemeliharaan
headline-partially-degraded = Performa layanan menurun sebagian
headline-degraded = Performa layanan menurun
headline-minor-outage = Gangguan kecil
headline-partial-outage = Gangguan sebagian
headline-major-outage = Gangguan besar
headline-not-known = Status { $names } tidak diketahui
headline-components-not-known = Status { $count } komponen tidak diketahui
headline-sources-not-read = Beberapa sumber kami tidak dapat dibaca: selebihnya tidak diketahui
headline-and-not-known = { $headline }; status { $names } tidak diketahui
headline-and-components-not-known = { $headline }; status { $count } komponen tidak diketahui
headline-and-sources-not-read = { $headline }; beberapa sumber kami tidak dapat dibaca: selebihnya tidak diketahui

## Lengths of time.

duration-under-a-minute = kurang dari 1 menit
duration-seconds = { $count } dtk
duration-minutes = { $count } mnt
duration-hours = { $count } jam
duration-days = { $count } hari
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = Langsung ke status
nav-site = Situs
nav-languages = Bahasa
history = Riwayat
subscribe = Berlangganan
last-changed = Terakhir diubah: { $at }. Status terkini ada di <home>halaman utama</home>.
copies = Salinan halaman ini:
questions = Pertanyaan: { $address }
as-of = { $text }. Per { $at }.
preview-changed = Perubahan terakhir: { $at }

## How old the page is.

age = Ditulis { $written }; versi baru paling lambat { $due }; versi ini kedaluwarsa setelah { $stale }.
age-copies = Ditulis { $written }; versi baru paling lambat { $due }; setelah { $stale }, lihat <copies>salinan lain</copies>.
age-stale = <strong>Halaman ini kedaluwarsa.</strong> Halaman ini ditulis { $written } dan belum ada yang lebih baru; keadaan mungkin sudah berubah.
age-newer = Versi yang lebih baru ada di <copies>alamat lain</copies>.

## The home page: what is wrong now.

open-incidents = { $count } insiden terbuka
open-since = { $incidents } sejak { $at } ({ $lasted })
since-lasting = sejak { $at } ({ $lasted })
next-update-by = pembaruan berikutnya paling lambat { $at }
next-update-was-due = pembaruan berikutnya seharusnya paling lambat { $at }
update-overdue = pembaruan terlambat
earlier-updates = { $count } pembaruan sebelumnya
sources-not-read = Tidak dapat dibaca: { $sources }. Isinya tidak diketahui.
source-copied = { $source } ditampilkan sesuai keadaan per { $at }, { $before } sebelum halaman ini ditulis: kabar di sana setelah itu tidak diketahui.
source-board = Papan Trello
posted = Diposting { $at }
being-corrected = Detail entri ini sedang diperbaiki.

## The home page: components.

components = Komponen
in-90-days = dalam 90 hari.
days-were = { $days }: { $status }.
no-data-for-days = tidak ada data
uptime-not-known = waktu aktif tidak diketahui
not-known = tidak diketahui
last-known = Terakhir diketahui: { $status }
last-known-until = Terakhir diketahui: { $status }, hingga { $at }
key-of-days = 90 hari, hari ini paling akhir; makin tinggi makin buruk:
dependencies = Layanan yang kami andalkan
dependencies-not-ours = Layanan ini dikelola pihak lain dan tidak dipantau oleh halaman ini: keadaannya dapat dilihat di halaman masing-masing.
needed-by = untuk { $components }
asked-at = diperiksa { $at }

## The home page: what happened lately.

last-14-days = 14 hari terakhir
day-ongoing = Tidak ada yang baru; insiden sebelumnya masih berlangsung.
day-not-known = Tidak diketahui: ada sumber yang tidak dapat dibaca.
day-quiet = Tidak ada insiden.
all-history = Semua riwayat
feed-calendar = Kalender pemeliharaan
for-programs = Untuk program:
link-status = Status
link-metrics = Metrik

## An incident.

fact-began = Mulai
fact-ended = Berakhir
fact-so-far = Sejauh ini
fact-lasted = Durasi
fact-next-update = Pembaruan berikutnya
fact-by = paling lambat { $at }
fact-was-due = seharusnya paling lambat { $at }
fact-overdue = terlambat
fact-explained = Penjelasan
link-postmortem = Laporan pascainsiden
fact-provider = Penyedia
affected-now = Sekarang
affected-at-worst = Saat terburuk
affected-expected = Diperkirakan
affected-was-expected = Semula diperkirakan
affected-during = Selama pemeliharaan
component-not-known = Status { $component } tidak diketahui
time-being-corrected = waktu sedang diperbaiki
changed-from = dari { $status } menjadi

## A maintenance.

planned-maintenance = Pemeliharaan terencana
add-to-calendar = Tambahkan ke kalender
clock-announced = Diumumkan.
clock-started = Dimulai otomatis sesuai pengumuman.
clock-completed = Selesai otomatis sesuai pengumuman.
clock-other = Otomatis sesuai jadwal.
fact-when = Waktu
fact-planned = Rencana durasi
fact-took = Durasi
fact-and-then = Jadwal berikutnya
length-planned = rencana { $length }
length-so-far = sejauh ini { $length }
length-taken = realisasi { $length }
past-its-end = Sudah melewati rencana selesai dan masih berlangsung.
plan-begun = Menurut rencana, pemeliharaan ini sudah dimulai.
plan-over = Menurut rencana, pemeliharaan ini sudah selesai.

## How a maintenance recurs.

recurring = berulang
every-day =
    { $count ->
        [1] setiap hari
       *[other] setiap { $count } hari
    }
every-week =
    { $count ->
        [1] setiap minggu
       *[other] setiap { $count } minggu
    }
every-month =
    { $count ->
        [1] setiap bulan
       *[other] setiap { $count } bulan
    }
every-year =
    { $count ->
        [1] setiap tahun
       *[other] setiap { $count } tahun
    }
repeats-on = { $repeats } pada { $days }
weekday =
    { $day ->
        [mo] hari Senin
        [tu] hari Selasa
        [we] hari Rabu
        [th] hari Kamis
        [fr] hari Jumat
        [sa] hari Sabtu
       *[su] hari Minggu
    }
nth-weekday =
    { $nth ->
        [1] { weekday } pertama
        [2] { weekday } kedua
        [3] { weekday } ketiga
        [4] { weekday } keempat
       *[last] { weekday } terakhir
    }
month-day = tanggal { $number }
month-last-day = hari terakhir

## A component.

since = sejak { $at }
last-known-was = terakhir diketahui: { $status }
retired = tidak digunakan lagi
component-as-of = Per { $at }. Status terkini ada di <home>halaman utama</home>.
part-of = Bagian dari { $group }
needs = Membutuhkan { $names }
last-90-days = 90 hari terakhir
as-table = Dalam bentuk tabel
column-days = Hari
column-worst = Status terburuk
column-for = Durasi
no-data = Tidak ada data
uptime = Waktu aktif
column-window = Periode
column-down = Waktu henti
window-day = 24 jam
window-week = 7 hari
window-month = 30 hari
window-quarter = 90 hari
window-year = 365 hari
since-its-start = sejak awal
unknown-left-out = ({ $length } tidak diketahui)
formula = waktu aktif = 1 − ({ $down }) ÷ waktu dengan status yang diketahui
formula-nothing-counts = tidak ada yang dihitung sebagai waktu henti
formula-major-outage = gangguan besar
formula-partial-outage = gangguan sebagian
formula-degraded-performance = performa menurun
formula-maintenance = pemeliharaan
budget-left = Target { $target }: batas { $allowed } dalam 30 hari, terpakai { $used }, <strong>tersisa { $left }</strong>.
budget-over = Target { $target }: batas { $allowed } dalam 30 hari, terpakai { $used }, <strong>kelebihan { $left }</strong>.
what-happened = Yang terjadi
what-happened-not-known = Yang terjadi tidak diketahui: ada sumber yang tidak dapat dibaca.
nothing-in-90-days = Tidak ada kejadian dalam 90 hari terakhir.
feed-badge = Lencana
feed-badge-json = Lencana sebagai JSON

## History.

history-description = Semua insiden, pemeliharaan, dan pengumuman, bulan demi bulan.
year-of-days = Setahun hari demi hari
heat-days = { $from } – { $to }, tiap hari menurut status terburuk semua komponen; jumlah hari:
heat-count = { $status }: { $days },
heat-quiet = tanpa masalah: { $days }.
nothing-yet = Belum ada kejadian.
all-months = Semua bulan
count-incidents = { $count } insiden
count-maintenance = { $count } pemeliharaan
count-notices = { $count } pengumuman

## Small pages.

nothing-here = Tidak ada apa-apa di sini
nothing-here-description = Tidak ada halaman di alamat ini.
nothing-here-text = Tidak ada halaman di alamat ini. Ada gangguan? Lihat <home><strong>status terkini</strong></home>. Kejadian sebelumnya ada di <history>riwayat</history>.
moved = Halaman ini telah pindah: { $page }
badges = Lencana dan banner
badges-description = Lencana, feed, dan banner halaman status ini untuk disalin dan ditempel.
badges-text = Salin ke README, wiki, atau halaman Anda sendiri. Masing-masing menampilkan apa yang tertulis di halaman ini pada saat dilihat.
banner = Banner
banner-see = Lihat
banner-title = status
badge-of = Lencana { $title }
status-of = status { $title }

## The banner for other sites.

embed = { $status } per { $written }, kedaluwarsa setelah { $stale }
embed-stale = Kedaluwarsa: ditulis { $written }
embed-copied = { $source } per { $at }
embed-not-read = { $source } tidak diketahui

## Feeds and calendars.

updates-atom = Pembaruan (Atom)
updates-rss = Pembaruan (RSS)
updates-json = Pembaruan (JSON Feed)
component-updates-atom = Pembaruan komponen ini (Atom)
component-updates-rss = Pembaruan komponen ini (RSS)
status-json = Status (JSON)
feed-title = { $site } – Riwayat Insiden
feed-title-component = { $site } – { $component } – Riwayat Insiden
feed-description = Insiden, pemeliharaan, dan pengumuman { $site }
feed-resolved = Insiden ini telah teratasi.
feed-completed = Pemeliharaan terjadwal telah selesai.
feed-cancelled = Pemeliharaan ini telah dibatalkan.
feed-being-corrected = Detailnya sedang diperbaiki.
feed-read-on = Baca selengkapnya
calendar-name = Pemeliharaan { $site }
calendar-name-component = Pemeliharaan { $site }: { $component }
calendar-components = Komponen: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } tidak merespons. Ini salinan di { $copy }, ditulis { $at }. Tanda tangannya sah.
worker-kept = { $host } tidak merespons, dan tidak ada salinan lain yang tepercaya dapat dijangkau. Ini yang Anda lihat di sini { $at }; keadaan mungkin sudah berubah sejak itu.
worker-last-known = Terakhir diketahui:
