"""Certificate paths, revocation lists and OCSP responses with what a validation has to say of them.

Everything is put together octet by octet, so that a case can break any one rule; keys come from a seed and every
signature is deterministic (RFC 6979, RSA PKCS #1, Ed25519). `confirm.py` asks other programs.
"""
