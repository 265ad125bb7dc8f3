"""The library: one embedded file with all that was read and all that follows from it."""
