"""Exact algebra: normal nodes, the sound zero test, light tidying, to and from sympy."""
