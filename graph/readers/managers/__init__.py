"""Exports of reference managers and bibliographic databases, record by record."""
