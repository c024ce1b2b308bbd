"""Absences: the list, the page of one with what it touches, its relief, and its share of « Ma journée »."""
