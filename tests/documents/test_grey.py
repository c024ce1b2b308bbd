"""The check of papers without colours finds what it is there for."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.documents.style import ACCENT, INK
from documents.grey import assert_grey
from documents.reading import reader


def drawn(text: Color, ground: Color | None, *, turned: bool = False) -> bytes:
    """A page with one text on one ground, as papers draw them."""
    file = BytesIO()
    canvas = Canvas(file, pageCompression=0)
    canvas.saveState()
    if turned:
        canvas.translate(50, 400)
        canvas.rotate(90)
    if ground is not None:
        canvas.setFillColor(ground)
        canvas.rect(90, 190, 200, 30, stroke=0, fill=1)
    canvas.setFillColor(text)
    canvas.drawString(100, 200, "Texte")
    canvas.restoreState()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("text", "ground"), [(black, None), (ACCENT, None), (white, INK)])
def test_that_ink_and_the_accent_are_read_in_grey(text: Color, ground: Color | None, turned: bool) -> None:
    assert_grey(reader(drawn(text, ground, turned=turned)).pages[0])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (white, None),
        (HexColor("#9AA5B1"), None),
        (INK, HexColor("#2B3038")),
        (ACCENT, HexColor("#6D7780")),
        (HexColor("#B0241C"), None),
        (INK, HexColor("#E1F1E6")),
    ],
    ids=["lost", "pale", "dark on dark", "accent on grey", "red tells", "green tells"],
)
def test_that_what_grey_loses_is_found(text: Color, ground: Color | None, turned: bool) -> None:
    with pytest.raises(AssertionError):
        assert_grey(reader(drawn(text, ground, turned=turned)).pages[0])
