"""What an administrator sets of costs: lodging, the warning before a ceiling, the case for a post."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_number, parse_decimal
from agence_desktop.desktop import theme
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members.base_dialog import KeepingDialog
from agence_desktop.desktop.teams.rates import texts
from agence_desktop.desktop.teams.rates.work import read_settings, write_settings
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField

if TYPE_CHECKING:
    from agence_desktop.teams.commands.rating import SettingsDraft

_METRES, _PERCENT, _POST, _MOST_POSTS = 1000, 100, 10_000, 100


def open_settings(desk: Workbench, gateway: Gateway) -> None:
    """Read them, and open the form."""
    desk.tasks.run(
        read_settings,
        gateway,
        owner=desk.parent_widget,
        done=lambda found: SettingsDialog(desk, gateway, *found).open(),
        failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
    )


class SettingsDialog(KeepingDialog):
    """What a file says more finely than these fields stays until another value is typed."""

    def __init__(self, desk: Workbench, gateway: Gateway, before: SettingsDraft, version: int) -> None:
        super().__init__(desk, gateway, texts.SETTINGS_TITLE, texts.SETTINGS_SAVE)
        self._before, self._version = before, version
        self.lodging = WholeField(0, 20_000, texts.LODGING_UNIT)
        self.warning = WholeField(0, 100, texts.PERCENT)
        self.posts, self.months = QLineEdit(), WholeField(1, 12, texts.MONTHS_UNIT)
        named: tuple[tuple[str, QWidget, str], ...] = (
            ("lodging", self.lodging, texts.LODGING),
            ("warning", self.warning, texts.WARNING),
            ("posts", self.posts, texts.CASE_POSTS),
            ("months", self.months, texts.CASE_MONTHS),
        )
        for key, widget, words in named:
            check = _posts_fault if key == "posts" else None
            self.add(key, widget, words, required=True, check=check)
        self.body.addSpacing(8)
        self.body.addWidget(Label(texts.SETTINGS_HELP, Type.HELP, "secondary", wrap=True))
        self.body.addStretch(1)
        self._shown = {
            "lodging": before.lodging_metres // _METRES,
            "warning": before.warning_bp // _PERCENT,
            "posts": format_number((Decimal(before.case_posts_bp) / _POST).normalize() + 0),
            "months": before.case_months,
        }
        self.form.set_values(self._shown)
        self.setMinimumWidth(theme.scaled(600))
        self.lodging.setFocus()

    def send(self) -> None:
        """Save them; Ctrl+Z puts the former ones back."""
        values, shown, before = self.form.values(), self._shown, self._before
        lodging, warning = values["lodging"], values["warning"]
        draft = replace(
            before,
            lodging_metres=before.lodging_metres if lodging == shown["lodging"] else lodging * _METRES,
            warning_bp=before.warning_bp if warning == shown["warning"] else warning * _PERCENT,
            case_posts_bp=int(parse_decimal(values["posts"]) * _POST),
            case_months=values["months"],
        )
        gateway, version = self._gateway, self._version
        # What was the same is not written, and keeps its version.
        written = version + 1 if draft != before or not version else version
        self.write(
            texts.SETTINGS_SAVED,
            partial(write_settings, gateway, draft, version),
            lambda _written: write_settings(gateway, before, written),
        )


def _posts_fault(text: object) -> str:
    try:
        posts = parse_decimal(str(text))
    except InputError as error:
        return error.sentence
    parts = posts * _POST
    return "" if 1 <= parts <= _MOST_POSTS * _POST and parts == int(parts) else texts.BAD_POSTS
