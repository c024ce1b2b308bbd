"""What the card of a request says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from agence_desktop.desktop.teams.requests import strip_texts as texts
from agence_desktop.teams.rows import RequestCard, RequestState

CARD = RequestCard(
    id=1,
    number="D-2026-0066",
    version=1,
    state=RequestState.QUALIFIED,
    priority=3,
    client="FADQ",
    place="Drummondville",
    family="ADM",
    description="",
    seats=1,
    filled=0,
    starts=date(2026, 11, 2),
    received_at=datetime(2026, 10, 8, 14, 0, tzinfo=UTC),
)


def test_that_a_request_without_place_is_at_a_distance() -> None:
    assert texts.where(CARD) == "FADQ, Drummondville"
    assert texts.where(replace(CARD, place="")) == "FADQ, à distance"


def test_that_nobody_is_told_where_a_member_is_still_looked_for() -> None:
    assert texts.when(CARD) == "1 place, dès le 2 nov."
    assert texts.when(CARD, nobody=True) == "1 place, aucun membre"
    received = replace(CARD, state=RequestState.RECEIVED)
    assert texts.when(received, nobody=True) == texts.when(received)
    proposed = replace(CARD, state=RequestState.PROPOSED)
    assert texts.when(proposed, nobody=True) == texts.when(proposed)


def test_that_a_screen_reader_is_told_both_the_start_and_that_nobody_could_come() -> None:
    said = texts.spoken(CARD, timedelta(days=6), nobody=True)
    assert "dès le 2 nov., aucun membre, priorité 3" in said
