"""What the screens of absences ask of the database; every method runs on the database thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agence_desktop.core.changes import Change
from agence_desktop.core.relief import ReliefNeed
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.positions.gateway import Gateway
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.positions.relief import AbsenceFile, AbsenceRow, ReliefPlan, ReliefPost

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.actions.relief import Asked
    from agence_desktop.positions.commands.absences import Assign, Confirmed
    from agence_desktop.storage.work import Session

_MOST_HOLDERS = 60


@dataclass(frozen=True, slots=True)
class Written:
    """An absence as it now is, and what changed."""

    absence: AbsenceRow
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """Who is to take a task of a position; nobody leaves it uncovered."""

    position_id: int
    task: str
    person_id: int | None
    second_id: int | None = None


class AbsenceGateway:
    """Absences and relief through the gateway of the slice."""

    def __init__(self, base: Gateway) -> None:
        self.base = base

    @property
    def actor(self) -> Actor:
        """Who works here."""
        return self.base.actor

    def organises(self, organisation_id: int) -> bool:
        """Whether this person organises relief in the organisation: clerks and managers."""
        return self.actor.may(Role.CLERK, organisation_id) or self.base.manages(organisation_id)

    def announced(self) -> list[AbsenceFile]:
        """Announced absences that are not over: six statements."""
        from agence_desktop.positions.queries.absence_files import announced_files

        return self.base.read(announced_files)

    def absence(self, absence_id: int) -> AbsenceFile:
        """One absence: six statements; RefusedError ``unknown_absence``."""
        from agence_desktop.positions.queries.absence_files import absence_file

        return self.base.read(lambda session, today: absence_file(session, absence_id, today))

    def unannounced(self, person_id: int) -> AbsenceFile:
        """What an absence of a person would be judged by: six statements."""
        from agence_desktop.positions.queries.absence_files import unannounced_file

        return self.base.read(lambda session, today: unannounced_file(session, person_id, today))

    def holders(self, text: str) -> list[Choice]:
        """People who hold a position, for a chooser."""
        from agence_desktop.positions.queries.absence_files import holders

        found = self.base.read(lambda session, _today: holders(session, text, _MOST_HOLDERS))
        return [Choice(person.id, person.name, posts, "account-outline") for person, posts in found]

    def announce(self, person_id: int, first: date, last: date, wanted: Sequence[Taking]) -> Written:
        """Announce an absence with the relief proposed; RefusedError, RightMissingError."""
        from agence_desktop.positions.commands.absences import announce, assign

        def work(session: Session) -> Written:
            absence_id, change = announce(session, self.base.desk, person_id, first, last)
            changes = [change]
            if wanted:
                changes.append(assign(session, self.base.desk, absence_id, _assigned(wanted)))
            return self._written(session, absence_id, changes)

        return self.base.write(work)

    def change_dates(self, absence: AbsenceRow, first: date, last: date) -> Written:
        """Give an absence other dates; StaleError where it was changed elsewhere."""
        from agence_desktop.positions.commands.absences import change_absence

        return self._change(
            absence.id,
            lambda session: change_absence(session, self.base.desk, absence.id, absence.version, first, last),
        )

    def cancel(self, absence: AbsenceRow, *, cancelled: bool = True) -> Written:
        """Take an absence back, or bring it back again."""
        from agence_desktop.positions.commands.absences import cancel_absence

        return self._change(
            absence.id,
            lambda session: cancel_absence(
                session, self.base.desk, absence.id, absence.version, cancelled=cancelled
            ),
        )

    def assign(self, absence_id: int, wanted: Sequence[Taking]) -> Written:
        """Write who takes which task."""
        from agence_desktop.positions.commands.absences import assign

        return self._change(
            absence_id, lambda session: assign(session, self.base.desk, absence_id, _assigned(wanted))
        )

    def answer(self, absence_id: int, assignment_id: int, version: int, *, accepted: bool) -> Written:
        """Note what somebody answered; StaleError where it was changed elsewhere."""
        from agence_desktop.positions.commands.absences import answer

        return self._change(
            absence_id,
            lambda session: answer(session, self.base.desk, assignment_id, version, accepted=accepted),
        )

    def ask(self, absence_id: int) -> Asked:
        """Prepare the messages that ask everybody proposed, and record them."""
        from agence_desktop.actions.relief import ask_relief

        return self.base.write(lambda session: ask_relief(session, self.actor, absence_id))

    def confirm(self, absence_id: int) -> tuple[tuple[Confirmed, ...], Change]:
        """Note the acceptance of everybody proposed or asked."""
        from agence_desktop.actions.relief import confirm_relief

        return self.base.write(lambda session: confirm_relief(session, self.actor, absence_id))

    def unconfirm(self, absence_id: int, before: Sequence[Confirmed]) -> Written:
        """Put back what was noted; StaleError where somebody answered since."""
        from agence_desktop.positions.commands.absences import unconfirm

        return self._change(
            absence_id, lambda session: unconfirm(session, self.base.desk, absence_id, before)
        )

    def print_plan(self, number: str, absence_id: int) -> Printed:
        """The relief plan of a position; recorded. RightMissingError, RefusedError."""
        from agence_desktop.actions.printing.posts import print_relief

        return print_relief(self.base.database, self.base.desk, number, absence_id)

    def need(self, plan: ReliefPlan, post: ReliefPost) -> ReliefNeed:
        """What of a position nobody takes, for whoever finds flying teams; reads nothing."""
        from agence_desktop.actions.relief import relief_need

        return relief_need(plan, post)

    def _change(self, absence_id: int, command: Callable[[Session], Change]) -> Written:
        return self.base.write(lambda session: self._written(session, absence_id, [command(session)]))

    def _written(self, session: Session, absence_id: int, changes: Sequence[Change]) -> Written:
        from agence_desktop.positions.queries.absences import absences

        (row,) = absences(session, ids=(absence_id,), also_cancelled=True)
        return Written(row, tuple(changes))


def _assigned(wanted: Sequence[Taking]) -> list[Assign]:
    from agence_desktop.positions.commands.absences import Assign

    return [Assign(one.position_id, one.task, one.person_id, one.second_id) for one in wanted]
