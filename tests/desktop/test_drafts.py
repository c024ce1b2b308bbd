"""What is typed is kept and offered again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agence_desktop.core.clock import FixedClock
from agence_desktop.desktop.drafts import DraftKeeper, Drafts

NOON = datetime(2026, 10, 14, 16, 42, tzinfo=UTC)


def test_that_a_draft_is_found_again_as_it_was_left(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts", FixedClock(NOON))
    key = drafts.new_key("reservation")
    assert drafts.save(key, "reservation", "Comité d’urbanisme", {"participants": 10}) == NOON
    draft = Drafts(tmp_path / "drafts", FixedClock(NOON)).load(key)
    assert draft is not None
    assert (draft.title, draft.values, draft.saved) == ("Comité d’urbanisme", {"participants": 10}, NOON)


def test_that_waiting_drafts_come_newest_first_and_by_kind(tmp_path: Path) -> None:
    Drafts(tmp_path, FixedClock(NOON)).save("a", "reservation", "ancienne", {})
    Drafts(tmp_path, FixedClock(NOON + timedelta(hours=1))).save("b", "reservation", "récente", {})
    drafts = Drafts(tmp_path, FixedClock(NOON))
    drafts.save("c", "absence", "autre", {})
    assert [draft.title for draft in drafts.waiting("reservation")] == ["récente", "ancienne"]
    assert len(drafts.waiting()) == 3


def test_that_a_forgotten_draft_is_gone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, FixedClock(NOON))
    drafts.save("a", "reservation", "x", {})
    drafts.forget("a")
    drafts.forget("a")
    assert drafts.load("a") is None


def test_that_a_write_cut_short_leaves_the_former_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = Drafts(tmp_path, FixedClock(NOON))
    drafts.save("a", "reservation", "bonne", {"n": 1})

    def full(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("agence_desktop.desktop.drafts.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        drafts.save("a", "reservation", "perdue", {"n": 2})
    kept = drafts.load("a")
    assert kept is not None
    assert kept.values == {"n": 1}


def test_that_an_unreadable_draft_is_passed_over_and_kept(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    drafts = Drafts(tmp_path, FixedClock(NOON))
    drafts.save("a", "reservation", "x", {})
    assert [draft.key for draft in drafts.waiting()] == ["a"]
    assert (tmp_path / "broken.json").exists()


def test_that_no_key_leaves_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    Drafts(folder, FixedClock(NOON)).save("../../x", "k", "t", {})
    assert [path.parent for path in tmp_path.rglob("*.json")] == [folder]


def test_that_a_form_is_kept_a_moment_after_the_last_key(qtbot: QtBot, tmp_path: Path) -> None:
    drafts, values = Drafts(tmp_path, FixedClock(NOON)), {"objet": "C"}
    keeper = DraftKeeper(drafts, "reservation", lambda: "Réunion", lambda: values)
    keeper.touch()
    values["objet"] = "Comité"
    with qtbot.waitSignal(keeper.kept) as signal:
        keeper.touch()
    assert signal.args == [NOON]
    draft = drafts.load(keeper.key)
    assert draft is not None
    assert draft.values == {"objet": "Comité"}
    keeper.forget()
    assert drafts.waiting() == []


def test_that_a_disk_that_refuses_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    keeper = DraftKeeper(Drafts(blocked, FixedClock(NOON)), "k", lambda: "t", dict)
    with qtbot.waitSignal(keeper.failed):
        keeper.keep()


def test_that_a_draft_is_offered_only_in_the_base_it_was_left_in(tmp_path: Path) -> None:
    clock = FixedClock(NOON)
    ours, theirs = (Drafts(tmp_path, clock, partial(str, name)) for name in ("ours", "theirs"))
    ours.save("edition-3", "reservation", "la nôtre", {})
    theirs.save("edition-3", "reservation", "la leur", {})
    assert [draft.title for draft in ours.waiting()] == ["la nôtre"]
    ours.forget("edition-3")
    assert ours.load("edition-3") is None
    assert [(draft.key, draft.title) for draft in theirs.waiting()] == [("edition-3", "la leur")]


def test_that_a_draft_without_a_base_is_offered_and_then_belongs_to_the_base_it_is_kept_in(
    tmp_path: Path,
) -> None:
    clock = FixedClock(NOON)
    Drafts(tmp_path, clock).save("a", "reservation", "ancienne", {})
    ours, theirs = (Drafts(tmp_path, clock, partial(str, name)) for name in ("ours", "theirs"))
    assert ours.load("a") == theirs.load("a") is not None
    ours.save("a", "reservation", "reprise", {})
    assert [draft.title for draft in ours.waiting()] == ["reprise"]
    assert theirs.waiting() == []


@pytest.mark.usefixtures("qtbot")
def test_that_an_open_form_keeps_its_draft_with_the_base_it_was_opened_on(tmp_path: Path) -> None:
    opened = ["first"]
    drafts = Drafts(tmp_path, FixedClock(NOON), lambda: opened[-1])
    keeper = DraftKeeper(drafts, "reservation", lambda: "Réunion", dict)
    opened.append("second")
    keeper.keep()
    assert drafts.waiting() == []
    opened.append("first")
    assert [draft.key for draft in drafts.waiting()] == [keeper.key]
