//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// Kept apart from the names, so that either can be read as one list.
extension FindingName {
    package var entry: CatalogueEntry {
        switch self {
        case .algorithmRefused:
            entry(
                [.error], "XML-DSig 1.1 §6",
                "The policy refuses the algorithm.",
                "Have the document signed anew with a default algorithm, or name the algorithm in a policy of your own."
            )
        case .algorithmUnavailable:
            entry(
                [.error], "XML-DSig 1.1 §6",
                "The OpenSSL at hand doesn't offer the algorithm, or its configuration forbids it.",
                "Use an OpenSSL that offers the algorithm; nothing is said about the signature."
            )
        case .algorithmUnknown:
            entry(
                [.error], "XML-DSig 1.1 §6",
                "No standard that is known here defines the algorithm.",
                "Compare the URI with the table of algorithms; the message says which one may have been meant."
            )
        case .weakAlgorithm:
            entry(
                [.warning], "ETSI TS 119 312",
                "The policy allows an algorithm that is no longer thought secure.",
                "Ask whether the signature provably existed before the algorithm ended."
            )
        case .algorithmAlias:
            entry(
                [.warning], "RFC 9231 §1",
                "The algorithm has a URI that no standard defines, and the policy takes it for the one that is meant.",
                "Tell the producer the right URI."
            )
        case .algorithmExperimental:
            entry(
                [.warning], "XML-DSig 1.1 §6",
                "The policy allows an algorithm that is in no preset, since few programs or no standard of XML signatures have it.",
                "Expect other programs to refuse the signature, and the URI to change; sign beside it with a default algorithm."
            )
        case .algorithmEndsSoon:
            entry(
                [.warning], "ETSI TS 119 312",
                "The end date of the algorithm or of the size of the key is less than a year away.",
                "Plan for longer keys or another method; time-stamp what has to last."
            )
        case .algorithmEnded:
            entry(
                [.error, .warning], "ETSI TS 119 312",
                "The end date of the algorithm or of the size of the key is past.",
                "Prove that the signature existed before that day; `legacy` only warns."
            )
        case .structureMalformed:
            entry(
                [.error], "XML-DSig §4",
                "The signature is not as the schema of XML-DSig §4 says.",
                "Let the producer correct the element at the position; a signature is never mended."
            )
        case .digestMismatch:
            entry(
                [.error], "XML-DSig §3.2.1",
                "The digest of what the reference names is not its DigestValue.",
                "The content was changed after signing, or digested otherwise than the transforms say: `xmldsig c14n` shows the octets."
            )
        case .signatureValueMismatch:
            entry(
                [.error], "XML-DSig §3.2.2",
                "The SignatureValue does not verify under the key.",
                "SignedInfo was changed after signing, or another key signed it."
            )
        case .keyTooWeak:
            entry(
                [.error, .warning], "ETSI TS 119 312",
                "The key is below what the policy asks for.",
                "Have it signed with a longer key, or lower the size in a policy of your own."
            )
        case .noUsableKey:
            entry(
                [.error], "XML-DSig §4.5",
                "No key could be found that may verify the signature.",
                "Give the key by `--key`, or the certificate by `--certificate`."
            )
        case .keyValueContradictsCertificate:
            entry(
                [.error], "XML-DSig 1.1 §4.5",
                "A KeyValue is another key than the certificates beside it hold, or than the one that made the signature.",
                "Refuse the document: one of the two was put there by somebody else, or by a broken producer."
            )
        case .pinnedKey:
            entry(
                [.information], nil,
                "The key was pinned by the caller; no path was looked for.",
                "Nothing to do: you vouch for the key."
            )
        case .noCertificateChain:
            entry(
                [.error], "RFC 5280 §6.1",
                "No path leads from the certificate to a trust anchor.",
                "Give the anchor by `--trust` and the authorities between by `--certificate`."
            )
        case .signingCertificateNotBound:
            entry(
                [.information], "XML-DSig §4.5",
                "The signature covers neither its certificate nor a digest of it.",
                "Nothing to do for plain XML-DSig; XAdES binds the certificate."
            )
        case .xadesNotValidated:
            entry(
                [.warning], "ETSI EN 319 132-1 §5",
                "Qualifying properties are present and were not validated.",
                "Take what the properties say as a claim of the signer."
            )
        case .referenceRefused:
            entry(
                [.error], "XML-DSig §4.4.3.2",
                "The policy refuses this kind of reference.",
                "Let the producer refer by ID."
            )
        case .referenceNotFound:
            entry(
                [.error], "XML-DSig §4.4.3.2",
                "Nothing in the document has the referenced ID, or nobody gave the external data.",
                "Give external data by `--external`, the name of the ID attribute by `--id-attribute`."
            )
        case .ambiguousID:
            entry(
                [.error], "XML-DSig §4.4.3.2",
                "More than one element has the referenced ID.",
                "Refuse the document: this is how signatures are wrapped."
            )
        case .duplicateID:
            entry(
                [.warning], "XML 1.0 §3.3.1",
                "More than one element has this ID; no reference uses it.",
                "Let the producer make IDs unique."
            )
        case .relativeNamespace:
            entry(
                [.warning], "Canonical XML 1.0 §2.1",
                "A namespace name of the document is relative, and the policy allows it.",
                "Let the producer use absolute namespace names."
            )
        case .signedInfoDiffers:
            entry(
                [.error], "XML-DSig §3.2.2",
                "SignedInfo reads differently from its own canonical form.",
                "Refuse the document: what was signed is not what it says."
            )
        case .limitExceeded:
            entry(
                [.error], nil,
                "A limit of the policy was exceeded.",
                "Raise the limit in a policy of your own if the producer is known to need it."
            )
        case .signatureCount:
            entry(
                [.error], nil,
                "There are fewer signatures than expected.",
                "Find out who has not signed."
            )
        case .signatureCopied:
            entry(
                [.warning], "XML-DSig §3.1.2",
                "One key signed one SignedInfo, and the document has the signature more than once.",
                "Count it once, as demands of the policy do: anybody can paste a signature again."
            )
        case .coverageDemandUnmet:
            entry(
                [.error], "XML-DSig §8.1.1",
                "The policy wants something to be signed that isn't, or not by as many.",
                "Find out who has not signed the part, or who added it afterwards."
            )
        case .referenceUnreadable:
            entry(
                [.error], "XML-DSig §4.4.3.2",
                "The octets that the transforms made are no document that can be read.",
                "Look at the octets: the next transform asks for XML."
            )
        case .referenceExternal:
            entry(
                [.information], "XML-DSig §4.4.3.1",
                "The reference names data outside of the document, which the caller gave.",
                "Keep the data with the document."
            )
        case .referenceWithoutURI:
            entry(
                [.warning], "XML-DSig §4.4.3",
                "The reference has no URI and was taken to mean the document.",
                "Let the producer write `URI=\"\"`."
            )
        case .documentTypeAllowed:
            entry(
                [.warning], "XML 1.0 §2.8",
                "The document has a DTD and the policy allows it.",
                "Expect what you read to differ from what is written: entities and default attributes count."
            )
        case .objectMisplaced:
            entry(
                [.error], "XML-DSig §4.6, §5",
                "What the reference's Type names stands outside of its place in the schema.",
                "Refuse the document: this is how signatures are wrapped."
            )
        case .objectNotSigned:
            entry(
                [.information, .warning], "XML-DSig §4.6",
                "No reference of the signature covers an Object in it, or only a part of what it holds: an information.",
                "Take nothing from the Object that `covers` of a valid reference doesn't list."
            )
        case .manifestNotValidated:
            entry(
                [.warning], "XML-DSig §5.1",
                "The entries of a Manifest were not looked at; they count as not covered.",
                "Take what the entries name for unsigned."
            )
        case .keyInfoIgnored:
            entry(
                [.information], "XML-DSig §4.5",
                "KeyInfo holds something that isn't used.",
                "Nothing to do: nothing in KeyInfo is trusted."
            )
        case .keyInfoUnusable:
            entry(
                [.warning], "XML-DSig §4.5.4",
                "KeyInfo holds a key or a certificate that can't be read.",
                "Give the certificate by `--certificate` where it was needed."
            )
        case .signatureValueForm:
            entry(
                [.warning], "XML-DSig §6.3, §6.4",
                "The SignatureValue has a form beside the standard's, which the policy allows.",
                "Tell the producer the standard's form."
            )
        case .signingCertificateMismatch:
            entry(
                [.error], "ETSI EN 319 132-1 §5.2.2",
                "The signed properties name another certificate than the signer's.",
                "Find the certificate whose digest was signed."
            )
        case .signingCertificateAmbiguous:
            entry(
                [.error], "EN 319 102-1 §5.2.3",
                "Several trusted certificates hold the key and differ in whom they name.",
                "Pin the signer's certificate by `--key`."
            )
        case .certificatePathInvalid:
            entry(
                [.error], "RFC 5280 §6.1",
                "A path to a trust anchor was found, and it doesn't hold.",
                "The message names the certificate and the rule."
            )
        case .authorityKeyIdentifierIncomplete, .authorityKeyIdentifierMissing, .certificatePolicyDuplicate,
            .defaultValueEncoded, .distributionPointMalformed, .dnsNameMalformed, .extensionCritical,
            .extensionEmpty, .extensionNotCritical, .extensionUnreadable, .generalNameEmpty, .ipAddressMalformed,
            .issuerNameEmpty, .issuerNameEncoding, .keyIdentifierMismatch, .keyUsageEmpty, .keyUsageMissing,
            .keyUsageWithoutAuthority, .mailboxMalformed, .nameConstraintMalformed, .nameConstraintRange,
            .nameConstraintsMisplaced, .pathLengthWithoutAuthority, .policyMappingAnyPolicy,
            .serialNumberNotPositive, .serialNumberTooLong, .subjectKeyIdentifierMissing, .subjectNameEmpty,
            .uniqueIdentifier, .uriMalformed, .userNoticeMalformed, .validityEncoding:
            issuerDuty
        case .revocationNotChecked, .revocationDataUnusable, .revocationDataNotFresh, .revocationSignerRefused,
            .revocationListVersion, .revocationListTime, .revocationListAuthorityKey, .revocationListNumber,
            .revocationListScope, .revocationListEntry, .pathNotExpressible, .certificateRevoked, .certificateOnHold,
            .revocationUnknown, .onlineStatusRefused, .onlineStatusUnknown, .onlineStatusTime, .hostNameMismatch:
            revocation
        case .transformRefused, .emptyNodeSet, .transformFailed, .transformUnknown, .canonicalizationFailed,
            .xsltRefused, .decryptionRefused, .relationshipTransformRefused, .relationshipTransformAllowed,
            .xPathEvaluated, .xPathInvalid, .xPathUnknownFunction, .xPathExpressionLimit, .xPathOperationLimit,
            .xPathNodeLimit, .xPathDeadline, .unsignedNamespaceBinding:
            transform
        case .certificateOutOfValidity:
            entry(
                [.error], "RFC 5280 §4.1.2.5",
                "The pinned certificate is not valid at the validation time.",
                "Verify at a time at which the signature provably existed."
            )
        case .externalDataFailed:
            entry(
                [.error], "XML-DSig §4.4.3.1",
                "The caller's resolver could not give the data behind a URI.",
                "See why the resolver failed; nothing is fetched otherwise."
            )
        case .manifestEntryFailed:
            entry(
                [.error, .warning], "XML-DSig §5.1",
                "At least one entry of a signed Manifest doesn't hold, or could not be checked.",
                "Look at the entry: what it names was changed, or isn't there."
            )
        case .x509DataContradictsCertificate:
            entry(
                [.error, .warning], "XML-DSig 1.1 §4.5.4",
                "X509Data names another certificate than one that holds the key.",
                "Refuse the document where it is an error: KeyInfo names somebody else."
            )
        case .certificateUnrelated:
            entry(
                [.information], "XML-DSig 1.1 §4.5.4",
                "KeyInfo holds a certificate that neither holds the key nor leads on from one that does.",
                "Nothing to do: the certificate isn't used."
            )
        case .keyRetrievalRefused:
            entry(
                [.error, .warning], "XML-DSig §4.5.3",
                "RetrievalMethod or KeyInfoReference could not be followed, or leads to another one.",
                "Give the key by `--key` or the certificate by `--certificate`."
            )
        case .signaturePropertyTarget:
            entry(
                [.warning], "XML-DSig §5.2",
                "A SignatureProperty names another target than the signature that it is signed by.",
                "Take the property for a statement about something else."
            )
        }
    }
}
