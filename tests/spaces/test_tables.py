"""Tables of room booking as files: rooms with their parts, equipment, terms, rates, closures and lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from agence_desktop.core.clock import FixedClock
from agence_desktop.core.errors import ExitCode, RightMissingError
from agence_desktop.core.hours import parse_hours
from agence_desktop.core.money import to_cents
from agence_desktop.core.roles import Actor, Grant, Role
from agence_desktop.spaces.cells import format_capacities, format_codes, parse_capacities, parse_codes
from agence_desktop.spaces.commands.booking import book
from agence_desktop.spaces.commands.desk import Desk
from agence_desktop.spaces.model import (
    Equipment,
    HostClosure,
    HostTerms,
    Occurrence,
    Rate,
    Space,
    SpacePart,
    Vocabulary,
)
from agence_desktop.spaces.queries.reference import Reference
from agence_desktop.spaces.rows import Approval, BookingDraft, EquipmentLine, Mode, Outcome
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from support import office
from support.databases import PostgresDatabases, SqliteFiles
from support.exchange import again, codes, exported, outcomes, prepare_with_lists, take

SITE = "Services Québec de Lévis"
ELSEWHERE = "Services Québec des Îles"
HOST = Actor("hote", "Hôte", grants=frozenset({Grant(Role.HOST, office.HOST)}))


@pytest.fixture
def office_url(databases: SqliteFiles | PostgresDatabases) -> Iterator[str]:
    """The furnished office, with the shipped lists."""
    url = databases.copy_of(prepare_with_lists)
    yield url
    databases.drop(url)


def reference(database: Database) -> Reference:
    return database.read(Desk(office.CLERK).reference)


def rows(database: Database, entity: type[Any]) -> list[Any]:
    return list(database.read(lambda session: session.scalars(select(entity).order_by(entity.id)).all()))


def parts(database: Database) -> set[tuple[int, int]]:
    query = select(SpacePart.space_id, SpacePart.part_id)
    return set(database.read(lambda session: session.execute(query).tuples().all()))


def draft(space: int, start: str, end: str, **more: Any) -> BookingDraft:
    at = datetime.fromisoformat
    return BookingDraft(space, at(start), at(end), office.CLIENT, "Rencontre", **more)


def booked(database: Database, wanted: BookingDraft) -> None:
    done = database.write(lambda session: book(session, Desk(office.CLERK), wanted))
    assert done.outcome is Outcome.CONFIRMED


EVERYTHING = {
    "modalites": """portee;cle;heures;preavis_minutes;horizon_jours;duree_min;duree_max;grille;tampon_avant;\
tampon_apres;journee_entiere;admissibles;quota_heures_mois;approbation;preavis_annulation_heures;\
liberation_minutes;feries_ouverts
        organisme;SQ-SC;"lun-ven 08:00-17:00; sam 09:00-12:00";60;90;30;480;15;10;5;non;tous;40;automatique;\
