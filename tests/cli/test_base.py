"""The commands about a base: made, shown, checked, saved, restored, moved; who may open it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, text

from agence_desktop.actions import bases
from agence_desktop.cli import base_texts
from agence_desktop.core.roles import Role
from agence_desktop.directory.accounts import actor_of
from agence_desktop.directory.model import AccountGrant
from agence_desktop.migrations import HEAD
from agence_desktop.storage.backup.collisions import natural_keys
from agence_desktop.storage.backup.writing import archived_tables
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import SqliteFile, parse_location
from agence_desktop.storage.work import Database
from cli.conftest import Run, prepare_administered
from support.databases import SqliteFiles
from support.tampering import tamper


def opened(url: str) -> Database:
    return Database(open_engine(parse_location(url)))


def ask(url: str, statement: str) -> Any:
    database = opened(url)
    found = database.read(lambda session: session.execute(text(statement)).scalar())
    database.close()
    return found


def forget_roles(url: str) -> None:
    """Leave whoever runs the tests without any role."""
    database = opened(url)
    database.write(lambda session: session.execute(delete(AccountGrant)))
    database.close()


@pytest.fixture
def sqlite_base(sqlite_files: SqliteFiles) -> Iterator[str]:
    """An administered office in a file."""
    url = sqlite_files.copy_of(prepare_administered)
    yield url
    sqlite_files.drop(url)


def test_that_a_base_is_created_with_its_reference_data(run: Run, database_url: str) -> None:
    made = run("--base", database_url, "base", "creer", "--json")
    assert (made.code, made.results[0]["schema"]) == (0, HEAD)
    (state,) = run("--base", database_url, "base", "etat", "--json").results
    assert (state["standing"], state["replay"], state["last_backup"]) == ("same", False, None)
    assert state["counts"]["region"] == 17
    assert state["counts"]["booking"] == 0
    database = opened(database_url)
    actor = database.read(actor_of)
    database.close()
    wanted = (Role.ADMINISTRATOR, Role.CLERK, Role.HOST, Role.MANAGER)
    assert all(actor.may(role, None) for role in wanted)


def test_that_a_base_is_not_created_twice(run: Run, database_url: str) -> None:
    run("--base", database_url, "base", "creer")
    identity = ask(database_url, "SELECT value FROM agence_meta WHERE key = 'base_id'")
    again = run("--base", database_url, "base", "creer")
    assert again.code == 1
    assert "déjà" in again.err
    assert ask(database_url, "SELECT value FROM agence_meta WHERE key = 'base_id'") == identity


def test_that_a_base_half_made_is_not_left_behind(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: object) -> int:
        raise LookupError

    monkeypatch.setattr(bases, "load_reference_data", fail)
    assert run("--base", tmp_path / "a.sqlite", "base", "creer").code == 2
    assert list(tmp_path.iterdir()) == []


def test_that_only_a_base_for_replay_is_created_with_a_fixed_clock(run: Run, database_url: str) -> None:
    fixed = ("--base", database_url, "--maintenant", "2026-11-20T08:00")
    assert run(*fixed, "base", "creer").code == 1
    assert run(*fixed, "base", "creer", "--rejeu").code == 0
    (state,) = run(*fixed, "base", "etat", "--json").results
    assert state["replay"]
    assert run(*fixed, "base", "verifier").code == 0


def test_that_the_state_of_a_base_at_work_is_not_told_by_a_fixed_clock(run: Run, database_url: str) -> None:
    run("--base", database_url, "base", "creer")
    ran = run("--base", database_url, "--maintenant", "2026-11-20T08:00", "base", "etat", "--json")
    assert (ran.code, ran.out, "base de rejeu" in ran.err) == (1, "", True)


def test_that_the_state_of_another_version_is_shown_and_exits_with_4(run: Run, base: str) -> None:
    database = opened(base)
    tamper(database, "UPDATE alembic_version SET version_num = '0001'")
    database.close()
    ran = run("--base", base, "base", "etat", "--json")
    assert (ran.code, ran.results[0]["standing"], ran.results[0]["schema"]) == (4, "older", "0001")
    assert "mettre-a-niveau" in ran.err


@pytest.mark.postgres
def test_that_an_empty_database_is_told_from_a_base(run: Run, postgres_url: str) -> None:
    ran = run("--base", postgres_url, "base", "etat", "--json")
    assert (ran.code, ran.results[0]["standing"]) == (4, "absent")


def test_that_people_read_the_state_in_french(run: Run, base: str) -> None:
    shown = run("--base", base, "base", "etat")
    assert shown.code == 0
    for words in ("Dernière sauvegarde +aucune", "Espaces +6", "base de rejeu"):
        assert re.search(words, shown.out)


def test_that_a_current_base_needs_no_upgrade(run: Run, base: str) -> None:
    ran = run("--base", base, "base", "mettre-a-niveau", "--json")
    assert (ran.code, ran.results) == (0, [{"before": HEAD, "after": HEAD, "copy": None}])


def test_that_a_sound_base_is_said_to_be(run: Run, base: str) -> None:
    ran = run("--base", base, "base", "verifier", "--json")
    assert (ran.code, ran.out) == (0, "")
    assert "saine" in ran.err


def test_that_tampering_is_told_and_exits_with_1(run: Run, base: str) -> None:
    database = opened(base)
    tamper(database, "UPDATE space SET capacity = 99 WHERE id = 4")
    database.close()
    ran = run("--base", base, "base", "verifier", "--json")
    assert ran.code == 1
    assert [(row["code"], row["subject"]) for row in ran.results] == [("row_changed", "space 4")]
    assert "à l’insu du programme" in run("--base", base, "base", "verifier").out


def test_that_a_base_is_saved_and_restored_into_either_kind(
    run: Run, base: str, database_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.agence"
    (saved,) = run("--base", base, "base", "sauvegarder", path, "--json").results
    (restored,) = run("--base", database_url, "base", "restaurer", path, "--json").results
    assert (restored["rows"], restored["base_id"]) == (saved["rows"], saved["base_id"])
    assert restored["findings"] == []
    assert run("--base", database_url, "base", "verifier").code == 0
    assert ask(database_url, "SELECT count(*) FROM audit WHERE action = 'restore'") == 1
    (state,) = run("--base", base, "base", "etat", "--json").results
    assert state["last_backup"] is not None


@pytest.mark.postgres
def test_that_a_base_goes_to_a_server_and_back(
    run: Run, sqlite_base: str, postgres_url: str, tmp_path: Path
) -> None:
    copied = run("base", "copier", sqlite_base, postgres_url, "--json")
    (there,) = copied.results
    assert "utilisateurs ajouter LOGIN --role administrateur" in copied.err
    assert run("--base", postgres_url, "base", "verifier").code == 0
    run("--base", postgres_url, "utilisateurs", "ajouter", "autre", "--role", "commis")
    tries = run("--base", postgres_url, "utilisateurs", "ajouter", "autre", "--role", "commis")
    assert tries.code == 1  # a transaction undone leaves a gap in the keys of the trail
    back = tmp_path / "retour.sqlite"
    returned = run("base", "copier", postgres_url, back, "--json")
    (here,) = returned.results
    assert here["base_id"] == there["base_id"]
    assert "utilisateurs ajouter" not in returned.err
    assert run("--base", back, "base", "verifier", "--json").out == ""
    assert run("--base", back, "base", "etat", "--json").results[0]["seal"] is not None
    assert run("--base", back, "base", "sauvegarder", tmp_path / "b.agence").code == 0


def test_that_whoever_has_an_account_is_given_none(run: Run, sqlite_base: str, tmp_path: Path) -> None:
    run("--base", sqlite_base, "base", "sauvegarder", tmp_path / "a.agence")
    target = tmp_path / "b.sqlite"
    (restored,) = run("--base", target, "base", "restaurer", tmp_path / "a.agence", "--json").results
    assert restored["administrator"] is None


def test_that_a_file_restored_by_a_stranger_gets_them_as_administrator(
    run: Run, sqlite_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--base", sqlite_base, "base", "sauvegarder", tmp_path / "a.agence")
    open_as = open_engine
    monkeypatch.setattr(
        "agence_desktop.actions.targets.open_engine",
        lambda *a, **k: open_as(*a, **k, login=lambda: "nouvelle"),
    )
    (restored,) = run(
        "--base", tmp_path / "b.sqlite", "base", "restaurer", tmp_path / "a.agence", "--json"
    ).results
    assert restored["administrator"] == "nouvelle"


def test_that_a_base_that_holds_records_is_not_restored_over(run: Run, base: str, tmp_path: Path) -> None:
    run("--base", base, "base", "sauvegarder", tmp_path / "a.agence")
    before = ask(base, "SELECT count(*) FROM audit")
    ran = run("--base", base, "base", "restaurer", tmp_path / "a.agence")
    assert (ran.code, ran.out) == (1, "")
    assert ask(base, "SELECT count(*) FROM audit") == before


def test_that_a_base_just_created_is_restored_over(
    run: Run, base: str, database_url: str, tmp_path: Path
) -> None:
    run("--base", base, "base", "sauvegarder", tmp_path / "a.agence")
    run("--base", database_url, "base", "creer")
    assert run("--base", database_url, "base", "restaurer", tmp_path / "a.agence").code == 0
    assert ask(database_url, "SELECT count(*) FROM space") == 6


def test_that_a_damaged_archive_exits_with_2_and_leaves_no_file(
    run: Run, sqlite_base: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.agence"
    run("--base", sqlite_base, "base", "sauvegarder", path)
    path.write_bytes(path.read_bytes()[:-200])
    ran = run("--base", tmp_path / "b.sqlite", "base", "restaurer", path)
    assert ran.code == 2
    assert "endommagée" in ran.err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.agence"]


def test_that_a_restore_that_fails_leaves_no_file(
    run: Run, sqlite_base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--base", sqlite_base, "base", "sauvegarder", tmp_path / "a.agence")
    monkeypatch.setattr("agence_desktop.actions.saving.record_event", lambda *_: 1 / 0)
    assert run("--base", tmp_path / "b.sqlite", "base", "restaurer", tmp_path / "a.agence").code == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.agence"]


def test_that_a_backup_is_not_written_over_a_file(run: Run, base: str, tmp_path: Path) -> None:
    path = tmp_path / "a.agence"
    assert run("--base", base, "base", "sauvegarder", path).code == 0
    assert run("--base", base, "base", "sauvegarder", path).code == 1


def test_that_collisions_are_listed_and_nothing_is_changed(run: Run, base: str, sqlite_base: str) -> None:
    before = ask(base, "SELECT count(*) FROM audit")
    for dry in ([], ["--essai"]):
        ran = run("base", "copier", sqlite_base, base, *dry, "--json")
        assert ran.code == 1
        assert {"table": "space", "key": "LEV-CHA"} in ran.results
        assert {"table": "organisation", "key": "SQ-SC"} in ran.results
        assert "contient déjà" in ran.err
        assert {"table": "vocabulary", "key": "equipment / wifi"} in ran.results
    told = run("base", "copier", sqlite_base, base).out
    assert "Espaces\u00a0: ILE-DUN" in told
    (lists,) = (line for line in told.splitlines() if "Listes\u00a0:" in line)
    assert "équipement fixe " in lists
    assert " / " not in lists
    assert ask(base, "SELECT count(*) FROM audit") == before


def test_that_a_trial_copy_changes_nothing(run: Run, sqlite_base: str, database_url: str) -> None:
    location = parse_location(database_url)
    ran = run("base", "copier", sqlite_base, database_url, "--essai", "--json")
    assert (ran.code, ran.results[0]["dry_run"]) == (0, True)
    if isinstance(location, SqliteFile):
        assert not location.path.exists()
    else:
        assert run("--base", database_url, "base", "etat").code == 4


@pytest.mark.parametrize(
    "command",
    [
        ["base", "sauvegarder", "{folder}/a.agence"],
        ["base", "copier", "{base}", "{folder}/b.sqlite"],
        ["utilisateurs", "ajouter", "x", "--role", "commis"],
        ["utilisateurs", "roles"],
        ["utilisateurs", "suspendre", "x"],
        ["entretien"],
    ],
)
def test_that_without_the_role_of_an_administrator_it_exits_with_5(
    run: Run, sqlite_base: str, tmp_path: Path, command: list[str]
) -> None:
    forget_roles(sqlite_base)
    given = [word.format(folder=tmp_path, base=sqlite_base) for word in command]
    ran = run("--base", sqlite_base, *given)
    assert ran.code == 5
    assert "administrateur" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_that_the_sql_for_a_server_is_printed(run: Run) -> None:
    script = run("base", "preparer", "--nom", "salles").out
    for words in ("CREATE ROLE agence_commis NOLOGIN", 'CREATE DATABASE "salles"', '\\connect "salles"'):
        assert words in script
    address = "postgresql://u:secret@serveur.quebec/agence2"
    printed = run("--base", address, "base", "preparer").out
    assert "postgresql://agence_proprietaire@serveur.quebec/agence2" in printed
    assert "secret" not in printed
    rows = run("base", "preparer", "--json").results
    assert {row["database"] for row in rows} == {"postgres", "agence"}


def test_that_accounts_are_added_changed_and_suspended(run: Run, base: str) -> None:
    def users(*arguments: str) -> Any:
        ran = run("--base", base, "utilisateurs", *arguments, "--json")
        return ran.code, ran.results

    email = "genevieve.roy@exemple.quebec"
    added = (
        "ajouter",
        "groy",
        "--courriel",
        email,
        "--role",
        "commis",
        "--role",
        "host",
        "--organisme",
        "MTQ",
    )
    code, (row,) = users(*added)
    roles = [{"role": role, "organisation": "MTQ"} for role in ("clerk", "host")]
    assert (code, row) == (0, {"login": "groy", "email": email, "suspended": False, "roles": roles})
    assert users(*added) == (1, [])
    _, (row,) = users("roles", "groy", "--retirer", "commis", "--organisme", "MTQ")
    assert row["roles"] == roles[1:]
    _, (row,) = users("roles", "groy", "--ajouter", "Répondant hôte")
    assert {"role": "host", "organisation": None} in row["roles"]
    assert users("suspendre", "groy")[1][0]["suspended"]
    assert not users("suspendre", "groy", "--lever")[1][0]["suspended"]
    assert [row["login"] for row in users("roles")[1]][-1:] != []
    assert (
        "répondant hôte (tous les organismes), répondant hôte (MTQ)"
        in run("--base", base, "utilisateurs", "roles", "groy").out
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ajouter", "x", "--role", "roi"], 2, "Le rôle «\u00a0roi\u00a0» n’existe pas"),
        (["ajouter", "x", "--role", "commis", "--organisme", "ZZZ"], 1, "ZZZ"),
        (["ajouter", "x", "--role", "commis", "--courriel", "a@b.c"], 1, "a@b.c"),
        (["ajouter", " x", "--role", "commis"], 1, "ne convient pas"),
        (["roles", "personne", "--ajouter", "commis"], 1, "n’existe pas"),
        (["roles", "--ajouter", "commis"], 2, "LOGIN"),
        (["suspendre", "personne"], 1, "n’existe pas"),
    ],
)
def test_that_a_mistake_about_accounts_is_told(
    run: Run, base: str, arguments: list[str], code: int, words: str
) -> None:
    ran = run("--base", base, "utilisateurs", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


def test_that_the_last_administrator_stays(run: Run, sqlite_base: str) -> None:
    login = ask(sqlite_base, "SELECT login FROM account")
    assert run("--base", sqlite_base, "utilisateurs", "suspendre", login).code == 1
    taking = ("utilisateurs", "roles", login, "--retirer", "administrateur")
    assert run("--base", sqlite_base, *taking).code == 1


def test_that_maintenance_tells_what_it_did(run: Run, base: str) -> None:
    ran = run("--base", base, "entretien", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["occurrences"] == 0
    assert "Entretien fait" in run("--base", base, "entretien").out


def test_that_every_table_whose_keys_may_collide_has_a_french_name() -> None:
    keyed = {table.name for table in archived_tables() if natural_keys(table)}
    assert keyed == set(base_texts.KEYED_TABLES) - {"occurrence"}
