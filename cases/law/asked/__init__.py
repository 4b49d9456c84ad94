"""What each calculation asks, by the part of working life it is about."""
