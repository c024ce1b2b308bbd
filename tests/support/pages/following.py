"""Page objects of what follows a confirmation: days and expenses, evaluations, statements, the bench."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.actuals.actuals_dialog import ActualsDialog
from agence_desktop.desktop.teams.actuals.grid import Grid
from agence_desktop.desktop.teams.actuals.mandates_place import MandatesPlace
from agence_desktop.desktop.teams.bench.bench_place import BenchPlace
from agence_desktop.desktop.teams.evaluations.evaluations_place import EvaluationsPlace
from agence_desktop.desktop.teams.statements.statements_place import StatementsPlace
from support.pages.teams import TeamsPage


class FollowingPage(TeamsPage):
    """The slice in the real window, after a confirmation."""

    def mandates(self) -> MandatesPlace:
        """The mandates whose days are noted."""
        place = self.opened.go(keys.ACTUALS)
        assert isinstance(place, MandatesPlace)
        return place

    def evaluations(self) -> EvaluationsPlace:
        """The mandates that are over."""
        place = self.opened.go(keys.EVALUATIONS)
        assert isinstance(place, EvaluationsPlace)
        return place

    def statements(self) -> StatementsPlace:
        """The statements of the financial year."""
        place = self.opened.go(keys.STATEMENTS)
        assert isinstance(place, StatementsPlace)
        return place

    def bench(self) -> BenchPlace:
        """Utilisation and the bench."""
        place = self.opened.go(keys.BENCH)
        assert isinstance(place, BenchPlace)
        return place

    def sheet(self) -> ActualsDialog:
        """Open the sheet of the first mandate by keyboard."""
        place = self.mandates()
        place.take_focus()
        self.qtbot.keyClick(place.view, Qt.Key.Key_Return)
        self.settle()
        return self.dialog(ActualsDialog)

    def cell(self, grid: Grid, row: int, key: str, text: str) -> None:
        """Type a text into a cell as a hand does, and leave it with Entrée."""
        column = next(at for at, one in enumerate(grid.grid.columns) if one.key == key)
        grid.go(row, column)
        self.qtbot.keyClick(grid, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QWidget)
        self.qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(editor, text)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()

    def save(self, dialog: QWidget) -> None:
        """Ctrl+Entrée."""
        self.qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def answer_yes(self) -> None:
        """Agree to what is asked."""
        box = self.dialog(QMessageBox)
        button = next(
            one for one in box.buttons() if box.buttonRole(one) is QMessageBox.ButtonRole.AcceptRole
        )
        button.click()
        self.settle()

    def papers(self) -> None:
        """Close the previews that are open, once they are drawn."""
        from agence_desktop.desktop.dialogs.preview import PreviewDialog

        self.settle()
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog)]
        assert shown
        for one in shown:
            one.close()
