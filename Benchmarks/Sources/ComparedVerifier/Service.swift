//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Glibc
import Workloads
import XMLDSig

/// Answers the lines of Benchmarks/comparison/programs.py: one request a line, one JSON object a line.
struct Service {
    /// The peers make no digest of the whole document, so we make one only where its cost is what is asked.
    private let digestsDocuments: Bool
    private var verifier: KeptVerifier?
    private var documents: [[UInt8]] = []
    private var signatures = 1
    private var paths: PathService?

    init(digestsDocuments: Bool) {
        self.digestsDocuments = digestsDocuments
    }

    mutating func answer(_ request: [String]) async throws -> String {
        switch (request.first, request.count) {
        case ("version", 1):
            return #"{"version":"swift-xmldsig \#(LibraryVersion.current), OpenSSL \#(OpenSSL.version)"}"#
        case ("trust", 3):
            verifier = try KeptVerifier(root: request[1], time: request[2], digestsDocuments: digestsDocuments)
            return "{}"
        case ("load", 3):
            documents = try Workloads.documents(inFolder: request[1]).map { try octets(ofFile: $0) }
            signatures = try number(request[2])
            return #"{"documents":\#(documents.count),"bytes":\#(documents.reduce(0) { $0 + $1.count })}"#
        case ("check", 3):
            let verifier = try kept()
            var worker = verifier.worker()
            let document = try octets(ofFile: request[1])
            let objection = verifier.objection(to: document, signatures: try number(request[2]), by: &worker)
            return #"{"accepted":\#(objection == nil),"detail":"\#(objection ?? "")"}"#
        case ("run", 5):
            let first = try number(request[3])
            let slice = Array(documents[first..<(first + (try number(request[4])))])
            return try await verify(slice, threads: try number(request[1]), milliseconds: try number(request[2]))
        case ("canonical", 4):
            let milliseconds = try number(request[2])
            return try canonicalize(method: request[1], milliseconds: milliseconds, writingTo: request[3])
        default:
            return try answerAboutPaths(request)
        }
    }

    private mutating func answerAboutPaths(_ request: [String]) throws -> String {
        switch (request.first, request.count) {
        case ("load-paths", 3):
            let paths = try PathService(file: request[1], time: request[2])
            self.paths = paths
            return #"{"documents":\#(paths.count)}"#
        case ("check-path", 3):
            let objection = try PathService(file: request[1], time: request[2]).objection()
            return #"{"accepted":\#(objection == nil),"detail":"\#(objection ?? "")"}"#
        case ("run-paths", 5):
            guard let paths, let kind = PathService.Kind(rawValue: request[1]) else {
                throw FileError("no paths, or not the kind \(request[1])")
            }
            let (milliseconds, first) = (try number(request[2]), try number(request[3]))
            let slice = first..<(first + (try number(request[4])))
            let (duration, done, refused) = try paths.run(kind, milliseconds: milliseconds, slice: slice)
            return answer(duration, documents: done, refused: refused)
        case ("search-path", 3):
            let search = try PathService(file: request[1], time: request[2]).search()
            return #"{"operations":\#(search.operations),"cpu":\#(search.duration.processorNanoseconds),"#
                + #""detail":"\#(search.objection ?? "")"}"#
        default:
            throw FileError("the request \(request) is unknown")
        }
    }

    private func kept() throws -> KeptVerifier {
        guard let verifier else { throw FileError("no trust yet") }
        return verifier
    }

    private func number(_ text: String) throws -> Int {
        guard let number = Int(text), number >= 0 else { throw FileError("\(text) is no number") }
        return number
    }

    /// Whole passes over the documents, each thread over its part, until the time is over; at least one.
    private func verify(_ documents: [[UInt8]], threads: Int, milliseconds: Int) async throws -> String {
        let verifier = try kept()
        let signatures = signatures
        let watch = Stopwatch()
        let counts = await withTaskGroup(of: (done: Int, refused: Int).self) { group in
            for thread in 0..<threads {
                group.addTask {
                    var worker = verifier.worker()
                    var done = 0
                    var refused = 0
                    repeat {
                        for index in stride(from: thread, to: documents.count, by: threads) {
                            let objection = verifier.objection(
                                to: documents[index], signatures: signatures, by: &worker
                            )
                            if objection != nil { refused += 1 }
                            done += 1
                        }
                    } while watch.elapsed.wallNanoseconds < milliseconds * 1_000_000
                    return (done, refused)
                }
            }
            return await group.reduce((done: 0, refused: 0)) { ($0.done + $1.done, $0.refused + $1.refused) }
        }
        return answer(watch.elapsed, documents: counts.done, refused: counts.refused)
    }

    /// The canonical form of each document from its octets, again and again; the first one's is written once.
    private func canonicalize(method name: String, milliseconds: Int, writingTo path: String) throws -> String {
        guard let method = CanonicalizationMethod(uri: Array(name.utf8)) else {
            throw FileError("\(name) is no method")
        }
        var workload = CanonicalFormWorkload(method: method)
        try write(workload.octets(of: documents[0]), to: path)
        let watch = Stopwatch()
        var done = 0
        repeat {
            for document in documents {
                _ = try workload.run(document)
                done += 1
            }
        } while watch.elapsed.wallNanoseconds < milliseconds * 1_000_000
        return answer(watch.elapsed, documents: done, refused: 0)
    }

    private func answer(_ duration: Duration, documents: Int, refused: Int) -> String {
        #"{"documents":\#(documents),"refused":\#(refused),"wall":\#(duration.wallNanoseconds),"#
            + #""cpu":\#(duration.processorNanoseconds)}"#
    }

    private func write(_ octets: [UInt8], to path: String) throws {
        guard let file = unsafe fopen(path, "wb") else { throw FileError("\(path) can't be opened") }
        let written = unsafe fwrite(octets, 1, octets.count, file)
        guard unsafe fclose(file) == 0, written == octets.count else {
            throw FileError("\(path) can't be written")
        }
    }
}
