"""Bibliographic formats in XML, and the streaming of records that all of them share."""
