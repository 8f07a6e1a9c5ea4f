### German

## Status der Komponenten

status-operational = Betriebsbereit
status-under-maintenance = In Wartung
status-unknown = Unbekannt
status-degraded-performance = Beeinträchtigte Leistung
status-partial-outage = Teilausfall
status-major-outage = Größerer Ausfall

## Stand eines Vorfalls

incident-investigating = Wird untersucht
incident-identified = Ursache gefunden
incident-monitoring = Wird beobachtet
incident-resolved = Behoben
incident-postmortem = Postmortem

## Stand einer Wartung

maintenance-scheduled = Geplant
maintenance-in-progress = Läuft
maintenance-verifying = Wird überprüft
maintenance-completed = Abgeschlossen
maintenance-cancelled = Abgesagt

## Was es gibt und was es bewirkt

incident = Vorfall
maintenance = Wartung
notice = Hinweis
update = Update
impact-none = Keine Auswirkungen
impact-minor = Geringe Auswirkungen
impact-major = Erhebliche Auswirkungen
impact-critical = Kritische Auswirkungen

## Die Überschrift der Startseite

headline-operational = Alle Systeme betriebsbereit
headline-under-maintenance = Wartungsarbeiten laufen
headline-partially-degraded = Dienste teilweise beeinträchtigt
headline-degraded = Dienste beeinträchtigt
headline-minor-outage = Kleinerer Ausfall
headline-partial-outage = Teilausfall der Systeme
headline-major-outage = Größerer Ausfall der Systeme
headline-not-known = Status unbekannt: { $names }
headline-components-not-known =
    { $count ->
        [one] Status von { $count } Komponente unbekannt
       *[other] Status von { $count } Komponenten unbekannt
    }
headline-sources-not-read = Einige unserer Quellen waren nicht lesbar; was dort steht, ist unbekannt
headline-and-not-known = { $headline }; Status unbekannt: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; Status von { $count } Komponente unbekannt
       *[other] { $headline }; Status von { $count } Komponenten unbekannt
    }
headline-and-sources-not-read = { $headline }; einige unserer Quellen waren nicht lesbar, was dort steht, ist unbekannt

## Zeitspannen

duration-under-a-minute = weniger als 1 min
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
duration-both = { $larger } { $smaller }

## Tage, Zahlen und Listen

days-range = { $from } – { $to }
days-range-in-month = { $first }.–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label }: { $text }

## Rahmen jeder Seite

skip = Zum Status springen
nav-site = Website
nav-languages = Sprachen
history = Verlauf
subscribe = Abonnieren
last-changed = Zuletzt geändert: { $at }. Den aktuellen Stand zeigt die <home>Startseite</home>.
copies = Kopien dieser Seite:
questions = Fragen: { $address }
as-of = { $text }. Stand: { $at }.
preview-changed = Letzte Änderung: { $at }

## Alter der Seite

age = Stand: { $written }; nächste Fassung spätestens { $due }; diese ist nach { $stale } veraltet.
age-copies = Stand: { $written }; nächste Fassung spätestens { $due }; nach { $stale } bitte <copies>eine andere Kopie</copies> ansehen.
age-stale = <strong>Diese Seite ist veraltet.</strong> Stand: { $written }; seitdem kam nichts Neues. Die Angaben treffen möglicherweise nicht mehr zu.
age-newer = Eine neuere Fassung gibt es unter <copies>einer anderen Adresse</copies>.

## Startseite: aktuelle Probleme

open-incidents =
    { $count ->
        [one] { $count } offener Vorfall
       *[other] { $count } offene Vorfälle
    }
open-since = { $incidents } seit { $at } ({ $lasted })
since-lasting = seit { $at } ({ $lasted })
next-update-by = nächstes Update bis { $at }
next-update-was-due = nächstes Update war bis { $at } fällig
update-overdue = Update überfällig
earlier-updates =
    { $count ->
        [one] { $count } früheres Update
       *[other] { $count } frühere Updates
    }
sources-not-read = Nicht lesbar: { $sources }. Was dort steht, ist unbekannt.
source-copied = { $source }: gezeigt wird der Stand { $at }, { $before } älter als diese Seite. Was dort seither gemeldet wurde, ist unbekannt.
source-board = Trello-Board
posted = Veröffentlicht: { $at }
being-corrected = Angaben in diesem Eintrag werden gerade korrigiert.

## Startseite: Komponenten

