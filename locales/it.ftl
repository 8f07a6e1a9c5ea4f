### Italian

## Stato dei componenti

status-operational = Operativo
status-under-maintenance = In manutenzione
status-unknown = Sconosciuto
status-degraded-performance = Prestazioni ridotte
status-partial-outage = Interruzione parziale
status-major-outage = Interruzione grave

## A che punto è un incidente

incident-investigating = In fase di analisi
incident-identified = Identificato
incident-monitoring = In osservazione
incident-resolved = Risolto
incident-postmortem = Post mortem

## A che punto è una manutenzione

maintenance-scheduled = Programmata
maintenance-in-progress = In corso
maintenance-verifying = In fase di verifica
maintenance-completed = Completata
maintenance-cancelled = Annullata

## Che cosa c’è e che cosa ha causato

incident = Incidente
maintenance = Manutenzione
notice = Avviso
update = Aggiornamento
impact-none = Nessun impatto
impact-minor = Impatto lieve
impact-major = Impatto grave
impact-critical = Impatto critico

## Il titolo della pagina iniziale

headline-operational = Tutti i sistemi sono operativi
headline-under-maintenance = Servizio in manutenzione
headline-partially-degraded = Servizio parzialmente degradato
headline-degraded = Servizio degradato
headline-minor-outage = Lieve interruzione del servizio
headline-partial-outage = Interruzione parziale dei sistemi
headline-major-outage = Interruzione grave dei sistemi
headline-not-known = Stato sconosciuto: { $names }
headline-components-not-known =
    { $count ->
        [one] Stato sconosciuto per { $count } componente
        [many] Stato sconosciuto per { $count } componenti
       *[other] Stato sconosciuto per { $count } componenti
    }
headline-sources-not-read = Impossibile leggere alcune delle nostre fonti: il resto non è noto
headline-and-not-known = { $headline }; stato sconosciuto: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; stato sconosciuto per { $count } componente
        [many] { $headline }; stato sconosciuto per { $count } componenti
       *[other] { $headline }; stato sconosciuto per { $count } componenti
    }
headline-and-sources-not-read = { $headline }; impossibile leggere alcune delle nostre fonti: il resto non è noto

## Durate

duration-under-a-minute = meno di un minuto
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } giorno
        [many] { $count } giorni
       *[other] { $count } giorni
    }
duration-both = { $larger } { $smaller }

## Giorni, numeri ed elenchi

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## In ogni pagina

skip = Vai allo stato
nav-site = Sito
nav-languages = Lingue
history = Cronologia
subscribe = Iscrizione
last-changed = Ultima modifica: { $at }. La situazione attuale è nella <home>pagina iniziale</home>.
copies = Copie di questa pagina:
questions = Domande: { $address }
as-of = { $text }. Aggiornamento: { $at }.
preview-changed = Ultima modifica: { $at }

## Età della pagina

age = Pagina generata: { $written }; prossima versione entro: { $due }; questa scade: { $stale }.
age-copies = Pagina generata: { $written }; prossima versione entro: { $due }; scadenza: { $stale }, poi consultare <copies>un’altra copia</copies>.
age-stale = <strong>Questa pagina non è aggiornata.</strong> Pagina generata: { $written }; da allora non è arrivato nulla di più recente. La situazione potrebbe essere cambiata.
age-newer = Una copia più recente si trova a <copies>un altro indirizzo</copies>.

## Pagina iniziale: che cosa non va

open-incidents =
    { $count ->
        [one] { $count } incidente aperto
        [many] { $count } incidenti aperti
       *[other] { $count } incidenti aperti
    }
open-since = { $incidents } da { $lasted } (inizio: { $at })
since-lasting = da { $lasted } (inizio: { $at })
next-update-by = prossimo aggiornamento entro: { $at }
next-update-was-due = aggiornamento in ritardo, previsto entro: { $at }
update-overdue = aggiornamento in ritardo
earlier-updates =
    { $count ->
        [one] { $count } aggiornamento precedente
        [many] { $count } aggiornamenti precedenti
       *[other] { $count } aggiornamenti precedenti
    }
sources-not-read = Lettura non riuscita: { $sources }. Il contenuto non è noto.
source-copied = { $source }: dati letti { $before } prima che questa pagina fosse generata ({ $at }). Quanto pubblicato lì da allora non è noto.
source-board = Bacheca Trello
posted = Pubblicato: { $at }
being-corrected = I dettagli di questa voce sono in corso di correzione.

## Pagina iniziale: componenti

