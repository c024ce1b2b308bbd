"""The week planning: every room and day, states told without colour, organisations instead of persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from agence_desktop.core.french import format_time
from agence_desktop.documents.rows import PlannedEntry, PlannedKind, PlannedRoom, WeekPlanning
from agence_desktop.documents.week_planning import week_planning_pdf
from documents.examples import ACRONYMS, LONG, MONDAY, ROOMS, entry, many_rooms, week
from documents.reading import Tag, assert_sound, reader, structure, texts_shown


def table(row: WeekPlanning) -> Tag:
    return structure(week_planning_pdf(row)).all("Table")[0]


def cells(row: WeekPlanning, room: int) -> list[str]:
    """What is said in a room's row, spaces evened out."""
    tags = table(row).all("TR")[room + 1].kids
    return [" ".join(" ".join(line.said() for line in tag.kids).split()) for tag in tags]


def plain(tag: Tag) -> str:
    """What is said of a tag, spaces evened out."""
    return " ".join(tag.said().split())


def one_room(*entries: object, **changes: object) -> WeekPlanning:
    return week((replace(ROOMS[0], entries=entries, **changes),))  # type: ignore[arg-type]


def page_texts(pdf: bytes) -> list[str]:
    return [" ".join(shown.text for shown in texts_shown(sheet)) for sheet in reader(pdf).pages]


def test_that_a_site_of_six_rooms_fits_one_landscape_page() -> None:
    pdf = week_planning_pdf(week())
    sheets = reader(pdf).pages
    assert [(float(sheet.mediabox.width), float(sheet.mediabox.height)) for sheet in sheets] == [(792, 612)]
    assert_sound(pdf)


@pytest.mark.parametrize(("count", "pages"), [(3, 1), (9, 1), (13, 1), (40, 2)])
def test_that_more_rooms_make_more_pages_each_with_header_legend_and_title(count: int, pages: int) -> None:
    pdf = week_planning_pdf(many_rooms(count))
    texts = page_texts(pdf)
    assert len(texts) == pages
    for at, text in enumerate(texts):
        assert "Mercredi 25" in text
        assert "demandée, à décider" in text
        assert ("(suite)" in text) is (at > 0)
    assert len(structure(pdf).all("TR")) == count + 1
    assert_sound(pdf)


def test_that_a_ministry_is_told_without_the_word_where_acronyms_are_explained() -> None:
    names = (
        ("MSP", "Ministère de la Sécurité publique"),
        ("MCE", "Ministère du Conseil exécutif"),
        ("RQ", "Revenu Québec"),
    )
    text = " ".join(page_texts(week_planning_pdf(replace(week(), acronyms=names)))[0].split())
    assert "MSP Sécurité publique · MCE Conseil exécutif · RQ Revenu Québec" in text


def test_that_days_and_rooms_are_headers() -> None:
    headers = [(tag.scope, tag.said()) for tag in table(week()).all("TH")]
    assert [text for scope, text in headers if scope == "Column"] == [
        "Salle",
        "Lundi 23",
        "Mardi 24",
        "Mercredi 25",
        "Jeudi 26",
        "Vendredi 27",
    ]
    assert [text[:4] for scope, text in headers if scope == "Row"] == [
        "1.10",
        "1.12",
        "1.12",
        "2.03",
        "2.07",
        "3.01",
    ]


def test_that_a_cell_tells_times_purpose_and_organisation_in_order() -> None:
    assert cells(week(), 0)[1:] == [
        "8 h 30 à 10 h Équipe Accueil, SQ 13 h à 15 h Comité ETC, MESS",
        "9 h à 12 h Entrevues, MIFI",
        "libre toute la journée",
        "10 h à 11 h 30 (demandée, à décider) Suivi des accès, SQ 13 h 30 à 16 h Entrevues, MIFI",
        "9 h à 10 h Point hebdo, MESS",
    ]


def test_that_accessibility_is_read_in_the_room_header() -> None:
    assert "accessible en fauteuil roulant" in cells(week(), 0)[0]
    assert "accessible" not in cells(week(), 3)[0]


def test_that_whole_and_parts_tell_why_they_are_taken() -> None:
    assert "divisible : 1.12-A" in cells(week(), 1)[0]
    assert "partie de 1.12" in cells(week(), 2)[0]
    assert cells(week(), 1)[2] == "13 h à 16 h partie 1.12-A prise"
    assert cells(week(), 2)[3] == "9 h à 16 h prise avec 1.12 entière"


def test_that_a_closure_over_days_is_told_on_each() -> None:
    assert cells(week(), 3)[3:5] == ["toute la journée Fermée : peinture"] * 2


def test_that_a_holiday_is_named_and_closes_rooms_that_do_not_open_on_it() -> None:
    holidays = ((date(2026, 11, 25), "Fête des essais"),)
    row = replace(week(), holidays=holidays)
    assert table(row).all("TH")[3].said() == "Mercredi 25 Fête des essais"
    assert cells(row, 0)[3] == "toute la journée Fermée : jour férié"
    assert cells(row, 3)[3] == "toute la journée Fermée : peinture"
    opened = replace(row, rooms=(replace(ROOMS[0], holidays_open=True),))
    assert cells(opened, 0)[3] == "libre toute la journée"


def test_that_a_booking_outside_the_opening_hours_widens_the_strips() -> None:
    assert "8 h à 17 h" in page_texts(week_planning_pdf(week()))[0]
    late = one_room(entry(1, 6.5, 21.25, "Veille", "MSP"))
    assert "Bande : 6 h à 22 h" in " ".join(" ".join(page_texts(week_planning_pdf(late))).split())


def test_that_a_booking_past_midnight_ends_at_24_and_goes_on_at_0() -> None:
    told = cells(one_room(entry(0, 20, 30, "Garde", "MSP")), 0)
    assert told[1] == "20 h à 24 h Garde, MSP"
    assert told[2] == "0 h à 6 h Garde, MSP"


def test_that_a_site_open_round_the_clock_and_a_weekend_can_be_printed() -> None:
    row = replace(week(), opening=(time(0), time(0)), days=7)
    headers = [tag.said() for tag in table(row).all("TH")[:8]]
    assert headers[-2:] == ["Samedi 28", "Dimanche 29"]
    assert_sound(week_planning_pdf(row))


def test_that_a_long_purpose_is_shortened_but_its_organisation_is_not() -> None:
    row = one_room(entry(0, 9, 10, LONG * 3, "MELCCFP"), name=LONG)
    told = cells(row, 0)
    assert told[1].endswith("…, MELCCFP")
    assert_sound(week_planning_pdf(row))


def test_that_a_day_of_many_bookings_wraps_inside_its_cell() -> None:
    crowded = [entry(day, 8 + at / 4, 8.25 + at / 4, LONG, "MIFI") for day in range(5) for at in range(40)]
    pdf = week_planning_pdf(one_room(*crowded))
    assert_sound(pdf)
    assert len(structure(pdf).all("TR")) == 2


def test_that_a_site_without_rooms_still_prints_its_header() -> None:
    pdf = week_planning_pdf(week(()))
    assert_sound(pdf)
    assert len(structure(pdf).all("TR")) == 1


def test_that_the_week_over_a_change_of_year_names_both() -> None:
    row = replace(week(()), monday=date(2026, 12, 28))
    assert (
        structure(week_planning_pdf(row)).kids[0].said() == "Semaine du 28 décembre 2026 au 1er janvier 2027"
    )


def test_that_acronyms_are_explained_and_patterns_named() -> None:
    legend = structure(week_planning_pdf(week())).kids[-2:]
    told = " ".join(" ".join(tag.said() for tag in legend).split())
    for part in (
        "confirmée",
        "demandée, à décider",
        "fermée",
        "accessible en fauteuil roulant",
        "RQ Revenu Québec",
    ):
        assert part in told


def test_that_the_same_week_gives_the_same_bytes() -> None:
    assert week_planning_pdf(week()) == week_planning_pdf(week())


def test_that_entries_of_other_weeks_do_not_show() -> None:
    elsewhere = entry(9, 9, 10, "Ailleurs", "SQ")
    assert elsewhere.start.date() == MONDAY + timedelta(days=9)
    assert cells(one_room(elsewhere), 0)[1:] == ["libre toute la journée"] * 5


def test_that_a_room_with_every_kind_of_entry_stays_sound() -> None:
    kinds = [entry(at, 9, 10, "Essai", "SQ", kind, "9.99") for at, kind in enumerate(PlannedKind)]
    room = PlannedRoom("9.98", "Salle", 4, tuple(kinds))
    assert_sound(week_planning_pdf(week((room,))))


def crowded(count: int) -> WeekPlanning:
    """Rooms with two bookings a day, of half an hour to three hours, some of them requested."""
    names = [acronym for acronym, _ in ACRONYMS]

    def booking(at: int, day: int, half: int) -> PlannedEntry:
        start = 8 + at % 3 / 2 + 4 * half
        asked = PlannedKind.REQUESTED if (at + day) % 5 == 0 else PlannedKind.CONFIRMED
        length = (0.5, 1, 2, 3)[(at + day + half) % 4]
        return entry(day, start, start + length, "Essai", names[(3 * at + day + half) % 8], asked)

    def room(at: int) -> PlannedRoom:
        taken = tuple(booking(at, day, half) for day in range(5) for half in range(2))
        return PlannedRoom(f"1.{at:02d}", "Salle", 8 + at, taken, accessible=True)

    return week(tuple(room(at) for at in range(count)))


def test_that_28_rooms_with_ten_bookings_each_fit_one_page_that_tells_every_booking() -> None:
    row = crowded(28)
    pdf = week_planning_pdf(row)
    assert len(reader(pdf).pages) == 1
    assert_sound(pdf)
    rows = structure(pdf).all("Table")[0].all("TR")[1:]
    for room, line in zip(row.rooms, rows, strict=True):
        told = "; ".join(cell.said() for cell in line.kids[1:]).split("; ")
        assert line.kids[0].said().startswith(room.code)
        assert len(told) == 10
        for taken in room.entries:
            state = "demandée, à décider" if taken.kind is PlannedKind.REQUESTED else "confirmée"
            hours = f"{format_time(taken.start)} à {format_time(taken.end)}"
            assert f"{hours} {taken.organisation} {state}" in told


def test_that_a_letter_stands_for_an_acronym_too_wide_for_its_block_and_is_explained() -> None:
    row = crowded(20)
    shown = [text.text for text in texts_shown(reader(week_planning_pdf(row)).pages[0])]
    assert "MESS" in shown  # two hours
    assert shown.count("a") > 1  # half an hour, and under the table
    assert "a MAMH Affaires municipales" in " ".join(" ".join(shown).replace("\u00a0", " ").split())


def test_that_requests_for_the_same_time_are_named_together() -> None:
    asked = [entry(1, 8, 16, "Essai", name, PlannedKind.REQUESTED) for name in ("SQ", "RQ")]
    mixed = [entry(2, 8, 16, "Essai", "SCT"), entry(2, 9, 17, "Essai", "MFQ", PlannedKind.REQUESTED)]
    row = crowded(20)
    rooms = (*row.rooms, PlannedRoom("9.99", "Salle", 4, (*asked, *mixed)))
    pdf = week_planning_pdf(replace(row, rooms=rooms))
    assert "SQ, RQ" in [text.text for text in texts_shown(reader(pdf).pages[0])]
    told = [plain(cell) for cell in structure(pdf).all("TR")[-1].kids]
    assert told[2] == "8 h à 16 h SQ demandée, à décider; 8 h à 16 h RQ demandée, à décider"
    assert told[3] == "8 h à 16 h SCT confirmée; 9 h à 17 h MFQ demandée, à décider"


def test_that_strips_fold_a_holiday_and_tell_closures_and_related_rooms() -> None:
    row = replace(many_rooms(24), holidays=((date(2026, 11, 27), "Fête des essais"),))
    emptied = tuple(
        replace(room, entries=tuple(one for one in room.entries if one.start.date() != date(2026, 11, 27)))
        for room in row.rooms
    )
    pdf = week_planning_pdf(replace(row, rooms=emptied))
    assert_sound(pdf)
    friday = [plain(cell.kids[5]) for cell in structure(pdf).all("TR")[1:]]
    assert friday == ["toute la journée fermée : jour férié"] * 24
    starts = {text.text: text.x for text in texts_shown(reader(pdf).pages[0])}
    assert 792 - 45 - starts["Vendredi 27"] < 65 < starts["Mercredi 25"] - starts["Mardi 24"]
    part, painted = structure(pdf).all("TR")[3], structure(pdf).all("TR")[4]
    assert plain(part.kids[1]) == "9 h à 12 h partie 1.12 prise; 13 h à 16 h partie 1.12 prise"
    assert plain(painted.kids[3]) == "toute la journée fermée : peinture"


def test_that_names_behind_acronyms_give_way_last_and_letters_stay_explained() -> None:
    names = tuple((acronym, f"{name}, {LONG}") for acronym, name in ACRONYMS)
    pdf = week_planning_pdf(replace(crowded(28), acronyms=names))
    (text,) = page_texts(pdf)
    told = " ".join(text.split())
    assert "a MAMH · c MCE · e MESS" in told
    assert LONG not in told
    assert_sound(pdf)
