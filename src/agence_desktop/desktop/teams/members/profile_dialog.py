"""A new member, or who one is: team, home base, languages, contract and travel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from agence_desktop.core.errors import StaleError
from agence_desktop.core.french import format_date
from agence_desktop.desktop.places import Workbench
from agence_desktop.desktop.tasks import Failure, Lane
from agence_desktop.desktop.teams import keys
from agence_desktop.desktop.teams.facts.places import find_places
from agence_desktop.desktop.teams.gateway import Gateway, Written
from agence_desktop.desktop.teams.members import profile_texts as texts
from agence_desktop.desktop.teams.members import texts as common
from agence_desktop.desktop.teams.members.base_dialog import KeepingDialog
from agence_desktop.desktop.teams.members.hours_dialog import HoursDialog
from agence_desktop.desktop.teams.members.kilometres import kilometres_of, metres_of
from agence_desktop.desktop.teams.members.languages_field import LanguagesField
from agence_desktop.desktop.teams.members.work import (
    ProfileSeed,
    find_people,
    read_member,
    read_profile,
    save_member,
    withdraw_member,
)
from agence_desktop.desktop.tokens import Type
from agence_desktop.desktop.widgets.adapters import Choice
from agence_desktop.desktop.widgets.chooser import Chooser
from agence_desktop.desktop.widgets.labels import Label
from agence_desktop.desktop.widgets.number_field import WholeField
from agence_desktop.desktop.widgets.page_parts import roomy
from agence_desktop.desktop.widgets.time_fields import DateField
from agence_desktop.teams.membership import MemberFile
from agence_desktop.teams.periods import Days

_FRENCH, _MOST_KEY = "fr", 60
_HIGH_NEW, _HIGH = 655, 470


class ProfileDialog(KeepingDialog):
    """The hours of a new member are asked next; their person and code stay as they are."""

    REFUSED: ClassVar[Mapping[str, str]] = {
        "person_taken": "person",
        "key_taken": "key",
        "unknown_team": "team",
        "team_retired": "team",
    }

    def __init__(self, desk: Workbench, gateway: Gateway, seed: ProfileSeed) -> None:
        member = seed.member
        title = common.title(texts.MEMBER_DEED, member.name) if member else texts.NEW_MEMBER_TITLE
        super().__init__(desk, gateway, title, common.SAVE if member else texts.ADD)
        self._seed, self._member = seed, member
        self.person = Chooser(desk.tasks, partial(find_people, gateway))
        self.key = QLineEdit()
        self.key.setMaxLength(_MOST_KEY)
        self.team = QComboBox()
        self.home = Chooser(desk.tasks, partial(find_places, seed.places), lane=Lane.POOL)
        self.languages = LanguagesField()
        self.first, self.last = DateField(desk.session.today), DateField(desk.session.today)
        self.most = WholeField(0, 20_000, common.KM)
        self.remote = QCheckBox(texts.REMOTE)
        for team in seed.teams:
            self.team.addItem(team.name, team.id)
        self.home.setPlaceholderText(texts.HOME_HINT)
        self._lay_fields()
        self._fill()
        self.person.value_changed.connect(self._from_directory)
        (self.person if member is None else self.team).setFocus()

    def send(self) -> None:
        """Make the member, or save what the fields say."""
        values, member, gateway = self._values(), self._member, self._gateway
        first, last = values["first"], values["last"]
        if last is not None and last < first:
            self.refused(texts.TOO_EARLY, {"last": texts.TOO_EARLY})
            return
        changed = self._draft(values)
        if member is not None:
            self.write(
                texts.changed(member.name),
                partial(save_member, gateway, member, member.version, **changed),
                lambda written: save_member(gateway, member, written.kept["version"]),
            )
            return
        person: Choice = values["person"]
        self.write(
            texts.joined(person.title),
            partial(save_member, gateway, None, 0, key=values["key"], person_id=person.key[0], **changed),
            lambda written: withdraw_member(gateway, written),
            self._joined,
        )

    def not_written(self, failure: Failure) -> None:
        """A member who was changed elsewhere is shown field by field."""
        super().not_written(failure)
        if isinstance(failure.error, StaleError) and self._member is not None:
            self._desk.tasks.run(
                read_profile, self._gateway, self._member.id, owner=self, done=self._changed_elsewhere
            )

    def _lay_fields(self) -> None:
        if self._member is None:
            self.add("person", self.person, texts.PERSON, required=True)
            self.rows.addRow("", Label(texts.PERSON_HELP, Type.HELP, "secondary"))
            self.add("key", self.key, texts.KEY, required=True, check=_key_fault)
            self.rows.addRow("", Label(texts.KEY_HELP, Type.HELP, "secondary"))
        self.add("team", self.team, texts.MEMBER_TEAM, required=True)
        self.add("home", self.home, texts.HOME, required=self._member is None)
        self.add("languages", self.languages, texts.LANGUAGES, required=True)
        self.add("first", self.first, texts.FIRST, required=True)
        self.add("last", self.last, texts.LAST)
        self.rows.addRow("", Label(common.CONTRACT_HELP, Type.HELP, "secondary"))
        self.add("most", self.most, texts.MOST)
        self.rows.addRow("", Label(common.KM_HELP, Type.HELP, "secondary"))
        self.add_box(self.remote, checked=self._member is not None and self._member.remote)
        if self._member is None:
            self.rows.addRow(Label(texts.HOURS_NEXT, Type.HELP, "secondary", wrap=True))
        holder = self.rows.parentWidget()
        if holder is not None:
            self.body.addWidget(roomy(holder, 460, 320))
        self.ask_room(540, _HIGH_NEW if self._member is None else _HIGH)

    def _fill(self) -> None:
        if self._member is not None:
            self.form.set_values(self._stored(self._member))
            return
        today, teams = self._desk.session.today(), self._seed.teams
        only = teams[0].id if len(teams) == 1 else None
        self.form.set_values({"key": self._seed.key, "team": only, "languages": (_FRENCH,), "first": today})

    def _stored(self, member: MemberFile) -> dict[str, Any]:
        home = (member.home_site_id, member.home_municipality_id)
        return {
            "team": member.team_id,
            "home": next((one.choice for one in self._seed.places if one.key == home), None),
            "languages": member.languages,
            "first": member.contract.first,
            "last": member.contract.last,
            "most": kilometres_of(member.max_metres),
            "remote": member.remote,
        }

    def _values(self) -> dict[str, Any]:
        return {**self.form.values(), "remote": self.remote.isChecked()}

    def _draft(self, values: Mapping[str, Any]) -> dict[str, Any]:
        home, last = values["home"], values["last"]
        site, municipality = home.key if home is not None else (None, None)
        known = self._member.max_metres if self._member is not None else None
        return {
            "team_id": values["team"],
            "home_site_id": site,
            "home_municipality_id": municipality,
            "languages": values["languages"],
            "contract": Days(values["first"], None if last is None else last + timedelta(days=1)),
            "max_metres": metres_of(values["most"], known),
            "remote": values["remote"],
        }

    def _from_directory(self, person: Choice | None) -> None:
        """The building where a person works is their home base until another one is chosen."""
        if person is None or self.home.value() is not None:
            return
        site = next((one for one in self._seed.places if one.site_id and one.title == person.key[1]), None)
        self.home.set_value(site.choice if site is not None else None)

    def _joined(self, written: Written) -> None:
        """Go to the line of the new member, and ask when they work."""
        desk, gateway = self._desk, self._gateway
        desk.go(keys.member_target(written.id))
        desk.tasks.run(
            read_member,
            gateway,
            written.id,
            owner=desk.parent_widget,
            done=lambda member: HoursDialog(desk, gateway, member, member.contract.first).open(),
            failed=lambda failure: desk.tell(failure.sentence, kind="danger"),
        )

    def _changed_elsewhere(self, seed: ProfileSeed) -> None:
        before, now = self._member, seed.member
        if before is None or now is None:
            return

        def again(wanted: Mapping[str, Any]) -> None:
            self._member = now
            self.form.set_values(wanted, clean=False)
            self.remote.setChecked(wanted["remote"])
            self.try_save()

        values = (self._stored(before), self._stored(now), self._values())
        self.compare(texts.THE_MEMBER, self._said, values, again)

    def _said(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The fields as people read them, by their names."""
        teams = {one.id: one.name for one in self._seed.teams}
        home, last, km = values["home"], values["last"], values["most"]
        return {
            texts.MEMBER_TEAM.replace("&", ""): teams.get(values["team"], ""),
            texts.HOME.replace("&", ""): home.title if home is not None else "",
            texts.LANGUAGES.replace("&", ""): ", ".join(texts.language(one) for one in values["languages"]),
            texts.FIRST.replace("&", ""): format_date(values["first"], weekday=False),
            texts.LAST.replace("&", ""): format_date(last, weekday=False) if last is not None else "",
            texts.MOST.replace("&", ""): self.most.written(km) if km is not None else "",
            texts.REMOTE.replace("&", ""): texts.YES_NO[values["remote"]],
        }


def _key_fault(text: str) -> str:
    return texts.BAD_KEY if " " in text else ""
