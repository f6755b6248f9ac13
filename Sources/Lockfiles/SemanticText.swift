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
    var lines = contents.facts.map(line)
    for package in contents.packages {
      var name = Self.name(of: package, in: ecosystem)
      if package.isConstraint { name = "@constraint:" + name }
      let version = (package.hasNominalVersion ? "" : package.version) + (package.build.map { "=" + $0 } ?? "")
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

  /// The package's name, with its ecosystem when that is not the file's own.
  static func name(of package: PinnedPackage, in ecosystem: String) -> String {
    package.ecosystem == ecosystem ? package.name : package.ecosystem + ":" + package.name
  }

  static func line(_ fact: LockFact) -> String {
    line(version: fact.value, source: fact.source, extras: fact.extras, name: "@" + fact.name)
  }

  static func line(
    version: String, source: String? = nil, hashes: [String] = [], marker: String? = nil, extras: [String] = [],
    name: String
  ) -> String {
    var line = ""
    line.reserveCapacity(
      16 + version.utf8.count + (source?.utf8.count ?? 0) + hashes.reduce(0) { $0 + $1.utf8.count + 1 }
        + (marker?.utf8.count ?? 0) * 2 + name.utf8.count)
    append(version, to: &line)
    append(source ?? "", to: &line)
    append(hashes, to: &line)
    append(marker ?? "", to: &line)
    append(extras, to: &line)
    line += " "
    appendEscaped(name, comma: false, to: &line)
    line += "\n"
    return line
  }

  /// A value and the blank behind it.
  private static func append(_ value: String, to line: inout String) {
    switch value {
    case "": line += "-"
    case "-": line += "%2D"
    default: appendEscaped(value, comma: false, to: &line)
    }
    line += " "
  }

  private static func append(_ items: [String], to line: inout String) {
    if items.isEmpty { line += "-" }
    var isFirst = true
    for item in items {
      if !isFirst { line += "," }
      isFirst = false
      appendEscaped(item, comma: true, to: &line)
    }
    line += " "
  }

  private static func appendEscaped(_ text: String, comma: Bool, to line: inout String) {
    let bytes = text.utf8.span
    guard bytes.indices.contains(where: { isEscaped(bytes[$0], comma: comma) }) else {
      line += text
      return
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for index in bytes.indices {
      if isEscaped(bytes[index], comma: comma) {
        result.append(UInt8(ascii: "%"))
        for digit in Hex.string([bytes[index]]).uppercased().utf8 { result.append(digit) }
      } else {
        result.append(bytes[index])
      }
    }
    line += result.text
  }

  private static func isEscaped(_ byte: UInt8, comma: Bool) -> Bool {
    byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") || (comma && byte == UInt8(ascii: ","))
  }
}
