internal import Fingerprints

/// The last guard before anything reaches standard output or standard error.
///
/// Reports escape what they quote. This holds them to it: whatever they missed commands neither a terminal nor the CI
/// system that reads the log. GitHub Actions takes a line that begins, after blanks, with `::` for a command, and
/// `##[name]` wherever it stands; Azure Pipelines takes `##vso[…]` and TeamCity `##teamcity[…]`.
public enum StreamText {
  /// `text`, whose lines are whole, with nothing but newlines and the sequences of ``TextStyle`` that acts on its reader.
  public static func bytes(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    if isPlain(bytes) { return bytes }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var isLineEmpty = true
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\u{1B}", let sequence = TextStyle.sequences.first(where: { scalars[index...].starts(with: $0) }) {
        result.append(contentsOf: sequence)
        index += sequence.count
        continue
      }
      if scalar == "\n" {
        isLineEmpty = true
        result.append(scalar)
      } else if PathText.isUnsafeToPrint(scalar) || opensCommand(scalars, index, isLineEmpty) {
        isLineEmpty = false
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        // CI systems trim all that Unicode calls white space.
        if !scalar.properties.isWhitespace { isLineEmpty = false }
        result.append(scalar)
      }
      index += 1
    }
    return Array(String(result).utf8)
  }

  /// ASCII without anything that is looked for; most output is.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte < 0x20 && byte != 0x0A || byte >= 0x7F { return false }
      if byte == previous, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return false }
      previous = byte
    }
    return true
  }

  private static func opensCommand(_ scalars: [Unicode.Scalar], _ index: Int, _ isLineEmpty: Bool) -> Bool {
    let scalar = scalars[index]
    guard scalar == ":" || scalar == "#", index + 1 < scalars.count, scalars[index + 1] == scalar else { return false }
    if isLineEmpty { return true }
    guard scalar == "#" else { return false }
    return scalars[(index + 2)...].first { !$0.properties.isAlphabetic } == "["
  }
}
