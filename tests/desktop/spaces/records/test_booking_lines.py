"""What the page of a booking tells of its dates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.spaces.record_texts import TOTAL
from agence_desktop.desktop.spaces.records.booking_lines import dates_of, facts_of_booking
from agence_desktop.spaces.rows import OccurrenceState
from support.furnished import NOW
from support.office import CHAUDIERE
from tests.desktop.spaces.conftest import Office


def test_that_dates_that_were_not_had_cost_nothing(here: Office) -> None:
    booked = here.book(CHAUDIERE, 13, 15.5, day=23, rule="FREQ=WEEKLY;COUNT=3")
    assert booked.booking_id is not None
    page = here.gateway.booking(booked.booking_id)
    priced = [replace(date, price=Decimal("95.00")) for date in page.booking.occurrences]
    priced[1] = replace(priced[1], state=OccurrenceState.NOT_OBTAINED)
    told = replace(page, booking=replace(page.booking, occurrences=tuple(priced)))
    lines = dates_of(told, FixedClock(NOW).now())
    assert [line.price.replace("\u00a0", " ") for line in lines] == ["95,00 $", "", "95,00 $"]
    (total,) = (fact.value for fact in facts_of_booking(told) if fact.label == TOTAL)
    assert total.replace("\u00a0", " ") == "190,00 $ pour 2 séances"
