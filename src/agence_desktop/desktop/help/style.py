"""The look of a page of the handbook, from the tokens."""

from __future__ import annotations

from collections.abc import Callable
from string import Template
from typing import Final

from PySide6.QtGui import QFont

from agence_desktop.desktop.tokens import Tokens, Type

# A text of Qt knows neither variables nor rounds; margins are those of whole paragraphs.
_SHEET: Final = Template("""
body, p, li, td, th { color: $text; font-size: ${body}px; line-height: 125%; }
h1 { color: $text; font-size: ${place}px; font-weight: 600; margin-top: 0; margin-bottom: 12px; }
h2 { color: $text; font-size: ${record}px; font-weight: 600; margin-top: 28px; margin-bottom: 8px; }
h3 { color: $text; font-size: ${panel}px; font-weight: 600; margin-top: 18px; margin-bottom: 6px; }
p { margin-top: 0; margin-bottom: 10px; }
ul, ol { margin-top: 0; margin-bottom: 10px; }
li { margin-bottom: 4px; }
a { color: $accent; text-decoration: underline; }
b { font-weight: 600; }
code { font-family: '$family'; font-weight: 600; color: $text; background-color: $header; }
.said { color: $secondary; font-size: ${help}px; margin-bottom: 16px; }
.picture { margin-top: 8px; margin-bottom: 4px; line-height: 100%; }
table.rows { border-color: $line; border-style: solid; border-collapse: collapse; margin-bottom: 14px; }
table.rows th { background-color: $header; font-weight: 600; padding: 3px 8px; }
table.rows td { padding: 3px 8px; }
table.box { background-color: $selection; margin-top: 4px; margin-bottom: 14px; }
table.box td { padding: 10px 14px; }
""")


def sheet(look: Tokens, font: Callable[[Type], QFont]) -> str:
    """The style sheet of a document in a look; ``font`` gives the fonts as they are sized now."""
    sizes = {
        "body": Type.BODY,
        "place": Type.PLACE,
        "record": Type.RECORD,
        "panel": Type.PANEL,
        "help": Type.HELP,
    }
    named = {name: font(role).pixelSize() for name, role in sizes.items()}
    return _SHEET.substitute(look.values, **named, family=font(Type.BODY).family())
