/// The version part of a Python requirement: clauses such as `>=1.0` joined by commas.
struct VersionSpecifier {
  /// Sorted, without blanks; empty when any version will do.
  let canonical: String
  /// The one version that is allowed, or nil.
  let exact: String?

  static let any = VersionSpecifier(canonical: "", exact: nil)

  private init(canonical: String, exact: String?) {
    self.canonical = canonical
    self.exact = exact
  }

  /// Versions that an environment variable gives; `text` holds one.
  static func variable(_ text: some Sequence<UInt8>) -> VersionSpecifier {
    VersionSpecifier(canonical: text.filter { !$0.isBlank }.text, exact: nil)
  }

  /// Nil when `text` is no list of clauses.
  init?(_ text: some BidirectionalCollection<UInt8>) {
    var clauses: [String] = []
    var exact: String?
    for part in text.split(separator: UInt8(ascii: ",")) {
      let clause = part.trimmed
      guard !clause.isEmpty else { continue }
      guard let found = Self.operators.first(where: { clause.starts(with: $0.utf8) }) else { return nil }
      let version = clause.dropFirst(found.utf8.count).trimmed
      guard !version.isEmpty, version.allSatisfy({ Self.isVersionByte($0) }) else { return nil }
      clauses.append(found + version.text)
      let isPattern = version.last == UInt8(ascii: "*")
      if found == "===" || (found == "==" && !isPattern) { exact = version.text }
    }
    guard clauses.count == 1 else {
      self.init(canonical: clauses.sortedByBytes().joined(separator: ","), exact: nil)
      return
    }
    self.init(canonical: clauses[0], exact: exact)
  }

  /// What to call it in a message.
  var kind: String {
    if canonical.isEmpty { return "has no version" }
    if EnvironmentVariable.occurs(in: canonical) { return "depends on the environment" }
    return canonical.starts(with: "==") && !canonical.holds(",")
      ? "is a wildcard, not a version" : "is a range, not a version"
  }

  // The longer operators first: `===` begins with `==`.
  private static let operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"]

  private static func isVersionByte(_ byte: UInt8) -> Bool {
    byte.isNameByte || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "*")
  }
}
