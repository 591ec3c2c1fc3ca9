//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What one list says of a certificate, once its signature is known to be right.
struct RevocationListStatement {
    let list: RevocationList
    let signer: Certificate
    /// The reasons that it speaks about.
    let reasons: RevocationReasons
    let entries: [RevocationListEntry]

    init(_ list: RevocationList, _ signer: Certificate, _ reasons: RevocationReasons, about certificate: Certificate) {
        self.list = list
        self.signer = signer
        self.reasons = reasons
        entries = list.entries(about: certificate)
    }

    /// Of one issuer with the same octets as their issuingDistributionPoint: each list replaces those before it.
    struct Scope: Hashable {
        let issuer: [UInt8]
        let distributionPoint: ArraySlice<UInt8>?
    }

    var scope: Scope {
        Scope(
            issuer: list.issuer.matchingKey,
            distributionPoint: list.content.extensions.issuingDistributionPointValue
        )
    }

    var evidence: RevocationEvidence {
        RevocationEvidence(
            list.isDelta ? .deltaRevocationList : .revocationList,
            fingerprint: list.fingerprint,
            signer: signer,
            thisUpdate: list.thisUpdate,
            nextUpdate: list.nextUpdate
        )
    }

    /// Whether a certificate that isn't listed isn't revoked: once it has expired, it isn't listed any more, unless the
    /// list says otherwise.
    func isComplete(for certificate: Certificate) -> Bool {
        certificate.notAfter >= list.thisUpdate
            || list.content.extensions.expiredCertificatesDate.map { $0 <= certificate.notAfter } ?? false
    }
}

/// A complete list, with what a delta changed since (RFC 5280 §5.2.4).
struct RevocationListView {
    let base: RevocationListStatement
    let delta: RevocationListStatement?

    /// What it says of the certificate; permanent revocations are looked for before.
    enum State: Equatable {
        case good
        case onHold(Instant)
    }

    var statements: [RevocationListStatement] { [base] + (delta.map { [$0] } ?? []) }
    var newest: RevocationList { (delta ?? base).list }

    /// RFC 5280 §6.3.3 (c), (h): same scope, same key, and numbers that follow each other.
    static func fits(_ delta: RevocationListStatement, _ base: RevocationListStatement) -> Bool {
        let (change, whole) = (delta.list.content.extensions, base.list.content.extensions)
        guard
            let start = change.baseNumber, let end = change.number, let number = whole.number,
            start <= number, number < end
        else { return false }
        return delta.scope == base.scope
            && change.authorityKeyIdentifierValue == whole.authorityKeyIdentifierValue
            && delta.signer.subjectPublicKeyInfo == base.signer.subjectPublicKeyInfo
    }

    /// RFC 5280 §6.3.3 (i) to (k).
    ///
    /// - Returns: `nil` where it says nothing.
    func state(of certificate: Certificate, at time: Instant) -> State? {
        if let delta, !delta.entries.isEmpty {
            guard !delta.entries.allSatisfy(\.isRemoval) else {
                // It is taken back, unless it was only taken out since it has expired.
                return delta.isComplete(for: certificate) ? .good : nil
            }
            // A hold beside a removal counts: a list with both can't be meant.
            return Self.state(delta.entries, at: time)
        }
        guard base.entries.isEmpty else {
            // RFC 5280 §5.3.1: only deltas take something back.
            return base.entries.contains(where: \.isRemoval) ? nil : Self.state(base.entries, at: time)
        }
        return statements.allSatisfy { $0.isComplete(for: certificate) } ? .good : nil
    }

    /// Where it is listed, but was not at the time, it was good then.
    private static func state(_ entries: [RevocationListEntry], at time: Instant) -> State {
        let holds = entries.filter { $0.isHold && $0.date <= time }
        return holds.map(\.date).min().map { .onHold($0) } ?? .good
    }

    /// Whether it says enough about the time (ETSI EN 319 102-1 §5.2.5.4).
    func isFresh(at time: Instant, _ policy: RevocationPolicy) -> Bool {
        policy.isFresh(thisUpdate: newest.thisUpdate, nextUpdate: newest.nextUpdate, at: time)
    }
}

/// Puts together what all lists say.
struct RevocationListJudgement {
    private let statements: [RevocationListStatement]
    private let certificate: Certificate
    private let question: RevocationQuestion

    /// - Parameter statements: The newest first.
    init(_ statements: [RevocationListStatement], _ certificate: Certificate, _ question: RevocationQuestion) {
        self.statements = statements
        self.certificate = certificate
        self.question = question
    }

    func complete(_ answer: inout RevocationAnswer) {
        if let (statement, entry) = firstRevocation {
            answer.status = .revoked(at: entry.date, reason: entry.reason)
            rely(on: [statement], &answer)
            return
        }
        var covered: RevocationReasons = []
        var relied: [RevocationListStatement] = []
        for views in viewsByScope {
            let speaking = views.compactMap { view in
                view.state(of: certificate, at: question.time).map { (view: view, state: $0) }
            }
            let fresh = speaking.first { $0.view.isFresh(at: question.time, question.policy) }
            // A hold counts also where its list is old, as long as nothing newer takes it back.
            for case (let view, .onHold(let date)) in [speaking.first, fresh].compactMap({ $0 }) {
                answer.status = .revoked(at: date, reason: .certificateHold)
                rely(on: view.statements, &answer)
                return
            }
            if let fresh {
                covered.formUnion(fresh.view.base.reasons)
                relied += fresh.view.statements
            } else {
                answer.findings.append(objection(to: views.first, isSilent: speaking.isEmpty))
            }
        }
        if covered == .all {
            answer.status = .good
            rely(on: relied, &answer)
        } else if !covered.isEmpty {
            let missing = RevocationReasons.all.subtracting(covered)
            answer.findings.append(
                .unusable(
                    "no usable list about \(certificate.nameForMessages) is about \(missing)",
                    "RFC 5280 §6.3.3 (l)"
                )
            )
        }
    }

    /// What can't be taken back counts, however old its list is; of several the earliest.
    private var firstRevocation: (RevocationListStatement, RevocationListEntry)? {
        statements.flatMap { statement in statement.entries.map { (statement, $0) } }
            .filter { !$0.1.isHold && !$0.1.isRemoval && $0.1.date <= question.time }
            .min { $0.1.date < $1.1.date }
    }

    /// The newest first.
    private var viewsByScope: [[RevocationListView]] {
        var scopes: [RevocationListStatement.Scope: [RevocationListStatement]] = [:]
        var order: [RevocationListStatement.Scope] = []
        for statement in statements {
            if scopes[statement.scope] == nil { order.append(statement.scope) }
            scopes[statement.scope, default: []].append(statement)
        }
        return order.map { views(of: scopes[$0] ?? []) }
    }

    private func views(of statements: [RevocationListStatement]) -> [RevocationListView] {
        let bases = statements.filter { !$0.list.isDelta }
        let numbered = NumberedBases(bases)
        let completed = statements.compactMap { statement in
            numbered.newest(completedBy: statement).map { RevocationListView(base: $0, delta: statement) }
        }
        let views = bases.map { RevocationListView(base: $0, delta: nil) } + completed
        return views.sorted {
            $0.newest == $1.newest
                ? RevocationList.isNewer($0.base.list, $1.base.list) : RevocationList.isNewer($0.newest, $1.newest)
        }
    }

    private func rely(on statements: [RevocationListStatement], _ answer: inout RevocationAnswer) {
        for statement in statements {
            answer.evidence.append(statement.evidence)
            answer.findings += statement.list.deviations(under: question.profile)
        }
    }

    /// - Parameter view: `nil` where there are deltas alone.
    private func objection(to view: RevocationListView?, isSilent: Bool) -> Finding {
        guard let view else {
            return .unusable(
                "no list is at hand that a delta about \(certificate.nameForMessages) completes",
                "RFC 5280 §6.3.3 (c)"
            )
        }
        let name = view.newest.nameForMessages
        guard !isSilent else {
            return .unusable(
                "\(name) doesn't say whether \(certificate.nameForMessages), which had expired, was revoked",
                "RFC 5280 §5"
            )
        }
        return question.policy.staleness(of: name, nextUpdate: view.newest.nextUpdate, at: question.time)
    }
}
