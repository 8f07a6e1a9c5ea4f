### Spanish

## Estado de los componentes

status-operational = Operativo
status-under-maintenance = En mantenimiento
status-unknown = Desconocido
status-degraded-performance = Rendimiento degradado
status-partial-outage = Interrupción parcial
status-major-outage = Interrupción grave

## En qué punto está un incidente

incident-investigating = En investigación
incident-identified = Identificado
incident-monitoring = En observación
incident-resolved = Resuelto
incident-postmortem = Análisis posterior

## En qué punto está un mantenimiento

maintenance-scheduled = Programado
maintenance-in-progress = En curso
maintenance-verifying = En verificación
maintenance-completed = Completado
maintenance-cancelled = Cancelado

## Qué hay y qué efecto tuvo

incident = Incidente
maintenance = Mantenimiento
notice = Aviso
update = Actualización
impact-none = Sin impacto
impact-minor = Impacto leve
impact-major = Impacto grave
impact-critical = Impacto crítico

## El titular de la página de inicio

headline-operational = Todos los sistemas están operativos
headline-under-maintenance = Servicio en mantenimiento
headline-partially-degraded = Servicio parcialmente degradado
headline-degraded = Servicio degradado
headline-minor-outage = Interrupción leve del servicio
headline-partial-outage = Interrupción parcial del sistema
headline-major-outage = Interrupción grave del sistema
headline-not-known = Estado desconocido: { $names }
headline-components-not-known =
    { $count ->
        [one] Estado desconocido de { $count } componente
        [many] Estado desconocido de { $count } componentes
       *[other] Estado desconocido de { $count } componentes
    }
headline-sources-not-read = No se han podido leer algunas de nuestras fuentes: se desconoce el resto
headline-and-not-known = { $headline }; estado desconocido: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; estado desconocido de { $count } componente
        [many] { $headline }; estado desconocido de { $count } componentes
       *[other] { $headline }; estado desconocido de { $count } componentes
    }
headline-and-sources-not-read = { $headline }; no se han podido leer algunas de nuestras fuentes: se desconoce el resto

## Duraciones

duration-under-a-minute = menos de un minuto
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } día
        [many] { $count } días
       *[other] { $count } días
    }
duration-both = { $larger } { $smaller }

## Días, números y listas

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label }: { $text }

## En todas las páginas

skip = Ir al estado
nav-site = Sitio
nav-languages = Idiomas
history = Historial
subscribe = Suscribirse
last-changed = Última modificación: { $at }. La situación actual está en la <home>página de inicio</home>.
copies = Copias de esta página:
questions = Preguntas: { $address }
as-of = { $text }. Actualizado: { $at }.
preview-changed = Último cambio: { $at }

## Antigüedad de la página

age = Página generada: { $written }; próxima versión: { $due } a más tardar; esta caduca: { $stale }.
age-copies = Página generada: { $written }; próxima versión: { $due } a más tardar; caducidad: { $stale }, después consulte <copies>otra copia</copies>.
age-stale = <strong>Esta página está desactualizada.</strong> Página generada: { $written }; desde entonces no ha llegado nada más reciente. La situación puede haber cambiado.
age-newer = Hay una copia más reciente en <copies>otra dirección</copies>.

## Página de inicio: qué falla ahora

open-incidents =
    { $count ->
        [one] { $count } incidente abierto
        [many] { $count } incidentes abiertos
       *[other] { $count } incidentes abiertos
    }
open-since = { $incidents } desde hace { $lasted } (inicio: { $at })
since-lasting = desde hace { $lasted } (inicio: { $at })
next-update-by = próxima actualización: { $at } a más tardar
next-update-was-due = actualización atrasada, prevista: { $at } a más tardar
update-overdue = actualización atrasada
earlier-updates =
    { $count ->
        [one] { $count } actualización anterior
        [many] { $count } actualizaciones anteriores
       *[other] { $count } actualizaciones anteriores
    }
sources-not-read = No se ha podido leer: { $sources }. Se desconoce su contenido.
source-copied = { $source }: datos consultados { $before } antes de generarse esta página ({ $at }). Se desconoce lo publicado allí desde entonces.
source-board = Tablero de Trello
posted = Publicado: { $at }
being-corrected = Se están corrigiendo datos de esta entrada.

