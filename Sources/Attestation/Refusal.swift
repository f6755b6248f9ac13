internal import Fingerprints

/// Why an attestation is not accepted, with what was expected and what was found.
public struct Refusal: Error, Hashable, Sendable, Codable, CustomStringConvertible {
  /// What it is about; stable, for scripts.
  public enum Matter: String, Hashable, Sendable, Codable {
    case file
    case envelope
    case payloadType
    case signature
    case statement
    case predicate
    case subject
    case time
    case result
    case level
    case policy
    case resource
    case verifier
    case input
  }

  public let matter: Matter
  /// Counted from 1; nil for the file as a whole.
  public var line: Int?
  public let expected: String
  public let found: String

  /// - Parameter found: may hold text from the file: it is made safe to print here.
  public init(_ matter: Matter, line: Int? = nil, expected: String, found: String) {
    self.matter = matter
    self.line = line
    self.expected = PathText.visible(String(expected.prefix(400)))
    self.found = PathText.visible(String(found.prefix(400)))
  }

  /// The same, told of line `line`.
  public func at(line: Int) -> Refusal {
    var copy = self
    copy.line = line
    return copy
  }

  public var description: String {
    (line.map { "line \($0): " } ?? "") + "\(matter.rawValue): expected \(expected), found \(found)"
  }
}
