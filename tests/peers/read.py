"""Reads calendars and metrics with other people's programs: one line for each file, or an error."""

import pathlib
import sys

import icalendar
from prometheus_client.parser import text_string_to_metric_families

for name in sys.argv[1:]:
    path = pathlib.Path(name)
    data = path.read_bytes()
    if path.suffix == ".ics":
        calendar = icalendar.Calendar.from_ical(data)
        assert not calendar.errors, (name, calendar.errors)
        seen = set()
        for event in calendar.walk("VEVENT"):
            assert not event.errors, (name, event.errors)
            key = (str(event["UID"]), str(event.get("RECURRENCE-ID", "")))
            assert key not in seen, (name, key)
            seen.add(key)
            assert event.start <= event.end, (name, key)
            assert event.decoded("DTSTAMP").tzinfo is not None, (name, key)
        print(f"{path.name}: {len(seen)} events")
    else:
        families = list(text_string_to_metric_families(data.decode("utf-8")))
        assert families and all(family.samples for family in families), name
        print(f"{path.name}: {len(families)} metrics")
