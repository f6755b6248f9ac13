/// A place where a pattern does not mean what its text suggests.
///
/// Most come from the reference's detour over regular expressions: what is special there and not escaped keeps
/// its meaning, but only in patterns that hold a wildcard, a class or a backslash; others are compared byte
/// by byte.
public struct PatternNote: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// `|` separates alternatives, the first tied to the path's start only, the last to its end only.
    case alternatives
    /// `{2}` repeats what stands before it.
    case repetition
    /// `{a,b}` is compared as it stands; it lists no alternatives.
    case literalBraces
    /// `^` is the start of the path, no character of it.
    case pathStart
    /// A backslash before a letter or a digit has a meaning of its own.
    case escape
    /// A backslash at the end makes the end of the path a `$`, so the rest of the path is free.
    case trailingBackslash
    /// `[^x]` matches `/` too.
    case classMatchesSlash
    /// `[!x]` negates nothing.
    case exclamationInClass
    /// `*` and `?` in a class become `[^/]*` and `[^/]` there.
    case wildcardInClass
    /// `**` without slashes around it: any run of directories, which ends in `/`.
    case gluedDoubleStar
    /// The reference fails when it first compares a path with the pattern.
    case fails
  }

  public let kind: Kind
  /// The bytes of the pattern's text the note speaks of.
  public let range: Range<Int>
  /// What to write there instead to get what the text suggests; nil where that cannot be said.
  public let replacement: [UInt8]?
}

extension PatternNote.Kind {
  /// What the pattern really does, as a sentence without its first capital.
  public var meaning: String {
    switch self {
    case .alternatives:
      "\"|\" separates alternatives: a path matches that begins with what is before it or ends with what is behind it"
    case .repetition: "braces with a number repeat the character before them"
    case .literalBraces: "braces list no alternatives; they are compared as they stand"
    case .pathStart: "\"^\" is the start of the path and matches no character"
    case .escape: "a backslash before a letter or digit is an escape of regular expressions, not the letter itself"
    case .trailingBackslash:
      "a backslash at the end makes the pattern look for a \"$\", with anything behind it"
    case .classMatchesSlash: "a negated class matches \"/\" too"
    case .exclamationInClass: "\"!\" in a class is just one of its characters; negation is written \"[^\""
    case .wildcardInClass: "\"*\" and \"?\" do not stand for themselves in a class; quote them with a backslash"
    case .gluedDoubleStar:
      "\"**\" without a slash behind it still ends at one: it stands for nothing or for directories up to a \"/\""
    case .fails: "the builder fails with \"syntax error in pattern\" when it first compares a path with the pattern"
    }
  }
}

extension Pattern {
  /// What in the pattern does not mean what it seems to; empty for nearly all patterns.
  public var notes: [PatternNote] {
    switch form {
    case .exact, .prefix, .suffix: return []
    case .broken:
      return [PatternNote(kind: .fails, range: 0..<text.count, replacement: nil)] + NoteScanner.notes(text)
    case .expression: return NoteScanner.notes(text)
    }
  }

  /// The text with every note's replacement in its place; nil when none has one.
  public var asWritten: [UInt8]? {
    let replaced = notes.filter { $0.replacement != nil }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard !replaced.isEmpty else { return nil }
    var result: [UInt8] = []
    var index = 0
    for note in replaced where note.range.lowerBound >= index {
      result += text[index..<note.range.lowerBound]
      result += note.replacement ?? []
      index = note.range.upperBound
    }
    return result + text[index...]
  }
}
