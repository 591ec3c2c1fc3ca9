//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation

/// Keys and signature values that the `openssl` program made, over the message `swift-xmldsig`.
enum OpenSSLMade {
    static let message = Array("swift-xmldsig".utf8)

    /// An RSA key of 2,048 bits: `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`, then
    /// `openssl pkey -pubout -outform DER`.
    static let rsa = octets(
        """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvzZj/2R1ESOVWYnoPJTQQpzLW2S2IDPKqctBpp6siYvtKE2mY0POvJOZ
        qa82TmdtlB46Id3Yrg3NrKZPapMKcLQhUlKpvcAwtk3lHZnY+4IZ2Ka4NJi+N8BM9ha54SLgCRUYTs/sdXV8YRF7Vl4KKHs7W/8z
        v835GqETSIZoO/H8nvweh/Dfy3HPgW6XDuDAYwjqkJEZh5cgbigdPdFv/uJVKbnFZspdhTDIYCMMWwzqcEVo8qKNTiGfnBT7j4oU
        LSpp+TogVLHtC/5GmHFx205wX5RaJNlUU96m6+qZfuG5i0dxZuodYPG1smNAcjyOOeyjI7xiz0r8wRTfLnmC9QIDAQAB
        """
    )

    /// By ``rsa``: `openssl dgst -sha256 -sign`.
    static let rsaPKCS1SHA256 = octets(
        """
        HkAJr+202wdSFJf9XXm4UJPQfX7GSCmvfI51JDJz20hAkUUEiLN58g7B3laxwydAEf8RDqeW4o1FqLF+bi9zwKj43uPAEN+XJsmy
        27jsiJ0XOuwVjJwyKCji64izFM81h4/NiY8luP20EwPSQ/S0PjGzxl90gzkC5VFDfuF6oTQj9DuvfJKjmRbu3YNQytOFTnShX5ou
        0Up6i4ogvoq99EfQUPdct6QsqAPSR8FbwUVspiOVeJs4Uwb7LOYloA7PFKfo6klNmxbuJdTGJNr/nMDYjewhhsq5tpK5m4UQ9pi7
        BmJBKiTU7es32/MxyOxD3yg5SNyfJU4pC4pjik07ng==
        """
    )

    /// By ``rsa``: `openssl dgst -sha256 -sign -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32`.
    static let rsaPSSSHA256 = octets(
        """
        vJtK43OepZqWbdmrxBSbhJD5ppFeu1N3XQbF2SYcljuJ7qB8YWNC678PrL0R23TzbNR09kJU6vSpkuL1qz3+SC76Q0pBeEWPz3H7
        ZLhR1xTn+MZLtSTuF8+/lU/Dt3keABVK5zJ9fo3jnSJy+deTtIsRUcnVpGW+x1oQM1P81demZxnQNrsiHM8uzI3y83K46qzprxPv
        zUCAntH0dIBQMZmFmxEJG71jNCR6fBXlRLnuC/ELOgLT5QJCSlxXpOK41MYXzGnwibsgGMgKaUcHNX2eXWtGrpKnJp4pNdc92u+W
        5iJvlsYrxz+x6l0b5wFHbXSW9rd74a12fGlUN91QNw==
        """
    )

    /// By ``rsa``: as before with `rsa_pss_saltlen:20 -sigopt rsa_mgf1_md:sha1`.
    static let rsaPSSMixed = octets(
        """
        OUPhFihGPuuONH8isyR9HMoHYKI+ugrT9kCgdJILvofE/kGGZc71GpTG3pWH9lLJflw3NENg3LFUt7pSLg67+r1b8CreeDvJlhWK
        9qArB9H6qfw2NUXPzeHsMVmx210zw2h7LN6/kNmfLgCv64OH+nR92NDLZ5cplxOzwtXlvykE+GMtcC3sLBzDFQnvlzo4Lp+7ITFR
        DKj+MN+WrZQkSsnXt8enrWW1YQB9rDMvv5W32lV41vdRRfIuo2o0+/23FHubcl58/Z8V+cotqGp8z0vcjmbkhkIGiRb/J+yDTJdt
        uYDrqP4NKxGwX0oXlTOyKzlDgBJPafzJO0c76soiDA==
        """
    )

