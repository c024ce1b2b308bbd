"""Plain values of unique positions: versions of sheets, competences, absences, and what queries give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agence_desktop.positions.content import Sheet


class SheetState(StrEnum):
    """States of a version of a sheet; « à réviser » is derived on reading, never stored."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ACKNOWLEDGED = "acknowledged"
    TO_REVIEW = "to_review"
    REPLACED = "replaced"
    ARCHIVED = "archived"


OPEN = frozenset({SheetState.DRAFT, SheetState.SUBMITTED, SheetState.RETURNED})
"""States of the version that is being written or decided."""
EDITABLE = frozenset({SheetState.DRAFT, SheetState.RETURNED})
"""States in which the content may change; a submitted version waits for the manager as it is."""
IN_FORCE = frozenset({SheetState.APPROVED, SheetState.ACKNOWLEDGED, SheetState.TO_REVIEW})
"""States of the version that people work by."""


class SheetReason(StrEnum):
    """Why a version is written."""

    PREVENTIVE = "preventive"
    ABSENCE = "absence"
    DEPARTURE = "departure"


class Diffusion(StrEnum):
    """How far a sheet may go."""

    RESTRICTED = "restricted"
    UNIT = "unit"
    ORGANISATION = "organisation"


class Colour(StrEnum):
    """How well a task is covered: nobody, fewer than wanted, as many as wanted."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


class Band(StrEnum):
    """Bands of vulnerability."""

    CRITICAL = "critical"
    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class Signer(StrEnum):
    """In what capacity a version is signed: « exact et complet », « lu, compris, exercé », « approuvé »."""

    HOLDER = "holder"
    SUBSTITUTE = "substitute"
    MANAGER = "manager"


class Acceptance(StrEnum):
    """Where a relief assignment stands."""

    PROPOSED = "proposed"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Control:
    """§ 0 of a version, as it is filled."""

    reason: SheetReason | None = None
    diffusion: Diffusion | None = None
    written_on: date | None = None
    next_review: date | None = None


@dataclass(frozen=True, slots=True)
class Competence:
    """What a person can do of a task of a position, as last validated.

    ``level`` 0–4; ``validated`` None was never validated; somebody in training never covers.
    """

    person_id: int
    position_id: int
    task: str
    level: int
    validated: date | None
    access: bool = False
    in_training: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """A person is away from ``first`` to ``last``, both included; no reason is kept."""

    person_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DrillResult:
    """One task tried in a drill: ``unaided`` per cent was done without help."""

    task: str
    unaided: int


@dataclass(frozen=True, slots=True)
class Drill:
    """A relief drill (§ 14); passed at 80 per cent over its tasks, else tried again within 30 days."""

    day: date
    person_id: int
    results: tuple[DrillResult, ...]
    corrections: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of one version."""

    signer: Signer
    person_id: int
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as sheets, matrices and papers tell of one."""

    id: int
    name: str
    email: str = ""
    phone: str = ""
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class UnitRef:
    """An administrative unit: a code and a name within an organisation."""

    id: int
    code: str
    name: str
    organisation_id: int
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position as lists and headers show it; ``holder`` None is vacant.

    ``impact`` (P, 1–5) is the manager's; ``attrition`` (A, 1–5) is None for whoever may not see it.
    """

    id: int
    version: int
    number: str
    title: str
    unit: UnitRef
    site: str
    job_class: str
    manager: PersonRef | None
    holder: PersonRef | None
    unique: bool
    impact: int
    attrition: int | None = None
    active: bool = True
    site_id: int | None = None
    until: date | None = None
    """Its last day, None where no end is known."""

    def ended(self, on: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < on


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One version of a sheet without its content; ``number`` counts versions of the position from 1.

    ``state`` is derived: « à réviser » where the review is due. ``holder`` and ``manager`` are of its day.
    """

    id: int
    version: int
    position_id: int
    number: int
    state: SheetState
    control: Control
    holder: PersonRef | None
    manager: PersonRef | None
    saved_at: datetime
    submitted_at: datetime | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a field, kept through versions; ``path`` is as in « tasks/T4/procedure_date »."""

    id: int
    path: str
    author: str
    at: datetime
    text: str
    replies_to: int | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class SheetFile:
    """Everything about one version: what the editor opens and what the papers print."""

    position: PositionRow
    row: SheetRow
    sheet: Sheet
    versions: tuple[SheetRow, ...] = ()
    people: tuple[PersonRef, ...] = ()
    competences: tuple[Competence, ...] = ()
    drills: tuple[Drill, ...] = ()
    signatures: tuple[Signature, ...] = ()
    comments: tuple[Comment, ...] = ()
