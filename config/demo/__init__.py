"""Demonstration data: invented people, enterprises and stories, brought about by the acts themselves."""
