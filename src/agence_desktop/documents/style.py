"""The look of paper: sizes, colours, and what every page bears above and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.colors import HexColor

from agence_desktop.core.clock import to_wall
from agence_desktop.core.french import NBSP, format_date, format_phone, format_time
from agence_desktop.documents.rows import Contact, PrintStamp
from agence_desktop.documents.tagging.blocks import Block, Heading, Text
from agence_desktop.documents.tagging.file import TaggedFile
from agence_desktop.documents.tagging.fonts import Face
from agence_desktop.documents.tagging.inline import Inline, Run, TextStyle, strong
from agence_desktop.documents.tagging.metadata import PRODUCER, DocumentInfo
from agence_desktop.documents.tagging.structure import Element
from agence_desktop.documents.tagging.table import DataTable, TableLook

SIDE = 45.0
HEAD_TOP = 27.0
HEAD_RULE = 44.0
FOOT_RULE = 48.0
TEXT_ABOVE = 54.0
TEXT_BELOW = 56.0

INK = HexColor("#1A1F25")
MUTED = HexColor("#4B5661")
RULE = HexColor("#74808C")
GROUND = HexColor("#ECF0F4")
ACCENT = HexColor("#095797")
FILL = HexColor("#2B3038")

TITLE = TextStyle(18, 22, INK, Face.BOLD)
KEY = TextStyle(18, 23, INK, Face.BOLD)
KEY_SMALL = TextStyle(13, 17, INK, Face.BOLD)
LABEL = TextStyle(9, 14, ACCENT, Face.BOLD)
SECTION = TextStyle(12, 15, INK, Face.BOLD)
BODY = TextStyle(10, 14, INK)
SMALL = TextStyle(9, 12, INK)
SMALL_STRONG = TextStyle(9, 12, INK, Face.SEMIBOLD)
SMALL_MUTED = TextStyle(9, 12, MUTED)

TABLE = TableLook(ink=INK, rule=RULE, ground=GROUND)
SECTION_SPACE = 15.0


def title(text: str) -> Heading:
    """The title of a document."""
    return Heading(text, level=1, style=TITLE)


def section(mark: str, text: str) -> Heading:
    """A section title behind its number or letter."""
    number = Run(f"{mark}{3 * NBSP}", colour=ACCENT)
    return Heading(
        number, text, level=2, style=SECTION, space_before=SECTION_SPACE, bookmark=f"{mark} {text}"
    )


def with_title(heading: Heading, content: Sequence[Block]) -> list[Block]:
    """A section: a table right under its title repeats it with « (suite) » where it goes on."""
    first, *rest = content
    first.space_before = 3
    if isinstance(first, DataTable):
        first.continued = heading.continued()
    return [heading, first, *rest]


def header(*labels: str) -> list[Text]:
    """The cells of a table's header."""
    return [Text(label, style=SMALL_STRONG) for label in labels]


def cell(*inlines: Inline) -> Text:
    """A cell of text; an empty one shows a dash."""
    return Text(*(inlines if any(inlines) else ("–",)), style=SMALL)


def cell_title(text: str) -> Text:
    """The cell that names its row."""
    return Text(text or "–", style=SMALL_STRONG)


def phone_text(phone: str) -> str:
    """A telephone number that does not break over lines; ten bare digits are set apart."""
    return (format_phone(phone) if phone.isdecimal() and len(phone) == 10 else phone).replace(" ", NBSP)


def moment_text(wall: datetime) -> str:
    """« mardi 24 novembre 2026 à 9 h »."""
    return f"{format_date(wall)} à {format_time(wall)}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def contact_text(contact: Contact) -> str:
    """« Ginette Lamontagne, répondante des salles », or the function alone."""
    role = contact.role
    return f"{contact.person}, {role[:1].lower()}{role[1:]}" if contact.person else role


def contact_runs(contact: Contact) -> list[Inline]:
    """Whom to call and at which number."""
    number: list[Inline] = [", ", strong(phone_text(contact.phone))] if contact.phone else []
    who: list[Inline] = [strong(contact.person or contact.role)]
    if contact.person:
        who.append(contact_text(contact).removeprefix(contact.person))
    return [*who, *number]


def email_run(address: str) -> Run:
    """An e-mail address as a link."""
    return Run(address, link=f"mailto:{address}" if address else "")


def document_info(name: str, stamp: PrintStamp) -> DocumentInfo:
    """What the file says of itself."""
    return DocumentInfo(
        title=name,
        author=stamp.person or PRODUCER,
        created=stamp.instant.astimezone(stamp.zone),
        subject=stamp.diffusion,
    )


@dataclass(frozen=True, slots=True)
class Furniture:
    """Head and foot of every page.

    ``subject`` (bold) and ``about`` stand above on the left, ``status`` on the right; ``identity`` (bold)
    begins the foot. ``printed`` is « Imprimé » or « Imprimée »; ``page_name`` (bold) goes before the status.
    """

    subject: str
    about: str
    status: str
    identity: str
    printed: str
    stamp: PrintStamp
    page_name: str = ""

    def draw(self, file: TaggedFile, size: tuple[float, float], number: int, total: int) -> None:
        """Draw for page ``number`` of ``total``."""
        width, height = size
        canvas = file.canvas
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(1)
        canvas.line(SIDE, height - HEAD_RULE, width - SIDE, height - HEAD_RULE)
        canvas.line(SIDE, FOOT_RULE, width - SIDE, FOOT_RULE)
        about = f" – {self.about}" if self.about else ""
        named: list[Inline] = [_firm(self.page_name), " – "] if self.page_name else []
        self._line(file, width, height - HEAD_TOP, [_firm(self.subject), about], [*named, self.status])
        pages: list[Inline] = ["page ", _firm(str(number)), " de ", _firm(str(total))]
        diffusion = f" – diffusion{NBSP}: {self.stamp.diffusion}"
        self._line(file, width, FOOT_RULE - 3, [_firm(self.identity), diffusion], pages)
        wall = to_wall(self.stamp.instant, self.stamp.zone)
        printed = f"{self.printed} le {moment_text(wall)} par {self.stamp.person}. "
        self._line(file, width, FOOT_RULE - 15, [printed, _firm("Copie non contrôlée.")], [])

    def _line(
        self, file: TaggedFile, width: float, top: float, left: Sequence[Inline], right: Sequence[Inline]
    ) -> None:
        """One line, what stands on the left shortened to leave the right whole."""
        nowhere = Element("Artifact")
        end = Text(*right, style=SMALL_MUTED)
        wide = end.natural_width()
        end.draw(file, width - SIDE - wide, top, wide + 1, nowhere)
        room = width - 2 * SIDE - wide - (12 if right else 0)
        one_line(Text(*left, style=SMALL_MUTED), room).draw(file, SIDE, top, room, nowhere)


def _firm(text: str) -> Run:
    return Run(text, Face.BOLD, INK)


def one_line(text: Text, width: float) -> Text:
    """The text on one line; what does not fit ends with an ellipsis."""
    lines = text.lines(width)
    if len(lines) == 1:
        return text
    kept: list[Inline] = []
    pieces = text.lines(width - text.style.size)[0].pieces
    for piece in pieces:
        source = piece.source
        shown = piece.text.rstrip() if piece is pieces[-1] else piece.text
        kept.append(Run(shown, source.face, source.colour) if isinstance(source, Run) else source)
    return Text(*kept, "…", style=text.style)


def shortened(text: str, longest: int) -> str:
    """At most so many characters on one line, cut after a whole word, with an ellipsis."""
    line = text.replace("\n", " ").strip()
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    at = kept.rfind(" ")
    return f"{(kept[:at] if at > longest // 2 else kept).rstrip(f' ,;:–«{NBSP}')}…"
