internal import Foundation

/// How Lockstep writes JSON: keys sorted, two blanks a level, one newline at the end.
public enum JSONText {
  /// - Throws: an error of the encoder; none for values made of text, numbers, lists and objects.
  public static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
