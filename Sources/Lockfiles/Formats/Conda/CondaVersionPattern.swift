internal import Fingerprints

/// Which versions a conda dependency allows: `1.2`, `1.2.*`, `>=1,<2`, `1.5|>=2`.
///
/// As conda reads them (`conda.models.version.VersionSpec`): `,` is and, `|` is or and binds less, brackets group.
struct CondaVersionPattern {
  /// One spelling: no blanks, the parts of an `and` sorted, `1.2*` as `1.2.*`, `==1.2` as `1.2`; empty for any version.
  let canonical: String
  private let tree: Tree

  private indirect enum Tree {
    case any
    case exact(String)
    case prefix(String)
    case relation(String, String)
    /// A pattern with a star inside, or a regular expression; not evaluated.
    case expression(String)
    case all([Tree])
    case some([Tree])
  }

  /// The one version that is allowed; nil when there may be several.
  var exact: String? { if case .exact(let version) = tree { version } else { nil } }

  /// Nil when conda could make nothing of `text`.
  init?(_ text: String) {
    let bytes = text.utf8.filter { !$0.isBlank }
    if bytes.isEmpty {
      tree = .any
    } else {
      var parser = Parser(bytes: bytes)
      guard let read = parser.some(depth: 0), parser.index == bytes.count else { return nil }
      tree = read
    }
    canonical = Self.text(tree)
  }

  /// Whether `version` is allowed; nil when that cannot be told.
  func allows(_ version: String) -> Bool? {
    guard let version = CondaVersion(version) else { return nil }
    return Self.allows(tree, version)
  }

  private static func text(_ tree: Tree) -> String {
    switch tree {
    case .any: ""
    case .exact(let version): version
    case .prefix(let version): version + ".*"
    case .relation(let name, let version): name + version
    case .expression(let text): text
    case .all(let parts):
      parts.map { part in if case .some = part { "(" + text(part) + ")" } else { text(part) } }.sortedByBytes()
        .joined(separator: ",")
    case .some(let parts): parts.map(text).joined(separator: "|")
    }
  }

  private static func allows(_ tree: Tree, _ version: CondaVersion) -> Bool? {
    switch tree {
    case .any: return true
    case .expression: return nil
    case .exact(let other): return CondaVersion(other).map { version == $0 }
    case .prefix(let other): return CondaVersion(other).map { version.starts(with: $0) }
    case .relation(let name, let spelled): return related(name, spelled, version)
    case .all(let parts):
      let answers = parts.map { allows($0, version) }
      return answers.contains(false) ? false : answers.contains(nil) ? nil : true
    case .some(let parts):
      let answers = parts.map { allows($0, version) }
      return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    }
  }

  private static func related(_ name: String, _ spelled: String, _ version: CondaVersion) -> Bool? {
    let isPattern = spelled.ends(with: ".*")
    let plain = isPattern ? spelled.utf8.dropLast(2).text : spelled
    guard let other = CondaVersion(plain) else { return nil }
    switch name {
    case "=": return version.starts(with: other)
    case "!=": return isPattern ? !version.starts(with: other) : version != other
    case "<": return version < other
    case "<=": return version <= other
    case ">": return version > other
    case ">=": return version >= other
    case "~=":
      guard let (series, _) = plain.split(atLast: UInt8(ascii: ".")), let series = CondaVersion(series) else {
        return nil
      }
      return version >= other && version.starts(with: series)
    default: return nil
    }
  }

  private struct Parser {
    let bytes: [UInt8]
    var index = 0

    private static let maximumDepth = 64

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func some(depth: Int) -> Tree? {
      guard depth < Self.maximumDepth, var parts = all(depth: depth).map({ [$0] }) else { return nil }
      while accept("|") {
        guard let next = all(depth: depth) else { return nil }
        parts.append(next)
      }
      return parts.count == 1 ? parts[0] : .some(parts)
    }

    private mutating func all(depth: Int) -> Tree? {
      guard var parts = one(depth: depth).map({ [$0] }) else { return nil }
      while accept(",") {
        guard let next = one(depth: depth) else { return nil }
        if case .all(let inner) = next { parts += inner } else { parts.append(next) }
      }
      return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func one(depth: Int) -> Tree? {
      if accept("(") {
        guard let inner = some(depth: depth + 1), accept(")") else { return nil }
        return inner
      }
      if index < bytes.count, bytes[index] == UInt8(ascii: "^") {
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "$")) else { return nil }
        defer { index = end + 1 }
        return .expression(bytes[index...end].text)
      }
      let end = bytes[index...].firstIndex { "()|,".utf8.contains($0) } ?? bytes.count
      defer { index = end }
      return CondaVersionPattern.clause(bytes[index..<end])
    }

    private mutating func accept(_ text: Character) -> Bool {
      guard index < bytes.count, bytes[index] == text.asciiValue else { return false }
      index += 1
      return true
    }
  }

  private static let relations = ["==", "!=", "<=", ">=", "~=", "<", ">", "="]

  private static func clause(_ text: ArraySlice<UInt8>) -> Tree? {
    if text.elementsEqual("*".utf8) { return .any }
    guard let found = relations.first(where: { text.starts(with: $0.utf8) }) else { return plain(text) }
    let version = text.dropFirst(found.utf8.count)
    guard isVersion(version) else { return nil }
    let isPattern = version.count > 2 && version.suffix(2).elementsEqual(".*".utf8)
    // `==1.2.*` is `==1.2` to conda here, and `~=1.2.*` an error.
    if found == "==" { return .exact(isPattern ? version.dropLast(2).text : version.text) }
    if found == "~=", isPattern || !version.contains(UInt8(ascii: ".")) { return nil }
    return .relation(found, version.text)
  }

  private static func plain(_ text: ArraySlice<UInt8>) -> Tree? {
    guard isVersion(text) else { return nil }
    guard text.last == UInt8(ascii: "*") else {
      return text.contains(UInt8(ascii: "*")) ? .expression(text.text) : .exact(text.text)
    }
    var version = text
    while version.last == UInt8(ascii: "*") { version = version.dropLast() }
    if version.contains(UInt8(ascii: "*")) { return .expression(text.text) }
    while version.last == UInt8(ascii: ".") { version = version.dropLast() }
    return version.isEmpty ? nil : .prefix(version.text)
  }

  private static func isVersion(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isNameByte || "*+!@".utf8.contains($0) }
  }
}
