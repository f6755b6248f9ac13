/// A git object id: SHA-1 over the object's header and content.
public struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  /// `bytes` are the 20 bytes of the id.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The id that 40 hexadecimal digits spell, or nil.
  public init?(hex: String) {
    guard hex.utf8.count == 40, let bytes = Hex.bytes(hex.utf8) else { return nil }
    self.bytes = bytes
  }

  public static func < (left: ObjectID, right: ObjectID) -> Bool { left.bytes.precedes(right.bytes) }

  public var hex: String { Hex.string(bytes) }
  public var description: String { hex }

  /// The first ten digits, for messages.
  public var short: String { String(hex.prefix(10)) }
}
