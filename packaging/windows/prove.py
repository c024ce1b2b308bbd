"""Proves the installers on this computer: silently installed, tried, upgraded, removed; data stay.

python packaging/windows/prove.py PAQUETS ANCIENS

PAQUETS and ANCIENS hold one Agence-*-x64.exe and one Agence-*-x64.msi each, ANCIENS those of another version.
For the interpreter of Windows, under Wine too, as an administrator, on a computer without this program: it
installs and removes it, and writes into this account's data.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SUMS: Final = "sommes.sha256"
ADDRESS: Final = "postgresql://serveur.exemple/agence?sslmode=verify-full"
SECRET: Final = "postgresql://moi:Tr3s-secret@serveur.exemple/agence"
INCOMPLETE: Final = "serveur.exemple/agence"
POLICY: Final = "postgresql://strategie.exemple/agence"
FILED: Final = "postgresql://fichier.exemple/agence"
POLICIES: Final = r"HKLM\Software\Policies\Agence"
LOCAL_BASE: Final = r"C:\Données d'Éloïse\agence.sqlite"
UNINSTALLER: Final = "desinstaller.exe"
AWKWARD: Final = "Programmes d’Éloïse (essai)"
RUNNING, OTHER_PACKAGE, REFUSED_BY_MSI, FAILED = 1618, 1638, 1603, 2
OLD_FILE: Final = "ancien.txt"
"""Only the older version has it: an upgrade takes it away."""
_INSTALL, _TRY, _SHORT = 600, 1_800, 180


class ProofError(Exception):
    """What does not hold, in a sentence."""


def run(command: str | Sequence[str | Path], seconds: int = _SHORT, *, expected: int = 0) -> str:
    """Run a command and give its standard output; raises ProofError for another exit code."""
    line = command if isinstance(command, str) else subprocess.list2cmdline([str(part) for part in command])
    done = subprocess.run(
        line, timeout=seconds, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )
    if done.returncode != expected:
        raise ProofError(
            f"{line}\u00a0: code {done.returncode}, attendu {expected}\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def say(sentence: str) -> None:
    print(f"  {sentence}", flush=True)


def only(folder: Path, kind: str) -> Path:
    (found,) = folder.glob(f"Agence-*-x64.{kind}")
    return found


def everybody() -> Path:
    return Path(os.environ["PROGRAMFILES"]) / "Agence"


def own_data() -> Path:
    return Path(os.environ["LOCALAPPDATA"]) / "Agence"


def own_settings() -> Path:
    return Path(os.environ["APPDATA"]) / "Agence"


def settings_of_everybody() -> Path:
    return Path(os.environ["PROGRAMDATA"]) / "Agence"


def wait_until_gone(path: Path) -> None:
    """An uninstaller of NSIS goes on in a copy of itself after it has answered."""
    end = time.monotonic() + _SHORT
    while path.exists():
        if time.monotonic() > end:
            raise ProofError(f"{path} est encore là\u00a0: {[str(left) for left in path.rglob('*')][:5]}")
        time.sleep(0.5)


def check_sums(folder: Path) -> int:
    """Every file of the list is there as it was built, and nothing else; how many."""
    named = set()
    for line in (folder / SUMS).read_text(encoding="ascii").splitlines():
        expected, name = line[:64], line[66:]
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise ProofError(f"{name} n’est pas celui du paquet")
        named.add(name)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if more := there - named - {SUMS, UNINSTALLER}:
        raise ProofError(f"Fichiers d’une autre version\u00a0: {sorted(more)[:5]}")
    return len(named)


class Data:
    """What a person has: a base, settings, a draft. It is written once and must stay byte for byte."""

    def __init__(self, program: Path) -> None:
        self.base = own_data() / "agence.sqlite"
        own_settings().mkdir(parents=True, exist_ok=True)
        (own_settings() / "agence.toml").write_text("theme = 'dark'\n", encoding="utf-8")
        (own_data() / "brouillons").mkdir(parents=True, exist_ok=True)
        (own_data() / "brouillons" / "essai.json").write_text("{}", encoding="utf-8")
        if not self.base.exists():
            run([program / "agence-admin.exe", "--base", self.base, "base", "creer"])
        self._before = dict(self._hashes())

    def check(self) -> None:
        if dict(self._hashes()) != self._before:
            raise ProofError("Les données ont changé")

    def check_sound(self, program: Path) -> None:
        run([program / "agence-admin.exe", "--base", self.base, "base", "verifier"])

    def _hashes(self) -> Iterator[tuple[str, str]]:
        own = (own_settings() / "agence.toml", own_data() / "brouillons" / "essai.json", self.base)
        for path in own:
            yield str(path), hashlib.sha256(path.read_bytes()).hexdigest()


def preset(program: Path) -> tuple[object, str]:
    """The base that applies, and where it comes from, as `agence-admin reglages` tells."""
    told = run([program / "agence-admin.exe", "--json", "reglages"])
    rows = [json.loads(line) for line in told.splitlines() if line.strip()]
    found = next(row for row in rows if row.get("key") == "base")
    return found["value"], found["origin"]


def remove(program: Path, *, expected: int = 0) -> None:
    """Remove, waiting for the end and its code, by a copy of the uninstaller as the guide tells."""
    with tempfile.TemporaryDirectory(prefix="agence-retrait-") as name:
        copy = Path(name) / UNINSTALLER
        copy.write_bytes((program / UNINSTALLER).read_bytes())
        run(f'"{copy}" /S _?={program}', _INSTALL, expected=expected)


@contextmanager
def policy() -> Iterator[None]:
    """Group policy imposes a base meanwhile; nobody but it writes there, and nobody takes it away."""
    run(["reg", "add", POLICIES, "/v", "base", "/t", "REG_SZ", "/d", POLICY, "/f", "/reg:64"])
    yield
    found = run(["reg", "query", POLICIES, "/v", "base", "/reg:64"])
    require(POLICY in found, "la valeur de la stratégie est restée")
    run(["reg", "delete", POLICIES, "/f", "/reg:64"])


def prove_order(program: Path) -> None:
    """Policy, then the file of the computer, then what the package was installed with."""
    require(preset(program) == (ADDRESS, "installer"), "DBURL vaut pour l’ordinateur")
    require(settings_of_everybody().is_dir(), "le dossier des réglages de l’ordinateur est fait")
    filed = settings_of_everybody() / "agence.toml"
    filed.write_text(f'base = "{FILED}"\n', encoding="utf-8")
    require(preset(program) == (FILED, "machine"), "le fichier de l’ordinateur l’emporte sur DBURL")
    with policy():
        require(preset(program) == (POLICY, "policy"), "la stratégie l’emporte sur le fichier")
    filed.unlink()


def require(holds: bool, sentence: str) -> None:
    if not holds:
        raise ProofError(f"Faux\u00a0: {sentence}")
    say(sentence)


def prove_executable(new: Path, old: Path) -> None:
    """The installer of NSIS: for everybody, in an awkward folder, then for one person."""
    program = Path(os.environ["SYSTEMDRIVE"] + "\\") / AWKWARD / "Agence"
    for who in ("/AllUsers", "/CurrentUser"):
        for refused in (SECRET, INCOMPLETE):
            run(f'"{old}" /S {who} /DBURL={refused} /D={program}', _INSTALL, expected=FAILED)
    require(not program.exists(), "une adresse incomplète ou qui contient un mot de passe est refusée")
    # The folder comes last, without quotes whatever it holds.
    run(f'"{old}" /S /DBURL={ADDRESS} /D={program}', _INSTALL)
    say(f"{old.name} installé, {check_sums(program)} fichiers conformes")
    data = Data(program)
    prove_order(program)
    opened = subprocess.Popen([str(program / "agence-desktop.exe"), "--base", str(data.base)])
    try:
        run([new, "/S"], _INSTALL, expected=RUNNING)
        remove(program, expected=RUNNING)
        require((program / OLD_FILE).exists(), "pendant que le programme est ouvert, rien ne change")
    finally:
        opened.kill()
        opened.wait(_SHORT)
    foreign = program.with_name("Agence.nouveau") / "notes.txt"
    foreign.parent.mkdir()
    foreign.write_text("à quelqu’un d’autre", encoding="utf-8")
    with policy():
        run([new, "/S"], _INSTALL)
    say(f"{new.name} a pris sa place, {check_sums(program)} fichiers conformes")
    require(not (program / OLD_FILE).exists(), "les fichiers de l’ancienne version sont partis")
    require(foreign.exists(), "le dossier «\u00a0Agence.nouveau\u00a0» de quelqu’un d’autre est resté")
    require(preset(program) == (ADDRESS, "installer"), "DBURL est resté")
    program = prove_move(new, program)
    data.check()
    data.check_sound(program)
    say("données gardées, la base est saine")
    log = own_data() / "essai.log"
    run([program / "agence-desktop.exe", "--autotest", log], _TRY)
    lines = log.read_text(encoding="utf-8").splitlines()
    require(
        lines[-1] == "réussi", f"--autotest du dossier installé\u00a0: {len(lines) - 1} étapes, « réussi »"
    )
    with policy():
        run([program / UNINSTALLER, "/S"], _INSTALL)
        wait_until_gone(program)
    data.check()
    say("retiré, données gardées")
    prove_alone(new, data)


def prove_move(new: Path, program: Path) -> Path:
    """Installed into another folder, the program is not left in the former one as well; the other folder."""
    other = program.with_name("Agence ailleurs")
    run(f'"{new}" /S /D={other}', _INSTALL)
    say(f"installé dans un autre dossier, {check_sums(other)} fichiers conformes")
    left = [path.name for path in other.parent.iterdir()]
    require(sorted(left) == ["Agence ailleurs", "Agence.nouveau"], "l’ancien dossier est parti")
    shutil.rmtree(program.with_name("Agence.nouveau"))
    return other


def prove_alone(new: Path, data: Data) -> None:
    """For one person."""
    run([new, "/S", "/CurrentUser"], _INSTALL)
    alone = Path(os.environ["LOCALAPPDATA"]) / "Programs" / "Agence"
    say(f"installé pour une personne, {check_sums(alone)} fichiers conformes")
    require(preset(alone) == (None, "default"), "rien n’est imposé")
    run([alone / UNINSTALLER, "/S"], _INSTALL)
    wait_until_gone(alone)
    data.check()
    say("retiré, données gardées")
    settings = own_settings() / "agence.toml"
    settings.unlink()
    run(f'"{new}" /S /CurrentUser "/DBURL={LOCAL_BASE}"', _INSTALL)
    found = tomllib.loads(settings.read_text(encoding="utf-8"))
    require(found == {"base": LOCAL_BASE}, "DBURL est dans les réglages de la personne, avec ses accents")
    remove(alone)
    require(not alone.exists(), "retiré à la fin de la commande, qui rend son code")


def prove_package(new: Path, old: Path, executable: Path) -> None:
    """The MSI package: base preset, upgrade, other kind of package refused, removal."""
    program = everybody()
    for refused in (SECRET, INCOMPLETE):
        run(["msiexec", "/i", old, "/qn", f"DBURL={refused}"], _INSTALL, expected=REFUSED_BY_MSI)
    require(not program.exists(), "une adresse incomplète ou qui contient un mot de passe est refusée")
    run(["msiexec", "/i", old, "/qn", f"DBURL={ADDRESS}"], _INSTALL)
    say(f"{old.name} installé, {check_sums(program)} fichiers conformes")
    prove_order(program)
    data = Data(program)
    run([executable, "/S", "/AllUsers"], _INSTALL, expected=OTHER_PACKAGE)
    say("l’autre sorte de paquet est refusée")
    with policy():
        run(["msiexec", "/i", new, "/qn"], _INSTALL)
    say(f"{new.name} a pris sa place, {check_sums(program)} fichiers conformes")
    require(not (program / OLD_FILE).exists(), "les fichiers de l’ancienne version sont partis")
    require(preset(program) == (ADDRESS, "installer"), "DBURL est resté")
    run(["msiexec", "/i", new, "/qn", "REINSTALL=ALL", f"DBURL={FILED}"], _INSTALL)
    require(preset(program) == (ADDRESS, "installer"), "une réparation ne change pas DBURL")
    run(["msiexec", "/i", old, "/qn"], _INSTALL, expected=REFUSED_BY_MSI)
    say("une version plus ancienne est refusée")
    data.check()
    data.check_sound(program)
    kept = settings_of_everybody() / "agence.toml"
    kept.write_text("theme = 'light'\n", encoding="utf-8")
    with policy():
        run(["msiexec", "/x", new, "/qn"], _INSTALL)
        wait_until_gone(program)
    require(kept.exists(), "le fichier de réglages de l’ordinateur est resté")
    kept.unlink()
    data.check()
    say("retiré, données gardées")
    prove_folder(new, old)


def prove_folder(new: Path, old: Path) -> None:
    """An upgrade stays in the folder that was chosen once."""
    program = Path(os.environ["SYSTEMDRIVE"] + "\\") / AWKWARD / "Agence"
    run(f'msiexec /i "{old}" /qn INSTALLDIR="{program}"', _INSTALL)
    run(["msiexec", "/i", new, "/qn"], _INSTALL)
    say(f"mis à niveau dans le dossier choisi, {check_sums(program)} fichiers conformes")
    require(not everybody().exists(), "rien n’est ailleurs")
    run(["msiexec", "/x", new, "/qn"], _INSTALL)
    wait_until_gone(program)


def main(arguments: list[str]) -> int:
    """Entry point; 1 where something does not hold."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    new, old = (Path(argument).absolute() for argument in arguments)
    try:
        print("Paquet .msi", flush=True)
        prove_package(only(new, "msi"), only(old, "msi"), only(new, "exe"))
        print("Paquet .exe", flush=True)
        prove_executable(only(new, "exe"), only(old, "exe"))
    except (ProofError, OSError, subprocess.TimeoutExpired) as fault:
        print(f"échec\u00a0: {fault}", flush=True)
        return 1
    print("réussi", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
