"""One function an act. No other code writes to the tables of a case."""
