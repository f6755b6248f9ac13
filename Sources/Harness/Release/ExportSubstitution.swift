/// What `git archive` makes of a file with the attribute `export-subst`.
///
/// Source: gitattributes(5), "Creating an archive"; git, archive.c `format_subst`.
struct ExportSubstitution {
  enum Match {
    case equal
    /// Equal but for placeholders whose text cannot be worked out from the commit alone.
    case equalButForUnknown
    case different
  }

  private enum Part {
    case text([UInt8])
    /// The beginning of the commit's id.
    case shortID
    case unknown
  }

  private let parts: [Part]
  private let commit: [UInt8]

  init(_ content: [UInt8], commit: String, tree: String) {
    self.commit = Array(commit.utf8)
    var parts: [Part] = []
    let beginning = Array("$Format:".utf8)
    var rest = content[...]
    while let start = Self.find(beginning, in: rest), let end = rest[(start + beginning.count)...].firstIndex(of: 0x24)
    {
      parts.append(.text(Array(rest[..<start])))
      parts += Self.placeholders(rest[(start + beginning.count)..<end], commit: commit, tree: tree)
      rest = rest[(end + 1)...]
    }
    self.parts = parts + [.text(Array(rest))]
  }

  private static func placeholders(_ format: ArraySlice<UInt8>, commit: String, tree: String) -> [Part] {
    var parts: [Part] = []
    var text: [UInt8] = []
    var rest = format
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), let letter = rest.popFirst() else {
        text.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "H"): text += Array(commit.utf8)
      case UInt8(ascii: "T"): text += Array(tree.utf8)
      case UInt8(ascii: "%"): text.append(letter)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "h"):
        parts += [.text(text), .shortID]
        text = []
      default:
        // Whatever else belongs to it is only known to git: `%ad`, `%(describe)`, …
        parts += [.text(text), .unknown]
        text = []
        if letter == UInt8(ascii: "(") {
          rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst()
        } else if "acdgGCw".utf8.contains(letter) {
          rest = rest.dropFirst()
        }
      }
    }
    return parts + [.text(text)]
  }

  /// Holds `actual`, what an archive has, against the content.
  func match(_ actual: [UInt8]) -> Match {
    var rest = actual[...]
    var isOpen = false
    var hasUnknown = false
    for (index, part) in parts.enumerated() {
      switch part {
      case .unknown:
        isOpen = true
        hasUnknown = true
      case .shortID:
        let digits = zip(rest, commit).prefix { $0 == $1 }.count
        guard digits >= 4 else { return .different }
        rest = rest.dropFirst(digits)
      case .text(let text):
        if text.isEmpty { continue }
        guard isOpen else {
          guard rest.starts(with: text) else { return .different }
          rest = rest.dropFirst(text.count)
          continue
        }
        let isLast = !parts[(index + 1)...].contains { if case .text(let text) = $0 { !text.isEmpty } else { true } }
        if isLast {
          guard rest.count >= text.count, rest.suffix(text.count).elementsEqual(text) else { return .different }
          return .equalButForUnknown
        }
        guard let start = Self.find(text, in: rest) else { return .different }
        rest = rest[(start + text.count)...]
        isOpen = false
      }
    }
    if !isOpen, !rest.isEmpty { return .different }
    return hasUnknown ? .equalButForUnknown : .equal
  }

  private static func find(_ text: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first, bytes.count >= text.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - text.count)).first {
      bytes[$0] == first && bytes[$0...].starts(with: text)
    }
  }
}