components = Komponenten
in-90-days = in 90 Tagen.
days-were = { $days }: { $status }.
no-data-for-days = keine Daten
uptime-not-known = Verfügbarkeit unbekannt
not-known = unbekannt
last-known = Zuletzt bekannt: { $status }
last-known-until = Zuletzt bekannt: { $status }, bis { $at }
key-of-days = 90 Tage, heute ganz rechts; je höher, desto schlechter:
dependencies = Worauf wir angewiesen sind
dependencies-not-ours = Diese Dienste betreiben andere; diese Seite überwacht sie nicht. Ihren Status zeigen nur ihre eigenen Seiten.
needed-by = für { $components }
asked-at = abgefragt: { $at }

## Startseite: die letzten Tage

last-14-days = Die letzten 14 Tage
day-ongoing = Nichts Neues; ein früherer Vorfall dauerte an.
day-not-known = Unbekannt: Eine Quelle war nicht lesbar.
day-quiet = Keine Vorfälle.
all-history = Gesamter Verlauf
feed-calendar = Wartungskalender
for-programs = Für Programme:
link-status = Status
link-metrics = Metriken

## Ein Vorfall

fact-began = Beginn
fact-ended = Ende
fact-so-far = Bisher
fact-lasted = Dauer
fact-next-update = Nächstes Update
fact-by = bis { $at }
fact-was-due = war bis { $at } fällig
fact-overdue = überfällig
fact-explained = Analyse
link-postmortem = Postmortem
fact-provider = Anbieter
affected-now = Jetzt
affected-at-worst = Schlechtester Status
affected-expected = Erwartet
affected-was-expected = War erwartet
affected-during = Währenddessen
component-not-known = Status unbekannt: { $component }
time-being-corrected = Zeitangabe wird korrigiert
changed-from = von { $status } zu

## Eine Wartung

planned-maintenance = Geplante Wartung
add-to-calendar = Zum Kalender hinzufügen
clock-announced = Angekündigt.
clock-started = Automatisch zur angekündigten Zeit begonnen.
clock-completed = Automatisch zur angekündigten Zeit abgeschlossen.
clock-other = Automatisch nach Zeitplan.
fact-when = Zeitraum
fact-planned = Geplante Dauer
fact-took = Dauer
fact-and-then = Weitere Termine
length-planned = { $length } geplant
length-so-far = bisher { $length }
length-taken = tatsächlich { $length }
past-its-end = Das geplante Ende ist überschritten; die Wartung läuft noch.
plan-begun = Laut Plan hat die Wartung begonnen.
plan-over = Laut Plan ist die Wartung beendet.

## Wiederkehrende Wartung

recurring = wiederkehrend
every-day =
    { $count ->
        [1] jeden Tag
        [one] alle { $count } Tage
       *[other] alle { $count } Tage
    }
every-week =
    { $count ->
        [1] jede Woche
        [one] alle { $count } Wochen
       *[other] alle { $count } Wochen
    }
every-month =
    { $count ->
        [1] jeden Monat
        [one] alle { $count } Monate
       *[other] alle { $count } Monate
    }
every-year =
    { $count ->
        [1] jedes Jahr
        [one] alle { $count } Jahre
       *[other] alle { $count } Jahre
    }
repeats-on = { $repeats } am { $days }
weekday =
    { $day ->
        [mo] Montag
        [tu] Dienstag
        [we] Mittwoch
        [th] Donnerstag
        [fr] Freitag
        [sa] Samstag
       *[su] Sonntag
    }
nth-weekday =
    { $nth ->
        [1] ersten { weekday }
        [2] zweiten { weekday }
        [3] dritten { weekday }
        [4] vierten { weekday }
       *[last] letzten { weekday }
    }
month-day = { $number }.
month-last-day = letzten Tag

## Eine Komponente

