"""Builds the MSI package of the folder to install, with `wixl` and `msibuild` of Debian.

python packaging/windows/msi.py DOSSIER VERSION ICONE PAQUET
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import cabinet
from staging import files

UPGRADE: Final = uuid.UUID("e5027b3f-41bf-4dfd-9cde-04f898d87547")
"""By this Windows knows every version of the program as the same one; never changed."""
OWN: Final = r"Software\Agence"
"""What packages note of themselves; the program reads `Base` there, below policy and the computer's file."""
CLASS: Final = "Agence.Sauvegarde"
NEWER: Final = "Une version plus récente d’Agence est installée. Retirez-la d’abord."
OTHER: Final = "Agence a été installé ici par un autre paquet (.exe). Retirez-le d’abord."
SECRET: Final = (
    "L’adresse DBURL nomme une personne ou contient un mot de passe. Donnez le serveur et le nom de la base "
    "seulement\u00a0: chaque personne s’identifie dans le programme."
)
NO_ADDRESS: Final = (
    "DBURL n’est ni une adresse qui commence par postgresql://, ni le chemin complet d’un fichier de cet "
    "ordinateur."
)
PRESET: Final = "preset"
SETTINGS: Final = "SETTINGSDIR"
RIGHTS: Final = "O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
"""The system and administrators write, everybody reads; under ProgramData everybody may write otherwise."""
_LARGEST: Final = (255, 255, 65_535)
CABINET: Final = "agence.cab"
_SECONDS: Final = 900
_NAMESPACE: Final = "http://schemas.microsoft.com/wix/2006/wi"


def product_version(version: str) -> str:
    """The three numbers that Windows Installer compares; « 0.1.0rc2 » has those of the version it prepares.

    Raises ValueError for a version that it does not know how to compare.
    """
    found = re.fullmatch(r"([0-9]+)\.([0-9]+)\.([0-9]+)((a|b|rc)[0-9]+)?(\.dev[0-9]+)?", version)
    numbers = tuple(int(found[place]) for place in (1, 2, 3)) if found else ()
    if not numbers or any(one > most for one, most in zip(numbers, _LARGEST, strict=True)):
        raise ValueError(
            f"Windows Installer ne connaît pas de version «\u00a0{version}\u00a0»\u00a0: écrivez trois "
            "nombres, 255.255.65535 au plus, suivis au besoin de a1, b1, rc1 ou .dev1."
        )
    return ".".join(str(number) for number in numbers)


def recipe(folder: Path, version: str) -> Element:
    """The recipe that installs every file of ``folder`` for everybody."""
    wix = Element("Wix", xmlns=_NAMESPACE)
    product = SubElement(
        wix,
        "Product",
        # The same for the same version: installed twice, it is one product.
        Id=_braced(uuid.uuid5(UPGRADE, version)),
        Name="Agence",
        # None of its own: a deployment compares it with that of Windows, and leaves out what differs.
        Language="0",
        Codepage="1252",
        Version=product_version(version),
        Manufacturer="Agence",
        UpgradeCode=_braced(UPGRADE),
    )
    SubElement(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        SummaryCodepage="1252",
        Description="Agence",
        Manufacturer="Agence",
    )
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage=NEWER)
    # Written anew afterwards: see `cabinet`.
    SubElement(product, "Media", Id="1", Cabinet=CABINET, EmbedCab="yes")
    SubElement(product, "Icon", Id="agence.ico", SourceFile="agence.ico")
    SubElement(product, "Property", Id="ARPPRODUCTICON", Value="agence.ico")
    # Without it a silent upgrade that meets a file in use restarts the computer at once.
    SubElement(product, "Property", Id="REBOOT", Value="ReallySuppress")
    # Every file is written, whatever its version: one that is in use, or newer than ours, would be left out
    # when files are counted and then be gone with the version before.
    SubElement(product, "Property", Id="REINSTALLMODE", Value="amus")
    _conditions(product)
    _kept(product)
    places = _Places(product, folder)
    for path in files(folder):
        places.add(PurePosixPath(path.as_posix()))
    _registered(places)
    feature = SubElement(product, "Feature", Id="Agence", Level="1", Title="Agence")
    for component in places.components:
        SubElement(feature, "ComponentRef", Id=component)
    return wix


def _conditions(product: Element) -> None:
    """The other kind of package is not written over."""
    found = SubElement(product, "Property", Id="PACKAGE")
    SubElement(
        found,
        "RegistrySearch",
        Id="FindPackage",
        Root="HKLM",
        Key=OWN,
        Name="Package",
        Type="raw",
        Win64="yes",
    )
    SubElement(product, "Condition", Message=OTHER).text = 'Installed OR PACKAGE <> "exe"'
    # A condition cannot tell a user from a password; what is preset for everybody names nobody.
    named = '(DBURL >< "://" AND DBURL >< "@") OR DBURL ~>< "password="'
    SubElement(product, "Condition", Message=SECRET).text = f"Installed OR NOT ({named})"
    # « serveur/agence » would be a file of the folder where the program is started; one that is kept stays.
    whole = 'DBURL ~<< "postgresql://" OR DBURL ~<< "postgres://" OR DBURL >< ":\\"'
    SubElement(
        product, "Condition", Message=NO_ADDRESS
    ).text = f"Installed OR NOT DBURL OR DBURL = FORMERDBURL OR {whole}"


