"""The story of the series sheet, from its rules to its words: a Thursday in two, eight times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.french import format_money
from agence_desktop.desktop.spaces.form.booking_work import Sheet, find_alternatives, judge_sheet
from agence_desktop.desktop.spaces.form.sheet_model import (
    Choice,
    Wish,
    best_choice,
    totals_of_lines,
    unsettled,
)
from agence_desktop.desktop.spaces.form.sheet_words import SheetWords
from agence_desktop.desktop.spaces.gateway import Gateway
from agence_desktop.spaces.rows import BookingDraft, EquipmentLine
from agence_desktop.spaces.summaries import button_text
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from support import office
from support import series_story as story
from support.databases import SqliteFiles
from support.furnished import prepare

PLAIN = str.maketrans("\u00a0", " ")
TAKEN, OTHER_ROOM, CLOSED = (story.START + timedelta(weeks=2 * number) for number in (1, 3, 4))


@pytest.fixture
def gateway(sqlite_files: SqliteFiles) -> Iterator[Gateway]:
    """The office of the story, on Wednesday 14 October 2026."""
    url = sqlite_files.copy_of(prepare)
    database = Database(open_engine(parse_location(url)), clock=FixedClock(story.NOW))
    story.tell_story(database)
    yield Gateway(database, office.CLERK)
    database.close()
    sqlite_files.drop(url)


@pytest.fixture
def draft() -> BookingDraft:
    """Ten persons in room Chaudière, laid out in U."""
    return BookingDraft(
        office.CHAUDIERE,
        story.START,
        story.END,
        office.CLIENT,
        "Comité consultatif d’urbanisme",
        rule=story.RULE,
        participants=10,
        layout="u",
        equipment=(EquipmentLine(office.PROJECTOR, 1), EquipmentLine(story.EASEL, 2)),
    )


def words_of(sheet: Sheet) -> SheetWords:
    """What is said of the dates of a sheet."""
    return SheetWords(sheet.reference, sheet.draft, sheet.now)


def test_that_each_date_says_how_it_stands(gateway: Gateway, draft: BookingDraft) -> None:
    sheet = judge_sheet(gateway, draft, {})
    words = words_of(sheet)
    assert [chip.word for chip in words.chips(sheet.lines)] == [
        "3 libres",
        "2 prises",
        "1 fermée",
        "2 hors modalités",
    ]
    read = [
        (words.day(line.found), words.chip(line).word, words.fact(line).translate(PLAIN))
        for line in sheet.lines
        if line.options
    ]
    assert read == [
        ("jeu. 12 nov. 2026", "Prise par MSP", "12 h 30 à 16 h, R-2026-000001"),
        ("jeu. 10 déc. 2026", "Prise par SQ-SC", "jusqu’à 12 h 45, avec tampon"),
        ("jeu. 24 déc. 2026", "Fermée", "jour férié : veille de Noël"),
        ("jeu. 21 janv. 2027", "Hors modalités", "plus de 90 jours d’avance"),
        ("jeu. 4 févr. 2027", "Hors modalités", "plus de 90 jours d’avance"),
    ]
    assert [line.number for line in unsettled(sheet.lines)] == [2, 4, 5]
    assert sheet.free == {office.PROJECTOR: 2, story.EASEL: 6}


def test_that_the_choices_settle_the_series_and_the_button_restates_it(
    gateway: Gateway, draft: BookingDraft
) -> None:
    first = judge_sheet(gateway, draft, {})
    offers = find_alternatives(gateway, first, [TAKEN, OTHER_ROOM])
    facts = first.reference.facts
    time_ = best_choice(Wish.TIME, offers[TAKEN], facts)
    room = best_choice(Wish.ROOM, offers[OTHER_ROOM], facts)
    assert time_ is not None
    assert room is not None
    sheet = judge_sheet(gateway, draft, {TAKEN: time_, OTHER_ROOM: room, CLOSED: Choice(Wish.SKIP)})
    words = words_of(sheet)
    assert [words.stored(line).translate(PLAIN) for line in sheet.lines] == [
        "Salle Chaudière",
        "9 h à 11 h 30",
        "Salle Chaudière",
        "Etchemin B",
        "non obtenue",
        "Salle Chaudière",
        "Demandée",
        "Demandée",
    ]
    assert [words.price(line).translate(PLAIN) for line in sheet.lines][3:5] == ["95,00 $", "–"]
    totals = totals_of_lines(sheet.lines)
    assert button_text(totals) == "Réserver 5 dates et demander 2 dates"
    assert format_money(totals.highest_price).translate(PLAIN) == "665,00 $"


def test_that_the_selected_date_explains_itself_and_the_room_that_stands_in(
    gateway: Gateway, draft: BookingDraft
) -> None:
    first = judge_sheet(gateway, draft, {})
    offers = find_alternatives(gateway, first, [OTHER_ROOM])
    room = best_choice(Wish.ROOM, offers[OTHER_ROOM], first.reference.facts)
    assert room is not None
    sheet = judge_sheet(gateway, draft, {OTHER_ROOM: room, CLOSED: Choice(Wish.SKIP)})
    words = words_of(sheet)
    told = [words.explanation(line).translate(PLAIN) for line in sheet.lines]
    assert told[3] == (
        "L’espace est réservé de 10 h à 12 h 15 (SQ-SC, R-2026-000002), avec 30 min de tampon avant et "
        "30 min de tampon après; tampons compris, il vous le faudrait de 12 h 30 à 16 h. "
        "Etchemin B convient : 16 places, sans wifi, même prix, même étage."
    )
    assert told[0] == "Salle Chaudière est libre à ces heures; 95,00 $."
    assert told[4].endswith("La date sera gardée comme non obtenue et offerte si l’espace se libère.")
    assert told[6].endswith("L’hôte décidera.")
