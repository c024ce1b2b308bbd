"""Output of pyside6-uic, committed; never edited by hand."""
