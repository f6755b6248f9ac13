internal import Fingerprints
internal import Foundation

/// The configuration of an image as the text of a fingerprint.
enum ImageConfiguration {
  /// One line a value, sorted by its key: the value as JSON, two blanks, the key, as in `"PATH=/bin"  config.Env[0]`.
  ///
  /// Blanks inside values are escaped, so that two of them end the value.
  static func text(_ object: [String: Any]) throws -> String {
    var lines: [(key: [UInt8], value: String)] = []
    try append(object, at: "", to: &lines)
    lines.sort { $0.key.precedes($1.key) }
    return lines.map { "\($0.value)  \(String(decoding: $0.key, as: UTF8.self))\n" }.joined()
  }

  private static func append(_ value: Any, at key: String, to lines: inout [(key: [UInt8], value: String)]) throws {
    switch value {
    case let object as [String: Any] where !object.isEmpty:
      for (name, value) in object {
        let name = PathText.escaped(BytePath(name))
        try append(value, at: key.isEmpty ? name : "\(key).\(name)", to: &lines)
      }
    case let list as [Any] where !list.isEmpty:
      for (index, value) in list.enumerated() { try append(value, at: "\(key)[\(index)]", to: &lines) }
    default:
      let data = try JSONSerialization.data(
        withJSONObject: value, options: [.fragmentsAllowed, .withoutEscapingSlashes])
      let text = String(decoding: data, as: UTF8.self).replacing(" ", with: "\\u0020")
      lines.append((Array(key.utf8), text))
    }
  }
}
