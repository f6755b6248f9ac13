internal import Fingerprints

/// The text whose digest stays the same as long as a lockfile means the same.
///
///     <version> <source> <hashes> <marker> <extras>  <name>
///
/// One line a part: five values with one blank between them, two blanks, the name. What is absent is `-`.
/// Lines are sorted by their bytes, each occurs once and ends with a newline. Names with `@` are facts about
/// the whole file. These rules never change; other rules get another scheme.
enum SemanticText {
  static let scheme = "lock-semantic-v1"

  static func of(_ contents: LockContents, ecosystem: String) -> String {
    var lines = contents.facts.map { fact in
      line(version: fact.value, source: fact.source, extras: fact.extras, name: "@" + fact.name)
    }
    for package in contents.packages {
      var name = package.ecosystem == ecosystem ? package.name : package.ecosystem + ":" + package.name
      if package.isConstraint { name = "@constraint:" + name }
      let version = package.version + (package.build.map { "=" + $0 } ?? "")
      lines.append(
        line(
          version: version, source: package.source, hashes: package.hashes, marker: package.marker,
          extras: package.extras, name: name))
      if !package.groups.isEmpty {
        lines.append(line(version: package.groups.joined(separator: ","), name: "@groups:" + name))
      }
    }
    return lines.sortedByBytes().joined()
  }

  private static func line(
    version: String, source: String? = nil, hashes: [String] = [], marker: String? = nil, extras: [String] = [],
    name: String
  ) -> String {
    let values = [value(version), value(source ?? ""), list(hashes), value(marker ?? ""), list(extras)]
    return values.joined(separator: " ") + "  " + escaped(name, comma: false) + "\n"
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "-" : items.map { escaped($0, comma: true) }.joined(separator: ",")
  }

  private static func value(_ text: String) -> String {
    switch text {
    case "": "-"
    case "-": "%2D"
    default: escaped(text, comma: false)
    }
  }

  private static func escaped(_ text: String, comma: Bool) -> String {
    func isSpecial(_ byte: UInt8) -> Bool {
      byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") || (comma && byte == UInt8(ascii: ","))
    }
    guard text.utf8.contains(where: isSpecial) else { return text }
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isSpecial(byte) {
        result.append(UInt8(ascii: "%"))
        for digit in Hex.string([byte]).uppercased().utf8 { result.append(digit) }
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
