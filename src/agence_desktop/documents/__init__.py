"""Printed documents: rows in, PDF bytes out; the only place of ReportLab."""
