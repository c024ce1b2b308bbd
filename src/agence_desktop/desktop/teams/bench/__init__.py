"""« Banc et utilisation »: how members are used, who is free, and what demand nobody met."""
