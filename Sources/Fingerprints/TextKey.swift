/// A string that is equal to another only when its bytes are: a key of a document, or a path.
public struct TextKey: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func == (left: TextKey, right: TextKey) -> Bool { left.text.hasSameBytes(as: right.text) }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// `==` would call the composed and the decomposed form of a letter equal.
  public func hasSameBytes(as other: String) -> Bool {
    // What is not even equal to Unicode cannot have the same bytes, and that is told faster.
    self == other && utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}
