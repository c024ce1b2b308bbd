"""What makes the start quick: while modules are imported, no garbage is looked for and no source read."""

from __future__ import annotations

import builtins
import gc


def begin() -> None:
    """Import PySide6; to be called once, before any other module of the desktop is imported."""
    # Whatever is imported stays: looking for garbage among it finds nothing. See `garbage` for what follows.
    gc.disable()
    import PySide6.QtCore  # noqa: F401

    # PySide reads the source of every module imported after it, to learn whether it says
    # « from __future__ import snake_case » in PySide's way (``__feature__``). Ours never do.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
