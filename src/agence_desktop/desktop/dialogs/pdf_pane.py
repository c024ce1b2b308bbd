"""The pages of a PDF with the means to turn and enlarge them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from agence_desktop.desktop import icons
from agence_desktop.desktop.dialogs import preview_texts as texts
from agence_desktop.desktop.dialogs.paper import POINTS, LoadedPdf
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label

_FACTORS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_FITS = ((QPdfView.ZoomMode.FitInView, texts.FIT_PAGE), (QPdfView.ZoomMode.FitToWidth, texts.FIT_WIDTH))
_WAITING, _SHOWING = 0, 1


class PdfPane(QWidget):
    """A bar with ``buttons`` at its right end over the pages, or over ``waiting`` while there are none."""

    def __init__(self, buttons: Sequence[QWidget], waiting: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loaded: LoadedPdf | None = None
        self._title = ""
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        self.page_label = Label("", Type.BODY, "secondary")
        self.zoom = QComboBox()
        self.previous_button = _tool(texts.PREVIOUS_PAGE, "chevron-left", lambda: self.turn(-1))
        self.next_button = _tool(texts.NEXT_PAGE, "chevron-right", lambda: self.turn(1))
        self.zoom_out = _tool(texts.ZOOM_OUT, "magnify-minus-outline", lambda: self.zoom_by(-1))
        self.zoom_in = _tool(texts.ZOOM_IN, "magnify-plus-outline", lambda: self.zoom_by(1))
        self._offer_zooms()
        self._arrange(buttons, waiting)
        self._settle()

    @property
    def page_count(self) -> int:
        """How many pages there are; 0 while there is no document."""
        return self._loaded.document.pageCount() if self._loaded is not None else 0

    @property
    def page(self) -> int:
        """The page in front, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def show_pdf(self, title: str, pdf: bytes) -> bool:
        """Show a document; whether it can be read."""
        loaded = LoadedPdf(pdf)
        if loaded.document.status() is not QPdfDocument.Status.Ready:
            loaded.close()
            return False
        self._title, self._loaded = title, loaded
        self.view.setDocument(loaded.document)
        self._choose_zoom()
        self._stack.setCurrentIndex(_SHOWING)
        self._settle()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def let_go(self) -> None:
        """Show nothing, and free the document."""
        if self._loaded is not None:
            # A document of none: the view must not look at one that is closed.
            self.view.setDocument(QPdfDocument(self.view))
            self._loaded.close()
            self._loaded = None

    def turn(self, pages: int) -> None:
        """Show the page some pages further."""
        wanted = self.page + pages
        if 1 <= wanted <= self.page_count:
            self.view.pageNavigator().jump(wanted - 1, QPointF(), 0.0)

    def zoom_by(self, steps: int) -> None:
        """The next larger or smaller factor of the list."""
        shown = self._factor()
        larger = [one for one in _FACTORS if one > shown + 0.01]
        smaller = [one for one in _FACTORS if one < shown - 0.01]
        for factor in larger[:1] if steps > 0 else smaller[-1:]:
            self.zoom.setCurrentIndex(len(_FITS) + _FACTORS.index(factor))

    def _factor(self) -> float:
        """At what factor the page is shown, chosen or fitted."""
        mode = self.view.zoomMode()
        if mode is QPdfView.ZoomMode.Custom or self._loaded is None:
            return self.view.zoomFactor()
        points = self._loaded.document.pagePointSize(self.page - 1)
        dots = self.view.logicalDpiX() / POINTS
        area, edges = self.view.viewport().size(), self.view.documentMargins()
        across = float((area.width() - edges.left() - edges.right()) / (points.width() * dots))
        down = float((area.height() - edges.top() - edges.bottom()) / (points.height() * dots))
        return min(across, down) if mode is QPdfView.ZoomMode.FitInView else across

    def _choose_zoom(self) -> None:
        place = self.zoom.currentIndex()
        if place < len(_FITS):
            self.view.setZoomMode(_FITS[place][0])
        else:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(_FACTORS[place - len(_FITS)])

    def _offer_zooms(self) -> None:
        self.zoom.setAccessibleName(texts.ZOOM)
        self.zoom.setProperty("compact", True)
        self.zoom.addItems([words for _, words in _FITS])
        self.zoom.addItems([texts.percent(factor) for factor in _FACTORS])
        self.zoom.currentIndexChanged.connect(lambda _index: self._choose_zoom())

    def _settle(self) -> None:
        """What can be used now."""
        for control in (self.zoom, self.zoom_in, self.zoom_out):
            control.setEnabled(self._loaded is not None)
        self._tell_page()

    def _tell_page(self, _page: int = 0) -> None:
        """Say which page is in front; a screen reader gets its text."""
        count = self.page_count
        page = self.page if count else 0
        self.previous_button.setEnabled(page > 1)
        self.next_button.setEnabled(page < count)
        if self._loaded is None:
            return
        self.page_label.setText(texts.page_of(page, count))
        self.view.setAccessibleName(texts.page_name(self._title, page, count))
        self.view.setAccessibleDescription(self._loaded.document.getAllText(page - 1).text())

    def _arrange(self, buttons: Sequence[QWidget], waiting: QWidget) -> None:
        bar = QWidget()
        bar.setProperty("surface", "tools")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(8)
        turning: tuple[QWidget, ...] = (self.previous_button, self.page_label, self.next_button)
        zooming: tuple[QWidget, ...] = (self.zoom_out, self.zoom, self.zoom_in)
        for widget in turning:
            line.addWidget(widget)
        line.addSpacing(16)
        for widget in zooming:
            line.addWidget(widget)
        line.addStretch(1)
        for widget in buttons:
            line.addWidget(widget)
        self._stack = QStackedWidget()
        self._stack.insertWidget(_WAITING, waiting)
        self._stack.insertWidget(_SHOWING, self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self._stack, 1)


def _tool(words: str, icon: str, act: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    icons.set_icon(button, icon, "text", 18)
    button.setAccessibleName(words)
    button.setToolTip(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(lambda _=False: act())
    return button
