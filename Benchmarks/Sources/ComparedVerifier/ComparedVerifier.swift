//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Glibc

/// The library, kept warm, as one of the programs that `compare` runs side by side; `--document-digest` puts the digest of
/// the document into its reports.
@main
struct ComparedVerifier {
    static func main() async {
        var service = Service(digestsDocuments: CommandLine.arguments.contains("--document-digest"))
        while let line = readLine() {
            do {
                print(try await service.answer(line.split(separator: "\t").map(String.init)))
            } catch {
                print(#"{"error":"\#(error)"}"#)
            }
            unsafe fflush(nil)
        }
    }
}
