"""The signature block (§ 15) of one version: who signed in the program, and lines for who has not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import NBSP, format_time, ordinal
from agence_desktop.documents.sheets.facts import Facts
from agence_desktop.documents.sheets.look import numbered
from agence_desktop.documents.sheets.signs import TO_DATE, TO_SIGN
from agence_desktop.documents.style import SMALL, SMALL_STRONG, TABLE, cell, header
from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.positions.rows import Signature, Signer
from agence_desktop.positions.sentences import DECLARATIONS, SIGNER_LABELS

_LOOK = replace(TABLE, padding=(4.0, 2.6), middle=True)


@dataclass(frozen=True, slots=True)
class _Line:
    signer: Signer
    name: str
    capacity: str
    signature: Signature | None


def signatures_section(facts: Facts, reader_id: int | None = None) -> list[Block]:
    """The block, never split; for a substitute's copy only their own line."""
    number = facts.paper.file.row.number
    name = "Signatures" if reader_id is None else "Prise de connaissance"
    heading = numbered(15, name, f"valable pour la version {number} seulement")
    rows = [_row(line) for line in _lines(facts) if reader_id is None or _is(line, facts, reader_id)]
    table = DataTable(
        header("Personne", "Déclaration", "Signature", "Date"), rows, [146, 112, 158, 106], _LOOK
    )
    return [heading, Stack([table], space_before=3, whole=True)]


def _is(line: _Line, facts: Facts, reader_id: int) -> bool:
    person = facts.people.get(reader_id)
    return line.signer is Signer.SUBSTITUTE and person is not None and line.name == person.name


def _lines(facts: Facts) -> list[_Line]:
    """Holder, manager, then substitutes: those who cover, and whoever else signed as one."""
    file = facts.paper.file
    last: dict[tuple[Signer, int], Signature] = {}
    for one in sorted(file.signatures, key=lambda one: one.at):
        last[one.signer, one.person_id] = one
    lines: list[_Line] = []
    for signer, person in ((Signer.HOLDER, file.row.holder), (Signer.MANAGER, file.row.manager)):
        signed = [one for (capacity, _), one in last.items() if capacity is signer]
        if signed:
            lines += [_Line(signer, one.person, SIGNER_LABELS[signer], one) for one in signed]
        else:
            name = person.name if person else "–"
            lines.append(_Line(signer, name, SIGNER_LABELS[signer], None))
    asked = [one.person for one in facts.substitutes]
    reader = facts.people.get(facts.paper.reader_id) if facts.paper.reader_id is not None else None
    if reader is not None and reader not in asked:
        asked.append(reader)
    known = {person.id for person in asked}
    for rank, person in enumerate(asked, 1):
        capacity = f"{ordinal(rank, feminine=True)} relève"
        lines.append(
            _Line(Signer.SUBSTITUTE, person.name, capacity, last.get((Signer.SUBSTITUTE, person.id)))
        )
    for (signer, person_id), one in last.items():
        if signer is Signer.SUBSTITUTE and person_id not in known:
            lines.append(_Line(signer, one.person, SIGNER_LABELS[signer], one))
    return lines


def _row(line: _Line) -> list[Block]:
    who = Stack([Text(line.name, style=SMALL_STRONG), Text(line.capacity, style=SMALL)])
    declared = cell(DECLARATIONS[line.signer])
    if line.signature is None:
        return [who, declared, Text(TO_SIGN, style=SMALL), Text(TO_DATE, style=SMALL)]
    wall = to_wall(line.signature.at, QUEBEC)
    signed = f"{wall.date().isoformat()}, {format_time(wall)}".replace(" ", NBSP)
    return [who, declared, cell("Signé dans le programme"), cell(signed)]
