import Glibc
import XMLDSig

/// Verifies the document under the root certificate and prints what each good signature really covers.
func verify(document: [UInt8], root: [UInt8], at time: Instant) throws -> Bool {
    let trust = try TrustStore(Certificate.read(root))
    // Programs are asked for revocation data by default; here nobody has any, and the findings say so.
    let policy = ValidationPolicy.strict.with(revocation: RevocationPolicy(.ifPresent))
    let validated = SignatureValidator(policy: policy, trust: trust).validate(document, at: time)

    for signature in validated.report.signatures {
        let signer = signature.signer?.subject ?? "nobody known"
        print("signature \(signature.number): \(signature.indication.rawValue), by \(signer)")
        for finding in signature.findings { print("  \(finding.code): \(finding.message)") }
        guard signature.indication == .totalPassed else { continue }
        // Read what was signed from here, never from the document again.
        for content in validated.content(coveredBy: signature.number) {
            print("  reference \(content.reference) covers \(content.octets.count) octets")
        }
    }
    return validated.report.indication == .totalPassed
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let document = octets(ofFile: arguments[1]), let root = octets(ofFile: arguments[2]) else {
    print("usage: verify DOCUMENT ROOT-CERTIFICATE")
    exit(64)
}
// The present time as a rule; here the time that the sample archive is made for.
let time = Instant(rfc3339: "2026-06-01T00:00:00Z")!
exit(try verify(document: document, root: root, at: time) ? 0 : 1)