24;15;non
        immeuble;Services Québec de Lévis;;;;;;;;;;region;;hote;;;
        espace;LEV-ETC;fermé;0;;;;;;;oui;MTQ+MSP;;hors_modalites;;;oui""",
    "tarifs": """portee;cle;depuis;tarif_heure;tarif_demi_journee;tarif_jour
        organisme;SQ-SC;2026-01-01;40,00;;
        espace;LEV-ETC;2026-06-01;;80.5;150""",
    "fermetures": """portee;cle;debut;fin;motif
        immeuble;Services Québec de Lévis;2026-12-28;2026-12-30;Rénovation
        espace;LEV-CHA;2026-12-01T12:00;2026-12-01 13:30;Nettoyage""",
}


@pytest.mark.parametrize("table", ["listes", "espaces", "materiel", *EVERYTHING])
def test_that_importing_an_export_changes_nothing(database: Database, table: str) -> None:
    if table in EVERYTHING:
        assert set(outcomes(take(database, table, EVERYTHING[table]))) == {"created"}
    before = exported(database, table)
    assert before
    assert set(outcomes(again(database, table))) == {"unchanged"}
    assert exported(database, table) == before


def test_that_a_room_is_created_with_all_its_columns(database: Database) -> None:
    report = take(
        database,
        "espaces",
        f"""code;nom;immeuble;etage;nature;capacite;capacites;parent;equipements;accessible;partageable
        LEV-NEU;Salle neuve;{SITE};2;Salle de réunion;20;u*12+École*20;;wifi+projecteur;oui;non""",
    )
    assert outcomes(report) == ["created"]
    known = reference(database)
    space = known.spaces[known.by_code["LEV-NEU"]]
    assert (space.name, space.floor, space.kind, space.capacity) == ("Salle neuve", "2", "reunion", 20)
    assert space.capacities == {"u": 12, "ecole": 20}
    assert space.equipment == {"wifi", "projecteur"}
    assert (space.accessible, space.shareable, space.parent_id, space.top_id) == (True, False, None, space.id)
    assert (space.id, space.id) in parts(database)


def test_that_what_is_not_given_for_a_new_room_has_its_default(database: Database) -> None:
    take(database, "espaces", f"code;nom;immeuble;capacite\nA;Salle;{SITE};4")
    known = reference(database)
    space = known.spaces[known.by_code["A"]]
    assert (space.accessible, space.shareable, space.kind, space.capacities) == (False, True, "", {})


def test_that_a_part_may_stand_before_its_whole(database: Database) -> None:
    report = take(
        database,
        "espaces",
        f"""code;nom;immeuble;capacite;parent
        N1A;Neuve 1A;{SITE};5;N1
        N1;Neuve 1;{SITE};10;N
        N2;Neuve 2;{SITE};10;N
        N;Neuve;{SITE};20;""",
    )
    assert outcomes(report) == ["created"] * 4
    known = reference(database)
    ids = {code: known.by_code[code] for code in ("N", "N1", "N1A", "N2")}
    wanted = {("N", "N1A"), ("N", "N2"), ("N1", "N1A"), ("N1A", "N1A"), ("N2", "N2")}
    assert {(ids[a], ids[b]) for a, b in wanted} == {one for one in parts(database) if one[0] in ids.values()}
    assert {known.spaces[number].top_id for number in ids.values()} == {ids["N"]}


def test_that_parts_of_themselves_unknown_and_of_elsewhere_are_refused(database: Database) -> None:
    report = take(
        database,
        "espaces",
        f"""code;nom;immeuble;capacite;parent
        A;A;{SITE};5;B
        B;B;{SITE};5;A
        C;C;{SITE};5;X
        D;D;{SITE};5;ILE-DUN
        E;E;{SITE};5;LEV-ETC""",
    )
    assert codes(report) == [
        (2, "parent", "parent_cycle"),
        (3, "parent", "parent_cycle"),
        (4, "parent", "unknown"),
        (5, "parent", "parent_elsewhere"),
    ]
    assert outcomes(report)[-1] == "rolled_back"


def test_that_a_division_that_would_collide_refuses_the_file_as_a_whole(database: Database) -> None:
    booked(database, draft(office.CHAUDIERE, "2026-12-01T09:00", "2026-12-01T10:00"))
    booked(database, draft(office.ETCHEMIN, "2026-12-01T09:00", "2026-12-01T10:00"))
    report = take(database, "espaces", "code;etage;parent\nLEV-CHA;2;LEV-ETC")
    assert report.refusal is not None
    assert (report.refusal.code, report.refusal.exit_code) == ("division_conflict", ExitCode.REFUSED)
    assert outcomes(report) == ["rolled_back"]
    assert rows(database, Space)[office.CHAUDIERE - 1].floor == ""
    assert outcomes(take(database, "espaces", "code;etage\nLEV-CHA;2")) == ["updated"]


def refusal_of(database: Database, table: str, text: str) -> str:
    """The sentence by which a file is refused because of dates to come; nothing of it is stored."""
    before = exported(database, table)
    report = take(database, table, text)
    assert report.refusal is not None
    assert report.refusal.code == "booked_to_come"
    assert exported(database, table) == before
    return report.refusal.sentence


def test_that_a_room_with_dates_to_come_keeps_its_building(database: Database) -> None:
    for hour in (9, 10, 11, 12, 13, 14, 15):
        booked(database, draft(office.CHAUDIERE, f"2026-12-01T{hour:02}:00", f"2026-12-01T{hour + 1:02}:00"))
    elsewhere = f"code;immeuble\nLEV-CHA;{ELSEWHERE}"
    assert "R-2026-000001, R-2026-000002, R-2026-000003, R-2026-000004, R-2026-000005 et 2 autres" in (
        refusal_of(database, "espaces", elsewhere)
    )
    cancelled = update(Occurrence).values(state="cancelled", version=Occurrence.version + 1)
    database.write(lambda session: session.execute(cancelled))
    assert outcomes(take(database, "espaces", elsewhere)) == ["updated"]


def test_that_past_dates_stay_with_the_building_they_were_in(database: Database) -> None:
    booked(database, draft(office.CHAUDIERE, "2026-12-01T09:00", "2026-12-01T10:00"))
    database.clock = FixedClock(datetime(2026, 12, 1, 15, tzinfo=UTC))
    assert outcomes(take(database, "espaces", f"code;immeuble\nLEV-CHA;{ELSEWHERE}")) == ["updated"]


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("immeubles", f"nom;fuseau\n{SITE};America/Halifax"),
        ("immeubles", f"nom;organisme\n{SITE};MTQ"),
        ("immeubles", f"nom;municipalite\n{SITE};Les Îles-de-la-Madeleine"),
        ("municipalites", "nom;fuseau\nLévis;America/Halifax"),
    ],
)
def test_that_a_building_with_dates_to_come_keeps_its_host_and_its_clock(
    database: Database, table: str, text: str
) -> None:
    asked = draft(office.CHAUDIERE, "2026-12-01T09:00", "2026-12-01T10:00", mode=Mode.REQUEST)
    database.write(lambda session: book(session, Desk(office.CLERK), asked))
    assert "(R-2026-000001)" in refusal_of(database, table, text)
    harmless = f"nom;adresse;municipalite\n{SITE};1, rue du Pont;Québec"
    assert outcomes(take(database, "immeubles", harmless)) == ["updated"]
    back = f"nom;municipalite\n{SITE};Lévis"
    assert outcomes(take(database, "immeubles", back)) == ["updated"]
    database.clock = FixedClock(datetime(2026, 12, 2, tzinfo=UTC))
    assert outcomes(take(database, table, text)) == ["updated"]


def test_that_a_change_of_layouts_alone_raises_the_version(database: Database) -> None:
    before = rows(database, Space)[office.CHAUDIERE - 1].version
    assert outcomes(take(database, "espaces", "code;capacites\nLEV-CHA;u*9")) == ["updated"]
    assert outcomes(take(database, "espaces", "code;capacites\nLEV-CHA; u * 9 ")) == ["unchanged"]
    assert rows(database, Space)[office.CHAUDIERE - 1].version == before + 1
    take(database, "espaces", "code;capacites;equipements\nLEV-CHA;;")
    known = reference(database).spaces[office.CHAUDIERE]
    assert (known.capacities, known.equipment) == ({}, frozenset())


def test_that_an_unknown_word_is_refused_with_those_that_are_known(database: Database) -> None:
    report = take(database, "espaces", "code;nature;capacites;equipements\nLEV-CHA;igloo;rond*4;sauna")
    assert codes(report) == [
        (2, "nature", "unknown"),
        (2, "capacites", "unknown"),
        (2, "equipements", "unknown"),
    ]
    assert "reunion, formation, multifonctionnelle, bureau, passage" in report.sentences[0]


@pytest.mark.parametrize("cell", ["u12", "u*0", "u*12+", "u*12+U*4", "*4", "u*douze"])
def test_that_capacities_that_cannot_be_read_are_refused(database: Database, cell: str) -> None:
    report = take(database, "espaces", f"code;capacites\nLEV-CHA;{cell}")
    assert codes(report) == [(2, "capacites", "bad_capacities")]


LAYOUTS = st.sampled_from(["u", "ecole", "theatre", "carre", "tableau-interactif"])


@given(st.dictionaries(LAYOUTS, st.integers(1, 999_999), min_size=1), st.frozensets(LAYOUTS, min_size=1))
@settings(max_examples=60)
def test_that_cells_of_several_values_are_read_back(
    capacities: dict[str, int], words: frozenset[str]
) -> None:
    assert parse_capacities(format_capacities(capacities), str) == capacities
    assert parse_codes(format_codes(words), str) == words


def test_that_new_words_come_after_those_of_their_list(database: Database) -> None:
    report = take(
        database,
        "listes",
        """liste;code;libelle
        Équipements;lutrin;Lutrin
        natures;reunion;Salle de rencontre
        equipements;estrade;Estrade""",
    )
    assert outcomes(report) == ["created", "updated", "created"]
    words = reference(database).words
    assert list(words["equipment"])[-2:] == ["lutrin", "estrade"]
    assert next(iter(words["kind"].values())).label == "Salle de rencontre"
    positions = [word.position for word in rows(database, Vocabulary) if word.list == "kind"]
    assert positions == [1, 2, 3, 4, 5]


def test_that_stock_does_not_fall_below_what_is_held_at_once(database: Database) -> None:
    line = (EquipmentLine(office.PROJECTOR, 2),)
    booked(database, draft(office.CHAUDIERE, "2026-12-01T09:00", "2026-12-01T10:00", equipment=line))
    booked(database, draft(office.CHAUDIERE, "2026-12-01T10:00", "2026-12-01T11:00", equipment=line))
    report = take(database, "materiel", "code;quantite\nPROJ;1")
    assert codes(report) == [(2, "quantite", "equipment_stock")]
    assert outcomes(take(database, "materiel", "code;quantite\nPROJ;3")) == ["updated"]
    assert outcomes(take(database, "materiel", "code;quantite\nPROJ;2")) == ["updated"]
    assert [one.quantity for one in rows(database, Equipment)] == [2]


def test_that_terms_rates_and_closures_are_those_that_judging_uses(database: Database) -> None:
    for table, text in EVERYTHING.items():
        assert set(outcomes(take(database, table, text))) == {"created"}
    known = reference(database)
    room, hall = known.facts[office.CHAUDIERE], known.facts[office.ETCHEMIN]
    assert room.terms.hours == parse_hours("lun-ven 08:00-17:00; sam 09:00-12:00")
    assert (room.terms.approval, hall.terms.approval) == (Approval.HOST, Approval.OUTSIDE_TERMS)
    assert (room.terms.notice_minutes, hall.terms.notice_minutes, hall.terms.horizon_days) == (60, 0, 90)
    assert hall.terms.eligibility is not None
    assert hall.terms.eligibility.acronyms == {"MTQ", "MSP"}
    assert [rates.half_day for rates in hall.rate_scopes[0]] == [to_cents(80) + to_cents(1) / 2]
    spans = {closure.reason: closure.span for closure in room.closures}
    assert spans["Rénovation"].end == datetime(2026, 12, 31, 5, tzinfo=UTC)
    assert spans["Nettoyage"].end == datetime(2026, 12, 1, 18, 30, tzinfo=UTC)


def test_that_absent_terms_stay_and_empty_ones_are_cleared(database: Database) -> None:
    take(database, "modalites", EVERYTHING["modalites"])
    text = "portee;cle;preavis_minutes;approbation\norganisme;SQ-SC;;hote"
    assert outcomes(take(database, "modalites", text)) == ["updated"]
    first = rows(database, HostTerms)[0]
    assert (first.notice_minutes, first.approval, first.grid_minutes) == (None, "hote", 15)


def test_that_a_closure_given_by_hours_is_the_one_given_by_days(database: Database) -> None:
    head = "portee;cle;debut;fin;motif\norganisme;SQ-SC;"
    take(database, "fermetures", head + "2026-12-28;2026-12-28;A")
    report = take(database, "fermetures", head + "2026-12-28T00:00;2026-12-29T00:00;B")
    assert outcomes(report) == ["updated"]
    assert [(one.by_dates, one.reason) for one in rows(database, HostClosure)] == [(False, "B")]


@pytest.mark.parametrize(
    ("table", "cells", "column", "code"),
    [
        ("fermetures", {"debut": "2026-12-28", "fin": "2026-12-28T10:00"}, "debut", "bad_time"),
        ("fermetures", {"debut": "2026-12-28", "fin": "2026-12-27"}, "fin", "bad_time"),
        ("fermetures", {"debut": "2026-12-28T10:00", "fin": "2026-12-28T10:00"}, "fin", "bad_time"),
        ("fermetures", {"debut": "28/12/2026", "fin": "2026-12-28"}, "debut", "bad_date"),
        ("tarifs", {"depuis": "2026-01-01", "tarif_heure": "-1"}, "tarif_heure", "bad_amount"),
        ("tarifs", {"depuis": "2026-01-01", "tarif_jour": "1,234"}, "tarif_jour", "bad_amount"),
        ("tarifs", {"depuis": "2026-01-01", "tarif_jour": "1000000,01"}, "tarif_jour", "bad_amount"),
        ("modalites", {"duree_min": "60", "duree_max": "30"}, "duree_min", "bad_terms"),
        ("modalites", {"admissibles": "MTQ+RIEN"}, "admissibles", "unknown"),
        ("modalites", {"approbation": "parfois"}, "approbation", "bad_terms"),
        ("modalites", {"cle": "RIEN"}, "cle", "unknown"),
        ("modalites", {"portee": "ville"}, "portee", "bad_choice"),
    ],
)
def test_that_what_the_host_may_not_set_is_refused_by_column(
    database: Database, table: str, cells: dict[str, str], column: str, code: str
) -> None:
    row = {"portee": "organisme", "cle": "SQ-SC", **cells}
    report = take(database, table, f"{';'.join(row)}\n{';'.join(row.values())}")
    assert codes(report) == [(2, column, code)]


def test_that_terms_are_for_the_host_of_the_scope_and_rooms_for_administrators(database: Database) -> None:
    head = "portee;cle;grille\n"
    assert outcomes(take(database, "modalites", f"{head}espace;LEV-CHA;30", HOST)) == ["created"]
    assert outcomes(take(database, "modalites", f"{head}espace;RIEN;30", HOST)) == ["refused"]
    with pytest.raises(RightMissingError):
        take(database, "modalites", f"{head}organisme;MTQ;30", HOST)
    with pytest.raises(RightMissingError):
        take(database, "modalites", f"{head}organisme;SQ-SC;30", office.CLERK)
    with pytest.raises(RightMissingError):
        take(database, "espaces", "code;etage\nLEV-CHA;2", HOST)


def test_that_an_inventory_of_two_hundred_rooms_is_quickly_in(database: Database) -> None:
    lines = [f"R{n};Salle {n};{SITE};{n % 9};reunion;12;u*8+ecole*12;wifi+tableau" for n in range(200)]
    text = "\n".join(["code;nom;immeuble;etage;nature;capacite;capacites;equipements", *lines])
    with count_statements(database.engine) as statements:
        assert set(outcomes(take(database, "espaces", text))) == {"created"}
        assert set(outcomes(take(database, "espaces", text))) == {"unchanged"}
    assert len(statements) < 100
    assert len(reference(database).spaces) == 206


def test_that_a_rate_is_dated(database: Database) -> None:
    text = "portee;cle;depuis;tarif_heure\norganisme;SQ-SC;2026-01-01;40\norganisme;SQ-SC;2027-01-01;45"
    assert outcomes(take(database, "tarifs", text)) == ["created", "created"]
    assert {rate.since: rate.hour for rate in rows(database, Rate)} == {
        date(2026, 1, 1): to_cents(40),
        date(2027, 1, 1): to_cents(45),
    }
