"""The identifiers of XML Signature that the recipes use (XML-DSig 1.1, RFC 9231), and what each one means."""

from __future__ import annotations

from dataclasses import dataclass

XMLDSIG = "http://www.w3.org/2000/09/xmldsig#"
XMLDSIG11 = "http://www.w3.org/2009/xmldsig11#"
MORE2001 = "http://www.w3.org/2001/04/xmldsig-more#"
MORE2007 = "http://www.w3.org/2007/05/xmldsig-more#"
MORE2021 = "http://www.w3.org/2021/04/xmldsig-more#"
XMLENC = "http://www.w3.org/2001/04/xmlenc#"
EXCLUSIVE_NAMESPACE = "http://www.w3.org/2001/10/xml-exc-c14n#"

CANONICAL10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
CANONICAL10_COMMENTS = CANONICAL10 + "#WithComments"
CANONICAL11 = "http://www.w3.org/2006/12/xml-c14n11"
CANONICAL11_COMMENTS = CANONICAL11 + "#WithComments"
EXCLUSIVE = EXCLUSIVE_NAMESPACE
EXCLUSIVE_COMMENTS = EXCLUSIVE_NAMESPACE + "WithComments"
CANONICALIZATIONS = (
    CANONICAL10,
    CANONICAL10_COMMENTS,
    CANONICAL11,
    CANONICAL11_COMMENTS,
    EXCLUSIVE,
    EXCLUSIVE_COMMENTS,
)

ENVELOPED = XMLDSIG + "enveloped-signature"
BASE64 = XMLDSIG + "base64"
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
FILTER2 = "http://www.w3.org/2002/06/xmldsig-filter2"
RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
XSLT = "http://www.w3.org/TR/1999/REC-xslt-19991116"
DECRYPT = "http://www.w3.org/2002/07/decrypt#"
DECRYPT_XML = DECRYPT + "XML"
DECRYPT_BINARY = DECRYPT + "Binary"

SHA1 = XMLDSIG + "sha1"
SHA224 = MORE2001 + "sha224"
SHA256 = XMLENC + "sha256"
SHA384 = MORE2001 + "sha384"
SHA512 = XMLENC + "sha512"
SHA3_224 = MORE2007 + "sha3-224"
SHA3_256 = MORE2007 + "sha3-256"
SHA3_384 = MORE2007 + "sha3-384"
SHA3_512 = MORE2007 + "sha3-512"
MD5 = MORE2001 + "md5"
RIPEMD160 = XMLENC + "ripemd160"

RSA_SHA1 = XMLDSIG + "rsa-sha1"
RSA_RIPEMD160 = MORE2001 + "rsa-ripemd160"
RSA_SHA224 = MORE2001 + "rsa-sha224"
RSA_SHA256 = MORE2001 + "rsa-sha256"
RSA_SHA384 = MORE2001 + "rsa-sha384"
RSA_SHA512 = MORE2001 + "rsa-sha512"
RSA_MD5 = MORE2001 + "rsa-md5"
PSS = MORE2007 + "rsa-pss"
PSS_MD5 = MORE2007 + "md5-rsa-MGF1"
PSS_RIPEMD160 = MORE2007 + "ripemd160-rsa-MGF1"
PSS_SHA1 = MORE2007 + "sha1-rsa-MGF1"
PSS_SHA224 = MORE2007 + "sha224-rsa-MGF1"
PSS_SHA256 = MORE2007 + "sha256-rsa-MGF1"
PSS_SHA384 = MORE2007 + "sha384-rsa-MGF1"
PSS_SHA512 = MORE2007 + "sha512-rsa-MGF1"
PSS_SHA3_224 = MORE2007 + "sha3-224-rsa-MGF1"
PSS_SHA3_256 = MORE2007 + "sha3-256-rsa-MGF1"
PSS_SHA3_384 = MORE2007 + "sha3-384-rsa-MGF1"
PSS_SHA3_512 = MORE2007 + "sha3-512-rsa-MGF1"
ECDSA_RIPEMD160 = MORE2007 + "ecdsa-ripemd160"
ECDSA_SHA224 = MORE2001 + "ecdsa-sha224"
ECDSA_SHA256 = MORE2001 + "ecdsa-sha256"
ECDSA_SHA384 = MORE2001 + "ecdsa-sha384"
ECDSA_SHA512 = MORE2001 + "ecdsa-sha512"
ECDSA_SHA3_224 = MORE2021 + "ecdsa-sha3-224"
ECDSA_SHA3_256 = MORE2021 + "ecdsa-sha3-256"
ECDSA_SHA3_384 = MORE2021 + "ecdsa-sha3-384"
ECDSA_SHA3_512 = MORE2021 + "ecdsa-sha3-512"
ECDSA_SHA1 = MORE2001 + "ecdsa-sha1"
ED25519 = MORE2021 + "eddsa-ed25519"
ED448 = MORE2021 + "eddsa-ed448"
HMAC_MD5 = MORE2001 + "hmac-md5"
HMAC_RIPEMD160 = MORE2001 + "hmac-ripemd160"
HMAC_SHA224 = MORE2001 + "hmac-sha224"
HMAC_SHA384 = MORE2001 + "hmac-sha384"
HMAC_SHA1 = XMLDSIG + "hmac-sha1"
HMAC_SHA256 = MORE2001 + "hmac-sha256"
HMAC_SHA512 = MORE2001 + "hmac-sha512"
DSA_SHA1 = XMLDSIG + "dsa-sha1"
DSA_SHA256 = XMLDSIG11 + "dsa-sha256"

