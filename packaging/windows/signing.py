"""Signs programs and packages where there is a certificate, and says plainly where there is none.

python packaging/windows/signing.py FICHIER…

AGENCE_CERTIFICATE              a file .pfx or .p12 (osslsigncode, or signtool on Windows)
AGENCE_CERTIFICATE_PASSWORD     a file that holds its password
AGENCE_CERTIFICATE_THUMBPRINT   instead, a certificate of the store or of a token (signtool, Windows only)
AGENCE_TIMESTAMP                the address of a service of timestamps; without it a signature ends with its
                                certificate
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

NAME: Final = "Agence"
UNSIGNED: Final = (
    "Aucun certificat (AGENCE_CERTIFICATE)\u00a0: rien n’est signé. "
    "Windows avertira les personnes qui installent ces fichiers à la main."
)
_SECONDS: Final = 300


class SigningError(Exception):
    """What was not signed, in a sentence that names no password."""


def sign(paths: Sequence[Path], environ: Mapping[str, str], *, windows: bool) -> bool:
    """Sign the files in place; whether there was a certificate. Raises SigningError."""
    if not (environ.get("AGENCE_CERTIFICATE") or (windows and environ.get("AGENCE_CERTIFICATE_THUMBPRINT"))):
        print(UNSIGNED, flush=True)
        return False
    for path in paths:
        if windows:
            _run([*_signtool(environ), str(path)])
            continue
        signed = path.with_name(f"{path.name}.signed")
        _run([*_osslsigncode(environ), "-in", str(path), "-out", str(signed)])
        signed.replace(path)
    print(f"Signé\u00a0: {', '.join(path.name for path in paths)}", flush=True)
    return True


def _osslsigncode(environ: Mapping[str, str]) -> Iterator[str]:
    yield from ("osslsigncode", "sign", "-h", "sha256", "-n", NAME, "-pkcs12", environ["AGENCE_CERTIFICATE"])
    if password := environ.get("AGENCE_CERTIFICATE_PASSWORD"):
        yield from ("-readpass", password)
    if address := environ.get("AGENCE_TIMESTAMP"):
        yield from ("-ts", address)


def _signtool(environ: Mapping[str, str]) -> Iterator[str]:
    yield from ("signtool", "sign", "/fd", "sha256", "/d", NAME)
    if thumbprint := environ.get("AGENCE_CERTIFICATE_THUMBPRINT"):
        yield from ("/sha1", thumbprint)
    else:
        yield from ("/f", environ["AGENCE_CERTIFICATE"])
        if password := environ.get("AGENCE_CERTIFICATE_PASSWORD"):
            yield from ("/p", Path(password).read_text(encoding="utf-8").strip())
    if address := environ.get("AGENCE_TIMESTAMP"):
        yield from ("/tr", address, "/td", "sha256")


def _run(command: Sequence[str]) -> None:
    # Errors of `subprocess` repeat the whole command, and a log of the build would keep the password in it.
    try:
        done = subprocess.run(command, timeout=_SECONDS, check=False, stdout=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise SigningError(f"{command[0]}\u00a0: aucune réponse en {_SECONDS}\u00a0s") from None
    if done.returncode:
        raise SigningError(f"{command[0]}\u00a0: code {done.returncode}, {command[-1]} n’est pas signé")


if __name__ == "__main__":
    sign([Path(name) for name in sys.argv[1:]], os.environ, windows=os.name == "nt")
