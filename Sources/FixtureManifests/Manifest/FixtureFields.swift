//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// JSON as it stands in a manifest.
enum JSONValue: Decodable, Sendable {
    case string(String)
    case number(Double)
    case boolean(Bool)
    case array([JSONValue])
    case object([String: JSONValue])
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let boolean = try? container.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let elements = try? container.decode([JSONValue].self) {
            self = .array(elements)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// What a field is compared by: a text itself, a number or a boolean as JSON writes it.
    var text: String? {
        switch self {
        case .string(let text): text
        case .boolean(let boolean): boolean ? "true" : "false"
        case .number(let number): Int(exactly: number).map(String.init) ?? String(number)
        case .array, .object, .null: nil
        }
    }
}

/// Takes the fields of a line one by one and remembers the first value that isn't known.
struct FixtureFields {
    private let members: [String: JSONValue]
    /// Why the line can't be answered.
    private(set) var complaint: String?

    init(_ members: [String: JSONValue]) { self.members = members }

    mutating func complain(_ message: String) {
        if complaint == nil { complaint = message }
    }

    mutating func text(_ name: String) -> String? {
        switch members[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default:
            complain("`\(name)` is no text")
            return nil
        }
    }

    mutating func number(_ name: String) -> Int? {
        switch members[name] {
        case nil, .null: return nil
        case .number(let value):
            if let number = Int(exactly: value), number >= 0 { return number }
        default: break
        }
        complain("`\(name)` is no number")
        return nil
    }

    mutating func boolean(_ name: String) -> Bool? {
        switch members[name] {
        case nil, .null: return nil
        case .boolean(let value): return value
        default:
            complain("`\(name)` is no boolean")
            return nil
        }
    }

    mutating func texts(_ name: String) -> [String]? {
        switch members[name] {
        case nil, .null: return nil
        case .array(let elements):
            let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
            if texts.count == elements.count { return texts }
        default: break
        }
        complain("`\(name)` is no array of texts")
        return nil
    }

    mutating func table(_ name: String) -> [String: String] {
        switch members[name] {
        case nil, .null: return [:]
        case .object(let elements):
            let texts = elements.compactMapValues { if case .string(let text) = $0 { text } else { nil } }
            if texts.count == elements.count { return texts }
        default: break
        }
        complain("`\(name)` is no object of texts")
        return [:]
    }

    /// The text, which has to be one of `words`.
    mutating func word(_ name: String, of words: Set<String>) -> String? {
        guard let text = text(name) else { return nil }
        if !words.contains(text) { complain("\(name) `\(text)` isn't known") }
        return text
    }

    mutating func parsed<Value>(_ name: String, by parse: (String) -> Value?) -> Value? {
        guard let text = text(name) else { return nil }
        let value = parse(text)
        if value == nil { complain("\(name) `\(text)` isn't known") }
        return value
    }

    mutating func allParsed<Value>(_ name: String, by parse: (String) -> Value?) -> [Value] {
        var values: [Value] = []
        for text in texts(name) ?? [] {
            if let value = parse(text) { values.append(value) } else { complain("\(name) `\(text)` isn't known") }
        }
        return values
    }
}