since = seit { $at }
last-known-was = zuletzt bekannt: { $status }
retired = eingestellt
component-as-of = Stand: { $at }. Den aktuellen Stand zeigt die <home>Startseite</home>.
part-of = Gehört zu: { $group }
needs = Benötigt: { $names }
last-90-days = Die letzten 90 Tage
as-table = Als Tabelle
column-days = Tage
column-worst = Schlechtester Status
column-for = Dauer
no-data = Keine Daten
uptime = Verfügbarkeit
column-window = Zeitraum
column-down = Ausfallzeit
window-day = 24 Stunden
window-week = 7 Tage
window-month = 30 Tage
window-quarter = 90 Tage
window-year = 365 Tage
since-its-start = seit Beginn
unknown-left-out = ({ $length } unbekannt)
formula = Verfügbarkeit = 1 − ({ $down }) ÷ Zeit mit bekanntem Status
formula-nothing-counts = nichts zählt als Ausfallzeit
formula-major-outage = größerer Ausfall
formula-partial-outage = Teilausfall
formula-degraded-performance = beeinträchtigte Leistung
formula-maintenance = Wartung
budget-left = Ziel { $target }: { $allowed } Ausfallzeit in 30 Tagen zulässig, { $used } verbraucht, <strong>{ $left } übrig</strong>.
budget-over = Ziel { $target }: { $allowed } Ausfallzeit in 30 Tagen zulässig, { $used } verbraucht, <strong>{ $left } zu viel</strong>.
what-happened = Ereignisse
what-happened-not-known = Ereignisse unbekannt: Eine Quelle war nicht lesbar.
nothing-in-90-days = Keine Ereignisse in den letzten 90 Tagen.
feed-badge = Badge
feed-badge-json = Badge als JSON

## Verlauf

history-description = Alle Vorfälle, Wartungen und Hinweise, Monat für Monat.
year-of-days = Ein Jahr, Tag für Tag
heat-days = { $from } bis { $to }, je Tag der schlechteste Status aller Komponenten:
heat-count = { $status }: { $days },
heat-quiet = ohne Störung: { $days }.
nothing-yet = Bisher keine Ereignisse.
all-months = Alle Monate
count-incidents =
    { $count ->
        [one] { $count } Vorfall
       *[other] { $count } Vorfälle
    }
count-maintenance =
    { $count ->
        [one] { $count } Wartung
       *[other] { $count } Wartungen
    }
count-notices =
    { $count ->
        [one] { $count } Hinweis
       *[other] { $count } Hinweise
    }

## Kleine Seiten

nothing-here = Seite nicht gefunden
nothing-here-description = Unter dieser Adresse gibt es keine Seite.
nothing-here-text = Unter dieser Adresse gibt es keine Seite. Ist etwas ausgefallen? Das zeigt der <home><strong>aktuelle Status</strong></home>. Frühere Ereignisse stehen im <history>Verlauf</history>.
moved = Diese Seite ist umgezogen: { $page }
badges = Badges und Banner
badges-description = Badges, Feeds und ein Banner dieser Statusseite zum Kopieren und Einfügen.
badges-text = Kopieren Sie eines davon in eine README-Datei, ein Wiki oder Ihre eigenen Seiten. Es zeigt stets, was diese Seite beim Abruf sagt.
banner = Banner
banner-see = Ansehen
banner-title = Status
badge-of = Badge von { $title }
status-of = Status von { $title }

## Banner für andere Websites

embed = { $status } (Stand: { $written }), veraltet nach { $stale }
embed-stale = Veraltet, Stand: { $written }
embed-copied = { $source }: Stand { $at }
embed-not-read = { $source }: unbekannt

## Feeds und Kalender

updates-atom = Updates als Atom
updates-rss = Updates als RSS
updates-json = Updates als JSON Feed
component-updates-atom = Updates dieser Komponente als Atom
component-updates-rss = Updates dieser Komponente als RSS
status-json = Status als JSON
feed-title = { $site } – Vorfälle
feed-title-component = { $site } – { $component } – Vorfälle
feed-description = Vorfälle, Wartungen und Hinweise: { $site }
feed-resolved = Dieser Vorfall wurde behoben.
feed-completed = Die geplante Wartung wurde abgeschlossen.
feed-cancelled = Diese Wartung wurde abgesagt.
feed-being-corrected = Angaben hierzu werden gerade korrigiert.
feed-read-on = Weiterlesen
calendar-name = { $site } – Wartung
calendar-name-component = { $site } – Wartung: { $component }
calendar-components = Komponenten: { $components }

## Wenn der Host der Seite nicht antwortet

worker-copy = { $host } antwortet nicht. Dies ist die Kopie unter { $copy }, Stand: { $at }. Ihre Signatur ist gültig.
worker-kept = { $host } antwortet nicht, und keine andere vertrauenswürdige Kopie war erreichbar. Sie sehen die Seite, wie sie hier zuletzt angezeigt wurde: { $at }. Seither kann sich etwas geändert haben.
worker-last-known = Zuletzt bekannt:
