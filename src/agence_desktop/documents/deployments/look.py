"""The look of papers of flying teams: key box, amounts against the right edge, costs, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from agence_desktop.core.french import NBSP, format_date, format_money, format_time
from agence_desktop.core.money import total
from agence_desktop.documents.deployments.rows import Mandate, Signing
from agence_desktop.documents.deployments.words import seat_words
from agence_desktop.documents.rows import Contact, PrintStamp
from agence_desktop.documents.sheets.look import WIDTH, noted
from agence_desktop.documents.sheets.signs import TO_DATE, TO_SIGN, hatch
from agence_desktop.documents.style import (
    BODY,
    INK,
    KEY_SMALL,
    LABEL,
    SMALL,
    SMALL_STRONG,
    TABLE,
    TEXT_ABOVE,
    TEXT_BELOW,
    Furniture,
    capital,
    cell,
    cell_title,
    contact_runs,
    document_info,
    email_run,
    header,
    phone_text,
    section,
    with_title,
)
from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.boxes import Columns
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.fonts import printable, text_width
from agence_desktop.documents.tagging.inline import Inline, strong
from agence_desktop.documents.tagging.pages import LETTER, Part, render
from agence_desktop.documents.tagging.structure import Element
from agence_desktop.documents.tagging.table import DataTable, Grounded
from agence_desktop.teams.cost_sentences import quantity_words, rate_words
from agence_desktop.teams.rows import CostLine


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section; it is left out where it holds nothing. ``note`` stands against the right edge."""

    name: str
    content: Sequence[Block]
    note: str = ""


_SIGN_LOOK = replace(TABLE, padding=(4.0, 3.4), middle=True)
_BETWEEN = 9.0
_SHORT = 160.0
_PATCH = 4.0


class Flush(Block):
    """A short text against the right edge, such as an amount under others; a longer one is as usual."""

    def __init__(self, text: Text, inset: float = 0.0) -> None:
        self.text, self.inset = text, inset

    def height(self, width: float) -> float:
        return self.text.height(width)

    def split(self, width: float, available: float) -> tuple[Block, Block] | None:
        return self.text.split(width, available)

    def draw(self, file: TaggedFile, x: float, top: float, width: float, parent: Element) -> None:
        spare = max(0.0, width - self.text.natural_width() - self.inset - 0.1)
        self.text.draw(file, x + spare, top, width - spare, parent)


def amount_cell(amount: Decimal | None, *, firm: bool = False, inset: float = 0.0) -> Flush:
    """An amount in dollars against the right edge; a dash for none."""
    told = "–" if amount is None else format_money(amount)
    return Flush(Text(told, style=SMALL_STRONG if firm else SMALL), inset)


def flush_cell(text: str) -> Flush:
    """A number in words against the right edge."""
    return Flush(Text(text or "–", style=SMALL))


def flush_head(text: str, *, inset: float = 0.0) -> Flush:
    """The header of a column of numbers."""
    return Flush(Text(text, style=SMALL_STRONG), inset)


def mandate_line(mandate: Mandate) -> Text:
    """With whom the mandate is, and of which team."""
    where = ", ".join(filter(None, (mandate.client, mandate.unit, mandate.place)))
    return Text("Mandat chez ", strong(where), f" · équipe {mandate.team}", style=BODY)


def key_period(words: str) -> str:
    """« Du 30 novembre / au 18 décembre 2026 » on two lines, as one reads two dates; « Du 1er au 31 … »."""
    first, _, last = words.partition(" au ")
    return f"{first}\nau {last}" if last and first.count(" ") > 1 else words


def cost_table(
    lines: Sequence[CostLine], total_label: str, extra: Sequence[tuple[str, Decimal]] = ()
) -> DataTable:
    """Quantity × rate = amount, the total, and amounts after it."""
    rows: list[list[Block]] = [
        [
            cell(line.label),
            flush_cell(quantity_words(line.quantity, line.unit)),
            flush_cell(rate_words(line.rate)),
            amount_cell(line.amount),
        ]
        for line in lines
    ]
    sums = [(total_label, total(line.amount for line in lines)), *extra]
    rows += [[cell_title(name), Stack([]), Stack([]), amount_cell(sum_, firm=True)] for name, sum_ in sums]
    heads = [*header("Libellé"), flush_head("Quantité"), flush_head("Taux"), flush_head("Montant")]
    return DataTable(heads, rows, [282, 80, 70, 90], TABLE)


def key_box(columns: Sequence[Sequence[Block]], weights: Sequence[float]) -> Columns:
    """The heavy frame that tells the essential, one answer per column."""
    stacks = [Stack(column) for column in columns]
    return Columns(stacks, weights, INK, frame=1.6, padding=(11, 7), space_before=9)


def answer(label: str, key: str, *lines: Inline | Sequence[Inline]) -> list[Block]:
    """A column of the key box: what is asked, the answer in large, and what goes with it."""
    told: list[Block] = [Text(label, style=LABEL), Text(key or "–", style=KEY_SMALL)]
    for line in lines:
        if line:
            inlines = line if isinstance(line, Sequence) and not isinstance(line, str) else [line]
            told.append(Text(*inlines, style=BODY))
    return told


def who_welcomes(welcome: Contact, otherwise: Contact, *lines: Inline | Sequence[Inline]) -> list[Block]:
    """Who receives the member, the number in large; where nobody is named yet, whom to call instead."""
    label, role = "Qui vous accueille", capital(welcome.role)
    if welcome.phone:
        who: list[Inline] = (
            [strong(welcome.person), f", {welcome.role}" if welcome.role else ""]
            if welcome.person
            else [role]
        )
        return answer(label, phone_text(welcome.phone), who, *lines)
    named = [email_run(welcome.email)] if welcome.email else []
    if welcome.person:
        return answer(label, welcome.person, role, named, *lines)
    if named or welcome.role:
        return answer(label, role or "Par courriel", named, *lines)
    call: list[Inline] = ["En attendant, appelez ", *contact_runs(otherwise), "."]
    return answer(
        label,
        "À préciser",
        "Le client n’a encore nommé personne.",
        call if named_at_all(otherwise) else "",
        *lines,
    )


def named_at_all(contact: Contact) -> bool:
    """Whether there is somebody, or a number, to turn to."""
    return bool(contact.person or contact.phone or contact.email)


def pairs_table(pairs: Sequence[tuple[str, Inline | Sequence[Inline]]], *labels: str) -> DataTable:
    """Subjects and what is to be said of each; the empty ones are left out."""
    rows: list[list[Block]] = []
    for name, told in pairs:
        inlines = told if isinstance(told, Sequence) and not isinstance(told, str) else [told]
        if any(inlines):
            rows.append([cell_title(name), cell(*inlines)])
    return DataTable(header(*(labels or ("Sujet", "Ce qui est prévu"))), rows, [96, 426], TABLE)


def signatures(signings: Sequence[Signing]) -> Block:
    """The lines to sign, never split: done in the program, received on paper, or left to the pen."""
    rows: list[list[Block]] = []
    for one in signings:
        rows.append([_who(one), *_signed(one)])
    table = DataTable(header("Personne", "Signature", "Date"), rows, [202, 188, 132], _SIGN_LOOK)
    return Stack([table], whole=True)


def _who(one: Signing) -> Text:
    """Name and capacity; where the program does not know the name, the pen adds it, unless it is signed."""
    if one.name:
        return Text(strong(one.name), f", {one.capacity}" if one.capacity else "", style=SMALL)
    if one.signed_at is not None and one.capacity:
        return Text(strong(one.capacity[0].upper() + one.capacity[1:]), style=SMALL)
    return Text(strong("Nom\u00a0:"), f" ({one.capacity})" if one.capacity else "", style=SMALL)


def _signed(one: Signing) -> list[Block]:
    if one.signed_at is not None:
        return [cell("Signé dans le programme"), cell(moment_words(one.signed_at))]
    if one.paper_on is not None:
        return [cell("Signé sur papier"), cell(f"reçu le {one.paper_on.isoformat()}".replace(" ", NBSP))]
    return [Text(TO_SIGN, style=SMALL), Text(TO_DATE, style=SMALL)]


def moment_words(wall: datetime) -> str:
    """« 2026-11-20, 15 h 12 »."""
    return f"{wall.date().isoformat()}, {format_time(wall)}".replace(" ", NBSP)


def day_words(day: date) -> str:
    """« 20 novembre 2026 »."""
    return format_date(day, weekday=False)


def hatched(words: str) -> Block:
    """A cell whose words stand on white amid a hatch."""
    wide = text_width(printable(words), SMALL_STRONG.face, SMALL_STRONG.size) + 2 * _PATCH

    def paint(canvas: Canvas, x: float, y: float, width: float, tall: float) -> None:
        hatch(canvas, x, y, width, tall)
        canvas.setFillColor(white)
        canvas.rect(x + 1, y + 1.2, min(wide, width - 2), tall - 2.4, stroke=0, fill=1)

    return Grounded(Text(words, style=SMALL_STRONG), paint)


def numbered_sections(sections: Sequence[Section]) -> list[Block]:
    """Sections with their numbers, without those that hold nothing.

    What is signed is not alone on a page: a short piece of what stands before goes with it.
    """
    blocks: list[Block] = []
    for number, one in enumerate((one for one in sections if one.content), 1):
        heading = noted(section(str(number), one.name), one.note)
        heading.space_before = _BETWEEN
        signed = all(isinstance(block, Stack) and block.whole for block in one.content)
        if signed and blocks and blocks[-1].height(WIDTH) <= _SHORT:
            blocks[-1].keep_with_next = True
        blocks += with_title(heading, one.content)
    return blocks


def mandate_furniture(
    mandate: Mandate, subject: str, status: str, stamp: PrintStamp, printed: str
) -> Furniture:
    """Head and foot of a paper about one mandate."""
    return Furniture(
        subject=subject,
        about=mandate.number,
        status=status,
        identity=f"{mandate.number} – {seat_words(mandate)}",
        printed=printed,
        stamp=stamp,
    )


def paper_pdf(
    blocks: Sequence[Block],
    furniture: Furniture,
    name: str,
    *,
    size: tuple[float, float] = LETTER,
    legend: Block | None = None,
) -> bytes:
    """The pages as one tagged file."""
    part = Part(list(blocks), furniture, size=size, above=TEXT_ABOVE, below=TEXT_BELOW, legend=legend)
    return render([part], document_info(name, furniture.stamp))


def note(*inlines: Inline, space_before: float = 4.0) -> Text:
    """A line of small text under a table."""
    return Text(*inlines, style=SMALL, space_before=space_before)


def body(*inlines: Inline, space_before: float = 0.0) -> Text:
    """A paragraph."""
    return Text(*inlines, style=BODY, space_before=space_before)
