"""Shipped files: found however the program is installed, complete, licensed, drawable."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from agence_desktop.core import resources
from agence_desktop.core.resources import resource_path, resource_root

FONTS = ("OpenSans-Regular.ttf", "OpenSans-Italic.ttf", "OpenSans-SemiBold.ttf", "OpenSans-Bold.ttf")
ICONS = sorted(resource_path("icons").glob("*.svg"))
FRENCH = "àâäéèêëîïôöùûüÿçœæÀÂÄÉÈÊËÎÏÔÖÙÛÜŸÇŒÆ«»’“”–—…$€%°±×÷≤≥≈−·•§½²ºª\u00a0"


@pytest.fixture
def fresh_root() -> Iterator[None]:
    resource_root.cache_clear()
    yield
    resource_root.cache_clear()


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack(">H", font[4:6])
    entries = (struct.unpack(">4sIII", font[12 + 16 * i : 28 + 16 * i]) for i in range(count))
    return {tag.decode(): font[start : start + length] for tag, _, start, length in entries}


def _glyphs(cmap: bytes) -> dict[int, int]:
    """Code point → glyph, from the format 4 subtable of the Windows platform."""
    (count,) = struct.unpack(">H", cmap[2:4])
    entries = [struct.unpack(">HHI", cmap[4 + 8 * i : 12 + 8 * i]) for i in range(count)]
    table = cmap[next(start for platform, code, start in entries if (platform, code) == (3, 1)) :]
    half = struct.unpack(">H", table[6:8])[0] // 2
    ends = struct.unpack(f">{half}H", table[14 : 14 + 2 * half])
    starts, deltas, offsets = (
        struct.unpack(f">{half}H", table[16 + 2 * n * half : 16 + 2 * (n + 1) * half]) for n in (1, 2, 3)
    )
    glyphs: dict[int, int] = {}
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, last + 1):
            glyph = point
            if offsets[n]:
                where = 16 + 6 * half + 2 * n + offsets[n] + 2 * (point - first)
                (glyph,) = struct.unpack(">H", table[where : where + 2])
            if (offsets[n] == 0 or glyph) and (glyph := (glyph + deltas[n]) & 0xFFFF):
                glyphs[point] = glyph
    return glyphs


@pytest.mark.usefixtures("fresh_root")
def test_that_a_working_copy_uses_the_top_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "src" / "agence_desktop")
    assert resource_root() == tmp_path / "resources"


@pytest.mark.usefixtures("fresh_root")
def test_that_an_installed_wheel_uses_the_folder_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resource_root() == tmp_path / "resources"


@pytest.mark.usefixtures("fresh_root")
def test_that_a_frozen_program_uses_the_folder_beside_its_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_root() == tmp_path / "resources"


def test_that_an_absent_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/no-such-icon\.svg"):
        resource_path("icons", "no-such-icon.svg")


@pytest.mark.parametrize("name", FONTS)
def test_that_fonts_write_french_and_may_be_embedded(name: str) -> None:
    tables = _tables(resource_path("fonts", name).read_bytes())
    glyphs = _glyphs(tables["cmap"])
    assert [c for c in FRENCH if ord(c) not in glyphs] == []
    assert struct.unpack(">H", tables["OS/2"][8:10]) == (0,)  # fsType 0: installable embedding


@pytest.mark.parametrize("name", FONTS)
def test_that_figures_are_tabular(name: str) -> None:
    tables = _tables(resource_path("fonts", name).read_bytes())
    glyphs = _glyphs(tables["cmap"])
    widths = {tables["hmtx"][4 * glyphs[ord(c)] : 4 * glyphs[ord(c)] + 2] for c in "0123456789"}
    assert len(widths) == 1


def test_that_fonts_and_icons_carry_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in resource_path("fonts", "OFL.txt").read_text("utf-8")
    assert "Apache 2.0" in resource_path("icons", "LICENSE").read_text("utf-8")
    assert "Version 2.0, January 2004" in resource_path("icons", "LICENSE-2.0.txt").read_text("utf-8")
    shipped = {path.name for path in resource_path("fonts").iterdir()}
    assert shipped == {*FONTS, "OFL.txt", "README.md"}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_that_an_icon_is_one_untinted_path_on_a_grid_of_24(path: Path) -> None:
    root = ElementTree.fromstring(path.read_text("utf-8"))
    assert root.get("viewBox") == "0 0 24 24"
    assert [child.tag for child in root] == ["{http://www.w3.org/2000/svg}path"]
    assert set(root[0].attrib) == {"d"}
    assert re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9.,\- ]+", root[0].get("d", ""))


def test_that_the_icons_of_states_rail_and_equipment_are_shipped() -> None:
    names = {path.stem for path in ICONS}
    states = {
        "check-circle",
        "help-circle-outline",
        "timer-sand",
        "account-check",
        "check-all",
        "account-off",
    }
    states |= {"account-off", "close-circle-outline", "account-lock", "door-closed", "scale-balance"}
    rail = {"home-outline", "door", "card-account-details-outline", "account-group-outline", "cog-outline"}
    equipment = {"wifi", "video-outline", "phone", "projector", "presentation", "wheelchair-accessibility"}
    assert states | rail | equipment <= names


@pytest.mark.parametrize("table", ["regions", "municipalites", "organismes", "immeubles", "feries"])
def test_that_the_reference_data_is_shipped(table: str) -> None:
    assert ";" in resource_path("data", f"{table}.csv").read_text("utf-8").splitlines()[0]
