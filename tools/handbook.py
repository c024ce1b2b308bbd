"""Writes what the handbook takes from the program: the table of its keys, and its pictures.

Without an argument the table is written; with `--check` nothing is, and exit code 1 tells of a difference.
`--images DOSSIER` makes the pictures from what `agence-desktop --demo --capture DOSSIER` has drawn.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from agence_desktop.desktop.contribution import Command, Contribution  # noqa: E402
from agence_desktop.desktop.shell.command_set import owned_commands  # noqa: E402
from agence_desktop.desktop.shell.own_commands import NEW, NEW_KEYS, Frame, own_commands  # noqa: E402
from agence_desktop.desktop.widgets.accessible import without_mnemonic  # noqa: E402

FOLDER = ROOT / "resources" / "handbook"
KEYS_PAGE = "10-touches.md"
WORDS: Mapping[str, str] = {
    "Shift": "Maj",
    "Left": "Gauche",
    "Right": "Droite",
    "Up": "Haut",
    "Down": "Bas",
    "PgUp": "Page préc",
    "PgDown": "Page suiv",
    "Home": "Début",
    "Return": "Entrée",
    "Del": "Suppr",
    "Ins": "Inser",
    "Space": "Espace",
    "Esc": "Échap",
}
# What no menu shows: the calendars, tables and forms of every service.
EVERYWHERE = (
    ("Aller au champ suivant, au champ précédent", "`Tab`, `Maj+Tab`"),
    ("Ouvrir le menu de ce qui est choisi", "`Maj+F10`"),
    ("Enregistrer un formulaire", "`Ctrl+Entrée`"),
    ("Fermer une boîte, renoncer à un geste", "`Échap`"),
    ("Ouvrir le calendrier d’une date", "`F4`"),
    ("Dans un calendrier, ouvrir une séance ou en créer une", "`Entrée`"),
    ("Dans un planning, déplacer ce qui est choisi", "`Ctrl+flèches`"),
    ("Dans un planning, changer la durée", "`Ctrl+Maj+flèches`"),
    ("Dans un planning, agrandir, réduire", "`Ctrl++`, `Ctrl+−`"),
    ("Dans un tableau de saisie, coller un bloc d’un tableur", "`Ctrl+V`"),
)


class Picture(NamedTuple):
    """One picture: the screen it is cut from, and the part that is kept (left, top, right, bottom)."""

    screen: str
    part: tuple[int, int, int, int]


WHOLE = (0, 0, 1440, 900)
PICTURES: Mapping[str, Picture] = {
    "portes": Picture("accueil-portes", (440, 286, 1000, 613)),
    "recherche": Picture("accueil-recherche", WHOLE),
    "accueil": Picture("accueil", WHOLE),
    "planning": Picture("espaces-planning-choisie", WHOLE),
    "serie": Picture("espaces-planning-serie", (70, 22, 1370, 878)),
    "trouver": Picture("espaces-trouver-resultats", WHOLE),
    "fiche": Picture("postes-fiche", WHOLE),
    "comparaison": Picture("postes-comparaison", WHOLE),
    "absence": Picture("postes-absence", WHOLE),
    "equipes": Picture("equipes-planning-libre", WHOLE),
    "proposition": Picture("equipes-propositions", WHOLE),
}
COLORS = 256


def keys_page(contributions: tuple[Contribution, ...]) -> str:
    """The chapter of keys: those of everywhere, then those of each service."""
    own = own_commands(cast(Frame, None))
    lines = ["# Les touches", "", "<!-- écrans\u00a0: dialogs.ShortcutsDialog -->", ""]
    lines += [
        "`Ctrl+F1` montre la même liste dans le programme, où elle se filtre et se copie.",
        "",
        "## Partout",
        "",
        *_table(("Pour", "Touche"), [*((_name(one), _keys(one)) for one in own), *EVERYWHERE]),
    ]
    for one in contributions:
        words = {spec.key: spec.word for spec in one.places}
        rows = [
            (_name(command), _keys(command), _where(command, words))
            for owned in owned_commands((), [one])
            if (command := owned.command).shortcut or command.role is not None
        ]
        lines += ["", f"## {one.word}", "", *_table(("Pour", "Touche", "Où"), rows)]
    return "\n".join([*lines, ""])


def _name(command: Command) -> str:
    return without_mnemonic(command.name).rstrip("…")


def _keys(command: Command) -> str:
    shortcut = command.shortcut or (NEW_KEYS if command.role is not None or command.key == NEW else "")
    return f"`{french_keys(shortcut)}`" if shortcut else ""


def _where(command: Command, words: Mapping[str, str]) -> str:
    named = [word for key, word in words.items() if key in command.places]
    return ", ".join(named) if named else "partout"


def french_keys(shortcut: str) -> str:
    """« Ctrl+Shift+P » as menus say it, but for « Entrée », which buttons say."""
    return "+".join(WORDS.get(part, part) for part in shortcut.split("+"))


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def every_slice() -> tuple[Contribution, ...]:
    """The slices as the window gets them, for whoever administers a new office."""
    from agence_desktop.actions.bases import create_office
    from agence_desktop.bootstrap.opening import open_base
    from agence_desktop.bootstrap.wiring import contributions_of
    from agence_desktop.core.clock import SystemClock
    from agence_desktop.storage.locations import SqliteFile

    with TemporaryDirectory() as folder:
        file = Path(folder) / "touches.sqlite"
        create_office(SqliteFile(file), clock=SystemClock())
        opened = open_base(str(file))
        try:
            return tuple(sorted(contributions_of(opened), key=lambda one: one.order))
        finally:
            opened.database.close()


def draw_pictures(captured: Path, target: Path) -> int:
    """Cut the pictures out of captured screens, with few colours; the bytes of all together."""
    from PIL import Image

    target.mkdir(parents=True, exist_ok=True)
    total = 0
    for name, picture in PICTURES.items():
        file = target / f"{name}.png"
        with Image.open(captured / f"{picture.screen}-clair.png") as screen:
            cut = screen.convert("RGB").crop(picture.part)
        # The colours of grounds, words and signs stay exactly as they are; blends take the nearest of them.
        frequent = [color for color, _ in Counter(_colors(cut.tobytes())).most_common(COLORS)]
        palette = Image.new("P", (1, 1))
        palette.putpalette(b"".join(frequent))
        cut.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)
        total += file.stat().st_size
    return total


def _colors(pixels: bytes) -> Iterator[bytes]:
    return (pixels[at : at + 3] for at in range(0, len(pixels), 3))


def main() -> int:
    """Write or check; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--images", type=Path, metavar="DOSSIER")
    options = parser.parse_args()
    if options.images is not None:
        print(f"{draw_pictures(options.images, FOLDER / 'images'):,} bytes")
        return 0
    page, path = keys_page(every_slice()), FOLDER / KEYS_PAGE
    if options.check:
        return 0 if path.exists() and path.read_text(encoding="utf-8") == page else 1
    path.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
