### Czech

## How components are.

status-operational = V provozu
status-under-maintenance = Probíhá údržba
status-unknown = Stav neznámý
status-degraded-performance = Snížený výkon
status-partial-outage = Částečný výpadek
status-major-outage = Závažný výpadek

## Where an incident stands.

incident-investigating = Zjišťujeme příčinu
incident-identified = Příčina nalezena
incident-monitoring = Sledujeme
incident-resolved = Vyřešeno
incident-postmortem = Rozbor incidentu

## Where a maintenance stands.

maintenance-scheduled = Naplánováno
maintenance-in-progress = Probíhá
maintenance-verifying = Ověřujeme
maintenance-completed = Dokončeno
maintenance-cancelled = Zrušeno

## What there is, and what it did.

incident = Incident
maintenance = Údržba
notice = Oznámení
update = Aktualizace
impact-none = Bez dopadu
impact-minor = Malý dopad
impact-major = Velký dopad
impact-critical = Kritický dopad

## The one sentence on top of the home page.

headline-operational = Všechny systémy v provozu
headline-under-maintenance = Probíhá údržba
headline-partially-degraded = Částečně snížený výkon
headline-degraded = Snížený výkon systémů
headline-minor-outage = Menší výpadek
headline-partial-outage = Částečný výpadek
headline-major-outage = Závažný výpadek
headline-not-known = Stav není znám: { $names }
headline-components-not-known =
    { $count ->
        [one] Stav { $count } komponenty není znám
        [few] Stav { $count } komponent není znám
        [many] Stav { $count } komponenty není znám
       *[other] Stav { $count } komponent není znám
    }
headline-sources-not-read = Některé zdroje se nepodařilo načíst: stav zbytku není znám
headline-and-not-known = { $headline }; stav není znám: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; stav { $count } komponenty není znám
        [few] { $headline }; stav { $count } komponent není znám
        [many] { $headline }; stav { $count } komponenty není znám
       *[other] { $headline }; stav { $count } komponent není znám
    }
headline-and-sources-not-read = { $headline }; některé zdroje se nepodařilo načíst: stav zbytku není znám

## Lengths of time.

duration-under-a-minute = méně než 1 min
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } den
        [few] { $count } dny
        [many] { $count } dne
       *[other] { $count } dní
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

skip = Přejít ke stavu služeb
nav-site = Web
nav-languages = Jazyky
history = Historie
subscribe = Odebírat
last-changed = Poslední změna: { $at }. Aktuální stav je na <home>hlavní stránce</home>.
copies = Kopie této stránky:
questions = Dotazy: { $address }
as-of = { $text }. Stav k { $at }.
preview-changed = Poslední změna: { $at }

## How old the page is.

age = Stav k { $written }; novější verze do { $due }; po { $stale } bude tato zastaralá.
age-copies = Stav k { $written }; novější verze do { $due }; po { $stale } použijte <copies>jinou kopii</copies>.
age-stale = <strong>Tato stránka je zastaralá.</strong> Ukazuje stav k { $written } a nic novějšího nepřišlo; situace se mohla změnit.
age-newer = Novější verze je na <copies>jiné adrese</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } otevřený incident
        [few] { $count } otevřené incidenty
        [many] { $count } otevřeného incidentu
       *[other] { $count } otevřených incidentů
    }
open-since = { $incidents } od { $at } ({ $lasted })
since-lasting = od { $at } ({ $lasted })
next-update-by = další aktualizace do { $at }
next-update-was-due = další aktualizace měla přijít do { $at }
update-overdue = aktualizace se zpožďuje
earlier-updates =
    { $count ->
        [one] { $count } dřívější aktualizace
        [few] { $count } dřívější aktualizace
        [many] { $count } dřívější aktualizace
       *[other] { $count } dřívějších aktualizací
    }
sources-not-read = Nepodařilo se načíst: { $sources }. Jejich obsah není znám.
source-copied = { $source }: stav k { $at } ({ $before } před vytvořením této stránky); pozdější zprávy nejsou známy.
source-board = Nástěnka Trello
posted = Zveřejněno: { $at }
being-corrected = Podrobnosti tohoto záznamu se opravují.

## The home page: components.

components = Komponenty
in-90-days = za 90 dní.
days-were = { $days }: { $status }.
no-data-for-days = žádná data
uptime-not-known = dostupnost není známa
not-known = není známo
last-known = Poslední známý stav: { $status }
last-known-until = Poslední známý stav: { $status }, do { $at }
key-of-days = 90 dní, dnešek je poslední; čím vyšší sloupec, tím hůř:
dependencies = Na čem závisíme
dependencies-not-ours = Tyto služby provozuje někdo jiný a tato stránka je nesleduje: jejich stav uvádějí jejich vlastní stránky.
needed-by = využívají: { $components }
asked-at = zjištěno: { $at }

## The home page: what happened lately.

last-14-days = Posledních 14 dní
day-ongoing = Nic nového; pokračoval dřívější incident.
day-not-known = Není známo: zdroj se nepodařilo načíst.
day-quiet = Žádné incidenty.
all-history = Celá historie
feed-calendar = Kalendář údržby
for-programs = Pro programy:
link-status = Stav
link-metrics = Metriky

## An incident.

fact-began = Začátek
fact-ended = Konec
fact-so-far = Zatím trvá
fact-lasted = Doba trvání
fact-next-update = Další aktualizace
fact-by = do { $at }
fact-was-due = měla přijít do { $at }
fact-overdue = zpožděna
fact-explained = Vysvětlení
link-postmortem = Rozbor incidentu
fact-provider = Poskytovatel
affected-now = Nyní
affected-at-worst = V nejhorší chvíli
affected-expected = Očekávaný stav
affected-was-expected = Očekávalo se
affected-during = V průběhu
component-not-known = Stav není znám: { $component }
time-being-corrected = čas se opravuje
changed-from = dříve { $status }, nyní

## A maintenance.

planned-maintenance = Plánovaná údržba
add-to-calendar = Přidat do kalendáře
clock-announced = Oznámeno.
clock-started = Zahájeno automaticky v ohlášeném čase.
clock-completed = Dokončeno automaticky v ohlášeném čase.
clock-other = Automaticky podle plánu.
fact-when = Termín
fact-planned = Plánovaná doba
fact-took = Doba trvání
fact-and-then = Další termíny
length-planned = plán { $length }
length-so-far = zatím { $length }
length-taken = skutečnost { $length }
past-its-end = Plánovaný konec uplynul, údržba stále probíhá.
plan-begun = Podle plánu už údržba začala.
plan-over = Podle plánu už údržba skončila.

## How a maintenance recurs.

recurring = opakovaně
every-day =
    { $count ->
        [1] každý den
        [one] každý { $count } den
        [few] každé { $count } dny
        [many] každých { $count } dne
       *[other] každých { $count } dní
    }
every-week =
    { $count ->
        [1] každý týden
        [one] každý { $count } týden
        [few] každé { $count } týdny
        [many] každých { $count } týdne
       *[other] každých { $count } týdnů
    }
every-month =
    { $count ->
        [1] každý měsíc
        [one] každý { $count } měsíc
        [few] každé { $count } měsíce
        [many] každých { $count } měsíce
       *[other] každých { $count } měsíců
    }
every-year =
    { $count ->
        [1] každý rok
        [one] každý { $count } rok
        [few] každé { $count } roky
        [many] každých { $count } roku
       *[other] každých { $count } let
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] v pondělí
        [tu] v úterý
        [we] ve středu
        [th] ve čtvrtek
        [fr] v pátek
        [sa] v sobotu
       *[su] v neděli
    }
nth-weekday =
    { $nth ->
        [1] v první
        [2] { $day ->
            [mo] ve druhé
            [tu] ve druhé
            [we] ve druhou
            [sa] ve druhou
            [su] ve druhou
           *[other] ve druhý
        }
        [3] ve třetí
        [4] { $day ->
            [mo] ve čtvrté
            [tu] ve čtvrté
            [we] ve čtvrtou
            [sa] ve čtvrtou
            [su] ve čtvrtou
           *[other] ve čtvrtý
        }
       *[last] v poslední
    } { $day ->
        [mo] pondělí
        [tu] úterý
        [we] středu
        [th] čtvrtek
        [fr] pátek
        [sa] sobotu
       *[su] neděli
    }
month-day = { $number }. den
month-last-day = poslední den

## A component.

