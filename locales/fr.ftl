### French

## État des composants

status-operational = Opérationnel
status-under-maintenance = En maintenance
status-unknown = Inconnu
status-degraded-performance = Performances dégradées
status-partial-outage = Panne partielle
status-major-outage = Panne majeure

## Où en est un incident

incident-investigating = En cours d’analyse
incident-identified = Identifié
incident-monitoring = Sous surveillance
incident-resolved = Résolu
incident-postmortem = Post-mortem

## Où en est une maintenance

maintenance-scheduled = Planifiée
maintenance-in-progress = En cours
maintenance-verifying = En cours de vérification
maintenance-completed = Terminée
maintenance-cancelled = Annulée

## Ce qu’il y a et ce que cela entraîne

incident = Incident
maintenance = Maintenance
notice = Annonce
update = Mise à jour
impact-none = Aucun impact
impact-minor = Impact mineur
impact-major = Impact majeur
impact-critical = Impact critique

## Le titre de la page d’accueil

headline-operational = Tous les systèmes sont opérationnels
headline-under-maintenance = Service en maintenance
headline-partially-degraded = Service partiellement dégradé
headline-degraded = Service dégradé
headline-minor-outage = Panne mineure
headline-partial-outage = Panne partielle des systèmes
headline-major-outage = Panne majeure des systèmes
headline-not-known = État inconnu : { $names }
headline-components-not-known =
    { $count ->
        [one] État inconnu pour { $count } composant
        [many] État inconnu pour { $count } composants
       *[other] État inconnu pour { $count } composants
    }
headline-sources-not-read = Certaines de nos sources n’ont pas pu être lues : le reste n’est pas connu
headline-and-not-known = { $headline } ; état inconnu : { $names }
headline-and-components-not-known =
    { $count ->
        [one] { $headline } ; état inconnu pour { $count } composant
        [many] { $headline } ; état inconnu pour { $count } composants
       *[other] { $headline } ; état inconnu pour { $count } composants
    }
headline-and-sources-not-read = { $headline } ; certaines de nos sources n’ont pas pu être lues : le reste n’est pas connu

## Durées

duration-under-a-minute = moins d’une minute
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } jour
        [many] { $count } jours
       *[other] { $count } jours
    }
duration-both = { $larger } { $smaller }

## Jours, nombres et listes

days-range = { $from } – { $to }
days-range-in-month = { $first }–{ $to }
time-range = { $from } – { $to }
percent = { $number } %
list-separator = {", "}
labelled = { $label } : { $text }

## Autour de chaque page

skip = Aller à l’état des services
nav-site = Site
nav-languages = Langues
history = Historique
subscribe = S’abonner
last-changed = Dernière modification : { $at }. La situation actuelle est sur la <home>page d’accueil</home>.
copies = Copies de cette page :
questions = Questions : { $address }
as-of = { $text }. Dernier relevé : { $at }.
preview-changed = Dernier changement : { $at }

## Âge de la page

age = Page générée : { $written } ; version suivante : { $due } au plus tard ; celle-ci expire : { $stale }.
age-copies = Page générée : { $written } ; version suivante : { $due } au plus tard ; expiration : { $stale }, ensuite consultez <copies>une autre copie</copies>.
age-stale = <strong>Cette page n’est plus à jour.</strong> Page générée : { $written } ; rien de plus récent depuis. La situation a pu changer.
age-newer = Une copie plus récente se trouve à <copies>une autre adresse</copies>.

## Page d’accueil : ce qui ne va pas

open-incidents =
    { $count ->
        [one] { $count } incident en cours
        [many] { $count } incidents en cours
       *[other] { $count } incidents en cours
    }
open-since = { $incidents } depuis { $lasted } (début : { $at })
since-lasting = depuis { $lasted } (début : { $at })
next-update-by = prochaine mise à jour : { $at } au plus tard
next-update-was-due = mise à jour en retard, attendue : { $at } au plus tard
update-overdue = mise à jour en retard
earlier-updates =
    { $count ->
        [one] { $count } mise à jour précédente
        [many] { $count } mises à jour précédentes
       *[other] { $count } mises à jour précédentes
    }
sources-not-read = Lecture impossible : { $sources }. Ce qui s’y trouve n’est pas connu.
source-copied = { $source } : dernier relevé { $at }, soit { $before } avant cette page. Ce qui y a été publié depuis n’est pas connu.
source-board = Tableau Trello
posted = Publication : { $at }
being-corrected = Des informations de cette entrée sont en cours de correction.

## Page d’accueil : composants

components = Composants
in-90-days = sur 90 jours.
days-were = { $days } : { $status }.
no-data-for-days = aucune donnée
uptime-not-known = disponibilité inconnue
not-known = inconnu
last-known = Dernier état connu : { $status }
last-known-until = Dernier état connu : { $status } ({ $at })
key-of-days = 90 jours, aujourd’hui en dernier ; plus c’est haut, plus c’est grave :
dependencies = Nos dépendances
dependencies-not-ours = Ces services sont gérés par des tiers et ne sont pas surveillés ici : leur état est indiqué sur leurs propres pages.
needed-by = pour { $components }
asked-at = consulté : { $at }

## Page d’accueil : ces derniers jours

last-14-days = Les 14 derniers jours
day-ongoing = Rien de nouveau ; un incident antérieur se poursuivait.
day-not-known = Non connu : une source n’a pas pu être lue.
day-quiet = Aucun incident.
all-history = Tout l’historique
feed-calendar = Calendrier des maintenances
for-programs = Pour les programmes :
link-status = État
link-metrics = Métriques

## Un incident

fact-began = Début
fact-ended = Fin
fact-so-far = Jusqu’ici
fact-lasted = Durée
fact-next-update = Prochaine mise à jour
fact-by = { $at } au plus tard
fact-was-due = en retard, attendue : { $at } au plus tard
fact-overdue = en retard
fact-explained = Analyse
link-postmortem = Post-mortem
fact-provider = Fournisseur
affected-now = Maintenant
affected-at-worst = Au plus fort
affected-expected = Prévu
affected-was-expected = Était prévu
affected-during = Pendant la maintenance
component-not-known = État inconnu : { $component }
time-being-corrected = heure en cours de correction
changed-from = passe de { $status } à

## Une maintenance

planned-maintenance = Maintenances prévues
add-to-calendar = Ajouter au calendrier
clock-announced = Annoncée.
clock-started = Commencée automatiquement à l’heure annoncée.
clock-completed = Terminée automatiquement à l’heure annoncée.
clock-other = Automatiquement, selon l’horaire.
fact-when = Quand
fact-planned = Durée prévue
fact-took = Durée réelle
fact-and-then = Puis
length-planned = durée prévue : { $length }
length-so-far = jusqu’ici : { $length }
length-taken = durée réelle : { $length }
past-its-end = La fin prévue est dépassée, la maintenance se poursuit.
plan-begun = Selon le calendrier, la maintenance a commencé.
plan-over = Selon le calendrier, la maintenance est terminée.

## Récurrence d’une maintenance

recurring = récurrente
every-day =
    { $count ->
        [1] tous les jours
        [one] tous les { $count } jours
        [many] tous les { $count } jours
       *[other] tous les { $count } jours
    }
every-week =
    { $count ->
        [1] toutes les semaines
        [one] toutes les { $count } semaines
        [many] toutes les { $count } semaines
       *[other] toutes les { $count } semaines
    }
every-month =
    { $count ->
        [1] tous les mois
        [one] tous les { $count } mois
        [many] tous les { $count } mois
       *[other] tous les { $count } mois
    }
every-year =
    { $count ->
        [1] tous les ans
        [one] tous les { $count } ans
        [many] tous les { $count } ans
       *[other] tous les { $count } ans
    }
repeats-on = { $repeats } : { $days }
weekday =
    { $day ->
        [mo] lundi
        [tu] mardi
        [we] mercredi
        [th] jeudi
        [fr] vendredi
        [sa] samedi
       *[su] dimanche
    }
nth-weekday =
    { $nth ->
        [1] le premier { weekday }
        [2] le deuxième { weekday }
        [3] le troisième { weekday }
        [4] le quatrième { weekday }
       *[last] le dernier { weekday }
    }
month-day = le { $number ->
        [1] 1er
       *[other] { $number }
    }
month-last-day = le dernier jour

## Un composant

since = depuis : { $at }
last-known-was = dernier état connu : { $status }
retired = retiré
component-as-of = Dernier relevé : { $at }. La situation actuelle est sur la <home>page d’accueil</home>.
part-of = Groupe : { $group }
needs = Dépend de : { $names }
last-90-days = Les 90 derniers jours
as-table = Sous forme de tableau
column-days = Jours
column-worst = Pire état
column-for = Durée
no-data = Aucune donnée
uptime = Disponibilité
column-window = Période
column-down = Indisponibilité
window-day = 24 heures
window-week = 7 jours
window-month = 30 jours
window-quarter = 90 jours
window-year = 365 jours
since-its-start = depuis son lancement
unknown-left-out = (non connu : { $length })
formula = disponibilité = 1 − ({ $down }) ÷ temps dont l’état est connu
formula-nothing-counts = rien ne compte comme indisponibilité
formula-major-outage = panne majeure
formula-partial-outage = panne partielle
formula-degraded-performance = performances dégradées
formula-maintenance = maintenance
budget-left = Objectif { $target } : { $used } d’indisponibilité sur un maximum de { $allowed } en 30 jours, <strong>marge : { $left }</strong>.
budget-over = Objectif { $target } : { $used } d’indisponibilité sur un maximum de { $allowed } en 30 jours, <strong>dépassement : { $left }</strong>.
what-happened = Événements
what-happened-not-known = Événements inconnus : une source n’a pas pu être lue.
nothing-in-90-days = Rien au cours des 90 derniers jours.
feed-badge = Badge
feed-badge-json = Badge en JSON

## Historique

history-description = Tous les incidents, maintenances et annonces, mois par mois.
year-of-days = Une année, jour par jour
heat-days = { $from } – { $to }, chaque jour selon le pire état de tous les composants :
heat-count = { $status } : { $days },
heat-quiet = sans problème : { $days }.
nothing-yet = Aucun événement pour l’instant.
all-months = Tous les mois
count-incidents =
    { $count ->
        [one] { $count } incident
        [many] { $count } incidents
       *[other] { $count } incidents
    }
count-maintenance =
    { $count ->
        [one] { $count } maintenance
        [many] { $count } maintenances
       *[other] { $count } maintenances
    }
count-notices =
    { $count ->
        [one] { $count } annonce
        [many] { $count } annonces
       *[other] { $count } annonces
    }

## Petites pages

nothing-here = Page introuvable
nothing-here-description = Il n’y a pas de page à cette adresse.
nothing-here-text = Il n’y a pas de page à cette adresse. Un service est en panne ? L’<home><strong>état actuel</strong></home> le dit. Les événements passés sont dans l’<history>historique</history>.
moved = Cette page a été déplacée : { $page }
badges = Badges et bannières
badges-description = Badges, flux et bannière de cette page d’état, à copier-coller.
badges-text = Copiez l’un d’eux dans un fichier README, un wiki ou vos propres pages. Chacun affiche ce que dit cette page au moment où on le consulte.
banner = Bannière
banner-see = Voir
banner-title = état
badge-of = Badge : { $title }
status-of = état : { $title }

## La bannière pour d’autres sites

embed = { $status } ({ $written }), expire : { $stale }
embed-stale = Plus à jour, page générée : { $written }
embed-copied = { $source } (relevé : { $at })
embed-not-read = { $source } : non connu

## Flux et calendriers

updates-atom = Mises à jour, en Atom
updates-rss = Mises à jour, en RSS
updates-json = Mises à jour, en JSON Feed
component-updates-atom = Mises à jour de ce composant, en Atom
component-updates-rss = Mises à jour de ce composant, en RSS
status-json = État, en JSON
feed-title = { $site } – Historique des incidents
feed-title-component = { $site } – { $component } – Historique des incidents
feed-description = Incidents, maintenances et annonces : { $site }
feed-resolved = Cet incident est résolu.
feed-completed = La maintenance planifiée est terminée.
feed-cancelled = Cette maintenance a été annulée.
feed-being-corrected = Des informations à ce sujet sont en cours de correction.
feed-read-on = Lire la suite
calendar-name = { $site } – Maintenances
calendar-name-component = { $site } – Maintenances : { $component }
calendar-components = Composants : { $components }

## Quand l’hôte de la page ne répond pas

worker-copy = { $host } ne répond pas. Voici la copie située à l’adresse { $copy }, générée : { $at }. Sa signature est valide.
worker-kept = { $host } ne répond pas, et aucune autre copie fiable n’a pu être jointe. Voici ce que vous aviez vu ici : { $at } ; la situation a pu changer depuis.
worker-last-known = Dernier état connu :
