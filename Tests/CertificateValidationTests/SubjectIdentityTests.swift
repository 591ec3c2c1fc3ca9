//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Testing

@Suite("Fields of a subject")
struct SubjectIdentityTests {
    private static let userIdentifier = TLV.oid(0, 9, 2342, 19_200_300, 100, 1, 1)

    private static func identity(_ attributes: ([UInt8], [UInt8])...) throws -> SubjectIdentity {
        let name = TLV.make(0x30, attributes.flatMap { TLV.set(TLV.sequence($0.0, $0.1)) })
        return SubjectIdentity(try DistinguishedName(der: name))
    }

    @Test("are those of a certificate that OpenSSL made")
    func openSSL() throws {
        let identity = try Certificate(pem: OpenSSLMade.pem).subjectIdentity
        // The double space is the issuer's.
        #expect(identity.commonNames == ["Tổng  cục Thuế"])
        #expect(identity.organizations == ["MST:0100231226"])
        #expect(identity.organizationalUnits == ["Phòng Kế toán, Tài chính"])
        #expect(identity.localities == ["Hà Nội"])
        #expect(identity.countries == ["VN"])
        #expect(identity.userIdentifiers == ["CMND:012345678"])
        #expect(identity.surnames.isEmpty && identity.titles.isEmpty && identity.emailAddresses.isEmpty)
        #expect(identity.identifiers.map(\.description) == ["MST 0100231226", "CMND 012345678"])
        #expect(identity.identifiers.map(\.attribute) == ["O", "UID"])
        #expect(identity.identifiers.map(\.scheme) == [.vietnameseTaxCode, .vietnameseIdentityCard])
    }

    @Test("keep their order, their spelling, and every value")
    func values() throws {
        let unit = TLV.oid(2, 5, 4, 11)
        let identity = try Self.identity(
            (unit, TLV.utf8("Second")), (unit, TLV.utf8("e\u{301}")), (unit, TLV.make(0x1E, [0, 0xE9])),
            (TLV.oid(2, 5, 4, 4), TLV.utf8("Nguyễn")), (TLV.oid(2, 5, 4, 42), TLV.utf8("Văn An")),
            (TLV.oid(2, 5, 4, 12), TLV.utf8("Chánh Văn phòng")), (TLV.oid(2, 5, 4, 8), TLV.utf8("Huế")),
            (TLV.oid(1, 2, 840, 113_549, 1, 9, 1), TLV.make(0x16, Array("an@example.vn".utf8))),
            (TLV.oid(0, 9, 2342, 19_200_300, 100, 1, 3), TLV.make(0x16, Array("an@example.com".utf8))),
            // No text.
            (TLV.oid(2, 5, 4, 3), TLV.null)
        )
        let units = identity.organizationalUnits.map { Array($0.utf8) }
        #expect(units == ["Second", "e\u{301}", "\u{E9}"].map { Array($0.utf8) })
        #expect(identity.surnames == ["Nguyễn"])
        #expect(identity.givenNames == ["Văn An"])
        #expect(identity.titles == ["Chánh Văn phòng"])
        #expect(identity.provinces == ["Huế"])
        #expect(identity.emailAddresses == ["an@example.vn", "an@example.com"])
        #expect(identity.commonNames.isEmpty)
        #expect(identity.identifiers.isEmpty)
    }

    struct Example: Sendable {
        let text: String
        let attribute: [UInt8]
        let scheme: String?
        let country: String?
        let value: String?
        let branch: String?

        init(
            _ text: String,
            _ attribute: [UInt8],
            _ scheme: String?,
            _ value: String?,
            country: String? = nil,
            branch: String? = nil
        ) {
            self.text = text
            self.attribute = attribute
            self.scheme = scheme
            self.country = country
            self.value = value
            self.branch = branch
        }
    }

    private static let organization = TLV.oid(2, 5, 4, 10)
    private static let serialNumber = TLV.oid(2, 5, 4, 5)
    private static let organizationIdentifier = TLV.oid(2, 5, 4, 97)

    /// The Vietnamese forms as certificates in use have them (tax codes with and without a dependent unit, cards of
    /// nine and twelve digits); the others by the examples and rules of EN 319 412-1 §5.1.3 and §5.1.4.
    static let examples = [
        Example("MST:0100231226", organization, "MST", "0100231226"),
        Example("MST:0302431595-999", userIdentifier, "MST", "0302431595", branch: "999"),
        Example("MST:0100109106-001", serialNumber, "MST", "0100109106", branch: "001"),
        Example("CMND:012345678", userIdentifier, "CMND", "012345678"),
        Example("CCCD:001099012345", userIdentifier, "CCCD", "001099012345"),
        Example("HC:B1234567", userIdentifier, "HC", "B1234567"),
        Example("MNS:1057000", userIdentifier, "MNS", "1057000"),
        Example("BHXH:0123456789", serialNumber, "BHXH", "0123456789"),
        Example("VATVN-0100109106", organizationIdentifier, "VAT", "0100109106", country: "VN"),
        Example("VATBE-0876866142", organizationIdentifier, "VAT", "0876866142", country: "BE"),
        Example("NTRGB-12345678", organizationIdentifier, "NTR", "12345678", country: "GB"),
        Example("LEIXG-506700GE1G29325QX363", organizationIdentifier, "LEI", "506700GE1G29325QX363", country: "XG"),
        Example("PSDBE-NBB-1234.567.890", organizationIdentifier, "PSD", "NBB-1234.567.890", country: "BE"),
        Example("EI:SE-5567971433", organizationIdentifier, "EI:", "5567971433", country: "SE"),
        Example("PASSK-P3000180", serialNumber, "PAS", "P3000180", country: "SK"),
        Example("PNOVN-001099012345", serialNumber, "PNO", "001099012345", country: "VN"),
        Example("IDCBE-590082394654", serialNumber, "IDC", "590082394654", country: "BE"),
        Example("TINVN-8012345678", serialNumber, "TIN", "8012345678", country: "VN"),
        Example("TAXVN-8012345678", serialNumber, "TAX", "8012345678", country: "VN"),
    ]

    /// Close to a form, and not in it.
    private static let unparsed: [(String, [UInt8])] = [
        ("MST:010010910", userIdentifier), ("MST:01001091061", userIdentifier), ("MST: 0100109106", organization),
        ("MST:0100109106 ", organization), ("MST:0100109106-01", organization),
        ("MST:0100109106-0011", organization), ("MST:0100109106001", organization),
        ("MST:0100109106-", organization), ("MST:0100109106/001", organization), ("MST:", organization),
        ("MST:０１００１０９１０６", organization), ("CMND:12345678", userIdentifier), ("CCCD:012345678", userIdentifier),
        ("CMND:0123456789", userIdentifier), ("CCCD:00109901234x", userIdentifier), ("HC:b1234567", userIdentifier),
        ("HC:", userIdentifier), ("MNS:105700", userIdentifier), ("BHXH:", userIdentifier),
        ("mst:0100109106", userIdentifier), ("0100109106", userIdentifier), ("an", userIdentifier),
        ("12345", serialNumber), ("VATVN-0100109106", serialNumber), ("PNOVN-001099012345", organizationIdentifier),
        ("VATvn-0100109106", organizationIdentifier), ("VATVN0100109106", organizationIdentifier),
        ("VATVN-", organizationIdentifier), ("XXXVN-1", organizationIdentifier), ("e:SE-1", organizationIdentifier),
        ("MST:0100109106", organizationIdentifier), ("VATVN-0100109106", userIdentifier),
    ]

    @Test("have identifiers in the forms that are known", arguments: examples)
    func identifiers(example: Example) throws {
        let identifiers = try Self.identity((example.attribute, TLV.utf8(example.text))).identifiers
        let identifier = try #require(identifiers.first)
        #expect(identifiers.count == 1)
        #expect(identifier.text == example.text)
        #expect(identifier.scheme?.description == example.scheme)
        #expect(identifier.country == example.country)
        #expect(identifier.value == example.value)
        #expect(identifier.branch == example.branch)
    }

    @Test("leave everything else as text", arguments: unparsed)
    func notParsed(text: String, attribute: [UInt8]) throws {
        let identifiers = try Self.identity((attribute, TLV.utf8(text))).identifiers
        let identifier = try #require(identifiers.first)
        #expect(identifiers.count == 1)
        #expect(Array(identifier.text.utf8) == Array(text.utf8))
        #expect(identifier.description == text)
        #expect(identifier.scheme == nil && identifier.value == nil && identifier.branch == nil)
        #expect(identifier.country == nil)
    }

    @Test("take no name for an identifier")
    func names() throws {
        let names = ["BỘ TÀI CHÍNH", "MSTAR", "Công ty MST:0100109106", "VATVN-0100109106", ""]
        for name in names { #expect(try Self.identity((Self.organization, TLV.utf8(name))).identifiers.isEmpty) }
        #expect(try Self.identity((TLV.oid(2, 5, 4, 3), TLV.utf8("MST:0100109106"))).identifiers.isEmpty)
    }

    @Test("are compared by their octets")
    func comparison() throws {
        let composed = try Self.identity((Self.userIdentifier, TLV.utf8("\u{E9}")))
        let decomposed = try Self.identity((Self.userIdentifier, TLV.utf8("e\u{301}")))
        #expect(composed != decomposed)
        #expect(composed.identifiers[0] != decomposed.identifiers[0])
        #expect(Set([composed, decomposed, composed]).count == 2)
    }
}
