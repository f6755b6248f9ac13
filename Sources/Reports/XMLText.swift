internal import Fingerprints

/// Text for XML 1.0 (section 2.2): what the standard forbids is shown escaped, never dropped.
enum XMLText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in PathText.visible(text, keeping: "\n").unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case _ where scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
