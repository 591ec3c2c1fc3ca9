"""Keys from a seed: the same on every machine, and therefore nobody's secret."""

from __future__ import annotations

import functools
import hashlib
from math import gcd, prod

from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa

SEED = b"swift-xmldsig test vectors, 2026"


class SeededStream:
    """Octets that depend on nothing but the seed and a label (SHA-512 in counter mode)."""

    def __init__(self, label: str) -> None:
        self._label = SEED + b"\0" + label.encode()
        self._counter = 0
        self._rest = b""

    def octets(self, count: int) -> bytes:
        while len(self._rest) < count:
            block = hashlib.sha512(self._label + self._counter.to_bytes(8, "big")).digest()
            self._rest += block
            self._counter += 1
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def integer(self, bits: int) -> int:
        value = int.from_bytes(self.octets((bits + 7) // 8), "big")
        return value >> (-bits % 8)

    def below(self, bound: int) -> int:
        """An integer in 1 ..< bound."""
        while True:
            value = self.integer(bound.bit_length())
            if 0 < value < bound:
                return value


@functools.cache
def _small_primes() -> tuple[int, ...]:
    sieve = bytearray([1]) * 20_000
    sieve[0:2] = b"\0\0"
    for number in range(2, 142):
        if sieve[number]:
            sieve[number * number :: number] = bytes(len(range(number * number, len(sieve), number)))
    return tuple(number for number, is_prime in enumerate(sieve) if is_prime)


@functools.cache
def _small_prime_product() -> int:
    return prod(_small_primes())


def is_prime(candidate: int, stream: SeededStream) -> bool:
    """Miller–Rabin with eight bases of the stream: enough for random candidates of 512 bits and more."""
    if gcd(candidate, _small_prime_product()) != 1:
        return candidate in _small_primes()
    odd, twos = candidate - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for _ in range(8):
        power = pow(stream.below(candidate - 1), odd, candidate)
        if power in (1, candidate - 1):
            continue
        for _ in range(twos - 1):
            power = pow(power, 2, candidate)
            if power == candidate - 1:
                break
        else:
            return False
    return True


def _prime(bits: int, stream: SeededStream, exponent: int) -> int:
    while True:
        # The two highest bits are set, so that a product of two has exactly twice the bits.
        candidate = stream.integer(bits) | 3 << (bits - 2) | 1
        if gcd(candidate - 1, exponent) == 1 and is_prime(candidate, stream):
            return candidate


_EXPONENT = 65_537


def rsa_numbers(first: int, second: int) -> rsa.RSAPrivateNumbers:
    """The key of two primes."""
    private = pow(_EXPONENT, -1, (first - 1) * (second - 1))
    return rsa.RSAPrivateNumbers(
        p=first,
        q=second,
        d=private,
        dmp1=rsa.rsa_crt_dmp1(private, first),
        dmq1=rsa.rsa_crt_dmq1(private, second),
        iqmp=rsa.rsa_crt_iqmp(first, second),
        public_numbers=rsa.RSAPublicNumbers(_EXPONENT, first * second),
    )


def rsa_key(label: str, bits: int) -> rsa.RSAPrivateKey:
    stream = SeededStream(f"rsa-{bits} {label}")
    first, second = _prime(bits // 2, stream, _EXPONENT), _prime(bits // 2, stream, _EXPONENT)
    return rsa_numbers(first, second).private_key()


_ORDERS = {
    "secp256r1": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp384r1": int("F" * 48 + "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973", 16),
    "secp521r1": int("1" + "F" * 64 + "A51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409", 16),
    "secp256k1": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
    "brainpoolP256r1": 0xA9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7,
}


def ec_key(label: str, curve: ec.EllipticCurve) -> ec.EllipticCurvePrivateKey:
    stream = SeededStream(f"{curve.name} {label}")
    return ec.derive_private_key(stream.below(_ORDERS[curve.name]), curve)


def ed25519_key(label: str) -> ed25519.Ed25519PrivateKey:
    return ed25519.Ed25519PrivateKey.from_private_bytes(SeededStream(f"ed25519 {label}").octets(32))


def ed448_key(label: str) -> ed448.Ed448PrivateKey:
    return ed448.Ed448PrivateKey.from_private_bytes(SeededStream(f"ed448 {label}").octets(57))


def dsa_key(label: str, bits: int, order_bits: int) -> dsa.DSAPrivateKey:
    stream = SeededStream(f"dsa-{bits} {label}")
    while True:
        order = stream.integer(order_bits) | 1 << (order_bits - 1) | 1
        if is_prime(order, stream):
            break
    while True:
        candidate = stream.integer(bits) | 1 << (bits - 1)
        modulus = candidate - candidate % (2 * order) + 1
        if modulus.bit_length() == bits and is_prime(modulus, stream):
            break
    generator = pow(2, (modulus - 1) // order, modulus)
    private = stream.below(order)
    parameters = dsa.DSAParameterNumbers(modulus, order, generator)
    public = dsa.DSAPublicNumbers(pow(generator, private, modulus), parameters)
    return dsa.DSAPrivateNumbers(private, public).private_key()


def secret(label: str, count: int) -> bytes:
    return SeededStream(f"secret {label}").octets(count)
