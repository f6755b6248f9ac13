/// The escapes in an env file's double quotes: `\a \b \f \n \r \t \v \\`, `\$`, and `\0` with three octal digits.
enum EnvFileEscapes {
  static func expand(_ text: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < text.count {
      guard text[index] == "\\", index + 1 < text.count else {
        result.append(text[index])
        index += 1
        continue
      }
      let letter = text[index + 1]
      if letter == "0" {
        let digits = text[(index + 2)...].prefix(3).prefix { ("0"..."9").contains($0) }
        result.append(contentsOf: octal(digits))
        index = digits.endIndex
      } else if letter == "$" {
        // Two of them are one to the substitution that follows.
        result.append(contentsOf: "$$".unicodeScalars)
        index += 2
      } else if let control = controls[letter] {
        result.append(control)
        index += 2
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return String(result)
  }

  private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
    "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}", "\"": "\"",
    "\\": "\\",
  ]

  /// Other than three octal digits up to 377 stay as they are, but lose their zero, as in the reference.
  private static func octal(_ digits: ArraySlice<Unicode.Scalar>) -> String.UnicodeScalarView {
    let text = String(String.UnicodeScalarView(digits))
    if digits.count == 3, let value = UInt8(text, radix: 8) {
      return String.UnicodeScalarView([Unicode.Scalar(value)])
    }
    return ("\\" + text).unicodeScalars
  }
}
