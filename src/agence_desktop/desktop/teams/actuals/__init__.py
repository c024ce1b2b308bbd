"""« Journées et frais »: what was really done on a mandate, typed like a spreadsheet."""
