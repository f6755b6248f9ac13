internal import Fingerprints
internal import Foundation

/// How Lockstep writes JSON: keys sorted, two blanks a level, one newline at the end.
///
/// What could act on a terminal or a CI log is written as `\uXXXX`, which readers of JSON take for the same text.
public enum JSONText {
  /// - Throws: an error of the encoder; none for values made of text, numbers, lists and objects.
  public static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return harmless(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
  }

  /// The same on one line.
  public static func line(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return harmless(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
  }

  /// What the first line that is not empty says its schema is; nil where it is no object that says one.
  public static func schemaOfFirstLine(_ bytes: [UInt8]) -> String? {
    struct Schema: Decodable { let schema: String }
    return bytes.split(separator: 0x0A, maxSplits: 1).first.flatMap {
      try? JSONDecoder().decode(Schema.self, from: Data($0)).schema
    }
  }

  /// Outside of strings JSON is plain ASCII, so whatever has to be escaped stands in one.
  private static func harmless(_ json: String) -> String {
    var previous: UInt8 = 0
    let isPlain = json.utf8.allSatisfy { byte in
      defer { previous = byte }
      return byte < 0x7F && !(byte == UInt8(ascii: "#") && previous == byte)
    }
    if isPlain { return json }
    var result = String.UnicodeScalarView()
    let scalars = Array(json.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let opensCommand = scalar == "#" && index + 1 < scalars.count && scalars[index + 1] == "#"
      if opensCommand || scalar != "\n" && PathText.isUnsafeToPrint(scalar) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
        }
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
