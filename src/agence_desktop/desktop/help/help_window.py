"""The window of the handbook: contents at the left, the page at the right, a search through all chapters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.help import texts
from agence_desktop.desktop.help.book import Book, Chapter, Page
from agence_desktop.desktop.help.markup import plain
from agence_desktop.desktop.help.reader import Reader, folded
from agence_desktop.desktop.instance import bring_forward
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.accessible import announce
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.room import open_as

_SIZE = (1180, 800)
_CONTENTS_WIDTH = 280
_PAGE = int(Qt.ItemDataRole.UserRole)


class HelpWindow(QWidget):
    """Stands beside the program's window, so that one reads while one works; Échap closes it."""

    def __init__(self, book: Book) -> None:
        super().__init__(None, Qt.WindowType.Window)
        # The program ends with its own window, whatever is being read.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._book = book
        self.contents = QTreeWidget()
        self.reader = Reader(book)
        self.search_line = QLineEdit()
        self.told = Label("", Type.HELP, "secondary")
        self.back = _button(texts.BACK, texts.BACK_KEYS, "arrow-left")
        self.forward = _button(texts.FORWARD, texts.FORWARD_KEYS, "arrow-right")
        self.first = _button(texts.FIRST, texts.FIRST_KEYS, "home-outline")
        self.previous = _button(texts.PREVIOUS, texts.PREVIOUS_KEYS, "chevron-up")
        self.next = _button(texts.NEXT, texts.NEXT_KEYS, "chevron-down")
        self._arrange()
        self._connect()
        open_as(self, *_SIZE)

    def show_page(self, page: Page) -> None:
        """Show a page, and come to the front."""
        # Shown first: pictures take the width that there is.
        bring_forward(self)
        self.reader.show_page(page)
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, *, backwards: bool = False) -> None:
        """Find what is written in the field: on in this chapter, in the others, then from its edge."""
        words = self.search_line.text().strip()
        if not words:
            self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.told.clear()
        if self.reader.find_words(words, backwards=backwards):
            return
        for chapter in self._others(backwards):
            if folded(words) in folded(plain(chapter.text)):
                self.reader.show_page(Page(chapter.name))
                if self.reader.find_words(words, backwards=backwards, from_edge=True):
                    self._tell(texts.found_in(chapter.title))
                    return
        self._tell(texts.not_found(words))

    def _others(self, backwards: bool) -> list[Chapter]:
        """The chapters to search next, in their order from the one that is shown, which comes last."""
        all_of_them = self._book.chapters
        names = [one.name for one in all_of_them]
        at = names.index(self.reader.chapter) if self.reader.chapter in names else 0
        after = [*all_of_them[at + 1 :], *all_of_them[: at + 1]]
        before = [*reversed(all_of_them[:at]), *reversed(all_of_them[at:])]
        return before if backwards else after

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        announce(self, sentence)

    def _arrange(self) -> None:
        self.setWindowIcon(icons.icon("help-circle-outline", "accent"))
        self.search_line.setPlaceholderText(texts.SEARCH)
        self.search_line.setAccessibleName(texts.SEARCH)
        self.search_line.setToolTip(texts.with_keys(texts.SEARCH, texts.SEARCH_KEYS))
        self.search_line.setClearButtonEnabled(True)
        self.search_line.setMaximumWidth(theme.scaled(320))
        look = QAction(self.search_line)
        icons.set_icon(look, "magnify", "secondary", 16)
        self.search_line.addAction(look, QLineEdit.ActionPosition.LeadingPosition)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 8, 8, 8)
        for button in (self.back, self.forward, self.first):
            bar.addWidget(button)
        bar.addSpacing(8)
        bar.addWidget(self.search_line, 1)
        bar.addWidget(self.previous)
        bar.addWidget(self.next)
        bar.addWidget(self.told, 1)
        self._fill_contents()
        self.reader.setAccessibleName(texts.PAGE)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.contents)
        across.addWidget(self.reader)
        across.setStretchFactor(1, 1)
        across.setChildrenCollapsible(False)
        across.setSizes([theme.scaled(_CONTENTS_WIDTH), theme.scaled(_SIZE[0] - _CONTENTS_WIDTH)])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(across, 1)
        order = (self.back, self.forward, self.first, self.search_line, self.previous, self.next)
        for before, after in pairwise((*order, self.contents, self.reader)):
            self.setTabOrder(before, after)

    def _fill_contents(self) -> None:
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(texts.CONTENTS)
        self.contents.setProperty("framed", False)
        self.contents.setMinimumWidth(theme.scaled(160))
        for chapter in self._book.chapters:
            top = QTreeWidgetItem(self.contents, [chapter.title])
            top.setData(0, _PAGE, Page(chapter.name))
            for section in chapter.sections[1:]:
                if section.level == 2:
                    item = QTreeWidgetItem(top, [section.title])
                    item.setToolTip(0, section.title)
                    item.setData(0, _PAGE, section.page)

    def _connect(self) -> None:
        reader = self.reader
        self.contents.currentItemChanged.connect(self._chosen)
        # Not ``sourceChanged``: that comes before the source is the new one.
        reader.historyChanged.connect(self._follow)
        keyed: tuple[tuple[QToolButton, Callable[[], None], str], ...] = (
            (self.back, reader.backward, "Alt+Left"),
            (self.forward, reader.forward, "Alt+Right"),
            (self.first, self._to_first, "Alt+Home"),
            (self.previous, self._search_backwards, "Shift+F3"),
            (self.next, self.search, "F3"),
        )
        for button, act, keys in keyed:
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._key(keys, act)
        reader.backwardAvailable.connect(self.back.setEnabled)
        reader.forwardAvailable.connect(self.forward.setEnabled)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        self.search_line.returnPressed.connect(self.search)
        self._key("Ctrl+F", self._to_search)
        self._key("Esc", self.hide)

    def _key(self, keys: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _search_backwards(self) -> None:
        self.search(backwards=True)

    def _to_first(self) -> None:
        self.reader.show_page(Page(self._book.chapters[0].name))

    def _to_search(self) -> None:
        self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.reader.show_page(item.data(0, _PAGE))

    def _follow(self) -> None:
        """The contents show where one reads, and the title of the window says it."""
        page = self.reader.page
        chapter = self._book.chapter(page.chapter)
        if chapter is None:
            return
        self.told.clear()
        self.setWindowTitle(texts.window_title(chapter.title))
        with QSignalBlocker(self.contents):
            # One chapter is open at a time, so that the others stay in sight.
            self.contents.collapseAll()
            for at in range(self.contents.topLevelItemCount()):
                top = self.contents.topLevelItem(at)
                if top is None or top.data(0, _PAGE).chapter != page.chapter:
                    continue
                top.setExpanded(True)
                inside = (top.child(number) for number in range(top.childCount()))
                item = next((one for one in inside if one and one.data(0, _PAGE) == page), top)
                self.contents.setCurrentItem(item)
                self.contents.scrollToItem(item)


def _button(words: str, keys: str, icon: str) -> QToolButton:
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(words)
    made.setToolTip(texts.with_keys(words, keys))
    icons.set_icon(made, icon, "text", 18)
    made.setMinimumSize(theme.scaled(28), theme.scaled(28))
    return made
