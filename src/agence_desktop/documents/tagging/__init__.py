"""Tagged PDF files over ReportLab's canvas: structure, text, tables, pages."""
