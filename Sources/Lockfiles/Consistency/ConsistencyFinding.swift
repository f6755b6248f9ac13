internal import Fingerprints

/// Something in which a lock and what belongs to it do not agree.
public struct ConsistencyFinding: Hashable, Sendable {
  /// A stable word to switch on: `python.version`, `locks.disagree`, …
  public let code: String
  /// The file to look at, relative to the tree's root.
  public let path: String
  /// Counted from 1; nil when it is about the whole file.
  public let line: Int?
  /// One line, safe to print; of a very long one its beginning and its end.
  public let message: String

  /// - Parameter message: made safe to print here, so that callers may put input into it.
  public init(_ code: String, path: String, line: Int?, _ message: String) {
    self.code = code
    self.path = path
    self.line = line
    self.message = PrintedText.of(message)
  }
}

extension Sequence<ConsistencyFinding> {
  /// By path, line, code and message, each once.
  public func ordered() -> [ConsistencyFinding] {
    var seen: Set<ConsistencyFinding> = []
    return filter { seen.insert($0).inserted }.sorted { one, other in
      if !one.path.hasSameBytes(as: other.path) {
        return one.path.utf8.lexicographicallyPrecedes(other.path.utf8)
      }
      let (left, right) = (one.line ?? 0, other.line ?? 0)
      if left != right { return left < right }
      if one.code != other.code { return one.code.utf8.lexicographicallyPrecedes(other.code.utf8) }
      return one.message.utf8.lexicographicallyPrecedes(other.message.utf8)
    }
  }
}
