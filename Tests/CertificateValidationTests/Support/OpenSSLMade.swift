//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A certificate that `openssl req -x509` made for these tests, and what `openssl x509` 3.0 says of it.
enum OpenSSLMade {
    static let pem = """
        -----BEGIN CERTIFICATE-----
        MIICojCCAkigAwIBAgIQVAH4uQAAAAAAAAAAAAAAoTAKBggqhkjOPQQDAjCBojEL
        MAkGA1UEBhMCVk4xEjAQBgNVBAcMCUjDoCBO4buZaTEXMBUGA1UECgwOTVNUOjAx
        MDAyMzEyMjYxJzAlBgNVBAsMHlBow7JuZyBL4bq/IHRvw6FuLCBUw6BpIGNow61u
        aDEdMBsGA1UEAwwUVOG7lW5nICBj4bulYyBUaHXhur8xHjAcBgoJkiaJk/IsZAEB
        DA5DTU5EOjAxMjM0NTY3ODAeFw0yNjExMjQxMzE4MzZaFw0zNjExMjExMzE4MzZa
        MIGiMQswCQYDVQQGEwJWTjESMBAGA1UEBwwJSMOgIE7hu5lpMRcwFQYDVQQKDA5N
        U1Q6MDEwMDIzMTIyNjEnMCUGA1UECwweUGjDsm5nIEvhur8gdG/DoW4sIFTDoGkg
        Y2jDrW5oMR0wGwYDVQQDDBRU4buVbmcgIGPhu6VjIFRodeG6vzEeMBwGCgmSJomT
        8ixkAQEMDkNNTkQ6MDEyMzQ1Njc4MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
        lD1f2JY/crSOC7hIPfqt2mF38sbNUZ9XO5/qsVwhXXm29uySU2draqXB6VUGBdDn
        ehu6vSX63C6AdDFyoaHgnKNeMFwwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMC
        BsAwHQYDVR0lBBYwFAYIKwYBBQUHAwIGCCsGAQUFBwMEMB0GA1UdDgQWBBTDqSZf
        UvyabclzDZSXxjK8GrkqsjAKBggqhkjOPQQDAgNIADBFAiEA5QQXX7cAx1o2fkjX
        507XF2/uktQS8Bofczk/m6ghzN8CIB8NkPTtA3CjG0AKw3cEnU9LtOmVqkgKFHGo
        rnHNFjJC
        -----END CERTIFICATE-----
        """

    /// The same certificate by `openssl crl2pkcs7 -nocrl -certfile`.
    static let bundle = """
        -----BEGIN PKCS7-----
        MIIC0QYJKoZIhvcNAQcCoIICwjCCAr4CAQExADALBgkqhkiG9w0BBwGgggKmMIIC
        ojCCAkigAwIBAgIQVAH4uQAAAAAAAAAAAAAAoTAKBggqhkjOPQQDAjCBojELMAkG
        A1UEBhMCVk4xEjAQBgNVBAcMCUjDoCBO4buZaTEXMBUGA1UECgwOTVNUOjAxMDAy
        MzEyMjYxJzAlBgNVBAsMHlBow7JuZyBL4bq/IHRvw6FuLCBUw6BpIGNow61uaDEd
        MBsGA1UEAwwUVOG7lW5nICBj4bulYyBUaHXhur8xHjAcBgoJkiaJk/IsZAEBDA5D
        TU5EOjAxMjM0NTY3ODAeFw0yNjExMjQxMzE4MzZaFw0zNjExMjExMzE4MzZaMIGi
        MQswCQYDVQQGEwJWTjESMBAGA1UEBwwJSMOgIE7hu5lpMRcwFQYDVQQKDA5NU1Q6
        MDEwMDIzMTIyNjEnMCUGA1UECwweUGjDsm5nIEvhur8gdG/DoW4sIFTDoGkgY2jD
        rW5oMR0wGwYDVQQDDBRU4buVbmcgIGPhu6VjIFRodeG6vzEeMBwGCgmSJomT8ixk
        AQEMDkNNTkQ6MDEyMzQ1Njc4MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElD1f
        2JY/crSOC7hIPfqt2mF38sbNUZ9XO5/qsVwhXXm29uySU2draqXB6VUGBdDnehu6
        vSX63C6AdDFyoaHgnKNeMFwwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCBsAw
        HQYDVR0lBBYwFAYIKwYBBQUHAwIGCCsGAQUFBwMEMB0GA1UdDgQWBBTDqSZfUvya
        bclzDZSXxjK8GrkqsjAKBggqhkjOPQQDAgNIADBFAiEA5QQXX7cAx1o2fkjX507X
        F2/uktQS8Bofczk/m6ghzN8CIB8NkPTtA3CjG0AKw3cEnU9LtOmVqkgKFHGornHN
        FjJCMQA=
        -----END PKCS7-----
        """

    static let subject =
        #"UID=CMND:012345678,CN=Tổng  cục Thuế,OU=Phòng Kế toán\, Tài chính,O=MST:0100231226,L=Hà Nội,C=VN"#
    static let serialNumber = "5401F8B90000000000000000000000A1"
    static let decimalSerialNumber = "111665388637583238904715917283827908769"
    static let sha256 = "0c481f66e84bdc1eb0e1acccbb7ca5af537323b8f309e72f20643372c8d2be38"
    static let subjectKeyIdentifier = "c3a9265f52fc9a6dc9730d9497c632bc1ab92ab2"
    /// By `date -u -d TIME +%s`.
    static let notBefore: Int64 = 1_795_526_316
    static let notAfter: Int64 = 2_110_886_316
}
