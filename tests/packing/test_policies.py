"""The templates of group policy say what the registry of settings says, and hold together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from agence_desktop.core.settings import REGISTRY, Kind, Sources, load_settings

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "packaging" / "policies"
SPACE = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}


def parsed(*parts: str) -> ElementTree.Element:
    return ElementTree.fromstring(FOLDER.joinpath(*parts).read_bytes())


def policies() -> dict[str, ElementTree.Element]:
    return {found.attrib["name"]: found for found in parsed("agence.admx").iterfind(".//p:policy", SPACE)}


def test_that_the_templates_are_those_of_the_registry() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "policies.py"), "--check"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()


@pytest.mark.parametrize("language", ["fr-CA", "fr-FR"])
def test_that_every_text_and_presentation_that_is_asked_for_is_there(language: str) -> None:
    texts = parsed(language, "agence.adml")
    known = {f"$(string.{one.attrib['id']})" for one in texts.iterfind(".//p:string", SPACE)}
    known |= {f"$(presentation.{one.attrib['id']})" for one in texts.iterfind(".//p:presentation", SPACE)}
    asked = {value for one in parsed("agence.admx").iter() for value in one.attrib.values() if "$(" in value}
    assert asked == known


def test_that_the_policies_write_what_the_program_reads(tmp_path: Path) -> None:
    found = policies()
    assert list(found) == [setting.key for setting in REGISTRY if setting.policy]
    for setting in REGISTRY:
        if not setting.policy:
            continue
        policy = found[setting.key]
        assert policy.attrib["class"] == "Machine"
        assert policy.attrib["key"] == r"Software\Policies\Agence"
        written: list[object] = ["postgresql://serveur/agence"]
        if setting.kind is Kind.YES_NO:
            decimals = policy.iterfind(".//p:decimal", SPACE)
            written = [int(one.attrib["value"]) for one in decimals]
        elif setting.kind is Kind.CHOICE:
            written = [one.text for one in policy.iterfind(".//p:value/p:string", SPACE)]
        assert written
        for value in written:
            loaded = load_settings(Sources(tmp_path, policy={setting.key: value}.copy))
            assert (loaded.faults, loaded.imposed(setting.key)) == ((), True)
