"""The columns of « Relevés », and the lines of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from agence_desktop.core.money import total
from agence_desktop.desktop.teams import texts as common
from agence_desktop.desktop.teams.statements import texts
from agence_desktop.desktop.widgets.columns import Align, Chip, Column, Look
from agence_desktop.desktop.widgets.noted_table import NoteLine
from agence_desktop.teams.cost_sentences import quantity_words
from agence_desktop.teams.netting import Netting
from agence_desktop.teams.rows import StatementState
from agence_desktop.teams.statements import StatementLine
from agence_desktop.teams.stating import StatementFile, StatementRow


def state_chip(row: StatementRow) -> Chip:
    """A draft or an issued one."""
    if row.state is StatementState.ISSUED:
        return Chip(texts.ISSUED, "file-check-outline", Look.CONFIRMED)
    return Chip(texts.DRAFT, "file-document-edit-outline", Look.REQUESTED)


COLUMNS: tuple[Column[StatementRow], ...] = (
    Column("numero", texts.NUMBER, lambda row: row.number or texts.UNNUMBERED, strong=True, width=130),
    Column("etat", texts.STATE, lambda row: state_chip(row).word, chip=state_chip, width=110),
    Column("client", texts.CLIENT, lambda row: row.client, strong=True, width=110),
    Column("preteur", texts.LENDER, lambda row: row.lender, width=110),
    Column(
        "periode",
        texts.PERIOD,
        lambda row: texts.period(row.period),
        sort=lambda row: (row.period.first, row.id),
        stretch=True,
        width=190,
    ),
    Column(
        "total",
        texts.TOTAL,
        lambda row: texts.money(row.total),
        sort=lambda row: row.total,
        align=Align.RIGHT,
        width=130,
    ),
    Column(
        "le",
        texts.MADE,
        lambda row: texts.day(row.issued_at or row.made_at),
        sort=lambda row: row.issued_at or row.made_at,
        width=130,
    ),
    Column("par", texts.BY, lambda row: row.by, width=120),
)

LINES: tuple[Column[StatementLine], ...] = (
    Column("qui", texts.REQUEST, lambda line: ", ".join((line.request, line.member)), strong=True, width=200),
    Column(
        "libelle",
        texts.LABEL,
        lambda line: line.cost.label,
        tip=lambda line: line.cost.label,
        stretch=True,
        width=200,
    ),
    Column("piece", texts.EVIDENCE, lambda line: ", ".join(line.evidence), width=84),
    Column(
        "quantite",
        texts.QUANTITY,
        lambda line: quantity_words(line.cost.quantity, line.cost.unit),
        align=Align.RIGHT,
        width=86,
    ),
    Column("taux", texts.RATE, lambda line: common.rate(line.cost.rate), align=Align.RIGHT, width=80),
    Column("montant", texts.AMOUNT, lambda line: texts.money(line.cost.amount), align=Align.RIGHT, width=100),
)

NETTINGS: tuple[Column[Netting], ...] = (
    Column("paire", texts.PAIR, texts.pair, strong=True, width=112, tip=texts.owed),
    Column("paye", texts.PAID, texts.paid, stretch=True, width=180, tip=texts.owed),
    Column(
        "evite",
        texts.AVOIDED,
        lambda found: texts.money(found.avoided),
        sort=lambda found: found.avoided,
        align=Align.RIGHT,
        head=texts.AVOIDED_HEAD,
        width=104,
    ),
    Column("du", texts.OWED, texts.owed, hidden=True, width=240, tip=texts.owed),
)


def noted_lines(file: StatementFile) -> list[StatementLine | NoteLine]:
    """What is missing or changed, the lines by section with their sums, then the ceilings."""
    lines = file.statement.lines
    rows: list[StatementLine | NoteLine] = []
    if file.missing:
        rows.append(NoteLine(texts.MISSING, heading=True))
        rows += [NoteLine(sentence) for sentence in file.missing]
    if file.changed:
        rows.append(NoteLine(texts.CHANGED_NOTE if lines else texts.NOTHING_LEFT, heading=True))
    for name, part in (
        (texts.OF_PERIOD, [line for line in lines if not line.late and not line.corrects]),
        (texts.LATE, [line for line in lines if line.late]),
        (texts.CORRECTIONS, [line for line in lines if line.corrects]),
    ):
        rows += _section(name, part)
    if file.ceilings:
        rows.append(NoteLine(texts.CEILINGS, heading=True))
        rows += [NoteLine(one.request, texts.ceiling_told(one)) for one in file.ceilings]
    return rows


def _section(name: str, part: Sequence[StatementLine]) -> list[StatementLine | NoteLine]:
    if not part:
        return []
    amount = texts.money(total(line.cost.amount for line in part))
    return [NoteLine(name, result=amount, heading=True, at_end=True), *part]
