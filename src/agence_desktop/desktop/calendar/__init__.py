"""Timeline, agenda and month: geometry, painting and accessibility of calendars."""
