### Finnish

## How components are.

status-operational = Toiminnassa
status-under-maintenance = Huollossa
status-unknown = Ei tiedossa
status-degraded-performance = Heikentynyt suorituskyky
status-partial-outage = Osittainen käyttökatko
status-major-outage = Laaja käyttökatko

## Where an incident stands.

incident-investigating = Selvitetään
incident-identified = Syy löydetty
incident-monitoring = Seurataan
incident-resolved = Korjattu
incident-postmortem = Jälkiselvitys

## Where a maintenance stands.

maintenance-scheduled = Suunniteltu
maintenance-in-progress = Käynnissä
maintenance-verifying = Varmistetaan
maintenance-completed = Valmis
maintenance-cancelled = Peruttu

## What there is, and what it did.

incident = Häiriö
maintenance = Huolto
notice = Tiedote
update = Päivitys
impact-none = Ei vaikutusta
impact-minor = Vähäinen vaikutus
impact-major = Merkittävä vaikutus
impact-critical = Kriittinen vaikutus

## The one sentence on top of the home page.

headline-operational = Kaikki järjestelmät toimivat
headline-under-maintenance = Huolto käynnissä
headline-partially-degraded = Suorituskyky osittain heikentynyt
headline-degraded = Järjestelmien suorituskyky heikentynyt
headline-minor-outage = Vähäinen käyttökatko
headline-partial-outage = Osittainen käyttökatko
headline-major-outage = Laaja käyttökatko
headline-not-known = Tila ei tiedossa: { $names }
headline-components-not-known =
    { $count ->
        [one] { $count } komponentin tila ei ole tiedossa
       *[other] { $count } komponentin tila ei ole tiedossa
    }
headline-sources-not-read = Osaa lähteistä ei voitu lukea: muu ei ole tiedossa
headline-and-not-known = { $headline }; tila ei tiedossa: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; { $count } komponentin tila ei ole tiedossa
       *[other] { $headline }; { $count } komponentin tila ei ole tiedossa
    }
headline-and-sources-not-read = { $headline }; osaa lähteistä ei voitu lukea: muu ei ole tiedossa

## Lengths of time.

duration-under-a-minute = alle minuutti
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } pv
       *[other] { $count } pv
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

skip = Siirry tilatietoihin
nav-site = Sivusto
nav-languages = Kielet
history = Historia
subscribe = Tilaa
last-changed = Viimeksi muutettu: { $at }. Ajantasainen tila on <home>etusivulla</home>.
copies = Tämän sivun kopiot:
questions = Kysymykset: { $address }
as-of = { $text }. Tilanne: { $at }.
preview-changed = Viimeisin muutos: { $at }

## How old the page is.

age = Kirjoitettu: { $written }. Uudempi versio tulee viimeistään { $due }; tämä vanhenee { $stale }.
age-copies = Kirjoitettu: { $written }. Uudempi versio tulee viimeistään { $due }; jos sitä ei näy { $stale } mennessä, katso <copies>toinen kopio</copies>.
age-stale = <strong>Tämä sivu on vanhentunut.</strong> Se on kirjoitettu { $written }, eikä uudempaa ole tullut; tilanne on voinut muuttua.
age-newer = Uudempi versio on <copies>toisessa osoitteessa</copies>.

## The home page: what is wrong now.

open-incidents =
    { $count ->
        [one] { $count } avoin häiriö
       *[other] { $count } avointa häiriötä
    }
open-since = { $incidents } { $at } alkaen ({ $lasted })
since-lasting = { $at } alkaen ({ $lasted })
next-update-by = seuraava päivitys viimeistään { $at }
next-update-was-due = seuraavan päivityksen määräaika oli { $at }
update-overdue = päivitys on myöhässä
earlier-updates =
    { $count ->
        [one] { $count } aiempi päivitys
       *[other] { $count } aiempaa päivitystä
    }
sources-not-read = Ei voitu lukea: { $sources }. Niiden sisältö ei ole tiedossa.
source-copied = { $source }: tilanne { $at }, { $before } ennen tämän sivun kirjoittamista. Myöhemmät tiedot eivät ole tiedossa.
source-board = Trello-taulu
posted = Julkaistu: { $at }
being-corrected = Tämän merkinnän tietoja korjataan.

## The home page: components.

