### Danish

## Komponenternes status

status-operational = I drift
status-under-maintenance = Under vedligeholdelse
status-unknown = Ukendt
status-degraded-performance = Nedsat ydeevne
status-partial-outage = Delvist nedbrud
status-major-outage = Større nedbrud

## Hvor en hændelse står

incident-investigating = Undersøges
incident-identified = Årsag fundet
incident-monitoring = Overvåges
incident-resolved = Løst
incident-postmortem = Efteranalyse

## Hvor en vedligeholdelse står

maintenance-scheduled = Planlagt
maintenance-in-progress = I gang
maintenance-verifying = Kontrolleres
maintenance-completed = Afsluttet
maintenance-cancelled = Aflyst

## Hvad der er, og hvad det gjorde

incident = Hændelse
maintenance = Vedligeholdelse
notice = Meddelelse
update = Opdatering
impact-none = Ingen påvirkning
impact-minor = Mindre påvirkning
impact-major = Stor påvirkning
impact-critical = Kritisk påvirkning

## Forsidens overskrift

headline-operational = Alle systemer er i drift
headline-under-maintenance = Vedligeholdelse i gang
headline-partially-degraded = Delvist forringet drift
headline-degraded = Forringet drift
headline-minor-outage = Mindre nedbrud
headline-partial-outage = Delvist systemnedbrud
headline-major-outage = Større systemnedbrud
headline-not-known = Ukendt status: { $names }
headline-components-not-known =
    { $count ->
        [one] Ukendt status for { $count } komponent
       *[other] Ukendt status for { $count } komponenter
    }
headline-sources-not-read = Nogle af vores kilder kunne ikke læses: resten er ukendt
headline-and-not-known = { $headline }; ukendt status: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; ukendt status for { $count } komponent
       *[other] { $headline }; ukendt status for { $count } komponenter
    }
headline-and-sources-not-read = { $headline }; nogle af vores kilder kunne ikke læses: resten er ukendt

## Varigheder

duration-under-a-minute = under et minut
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } t
duration-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dage
    }
duration-both = { $larger } { $smaller }

## Dage, tal og lister

days-range = { $from } – { $to }
days-range-in-month = { $first }.–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label }: { $text }

## Omkring hver side

skip = Gå til status
nav-site = Websted
nav-languages = Sprog
history = Historik
subscribe = Abonner
last-changed = Senest ændret: { $at }. Den aktuelle status er på <home>forsiden</home>.
copies = Kopier af denne side:
questions = Spørgsmål: { $address }
as-of = { $text }. Status pr. { $at }.
preview-changed = Seneste ændring: { $at }

## Sidens alder

age = Opdateret { $written }; næste version senest { $due }; denne er forældet efter { $stale }.
age-copies = Opdateret { $written }; næste version senest { $due }; efter { $stale }: se <copies>en anden kopi</copies>.
age-stale = <strong>Denne side er forældet.</strong> Den blev opdateret { $written }, og der er ikke kommet noget nyere. Situationen kan have ændret sig.
age-newer = En nyere kopi findes på <copies>en anden adresse</copies>.

## Forsiden: hvad der er galt nu

open-incidents =
    { $count ->
        [one] { $count } åben hændelse
       *[other] { $count } åbne hændelser
    }
open-since = { $incidents } siden { $at } ({ $lasted })
since-lasting = siden { $at } ({ $lasted })
next-update-by = næste opdatering senest { $at }
next-update-was-due = næste opdatering skulle være kommet senest { $at }
update-overdue = opdatering forsinket
earlier-updates =
    { $count ->
        [one] { $count } tidligere opdatering
       *[other] { $count } tidligere opdateringer
    }
sources-not-read = Kunne ikke læses: { $sources }. Hvad der står der, er ukendt.
source-copied = { $source }: status pr. { $at }, { $before } ældre end denne side. Hvad der er meldt der siden, er ukendt.
source-board = Trello-tavle
posted = Udgivet { $at }
being-corrected = Oplysninger her er ved at blive rettet.

## Forsiden: komponenter