since = od { $at }
last-known-was = poslední známý stav: { $status }
retired = vyřazeno
component-as-of = Stav k { $at }. Aktuální stav je na <home>hlavní stránce</home>.
part-of = Součást skupiny: { $group }
needs = Závisí na: { $names }
last-90-days = Posledních 90 dní
as-table = Totéž jako tabulka
column-days = Dny
column-worst = Nejhorší stav
column-for = Doba trvání
no-data = Žádná data
uptime = Dostupnost
column-window = Období
column-down = Výpadek
window-day = 24 hodin
window-week = 7 dní
window-month = 30 dní
window-quarter = 90 dní
window-year = 365 dní
since-its-start = od spuštění
unknown-left-out = (bez údajů: { $length })
formula = dostupnost = 1 − ({ $down }) / doba se známým stavem
formula-nothing-counts = nic se nepočítá jako výpadek
formula-major-outage = závažný výpadek
formula-partial-outage = částečný výpadek
formula-degraded-performance = snížený výkon
formula-maintenance = údržba
budget-left = Cíl { $target }: za 30 dní přípustné { $allowed }, vyčerpáno { $used }, <strong>zbývá { $left }</strong>.
budget-over = Cíl { $target }: za 30 dní přípustné { $allowed }, vyčerpáno { $used }, <strong>překročeno o { $left }</strong>.
what-happened = Co se stalo
what-happened-not-known = Co se stalo, není známo: zdroj se nepodařilo načíst.
nothing-in-90-days = Za posledních 90 dní nic.
feed-badge = Odznak
feed-badge-json = Odznak jako JSON

## History.

history-description = Všechny incidenty, údržby a oznámení, měsíc po měsíci.
year-of-days = Rok den po dni
heat-days = { $from } – { $to }, každý den podle nejhoršího stavu komponent; počet dní:
heat-count = { $status }: { $days },
heat-quiet = bez potíží: { $days }.
nothing-yet = Zatím se nic nestalo.
all-months = Všechny měsíce
count-incidents =
    { $count ->
        [one] { $count } incident
        [few] { $count } incidenty
        [many] { $count } incidentu
       *[other] { $count } incidentů
    }
count-maintenance =
    { $count ->
        [one] { $count } údržba
        [few] { $count } údržby
        [many] { $count } údržby
       *[other] { $count } údržeb
    }
count-notices =
    { $count ->
        [one] { $count } oznámení
        [few] { $count } oznámení
        [many] { $count } oznámení
       *[other] { $count } oznámení
    }

## Small pages.

nothing-here = Tady nic není
nothing-here-description = Na této adrese žádná stránka není.
nothing-here-text = Na této adrese žádná stránka není. Něco nefunguje? Podívejte se na <home><strong>aktuální stav</strong></home>. Dřívější události najdete v <history>historii</history>.
moved = Tato stránka byla přesunuta: { $page }
badges = Odznaky a bannery
badges-description = Odznaky, kanály a banner této stavové stránky ke zkopírování a vložení.
badges-text = Vložte si je do README, na wiki nebo na vlastní stránky. Při každém zobrazení ukazují to, co právě uvádí tato stránka.
banner = Banner
banner-see = Zobrazit
banner-title = stav
badge-of = Odznak: { $title }
status-of = stav: { $title }

## The banner for other sites.

embed = { $status } ({ $written }), zastaralé po { $stale }
embed-stale = Zastaralé: stav k { $written }
embed-copied = { $source }: stav k { $at }
embed-not-read = { $source }: stav není znám

## Feeds and calendars.

updates-atom = Aktualizace, Atom
updates-rss = Aktualizace, RSS
updates-json = Aktualizace, JSON Feed
component-updates-atom = Aktualizace této komponenty, Atom
component-updates-rss = Aktualizace této komponenty, RSS
status-json = Stav, JSON
feed-title = { $site } – historie incidentů
feed-title-component = { $site } – { $component } – historie incidentů
feed-description = Incidenty, údržby a oznámení: { $site }
feed-resolved = Tento incident byl vyřešen.
feed-completed = Plánovaná údržba byla dokončena.
feed-cancelled = Tato údržba byla zrušena.
feed-being-corrected = Podrobnosti se opravují.
feed-read-on = Číst dál
calendar-name = { $site } – údržba
calendar-name-component = { $site } – údržba: { $component }
calendar-components = Komponenty: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } neodpovídá. Toto je kopie z { $copy }, stav k { $at }. Její podpis je platný.
worker-kept = { $host } neodpovídá a žádnou jinou důvěryhodnou kopii se nepodařilo získat. Toto je verze, kterou jste zde viděli naposledy ({ $at }); od té doby se situace mohla změnit.
worker-last-known = Poslední známý stav:
