/// One conda dependency: `channel::name`, a version pattern, a build; read as conda's `MatchSpec` reads it.
struct CondaMatch {
  /// The channel it must come from, with a platform where one is named: `conda-forge/linux-64`.
  private(set) var channel: String?
  private(set) var name: String
  private(set) var version: CondaVersionPattern
  private(set) var build: String?
  /// In brackets behind the name; conda itself knows no extras and ignores them.
  private(set) var extras: [String] = []
  /// In brackets: `name[md5=…]`, or in the fragment of the address.
  private(set) var hashes: [String] = []
  /// Where the package lies, when it is given by its file.
  private(set) var address: CondaAddress?

  /// Whether one version is allowed, or one file.
  var isExact: Bool { version.exact != nil || address != nil || !hashes.isEmpty }

  /// Whether `build` is one build, not a pattern for several.
  var hasExactBuild: Bool {
    if address != nil || !hashes.isEmpty { return true }
    guard let build else { return false }
    return !build.utf8.contains { "*^$".utf8.contains($0) }
  }

  /// Nil when `text` is no match specification.
  init?(_ text: String) {
    let text = text.trimmed
    if CondaAddress.isPackageFile(text) {
      self.init(file: text)
    } else {
      self.init(specification: text)
    }
  }

  private init?(file text: String) {
    let address = CondaAddress(text)
    guard let parts = address.parts, let version = CondaVersionPattern("==" + parts.version) else { return nil }
    name = parts.name
    self.version = version
    build = parts.build
    hashes = address.hashes
    self.address = address
  }

  private init?(specification: String) {
    var plain = specification.split(atFirst: "#")?.before ?? specification
    plain = plain.split(atFirst: " if ")?.before ?? plain
    guard let fields = CondaMatchFields(plain) else { return nil }
    var rest = fields.rest.trimmed
    if let (before, after) = rest.split(atFirst: "::") {
      channel = before
      rest = after
    } else if let (_, after) = rest.split(atLast: UInt8(ascii: ":")) {
      // A namespace, which conda reads over.
      rest = after
    }
    let bytes = Array(rest.utf8)
    let nameEnd = bytes.firstIndex { !$0.isNameByte } ?? bytes.count
    let tail = bytes[nameEnd...]
    guard nameEnd > 0, tail.first.map({ $0.isBlank || "=<>!~".utf8.contains($0) }) ?? true else { return nil }
    name = bytes[..<nameEnd].text.lowercased()
    var (spelled, build) = Self.split(tail.trimmed)
    if let version = fields["version"] { spelled = version }
    if let inner = fields["build"] ?? fields["build_string"] { build = inner }
    if let inner = fields["channel"] { channel = inner }
    if let subdir = fields["subdir"] { channel = (channel ?? "*") + "/" + subdir }
    guard let version = CondaVersionPattern(spelled) else { return nil }
    self.version = version
    self.build = build == "*" ? nil : build
    extras = fields.extras
    for algorithm in ["md5", "sha256"] {
      if let hash = fields[algorithm].flatMap({ PackageHash.canonical(algorithm + ":" + $0) }) { hashes.append(hash) }
    }
    if let address = fields["url"].map(CondaAddress.init) {
      self.address = address
      hashes += address.hashes
    }
  }

  /// `version build`, `=version=build`, `==version`, `>=1,<2 build` (conda's `_parse_version_plus_build`), with the
  /// fuzzy `=1.2` written out as `1.2*`.
  private static func split(_ text: ArraySlice<UInt8>) -> (version: String, build: String?) {
    let bytes = Array(text)
    // The build begins at the first blank or `=` that is no part of an operator, and holds none itself.
    let lastOperator = bytes.lastIndex { "-=,|<>~".utf8.contains($0) } ?? 0
    var version = bytes[...]
    var build: String?
    if let separator = bytes.indices.dropFirst(max(1, lastOperator)).first(where: { index in
      (bytes[index].isBlank || bytes[index] == UInt8(ascii: "=")) && index + 1 < bytes.count
        && !"=!|,<>~".utf8.contains(bytes[index - 1])
    }) {
      version = bytes[..<separator]
      build = bytes[(separator + 1)...].trimmed.text
    }
    let spelled = version.filter { !$0.isBlank }
    guard spelled.first == UInt8(ascii: "="), spelled.count > 1 else {
      // A lone `=` behind the name means nothing.
      return (spelled == [UInt8(ascii: "=")] ? "" : spelled.text, build)
    }
    let plain = spelled[1...]
    if plain.first == UInt8(ascii: "="), build == nil {
      return (plain.count == 1 ? "==" : plain.dropFirst().text, build)
    }
    guard !plain.contains(where: { "=,|".utf8.contains($0) }) else { return (spelled.text, build) }
    return (plain.text + (build == nil && plain.last != UInt8(ascii: "*") ? "*" : ""), build)
  }
}
