"""Small rules of grammar for whoever builds sentences: plural, lists, ordinals, elision, contraction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from agence_desktop.core.french.numbers import format_number

if TYPE_CHECKING:
    from decimal import Decimal

# Words after which a noun phrase no longer agrees: « demandes à traiter », « listes d’attente ».
_STOPS = r"(?:à|au|aux|de|du|des|en|par|pour|sans|avec|sur|sous|dont|hors|d[’'].*|l[’'].*)\Z"
_PLURALS = {"travail": "travaux", "journal": "journaux", "régional": "régionaux", "total": "totaux"}
# Aspirated h and the few vowels before which nothing elides, as far as names of places and counts go.
_PLACES = {"hull", "havre", "ham", "hampstead", "hudson", "huntingdon", "haut", "haute", "hauts", "hautes"}
_NO_ELISION = _PLACES | {"hall", "hockey", "huit", "huitième", "onze", "onzième", "oui"}


def counted(count: int | Decimal, noun: str, plural: str | None = None) -> str:
    """« 2 dates », « 1 date », « 0 date »: below two, French stays singular.

    ``noun`` may be a phrase (« place libre » → « 2 places libres »); irregular ones give their ``plural``.
    """
    if -2 < count < 2:
        return f"{format_number(count)} {noun}"
    return f"{format_number(count)} {plural or pluralized(noun)}"


def pluralized(phrase: str) -> str:
    """The regular plural of a noun phrase, agreeing up to its first preposition."""
    words = phrase.split(" ")
    stop = next((n for n, word in enumerate(words) if n and re.match(_STOPS, word)), len(words))
    return " ".join([*map(_plural, words[:stop]), *words[stop:]])


def _plural(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith(("s", "x", "z")):
        return word
    return word + ("x" if word.endswith(("eau", "eu")) else "s")


def listed(items: Sequence[str], conjunction: str = "et") -> str:
    """« A, B et C »; empty for no item."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def uncapitalized(label: str) -> str:
    """A label inside a sentence: « École » → « école », « En U » → « en U »; « Wi-Fi » and « TNI » stay."""
    first = label.split(" ", 1)[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def ordinal(number: int, *, feminine: bool = False) -> str:
    """« 1er », « 1re », « 2e »."""
    if number == 1:
        return "1re" if feminine else "1er"
    return f"{number}e"


def elides(word: str) -> bool:
    """Whether « de », « le » or « que » loses its vowel before this word."""
    first = re.split(r"[\s’'-]", word.lstrip("«\u00a0 "), maxsplit=1)[0].lower()
    letter = unicodedata.normalize("NFD", first)[:1]
    return letter in set("aeiouhœæ") and first not in _NO_ELISION


def elided(particle: str, word: str) -> str:
    """A particle before a word: « de Lévis », « d’Estimauville », « l’hôte », « qu’une »."""
    if particle[-1] in "ea" and elides(word):
        return f"{particle[:-1]}’{word}"
    return f"{particle} {word}"


def of(name: str) -> str:
    """« de Lévis », « d’Amos », « des Îles-de-la-Madeleine », « de La Malbaie »."""
    return _contracted(name, "du", "des") or elided("de", name)


def at(name: str) -> str:
    """« à Lévis », « aux Îles-de-la-Madeleine », « à La Malbaie »."""
    return _contracted(name, "au", "aux") or f"à {name}"


def _contracted(name: str, masculine: str, plural: str) -> str | None:
    article, _, rest = name.partition(" ")
    if not rest or article.lower() not in ("le", "les"):
        return None
    return f"{masculine if article.lower() == 'le' else plural} {rest}"
