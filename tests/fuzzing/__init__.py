"""Pairs of expressions made and judged without knowing how the comparison works."""
