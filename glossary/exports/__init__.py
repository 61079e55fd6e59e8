"""Formats that concepts and vocabularies are written in: one file a format family and one table of formats."""
