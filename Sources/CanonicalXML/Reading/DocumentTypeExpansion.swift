//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes a document anew as one without a document type declaration: references to entities are replaced
/// (XML 1.0 §4.4), attributes normalized by their types (§3.3.3), and default attributes added.
///
/// What it writes has the same information set, so that the one reader makes the tree. Only what a declaration changes is
/// looked at: whether the document is well-formed, the reader says of what is written here. Where the markup is broken
/// and so can't be expanded, the rest is copied as it stands, and the reader has to refuse it. The text of an entity is
/// checked as far as what stands around it could hide the violation: it has to be `content` by itself (§4.3.2).
struct DocumentTypeExpansion {
    let declaration: DocumentTypeDeclaration
    let externalEntities: [[UInt8]: [UInt8]]
    /// How many octets entities and default attributes may add.
    let limit: Int

    /// The document without its declaration, in UTF-8.
    private(set) var output: [UInt8] = []
    /// Where in the source ``output`` comes from.
    private(set) var places: [Place] = []
    /// Whether the markup is broken.
    private(set) var isBroken = false

    var input: Input
    private var suspended: [Input] = []
    /// The entities that are being replaced.
    var openEntities: Set<[UInt8]> = []
    /// The elements that are open.
    var depth = 0
    /// The octets that were added so far.
    private var expanded = 0
    /// The octets of the text that is being written.
    private var textBytes = 0
    /// The replacement texts of external entities that were read.
    private var externalTexts: [[UInt8]: [UInt8]] = [:]
    /// The default attributes of elements that were met, ready to be written.
    var writtenDefaults: [[UInt8]: [(name: [UInt8], markup: [UInt8])]] = [:]

    /// A text that is being read: the source or the replacement text of an entity.
    struct Input {
        let octets: [UInt8]
        var index: Int
        /// `nil` for the source.
        let entity: [UInt8]?
        /// How many elements were open at its start.
        let depth: Int
        /// Of an entity: the offset of the reference in the source.
        let reference: Int

        var isSource: Bool { entity == nil }
        /// The offset in the source that stands for the current place.
        var place: Int { isSource ? index : reference }
    }

    /// From an offset of the output on: where it comes from.
    struct Place {
        let output: Int
        let source: Int
        /// Whether the octets after it are copies of those in the source; else all stand for the one offset.
        let isCopy: Bool
    }

    /// As much as libxml2 takes where its limits are not lifted.
    static let textLimit = 10_000_000

    /// - Parameters:
    ///   - source: The document in UTF-8.
    ///   - prolog: What of it stands before the declaration and is kept; the XML declaration is not.
    ///   - start: The offset after the declaration.
    init(
        of source: [UInt8], prolog: Range<Int>, from start: Int, declaration: DocumentTypeDeclaration,
        externalEntities: [[UInt8]: [UInt8]], limit: Int
    ) {
        self.declaration = declaration
        self.externalEntities = externalEntities
        self.limit = limit
        output.reserveCapacity(source.count)
        input = Input(octets: source, index: prolog.lowerBound, entity: nil, depth: 0, reference: 0)
        copy(to: prolog.upperBound)
        input.index = start
    }

    mutating func run() throws(ReadingFailure) {
        while true {
            guard input.index < input.octets.count else {
                // The end of one is that of the other.
                if input.isSource { return notePlace(isCopy: true) }
                try endEntity()
                continue
            }
            switch input.octets[input.index] {
            case UInt8(ascii: "<"): try writeMarkup()
            case UInt8(ascii: "&"): try writeReference()
            default: try writeText()
            }
        }
    }

    // MARK: Text

    private mutating func writeText() throws(ReadingFailure) {
        var end = input.index
        while end < input.octets.count, input.octets[end] != UInt8(ascii: "<"), input.octets[end] != UInt8(ascii: "&") {
            end += 1
        }
        try count(text: end - input.index)
        if input.isSource { return copy(to: end) }
        if find("]]>", from: input.index, to: end) != nil { try giveUp() }
        write(characters: end)
    }

    /// Writes text of an entity up to `end`; a carriage return in it is no line end (XML 1.0 §2.11).
    private mutating func write(characters end: Int) {
        notePlace(isCopy: false)
        while input.index < end {
            switch input.octets[input.index] {
            case 0x0D: output.append(contentsOf: "&#13;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case let octet: output.append(octet)
            }
            input.index += 1
        }
    }

    private mutating func count(text octets: Int) throws(ReadingFailure) {
        textBytes += octets
        guard textBytes <= Self.textLimit else {
            throw .limit(
                "textBytes", Self.textLimit, at: input.place, "a text beside a document type declaration is longer"
            )
        }
    }

    // MARK: Markup

    private mutating func writeMarkup() throws(ReadingFailure) {
        if startsWith("<!--") {
            try write(through: "-->", after: 4, of: "comment")
        } else if startsWith("<?") {
            try write(through: "?>", after: 2, of: "processing instruction")
        } else if startsWith("<![CDATA[") {
            try writeSection()
        } else if startsWith("</") {
            try writeEndTag()
        } else if startsWith("<!") {
            try giveUp()
        } else {
            textBytes = 0
            try writeStartTag()
        }
    }

    private mutating func write(
        through end: StaticString, after start: Int, of kind: String
    ) throws(ReadingFailure) {
        textBytes = 0
        guard let end = find(end, from: input.index + start) else { return try giveUp() }
        if !input.isSource, input.octets[input.index..<end].contains(0x0D) {
            throw ReadingFailure(
                .unsupportedEntity, at: input.place, "XML 1.0 §2.11",
                "an entity has a carriage return as a character in a \(kind)"
            )
        }
        copy(to: end)
    }

    private mutating func writeSection() throws(ReadingFailure) {
        guard let end = find("]]>", from: input.index + 9) else { return try giveUp() }
        try count(text: end - input.index)
        if input.isSource { return copy(to: end) }
        input.index += 9
        write(characters: end - 3)
        input.index = end
    }

    private mutating func writeEndTag() throws(ReadingFailure) {
        textBytes = 0
        guard let end = find(">", from: input.index) else { return try giveUp() }
        guard depth > input.depth else { return try giveUp() }
        depth -= 1
        copy(to: end)
    }

    /// Copies the rest of the source as it stands, since the reader is going to refuse it.
    ///
    /// What stands after the reference could complete broken markup of an entity, so there it is refused here.
    mutating func giveUp() throws(ReadingFailure) {
        if let entity = input.entity { throw malformed(entity) }
        copy(to: input.octets.count)
        isBroken = true
    }

    func malformed(_ entity: [UInt8]) -> ReadingFailure {
        ReadingFailure(
            .malformedEntity, at: input.place, "XML 1.0 §4.3.2",
            "the replacement text of \(quoted(entity)) is not well-formed by itself"
        )
    }
}

// References in content.
extension DocumentTypeExpansion {
    private mutating func writeReference() throws(ReadingFailure) {
        let place = input.place
        guard depth > 0, let name = referenceName(in: input.octets, at: input.index) else { return try giveUp() }
        let end = input.index + name.count + 2
        if name.first == UInt8(ascii: "#") || Self.predefined[name] != nil {
            try count(text: end - input.index)
            return copy(to: end)
        }
        guard let entity = declaration.entities[name] else {
            // Whether the name is one at all, the reader says.
            if input.isSource, !declaration.hasUnreadPart { return try giveUp() }
            throw undeclared(name)
        }
        input.index = end
        switch entity {
        case .internal(let text): try begin(name, text, at: place)
        case .external(let systemIdentifier):
            try begin(name, externalText(systemIdentifier, of: name, at: place), at: place)
        case .unparsed: throw unparsed(name, at: place)
        }
    }

    private mutating func begin(_ name: [UInt8], _ text: [UInt8], at place: Int) throws(ReadingFailure) {
        try open(name, text, at: place)
        separate()
        suspended.append(input)
        input = Input(octets: text, index: 0, entity: name, depth: depth, reference: place)
    }

    private mutating func endEntity() throws(ReadingFailure) {
        guard let entity = input.entity, let outer = suspended.popLast() else { return }
        guard depth == input.depth else { throw malformed(entity) }
        separate()
        openEntities.remove(entity)
        input = outer
    }

    /// Keeps text on the two sides of a boundary of an entity apart.
    private mutating func separate() {
        switch output.last {
        // `]]>` is no character data, but its parts from different entities are (XML 1.0 §2.4).
        case UInt8(ascii: "]"): output.replaceSubrange((output.count - 1)..., with: "&#93;".utf8)
        // A line end, which with a line feed from the other side would be one.
        case 0x0D: output.replaceSubrange((output.count - 1)..., with: "&#10;".utf8)
        default: break
        }
    }

    /// Counts the replacement text of an entity that a reference stands for.
    mutating func open(_ name: [UInt8], _ text: [UInt8], at place: Int) throws(ReadingFailure) {
        guard openEntities.insert(name).inserted else {
            throw ReadingFailure(
                .recursiveEntity, at: place, "XML 1.0 §4.1, WFC: No Recursion",
                "\(quoted(name)) refers to itself"
            )
        }
        try count(expanded: text.count, at: place)
    }

    mutating func count(expanded octets: Int, at place: Int) throws(ReadingFailure) {
        expanded += octets
        guard expanded <= limit else {
            throw .limit(
                "entityExpansionBytes", limit, at: place, "entities and default attributes add more octets"
            )
        }
    }

    private mutating func externalText(
        _ systemIdentifier: [UInt8], of name: [UInt8], at place: Int
    ) throws(ReadingFailure) -> [UInt8] {
        if let text = externalTexts[systemIdentifier] { return text }
        guard let octets = externalEntities[systemIdentifier] else {
            throw ReadingFailure(
                .externalEntity, at: place, "XML 1.0 §4.4.3",
                "\(quoted(name)) is the external entity \(quoted(systemIdentifier)), which nobody gave"
            )
        }
        let text = try DocumentTypeExternalEntity.replacementText(of: octets, named: name, at: place)
        externalTexts[systemIdentifier] = text
        return text
    }

    func undeclared(_ name: [UInt8]) -> ReadingFailure {
        ReadingFailure(
            .undeclaredEntity, at: input.place, "XML 1.0 §4.1, WFC: Entity Declared",
            "\(quoted(name)) is not declared"
                + (declaration.hasUnreadPart ? " in what is read of the document type declaration" : "")
        )
    }

    func unparsed(_ name: [UInt8], at place: Int) -> ReadingFailure {
        ReadingFailure(
            .unparsedEntity, at: place, "XML 1.0 §4.1, WFC: Parsed Entity",
            "\(quoted(name)) is an unparsed entity, to which no reference may be made"
        )
    }
}

// Looking ahead and writing.
extension DocumentTypeExpansion {
    /// The entities that every document has (XML 1.0 §4.6).
    static let predefined: [[UInt8]: UInt8] = [
        Array("amp".utf8): UInt8(ascii: "&"), Array("lt".utf8): UInt8(ascii: "<"), Array("gt".utf8): UInt8(ascii: ">"),
        Array("apos".utf8): UInt8(ascii: "'"), Array("quot".utf8): UInt8(ascii: "\""),
    ]

    private func startsWith(_ octets: StaticString) -> Bool {
        let end = input.index + octets.utf8CodeUnitCount
        return end <= input.octets.count && equal(input.octets.span.extracting(input.index..<end), octets)
    }

    /// The offset after the next occurrence of `octets` that ends at `end` at the latest.
    private func find(_ octets: StaticString, from start: Int, to end: Int? = nil) -> Int? {
        let count = octets.utf8CodeUnitCount
        let span = input.octets.span
        let end = end ?? span.count
        var index = start
        while index + count <= end {
            if equal(span.extracting(index..<index + count), octets) { return index + count }
            index += 1
        }
        return nil
    }

    /// Copies what is read up to `end`.
    mutating func copy(to end: Int) {
        guard end > input.index else { return }
        notePlace(isCopy: input.isSource)
        output.append(contentsOf: input.octets[input.index..<end])
        input.index = end
    }

    /// Writes something that has no place of its own.
    mutating func write(_ octets: some Sequence<UInt8>) {
        notePlace(isCopy: false)
        output.append(contentsOf: octets)
    }

    private mutating func notePlace(isCopy: Bool) {
        if let last = places.last, last.isCopy == isCopy,
            input.place - last.source == (isCopy ? output.count - last.output : 0)
        {
            return
        }
        places.append(Place(output: output.count, source: input.place, isCopy: isCopy))
    }
}

/// The octets between the `&` at `index` and its `;`; `nil` where no reference stands there.
///
/// Whether they are a name or a number is not looked at: a name that isn't one is not declared either.
func referenceName(in octets: [UInt8], at index: Int) -> [UInt8]? {
    var end = index + 1
    while end < octets.count, octets[end] != UInt8(ascii: ";") {
        switch octets[end] {
        case ...0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            return nil
        default: end += 1
        }
    }
    guard end < octets.count, end > index + 1 else { return nil }
    return Array(octets[index + 1..<end])
}