components = Komponenter
in-90-days = på 90 dage.
days-were = { $days }: { $status }.
no-data-for-days = ingen data
uptime-not-known = oppetid ukendt
not-known = ukendt
last-known = Senest kendte status: { $status }
last-known-until = Senest kendte status: { $status }, indtil { $at }
key-of-days = 90 dage, i dag sidst; højere er værre:
dependencies = Det, vi afhænger af
dependencies-not-ours = Disse tjenester drives af andre og overvåges ikke her: deres status findes kun på deres egne sider.
needed-by = til { $components }
asked-at = hentet { $at }

## Forsiden: hvad der er sket for nylig

last-14-days = De seneste 14 dage
day-ongoing = Intet nyt; en tidligere hændelse fortsatte.
day-not-known = Ukendt: en kilde kunne ikke læses.
day-quiet = Ingen hændelser.
all-history = Hele historikken
feed-calendar = Vedligeholdelseskalender
for-programs = Til programmer:
link-status = Status
link-metrics = Måledata

## En hændelse

fact-began = Begyndte
fact-ended = Sluttede
fact-so-far = Indtil nu
fact-lasted = Varede
fact-next-update = Næste opdatering
fact-by = senest { $at }
fact-was-due = skulle være kommet senest { $at }
fact-overdue = forsinket
fact-explained = Forklaring
link-postmortem = Efteranalyse
fact-provider = Leverandør
affected-now = Nu
affected-at-worst = Da det var værst
affected-expected = Forventet
affected-was-expected = Var forventet
affected-during = Under vedligeholdelsen
component-not-known = Ukendt status: { $component }
time-being-corrected = tidspunkt er ved at blive rettet
changed-from = fra { $status } til

## En vedligeholdelse

planned-maintenance = Planlagt vedligeholdelse
add-to-calendar = Føj til kalender
clock-announced = Varslet.
clock-started = Begyndt automatisk på det varslede tidspunkt.
clock-completed = Afsluttet automatisk på det varslede tidspunkt.
clock-other = Automatisk efter tidsplanen.
fact-when = Hvornår
fact-planned = Planlagt varighed
fact-took = Varede
fact-and-then = Derefter
length-planned = { $length } planlagt
length-so-far = { $length } indtil nu
length-taken = varede { $length }
past-its-end = Den planlagte sluttid er passeret, og vedligeholdelsen er stadig i gang.
plan-begun = Efter planen er vedligeholdelsen begyndt.
plan-over = Efter planen er vedligeholdelsen slut.

## Hvordan en vedligeholdelse gentages

recurring = tilbagevendende
every-day =
    { $count ->
        [1] hver dag
        [2] hver anden dag
        [one] hver { $count }. dag
       *[other] hver { $count }. dag
    }
every-week =
    { $count ->
        [1] hver uge
        [2] hver anden uge
        [one] hver { $count }. uge
       *[other] hver { $count }. uge
    }
every-month =
    { $count ->
        [1] hver måned
        [2] hver anden måned
        [one] hver { $count }. måned
       *[other] hver { $count }. måned
    }
every-year =
    { $count ->
        [1] hvert år
        [2] hvert andet år
        [one] hvert { $count }. år
       *[other] hvert { $count }. år
    }
repeats-on = { $repeats }: { $days }
weekday =
    { $day ->
        [mo] mandag
        [tu] tirsdag
        [we] onsdag
        [th] torsdag
        [fr] fredag
        [sa] lørdag
       *[su] søndag
    }
nth-weekday =
    { $nth ->
        [1] første { weekday }
        [2] anden { weekday }
        [3] tredje { weekday }
        [4] fjerde { weekday }
       *[last] sidste { weekday }
    }
month-day = den { $number }.
month-last-day = sidste dag

## En komponent

