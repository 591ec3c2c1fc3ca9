"""What is measured of each class of documents, and what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MeasuredClass:
    name: str
    title: str
    signatures: int = 1
    warm_count: int | None = None
    """Only so many documents are for getting warm, and each of the others is verified once; `None`: all are for both."""
    slice_count: int = 0
    measures_threads: bool = False
    floor_goal: float | None = None
    """At most so many times the floor."""
    libxmlsec_goal: float | None = None
    """libxmlsec1 takes at least so many times as long."""
    jvm_goal: float | None = None
    """The faster one of the two on the JVM takes at least so many times as long."""

    def slice(self, round_number: int, documents: int) -> tuple[int, int]:
        if self.warm_count is None:
            return 0, documents
        return self.warm_count + round_number * self.slice_count, self.slice_count

    def rounds(self, wanted: int, documents: int) -> int:
        if self.warm_count is None:
            return wanted
        return min(wanted, (documents - self.warm_count) // self.slice_count)


CLASSES = (
    MeasuredClass(
        "invoice-rsa",
        "invoice 8 KB, RSA-2048, signers seen before",
        measures_threads=True,
        floor_goal=1.7,
        libxmlsec_goal=15,
        jvm_goal=3.5,
    ),
    # The JDK keeps 750 certificates: more than those are for getting warm, so that reading them is compiled too.
    MeasuredClass(
        "invoice-new-signers", "the invoice, every signer new", warm_count=900, slice_count=150, libxmlsec_goal=3
    ),
    MeasuredClass("invoice-p256", "invoice, P-256", measures_threads=True, floor_goal=1.3, libxmlsec_goal=8),
    MeasuredClass(
        "e-document",
        "e-document 55 KB, 4 signatures, 7 references",
        signatures=4,
        measures_threads=True,
        floor_goal=1.35,
        libxmlsec_goal=18,
        jvm_goal=7,
    ),
    MeasuredClass("small-elements-10MB", "10 MB of small elements", libxmlsec_goal=12),
    MeasuredClass("namespaces-10MB", "10 MB namespace-heavy", libxmlsec_goal=12),
)

CANONICAL_METHODS = {
    "exclusive": "http://www.w3.org/2001/10/xml-exc-c14n#",
    "inclusive": "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
}
CANONICAL_GOAL = 6.0
PROCESS_GOAL = 3.0
THREADS_GOAL = 1.9
BAD_KINDS = ("content", "value", "stranger")


@dataclass(frozen=True)
class MeasuredPaths:
    """Of certificates; the name is also the file's in the corpora."""

    name: str
    title: str
    goal: float
    """OpenSSL takes at least so many times as long."""
    warm_count: int | None = None
    """As in `MeasuredClass`."""
    slice_count: int = 0

    def slice(self, round_number: int, paths: int) -> tuple[int, int]:
        if self.warm_count is None:
            return 0, paths
        return self.warm_count + round_number * self.slice_count, self.slice_count


PATHS = (
    MeasuredPaths("known-path", "path validated before, against `X509_verify_cert`", 15),
    MeasuredPaths("new-leaf", "new leaf, known authorities, against `d2i_X509` and it", 1, 75, 200),
    MeasuredPaths("new-chain", "leaf, authority and root new, the same", 0.9, 100, 75),
)
PATHOLOGICAL = {
    "siblings": "1,000 authorities of the issuer's name, none signed",
    "renewals": "200 expired certificates of the issuer",
    "circles": "20 authorities certify each other",
    "cross-certificates": "8 levels of 16 certificates of one name and key",
    "long-path": "200 authorities, each under the one before",
    "policy-tree": "9 authorities map two policies to both",
    "names": "1,000 names under 1,000 constraints",
}
MAY_HOLD = frozenset({"policy-tree", "names"})
"""Those with a path to the root. OpenSSL ends the policies of the one at a limit of its own, which not every version has."""
OPERATIONS_LIMIT = 256
"""The budget by default: signatures that one search verifies."""
