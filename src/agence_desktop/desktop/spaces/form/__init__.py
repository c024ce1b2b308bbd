"""The form of a booking: its fields, its series sheet, its recurrence."""
