"""The rows of papers about money: the cost commitment of a request, and a statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from agence_desktop.actions.printing import deployments_texts as texts
from agence_desktop.actions.printing.deployment_rows import contact_of, wall
from agence_desktop.core.calendars import add_working_days
from agence_desktop.core.french import listed, uncapitalized
from agence_desktop.documents.deployments.rows import (
    CeilingLine,
    CommitmentPaper,
    CommittedSeat,
    Rhythm,
    Signing,
    StatementPaper,
)
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.teams.commands.committing import line_of_json
from agence_desktop.teams.commitments import changes
from agence_desktop.teams.estimating import CostSettings
from agence_desktop.teams.files import CommitmentRow, PersonCard, RequestFile
from agence_desktop.teams.queries.papers import Parties
from agence_desktop.teams.rows import CommitmentState, CostLine, DeploymentState, SkillNeed
from agence_desktop.teams.stating import StatementFile

_DAYS_TO_SIGN = 5


def commitment_paper(
    file: RequestFile,
    parties: Parties,
    skills: Mapping[int, str],
    observed: frozenset[date],
    stamp: PrintStamp,
    costs: CostSettings,
) -> CommitmentPaper:
    """The rows of the newest version, beside the signed one that it replaces."""
    newest, draft = file.commitments[-1], file.draft
    earlier = [one for one in file.commitments[:-1] if one.state is not CommitmentState.DRAFT]
    former = earlier[-1] if earlier else None
    lines, written = _lines(newest), wall(newest.made_at).date()
    client, manager = parties.client or file.card.client, parties.manager.name
    signed = wall(newest.signed_at) if newest.signed_at is not None else None
    return CommitmentPaper(
        number=file.card.number,
        version=newest.number,
        stamp=stamp,
        written_on=written,
        client=client,
        lender=parties.lender,
        seats=tuple(
            CommittedSeat(
                seat=number,
                need=need_words(seat.skills, skills),
                rhythm=Rhythm(seat.period, seat.effort_bp, seat.days, seat.mode, seat.remote_days),
                member=_members(file, number),
            )
            for number, seat in enumerate(draft.seats, 1)
        ),
        lines=lines,
        ceiling=newest.ceiling,
        contact=contact_of(parties.manager),
        unit=draft.unit,
        place=file.card.place,
        description=draft.description,
        sign_by=None if signed else _sign_by(file, written, observed),
        warning_share=costs.warning_share,
        reason=newest.reason,
        changes=tuple(changes(_lines(former), lines)) if former is not None else (),
        former_ceiling=former.ceiling if former is not None else None,
        signings=(
            Signing(newest.signed_name, client, None if newest.paper_on else signed, newest.paper_on),
            Signing(manager, texts.TEAM_ROLE),
        ),
    )


def statement_paper(
    file: StatementFile, manager: PersonCard, names: Mapping[str, str], stamp: PrintStamp
) -> StatementPaper:
    """The rows of a statement, issued or not."""
    row, issued = file.row, file.row.issued_at
    return StatementPaper(
        number=row.number,
        stamp=stamp,
        period=row.period,
        lender=f"{file.lender_name} ({row.lender})",
        client=f"{file.client_name} ({row.client})",
        lines=file.statement.lines,
        contact=contact_of(manager),
        issued_on=wall(issued).date() if issued is not None else None,
        netting=file.netting,
        ceilings=tuple(
            CeilingLine(
                number=one.request,
                version=one.version,
                ceiling=one.standing.ceiling,
                stated=one.standing.spent,
                warning=one.standing.sentence,
            )
            for one in file.ceilings
        ),
        signings=(
            Signing(
                names.get(row.issued_by, manager.name),
                texts.TEAM_ROLE,
                wall(issued) if issued is not None else None,
            ),
        ),
    )


def need_words(needs: tuple[SkillNeed, ...], skills: Mapping[int, str]) -> str:
    """« Secrétariat 2 et accueil 2 »."""
    told = [f"{uncapitalized(skills.get(one.skill_id, ''))} {one.level}" for one in needs]
    words = listed(told)
    return f"{words[:1].upper()}{words[1:]}"


def _members(file: RequestFile, number: int) -> str:
    """Who is in a seat, those who take turns one after the other."""
    names = [
        file.members.get(bar.member_id, "")
        for seat in file.seats
        if seat.number == number
        for bar in seat.bars
        if bar.state is not DeploymentState.CANCELLED
    ]
    return listed(list(dict.fromkeys(name for name in names if name)))


def _sign_by(file: RequestFile, written: date, observed: frozenset[date]) -> date:
    """Five working days after it was written, and before the first day."""
    return min(
        add_working_days(written, _DAYS_TO_SIGN, observed),
        max(file.card.starts - timedelta(days=1), written),
    )


def _lines(row: CommitmentRow) -> tuple[CostLine, ...]:
    return tuple(line_of_json(one) for one in row.lines)
