"""Papers of flying teams from their places: what is offered, for whom, and what it is called."""

from __future__ import annotations

from datetime import date

import pytest

from agence_desktop.desktop.dialogs.preview import PreviewDialog
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.deployments.deployments_place import DeploymentsPlace
from agence_desktop.storage.work import Session
from agence_desktop.teams.commands.confirming import confirm
from agence_desktop.teams.commands.ledger import open_days
from agence_desktop.teams.commands.proposing import assign
from agence_desktop.teams.commands.reshaping import Target, ask_extension
from agence_desktop.teams.model import Deployment
from agence_desktop.teams.periods import Days
from support import teams
from support.pages.teams import TeamsPage
from teams.story import CLERK, CLIENT, MANAGER

END = date(2026, 12, 22)


def confirmed(session: Session) -> None:
    """Louise in the seat of a request that is signed, confirmed."""
    teams.furnish_request(session)
    open_days(session, [teams.LOUISE], date(2026, 11, 2), date(2027, 2, 1))
    (made,) = assign(session, CLERK, teams.SEAT, teams.LOUISE).ids
    confirm(session, MANAGER, [(made, 1)])


def asked(session: Session) -> None:
    """The client asks for two weeks more."""
    confirmed(session)
    row = session.query(Deployment).one()
    ask_extension(session, CLIENT, Target(row.id, row.version), Days(END, date(2027, 1, 9)), "En retard")


def paper(page: TeamsPage) -> str:
    """What the preview shows, closed again."""
    dialog = page.dialog(PreviewDialog)
    page.qtbot.waitUntil(lambda: dialog.paper is not None)
    assert dialog.paper is not None
    assert dialog.paper.pdf.startswith(b"%PDF")
    name = dialog.paper.name
    dialog.reject()
    return name


def deployments(page: TeamsPage) -> DeploymentsPlace:
    place = page.opened.go(keys.DEPLOYMENTS)
    assert isinstance(place, DeploymentsPlace)
    return place


def test_that_the_planning_of_the_team_on_view_is_printed_over_the_days_on_view(page: TeamsPage) -> None:
    place = page.timeline()
    assert place.printable
    place.print_view()
    assert paper(page) == "planning-equipe-ADM.pdf"


def test_that_the_notice_of_the_end_is_printed_from_the_list(page: TeamsPage) -> None:
    page.opened.database.write(confirmed)
    deployments(page)
    with pytest.raises(AssertionError, match="extension_paper"):
        page.command("teams.deployment.extension_paper")
    page.command("teams.deployment.end_paper")
    assert paper(page) == "avis-fin-D-2026-0001-1.pdf"


def test_that_an_extension_that_was_asked_for_is_printed_from_the_list(page: TeamsPage) -> None:
    page.opened.database.write(asked)
    deployments(page)
    page.command("teams.deployment.extension_paper")
    assert paper(page) == "prolongation-D-2026-0001-1.pdf"
