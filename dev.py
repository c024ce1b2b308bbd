"""The commands of this house, for Python 3.11 or newer and nothing else: each one prepares what it needs.

python3 dev.py demo     start the program on demonstration data
python3 dev.py test     run every test and check; arguments are handed to pytest
python3 dev.py check    only ruff, mypy, the import contracts and the forms
python3 dev.py forms    compile ui/*.ui into desktop/generated
python3 dev.py freeze   freeze the program for this system, try it, tell its sizes; the folder goes to dist/
python3 dev.py prepare  prepare .venv and install the Debian packages that are named
python3 dev.py lock     make the locks again; arguments are handed to uv (--upgrade)
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYPROJECT = ROOT / "pyproject.toml"
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"

# What PySide6's wheels expect of Debian, by the package that brings it; read with ldd.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
X11_LIBRARIES = {name: package for name, package in SCREEN_LIBRARIES.items() if "wayland" not in name}
# What lets a screen reader run without a screen, by the file that tells that it is there.
READER_FILES = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/dbus-send": "dbus",
    "/usr/bin/dbus-run-session": "dbus",
    "/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
}
PROBE = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


# Files of few long tests would otherwise come last, and one process wait for the other.
SPREAD = "--no-loadscope-reorder"


MEMORY_DISK = Path("/dev/shm")
MEMORY_NEEDED = 8 << 30


class SetupError(Exception):
    """What the machine lacks, in a sentence for the person at the keyboard."""


def demo(arguments: Sequence[str]) -> int:
    """Start the program on demonstration data."""
    install(RUNTIME_LOCK)
    screen = has_screen(os.environ)
    require_libraries({**QT_LIBRARIES, **(SCREEN_LIBRARIES if screen else {})})
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    if not screen:
        say("Aucun écran n’est relié à cette session : le programme démarre sans affichage (Ctrl+C : fin).")
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return run([python(), "-m", "agence_desktop", "--demo", *arguments], environment)


def test(arguments: Sequence[str]) -> int:
    """Run all tests on several processes, or in one process those whose paths are given."""
    prepare_development()
    prepare_reader()
    narrowed = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)
    workers = [] if narrowed else ["-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", SPREAD]
    with scratch({**os.environ, **git_libraries(os.environ)}) as environment:
        return run([python(), "-m", "pytest", *workers, *arguments], environment)


def check(arguments: Sequence[str]) -> int:
    """Run the checks that read the source without running it."""
    prepare_development()
    return run([python(), "-m", "pytest", "tests/test_house.py", "-q", *arguments])


def forms(arguments: Sequence[str]) -> int:
    """Compile the forms, or with --check tell which modules differ from theirs."""
    prepare_development()
    return run([python(), "tools/forms.py", *arguments])


def freeze(arguments: Sequence[str]) -> int:
    """Freeze the program, try the result and tell its ten largest parts; arguments name another folder."""
    prepare_development()
    if sys.platform.startswith("linux") and shutil.which("objcopy") is None:
        apt_install(["binutils"], "Il manque l’outil qui assemble le programme gelé.")
    return run([python(), "packaging/freeze.py", *arguments])


def prepare(arguments: Sequence[str]) -> int:
    """Prepare what tools need, and the packages of Debian that ``arguments`` name."""
    prepare_development()
    query = ["dpkg-query", "--show", "--showformat=${binary:Package} ${db:Status-Status}\n", *arguments]
    found = subprocess.run(query, capture_output=True, text=True, check=False).stdout if arguments else ""
    there = {line.split()[0].partition(":")[0] for line in found.splitlines() if line.endswith(" installed")}
    if absent := [name for name in arguments if name not in there]:
        apt_install(absent, "Des outils de Debian manquent.")
    return 0


def lock(arguments: Sequence[str]) -> int:
    """Make both locks from pyproject.toml, with the hashes of the wheels of every system."""
    with tempfile.TemporaryDirectory() as scratch:
        make_venv(Path(scratch))
        run_or_stop([python(Path(scratch)), "-m", "pip", "install", "--quiet", "uv"])
        compile_lock = [
            *(python(Path(scratch)), "-m", "uv", "pip", "compile", "--quiet", "--universal"),
            *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
            *("--python-version", "3.11", PYPROJECT.name, *arguments),
        ]
        run_or_stop([*compile_lock, "--output-file", RUNTIME_LOCK.name])
        # The program is tested with what it is shipped with.
        constrained = ["--extra", "dev", "--constraint", RUNTIME_LOCK.name]
        run_or_stop([*compile_lock, *constrained, "--output-file", DEV_LOCK.name])
    return 0


def prepare_development() -> None:
    """Everything that tests and tools need, the project's own commands included."""
    project = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    install(DEV_LOCK, also=[project], depends_on=[PYPROJECT])
    require_libraries(QT_LIBRARIES)


