"""The server goes away while a sheet is written: what is typed stays, and is kept once it is back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import UnreachableError
from agence_desktop.positions.commands.writing import Opened as Saved
from agence_desktop.positions.commands.writing import Save
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.work import Database
from desktop.positions.editor.conftest import Opened, contribution, furnished
from support.furnished import NOW, prepare
from support.pages.sheet_editor import SheetEditorPage
from support.postgres import PrivateServer
from support.posts import Unit

Key = Qt.Key


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    """A server that may be stopped."""
    made = PrivateServer()
    prepare(made.url("postgres"))
    yield made
    made.close()


def stored_mission(editor: SheetEditorPage) -> str:
    found = editor.place.gateway.open("P-0142").file
    assert found is not None
    return found.sheet.mission


def write_mission(editor: SheetEditorPage, text: str) -> None:
    editor.go("mission")
    editor.control(Key.Key_A)
    editor.type(text)


@pytest.mark.postgres
def test_that_a_server_that_stops_while_a_sheet_is_written_loses_nothing(
    open_window: Opened, server: PrivateServer
) -> None:
    unit = furnished(server.url("postgres"))
    with open_window(server.url("postgres"), contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        server.stop("immediate")
        write_mission(editor, "Écrit sans serveur")
        editor.place.save()
        editor.settle()
        assert any(
            "ne répond pas" in told and "reste à l’écran" in told for told in opened.window.toasts.sentences
        )
        assert editor.sheet.mission == "Écrit sans serveur"
        assert editor.store.editable
        assert editor.store.dirty
        (kept,) = opened.window.drafts.waiting("fiche")
        assert "Écrit sans serveur" in str(kept.values)
        # The cluster of the tests comes back on another port: the same program finds it there.
        server.start()
        editor.place.gateway.database = Database(
            open_engine(parse_location(server.url("postgres"))), FixedClock(NOW)
        )
        editor.place.save()
        editor.settle()
        assert not editor.store.dirty
        assert stored_mission(editor) == "Écrit sans serveur"
        assert not opened.window.drafts.waiting("fiche")
        editor.place.gateway.database.close()


def test_that_a_save_whose_answer_was_lost_is_not_told_as_somebody_else_s(
    open_window: Opened, url: str, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(url, contribution, unit.holder.actor) as opened:
        editor = SheetEditorPage(opened).open()
        gateway = editor.place.gateway
        save = gateway.save

        def cut(wanted: Save) -> Saved:
            save(wanted)
            monkeypatch.undo()
            raise UnreachableError("commit_unknown", "La connexion est coupée.")

        monkeypatch.setattr(gateway, "save", cut)
        write_mission(editor, "Une fois")
        editor.place.save()
        editor.settle()
        assert stored_mission(editor) == "Une fois"
        editor.place.save()
        editor.settle()
        assert editor.place.keeping.dialog is None
        assert not editor.store.dirty
        assert stored_mission(editor) == "Une fois"
