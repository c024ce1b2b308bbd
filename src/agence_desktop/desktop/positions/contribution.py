"""Unique positions as the shell sees them: places, commands, share of the day and search."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from agence_desktop.desktop.contribution import Contribution, Counts
from agence_desktop.desktop.places import Place, PlaceSpec, State, Workbench
from agence_desktop.desktop.positions import keys, texts
from agence_desktop.desktop.positions.absence.day_pane import absences_pane
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway
from agence_desktop.desktop.positions.absence.lines import absence_lines
from agence_desktop.desktop.positions.absence.places import (
    absence_commands,
    absence_list,
    absence_page,
    absence_sample,
)
from agence_desktop.desktop.positions.deciding.gateway import DecidingGateway
from agence_desktop.desktop.positions.deciding.places import (
    comparison_commands,
    comparison_place,
    comparison_sample,
)
from agence_desktop.desktop.positions.dues.gateway import DuesGateway
from agence_desktop.desktop.positions.dues.places import dues_commands, dues_place
from agence_desktop.desktop.positions.editor.commands import (
    sheet_commands,
    sheet_drafts,
    sheet_places,
    sheet_sample,
)
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.positions.matrix.commands import MATRIX_PLACE, matrix_commands
from agence_desktop.desktop.positions.printing.commands import print_commands
from agence_desktop.desktop.positions.register.commands import VULNERABILITY_PLACE, register_commands
from agence_desktop.desktop.positions.register.day_pane import (
    position_search,
    reviews_due,
    reviews_pane,
)
from agence_desktop.desktop.positions.register.drills_commands import DRILLS_PLACE, drill_commands
from agence_desktop.desktop.positions.register.samples import unit_samples

if TYPE_CHECKING:
    from agence_desktop.desktop.positions.absence.deeds import TeamTaker


def positions_contribution(gateway: Gateway, take_need: TeamTaker | None = None) -> Contribution:
    """What unique positions hand to the shell; ``take_need`` takes a need for a flying team, where one is."""
    absences, deciding = AbsenceGateway(gateway), DecidingGateway(gateway)
    return Contribution(
        key=keys.SLICE,
        word=texts.WORD,
        icon="card-account-details-outline",
        order=20,
        places=(
            *places(gateway),
            absence_list(absences),
            *review_places(gateway),
            dues_place(DuesGateway(gateway)),
            absence_page(absences, take_need),
            comparison_place(deciding),
            *sheet_places(gateway),
        ),
        menu=texts.MENU,
        commands=(
            *register_commands(gateway),
            *matrix_commands(),
            *drill_commands(),
            *print_commands(),
            *sheet_commands(),
            *absence_commands(take_need),
            *comparison_commands(),
            *dues_commands(),
        ),
        panes=(absences_pane(absences), *reviews_pane(gateway)),
        search=(position_search(gateway),),
        counts=Counts(partial(_counts, gateway, absences), keys.TOPICS),
        samples=partial(_samples, gateway, absences, deciding),
        drafts=sheet_drafts(),
    )


def _samples(gateway: Gateway, absences: AbsenceGateway, deciding: DecidingGateway) -> Mapping[str, State]:
    own, away = unit_samples(gateway), absence_sample(absences)
    return {**own, **away, **comparison_sample(deciding), **sheet_sample(gateway)}


def _counts(gateway: Gateway, absences: AbsenceGateway) -> Mapping[str, int]:
    due, waiting = reviews_due(gateway)
    breaks = sum(line.breach is not None for line in absence_lines(absences.announced()))
    return {"": waiting + breaks, keys.REVIEWS: due, keys.ABSENCES: breaks}


def _register(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.positions.register.list_place import RegisterPlace

    return RegisterPlace(desk, gateway)


def _reviews(gateway: Gateway, desk: Workbench) -> Place:
    from agence_desktop.desktop.positions.register.reviews_place import ReviewsPlace

    return ReviewsPlace(desk, gateway)


def review_places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places after « Absences »."""
    return (
        PlaceSpec(keys.REVIEWS, texts.REVIEWS, partial(_reviews, gateway), "calendar-alert"),
        PlaceSpec(
            keys.DRILLS,
            texts.DRILLS,
            lambda desk: DRILLS_PLACE.kind(desk, gateway),
            "clipboard-check-outline",
            texts.DRILLS_TITLE,
        ),
    )


def places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places of the slice, in the order of their tabs; pages of a record come last."""
    return (
        PlaceSpec(
            keys.REGISTER,
            texts.REGISTER,
            partial(_register, gateway),
            "card-account-details-outline",
            texts.WORD,
        ),
        PlaceSpec(
            keys.VULNERABILITY,
            texts.VULNERABILITY,
            lambda desk: VULNERABILITY_PLACE.kind(desk, gateway),
            "chart-line",
        ),
        PlaceSpec(
            keys.MATRIX,
            texts.MATRIX,
            lambda desk: MATRIX_PLACE.kind(desk, gateway),
            "table",
            texts.MATRIX_TITLE,
        ),
    )
