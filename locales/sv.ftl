### Swedish

## Komponenternas status

status-operational = I drift
status-under-maintenance = Underhåll pågår
status-unknown = Okänd
status-degraded-performance = Försämrad prestanda
status-partial-outage = Delvist avbrott
status-major-outage = Större avbrott

## Var en incident befinner sig

incident-investigating = Undersöks
incident-identified = Identifierad
incident-monitoring = Övervakas
incident-resolved = Löst
incident-postmortem = Efteranalys

## Var ett underhåll befinner sig

maintenance-scheduled = Planerat
maintenance-in-progress = Pågår
maintenance-verifying = Kontrolleras
maintenance-completed = Slutfört
maintenance-cancelled = Inställt

## Vad som finns och vad det gjorde

incident = Incident
maintenance = Underhåll
notice = Meddelande
update = Uppdatering
impact-none = Ingen påverkan
impact-minor = Mindre påverkan
impact-major = Stor påverkan
impact-critical = Kritisk påverkan

## Startsidans rubrik

headline-operational = Alla system i drift
headline-under-maintenance = Underhåll pågår
headline-partially-degraded = Delvis försämrad tjänst
headline-degraded = Försämrad tjänst
headline-minor-outage = Mindre avbrott
headline-partial-outage = Delvist systemavbrott
headline-major-outage = Större systemavbrott
headline-not-known = Okänd status: { $names }
headline-components-not-known =
    { $count ->
        [one] Okänd status för { $count } komponent
       *[other] Okänd status för { $count } komponenter
    }
headline-sources-not-read = Några av våra källor kunde inte läsas: resten är okänt
headline-and-not-known = { $headline }; okänd status: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; okänd status för { $count } komponent
       *[other] { $headline }; okänd status för { $count } komponenter
    }
headline-and-sources-not-read = { $headline }; några av våra källor kunde inte läsas: resten är okänt

## Tidslängder

duration-under-a-minute = mindre än en minut
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagar
    }
duration-both = { $larger } { $smaller }

## Dagar, tal och listor

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label }: { $text }

## Runt varje sida

skip = Hoppa till statusen
nav-site = Webbplats
nav-languages = Språk
history = Historik
subscribe = Prenumerera
last-changed = Senast ändrad { $at }. Det aktuella läget finns på <home>startsidan</home>.
copies = Kopior av den här sidan:
questions = Frågor: { $address }
as-of = { $text }. Läget { $at }.
preview-changed = Senaste ändring: { $at }

## Sidans ålder

age = Uppdaterad { $written }; nästa version senast { $due }; den här är inaktuell efter { $stale }.
age-copies = Uppdaterad { $written }; nästa version senast { $due }; efter { $stale }: se <copies>en annan kopia</copies>.
age-stale = <strong>Den här sidan är inaktuell.</strong> Den uppdaterades { $written } och inget nyare har kommit sedan dess. Läget kan ha ändrats.
age-newer = En nyare kopia finns på <copies>en annan adress</copies>.

## Startsidan: vad som är fel nu

open-incidents =
    { $count ->
        [one] { $count } pågående incident
       *[other] { $count } pågående incidenter
    }
open-since = { $incidents } sedan { $at } ({ $lasted })
since-lasting = sedan { $at } ({ $lasted })
next-update-by = nästa uppdatering senast { $at }
next-update-was-due = nästa uppdatering skulle ha kommit senast { $at }
update-overdue = uppdatering försenad
earlier-updates =
    { $count ->
        [one] { $count } tidigare uppdatering
       *[other] { $count } tidigare uppdateringar
    }
sources-not-read = Kunde inte läsas: { $sources }. Vad som står där är okänt.
source-copied = { $source }: läget { $at }, { $before } äldre än den här sidan. Vad som har skrivits där sedan dess är okänt.
source-board = Trello-tavla
posted = Publicerat { $at }
being-corrected = Uppgifter i den här posten håller på att rättas.

## Startsidan: komponenter

