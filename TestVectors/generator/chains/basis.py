"""The authorities that most cases share."""

from __future__ import annotations

from . import certificates

ROOT = certificates.authority("Root")
OTHER_ROOT = certificates.authority("Other root")
AUTHORITY = certificates.authority("Authority", ROOT)
SIGNER = certificates.signer(AUTHORITY)
DIRECT = certificates.signer(ROOT, common_name="Signer of the root")
"""Of the root itself: for cases in which one authority is enough."""
