"""Builds both installers from the folder to install; only the standard library, and tools of Debian.

python3 packaging/windows/installers.py DOSSIER VERSION ICONE PAQUETS [--vite]

PAQUETS receives Agence-VERSION-x64.exe and Agence-VERSION-x64.msi. With --vite the first is compressed less:
for the version before, which only a proof of upgrading installs.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import msi
from contents import version_numbers
from staging import SUMS, kilobytes

HERE: Final = Path(__file__).resolve().parent
_SECONDS: Final = 1_800


def nsis(folder: Path, version: str, icon: Path, package: Path, *, quick: bool = False) -> list[str]:
    """The command that builds the installer of NSIS."""
    defines = {
        "VERSION": version,
        "VERSION4": ".".join(str(number) for number in version_numbers(version)),
        "STAGING": str(folder.absolute()),
        "SUMS": SUMS,
        "KILOBYTES": str(kilobytes(folder)),
        "ICON": str(icon.absolute()),
        "OUTPUT": str(package.absolute()),
        # Signs the uninstaller, which stands inside; says so where there is no certificate.
        "SIGN": f'"{sys.executable}" "{HERE / "signing.py"}"',
    }
    if quick:
        defines["QUICK"] = "1"
    told = [f"-D{name}={value}" for name, value in defines.items()]
    return ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *told, str(HERE / "agence.nsi")]


def build(folder: Path, version: str, icon: Path, packages: Path, *, quick: bool = False) -> list[Path]:
    """Build both; their paths. Raises CalledProcessError, TimeoutExpired."""
    packages.mkdir(parents=True, exist_ok=True)
    executable, package = (packages / f"Agence-{version}-x64.{kind}" for kind in ("exe", "msi"))
    subprocess.run(nsis(folder, version, icon, executable, quick=quick), timeout=_SECONDS, check=True)
    msi.build(folder, version, icon, package)
    return [executable, package]


if __name__ == "__main__":
    _folder, _version, _icon, _packages = sys.argv[1:5]
    for made in build(Path(_folder), _version, Path(_icon), Path(_packages), quick="--vite" in sys.argv):
        megabytes = f"{made.stat().st_size / 1_000_000:.1f}".replace(".", ",")
        print(f"{made.name}\u00a0: {megabytes}\u00a0Mo", flush=True)
