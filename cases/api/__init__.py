"""This floor's part of the interface for other programs: `/api/v1/…`, put together in `config/api.py`."""
