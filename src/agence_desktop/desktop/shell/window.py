"""The main window: joins rail, menus, bars, places and palette, and is the workbench of the slices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from agence_desktop.core.clock import to_wall
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.change_hub import ChangeHub
from agence_desktop.desktop.command import Command, Role
from agence_desktop.desktop.places import Place, PlaceSpec, Target, ToastAction, Workbench
from agence_desktop.desktop.session import MOST_SKEW, Mode, Session
from agence_desktop.desktop.shell import own_commands as own
from agence_desktop.desktop.shell import texts
from agence_desktop.desktop.shell.command_set import CommandSet
from agence_desktop.desktop.shell.empty_day import EmptyDay
from agence_desktop.desktop.shell.frame import WindowFrame
from agence_desktop.desktop.shell.history import History
from agence_desktop.desktop.shell.keys import HOME_KEY, RAIL, SIZE
from agence_desktop.desktop.shell.memory import Memory
from agence_desktop.desktop.shell.menus import Menus
from agence_desktop.desktop.shell.own_day import OwnDay
from agence_desktop.desktop.shell.pages import Pages, Section
from agence_desktop.desktop.shell.rail import Rail, RailArea, RailEntry
from agence_desktop.desktop.shell.status_bar import StatusBar
from agence_desktop.desktop.shell.tool_bar import ToolBar
from agence_desktop.desktop.shell.undo import Undoable, UndoStack
from agence_desktop.desktop.tasks import Failure, Tasks
from agence_desktop.desktop.theme import Theme
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.toasts import Banner, Toasts

if TYPE_CHECKING:
    from agence_desktop.core.changes import Change
    from agence_desktop.desktop.contribution import Contribution, DraftOpener, SearchProvider
    from agence_desktop.desktop.drafts import Draft, Drafts
    from agence_desktop.desktop.shell.palette import Palette
    from agence_desktop.desktop.shell.palette_items import PaletteGroup

_WIDE_FROM = 1600


class MainWindow(QMainWindow):
    """The window. ``base_requested`` asks for the choice of another base;
    ``closed`` comes once, at the end.
    """

    base_requested = Signal()
    closed = Signal()

    def __init__(
        self, tasks: Tasks, hub: ChangeHub, session: Session, drafts: Drafts, memory: Memory, look: Theme
    ) -> None:
        super().__init__()
        self.tasks, self.hub, self.session, self.drafts = tasks, hub, session, drafts
        self.memory, self.look = memory, look
        self.own_day = OwnDay(memory, session)
        self.contributions: tuple[Contribution, ...] = ()
        self.history = History()
        self._counting = QObject(self)
        self.undo_stack = UndoStack(self)
        self.rail, self.pages, self.banner = Rail(), Pages(self), Banner()
        self.bar = ToolBar()
        self.frame = WindowFrame(self)
        self.closed.connect(self.frame.help.close)
        self.menus = Menus(self.menuBar(), self.refresh_commands, self.go)
        self.commands = CommandSet(self, own.own_commands(self.frame), self)
        self.setStatusBar(StatusBar(session, tasks))
        self.toasts = Toasts(self, lambda: self.statusBar().height(), self.rail.width)
        self._arrange()
        self.rail.entry_chosen.connect(self._enter)
        self.pages.place_chosen.connect(lambda key: self.go(Target(key)))
        self.bar.palette_box.clicked.connect(self.frame.open_palette)
        self.undo_stack.changed.connect(self.refresh_commands)
        session.changed.connect(self._show_session)
        tasks.failed.connect(self.show_failure)
        look.changed.connect(icons.retint)
        self.resize(theme.scaled(SIZE[0]), theme.scaled(SIZE[1]))
        # Whether it stands where somebody left it.
        self.placed = memory.restore_geometry(self)
        self.set_contributions(())

    # What the slices see (places.Workbench).

    @property
    def place(self) -> Place | None:
        """The place that is shown."""
        return self.pages.place

    @property
    def settled(self) -> bool:
        """Whether no work runs and every change was told."""
        return self.tasks.idle and self.hub.idle

    @cached_property
    def palette_box(self) -> Palette:
        """The box over everything, made when it is first opened."""
        from agence_desktop.desktop.shell.palette import Palette

        return Palette(self, self.tasks, self._local_groups, self._providers, self.go)

    @property
    def parent_widget(self) -> QWidget:
        """The parent for dialogues."""
        return self

    @property
    def my_sites(self) -> frozenset[int] | None:
        """The buildings chosen on « Accueil »."""
        return self.own_day.sites

    def go(self, target: Target) -> None:
        """Show a place as ``target`` says; where one was can be gone back to.
        Unknown places change nothing.
        """
        if target.place in self.pages.place_keys():
            self.leave()
            self.history.visit(target)
            self.arrive(target)

    def tell(self, sentence: str, action: ToastAction | None = None, *, kind: str = "ok") -> None:
        """Say in a toast what was done."""
        self.toasts.tell(sentence, kind, _acts(action))

    def offer_undo(
        self, sentence: str, undo: Callable[[], object], action: ToastAction | None = None
    ) -> None:
        """Say what was done and offer to take it back."""

        def take_back() -> None:
            # What the toast says is no longer so.
            self.toasts.close(toast)
            undo()

        done = Undoable(sentence, take_back)
        self.undo_stack.push(done)
        take = (texts.UNDO_WORD, partial(self.undo_stack.undo, done))
        toast = self.toasts.tell(sentence, actions=(*_acts(action), take))

    def recall(self, key: str) -> Any:
        """A preference of this person on this computer."""
        return self.memory.recall(key)

    def remember(self, key: str, value: Any) -> None:
        """Keep a preference."""
        self.memory.remember(key, value)

    # What the application does.

    def set_contributions(self, contributions: Sequence[Contribution]) -> None:
        """Show these slices, in their order, and go to « Accueil »."""
        self.contributions = tuple(sorted(contributions, key=lambda one: one.order))
        home = PlaceSpec(HOME_KEY, texts.HOME, self._day_of(self.contributions), title=texts.HOME_TITLE)
        sections = [Section(HOME_KEY, texts.HOME, (home,))]
        sections += [Section(one.key, one.word, one.places) for one in self.contributions if one.places]
        self.pages.set_sections(sections)
        entries = [RailEntry(HOME_KEY, texts.HOME, "home-outline")]
        entries += [RailEntry(one.key, one.word, one.icon) for one in self.contributions if one.places]
        self.rail.set_entries(entries)
        self.rail.set_wide(self._wants_wide_rail())
        self.commands.set_slices(self.contributions)
        self.history = History()
        # Those who counted for the former slices are gone with it, and so are their late answers.
        self._counting.deleteLater()
        self._counting = QObject(self)
        for one in self.contributions:
            if one.counts is not None:
                count = partial(self._count, one.key)
                self.hub.subscribe(self._counting, one.counts.topics, count)
                count()
        self.go(Target(HOME_KEY))
        self._offer_draft()

    def set_aside_dialogs(self) -> None:
        """Close every dialogue; what was typed in a form is kept as its draft."""
        from agence_desktop.desktop.widgets.form_dialog import FormDialog

        # From the last opened: a dialogue over a form goes before the form.
        for dialog in reversed(self.findChildren(QDialog)):
            if isinstance(dialog, FormDialog):
                dialog.set_aside()
            elif dialog.isVisible():
                dialog.done(int(QDialog.DialogCode.Rejected))

    def draft_openers(self) -> Mapping[str, DraftOpener]:
        """What takes up a draft, by its kind."""
        return {opener.kind: opener for one in self.contributions for opener in one.drafts}

    def open_draft(self, draft: Draft) -> None:
        """Take up a draft in the form it came from."""
        if (opener := self.draft_openers().get(draft.kind)) is not None:
            opener.open(self, draft)

    def request_base(self) -> None:
        """Ask for the choice of another base."""
        self.base_requested.emit()

    def leave(self) -> None:
        """Note how the present place is left."""
        if (place := self.place) is not None:
            self.history.note_state(place.state())

    def arrive(self, target: Target) -> None:
        """Show a place of the history."""
        before = self.place
        place = self.pages.show_place(target.place)
        if place is not before:
            place.title_changed.connect(self._show_title, Qt.ConnectionType.UniqueConnection)
            place.commands_changed.connect(self.refresh_commands, Qt.ConnectionType.UniqueConnection)
        if target.state:
            place.restore(target.state)
        section = self.pages.section_of(target.place)
        self.rail.set_current(section.key)
        shown = self.contribution(section.key)
        self.menus.fill(self.commands, shown, self.contributions, target.place)
        self._show_title()
        self.refresh_commands()
        if place is not before:
            place.take_focus()
            # A window that opens is read out by itself.
            if self.isVisible():
                announce(self, self.windowTitle())

    def contribution(self, key: str) -> Contribution | None:
        """A slice by its key, None for « Accueil »."""
        return next((one for one in self.contributions if one.key == key), None)

    def present_slice(self) -> str:
        """The key of the section that is shown."""
        place = self.place
        return self.pages.section_of(place.key).key if place is not None and place.key else HOME_KEY

    def new_command(self) -> Command | None:
        """What Ctrl+N does here: the place's, else the slice's, else that of the first slice that makes
        something.
        """
        present = self.present_slice()
        ordered = sorted(self.contributions, key=lambda one: one.key != present)
        candidates = [command for one in ordered for command in one.commands if command.role is Role.NEW]
        here = self.place
        fitting = [
            one for one in candidates if not one.places or (here is not None and here.key in one.places)
        ]
        return min(fitting, key=lambda one: not one.places, default=None)

    def refresh_commands(self) -> None:
        """Look again at what is enabled and how it is called."""
        self.commands.refresh(self.present_slice())
        self.frame.rename_actions()

    def show_failure(self, failure: Failure) -> None:
        """Tell of a failure that no place handled."""
        from agence_desktop.desktop.dialogs.failure import show_failure

        show_failure(self, failure)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the window was."""
        self.memory.remember_geometry(self)
        self.memory.save()
        super().closeEvent(event)
        self.closed.emit()

    def _arrange(self) -> None:
        self.setWindowIcon(icons.icon("chart-box", "accent"))
        for key in (own.BACK, own.FORWARD, own.REFRESH):
            self.bar.add_action(self.commands.action(key))
        self.bar.add_line()
        for key in (own.NEW, own.PRINT):
            self.bar.add_action(self.commands.action(key), worded=True)
        self.bar.add_action(self.commands.action(own.UNDO))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self.pages, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(RailArea(self.rail))
        across.addLayout(right, 1)
        centre = QWidget()
        box = QVBoxLayout(centre)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addLayout(across, 1)
        self.setCentralWidget(centre)

    def _day_of(self, contributions: Sequence[Contribution]) -> Callable[[Workbench], Place]:
        if not contributions:
            return EmptyDay
        # The window is painted with an empty day first: tables are imported after that.
        from agence_desktop.desktop.shell.home import HomePlace

        return lambda desk: HomePlace(desk, contributions, self.own_day)

    def _local_groups(self) -> list[PaletteGroup]:
        from agence_desktop.desktop.shell.palette_sources import local_groups

        return local_groups(self.commands, self.contributions, self, self.go, self.new_command())

    def _providers(self) -> list[SearchProvider]:
        return [provider for one in self.contributions for provider in one.search]

    def _enter(self, key: str) -> None:
        section = self.pages.section(key)
        keys = frozenset(spec.key for spec in section.places)
        self.go(Target((self.history.latest(keys) or Target(section.places[0].key)).place))

    def _count(self, key: str, _changes: Sequence[Change] = ()) -> None:
        contribution = self.contribution(key)
        if contribution is not None and contribution.counts is not None:
            self.tasks.run(
                contribution.counts.load, owner=self._counting, done=partial(self._show_counts, key)
            )

    def _show_counts(self, key: str, counts: Mapping[str, int]) -> None:
        self.rail.set_count(key, counts.get("", 0))
        self.pages.set_counts(counts)

    def _wants_wide_rail(self) -> bool:
        kept = self.recall(RAIL)
        return bool(kept) if kept is not None else self.width() >= theme.scaled(_WIDE_FROM)

    def _offer_draft(self) -> None:
        if not (openers := self.draft_openers()):
            return
        left = [draft for draft in self.drafts.waiting() if draft.kind in openers]
        if left:
            take = partial(self.open_draft, left[0]) if len(left) == 1 else self.frame.show_drafts
            words = texts.drafts_left([draft.title for draft in left])
            self.tell(words, ToastAction(texts.TAKE_DRAFT, take), kind="warning")

    def _show_title(self) -> None:
        place = self.place
        if place is not None and place.key:
            spec = self.pages.spec(place.key)
            self.setWindowTitle(texts.window_title(place.title or spec.title or spec.word))

    def _show_session(self) -> None:
        session = self.session
        mode = session.connection.mode
        # Whatever else there is to say, such a base is marked on every screen.
        mark = f"{texts.REPLAY_MARK} " if session.base.replay else ""
        if mode is Mode.OFFLINE:
            since, read = (
                to_wall(instant, session.base.zone) if instant is not None else None
                for instant in (session.connection.since, session.refreshed)
            )
            self.banner.say(mark + texts.offline_banner(since, read), "danger", "server-network-off")
        elif mode is Mode.READ_ONLY:
            sentence = session.connection.sentence or texts.READ_ONLY_BANNER
            self.banner.say(mark + sentence, "warning", "eye-outline")
        elif abs(session.base.skew) > MOST_SKEW:
            sentence = texts.skew_banner(session.base.skew)
            self.banner.say(mark + sentence, "warning", "clock-alert-outline")
        elif session.base.replay:
            self.banner.say(texts.REPLAY_BANNER, "warning", "clock-alert-outline")
        else:
            self.banner.say("")
        self.refresh_commands()


def _acts(action: ToastAction | None) -> tuple[tuple[str, Callable[[], object]], ...]:
    return ((action.word, action.run),) if action is not None else ()