components = Componenti
in-90-days = in 90 giorni.
days-were = { $days }: { $status }.
no-data-for-days = nessun dato
uptime-not-known = disponibilità sconosciuta
not-known = sconosciuto
last-known = Ultimo stato noto: { $status }
last-known-until = Ultimo stato noto: { $status } ({ $at })
key-of-days = 90 giorni, oggi per ultimo; più è alto, peggio è:
dependencies = Da che cosa dipendiamo
dependencies-not-ours = Sono servizi gestiti da altri e questa pagina non li monitora: il loro stato è indicato sulle rispettive pagine.
needed-by = per { $components }
asked-at = consultato: { $at }

## Pagina iniziale: gli ultimi giorni

last-14-days = Gli ultimi 14 giorni
day-ongoing = Nessuna novità; proseguiva un incidente precedente.
day-not-known = Non noto: impossibile leggere una fonte.
day-quiet = Nessun incidente.
all-history = Tutta la cronologia
feed-calendar = Calendario delle manutenzioni
for-programs = Per i programmi:
link-status = Stato
link-metrics = Metriche

## Un incidente

fact-began = Inizio
fact-ended = Fine
fact-so-far = Finora
fact-lasted = Durata
fact-next-update = Prossimo aggiornamento
fact-by = entro: { $at }
fact-was-due = in ritardo, previsto entro: { $at }
fact-overdue = in ritardo
fact-explained = Analisi
link-postmortem = Post mortem
fact-provider = Fornitore
affected-now = Ora
affected-at-worst = Stato peggiore
affected-expected = Previsto
affected-was-expected = Era previsto
affected-during = Durante la manutenzione
component-not-known = Stato sconosciuto: { $component }
time-being-corrected = orario in corso di correzione
changed-from = da { $status } a

## Una manutenzione

planned-maintenance = Manutenzione programmata
add-to-calendar = Aggiungi al calendario
clock-announced = Annunciata.
clock-started = Iniziata automaticamente all’orario annunciato.
clock-completed = Completata automaticamente all’orario annunciato.
clock-other = Automaticamente, secondo l’orario.
fact-when = Quando
fact-planned = Durata prevista
fact-took = Durata effettiva
fact-and-then = E poi
length-planned = durata prevista: { $length }
length-so-far = finora: { $length }
length-taken = durata effettiva: { $length }
past-its-end = La fine prevista è passata e la manutenzione è ancora in corso.
plan-begun = Secondo il programma, la manutenzione è iniziata.
plan-over = Secondo il programma, la manutenzione è terminata.

## Ricorrenza di una manutenzione

recurring = ricorrente
every-day =
    { $count ->
        [1] ogni giorno
        [one] ogni { $count } giorni
        [many] ogni { $count } giorni
       *[other] ogni { $count } giorni
    }
every-week =
    { $count ->
        [1] ogni settimana
        [one] ogni { $count } settimane
        [many] ogni { $count } settimane
       *[other] ogni { $count } settimane
    }
every-month =
    { $count ->
        [1] ogni mese
        [one] ogni { $count } mesi
        [many] ogni { $count } mesi
       *[other] ogni { $count } mesi
    }
every-year =
    { $count ->
        [1] ogni anno
        [one] ogni { $count } anni
        [many] ogni { $count } anni
       *[other] ogni { $count } anni
    }
repeats-on = { $repeats }: { $days }
weekday =
    { $day ->
        [mo] lunedì
        [tu] martedì
        [we] mercoledì
        [th] giovedì
        [fr] venerdì
        [sa] sabato
       *[su] domenica
    }
nth-weekday =
    { $nth ->
        [1] { $day ->
            [su] la prima { weekday }
           *[other] il primo { weekday }
        }
        [2] { $day ->
            [su] la seconda { weekday }
           *[other] il secondo { weekday }
        }
        [3] { $day ->
            [su] la terza { weekday }
           *[other] il terzo { weekday }
        }
        [4] { $day ->
            [su] la quarta { weekday }
           *[other] il quarto { weekday }
        }
       *[last] { $day ->
            [su] l’ultima { weekday }
           *[other] l’ultimo { weekday }
        }
    }
month-day = il giorno { $number }
month-last-day = l’ultimo giorno

## Un componente

