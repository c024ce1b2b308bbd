"""Reading of a JSON file that people or other systems wrote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agence_desktop.cli import texts
from agence_desktop.core.errors import InputError
from agence_desktop.core.french import quoted


def read_json(path: Path) -> Any:
    """What a file holds, in UTF-8 with or without a mark.

    Raises InputError ``no_file``, or ``bad_file`` where it is no JSON, nests without end, has a number of
    thousands of digits or gives one field of an object twice (of which JSON would keep the last silently).
    """
    told = quoted(str(path))
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_object)
    except OSError as fault:
        raise InputError("no_file", texts.NO_FILE.format(path=told)) from fault
    except json.JSONDecodeError as fault:
        raise InputError("bad_file", texts.NOT_JSON_AT.format(path=told, line=fault.lineno)) from fault
    except UnicodeDecodeError as fault:
        raise InputError("bad_file", texts.NOT_UTF8.format(path=told)) from fault
    except _TwiceError as fault:
        raise InputError("bad_file", texts.FIELD_TWICE.format(path=told, name=quoted(str(fault)))) from fault
    except (ValueError, RecursionError) as fault:
        raise InputError("bad_file", texts.NOT_JSON.format(path=told)) from fault


class _TwiceError(ValueError):
    """A field is given twice; its text is the name."""


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in pairs:
        if name in read:
            raise _TwiceError(name)
        read[name] = value
    return read