MANIFEST = XMLDSIG + "Manifest"
SIGNATURE_PROPERTIES = XMLDSIG + "SignatureProperties"
OBJECT = XMLDSIG + "Object"


@dataclass(frozen=True)
class SignatureAlgorithm:
    """How a signature value is made: kind of key, padding or coding, and the hash by its OpenSSL name."""

    scheme: str
    """`rsa`, `pss`, `ecdsa`, `eddsa`, `hmac` or `dsa`."""
    hash: str | None

    @property
    def is_random(self) -> bool:
        """Whether two signatures of the same octets differ, as the peers make them."""
        return self.scheme in ("pss", "ecdsa", "dsa")


SIGNATURES: dict[str, SignatureAlgorithm] = {
    RSA_SHA1: SignatureAlgorithm("rsa", "sha1"),
    RSA_RIPEMD160: SignatureAlgorithm("rsa", "ripemd160"),
    RSA_SHA224: SignatureAlgorithm("rsa", "sha224"),
    RSA_SHA256: SignatureAlgorithm("rsa", "sha256"),
    RSA_SHA384: SignatureAlgorithm("rsa", "sha384"),
    RSA_SHA512: SignatureAlgorithm("rsa", "sha512"),
    RSA_MD5: SignatureAlgorithm("rsa", "md5"),
    PSS_SHA256: SignatureAlgorithm("pss", "sha256"),
    PSS_SHA384: SignatureAlgorithm("pss", "sha384"),
    PSS_SHA512: SignatureAlgorithm("pss", "sha512"),
    PSS: SignatureAlgorithm("pss", "sha256"),
    PSS_MD5: SignatureAlgorithm("pss", "md5"),
    PSS_RIPEMD160: SignatureAlgorithm("pss", "ripemd160"),
    PSS_SHA1: SignatureAlgorithm("pss", "sha1"),
    PSS_SHA224: SignatureAlgorithm("pss", "sha224"),
    PSS_SHA3_224: SignatureAlgorithm("pss", "sha3-224"),
    PSS_SHA3_256: SignatureAlgorithm("pss", "sha3-256"),
    PSS_SHA3_384: SignatureAlgorithm("pss", "sha3-384"),
    PSS_SHA3_512: SignatureAlgorithm("pss", "sha3-512"),
    ECDSA_RIPEMD160: SignatureAlgorithm("ecdsa", "ripemd160"),
    ECDSA_SHA224: SignatureAlgorithm("ecdsa", "sha224"),
    ECDSA_SHA3_224: SignatureAlgorithm("ecdsa", "sha3-224"),
    ECDSA_SHA3_256: SignatureAlgorithm("ecdsa", "sha3-256"),
    ECDSA_SHA3_384: SignatureAlgorithm("ecdsa", "sha3-384"),
    ECDSA_SHA3_512: SignatureAlgorithm("ecdsa", "sha3-512"),
    ECDSA_SHA1: SignatureAlgorithm("ecdsa", "sha1"),
    ECDSA_SHA256: SignatureAlgorithm("ecdsa", "sha256"),
    ECDSA_SHA384: SignatureAlgorithm("ecdsa", "sha384"),
    ECDSA_SHA512: SignatureAlgorithm("ecdsa", "sha512"),
    ED25519: SignatureAlgorithm("eddsa", None),
    ED448: SignatureAlgorithm("eddsa", None),
    HMAC_MD5: SignatureAlgorithm("hmac", "md5"),
    HMAC_RIPEMD160: SignatureAlgorithm("hmac", "ripemd160"),
    HMAC_SHA224: SignatureAlgorithm("hmac", "sha224"),
    HMAC_SHA384: SignatureAlgorithm("hmac", "sha384"),
    HMAC_SHA1: SignatureAlgorithm("hmac", "sha1"),
    HMAC_SHA256: SignatureAlgorithm("hmac", "sha256"),
    HMAC_SHA512: SignatureAlgorithm("hmac", "sha512"),
    DSA_SHA1: SignatureAlgorithm("dsa", "sha1"),
    DSA_SHA256: SignatureAlgorithm("dsa", "sha256"),
}

DIGESTS: dict[str, str] = {
    SHA1: "sha1",
    RIPEMD160: "ripemd160",
    SHA224: "sha224",
    SHA256: "sha256",
    SHA384: "sha384",
    SHA512: "sha512",
    SHA3_224: "sha3-224",
    SHA3_256: "sha3-256",
    SHA3_384: "sha3-384",
    SHA3_512: "sha3-512",
    MD5: "md5",
}


def is_canonicalization(uri: str) -> bool:
    return uri in CANONICALIZATIONS


def keeps_comments(uri: str) -> bool:
    return uri.endswith("WithComments")
