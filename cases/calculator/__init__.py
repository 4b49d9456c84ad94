"""The calculator: the questions of the law as a form, its answers as pages. What is computed stands in `cases.law`."""
