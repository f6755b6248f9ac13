internal import Fingerprints

/// The language of yarn 1's locks: blocks of fields, indented by two blanks a level.
///
/// Follows `src/lockfile/parse.js` of yarn 1.22; other generators quote every key, which is read as well.
struct YarnClassicText {
  struct Block {
    /// What was asked for, as `name@range`.
    let patterns: [String]
    /// Counted from 1.
    let line: Int
    var fields: [(key: String, value: String)] = []
    /// `dependencies` and `optionalDependencies`.
    var dependencies: [NodeDependency] = []

    subscript(_ key: String) -> String? { fields.first { $0.key.hasSameBytes(as: key) }?.value }
  }

  private var blocks: [Block] = []
  private var current: Block?
  /// The section of the current block that is open.
  private var section: String?
  private var patterns: Set<TextKey> = []

  static func blocks(in text: String) throws(SyntaxFailure) -> [Block] {
    var reader = YarnClassicText()
    var number = 0
    for line in Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      try reader.take(line.last == 0x0D ? line.dropLast() : line, number)
    }
    reader.close()
    return reader.blocks
  }

  private mutating func close() {
    if let current { blocks.append(current) }
    current = nil
    section = nil
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws(SyntaxFailure) {
    let content = line.drop { $0 == 0x20 }
    guard let first = content.first, first != UInt8(ascii: "#") else { return }
    if ConflictMarkers.isMarker(line) { throw ConflictMarkers.failure(line: number) }
    var words = YarnClassicWords(content)
    switch line.count - content.count {
    case 0:
      close()
      guard let names = words.names() else { throw failure(number, "not a block of \"name@range\" and a colon") }
      for name in names where !patterns.insert(TextKey(name)).inserted {
        throw SyntaxFailure(
          code: "key.repeated", line: number, message: "\(NodeDependency.printed(name)) is locked more than once")
      }
      current = Block(patterns: names, line: number)
    case 2:
      guard current != nil else { throw failure(number, "a field outside of a block") }
      guard let key = words.word() else { throw failure(number, "not a field") }
      section = nil
      if words.isColonLast {
        section = key
      } else if let value = words.value() {
        current?.fields.append((key, value))
      } else {
        throw failure(number, "\(key) has no value")
      }
    case 4:
      guard let section, let key = words.word(), let value = words.value() else {
        throw failure(number, "not an item of a section")
      }
      if section == "dependencies" || section == "optionalDependencies" {
        current?.dependencies.append(NodeDependency(name: key, range: value))
      }
    default: throw failure(number, "not indented as yarn does it")
    }
  }

  private func failure(_ line: Int, _ message: String) -> SyntaxFailure {
    SyntaxFailure(line: line, message: "not a lock of yarn 1: \(message)")
  }
}
