"""Pages and lists of records: bookings, rooms, buildings."""
