/// One conda dependency: `channel::name`, a version pattern, a build.
struct CondaMatch {
  let channel: String?
  let name: String
  /// The bare version when exact, else the canonical pattern, `1.2.*` for the fuzzy `=1.2`.
  let version: String
  let build: String?
  let extras: [String]
  let isExact: Bool
  /// The whole address when the package is given by one.
  let address: String?

  /// Nil when `text` is no match specification.
  init?(_ text: String) {
    let text = text.trimmed
    if WebAddress.isAddress(text) {
      self.init(address: text, file: LockPath(text.split(atFirst: "#")?.before ?? text).name)
    } else {
      self.init(specification: text)
    }
  }

  private init?(specification: String) {
    var rest = specification
    var channel: String?
    if let (before, after) = rest.split(atFirst: "::") {
      channel = before
      rest = after
    }
    let bytes = Array(rest.utf8)
    let nameEnd = bytes.firstIndex { !$0.isNameByte } ?? bytes.count
    guard nameEnd > 0 else { return nil }
    name = bytes[..<nameEnd].text.lowercased()
    var tail = bytes[nameEnd...].trimmed
    var bracket: [(String, String)] = []
    var extras: [String] = []
    if let open = tail.firstIndex(of: UInt8(ascii: "[")) {
      guard let close = tail.lastIndex(of: UInt8(ascii: "]")), close > open else { return nil }
      (bracket, extras) = Self.bracket(tail[(open + 1)..<close])
      tail = Array(tail[..<open] + tail[(close + 1)...])[...].trimmed
    }
    var (version, build) = Self.split(tail.text)
    for (key, value) in bracket {
      switch key {
      case "version": version = value
      case "build", "build_string": build = value
      case "channel": channel = value
      default: break
      }
    }
    guard let (canonical, isExact) = Self.canonical(version, hasBuild: build != nil) else { return nil }
    self.version = canonical
    self.isExact = isExact
    self.build = build
    self.channel = channel
    self.extras = extras
    address = nil
  }

  /// `name-version-build.conda` at some address.
  private init(address: String, file: String) {
    var stem = file
    for suffix in [".conda", ".tar.bz2"] where stem.ends(with: suffix) {
      stem = stem.utf8.dropLast(suffix.utf8.count).text
    }
    let build = stem.split(atLast: UInt8(ascii: "-"))
    let version = build?.before.split(atLast: UInt8(ascii: "-"))
    self.address = address
    channel = nil
    name = version?.before.lowercased() ?? stem
    self.version = version?.after ?? ""
    self.build = version == nil ? nil : build?.after
    extras = []
    isExact = version != nil
  }

  /// `version build`, `=version=build`, `==version`, `>=1,<2`.
  private static func split(_ text: String) -> (version: String, build: String?) {
    let words = text.utf8.split(whereSeparator: \.isBlank).map(\.text)
    // A blank may also stand behind an operator or a comma; then no build is meant.
    if words.count == 2, let first = words.first, let last = words.last?.utf8.first,
      !isOperator(last), !first.ends(with: ","), let end = first.utf8.last, !isOperator(end)
    {
      return (first, words[1])
    }
    let joined = words.joined()
    let bytes = Array(joined.utf8)
    guard let first = bytes.firstIndex(where: { $0 != UInt8(ascii: "=") }), first <= 1,
      let equal = bytes[first...].firstIndex(of: UInt8(ascii: "=")), equal > first, equal + 1 < bytes.count,
      bytes[first...].allSatisfy({ $0 == UInt8(ascii: "=") || !isOperator($0) }),
      !bytes[(equal + 1)...].contains(UInt8(ascii: "="))
    else { return (joined, nil) }
    return (bytes[..<equal].text, bytes[(equal + 1)...].text)
  }

  private static func canonical(_ version: String, hasBuild: Bool) -> (String, Bool)? {
    let bytes = Array(version.utf8.filter { !$0.isBlank })
    if bytes.isEmpty || bytes == [UInt8(ascii: "*")] { return ("", false) }
    if bytes.starts(with: "==".utf8), !bytes.contains(where: { ",|<>!~*".utf8.contains($0) }) {
      return bytes.count > 2 ? (bytes[2...].text, true) : nil
    }
    if bytes.first == UInt8(ascii: "="), !bytes.contains(where: { ",|<>!~".utf8.contains($0) }) {
      let plain = bytes[1...]
      guard !plain.isEmpty else { return nil }
      if hasBuild { return (plain.text, true) }
      return (plain.last == UInt8(ascii: "*") ? plain.text : plain.text + ".*", false)
    }
    guard bytes.contains(where: { isOperator($0) || $0 == UInt8(ascii: "*") }) else { return (bytes.text, true) }
    guard !bytes.contains(UInt8(ascii: "|")), !bytes.contains(UInt8(ascii: "(")) else { return (bytes.text, false) }
    return (bytes.split(separator: UInt8(ascii: ",")).map(\.text).sortedByBytes().joined(separator: ","), false)
  }

  private static func bracket(_ text: ArraySlice<UInt8>) -> (pairs: [(String, String)], extras: [String]) {
    var pairs: [(String, String)] = []
    var extras: [String] = []
    for part in quotedSplit(text) {
      if let (key, value) = part.split(atFirst: "=") {
        let bare = value.utf8.filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }.text
        pairs.append((key.trimmed, bare.trimmed))
      } else if !part.trimmed.isEmpty {
        extras.append(part.trimmed)
      }
    }
    return (pairs, extras)
  }

  /// At commas outside of quotes.
  private static func quotedSplit(_ text: ArraySlice<UInt8>) -> [String] {
    var parts: [[UInt8]] = [[]]
    var quote: UInt8?
    for byte in text {
      if byte == UInt8(ascii: ","), quote == nil {
        parts.append([])
        continue
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = quote == nil ? byte : quote == byte ? nil : quote
      }
      parts[parts.count - 1].append(byte)
    }
    return parts.map(\.text)
  }

  private static func isOperator(_ byte: UInt8) -> Bool { "=<>!~,|".utf8.contains(byte) }
}
