//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A stable word for each kind of ``Finding``, listed in the catalogue of the documentation.
public struct FindingCode: Hashable, Sendable {
    // A struct over the catalogue's list: a new code breaks nobody's `switch`.
    private let storage: FindingName

    private init(_ storage: FindingName) { self.storage = storage }

    /// What the code means, by the catalogue.
    public var entry: CatalogueEntry { storage.entry }

    /// The code of this name, where there is one.
    public init?(name: String) {
        guard let storage = FindingName(rawValue: name) else { return nil }
        self.storage = storage
    }

    /// Every code there is.
    public static var all: [Self] { FindingName.allCases.map(Self.init) }

    /// The policy refuses the algorithm.
    public static let algorithmRefused = Self(.algorithmRefused)
    /// The OpenSSL at hand doesn't offer the algorithm, or its configuration forbids it.
    public static let algorithmUnavailable = Self(.algorithmUnavailable)
    /// No standard that is known here defines the algorithm.
    public static let algorithmUnknown = Self(.algorithmUnknown)
    /// The policy allows an algorithm that is no longer thought secure.
    public static let weakAlgorithm = Self(.weakAlgorithm)
    /// The algorithm has a URI that no standard defines, and the policy takes it for the one that is meant.
    public static let algorithmAlias = Self(.algorithmAlias)
    /// The policy allows an algorithm that is in no preset, since few programs or no standard of XML signatures have it.
    public static let algorithmExperimental = Self(.algorithmExperimental)
    /// The end date of the algorithm or of the size of the key is less than a year away.
    public static let algorithmEndsSoon = Self(.algorithmEndsSoon)
    /// The end date of the algorithm or of the size of the key is past.
    public static let algorithmEnded = Self(.algorithmEnded)
    /// The signature is not as the schema of XML-DSig §4 says.
    public static let structureMalformed = Self(.structureMalformed)
    /// The digest of what the reference names is not its DigestValue.
    public static let digestMismatch = Self(.digestMismatch)
    /// The SignatureValue does not verify under the key.
    public static let signatureValueMismatch = Self(.signatureValueMismatch)
    /// The key is below what the policy asks for.
    public static let keyTooWeak = Self(.keyTooWeak)
    /// No key could be found that may verify the signature.
    public static let noUsableKey = Self(.noUsableKey)
    /// A KeyValue is another key than the certificates beside it hold, or than the one that made the signature.
    public static let keyValueContradictsCertificate = Self(.keyValueContradictsCertificate)
    /// The key was pinned by the caller; no path was looked for.
    public static let pinnedKey = Self(.pinnedKey)
    /// No path leads from the certificate to a trust anchor.
    public static let noCertificateChain = Self(.noCertificateChain)
    /// No revocation data was looked at.
    public static let revocationNotChecked = Self(.revocationNotChecked)
    /// Revocation data can't be used: it says nothing about the certificate, or contradicts itself.
    public static let revocationDataUnusable = Self(.revocationDataUnusable)
    /// Revocation data is older than the time in question allows.
    public static let revocationDataNotFresh = Self(.revocationDataNotFresh)
    /// Who signed revocation data isn't entitled to say anything about the certificate.
    public static let revocationSignerRefused = Self(.revocationSignerRefused)
    /// A revocation list is of version 1.
    public static let revocationListVersion = Self(.revocationListVersion)
    /// A revocation list has no nextUpdate, or a time in the wrong type.
    public static let revocationListTime = Self(.revocationListTime)
    /// A revocation list doesn't name the key that signed it.
    public static let revocationListAuthorityKey = Self(.revocationListAuthorityKey)
    /// A revocation list has no number, or one that is critical or too long.
    public static let revocationListNumber = Self(.revocationListNumber)
    /// A revocation list says against the standard what it is about.
    public static let revocationListScope = Self(.revocationListScope)
    /// A revocation list has entries that aren't as the standard asks.
    public static let revocationListEntry = Self(.revocationListEntry)
    /// An OCSP responder gave no answer.
    public static let onlineStatusRefused = Self(.onlineStatusRefused)
    /// An OCSP responder doesn't know the certificate.
    public static let onlineStatusUnknown = Self(.onlineStatusUnknown)
    /// An OCSP response has times with fractions of a second.
    public static let onlineStatusTime = Self(.onlineStatusTime)
    /// A certificate's authorityKeyIdentifier has only one of the issuer's name and serial number.
    public static let authorityKeyIdentifierIncomplete = Self(.authorityKeyIdentifierIncomplete)
    /// A certificate doesn't name the key that signed it.
    public static let authorityKeyIdentifierMissing = Self(.authorityKeyIdentifierMissing)
    /// A certificate names a policy twice.
    public static let certificatePolicyDuplicate = Self(.certificatePolicyDuplicate)
    /// A certificate writes out a default value, which DER leaves out.
    public static let defaultValueEncoded = Self(.defaultValueEncoded)
    /// A certificate names a place of revocation lists against the standard.
    public static let distributionPointMalformed = Self(.distributionPointMalformed)
    /// A certificate has a dNSName that isn't in the preferred name syntax.
    public static let dnsNameMalformed = Self(.dnsNameMalformed)
    /// An extension of a certificate is critical that may not be, or isn't recommended to be.
    public static let extensionCritical = Self(.extensionCritical)
    /// An extension of a certificate is empty.
    public static let extensionEmpty = Self(.extensionEmpty)
    /// An extension of a certificate isn't critical that has to be, or is recommended to be.
    public static let extensionNotCritical = Self(.extensionNotCritical)
    /// An extension of a certificate isn't as its clause defines it.
    public static let extensionUnreadable = Self(.extensionUnreadable)
    /// A certificate has an empty alternative name.
    public static let generalNameEmpty = Self(.generalNameEmpty)
    /// A certificate has an iPAddress of neither 4 nor 16 octets.
    public static let ipAddressMalformed = Self(.ipAddressMalformed)
    /// A certificate names no issuer.
    public static let issuerNameEmpty = Self(.issuerNameEmpty)
    /// A certificate has its issuer's name encoded otherwise than the issuer's certificate.
    public static let issuerNameEncoding = Self(.issuerNameEncoding)
    /// A certificate names another key as its signer's than the signer's certificate.
    public static let keyIdentifierMismatch = Self(.keyIdentifierMismatch)
    /// A certificate has a key usage without any bit.
    public static let keyUsageEmpty = Self(.keyUsageEmpty)
    /// An authority's certificate has no key usage.
    public static let keyUsageMissing = Self(.keyUsageMissing)
    /// A certificate has keyCertSign and is no authority's.
    public static let keyUsageWithoutAuthority = Self(.keyUsageWithoutAuthority)
    /// A certificate has an rfc822Name that is no mailbox.
    public static let mailboxMalformed = Self(.mailboxMalformed)
    /// A certificate constrains names by what isn't in the syntax of their form.
    public static let nameConstraintMalformed = Self(.nameConstraintMalformed)
    /// A certificate constrains names with a minimum or a maximum.
    public static let nameConstraintRange = Self(.nameConstraintRange)
    /// A certificate constrains names and is no authority's.
    public static let nameConstraintsMisplaced = Self(.nameConstraintsMisplaced)
    /// A certificate limits the length of paths and signs no certificates.
    public static let pathLengthWithoutAuthority = Self(.pathLengthWithoutAuthority)
    /// A certificate maps any-policy.
    public static let policyMappingAnyPolicy = Self(.policyMappingAnyPolicy)
    /// A certificate's serial number isn't positive.
    public static let serialNumberNotPositive = Self(.serialNumberNotPositive)
    /// A certificate's serial number has more than 20 octets.
    public static let serialNumberTooLong = Self(.serialNumberTooLong)
    /// A certificate doesn't name its key.
    public static let subjectKeyIdentifierMissing = Self(.subjectKeyIdentifierMissing)
    /// A certificate names nobody.
    public static let subjectNameEmpty = Self(.subjectNameEmpty)
    /// A certificate has a unique identifier.
    public static let uniqueIdentifier = Self(.uniqueIdentifier)
    /// A certificate has a URI that is relative or names no host.
    public static let uriMalformed = Self(.uriMalformed)
    /// A certificate has a user notice that is empty, too long or of the wrong type.
    public static let userNoticeMalformed = Self(.userNoticeMalformed)
    /// A certificate has a time in the wrong type.
    public static let validityEncoding = Self(.validityEncoding)
    /// The signature covers neither its certificate nor a digest of it.
    public static let signingCertificateNotBound = Self(.signingCertificateNotBound)
    /// Qualifying properties are present and were not validated.
    public static let xadesNotValidated = Self(.xadesNotValidated)
    /// The policy refuses the transform.
    public static let transformRefused = Self(.transformRefused)
    /// The policy refuses this kind of reference.
    public static let referenceRefused = Self(.referenceRefused)
    /// Nothing in the document has the referenced ID, or nobody gave the external data.
    public static let referenceNotFound = Self(.referenceNotFound)
    /// More than one element has the referenced ID.
    public static let ambiguousID = Self(.ambiguousID)
    /// More than one element has this ID; no reference uses it.
    public static let duplicateID = Self(.duplicateID)
    /// A namespace name of the document is relative, and the policy allows it.
    public static let relativeNamespace = Self(.relativeNamespace)
    /// The reference digests nothing.
    public static let emptyNodeSet = Self(.emptyNodeSet)
    /// SignedInfo reads differently from its own canonical form.
    public static let signedInfoDiffers = Self(.signedInfoDiffers)
    /// A limit of the policy was exceeded.
    public static let limitExceeded = Self(.limitExceeded)
    /// There are fewer signatures than expected.
    public static let signatureCount = Self(.signatureCount)
    /// The signature is another one that was pasted again, and counts as one with it.
    public static let signatureCopied = Self(.signatureCopied)
    /// The transform could not be carried out on what it was given.
    public static let transformFailed = Self(.transformFailed)
    /// No standard that is known here defines the transform.
    public static let transformUnknown = Self(.transformUnknown)
    /// The octets that the transforms made are no document that can be read.
    public static let referenceUnreadable = Self(.referenceUnreadable)
    /// Canonical XML says to fail, or the node set has no canonical form.
    public static let canonicalizationFailed = Self(.canonicalizationFailed)
    /// The reference names data outside of the document, which the caller gave.
    public static let referenceExternal = Self(.referenceExternal)
    /// The reference has no URI and was taken to mean the document.
    public static let referenceWithoutURI = Self(.referenceWithoutURI)
    /// The document has a DTD and the policy allows it.
    public static let documentTypeAllowed = Self(.documentTypeAllowed)
    /// What the reference's Type names stands outside of its place in the schema.
    public static let objectMisplaced = Self(.objectMisplaced)
    /// No reference of the signature covers all that an Object of it holds.
    public static let objectNotSigned = Self(.objectNotSigned)
    /// The entries of a Manifest were not looked at; they count as not covered.
    public static let manifestNotValidated = Self(.manifestNotValidated)
    /// KeyInfo holds something that isn't used.
    public static let keyInfoIgnored = Self(.keyInfoIgnored)
    /// KeyInfo holds a key or a certificate that can't be read.
    public static let keyInfoUnusable = Self(.keyInfoUnusable)
    /// The SignatureValue has a form beside the standard's, which the policy allows.
    public static let signatureValueForm = Self(.signatureValueForm)
    /// The signed properties name another certificate than the signer's.
    public static let signingCertificateMismatch = Self(.signingCertificateMismatch)
    /// Several trusted certificates hold the key and differ in whom they name.
    public static let signingCertificateAmbiguous = Self(.signingCertificateAmbiguous)
    /// A path to a trust anchor was found, and it doesn't hold.
    public static let certificatePathInvalid = Self(.certificatePathInvalid)
    /// OpenSSL can't check exactly this path.
    public static let pathNotExpressible = Self(.pathNotExpressible)
    /// A certificate of the path was revoked at the time in question.
    public static let certificateRevoked = Self(.certificateRevoked)
    /// A certificate of the path is suspended.
    public static let certificateOnHold = Self(.certificateOnHold)
    /// The certificate of a server doesn't name the host that was asked for.
    public static let hostNameMismatch = Self(.hostNameMismatch)
    /// No usable revocation data says whether a certificate was revoked.
    public static let revocationUnknown = Self(.revocationUnknown)
    /// The pinned certificate is not valid at the validation time.
    public static let certificateOutOfValidity = Self(.certificateOutOfValidity)
    /// XSLT is refused under every policy: it is a program that the document brings along.
    public static let xsltRefused = Self(.xsltRefused)
    /// The Decrypt transform is refused under every policy: nothing is decrypted here.
    public static let decryptionRefused = Self(.decryptionRefused)
    /// The policy doesn't allow the relationships transform of Open Packaging Conventions.
    public static let relationshipTransformRefused = Self(.relationshipTransformRefused)
    /// The policy allows the relationships transform: what it leaves out of a part is not signed.
    public static let relationshipTransformAllowed = Self(.relationshipTransformAllowed)
    /// The caller's resolver could not give the data behind a URI.
    public static let externalDataFailed = Self(.externalDataFailed)
    /// At least one entry of a signed Manifest doesn't hold, or could not be checked.
    public static let manifestEntryFailed = Self(.manifestEntryFailed)
    /// X509Data names another certificate than one that holds the key.
    public static let x509DataContradictsCertificate = Self(.x509DataContradictsCertificate)
    /// KeyInfo holds a certificate that neither holds the key nor leads on from one that does.
    public static let certificateUnrelated = Self(.certificateUnrelated)
    /// RetrievalMethod or KeyInfoReference could not be followed, or leads to another one.
    public static let keyRetrievalRefused = Self(.keyRetrievalRefused)
    /// A SignatureProperty names another target than the signature that it is signed by.
    public static let signaturePropertyTarget = Self(.signaturePropertyTarget)
    /// The policy wants something to be signed that isn't, or not by as many.
    public static let coverageDemandUnmet = Self(.coverageDemandUnmet)
    /// A general XPath expression says what is signed, which the policy allows.
    public static let xPathEvaluated = Self(.xPathEvaluated)
    /// An XPath expression can't be read or evaluated, or has not the kind of value that it needs.
    public static let xPathInvalid = Self(.xPathInvalid)
    /// An XPath expression calls a function that there is not.
    public static let xPathUnknownFunction = Self(.xPathUnknownFunction)
    /// An XPath expression is too long, nested too deep, or uses too many prefixes.
    public static let xPathExpressionLimit = Self(.xPathExpressionLimit)
    /// The XPath expressions of the document ask for too many operations.
    public static let xPathOperationLimit = Self(.xPathOperationLimit)
    /// An XPath transform is given, or selects, too many nodes.
    public static let xPathNodeLimit = Self(.xPathNodeLimit)
    /// The XPath expressions of the document take too long.
    public static let xPathDeadline = Self(.xPathDeadline)
    /// The signature doesn't cover what a prefix of an XPath expression stands for.
    public static let unsignedNamespaceBinding = Self(.unsignedNamespaceBinding)
}

extension FindingCode: CustomStringConvertible {
    public var description: String { storage.rawValue }
}

extension FindingCode: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let code = Self(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no finding is called `\(name)`")
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
