"""One line each of what a booking adds to its room: a quantity of equipment, or a task of support."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, parse_whole
from agence_desktop.desktop import icons, theme
from agence_desktop.desktop.spaces.form import booking_texts as texts
from agence_desktop.desktop.spaces.form.support_lines import SUPPORT_ICONS, SupportLine
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import ElidedLabel, IconLabel, Label
from agence_desktop.desktop.widgets.time_fields import TimeField
from agence_desktop.spaces.catalogue import EquipmentRow
from agence_desktop.spaces.rows import EquipmentLine


class ExtraLine(QFrame):
    """One line with an icon, a subject and the button that takes it away."""

    changed = Signal()
    removed = Signal()

    def __init__(self, icon: str, subject: str) -> None:
        super().__init__()
        self.subject = subject
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(theme.scaled(8), 1, theme.scaled(4), 1)
        self.box.setSpacing(theme.scaled(6))
        self.box.addWidget(IconLabel(icon, "secondary", 18))
        self.remove = QToolButton()
        icons.set_icon(self.remove, "close", "text", 16)
        self.remove.setAccessibleName(f"Retirer {subject}")
        self.remove.setToolTip(f"Retirer {subject}")
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.setMinimumSize(theme.scaled(24), theme.scaled(24))
        self.remove.clicked.connect(self.removed)

    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, the first being where the focus goes when the line is added."""
        raise NotImplementedError

    def fault(self) -> str:
        """What cannot be read in the line."""
        raise NotImplementedError


class QuantityLine(ExtraLine):
    """A quantity of one equipment."""

    def __init__(self, row: EquipmentRow, quantity: int) -> None:
        super().__init__(
            "projector" if "projecteur" in row.name.lower() else "package-variant-closed", row.name
        )
        self.row = row
        self._free: int | None = None
        self.stock = Label("", Type.HELP, "secondary")
        self.quantity = QLineEdit(str(quantity))
        self.quantity.setProperty("compact", True)
        self.quantity.setAccessibleName(f"Quantité de {row.name}")
        self.quantity.setFixedWidth(theme.scaled(48))
        self.quantity.textChanged.connect(self.changed)
        self.box.addWidget(ElidedLabel(row.name), 1)
        self.box.addStretch(0)
        self.box.addWidget(self.stock)
        self.box.addWidget(self.quantity)
        self.box.addWidget(self.remove)
        self.set_free(None)

    def set_free(self, free: int | None) -> None:
        """How many are left on the dates asked for."""
        self._free = free
        self.stock.setText(texts.stock(self.row.quantity, free))

    def stops(self) -> tuple[QWidget, ...]:
        """The quantity, then the button."""
        return (self.quantity, self.remove)

    def line(self) -> EquipmentLine | None:
        """The line, None while its quantity cannot be read."""
        try:
            return EquipmentLine(self.row.id, parse_whole(self.quantity.text(), 1))
        except InputError:
            return None

    def fault(self) -> str:
        """A quantity that is none, or that is not there."""
        try:
            wanted = parse_whole(self.quantity.text(), 1)
        except InputError as error:
            return f"{self.subject}{NBSP}: {error.sentence}"
        if wanted > self.row.quantity:
            return f"{self.subject}{NBSP}: {texts.too_few(self.row.quantity)}"
        return ""


class TaskLine(ExtraLine):
    """A support request: what to do, and at what time."""

    def __init__(self, line: SupportLine) -> None:
        super().__init__(SUPPORT_ICONS[line.kind], str(line.kind))
        self.kind = line.kind
        self.task = QLineEdit(line.task)
        self.task.setProperty("compact", True)
        self.task.setPlaceholderText(texts.TASK_HINT)
        self.task.setMinimumWidth(theme.scaled(80))
        self.task.textChanged.connect(self.changed)
        self.time = TimeField()
        self.time.set_value(line.at)
        self.time.setProperty("compact", True)
        self.time.setPlaceholderText(texts.WHEN)
        self.time.setFixedWidth(theme.scaled(72))
        self.time.value_changed.connect(self.changed)
        self.box.addWidget(Label(str(line.kind)))
        self.box.addWidget(self.task, 1)
        self.box.addWidget(self.time)
        self.box.addWidget(self.remove)

    def name(self, number: int) -> None:
        """Tell the line from another of its kind."""
        subject = f"{self.kind} {number}" if number > 1 else str(self.kind)
        self.subject = subject
        self.task.setAccessibleName(f"Tâche, {subject}")
        self.time.setAccessibleName(f"Heure, {subject}")
        self.remove.setAccessibleName(f"Retirer {subject}")
        self.remove.setToolTip(f"Retirer {subject}")

    def stops(self) -> tuple[QWidget, ...]:
        """The task, its time, then the button."""
        return (self.task, self.time, self.remove)

    def line(self) -> SupportLine:
        """The request."""
        return SupportLine(self.kind, " ".join(self.task.text().split()), self.time.value())

    def fault(self) -> str:
        """No task, or a time that cannot be read."""
        if not self.task.text().strip():
            return f"{self.subject}{NBSP}: écrivez la tâche à faire, ou retirez la ligne."
        return self.time.fault()
