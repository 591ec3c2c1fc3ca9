import Foundation
import XMLCoder
import XMLDSig

/// Decodes the invoices that good signatures of a document cover, from the octets that were digested: what stands in the
/// document and isn't signed can't come in.
func invoices(in document: [UInt8], validator: SignatureValidator, at time: Instant) throws -> [Invoice] {
    let validated = validator.validate(document, at: time)
    guard let tree = validated.tree else { return [] }
    var invoices: [Invoice] = []
    for signature in validated.report.signatures {
        // Nothing comes out of a signature that isn't TOTAL-PASSED.
        for content in validated.content(coveredBy: signature.number) {
            guard content.nodes.count == 1, tree.name(of: content.nodes[0]) == ExpandedName("DLHDon") else { continue }
            invoices.append(try XMLDecoder().decode(Invoice.self, from: Data(content.octets)))
        }
    }
    return invoices
}

func octets(ofFile path: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) }

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print("usage: decode DOCUMENT ROOT-CERTIFICATE ISSUING-CERTIFICATES")
    exit(64)
}
let validator = SignatureValidator(
    // No revocation data is at hand for the sample archive; whoever has some leaves the policy as it is.
    policy: .strict.with(revocation: RevocationPolicy(.ifPresent)),
    trust: try TrustStore(Certificate.read(octets(ofFile: arguments[2]))),
    certificates: try Certificate.read(octets(ofFile: arguments[3]))
)
// The present time as a rule; here the time that the sample archive is made for.
let time = Instant(rfc3339: "2026-06-01T00:00:00Z")!
let found = try invoices(in: octets(ofFile: arguments[1]), validator: validator, at: time)
for invoice in found {
    print(
        "invoice \(invoice.header.number) of \(invoice.header.date), \(invoice.content.seller.name): "
            + "\(invoice.content.totals.payable)"
    )
}
exit(found.isEmpty ? 1 : 0)
