"""« Relevés »: what clients owe for a period, issued once, and what two organisations set off."""
