"""Rows and files: each row has its file with size and digest, each paper that is ready has its bytes."""

import hashlib

from cases import files
from cases.models import Document
from cases.verification.registry import Batch, Found, case_check


def wrong_with_file(name: str, size: int, sha256: str, *, quick: bool) -> str:
    """What is wrong with a stored file; quick: without reading it."""
    try:
        path = files.path_of(name)
        if path.stat().st_size != size:
            return "its file has another size"
        if not quick:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    return "its file was changed"
    except (OSError, files.Damaged):
        return "its file is missing"
    return ""


@case_check("P1", "each piece of evidence has its file, unchanged")
def evidence_is_there(batch: Batch) -> Found:
    for case in batch.cases:
        for row in batch.evidence[case.pk]:
            wrong = wrong_with_file(row.stored_as, row.size, row.sha256, quick=batch.quick)
            if wrong:
                yield case, f"evidence {row.pk}: {wrong}"


@case_check("P8", "a paper is ready if and only if its file is there, unchanged")
def papers_are_there(batch: Batch) -> Found:
    for case in batch.cases:
        for paper in batch.documents[case.pk]:
            if paper.status != Document.Status.READY:
                wrong = "not ready, and has a file" if paper.stored_as else ""
            elif not paper.stored_as or not paper.sha256:
                wrong = "ready, and has no file"
            else:
                wrong = wrong_with_file(paper.stored_as, paper.size, paper.sha256, quick=batch.quick)
            if wrong:
                yield case, f"paper {paper.pk}: {wrong}"
