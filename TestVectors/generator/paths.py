"""Certificate paths by two peers: `openssl verify` and the JDK's PKIX builder."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from .jdk import JavaPeer, PeerError

_PEM = serialization.Encoding.PEM
_DER = serialization.Encoding.DER


@dataclass(frozen=True)
class PathQuestion:
    leaf: x509.Certificate
    anchor: x509.Certificate
    untrusted: tuple[x509.Certificate, ...]
    time: datetime
    crls: tuple[x509.CertificateRevocationList, ...] | None
    """None: revocation is not looked at."""


def openssl_accepts(question: PathQuestion) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, name) for name in ("leaf", "anchor", "untrusted", "crls")}
        files["leaf"].write_bytes(question.leaf.public_bytes(_PEM))
        files["anchor"].write_bytes(question.anchor.public_bytes(_PEM))
        files["untrusted"].write_bytes(b"".join(certificate.public_bytes(_PEM) for certificate in question.untrusted))
        files["crls"].write_bytes(b"".join(crl.public_bytes(_PEM) for crl in question.crls or ()))
        command = [
            "openssl",
            "verify",
            "-attime",
            str(int(question.time.timestamp())),
            "-trusted",
            str(files["anchor"]),
        ]
        if question.untrusted:
            command += ["-untrusted", str(files["untrusted"])]
        if question.crls is not None:
            command += ["-crl_check_all"]
            if question.crls:
                command += ["-CRLfile", str(files["crls"])]
        return subprocess.run([*command, str(files["leaf"])], capture_output=True).returncode == 0


def jdk_accepts(question: PathQuestion, java: JavaPeer) -> bool:
    try:
        java.ask(
            "path",
            certificate=question.leaf.public_bytes(_DER),
            anchor=question.anchor.public_bytes(_DER),
            untrusted=[certificate.public_bytes(_DER) for certificate in question.untrusted],
            crl=[crl.public_bytes(_DER) for crl in question.crls or ()],
            time=question.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            revocation=str(question.crls is not None).lower(),
        )
    except PeerError:
        return False
    return True
