"""Stored proposals: the newest by number, and one with all that it depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.teams.model import Proposal


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal as it was kept; ``inputs`` and ``result`` are read by ``proposal_codec``."""

    id: int
    number: str
    made_at: datetime
    made_by: str
    inputs: str
    result: str


def newest_proposals(session: Session, limit: int = 30) -> list[tuple[int, str]]:
    """Id and number of the newest proposals, the newest first."""
    query = select(Proposal.id, Proposal.number).order_by(Proposal.id.desc()).limit(limit)
    return list(session.execute(query).tuples())


def stored_proposal(session: Session, proposal_id: int | None = None) -> StoredProposal | None:
    """A proposal, or the newest; None where there is none."""
    query = select(Proposal)
    if proposal_id is None:
        query = query.order_by(Proposal.id.desc()).limit(1)
    else:
        query = query.where(Proposal.id == proposal_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        return None
    return StoredProposal(row.id, row.number, row.made_at, row.made_by, row.inputs, row.result)
