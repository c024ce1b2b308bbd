"""What is done on the page of an absence: announced, moved, taken back; relief proposed, asked, answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject

from agence_desktop.core.changes import Change
from agence_desktop.core.french import format_period
from agence_desktop.core.relief import ReliefNeed
from agence_desktop.core.roles import Role
from agence_desktop.desktop.places import ToastAction, Workbench
from agence_desktop.desktop.positions.absence import texts
from agence_desktop.desktop.positions.absence.gateway import AbsenceGateway, Taking, Written
from agence_desktop.desktop.positions.absence.period_bar import PeriodBar
from agence_desktop.desktop.positions.absence.relief_pane import ReliefPane
from agence_desktop.desktop.positions.mailing import open_messages
from agence_desktop.desktop.tasks import Failure
from agence_desktop.desktop.widgets.form_dialog import ask
from agence_desktop.positions.absence import ReliefState
from agence_desktop.positions.relief import (
    AbsenceFile,
    AbsenceRow,
    ReliefLine,
    ReliefPlan,
    ReliefPost,
    proposals_again,
)
from agence_desktop.positions.rows import Acceptance, PersonRef

if TYPE_CHECKING:
    from agence_desktop.actions.relief import Asked
    from agence_desktop.positions.commands.absences import Confirmed

TeamTaker = Callable[[Workbench, ReliefNeed], object]
"""Takes what nobody covers of a position as a need for a flying team."""
_UNASKED = (None, Acceptance.PROPOSED)
_UNANSWERED = (*_UNASKED, Acceptance.ASKED)


class Page(Protocol):
    """What the deeds of a page ask of it."""

    desk: Workbench
    gateway: AbsenceGateway
    absence_id: int | None
    file: AbsenceFile | None
    plan: ReliefPlan | None
    period: PeriodBar
    relief: ReliefPane
    take_need: TeamTaker | None

    @property
    def dirty(self) -> bool: ...
    def takings(self) -> list[Taking]: ...
    def prefer(self, line: ReliefLine, person: PersonRef | None) -> None: ...
    def forget_choices(self) -> None: ...
    def show_written(self, absence_id: int) -> None: ...
    def refresh(self) -> None: ...


class Deeds:
    """Sends what one does on one page, and says what came of it; results are dropped with ``owner``."""

    def __init__(self, page: Page, owner: QObject) -> None:
        self._owner = owner
        self._page = page
        self._sending = 0

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._sending > 0

    # What may be done.

    def why_not(self) -> str:
        """Why nothing can be written here, empty where it can."""
        page, file = self._page, self._page.file
        if not page.desk.session.may_write:
            return texts.READ_ONLY
        if file is None:
            return texts.CHOOSE_PERSON
        actor = page.gateway.actor
        organisations = {post.position.unit.organisation_id for post in file.posts}
        own = file.person.id == actor.person_id and actor.holds(Role.HOLDER)
        return "" if own or any(map(page.gateway.organises, organisations)) else texts.NO_RIGHT

    def why_not_saved(self) -> str:
        """Why the dates cannot be written."""
        page = self._page
        if why := self.why_not():
            return why if page.file is not None else ""
        row = page.file.absence if page.file is not None else None
        if row is None:
            return ""
        if row.cancelled:
            return texts.IS_CANCELLED
        return "" if page.dirty else texts.UNCHANGED

    def why_nobody_asked(self) -> str:
        """Why there is nobody to ask."""
        page = self._page
        if page.absence_id is None:
            return texts.ANNOUNCE_FIRST
        lines = page.plan.lines if page.plan is not None else ()
        asked = any(line.person is not None and line.acceptance in _UNASKED for line in lines)
        return "" if asked else texts.NOBODY_TO_ASK

    def why_not_confirmed(self) -> str:
        """Why there is nothing to confirm."""
        page = self._page
        if page.absence_id is None:
            return texts.ANNOUNCE_FIRST
        if page.dirty:
            return texts.SAVE_DATES_FIRST
        posts = {line.post.position.unit.organisation_id for line in self._awaiting()}
        if not posts:
            return texts.NOTHING_TO_CONFIRM
        return "" if all(map(page.gateway.organises, posts)) else texts.NO_RIGHT

    def why_no_answer(self) -> str:
        """Why no answer can be noted on the current line."""
        page, line = self._page, self._page.relief.current()
        if not page.desk.session.may_write:
            return texts.READ_ONLY
        if line is None or line.person is None:
            return texts.CHOOSE_LINE
        if line.assignment is None or line.assignment.id == 0 or line.acceptance is Acceptance.REFUSED:
            return texts.NOT_ASKED_YET
        own = line.person.id == page.gateway.actor.person_id
        if own or page.gateway.organises(line.post.position.unit.organisation_id):
            return ""
        return texts.NO_RIGHT

    # The absence itself.

    def save(self) -> None:
        """Announce the absence, or give it the dates typed; what is missing is said and gone to."""
        page = self._page
        if page.file is None:
            page.period.person.setFocus()
            page.desk.tell(texts.CHOOSE_PERSON, kind="warning")
            return
        period = page.period.period()
        if page.period.show_error(insist=True) or period is None:
            page.period.first.setFocus()
            return
        if self.why_not_saved():
            return
        file, row = page.file, page.file.absence
        if row is None:
            wanted = page.takings()
            self._send(lambda: page.gateway.announce(file.person.id, *period, wanted), self._announced)
        else:
            self._send(
                lambda: page.gateway.change_dates(row, *period),
                partial(self._moved, row, format_period(*period)),
            )

    def cancel(self) -> None:
        """Take the absence back, or bring it back."""
        file = self._page.file
        row = file.absence if file is not None else None
        if row is not None and not self.why_not():
            self._take_back(row, cancelled=not row.cancelled)

    # Relief.

    def choose(self, line: ReliefLine, person: PersonRef | None) -> None:
        """Give a task to a person, or to nobody."""
        page = self._page
        if page.absence_id is None:
            page.prefer(line, person)
            return
        second = line.second
        if person is not None and second is not None and second.id == person.id:
            second = None
        taking = Taking(*line.key, person.id if person else None, second.id if second else None)
        self._assign([taking])

    def propose_again(self) -> None:
        """Propose for whatever nobody was asked for or accepted."""
        page = self._page
        if page.file is None or page.plan is None or self.why_not():
            return
        given = proposals_again(page.file, page.plan)
        lines = {line.key: line for line in page.plan.lines}
        wanted = [
            Taking(*key, one.person_id, one.second_id)
            for key, one in given
            if _differs(lines[key], one.person_id, one.second_id)
        ]
        if page.absence_id is None:
            page.forget_choices()
            return
        if not wanted:
            page.desk.tell(texts.proposed_again(0))
            return
        self._assign(wanted, lambda: page.desk.tell(texts.proposed_again(len(wanted))))

    def ask(self) -> None:
        """Prepare the messages that ask everybody proposed."""
        page = self._page
        if page.absence_id is None or self.why_not() or self.why_nobody_asked():
            return
        absence_id = page.absence_id
        self._send(lambda: page.gateway.ask(absence_id), self._asked)

    def confirm(self) -> None:
        """Note the acceptance of everybody who still has to give it, after a question."""
        page = self._page
        if page.absence_id is None or page.plan is None or self.why_not() or self.why_not_confirmed():
            return
        absence_id = page.absence_id
        bare = [line.touched.task.key for line in page.plan.bare]
        words = texts.confirming(_by_person(self._awaiting()), bare)
        ask(
            *(page.desk.parent_widget, texts.CONFIRM_QUESTION, words, texts.CONFIRM, texts.NOT_NOW),
            lambda: self._send(lambda: page.gateway.confirm(absence_id), self._confirmed),
        )

    def answer(self, *, accepted: bool) -> None:
        """Note what the person of the current line answered."""
        page, line = self._page, self._page.relief.current()
        if self.why_no_answer() or line is None or line.assignment is None or page.absence_id is None:
            return
        told, absence_id = line.assignment, page.absence_id
        self._send(
            lambda: page.gateway.answer(absence_id, told.id, told.version, accepted=accepted),
            partial(self._answered, line, accepted),
        )

    def ask_team(self, post: ReliefPost | None = None) -> None:
        """Hand what nobody takes of a position to whoever finds flying teams."""
        page = self._page
        take = page.take_need
        if take is None or page.plan is None:
            return
        posts = [line.post for line in page.plan.bare]
        if post is not None or posts:
            take(page.desk, page.gateway.need(page.plan, post or posts[0]))

    def print_plan(self) -> None:
        """Preview the relief plan of the post of the current line."""
        page, line = self._page, self._page.relief.current()
        if page.absence_id is None or page.file is None or not page.file.posts:
            page.desk.tell(texts.NO_PLAN_YET, kind="warning")
            return
        # What shows a PDF is loaded when something is first printed.
        from agence_desktop.desktop.dialogs.preview import open_preview

        post = line.post if line is not None else page.file.posts[0]
        number = post.position.number
        make = partial(page.gateway.print_plan, number, page.absence_id)
        open_preview(page.desk.tasks, page.desk.parent_widget, texts.plan_title(number), make)

    # What came of it.

    def _announced(self, written: Written) -> None:
        page, row = self._page, written.absence
        page.desk.hub.publish(written.changes)
        words = texts.announced(row.person.name, texts.period_words(row.first, row.last))
        page.desk.offer_undo(words, partial(self._take_back, row, cancelled=True))
        page.show_written(row.id)

    def _moved(self, before: AbsenceRow, period: str, written: Written) -> None:
        page = self._page
        page.desk.hub.publish(written.changes)
        page.desk.offer_undo(
            texts.dates_saved(period),
            lambda: self._send(
                lambda: page.gateway.change_dates(written.absence, before.first, before.last), self._told
            ),
        )
        page.refresh()

    def _take_back(self, row: AbsenceRow, *, cancelled: bool) -> None:
        page = self._page
        self._send(
            lambda: page.gateway.cancel(row, cancelled=cancelled), partial(self._taken_back, cancelled)
        )

    def _taken_back(self, cancelled: bool, written: Written) -> None:
        page, row = self._page, written.absence
        page.desk.hub.publish(written.changes)
        words = texts.cancelled(row.person.name) if cancelled else texts.restored(row.person.name)
        page.desk.offer_undo(words, partial(self._take_back, row, cancelled=not cancelled))
        page.refresh()

    def _asked(self, asked: Asked) -> None:
        page = self._page
        page.desk.hub.publish([asked.change])
        open_messages(page.desk, asked.messages)
        page.refresh()

    def _confirmed(self, noted: tuple[tuple[Confirmed, ...], Change]) -> None:
        page, (before, change), absence_id = self._page, noted, self._page.absence_id
        page.desk.hub.publish([change])
        if absence_id is not None:
            page.desk.offer_undo(
                texts.confirmed(len(before)),
                lambda: self._send(lambda: page.gateway.unconfirm(absence_id, before), self._told),
                ToastAction(texts.PLAN, self.print_plan),
            )
        page.refresh()

    def _awaiting(self) -> list[ReliefLine]:
        """The lines of those who still have to accept."""
        lines = self._page.plan.lines if self._page.plan is not None else ()
        return [line for line in lines if line.person is not None and line.acceptance in _UNANSWERED]

    def _answered(self, line: ReliefLine, accepted: bool, written: Written) -> None:
        page = self._page
        page.desk.hub.publish(written.changes)
        name = line.person.name if line.person else ""
        second = line.second
        offer = None
        if not accepted and second is not None:
            offer = ToastAction(texts.offer_second(second.name), lambda: self.choose(line, second))
        words = texts.answered(name, line.touched.task.key, accepted=accepted)
        page.desk.tell(words, offer, kind="ok" if accepted else "warning")
        page.refresh()

    def _assign(self, wanted: list[Taking], done: Callable[[], object] | None = None) -> None:
        page = self._page
        if page.absence_id is None:
            return
        absence_id = page.absence_id

        def written(result: Written) -> None:
            self._told(result)
            if done is not None:
                done()

        self._send(lambda: page.gateway.assign(absence_id, wanted), written)

    def _told(self, written: Written) -> None:
        self._page.desk.hub.publish(written.changes)
        self._page.refresh()

    def _send(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._sending += 1

        def finished(result: Any) -> None:
            self._sending -= 1
            done(result)

        self._page.desk.tasks.run(work, owner=self._owner, done=finished, failed=self._failed)

    def _failed(self, failure: Failure) -> None:
        self._sending -= 1
        self._page.desk.tell(failure.sentence, kind="danger")
        self._page.refresh()


def _by_person(lines: Sequence[ReliefLine]) -> dict[str, list[str]]:
    """Name → the tasks that are asked of them."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.person is not None:
            found.setdefault(line.person.name, []).append(line.touched.task.key)
    return found


def _differs(line: ReliefLine, person_id: int | None, second_id: int | None) -> bool:
    has = line.person.id if line.person is not None and line.state is not ReliefState.UNCOVERED else None
    second = line.second.id if line.second is not None else None
    return (has, second) != (person_id, second_id)