## Página de inicio: componentes

components = Componentes
in-90-days = en 90 días.
days-were = { $days }: { $status }.
no-data-for-days = sin datos
uptime-not-known = disponibilidad desconocida
not-known = desconocido
last-known = Último estado conocido: { $status }
last-known-until = Último estado conocido: { $status } ({ $at })
key-of-days = 90 días, hoy al final; cuanto más alto, peor:
dependencies = De qué dependemos
dependencies-not-ours = Son servicios de terceros y esta página no los supervisa: su estado se indica en sus propias páginas.
needed-by = para { $components }
asked-at = consultado: { $at }

## Página de inicio: los últimos días

last-14-days = Los últimos 14 días
day-ongoing = Sin novedades; seguía abierto un incidente anterior.
day-not-known = Se desconoce: no se ha podido leer una fuente.
day-quiet = Sin incidentes.
all-history = Todo el historial
feed-calendar = Calendario de mantenimiento
for-programs = Para programas:
link-status = Estado
link-metrics = Métricas

## Un incidente

fact-began = Inicio
fact-ended = Fin
fact-so-far = Hasta ahora
fact-lasted = Duración
fact-next-update = Próxima actualización
fact-by = { $at } a más tardar
fact-was-due = atrasada, prevista: { $at } a más tardar
fact-overdue = atrasada
fact-explained = Explicación
link-postmortem = Análisis posterior
fact-provider = Proveedor
affected-now = Ahora
affected-at-worst = Peor estado
affected-expected = Previsto
affected-was-expected = Estaba previsto
affected-during = Durante el mantenimiento
component-not-known = Estado desconocido: { $component }
time-being-corrected = hora en corrección
changed-from = de { $status } a

## Un mantenimiento

planned-maintenance = Mantenimiento programado
add-to-calendar = Añadir al calendario
clock-announced = Anunciado.
clock-started = Iniciado automáticamente a la hora anunciada.
clock-completed = Completado automáticamente a la hora anunciada.
clock-other = Automáticamente, según el horario.
fact-when = Cuándo
fact-planned = Duración prevista
fact-took = Duración real
fact-and-then = Y después
length-planned = duración prevista: { $length }
length-so-far = hasta ahora: { $length }
length-taken = duración real: { $length }
past-its-end = Ha pasado el final previsto y el mantenimiento continúa.
plan-begun = Según lo previsto, ya ha comenzado.
plan-over = Según lo previsto, ya ha terminado.

## Repetición de un mantenimiento

recurring = periódico
every-day =
    { $count ->
        [1] cada día
        [one] cada { $count } días
        [many] cada { $count } días
       *[other] cada { $count } días
    }
every-week =
    { $count ->
        [1] cada semana
        [one] cada { $count } semanas
        [many] cada { $count } semanas
       *[other] cada { $count } semanas
    }
every-month =
    { $count ->
        [1] cada mes
        [one] cada { $count } meses
        [many] cada { $count } meses
       *[other] cada { $count } meses
    }
every-year =
    { $count ->
        [1] cada año
        [one] cada { $count } años
        [many] cada { $count } años
       *[other] cada { $count } años
    }
repeats-on = { $repeats }: { $days }
weekday =
    { $day ->
        [mo] lunes
        [tu] martes
        [we] miércoles
        [th] jueves
        [fr] viernes
        [sa] sábado
       *[su] domingo
    }
nth-weekday =
    { $nth ->
        [1] el primer { weekday }
        [2] el segundo { weekday }
        [3] el tercer { weekday }
        [4] el cuarto { weekday }
       *[last] el último { weekday }
    }
month-day = el día { $number }
month-last-day = el último día

## Un componente

since = desde: { $at }
last-known-was = último estado conocido: { $status }
retired = retirado
component-as-of = Actualizado: { $at }. La situación actual está en la <home>página de inicio</home>.
part-of = Grupo: { $group }
needs = Depende de: { $names }
last-90-days = Los últimos 90 días
as-table = Ver como tabla
column-days = Días
column-worst = Peor estado
column-for = Duración
no-data = Sin datos
uptime = Disponibilidad
column-window = Período
column-down = Inactividad
window-day = 24 horas
window-week = 7 días
window-month = 30 días
window-quarter = 90 días
window-year = 365 días
since-its-start = desde su inicio
unknown-left-out = (sin datos: { $length })
formula = disponibilidad = 1 − ({ $down }) ÷ tiempo con estado conocido
formula-nothing-counts = nada cuenta como inactividad
formula-major-outage = interrupción grave
formula-partial-outage = interrupción parcial
formula-degraded-performance = rendimiento degradado
formula-maintenance = mantenimiento
budget-left = Objetivo { $target }: { $used } de inactividad sobre un máximo de { $allowed } en 30 días, <strong>margen: { $left }</strong>.
budget-over = Objetivo { $target }: { $used } de inactividad sobre un máximo de { $allowed } en 30 días, <strong>exceso: { $left }</strong>.
what-happened = Qué ha ocurrido
what-happened-not-known = Se desconoce qué ha ocurrido: no se ha podido leer una fuente.
nothing-in-90-days = Nada en los últimos 90 días.
feed-badge = Insignia
feed-badge-json = Insignia en JSON

## Historial

history-description = Todos los incidentes, mantenimientos y avisos, mes a mes.
year-of-days = Un año, día a día
heat-days = { $from } – { $to }, cada día según el peor estado de todos los componentes:
heat-count = { $status }: { $days },
heat-quiet = sin problemas: { $days }.
nothing-yet = Aún no ha ocurrido nada.
all-months = Todos los meses
count-incidents =
    { $count ->
        [one] { $count } incidente
        [many] { $count } incidentes
       *[other] { $count } incidentes
    }
count-maintenance =
    { $count ->
        [one] { $count } mantenimiento
        [many] { $count } mantenimientos
       *[other] { $count } mantenimientos
    }
count-notices =
    { $count ->
        [one] { $count } aviso
        [many] { $count } avisos
       *[other] { $count } avisos
    }

## Páginas pequeñas

nothing-here = Página no encontrada
nothing-here-description = No hay ninguna página en esta dirección.
nothing-here-text = No hay ninguna página en esta dirección. ¿Falla algo? Lo indica el <home><strong>estado actual</strong></home>. Lo ocurrido antes está en el <history>historial</history>.
moved = Esta página se ha trasladado: { $page }
badges = Insignias y banners
badges-description = Insignias, feeds y un banner de esta página de estado, para copiar y pegar.
badges-text = Copie cualquiera de ellos en un README, un wiki o sus propias páginas. Siempre muestra lo que dice esta página en el momento de consultarlo.
banner = Banner
banner-see = Ver
banner-title = estado
badge-of = Insignia de { $title }
status-of = estado de { $title }

## El banner para otros sitios

embed = { $status } ({ $written }), caduca: { $stale }
embed-stale = Desactualizado, página generada: { $written }
embed-copied = { $source } (consultado: { $at })
embed-not-read = { $source }: se desconoce

## Feeds y calendarios

updates-atom = Actualizaciones, en Atom
updates-rss = Actualizaciones, en RSS
updates-json = Actualizaciones, en JSON Feed
component-updates-atom = Actualizaciones de este componente, en Atom
component-updates-rss = Actualizaciones de este componente, en RSS
status-json = Estado, en JSON
feed-title = { $site } – Historial de incidentes
feed-title-component = { $site } – { $component } – Historial de incidentes
feed-description = Incidentes, mantenimientos y avisos de { $site }
feed-resolved = Este incidente se ha resuelto.
feed-completed = El mantenimiento programado se ha completado.
feed-cancelled = Este mantenimiento se ha cancelado.
feed-being-corrected = Se están corrigiendo datos de esta entrada.
feed-read-on = Seguir leyendo
calendar-name = Mantenimiento de { $site }
calendar-name-component = Mantenimiento de { $site }: { $component }
calendar-components = Componentes: { $components }

## Cuando el servidor de la página no responde

worker-copy = { $host } no responde. Esta es la copia de { $copy }, generada: { $at }. Su firma es correcta.
worker-kept = { $host } no responde y no se ha podido acceder a ninguna otra copia fiable. Esto es lo último que vio aquí: { $at }; puede haber cambiado desde entonces.
worker-last-known = Último estado conocido:
