### Polish

## How components are.

status-operational = Działa
status-under-maintenance = W trakcie konserwacji
status-unknown = Stan nieznany
status-degraded-performance = Obniżona wydajność
status-partial-outage = Częściowa awaria
status-major-outage = Poważna awaria

## Where an incident stands.

incident-investigating = Badanie przyczyny
incident-identified = Przyczyna ustalona
incident-monitoring = Monitorowanie
incident-resolved = Rozwiązany
incident-postmortem = Analiza po incydencie

## Where a maintenance stands.

maintenance-scheduled = Zaplanowana
maintenance-in-progress = W toku
maintenance-verifying = Weryfikacja
maintenance-completed = Zakończona
maintenance-cancelled = Odwołana

## What there is, and what it did.

incident = Incydent
maintenance = Konserwacja
notice = Komunikat
update = Aktualizacja
impact-none = Bez wpływu
impact-minor = Niewielki wpływ
impact-major = Poważny wpływ
impact-critical = Krytyczny wpływ

## The one sentence on top of the home page.

headline-operational = Wszystkie systemy działają
headline-under-maintenance = Trwa konserwacja
headline-partially-degraded = Częściowo obniżona wydajność
headline-degraded = Obniżona wydajność systemów
headline-minor-outage = Drobna awaria
headline-partial-outage = Częściowa awaria
headline-major-outage = Poważna awaria
headline-not-known = Stan nieznany: { $names }
headline-components-not-known =
    { $count ->
        [one] Nieznany stan { $count } komponentu
        [few] Nieznany stan { $count } komponentów
        [many] Nieznany stan { $count } komponentów
       *[other] Nieznany stan { $count } komponentu
    }
headline-sources-not-read = Nie udało się odczytać części źródeł: stan pozostałych usług jest nieznany
headline-and-not-known = { $headline }; stan nieznany: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; nieznany stan { $count } komponentu
        [few] { $headline }; nieznany stan { $count } komponentów
        [many] { $headline }; nieznany stan { $count } komponentów
       *[other] { $headline }; nieznany stan { $count } komponentu
    }
headline-and-sources-not-read = { $headline }; nie udało się odczytać części źródeł: stan pozostałych usług jest nieznany

## Lengths of time.

duration-under-a-minute = poniżej minuty
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } dzień
        [few] { $count } dni
        [many] { $count } dni
       *[other] { $count } dnia
    }
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Around every page.

skip = Przejdź do stanu usług
nav-site = Witryna
nav-languages = Języki
history = Historia
subscribe = Subskrybuj
last-changed = Ostatnia zmiana: { $at }. Bieżący stan podaje <home>strona główna</home>.
copies = Kopie tej strony:
questions = Pytania: { $address }
as-of = { $text }. Stan na { $at }.
preview-changed = Ostatnia zmiana: { $at }

## How old the page is.

age = Stan na { $written }; nowsza wersja pojawi się do { $due }; po { $stale } ta będzie nieaktualna.
age-copies = Stan na { $written }; nowsza wersja pojawi się do { $due }; po { $stale } należy sprawdzić <copies>inną kopię</copies>.
age-stale = <strong>Ta strona jest nieaktualna.</strong> Pokazuje stan na { $written } i nie pojawiło się nic nowszego; sytuacja mogła się zmienić.
age-newer = Nowsza wersja jest pod <copies>innym adresem</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } otwarty incydent
        [few] { $count } otwarte incydenty
        [many] { $count } otwartych incydentów
       *[other] { $count } otwartego incydentu
    }
open-since = { $incidents } od { $at } ({ $lasted })
since-lasting = od { $at } ({ $lasted })
next-update-by = następna aktualizacja do { $at }
next-update-was-due = termin następnej aktualizacji minął: { $at }
update-overdue = aktualizacja się opóźnia
earlier-updates =
    { $count ->
        [one] { $count } wcześniejsza aktualizacja
        [few] { $count } wcześniejsze aktualizacje
        [many] { $count } wcześniejszych aktualizacji
       *[other] { $count } wcześniejszej aktualizacji
    }
sources-not-read = Nie udało się odczytać: { $sources }. Zawarte tam informacje są nieznane.
source-copied = { $source }: stan na { $at } ({ $before } przed utworzeniem tej strony); późniejsze wpisy są nieznane.
source-board = Tablica Trello
posted = Opublikowano: { $at }
being-corrected = Szczegóły tego wpisu są poprawiane.

## The home page: components.

