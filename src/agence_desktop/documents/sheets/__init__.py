"""Documents of unique positions: handover sheets, relief plans, coverage matrices and registers."""