components = Komponentit
in-90-days = 90 päivän aikana.
days-were = { $days }: { $status }.
no-data-for-days = ei tietoja
uptime-not-known = käytettävyys ei tiedossa
not-known = ei tiedossa
last-known = Viimeksi tiedossa: { $status }
last-known-until = Viimeksi tiedossa: { $status }, { $at } asti
key-of-days = 90 päivää, viimeisenä tämä päivä; korkeampi on pahempi:
dependencies = Mistä olemme riippuvaisia
dependencies-not-ours = Nämä ovat muiden ylläpitämiä, eikä tämä sivu valvo niitä: niiden tila näkyy niiden omilla sivuilla.
needed-by = käyttäjät: { $components }
asked-at = tarkistettu: { $at }

## The home page: what happened lately.

last-14-days = Viimeiset 14 päivää
day-ongoing = Ei uutta; aiempi häiriö jatkui.
day-not-known = Ei tiedossa: lähdettä ei voitu lukea.
day-quiet = Ei häiriöitä.
all-history = Koko historia
feed-calendar = Huoltokalenteri
for-programs = Ohjelmille:
link-status = Tila
link-metrics = Mittarit

## An incident.

fact-began = Alkoi
fact-ended = Päättyi
fact-so-far = Tähän mennessä
fact-lasted = Kesto
fact-next-update = Seuraava päivitys
fact-by = viimeistään { $at }
fact-was-due = määräaika oli { $at }
fact-overdue = myöhässä
fact-explained = Selvitys
link-postmortem = Jälkiselvitys
fact-provider = Palveluntarjoaja
affected-now = Nyt
affected-at-worst = Pahimmillaan
affected-expected = Odotettavissa
affected-was-expected = Oli odotettavissa
affected-during = Huollon aikana
component-not-known = Tila ei tiedossa: { $component }
time-being-corrected = aikaa korjataan
changed-from = aiemmin { $status }, nyt

## A maintenance.

planned-maintenance = Suunniteltu huolto
add-to-calendar = Lisää kalenteriin
clock-announced = Ilmoitettu.
clock-started = Alkoi automaattisesti ilmoitettuun aikaan.
clock-completed = Päättyi automaattisesti ilmoitettuun aikaan.
clock-other = Automaattisesti aikataulun mukaan.
fact-when = Ajankohta
fact-planned = Suunniteltu kesto
fact-took = Kesto
fact-and-then = Seuraavat ajat
length-planned = suunniteltu { $length }
length-so-far = tähän mennessä { $length }
length-taken = toteutunut { $length }
past-its-end = Suunniteltu päättymisaika on ohi, mutta huolto jatkuu.
plan-begun = Suunnitelman mukaan huolto on alkanut.
plan-over = Suunnitelman mukaan huolto on päättynyt.

## How a maintenance recurs.

recurring = toistuva
every-day =
    { $count ->
        [1] joka päivä
        [2] joka toinen päivä
        [one] { $count } päivän välein
       *[other] { $count } päivän välein
    }
every-week =
    { $count ->
        [1] joka viikko
        [2] joka toinen viikko
        [one] { $count } viikon välein
       *[other] { $count } viikon välein
    }
every-month =
    { $count ->
        [1] joka kuukausi
        [2] joka toinen kuukausi
        [one] { $count } kuukauden välein
       *[other] { $count } kuukauden välein
    }
every-year =
    { $count ->
        [1] joka vuosi
        [2] joka toinen vuosi
        [one] { $count } vuoden välein
       *[other] { $count } vuoden välein
    }
repeats-on = { $repeats } { $days }
weekday =
    { $day ->
        [mo] maanantaina
        [tu] tiistaina
        [we] keskiviikkona
        [th] torstaina
        [fr] perjantaina
        [sa] lauantaina
       *[su] sunnuntaina
    }
nth-weekday =
    { $nth ->
        [1] ensimmäisenä { weekday }
        [2] toisena { weekday }
        [3] kolmantena { weekday }
        [4] neljäntenä { weekday }
       *[last] viimeisenä { weekday }
    }
month-day = { $number }. päivänä
month-last-day = viimeisenä päivänä

## A component.

