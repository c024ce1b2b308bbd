"""What an installed program must be able to do, tried on bases of its own: files, schema, booking, papers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agence_desktop.core.clock import Clock
from agence_desktop.core.errors import AgenceError
from agence_desktop.core.resources import resource_path

if TYPE_CHECKING:
    from agence_desktop.actions.printing.common import Printed
    from agence_desktop.core.roles import Actor
    from agence_desktop.storage.work import Database

OLDEST: Final = "0001"
CREATED: Final = "créée.sqlite"
OFFICE: Final = {
    "immeubles": "nom;organisme;municipalite\nBureau d’essai;MESS;Québec\n",
    "espaces": "code;nom;immeuble;capacite\nESSAI;Salle d’essai;Bureau d’essai;8\n",
}
BOOKED: Final = {
    "espace": "ESSAI",
    "debut": "2027-03-10T09:00",
    "fin": "2027-03-10T11:00",
    "organisme": "SQ-SC",
    "objet": "Vérification du programme",
}
SHIPPED: Final = {
    "fonts": "*.ttf",
    "icons": "*.svg",
    "data": "*.csv",
    "gabarits": "*.json",
    "handbook": "*.md",
}
SUMS: Final = "sommes.sha256"
"""The list that an installer leaves beside the program: a checksum, two spaces, a path."""
_FONT, _PDF = b"/FontFile2", b"%PDF-"


class SelfTestError(AgenceError):
    """Something of the installed program does not work; the sentence says what."""

    def __init__(self, sentence: str) -> None:
        super().__init__("selftest", sentence)


def check_files() -> None:
    """Fonts, icons and reference data are there, and the tables of time zones."""
    from zoneinfo import ZoneInfo

    for folder, pattern in SHIPPED.items():
        if not any(resource_path(folder).glob(pattern)):
            raise SelfTestError(f"Le dossier « {folder} » est vide.")
    ZoneInfo("America/Toronto")


def check_sums(folder: Path) -> None:
    """Every file of an installed program is the one of its package; nothing to compare without its list."""
    if not (folder / SUMS).exists():
        return
    for line in (folder / SUMS).read_text(encoding="ascii").splitlines():
        expected, name = line.split("  ", 1)
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except FileNotFoundError:
            raise SelfTestError(f"Le fichier « {name} » de l’installation manque.") from None
        if found != expected:
            raise SelfTestError(f"Le fichier « {name} » n’est pas celui de l’installation.")


def check_libraries() -> None:
    """The driver of the server with its own library, and the store of passwords."""
    import psycopg

    from agence_desktop.storage.passwords import PasswordStore

    if psycopg.pq.__impl__ != "binary":
        raise SelfTestError(f"Le pilote de PostgreSQL est « {psycopg.pq.__impl__} », non « binary ».")
    PasswordStore().available()


def check_schema(folder: Path, clock: Clock) -> None:
    """A base is created, and another brought up from the oldest schema; both are sound."""
    from agence_desktop.actions.bases import create_office
    from agence_desktop.migrations import HEAD
    from agence_desktop.migrations.runner import refill
    from agence_desktop.storage.engine import open_engine
    from agence_desktop.storage.locations import SqliteFile
    from agence_desktop.storage.schema import mark_made, schema_state
    from agence_desktop.storage.verification import verify
    from agence_desktop.storage.work import Database

    made, raised = SqliteFile(folder / CREATED), SqliteFile(folder / "mise à niveau.sqlite")
    create_office(made, clock=clock)
    opened = open_engine(raised, clock=clock, create=True)
    try:
        refill(opened, OLDEST, lambda _: None, mark_made)
    finally:
        opened.engine.dispose()
    for location in (made, raised):
        database = Database(open_engine(location, clock=clock), clock)
        try:
            state = schema_state(database, HEAD)
            findings = [finding.sentence for finding in verify(database)]
        finally:
            database.close()
        if state.current != HEAD or findings:
            raise SelfTestError(f"La base {location.shown} n’est pas saine : {state.current} {findings}")


def check_booking(database: Database, actor: Actor, folder: Path) -> None:
    """In a new office, a room that is imported is booked, and the same hours are refused to another."""
    from agence_desktop.actions.transfer import import_file
    from agence_desktop.spaces.commands.desk import Desk
    from agence_desktop.spaces.commands.requests import Counter
    from agence_desktop.spaces.form import RawBooking

    for table, content in OFFICE.items():
        path = folder / f"{table}.csv"
        path.write_text(content, encoding="utf-8")
        import_file(database, actor, table, path)
    raw = RawBooking.from_cells(BOOKED)
    counter = Counter(database, Desk(actor), [raw, raw])
    outcomes = [counter.take(raw).answer["outcome"] for _ in range(2)]
    if outcomes != ["confirmed", "refused"]:
        raise SelfTestError(f"Une réservation et son double ont donné {outcomes}.")


def check_proposal(database: Database) -> None:
    """An assignment is proposed in a process of its own by the exact solver."""
    from agence_desktop.actions.proposing import ProposalProcess
    from agence_desktop.core.clock import QUEBEC, to_wall
    from agence_desktop.teams.levels import Method
    from agence_desktop.teams.queries.problem import stated_problem

    today = to_wall(database.clock.now(), QUEBEC).date()
    problem = database.read(lambda session: stated_problem(session, today)).problem
    with ProposalProcess() as process:
        _, proposal = process.propose(problem)
    if proposal.method is not Method.EXACT:
        raise SelfTestError("Le calcul exact des propositions ne démarre pas.")


def check_paper(
    database: Database, actor: Actor, make: Callable[[Database, Actor, str], Printed], key: str
) -> None:
    """A document is printed, with the fonts in it."""
    pdf = make(database, actor, key).pdf
    if not pdf.startswith(_PDF) or _FONT not in pdf:
        raise SelfTestError(f"Le document {key} n’a pas ses polices.")


PAPERS: Final[Mapping[str, str]] = {
    "confirmation": "R-2026-000001",
    "affiche": "LEV-CHA",
    "planning": "Bureau de Services Québec de Lévis",
    "fiche": "P-0142",
    "fiche-une-page": "P-0142",
    "fiche-releve": "P-0142@karim.benali@exemple.quebec",
    "plan-releve": "P-0142",
    "matrice": "SE-CA",
    "registre": "SE-CA",
    "proposition": "PA-2026-0018",
    "engagement": "D-2026-0058",
    "ordre": "D-2026-0042",
    "fiche-accueil": "D-2026-0042",
    "prolongation": "D-2026-0052",
    "avis-fin": "D-2026-0049",
    "evaluation": "D-2026-0049",
    "releve": "RV-2026-0099",
    "planning-equipe": "ADM",
}
"""A key of the demonstration for each document, on the day of the handbook's pictures."""
