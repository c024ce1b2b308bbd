"""Builds both installers from the folder to install; only the standard library, and tools of Debian.

python3 packaging/windows/installers.py DOSSIER VERSION ICONE PAQUETS [--vite] [--desinstaller FICHIER]
python3 packaging/windows/installers.py VERSION ICONE --desinstaller-seul FICHIER

PAQUETS receives Agence-VERSION-x64.exe and Agence-VERSION-x64.msi. With --vite the first is compressed less:
for the version before, which only a proof of upgrading installs. Where another system signs than the one that
builds, the uninstaller, which stands inside the first, is built alone, signed there, and handed over.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msi
from contents import version_numbers
from staging import SUMS, kilobytes

HERE: Final = Path(__file__).resolve().parent
_SECONDS: Final = 1_800


# Signs the uninstaller, which stands inside; says so where there is no certificate.
SIGN: Final = f'"{sys.executable}" "{HERE / "signing.py"}" "%1"'


def nsis(
    folder: Path, version: str, icon: Path, package: Path, *, finish: str = SIGN, quick: bool = False
) -> list[str]:
    """The command that builds the installer of NSIS; ``finish`` is done to its uninstaller, « %1 »."""
    defines = {
        "VERSION": version,
        "VERSION4": ".".join(str(number) for number in version_numbers(version)),
        "STAGING": str(folder.absolute()),
        "SUMS": SUMS,
        "KILOBYTES": str(kilobytes(folder)),
        "ICON": str(icon.absolute()),
        "OUTPUT": str(package.absolute()),
        "FINISH": finish,
    }
    if quick:
        defines["QUICK"] = "1"
    told = [f"-D{name}={value}" for name, value in defines.items()]
    return ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *told, str(HERE / "agence.nsi")]


def build(
    folder: Path,
    version: str,
    icon: Path,
    packages: Path,
    *,
    uninstaller: Path | None = None,
    quick: bool = False,
) -> list[Path]:
    """Build both; their paths. ``uninstaller`` is a signed one.

    Raises ValueError for a version, CalledProcessError, TimeoutExpired.
    """
    msi.product_version(version)
    packages.mkdir(parents=True, exist_ok=True)
    executable, package = (packages / f"Agence-{version}-x64.{kind}" for kind in ("exe", "msi"))
    finish = SIGN if uninstaller is None else f'cp "{uninstaller.absolute()}" "%1"'
    command = nsis(folder, version, icon, executable, finish=finish, quick=quick)
    msi.run(command, _SECONDS)
    msi.build(folder, version, icon, package)
    return [executable, package]


def build_uninstaller(version: str, icon: Path, uninstaller: Path) -> None:
    """Build the uninstaller alone, to be signed; it holds nothing of what is installed."""
    with tempfile.TemporaryDirectory(prefix="agence-desinstaller-") as name:
        folder = Path(name) / "programme"
        for part in ("agence-desktop.exe", "agence-admin.exe"):
            folder.mkdir(exist_ok=True)
            (folder / part).touch()
        finish = f'cp "%1" "{uninstaller.absolute()}"'
        command = nsis(folder, version, icon, Path(name) / "agence.exe", finish=finish, quick=True)
        msi.run(command, _SECONDS)


def main(arguments: list[str]) -> int:
    """Entry point; 1 for a version that cannot be packed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--vite", action="store_true")
    parser.add_argument("--desinstaller", type=Path)
    parser.add_argument("--desinstaller-seul", type=Path)
    parser.add_argument("names", nargs="+")
    told = parser.parse_args(arguments)
    try:
        if told.desinstaller_seul is not None:
            version, icon = told.names
            build_uninstaller(version, Path(icon), told.desinstaller_seul)
            return 0
        folder, version, icon, packages = told.names
        made = build(
            Path(folder),
            version,
            Path(icon),
            Path(packages),
            uninstaller=told.desinstaller,
            quick=told.vite,
        )
    except ValueError as fault:
        print(fault, flush=True)
        return 1
    for one in made:
        megabytes = f"{one.stat().st_size / 1_000_000:.1f}".replace(".", ",")
        print(f"{one.name}\u00a0: {megabytes}\u00a0Mo", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
