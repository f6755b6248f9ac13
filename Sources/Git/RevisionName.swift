internal import Fingerprints

/// A revision as it is written: the name of an object, and the steps from there.
///
/// Source: gitrevisions(7), without the forms that depend on more than the repository's content.
struct RevisionName {
  enum Step: Hashable {
    /// `~N`: so many times the first parent.
    case ancestor(Int)
    /// `^N`: the parent of that number, counted from 1; 0 is the commit itself.
    case parent(Int)
    /// `^{}`: what a tag stands for.
    case untagged
    /// `^{commit}`.
    case commit
    /// `^{tree}`, which must come last.
    case tree
  }

  /// Of a tag, a branch or an object.
  let name: String
  let steps: [Step]
  /// The whole, escaped and shortened, for messages.
  let shown: String

  /// - Throws: ``GitFailure`` of kind `badRevision`.
  init(_ revision: String) throws(GitFailure) {
    shown = PathText.visible(String(revision.prefix(120)))
    let split = revision.utf8.firstIndex { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "^") } ?? revision.endIndex
    name = String(revision[..<split])
    guard Self.isAcceptable(name), let steps = Self.steps(Array(revision[split...].utf8)) else {
      throw GitFailure(
        kind: .badRevision, operation: "understand the revision \"\(shown)\"",
        detail: "it is no name of a tag, branch or commit",
        remedy: "give a tag, a branch, HEAD or a commit id, perhaps with ~N or ^N behind it")
    }
    self.steps = steps
  }

  /// The full name of a tag's ref, without steps.
  ///
  /// - Throws: ``GitFailure`` of kind `badRevision`.
  init(tag ref: String) throws(GitFailure) {
    try self.init(ref)
    guard steps.isEmpty, name.hasPrefix("refs/tags/"), name.utf8.count > 10 else {
      throw GitFailure(
        kind: .badRevision, operation: "find the tag \"\(shown)\"", detail: "it is no name of a tag",
        remedy: "\"git tag\" lists the names")
    }
  }

  private static func isAcceptable(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 1024, !name.hasPrefix("-"), !name.hasPrefix("/") else { return false }
    guard !name.contains("@{"), !name.contains(".."), !name.contains("//") else { return false }
    return name.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !":?*[\\".unicodeScalars.contains($0)
    }
  }

  /// Nil where the text is none of steps.
  private static func steps(_ text: [UInt8]) -> [Step]? {
    var steps: [Step] = []
    var rest = text[...]
    while let sign = rest.popFirst() {
      guard steps.last != .tree else { return nil }
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      let number = digits.isEmpty ? 1 : digits.prefix(7).reduce(0) { $0 * 10 + Int($1 - 0x30) }
      switch sign {
      case UInt8(ascii: "~") where digits.count <= 6: steps.append(.ancestor(number))
      case UInt8(ascii: "^") where rest.first == UInt8(ascii: "{"):
        guard let (word, step) = words.first(where: { rest.starts(with: $0.0.utf8) }) else { return nil }
        rest = rest.dropFirst(word.utf8.count)
        steps.append(step)
        continue
      case UInt8(ascii: "^") where digits.count <= 3: steps.append(.parent(number))
      default: return nil
      }
      rest = rest.dropFirst(digits.count)
    }
    return steps
  }

  private static let words: [(String, Step)] = [("{}", .untagged), ("{commit}", .commit), ("{tree}", .tree)]
}
