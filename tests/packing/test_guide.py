"""The installer's guide says what the program does: its commands, settings, codes and links are tried."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from agence_desktop.bootstrap import read_options
from agence_desktop.cli.main import build_parser, main
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.settings import FILE_NAME, REGISTRY, Kind, Origin, Sources, Theme, load_settings
from agence_desktop.core.settings.policy import KEY
from agence_desktop.core.settings.registry import BASE_VARIABLE
from support.postgres import PrivateServer

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide-installateur.md").read_text(encoding="utf-8")
PACKAGING = (ROOT / "packaging" / "README.md").read_text(encoding="utf-8")
SERVER = "agence.exemple.gouv.qc.ca"
PASSWORD = "mot-de-passe-d-essai"
EXAMPLE = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def lines_in_fences() -> Iterator[str]:
    fenced = False
    for line in GUIDE.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield line


def commands(program: str) -> list[list[str]]:
    """The arguments of each line that runs a program; what stands for a choice is a word."""
    found = [line for line in lines_in_fences() if line.startswith(f"{program} ")]
    inline = [one for one in re.findall(r"`([^`]+)`", GUIDE) if one.startswith(f"{program} ")]
    return [words_of(one) for one in (*found, *inline)]


def words_of(line: str) -> list[str]:
    """The arguments of a line, as the program gets them."""
    return [word.strip('"') for word in shlex.split(line.partition(" > ")[0], posix=False)[1:]]


def commands_under(title: str) -> list[list[str]]:
    """Those of ``agence-admin`` in one part of the guide, in order."""
    part = GUIDE.partition(f"\n### {title}\n")[2].partition("\n#")[0]
    found = [words_of(line) for line in part.splitlines() if line.startswith("agence-admin ")]
    assert found, title
    return found


def tables_after(remark: str) -> list[list[list[str]]]:
    """The tables that follow a remark, up to the next title: rows of cells."""
    text = GUIDE.partition(f"<!-- {remark} -->")[2].partition("\n#")[0]
    blocks = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in block] for block in blocks]


@pytest.mark.parametrize("words", commands("agence-admin"), ids=" ".join)
def test_that_each_command_of_the_guide_is_understood(words: list[str]) -> None:
    build_parser().parse_args(words)


def test_that_the_window_takes_the_options_of_the_guide() -> None:
    for words in commands("agence-desktop"):
        assert read_options(words).autotest is not None


def test_that_the_example_of_the_file_of_the_computer_is_read_whole(tmp_path: Path) -> None:
    assert EXAMPLE is not None
    (tmp_path / FILE_NAME).write_text(EXAMPLE[1], encoding="utf-8")
    loaded = load_settings(Sources(tmp_path / "personne", machine=tmp_path)).or_fault()
    assert loaded.unknown == ()
    assert loaded.settings.base == "postgresql://agence.exemple.gouv.qc.ca/agence?sslmode=verify-full"
    assert loaded.settings.theme is Theme.SYSTEM
    assert loaded.settings.keep_password is False
    assert {key for key, origin in loaded.origins.items() if origin is Origin.MACHINE} == {
        "base",
        "theme",
        "keep_password",
    }


def test_that_a_path_is_read_as_the_guide_writes_it(tmp_path: Path) -> None:
    (line,) = re.findall(r"`(base = [^`]+)`", GUIDE)
    (tmp_path / FILE_NAME).write_text(line, encoding="utf-8")
    assert load_settings(Sources(tmp_path)).or_fault().settings.base == r"D:\Agence\agence.sqlite"


def test_that_every_setting_is_told_with_the_kind_its_policy_takes() -> None:
    (table,) = tables_after("réglages")
    told = {row[0].strip("`"): row[2] for row in table[2:]}
    kinds = {Kind.YES_NO: "`REG_DWORD` 1 ou 0"}
    assert told == {
        setting.key: kinds.get(setting.kind, "`REG_SZ`") if setting.policy else "–" for setting in REGISTRY
    }


def test_that_the_lines_for_the_registry_are_read_as_policies(tmp_path: Path) -> None:
    imposed: dict[str, object] = {}
    for line in lines_in_fences():
        if line.startswith("reg add "):
            words = shlex.split(line, posix=False)
            assert words[2] == rf"HKLM\{KEY}"
            name, kind, value = (words[words.index(option) + 1] for option in ("/v", "/t", "/d"))
            imposed[name] = int(value) if kind == "REG_DWORD" else value.strip('"')
    loaded = load_settings(Sources(tmp_path, policy=lambda: imposed)).or_fault()
    assert loaded.imposed("base")
    assert loaded.imposed("keep_password")
    assert loaded.strays == ()


def test_that_the_codes_are_those_of_the_command_line() -> None:
    of_admin, of_installer = tables_after("codes")
    assert [int(row[0]) for row in of_admin[2:]] == [int(code) for code in ExitCode]
    assert [row[0] for row in of_installer[2:]] == ["0", "1", "2", "1618", "1638"]


@pytest.mark.parametrize(
    "said",
    [
        *("/S", "/AllUsers", "/CurrentUser", "/DBURL=", 'DBURL="', "/D=C:", "INSTALLDIR=", "/l*v", "/qn"),
        *("desinstaller.exe", "1618", "1638", "3010", "1603"),
    ],
)
def test_that_the_switches_are_those_of_the_packages(said: str) -> None:
    assert said in PACKAGING
    assert said in GUIDE


def test_that_what_the_packages_write_is_named_as_they_name_it() -> None:
    files = [path for path in (ROOT / "packaging" / "windows").iterdir() if path.is_file()]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    for one in ("sommes.sha256", "desinstaller.exe"):
        assert one in GUIDE
        assert one in written
    (code,) = re.findall(r"`\{([0-9A-F-]{36})\}`", GUIDE)
    assert code.lower() in written


@pytest.fixture
def server() -> Iterator[PrivateServer]:
    """A server of its own, for roles are those of a whole server."""
    made = PrivateServer()
    yield made
    made.close()


@pytest.mark.postgres
def test_that_the_steps_for_a_shared_base_lead_to_one(
    server: PrivateServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = urlsplit(server.admin_url).netloc.rpartition("@")[2]

    def administer(database: str, statement: str) -> None:
        with psycopg.connect(server.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def run(words: list[str]) -> None:
        assert main([word.replace(SERVER, address) for word in words]) == 0, capsys.readouterr().err

    (prepare,) = commands_under("Créer les rôles et la base")
    capsys.readouterr()
    run([*prepare, "--json"])
    for line in capsys.readouterr().out.splitlines():
        step = json.loads(line)
        administer(step["database"], step["statement"])
    administer("postgres", f"ALTER ROLE agence_proprietaire PASSWORD '{PASSWORD}'")
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    for words in commands_under("Créer les tables et la première personne"):
        run(words)
    administer("postgres", f"ALTER ROLE mcaron PASSWORD '{PASSWORD}'")
    for words in commands_under("La base"):
        run(words)
    # From here on the person who administers works, on the base of her settings.
    monkeypatch.setenv(BASE_VARIABLE, f"postgresql://mcaron@{address}/agence")
    people = tmp_path / "personnes.csv"
    people.write_text(
        "courriel;nom;prenom;organisme\njulie.tremblay@exemple.quebec;Tremblay;Julie;SQ-SC\n",
        encoding="utf-8",
    )
    run(["importer", "personnes", str(people)])
    for words in commands_under("Donner des rôles"):
        run(words)
    backup = tmp_path / "agence.agence"
    for words in (["base", "sauvegarder", str(backup)], ["base", "verifier"], ["entretien"]):
        run(words)
    assert backup.exists()


def test_that_every_link_of_the_guide_leads_somewhere() -> None:
    titles = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    # As the site that shows these pages makes anchors.
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    for link in re.findall(r"\[[^\]]+\]\(([^)]+)\)", GUIDE):
        file, _, anchor = link.partition("#")
        assert not file or (ROOT / "docs" / file).exists(), link
        assert file or anchor in anchors, link
