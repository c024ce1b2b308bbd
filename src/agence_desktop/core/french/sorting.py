"""Keys that make any database sort and search in French by plain binary comparison.

The order is decided level by level; a level counts only where all before it are equal:

1. words, letter by letter, accents and case ignored (œ is oe, æ is ae); a space, hyphen, apostrophe or other
   mark parts words, so that every « Saint » comes before « Sainte »; numbers go by value, before letters;
2. accents: the last difference decides, as in Canadian French (CLDR fr-CA): cote, côte, coté, côté;
3. case: small letters first;
4. what parts the words: a space first, then other marks.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

# The grapheme joiner marks, for the second level, that two letters come from a ligature.
_JOINER = "\u034f"
_LETTERS = str.maketrans(
    {
        "œ": f"o{_JOINER}e{_JOINER}",
        "Œ": f"O{_JOINER}E{_JOINER}",
        "æ": f"a{_JOINER}e{_JOINER}",
        "Æ": f"A{_JOINER}E{_JOINER}",
        "’": "'",
    }
)
# Weights of the second level: acute, grave, circumflex, diaeresis, cedilla, ligature; any other mark is last.
_ACCENTS = {"\u0301": "1", "\u0300": "2", "\u0302": "3", "\u0308": "4", "\u0327": "5", _JOINER: "6"}
_OTHER_ACCENT = "7"
_PARTS = re.compile(r"(?P<number>[0-9]+)|(?P<letter>[^\W_0-9])(?P<marks>[\u0300-\u036f]*)|(?P<gap>[\W_]+)")

# Lower than whatever can follow inside a level, so that the shorter text comes first.
_LEVEL = " !"
_SPACE, _LEADING_ZERO = "0", "1"


@lru_cache(maxsize=8_192)
def sort_key(text: str) -> str:
    """A printable ASCII key; comparing keys byte by byte sorts their texts in French.

    Kept, because every search sorts the same names.
    """
    primary, accents, cases, gaps = "", "", "", ""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).strip()
    for part in _PARTS.finditer(plain):
        if part["number"]:
            digits = part["number"].lstrip("0") or "0"
            primary += _number(digits)
            gaps += _LEADING_ZERO * (len(part["number"]) - len(digits))
        elif part["letter"]:
            primary += _ascii(part["letter"].lower())
            accents += max((_ACCENTS.get(mark, _OTHER_ACCENT) for mark in part["marks"]), default="0")
            cases += "1" if part["letter"].isupper() else "0"
        else:
            inside = part.start() > 0 and part.end() < len(plain)
            primary += " " if inside else ""
            gaps += _gap(part["gap"])
    levels = (primary, accents[::-1].rstrip("0"), cases.rstrip("0"), gaps.rstrip(_SPACE))
    return _LEVEL.join(levels).rstrip(_LEVEL)


def search_key(text: str) -> str:
    """Unaccented lower case, words parted by one space, for prefix and substring search; idempotent.

    Marks become spaces: no wildcard of SQL is left.
    """
    plain = _unaccented(text)
    while (again := _unaccented(plain)) != plain:  # a few letters of other scripts fold in two steps
        plain = again
    return " ".join(re.findall(r"[^\W_]+", plain))


def _unaccented(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).translate(_UNMARKED)


class _Unmarked(dict[int, int | None]):
    """For ``str.translate``: each character stays but those that mark another; known once asked."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.category(chr(code)).startswith("M") else code
        return found


_UNMARKED = _Unmarked()


def _number(digits: str) -> str:
    """The count of digits as one character, then the digits: numbers of any length compare by value.

    Beyond 48 digits the rest compares as another number.
    """
    head, rest = digits[:48], digits[48:]
    return chr(ord("0") + len(head)) + head + (_number(rest) if rest else "")


def _ascii(letter: str) -> str:
    """A letter of another script comes after z."""
    return "".join(c if c.isascii() else f"~{ord(c):06x}" for c in letter)


def _gap(marks: str) -> str:
    """What parts two words: one character for spaces or a mark of ASCII, hexadecimal otherwise."""
    if marks.isspace():
        return _SPACE
    codes = []
    for mark in marks:
        if mark in string.punctuation:
            codes.append(chr(ord("A") + string.punctuation.index(mark)))
        elif not mark.isspace():
            codes.append(f"~{ord(mark):06x}")
    return "".join(codes)
