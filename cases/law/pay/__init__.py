"""Pay, hours, holidays and leave."""
