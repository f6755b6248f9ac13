internal import Fingerprints

/// A comparison of a marker between versions (PEP 440), such as `>=3.8`.
struct PythonClause {
  private let clause: PEP440Clause

  /// Nil when the variable is none that holds a version, or the comparison none of versions; texts are compared then.
  init?(_ text: String, for variable: String) {
    switch variable {
    case "implementation_version", "platform_release", "python_full_version", "python_version":
      guard let clause = PEP440Clause(text) else { return nil }
      self.clause = clause
    default: return nil
    }
  }

  /// Whether it allows a version, of which pre-releases count.
  ///
  /// What is no version is only allowed by `===`, as in `packaging`.
  func allows(_ text: String) -> Bool {
    guard let version = PEP440Version(text) else {
      return clause.comparison == .arbitrary && clause.canonical.hasSameBytes(as: "===" + text)
    }
    return clause.allows(version)
  }
}
