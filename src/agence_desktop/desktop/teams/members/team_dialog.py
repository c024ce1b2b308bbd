"""A new team, or the name, organisation and last day of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QLineEdit

from agence_desktop.core.errors import StaleError
from agence_desktop.core.french import format_date, search_key
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure, Lane
from agence_desktop.desktop.teams.gateway import Gateway
from agence_desktop.desktop.teams.members import profile_texts as texts
from agence_desktop.desktop.teams.members import texts as common
from agence_desktop.desktop.teams.members.base_dialog import KeepingDialog
from agence_desktop.desktop.teams.members.work import TeamSeed, read_teams, save_team, withdraw_team
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.membership import TeamFile

_MOST_CODE, _MOST_NAME = 60, 300


class TeamDialog(KeepingDialog):
    """Its code is the family of requests: it is given once."""

    REFUSED: ClassVar[Mapping[str, str]] = {
        "key_taken": "code",
        "bad_field": "name",
        "members_stay": "until",
    }

    def __init__(
        self, desk: Workbench, gateway: Gateway, seed: TeamSeed, team: TeamFile | None = None
    ) -> None:
        super().__init__(
            desk,
            gateway,
            texts.NEW_TEAM_TITLE if team is None else texts.TEAM_TITLE,
            texts.ADD if team is None else common.SAVE,
        )
        self._seed, self._team = seed, team
        self.which, self.code, self.name = QComboBox(), QLineEdit(), QLineEdit()
        self.code.setMaxLength(_MOST_CODE)
        self.name.setMaxLength(_MOST_NAME)
        self.until = DateField(desk.session.today)
        self.lender = Chooser(desk.tasks, partial(_find, seed.organisations), lane=Lane.POOL)
        if team is None:
            self.add("code", self.code, texts.TEAM_CODE, required=True, check=_code_fault)
            self.rows.addRow("", Label(texts.TEAM_CODE_HELP, Type.HELP, "secondary"))
        else:
            for one in seed.teams:
                self.which.addItem(one.name if one.active else texts.retired(one.name), one.id)
            self.which.setCurrentIndex(self.which.findData(team.id))
            self.add("which", self.which, texts.WHICH_TEAM)
            self.which.activated.connect(lambda _at: self._chosen())
        self.add("name", self.name, texts.TEAM_NAME, required=True)
        self.add("lender", self.lender, texts.LENDER, required=True)
        self.rows.addRow("", Label(texts.LENDER_HELP, Type.HELP, "secondary"))
        if team is not None:
            self.add("until", self.until, texts.UNTIL)
            self.rows.addRow("", Label(texts.UNTIL_HELP, Type.HELP, "secondary"))
            self._chosen()
        elif len(seed.organisations) == 1:
            self.form.set_values({"lender": Choice(*seed.organisations[0])})
        (self.code if team is None else self.name).setFocus()

    def send(self) -> None:
        """Make the team, or save what the fields say."""
        values, team, gateway = self.form.values(), self._team, self._gateway
        name, lender = values["name"], values["lender"].key
        if team is None:
            wanted = TeamFile(0, 0, values["code"], name, lender)
            made = partial(save_team, gateway, wanted)
            self.write(texts.team_added(name), made, lambda written: withdraw_team(gateway, written))
            return
        wanted = replace(team, name=name, organisation_id=lender, until=values["until"])
        if wanted == team:
            self.saved()
            return
        told = texts.team_changed(name)
        if wanted.until != team.until:
            told = texts.team_until(name, wanted.until)
        self.write(
            told,
            partial(save_team, gateway, wanted, team.id, team.version),
            lambda written: save_team(gateway, team, team.id, written.kept["version"]),
        )

    def not_written(self, failure: Failure) -> None:
        """A team that was changed elsewhere is shown field by field."""
        super().not_written(failure)
        if isinstance(failure.error, StaleError):
            self._desk.tasks.run(read_teams, self._gateway, owner=self, done=self._changed_elsewhere)

    def _chosen(self) -> None:
        """Show the team that is chosen."""
        self._team = next(one for one in self._seed.teams if one.id == self.which.currentData())
        self.form.set_values({**self._stored(self._team), "which": self._team.id})

    def _stored(self, team: TeamFile) -> dict[str, Any]:
        names = dict(self._seed.organisations)
        lender = Choice(team.organisation_id, names[team.organisation_id])
        return {"name": team.name, "lender": lender, "until": team.until}

    def _changed_elsewhere(self, seed: TeamSeed) -> None:
        before = self._team
        now = next((one for one in seed.teams if before is not None and one.id == before.id), None)
        if before is None or now is None:
            return
        self._seed = seed

        def again(wanted: Mapping[str, Any]) -> None:
            self._team = now
            self.form.set_values(wanted, clean=False)
            self.try_save()

        self.compare(
            texts.THE_TEAM, _said, (self._stored(before), self._stored(now), self.form.values()), again
        )


def _said(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields as people read them, by their names."""
    until = values["until"]
    return {
        texts.TEAM_NAME.replace("&", ""): values["name"],
        texts.LENDER.replace("&", ""): values["lender"].title if values["lender"] is not None else "",
        texts.UNTIL.replace("&", ""): format_date(until, weekday=False) if until is not None else "",
    }


def _find(organisations: tuple[tuple[int, str], ...], text: str) -> list[Choice]:
    words = search_key(text).split()
    return [Choice(*one) for one in organisations if all(word in search_key(one[1]) for word in words)]


def _code_fault(text: str) -> str:
    return texts.BAD_TEAM_CODE if " " in text else ""
