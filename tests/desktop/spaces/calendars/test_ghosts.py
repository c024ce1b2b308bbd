"""What a ghost says, and what would do instead."""

from __future__ import annotations

from agence_desktop.core.french import NBSP
from agence_desktop.core.spans import Span
from agence_desktop.desktop.spaces.calendars.ghost_words import ghost_of, hint_words, main_reason
from agence_desktop.desktop.spaces.calendars.local_judging import Candidate, LocalJudge
from agence_desktop.desktop.spaces.calendars.move_texts import with_article
from agence_desktop.desktop.spaces.calendars.reading import Reading
from agence_desktop.desktop.spaces.gateway import Agenda
from agence_desktop.spaces.journal import OccurrenceRow
from agence_desktop.spaces.rows import Busy, JudgedDate, Judgement, OccurrenceState, Outcome, Reason
from tests.desktop.spaces import samples
from tests.desktop.spaces.samples import (
    CHAUDIERE,
    ETCHEMIN,
    MONTMORENCY,
    NOW,
    PART_A,
    PART_B,
    agenda,
    occurrence,
    span,
)

ALL = (ETCHEMIN, PART_A, PART_B, CHAUDIERE, MONTMORENCY)
SLOT = span(15, 13, 15)


def judge(read: Agenda, moved: OccurrenceRow | None = None, shown: tuple[int, ...] = ALL) -> LocalJudge:
    return LocalJudge(Reading(read, shown), NOW, moved)


def judged(
    *reasons: Reason, state: OccurrenceState | None = None, blockers: tuple[Busy, ...] = ()
) -> Judgement:
    date = JudgedDate(CHAUDIERE, SLOT, SLOT, samples.wall(15, 13), state, reasons, None, blockers)
    refused = state not in (OccurrenceState.CONFIRMED, OccurrenceState.REQUESTED)
    return Judgement(Outcome.REFUSED if refused else Outcome.CONFIRMED, (), (date,))


def test_that_a_slot_held_by_the_other_level_is_taken() -> None:
    read = agenda(occurrence(7, ETCHEMIN, SLOT))
    assert judge(read).judge(PART_A, SLOT).reasons == (Reason.RELATED_SPACE,)
    assert judge(agenda(occurrence(7, PART_B, SLOT))).judge(PART_A, SLOT).reasons == ()


def test_that_a_date_does_not_stand_in_its_own_way() -> None:
    moved = occurrence(7, CHAUDIERE, SLOT)
    read = agenda(moved)
    assert judge(read, moved).passes(CHAUDIERE, span(15, 13.5, 15.5))
    assert not judge(read).passes(CHAUDIERE, span(15, 13.5, 15.5))


def test_that_requests_stand_in_nobodys_way() -> None:
    read = agenda(occurrence(7, CHAUDIERE, SLOT, OccurrenceState.REQUESTED))
    assert judge(read).passes(CHAUDIERE, SLOT)


def test_that_the_past_and_holidays_are_impossible() -> None:
    assert judge(agenda()).judge(CHAUDIERE, span(13, 9, 10)).reasons == (Reason.PAST,)
    assert Reason.HOLIDAY in judge(agenda()).judge(CHAUDIERE, span(12, 9, 10)).reasons


def test_that_the_room_where_a_date_stands_is_offered_first() -> None:
    moved = occurrence(7, CHAUDIERE, span(14, 13, 15))
    read = agenda(moved, occurrence(8, PART_B, SLOT))
    first = next(judge(read, moved).nearest(PART_B, SLOT))
    assert first == Candidate(CHAUDIERE, SLOT)


def test_that_otherwise_the_smallest_room_of_the_building_that_is_large_enough_is_offered() -> None:
    moved = occurrence(7, MONTMORENCY, span(14, 13, 15), participants=14)
    read = agenda(moved, occurrence(8, CHAUDIERE, SLOT))
    assert next(judge(read, moved).nearest(CHAUDIERE, SLOT)) == Candidate(PART_B, SLOT)


def test_that_another_time_is_offered_where_no_room_is_free() -> None:
    read = agenda(occurrence(8, MONTMORENCY, span(15, 13, 15)))
    assert next(judge(read).nearest(MONTMORENCY, span(15, 14, 16))) == Candidate(
        MONTMORENCY, span(15, 15, 17)
    )


def test_that_rooms_of_which_nothing_was_read_are_not_offered() -> None:
    read = agenda(occurrence(8, CHAUDIERE, SLOT))
    candidate = next(judge(read, shown=(CHAUDIERE,)).nearest(CHAUDIERE, SLOT))
    assert candidate.space_id == CHAUDIERE


def test_that_a_hint_names_day_hour_and_room() -> None:
    words = hint_words(Candidate(CHAUDIERE, SLOT), samples.reference())
    assert words == f"Jeudi 15 à 13{NBSP}h{NBSP}: la salle Chaudière est libre."


def test_that_names_of_rooms_take_their_article() -> None:
    assert [with_article(name) for name in ("Bureau 3.12", "Auditorium", "1.10 A", "Atelier bois")] == [
        "le bureau 3.12",
        "l’auditorium",
        "1.10 A",
        "l’atelier bois",
    ]


def test_that_an_impossible_ghost_tells_who_holds_the_room_first() -> None:
    held = Busy(8, CHAUDIERE, SLOT, "R-2026-000397", "MSP", SLOT)
    given = judged(Reason.NOTICE, Reason.OVERLAP, state=OccurrenceState.REFUSED, blockers=(held,))
    ghost = ghost_of(str(CHAUDIERE), SLOT, given, samples.reference(), NOW)
    assert (ghost.ok, ghost.title) == (False, f"Impossible ici{NBSP}: salle prise")
    assert ghost.message == f"La salle Chaudière est réservée de 13{NBSP}h à 15{NBSP}h (MSP, R-2026-000397)."


def test_that_hard_reasons_are_told_before_those_about_terms() -> None:
    assert main_reason((Reason.CAPACITY, Reason.GRID)) is Reason.CAPACITY
    assert main_reason((Reason.GRID, Reason.EQUIPMENT_STOCK)) is Reason.EQUIPMENT_STOCK
    assert main_reason((Reason.GRID, Reason.QUOTA)) is Reason.GRID


def test_that_a_ghost_outside_the_terms_says_that_the_host_decides() -> None:
    given = judged(Reason.NOTICE, state=OccurrenceState.REQUESTED)
    ghost = ghost_of(str(CHAUDIERE), SLOT, given, samples.reference(), NOW)
    assert (ghost.ok, ghost.title) == (True, "Libre ici, à approuver")
    assert "préavis trop court" in ghost.message


def test_that_a_free_ghost_needs_no_words() -> None:
    given = judged(state=OccurrenceState.CONFIRMED)
    ghost = ghost_of(str(CHAUDIERE), SLOT, given, samples.reference(), NOW)
    assert (ghost.ok, ghost.message) == (True, "")


def test_that_touching_slots_are_free() -> None:
    read = agenda(occurrence(8, CHAUDIERE, SLOT))
    assert judge(read).passes(CHAUDIERE, Span(SLOT.end, span(15, 16, 17).start))
