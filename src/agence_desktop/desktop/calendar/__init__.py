"""The family of calendars: planning, agenda and month, which know no slice of the product."""
