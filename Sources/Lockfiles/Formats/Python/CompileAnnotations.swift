/// What the comments of pip-compile and uv say about why a package is there: `# via -r requirements.in`.
struct CompileAnnotations {
  /// A package that a file of requirements, or a manifest, asks for itself.
  struct Wish: Equatable {
    /// Normalised.
    let package: String
    /// The file, relative to the folder the command was run in.
    let file: String
  }

  private(set) var wishes: [Wish] = []

  init(_ text: String) {
    var package = ""
    for line in text.utf8.split(separator: 0x0A) {
      let line = line.trimmed
      guard let comment = line.firstIndex(of: UInt8(ascii: "#")) else {
        if let name = Self.name(line) { package = name }
        continue
      }
      if let name = Self.name(line[..<comment]) { package = name }
      guard !package.isEmpty else { continue }
      for part in line[comment...].dropFirst().split(separator: UInt8(ascii: ",")) {
        if let file = Self.file(part.trimmed) { wishes.append(Wish(package: package, file: file)) }
      }
    }
  }

  private static func name(_ line: some BidirectionalCollection<UInt8>) -> String? {
    guard let first = line.first, first.isLetter || first.isDigit else { return nil }
    return PackageName.normalized(line.prefix(while: \.isNameByte))
  }

  /// The file in `-r requirements.in`, `-r requirements.in (line 3)` and `name (pyproject.toml)`.
  private static func file(_ part: some BidirectionalCollection<UInt8>) -> String? {
    let text = part.text.dropping(prefix: "via ")?.trimmed ?? part.text
    if let file = text.dropping(prefix: "-r ") { return (file.split(atFirst: " (")?.before ?? file).trimmed }
    guard text.ends(with: "pyproject.toml)"), let (_, file) = text.split(atFirst: " (") else { return nil }
    return file.utf8.dropLast().text
  }
}
