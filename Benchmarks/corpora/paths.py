"""Paths of certificates: those that `compare` measures, their bad samples, and those that are made to take long.

A file is a list of paths, each the number of its certificates and then every certificate behind its length; numbers are
little-endian. The first certificate is the leaf, the last one the trusted root, and what is between is only offered.
"""

from __future__ import annotations

import struct
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from . import authorities, pathological
from .pathological import Chain

NAME = "paths"
BAD_KINDS = ("content", "value", "stranger")
SEEN_LEAVES, NEW_LEAVES, NEW_CHAINS = 400, 1475, 625


def write(folder: Path) -> None:
    place = folder / NAME
    if (place / "complete").exists():
        return
    start = time.monotonic()
    (place / "bad").mkdir(parents=True, exist_ok=True)
    (place / "pathological").mkdir(exist_ok=True)
    # No key twice among the new ones, since who verifies may keep keys. Of the primes that the new signers have.
    keys = authorities.rsa_keys("new", 3 * NEW_CHAINS)
    trusted = authorities.trusted()
    known = [_path(f"path {number}", key, trusted) for number, key in enumerate(keys[: SEEN_LEAVES + NEW_LEAVES])]
    _write(place / "known-path.bin", known[:SEEN_LEAVES])
    _write(place / "new-leaf.bin", known[SEEN_LEAVES:])
    _write(place / "new-chain.bin", (_new_path(number, keys) for number in range(NEW_CHAINS)))
    for kind, chain in _bad(known[0]).items():
        _write(place / "bad" / f"{kind}.bin", [chain])
    for name, make in pathological.CASES.items():
        _write(place / "pathological" / f"{name}.bin", [make()])
    (place / "complete").touch()
    print(f"{NAME}: made in {time.monotonic() - start:.1f} s", file=sys.stderr)


def _write(path: Path, chains: Iterable[Chain]) -> None:
    with path.open("wb") as file:
        for chain in chains:
            file.write(struct.pack("<I", len(chain)))
            for certificate in chain:
                file.write(struct.pack("<I", len(certificate)) + certificate)


def _path(label: str, key: authorities.PrivateKey, issuers: authorities.Infrastructure) -> Chain:
    return (*authorities.signer(label, key, issuers).chain, issuers.root.der)


def _new_path(number: int, keys: list) -> Chain:
    root_key, issuing_key, key = keys[3 * number : 3 * number + 3]
    return _path(f"new {number}", key, authorities.authorities_of(f"new {number}", root_key, issuing_key))


def _bad(good: Chain) -> dict[str, Chain]:
    leaf, issuing, root = good
    key = authorities.rsa_keys("seen", 1)[0]
    bad = {
        "content": (leaf.replace("Đơn vị mẫu".encode(), "Đơn vị khác".encode(), 1), issuing, root),
        "value": (leaf[:-1] + bytes([leaf[-1] ^ 1]), issuing, root),
        # Of authorities that have the trusted ones' names and other keys.
        "stranger": (*_path("stranger", key, authorities.stranger())[:-1], root),
    }
    if set(bad) != set(BAD_KINDS) or good in bad.values():
        raise ValueError("a bad path is the good one")
    return bad
