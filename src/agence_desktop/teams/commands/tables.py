"""The tables of flying teams, as files hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import format_date, parse_decimal, parse_iso_date, parse_yes_no, search_key
from agence_desktop.core.money import parse_money
from agence_desktop.core.roles import Actor, Role, require
from agence_desktop.directory.emails import parse_email
from agence_desktop.directory.model import Municipality, Organisation, Person, Site, Skill
from agence_desktop.directory.tables import NO_ORGANISATION, NO_SITE, ids_by, name_of, set_name_keys
from agence_desktop.storage.base import Versioned
from agence_desktop.storage.context import current_login, now
from agence_desktop.storage.exchange import Column, Entry, Known, Stock, Table
from agence_desktop.storage.exchange.columns import Reader, choice, code_of, line_of, plain, reference, whole
from agence_desktop.storage.exchange.table import Stored, Values
from agence_desktop.storage.tabular import Cell
from agence_desktop.teams.commands import table_texts as texts
from agence_desktop.teams.commands.desk import MEMBERS
from agence_desktop.teams.model import (
    FULL_EFFORT,
    CostRate,
    DayRate,
    MemberAbsence,
    MemberPattern,
    MemberSkill,
    Team,
    TeamMember,
    TeamSetting,
)
from agence_desktop.teams.rows import ExpenseKind

E = TypeVar("E", bound=Versioned)
_KEEPING: Final = (Role.MANAGER, Role.ADMINISTRATOR)
_SECONDS: Final = 3600
_METRES: Final = 1000
_TEN_THOUSAND: Final = 10_000
_HIGHEST: Final = 4
_PRIORITIES: Final = 4
_DIGITS: Final = 6
_ONE_DAY: Final = timedelta(days=1)
_RATED: Final = (ExpenseKind.TRAVEL, ExpenseKind.LODGING, ExpenseKind.MEALS)


def _scaled(scale: int, most: Decimal, fault: str, least: int = 0) -> Reader:
    """A decimal kept as a whole number of its parts, of ``least`` at least, to ``most``.

    Others raise InputError.
    """

    def read(text: str, _known: Known) -> int:
        found = parse_decimal(text)
        parts = found * scale
        if not least <= parts <= most * scale or parts != parts.to_integral_value():
            raise InputError("bad_number", fault)
        return int(parts)

    return read


def _unscaled(scale: int) -> Callable[[Any], Cell]:
    def write(value: Any) -> Cell:
        return None if value is None else (Decimal(value) / scale).normalize() + 0

    return write


def _decimal(
    name: str, attribute: str, scale: int, most: int, fault: str, *, required: bool = False, empty: Any = None
) -> Column:
    """A column of decimals kept as whole numbers."""
    read = _scaled(scale, Decimal(most), fault)
    return Column(name, read, attribute, required=required, empty=empty, write=_unscaled(scale))


def _weights(text: str) -> str:
    """« 8,4,2,1 »: the weights of the four priorities."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != _PRIORITIES or not all(part.isdecimal() and len(part) <= _DIGITS for part in parts):
        raise InputError("bad_number", texts.BAD_WEIGHTS)
    return ",".join(str(int(part)) for part in parts)


def _day_rate(text: str) -> Decimal:
    """An amount one pays for a day."""
    amount = parse_money(text)
    if amount < 0:
        raise InputError("bad_number", texts.BAD_DAY_RATE)
    return amount


def _since(text: str) -> date:
    return parse_iso_date(text)


class SkillsTable(Table[Skill]):
    """The skills of the directory."""

    name = "repertoire_competences"
    topic = "directory"
    entity = Skill
    order = (Skill.code,)
    columns = (
        Column("code", code_of(60, r"\S+", texts.SKILL_CODE), "code", key=True),
        Column("nom", name_of(300), "name", required=True),
        Column("famille", line_of(100), "family", empty=""),
    )

    def assign(self, entity: Skill, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)
        entity.search_key = search_key(f"{entity.name} {entity.code}")