def _kept(product: Element) -> None:
    """DBURL and the folder: of the command line, or those of the version before."""
    SubElement(product, "Property", Id="DBURL")
    # A log of Windows Installer repeats the command line, also where it is refused.
    SubElement(product, "Property", Id="MsiHiddenProperties", Value="DBURL;FORMERDBURL")
    sequence = SubElement(product, "InstallExecuteSequence")
    # Anybody may ask for a repair, which the system does: then what was kept alone counts.
    for wanted, former, name, condition in (
        ("DBURL", "FORMERDBURL", "Base", "FORMERDBURL AND (Installed OR NOT DBURL)"),
        ("INSTALLDIR", "FORMERDIR", "Folder", "FORMERDIR AND (Installed OR NOT INSTALLDIR)"),
    ):
        found = SubElement(product, "Property", Id=former)
        search = SubElement(found, "RegistrySearch", Id=f"Find{name}", Root="HKLM", Key=OWN, Name=name)
        search.set("Type", "raw")
        search.set("Win64", "yes")
        SubElement(product, "CustomAction", Id=f"Keep{name}", Property=wanted, Value=f"[{former}]")
        SubElement(sequence, "Custom", Action=f"Keep{name}", After="AppSearch").text = condition


class _Places:
    """Folders and components of the recipe, each made once."""

    def __init__(self, product: Element, folder: Path) -> None:
        top = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
        programs = SubElement(top, "Directory", Id="ProgramFiles64Folder")
        data = SubElement(top, "Directory", Id="CommonAppDataFolder")
        self.settings = SubElement(data, "Directory", Id=SETTINGS, Name="Agence")
        self.menu = SubElement(top, "Directory", Id="ProgramMenuFolder")
        self.top = SubElement(programs, "Directory", Id="INSTALLDIR", Name="Agence")
        self._folder = folder
        self._known = {PurePosixPath(): self.top}
        self.components: list[str] = []

    def add(self, path: PurePosixPath) -> None:
        component = self.component(self._directory(path.parent), path.as_posix())
        source = f"{self._folder.name}/{path}"
        SubElement(component, "File", Id=_name("f", path), Name=path.name, Source=source, KeyPath="yes")

    def component(self, parent: Element, key: str) -> Element:
        """A component whose identity is that of ``key``, the same in every version."""
        name = _name("c", key)
        self.components.append(name)
        guid = _braced(uuid.uuid5(UPGRADE, key))
        return SubElement(parent, "Component", Id=name, Guid=guid, Win64="yes")

    def _directory(self, path: PurePosixPath) -> Element:
        if path not in self._known:
            parent = self._directory(path.parent)
            self._known[path] = SubElement(parent, "Directory", Id=_name("d", path), Name=path.name)
        return self._known[path]


def _registered(places: _Places) -> None:
    """Start menu, backups opened with the program, the base that is preset, the folder of settings."""
    classes = r"Software\Classes"
    program = "[INSTALLDIR]agence-desktop.exe"
    component = places.component(places.top, "registry")
    for key, name, value in (
        (OWN, "Package", "msi"),
        (OWN, "Folder", "[INSTALLDIR]"),
        (rf"{classes}\.agence", "", CLASS),
        (rf"{classes}\.agence\OpenWithProgids", CLASS, ""),
        (rf"{classes}\{CLASS}", "", "Sauvegarde d’Agence"),
        (rf"{classes}\{CLASS}\DefaultIcon", "", f"{program},0"),
        (rf"{classes}\{CLASS}\shell\open\command", "", f'"{program}" "%1"'),
    ):
        _value(component, key, name, value, key_path=name == "Package")
    preset = places.component(places.top, PRESET)
    _value(preset, OWN, "Base", "[DBURL]", key_path=True)
    settings = places.component(places.settings, "settings")
    SubElement(settings, "CreateFolder")
    _value(settings, OWN, "Settings", "1", key_path=True)
    menu = places.component(places.menu, "menu")
    SubElement(
        menu,
        "Shortcut",
        Id="Menu",
        Name="Agence",
        Target=program,
        WorkingDirectory="INSTALLDIR",
        Icon="agence.ico",
    )
    _value(menu, OWN, "Menu", "1", key_path=True)


def _value(component: Element, key: str, name: str, value: str, *, key_path: bool = False) -> None:
    written = SubElement(component, "RegistryValue", Root="HKLM", Key=key, Type="string", Value=value)
    if name:
        written.set("Name", name)
    if key_path:
        written.set("KeyPath", "yes")


