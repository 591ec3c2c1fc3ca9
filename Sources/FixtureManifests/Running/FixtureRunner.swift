//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CertificateValidation
import Diagnostics
package import XMLSignature

/// Answers the cases of a manifest with the library.
///
/// It is not part of any product: a line may say that the key is to be taken from the document, which no user may.
package struct FixtureRunner: Sendable {
    let files: FileCache
    let chainFiles = ChainFiles()
    /// In place of what each line permits.
    let policy: ValidationPolicy?
    private let sharedCaches: ValidationCaches?

    /// What a line may know of the ones before it: by default nothing.
    var caches: ValidationCaches { sharedCaches ?? ValidationCaches() }

    /// The most octets that a file of a manifest may have.
    package static let fileLimit = 256 << 20

    /// - Parameters:
    ///   - folder: What the paths of the manifest start from: the manifest's own folder.
    ///   - policy: The policy of every line, to find out what a policy permits; by default each line says what it permits.
    ///   - caches: For all lines together; by default each line has its own.
    package init(folder: String, policy: ValidationPolicy? = nil, caches: ValidationCaches? = nil) {
        files = FileCache(folder: folder, limit: Self.fileLimit)
        self.policy = policy
        sharedCaches = caches
    }

    /// Answers one case.
    package func answer(_ fixture: Fixture) -> FixtureAnswer {
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = outcome(of: fixture)
        return FixtureAnswer(fixture, outcome, duration: clock.now - start)
    }

    private func outcome(of fixture: Fixture) -> FixtureOutcome {
        guard fixture.unknown == nil else { return .skipped(fixture.unknown ?? "") }
        let missing = fixture.needs.compactMap(\.missingAbility).sorted()
        guard missing.isEmpty else { return .skipped("not built: " + missing.joined(separator: ", ")) }
        do {
            return try answer(fixture, octets: files.octets(fixture.file))
        } catch {
            // A file that isn't there is no refusal by the library: the case could not be tried.
            return FixtureOutcome(nil, detail: error.description)
        }
    }

    private func answer(_ fixture: Fixture, octets: [UInt8]) throws(InputFileError) -> FixtureOutcome {
        switch fixture.kind {
        case .xmldsig, .attack, .xades, .asic: try judge(fixture, octets)
        case .c14n: try canonicalize(fixture, octets)
        case .parser: try parse(fixture, octets)
        case .sigvec: SignatureVectorFile.outcome(of: octets)
        case .chain, .crl: try validatePath(fixture)
        case nil: .skipped("kind `\(fixture.kindName)` isn't known")
        }
    }
}
