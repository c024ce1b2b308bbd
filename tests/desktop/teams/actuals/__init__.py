"""Tests of the sheet of days and expenses."""
