"""Unique positions as the shell sees them: places, commands, share of the day and search."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from agence_desktop.desktop.contribution import Contribution, Counts
from agence_desktop.desktop.places import PlaceSpec, State
from agence_desktop.desktop.positions import keys, texts
from agence_desktop.desktop.positions.absence.day_pane import absences_pane
from agence_desktop.desktop.positions.absence.deeds import TeamTaker
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
from agence_desktop.desktop.positions.matrix.commands import matrix_commands
from agence_desktop.desktop.positions.matrix.matrix_place import MatrixPlace
from agence_desktop.desktop.positions.register.commands import register_commands
from agence_desktop.desktop.positions.register.day_pane import (
    position_search,
    reviews_due,
    reviews_pane,
)
from agence_desktop.desktop.positions.register.drills_commands import drill_commands
from agence_desktop.desktop.positions.register.drills_place import DrillsPlace
from agence_desktop.desktop.positions.register.list_place import RegisterPlace
from agence_desktop.desktop.positions.register.reviews_place import ReviewsPlace
from agence_desktop.desktop.positions.register.samples import unit_samples
from agence_desktop.desktop.positions.register.vulnerability_place import VulnerabilityPlace


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


def review_places(gateway: Gateway) -> tuple[PlaceSpec, ...]:
    """The places after « Absences »."""
    return (
        PlaceSpec(keys.REVIEWS, texts.REVIEWS, lambda desk: ReviewsPlace(desk, gateway), "calendar-alert"),
        PlaceSpec(
            keys.DRILLS,
            texts.DRILLS,
            lambda desk: DrillsPlace(desk, gateway),
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
            lambda desk: RegisterPlace(desk, gateway),
            "card-account-details-outline",
            texts.WORD,
        ),
        PlaceSpec(
            keys.VULNERABILITY,
            texts.VULNERABILITY,
            lambda desk: VulnerabilityPlace(desk, gateway),
            "chart-line",
        ),
        PlaceSpec(
            keys.MATRIX,
            texts.MATRIX,
            lambda desk: MatrixPlace(desk, gateway),
            "table",
            texts.MATRIX_TITLE,
        ),
    )
