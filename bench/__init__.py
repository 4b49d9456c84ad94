"""Measurements: made-up data, figures on the terminal; what they said stands in docs/figures/."""
