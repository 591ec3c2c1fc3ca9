//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import CanonicalXML
import LibXML2Oracle

/// The reader that all inputs go through, so that what one document leaves behind would show at the next.
private struct Bench: ~Copyable {
    var reader: XMLReader

    static let externalEntities: [String: [UInt8]] = ["x": Array("<?xml encoding='UTF-8'?>x<y>z</y>\r\n".utf8)]

    init() {
        var given: [[UInt8]: [UInt8]] = [:]
        for (name, content) in Self.externalEntities { given[Array(name.utf8)] = content }
        reader = XMLReader(documentTypes: .internalSubset(externalEntities: given))
    }
}

// libFuzzer calls from one thread only.
nonisolated(unsafe) private var bench = Bench()

/// Reads one input with our reader and with libxml2, and stops where they differ and no rule explains it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let document = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    let comparison = unsafe Comparison(document, reader: &bench.reader, externalEntities: Bench.externalEntities)
    if comparison.agrees || comparison.deviation != nil { return 0 }
    fatalError(comparison.difference)
}