components = Komponenter
in-90-days = på 90 dagar.
days-were = { $days }: { $status }.
no-data-for-days = inga data
uptime-not-known = tillgänglighet okänd
not-known = okänt
last-known = Senast kända status: { $status }
last-known-until = Senast kända status: { $status }, till { $at }
key-of-days = 90 dagar, i dag sist; högre är värre:
dependencies = Det vi är beroende av
dependencies-not-ours = De här tjänsterna drivs av andra och övervakas inte av den här sidan: deras status finns bara på deras egna sidor.
needed-by = för { $components }
asked-at = hämtat { $at }

## Startsidan: vad som hänt på sistone

last-14-days = De senaste 14 dagarna
day-ongoing = Inget nytt; en tidigare incident pågick.
day-not-known = Okänt: en källa kunde inte läsas.
day-quiet = Inga incidenter.
all-history = All historik
feed-calendar = Underhållskalender
for-programs = För program:
link-status = Status
link-metrics = Mätvärden

## En incident

fact-began = Började
fact-ended = Slutade
fact-so-far = Hittills
fact-lasted = Varade
fact-next-update = Nästa uppdatering
fact-by = senast { $at }
fact-was-due = skulle ha kommit senast { $at }
fact-overdue = försenad
fact-explained = Förklaring
link-postmortem = Efteranalys
fact-provider = Leverantör
affected-now = Nu
affected-at-worst = Som värst
affected-expected = Förväntat
affected-was-expected = Var förväntat
affected-during = Under underhållet
component-not-known = Okänd status: { $component }
time-being-corrected = tiden håller på att rättas
changed-from = från { $status } till

## Ett underhåll

planned-maintenance = Planerat underhåll
add-to-calendar = Lägg till i kalender
clock-announced = Aviserat.
clock-started = Startade automatiskt på aviserad tid.
clock-completed = Slutfördes automatiskt på aviserad tid.
clock-other = Automatiskt enligt tidsplan.
fact-when = När
fact-planned = Planerad tid
fact-took = Tog
fact-and-then = Därefter
length-planned = { $length } planerat
length-so-far = { $length } hittills
length-taken = tog { $length }
past-its-end = Det planerade slutet har passerat och underhållet pågår fortfarande.
plan-begun = Enligt plan har underhållet börjat.
plan-over = Enligt plan är underhållet över.

## Hur ett underhåll återkommer

recurring = återkommande
every-day =
    { $count ->
        [1] varje dag
        [2] varannan dag
        [one] var { $count }:e dag
       *[other] var { $count }:e dag
    }
every-week =
    { $count ->
        [1] varje vecka
        [2] varannan vecka
        [one] var { $count }:e vecka
       *[other] var { $count }:e vecka
    }
every-month =
    { $count ->
        [1] varje månad
        [2] varannan månad
        [one] var { $count }:e månad
       *[other] var { $count }:e månad
    }
every-year =
    { $count ->
        [1] varje år
        [2] vartannat år
        [one] vart { $count }:e år
       *[other] vart { $count }:e år
    }
repeats-on = { $repeats }: { $days }
weekday =
    { $day ->
        [mo] måndag
        [tu] tisdag
        [we] onsdag
        [th] torsdag
        [fr] fredag
        [sa] lördag
       *[su] söndag
    }
nth-weekday =
    { $nth ->
        [1] första { weekday }en
        [2] andra { weekday }en
        [3] tredje { weekday }en
        [4] fjärde { weekday }en
       *[last] sista { weekday }en
    }
month-day = den { $number }
month-last-day = sista dagen

## En komponent