def prepare_reader() -> None:
    """What the test with a screen reader needs, where it can be installed; it is skipped elsewhere."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    absent = {package for file, package in READER_FILES.items() if not Path(file).exists()}
    absent.update(missing_packages(X11_LIBRARIES))
    if absent:
        try:
            apt_install(sorted(absent), "L’essai avec un lecteur d’écran demande un écran virtuel.")
        except SetupError as error:
            say(f"{error}\nL’essai avec un lecteur d’écran sera omis.")


def install(wheels: Path, also: Iterable[Sequence[str]] = (), depends_on: Iterable[Path] = ()) -> None:
    """Install a lock into `.venv` and then what ``also`` asks of pip, once for the same files."""
    wanted = digest([wheels, *depends_on])
    stamp = VENV / f"{wheels.name}.installed"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted and Path(python()).exists():
        return
    if not works(python()):
        say("Création de l’environnement .venv…")
        make_venv(VENV)
    say(f"Installation des paquets de {wheels.name} (quelques minutes la première fois)…")
    pip = [python(), "-m", "pip", "--disable-pip-version-check", "install"]
    run_or_stop([*pip, "--require-hashes", "--only-binary=:all:", "--no-deps", "--requirement", str(wheels)])
    for arguments in also:
        run_or_stop([*pip, "--quiet", *arguments])
    stamp.write_text(wanted, encoding="utf-8")


def digest(files: Iterable[Path]) -> str:
    """One hash over the contents of ``files``."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def python(folder: Path = VENV, windows: bool = os.name == "nt") -> str:
    """The interpreter of a virtual environment."""
    return str(folder / ("Scripts/python.exe" if windows else "bin/python"))


def works(interpreter: str) -> bool:
    """Whether an environment is there and whole: an interrupted creation leaves one without pip."""
    if not Path(interpreter).exists():
        return False
    done = subprocess.run([interpreter, "-m", "pip", "--version"], capture_output=True, check=False)
    return done.returncode == 0


def make_venv(folder: Path) -> None:
    """Make an environment with pip; what stood in the folder goes.

    Debian keeps the part of Python that this needs in a package of its own.
    """
    import venv  # an embedded Python has none, and needs it for nothing else

    if importlib.util.find_spec("ensurepip") is None:
        apt_install(["python3-venv"], "Il manque à Python de quoi créer un environnement.")
    try:
        venv.create(folder, clear=True, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        raise SetupError(f"L’environnement {folder} n’a pas pu être créé : {error}") from error


def require_libraries(libraries: Mapping[str, str]) -> None:
    """Make sure that the system libraries that Qt loads are there (Linux)."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(libraries)
    if missing:
        apt_install(missing, "Des bibliothèques que demande Qt manquent.")


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that cannot be loaded (Linux)."""
    probe = subprocess.run([python(), "-c", PROBE, *libraries], capture_output=True, text=True, check=True)
    return [libraries[name] for name in probe.stdout.split()]


def apt_install(packages: Sequence[str], why: str) -> None:
    """Install Debian packages as root; otherwise name them and stop."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        raise SetupError(f"{why}\nSur Debian ou Ubuntu : sudo {' '.join(command)}")
    say(f"{why} Installation de {', '.join(packages)}…")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if run([apt, "update", "--quiet"], quiet) or run(command, quiet):
        raise SetupError(f"{why}\nL’installation par apt-get a échoué ; voir les lignes ci-dessus.")


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether windows can be shown: always on Windows and macOS, on Linux where a display is named."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def git_libraries(environment: Mapping[str, str], platform: str = sys.platform) -> Mapping[str, str]:
    """The ``PATH`` by which the PostgreSQL of the tests starts on Windows.

    Its wheel leaves out a library of the compiler that made it; Git for Windows brings it.
    """
    git = shutil.which("git", path=environment.get("PATH"))
    if platform != "win32" or git is None:
        return {}
    asked = subprocess.run([git, "--exec-path"], capture_output=True, text=True, check=False)
    # …/mingw64/libexec/git-core, and …/mingw64/bin with the libraries: searched after every other folder.
    folder = Path(asked.stdout.strip()).parent.parent / "bin"
    return {"PATH": os.pathsep.join((environment["PATH"], str(folder)))} if folder.is_dir() else {}


@contextmanager
def scratch(environment: Mapping[str, str], disk: Path = MEMORY_DISK) -> Iterator[Mapping[str, str]]:
    """An environment whose temporary folder is in memory where there is plenty of it.

    The tests make thousands of databases, and would wait at each commit for a disk that keeps none of them.
    """
    if "TMPDIR" in environment or not _is_roomy(disk):
        yield environment
        return
    with tempfile.TemporaryDirectory(prefix="agence-essais-", dir=disk, ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)  # the test server's own account goes through it
        yield {**environment, "TMPDIR": name}


def _is_roomy(disk: Path) -> bool:
    if not disk.is_dir() or not os.access(disk, os.W_OK) or os.statvfs(disk).f_flag & os.ST_NOEXEC:
        return False
    return shutil.disk_usage(disk).free >= MEMORY_NEEDED


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's folder and return its exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130


def run_or_stop(command: Sequence[str]) -> None:
    """Run a command that the rest depends on."""
    if run(command):
        raise SetupError(f"Cette commande a échoué : {' '.join(command)}")


def say(sentence: str) -> None:
    """Tell what is going on, before a child's own lines."""
    print(sentence, flush=True)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "forms": forms,
    "freeze": freeze,
    "prepare": prepare,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first; without one, tell which there are."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the very question
        print("Python 3.11 ou plus récent est nécessaire.", file=sys.stderr)
        return 1
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
