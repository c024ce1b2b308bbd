"""What changed between two versions of a sheet: fields before and after, and what it does to the measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from agence_desktop.core.clock import QUEBEC, to_wall
from agence_desktop.core.french import NBSP, counted, format_date, format_percent
from agence_desktop.documents.sheets.look import fitted, meant_for, noted, numbered, small
from agence_desktop.documents.sheets.rows import ComparisonPaper
from agence_desktop.documents.sheets.signs import TO_TICK
from agence_desktop.documents.style import (
    BODY,
    INK,
    KEY_SMALL,
    LABEL,
    MUTED,
    SMALL,
    SMALL_MUTED,
    TABLE,
    Furniture,
    cell,
    cell_title,
    document_info,
    header,
    section,
    shortened,
    title,
    with_title,
)
from agence_desktop.documents.tagging.blocks import Block, Stack, Text
from agence_desktop.documents.tagging.boxes import Columns
from agence_desktop.documents.tagging.inline import Inline, Run, Stroke, strong
from agence_desktop.documents.tagging.pages import Part, render
from agence_desktop.documents.tagging.table import DataTable
from agence_desktop.positions.approval import Comparison, effect_of, may_decide
from agence_desktop.positions.approval_sentences import CHANGE_LABELS, NO_CHANGE, checks_of, version_head
from agence_desktop.positions.catalogue import SECTIONS
from agence_desktop.positions.comparing import FieldChange, WordKind, words_apart
from agence_desktop.positions.measures import rounded
from agence_desktop.positions.rows import SheetRow

SUBJECT = "Comparaison de deux versions"
_WEIGHTS = [118, 56, 174, 174]
_FIRST_WEIGHTS = [150, 372]
_LONGEST_NAME = 60
_STROKES = {WordKind.REMOVED: Stroke.STRUCK, WordKind.ADDED: Stroke.UNDERLINED}
_LOOK = replace(TABLE, padding=(4.0, 2.6))
_NOTHING_BEFORE = "Aucune version avant elle"


def changes_pdf(paper: ComparisonPaper) -> bytes:
    """The changes on Letter pages, tagged."""
    found = paper.comparison
    row, position = found.file.row, found.file.position
    stamp = meant_for(paper.stamp, row)
    furniture = Furniture(
        subject=SUBJECT,
        about=f"poste {position.number} – {position.title}",
        status=_versions(found),
        identity=f"{position.number} – {_versions(found).lower()}",
        printed="Imprimée",
        stamp=stamp,
    )
    blocks = [*_head(paper), *_sections(found), *_effect(paper), *_to_validate(found)]
    name = f"{changes_title(paper)}, {position.title}"
    return render([Part(blocks, furniture, above=54.0, below=56.0)], document_info(name, stamp))


def changes_title(paper: ComparisonPaper) -> str:
    """« Fiche P-0142, versions 3 et 4 comparées »."""
    found = paper.comparison
    number = f"Fiche{NBSP}{found.file.position.number}"
    if found.old is None:
        return f"{number}, version {found.file.row.number} au complet"
    return f"{number}, {_versions(found).lower()} comparées"


def _versions(found: Comparison) -> str:
    new = found.file.row.number
    return f"Version {new}" if found.old is None else f"Versions {found.old.number} et {new}"


def _head(paper: ComparisonPaper) -> list[Block]:
    found = paper.comparison
    position, row = found.file.position, found.file.row
    heading = f"Ce qui change de la version {found.old.number} à la version {row.number}" if found.old else ""
    where = " · ".join(filter(None, (position.number, position.unit.name, paper.place)))
    holder = position.holder.name if position.holder else "poste vacant"
    who: list[Inline] = [f"Titulaire{NBSP}: ", strong(holder)]
    if position.manager:
        who += [f" · Gestionnaire{NBSP}: ", strong(position.manager.name)]
    muted = replace(BODY, colour=MUTED)
    return [
        title(heading or f"Ce que dit la version {row.number}"),
        Text(strong(position.title), style=BODY),
        Text(where, style=muted),
        Text(*who, style=muted),
        _key_box(paper),
    ]


def _key_box(paper: ComparisonPaper) -> Columns:
    found = paper.comparison
    changes = found.changes
    touched = len({change.section for change in changes})
    label = "Ce qui change" if found.old is not None else "Ce qui est écrit"
    count = counted(len(changes), "changement") if found.old is not None else counted(len(changes), "champ")
    told = [Text(label, style=LABEL), _key(count)]
    if touched:
        told.append(Text(f"dans {counted(touched, 'section')}", style=SMALL))
    old = found.old
    before = (
        _version("Avant", old) if old is not None else [Text("Avant", style=LABEL), _key(_NOTHING_BEFORE)]
    )
    after = _version("Après" if old is not None else "Maintenant", found.file.row)
    if paper.decide_by is not None:
        limit = format_date(paper.decide_by, weekday=False)
        after.append(Text(strong(f"À décider d’ici le {limit}"), style=SMALL))
    return Columns(
        [Stack(told), Stack(before), Stack(after)],
        [240, 285, 285],
        INK,
        frame=1.6,
        padding=(11, 7),
        space_before=10,
    )


def _version(label: str, row: SheetRow) -> list[Text]:
    """Which version, in which state, since when."""
    told = [Text(label, style=LABEL), _key(version_head(row.number, row.state))]
    for words, at in (
        ("Soumise", row.submitted_at),
        ("Approuvée", row.approved_at),
    ):
        if at is not None:
            told.append(Text(f"{words} le {_day(at)}", style=SMALL))
    if row.submitted_at is None and row.approved_at is None:
        told.append(Text(f"Écrite le {_day(row.saved_at)}", style=SMALL))
    return told


def _key(words: str) -> Text:
    return Text(words, style=KEY_SMALL)


def _day(at: datetime) -> str:
    return format_date(to_wall(at, QUEBEC), weekday=False)


def _sections(found: Comparison) -> list[Block]:
    changes = found.changes
    if not changes:
        return [Text(NO_CHANGE, style=BODY, space_before=14)]
    blocks: list[Block] = [_legend(found)]
    for one in SECTIONS:
        own = [change for change in changes if change.section == one.number]
        if own:
            heading = numbered(one.number, one.title, _count(found, own))
            blocks += with_title(heading, [_table(found, own)])
    return blocks


def _count(found: Comparison, changes: Sequence[FieldChange]) -> str:
    """« 3 changements »; of a first version all is new."""
    return counted(len(changes), "changement" if found.old is not None else "champ")


def _legend(found: Comparison) -> Text:
    runs: list[Inline] = [Run("mot barré", stroke=Stroke.STRUCK), f"{NBSP}: retiré{3 * NBSP} "]
    runs += [Run("mot souligné", stroke=Stroke.UNDERLINED), f"{NBSP}: ajouté{3 * NBSP} "]
    runs.append(f"calculé{NBSP}: suit d’un autre champ")
    if found.old is None:
        runs = ["Il n’y a rien à quoi la comparer: tout ce qu’elle dit est nouveau.".replace(":", f"{NBSP}:")]
    return Text(*runs, style=SMALL_MUTED, space_before=10)


def _table(found: Comparison, changes: Sequence[FieldChange]) -> DataTable:
    old, new = found.old, f"Version {found.file.row.number}"
    if old is None:
        told: list[list[Block]] = [[_name(change), cell(change.new)] for change in changes]
        return DataTable(header("Champ", new), told, _FIRST_WEIGHTS, _LOOK)
    labels = header("Champ", "Nature", f"Version {old.number}", new)
    rows: list[list[Block]] = [
        [
            _name(change),
            cell(CHANGE_LABELS[change.kind]),
            cell(*_words(change, WordKind.REMOVED)),
            cell(*_words(change, WordKind.ADDED)),
        ]
        for change in changes
    ]
    return DataTable(labels, rows, _WEIGHTS, _LOOK)


def _name(change: FieldChange) -> Block:
    """What a field is called; a line of plain text is called by its beginning."""
    return cell_title(shortened(change.label, _LONGEST_NAME))


def _words(change: FieldChange, mine: WordKind) -> list[Inline]:
    """The words of one side: those that only it has are struck, or underlined."""
    text = change.old if mine is WordKind.REMOVED else change.new
    if not text:
        return []
    if not (change.old and change.new):
        return [Run(text, stroke=_STROKES[mine])]
    runs: list[Inline] = []
    for words in words_apart(change.old, change.new):
        if words.kind is WordKind.SAME:
            runs.append(words.text)
        elif words.kind is mine:
            kept = words.text.rstrip()
            runs += [Run(kept, stroke=_STROKES[mine]), words.text[len(kept) :]]
    return runs


def _effect(paper: ComparisonPaper) -> list[Block]:
    """C, U and D by both versions: what paper may tell of the measures."""
    effect = effect_of(paper.comparison, paper.today)
    before, after = effect.before, effect.after
    if before is None:
        return []
    told = (
        ("Couverture", before.coverage, after.coverage, "la part du poids des tâches qui a sa relève"),
        (
            "Urgence sans relève",
            before.uncovered_share,
            after.uncovered_share,
            f"tâches critiques à reprendre en 3{NBSP}jours ou moins, sans relève",
        ),
        (
            "Retard de documentation",
            before.documentation_deficit,
            after.documentation_deficit,
            "procédures sans date ou de plus de 12 mois",
        ),
    )
    rows = [[name, _percent(was), _percent(now), words] for name, was, now, words in told]
    old = paper.comparison.old
    labels = ("Mesure", f"Version {old.number if old else ''}", f"Version {paper.comparison.file.row.number}")
    table = fitted((*labels, "Ce qu’elle dit"), rows)
    heading = noted(section("A", "Effet sur les mesures"), f"au {format_date(paper.today, weekday=False)}")
    return with_title(heading, [table])


def _percent(value: Fraction) -> str:
    return format_percent(rounded(100 * value))


def _to_validate(found: Comparison) -> list[Block]:
    """What the manager ticks before deciding."""
    if not may_decide(found.file.row):
        return []
    heading = section("B", "À valider avant d’approuver")
    items = [Text(TO_TICK, f"{2 * NBSP}{check.words}", style=BODY) for check in checks_of(found)]
    note = small("La décision se prend et se signe dans le programme.", space_before=4)
    return [heading, Stack([*items, note], space_before=3, whole=True)]
