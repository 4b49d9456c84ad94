"""Numbers that can be checked by themselves: identity cards, credit codes."""
