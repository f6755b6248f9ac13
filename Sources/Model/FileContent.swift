internal import Fingerprints

/// The bytes of a file; in JSON as text when they are UTF-8, else as hexadecimal digits.
public struct FileContent: Hashable, Sendable, Codable {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  private enum CodingKeys: String, CodingKey { case text, hex }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      bytes = Array(text.utf8)
    } else {
      let hex = try container.decode(String.self, forKey: .hex)
      guard let decoded = Hex.bytes(Array(hex.utf8)) else {
        throw DecodingError.dataCorruptedError(forKey: .hex, in: container, debugDescription: "not hexadecimal")
      }
      bytes = decoded
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if let text = String(validating: bytes, as: UTF8.self) {
      try container.encode(text, forKey: .text)
    } else {
      try container.encode(Hex.string(bytes), forKey: .hex)
    }
  }
}
