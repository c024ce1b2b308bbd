"""A slice that exists only for the tests of the shell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from agence_desktop.desktop.contribution import (
    Command,
    Contribution,
    Counts,
    DraftOpener,
    Menu,
    Role,
    SearchHit,
    SearchProvider,
)
from agence_desktop.desktop.day import (
    DayFigure,
    DayLines,
    DayPane,
    DayRemark,
    DayScope,
    News,
    NewsFeed,
    NewsLine,
    SiteChoice,
    Sites,
    SiteSource,
)
from agence_desktop.desktop.places import Place, PlaceSpec, Target, Workbench
from agence_desktop.desktop.shell.window import MainWindow
from agence_desktop.desktop.widgets.columns import Column, Deed

ROOMS = ("Salle Chaudière", "Salle Beauport")
NOTE = Deed("Noter", "account-check", "Noter la présence")


NOON = datetime(2026, 10, 14, 16, 0, tzinfo=UTC)


@dataclass
class Day:
    """What « Ma journée » reads, and what was asked of it."""

    rooms: Sequence[str] = ROOMS
    total: int = 2
    remark: DayRemark | None = None
    news: tuple[NewsLine, ...] = ()
    sites: Sites = field(default_factory=Sites)
    scopes: list[DayScope] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)

    def today(self, scope: DayScope) -> DayLines:
        """The rooms, as « présences à noter »."""
        self.scopes.append(scope)
        figure = DayFigure("account-check", len(self.rooms), "présences à noter")
        return DayLines(self.rooms, self.total, (figure,), self.remark)

    def told(self, scope: DayScope, limit: int) -> News:
        """The news since the last visit."""
        lines = [line for line in self.news if line.at > scope.since]
        return News(lines[:limit], len(lines))


@dataclass
class Shell:
    """The window and what its slices noted."""

    window: MainWindow
    preferences: Path
    ran: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    day: Day = field(default_factory=Day)


THREE_SITES = Sites(
    (
        SiteChoice(1, "Services Québec de Lévis", "Chaudière-Appalaches"),
        SiteChoice(2, "Services Québec de Montmagny", "Chaudière-Appalaches"),
        SiteChoice(3, "Services Québec d’Estimauville", "Capitale-Nationale"),
    ),
    frozenset({1}),
)


class NotePlace(Place):
    """A place with one field, whose text is its state."""

    printable = True

    def __init__(self, desk: Workbench) -> None:
        super().__init__(desk)
        self.line = QLineEdit()
        self.line.setAccessibleName("Note")
        self.printed = self.refreshed = 0
        QVBoxLayout(self).addWidget(self.line)

    def state(self) -> Mapping[str, Any]:
        return {"text": self.line.text()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.line.setText(state.get("text", self.line.text()))

    def refresh(self) -> None:
        self.refreshed += 1

    def print_view(self) -> None:
        self.printed += 1


class PlainPlace(Place):
    """A place that prints nothing."""

    def __init__(self, desk: Workbench) -> None:
        super().__init__(desk)
        line = QLineEdit()
        line.setAccessibleName("Recherche dans l’annuaire")
        QVBoxLayout(self).addWidget(line)


PLAN, FIND, PEOPLE = "espaces.planning", "espaces.trouver", "annuaire.personnes"


def find_rooms(text: str, limit: int) -> list[SearchHit]:
    """Rooms whose name begins so."""
    found = [room for room in ROOMS if room.lower().removeprefix("salle ").startswith(text.lower())]
    return [SearchHit(room, "Lévis", "door", Target(PLAN, {"text": room})) for room in found[:limit]]


def contributions(ran: list[str], opened: list[str], day: Day | None = None) -> list[Contribution]:
    """Two slices, given out of order; ``ran`` notes commands, ``opened`` rows of « Ma journée »."""
    day = day or Day()
    columns = (
        Column[str]("room", "Espace", lambda row: row, strong=True, stretch=True),
        Column[str]("presence", "Présence", lambda _row: "à noter", deed=lambda _row: NOTE, width=96),
    )
    panes = (
        DayPane(
            "today",
            "Réservations d’aujourd’hui",
            "calendar-today",
            columns,
            day.today,
            lambda _desk, row: opened.append(row),
            "Aucune réservation aujourd’hui.",
            topics=frozenset({"bookings"}),
            link=("Ouvrir le planning", Target(PLAN)),
            act=lambda _desk, row: day.noted.append(row),
        ),
        DayPane(
            "requests",
            "Demandes à décider",
            "inbox-outline",
            columns,
            lambda _scope: DayLines((), 0),
            lambda _desk, row: opened.append(row),
            "Aucune demande ne vous attend.",
            side=1,
        ),
    )
    commands = (
        Command(
            "espaces.nouvelle",
            "&Nouvelle réservation…",
            Menu.SLICE,
            lambda _: ran.append("new"),
            icon="calendar-plus",
            role=Role.NEW,
        ),
        Command("espaces.libre", "&Qui est libre?", Menu.SLICE, lambda _: ran.append("free"), "F4"),
        Command(
            "espaces.raisons",
            "Afficher les &raisons",
            Menu.SLICE,
            lambda _: ran.append("why"),
            "F8",
            places=frozenset({FIND}),
        ),
    )
    spaces = Contribution(
        "espaces",
        "Espaces",
        "door-open",
        1,
        (
            PlaceSpec(PLAN, "Planning", NotePlace, "calendar-week", "Planning des espaces"),
            PlaceSpec(FIND, "Trouver un espace", NotePlace),
        ),
        "&Réservation",
        commands,
        panes,
        search=(SearchProvider("Salles", find_rooms),),
        counts=Counts(lambda: {"": 7, FIND: 3}, frozenset({"bookings"})),
        drafts=(DraftOpener("reservation", lambda _desk, draft: opened.append(draft.title)),),
        news=NewsFeed(day.told, frozenset({"bookings"})),
        sites=SiteSource(lambda: day.sites, frozenset({"spaces"})),
    )
    people = Contribution(
        "annuaire", "Annuaire", "book-account-outline", 2, (PlaceSpec(PEOPLE, "Personnes", PlainPlace),)
    )
    return [people, spaces]
