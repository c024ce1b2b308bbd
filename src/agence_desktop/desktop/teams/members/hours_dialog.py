"""The hours of a member per weekday from a day on, and how much of them is available."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_number, parse_decimal
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members import texts
from agence_desktop.desktop.teams.members.base_dialog import MemberDialog
from agence_desktop.desktop.teams.members.work import set_hours
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.membership import MemberFile, WorkingHours

_HOUR, _DAY = 3600, 24
_USUAL = (7 * _HOUR,) * 5
_PERCENT = 100


class HoursDialog(MemberDialog):
    """Half days and days without work too; firm days that no longer fit are given up by choice only."""

    def __init__(self, desk: Workbench, gateway: Gateway, member: MemberFile, day: date) -> None:
        super().__init__(desk, gateway, member, "Horaire")
        self.since = DateField(desk.session.today)
        self.days = tuple(QLineEdit() for _ in texts.DAYS)
        self.factor = WholeField(0, 100, "%")
        self.frees = QCheckBox(texts.HOURS_FREES)
        self.add("since", self.since, texts.SINCE, required=True)
        for number, (field, words) in enumerate(zip(self.days, texts.DAYS, strict=True)):
            self.add(f"day{number}", field, words, required=True)
        self.add("factor", self.factor, texts.FACTOR, required=True)
        self.add_box(self.frees)
        self.body.addWidget(Label(texts.HOURS_HELP, Type.HELP, "secondary", wrap=True))
        now = member.hours_on(day) or WorkingHours(day, _USUAL, _PERCENT * 100)
        self._factor_bp = now.factor_bp
        values: dict[str, Any] = {"since": day, "factor": now.factor_bp // 100}
        for number, seconds in enumerate(now.seconds):
            hours = Decimal(seconds) / _HOUR
            values[f"day{number}"] = format_number(hours.normalize() + 0)
        self.form.set_values(values)
        self.since.setFocus()

    def send(self) -> None:
        """Set them from that day on."""
        faults: dict[str, str] = {}
        seconds: list[int] = []
        for number, field in enumerate(self.days):
            found = _seconds(field.text())
            if found is None:
                faults[f"day{number}"] = texts.BAD_HOURS
            else:
                seconds.append(found)
        since, percent = self.since.value(), self.factor.value()
        if faults or since is None or percent is None:
            self.refused(texts.BAD_HOURS, faults)
            return
        first, second, third, fourth, fifth = seconds
        # What a file says more finely than in percents stays.
        factor = self._factor_bp if percent == self._factor_bp // 100 else percent * 100
        hours = WorkingHours(since, (first, second, third, fourth, fifth), factor)
        gateway, member = self._gateway, self._member
        former = member.hours_on(since)
        before = WorkingHours(since, former.seconds, former.factor_bp) if former is not None else hours
        self.write(
            texts.hours(member.name, since),
            partial(set_hours, gateway, member.id, hours, self.frees.isChecked()),
            lambda _written: set_hours(gateway, member.id, before, False),
        )


def _seconds(text: str) -> int | None:
    """Hours as people write them, in whole seconds; None where they are not."""
    try:
        hours = parse_decimal(text)
    except InputError:
        return None
    seconds = hours * _HOUR
    return int(seconds) if 0 <= hours <= _DAY and seconds == int(seconds) else None
