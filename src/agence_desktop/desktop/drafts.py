"""Drafts: what is typed in a form is kept by itself, survives a crash and is offered again."""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from agence_desktop.core.clock import Clock

_LOG = logging.getLogger(__name__)
_SETTLE_MS = 600
_SAFE = re.compile(r"[^a-z0-9_-]+")


class Draft(NamedTuple):
    """A form as it was left: ``kind`` names the form, ``title`` tells it to people, ``saved`` is aware."""

    key: str
    kind: str
    title: str
    saved: datetime
    values: Mapping[str, Any]


class Drafts:
    """The drafts of one person on this computer: one JSON file each, written whole or not at all.

    ``base_id`` is the identity of the open base: drafts of other bases stay where they are, unseen. A draft
    that names no base was left by a version that did not ask; it is offered in whichever is open. While no
    base is open nothing is offered, and ``waiting`` lists them all.
    """

    def __init__(self, folder: Path, clock: Clock, base_id: Callable[[], str] = str) -> None:
        self._root = folder
        self._clock = clock
        self._base_id = base_id

    def of_this_base(self) -> Drafts:
        """The drafts of the base that is open now, whichever is open later."""
        base_id = self._base_id()
        return Drafts(self._root, self._clock, lambda: base_id)

    def new_key(self, kind: str) -> str:
        """A key for a draft that does not exist yet."""
        from uuid import uuid4

        return f"{_SAFE.sub('-', kind.lower())}-{uuid4().hex[:12]}"

    def save(self, key: str, kind: str, title: str, values: Mapping[str, Any]) -> datetime:
        """Write the draft; the instant of writing. Raises OSError when the disk refuses,
        TypeError for no JSON.
        """
        saved = self._clock.now()
        content = {"kind": kind, "title": title, "saved": saved.isoformat(), "values": dict(values)}
        text = json.dumps(content, ensure_ascii=False)
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        if path != (without_base := self._without_base(key)):
            without_base.unlink(missing_ok=True)
        return saved

    def load(self, key: str) -> Draft | None:
        """The draft, or None where there is none or it cannot be read."""
        return self._read(self._path(key)) or self._read(self._without_base(key))

    def forget(self, key: str) -> None:
        """Remove the draft, once saved for good or thrown away."""
        for path in (self._path(key), self._without_base(key)):
            path.unlink(missing_ok=True)

    def waiting(self, kind: str | None = None) -> list[Draft]:
        """The drafts that were left, newest first; an unreadable file is passed over and kept."""
        paths = [*self._root.glob("*.json"), *self._root.glob(self._others)]
        found = [draft for path in paths if (draft := self._read(path)) is not None]
        return sorted(
            (draft for draft in found if kind is None or draft.kind == kind),
            key=lambda draft: draft.saved,
            reverse=True,
        )

    @property
    def _folder(self) -> Path:
        base_id = self._base_id()
        return self._root / _SAFE.sub("-", base_id.lower()) if base_id else self._root

    @property
    def _others(self) -> str:
        return f"{self._folder.name if self._base_id() else '*'}/*.json"

    def _path(self, key: str) -> Path:
        return self._folder / _file_name(key)

    def _without_base(self, key: str) -> Path:
        return self._root / _file_name(key)

    def _read(self, path: Path) -> Draft | None:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return Draft(
                key=path.stem,
                kind=str(content["kind"]),
                title=str(content["title"]),
                saved=datetime.fromisoformat(content["saved"]),
                values=dict(content["values"]),
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            _LOG.warning("unreadable draft %s", path.name)
            return None


def _file_name(key: str) -> str:
    return f"{_SAFE.sub('-', key.lower())}.json"


class DraftKeeper(QObject):
    """Keeps one form's draft while it is edited: saves a moment after the last change, forgets when it is
    closed. The draft stays with the base that was open when the form was.

    ``kept`` carries the aware instant of the last writing; ``failed`` says that the disk refused.
    """

    kept = Signal(object)
    failed = Signal()

    def __init__(
        self,
        drafts: Drafts,
        kind: str,
        title: Callable[[], str],
        values: Callable[[], Mapping[str, Any]],
        key: str | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._drafts, self._kind, self._title, self._values = drafts.of_this_base(), kind, title, values
        self.key = key or drafts.new_key(kind)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """The form was edited: write a moment after the last touch."""
        self._timer.start()

    def keep(self) -> None:
        """Write now (Ctrl+S)."""
        self._timer.stop()
        try:
            saved = self._drafts.save(self.key, self._kind, self._title(), self._values())
        except OSError:
            _LOG.warning("the draft could not be written", exc_info=True)
            self.failed.emit()
        else:
            self.kept.emit(saved)

    def forget(self) -> None:
        """The form was saved for good, or thrown away."""
        self._timer.stop()
        self._drafts.forget(self.key)
