//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser

@main
struct XMLDSigTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xmldsig",
        abstract: "Says which signatures of an XML document hold, over which bytes, and by whom."
    )
}
