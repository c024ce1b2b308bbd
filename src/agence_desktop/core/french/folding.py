"""Typed text once case, accents and the kinds of spaces, dashes and apostrophes no longer matter."""

from __future__ import annotations

import re
import unicodedata

WORD_END = r"(?![\w-])"

_SAME = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-"}


def tidied(text: str) -> str:
    """Composed letters, one plain space where any white space stood, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def folded(tidy: str) -> str:
    """Small letters without accents, plain apostrophes and hyphens; each character keeps its place."""
    return "".join(map(_folded, tidy))


def _folded(char: str) -> str:
    if char in _SAME:
        return _SAME[char]
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def phrase_pattern(phrase: str) -> str:
    """A pattern for the phrase in folded text, whatever parts its words; « St » stands for « Saint »."""
    words = re.findall(r"[^\W_]+", folded(tidied(phrase)))
    if not words:
        return r"(?!)"  # a phrase without letters stands nowhere
    short = {"saint": "s(?:ain)?t", "sainte": "s(?:ain)?te"}
    return r"(?<![\w-])" + "[ '-]*".join(short.get(word, re.escape(word)) for word in words) + WORD_END
