"""A whole number typed as people write it: « 1 200 », stepped by the arrows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import NBSP, format_number, parse_whole
from agence_desktop.desktop.widgets import texts
from agence_desktop.desktop.widgets.time_fields import LenientField


class WholeField(LenientField):
    """A whole number between ``least`` and ``most``; ``unit`` follows it when it is left (« 8 fois »)."""

    def __init__(
        self, least: int = 1, most: int = 9_999, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least, self._most, self._unit = least, most, unit

    def parsed(self, text: str) -> int:
        """The number, with or without its unit."""
        plain = text.strip().removesuffix(self._unit) if self._unit else text
        number = parse_whole(plain, self._least)
        if number > self._most:
            raise InputError("bad_number", texts.at_most(self._most))
        return number

    def written(self, value: int) -> str:
        """« 1 200 », « 8 fois »."""
        return NBSP.join(filter(None, (format_number(value), self._unit)))

    def restored(self, text: str) -> int:
        """Digits."""
        return int(text)

    def stepped(self, value: int, steps: int) -> int:
        """One by one, within the bounds."""
        return max(self._least, min(value + steps, self._most))
