"""When employment ends: grounds, length of service, severance, damages."""