since = { $at } alkaen
last-known-was = viimeksi tiedossa: { $status }
retired = poistettu käytöstä
component-as-of = Tilanne: { $at }. Ajantasainen tila on <home>etusivulla</home>.
part-of = Kuuluu ryhmään: { $group }
needs = Riippuvuudet: { $names }
last-90-days = Viimeiset 90 päivää
as-table = Sama taulukkona
column-days = Päivät
column-worst = Pahin tila
column-for = Kesto
no-data = Ei tietoja
uptime = Käytettävyys
column-window = Jakso
column-down = Poissa käytöstä
window-day = 24 tuntia
window-week = 7 päivää
window-month = 30 päivää
window-quarter = 90 päivää
window-year = 365 päivää
since-its-start = alusta lähtien
unknown-left-out = (ei tiedossa: { $length })
formula = käytettävyys = 1 − ({ $down }) / aika, jolta tila on tiedossa
formula-nothing-counts = mitään ei lasketa käyttökatkoksi
formula-major-outage = laaja käyttökatko
formula-partial-outage = osittainen käyttökatko
formula-degraded-performance = heikentynyt suorituskyky
formula-maintenance = huolto
budget-left = Tavoite { $target }: sallittu 30 päivässä { $allowed }, käytetty { $used }, <strong>jäljellä { $left }</strong>.
budget-over = Tavoite { $target }: sallittu 30 päivässä { $allowed }, käytetty { $used }, <strong>ylitys { $left }</strong>.
what-happened = Tapahtumat
what-happened-not-known = Tapahtumat eivät ole tiedossa: lähdettä ei voitu lukea.
nothing-in-90-days = Ei tapahtumia viimeisten 90 päivän aikana.
feed-badge = Tilamerkki
feed-badge-json = Tilamerkki JSON-muodossa

## History.

history-description = Kaikki häiriöt, huollot ja tiedotteet kuukausittain.
year-of-days = Vuosi päivä päivältä
heat-days = { $from } – { $to }, kukin päivä komponenttien pahimman tilan mukaan; päivien määrä:
heat-count = { $status }: { $days },
heat-quiet = ilman ongelmia: { $days }.
nothing-yet = Mitään ei ole vielä tapahtunut.
all-months = Kaikki kuukaudet
count-incidents =
    { $count ->
        [one] { $count } häiriö
       *[other] { $count } häiriötä
    }
count-maintenance =
    { $count ->
        [one] { $count } huolto
       *[other] { $count } huoltoa
    }
count-notices =
    { $count ->
        [one] { $count } tiedote
       *[other] { $count } tiedotetta
    }

## Small pages.

nothing-here = Täällä ei ole mitään
nothing-here-description = Tässä osoitteessa ei ole sivua.
nothing-here-text = Tässä osoitteessa ei ole sivua. Eikö jokin toimi? Katso <home><strong>tämänhetkinen tila</strong></home>. Aiemmat tapahtumat löytyvät <history>historiasta</history>.
moved = Tämä sivu on siirretty: { $page }
badges = Tilamerkit ja bannerit
badges-description = Tämän tilasivun tilamerkit, syötteet ja banneri kopioitaviksi.
badges-text = Voit liittää näitä README-tiedostoon, wikiin tai omille sivuillesi. Ne näyttävät aina sen, mitä tällä sivulla katseluhetkellä sanotaan.
banner = Banneri
banner-see = Näytä
banner-title = tila
badge-of = Tilamerkki: { $title }
status-of = tila: { $title }

## The banner for other sites.

embed = { $status } ({ $written }), vanhenee { $stale }
embed-stale = Vanhentunut: kirjoitettu { $written }
embed-copied = { $source }: tilanne { $at }
embed-not-read = { $source }: ei tiedossa

## Feeds and calendars.

updates-atom = Päivitykset (Atom)
updates-rss = Päivitykset (RSS)
updates-json = Päivitykset (JSON Feed)
component-updates-atom = Tämän komponentin päivitykset (Atom)
component-updates-rss = Tämän komponentin päivitykset (RSS)
status-json = Tila (JSON)
feed-title = { $site } – häiriöhistoria
feed-title-component = { $site } – { $component } – häiriöhistoria
feed-description = Häiriöt, huollot ja tiedotteet: { $site }
feed-resolved = Häiriö on korjattu.
feed-completed = Suunniteltu huolto on valmis.
feed-cancelled = Huolto on peruttu.
feed-being-corrected = Tietoja korjataan.
feed-read-on = Lue lisää
calendar-name = { $site } – huollot
calendar-name-component = { $site } – huollot: { $component }
calendar-components = Komponentit: { $components }

## What the reader's browser says when the host of the page does not answer.

worker-copy = { $host } ei vastaa. Tämä on kopio osoitteesta { $copy }, kirjoitettu { $at }. Sen allekirjoitus on kunnossa.
worker-kept = { $host } ei vastaa, eikä muuta luotettavaa kopiota saatu. Tämä on se, minkä näit täällä viimeksi ({ $at }); tilanne on voinut muuttua sen jälkeen.
worker-last-known = Viimeksi tiedossa:
