"""The page of the handbook: a text browser that reads chapters and pictures from resources alone."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QHideEvent, QImage, QImageReader, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from agence_desktop.core.resources import resource_path
from agence_desktop.desktop import theme
from agence_desktop.desktop.help.book import FOLDER, Book, Page
from agence_desktop.desktop.help.markup import to_html
from agence_desktop.desktop.help.style import sheet

_SCHEME: Final = "manuel"
_PICTURE: Final = ".png"
_MARGIN: Final = 24
_SETTLED_MS: Final = 150


class Reader(QTextBrowser):
    """Shows pages, keeps the way back, and finds words without regard to accents."""

    # Events come before it is made whole.
    _drawn_width = 0
    _alone = ""

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settling.timeout.connect(self._draw_again)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A bar that came and went with the length of a page would change the width it is drawn for, for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(_MARGIN)

    @property
    def chapter(self) -> str:
        """The name of the chapter that is shown."""
        return self.source().path().strip("/")

    @property
    def page(self) -> Page:
        """What is shown."""
        return Page(self.chapter, self.source().fragment())

    def show_page(self, page: Page) -> None:
        """Go to a page; the way back is kept."""
        url = QUrl(f"{_SCHEME}:///{page.chapter}")
        if page.anchor:
            url.setFragment(page.anchor)
        if url == self.source():
            # Where one has scrolled away from it meanwhile.
            self.scrollToAnchor(page.anchor)
        else:
            self.setSource(url)

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Chapters as HTML and pictures; nothing else, and nothing from elsewhere."""
        url = QUrl(url)
        if url.scheme() != _SCHEME:
            return None
        name = url.path().strip("/")
        if kind == QTextDocument.ResourceType.ImageResource.value:
            return self._picture(name)
        self._alone = name
        if name.endswith(_PICTURE):
            wide, high = self._whole_size(name)
            return f'<img src="/{name}" width="{wide}" height="{high}">'
        chapter = self._book.chapter(name)
        if chapter is None:
            return None
        self._drawn_width = self._room()
        self.document().setDefaultStyleSheet(sheet(theme.tokens(), theme.font))
        return to_html(chapter.text, self._fitting_size)

    def find_words(self, words: str, *, backwards: bool = False, from_edge: bool = False) -> bool:
        """Mark the next place where these words stand in the chapter; False where there is none further."""
        text, wanted = folded(self.document().toPlainText()), folded(words)
        cursor = self.textCursor()
        if backwards:
            at = text.rfind(wanted, 0, len(text) if from_edge else cursor.selectionStart())
        else:
            at = text.find(wanted, 0 if from_edge else cursor.selectionEnd())
        if at < 0 or not wanted:
            return False
        cursor.setPosition(at)
        cursor.setPosition(at + len(wanted), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures take the new width once it stays."""
        super().resizeEvent(event)
        if self._drawn_width and self.isVisible() and self._room() != self._drawn_width:
            self._settling.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not seen is drawn when it is shown."""
        self._settling.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The colours of another look, or a larger font, once they are in force everywhere."""
        super().changeEvent(event)
        kinds = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in kinds and self._drawn_width and self.isVisible():
            self._settling.start()

    def _draw_again(self) -> None:
        """The same line stays at the top, whatever moved around it."""
        at_top = self.cursorForPosition(QPoint(_MARGIN, 0)).position()
        below = self._top_of(at_top)
        anchor, position = self.textCursor().anchor(), self.textCursor().position()
        self.reload()
        chosen = self.textCursor()
        chosen.setPosition(anchor)
        chosen.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(chosen)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._top_of(at_top) - below)

    def _top_of(self, position: int) -> int:
        """Where a character stands, from the top of what is seen."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor).top()

    def _room(self) -> int:
        return max(theme.scaled(240), self.viewport().width() - 2 * _MARGIN)

    def _whole_size(self, name: str) -> tuple[int, int]:
        size = QImageReader(_path(name)).size()
        return theme.scaled(size.width()), theme.scaled(size.height())

    def _fitting_size(self, name: str) -> tuple[int, int]:
        wide, high = self._whole_size(name)
        fitting = min(wide, self._room())
        return fitting, round(high * fitting / wide)

    def _picture(self, name: str) -> QImage:
        """Scaled here: drawn by the text it would be coarse."""
        wide, high = self._whole_size(name) if name == self._alone else self._fitting_size(name)
        ratio = self.devicePixelRatioF()
        image = QImage(_path(name)).convertToFormat(QImage.Format.Format_RGB32)
        scaled = image.scaled(
            QSize(round(wide * ratio), round(high * ratio)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        return scaled


def _path(name: str) -> str:
    return str(resource_path(FOLDER, *name.split("/")))


def folded(text: str) -> str:
    """Unaccented lower case, one character for each of the text."""
    return "".join(_FOLDED.get(letter) or _fold(letter) for letter in text)


_FOLDED: Final[dict[str, str]] = {}


def _fold(letter: str) -> str:
    _FOLDED[letter] = found = (unicodedata.normalize("NFKD", letter)[0].lower() or letter)[0]
    return found
