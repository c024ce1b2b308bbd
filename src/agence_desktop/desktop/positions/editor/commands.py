"""The commands of the editor of sheets, and its place, as the slice hands them to the shell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from agence_desktop.desktop.contribution import Command, DraftOpener, Late, Menu, PlaceCommands
from agence_desktop.desktop.drafts import Draft
from agence_desktop.desktop.places import PlaceSpec, State, Target, Workbench
from agence_desktop.desktop.positions.editor import texts
from agence_desktop.desktop.positions.editor.gateway import EditorGateway
from agence_desktop.desktop.positions.keys import SHEET, SHEET_DRAFT

if TYPE_CHECKING:
    from agence_desktop.core.roles import Actor
    from agence_desktop.desktop.positions.editor.sheet_place import SheetPlace
    from agence_desktop.storage.work import Database


def _load() -> type[SheetPlace]:
    from agence_desktop.desktop.positions.editor.sheet_place import SheetPlace

    return SheetPlace


_PLACE = Late(_load)
_command = PlaceCommands(_PLACE, SHEET, frozenset({SHEET}), "fiche")


class Base(Protocol):
    """The base and who works on it."""

    @property
    def database(self) -> Database: ...
    @property
    def actor(self) -> Actor: ...


def sheet_places(base: Base) -> tuple[PlaceSpec, ...]:
    """The page of a sheet."""
    gateway = EditorGateway(base.database, base.actor)
    return (
        PlaceSpec(
            SHEET,
            texts.SHEET,
            lambda desk: _PLACE.kind(desk, gateway),
            "file-document-edit-outline",
            listed=False,
        ),
    )


def sheet_sample(base: Base) -> dict[str, State]:
    """A sheet that stands for all others in pictures."""
    found = EditorGateway(base.database, base.actor).sample()
    return {} if found is None else {SHEET: found}


def sheet_drafts() -> tuple[DraftOpener, ...]:
    """Takes up a draft of a sheet that was left."""
    return (DraftOpener(SHEET_DRAFT, _resume),)


def sheet_commands() -> tuple[Command, ...]:
    """What can be done in the editor, by menu and by key."""
    return (*_sheet_commands(), *_field_commands(), *_version_commands(), *_line_commands())


def _sheet_commands() -> tuple[Command, ...]:
    return (
        _command(
            "keep",
            texts.KEEP_COMMAND,
            lambda place: place.save(),
            "Ctrl+S",
            "content-save-outline",
            menu=Menu.FILE,
            enabled=_editable,
        ),
        _command(
            "submit",
            texts.SUBMIT_COMMAND,
            lambda place: place.submit(),
            "Ctrl+Return",
            "file-send-outline",
            enabled=_editable,
        ),
        _command(
            "next",
            texts.NEXT_COMMAND,
            lambda place: place.next_item(),
            "F8",
            "alert-circle-outline",
            enabled=_editable,
        ),
        _command(
            "compare",
            texts.COMPARE_COMMAND,
            lambda place: place.compare(),
            "Ctrl+Shift+C",
            "file-compare",
            enabled=lambda place: place.store.open is not None and bool(place.store.open.before_number),
        ),
        _command(
            "preview",
            texts.PREVIEW_COMMAND,
            lambda place: place.toggle_preview(),
            "F12",
            "printer-eye",
            menu=Menu.VIEW,
            checked=lambda place: not place.preview.isHidden(),
        ),
    )


def _field_commands() -> tuple[Command, ...]:
    return (
        _command(
            "redo",
            texts.REDO_COMMAND,
            lambda place: place.store.redo(),
            "Ctrl+Y",
            "redo",
            menu=Menu.EDIT,
            enabled=lambda place: place.store.can_redo(),
        ),
        _command(
            "comment",
            texts.COMMENT_COMMAND,
            lambda place: place.comment(),
            "Ctrl+M",
            "comment-text-outline",
            menu=Menu.EDIT,
            enabled=_opened,
        ),
        _command(
            "no-secret",
            texts.NO_SECRET_COMMAND,
            lambda place: place.say_no_secret(),
            "Ctrl+Shift+K",
            "shield-check-outline",
            menu=Menu.EDIT,
            enabled=lambda place: place.store.editable and bool(place.store.secrets),
        ),
    )


def _version_commands() -> tuple[Command, ...]:
    return (
        _command(
            "version",
            texts.VERSION_COMMAND,
            lambda place: place.versions.open_next(),
            "Ctrl+Shift+N",
            "file-document-edit-outline",
            enabled=_may_open_next,
        ),
        _command(
            "begin",
            texts.BEGIN_COMMAND,
            lambda place: place.versions.begin(),
            "Ctrl+Shift+D",
            "content-duplicate",
            enabled=_editable,
        ),
        _command(
            "import",
            texts.IMPORT_COMMAND,
            lambda place: place.versions.import_document(),
            "Ctrl+Shift+W",
            "file-import-outline",
            enabled=_may_import,
        ),
    )


def _line_commands() -> tuple[Command, ...]:
    acts: tuple[tuple[str, str, str, str], ...] = (
        ("add", texts.ADD_COMMAND, "Ins", "plus"),
        ("double", texts.DOUBLE_COMMAND, "Ctrl+D", "content-copy"),
        ("remove", texts.REMOVE_COMMAND, "Ctrl+Del", "delete-outline"),
        ("up", texts.UP_COMMAND, "Alt+Shift+Up", "arrow-up"),
        ("down", texts.DOWN_COMMAND, "Alt+Shift+Down", "arrow-down"),
    )
    steps = (
        ("following", texts.FOLLOWING_COMMAND, "Alt+Down", 1, "arrow-down"),
        ("previous", texts.PREVIOUS_COMMAND, "Alt+Up", -1, "arrow-up"),
    )
    return (
        *(
            _command(deed, words, _act(deed), keys, icon, menu=Menu.EDIT, enabled=_has_lines, group="lignes")
            for deed, words, keys, icon in acts
        ),
        *(
            _command(key, words, _step(by), keys, icon, menu=Menu.EDIT, enabled=_opened, group="lignes")
            for key, words, keys, by, icon in steps
        ),
    )


def _act(deed: str) -> Callable[[SheetPlace], object]:
    def run(place: SheetPlace) -> None:
        if place.page.tools is not None:
            place.page.tools.act(deed)

    return run


def _step(by: int) -> Callable[[SheetPlace], object]:
    return lambda place: place.page.step_line(by)


def _editable(place: SheetPlace) -> bool:
    return place.store.editable


def _opened(place: SheetPlace) -> bool:
    return place.store.open is not None


def _has_lines(place: SheetPlace) -> bool:
    tools = place.page.tools if place.store.open is not None else None
    return tools is not None and place.store.editable and not tools.active.lines.group.fixed


def _may_open_next(place: SheetPlace) -> bool:
    opened = place.store.open
    return opened is not None and opened.file is not None and opened.may_write and not place.store.editable


def _may_import(place: SheetPlace) -> bool:
    opened = place.store.open
    return opened is not None and opened.may_write and (opened.file is None or place.store.editable)


def _resume(desk: Workbench, draft: Draft) -> None:
    from agence_desktop.desktop.positions.editor.keeping import resume_draft_target

    state = resume_draft_target(draft)
    if state is not None:
        desk.go(Target(SHEET, state))
