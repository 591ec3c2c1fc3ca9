//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Testing

/// Certificates that neglect one duty.
struct NeglectedDuty: Sendable, CustomTestStringConvertible {
    let code: FindingCode
    let clause: String
    /// What the message ends with.
    let message: String
    let authority: DutyScene.Change
    let leaf: DutyScene.Change

    init(
        _ code: FindingCode,
        _ clause: String,
        _ message: String,
        authority: @escaping DutyScene.Change = { _ in },
        leaf: @escaping DutyScene.Change = { _ in }
    ) {
        self.code = code
        self.clause = clause.first == "4" ? "RFC 5280 §" + clause : clause
        self.message = message
        self.authority = authority
        self.leaf = leaf
    }

    var testDescription: String { "\(clause): \(message)" }

    func scene() throws -> DutyScene { try DutyScene(authority: authority, leaf: leaf) }

    static let all: [Self] = {
        var all = fields
        all += keys
        all += neverCritical
        all += alwaysCritical
        all += policies
        all += points
        all += names
        all += constraints
        all += empty
        return all
    }()

    private typealias X = DutyExtension

    private static let fields: [Self] = [
        Self(
            .serialNumberNotPositive, "4.1.2.2", "has a serial number that isn't positive",
            leaf: {
                $0.serialNumber = TLV.integer(0)
            }),
        Self(
            .serialNumberNotPositive, "4.1.2.2", "has a serial number that isn't positive",
            leaf: {
                $0.serialNumber = TLV.integer(-1)
            }),
        Self(
            .serialNumberTooLong, "4.1.2.2", "has a serial number of more than 20 octets",
            leaf: {
                $0.serialNumber = TLV.make(2, [UInt8](repeating: 1, count: 21))
            }),
        Self(
            .issuerNameEmpty, "4.1.2.4", "names no issuer", authority: { $0.subject = TLV.sequence() },
            leaf: { $0.issuer = TLV.sequence() }
        ),
        Self(
            .validityEncoding, "4.1.2.5", "has a time before 2050 as GeneralizedTime",
            leaf: {
                $0.notAfter = TLV.generalizedTime("20491231235959Z")
            }),
        Self(
            .subjectNameEmpty, "4.1.2.6", "is an authority's and names nobody",
            authority: { $0.subject = TLV.sequence() }, leaf: { $0.issuer = TLV.sequence() }
        ),
        Self(
            .subjectNameEmpty, "4.1.2.6", "has neither a subject nor a subjectAltName",
            leaf: {
                $0.subject = TLV.sequence()
            }),
        Self(
            .issuerNameEncoding, "4.1.2.6 (a)", "has the issuer's name encoded otherwise than the issuer's certificate",
            leaf: { $0.issuer = TLV.name((3, TLV.printable("issuing"))) }
        ),
        Self(
            .uniqueIdentifier, "4.1.2.8", "has a unique identifier",
            leaf: {
                $0.uniqueIdentifiers = TLV.make(0x82, [0, 1])
            }),
        Self(
            .defaultValueEncoded, "X.690 §11.5", "has an extension whose `critical` is FALSE and written out",
            leaf: {
                let value = TLV.octets(TLV.octets([3]))
                $0.replace(14, TLV.sequence(TLV.oid(2, 5, 29, 14), TLV.make(1, [0]), value))
            }),
    ]

