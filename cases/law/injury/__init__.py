"""Work injuries: grants, lump sums, death, filing."""