class TeamsTable(Table[Team]):
    """Flying teams, each with the organisation that lends it."""

    name = "equipes"
    topic = MEMBERS
    entity = Team
    order = (Team.code,)
    columns = (
        Column("code", code_of(60, r"\S+", texts.TEAM_CODE), "code", key=True),
        Column("nom", name_of(300), "name", required=True),
        Column(
            "organisme",
            reference("organismes", NO_ORGANISATION),
            "organisation_id",
            "organismes",
            required=True,
        ),
    )

    def known(self, session: Session) -> Known:
        return {"organismes": ids_by(session, Organisation, "acronym")}

    def allow_import(self, actor: Actor, entries: Sequence[Entry[Team]], stock: Stock[Team]) -> None:
        """As for one team: managers of the organisations that it leaves and joins."""
        named = {entry.values["organisme"] for entry in entries}
        named |= {entry.stored.values["organisme"] for entry in entries if entry.stored}
        for acronym in sorted(named, key=str):
            require(actor, _KEEPING, stock.known["organismes"].get(acronym), self.importing)

    def assign(self, entity: Team, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        set_name_keys(entity)
        entity.search_key = search_key(f"{entity.name} {entity.code}")


class LentTable(Table[E]):
    """A table of what belongs to members: kept by the managers of the organisation that lends them."""

    topic = MEMBERS
    readers = (Role.CLERK, Role.MANAGER, Role.ADMINISTRATOR)

    def known(self, session: Session) -> Known:
        lenders = select(TeamMember.key, Team.organisation_id).join(Team, Team.id == TeamMember.team_id)
        return {
            "membres": ids_by(session, TeamMember, "key"),
            "leurs organismes": dict(session.execute(lenders).tuples().all()),
        }

    def lender_of(self, values: Values, known: Known) -> int | None:
        """The organisation that lends what a row is about; None where it is about no member."""
        member = values.get("membre")
        return None if member is None else known["leurs organismes"].get(member)

    def allow_import(self, actor: Actor, entries: Sequence[Entry[E]], stock: Stock[E]) -> None:
        """As for one member: managers of the organisations that lend them."""
        lenders = {self.lender_of(entry.values, stock.known) for entry in entries}
        lenders |= {self.lender_of(entry.stored.values, stock.known) for entry in entries if entry.stored}
        for one in sorted(lenders, key=str):
            if one is None and any(actor.holds(role) for role in _KEEPING):
                continue  # rates of all, which every lender keeps
            require(actor, _KEEPING, one, self.importing)

    def export_to(self, session: Session, actor: Actor) -> list[list[Cell]]:
        """The rows of the organisations for which the actor holds one of the roles."""
        stock = self.stock(session)
        held = [actor.organisations(role) for role in self.readers]
        if None in held:
            return self.rows_of(stock.records.values())
        own = frozenset[int]().union(*(one for one in held if one))
        return self.rows_of(
            one for one in stock.records.values() if self.lender_of(one.values, stock.known) in own
        )


class MembersTable(LentTable[TeamMember]):
    """Members of flying teams; the person is one of the directory."""

    name = "membres"
    entity = TeamMember
    order = (TeamMember.key,)
    columns = (
        Column("cle", code_of(60, r"\S+", texts.MEMBER_KEY), "key", key=True),
        Column(
            "personne",
            lambda text, known: reference("personnes", texts.NO_PERSON_ROW)(parse_email(text), known),
            "person_id",
            "personnes",
            required=True,
        ),
        Column("equipe", reference("equipes", texts.NO_TEAM), "team_id", "equipes", required=True),
        Column("immeuble", reference("immeubles", NO_SITE), "home_site_id", "immeubles"),
        Column(
            "municipalite",
            reference("municipalites", texts.NO_MUNICIPALITY),
            "home_municipality_id",
            "municipalites",
        ),
        Column(
            "langues",
            plain(lambda text: ",".join(sorted({one.strip() for one in text.split("+")}))),
            "languages",
            empty="fr",
            write=lambda value: str(value).replace(",", "+"),
        ),
        _decimal("limite_km", "max_metres", _METRES, 20_000, texts.BAD_KILOMETRES),
        Column("a_distance", plain(parse_yes_no), "remote", empty=False),
        Column("contrat_debut", plain(_since), "contract_from", required=True),
        Column("contrat_fin", plain(_since), "contract_end"),
    )

    def known(self, session: Session) -> Known:
        return {
            "personnes": ids_by(session, Person, "email"),
            "equipes": ids_by(session, Team, "code"),
            "immeubles": ids_by(session, Site, "name"),
            "municipalites": ids_by(session, Municipality, "name"),
            "prêteurs": dict(session.execute(select(Team.code, Team.organisation_id)).tuples().all()),
        }

    def lender_of(self, values: Values, known: Known) -> int | None:
        return known["prêteurs"].get(values["equipe"])

    def check(self, entries: Sequence[Entry[TeamMember]], stock: Stock[TeamMember]) -> None:  # noqa: ARG002
        for entry in entries:
            values = entry.values
            if entry.faults:
                continue
            if values["immeuble"] and values["municipalite"]:
                entry.refuse("municipalite", "two_homes", texts.TWO_HOMES)
            if values["contrat_fin"] is not None and values["contrat_fin"] <= values["contrat_debut"]:
                entry.refuse("contrat_fin", "bad_period", texts.BAD_CONTRACT)


class PatternsTable(LentTable[MemberPattern]):
    """Hours per weekday of members, from a day on, and their availability in per cent."""

    name = "horaires_membres"
    entity = MemberPattern
    order = (MemberPattern.member_id, MemberPattern.since)
    columns = (
        Column("membre", reference("membres", texts.NO_MEMBER), "member_id", "membres", key=True),
        Column("depuis", plain(_since), "since", key=True),
        *(
            _decimal(french, english, _SECONDS, 24, texts.BAD_HOURS, required=True)
            for french, english in (
                ("lundi", "monday"),
                ("mardi", "tuesday"),
                ("mercredi", "wednesday"),
                ("jeudi", "thursday"),
                ("vendredi", "friday"),
            )
        ),
        _decimal("disponibilite", "factor_bp", FULL_EFFORT // 100, 100, texts.BAD_PERCENT, empty=FULL_EFFORT),
    )

    def assign(self, entity: MemberPattern, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        entity.frees = False


class AbsencesTable(LentTable[MemberAbsence]):
    """Days on which members are away, both included, without a reason; a file never frees firm days."""

    name = "absences_membres"
    entity = MemberAbsence
    # One that was taken back may begin on the same day as one that holds, which is told.
    order = (MemberAbsence.member_id, MemberAbsence.first_day, MemberAbsence.cancelled.desc())
    columns = (
        Column("membre", reference("membres", texts.NO_MEMBER), "member_id", "membres", key=True),
        Column("debut", plain(parse_iso_date), "first_day", key=True),
        Column("fin", plain(parse_iso_date), required=True),
        Column("annulee", plain(parse_yes_no), "cancelled", empty=False),
    )

    def known(self, session: Session) -> Known:
        return {**super().known(session), "saisie": {"par": current_login(session), "le": now(session)}}

    def further_values(self, session: Session, known: Known) -> Mapping[int, Values]:  # noqa: ARG002
        rows = session.execute(select(MemberAbsence.id, MemberAbsence.end_day)).tuples()
        return {number: {"fin": end - _ONE_DAY} for number, end in rows}

    def check(self, entries: Sequence[Entry[MemberAbsence]], stock: Stock[MemberAbsence]) -> None:
        named = {entry.key for entry in entries}
        held: dict[str, list[tuple[date, date]]] = defaultdict(list)
        for key, stored in stock.records.items():
            if key not in named and not stored.values["annulee"]:
                held[stored.values["membre"]].append((stored.values["debut"], stored.values["fin"]))
        for entry in entries:
            first, last = entry.values["debut"], entry.values["fin"]
            if last < first:
                entry.refuse("fin", "bad_period", texts.BAD_ABSENCE)
            elif not entry.values["annulee"]:
                mine = held[entry.values["membre"]]
                other = next((one for one in mine if one[0] <= last and first <= one[1]), None)
                if other is not None:
                    told = {"first": format_date(other[0]), "last": format_date(other[1])}
                    entry.refuse("debut", "overlapping", texts.OVERLAPPING.format(**told))
                mine.append((first, last))

    def assign(self, entity: MemberAbsence, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        entity.end_day, entity.frees = values["fin"] + _ONE_DAY, False
        if not entity.id:
            entity.recorded_by, entity.recorded_at = known["saisie"]["par"], known["saisie"]["le"]


class MemberSkillsTable(LentTable[MemberSkill]):
    """What members can do, as validated on a day."""

    name = "competences_membres"
    entity = MemberSkill
    order = (MemberSkill.member_id, MemberSkill.skill_id)
    columns = (
        Column("membre", reference("membres", texts.NO_MEMBER), "member_id", "membres", key=True),
        Column("competence", reference("competences", texts.NO_SKILL), "skill_id", "competences", key=True),
        Column("niveau", whole(0, _HIGHEST), "level", required=True),
        Column("valide", plain(parse_iso_date), "validated", required=True),
    )

    def known(self, session: Session) -> Known:
        return {**super().known(session), "competences": ids_by(session, Skill, "code")}


class DayRatesTable(LentTable[DayRate]):
    """What a day costs from a date on, for a member or a job class; an empty amount ends what came before."""

    name = "tarifs_jour"
    entity = DayRate
    order = (DayRate.since, DayRate.id)
    columns = (
        Column("portee", choice({word: word for word in texts.SCOPES}), key=True),
        Column("cle", line_of(100), key=True),
        Column("depuis", plain(_since), "since", key=True),
        Column("montant", plain(_day_rate), "amount"),
    )

    def further_values(self, session: Session, known: Known) -> Mapping[int, Values]:
        keys = {number: key for key, number in known["membres"].items()}
        member, job_class = texts.SCOPES
        rows = session.execute(select(DayRate.id, DayRate.member_id, DayRate.job_class)).tuples()
        return {
            number: {"portee": job_class, "cle": named}
            if who is None
            else {"portee": member, "cle": keys[who]}
            for number, who, named in rows
        }

    def lender_of(self, values: Values, known: Known) -> int | None:
        if values["portee"] != texts.SCOPES[0]:
            return None
        return known["leurs organismes"].get(values["cle"])

    def check(self, entries: Sequence[Entry[DayRate]], stock: Stock[DayRate]) -> None:
        for entry in entries:
            of_member = not entry.faults and entry.values["portee"] == texts.SCOPES[0]
            if of_member and entry.values["cle"] not in stock.known["membres"]:
                entry.refuse("cle", "unknown", texts.UNKNOWN_MEMBER)

    def assign(self, entity: DayRate, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        if values["portee"] == texts.SCOPES[0]:
            entity.member_id = known["membres"][values["cle"]]
        else:
            entity.job_class = values["cle"]


class CostRatesTable(LentTable[CostRate]):
    """What a kilometre, a night or a day of meals costs from a date on."""

    name = "tarifs_frais"
    entity = CostRate
    order = (CostRate.kind, CostRate.since)
    columns = (
        Column("nature", choice(texts.KINDS), "kind", key=True, write=lambda value: texts.WORDS[value]),
        Column("depuis", plain(_since), "since", key=True),
        _decimal("montant", "ten_thousandths", _TEN_THOUSAND, 100_000, texts.BAD_AMOUNT),
    )


class SettingsTable(Table[TeamSetting]):
    """What an administrator may change of all teams: one row, with the usual values until it is changed."""

    name = "reglages_equipes"
    topic = MEMBERS
    entity = TeamSetting
    order = (TeamSetting.id,)
    columns = (
        Column("portee", choice({texts.ALL_TEAMS: texts.ALL_TEAMS}), key=True, empty=texts.ALL_TEAMS),
        Column(
            "heures_jour",
            _scaled(_SECONDS, Decimal(24), texts.BAD_DAY, 1),
            "full_day",
            required=True,
            write=_unscaled(_SECONDS),
        ),
        Column("validite_mois", whole(1, 1_200), "validity_months", required=True),
        _decimal(
            "presence_min", "least_presence_bp", FULL_EFFORT // 100, 100, texts.BAD_SHARE, required=True
        ),
        Column("poids", plain(_weights), "weights", required=True),
        _decimal("hebergement_km", "lodging_metres", _METRES, 20_000, texts.BAD_KILOMETRES, required=True),
        _decimal("alerte_plafond", "warning_bp", FULL_EFFORT // 100, 100, texts.BAD_SHARE, required=True),
        Column(
            "poste_moyenne",
            _scaled(FULL_EFFORT, Decimal(100), texts.BAD_POSTS, 1),
            "case_posts_bp",
            required=True,
            write=_unscaled(FULL_EFFORT),
        ),
        Column("poste_mois", whole(1, 12), "case_months", required=True),
    )

    def stock(self, session: Session) -> Stock[TeamSetting]:
        found = super().stock(session)
        if found.records:
            return found
        columns = TeamSetting.__table__.columns
        usual = {one.name: one.default.arg for one in columns if one.default is not None}
        row = TeamSetting(**usual | {"id": 1, "version": 0})
        values = self._own_values(row, {})
        return Stock({self.key_of(values): Stored(row, values)}, found.known)


TEAMS_TABLES: Final[tuple[Table[Any], ...]] = (
    SkillsTable(),
    TeamsTable(),
    MembersTable(),
    PatternsTable(),
    AbsencesTable(),
    MemberSkillsTable(),
    DayRatesTable(),
    CostRatesTable(),
    SettingsTable(),
)
"""In an order in which each names only those before it."""
