"""Simulated students: over problems and adaptive, no rows."""