    private static let keys: [Self] = [
        Self(
            .authorityKeyIdentifierMissing, "4.2.1.1", "has no authorityKeyIdentifier with a key identifier",
            leaf: { $0.remove(35) }
        ),
        Self(
            .authorityKeyIdentifierMissing, "4.2.1.1", "has no authorityKeyIdentifier with a key identifier",
            authority: { $0.replace(35, Extension.make(35, TLV.sequence())) }
        ),
        Self(
            .authorityKeyIdentifierIncomplete, "4.2.1.1, Appendix A.2",
            "has an authorityKeyIdentifier with only one of the issuer's name and serial number",
            leaf: { $0.replace(35, Extension.make(35, TLV.sequence(TLV.make(0x80, [2]), TLV.make(0x82, [1])))) }
        ),
        Self(
            .keyIdentifierMismatch, "4.2.1.2",
            "has another authorityKeyIdentifier than its issuer's subjectKeyIdentifier",
            leaf: { $0.replace(35, Extension.authorityKey([9])) }
        ),
        Self(
            .subjectKeyIdentifierMissing, "4.2.1.2", "is an authority's and has no subjectKeyIdentifier",
            authority: { $0.remove(14) }
        ),
        Self(.subjectKeyIdentifierMissing, "4.2.1.2", "has no subjectKeyIdentifier", leaf: { $0.remove(14) }),
        Self(.keyUsageMissing, "4.2.1.3", "is an authority's and has no keyUsage", authority: { $0.remove(15) }),
        Self(
            .keyUsageEmpty, "4.2.1.3", "has a keyUsage without any bit",
            leaf: {
                $0.replace(15, Extension.make(15, critical: true, TLV.bits([])))
            }),
        Self(
            .keyUsageWithoutAuthority, "4.2.1.3, §4.2.1.9", "has keyCertSign and is no authority's",
            leaf: {
                $0.replace(15, Extension.keyUsage(0x84))
            }),
        Self(
            .pathLengthWithoutAuthority, "4.2.1.9", "has a pathLenConstraint and is no authority's",
            leaf: {
                $0.extensions.append(Extension.make(19, TLV.sequence(TLV.integer(0))))
            }),
        Self(
            .pathLengthWithoutAuthority, "4.2.1.9", "has a pathLenConstraint without keyCertSign",
            leaf: {
                $0.extensions.append(Extension.authority(pathLength: 0))
            }),
        Self(
            .defaultValueEncoded, "X.690 §11.5", "has basicConstraints whose cA is FALSE and written out",
            leaf: {
                $0.extensions.append(Extension.make(19, TLV.sequence(TLV.make(1, [0]))))
            }),
    ]

    private static func critical(
        _ clause: String, _ name: String, _ leaf: @escaping DutyScene.Change
    ) -> Self {
        Self(.extensionCritical, clause, "has a critical \(name)", leaf: leaf)
    }

    private static let neverCritical: [Self] = [
        critical("4.2.1.1", "authorityKeyIdentifier") {
            $0.replace(35, Extension.make(35, critical: true, TLV.sequence(TLV.make(0x80, [2]))))
        },
        critical("4.2.1.2", "subjectKeyIdentifier") {
            $0.replace(14, Extension.make(14, critical: true, TLV.octets([3])))
        },
        critical("4.2.1.6", "subjectAltName beside a subject") {
            $0.extensions.append(X.names(X.host("host.example"), critical: true))
        },
        critical("4.2.1.7", "issuerAltName") {
            $0.extensions.append(Extension.make(18, critical: true, TLV.sequence(X.host("host.example"))))
        },
        critical("4.2.1.8", "subjectDirectoryAttributes") {
            let attribute = TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 9, 4), TLV.set(TLV.printable("VN")))
            $0.extensions.append(Extension.make(9, critical: true, TLV.sequence(attribute)))
        },
        critical("4.2.1.12", "extKeyUsage with anyExtendedKeyUsage") {
            $0.extensions.append(Extension.make(37, critical: true, TLV.sequence(TLV.oid(2, 5, 29, 37, 0))))
        },
        critical("4.2.1.13", "cRLDistributionPoints") {
            let point = TLV.sequence(ListExtension.fullName(X.uri("http://host.example/a.crl")))
            $0.extensions.append(Extension.make(31, critical: true, TLV.sequence(point)))
        },
        critical("4.2.1.15", "freshestCRL") {
            let point = TLV.sequence(ListExtension.fullName(X.uri("http://host.example/a.crl")))
            $0.extensions.append(Extension.make(46, critical: true, TLV.sequence(point)))
        },
        critical("4.2.2.1", "authorityInfoAccess") {
            $0.extensions.append(X.access(1, critical: true, X.accessMethods))
        },
        critical("4.2.2.2", "subjectInfoAccess") {
            $0.extensions.append(X.access(11, critical: true, X.accessMethods))
        },
        critical("RFC 9608 §2", "noRevAvail") { $0.extensions.append(Extension.make(56, critical: true, TLV.null)) },
    ]

    private static func uncritical(
        _ clause: String, _ name: String, authority: @escaping DutyScene.Change = { _ in },
        leaf: @escaping DutyScene.Change = { _ in }
    ) -> Self {
        Self(
            .extensionNotCritical, clause, "has a \(name) that isn't critical", authority: authority, leaf: leaf
        )
    }

    private static let alwaysCritical: [Self] = [
        uncritical("4.2.1.3", "keyUsage", leaf: { $0.replace(15, Extension.make(15, TLV.bits([0xC0], unused: 6))) }),
        uncritical(
            "4.2.1.5", "policyMappings",
            authority: {
                $0.extensions += [X.policies(X.policy), X.mappings(X.policy + X.policy, critical: false)]
            }),
        uncritical(
            "4.2.1.6", "subjectAltName in the subject's place",
            leaf: {
                $0.subject = TLV.sequence()
                $0.extensions.append(X.names(X.host("host.example")))
            }),
        uncritical(
            "4.2.1.9", "basicConstraints of an authority",
            authority: {
                $0.replace(19, Extension.make(19, TLV.sequence(TLV.yes)))
            }),
        uncritical(
            "4.2.1.10", "nameConstraints",
            authority: {
                let subtree = TLV.sequence(X.host("host.example"))
                $0.extensions.append(Extension.make(30, TLV.sequence(TLV.make(0xA0, subtree))))
            }),
        uncritical(
            "4.2.1.11", "policyConstraints",
            authority: {
                $0.extensions.append(Extension.make(36, TLV.sequence(TLV.make(0x80, [9]))))
            }),
        uncritical(
            "4.2.1.14", "inhibitAnyPolicy",
            authority: {
                $0.extensions += [X.policies(X.policy), Extension.make(54, TLV.integer(9))]
            }),
    ]

    private static let length = "has a user notice that is empty or has more than 200 characters"

    private static let policies: [Self] = [
        Self(
            .certificatePolicyDuplicate, "4.2.1.4", "names a policy twice",
            leaf: {
                $0.extensions.append(X.policies(X.policy, X.policy))
            }),
        Self(
            .policyMappingAnyPolicy, "4.2.1.5", "maps any-policy",
            authority: {
                $0.extensions += [X.policies(X.policy), X.mappings(X.policy + TLV.oid(2, 5, 29, 32, 0))]
            }),
        Self(.userNoticeMalformed, "4.2.1.4", length, leaf: { $0.extensions.append(X.notice(TLV.utf8(""))) }),
        Self(
            .userNoticeMalformed, "4.2.1.4", length,
            leaf: {
                $0.extensions.append(X.notice(TLV.utf8(String(repeating: "ế", count: 201))))
            }),
        Self(
            .userNoticeMalformed, "4.2.1.4", length,
            leaf: {
                $0.extensions.append(X.notice(TLV.make(0x1E, [UInt8](repeating: 0x41, count: 402))))
            }),
        Self(
            .userNoticeMalformed, "RFC 6818 §3", "has a user notice as IA5String",
            leaf: {
                $0.extensions.append(X.notice(TLV.make(0x16, [0x41])))
            }),
    ]

    private static func point(_ message: String, _ point: @escaping @Sendable () -> [UInt8]) -> Self {
        Self(
            .distributionPointMalformed, "4.2.1.13", message,
            leaf: {
                $0.extensions.append(Extension.make(31, TLV.sequence(point())))
            })
    }

    private static let points: [Self] = [
        point("has a distribution point of reasons alone") { TLV.sequence(TLV.make(0x81, [1, 2])) },
        point("has a distribution point that names its own issuer as that of the lists") {
            TLV.sequence(
                ListExtension.fullName(X.uri("http://host.example/a.crl")),
                ListExtension.listIssuer(TLV.name("Issuing"))
            )
        },
        point("has a distribution point whose name is relative to several issuers of lists") {
            let issuers = TLV.make(0xA2, TLV.make(0xA4, TLV.name("One")), TLV.make(0xA4, TLV.name("Other")))
            return TLV.sequence(ListExtension.relativeName("Lists"), issuers)
        },
    ]

    private static func name(_ code: FindingCode, _ message: String, _ name: @escaping @Sendable () -> [UInt8]) -> Self
    {
        Self(code, "4.2.1.6", message, leaf: { $0.extensions.append(X.names(name())) })
    }

    private static let names: [Self] = [
        name(.generalNameEmpty, "has an empty alternative name") { X.host(" ") },
        name(.generalNameEmpty, "has an empty alternative name") { TLV.make(0xA4, TLV.sequence()) },
        name(.dnsNameMalformed, "has a dNSName that isn't in the preferred name syntax") { X.host("*.host.example") },
        name(.mailboxMalformed, "has an rfc822Name that is no mailbox") { X.mailbox("@host.example") },
        name(.uriMalformed, "has a uniformResourceIdentifier that is relative or names no host") { X.uri("a/b") },
        name(.ipAddressMalformed, "has an iPAddress of neither 4 nor 16 octets") { X.address(192, 0, 2, 1, 0) },
    ]

    private static func constraint(
        _ code: FindingCode, _ message: String, _ clause: String = "4.2.1.10",
        _ extension: @escaping @Sendable () -> [UInt8]
    ) -> Self {
        Self(code, clause, message, authority: { $0.extensions.append(`extension`()) })
    }

    private static let range = "has a subtree of names with a minimum or a maximum"

    private static let constraints: [Self] = [
        Self(
            .nameConstraintsMisplaced, "4.2.1.10", "has nameConstraints and is no authority's",
            leaf: {
                $0.extensions.append(X.permitted(X.host("host.example")))
            }),
        constraint(.extensionEmpty, "has empty nameConstraints") {
            Extension.make(30, critical: true, TLV.sequence(TLV.make(0xA0)))
        },
        constraint(.nameConstraintRange, range) { X.permitted(X.host("host.example"), TLV.make(0x80, [1])) },
        constraint(.nameConstraintRange, range) { X.permitted(X.host("host.example"), TLV.make(0x81, [0])) },
        constraint(.nameConstraintMalformed, "has a subtree of names in a syntax that isn't its form's") {
            X.permitted(X.host(".host.example"))
        },
        constraint(
            .nameConstraintMalformed, "has a subtree of names of a form that isn't to be constrained"
        ) { X.permitted(TLV.make(0x88, [0x2A, 3])) },
        constraint(
            .defaultValueEncoded, "has a subtree of names with the minimum 0 written out", "X.690 §11.5"
        ) { X.permitted(X.host("host.example"), TLV.make(0x80, [0])) },
    ]

    private static func empty(_ clause: String, _ name: String, _ number: UInt64) -> Self {
        Self(
            .extensionEmpty, clause, "has an empty \(name)",
            leaf: {
                $0.extensions.append(Extension.make(number, TLV.sequence()))
            })
    }

    private static let empty: [Self] = [
        empty("4.2.1.4", "certificatePolicies", 32), empty("4.2.1.5", "policyMappings", 33),
        empty("4.2.1.6", "subjectAltName", 17), empty("4.2.1.7", "issuerAltName", 18),
        empty("4.2.1.8", "subjectDirectoryAttributes", 9), empty("4.2.1.11", "policyConstraints", 36),
        empty("4.2.1.12", "extKeyUsage", 37), empty("4.2.1.13", "cRLDistributionPoints", 31),
        empty("4.2.1.15", "freshestCRL", 46),
        Self(
            .extensionEmpty, "4.2.2.1", "has an empty authorityInfoAccess",
            leaf: {
                $0.extensions.append(X.access(1, TLV.sequence()))
            }),
        Self(
            .extensionEmpty, "4.2.2.2", "has an empty subjectInfoAccess",
            leaf: {
                $0.extensions.append(X.access(11, TLV.sequence()))
            }),
        Self(
            .extensionUnreadable, "4.2", "has an extension whose value isn't as its clause defines it",
            leaf: {
                $0.extensions.append(X.access(1, TLV.set()))
            }),
    ]
}
