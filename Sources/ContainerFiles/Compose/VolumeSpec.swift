/// A volume of a service in its short form, `SOURCE:TARGET:OPTIONS`.
///
/// Follows compose-go's `format.ParseVolume`.
struct VolumeSpec {
  private(set) var source: String?
  private(set) var target = ""
  private(set) var isReadOnly = false

  /// Whether the source is a path of the machine rather than a volume's name.
  var isBind: Bool { source.map(Self.isPath) ?? false }

  /// - Throws: why it is none.
  init(_ text: String) throws(Refusal) {
    guard !text.isEmpty else { throw Refusal("is empty") }
    // So short that a colon is part of it.
    guard text.utf8.count > 2 else {
      target = text
      return
    }
    var parts: [String] = []
    var part: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let isDrive = part.count == 1 && part.first.map { RuneText.isLetter($0.value) } ?? false
      if scalar == ":", !isDrive {
        parts.append(String(String.UnicodeScalarView(part)))
        part = []
      } else {
        part.append(scalar)
      }
    }
    parts.append(String(String.UnicodeScalarView(part)))
    guard !parts.contains("") else { throw Refusal("has an empty part between colons") }
    guard parts.count <= 3 else { throw Refusal("has too many colons") }
    target = parts[parts.count > 1 ? 1 : 0]
    guard parts.count > 1 else { return }
    source = parts[0]
    guard parts.count == 3 else { return }
    for option in parts[2].split(separator: ",", omittingEmptySubsequences: false) {
      if option == "ro" { isReadOnly = true } else if option == "rw" { isReadOnly = false }
    }
  }

  private static func isPath(_ source: String) -> Bool {
    if [".", "/", "~", "\\\\"].contains(where: source.hasPrefix) { return true }
    let scalars = Array(source.unicodeScalars.prefix(2))
    return scalars.count == 2 && scalars[1] == ":" && RuneText.isLetter(scalars[0].value)
  }
}
