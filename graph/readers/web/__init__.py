"""Saved web pages: what they say of papers in their head, in scripts of data, and in blocks."""
