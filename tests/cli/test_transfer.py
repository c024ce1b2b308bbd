"""importer and exporter, as scripts and people use them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from agence_desktop.actions.transfer import BOOKINGS, TABLES
from agence_desktop.storage.audit import AuditRow
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.tabular import read_sheet, write_sheet
from agence_desktop.storage.work import Database
from cli.conftest import Run


def written(path: Path, text: str) -> Path:
    path.write_text("\n".join(line.strip() for line in text.splitlines()), "utf-8")
    return path


def test_that_each_row_is_one_object(run: Run, base: str, tmp_path: Path) -> None:
    file = written(tmp_path / "regions.csv", "code,nom\n01,Bas-Saint-Laurent\n02,Royaume\n18,Nouvelle")
    ran = run("--base", base, "importer", "regions", file, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.results == [
        {"row": n, "key": {"code": code}, "outcome": outcome, "reasons": [], "messages": []}
        for n, code, outcome in ((2, "01", "unchanged"), (3, "02", "updated"), (4, "18", "created"))
    ]


def test_that_a_refused_row_exits_with_1_and_tells_the_others_as_rolled_back(
    run: Run, base: str, tmp_path: Path
) -> None:
    file = written(tmp_path / "regions.csv", "code;nom\n18;Nouvelle\n123;X")
    ran = run("--base", base, "importer", "regions", file, "--json")
    assert ran.code == 1
    assert [(row["row"], row["outcome"], row["reasons"]) for row in ran.results] == [
        (2, "rolled_back", []),
        (3, "refused", ["too_long"]),
    ]
    assert ran.results[1]["messages"][0].startswith("Colonne «\u00a0code\u00a0»")
    assert "rien n’a été changé" in ran.err
    assert run("--base", base, "exporter", "regions", tmp_path / "b.csv", "--json").results[0]["rows"] == 17


def test_that_a_dry_run_tells_and_changes_nothing(run: Run, base: str, tmp_path: Path) -> None:
    file = written(tmp_path / "regions.csv", "code;nom\n18;Nouvelle")
    for _ in range(2):
        ran = run("--base", base, "importer", "regions", file, "--essai", "--json")
        assert (ran.code, [row["outcome"] for row in ran.results]) == (0, ["created"])
        assert "Essai seulement" in ran.err


def test_that_people_read_a_table_and_a_count(run: Run, base: str, tmp_path: Path) -> None:
    file = written(tmp_path / "regions.csv", "code;nom\n18;Nouvelle\n19;Autre\n01;Bas-Saint-Laurent")
    ran = run("--base", base, "importer", "regions", file)
    assert ran.out.splitlines() == [
        "Ligne  Clé  Résultat   Précisions",
        "-----  ---  ---------  ----------",
        "2      18   ajoutée",
        "3      19   ajoutée",
        "4      01   inchangée",
        "",
        "2 lignes ajoutées et 1 ligne inchangée.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code;nom;teinte\n01;A;B", "Colonne inconnue\u00a0: «\u00a0teinte\u00a0»"),
        ("code;nom\n01;A\n02", "La ligne 3"),
        ("", "vide"),
    ],
)
def test_that_an_unreadable_file_exits_with_2(
    run: Run, base: str, tmp_path: Path, text: str, told: str
) -> None:
    ran = run("--base", base, "importer", "regions", written(tmp_path / "a.csv", text), "--json")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_that_an_unknown_table_is_refused_with_those_there_are(run: Run, base: str, tmp_path: Path) -> None:
    for command in ("importer", "exporter"):
        ran = run("--base", base, command, "planetes", tmp_path / "a.csv")
        assert (ran.code, "regions, municipalites" in ran.err) == (2, True)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_that_every_table_goes_out_and_in_again_unchanged(
    run: Run, base: str, tmp_path: Path, ending: str
) -> None:
    for table in TABLES:
        file = tmp_path / f"{table}{ending}"
        assert run("--base", base, "exporter", table, file).code == 0
        ran = run("--base", base, "importer", table, file, "--json")
        assert ran.code == 0
        assert {row["outcome"] for row in ran.results} <= {"unchanged"}


def test_that_a_workbook_made_of_a_csv_is_imported_alike(run: Run, base: str, tmp_path: Path) -> None:
    csv = written(
        tmp_path / "a.csv",
        """code;nom;immeuble;capacite;accessible
        N1;Neuve;Services Québec de Lévis;12;oui""",
    )
    sheet = read_sheet(csv)
    write_sheet(tmp_path / "a.xlsx", sheet.columns, [["N1", "Neuve", "Services Québec de Lévis", 12.0, True]])
    assert run("--base", base, "importer", "espaces", csv, "--json").results[0]["outcome"] == "created"
    ran = run("--base", base, "importer", "espaces", tmp_path / "a.xlsx", "--json")
    assert ran.results[0]["outcome"] == "unchanged"


def test_that_an_export_is_on_record(run: Run, base: str, tmp_path: Path) -> None:
    assert run("--base", base, "exporter", "espaces", tmp_path / "e.csv").out.startswith("6 lignes dans")
    database = Database(open_engine(parse_location(base)))
    query = select(AuditRow.row_id, AuditRow.after).where(AuditRow.action == "export")
    found = database.read(lambda session: session.execute(query).tuples().all())
    database.close()
    assert found == [("espaces", {"file": "e.csv", "rows": 6})]


def test_that_bookings_go_in_and_out(run: Run, base: str, tmp_path: Path) -> None:
    file = written(
        tmp_path / "r.csv",
        """espace;debut;fin;rrule;organisme;objet;etat
        LEV-CHA;2026-12-01 09:00;2026-12-01 10:00;FREQ=WEEKLY;COUNT=3;MTQ;Comité;
        """.replace("FREQ=WEEKLY;COUNT=3", '"FREQ=WEEKLY;COUNT=3"'),
    )
    arguments = ("--base", base, "--maintenant", "2026-11-20T08:00")
    tried = run(*arguments, "importer", "reservations", file, "--essai", "--json")
    assert (tried.code, tried.results[0]["number"], tried.results[0]["outcome"]) == (0, None, "confirmed")
    (row,) = run(*arguments, "importer", "reservations", file, "--json").results
    assert (row["row"], row["number"], row["outcome"]) == (2, "R-2026-000001", "confirmed")
    assert row["occurrences"][0]["start"] == "2026-12-01T09:00-05:00"
    again = run(*arguments, "importer", "reservations", file)
    assert (again.code, again.out.splitlines()[0]) == (1, "Ligne 2\u00a0: Refusée")
    out = tmp_path / "out.xlsx"
    assert run(*arguments, "exporter", "reservations", out).out.startswith("1 ligne dans")
    unchanged = run(*arguments, "importer", "reservations", out, "--json")
    assert [(one["number"], one["outcome"]) for one in unchanged.results] == [("R-2026-000001", "unchanged")]


def test_that_people_read_why_a_known_booking_does_not_change(run: Run, base: str, tmp_path: Path) -> None:
    arguments = ("--base", base, "--maintenant", "2026-11-20T08:00")
    slot = "LEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Comité"
    file = written(tmp_path / "r.csv", f"espace;debut;fin;organisme;objet\n{slot}")
    run(*arguments, "importer", "reservations", file)
    change = written(tmp_path / "c.csv", "numero;participants\nR-2026-000001;9999")
    ran = run(*arguments, "importer", "reservations", change)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "Ligne 2\u00a0: refusée",
        "    Cette modification n’est pas possible\u00a0: espace trop petit.",
    ]


def test_that_people_read_where_hours_that_clocks_skip_went(run: Run, base: str, tmp_path: Path) -> None:
    slot = "LEV-CHA;2027-03-14T02:30;2027-03-14T04:00;MTQ"
    lines = f"espace;debut;fin;organisme;objet;etat\n{slot};Comité;\n{slot};Nuit;refusee"
    file = written(tmp_path / "r.csv", lines)
    ran = run("--base", base, "--maintenant", "2026-11-20T08:00", "importer", "reservations", file)
    told = ran.out.replace("\u00a0", " ")
    assert told.count("2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30.") == 2


@pytest.mark.parametrize("command", ["importer", "exporter"])
def test_that_the_help_names_every_table_and_column(run: Run, command: str) -> None:
    told = " ".join(run(command, "--aide").out.replace("\u00a0", " ").split())
    for name, table in TABLES.items():
        columns = ", ".join(f"{one.name}*" if one.key else one.name for one in table.columns)
        assert f"{name} : {columns}" in told
    assert f"{BOOKINGS} : " in told
