"""The list of cases: reading its address, narrowing, order and pages, columns, words, saved views, export."""

from cases.listing.keyset import neighbours
from cases.listing.words import filter_sentence

__all__ = ["filter_sentence", "neighbours"]
