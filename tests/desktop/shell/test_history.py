"""One finds places again as they were left."""

from __future__ import annotations

from agence_desktop.desktop.places import Target
from agence_desktop.desktop.shell.history import LONGEST, History


def test_that_back_gives_the_place_before_as_it_was_left() -> None:
    history = History()
    history.visit(Target("a"))
    history.note_state({"filter": "Lévis"})
    history.visit(Target("b"))
    assert history.back() == Target("a", {"filter": "Lévis"})
    assert history.forward() == Target("b")


def test_that_going_elsewhere_forgets_what_lay_ahead() -> None:
    history = History()
    for key in "abc":
        history.visit(Target(key))
    history.back()
    history.visit(Target("d"))
    assert not history.can_go_forward
    assert history.back() == Target("b")


def test_that_the_same_place_twice_is_one_step_unless_it_shows_something_else() -> None:
    history = History()
    history.visit(Target("a"))
    history.visit(Target("a"))
    assert not history.can_go_back
    history.visit(Target("a", {"room": 1}))
    assert history.can_go_back


def test_that_the_way_back_has_an_end() -> None:
    history = History()
    for number in range(2 * LONGEST):
        history.visit(Target(str(number)))
    steps = 0
    while history.back() is not None:
        steps += 1
    assert steps == LONGEST - 1
    assert history.back() is None


def test_that_a_slice_is_found_where_it_was_left() -> None:
    history = History()
    for key in ("a.1", "a.2", "b.1"):
        history.visit(Target(key))
    latest = history.latest(frozenset({"a.1", "a.2"}))
    assert latest is not None
    assert latest.place == "a.2"
    assert history.latest(frozenset({"c"})) is None
