"""Speaks with `java/Peer.java`: one process for all requests."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa

_SOURCE = Path(__file__).parent / "java" / "Peer.java"


class PeerError(Exception):
    """What a peer said instead of a result."""


class JavaPeer:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["java", "-Djava.awt.headless=true", str(_SOURCE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, request: str, **fields: str | bytes | list[str] | list[bytes] | None) -> bytes:
        """Sends a request and returns the answer; `None` fields are left out, lists are repeated."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        for name, value in {"request": request, **fields}.items():
            values = value if isinstance(value, list) else [] if value is None else [value]
            for item in values:
                octets = item.encode() if isinstance(item, str) else item
                stdin.write(f"{name} {base64.b64encode(octets).decode()}\n")
        stdin.write("end\n")
        stdin.flush()
        line = stdout.readline()
        status, _, answer = line.strip().partition(" ")
        if status == "ok":
            return base64.b64decode(answer)
        raise PeerError(base64.b64decode(answer).decode() if status == "error" else "the JDK peer has ended")

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


def key_family(key: object) -> str:
    """The JDK's name for the kind of a private or public key."""
    families: tuple[tuple[tuple[type, ...], str], ...] = (
        ((rsa.RSAPrivateKey, rsa.RSAPublicKey), "RSA"),
        ((ec.EllipticCurvePrivateKey, ec.EllipticCurvePublicKey), "EC"),
        ((ed25519.Ed25519PrivateKey, ed25519.Ed25519PublicKey), "Ed25519"),
        ((ed448.Ed448PrivateKey, ed448.Ed448PublicKey), "Ed448"),
        ((dsa.DSAPrivateKey, dsa.DSAPublicKey), "DSA"),
    )
    return next(family for types, family in families if isinstance(key, types))
