"""What is said of hours that clocks skip."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agence_desktop.core.clock import QUEBEC
from agence_desktop.spaces.clock_sentences import skipped_hours, skipped_hours_of
from agence_desktop.spaces.rows import BookingDraft

PLAIN = str.maketrans("\u00a0", " ")
HOUR = timedelta(hours=1)
SPRING = datetime(2027, 3, 14)  # noqa: DTZ001


def at(hour: float) -> datetime:
    """A wall clock of the night when clocks go forward."""
    return SPRING + hour * HOUR


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (1, 2, "Le 14 mars 2027, 2 h n’existe pas (passage à l’heure avancée) : la séance finit à 3 h."),
        (
            2.5,
            4,
            "Le 14 mars 2027, 2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30.",
        ),
        (1, 3, ""),
        (3, 4, ""),
    ],
)
def test_that_a_wall_clock_that_does_not_exist_is_told_with_where_it_went(
    start: float, end: float, sentence: str
) -> None:
    assert skipped_hours(at(start), at(end), QUEBEC).translate(PLAIN) == sentence


def test_that_a_zone_without_daylight_time_skips_nothing() -> None:
    assert skipped_hours(at(2.5), at(4), ZoneInfo("America/Blanc-Sablon")) == ""


def test_that_both_ends_may_be_skipped() -> None:
    told = skipped_hours(at(2.25), at(2.75), QUEBEC).translate(PLAIN)
    assert told.endswith(
        "commence à 3 h 15. Le 14 mars 2027, 2 h 45 n’existe pas (passage à l’heure avancée) : "
        "la séance finit à 3 h 45."
    )


def test_that_only_the_dates_concerned_of_a_series_are_told_those_added_too() -> None:
    week = timedelta(weeks=1)
    draft = BookingDraft(1, at(2.5) - week, at(2.75) - week, 1, "Nuit", rdates=(at(2.25),))
    told = skipped_hours_of(draft, [(at(0) + step * week).date() for step in (-1, 0, 1)], QUEBEC)
    assert [sentence.translate(PLAIN)[:22] for sentence in told] == [
        "Le 14 mars 2027, 2 h 1",
        "Le 14 mars 2027, 2 h 3",
    ]
