### Dutch

## Status van onderdelen

status-operational = Operationeel
status-under-maintenance = In onderhoud
status-unknown = Onbekend
status-degraded-performance = Verminderde prestaties
status-partial-outage = Gedeeltelijke storing
status-major-outage = Grote storing

## Stand van een incident

incident-investigating = Wordt onderzocht
incident-identified = Oorzaak gevonden
incident-monitoring = Wordt gemonitord
incident-resolved = Opgelost
incident-postmortem = Postmortem

## Stand van een onderhoud

maintenance-scheduled = Gepland
maintenance-in-progress = In uitvoering
maintenance-verifying = Wordt gecontroleerd
maintenance-completed = Voltooid
maintenance-cancelled = Geannuleerd

## Wat er is en wat het deed

incident = Incident
maintenance = Onderhoud
notice = Mededeling
update = Update
impact-none = Geen impact
impact-minor = Kleine impact
impact-major = Grote impact
impact-critical = Kritieke impact

## De kop van de startpagina

headline-operational = Alle systemen operationeel
headline-under-maintenance = Onderhoud in uitvoering
headline-partially-degraded = Deels verminderde dienstverlening
headline-degraded = Verminderde dienstverlening
headline-minor-outage = Kleine storing
headline-partial-outage = Gedeeltelijke systeemstoring
headline-major-outage = Grote systeemstoring
headline-not-known = Status onbekend: { $names }
headline-components-not-known =
    { $count ->
        [one] Status van { $count } onderdeel onbekend
       *[other] Status van { $count } onderdelen onbekend
    }
headline-sources-not-read = Sommige van onze bronnen konden niet worden gelezen: de rest is onbekend
headline-and-not-known = { $headline }; status onbekend: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; status van { $count } onderdeel onbekend
       *[other] { $headline }; status van { $count } onderdelen onbekend
    }
headline-and-sources-not-read = { $headline }; sommige van onze bronnen konden niet worden gelezen: de rest is onbekend

## Tijdsduur

duration-under-a-minute = minder dan een minuut
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } u
duration-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
duration-both = { $larger } { $smaller }

## Dagen, getallen en lijsten

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Rond elke pagina

skip = Naar de status
nav-site = Site
nav-languages = Talen
history = Geschiedenis
subscribe = Abonneren
last-changed = Laatst gewijzigd: { $at }. De actuele stand staat op de <home>startpagina</home>.
copies = Kopieën van deze pagina:
questions = Vragen: { $address }
as-of = { $text }. Bijgewerkt: { $at }.
preview-changed = Laatste wijziging: { $at }

## Hoe oud de pagina is

age = Bijgewerkt: { $written }; volgende versie uiterlijk { $due }; deze is verouderd na { $stale }.
age-copies = Bijgewerkt: { $written }; volgende versie uiterlijk { $due }; bekijk na { $stale } <copies>een andere kopie</copies>.
age-stale = <strong>Deze pagina is verouderd.</strong> Bijgewerkt: { $written }; sindsdien is er niets nieuwers gekomen. De situatie kan zijn veranderd.
age-newer = Een nieuwere kopie staat op <copies>een ander adres</copies>.

## De startpagina: wat er nu mis is

open-incidents =
    { $count ->
        [one] { $count } lopend incident
       *[other] { $count } lopende incidenten
    }
open-since = { $incidents } sinds { $at } ({ $lasted })
since-lasting = sinds { $at } ({ $lasted })
next-update-by = volgende update uiterlijk { $at }
next-update-was-due = update te laat, verwacht uiterlijk { $at }
update-overdue = update te laat
earlier-updates =
    { $count ->
        [one] { $count } eerdere update
       *[other] { $count } eerdere updates
    }
sources-not-read = Kon niet worden gelezen: { $sources }. Wat daar staat, is onbekend.
source-copied = { $source }: stand { $at }, { $before } ouder dan deze pagina. Wat daar sindsdien is gemeld, is onbekend.
source-board = Trello-bord
posted = Geplaatst: { $at }
being-corrected = Gegevens van dit bericht worden gecorrigeerd.

## De startpagina: onderdelen

components = Onderdelen
in-90-days = in 90 dagen.
days-were = { $days }: { $status }.
no-data-for-days = geen gegevens
uptime-not-known = beschikbaarheid onbekend
not-known = onbekend
last-known = Laatst bekend: { $status }
last-known-until = Laatst bekend: { $status }, tot { $at }
key-of-days = 90 dagen, vandaag als laatste; hoe hoger, hoe slechter:
dependencies = Waar wij van afhankelijk zijn
dependencies-not-ours = Deze diensten worden door anderen beheerd en hier niet bewaakt: hun status staat alleen op hun eigen pagina’s.
needed-by = voor { $components }
asked-at = opgevraagd: { $at }

## De startpagina: wat er onlangs gebeurde

last-14-days = De afgelopen 14 dagen
day-ongoing = Niets nieuws; een eerder incident duurde voort.
day-not-known = Onbekend: een bron kon niet worden gelezen.
day-quiet = Geen incidenten.
all-history = Volledige geschiedenis
feed-calendar = Onderhoudskalender
for-programs = Voor programma’s:
link-status = Status
link-metrics = Statistieken

## Een incident

fact-began = Begin
fact-ended = Einde
fact-so-far = Tot nu toe
fact-lasted = Duur
fact-next-update = Volgende update
fact-by = uiterlijk { $at }
fact-was-due = te laat, verwacht uiterlijk { $at }
fact-overdue = te laat
fact-explained = Analyse
link-postmortem = Postmortem
fact-provider = Leverancier
affected-now = Nu
affected-at-worst = Slechtste status
affected-expected = Verwacht
affected-was-expected = Was verwacht
affected-during = Tijdens het onderhoud
component-not-known = Status onbekend: { $component }
time-being-corrected = tijdstip wordt gecorrigeerd
changed-from = van { $status } naar

## Een onderhoud

planned-maintenance = Gepland onderhoud
add-to-calendar = Toevoegen aan agenda
clock-announced = Aangekondigd.
clock-started = Automatisch begonnen op het aangekondigde tijdstip.
clock-completed = Automatisch voltooid op het aangekondigde tijdstip.
clock-other = Automatisch, volgens de planning.
fact-when = Wanneer
fact-planned = Geplande duur
fact-took = Werkelijke duur
fact-and-then = Daarna
length-planned = { $length } gepland
length-so-far = tot nu toe { $length }
length-taken = werkelijk { $length }
past-its-end = Het geplande einde is voorbij; het onderhoud loopt nog.
plan-begun = Volgens de planning is het onderhoud begonnen.
plan-over = Volgens de planning is het onderhoud voorbij.

## Hoe een onderhoud terugkeert

recurring = terugkerend
every-day =
    { $count ->
        [1] elke dag
        [one] elke { $count } dagen
       *[other] elke { $count } dagen
    }
every-week =
    { $count ->
        [1] elke week
        [one] elke { $count } weken
       *[other] elke { $count } weken
    }
every-month =
    { $count ->
        [1] elke maand
        [one] elke { $count } maanden
       *[other] elke { $count } maanden
    }
every-year =
    { $count ->
        [1] elk jaar
        [one] elke { $count } jaar
       *[other] elke { $count } jaar
    }
repeats-on = { $repeats } op { $days }
weekday =
    { $day ->
        [mo] maandag
        [tu] dinsdag
        [we] woensdag
        [th] donderdag
        [fr] vrijdag
        [sa] zaterdag
       *[su] zondag
    }
nth-weekday =
    { $nth ->
        [1] de eerste { weekday }
        [2] de tweede { weekday }
        [3] de derde { weekday }
        [4] de vierde { weekday }
       *[last] de laatste { weekday }
    }
month-day = de { $number }e
month-last-day = de laatste dag

## Een onderdeel

since = sinds { $at }
last-known-was = laatst bekend: { $status }
retired = uitgefaseerd
component-as-of = Bijgewerkt: { $at }. De actuele stand staat op de <home>startpagina</home>.
part-of = Onderdeel van { $group }
needs = Afhankelijk van { $names }
last-90-days = De afgelopen 90 dagen
as-table = Als tabel
column-days = Dagen
column-worst = Slechtste status
column-for = Duur
no-data = Geen gegevens
uptime = Beschikbaarheid
column-window = Periode
column-down = Uitval
window-day = 24 uur
window-week = 7 dagen
window-month = 30 dagen
window-quarter = 90 dagen
window-year = 365 dagen
since-its-start = sinds het begin
unknown-left-out = ({ $length } onbekend)
formula = beschikbaarheid = 1 − ({ $down }) ÷ tijd waarvan de status bekend is
formula-nothing-counts = niets telt als uitval
formula-major-outage = grote storing
formula-partial-outage = gedeeltelijke storing
formula-degraded-performance = verminderde prestaties
formula-maintenance = onderhoud
budget-left = Doel { $target }: { $allowed } uitval toegestaan in 30 dagen, { $used } gebruikt, <strong>{ $left } over</strong>.
budget-over = Doel { $target }: { $allowed } uitval toegestaan in 30 dagen, { $used } gebruikt, <strong>{ $left } te veel</strong>.
what-happened = Wat er gebeurde
what-happened-not-known = Wat er gebeurde, is onbekend: een bron kon niet worden gelezen.
nothing-in-90-days = Niets in de afgelopen 90 dagen.
feed-badge = Badge
feed-badge-json = Badge als JSON

## Geschiedenis

history-description = Alle incidenten, onderhoud en mededelingen, maand voor maand.
year-of-days = Een jaar, dag voor dag
heat-days = { $from } tot en met { $to }, per dag de slechtste status van alle onderdelen:
heat-count = { $status }: { $days },
heat-quiet = zonder problemen: { $days }.
nothing-yet = Er is nog niets gebeurd.
all-months = Alle maanden
count-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidenten
    }
count-maintenance =
    { $count ->
        [one] { $count } keer onderhoud
       *[other] { $count } keer onderhoud
    }
count-notices =
    { $count ->
        [one] { $count } mededeling
       *[other] { $count } mededelingen
    }

## Kleine pagina’s

nothing-here = Pagina niet gevonden
nothing-here-description = Op dit adres is geen pagina.
nothing-here-text = Op dit adres is geen pagina. Is er een storing? Dat ziet u bij de <home><strong>actuele status</strong></home>. Wat er eerder gebeurde, staat in de <history>geschiedenis</history>.
moved = Deze pagina is verplaatst: { $page }
badges = Badges en banners
badges-description = Badges, feeds en een banner van deze statuspagina, om te kopiëren en te plakken.
badges-text = Kopieer er een naar een README, een wiki of uw eigen pagina’s. Elke badge of banner toont wat deze pagina zegt op het moment van bekijken.
banner = Banner
banner-see = Bekijken
banner-title = status
badge-of = Badge van { $title }
status-of = status van { $title }

## De banner voor andere sites

embed = { $status } (bijgewerkt: { $written }), verouderd na { $stale }
embed-stale = Verouderd, bijgewerkt: { $written }
embed-copied = { $source } (opgevraagd: { $at })
embed-not-read = { $source }: onbekend

## Feeds en kalenders

updates-atom = Updates, als Atom
updates-rss = Updates, als RSS
updates-json = Updates, als JSON Feed
component-updates-atom = Updates van dit onderdeel, als Atom
component-updates-rss = Updates van dit onderdeel, als RSS
status-json = Status, als JSON
feed-title = { $site } – Incidentgeschiedenis
feed-title-component = { $site } – { $component } – Incidentgeschiedenis
feed-description = Incidenten, onderhoud en mededelingen van { $site }
feed-resolved = Dit incident is opgelost.
feed-completed = Het geplande onderhoud is voltooid.
feed-cancelled = Dit onderhoud is geannuleerd.
feed-being-corrected = Gegevens hierover worden gecorrigeerd.
feed-read-on = Verder lezen
calendar-name = { $site } – Onderhoud
calendar-name-component = { $site } – Onderhoud: { $component }
calendar-components = Onderdelen: { $components }

## Als de host van de pagina niet antwoordt

worker-copy = { $host } antwoordt niet. Dit is de kopie op { $copy }, bijgewerkt: { $at }. De handtekening klopt.
worker-kept = { $host } antwoordt niet en er was geen andere betrouwbare kopie bereikbaar. Dit is wat u hier het laatst zag: { $at }; het kan sindsdien zijn veranderd.
worker-last-known = Laatst bekend:
