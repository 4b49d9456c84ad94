"""Time limits: the table of rules, counting, extension, service."""
