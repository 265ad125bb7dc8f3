"""Answers and dumps of paper indexes."""
