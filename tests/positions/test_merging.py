"""Two persons' changes of one draft are told field by field, and nothing of either is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from agence_desktop.positions.catalogue import GROUPS
from agence_desktop.positions.editing import Content, add_line, remove_lines, with_text
from agence_desktop.positions.merging import differences, merged
from agence_desktop.positions.rows import Control, SheetReason
from positions.story import P0142, TODAY
from positions.strategies import sheets

SEEN = Content(P0142, Control(SheetReason.PREVENTIVE))


def typed(content: Content, **texts: str) -> Content:
    for path, text in texts.items():
        content = with_text(content, path.replace("__", "/"), text, TODAY)
    return content


def test_that_what_one_person_changed_is_told_with_who_did() -> None:
    theirs = typed(SEEN, mission="Décide.", tasks__T4__wanted="2")
    mine = typed(SEEN, mission="Verse.", tasks__T3__wanted="2")
    told = {one.path: one for one in differences(SEEN, theirs, mine)}
    assert list(told) == ["mission", "tasks/T3/wanted", "tasks/T4/wanted"]
    assert told["mission"].clashes
    assert (told["mission"].theirs, told["mission"].mine) == ("Décide.", "Verse.")
    assert told["tasks/T3/wanted"].changed_here
    assert not told["tasks/T3/wanted"].changed_there
    assert told["tasks/T4/wanted"].changed_there
    assert not told["tasks/T4/wanted"].changed_here
    assert told["tasks/T4/wanted"].label == "T4 Relèves voulues"


def test_that_both_kept_their_changes_where_they_do_not_clash() -> None:
    theirs, mine = typed(SEEN, tasks__T4__wanted="2"), typed(SEEN, tasks__T3__due="lundi")
    kept = {one.path for one in differences(SEEN, theirs, mine) if one.changed_here}
    result = merged(SEEN, theirs, mine, kept)
    assert result.sheet.tasks[3].wanted == 2
    assert result.sheet.tasks[2] == mine.sheet.tasks[2]


def test_that_lines_added_here_and_there_both_stand() -> None:
    tasks, know = GROUPS["tasks"], GROUPS["know"]
    theirs = add_line(SEEN, tasks, 10, ["T11"])
    mine = add_line(remove_lines(SEEN, tasks, {0}), know, 0)
    told = {one.path: one for one in differences(SEEN, theirs, mine)}
    assert set(told) == {"know", "tasks/T1", "tasks/T12"}
    result = merged(SEEN, theirs, mine, {"know", "tasks/T1"})
    assert [task.key for task in result.sheet.tasks][-1] == "T12"
    assert "T1" not in [task.key for task in result.sheet.tasks]
    assert result.sheet.know == ("",)


def test_that_what_cannot_be_read_stays_with_what_is_kept() -> None:
    mine = typed(SEEN, tasks__T4__wanted="deux", tasks__T3__wanted="trois")
    assert dict(merged(SEEN, SEEN, mine, {"tasks/T4/wanted"}).typed) == {"tasks/T4/wanted": "deux"}


@given(sheets(), sheets(), sheets())
def test_that_keeping_all_or_nothing_gives_one_of_both(seen: object, theirs: object, mine: object) -> None:
    contents = [Content(sheet, Control()) for sheet in (seen, theirs, mine)]  # type: ignore[arg-type]
    paths = {one.path for one in differences(*contents)}
    assert merged(*contents, set()) == contents[1]
    everything = merged(*contents, paths).sheet
    # The order of lines of a table with keys is the stored one.
    by_key = {task.key: task for task in everything.tasks}
    assert by_key == {task.key: task for task in contents[2].sheet.tasks}
    assert replace(everything, tasks=()) == replace(contents[2].sheet, tasks=())


@given(st.sets(st.sampled_from(["mission", "tasks/T4/wanted", "tasks/T3/wanted"])))
def test_that_each_field_comes_from_the_side_that_was_chosen(keep: set[str]) -> None:
    theirs = typed(SEEN, mission="Décide.", tasks__T4__wanted="2", tasks__T3__wanted="3")
    mine = typed(SEEN, mission="Verse.", tasks__T4__wanted="4", tasks__T3__wanted="5")
    result = merged(SEEN, theirs, mine, keep)
    assert result.sheet.mission == ("Verse." if "mission" in keep else "Décide.")
    assert result.sheet.tasks[3].wanted == (4 if "tasks/T4/wanted" in keep else 2)
    assert result.sheet.tasks[2].wanted == (5 if "tasks/T3/wanted" in keep else 3)


def test_that_what_cannot_be_read_here_and_there_is_compared() -> None:
    theirs = typed(SEEN, tasks__T4__wanted="trois", tasks__T3__wanted="quatre")
    mine = typed(SEEN, tasks__T4__wanted="deux")
    told = {one.path: one for one in differences(SEEN, theirs, mine)}
    assert set(told) == {"tasks/T4/wanted", "tasks/T3/wanted"}
    assert told["tasks/T4/wanted"].clashes
    assert (told["tasks/T4/wanted"].theirs, told["tasks/T4/wanted"].mine) == ("trois", "deux")
    assert not told["tasks/T3/wanted"].changed_here
    assert dict(merged(SEEN, theirs, mine, {"tasks/T4/wanted"}).typed) == {
        "tasks/T3/wanted": "quatre",
        "tasks/T4/wanted": "deux",
    }
    assert merged(SEEN, theirs, mine, {"tasks/T3/wanted"}).sheet.tasks[2].wanted == SEEN.sheet.tasks[2].wanted
