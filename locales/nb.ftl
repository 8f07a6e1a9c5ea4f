### Norwegian Bokmål

## How components are.

status-operational = Normal drift
status-under-maintenance = Under vedlikehold
status-unknown = Ukjent status
status-degraded-performance = Redusert ytelse
status-partial-outage = Delvis driftsavbrudd
status-major-outage = Alvorlig driftsavbrudd

## Where an incident stands.

incident-investigating = Undersøkes
incident-identified = Årsak funnet
incident-monitoring = Overvåkes
incident-resolved = Løst
incident-postmortem = Gjennomgang

## Where a maintenance stands.

maintenance-scheduled = Planlagt
maintenance-in-progress = Pågår
maintenance-verifying = Verifiseres
maintenance-completed = Fullført
maintenance-cancelled = Avlyst

## What there is, and what it did.

incident = Hendelse
maintenance = Vedlikehold
notice = Kunngjøring
update = Oppdatering
impact-none = Ingen konsekvenser
impact-minor = Mindre konsekvenser
impact-major = Store konsekvenser
impact-critical = Kritiske konsekvenser

## The one sentence on top of the home page.

headline-operational = Alle systemer fungerer normalt
headline-under-maintenance = Vedlikehold pågår
headline-partially-degraded = Delvis redusert ytelse
headline-degraded = Redusert ytelse i systemene
headline-minor-outage = Mindre driftsavbrudd
headline-partial-outage = Delvis driftsavbrudd
headline-major-outage = Alvorlig driftsavbrudd
headline-not-known = Ukjent status for { $names }
headline-components-not-known =
    { $count ->
        [one] Ukjent status for { $count } komponent
       *[other] Ukjent status for { $count } komponenter
    }
headline-sources-not-read = Noen av kildene våre kunne ikke leses: resten er ukjent
headline-and-not-known = { $headline }; ukjent status for { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; ukjent status for { $count } komponent
       *[other] { $headline }; ukjent status for { $count } komponenter
    }
headline-and-sources-not-read = { $headline }; noen av kildene våre kunne ikke leses: resten er ukjent

## Lengths of time.

duration-under-a-minute = under ett minutt
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } t
duration-days =
    { $count ->
        [one] { $count } døgn
       *[other] { $count } døgn
    }
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }.–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = Gå til status
nav-site = Nettsted
nav-languages = Språk
history = Historikk
subscribe = Abonner
last-changed = Sist endret { $at }. Gjeldende status står på <home>forsiden</home>.
copies = Kopier av denne siden:
questions = Spørsmål: { $address }
as-of = { $text }. Per { $at }.
preview-changed = Siste endring: { $at }

## How old the page is.

age = Skrevet { $written }; en nyere versjon kommer innen { $due }; denne er utdatert etter { $stale }.
age-copies = Skrevet { $written }; en nyere versjon kommer innen { $due }; etter { $stale } bør du se <copies>en annen kopi</copies>.
age-stale = <strong>Denne siden er utdatert.</strong> Den ble skrevet { $written }, og ingenting nyere har kommet; situasjonen kan ha endret seg.
age-newer = En nyere versjon ligger på <copies>en annen adresse</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } åpen hendelse
       *[other] { $count } åpne hendelser
    }
open-since = { $incidents } siden { $at } ({ $lasted })
since-lasting = siden { $at } ({ $lasted })
next-update-by = neste oppdatering innen { $at }
next-update-was-due = neste oppdatering skulle kommet innen { $at }
update-overdue = oppdatering er forsinket
earlier-updates =
    { $count ->
        [one] { $count } tidligere oppdatering
       *[other] { $count } tidligere oppdateringer
    }
sources-not-read = Kunne ikke leses: { $sources }. Hva som står der, er ukjent.
source-copied = { $source } vises slik den var { $at }, { $before } før denne siden ble skrevet: hva som er meldt der siden, er ukjent.
source-board = Trello-tavlen
posted = Publisert { $at }
being-corrected = Detaljene i denne meldingen blir rettet.

