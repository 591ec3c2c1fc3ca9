//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How far a batch is, in one line of a terminal that is drawn over again.
struct ProgressLine {
    private let isShown: Bool
    private let total: Int?
    /// Results that were there before.
    private let done: Int
    private let width: Int
    private var last: ContinuousClock.Instant?
    private var isDrawn = false

    private static let interval = Duration.milliseconds(200)

    /// - Parameters:
    ///   - isShown: Whether a person looks at standard error.
    ///   - total: Counts the inputs; asked only if the line is shown.
    ///   - done: Results that were there before.
    init(isShown: Bool, total: () -> Int?, done: Int) {
        self.isShown = isShown
        self.total = isShown ? total() : nil
        self.done = done
        width = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 80
    }

    mutating func show(_ progress: BatchProgress, _ summary: BatchSummary) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let last, now - last < Self.interval { return }
        last = now
        isDrawn = true
        let line = Self.text(progress, summary, total: total, done: done)
        StandardError.draw("\r" + String(line.prefix(max(20, width - 1))) + "\u{1B}[K")
    }

    /// Makes room for lines of results on the same terminal.
    mutating func clear() {
        guard isDrawn else { return }
        isDrawn = false
        StandardError.draw("\r\u{1B}[K")
        last = nil
    }

    /// Such as `[####------] 41 % 14,700 of 35,837, 4,512/s, 36.1 MB/s, 0:05 left: 14,600 passed, 90 failed`.
    static func text(_ progress: BatchProgress, _ summary: BatchSummary, total: Int?, done: Int) -> String {
        let count = done + progress.documents
        var text = ""
        if let total, total > 0 {
            let tenths = min(10, count * 10 / total)
            text += "[" + String(repeating: "#", count: tenths) + String(repeating: "-", count: 10 - tenths) + "] "
            text += "\(min(100, count * 100 / total)) % \(grouped(count)) of \(grouped(total))"
        } else {
            text += grouped(count)
        }
        let megabytes = (progress.bytesPerSecond / 100_000).rounded() / 10
        text += ", \(grouped(Int(progress.documentsPerSecond)))/s, \(megabytes) MB/s"
        if let total, let left = progress.timeLeft(ofTotal: total - done) { text += ", \(clock(left)) left" }
        let words = [
            (DocumentIndication.totalPassed, "passed"), (.totalFailed, "failed"), (.indeterminate, "indeterminate"),
            (.noSignature, "unsigned"), (.refused, "refused"),
        ]
        let counts = words.compactMap { indication, word in
            summary.indications[indication.rawValue].map { "\(grouped($0)) \(word)" }
        }
        return text + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
    }

    /// `1,234,567`.
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }

    /// `0:05`, `1:02:03`.
    private static func clock(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return seconds >= 3_600 ? "\(seconds / 3_600):" + minutes : "\(seconds / 60):\(two(seconds % 60))"
    }
}