components = Komponenty
in-90-days = w ciągu 90 dni.
days-were = { $days }: { $status }.
no-data-for-days = brak danych
uptime-not-known = dostępność nieznana
not-known = nieznane
last-known = Ostatni znany stan: { $status }
last-known-until = Ostatni znany stan: { $status }, do { $at }
key-of-days = 90 dni, dzisiejszy na końcu; im wyższy słupek, tym gorzej:
dependencies = Od czego zależymy
dependencies-not-ours = Te usługi prowadzą inni i ta strona ich nie monitoruje: ich stan podają ich własne strony.
needed-by = korzystają: { $components }
asked-at = sprawdzono: { $at }

## The home page: what happened lately.

last-14-days = Ostatnie 14 dni
day-ongoing = Nic nowego; trwał wcześniejszy incydent.
day-not-known = Brak informacji: nie udało się odczytać źródła.
day-quiet = Brak incydentów.
all-history = Cała historia
feed-calendar = Kalendarz konserwacji
for-programs = Dla programów:
link-status = Stan
link-metrics = Metryki

## An incident.

fact-began = Początek
fact-ended = Koniec
fact-so-far = Trwa już
fact-lasted = Czas trwania
fact-next-update = Następna aktualizacja
fact-by = do { $at }
fact-was-due = termin minął: { $at }
fact-overdue = opóźniona
fact-explained = Wyjaśnienie
link-postmortem = Analiza po incydencie
fact-provider = Dostawca
affected-now = Teraz
affected-at-worst = W najgorszym momencie
affected-expected = Przewidywany stan
affected-was-expected = Przewidywano
affected-during = W trakcie
component-not-known = Stan nieznany: { $component }
time-being-corrected = czas jest poprawiany
changed-from = poprzednio { $status }, teraz

## A maintenance.

planned-maintenance = Planowana konserwacja
add-to-calendar = Dodaj do kalendarza
clock-announced = Zapowiedziano.
clock-started = Rozpoczęto automatycznie, zgodnie z zapowiedzią.
clock-completed = Zakończono automatycznie, zgodnie z zapowiedzią.
clock-other = Automatycznie, zgodnie z harmonogramem.
fact-when = Termin
fact-planned = Planowany czas
fact-took = Czas trwania
fact-and-then = Kolejne terminy
length-planned = planowo { $length }
length-so-far = dotąd { $length }
length-taken = faktycznie { $length }
past-its-end = Planowany czas minął, prace nadal trwają.
plan-begun = Według planu prace już się rozpoczęły.
plan-over = Według planu prace już się zakończyły.

## How a maintenance recurs.

recurring = cyklicznie
every-day =
    { $count ->
        [1] codziennie
        [one] co { $count } dzień
        [few] co { $count } dni
        [many] co { $count } dni
       *[other] co { $count } dnia
    }
every-week =
    { $count ->
        [1] co tydzień
        [one] co { $count } tydzień
        [few] co { $count } tygodnie
        [many] co { $count } tygodni
       *[other] co { $count } tygodnia
    }
every-month =
    { $count ->
        [1] co miesiąc
        [one] co { $count } miesiąc
        [few] co { $count } miesiące
        [many] co { $count } miesięcy
       *[other] co { $count } miesiąca
    }
every-year =
    { $count ->
        [1] co rok
        [one] co { $count } rok
        [few] co { $count } lata
        [many] co { $count } lat
       *[other] co { $count } roku
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] w poniedziałek
        [tu] we wtorek
        [we] w środę
        [th] w czwartek
        [fr] w piątek
        [sa] w sobotę
       *[su] w niedzielę
    }
nth-weekday =
    { $nth ->
        [1] { $day ->
            [we] w pierwszą
            [sa] w pierwszą
            [su] w pierwszą
           *[other] w pierwszy
        }
        [2] { $day ->
            [we] w drugą
            [sa] w drugą
            [su] w drugą
           *[other] w drugi
        }
        [3] { $day ->
            [we] w trzecią
            [sa] w trzecią
            [su] w trzecią
           *[other] w trzeci
        }
        [4] { $day ->
            [we] w czwartą
            [sa] w czwartą
            [su] w czwartą
           *[other] w czwarty
        }
       *[last] { $day ->
            [we] w ostatnią
            [sa] w ostatnią
            [su] w ostatnią
           *[other] w ostatni
        }
    } { $day ->
        [mo] poniedziałek
        [tu] wtorek
        [we] środę
        [th] czwartek
        [fr] piątek
        [sa] sobotę
       *[su] niedzielę
    }
month-day = { $number }. dnia
month-last-day = ostatniego dnia

## A component.

