"""Writing a sheet: opening a version, saving the draft, submitting it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.changes import Change
from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.errors import RefusedError
from agence_desktop.core.french import counted
from agence_desktop.positions.codec import read_sheet
from agence_desktop.positions.commands import texts
from agence_desktop.positions.commands.commenting import with_remarks
from agence_desktop.positions.commands.desk import (
    Desk,
    position_of,
    tell,
    version_of,
)
from agence_desktop.positions.commands.storing import digest_of, write_content
from agence_desktop.positions.completeness import missing_items
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.model import Position, SecrecyOverride, SheetSignature, SheetVersion
from agence_desktop.positions.rows import (
    EDITABLE,
    OPEN,
    Control,
    Diffusion,
    SheetReason,
    SheetState,
    Signer,
)
from agence_desktop.positions.secrecy import find_secrets
from agence_desktop.storage.context import now


class SecretError(RefusedError):
    """What stands at ``path`` of a sheet looks like a secret: ``secret``."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__("secret", sentence)
        self.path = path


@dataclass(frozen=True, slots=True)
class Save:
    """A draft to keep: the version as it was read, its content and control.

    ``not_secrets``: paths of texts of which the writer says « Ce n’est pas un secret ».
    """

    sheet_id: int
    version: int
    sheet: Sheet
    control: Control
    not_secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The version that was opened or saved: its id and the version to save it again with."""

    sheet_id: int
    version: int
    change: Change


def open_version(
    session: Session,
    desk: Desk,
    position_id: int,
    start: Sheet | None = None,
    reason: SheetReason | None = None,
) -> Opened:
    """Open the next version of a sheet: as the one before, or as ``start`` (a template, a colleague's sheet).

    Raises RefusedError ``sheet_open`` where a version is open already, RightMissingError.
    """
    position = position_of(session, position_id)
    desk.require_writer(position)
    last = session.scalars(
        select(SheetVersion)
        .where(SheetVersion.position_id == position_id)
        .order_by(SheetVersion.number.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.state in OPEN:
        raise RefusedError("sheet_open", texts.ALREADY_OPEN.format(number=last.number))
    before = content_of(last) if last is not None else Sheet()
    sheet = before if start is None else with_remarks(session, position_id, before, start)
    today = to_wall(now(session), QUEBEC).date()
    version = SheetVersion(
        position_id=position_id,
        number=1 if last is None else last.number + 1,
        state=str(SheetState.DRAFT),
        holder_id=position.holder_id,
        manager_id=position.manager_id,
        body="",
        saved_at=now(session),
        saved_by=desk.actor.login,
    )
    session.add(version)
    diffusion = Diffusion(last.diffusion) if last is not None and last.diffusion else Diffusion.UNIT
    control = Control(reason or SheetReason.PREVENTIVE, diffusion, today)
    write_content(session, version, sheet, control)
    return Opened(version.id, version.version, tell(session, (position_id,)))


def save_draft(session: Session, desk: Desk, wanted: Save) -> Opened:
    """Keep a draft. Incomplete content is welcome; what looks like a secret is not.

    Raises StaleError, RefusedError ``not_editable`` or ``secret``, RightMissingError.
    """
    version, position = version_of(session, wanted.sheet_id, wanted.version)
    desk.require_writer(position)
    if version.state not in EDITABLE:
        raise RefusedError("not_editable", texts.NOT_EDITABLE)
    _refuse_secrets(session, desk, position, wanted.sheet, wanted.not_secrets)
    version.saved_at = now(session)
    version.saved_by = desk.actor.login
    version.holder_id, version.manager_id = position.holder_id, position.manager_id
    write_content(session, version, wanted.sheet, wanted.control)
    return Opened(version.id, version.version, tell(session, (position.id,)))


def submit(session: Session, desk: Desk, sheet_id: int, version: int) -> Change:
    """Submit a draft to the manager; the holder signs « exact et complet » by it.

    A manager or clerk may submit for a position without holder. Raises StaleError, RefusedError
    ``not_editable``, ``incomplete``, ``unreadable`` or ``secret``, RightMissingError.
    """
    row, position = version_of(session, sheet_id, version)
    desk.require_writer(position)
    if row.state not in EDITABLE:
        raise RefusedError("not_editable", texts.NOT_EDITABLE)
    sheet = content_of(row)
    _refuse_secrets(session, desk, position, sheet, ())
    if sheet.unread:
        raise RefusedError("unreadable", texts.UNREADABLE.format(count=counted(len(sheet.unread), "champ")))
    missing = missing_items(sheet, control_of(row))
    if missing:
        count = counted(len(missing), *texts.ELEMENTS)
        raise RefusedError("incomplete", texts.INCOMPLETE.format(count=count, first=missing[0].label))
    row.state = str(SheetState.SUBMITTED)
    row.submitted_at = now(session)
    session.flush()
    if desk.holds(position):
        sign(session, desk, row, Signer.HOLDER)
    return tell(session, (position.id,))


def sign(session: Session, desk: Desk, row: SheetVersion, signer: Signer) -> None:
    """Add the actor's signature to a version, once for each capacity.

    A version returned and submitted again is signed anew where its content changed: the older one vouches
    for what was signed then, and a signature never goes away.
    """
    person = desk.require_person()
    existing = session.scalars(
        select(SheetSignature).where(
            SheetSignature.sheet_id == row.id,
            SheetSignature.signer == str(signer),
            SheetSignature.person_id == person,
            SheetSignature.digest == digest_of(row),
        )
    ).one_or_none()
    if existing is None:
        session.add(
            SheetSignature(
                sheet_id=row.id,
                signer=str(signer),
                person_id=person,
                login=desk.actor.login,
                at=now(session),
                digest=digest_of(row),
            )
        )
        session.flush()


def content_of(row: SheetVersion) -> Sheet:
    """The content of a version."""
    return read_sheet(json.loads(row.body))


def control_of(row: SheetVersion) -> Control:
    """§ 0 of a version."""
    return Control(
        SheetReason(row.reason) if row.reason else None,
        Diffusion(row.diffusion) if row.diffusion else None,
        row.written_on,
        row.next_review,
    )


def _refuse_secrets(
    session: Session, desk: Desk, position: Position, sheet: Sheet, not_secrets: Collection[str]
) -> None:
    """Refuse what looks like a secret, unless somebody said of that very text that it is none."""
    if not find_secrets(sheet):
        return
    asked = select(SecrecyOverride.path, SecrecyOverride.digest)
    known = set(session.execute(asked.where(SecrecyOverride.position_id == position.id)).tuples())
    for one in find_secrets(sheet, known):
        if one.path not in not_secrets:
            raise SecretError(one.path, one.sentence)
        session.add(
            SecrecyOverride(
                position_id=position.id,
                path=one.path,
                digest=one.digest,
                login=desk.actor.login,
                at=now(session),
            )
        )
