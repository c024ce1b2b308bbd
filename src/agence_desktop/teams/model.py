"""Entities of flying teams: members, requests, deployments, the ledger of days, and what they cost.

Periods are half-open: ``first_day`` is in, ``end_day`` is out. Efforts are in hundredths of a percent of a
full day (``*_bp``), hours in whole seconds; the ledger counts their product, so that everything is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from agence_desktop.directory.model import Lasting, Named
from agence_desktop.storage.base import Base, Identified, Instant, Money, Versioned
from agence_desktop.teams.problem import Mode
from agence_desktop.teams.rows import (
    CommitmentState,
    DeploymentState,
    ExpenseKind,
    RequestState,
    StatementState,
)

FULL_EFFORT = 10_000
"""All of a day, in hundredths of a percent."""
ALL_WEEKDAYS = 0b11111
"""Mask of Monday (bit 0) to Friday."""
UNAUDITED = {"info": {"audit": False}}
"""Of tables that only repeat or tell what other tables hold."""


def one_of(column: str, codes: Iterable[StrEnum]) -> str:
    """The SQL condition that a column holds one of these codes."""
    return f"{column} IN ({', '.join(repr(str(code)) for code in codes)})"


def _only_where(name: str, column: str, condition: str) -> Index:
    return Index(name, column, unique=True, postgresql_where=sql(condition), sqlite_where=sql(condition))


def _period() -> CheckConstraint:
    return CheckConstraint("end_day > first_day", name="period")


def _work() -> tuple[CheckConstraint, ...]:
    """What seats and deployments share: effort, weekdays, period and mode."""
    return (
        CheckConstraint(f"effort_bp BETWEEN 1 AND {FULL_EFFORT}", name="effort"),
        CheckConstraint(f"weekdays BETWEEN 1 AND {ALL_WEEKDAYS}", name="weekdays"),
        CheckConstraint(one_of("mode", Mode), name="mode"),
        CheckConstraint("remote_days BETWEEN 0 AND 5", name="remote_days"),
        _period(),
    )


class TeamSetting(Versioned, Base):
    """What an administrator may change of the arithmetic; without a row, the values by default hold.

    ``full_day`` is in seconds; ``least_presence_bp`` in hundredths of a percent; ``weights`` « 8,4,2,1 ».
    Lodging is counted beyond ``lodging_metres`` one way, a ceiling told from ``warning_bp`` on; a permanent
    post is proposed from ``case_posts_bp`` on average, asked for in ``case_months`` months of twelve.
    """

    __tablename__ = "team_setting"
    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("full_day BETWEEN 1 AND 86400", name="full_day"),
        CheckConstraint("validity_months >= 1", name="validity"),
        CheckConstraint("least_presence_bp BETWEEN 0 AND 10000", name="presence"),
        CheckConstraint("lodging_metres >= 0", name="lodging"),
        CheckConstraint("warning_bp BETWEEN 0 AND 10000", name="warning"),
        CheckConstraint("case_posts_bp >= 1", name="case_posts"),
        CheckConstraint("case_months BETWEEN 1 AND 12", name="case_months"),
    )
    full_day: Mapped[int] = mapped_column(default=25_200, server_default="25200")
    validity_months: Mapped[int] = mapped_column(default=24, server_default="24")
    least_presence_bp: Mapped[int] = mapped_column(default=8_000, server_default="8000")
    weights: Mapped[str] = mapped_column(String(60), default="8,4,2,1", server_default="8,4,2,1")
    lodging_metres: Mapped[int] = mapped_column(default=150_000, server_default="150000")
    warning_bp: Mapped[int] = mapped_column(default=8_000, server_default="8000")
    case_posts_bp: Mapped[int] = mapped_column(default=8_000, server_default="8000")
    case_months: Mapped[int] = mapped_column(default=8, server_default="8")


class Team(Named, Lasting, Versioned, Base):
    """A flying team; its organisation lends its members, and managers of that organisation answer for it."""

    __tablename__ = "team"
    code: Mapped[str] = mapped_column(String(60), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)


class TeamMember(Versioned, Base):
    """A member: a person of the directory, in one team, under a contract that holds from a day to another.

    The home base is a site or a municipality. ``max_metres`` is the travel limit, None without one;
    ``languages`` are codes with commas, in order, ``past_clients`` acronyms noted by an import.
    """

    __tablename__ = "team_member"
    __table_args__ = (
        CheckConstraint("contract_end > contract_from", name="contract"),
        CheckConstraint("max_metres >= 0", name="distance"),
        CheckConstraint("home_site_id IS NULL OR home_municipality_id IS NULL", name="home"),
    )
    key: Mapped[str] = mapped_column(String(60), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    home_site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    home_municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    languages: Mapped[str] = mapped_column(String(100), default="fr", server_default="fr")
    max_metres: Mapped[int | None]
    remote: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    past_clients: Mapped[str] = mapped_column(Text, server_default="")
    contract_from: Mapped[date]
    contract_end: Mapped[date | None]


class MemberPattern(Versioned, Base):
    """Seconds of work per weekday and the factor of availability, from a day on until the next pattern.

    ``frees``: somebody chose that firm days that no longer fit are given up (``guards``).
    """

    __tablename__ = "member_pattern"
    __table_args__ = (
        UniqueConstraint("member_id", "since"),
        *(
            CheckConstraint(f"{day} BETWEEN 0 AND 86400", name=day)
            for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
        ),
        CheckConstraint(f"factor_bp BETWEEN 0 AND {FULL_EFFORT}", name="factor"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    since: Mapped[date]
    monday: Mapped[int]
    tuesday: Mapped[int]
    wednesday: Mapped[int]
    thursday: Mapped[int]
    friday: Mapped[int]
    factor_bp: Mapped[int] = mapped_column(default=FULL_EFFORT, server_default="10000")
    frees: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))


class MemberSkill(Versioned, Base):
    """What a member can do, as validated on a day."""

    __tablename__ = "member_skill"
    __table_args__ = (
        UniqueConstraint("member_id", "skill_id"),
        CheckConstraint("level BETWEEN 0 AND 4", name="level"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True)
    level: Mapped[int]
    validated: Mapped[date]


class MemberAbsence(Versioned, Base):
    """A member is away; no reason is asked or kept. ``frees`` as for a pattern."""

    __tablename__ = "member_absence"
    __table_args__ = (Index("ix_member_absence_member_id", "member_id", "end_day"), _period())
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    first_day: Mapped[date]
    end_day: Mapped[date]
    cancelled: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    frees: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    recorded_by: Mapped[str] = mapped_column(String(100))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class DayRate(Versioned, Base):
    """What a day costs from a date on, for a member or a job class; without amount, what came before ends."""

    __tablename__ = "day_rate"
    __table_args__ = (
        UniqueConstraint("member_id", "since"),
        UniqueConstraint("job_class", "since"),
        CheckConstraint("(member_id IS NULL) <> (job_class IS NULL)", name="one_scope"),
        CheckConstraint("amount >= 0", name="amount"),
    )
    member_id: Mapped[int | None] = mapped_column(ForeignKey("team_member.id"))
    job_class: Mapped[str | None] = mapped_column(String(100))
    since: Mapped[date]
    amount: Mapped[Decimal | None] = mapped_column(Money)


class CostRate(Versioned, Base):
    """What a kilometre, a night or a day of meals costs from a date on, in ten-thousandths of a dollar."""

    __tablename__ = "cost_rate"
    __table_args__ = (
        UniqueConstraint("kind", "since"),
        CheckConstraint("kind IN ('travel', 'lodging', 'meals')", name="kind"),
        CheckConstraint("ten_thousandths >= 0", name="amount"),
    )
    kind: Mapped[str] = mapped_column(String(20))
    since: Mapped[date]
    ten_thousandths: Mapped[int | None] = mapped_column(BigInteger)


class TeamRequest(Versioned, Base):
    """A need of a client; without site and municipality it is all at a distance. ``key``: its name in a file.

    ``state`` ends at confirmed: from then on each seat has its own. ``rank`` is the place on the waitlist,
    ``welcome`` what the first day needs, as a JSON object; ``tasks`` come from a relief need.
    """

    __tablename__ = "team_request"
    __table_args__ = (
        CheckConstraint(one_of("state", RequestState), name="state"),
        CheckConstraint("priority BETWEEN 1 AND 4", name="priority"),
        CheckConstraint("site_id IS NULL OR municipality_id IS NULL", name="place"),
        Index("ix_team_request_state", "state", "received_at"),
    )
    number: Mapped[str] = mapped_column(String(20), unique=True)
    key: Mapped[str | None] = mapped_column(String(60), unique=True)
    state: Mapped[str] = mapped_column(String(20))
    priority: Mapped[int]
    client_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    unit: Mapped[str] = mapped_column(String(300), server_default="")
    family: Mapped[str] = mapped_column(String(100), server_default="")
    description: Mapped[str] = mapped_column(Text, server_default="")
    contact: Mapped[str] = mapped_column(String(200), server_default="")
    contact_phone: Mapped[str] = mapped_column(String(40), server_default="")
    contact_email: Mapped[str] = mapped_column(String(200), server_default="")
    position: Mapped[str] = mapped_column(String(400), server_default="")
    tasks: Mapped[str] = mapped_column(Text, server_default="")
    welcome: Mapped[str] = mapped_column(Text, server_default="")
    refusal_reason: Mapped[str] = mapped_column(Text, server_default="")
    rank: Mapped[int | None]
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[str] = mapped_column(String(100))


class TeamSeat(Versioned, Base):
    """One place of a request; ``weekdays`` None means all of them."""

    __tablename__ = "team_seat"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        *_work(),
    )
    request_id: Mapped[int] = mapped_column(ForeignKey("team_request.id"))
    number: Mapped[int]
    effort_bp: Mapped[int]
    language: Mapped[str | None] = mapped_column(String(10))
    weekdays: Mapped[int | None]
    first_day: Mapped[date]
    end_day: Mapped[date]
    mode: Mapped[str] = mapped_column(String(20))
    remote_days: Mapped[int] = mapped_column(default=0, server_default="0")
    senior: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))


class SeatSkill(Base):
    """A skill that a seat asks for, and the least level."""

    __tablename__ = "seat_skill"
    __table_args__ = (CheckConstraint("level BETWEEN 0 AND 4", name="level"),)
    seat_id: Mapped[int] = mapped_column(ForeignKey("team_seat.id", ondelete="CASCADE"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), primary_key=True, index=True)
    level: Mapped[int]


class Proposal(Identified, Base):
    """A proposal as it was made: inputs, weights and result as JSON, so that it can be replayed."""

    __tablename__ = "team_proposal"
    number: Mapped[str] = mapped_column(String(20), unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(String(100))
    inputs: Mapped[str] = mapped_column(Text)
    weights: Mapped[str] = mapped_column(String(60))
    forced: Mapped[str] = mapped_column(Text, server_default="")
    result: Mapped[str] = mapped_column(Text)


class Deployment(Versioned, Base):
    """One member in one seat, tentative or firm; one imported without a request has no seat.

    A firm one takes days up to ``actual_end``, where it is known, else to ``end_day``. ``asked_end`` is an
    extension that waits for its answer; ``follows_id`` the deployment of which it is the continuation.
    """

    __tablename__ = "deployment"
    __table_args__ = (
        CheckConstraint(one_of("state", DeploymentState), name="state"),
        CheckConstraint("actual_end BETWEEN first_day AND end_day", name="actual_end"),
        CheckConstraint("asked_end > end_day", name="asked_end"),
        CheckConstraint("(seat_id IS NULL) = (request_id IS NULL)", name="seat"),
        *_work(),
        Index("ix_deployment_member_id", "member_id", "end_day"),
    )
    request_id: Mapped[int | None] = mapped_column(ForeignKey("team_request.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("team_seat.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("team_proposal.id"))
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("deployment.id"))
    state: Mapped[str] = mapped_column(String(20))
    first_day: Mapped[date]
    end_day: Mapped[date]
    actual_end: Mapped[date | None]
    effort_bp: Mapped[int]
    weekdays: Mapped[int | None]
    mode: Mapped[str] = mapped_column(String(20))
    remote_days: Mapped[int] = mapped_column(default=0, server_default="0")
    asked_end: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text, server_default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by: Mapped[str] = mapped_column(String(100), server_default="")


class MemberDay(Base):
    """The ledger: what a member can give on a weekday, and what firm deployments take; kept by the guards.

    Numbers are hundredths of a percent × seconds. ``overrun`` is what somebody authorised above capacity.
    """

    __tablename__ = "member_day"
    __table_args__ = (
        CheckConstraint("used >= 0 AND used <= capacity + overrun", name="load"),
        CheckConstraint("capacity >= 0 AND overrun >= 0", name="sign"),
        Index("ix_member_day_day", "day"),
        UNAUDITED,
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    capacity: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    overrun: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    used: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class DeploymentDay(Base):
    """A day that a firm deployment serves, and what it takes of it; written by the guards alone."""

    __tablename__ = "deployment_day"
    __table_args__ = (
        ForeignKeyConstraint(["member_id", "day"], ["member_day.member_id", "member_day.day"]),
        CheckConstraint("effort > 0", name="effort"),
        Index("ix_deployment_day_member_id", "member_id", "day"),
        UNAUDITED,
    )
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    member_id: Mapped[int]
    effort: Mapped[int] = mapped_column(BigInteger)


class Overrun(Identified, Base):
    """An overrun that a manager authorised: so much above capacity on each weekday of a period, and why."""

    __tablename__ = "overrun"
    __table_args__ = (
        _period(),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
    )
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"), index=True)
    first_day: Mapped[date]
    end_day: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(Instant)


class TeamEvent(Identified, Base):
    """One line of the history of a request, a deployment or a member; ``detail`` is JSON by kind."""

    __tablename__ = "team_event"
    __table_args__ = (UNAUDITED,)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("team_request.id"), index=True)
    deployment_id: Mapped[int | None] = mapped_column(ForeignKey("deployment.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("team_member.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    login: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(40))
    detail: Mapped[str] = mapped_column(Text, server_default="")


class Commitment(Versioned, Base):
    """A version of the cost commitment of a request: lines as JSON and ceiling; a signed one stands.

    ``paper_on`` is the day on which a paper signed by the client was received.
    """

    __tablename__ = "cost_commitment"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        CheckConstraint(one_of("state", CommitmentState), name="state"),
        CheckConstraint("ceiling > 0", name="ceiling"),
        CheckConstraint("state = 'draft' OR signed_at IS NOT NULL", name="signed"),
        _only_where("uq_cost_commitment_draft", "request_id", "state = 'draft'"),
        _only_where("uq_cost_commitment_signed", "request_id", "state = 'signed'"),
    )
    request_id: Mapped[int] = mapped_column(ForeignKey("team_request.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    lines: Mapped[str] = mapped_column(Text)
    ceiling: Mapped[Decimal] = mapped_column(Money)
    reason: Mapped[str] = mapped_column(Text, server_default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(String(100))
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_by: Mapped[str] = mapped_column(String(100), server_default="")
    signed_name: Mapped[str] = mapped_column(String(200), server_default="")
    paper_on: Mapped[date | None]


class Statement(Versioned, Base):
    """What a lender bills a client for a period: lines as JSON; issued, it has a number and never changes."""

    __tablename__ = "team_statement"
    __table_args__ = (
        CheckConstraint(one_of("state", StatementState), name="state"),
        CheckConstraint("(state = 'issued') = (number IS NOT NULL)", name="number"),
        _period(),
        Index("ix_team_statement_client_id", "client_id", "first_day"),
    )
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(20))
    lender_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    first_day: Mapped[date]
    end_day: Mapped[date]
    lines: Mapped[str] = mapped_column(Text)
    total: Mapped[Decimal] = mapped_column(Money)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(String(100))
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_by: Mapped[str] = mapped_column(String(100), server_default="")


class ActualEntry(Versioned, Base):
    """A day really worked (``kind`` None, quantity in full days) or an expense, as it stands now.

    Quantity and rate are in ten-thousandths; without a rate, that of its day holds. ``evidence`` is the
    number of what proves it. A later statement corrects what changed since one was issued.
    """

    __tablename__ = "actual_entry"
    __table_args__ = (
        CheckConstraint(one_of("kind", ExpenseKind), name="kind"),
        CheckConstraint("quantity >= 0 AND rate >= 0", name="amount"),
        Index("ix_actual_entry_deployment_id", "deployment_id", "day"),
        Index(
            "uq_actual_entry_worked",
            *("deployment_id", "day"),
            unique=True,
            postgresql_where=sql("kind IS NULL AND NOT withdrawn"),
            sqlite_where=sql("kind IS NULL AND NOT withdrawn"),
        ),
    )
    deployment_id: Mapped[int] = mapped_column(ForeignKey("deployment.id"))
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str | None] = mapped_column(String(20))
    quantity: Mapped[int] = mapped_column(BigInteger)
    rate: Mapped[int | None] = mapped_column(BigInteger)
    evidence: Mapped[str] = mapped_column(String(100), server_default="")
    note: Mapped[str] = mapped_column(String(300), server_default="")
    withdrawn: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    recorded_by: Mapped[str] = mapped_column(String(100))


class StatedEntry(Identified, Base):
    """What an issued statement took of an entry, in ten-thousandths; a correction may be negative."""

    __tablename__ = "stated_entry"
    statement_id: Mapped[int] = mapped_column(ForeignKey("team_statement.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("actual_entry.id"), index=True)
    quantity: Mapped[int] = mapped_column(BigInteger)
    rate: Mapped[int] = mapped_column(BigInteger)
