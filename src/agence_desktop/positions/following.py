"""Where remarks stand once lines of tables were added, moved and removed: they follow their line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from agence_desktop.positions.catalogue import GROUPS
from agence_desktop.positions.comparing import matched
from agence_desktop.positions.editing import Content, line_names, lines, with_sheet
from agence_desktop.positions.rows import Comment

_LOOSE = {name: group for name, group in GROUPS.items() if not group.key and not group.fixed}
"""Tables whose lines have no key."""


def places(comments: Iterable[Comment], before: Content, after: Content) -> dict[int, str]:
    """The path of each remark, by its id, in ``after``; ``before`` is the content that is stored.

    A remark whose line is gone stands at its table (« contacts »); an answer stands with its remark.
    """
    known = list(comments)
    anchors = dict(before.sheet.anchors)
    found = {one.id: moved_path(anchors.get(one.id, one.path), before, after) for one in known}
    for one in known:
        if one.replies_to in found:
            found[one.id] = found[one.replies_to]
    return found


def anchored(comments: Iterable[Comment], before: Content, after: Content) -> Content:
    """``after`` with where the remarks stand in it, for those that do not stand where they were made."""
    known = list(comments)
    stand = places(known, before, after)
    anchors = sorted((one.id, stand[one.id]) for one in known if stand[one.id] != one.path)
    return with_sheet(after, anchors=tuple(anchors))


def moved_path(path: str, before: Content, after: Content) -> str:
    """The path in ``after`` of what stands at ``path`` in ``before``: its table where its line is gone."""
    name, _, rest = path.partition("/")
    number, _, last = rest.partition("/")
    if name not in _LOOSE or not number.isdecimal():
        return path
    group = _LOOSE[name]
    was, now = line_names(before, group), line_names(after, group)
    at = int(number) - 1
    if at >= len(was) or was[at] not in now:
        return name
    return "/".join(filter(None, (name, str(now.index(was[at]) + 1), last)))


def followed(after: Content, before: Content) -> Content:
    """``after``, made elsewhere, with its lines known again by what they say."""
    names, fresh = dict(after.names), max(after.fresh, before.fresh)
    for name, group in _LOOSE.items():
        known = line_names(before, group)
        pairs = matched(group, lines(before, group), lines(after, group))
        found: list[int] = []
        for line in lines(after, group):
            was = pairs.get(line.number)
            found.append(known[was.number - 1] if was is not None else fresh)
            fresh += was is None
        names[name] = tuple(found)
    return replace(after, names=names, fresh=fresh)
