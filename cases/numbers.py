"""References and printed numbers: one counter a year, organisation and kind, taken under lock, never reused."""

from django.db import transaction

from cases.models import Counter, Organisation


def take(organisation: Organisation, year: int, kind: str, count: int = 1) -> range:
    """The next `count` numbers. They are gone when the transaction commits, and free again when it does not."""
    with transaction.atomic():
        Counter.objects.get_or_create(organisation=organisation, year=year, kind=kind)
        counter = Counter.objects.select_for_update().get(organisation=organisation, year=year, kind=kind)
        first = counter.last + 1
        counter.last += count
        counter.save(update_fields=["last"])
    return range(first, first + count)


def ref(organisation: Organisation, year: int, number: int) -> str:
    """The ASCII reference of a case: YZ01-2026-000123."""
    return f"{organisation.code}-{year}-{number:06d}"


def case_number(organisation: Organisation, year: int, number: int) -> str:
    """The printed number 案号: 〔2026〕荣调字第0312号."""
    return f"〔{year}〕{organisation.number_word}字第{number:04d}号"


def paper_number(organisation: Organisation, year: int, word: str, number: int) -> str:
    """The number of a paper that has one of its own: 〔2026〕荣调协字第0012号."""
    return f"〔{year}〕{organisation.number_word}{word}字第{number:04d}号"
