"""The table `listes`: kinds of space, layouts and fixed equipment, which an administrator extends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agence_desktop.core.errors import InputError
from agence_desktop.core.french import quoted, search_key
from agence_desktop.spaces.commands.tables import texts
from agence_desktop.spaces.model import Vocabulary
from agence_desktop.storage.exchange import Column, Entry, Known, Table
from agence_desktop.storage.exchange.columns import choice, code_of, line_of
from agence_desktop.storage.exchange.table import Key, Values

SPACES: Final = "spaces"
"""Topic of changes to spaces, equipment, terms, rates and closures."""

CODE: Final = r"[^\s+*;,]+"

LISTS: Final[Mapping[str, str]] = {"natures": "kind", "dispositions": "layout", "equipements": "equipment"}
"""Name of a list in files → in the database."""

_NAMES: Final = {stored: name for name, stored in LISTS.items()}


class WordsTable(Table[Vocabulary]):
    """Words of the three lists."""

    name = "listes"
    topic = SPACES
    entity = Vocabulary
    order = (Vocabulary.list, Vocabulary.position, Vocabulary.code)
    columns = (
        Column("liste", choice(LISTS), "list", key=True, write=lambda stored: _NAMES[stored]),
        Column("code", code_of(40, CODE, texts.CODE), "code", key=True),
        Column("libelle", line_of(100), "label", required=True),
    )

    def known(self, session: Session) -> Known:
        query = select(Vocabulary.list, func.max(Vocabulary.position)).group_by(Vocabulary.list)
        return {"last": dict(session.execute(query).tuples().all()), "positions": {}}

    def known_with(self, created: Sequence[Entry[Vocabulary]], known: Known) -> Known:
        """New words come after those of their list, in the order of the file."""
        last = dict(known["last"])
        positions: dict[Key, int] = {}
        for entry in created:
            name = entry.values["liste"]
            positions[self.key_of(entry.values)] = last[name] = last.get(name, 0) + 1
        return {**known, "positions": positions}

    def assign(self, entity: Vocabulary, values: Values, known: Known) -> None:
        super().assign(entity, values, known)
        entity.position = known["positions"].get(self.key_of(values), entity.position)


def known_words(session: Session) -> dict[str, dict[str, str]]:
    """Per list as named in files: code → code, and what people call it, unaccented → code."""
    found: dict[str, dict[str, str]] = {name: {} for name in LISTS}
    query = select(Vocabulary.list, Vocabulary.code, Vocabulary.label).order_by(
        Vocabulary.position, Vocabulary.code
    )
    rows = session.execute(query).tuples().all()
    for listed, code, label in rows:
        found[_NAMES[listed]].setdefault(search_key(label), code)
    for listed, code, _label in rows:
        found[_NAMES[listed]][code] = code
    return found


def word_of(name: str, text: str, known: Known) -> str:
    """The code of a word of a list, given by its code or its label; raises InputError ``unknown``."""
    words: Mapping[Any, str] = known[name]
    code = words.get(text) or words.get(search_key(text))
    if code is None:
        codes = ", ".join(dict.fromkeys(words.values()))
        told = texts.UNKNOWN_WORD if codes else texts.EMPTY_LIST
        raise InputError("unknown", told.format(text=quoted(text), name=name, known=codes))
    return code
