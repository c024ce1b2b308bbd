"""Writes the templates of group policy, `packaging/policies`, from the registry of settings.

Without an argument the files are written; with `--check` nothing is, and exit code 1 tells of a difference.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from agence_desktop.core.settings import REGISTRY, Kind, Setting  # noqa: E402
from agence_desktop.core.settings.policy import KEY  # noqa: E402

FOLDER = ROOT / "packaging" / "policies"
ADMX, ADML = "agence.admx", "agence.adml"
LANGUAGES = ("fr-CA", "fr-FR")
SPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
HEAD = f'revision="1.0" schemaVersion="1.0" xmlns="{SPACE}"'
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
LONGEST_TEXT = 1024


def imposable() -> list[Setting]:
    """The settings that have an entry in the template."""
    return [setting for setting in REGISTRY if setting.policy]


def admx() -> str:
    """The template that has no language."""
    lines = [
        DECLARATION,
        f"<policyDefinitions {HEAD}>",
        "  <policyNamespaces>",
        '    <target prefix="agence" namespace="Agence.Policies"/>',
        '    <using prefix="windows" namespace="Microsoft.Policies.Windows"/>',
        "  </policyNamespaces>",
        '  <resources minRequiredRevision="1.0"/>',
        "  <categories>",
        '    <category name="Agence" displayName="$(string.Agence)"/>',
        "  </categories>",
        "  <policies>",
        *(line for setting in imposable() for line in _policy(setting)),
        "  </policies>",
        "</policyDefinitions>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _policy(setting: Setting) -> Iterator[str]:
    key = setting.key
    shown = "" if setting.kind is Kind.YES_NO else f' presentation="$(presentation.{key})"'
    value = f' valueName="{key}"' if setting.kind is Kind.YES_NO else ""
    yield (
        f'    <policy name="{key}" class="Machine" displayName="$(string.{key})"'
        f' explainText="$(string.{key}_help)" key="{KEY}"{value}{shown}>'
    )
    yield '      <parentCategory ref="Agence"/>'
    yield '      <supportedOn ref="windows:SUPPORTED_Windows_10_0"/>'
    if setting.kind is Kind.YES_NO:
        yield '      <enabledValue><decimal value="1"/></enabledValue>'
        yield '      <disabledValue><decimal value="0"/></disabledValue>'
    else:
        yield "      <elements>"
        yield from _element(setting)
        yield "      </elements>"
    yield "    </policy>"


def _element(setting: Setting) -> Iterator[str]:
    key = setting.key
    if setting.kind is Kind.CHOICE:
        yield f'        <enum id="{key}" valueName="{key}" required="true">'
        for word, _ in setting.choices:
            yield f'          <item displayName="$(string.{key}_{word})">'
            yield f"            <value><string>{escape(word)}</string></value>"
            yield "          </item>"
        yield "        </enum>"
    else:
        yield f'        <text id="{key}" valueName="{key}" required="true" maxLength="{LONGEST_TEXT}"/>'


def adml() -> str:
    """Its French texts."""
    lines = [
        DECLARATION,
        f"<policyDefinitionResources {HEAD}>",
        "  <displayName>Agence</displayName>",
        "  <description>Réglages d’Agence imposés à un ordinateur</description>",
        "  <resources>",
        "    <stringTable>",
        *(f"      <string id={quoteattr(name)}>{escape(text)}</string>" for name, text in _strings()),
        "    </stringTable>",
        "    <presentationTable>",
        *(line for setting in imposable() for line in _presentation(setting)),
        "    </presentationTable>",
        "  </resources>",
        "</policyDefinitionResources>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _strings() -> Iterator[tuple[str, str]]:
    yield "Agence", "Agence"
    for setting in imposable():
        yield setting.key, setting.purpose
        yield f"{setting.key}_help", setting.policy
        for word, name in setting.choices:
            yield f"{setting.key}_{word}", name


def _presentation(setting: Setting) -> Iterator[str]:
    if setting.kind is Kind.YES_NO:
        return
    yield f'      <presentation id="{setting.key}">'
    label = escape(f"{setting.purpose}\u00a0:")
    if setting.kind is Kind.CHOICE:
        shown = f'refId="{setting.key}" noSort="true" defaultItem="0"'
        yield f"        <dropdownList {shown}>{label}</dropdownList>"
    else:
        yield f'        <textBox refId="{setting.key}"><label>{label}</label></textBox>'
    yield "      </presentation>"


def expected() -> dict[Path, str]:
    """Every file that should stand, and its text."""
    return {FOLDER / ADMX: admx(), **{FOLDER / language / ADML: adml() for language in LANGUAGES}}


def main(arguments: list[str]) -> int:
    """Entry point; the changed or differing files are named on standard output."""
    check = "--check" in arguments
    changed = [
        path
        for path, text in expected().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in changed:
        print(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(expected()[path], encoding="utf-8", newline="\n")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
