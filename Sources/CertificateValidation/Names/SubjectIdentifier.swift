//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A number or code by which an authority knows a subject, as the subject's name has it.
///
/// Two conventions are read: the prefixes of Vietnamese certification authorities (`MST:0100231226`) in UID, O and
/// serialNumber, and the semantics identifiers of ETSI EN 319 412-1 §5 (`VATVN-0100231226`) in serialNumber and
/// organizationIdentifier. What is in neither form stays ``text`` and has no ``scheme``: nothing is guessed.
public struct SubjectIdentifier: Sendable {
    /// The attribute that it stands in: `UID`, `O`, `serialNumber` or `organizationIdentifier`.
    public let attribute: String
    /// The whole value, as the certificate has it.
    public let text: String
    /// What kind of identifier it is; `nil` where the text is in no form that is known here.
    public let scheme: Scheme?
    /// The country of the scheme, two letters; `nil` where the form doesn't say one.
    public let country: String?
    /// The identifier alone; `nil` without a scheme.
    public let value: String?
    /// The dependent unit of an organisation, such as `001` in `0100231226-001`.
    public let branch: String?

    /// A scheme of identifiers.
    public struct Scheme: Hashable, Sendable, CustomStringConvertible {
        /// As it is written before the identifier, in ASCII.
        public let description: String

        init(_ name: String) { description = name }

        /// `MST`: a Vietnamese tax code, ten digits and for a dependent unit three more.
        public static let vietnameseTaxCode = Self("MST")
        /// `CMND`: a Vietnamese identity card of nine digits.
        public static let vietnameseIdentityCard = Self("CMND")
        /// `CCCD`: a Vietnamese citizen's card of twelve digits.
        public static let vietnameseCitizenCard = Self("CCCD")
        /// `HC`: a passport.
        public static let vietnamesePassport = Self("HC")
        /// `MNS`: a Vietnamese code of a unit that has to do with the state's budget, seven digits.
        public static let vietnameseBudgetCode = Self("MNS")
        /// `BHXH`: a Vietnamese social insurance number of ten digits.
        public static let vietnameseSocialInsurance = Self("BHXH")
        /// `VAT`: a value-added tax number (EN 319 412-1 §5.1.4).
        public static let valueAddedTax = Self("VAT")
        /// `NTR`: a number in a national trade register (§5.1.4).
        public static let tradeRegister = Self("NTR")
        /// `LEI`: a legal entity identifier of ISO 17442 (§5.1.4).
        public static let legalEntity = Self("LEI")
        /// `PSD`: an authorization number of a payment service provider (TS 119 495 §5.2.1).
        public static let paymentServiceProvider = Self("PSD")
        /// `PAS`: a passport (§5.1.3).
        public static let passport = Self("PAS")
        /// `IDC`: a national identity card (§5.1.3).
        public static let identityCard = Self("IDC")
        /// `PNO`: a national personal number (§5.1.3).
        public static let personalNumber = Self("PNO")
        /// `TIN`: a tax identification number (§5.1.3).
        public static let taxIdentification = Self("TIN")
        /// `TAX`: a personal tax reference number, the older word for it (§5.1.3).
        public static let taxReference = Self("TAX")
    }

    /// - Returns: `nil` where the attribute has no identifiers, or is a name that doesn't begin like one.
    init?(_ text: String, in type: ObjectIdentifier) {
        guard let attribute = Self.attributes[type] else { return nil }
        let octets = Array(text.utf8)
        let isVietnamese = type != .organizationIdentifier
        if isVietnamese, let (scheme, rest) = VietnameseIdentifier.scheme(of: octets) {
            let parts = VietnameseIdentifier.parts(scheme, rest)
            self.init(
                attribute: attribute,
                text: text,
                scheme: parts == nil ? nil : scheme,
                value: parts?.value,
                branch: parts?.branch
            )
        } else if type == .organization {
            // An organisation's name.
            return nil
        } else if type != .userIdentifier,
            let parts = SemanticsIdentifier(octets, ofLegalPerson: type == .organizationIdentifier)
        {
            self.init(
                attribute: attribute,
                text: text,
                scheme: parts.scheme,
                country: parts.country,
                value: parts.value
            )
        } else {
            self.init(attribute: attribute, text: text)
        }
    }

    private init(
        attribute: String,
        text: String,
        scheme: Scheme? = nil,
        country: String? = nil,
        value: String? = nil,
        branch: String? = nil
    ) {
        self.attribute = attribute
        self.text = text
        self.scheme = scheme
        self.country = country
        self.value = value
        self.branch = branch
    }

    private static let attributes: [ObjectIdentifier: String] = {
        let types: [ObjectIdentifier] = [.userIdentifier, .organization, .subjectSerialNumber, .organizationIdentifier]
        return AttributeName.byType.filter { types.contains($0.key) }
    }()
}

extension SubjectIdentifier: Hashable {
    // By octets; the other members follow from these two.
    public static func == (left: Self, right: Self) -> Bool {
        left.attribute == right.attribute && left.text.utf8.elementsEqual(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(attribute)
        for octet in text.utf8 { hasher.combine(octet) }
    }
}

extension SubjectIdentifier: CustomStringConvertible {
    /// Such as `MST 0100231226-001`; the whole text without a scheme.
    public var description: String {
        guard let scheme, let value else { return text }
        return "\(scheme)\(country.map { " " + $0 } ?? "") \(value)\(branch.map { "-" + $0 } ?? "")"
    }
}

/// `PREFIX:value`, as Vietnamese authorities write it.
private enum VietnameseIdentifier {
    private static let schemes: [SubjectIdentifier.Scheme] = [
        .vietnameseTaxCode, .vietnameseIdentityCard, .vietnameseCitizenCard, .vietnamesePassport,
        .vietnameseBudgetCode, .vietnameseSocialInsurance,
    ]

    static func scheme(of text: [UInt8]) -> (SubjectIdentifier.Scheme, ArraySlice<UInt8>)? {
        for scheme in schemes {
            let prefix = Array("\(scheme):".utf8)
            if text.starts(with: prefix) { return (scheme, text.dropFirst(prefix.count)) }
        }
        return nil
    }

    /// - Returns: `nil` where the value isn't of the scheme's form, whatever it may mean.
    static func parts(
        _ scheme: SubjectIdentifier.Scheme,
        _ value: ArraySlice<UInt8>
    ) -> (value: String, branch: String?)? {
        let digits = value.prefix { (0x30...0x39).contains($0) }
        switch scheme {
        case .vietnameseTaxCode:
            guard digits.count == 10 else { return nil }
            let rest = value.dropFirst(10)
            if rest.isEmpty { return (text(digits), nil) }
            let branch = rest.dropFirst()
            guard rest.first == UInt8(ascii: "-"), branch.count == 3, branch.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            return (text(digits), text(branch))
        case .vietnamesePassport:
            // ICAO Doc 9303-4 §4.2.2 has nine places for the number.
            let isNumber = value.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
            return isNumber && (1...9).contains(value.count) ? (text(value), nil) : nil
        default:
            let count = counts[scheme]
            return digits.count == value.count && value.count == count ? (text(value), nil) : nil
        }
    }

    private static let counts: [SubjectIdentifier.Scheme: Int] = [
        .vietnameseIdentityCard: 9, .vietnameseCitizenCard: 12, .vietnameseBudgetCode: 7,
        .vietnameseSocialInsurance: 10,
    ]

    private static func text(_ octets: ArraySlice<UInt8>) -> String { String(decoding: octets, as: UTF8.self) }
}

/// A semantics identifier of ETSI EN 319 412-1: three characters for the type, two for the country, a hyphen, the
/// identifier. A national scheme has two characters and a colon for its type.
private struct SemanticsIdentifier {
    let scheme: SubjectIdentifier.Scheme
    let country: String
    let value: String

    /// §5.1.3 and §5.1.4.
    private static let naturalPersons: [SubjectIdentifier.Scheme] = [
        .passport, .identityCard, .personalNumber, .taxIdentification, .taxReference,
    ]
    private static let legalPersons: [SubjectIdentifier.Scheme] = [
        .valueAddedTax, .tradeRegister, .legalEntity, .paymentServiceProvider,
    ]

    init?(_ text: [UInt8], ofLegalPerson isLegal: Bool) {
        guard text.count > 6, text[5] == UInt8(ascii: "-"), text[3...4].allSatisfy({ (0x41...0x5A).contains($0) })
        else {
            return nil
        }
        let type = text[0...2]
        let known = (isLegal ? Self.legalPersons : Self.naturalPersons).first {
            $0.description.utf8.elementsEqual(type)
        }
        let isNational =
            type.last == UInt8(ascii: ":")
            && type.dropLast().allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        guard known != nil || isNational else { return nil }
        scheme = known ?? SubjectIdentifier.Scheme(String(decoding: type, as: UTF8.self))
        country = String(decoding: text[3...4], as: UTF8.self)
        value = String(decoding: text[6...], as: UTF8.self)
    }
}
