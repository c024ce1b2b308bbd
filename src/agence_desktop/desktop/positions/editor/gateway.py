"""What the editor of sheets asks of the database; every method runs on the database thread.

Commands and queries are imported when first used: the window opens before the database library is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.roles import Actor, Role
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.rows import PositionRow, SheetFile, SheetRow, SheetState
from agence_desktop.positions.standing import Standing

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.positions.commands.commenting import Remark
    from agence_desktop.positions.commands.writing import Opened, Save
    from agence_desktop.storage.work import Database, Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Model:
    """A sheet to begin with: how people call it, what tells it from another, and where it comes from.

    ``position_id`` is that of a colleague's post; a template has its ``sheet`` at hand.
    """

    label: str
    detail: str = ""
    position_id: int | None = None
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """What the editor shows: the version (None: the post has no sheet yet), and whether one may write it.

    ``before`` is the content of the version from which changes are counted, None for the first.
    """

    position: PositionRow
    file: SheetFile | None
    may_write: bool
    today: date
    observed: frozenset[date]
    before: Sheet | None = None
    before_number: int = 0


def with_row(opened: OpenSheet, row: SheetRow) -> OpenSheet:
    """What was read, its version told by another reading of it."""
    assert opened.file is not None
    return replace(opened, file=replace(opened.file, row=row))


class EditorGateway:
    """One database, one person; used by one thread at a time (the database thread)."""

    def __init__(self, database: Database, actor: Actor) -> None:
        from agence_desktop.positions.commands.desk import Desk

        self.database = database
        self.actor = actor
        self._desk = Desk(actor)
        self._observed: frozenset[date] | None = None

    def today(self) -> date:
        """The present date in Québec."""
        return to_wall(self.database.clock.now(), QUEBEC).date()

    def open(self, number: str, version: int | None = None) -> OpenSheet:
        """A version of the sheet of a post (None: the newest): four statements, and the holidays once.

        Raises RefusedError ``unknown_position`` or ``unknown_sheet``.
        """
        from agence_desktop.directory.queries import observed_holidays
        from agence_desktop.positions.queries.sheets import sheet_versions

        today = self.today()

        def work(session: Session) -> OpenSheet:
            if self._observed is None:
                self._observed = observed_holidays(session)
            position, file, bodies = sheet_versions(session, number, version)
            before = None
            if file is not None:
                earlier = [one for one in file.versions if one.number < file.row.number]
                before = max(earlier, key=lambda one: one.number, default=None)
            return OpenSheet(
                position,
                file,
                self.writes(position),
                today,
                self._observed,
                bodies[before.id] if before is not None else None,
                before.number if before is not None else 0,
            )

        return self.database.read(work)

    def forget_holidays(self) -> None:
        """Read the holidays again when a sheet is opened next."""
        self._observed = None

    def writes(self, position: PositionRow) -> bool:
        """Whether this person may write the sheet of a post: its holder, clerks and managers of its M/O."""
        organisation = position.unit.organisation_id
        holder = position.holder is not None and position.holder.id == self.actor.person_id
        return (
            (holder and self.actor.may(Role.HOLDER, organisation))
            or self._desk.manages(organisation)
            or self.actor.may(Role.CLERK, organisation)
        )

    def open_version(self, position_id: int, start: Sheet | None = None) -> Opened:
        """Open the next version."""
        from agence_desktop.positions.commands.writing import open_version

        return self._write(lambda session: open_version(session, self._desk, position_id, start))

    def save(self, wanted: Save) -> Opened:
        """Keep the draft."""
        from agence_desktop.positions.commands.writing import save_draft

        return self._write(lambda session: save_draft(session, self._desk, wanted))

    def submit(self, sheet_id: int, version: int) -> Change:
        """Submit the draft as it is stored."""
        from agence_desktop.positions.commands.writing import submit

        return self._write(lambda session: submit(session, self._desk, sheet_id, version))

    def comment(self, remark: Remark) -> Change:
        """Add a remark on a field."""
        from agence_desktop.positions.commands.commenting import comment

        return self._write(lambda session: comment(session, self._desk, remark))

    def settle(self, comment_id: int, settled: bool) -> Change:
        """Mark a remark as settled, or open it again."""
        from agence_desktop.positions.commands.commenting import settle

        return self._write(lambda session: settle(session, self._desk, comment_id, settled=settled))

    def print_sheet(self, number: str, version: int) -> Printed:
        """The complete sheet as it is stored; the print is on record."""
        from agence_desktop.actions.printing.posts import print_sheet

        return print_sheet(self.database, self._desk, number, version=version)

    def sample(self) -> dict[str, object] | None:
        """The state of the editor on a sheet that is being written, else on any; None without one."""
        from agence_desktop.positions.queries.register import positions
        from agence_desktop.positions.queries.standings import standings

        today = self.today()

        def work(session: Session) -> dict[str, object] | None:
            known = positions(session, today)
            stand = standings(session, known, today)
            written = [one for one in known if stand[one.id].open or stand[one.id].in_force]
            # The likeliest to show something: a version that is being written, after one in force.
            written.sort(key=lambda one: _shown_first(stand[one.id]))
            chosen = next(iter(written), None)
            return None if chosen is None else {"number": chosen.number, "version": None, "section": 3}

        return self.database.read(work)

    def models(self, besides: int) -> list[Model]:
        """Templates, then the posts of colleagues that have a sheet; the post ``besides`` is left out."""
        from agence_desktop.actions.sheet_templates import templates
        from agence_desktop.positions.queries.register import positions
        from agence_desktop.positions.queries.standings import standings

        today = self.today()

        def work(session: Session) -> list[PositionRow]:
            known = [one for one in positions(session, today) if one.id != besides]
            stand = standings(session, known, today)
            return [one for one in known if stand[one.id].open or stand[one.id].in_force]

        found = [Model(one.label, texts.TEMPLATE, sheet=one.sheet) for one in templates()]
        posts = self.database.read(work)
        return [*found, *(Model(f"{one.number} {one.title}", _of(one), one.id) for one in posts)]

    def start_of(self, model: Model) -> Sheet:
        """The content with which a model lets one begin. Raises RefusedError where the post has no sheet."""
        from agence_desktop.positions.editing import as_start
        from agence_desktop.positions.queries.sheets import sheet_file

        if model.sheet is not None or model.position_id is None:
            return model.sheet or Sheet()
        position_id = model.position_id
        file = self.database.read(lambda session: sheet_file(session, position_id))
        if file is None:
            raise RefusedError("no_sheet", texts.MODEL_WITHOUT_SHEET)
        return as_start(file.sheet)

    def _write(self, work: Callable[[Session], T]) -> T:
        if self.database.read_only:
            raise RefusedError("read_only", texts.READ_ONLY)
        return self.database.write(work)


def _of(position: PositionRow) -> str:
    """« Soutien aux opérations, Maryse Thibodeau »."""
    holder = position.holder.name if position.holder is not None else texts.VACANT
    return f"{position.unit.name}, {holder}"


def _shown_first(standing: Standing) -> tuple[bool, bool, bool]:
    """Sorts first what shows most: a version that one may write into, else any open one, after another."""
    row = standing.open
    written = row is not None and row.state in (SheetState.DRAFT, SheetState.RETURNED)
    return not written, row is None, standing.in_force is None