since = siden { $at }
last-known-was = senest kendte status: { $status }
retired = udfaset
component-as-of = Status pr. { $at }. Den aktuelle status er på <home>forsiden</home>.
part-of = Del af { $group }
needs = Afhænger af { $names }
last-90-days = De seneste 90 dage
as-table = Vis som tabel
column-days = Dage
column-worst = Værste status
column-for = Varighed
no-data = Ingen data
uptime = Oppetid
column-window = Periode
column-down = Nedetid
window-day = 24 timer
window-week = 7 dage
window-month = 30 dage
window-quarter = 90 dage
window-year = 365 dage
since-its-start = siden starten
unknown-left-out = ({ $length } ukendt)
formula = oppetid = 1 − ({ $down }) ÷ tid med kendt status
formula-nothing-counts = intet tæller som nedetid
formula-major-outage = større nedbrud
formula-partial-outage = delvist nedbrud
formula-degraded-performance = nedsat ydeevne
formula-maintenance = vedligeholdelse
budget-left = Mål { $target }: { $allowed } nedetid tilladt på 30 dage, { $used } brugt, <strong>{ $left } tilbage</strong>.
budget-over = Mål { $target }: { $allowed } nedetid tilladt på 30 dage, { $used } brugt, <strong>{ $left } for meget</strong>.
what-happened = Hvad der er sket
what-happened-not-known = Hvad der er sket, er ukendt: en kilde kunne ikke læses.
nothing-in-90-days = Intet i de seneste 90 dage.
feed-badge = Badge
feed-badge-json = Badge som JSON

## Historik

history-description = Alle hændelser, vedligeholdelser og meddelelser, måned for måned.
year-of-days = Et år, dag for dag
heat-days = { $from } til { $to }, hver dag efter den værste status blandt alle komponenter:
heat-count = { $status }: { $days },
heat-quiet = uden problemer: { $days }.
nothing-yet = Der er ikke sket noget endnu.
all-months = Alle måneder
count-incidents =
    { $count ->
        [one] { $count } hændelse
       *[other] { $count } hændelser
    }
count-maintenance =
    { $count ->
        [one] { $count } vedligeholdelse
       *[other] { $count } vedligeholdelser
    }
count-notices =
    { $count ->
        [one] { $count } meddelelse
       *[other] { $count } meddelelser
    }

## Små sider

nothing-here = Siden blev ikke fundet
nothing-here-description = Der er ingen side på denne adresse.
nothing-here-text = Der er ingen side på denne adresse. Er noget nede? Det viser den <home><strong>aktuelle status</strong></home>. Hvad der er sket tidligere, står i <history>historikken</history>.
moved = Denne side er flyttet: { $page }
badges = Badges og banner
badges-description = Badges, feeds og et banner for denne statusside, lige til at kopiere og indsætte.
badges-text = Kopiér et af dem til en README-fil, en wiki eller dine egne sider. Det viser, hvad denne side siger, når nogen ser på det.
banner = Banner
banner-see = Vis
banner-title = status
badge-of = Badge for { $title }
status-of = status for { $title }

## Banneret til andre websteder

embed = { $status } ({ $written }), forældet efter { $stale }
embed-stale = Forældet: opdateret { $written }
embed-copied = { $source }: status pr. { $at }
embed-not-read = { $source }: ukendt

## Feeds og kalendere

updates-atom = Opdateringer, som Atom
updates-rss = Opdateringer, som RSS
updates-json = Opdateringer, som JSON Feed
component-updates-atom = Opdateringer for denne komponent, som Atom
component-updates-rss = Opdateringer for denne komponent, som RSS
status-json = Status, som JSON
feed-title = { $site } – Hændelseshistorik
feed-title-component = { $site } – { $component } – Hændelseshistorik
feed-description = Hændelser, vedligeholdelse og meddelelser fra { $site }
feed-resolved = Hændelsen er løst.
feed-completed = Den planlagte vedligeholdelse er afsluttet.
feed-cancelled = Vedligeholdelsen er aflyst.
feed-being-corrected = Oplysninger om dette er ved at blive rettet.
feed-read-on = Læs videre
calendar-name = { $site } – Vedligeholdelse
calendar-name-component = { $site } – Vedligeholdelse: { $component }
calendar-components = Komponenter: { $components }

## Når sidens server ikke svarer

worker-copy = { $host } svarer ikke. Dette er kopien på { $copy }, opdateret { $at }. Signaturen er gyldig.
worker-kept = { $host } svarer ikke, og ingen anden pålidelig kopi kunne nås. Dette er, hvad du så her { $at }; det kan have ændret sig siden.
worker-last-known = Senest kendte status:
