"""Printing: rows read in one transaction, drawn outside it, and the print recorded before it is given out."""
