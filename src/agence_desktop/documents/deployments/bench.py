"""The report on a period: how members are used, who is on the bench, overruns, and demand without answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from agence_desktop.core.french import (
    NBSP,
    SHORT_MONTHS,
    counted,
    format_number,
    format_percent,
    format_period,
    format_short_date,
    listed,
)
from agence_desktop.documents.deployments.look import (
    Section,
    answer,
    day_words,
    flush_cell,
    flush_head,
    key_box,
    note,
    numbered_sections,
    paper_pdf,
)
from agence_desktop.documents.rows import PrintStamp
from agence_desktop.documents.style import TABLE, Furniture, cell, cell_title, header, title
from agence_desktop.documents.tagging.blocks import Block
from agence_desktop.documents.tagging.pages import LETTER_LANDSCAPE
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.teams.benches import OverrunLine, UseLine
from agence_desktop.teams.periods import Days
from agence_desktop.teams.unmet import CaseSettings, UnmetSkill

_NAME = "Banc et utilisation"
_WIDTH = 702.0
_FULL_BP = 10_000
_FEW_MONTHS = 6
_PLURAL = 2


@dataclass(frozen=True, slots=True)
class BenchPaper:
    """The lines of a period; ``skills`` label by code, ``tentative`` whether the tentative counts.

    ``case`` says from what demand on a post is proposed.
    """

    period: Days
    stamp: PrintStamp
    today: date
    teams: tuple[UseLine, ...]
    whole: UseLine
    members: tuple[UseLine, ...]
    overruns: tuple[OverrunLine, ...]
    unmet: tuple[UnmetSkill, ...]
    skills: dict[str, str]
    tentative: bool = False
    case: CaseSettings = field(default_factory=CaseSettings)


def bench_pdf(paper: BenchPaper) -> bytes:
    """The report on Letter landscape, tagged."""
    furniture = Furniture(
        subject=_NAME,
        about=_period(paper.period),
        status=f"État au {day_words(paper.today)}",
        identity=f"{_NAME}, {_period(paper.period)}",
        printed="Imprimé",
        stamp=paper.stamp,
    )
    blocks: list[Block] = [
        title(bench_title(paper)),
        key_box([_used(paper), _idle(paper), _asked(paper)], [1, 1, 1.2]),
        *numbered_sections(
            [
                Section("Demande sans réponse, en journées par mois", _unmet(paper)),
                Section("Équipes", _uses([*paper.teams, paper.whole], team=True)),
                Section("Membres", _uses(paper.members)),
                Section("Dépassements autorisés", _overruns(paper.overruns)),
            ]
        ),
    ]
    return paper_pdf(blocks, furniture, bench_title(paper), size=LETTER_LANDSCAPE)


def bench_title(paper: BenchPaper) -> str:
    """« Banc et utilisation, du 1er octobre au 31 décembre 2026 »."""
    return f"{_NAME}, {_period(paper.period)}"


def _period(period: Days) -> str:
    return format_period(period.first, period.last or period.first)


def _share(value: Fraction | None) -> str:
    return "–" if value is None else format_percent(Decimal(value.numerator) * 100 / value.denominator)


def _hours(value: Decimal) -> str:
    return f"{format_number(value.normalize() + 0)}{NBSP}h"


def _days(value: Decimal) -> str:
    return format_number(value.quantize(Decimal("0.1")).normalize() + 0)


def _used(paper: BenchPaper) -> list[Block]:
    _, firm, tentative = paper.whole.hours
    counted_too = (
        f"{_hours(tentative)} provisoires comptées" if paper.tentative else "heures fermes seulement"
    )
    return answer(
        "Utilisation",
        _share(paper.whole.share),
        f"{_hours(firm)} sur {_hours(paper.whole.hours[0])}",
        counted_too,
    )


def _idle(paper: BenchPaper) -> list[Block]:
    since = [line.bench.idle_from for line in paper.members if line.bench is not None]
    inside = paper.period.holds(paper.today)
    idle = sum(day is not None and (day <= paper.today or not inside) for day in since)
    when = "le jour de l’impression" if inside else "à la fin de la période"
    return answer("Sur le banc", counted(idle, "membre"), when)


def _asked(paper: BenchPaper) -> list[Block]:
    cases = [paper.skills.get(one.skill, one.skill) for one in paper.unmet if one.case]
    told = listed(cases) if cases else "Aucun"
    return answer("Postes permanents à proposer", told, _from(paper.case))


def _from(case: CaseSettings) -> str:
    """« 0,8 poste ou plus, 2 mois sur 3 »."""
    posts = Decimal(case.least_posts.numerator) / case.least_posts.denominator
    word = "postes" if posts >= _PLURAL else "poste"
    months = case.least_months
    told = f"{format_number(posts)} {word} ou plus"
    return told if months == 1 else f"{told}, {months.numerator} mois sur {months.denominator}"


def _uses(lines: Sequence[UseLine], *, team: bool = False) -> list[Block]:
    if not lines:
        return []
    rows: list[list[Block]] = [
        [
            cell_title(line.name or "Ensemble"),
            cell(str(line.members) if team else line.team),
            flush_cell(_share(line.share)),
            *(flush_cell(_hours(value)) for value in line.hours),
            *([] if team else [flush_cell(_free(line)), cell(_idle_from(line))]),
        ]
        for line in lines
    ]
    heads = [
        *header("Équipe" if team else "Membre", "Membres" if team else "Équipe"),
        *(flush_head(name) for name in ("Utilisation", "Capacité", "Ferme", "Provisoire")),
    ]
    if team:
        return [DataTable(heads, rows, [292, 90, 80, 80, 80, 80], TABLE)]
    heads += [flush_head("Journées libres"), *header("Sur le banc dès")]
    return [DataTable(heads, rows, [140, 150, 62, 64, 60, 66, 84, 76], TABLE)]


def _free(line: UseLine) -> str:
    return _days(Decimal(line.bench.free_bp) / _FULL_BP) if line.bench else "0"


def _idle_from(line: UseLine) -> str:
    day = line.bench.idle_from if line.bench else None
    return format_short_date(day, weekday=False) if day else ""


def _unmet(paper: BenchPaper) -> list[Block]:
    if not paper.unmet:
        return []
    months = [month.month for month in paper.unmet[0].months]
    # A whole year leaves no room to name the clients as well.
    few = len(months) <= _FEW_MONTHS
    rows: list[list[Block]] = [
        [
            cell_title(paper.skills.get(one.skill, one.skill)),
            *(flush_cell(_days(month.days) if month.days else "–") for month in one.months),
            flush_cell(_days(one.days)),
            flush_cell(format_number(Decimal(one.posts.numerator) / one.posts.denominator, 2)),
            cell("poste permanent" if one.case else "ponctuelle"),
            *([cell(listed(list(one.clients)))] if few else []),
        ]
        for one in paper.unmet
    ]
    heads = [
        *header("Compétence"),
        *(flush_head(SHORT_MONTHS[month.month - 1]) for month in months),
        flush_head("Total"),
        flush_head("Postes"),
        *header("Conclusion", *(["Clients"] if few else [])),
    ]
    wide = 32.0
    rest = _WIDTH - wide * len(months) - 42 - 44 - 88
    weights = [rest * (0.62 if few else 1), *([wide] * len(months)), 42, 44, 88]
    weights += [rest * 0.38] if few else []
    table = DataTable(heads, rows, weights, TABLE)
    words = note(
        "Une place compte en entier sous chaque compétence qu’elle demande, les jours ouvrables où personne "
        f"ne l’a servie. Postes{NBSP}: journées complètes divisées par les jours ouvrables de la période."
    )
    return [table, words]


def _overruns(lines: Sequence[OverrunLine]) -> list[Block]:
    if not lines:
        return []
    rows: list[list[Block]] = [
        [
            cell_title(line.row.member),
            cell(", ".join(filter(None, (line.row.number, line.client)))),
            cell(_period(line.row.period)),
            flush_cell(f"+{format_number(Decimal(line.row.amount_bp) / 100)}{NBSP}%"),
            cell(line.row.reason),
            cell(line.by),
        ]
        for line in lines
    ]
    heads = [
        *header("Membre", "Demande", "Période"),
        flush_head("Par jour"),
        *header("Motif", "Autorisé par"),
    ]
    return [DataTable(heads, rows, [126, 116, 150, 60, 160, 90], TABLE)]
