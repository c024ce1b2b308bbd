"""The little Markdown of the handbook as the HTML that a text browser of Qt draws."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final

from agence_desktop.core.french import search_key
from agence_desktop.desktop.help import texts

_HEADING: Final = re.compile(r"(#{1,3}) (.+)")
_PICTURE: Final = re.compile(r"!\[([^\]]+)\]\(([^)\s]+)\)")
_ITEM: Final = re.compile(r"(?:- |(\d+)\. )(.*)")
_REMARK: Final = re.compile(r"<!-- .* -->")
_RULE: Final = re.compile(r"\|(?: ?:?-+:? ?\|)+")
_INLINE: Final = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>[^*]+)\*\*|\[(?P<words>[^\]]+)\]\((?P<link>[^)\s]+)\)"
)
_BLOCK: Final = re.compile(r"#{1,3} |- |\d+\. |\||> |!\[|<")
_STRANGE: Final = re.compile(r"^(?:#{4,}|[*+] |\t|```|    \S|={3,}|-{3,})")


class MarkupError(Exception):
    """A chapter uses what this reader does not know; the message names the line."""


def anchor_of(title: str) -> str:
    """The anchor of a title, without accents: « Déplacer une séance » is « deplacer-une-seance »."""
    return "-".join(search_key(title.replace("’", "")).split())


def to_html(text: str, size_of: Callable[[str], tuple[int, int]]) -> str:
    """The body of a chapter; ``size_of`` tells how large a picture is drawn. Raises MarkupError.

    Known are three levels of titles with their anchors, paragraphs, lists, numbered steps, tables whose
    first line is their head, quotations (drawn as a box), pictures on a line of their own, and inline bold,
    keys and links. Remarks are left out.
    """
    return "".join(_blocks(text.splitlines(), size_of))


def plain(text: str) -> str:
    """The words of a chapter alone, to be searched."""
    lines = (line for line in text.splitlines() if not _REMARK.fullmatch(line) and not _RULE.fullmatch(line))
    return " ".join(_PICTURE.sub(r"\1", _INLINE.sub(_words, line)) for line in lines)


def _words(match: re.Match[str]) -> str:
    return match["code"] or match["bold"] or match["words"]


def _blocks(lines: Sequence[str], size_of: Callable[[str], tuple[int, int]]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if _STRANGE.match(line):
            raise MarkupError(f"line {at + 1}: {line}")
        if not line.strip() or _REMARK.fullmatch(line):
            at += 1
        elif heading := _HEADING.fullmatch(line):
            level, title = len(heading[1]), heading[2]
            yield f'<h{level}><a name="{anchor_of(title)}"></a>{_inline(title)}</h{level}>'
            at += 1
        elif picture := _PICTURE.fullmatch(line):
            yield _picture(picture[1], picture[2], size_of(picture[2]))
            at += 1
        elif line.startswith("|"):
            end = _end(lines, at, lambda one: one.startswith("|"))
            yield _table(lines[at:end], at)
            at = end
        elif line.startswith("> "):
            end = _end(lines, at, lambda one: one.startswith("> "))
            said = _inline(" ".join(one[2:] for one in lines[at:end]))
            yield f'<table class="box" width="100%" cellspacing="0"><tr><td>{said}</td></tr></table>'
            at = end
        elif _ITEM.fullmatch(line):
            end = _end(lines, at, lambda one: bool(_ITEM.fullmatch(one) or one.startswith("  ")))
            yield _list(lines[at:end])
            at = end
        else:
            end = _end(lines, at, lambda one: bool(one.strip()) and not _BLOCK.match(one))
            if end == at:
                raise MarkupError(f"line {at + 1}: {line}")
            yield f"<p>{_inline(' '.join(lines[at:end]))}</p>"
            at = end


def _end(lines: Sequence[str], start: int, belongs: Callable[[str], bool]) -> int:
    at = start
    while at < len(lines) and belongs(lines[at]):
        at += 1
    return at


def _list(lines: Sequence[str]) -> str:
    items: list[str] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item is not None:
            items.append(item[2])
        else:
            items[-1] += f" {line.strip()}"
    kind = "ul" if lines[0].startswith("- ") else "ol"
    inside = "".join(f"<li>{_inline(item)}</li>" for item in items)
    return f"<{kind}>{inside}</{kind}>"


def _table(lines: Sequence[str], at: int) -> str:
    if len(lines) < 3 or not _RULE.fullmatch(lines[1]):
        raise MarkupError(f"line {at + 1}: a table has a head, a rule and rows")
    head, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]
    if any(len(row) != len(head) for row in rows):
        raise MarkupError(f"line {at + 1}: a row of another width than its head")
    told = "".join(f'<th align="left">{_inline(cell)}</th>' for cell in head)
    cells = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="rows" width="100%" cellspacing="0" border="1"><tr>{told}</tr>{cells}</table>'


def _picture(words: str, file: str, size: tuple[int, int]) -> str:
    told, source = escape(words), escape(file)
    drawn = f'<img src="{source}" width="{size[0]}" height="{size[1]}" alt="{told}">'
    larger = f'<a href="{source}">{texts.ENLARGE}</a>'
    return f'<p class="picture">{drawn}</p><p class="said">{told} · {larger}</p>'


def _inline(text: str) -> str:
    found, last = [], 0
    for match in _INLINE.finditer(text):
        found.append(escape(text[last : match.start()], quote=False))
        found.append(_run(match))
        last = match.end()
    return "".join([*found, escape(text[last:], quote=False)])


def _run(match: re.Match[str]) -> str:
    if code := match["code"]:
        # Keys and commands are not broken at the end of a line.
        return f"<code>{escape(code, quote=False).replace(' ', chr(0xA0))}</code>"
    if bold := match["bold"]:
        return f"<b>{_inline(bold)}</b>"
    return f'<a href="{escape(link_of(match["link"]))}">{escape(match["words"], quote=False)}</a>'


def link_of(link: str) -> str:
    """A link with its anchor as this reader makes anchors, and the chapter without the ending of its file."""
    file, sign, fragment = link.partition("#")
    return f"{file.removesuffix('.md')}{sign}{anchor_of(fragment)}"