since = sedan { $at }
last-known-was = senast kända status: { $status }
retired = avvecklad
component-as-of = Läget { $at }. Det aktuella läget finns på <home>startsidan</home>.
part-of = Del av { $group }
needs = Beroende av { $names }
last-90-days = De senaste 90 dagarna
as-table = Visa som tabell
column-days = Dagar
column-worst = Värsta status
column-for = Varaktighet
no-data = Inga data
uptime = Tillgänglighet
column-window = Period
column-down = Avbrottstid
window-day = 24 timmar
window-week = 7 dagar
window-month = 30 dagar
window-quarter = 90 dagar
window-year = 365 dagar
since-its-start = sedan starten
unknown-left-out = ({ $length } okänt)
formula = tillgänglighet = 1 − ({ $down }) ÷ tid med känd status
formula-nothing-counts = inget räknas som avbrottstid
formula-major-outage = större avbrott
formula-partial-outage = delvist avbrott
formula-degraded-performance = försämrad prestanda
formula-maintenance = underhåll
budget-left = Mål { $target }: { $allowed } avbrottstid tillåts på 30 dagar, { $used } använt, <strong>{ $left } kvar</strong>.
budget-over = Mål { $target }: { $allowed } avbrottstid tillåts på 30 dagar, { $used } använt, <strong>{ $left } för mycket</strong>.
what-happened = Vad som har hänt
what-happened-not-known = Vad som har hänt är okänt: en källa kunde inte läsas.
nothing-in-90-days = Inget under de senaste 90 dagarna.
feed-badge = Märke
feed-badge-json = Märke som JSON

## Historik

history-description = Alla incidenter, underhåll och meddelanden, månad för månad.
year-of-days = Ett år, dag för dag
heat-days = { $from } till { $to }, varje dag efter den värsta statusen bland alla komponenter:
heat-count = { $status }: { $days },
heat-quiet = utan problem: { $days }.
nothing-yet = Inget har hänt ännu.
all-months = Alla månader
count-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidenter
    }
count-maintenance =
    { $count ->
        [one] { $count } underhåll
       *[other] { $count } underhåll
    }
count-notices =
    { $count ->
        [one] { $count } meddelande
       *[other] { $count } meddelanden
    }

## Små sidor

nothing-here = Sidan hittades inte
nothing-here-description = Det finns ingen sida på den här adressen.
nothing-here-text = Det finns ingen sida på den här adressen. Är något nere? Det framgår av <home><strong>aktuell status</strong></home>. Vad som hänt tidigare finns i <history>historiken</history>.
moved = Den här sidan har flyttat: { $page }
badges = Märken och banner
badges-description = Märken, flöden och en banner för den här statussidan, att kopiera och klistra in.
badges-text = Kopiera ett av dem till en README-fil, en wiki eller egna sidor. Det visar vad den här sidan säger när någon tittar på det.
banner = Banner
banner-see = Visa
banner-title = status
badge-of = Märke för { $title }
status-of = status för { $title }

## Bannern för andra webbplatser

embed = { $status } ({ $written }), inaktuellt efter { $stale }
embed-stale = Inaktuellt: uppdaterades { $written }
embed-copied = { $source }: läget { $at }
embed-not-read = { $source }: okänt

## Flöden och kalendrar

updates-atom = Uppdateringar, som Atom
updates-rss = Uppdateringar, som RSS
updates-json = Uppdateringar, som JSON Feed
component-updates-atom = Uppdateringar för den här komponenten, som Atom
component-updates-rss = Uppdateringar för den här komponenten, som RSS
status-json = Status, som JSON
feed-title = { $site } – Incidenthistorik
feed-title-component = { $site } – { $component } – Incidenthistorik
feed-description = Incidenter, underhåll och meddelanden från { $site }
feed-resolved = Incidenten är löst.
feed-completed = Det planerade underhållet är slutfört.
feed-cancelled = Underhållet är inställt.
feed-being-corrected = Uppgifter om detta håller på att rättas.
feed-read-on = Läs vidare
calendar-name = { $site } – Underhåll
calendar-name-component = { $site } – Underhåll: { $component }
calendar-components = Komponenter: { $components }

## När sidans server inte svarar

worker-copy = { $host } svarar inte. Det här är kopian på { $copy }, uppdaterad { $at }. Signaturen stämmer.
worker-kept = { $host } svarar inte och ingen annan betrodd kopia gick att nå. Det här är vad du såg här { $at }; det kan ha ändrats sedan dess.
worker-last-known = Senast kända status:
