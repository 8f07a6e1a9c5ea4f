### What pages, feeds and calendars of stillup say, in English: the messages that every other language has.
###
### For translators:
###
### - Write as status pages are written in your language: short, calm, exact. Use the words that readers
###   know from Statuspage, Google or Cloudflare there.
### - Keep every placeable, such as { $at }; put it where your language wants it.
### - Tags such as <home>…</home> become a link round the words between them; <strong> stresses. Keep them.
### - A message that counts has one variant for each plural category of your language (CLDR), and no more.
### - { $at }, { $due } and the like are a time such as “14:36 UTC”, or a date with a time such as
###   “20 Nov 2026, 14:36 UTC”. They stand in one form: choose words around them that fit both.
### - A message that is put beside others on a line has no capital at its beginning and no full stop here;
###   keep it so, unless your language wants otherwise.

## How components are. The words that readers see most; the badge shows them too.

status-operational = Operational
status-under-maintenance = Under maintenance
status-unknown = Not known
status-degraded-performance = Degraded performance
status-partial-outage = Partial outage
status-major-outage = Major outage

## Where an incident stands.

incident-investigating = Investigating
incident-identified = Identified
incident-monitoring = Monitoring
incident-resolved = Resolved
incident-postmortem = Postmortem

## Where a maintenance stands.

maintenance-scheduled = Scheduled
maintenance-in-progress = In progress
maintenance-verifying = Verifying
maintenance-completed = Completed
maintenance-cancelled = Cancelled

## What there is, and what it did.

incident = Incident
maintenance = Maintenance
# An announcement that changes no status.
notice = Notice
# One dated note in an incident, where its author gave no status to it.
update = Update
impact-none = No impact
impact-minor = Minor impact
impact-major = Major impact
impact-critical = Critical impact

## The one sentence on top of the home page.

headline-operational = All Systems Operational
headline-under-maintenance = Service Under Maintenance
headline-partially-degraded = Partially Degraded Service
headline-degraded = Degraded System Service
headline-minor-outage = Minor Service Outage
headline-partial-outage = Partial System Outage
headline-major-outage = Major System Outage
# { $names } are names of components, such as “API” or “API and Web”.
headline-not-known = Status of { $names } not known
headline-components-not-known =
    { $count ->
        [one] Status of { $count } component not known
       *[other] Status of { $count } components not known
    }
headline-sources-not-read = Some of our sources could not be read: the rest is not known
# { $headline } is one of the sentences above. What follows is the same as the last three, inside a sentence.
headline-and-not-known = { $headline }; status of { $names } not known
headline-and-components-not-known =
    { $count ->
        [one] { $headline }; status of { $count } component not known
       *[other] { $headline }; status of { $count } components not known
    }
headline-and-sources-not-read = { $headline }; some of our sources could not be read: the rest is not known

## Lengths of time. As short as possible: they stand in narrow columns.

duration-under-a-minute = less than a minute
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h
duration-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
# Two of the above, the larger first: “2 days 4 h”, “3 h 12 min”.
duration-both = { $larger } { $smaller }

## Days, numbers and lists.

# From one day to another: { $from } and { $to } are such as “29 Oct” and “2 Nov”.
days-range = { $from } – { $to }
# The same within one month: { $first } and { $last } are the numbers of the days, such as “18” and “20”;
# { $from } and { $to } are the days, such as “18 Nov” and “20 Nov”. Use what your language puts together.
days-range-in-month = { $first } – { $to }
# From one time to another. { $from } is a date with a time, { $to } the same, or a time.
time-range = { $from } – { $to }
# { $number } is such as 99.98, with the decimal sign of the language.
percent = { $number }%
# Between things on a line: kinds of things that happened, names of components.
list-separator = {", "}
# What something is, and then it: a status and a title, a component and its status.
labelled = { $label }: { $text }

## Around every page.

skip = Skip to the status
# The name of the links on top of the page, for screen readers.
nav-site = Site
# The name of the links to the same page in other languages, for screen readers.
nav-languages = Languages
history = History
subscribe = Subscribe
last-changed = Last changed { $at }. What is true now is on the <home>home page</home>.
copies = Copies of this page:
# { $address } is a link to write to.
questions = Questions: { $address }
# For search results and previews in chats: { $text } says what the page shows.
as-of = { $text }. As of { $at }.
# On the picture of the state that chats show.
preview-changed = Last change: { $at }

## How old the page is.

age = Written { $written }; a newer copy is due by { $due }; this one is stale after { $stale }.
# Where the site has several copies: the link leads to the list of them.
age-copies = Written { $written }; a newer copy is due by { $due }; after { $stale }, look at <copies>another one</copies>.
age-stale = <strong>This page is out of date.</strong> It was written { $written } and nothing newer has come; what it says may have changed.
age-newer = A newer copy is at <copies>another address</copies>.

## The home page: what is wrong now.

# How many incidents are open.
open-incidents =
    { $count ->
        [one] { $count } open incident
       *[other] { $count } open incidents
    }
# { $incidents } is the message above; { $lasted } a length of time.
open-since = { $incidents } since { $at } ({ $lasted })
# When an incident began, and how long that is.
since-lasting = since { $at } ({ $lasted })
next-update-by = next update by { $at }
next-update-was-due = next update was due by { $at }
update-overdue = an update is overdue
earlier-updates =
    { $count ->
        [one] { $count } earlier update
       *[other] { $count } earlier updates
    }
# { $sources } are names of files or of the board, which could not be read.
sources-not-read = Could not be read: { $sources }. What it would say is not known.
# { $source } is such as “Trello board”; { $before } a length of time.
source-copied = The { $source } is shown as it was at { $at }, { $before } before this page was written: what was said there since is not known.
source-board = Trello board
posted = Posted { $at }
being-corrected = Details of this entry are being corrected.

## The home page: components.

components = Components
# Behind the uptime of a component, for screen readers; what each run of days was follows.
in-90-days = in 90 days.
# { $days } are such as “18 – 20 Nov”; { $status } such as “Partial outage (42 min)”.
days-were = { $days }: { $status }.
# Inside a sentence.
no-data-for-days = no data
uptime-not-known = uptime not known
not-known = not known
last-known = Last known: { $status }
last-known-until = Last known: { $status }, until { $at }
# Beside the meaning of colours and shapes.
key-of-days = 90 days, today last; taller is worse:
dependencies = What we rely on
dependencies-not-ours = Others run these, and this page does not watch them: how they are is not known here, but on their own pages.
# Which of our components need it.
needed-by = for { $components }
# When its own page was asked.
asked-at = asked { $at }

## The home page: what happened lately.

last-14-days = The last 14 days
day-ongoing = Nothing new; an earlier incident went on.
day-not-known = Not known: a source could not be read.
day-quiet = No incidents.
all-history = All history
feed-calendar = Maintenance calendar
for-programs = For programs:
link-status = Status
link-metrics = Metrics

## An incident.

fact-began = Began
fact-ended = Ended
# Before a length of time: the incident goes on.
fact-so-far = So far
# Before a length of time: the incident is over.
fact-lasted = Lasted
fact-next-update = Next update
# After “Next update”.
fact-by = by { $at }
fact-was-due = was due by { $at }
fact-overdue = overdue
# Before a link to the post-mortem.
fact-explained = Explained
link-postmortem = Post-mortem
# Before a link to the incident on the page of somebody whose service ours needs.
fact-provider = Provider
# Above components with the status each has now.
affected-now = Now
# Above components with the worst status each had.
affected-at-worst = At worst
# Above components with the status each will have during a maintenance.
affected-expected = Expected
affected-was-expected = Was expected
affected-during = During it
component-not-known = Status of { $component } not known
# In place of a time that could not be read.
time-being-corrected = time being corrected
# For screen readers, between a component's name and its new status: “API: from Operational to Partial outage”.
changed-from = from { $status } to

## A maintenance.

planned-maintenance = Planned maintenance
add-to-calendar = Add to calendar
clock-announced = Announced.
clock-started = Started by the clock, as announced.
clock-completed = Completed by the clock, as announced.
clock-other = By the clock.
fact-when = When
# Before a length of time: how long it is planned to take.
fact-planned = Planned
# Before a length of time: how long it took.
fact-took = Took
# Before further times of a recurring maintenance.
fact-and-then = And then
# Beside each other: “90 min planned, 42 min taken”.
length-planned = { $length } planned
length-so-far = { $length } so far
length-taken = { $length } taken
past-its-end = Past its planned end and still going on.
plan-begun = By plan this has begun.
plan-over = By plan this is over.

## How a maintenance recurs. It stands behind “Maintenance,”.

recurring = recurring
every-day =
    { $count ->
        [1] every day
        [one] every { $count } days
       *[other] every { $count } days
    }
every-week =
    { $count ->
        [1] every week
        [one] every { $count } weeks
       *[other] every { $count } weeks
    }
every-month =
    { $count ->
        [1] every month
        [one] every { $count } months
       *[other] every { $count } months
    }
every-year =
    { $count ->
        [1] every year
        [one] every { $count } years
       *[other] every { $count } years
    }
# { $repeats } is one of the above; { $days } one or more of those below.
repeats-on = { $repeats } on { $days }
weekday =
    { $day ->
        [mo] Monday
        [tu] Tuesday
        [we] Wednesday
        [th] Thursday
        [fr] Friday
        [sa] Saturday
       *[su] Sunday
    }
# Such as “the first Sunday” of a month. { $nth } is 1, 2, 3 or 4, or 5 for the last one; { $day } is mo, tu, we, th,
# fr, sa or su: choose by it as well where your language has genders.
nth-weekday =
    { $nth ->
        [1] the first { weekday }
        [2] the second { weekday }
        [3] the third { weekday }
        [4] the fourth { weekday }
       *[other] the last { weekday }
    }
# Of a month.
month-day = day { $number }
month-last-day = the last day

## A component.

since = since { $at }
# Inside a line.
last-known-was = last known: { $status }
retired = retired
component-as-of = As of { $at }. What is true now is on the <home>home page</home>.
part-of = Part of { $group }
# { $names } are other components or somebody else's services.
needs = Needs { $names }
last-90-days = The last 90 days
as-table = The same as a table
column-days = Days
column-worst = Worst status
# How long.
column-for = For
no-data = No data
uptime = Uptime
# Above “24 hours”, “7 days”.
column-window = Window
# Above lengths of time in which the component did not work.
column-down = Down
window-day = 24 hours
window-week = 7 days
window-month = 30 days
window-quarter = 90 days
window-year = 365 days
since-its-start = since its start
# { $length } of a window is not known, and left out.
unknown-left-out = ({ $length } not known)
# { $down } is a sum such as “major outage + 0.3 × partial outage”.
formula = uptime = 1 − ({ $down }) ÷ time whose status is known
formula-nothing-counts = nothing counts as down time
formula-major-outage = major outage
formula-partial-outage = partial outage
formula-degraded-performance = degraded performance
formula-maintenance = maintenance
budget-left = Target { $target }: { $allowed } allowed in 30 days, { $used } used, <strong>{ $left } left</strong>.
budget-over = Target { $target }: { $allowed } allowed in 30 days, { $used } used, <strong>{ $left } over</strong>.
what-happened = What happened
what-happened-not-known = What happened is not known: a source could not be read.
nothing-in-90-days = Nothing in the last 90 days.
feed-badge = Badge
feed-badge-json = Badge as JSON

## History.

history-description = Every incident, maintenance and notice, month by month.
year-of-days = A year of days
# In front of how many days had which status.
heat-days = { $from } to { $to }, each day by the worst of all components:
# { $status } such as “Partial outage”; { $days } is a number of days.
heat-count = { $status } on { $days },
# { $days } is a number of days on which nothing was wrong.
heat-quiet = quiet on { $days }.
nothing-yet = Nothing has happened yet.
all-months = All months
count-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
count-maintenance =
    { $count ->
        [one] { $count } maintenance
       *[other] { $count } maintenance
    }
count-notices =
    { $count ->
        [one] { $count } notice
       *[other] { $count } notices
    }

## Small pages.

nothing-here = Nothing here
nothing-here-description = There is no page at this address.
nothing-here-text = There is no page at this address. Is something down? The <home><strong>current status</strong></home> says so. What happened before is in the <history>history</history>.
moved = This page has moved: { $page }
badges = Badges and banners
badges-description = Badges, feeds and a banner of this status page, to copy and paste.
badges-text = Copy one into a README, a wiki or your own pages. Each shows what this page says when it is looked at.
banner = Banner
banner-see = See it
# What a screen reader calls the banner on other sites.
banner-title = status
badge-of = Badge of { $title }
# The text of a badge for those who do not see it.
status-of = status of { $title }

## The banner for other sites.

embed = { $status } at { $written }, stale after { $stale }
embed-stale = Out of date: written { $written }
embed-copied = { $source } as of { $at }
embed-not-read = { $source } not known

## Feeds and calendars.

updates-atom = Updates, as Atom
updates-rss = Updates, as RSS
updates-json = Updates, as JSON Feed
component-updates-atom = Updates of this component, as Atom
component-updates-rss = Updates of this component, as RSS
status-json = Status, as JSON
feed-title = { $site } - Incident History
feed-title-component = { $site } - { $component } - Incident History
feed-description = Incidents, maintenance and notices of { $site }
feed-resolved = This incident has been resolved.
feed-completed = The scheduled maintenance has been completed.
feed-cancelled = This maintenance has been cancelled.
feed-being-corrected = Details of this are being corrected.
# A link behind a text that was cut.
feed-read-on = Read on
calendar-name = { $site } maintenance
calendar-name-component = { $site } maintenance: { $component }
calendar-components = Components: { $components }

## What the reader's browser says when the host of the page does not answer.

# { $host } is a name; { $copy } a link to the copy; { $at } a time.
worker-copy = { $host } does not answer. This is the copy at { $copy }, written { $at }. Its signature is right.
worker-kept = { $host } does not answer, and no other copy could be reached and trusted. This is what you saw here { $at }; it may have changed since.
# In front of the title of a page that may be old.
worker-last-known = Last known:
