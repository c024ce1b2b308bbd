"""SQLite triggers of unique positions: what was submitted stands, and a version goes step by step."""

from __future__ import annotations

from typing import Final

FROZEN_COLUMNS: Final = (
    *("body", "reason", "diffusion", "written_on", "holder_id", "manager_id"),
    *("saved_at", "saved_by", "submitted_at"),
)
"""Columns of a version that stand once it is submitted; ``approved_at`` stands once it is approved."""

STEPS: Final = (
    ("draft", "submitted"),
    ("draft", "archived"),
    ("submitted", "returned"),
    ("submitted", "approved"),
    ("submitted", "archived"),
    ("returned", "submitted"),
    ("returned", "archived"),
    ("approved", "acknowledged"),
    ("approved", "replaced"),
    ("approved", "archived"),
    ("acknowledged", "replaced"),
    ("acknowledged", "archived"),
    ("replaced", "archived"),
)
"""The steps of a version, by the states that are stored."""

_STEP = " OR ".join(f"(OLD.state = '{was}' AND NEW.state = '{becomes}')" for was, becomes in STEPS)
_CHANGED = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in FROZEN_COLUMNS)
_OPEN = "('draft', 'returned')"


def _refusal(name: str, moment: str, table: str, when: str, code: str) -> str:
    condition = f" WHEN {when}" if when else ""
    refused = f"SELECT RAISE(ABORT, '{code}')"
    return f"CREATE TRIGGER {name} BEFORE {moment} ON {table}{condition} BEGIN {refused}; END"


def _closed(row: str) -> str:
    return f"(SELECT state FROM sheet_version WHERE id = {row}.sheet_id) NOT IN {_OPEN}"


SQLITE_TRIGGERS: Final[dict[str, str]] = {
    "sheet_version_begins": _refusal(
        "sheet_version_begins", "INSERT", "sheet_version", "NEW.state <> 'draft'", "sheet_step"
    ),
    "sheet_version_frozen": _refusal(
        "sheet_version_frozen",
        "UPDATE",
        "sheet_version",
        "OLD.position_id <> NEW.position_id OR OLD.number <> NEW.number"
        f" OR (OLD.state NOT IN {_OPEN} AND ({_CHANGED}))"
        " OR (OLD.state NOT IN ('draft', 'returned', 'submitted') AND (OLD.approved_at IS NOT NEW.approved_at"
        " OR (OLD.next_review IS NOT NEW.next_review"
        " AND (NEW.next_review IS NULL OR NEW.next_review > OLD.next_review))))",
        "sheet_frozen",
    ),
    "sheet_version_step": _refusal(
        "sheet_version_step",
        "UPDATE",
        "sheet_version",
        f"OLD.state <> NEW.state AND NOT ({_STEP})",
        "sheet_step",
    ),
    "sheet_version_kept": _refusal("sheet_version_kept", "DELETE", "sheet_version", "", "sheet_frozen"),
    "sheet_task_insert_frozen": _refusal(
        "sheet_task_insert_frozen", "INSERT", "sheet_task", _closed("NEW"), "sheet_frozen"
    ),
    "sheet_task_update_frozen": _refusal(
        "sheet_task_update_frozen",
        "UPDATE",
        "sheet_task",
        f"OLD.sheet_id <> NEW.sheet_id OR {_closed('NEW')}",
        "sheet_frozen",
    ),
    "sheet_task_delete_frozen": _refusal(
        "sheet_task_delete_frozen", "DELETE", "sheet_task", _closed("OLD"), "sheet_frozen"
    ),
    **{
        f"{table}_no_{moment}": _refusal(
            f"{table}_no_{moment}", moment.upper(), table, "", "signature_stands"
        )
        for table in ("sheet_signature", "secrecy_override")
        for moment in ("update", "delete")
    },
}
