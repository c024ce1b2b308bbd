"""Page objects of flying teams: what a clerk or manager sees and does there."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from agence_desktop.desktop.calendar.items import Block, Ghost
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.proposals.proposal_place import ProposalPlace
from agence_desktop.desktop.teams.requests.request_form import RequestForm
from agence_desktop.desktop.teams.requests.requests_place import RequestsPlace
from agence_desktop.desktop.teams.timeline.free import FreeLine
from agence_desktop.desktop.teams.timeline.members_place import MembersPlace
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.teams.rows import RequestCard
from support.windows import OpenWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DIALOG = TypeVar("DIALOG", bound=QDialog)


class TeamsPage:
    """The slice in the real window."""

    def __init__(self, opened: OpenWindow) -> None:
        self.opened, self.qtbot, self.window = opened, opened.qtbot, opened.window

    def settle(self) -> None:
        """Once everything asked for was done, and what it announced was read."""
        for _ in range(3):
            self.opened.settle()
            QApplication.processEvents()
        self.qtbot.waitUntil(lambda: self.window.settled, timeout=30_000)

    def timeline(self) -> MembersPlace:
        """The planning of members."""
        place = self.opened.go(keys.TIMELINE)
        assert isinstance(place, MembersPlace)
        return place

    def requests(self) -> RequestsPlace:
        """The list of requests."""
        place = self.opened.go(keys.REQUESTS)
        assert isinstance(place, RequestsPlace)
        return place

    def proposal(self) -> ProposalPlace:
        """The proposal that is shown."""
        self.settle()
        place = self.window.place
        assert isinstance(place, ProposalPlace)
        return place

    def command(self, key: str) -> None:
        """Run a command of the slice as its menu does."""
        contribution = next(one for one in self.window.contributions if one.key == keys.SLICE)
        command = next(one for one in contribution.commands if one.key == key)
        assert command.enabled is None or command.enabled(self.window), key
        command.run(self.window)
        self.settle()

    def dialog(self, kind: type[DIALOG]) -> DIALOG:
        """The dialogue of a kind that is open."""

        def shown() -> list[DIALOG]:
            tops = QApplication.topLevelWidgets()
            return [one for one in tops if isinstance(one, kind) and one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    def enter_request(self, client: Choice, place: Choice | None, family: str) -> RequestForm:
        """Open the form with Ctrl+N and fill what every request has."""
        self.command("teams.new")
        form = self.dialog(RequestForm)
        form.client.set_value(client)
        form.place.set_value(place)
        form.family.setCurrentIndex(form.family.findData(family))
        return form

    def cards(self) -> dict[str, RequestCard]:
        """The requests of the list, by number."""
        return {card.number: card for card in self.requests().model.rows()}

    def choose_request(self, number: str) -> None:
        """Put the keyboard on a request."""
        place = self.requests()
        numbers = [card.number for card in place.model.rows()]
        place.view.choose(numbers.index(number))

    def free(self) -> list[FreeLine]:
        """Who is listed by « Qui est libre? »."""
        place = self.window.place
        assert isinstance(place, MembersPlace)
        self.qtbot.waitUntil(lambda: not place.free.busy())
        return list(place.free.answer.lines) if place.free.answer is not None else []

    def block(self, label: str) -> Block:
        """The first deployment of a client on the timeline."""
        place = self.window.place
        assert isinstance(place, MembersPlace)
        return next(block for block in place.view.store.all() if block.label == label)

    def carry(self, *keys_: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> Ghost:
        """Move what is selected by keyboard; what the ghost answers where it stops."""
        place = self.window.place
        assert isinstance(place, MembersPlace)
        view = place.view
        for key in keys_:
            self.qtbot.keyClick(view, key, held)
        self.qtbot.waitUntil(lambda: view.gestures.answer is not None)
        answer = view.gestures.answer
        assert answer is not None
        return answer