## The home page: components.

components = Komponenter
in-90-days = på 90 dager.
days-were = { $days }: { $status }.
no-data-for-days = ingen data
uptime-not-known = oppetid ukjent
not-known = ukjent
last-known = Sist kjent: { $status }
last-known-until = Sist kjent: { $status }, til { $at }
key-of-days = 90 dager, i dag sist; høyere er verre:
dependencies = Dette er vi avhengige av
dependencies-not-ours = Disse drives av andre og overvåkes ikke av denne siden: statusen deres står på deres egne sider.
needed-by = for { $components }
asked-at = sjekket { $at }

## The home page: what happened lately.

last-14-days = De siste 14 dagene
day-ongoing = Ikke noe nytt; en tidligere hendelse pågikk.
day-not-known = Ukjent: en kilde kunne ikke leses.
day-quiet = Ingen hendelser.
all-history = Hele historikken
feed-calendar = Vedlikeholdskalender
for-programs = For programmer:
link-status = Status
link-metrics = Måledata

## An incident.

fact-began = Startet
fact-ended = Avsluttet
fact-so-far = Så langt
fact-lasted = Varte
fact-next-update = Neste oppdatering
fact-by = innen { $at }
fact-was-due = skulle kommet innen { $at }
fact-overdue = forsinket
fact-explained = Forklaring
link-postmortem = Gjennomgang av hendelsen
fact-provider = Leverandør
affected-now = Nå
affected-at-worst = På det verste
affected-expected = Forventet
affected-was-expected = Var forventet
affected-during = Underveis
component-not-known = Ukjent status for { $component }
time-being-corrected = tidspunktet blir rettet
changed-from = fra { $status } til

## A maintenance.

planned-maintenance = Planlagt vedlikehold
add-to-calendar = Legg til i kalender
clock-announced = Varslet.
clock-started = Startet automatisk, som varslet.
clock-completed = Fullført automatisk, som varslet.
clock-other = Automatisk etter planen.
fact-when = Når
fact-planned = Planlagt
fact-took = Tok
fact-and-then = Deretter
length-planned = { $length } planlagt
length-so-far = { $length } så langt
length-taken = { $length } brukt
past-its-end = Planlagt slutt er passert, og arbeidet pågår fortsatt.
plan-begun = Etter planen er dette i gang.
plan-over = Etter planen er dette over.

## How a maintenance recurs.

recurring = regelmessig
every-day =
    { $count ->
        [1] hver dag
        [2] annenhver dag
        [one] hver { $count }. dag
       *[other] hver { $count }. dag
    }
every-week =
    { $count ->
        [1] hver uke
        [2] annenhver uke
        [one] hver { $count }. uke
       *[other] hver { $count }. uke
    }
every-month =
    { $count ->
        [1] hver måned
        [2] annenhver måned
        [one] hver { $count }. måned
       *[other] hver { $count }. måned
    }
every-year =
    { $count ->
        [1] hvert år
        [2] annethvert år
        [one] hvert { $count }. år
       *[other] hvert { $count }. år
    }
repeats-on = { $days } { $repeats }
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
        [2] andre { weekday }
        [3] tredje { weekday }
        [4] fjerde { weekday }
       *[last] siste { weekday }
    }
month-day = den { $number }.
month-last-day = siste dag

## A component.

