"""Cost commitments: versions, what an amendment changes, and how near the ceiling is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from agence_desktop.core.errors import RefusedError
from agence_desktop.core.money import ZERO, total
from agence_desktop.teams import cost_sentences as sentences
from agence_desktop.teams.rows import CommitmentState, CostLine


@dataclass(frozen=True, slots=True)
class CommitmentVersion:
    """One version, from 1 on; the newest signed one binds. ``reason`` says why it replaces another."""

    version: int
    state: CommitmentState
    ceiling: Decimal
    lines: tuple[CostLine, ...] = ()
    reason: str = ""
    signed_on: date | None = None
    signer: str = ""
    on_paper: bool = False


class Margin(StrEnum):
    """How near a ceiling is."""

    WITHIN = "within"
    NEAR = "near"
    FORESEEN = "foreseen"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class CeilingStanding:
    """What was spent, what is still to come, and the sentence to show (empty within)."""

    ceiling: Decimal
    spent: Decimal
    ahead: Decimal
    margin: Margin
    sentence: str = ""

    @property
    def left(self) -> Decimal:
        """What may still be spent; negative once the ceiling is passed."""
        return self.ceiling - self.spent


def binding(versions: Sequence[CommitmentVersion]) -> CommitmentVersion:
    """The newest signed version; RefusedError ``no_commitment``."""
    signed = [one for one in versions if one.state is CommitmentState.SIGNED]
    if not signed:
        raise RefusedError("no_commitment", sentences.NO_COMMITMENT)
    return max(signed, key=lambda one: one.version)


def next_version(
    versions: Sequence[CommitmentVersion], lines: Sequence[CostLine], ceiling: Decimal, reason: str = ""
) -> CommitmentVersion:
    """The draft that comes after; an amendment says why. RefusedError ``bad_ceiling``, ``reason_missing``."""
    if ceiling <= 0:
        raise RefusedError("bad_ceiling", sentences.CEILING_NOT_POSITIVE)
    last = max((one.version for one in versions), default=0)
    if any(one.state is CommitmentState.SIGNED for one in versions) and not reason.strip():
        raise RefusedError("reason_missing", sentences.AMENDMENT_WITHOUT_REASON)
    return CommitmentVersion(last + 1, CommitmentState.DRAFT, ceiling, tuple(lines), reason.strip())


def check_signable(version: CommitmentVersion, versions: Sequence[CommitmentVersion]) -> None:
    """RefusedError ``not_open`` unless it is a draft and the newest version."""
    if version.state is not CommitmentState.DRAFT or any(one.version > version.version for one in versions):
        raise RefusedError("not_open", sentences.COMMITMENT_NOT_OPEN)


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of two versions side by side; None where a version lacks it."""

    label: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """After minus before."""
        return (self.after or ZERO) - (self.before or ZERO)


def changes(before: Sequence[CostLine], after: Sequence[CostLine]) -> list[LineChange]:
    """What differs per person and kind, as the newer version orders it, then what it drops.

    The differences add up to the difference of the totals.
    """
    olds, news = _by_subject(before), _by_subject(after)
    order = [*news, *(label for label in olds if label not in news)]
    found = [LineChange(label, olds.get(label), news.get(label)) for label in order]
    return [change for change in found if change.before != change.after]


def _by_subject(lines: Sequence[CostLine]) -> dict[str, Decimal]:
    """What is summed per person and kind, since labels tell quantities that change."""
    sums: dict[str, Decimal] = {}
    for line in lines:
        subject = sentences.subject(line.whose, line.kind) if line.whose else line.label
        sums[subject] = sums.get(subject, ZERO) + line.amount
    return sums


def judge_ceiling(
    ceiling: Decimal, spent: Decimal, ahead: Decimal = ZERO, warning_share: Decimal = Decimal("0.8")
) -> CeilingStanding:
    """Passed, about to be passed by what is planned, near, or within; ``spent`` are actual amounts."""
    if spent > ceiling:
        margin, sentence = Margin.PASSED, sentences.ceiling_passed(spent, ceiling)
    elif spent + ahead > ceiling:
        margin, sentence = Margin.FORESEEN, sentences.ceiling_foreseen(spent, ahead, ceiling)
    elif ceiling > 0 and spent >= warning_share * ceiling:
        margin, sentence = Margin.NEAR, sentences.ceiling_near(spent, ceiling, 100 * spent / ceiling)
    else:
        margin, sentence = Margin.WITHIN, ""
    return CeilingStanding(ceiling, spent, ahead, margin, sentence)


def check_statable(ceiling: Decimal, stated: Decimal, lines: Sequence[CostLine]) -> None:
    """RefusedError ``ceiling_passed`` where a statement would pass the signed ceiling."""
    spent = stated + total(line.amount for line in lines)
    if spent > ceiling:
        raise RefusedError("ceiling_passed", sentences.ceiling_passed(spent, ceiling))