since = od { $at }
last-known-was = ostatni znany stan: { $status }
retired = wycofany
component-as-of = Stan na { $at }. Bieżący stan podaje <home>strona główna</home>.
part-of = Należy do: { $group }
needs = Zależy od: { $names }
last-90-days = Ostatnie 90 dni
as-table = To samo w tabeli
column-days = Dni
column-worst = Najgorszy stan
column-for = Czas trwania
no-data = Brak danych
uptime = Dostępność
column-window = Okres
column-down = Niedostępność
window-day = 24 godziny
window-week = 7 dni
window-month = 30 dni
window-quarter = 90 dni
window-year = 365 dni
since-its-start = od uruchomienia
unknown-left-out = (brak danych: { $length })
formula = dostępność = 1 − ({ $down }) / czas o znanym stanie
formula-nothing-counts = nic nie liczy się jako niedostępność
formula-major-outage = poważna awaria
formula-partial-outage = częściowa awaria
formula-degraded-performance = obniżona wydajność
formula-maintenance = konserwacja
budget-left = Cel { $target }: w ciągu 30 dni dopuszczalne { $allowed }, wykorzystano { $used }, <strong>pozostało { $left }</strong>.
budget-over = Cel { $target }: w ciągu 30 dni dopuszczalne { $allowed }, wykorzystano { $used }, <strong>przekroczono o { $left }</strong>.
what-happened = Co się wydarzyło
what-happened-not-known = Nie wiadomo, co się wydarzyło: nie udało się odczytać źródła.
nothing-in-90-days = Brak zdarzeń w ciągu ostatnich 90 dni.
feed-badge = Plakietka
feed-badge-json = Plakietka jako JSON

## History.

history-description = Wszystkie incydenty, konserwacje i komunikaty, miesiąc po miesiącu.
year-of-days = Rok dzień po dniu
heat-days = { $from } – { $to }, każdy dzień według najgorszego stanu komponentów; liczba dni:
heat-count = { $status }: { $days },
heat-quiet = bez zakłóceń: { $days }.
nothing-yet = Nic się jeszcze nie wydarzyło.
all-months = Wszystkie miesiące
count-incidents =
    { $count ->
        [one] { $count } incydent
        [few] { $count } incydenty
        [many] { $count } incydentów
       *[other] { $count } incydentu
    }
count-maintenance =
    { $count ->
        [one] { $count } konserwacja
        [few] { $count } konserwacje
        [many] { $count } konserwacji
       *[other] { $count } konserwacji
    }
count-notices =
    { $count ->
        [one] { $count } komunikat
        [few] { $count } komunikaty
        [many] { $count } komunikatów
       *[other] { $count } komunikatu
    }

## Small pages.

nothing-here = Nic tu nie ma
nothing-here-description = Pod tym adresem nie ma strony.
nothing-here-text = Pod tym adresem nie ma strony. Coś nie działa? Zobacz <home><strong>bieżący stan</strong></home>. Wcześniejsze zdarzenia są w <history>historii</history>.
moved = Ta strona została przeniesiona: { $page }
badges = Plakietki i banery
badges-description = Plakietki, kanały i baner tej strony stanu, do skopiowania i wklejenia.
badges-text = Można je wkleić do pliku README, wiki lub na własną stronę. Zawsze pokazują to, co w danej chwili podaje ta strona.
banner = Baner
banner-see = Podgląd
banner-title = stan usług
badge-of = Plakietka: { $title }
status-of = stan: { $title }

## The banner for other sites.

embed = { $status } ({ $written }), nieaktualne po { $stale }
embed-stale = Nieaktualne: stan na { $written }
embed-copied = { $source }: stan na { $at }
embed-not-read = { $source }: brak informacji

## Feeds and calendars.

updates-atom = Aktualizacje, Atom
updates-rss = Aktualizacje, RSS
updates-json = Aktualizacje, JSON Feed
component-updates-atom = Aktualizacje tego komponentu, Atom
component-updates-rss = Aktualizacje tego komponentu, RSS
status-json = Stan, JSON
feed-title = { $site } – historia incydentów
feed-title-component = { $site } – { $component } – historia incydentów
feed-description = Incydenty, konserwacje i komunikaty: { $site }
feed-resolved = Ten incydent został rozwiązany.
feed-completed = Zaplanowana konserwacja została zakończona.
feed-cancelled = Ta konserwacja została odwołana.
feed-being-corrected = Szczegóły są poprawiane.
feed-read-on = Czytaj dalej
calendar-name = { $site } – konserwacje
calendar-name-component = { $site } – konserwacje: { $component }
calendar-components = Komponenty: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } nie odpowiada. To jest kopia z { $copy }, stan na { $at }. Jej podpis jest prawidłowy.
worker-kept = { $host } nie odpowiada i nie udało się pobrać żadnej innej zaufanej kopii. To jest ostatnio wyświetlona tu wersja ({ $at }); od tego czasu sytuacja mogła się zmienić.
worker-last-known = Ostatni znany stan:
