"""A sheet from its first draft to its approval, and who may do what on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest

from agence_desktop.core.errors import RefusedError, RightMissingError, StaleError
from agence_desktop.positions.commands.commenting import Remark, comment, settle
from agence_desktop.positions.commands.competences import record_drill, validate
from agence_desktop.positions.commands.deciding import acknowledge, approve, archive, return_for_correction
from agence_desktop.positions.commands.writing import Save, open_version, save_draft, submit
from agence_desktop.positions.content import Contact, Sheet
from agence_desktop.positions.queries.sheets import sheet_file
from agence_desktop.positions.rows import Competence, Drill, DrillResult, SheetFile, SheetState, Signer
from agence_desktop.storage.engine import count_statements
from agence_desktop.storage.work import Database
from support.posts import COMPLETE, CONTROL, TODAY, Unit, write_complete

T = TypeVar("T")
REVIEW = date(2027, 5, 20)


def read(database: Database, unit: Unit, number: int | None = None) -> SheetFile:
    found = database.read(lambda session: sheet_file(session, unit.position_id, number))
    assert found is not None
    return found


def refused(database: Database, work: Callable[[Any], object]) -> str:
    with pytest.raises(RefusedError) as caught:
        database.write(work)
    return caught.value.code


def submitted(database: Database, unit: Unit) -> SheetFile:
    sheet_id, version = database.write(lambda session: write_complete(session, unit))
    database.write(lambda session: submit(session, unit.holder, sheet_id, version))
    return read(database, unit)


def approved(database: Database, unit: Unit) -> SheetFile:
    row = submitted(database, unit).row
    database.write(lambda session: approve(session, unit.manager, row.id, row.version, REVIEW))
    return read(database, unit)


def test_that_a_draft_comes_back_as_it_was_written(database: Database, unit: Unit) -> None:
    database.write(lambda session: write_complete(session, unit))
    found = read(database, unit)
    assert found.sheet == COMPLETE
    assert (found.row.number, found.row.state, found.row.control) == (1, SheetState.DRAFT, CONTROL)
    assert found.row.holder is not None
    assert found.row.holder.name == "Maryse Thibodeau"


def test_that_an_incomplete_draft_is_kept_but_not_submitted(database: Database, unit: Unit) -> None:
    opened = database.write(lambda session: open_version(session, unit.holder, unit.position_id))
    halfway = Sheet(mission="Payer", tasks=(replace(COMPLETE.tasks[0], recipient=""),))
    saved = database.write(
        lambda session: save_draft(
            session, unit.holder, Save(opened.sheet_id, opened.version, halfway, CONTROL)
        )
    )
    assert read(database, unit).sheet == halfway
    code = refused(database, lambda session: submit(session, unit.holder, saved.sheet_id, saved.version))
    assert code == "incomplete"


def test_that_the_second_of_two_saves_is_refused(database: Database, unit: Unit) -> None:
    sheet_id, version = database.write(lambda session: write_complete(session, unit))
    mine = replace(COMPLETE, mission="La mienne")
    theirs = replace(COMPLETE, mission="La sienne")
    database.write(
        lambda session: save_draft(session, unit.manager, Save(sheet_id, version, theirs, CONTROL))
    )
    with pytest.raises(StaleError):
        database.write(
            lambda session: save_draft(session, unit.holder, Save(sheet_id, version, mine, CONTROL))
        )
    assert read(database, unit).sheet == theirs


def test_that_one_version_is_open_at_a_time(database: Database, unit: Unit) -> None:
    database.write(lambda session: write_complete(session, unit))
    code = refused(database, lambda session: open_version(session, unit.manager, unit.position_id))
    assert code == "sheet_open"


def test_that_the_next_version_begins_as_the_one_before(database: Database, unit: Unit) -> None:
    approved(database, unit)
    database.write(lambda session: open_version(session, unit.holder, unit.position_id))
    found = read(database, unit)
    assert (found.row.number, found.row.state, found.sheet) == (2, SheetState.DRAFT, COMPLETE)
    assert [row.state for row in found.versions] == [SheetState.DRAFT, SheetState.APPROVED]


def test_that_submitting_and_approving_sign(database: Database, unit: Unit) -> None:
    found = approved(database, unit)
    assert found.row.state is SheetState.APPROVED
    assert found.row.control.next_review == REVIEW
    assert [(one.signer, one.person) for one in found.signatures] == [
        (Signer.HOLDER, "Maryse Thibodeau"),
        (Signer.MANAGER, "Hélène Vachon"),
    ]


def test_that_approving_replaces_the_version_in_force(database: Database, unit: Unit) -> None:
    approved(database, unit)
    opened = database.write(lambda session: open_version(session, unit.holder, unit.position_id))
    database.write(lambda session: submit(session, unit.holder, opened.sheet_id, opened.version))
    row = read(database, unit).row
    database.write(lambda session: approve(session, unit.manager, row.id, row.version, REVIEW))
    assert [row.state for row in read(database, unit).versions] == [
        SheetState.APPROVED,
        SheetState.REPLACED,
    ]


@pytest.mark.parametrize("day", [TODAY, date(2027, 5, 21), date(2026, 1, 1)])
def test_that_a_critical_task_is_reviewed_within_six_months(
    database: Database, unit: Unit, day: date
) -> None:
    row = submitted(database, unit).row
    code = refused(database, lambda session: approve(session, unit.manager, row.id, row.version, day))
    assert code == "bad_review"


def test_that_a_returned_version_is_corrected_and_signed_again(database: Database, unit: Unit) -> None:
    row = submitted(database, unit).row
    database.write(
        lambda session: return_for_correction(session, unit.manager, row.id, row.version, "Préciser T2.")
    )
    found = read(database, unit)
    assert found.row.state is SheetState.RETURNED
    assert [one.text for one in found.comments] == ["Préciser T2."]
    better = replace(COMPLETE, limits="Ne répond pas au public.")
    saved = database.write(
        lambda session: save_draft(
            session, unit.holder, Save(found.row.id, found.row.version, better, CONTROL)
        )
    )
    database.write(lambda session: submit(session, unit.holder, saved.sheet_id, saved.version))
    signatures = [one.signer for one in read(database, unit).signatures]
    assert signatures == [Signer.HOLDER, Signer.HOLDER]


def test_that_nobody_changes_a_submitted_version(database: Database, unit: Unit) -> None:
    row = submitted(database, unit).row
    for desk in (unit.holder, unit.manager):
        save = Save(row.id, row.version, Sheet(), CONTROL)
        assert refused(database, lambda session, d=desk, s=save: save_draft(session, d, s)) == "not_editable"


def test_that_only_managers_approve(database: Database, unit: Unit) -> None:
    row = submitted(database, unit).row
    for desk in (unit.holder, unit.stranger):
        with pytest.raises(RightMissingError):
            database.write(lambda session, d=desk: approve(session, d, row.id, row.version, REVIEW))


def test_that_strangers_write_nothing(database: Database, unit: Unit) -> None:
    with pytest.raises(RightMissingError):
        database.write(lambda session: open_version(session, unit.stranger, unit.position_id))
    with pytest.raises(RightMissingError):
        database.write(lambda session: open_version(session, unit.substitute, unit.position_id))


def covering(unit: Unit, person: int, task: str = "T1", level: int = 3) -> Competence:
    return Competence(person, unit.position_id, task, level, date(2026, 9, 1), access=True)


def test_that_a_sheet_is_acknowledged_once_every_substitute_has_signed(
    database: Database, unit: Unit
) -> None:
    row = approved(database, unit).row
    for person in (unit.karim, unit.josee):
        database.write(lambda session, p=person: validate(session, unit.manager, covering(unit, p)))
    database.write(lambda session: acknowledge(session, unit.substitute, row.id, row.version))
    first = read(database, unit).row
    assert first.state is SheetState.APPROVED
    database.write(lambda session: acknowledge(session, unit.second, first.id, first.version))
    assert read(database, unit).row.state is SheetState.ACKNOWLEDGED


def test_that_only_substitutes_acknowledge_and_once(database: Database, unit: Unit) -> None:
    row = approved(database, unit).row
    database.write(lambda session: validate(session, unit.manager, covering(unit, unit.karim)))
    code = refused(database, lambda session: acknowledge(session, unit.second, row.id, row.version))
    assert code == "not_substitute"
    database.write(lambda session: acknowledge(session, unit.substitute, row.id, row.version))
    row = read(database, unit).row
    code = refused(database, lambda session: acknowledge(session, unit.substitute, row.id, row.version))
    assert code == "already_signed"


def test_that_what_was_recorded_last_of_a_level_counts(database: Database, unit: Unit) -> None:
    database.write(lambda session: write_complete(session, unit))
    for level in (4, 1):
        database.write(
            lambda session, n=level: validate(session, unit.manager, covering(unit, unit.karim, level=n))
        )
    assert [one.level for one in read(database, unit).competences] == [1]


def test_that_the_holder_does_not_replace_themselves(database: Database, unit: Unit) -> None:
    database.write(lambda session: write_complete(session, unit))
    wanted = covering(unit, unit.maryse)
    assert refused(database, lambda session: validate(session, unit.manager, wanted)) == "own_holder"


def test_that_levels_are_given_for_tasks_that_exist(database: Database, unit: Unit) -> None:
    database.write(lambda session: write_complete(session, unit))
    wanted = covering(unit, unit.karim, "T9")
    assert refused(database, lambda session: validate(session, unit.manager, wanted)) == "unknown_task"


def test_that_a_failed_drill_brings_the_review_forward(database: Database, unit: Unit) -> None:
    approved(database, unit)
    drill = Drill(TODAY, unit.karim, (DrillResult("T1", 70), DrillResult("T2", 80)), "Relire la procédure")
    done = database.write(lambda session: record_drill(session, unit.manager, unit.position_id, drill))
    assert (done.passed, done.retest_by) == (False, date(2026, 12, 20))
    found = read(database, unit)
    assert found.row.state is SheetState.TO_REVIEW
    assert found.drills == (drill,)


def test_that_a_remark_stays_through_versions_until_it_is_settled(database: Database, unit: Unit) -> None:
    approved(database, unit)
    path = "tasks/T2/procedure_date"
    database.write(
        lambda session: comment(session, unit.manager, Remark(unit.position_id, path, "Trop vieille."))
    )
    database.write(lambda session: open_version(session, unit.holder, unit.position_id))
    (remark,) = read(database, unit).comments
    assert (remark.path, remark.author, remark.settled) == (path, "Hélène Vachon", False)
    database.write(lambda session: settle(session, unit.holder, remark.id))
    assert read(database, unit).comments[0].settled


def test_that_a_secret_is_refused_until_somebody_says_it_is_none(database: Database, unit: Unit) -> None:
    sheet_id, version = database.write(lambda session: write_complete(session, unit))
    telling = replace(COMPLETE, limits="Le mot de passe est Hiver2026!")
    save = Save(sheet_id, version, telling, CONTROL)
    assert refused(database, lambda session: save_draft(session, unit.holder, save)) == "secret"
    kept = replace(save, not_secrets=("limits",))
    saved = database.write(lambda session: save_draft(session, unit.holder, kept))
    again = replace(save, version=saved.version)
    saved = database.write(lambda session: save_draft(session, unit.holder, again))
    other = replace(again, version=saved.version, sheet=replace(telling, limits="Mot de passe : Ete2027!"))
    assert refused(database, lambda session: save_draft(session, unit.holder, other)) == "secret"


def test_that_an_archived_version_goes_nowhere(database: Database, unit: Unit) -> None:
    row = approved(database, unit).row
    database.write(lambda session: archive(session, unit.manager, row.id, row.version))
    row = read(database, unit).row
    assert row.state is SheetState.ARCHIVED
    code = refused(database, lambda session: acknowledge(session, unit.substitute, row.id, row.version))
    assert code == "not_in_force"


def test_that_a_sheet_of_sixty_tasks_opens_in_four_statements(database: Database, unit: Unit) -> None:
    many = replace(
        COMPLETE, tasks=tuple(replace(COMPLETE.tasks[0], key=f"T{number}") for number in range(1, 61))
    )
    opened = database.write(lambda session: open_version(session, unit.holder, unit.position_id, many))
    assert opened.sheet_id
    with count_statements(database.engine) as counted:
        read(database, unit)
    assert len(counted) <= 4


def test_that_what_cannot_be_read_is_kept_in_the_base_and_never_submitted(
    database: Database, unit: Unit
) -> None:
    sheet_id, version = database.write(lambda session: write_complete(session, unit))
    typed = replace(COMPLETE, unread=(("tasks/T1/hours", "beaucoup"),))
    save = Save(sheet_id, version, typed, CONTROL)
    saved = database.write(lambda session: save_draft(session, unit.holder, save))
    assert read(database, unit).sheet == typed
    code = refused(database, lambda session: submit(session, unit.holder, sheet_id, saved.version))
    assert code == "unreadable"


def test_that_remarks_follow_their_line_into_a_version_that_begins_otherwise(
    database: Database, unit: Unit
) -> None:
    row = approved(database, unit).row
    for path in ("contacts/1/phone", "know/2"):
        remark = Remark(unit.position_id, path, "À revoir")
        database.write(lambda session, one=remark: comment(session, unit.manager, one))
    start = replace(
        COMPLETE,
        contacts=(Contact("Accueil"), *COMPLETE.contacts),
        know=(COMPLETE.know[0], *COMPLETE.know[2:]),
    )
    database.write(lambda session: open_version(session, unit.holder, unit.position_id, start))
    newest, before = read(database, unit), read(database, unit, row.number)
    stand = {one.text and one.path: dict(newest.sheet.anchors).get(one.id) for one in newest.comments}
    assert stand == {"contacts/1/phone": "contacts/2/phone", "know/2": "know"}
    assert before.sheet.anchors == ()
