"""Intake: what is asked, how it is judged before it becomes a case, and the drafts of it."""