since = inizio: { $at }
last-known-was = ultimo stato noto: { $status }
retired = dismesso
component-as-of = Aggiornamento: { $at }. La situazione attuale è nella <home>pagina iniziale</home>.
part-of = Gruppo: { $group }
needs = Dipende da: { $names }
last-90-days = Gli ultimi 90 giorni
as-table = Mostra come tabella
column-days = Giorni
column-worst = Stato peggiore
column-for = Durata
no-data = Nessun dato
uptime = Disponibilità
column-window = Periodo
column-down = Inattività
window-day = 24 ore
window-week = 7 giorni
window-month = 30 giorni
window-quarter = 90 giorni
window-year = 365 giorni
since-its-start = dall’attivazione
unknown-left-out = (non noto: { $length })
formula = disponibilità = 1 − ({ $down }) ÷ tempo con stato noto
formula-nothing-counts = nulla conta come inattività
formula-major-outage = interruzione grave
formula-partial-outage = interruzione parziale
formula-degraded-performance = prestazioni ridotte
formula-maintenance = manutenzione
budget-left = Obiettivo { $target }: { $used } di inattività su un massimo di { $allowed } in 30 giorni, <strong>margine: { $left }</strong>.
budget-over = Obiettivo { $target }: { $used } di inattività su un massimo di { $allowed } in 30 giorni, <strong>eccesso: { $left }</strong>.
what-happened = Che cosa è successo
what-happened-not-known = Non è noto che cosa è successo: impossibile leggere una fonte.
nothing-in-90-days = Nulla negli ultimi 90 giorni.
feed-badge = Badge
feed-badge-json = Badge in JSON

## Cronologia

history-description = Tutti gli incidenti, le manutenzioni e gli avvisi, mese per mese.
year-of-days = Un anno, giorno per giorno
heat-days = { $from } – { $to }, ogni giorno secondo lo stato peggiore di tutti i componenti:
heat-count = { $status }: { $days },
heat-quiet = senza problemi: { $days }.
nothing-yet = Finora non è successo nulla.
all-months = Tutti i mesi
count-incidents =
    { $count ->
        [one] { $count } incidente
        [many] { $count } incidenti
       *[other] { $count } incidenti
    }
count-maintenance =
    { $count ->
        [one] { $count } manutenzione
        [many] { $count } manutenzioni
       *[other] { $count } manutenzioni
    }
count-notices =
    { $count ->
        [one] { $count } avviso
        [many] { $count } avvisi
       *[other] { $count } avvisi
    }

## Piccole pagine

nothing-here = Pagina non trovata
nothing-here-description = A questo indirizzo non c’è nessuna pagina.
nothing-here-text = A questo indirizzo non c’è nessuna pagina. Qualcosa non funziona? Lo indica lo <home><strong>stato attuale</strong></home>. Gli eventi passati sono nella <history>cronologia</history>.
moved = Questa pagina è stata spostata: { $page }
badges = Badge e banner
badges-description = Badge, feed e un banner di questa pagina di stato, da copiare e incollare.
badges-text = È possibile copiarne uno in un README, in un wiki o nelle proprie pagine. Ognuno mostra ciò che questa pagina dice nel momento in cui lo si guarda.
banner = Banner
banner-see = Mostra
banner-title = stato
badge-of = Badge di { $title }
status-of = stato di { $title }

## Il banner per altri siti

embed = { $status } ({ $written }), scade: { $stale }
embed-stale = Non aggiornato, pagina generata: { $written }
embed-copied = { $source } (consultato: { $at })
embed-not-read = { $source }: non noto

## Feed e calendari

updates-atom = Aggiornamenti, in Atom
updates-rss = Aggiornamenti, in RSS
updates-json = Aggiornamenti, in JSON Feed
component-updates-atom = Aggiornamenti di questo componente, in Atom
component-updates-rss = Aggiornamenti di questo componente, in RSS
status-json = Stato, in JSON
feed-title = { $site } – Cronologia degli incidenti
feed-title-component = { $site } – { $component } – Cronologia degli incidenti
feed-description = Incidenti, manutenzioni e avvisi di { $site }
feed-resolved = Questo incidente è stato risolto.
feed-completed = La manutenzione programmata è stata completata.
feed-cancelled = Questa manutenzione è stata annullata.
feed-being-corrected = I dettagli di questa voce sono in corso di correzione.
feed-read-on = Continua a leggere
calendar-name = Manutenzione di { $site }
calendar-name-component = Manutenzione di { $site }: { $component }
calendar-components = Componenti: { $components }

## Quando il server della pagina non risponde

worker-copy = { $host } non risponde. Questa è la copia su { $copy }, generata: { $at }. La firma è valida.
worker-kept = { $host } non risponde e non è stato possibile raggiungere nessun’altra copia attendibile. Questa è l’ultima versione vista qui: { $at }; da allora potrebbe essere cambiata.
worker-last-known = Ultimo stato noto:
