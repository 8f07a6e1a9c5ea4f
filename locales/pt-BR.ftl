### Brazilian Portuguese

## Status dos componentes

status-operational = Operacional
status-under-maintenance = Em manutenção
status-unknown = Desconhecido
status-degraded-performance = Desempenho degradado
status-partial-outage = Interrupção parcial
status-major-outage = Interrupção grave

## Situação de um incidente

incident-investigating = Em investigação
incident-identified = Identificado
incident-monitoring = Em monitoramento
incident-resolved = Resolvido
incident-postmortem = Post-mortem

## Situação de uma manutenção

maintenance-scheduled = Programada
maintenance-in-progress = Em andamento
maintenance-verifying = Em verificação
maintenance-completed = Concluída
maintenance-cancelled = Cancelada

## O que há e o que causou

incident = Incidente
maintenance = Manutenção
notice = Aviso
update = Atualização
impact-none = Sem impacto
impact-minor = Impacto baixo
impact-major = Impacto alto
impact-critical = Impacto crítico

## O título da página inicial

headline-operational = Todos os sistemas estão operacionais
headline-under-maintenance = Serviço em manutenção
headline-partially-degraded = Serviço parcialmente degradado
headline-degraded = Serviço degradado
headline-minor-outage = Pequena interrupção do serviço
headline-partial-outage = Interrupção parcial do sistema
headline-major-outage = Interrupção grave do sistema
headline-not-known = Status desconhecido: { $names }
headline-components-not-known =
    { $count ->
        [one] Status desconhecido de { $count } componente
        [many] Status desconhecido de { $count } componentes
       *[other] Status desconhecido de { $count } componentes
    }
headline-sources-not-read = Não foi possível ler algumas das nossas fontes: o restante é desconhecido
headline-and-not-known = { $headline }; status desconhecido: { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; status desconhecido de { $count } componente
        [many] { $headline }; status desconhecido de { $count } componentes
       *[other] { $headline }; status desconhecido de { $count } componentes
    }
headline-and-sources-not-read = { $headline }; não foi possível ler algumas das nossas fontes: o restante é desconhecido

## Durações

duration-under-a-minute = menos de um minuto
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } dia
        [many] { $count } dias
       *[other] { $count } dias
    }
duration-both = { $larger } { $smaller }

## Dias, números e listas

days-range = { $from } – { $to }
days-range-in-month = { $first } – { $to }
time-range = { $from } – { $to }
percent = { $number }%
list-separator = {", "}
labelled = { $label }: { $text }

## Em todas as páginas

skip = Ir para o status
nav-site = Site
nav-languages = Idiomas
history = Histórico
subscribe = Assinar
last-changed = Última alteração: { $at }. A situação atual está na <home>página inicial</home>.
copies = Cópias desta página:
questions = Dúvidas: { $address }
as-of = { $text }. Atualizado: { $at }.
preview-changed = Última alteração: { $at }

## Idade da página

age = Página gerada: { $written }; próxima versão até { $due }; esta perde a validade após { $stale }.
age-copies = Página gerada: { $written }; próxima versão até { $due }; após { $stale }, consulte <copies>outra cópia</copies>.
age-stale = <strong>Esta página está desatualizada.</strong> Página gerada: { $written }; desde então, não chegou nada mais recente. A situação pode ter mudado.
age-newer = Há uma cópia mais recente em <copies>outro endereço</copies>.

## Página inicial: o que está com problema

open-incidents =
    { $count ->
        [one] { $count } incidente em aberto
        [many] { $count } incidentes em aberto
       *[other] { $count } incidentes em aberto
    }
open-since = { $incidents } há { $lasted } (início: { $at })
since-lasting = há { $lasted } (início: { $at })
next-update-by = próxima atualização até { $at }
next-update-was-due = atualização atrasada, prevista até { $at }
update-overdue = atualização atrasada
earlier-updates =
    { $count ->
        [one] { $count } atualização anterior
        [many] { $count } atualizações anteriores
       *[other] { $count } atualizações anteriores
    }
sources-not-read = Não foi possível ler: { $sources }. O conteúdo é desconhecido.
source-copied = { $source }: dados consultados { $before } antes de esta página ser gerada ({ $at }). O que foi publicado lá desde então é desconhecido.
source-board = Quadro do Trello
posted = Publicado: { $at }
being-corrected = Dados deste registro estão sendo corrigidos.

## Página inicial: componentes

components = Componentes
in-90-days = em 90 dias.
days-were = { $days }: { $status }.
no-data-for-days = sem dados
uptime-not-known = disponibilidade desconhecida
not-known = desconhecido
last-known = Último status conhecido: { $status }
last-known-until = Último status conhecido: { $status }, até { $at }
key-of-days = 90 dias, hoje por último; quanto mais alto, pior:
dependencies = Do que dependemos
dependencies-not-ours = São serviços de terceiros, e esta página não os monitora: o status deles está nas próprias páginas.
needed-by = para { $components }
asked-at = consultado: { $at }

## Página inicial: o que aconteceu recentemente

last-14-days = Últimos 14 dias
day-ongoing = Nada de novo; um incidente anterior continuava.
day-not-known = Desconhecido: não foi possível ler uma fonte.
day-quiet = Nenhum incidente.
all-history = Histórico completo
feed-calendar = Calendário de manutenções
for-programs = Para programas:
link-status = Status
link-metrics = Métricas

## Um incidente

fact-began = Início
fact-ended = Fim
fact-so-far = Até agora
fact-lasted = Duração
fact-next-update = Próxima atualização
fact-by = até { $at }
fact-was-due = atrasada, prevista até { $at }
fact-overdue = atrasada
fact-explained = Análise
link-postmortem = Post-mortem
fact-provider = Provedor
affected-now = Agora
affected-at-worst = Pior status
affected-expected = Previsto
affected-was-expected = Estava previsto
affected-during = Durante a manutenção
component-not-known = Status desconhecido: { $component }
time-being-corrected = horário em correção
changed-from = de { $status } para

## Uma manutenção

planned-maintenance = Manutenção programada
add-to-calendar = Adicionar ao calendário
clock-announced = Anunciada.
clock-started = Iniciada automaticamente no horário anunciado.
clock-completed = Concluída automaticamente no horário anunciado.
clock-other = Automaticamente, conforme o horário.
fact-when = Quando
fact-planned = Duração prevista
fact-took = Duração real
fact-and-then = E depois
length-planned = duração prevista: { $length }
length-so-far = até agora: { $length }
length-taken = duração real: { $length }
past-its-end = O fim previsto já passou, e a manutenção continua.
plan-begun = Conforme o previsto, já começou.
plan-over = Conforme o previsto, já terminou.

## Recorrência de uma manutenção

recurring = recorrente
every-day =
    { $count ->
        [1] todos os dias
        [one] a cada { $count } dias
        [many] a cada { $count } dias
       *[other] a cada { $count } dias
    }
every-week =
    { $count ->
        [1] toda semana
        [one] a cada { $count } semanas
        [many] a cada { $count } semanas
       *[other] a cada { $count } semanas
    }
every-month =
    { $count ->
        [1] todo mês
        [one] a cada { $count } meses
        [many] a cada { $count } meses
       *[other] a cada { $count } meses
    }
every-year =
    { $count ->
        [1] todo ano
        [one] a cada { $count } anos
        [many] a cada { $count } anos
       *[other] a cada { $count } anos
    }
repeats-on = { $repeats }: { $days }
weekday =
    { $day ->
        [mo] segunda-feira
        [tu] terça-feira
        [we] quarta-feira
        [th] quinta-feira
        [fr] sexta-feira
        [sa] sábado
       *[su] domingo
    }
nth-weekday =
    { $nth ->
        [1] { $day ->
            [sa] primeiro { weekday }
            [su] primeiro { weekday }
           *[other] primeira { weekday }
        }
        [2] { $day ->
            [sa] segundo { weekday }
            [su] segundo { weekday }
           *[other] segunda { weekday }
        }
        [3] { $day ->
            [sa] terceiro { weekday }
            [su] terceiro { weekday }
           *[other] terceira { weekday }
        }
        [4] { $day ->
            [sa] quarto { weekday }
            [su] quarto { weekday }
           *[other] quarta { weekday }
        }
       *[last] { $day ->
            [sa] último { weekday }
            [su] último { weekday }
           *[other] última { weekday }
        }
    }
month-day = dia { $number }
month-last-day = último dia

## Um componente

since = desde { $at }
last-known-was = último status conhecido: { $status }
retired = desativado
component-as-of = Atualizado: { $at }. A situação atual está na <home>página inicial</home>.
part-of = Grupo: { $group }
needs = Depende de: { $names }
last-90-days = Últimos 90 dias
as-table = Ver como tabela
column-days = Dias
column-worst = Pior status
column-for = Duração
no-data = Sem dados
uptime = Disponibilidade
column-window = Período
column-down = Inatividade
window-day = 24 horas
window-week = 7 dias
window-month = 30 dias
window-quarter = 90 dias
window-year = 365 dias
since-its-start = desde o início
unknown-left-out = (sem dados: { $length })
formula = disponibilidade = 1 − ({ $down }) ÷ tempo com status conhecido
formula-nothing-counts = nada conta como inatividade
formula-major-outage = interrupção grave
formula-partial-outage = interrupção parcial
formula-degraded-performance = desempenho degradado
formula-maintenance = manutenção
budget-left = Meta { $target }: { $used } de inatividade de um máximo de { $allowed } em 30 dias, <strong>margem: { $left }</strong>.
budget-over = Meta { $target }: { $used } de inatividade de um máximo de { $allowed } em 30 dias, <strong>excesso: { $left }</strong>.
what-happened = O que aconteceu
what-happened-not-known = O que aconteceu é desconhecido: não foi possível ler uma fonte.
nothing-in-90-days = Nada nos últimos 90 dias.
feed-badge = Selo
feed-badge-json = Selo em JSON

## Histórico

history-description = Todos os incidentes, manutenções e avisos, mês a mês.
year-of-days = Um ano, dia a dia
heat-days = { $from } a { $to }, cada dia pelo pior status entre todos os componentes:
heat-count = { $status }: { $days },
heat-quiet = sem problemas: { $days }.
nothing-yet = Nada aconteceu até agora.
all-months = Todos os meses
count-incidents =
    { $count ->
        [one] { $count } incidente
        [many] { $count } incidentes
       *[other] { $count } incidentes
    }
count-maintenance =
    { $count ->
        [one] { $count } manutenção
        [many] { $count } manutenções
       *[other] { $count } manutenções
    }
count-notices =
    { $count ->
        [one] { $count } aviso
        [many] { $count } avisos
       *[other] { $count } avisos
    }

## Páginas pequenas

nothing-here = Página não encontrada
nothing-here-description = Não há nenhuma página neste endereço.
nothing-here-text = Não há nenhuma página neste endereço. Algo está fora do ar? O <home><strong>status atual</strong></home> informa. O que já aconteceu está no <history>histórico</history>.
moved = Esta página mudou de endereço: { $page }
badges = Selos e banners
badges-description = Selos, feeds e um banner desta página de status, para copiar e colar.
badges-text = Copie um deles para um README, uma wiki ou suas próprias páginas. Cada um mostra o que esta página diz no momento da consulta.
banner = Banner
banner-see = Ver
banner-title = status
badge-of = Selo de { $title }
status-of = status de { $title }

## O banner para outros sites

embed = { $status } ({ $written }), válido até { $stale }
embed-stale = Desatualizado, página gerada: { $written }
embed-copied = { $source } (consultado: { $at })
embed-not-read = { $source }: desconhecido

## Feeds e calendários

updates-atom = Atualizações, em Atom
updates-rss = Atualizações, em RSS
updates-json = Atualizações, em JSON Feed
component-updates-atom = Atualizações deste componente, em Atom
component-updates-rss = Atualizações deste componente, em RSS
status-json = Status, em JSON
feed-title = { $site } – Histórico de incidentes
feed-title-component = { $site } – { $component } – Histórico de incidentes
feed-description = Incidentes, manutenções e avisos de { $site }
feed-resolved = Este incidente foi resolvido.
feed-completed = A manutenção programada foi concluída.
feed-cancelled = Esta manutenção foi cancelada.
feed-being-corrected = Dados deste registro estão sendo corrigidos.
feed-read-on = Continuar lendo
calendar-name = Manutenção de { $site }
calendar-name-component = Manutenção de { $site }: { $component }
calendar-components = Componentes: { $components }

## Quando o servidor da página não responde

worker-copy = { $host } não responde. Esta é a cópia em { $copy }, gerada: { $at }. A assinatura dela é válida.
worker-kept = { $host } não responde, e nenhuma outra cópia confiável pôde ser acessada. Isto é o que você viu aqui por último: { $at }; pode ter mudado desde então.
worker-last-known = Último status conhecido:
