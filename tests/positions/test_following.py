"""Remarks on lines without a key follow their line, whatever becomes of the lines around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.positions.catalogue import GROUPS
from agence_desktop.positions.content import Contact, Sheet
from agence_desktop.positions.editing import (
    Content,
    add_line,
    double_line,
    move_lines,
    remove_lines,
    with_text,
)
from agence_desktop.positions.following import anchored, followed, places
from agence_desktop.positions.rows import Comment, Control
from positions.story import TODAY

CONTACTS, KNOW = GROUPS["contacts"], GROUPS["know"]
SIX = Content(Sheet(contacts=tuple(Contact(f"Fonction {number}") for number in range(1, 7))), Control())


def remark(id_: int, path: str, replies_to: int | None = None) -> Comment:
    return Comment(id_, path, "Hélène", datetime(2026, 11, 19, tzinfo=UTC), "À revoir", replies_to)


def test_that_a_remark_goes_where_its_line_goes() -> None:
    remarks = [remark(1, "contacts/2/phone"), remark(2, "contacts/2/phone", replies_to=1)]
    content = move_lines(add_line(SIX, CONTACTS, 0), CONTACTS, {2}, 1)
    assert places(remarks, SIX, content) == {1: "contacts/4/phone", 2: "contacts/4/phone"}
    assert places(remarks, SIX, double_line(SIX, CONTACTS, 0))[1] == "contacts/3/phone"


def test_that_a_remark_stays_with_its_line_when_all_of_it_is_written_anew() -> None:
    content = with_text(add_line(SIX, CONTACTS, 0), "contacts/3/function", "Tout autre chose", TODAY)
    content = with_text(content, "contacts/1/function", "Fonction 2", TODAY)
    assert places([remark(1, "contacts/2/phone")], SIX, content)[1] == "contacts/3/phone"


def test_that_a_remark_stands_at_its_table_once_its_line_is_gone() -> None:
    content = add_line(remove_lines(SIX, CONTACTS, {1}), CONTACTS, 1)
    assert places([remark(1, "contacts/2/phone"), remark(2, "mission")], SIX, content) == {
        1: "contacts",
        2: "mission",
    }


def test_that_fields_and_lines_with_a_key_keep_their_path() -> None:
    content = add_line(SIX, CONTACTS, 0)
    paths = ["", "mission", "tasks/T4/wanted", "relief/long/who", "team/1/family"]
    assert list(places([remark(at, path) for at, path in enumerate(paths)], SIX, content).values()) == paths


def test_that_a_saved_content_tells_where_remarks_stand() -> None:
    remarks = [remark(1, "contacts/2/phone"), remark(2, "contacts/1")]
    saved = anchored(remarks, SIX, add_line(SIX, CONTACTS, 1))
    assert saved.sheet.anchors == ((1, "contacts/3/phone"),)
    again = Content(saved.sheet, Control())
    assert places(remarks, again, remove_lines(again, CONTACTS, {0})) == {
        1: "contacts/2/phone",
        2: "contacts",
    }


def test_that_lines_made_elsewhere_are_known_by_what_they_say() -> None:
    first, *others = SIX.sheet.contacts
    elsewhere = Content(replace(SIX.sheet, contacts=(*others, Contact("Autre"), first)), Control())
    told = places([remark(1, "contacts/1")], SIX, followed(elsewhere, SIX))
    assert told == {1: "contacts/7"}


@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "up", "down"]), st.integers(0, 9)), max_size=12))
def test_that_every_remark_stays_with_its_own_line(steps: list[tuple[str, int]]) -> None:
    content = SIX
    for step, at in steps:
        count = len(content.sheet.contacts)
        line = at % count if count else 0
        if step == "add":
            content = add_line(content, CONTACTS, line)
        elif count and step == "remove":
            content = remove_lines(content, CONTACTS, {line})
        elif count:
            content = move_lines(content, CONTACTS, {line}, -1 if step == "up" else 1)
    stand = places([remark(number, f"contacts/{number}") for number in range(1, 7)], SIX, content)
    for number, path in stand.items():
        left = [one.function for one in content.sheet.contacts]
        wanted = f"Fonction {number}"
        assert path == (f"contacts/{left.index(wanted) + 1}" if wanted in left else "contacts")
