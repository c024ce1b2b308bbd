"""`reserver` on the command line: exit codes, the form of its answers, and what is told to people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from agence_desktop.core.roles import Role
from agence_desktop.directory.model import Account, AccountGrant
from agence_desktop.spaces.model import Booking, HostTerms, Rate
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location
from agence_desktop.storage.tabular import read_sheet
from agence_desktop.storage.work import Database
from cli.conftest import Ran, Run
from support import office

NOW = "2026-11-20T08:00"
KEY = "5f0c0a52-6f0e-4b1e-9a53-0d6f9d1f3c11"
HEADER = "espace;debut;fin;organisme;objet;cle\n"
HOUR = "LEV-CHA;2026-12-01T09:00;2026-12-01T10:00;MTQ;Comité;\n"


@pytest.fixture
def demands(tmp_path: Path) -> Path:
    return tmp_path / "demandes.csv"


Book = Callable[..., Ran]


@pytest.fixture
def book(run: Run, base: str, demands: Path) -> Book:
    """Run the command on a file of this content, on Friday 20 November 2026 at 8 h."""

    def run_it(content: str, *options: str) -> Ran:
        demands.write_text(content, encoding="utf-8")
        return run("--base", base, "--maintenant", NOW, "reserver", demands, *options)

    return run_it


def change(base: str, statement: Any) -> None:
    database = Database(open_engine(parse_location(base)))
    database.write(lambda session: session.execute(statement))
    database.close()


def stored(base: str) -> int:
    database = Database(open_engine(parse_location(base)))
    count = database.read(lambda session: session.scalar(select(func.count()).select_from(Booking)))
    database.close()
    return count or 0


def test_that_an_answer_has_the_keys_of_the_interface_in_their_order(book: Book) -> None:
    told = book(HEADER + HOUR, "--json")
    assert told.code == 0
    assert told.out == (
        '{"row": 2, "number": "R-2026-000001", "outcome": "confirmed", "reasons": [], "occurrences": '
        '[{"start": "2026-12-01T09:00-05:00", "end": "2026-12-01T10:00-05:00", "state": "confirmed", '
        '"reasons": [], "price": "0.00"}]}\n'
    )


def test_that_a_refused_row_leaves_the_others_stored(book: Book, base: str) -> None:
    told = book(HEADER + HOUR + HOUR + HOUR.replace("2026-12-01", "2026-12-02"), "--json")
    assert told.code == 1
    assert [row["number"] for row in told.results] == ["R-2026-000001", None, "R-2026-000002"]
    assert [row["row"] for row in told.results] == [2, 3, 4]
    assert stored(base) == 2


def test_that_a_repeated_row_has_its_own_line_and_says_so(book: Book, base: str) -> None:
    keyed = HOUR.replace("Comité;", f"Comité;{KEY}")
    first, again, other = book(
        HEADER + keyed + "\n" + keyed.replace("T", " ", 1) + keyed.replace("Comité", "Atelier"), "--json"
    ).results
    assert (again.pop("replayed"), again.pop("row"), first.pop("row")) == (True, 4, 2)
    assert again == first
    assert (other["outcome"], other["number"], other["reasons"]) == ("refused", None, ["key_reused"])
    assert other["occurrences"] == []
    assert stored(base) == 1


def test_that_a_row_refused_by_its_form_is_not_kept_under_its_key(book: Book) -> None:
    bad = HOUR.replace("LEV-CHA", "LEV-X").replace("Comité;", f"Comité;{KEY}")
    refused, booked = book(HEADER + bad + bad.replace("LEV-X", "LEV-CHA"), "--json").results
    assert refused["reasons"] == ["unknown_space"]
    assert (booked["outcome"], "replayed" in booked) == ("confirmed", False)


def test_that_a_refusal_by_its_dates_is_given_again(book: Book) -> None:
    late = HOUR.replace("2026-12-01", "2026-11-01").replace("Comité;", f"Comité;{KEY}")
    first, again = book(HEADER + late + late, "--json").results
    assert first["occurrences"][0]["reasons"] == ["past"]
    assert again == {**first, "row": 3, "replayed": True}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "vide"),
        ("espace;salle\nLEV-CHA;1\n", "« salle »"),
        ("espace;debut\nLEV-CHA\n", "ligne 2"),
    ],
)
def test_that_an_unreadable_file_changes_nothing(book: Book, base: str, content: str, fault: str) -> None:
    told = book(content, "--json")
    assert (told.code, told.out) == (2, "")
    assert fault in told.err.replace("\u00a0", " ").lower()
    assert stored(base) == 0


def test_that_an_absent_column_is_a_cell_not_given(book: Book) -> None:
    (row,) = book("espace;debut\nLEV-CHA;2026-12-01T09:00\n", "--json").results
    assert row["reasons"] == ["missing"]


def test_that_without_the_right_no_row_is_stored(book: Book, base: str) -> None:
    change(base, delete(AccountGrant))
    change(base, insert(AccountGrant).values(account_id=1, role=Role.CLERK, organisation_id=office.CLIENT))
    told = book(HEADER + HOUR + HOUR.replace("MTQ", "MSP"), "--json")
    assert (told.code, told.out, stored(base)) == (5, "", 0)
    assert book(HEADER + HOUR, "--json").code == 0


def test_that_somebody_without_account_may_not_book(book: Book, base: str) -> None:
    change(base, update(Account).values(suspended=True))
    assert book(HEADER + HOUR, "--json").code == 5


def test_that_people_read_french(book: Book, base: str) -> None:
    change(base, insert(HostTerms).values(organisation_id=office.HOST, grid_minutes=30))
    told = book(HEADER + HOUR + HOUR + HOUR.replace("09:00", "09:10").replace("MTQ", "ABC"))
    assert told.code == 1
    assert told.out.replace("\u00a0", " ") == (
        "Ligne 2 : R-2026-000001, confirmée, 1 date, 0,00 $\n"
        "Ligne 3 : Refusée\n"
        "    mardi 1er décembre 2026, 9 h à 10 h : refusée (prise)\n"
        "Ligne 4 : Refusée\n"
        "    L’organisme « ABC » n’existe pas : vérifiez son sigle.\n"
        "1 demande inscrite, 2 refusées.\n"
    )


def test_that_texts_are_kept_whole_however_long(book: Book, run: Run, base: str, tmp_path: Path) -> None:
    days = ",".join(f"{nth}{day}" for day in ("MO", "TU", "WE", "TH", "FR") for nth in range(1, 54))
    rule = f"FREQ=YEARLY;INTERVAL=2;COUNT=2;BYDAY={days}"
    cells = {"objet": "œ" * 2000, "telephone": "5" * 200, "note": "n" * 20_000, "rrule": rule}
    slot = {"espace": "LEV-CHA", "debut": "2026-12-01T09:00", "fin": "2026-12-01T10:00", "organisme": "MTQ"}
    row = slot | cells
    quoted = ";".join(f'"{cell}"' for cell in row.values())
    (answer,) = book(f"{';'.join(row)}\n{quoted}\n", "--json").results
    assert (answer["outcome"], len(answer["occurrences"])) == ("confirmed", 2)
    out = tmp_path / "out.csv"
    run("--base", base, "--maintenant", NOW, "exporter", "reservations", out)
    (kept,) = read_sheet(out).rows
    assert {name: kept.cells[name] for name in row} == row


def test_that_a_crowd_without_measure_is_refused_for_its_number(book: Book) -> None:
    head = HEADER.replace("cle", "participants")
    (answer,) = book(head + HOUR.strip() + "9" * 18, "--json").results
    assert [date["reasons"] for date in answer["occurrences"]] == [["capacity"]]


def test_that_centuries_have_their_price(book: Book, base: str) -> None:
    change(base, insert(HostTerms).values(space_id=office.CHAUDIERE, holidays_open=True))
    rate = {"space_id": office.CHAUDIERE, "since": date(2026, 1, 1), "hour": Decimal(1_000_000)}
    change(base, insert(Rate).values(**rate))
    (answer,) = book(HEADER + HOUR.replace("2026-12-01T10", "3026-12-01T09"), "--json").results
    assert [one["price"] for one in answer["occurrences"]] == ["8765808000000.00"]


def test_that_hours_that_clocks_skip_are_taken_moved_and_told(book: Book) -> None:
    told = book(HEADER + "LEV-CHA;2027-03-14T02:30;2027-03-14T04:00;MTQ;Nuit;\n")
    assert told.code == 0
    assert (
        "2 h 30 n’existe pas (passage à l’heure avancée) : la séance commence à 3 h 30."
        in told.out.replace("\u00a0", " ")
    )
    assert "n’existe pas" not in book(HEADER + HOUR).out
