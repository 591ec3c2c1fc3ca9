//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLSignature

extension FixtureAnswer {
    /// The answer as one line of JSON, its members in the order of the contract.
    package var json: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("line", fixture.line)
            writer.member("kind", fixture.kindName)
            writer.member("file", fixture.file)
            writer.member("variant", fixture.variant)
            writer.member("test", fixture.test)
            writer.member("expect", fixture.expect)
            writer.member("got", outcome.got?.rawValue)
            writer.member("core", outcome.core?.rawValue)
            if let covers = outcome.covers {
                writer.name("covers")
                writer.array(covers) { writer, paths in writer.array(paths) { $0.string($1) } }
            }
            writer.member("agrees", agreement.value)
            writer.member("detail", detail)
            writer.member("microseconds", microseconds)
        }
        return String(decoding: writer.octets, as: UTF8.self)
    }

    /// What there is to say for a person: first why it doesn't agree.
    package var detail: String? {
        guard case .disagrees(let why) = agreement, why != outcome.detail else { return outcome.detail }
        return outcome.detail.map { "\(why): \($0)" } ?? why
    }

    package var microseconds: Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }
}