    /// An id-RSASSA-PSS key: `openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 -pkeyopt
    /// rsa_pss_keygen_md:sha256 -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32`.
    static let restrictedPSS = octets(
        """
        MIIBVjBBBgkqhkiG9w0BAQowNKAPMA0GCWCGSAFlAwQCAQUAoRwwGgYJKoZIhvcNAQEIMA0GCWCGSAFlAwQCAQUAogMCASADggEP
        ADCCAQoCggEBALXm0ywKh5gnV67RXX47gN3tERngI8pYa5Pyu3NkaJ6xLN405pDGFObVbsVQZw0PPLojbrxHFYdtOLMXSjNZg8Sz
        qJr4Cwvh0ypPTtM6KMefbc0gshh8wewAUEN8CiIdDBGAPixetzxTC7fjcA3GlL2JFGsUZ3M9MNN0klbFPTCc9WB3Ht85SbY4FWUl
        Tkyk+Ar3hhY8kvz4mURsb8bd+4qJvQJ6nayj9XpqvTQn5Qxqqbpiz64xb2dk7YFH8/DFUXHBl67FRR4PDiqKN/A6LQVO6VkJNaMy
        E5Y5osefQNOudkfa0Ofv1/rrabZfz+MwB/xapuVd0H71Jnw0BCpXwv8CAwEAAQ==
        """
    )

    /// By ``restrictedPSS``: `openssl dgst -sha256 -sign -sigopt rsa_pss_saltlen:32`.
    static let restrictedPSSSHA256 = octets(
        """
        h0diLepI2+IDXrE5PaR6kGDuhPqo79Uig0L4W9930Z79XVzZ5o+dvOxbdqevW3hb4XZOEfjlw5Qoto4cQjvQInrRC2ThWJGJl8Rk
        MmO6JwkIqDv5l/CT6s3k7EuF6KT8RdVIRwWu/+/lobE8baGAmoZtV33ZDYoEsAdnv7bvsk18AxuiFKOcDP2kOMnDL0eZH0pPiq5M
        zhBjhsB1E94fcJB2XvYUb5MVeJLIJX1G4Jy370XEht6oTryX6Sw+1jbFWRwl/Kcz4LxfZc/VGnaYyN+9JzxcymZCUJcs9YF7qJma
        fMwD5GKoLHC6Sb0h383gKqjws5+pXVkXxrG+f2KAqg==
        """
    )

    /// By ``restrictedPSS``: `openssl dgst -sha256 -sign -sigopt rsa_pss_saltlen:40`.
    static let restrictedPSSLongSalt = octets(
        """
        lQdcdPjStaqRs5HIC05J6mrdhkbPwocBXzqJ9fCT8ToPPE+8q/VWwViROL/i5ZYbliwmLeekCgc3zIS/Gokqp9ydNJGC8jfH7B6D
        ZDhMToE1lyVb/XN2AB+optIn1wx9yI6XecEgvsIbOGQts8wmP/QHDVyzu5QdwBQT/8feSMAOM2tCWDhceyWtGO30CGi8tprA5VLf
        z0670Ni/XhsNFaDzy7GucrNYF37QqlpypXHUWkSBiu1PAbeEX/IerVdASGzHs9VS35AxhPkRopEJm51YO0lVNyNYQs8ZjPkbOvkG
        GyKuQInKyYbocii0BMVQggIouvudoYCtlJYBj5M+aw==
        """
    )

    /// A key on P-256: `openssl ecparam -name prime256v1 -genkey`, then `openssl pkey -pubout -outform DER`.
    static let p256 = octets(
        """
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEE0rLD8Wh1IFpAH7KSO6Yd0ORNWUcdvqhvCn2Lz3OSZA0ll70bUGhBk6eI1DnYc2N
        YYalGLYhIE4KrLZbxjwQEQ==
        """
    )

    /// ``p256`` by `openssl ec -pubout -conv_form compressed -outform DER`.
    static let p256Compressed = octets(
        """
        MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADE0rLD8Wh1IFpAH7KSO6Yd0ORNWUcdvqhvCn2Lz3OSZA=
        """
    )

    /// ``p256`` by `openssl ec -pubout -conv_form hybrid -outform DER`.
    static let p256Hybrid = octets(
        """
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAHE0rLD8Wh1IFpAH7KSO6Yd0ORNWUcdvqhvCn2Lz3OSZA0ll70bUGhBk6eI1DnYc2N
        YYalGLYhIE4KrLZbxjwQEQ==
        """
    )

    /// ``p256`` by `openssl ec -pubout -param_enc explicit -outform DER`.
    static let p256Explicit = octets(
        """
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAAAAAAAAAAAAAA////////////////MFsEIP//
        //8AAAABAAAAAAAAAAAAAAAA///////////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSdNgiG5wST
        amZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBo
        N79R9QIhAP////8AAAAA//////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABBNKyw/FodSBaQB+ykjumHdDkTVlHHb6obwp9i89
        zkmQNJZe9G1BoQZOniNQ52HNjWGGpRi2ISBOCqy2W8Y8EBE=
        """
    )

    /// By ``p256``: `openssl dgst -sha256 -sign`; `SEQUENCE { r, s }`.
    static let p256SHA256InDER = octets(
        """
        MEYCIQDGjggvV6zUqPLS2DGw5ITqPckq5zTtkmouRIcldXjhSQIhANGQ87QQSkrxUMAJ3ck7IsGFXROiu5pmnOlvm3AaoKrc
        """
    )

    /// A DSA key, p of 2,048 bits, q of 224: `openssl dsaparam 2048`, `openssl gendsa`,
    /// `openssl pkey -pubout -outform DER`.
    static let dsa = octets(
        """
        MIIDQjCCAjUGByqGSM44BAEwggIoAoIBAQCRHONUvuEbUwFlj5k0rrxGzkcYkyU+6URrFyOuqkRXz1k2kCfCZXtcw0LkoU3WsYnY
        SVh7Rq/QjfLWvEz5PVPGwmUMzdarbHvSGub3VLiNsOY8Te1PiPhyMYjremIQgUY4yA0Vg9+/C97MgylSvRYwief/LnYNXNDcrkHE
        esYn2E7qFDmC8+pGkIKpLq5K27DMmbF5+ahGCnhmDIWXIOoKTCAZ3L2pvdtdqAiWWJq4ZM0D+A6zvEseuhgq2nzdwAcyZ7lwEyAW
        DN1vyaBN1mBKPE02N1yvz4JJV4/TnfiAL8TCok31c3j1CyME2Yu0sArHWH+wjqPfqVvP5d6HcaZLAh0A+2ZjyawoNbfYddS0lvx1
        eRjWciDnpL7IgBDgpQKCAQBawd0tKTXsmwWRUyL497spAJlmxcb09FrQ1Yddi7v6BC+I1JbHmHVv1bbTgaouJHLEjOJsrsznE2t/
        CRRFqKpdvJXqM487TImNXvBAHJCw9V8mX6zHB5tMifZrAvcH+Ub49PuoeNDa8Hsa6I/2+JlSB2TuTL/AurJQhA+cwQEuFDQzBhQD
        YZZrxIFeAoi9GOWTWCsJN0BpWd5kJSr3RAN7uSDapCLswKlXlpTh/WqiH4w5+CsYs/WVAaQScti7UWvbJzWLKVUmQYeonnzJKvYy
        0s94oqYU+EdfsChu1bF0O8fFtrN+Crl+wYFEcJYDeXJ/+bgn1vXdk9iBldvQuG+YA4IBBQACggEAU9HF6YoJd1TXvAV6vro81NqT
        6xbGKX5CBRaQJ/hxGdvdjSOF3mMFnF+zqPIYRRr94+NHVpY2/C/0csQxsjvVhbvJYzA3WJzdjT+Hvd3t18NZk7JERZOMz/+L6HCZ
        Cr267D78anVfeXyz8T2OGwnzW37hwrUNfQcW4ekAufjVbKs4i1IITXdXAvL+HjyOKpuy8qkrOOaoZ0/LIt/NNyiX5jfOZccXDLcu
        Ijc1clH5i273GepoSngnK+ck22HVoXq8NPcimkoAWxv9q/bulsdp9OltDUgeFjZPARl+aJ7g8pZZAAUlpbnHwQaaYoII7t+9zN+2
        I8NtNDq/MBduJeV2RQ==
        """
    )

    /// By ``dsa``: `openssl dgst -sha256 -sign`; `SEQUENCE { r, s }`.
    static let dsaSHA256InDER = octets(
        """
        MD0CHQD1ADR0MbPGd4fna7ww6Tkuy9dBzzS3yKgcBOPiAhxR1I4S7yL86uRYwu+WEj4/BDasYHIZ6rjJ7GZn
        """
    )

    private static func octets(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
    }
}
