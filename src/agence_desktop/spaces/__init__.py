"""Room booking: spaces, terms, bookings and their occurrences."""