since = siden { $at }
last-known-was = sist kjent: { $status }
retired = tatt ut av drift
component-as-of = Per { $at }. Gjeldende status står på <home>forsiden</home>.
part-of = Del av { $group }
needs = Avhengig av { $names }
last-90-days = De siste 90 dagene
as-table = Det samme som tabell
column-days = Dager
column-worst = Verste status
column-for = Varighet
no-data = Ingen data
uptime = Oppetid
column-window = Periode
column-down = Nedetid
window-day = 24 timer
window-week = 7 dager
window-month = 30 dager
window-quarter = 90 dager
window-year = 365 dager
since-its-start = siden oppstart
unknown-left-out = ({ $length } ukjent)
formula = oppetid = 1 − ({ $down }) / tid med kjent status
formula-nothing-counts = ingenting regnes som nedetid
formula-major-outage = alvorlig driftsavbrudd
formula-partial-outage = delvis driftsavbrudd
formula-degraded-performance = redusert ytelse
formula-maintenance = vedlikehold
budget-left = Mål { $target }: { $allowed } tillatt på 30 dager, { $used } brukt, <strong>{ $left } igjen</strong>.
budget-over = Mål { $target }: { $allowed } tillatt på 30 dager, { $used } brukt, <strong>{ $left } for mye</strong>.
what-happened = Hva som har skjedd
what-happened-not-known = Hva som har skjedd, er ukjent: en kilde kunne ikke leses.
nothing-in-90-days = Ingenting de siste 90 dagene.
feed-badge = Statusmerke
feed-badge-json = Statusmerke som JSON

## History.

history-description = Alle hendelser, vedlikehold og kunngjøringer, måned for måned.
year-of-days = Et år dag for dag
heat-days = { $from } til { $to }, hver dag etter den verste statusen blant komponentene; antall dager:
heat-count = { $status }: { $days },
heat-quiet = rolig: { $days }.
nothing-yet = Ingenting har skjedd ennå.
all-months = Alle måneder
count-incidents =
    { $count ->
        [one] { $count } hendelse
       *[other] { $count } hendelser
    }
count-maintenance =
    { $count ->
        [one] { $count } vedlikehold
       *[other] { $count } vedlikehold
    }
count-notices =
    { $count ->
        [one] { $count } kunngjøring
       *[other] { $count } kunngjøringer
    }

## Small pages.

nothing-here = Ingenting her
nothing-here-description = Det finnes ingen side på denne adressen.
nothing-here-text = Det finnes ingen side på denne adressen. Er noe nede? Se <home><strong>gjeldende status</strong></home>. Det som har skjedd tidligere, står i <history>historikken</history>.
moved = Denne siden er flyttet: { $page }
badges = Statusmerker og bannere
badges-description = Statusmerker, feeder og et banner for denne statussiden, klare til å kopiere og lime inn.
badges-text = Lim inn i en README, en wiki eller på egne sider. De viser alltid det denne siden sier i øyeblikket.
banner = Banner
banner-see = Se det
banner-title = status
badge-of = Statusmerke for { $title }
status-of = status for { $title }

## The banner for other sites.

embed = { $status } per { $written }, utdatert etter { $stale }
embed-stale = Utdatert: skrevet { $written }
embed-copied = { $source } per { $at }
embed-not-read = { $source }: ukjent

## Feeds and calendars.

updates-atom = Oppdateringer som Atom
updates-rss = Oppdateringer som RSS
updates-json = Oppdateringer som JSON Feed
component-updates-atom = Oppdateringer for denne komponenten som Atom
component-updates-rss = Oppdateringer for denne komponenten som RSS
status-json = Status som JSON
feed-title = { $site } – hendelseshistorikk
feed-title-component = { $site } – { $component } – hendelseshistorikk
feed-description = Hendelser, vedlikehold og kunngjøringer for { $site }
feed-resolved = Denne hendelsen er løst.
feed-completed = Det planlagte vedlikeholdet er fullført.
feed-cancelled = Dette vedlikeholdet er avlyst.
feed-being-corrected = Detaljene blir rettet.
feed-read-on = Les videre
calendar-name = { $site } – vedlikehold
calendar-name-component = { $site } – vedlikehold: { $component }
calendar-components = Komponenter: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } svarer ikke. Dette er kopien på { $copy }, skrevet { $at }. Signaturen er gyldig.
worker-kept = { $host } svarer ikke, og ingen annen pålitelig kopi var tilgjengelig. Dette er det du så her { $at }; situasjonen kan ha endret seg siden.
worker-last-known = Sist kjent:
