//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The members of an object in a policy file.
///
/// A name that isn't known is an error with its path, since a misspelt restriction would be none; so is `null`, which
/// says nothing.
package struct PolicyMembers<Member: RawRepresentable & CaseIterable> where Member.RawValue == String {
    private let container: KeyedDecodingContainer<MemberName>

    package init(_ decoder: any Decoder, _ members: Member.Type = Member.self) throws {
        try self.init(decoder, known: Member.allCases.map(\.rawValue))
    }

    package init(_ decoder: any Decoder, known: [String]) throws {
        container = try decoder.container(keyedBy: MemberName.self)
        let unknown = container.allKeys.map(\.stringValue).filter { name in
            !known.contains { $0.utf8.elementsEqual(name.utf8) }
        }
        guard let name = unknown.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else { return }
        throw failure(
            MemberName(name), "no member here is called `\(name)`; known are \(known.joined(separator: ", "))")
    }

    /// The value of a member; what stands in for it where it is absent.
    package func value<Value: Decodable>(_ member: Member, or base: Value) throws -> Value {
        try value(member.rawValue) ?? base
    }

    /// The value of a member; `nil` only where it is absent.
    package func value<Value: Decodable>(_ name: String, _ type: Value.Type = Value.self) throws -> Value? {
        let name = MemberName(name)
        guard container.contains(name) else { return nil }
        do {
            return try container.decode(Value.self, forKey: name)
        } catch let error as DecodingError {
            throw error
        } catch {
            // What Foundation says of a number that doesn't fit is an error of its own, without a place.
            throw failure(name, "no such value is accepted: \(error)")
        }
    }

    /// A count, which is never negative.
    package func count(_ name: String, or base: Int) throws -> Int {
        let count = try value(name, Int.self) ?? base
        guard count >= 0 else { throw failure(MemberName(name), "\(count) is negative") }
        return count
    }

    /// A list of names, each once, as the set of what they name.
    package func set<Element: Hashable>(
        _ member: Member, or base: Set<Element>, of kind: String, _ element: (String) -> Element?
    ) throws -> Set<Element> {
        guard let names = try value(member.rawValue, [String].self) else { return base }
        var set: Set<Element> = []
        for name in names {
            guard let element = element(name) else {
                throw failure(MemberName(member.rawValue), "no \(kind) is called `\(name)`")
            }
            guard set.insert(element).inserted else {
                throw failure(MemberName(member.rawValue), "`\(name)` stands there twice")
            }
        }
        return set
    }

    /// Reads a member that is an object of its own; `nil` where it is absent.
    package func nested<Value>(_ member: Member, _ read: (any Decoder) throws -> Value) throws -> Value? {
        let name = MemberName(member.rawValue)
        return container.contains(name) ? try read(try container.superDecoder(forKey: name)) : nil
    }

    package func failure(_ member: Member, _ message: String) -> DecodingError {
        failure(MemberName(member.rawValue), message)
    }

    private func failure(_ name: MemberName, _ message: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: container.codingPath + [name], debugDescription: message))
    }
}

/// The name of a member, known or not.
package struct MemberName: CodingKey {
    package let stringValue: String
    package var intValue: Int? { nil }

    package init(_ name: String) { stringValue = name }

    package init?(stringValue: String) { self.init(stringValue) }

    package init?(intValue: Int) { nil }
}
