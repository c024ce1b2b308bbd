"""Text that looks like a secret: a word such as « mot de passe » with a value, or the shape of a token."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from agence_desktop.core.french.folding import folded
from agence_desktop.positions.content import Sheet
from agence_desktop.positions.sentences import SECRET_SENTENCES
from agence_desktop.positions.walking import walk


class SecretKind(StrEnum):
    """What a text looks like."""

    PASSWORD = "password"
    PIN = "pin"
    KEY = "key"
    TOKEN = "token"


@dataclass(frozen=True, slots=True)
class Secret:
    """A place that seems to hold a secret, what it looks like, and where to put it instead.

    ``digest`` stands for the text when somebody says « Ce n’est pas un secret »; the text itself is not told.
    """

    path: str
    kind: SecretKind
    sentence: str
    digest: str


_PASSWORD: Final = (
    r"mots? de passe|mdp|passe-?mots?|password|passwd|pwd|phrases? (?:de passe|secretes?)|passphrase"
)
_PIN: Final = (
    r"nips?|pin|numeros? d'identification personnels?|combinaisons?|codes? (?:d'acces|secrets?|pin|nip"
    r"|d'alarme|de (?:l'alarme|securite|porte|la porte|deverrouillage|verification|validation)"
    r"|du (?:coffre|cadenas|clavier)|de coffre)"
)
_TOKEN: Final = r"jetons?|tokens?|bearer|client[ _-]?secret|api[ _-]?key"
_KEY: Final = r"cles?|clefs?|key"
# Up to a few words may stand between: « mot de passe du portail : … », « le NIP de la carte est … ».
_BETWEEN: Final = r"(?P<between>(?: [^\s:=.;,!?]+){0,5}?)"
_SIGN: Final = r"\s*(?P<sign>\b(?:est|sont)\b(?:\s*[:=])?|[:=]+)\s*"
_VALUE: Final = r"[«\"'“(\[]?\s*(?P<value>[^\s,;»”]+)(?P<after>[^,;\n.]*)"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-]){_BETWEEN}{_SIGN}{_VALUE}")


_PATTERNS: Final = (
    (SecretKind.PASSWORD, _pattern(_PASSWORD)),
    (SecretKind.PIN, _pattern(_PIN)),
    (SecretKind.TOKEN, _pattern(_TOKEN)),
    (SecretKind.KEY, _pattern(_KEY)),
)
_SHAPES: Final = (
    re.compile(r"(?<![\w-])eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
    re.compile(
        r"(?<![\w-])(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|rk_live_|AIza|ya29\.)[\w-]{12,}"
    ),
    re.compile(r"(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)"),
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(r"(?<!\w)[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/@]+@"),
    re.compile(r"(?<![\w-])(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{32,}(?![\w-])"),
)
_LONG: Final = re.compile(r"(?<![\w+/.-])[A-Za-z0-9+]{20,}={0,2}(?![\w/.-])")
_CHANGES_OF: Final = 4
"""A token changes between kinds of characters at least once in so many."""
_HARMLESS: Final = re.compile(
    r"(?:mots?|points?|chiffres?|dates?|personnes?|etapes?|elements?|indicateurs?|messages?|roles?|documents?"
    r"|postes?|acteurs?|questions?|resultats?|donnees) $"
)
"""Words before « clé » that make it an adjective."""
_OTHER_THINGS: Final = re.compile(
    r" (?:de repartition|de voute|de contact|de classification|usb|de presence|de tri)\b"
)
"""Keys and tokens that open nothing."""
_INSTRUCTIONS: Final = re.compile(
    r"voir|demande[rz]|dans|aux?|a|par|pour|sur|selon|chez|coffre|appele[rz]|remise?|change[rz]?|aucune?|pas"
    r"|non|oui|le|la|les|l|une?|en|range[rz]|garde|conserve|expire|obligatoire"
)
"""First words of what is no value."""
_WORDS: Final = re.compile(r"[^\W\d_]+(?:['/-][^\W\d_]+)*")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_IDENTIFIER: Final = re.compile(r"(?:n[o°]\s?)?[a-z]{1,5}(?:-[a-z]{1,5})?-?[0-9]{1,5}")
_KEYS_BELONG: Final = "assets/"
"""Where keys are named by their identifier (§ 9)."""


def find_secrets(sheet: Sheet, overrides: Collection[tuple[str, str]] = ()) -> list[Secret]:
    """Everywhere that a sheet seems to hold a secret, but where that is on record as none.

    ``overrides`` are pairs of path and digest of the whole text.
    """
    return [secret for secret in _all_secrets(sheet) if (secret.path, secret.digest) not in overrides]


def look_at(path: str, text: str) -> Secret | None:
    """The secret that a text at a place seems to hold, or None."""
    kind = secret_kind(text, identifiers=path.startswith(_KEYS_BELONG))
    return None if kind is None else Secret(path, kind, SECRET_SENTENCES[kind.value], digest_of(text))


def digest_of(text: str) -> str:
    """What stands for a text that is said to be no secret: SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def secret_kind(text: str, *, identifiers: bool = False) -> SecretKind | None:
    """What a text looks like; None for harmless text.

    ``identifiers``: keys are named here by identifiers such as T-014, which elsewhere might be values.
    """
    plain = folded(re.sub(r"[^\S\n]", " ", unicodedata.normalize("NFC", text)))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if _tells(kind, match, identifiers=identifiers):
                return kind
    return SecretKind.TOKEN if _has_token(text) else None


def _all_secrets(sheet: Sheet) -> Iterator[Secret]:
    texts = [(place.path, place.value) for place in walk(sheet) if isinstance(place.value, str)]
    texts += [(f"tasks/{task.key}/due_text", task.due_text) for task in sheet.tasks]
    texts += sheet.unread
    for path, text in texts:
        secret = look_at(path, text)
        if secret is not None:
            yield secret


def _tells(kind: SecretKind, match: re.Match[str], *, identifiers: bool) -> bool:
    """Whether a word with its sign is followed by a value with a digit or a symbol, and no plain fact."""
    if kind is SecretKind.KEY and _HARMLESS.search(match.string[: match.start()]):
        return False
    if kind in (SecretKind.KEY, SecretKind.TOKEN) and _OTHER_THINGS.match(match["between"]):
        return False
    value, rest = match["value"].rstrip(".?)]…\"'"), match["after"].split()
    if match["sign"].startswith(("est", "sont")):
        value, rest = value.rstrip("!"), []
    if _INSTRUCTIONS.fullmatch(re.split(r"['-]", value)[0]):
        return False
    if value.isdigit() and len(value) <= 2 and match["after"].strip():
        return False  # an amount: « 12 caractères », « 90 jours »
    if kind in (SecretKind.KEY, SecretKind.TOKEN) and _DATE.fullmatch(value):
        return False
    if kind is SecretKind.KEY and identifiers and _IDENTIFIER.fullmatch(value):
        return False
    words = [value, *rest] if len(rest) < 3 else [value]
    return any(_has_digit_or_symbol(word) for word in words)


def _has_digit_or_symbol(word: str) -> bool:
    bare = word.strip("()«»\"'")
    return any(char.isalnum() for char in bare) and not _WORDS.fullmatch(bare)


def _has_token(text: str) -> bool:
    if any(shape.search(text) for shape in _SHAPES):
        return True
    return any(_is_random(match[0]) for match in _LONG.finditer(text))


def _is_random(word: str) -> bool:
    """Whether a long run changes between small letters, capitals and digits too often for a name."""
    kinds = ["digit" if char.isdigit() else "upper" if char.isupper() else "lower" for char in word]
    changes = sum(a != b for a, b in pairwise(kinds))
    return "digit" in kinds and len(set(kinds)) > 1 and _CHANGES_OF * changes >= len(word)
