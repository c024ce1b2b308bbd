"""A sheet taken from a filled Word or Excel table: the file, what its columns stand for, what is taken."""

from agence_desktop.desktop.positions.importing.import_dialog import ImportDialog

__all__ = ["ImportDialog"]
