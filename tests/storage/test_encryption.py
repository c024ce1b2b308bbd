"""A server elsewhere proves who it is before anything is said to it; its address may say otherwise."""

from __future__ import annotations

import datetime
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import make_url

from agence_desktop.core.errors import UnreachableError
from agence_desktop.storage.encryption import encryption, is_local
from agence_desktop.storage.engine import open_engine
from agence_desktop.storage.locations import parse_location

NOWHERE = Path("/nowhere/root.crt")
VERIFIED = {"sslmode": "verify-full", "sslrootcert": "system"}
SSL_REQUEST = struct.pack("!II", 8, 80877103)


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("postgresql://moi@localhost/agence", True),
        ("postgresql://moi@127.0.0.1:5433/agence", True),
        ("postgresql://moi@127.1.2.3/agence", True),
        ("postgresql://moi@[::1]/agence", True),
        ("postgresql:///agence", True),
        ("postgresql:///agence?host=/run/postgresql", True),
        ("postgresql://moi@bd.exemple.quebec/agence", False),
        ("postgresql://moi@10.1.2.3/agence", False),
        ("postgresql://moi@localhost.exemple.quebec/agence", False),
        ("postgresql:///agence?host=localhost:5432&host=bd.exemple.quebec:5433", False),
        ("postgresql:///agence?host=localhost,bd.exemple.quebec", False),
        ("postgresql://moi@bd.exemple.quebec/agence?hostaddr=127.0.0.1", False),
    ],
)
def test_that_the_name_of_a_server_says_whether_it_is_here(address: str, local: bool) -> None:
    assert is_local(make_url(address), {}) is local
    assert encryption(make_url(address), {}, NOWHERE) == ({} if local else VERIFIED)


@pytest.mark.parametrize("mode", ["disable", "prefer", "require", "verify-ca"])
def test_that_the_address_has_the_last_word(mode: str) -> None:
    assert encryption(make_url(f"postgresql://bd.exemple.quebec/agence?sslmode={mode}"), {}, NOWHERE) == {}


def test_that_an_authority_that_is_named_or_installed_stands(tmp_path: Path) -> None:
    address = "postgresql://bd.exemple.quebec/agence"
    installed = tmp_path / "root.crt"
    installed.touch()
    assert encryption(make_url(address), {}, installed) == {"sslmode": "verify-full"}
    named = make_url(f"{address}?sslrootcert=/etc/ssl/agence.pem")
    assert encryption(named, {}, NOWHERE) == {"sslmode": "verify-full"}
    asked = make_url(f"{address}?sslmode=verify-full")
    assert encryption(asked, {}, NOWHERE) == {"sslrootcert": "system"}


def test_that_the_environment_and_services_stand() -> None:
    address = make_url("postgresql://bd.exemple.quebec/agence")
    assert encryption(address, {"PGSSLMODE": "require"}, NOWHERE) == {}
    assert encryption(address, {"PGSERVICE": "agence"}, NOWHERE) == {}
    assert encryption(make_url("postgresql:///agence?service=agence"), {}, NOWHERE) == {}
    assert encryption(make_url("postgresql:///agence"), {"PGHOST": "bd.exemple.quebec"}, NOWHERE) == VERIFIED


@dataclass
class Impostor:
    """A program that answers like a server that encrypts, and keeps what it is told then."""

    certificate: Path
    port: int = 0
    heard: list[bytes] = field(default_factory=list)

    def address(self, name: str, **options: object) -> str:
        query = "&".join(f"{key}={quote(str(value), safe='')}" for key, value in options.items())
        given = f"?hostaddr=127.0.0.1&{query}".rstrip("&")
        return f"postgresql://moi:secret@{name}:{self.port}/agence{given}"

    def serve(self, listener: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        with suppress(OSError):  # the listener is closed
            while True:
                line, _ = listener.accept()
                with suppress(OSError), line:
                    if line.recv(8) == SSL_REQUEST:
                        line.sendall(b"S")
                        with context.wrap_socket(line, server_side=True) as secure:
                            self.heard.append(secure.recv(1_000))


@contextmanager
def impostor(folder: Path, name: str) -> Iterator[Impostor]:
    """One whose certificate, signed by itself, is for ``name``."""
    found = Impostor(self_signed(folder, name))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found.port = listener.getsockname()[1]
        thread = threading.Thread(target=found.serve, args=(listener,))
        thread.start()
        yield found
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def self_signed(folder: Path, name: str) -> Path:
    x509 = pytest.importorskip("cryptography.x509", reason="certificates are made with cryptography (Linux)")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, now - day, now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificat.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


def refusal(address: str) -> UnreachableError:
    with pytest.raises(UnreachableError) as refused:
        open_engine(parse_location(address))
    return refused.value


def test_that_a_server_with_an_unknown_certificate_is_told_nothing(tmp_path: Path) -> None:
    with impostor(tmp_path, "bd.exemple.quebec") as other:
        refused = refusal(other.address("bd.exemple.quebec"))
    assert refused.code == "unproven_server"
    assert "certificat" in refused.sentence
    assert other.heard == []


def test_that_a_server_with_the_certificate_of_another_name_is_told_nothing(tmp_path: Path) -> None:
    with impostor(tmp_path, "autre.exemple.quebec") as other:
        refused = refusal(other.address("bd.exemple.quebec", sslrootcert=other.certificate))
    assert refused.code == "unproven_server"
    assert b"".join(other.heard) == b""


def test_that_the_authority_and_the_way_out_of_the_address_are_taken(tmp_path: Path) -> None:
    with impostor(tmp_path, "bd.exemple.quebec") as other:
        proven = other.address("bd.exemple.quebec", sslrootcert=other.certificate)
        assert refusal(proven).code == "unreachable"
        assert b"moi" in other.heard[0]
        trusting = other.address("bd.exemple.quebec", sslmode="require")
        assert refusal(trusting).code == "unreachable"
        assert len(other.heard) == 2


def said(address: str, question: str) -> object:
    opened = open_engine(parse_location(address))
    with opened.engine.connect() as connection:
        answer = connection.exec_driver_sql(question).scalar_one()
    opened.engine.dispose()
    return answer


@pytest.mark.postgres
def test_that_a_server_without_encryption_is_told_nothing_unless_the_address_says_so(
    postgres_url: str,
) -> None:
    if not is_local(make_url(postgres_url), {}) or said(postgres_url, "SHOW ssl") != "off":
        pytest.skip("this server encrypts, or stands elsewhere")
    host = urlsplit(postgres_url).hostname
    named = postgres_url.replace(f"@{host}", "@bd.exemple.quebec", 1) + "?hostaddr=127.0.0.1"
    refused = refusal(named)
    assert refused.code == "not_encrypted"
    assert "sslmode" in refused.sentence
    assert said(f"{named}&sslmode=prefer", "SELECT 1") == 1


@pytest.mark.postgres
def test_that_a_server_elsewhere_is_spoken_to_encrypted(postgres_url: str) -> None:
    if is_local(make_url(postgres_url), {}):
        pytest.skip("the test server has no TLS: name one elsewhere with AGENCE_TEST_DATABASE_URL")
    assert said(postgres_url, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") is True
