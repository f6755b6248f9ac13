extension Dockerfile {
  /// A piece of a Dockerfile's text.
  ///
  /// Bytes, because it names files, and because `String` would take two spellings of one accented letter
  /// for the same name. What went through variable expansion is always valid UTF-8: BuildKit's lexer
  /// replaces each byte that is not part of it by U+FFFD, so a file with such a name can only be copied
  /// by a wildcard or with its directory.
  public struct Word: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The UTF-8 of `text`.
    public init(stringLiteral text: String) { self.init(Array(text.utf8)) }

    /// Bytes that are no UTF-8 replaced.
    public var description: String { String(decoding: bytes, as: UTF8.self) }

    /// By bytes.
    public static func < (one: Word, other: Word) -> Bool { one.bytes.lexicographicallyPrecedes(other.bytes) }
  }
}
