"""The sheet being written, with its history: what every pane of the editor shows and changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from PySide6.QtCore import QObject, Signal

from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.gateway import OpenSheet
from agence_desktop.positions.catalogue import GROUPS, SECTIONS, field_at, section_of
from agence_desktop.positions.comparing import compare
from agence_desktop.positions.completeness import SectionState, section_states
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.editing import (
    Content,
    fault_at,
    line_at,
    typing_text,
    value_at,
    with_text,
)
from agence_desktop.positions.following import moved_path, places
from agence_desktop.positions.rows import EDITABLE, Comment, Control
from agence_desktop.positions.secrecy import Secret, look_at
from agence_desktop.positions.sentences import FILLER_LABELS
from agence_desktop.positions.walking import walk

_LONGEST_HISTORY = 200
EMPTY = Content(Sheet(), Control())
_look_at = lru_cache(maxsize=4_096)(look_at)


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to settle before submitting: where, how people call it, and who fills it."""

    path: str
    section: int
    label: str
    filler: str


class EditorStore(QObject):
    """One open version. ``opened``: another was read; ``changed``: its content is other than before.

    ``path`` is the field where the keyboard is; ``remarks_changed`` tells of comments, ``asked`` carries the
    path to which the keyboard should go.
    """

    opened = Signal()
    changed = Signal()
    path_changed = Signal(str)
    remarks_changed = Signal()
    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open: OpenSheet | None = None
        self.seen = EMPTY
        self.content = EMPTY
        self.path = ""
        self.locked = False
        """Whether a draft waits to be taken up: nothing is typed over it."""
        self.not_secrets: set[str] = set()
        """Paths of texts said to be no secret since the last save."""
        self._past: list[Content] = []
        self._future: list[Content] = []
        self._merging = ""
        self._states: tuple[SectionState, ...] | None = None
        self._todo: tuple[ToDo, ...] | None = None
        self._secrets: dict[str, Secret] | None = None
        self._standing: dict[int, str] | None = None
        self._remarked: frozenset[str] | None = None
        self._known_secrets: set[tuple[str, str]] = set()

    # What is shown.

    @property
    def today(self) -> date:
        """The present date, as it was when the sheet was read."""
        return self.open.today if self.open is not None else date.min

    @property
    def observed(self) -> frozenset[date]:
        """Observed holidays."""
        return self.open.observed if self.open is not None else frozenset()

    @property
    def editable(self) -> bool:
        """Whether the content may change here."""
        file = self.open.file if self.open is not None else None
        writes = self.open is not None and self.open.may_write
        return file is not None and writes and file.row.state in EDITABLE and not self.locked

    @property
    def dirty(self) -> bool:
        """Whether something is not in the base yet."""
        return self.content != self.seen

    @property
    def states(self) -> tuple[SectionState, ...]:
        """The 16 sections."""
        if self._states is None:
            self._states = section_states(self.content.sheet, self.content.control)
        return self._states

    @property
    def secrets(self) -> dict[str, Secret]:
        """Texts that look like secrets, by path, but those said to be none."""
        if self._secrets is None:
            self._secrets = {
                one.path: one
                for one in _secrets_of(self.content.sheet)
                if one.path not in self.not_secrets and (one.path, one.digest) not in self._known_secrets
            }
        return self._secrets

    @property
    def todo(self) -> tuple[ToDo, ...]:
        """What keeps the sheet from being submitted: missing, unreadable, or like a secret."""
        if self._todo is None:
            found = [
                ToDo(item.path, item.section, item.label, FILLER_LABELS[item.filler])
                for state in self.states
                for item in state.missing
            ]
            paths = {one.path for one in found}
            for path in self.content.typed:
                if path not in paths:
                    found.append(self._fault(path, texts.unread(self.label(path))))
            for path in self.secrets:
                found.append(self._fault(path, texts.like_secret(self.label(path))))
            self._todo = tuple(sorted(found, key=lambda one: one.section))
        return self._todo

    @property
    def missing(self) -> frozenset[str]:
        """The paths of what is missing."""
        return frozenset(item.path for state in self.states for item in state.missing)

    def sentence(self, path: str) -> str:
        """What is wrong at a path: a secret, or a text that cannot be read; empty when nothing is."""
        if (secret := self.secrets.get(path)) is not None:
            return secret.sentence
        try:
            return fault_at(self.content, path, self.today)
        except KeyError:
            return ""

    def label(self, path: str) -> str:
        """How people call a place: « T4 Procédure du », « Mission »."""
        from agence_desktop.positions.completeness import name_of

        if not path:
            return texts.WHOLE_SHEET
        if self.is_gone(path):
            name, _, rest = path.partition("/")
            line_name = rest.partition("/")[0]
            table = GROUPS[name].label if name in GROUPS else path
            return texts.gone(line_name if name in GROUPS and GROUPS[name].key else table)
        try:
            field, line = field_at(path), line_at(self.content, path)
        except (KeyError, StopIteration, IndexError):
            return path
        if line is None:
            return field.label
        if line.group.line is None:
            return texts.line_of(line.group.label, line.number)
        name = line.value.key if line.group.name == "tasks" else name_of(line)
        return f"{name} {field.label}" if line.group.name == "tasks" else f"{name}, {field.label}"

    def changes_since(self) -> int:
        """How many fields changed since the version before."""
        if self.open is None or self.open.before is None:
            return 0
        return len(compare(self.open.before, self.content.sheet))

    def place_of(self, remark: Comment) -> str:
        """The path at which a remark stands in what is written now."""
        return self._stand().get(remark.id, remark.path)

    def stored_path(self, path: str) -> str:
        """The path in the base of what stands at a path here; its table where the base has no such line."""
        return moved_path(path, self.content, self.seen)

    def path_after(self, path: str) -> str:
        """The path here of what stands at a path in the base."""
        return moved_path(path, self.seen, self.content)

    def remarks(self, path: str) -> list[Comment]:
        """The remarks on a field that are not settled, with their answers, oldest first.

        Those of which the field is gone stand with every field of their section.
        """
        section = self.section_of(path)
        told = [
            one
            for one in self._comments()
            if (at := self.place_of(one)) == path or (self.is_gone(at) and self.section_of(at) == section)
        ]
        open_ones = {one.id for one in told if not one.settled and one.replies_to is None}
        return [one for one in told if one.id in open_ones or one.replies_to in open_ones]

    def remarked(self) -> frozenset[str]:
        """The paths with remarks that are not settled."""
        if self._remarked is None:
            open_ones = [one for one in self._comments() if not one.settled and one.replies_to is None]
            self._remarked = frozenset(self.place_of(one) for one in open_ones)
        return self._remarked

    def is_gone(self, path: str) -> bool:
        """Whether the line of a remark was removed."""
        try:
            return (bool(path) and "/" in path and line_at(self.content, path) is None) or path in GROUPS
        except (KeyError, IndexError):
            return True

    def known_keys(self) -> Iterable[str]:
        """Keys of tasks that were ever used, as far as this version tells."""
        file = self.open.file if self.open is not None else None
        if file is None:
            return ()
        named = [one.path.split("/")[1] for one in file.comments if one.path.startswith("tasks/")]
        before = [task.key for task in self.open.before.tasks] if self.open and self.open.before else []
        return [*(one.task for one in file.competences), *named, *before]

    # What changes it.

    def take(self, opened: OpenSheet, content: Content | None = None) -> None:
        """Show what was read; ``content`` is a draft of it that is not in the base."""
        self.open = opened
        file = opened.file
        self.seen = Content(file.sheet, file.row.control) if file is not None else EMPTY
        self.content = content or self.seen
        self.not_secrets.clear()
        # What the base holds was said to be none by somebody, on record.
        self._known_secrets = {(one.path, one.digest) for one in _secrets_of(self.seen.sheet)}
        self._past, self._future, self._merging = [], [], ""
        self._forget()
        self.opened.emit()
        self.changed.emit()
        self.remarks_changed.emit()

    def take_around(self, opened: OpenSheet) -> None:
        """Take remarks and people of a fresh reading of the same version; what is typed stays."""
        self.open = opened
        self._forget_remarks()
        self.remarks_changed.emit()

    def mark_saved(self, saved: Content, opened: OpenSheet) -> None:
        """``saved`` is in the base now."""
        self.open, self.seen = opened, saved
        self._known_secrets |= {
            (path, one.digest) for path in self.not_secrets if (one := self._secret_at(path)) is not None
        }
        self.not_secrets.clear()
        self._forget()
        self.changed.emit()

    def apply(self, content: Content, merging: str = "") -> None:
        """Change the content; changes in a row with the same word are taken back as one."""
        if content == self.content or not self.editable:
            return
        if not merging or merging != self._merging:
            self._past.append(self.content)
            del self._past[:-_LONGEST_HISTORY]
        self._merging = merging
        self._future = []
        self._set(content)

    def type(self, path: str, text: str, *, merging: bool = False) -> None:
        """A text typed at a path."""
        if text != self.text(path) or path in self.content.typed:
            self.apply(with_text(self.content, path, text, self.today), path if merging else "")

    def text(self, path: str) -> str:
        """The text at a path as one types it; empty where there is nothing."""
        try:
            return typing_text(self.content, path)
        except KeyError:
            return ""

    def value(self, path: str) -> object:
        """The value at a path, None where there is nothing."""
        try:
            return value_at(self.content, path)
        except KeyError:
            return None

    def say_no_secret(self, path: str) -> None:
        """« Ce n’est pas un secret »."""
        self.not_secrets.add(path)
        self._forget()
        self.changed.emit()

    def say_no_secret_here(self) -> None:
        """The same of the field where the keyboard is; elsewhere, go to what looks like a secret."""
        if self.path in self.secrets:
            self.say_no_secret(self.path)
        elif self.secrets:
            self.go(next(iter(self.secrets)))

    def set_locked(self, locked: bool) -> None:
        """Let nothing be typed while a draft waits to be taken up."""
        self.locked = locked
        self.changed.emit()

    def go(self, path: str) -> None:
        """Ask for the keyboard at a path."""
        self.asked.emit(path)

    def set_path(self, path: str) -> None:
        """The keyboard is at a path."""
        if path != self.path:
            self.path = path
            self._merging = ""
            self.path_changed.emit(path)

    def can_undo(self) -> bool:
        """Whether something typed can be taken back."""
        return bool(self._past) and self.editable

    def can_redo(self) -> bool:
        """Whether something taken back can be done again."""
        return bool(self._future) and self.editable

    def undo(self) -> None:
        """Take the last change back."""
        if self.can_undo():
            self._future.append(self.content)
            self._merging = ""
            self._set(self._past.pop())

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.can_redo():
            self._past.append(self.content)
            self._merging = ""
            self._set(self._future.pop())

    def section_of(self, path: str) -> int:
        """The number of the section of a path; 0 for the whole sheet."""
        try:
            return section_of(path.split("/", maxsplit=1)[0]).number if path else 0
        except KeyError:
            return 0

    def _secret_at(self, path: str) -> Secret | None:
        return _look_at(path, self.text(path))

    def _fault(self, path: str, label: str) -> ToDo:
        number = self.section_of(path)
        field = field_at(path)
        assert number < len(SECTIONS)
        return ToDo(path, number, label, FILLER_LABELS[field.filler])

    def _set(self, content: Content) -> None:
        self.content = content
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._states = self._todo = self._secrets = None
        self._forget_remarks()

    def _forget_remarks(self) -> None:
        self._standing = self._remarked = None

    def _comments(self) -> tuple[Comment, ...]:
        file = self.open.file if self.open is not None else None
        return file.comments if file is not None else ()

    def _stand(self) -> dict[int, str]:
        if self._standing is None:
            self._standing = places(self._comments(), self.seen, self.content)
        return self._standing


def _secrets_of(sheet: Sheet) -> Iterator[Secret]:
    """Whatever looks like a secret; that of a due rule stands at the rule."""
    texts = [(place.path, place.value) for place in walk(sheet) if isinstance(place.value, str)]
    texts += [(f"tasks/{task.key}/due", task.due_text) for task in sheet.tasks]
    texts += sheet.unread
    for path, text in texts:
        found = _look_at(path, text) if text else None
        if found is not None:
            yield found
