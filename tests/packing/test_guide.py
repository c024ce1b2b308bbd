"""The installer's guide says what the program does: its commands, settings, codes and links are tried."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from agence_desktop.bootstrap import read_options
from agence_desktop.cli.main import build_parser
from agence_desktop.core.errors import ExitCode
from agence_desktop.core.settings import FILE_NAME, REGISTRY, Kind, Origin, Sources, Theme, load_settings
from agence_desktop.core.settings.policy import KEY

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guide-installateur.md").read_text(encoding="utf-8")
PACKAGING = (ROOT / "packaging" / "README.md").read_text(encoding="utf-8")
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
    return [shlex.split(one.partition(" > ")[0], posix=False)[1:] for one in (*found, *inline)]


def tables_after(remark: str) -> list[list[list[str]]]:
    """The tables that follow a remark, up to the next title: rows of cells."""
    text = GUIDE.partition(f"<!-- {remark} -->")[2].partition("\n#")[0]
    blocks = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]
    return [[[cell.strip() for cell in line.strip("|").split("|")] for line in block] for block in blocks]


@pytest.mark.parametrize("words", commands("agence-admin"), ids=" ".join)
def test_that_each_command_of_the_guide_is_understood(words: list[str]) -> None:
    if words in (["base", "sauvegarder"],):
        words = [*words, "fichier.agence"]
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


def test_that_every_link_of_the_guide_leads_somewhere() -> None:
    titles = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    # As the site that shows these pages makes anchors.
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    for link in re.findall(r"\[[^\]]+\]\(([^)]+)\)", GUIDE):
        file, _, anchor = link.partition("#")
        assert not file or (ROOT / "docs" / file).exists(), link
        assert file or anchor in anchors, link
