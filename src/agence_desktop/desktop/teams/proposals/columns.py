"""The tables of a proposal: seats, rejected people, estimate."""

from __future__ import annotations

from dataclasses import dataclass

from agence_desktop.core.french import format_period
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.facts import texts as costs
from agence_desktop.desktop.teams.proposals import texts
from agence_desktop.desktop.teams.proposals.file import SeatLine
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Deed, Look
from agence_desktop.teams.explaining import Rejected
from agence_desktop.teams.problem import Reason
from agence_desktop.teams.proposal_sentences import REASONS
from agence_desktop.teams.rows import DeploymentState

REASON_ICONS = {
    Reason.SKILL: "school-outline",
    Reason.EXPIRED: "school-outline",
    Reason.LANGUAGE: "comment-text-outline",
    Reason.DISTANCE: "map-marker-distance",
    Reason.REMOTE: "home-outline",
    Reason.CONTRACT: "file-remove-outline",
    Reason.AVAILABILITY: "calendar-remove-outline",
    Reason.CAPACITY: "alert-outline",
    Reason.OUTBID: "swap-horizontal",
}


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A rejected member by name."""

    told: Rejected
    name: str

    @property
    def may_try(self) -> bool:
        """Whether the choice is feasible."""
        return self.told.reason is Reason.OUTBID


def state_chip(line: SeatLine) -> Chip:
    """How a seat stands."""
    if line.told.member is None:
        return Chip(texts.WITHOUT_MEMBER, "alert-circle", Look.TAKEN)
    if line.facts.state is DeploymentState.COMMITTED:
        word = common.DEPLOYMENT_STATES[DeploymentState.COMMITTED]
        return Chip(word, "signature-freehand", Look.FREE)
    return Chip(texts.PROPOSED, "help-circle-outline", Look.REQUESTED)


SEATS: tuple[Column[SeatLine], ...] = (
    Column("demande", texts.REQUEST, lambda line: line.facts.number, width=112),
    Column("place", texts.SEAT, lambda line: str(line.told.seat[1]), align=Align.RIGHT, width=52),
    Column(
        "client",
        texts.CLIENT,
        lambda line: ", ".join(part for part in (line.facts.client, line.facts.place) if part),
        width=180,
    ),
    Column("besoin", texts.NEED, lambda line: line.facts.need, width=190, tip=lambda line: line.facts.need),
    Column(
        "periode",
        texts.PERIOD,
        lambda line: format_period(
            line.facts.period.first, line.facts.period.last or line.facts.period.first, short=True, year=False
        ),
        sort=lambda line: line.facts.period.first,
        width=160,
    ),
    Column(
        "membre",
        texts.MEMBER,
        lambda line: line.member or texts.NOBODY,
        strong=True,
        stretch=True,
        icon=lambda line: "lock-outline" if line.locked else "",
        ink=lambda line: "" if line.told.member else "danger",
        tip=lambda line: f"{line.told.why}\n{texts.LOCKED}" if line.locked else line.told.why,
        width=160,
    ),
    Column(
        "estimation",
        texts.ESTIMATE,
        lambda line: costs.money(line.estimate),
        sort=lambda line: line.estimate,
        align=Align.RIGHT,
        width=112,
    ),
    Column("etat", texts.STATE, lambda line: state_chip(line).word, chip=state_chip, width=160),
)

REJECTED: tuple[Column[RejectedLine], ...] = (
    Column("personne", texts.REJECTED_PERSON, lambda line: line.name, strong=True, width=130),
    Column(
        "motif",
        texts.REASON,
        lambda line: REASONS[line.told.reason],
        icon=lambda line: REASON_ICONS[line.told.reason],
        width=118,
    ),
    Column(
        "detail",
        texts.DETAIL,
        lambda line: line.told.detail,
        tip=lambda line: line.told.detail,
        stretch=True,
        width=180,
    ),
    Column(
        "action",
        texts.ACTION,
        lambda line: texts.TRY if line.may_try else "",
        deed=lambda line: Deed(texts.TRY, "", texts.TRY_SENTENCE) if line.may_try else None,
        width=74,
    ),
)
