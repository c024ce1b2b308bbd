"""« Historique » of a request in the window."""

from __future__ import annotations

from datetime import date

from agence_desktop.desktop.teams.requests.history_dialog import HistoryDialog
from agence_desktop.desktop.widgets.adapters import Choice
from support import office, teams
from support.pages.teams import TeamsPage


def test_that_what_was_done_about_a_request_is_listed_the_newest_first(page: TeamsPage) -> None:
    page.requests()
    form = page.enter_request(Choice(office.OTHER, "MSP"), Choice([office.LEVIS, None], "Lévis"), "ADM")
    editor = form.seats.editor
    editor.skills[0].setCurrentIndex(editor.skills[0].findData(teams.SECRETARIAT))
    editor.first.set_value(date(2026, 12, 1))
    editor.last.set_value(date(2026, 12, 21))
    form.try_save()
    page.settle()
    (number,) = page.cards()
    page.choose_request(number)
    page.command("teams.request.qualified")
    page.choose_request(number)
    page.command("teams.request.history")
    dialog = page.dialog(HistoryDialog)
    assert dialog.windowTitle() == f"Historique, {number}"
    lines = dialog.panel.model.rows()
    assert [line.what for line in lines] == ["Demande qualifiée", "Demande reçue"]
    assert all(line.who for line in lines)
    dialog.reject()
