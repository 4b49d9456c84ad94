"""What follows in arbitration and court: final awards, payment orders, effect of agreements."""
