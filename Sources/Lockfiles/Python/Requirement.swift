/// One requirement as pip reads it: a name with versions, an address, or a path.
struct Requirement {
  /// Normalised; nil when only an address or a path is given.
  var name: String?
  var extras: [String] = []
  var specifier = VersionSpecifier.any
  /// As written, without fragment of its own meaning removed.
  var address: String?
  var path: String?
  var marker: String?

  /// Nil when pip could make nothing of `text`.
  init?(_ text: String) {
    let text = text.trimmed
    if WebAddress.isAddress(text) {
      guard text.holds("://") || !WebAddress.isVersionControl(text), readAddress(text) else { return nil }
    } else if Self.isArchive(text) {
      // Whatever it may be besides, pip takes it for a file.
      guard readPath(text) else { return nil }
    } else if !readNamed(text) {
      self = Requirement()
      guard readPath(text) else { return nil }
    }
  }

  private init() {}

  /// A requirement whose versions an environment variable gives, as in `name==${VERSION}`; nil when that is not so.
  init?(withVariable text: String) {
    let (plain, marker) = text.split(atFirst: ";").map { ($0.before, ";" + $0.after) } ?? (text, "")
    let end = plain.utf8.firstIndex { "<>=!~".utf8.contains($0) } ?? plain.utf8.endIndex
    let versions = plain.utf8[end...]
    guard EnvironmentVariable.occurs(in: versions.text), readNamed(plain.utf8[..<end].text + marker), address == nil
    else { return nil }
    specifier = .variable(versions)
  }

  /// `name [extras] (specifier) ; marker` or `name [extras] @ address ; marker`.
  private mutating func readNamed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let nameEnd = bytes.firstIndex { !$0.isNameByte } ?? bytes.count
    let nameBytes = bytes[..<nameEnd]
    guard let first = nameBytes.first, let last = nameBytes.last, first.isLetter || first.isDigit,
      last.isLetter || last.isDigit
    else { return false }
    name = PackageName.normalized(nameBytes)
    var rest = bytes[nameEnd...].trimmed
    if rest.first == UInt8(ascii: "[") {
      guard let (extras, behind) = Self.extras(rest) else { return false }
      self.extras = extras
      rest = behind.trimmed
    }
    if rest.first == UInt8(ascii: "@") {
      let address = rest.dropFirst().trimmed
      guard !address.isEmpty else { return false }
      // Behind a name any semicolon begins the marker; pip splits there before it looks for an address.
      guard let (before, after) = address.text.split(atFirst: ";") else { return readAddressAndMarker(address.text) }
      return readAddressAndMarker(before.trimmed) && readMarker(after)
    }
    if let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) {
      guard readMarker(rest[(semicolon + 1)...].text) else { return false }
      rest = rest[..<semicolon].trimmed
    }
    if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")") { rest = rest.dropFirst().dropLast() }
    guard let specifier = VersionSpecifier(rest) else { return false }
    self.specifier = specifier
    return true
  }

  private mutating func readAddress(_ text: String) -> Bool {
    guard readAddressAndMarker(text), let address else { return false }
    for (key, value) in WebAddress.fragment(address) where key == "egg" {
      let bytes = Array(value.utf8)
      let nameEnd = bytes.firstIndex { !$0.isNameByte } ?? bytes.count
      guard nameEnd > 0 else { continue }
      name = PackageName.normalized(bytes[..<nameEnd])
      if let (extras, _) = Self.extras(bytes[nameEnd...]) { self.extras = extras }
    }
    if name == nil { readWheelName() }
    return true
  }

  /// An address ends at the first blank; a marker stands behind ` ;` or `; `.
  private mutating func readAddressAndMarker(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex { $0.isBlank } ?? bytes.count
    var address = bytes[..<end]
    var rest = bytes[end...].trimmed
    if address.last == UInt8(ascii: ";") {
      address = address.dropLast()
    } else if !rest.isEmpty {
      guard rest.first == UInt8(ascii: ";") else { return false }
      rest = rest.dropFirst()
    }
    self.address = address.text
    return rest.isEmpty || readMarker(rest.text)
  }

  private mutating func readMarker(_ text: String) -> Bool {
    // pip lets a semicolon with nothing behind it through.
    if text.trimmed.isEmpty { return true }
    guard let tree = Marker.tree(text), tree.hasKnownVariables else { return false }
    marker = tree.text
    return true
  }

  /// `name-version-….whl`: a wheel tells its name itself.
  private mutating func readWheelName() {
    guard let address else { return }
    let file = LockPath(address.split(atFirst: "#")?.before ?? address).name
    guard file.ends(with: ".whl"), let (name, _) = file.split(atFirst: "-") else { return }
    self.name = PackageName.normalized(name)
  }

  /// `./folder[extra]`, `dist/x.whl`; marker behind `;`.
  private mutating func readPath(_ text: String) -> Bool {
    var path = text
    if let (before, after) = text.split(atFirst: ";") {
      guard readMarker(after) else { return false }
      path = before.trimmed
    }
    if let bracket = path.utf8.firstIndex(of: UInt8(ascii: "[")) {
      guard let (extras, behind) = Self.extras(Array(path.utf8[bracket...])[...]), behind.isEmpty else {
        return false
      }
      self.extras = extras
      path = path.utf8[..<bracket].text
    }
    let isArchive = Self.isArchive(path)
    let named = !path.utf8.contains { $0.isBlank || "=<>~!@#".utf8.contains($0) }
    guard path.starts(with: ".") || path.holds("/") || isArchive, named || path.starts(with: "."), !path.isEmpty
    else { return false }
    if path.ends(with: ".whl") {
      guard let wheel = DistributionName(WebAddress.fileName(path), isWheel: true) else { return false }
      name = wheel.name
    }
    self.path = path
    return true
  }

  /// Whether it ends as the files do that pip unpacks (`pip/_internal/utils/filetypes.py`).
  private static func isArchive(_ text: String) -> Bool {
    let path = (text.split(atFirst: ";")?.before ?? text).trimmed
    return [
      ".whl", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma",
    ].contains { path.ends(with: $0) } && !path.utf8.contains(UInt8(ascii: "@"))
  }

  private static func extras(_ text: ArraySlice<UInt8>) -> ([String], ArraySlice<UInt8>)? {
    guard text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let names = text[(text.startIndex + 1)..<end].split(separator: UInt8(ascii: ",")).map(\.trimmed)
    guard names.allSatisfy({ $0.allSatisfy(\.isNameByte) }) else { return nil }
    let extras = names.filter { !$0.isEmpty }.map { PackageName.normalized($0) }
    return (extras.sortedByBytes(), text[(end + 1)...])
  }
}
