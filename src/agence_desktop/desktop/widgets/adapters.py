"""One way to read, write and watch any field, whatever its widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: its key, its name, and what tells it from another of the same name."""

    key: Any
    title: str
    detail: str = ""
    icon: str = ""


@runtime_checkable
class ValueField(Protocol):
    """Our own fields: a value that forms and drafts can keep, and the sentence of what cannot be read."""

    value_changed: Any

    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...
    def fault(self) -> str: ...


def read(field: QWidget) -> Any:
    """The value of a field: text stripped of outer spaces, the data of a choice, a number or a truth."""
    if isinstance(field, ValueField):
        return field.value()
    if isinstance(field, QLineEdit):
        return field.text().strip()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText().strip()
    if isinstance(field, QComboBox):
        return field.currentData()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QSpinBox):
        return field.value()
    raise TypeError(f"no adapter for {type(field).__name__}")


def storable(value: Any) -> Any:
    """A value as JSON keeps it; ``write`` takes it back."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return int(value.total_seconds() // 60)
    if isinstance(value, Choice):
        return {"key": storable(value.key), "title": value.title, "detail": value.detail}
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def write(field: QWidget, value: Any) -> None:
    """Show a value in a field; a choice that no longer exists leaves none chosen."""
    if isinstance(field, ValueField):
        field.set_value(value)
    elif isinstance(field, QLineEdit):
        field.setText("" if value is None else str(value))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText("" if value is None else str(value))
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(value))
    else:
        raise TypeError(f"no adapter for {type(field).__name__}")


def watch(field: QWidget, slot: Callable[[], object]) -> None:
    """Call ``slot`` whenever the value of the field changes."""
    if isinstance(field, ValueField):
        field.value_changed.connect(lambda *_: slot())
    elif isinstance(field, QLineEdit):
        field.textChanged.connect(lambda *_: slot())
    elif isinstance(field, QPlainTextEdit):
        field.textChanged.connect(slot)
    elif isinstance(field, QComboBox):
        field.currentIndexChanged.connect(lambda *_: slot())
    elif isinstance(field, QCheckBox):
        field.toggled.connect(lambda *_: slot())
    elif isinstance(field, QSpinBox):
        field.valueChanged.connect(lambda *_: slot())
    else:
        raise TypeError(f"no adapter for {type(field).__name__}")


def fault_of(field: QWidget) -> str:
    """The sentence of what was typed and cannot be read, empty when all is well."""
    return field.fault() if isinstance(field, ValueField) else ""