def _name(kind: str, key: object) -> str:
    """An identifier of the recipe, the same for the same path."""
    return f"{kind}{uuid.uuid5(UPGRADE, str(key)).hex}"


def _braced(identity: uuid.UUID) -> str:
    return f"{{{str(identity).upper()}}}"


def statements(version: str) -> list[str]:
    """What `wixl` cannot say, as changes to the tables of the package."""
    return [
        # Given on the command line, these reach the part that runs with the rights of the system.
        "UPDATE `Property` SET `Value` = 'WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;"
        "DBURL;FORMERDBURL;FORMERDIR' WHERE `Property` = 'SecureCustomProperties'",
        # Without a base nothing is preset.
        f"UPDATE `Component` SET `Condition` = 'DBURL' WHERE `Component` = '{_name('c', PRESET)}'",
        # A trial version and the one it prepares have the same numbers, and take each other's place (512).
        "DELETE FROM `Upgrade` WHERE `ActionProperty` = 'WIX_UPGRADE_DETECTED'",
        "INSERT INTO `Upgrade` (`UpgradeCode`, `VersionMax`, `Attributes`, `ActionProperty`) "
        f"VALUES ('{_braced(UPGRADE)}', '{product_version(version)}', 513, 'WIX_UPGRADE_DETECTED')",
        # wixl puts the second of two actions after the same one at the end.
        "UPDATE `InstallExecuteSequence` SET `Sequence` = 51 WHERE `Action` = 'KeepBase'",
        "UPDATE `InstallExecuteSequence` SET `Sequence` = 52 WHERE `Action` = 'KeepFolder'",
        # The former version goes first, in the same transaction: a failure brings it back whole.
        "UPDATE `InstallExecuteSequence` SET `Sequence` = 1501 WHERE `Action` = 'RemoveExistingProducts'",
    ]


def _tables() -> Iterator[tuple[str, str]]:
    """What is imported whole: the code page of every text, and who may write settings for everybody."""
    yield "codepage.idt", "\r\n\r\n65001\t_ForceCodepage\r\n"
    name = "MsiLockPermissionsEx"
    rows = (
        (name, "LockObject", "Table", "SDDLText", "Condition"),
        ("s72", "s72", "s32", "s0", "S255"),
        (name, name),
        ("Settings", SETTINGS, "CreateFolder", RIGHTS, ""),
    )
    yield "rights.idt", "".join("\t".join(row) + "\r\n" for row in rows)


def build(folder: Path, version: str, icon: Path, package: Path) -> None:
    """Build ``package``; raises ValueError for its version, CalledProcessError, TimeoutExpired."""
    with tempfile.TemporaryDirectory(prefix="agence-msi-") as name:
        # wixl finds files only from the folder where it works.
        work = Path(name)
        (work / "programme").symlink_to(folder.absolute(), target_is_directory=True)
        shutil.copyfile(icon, work / "agence.ico")
        made = work / "agence.msi"
        tree = ElementTree.ElementTree(recipe(work / "programme", version))
        tree.write(work / "agence.wxs", encoding="utf-8", xml_declaration=True)
        run(["wixl", "--arch", "x64", "-D", "Win64=yes", "--output", made.name, "agence.wxs"], _SECONDS, work)
        _pack(work, made, folder)
        for statement in statements(version):
            run(["msibuild", made.name, "-q", statement], _SECONDS, work)
        for name, table in _tables():
            (work / name).write_bytes(table.encode("ascii"))
            run(["msibuild", made.name, "-i", name], _SECONDS, work)
        # wixl writes « 1033 » whatever it is told.
        run(["msibuild", made.name, "-s", "Agence", "Agence", "x64;0"], _SECONDS, work)
        shutil.copyfile(made, package)


def _pack(work: Path, made: Path, folder: Path) -> None:
    """Put the files of ``folder`` into the cabinet of ``made``, in the order that its table tells."""
    asked = ["msiinfo", "export", made.name, "File"]
    table = subprocess.run(asked, cwd=work, timeout=_SECONDS, check=True, capture_output=True).stdout.decode()
    rows = [line.split("\t") for line in table.splitlines()[3:]]
    named = {_name("f", path.as_posix()): folder / path for path in files(folder)}
    rows.sort(key=lambda row: int(row[-1]))
    cabinet.write(work / CABINET, [(key, named[key]) for key, *_ in rows])
    run(["msibuild", made.name, "-a", CABINET, CABINET], _SECONDS, work)


def run(command: Sequence[str], seconds: int, work: Path | None = None) -> None:
    """Run a tool of Debian; raises CalledProcessError, TimeoutExpired.

    Where no language is set, as in a Debian under Windows, it would not read the accents of a path.
    """
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(command, cwd=work, env=environment, timeout=seconds, check=True)


def main(arguments: list[str]) -> int:
    """Entry point."""
    folder, version, icon, package = arguments
    build(Path(folder), version, Path(icon), Path(package))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
