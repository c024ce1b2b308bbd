"""In the window, the estimate of a request follows the place: the way of the nearest member is counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from agence_desktop.desktop.teams.requests import form_texts
from agence_desktop.desktop.teams.requests.request_form import RequestForm
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import CostLine
from support import office, teams
from support.pages.teams import TeamsPage

CLIENT = Choice(office.OTHER, "MSP")
QUEBEC = Choice([None, 1], "Québec")
LEVIS = Choice([office.LEVIS, None], "Services Québec de Lévis")


def amounts(form: RequestForm) -> list[Decimal]:
    return [row.amount for row in form.estimate.model.rows() if isinstance(row, CostLine)]


def test_that_the_way_is_counted_from_the_nearest_member_once_the_place_is_known(page: TeamsPage) -> None:
    page.requests()
    form = page.enter_request(CLIENT, None, "ADM")
    editor = form.seats.editor
    editor.skills[0].setCurrentIndex(editor.skills[0].findData(teams.SECRETARIAT))
    editor.first.set_value(date(2026, 12, 1))
    editor.last.set_value(date(2026, 12, 21))
    editor.effort.set_value(50)
    page.settle()
    assert amounts(form) == [Decimal("2325.00")]
    assert form.estimate_note.text() == form_texts.WAY_UNKNOWN
    form.place.set_value(QUEBEC)
    page.settle()
    # 15 days at half time are 8 round trips of 6.6 km at 0.61 $.
    assert amounts(form) == [Decimal("2325.00"), Decimal("32.21")]
    assert form.estimate_note.text().startswith("Déplacement compté depuis Lévis (3,3\u00a0km)")
    form.place.set_value(LEVIS)
    page.settle()
    assert amounts(form) == [Decimal("2325.00"), Decimal("0.00")]
    assert form.estimate_note.text().startswith("Déplacement compté depuis Lévis (0\u00a0km)")
    editor.mode.setCurrentIndex(list(form_texts.MODES).index(Mode.REMOTE))
    page.settle()
    assert form.estimate_note.text() == ""
    editor.mode.setCurrentIndex(list(form_texts.MODES).index(Mode.ON_SITE))
    page.settle()
    assert form.estimate_note.text().startswith("Déplacement compté depuis Lévis (0\u00a0km)")
    form.reject()
