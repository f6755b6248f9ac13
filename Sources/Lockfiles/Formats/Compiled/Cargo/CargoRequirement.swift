/// A version requirement of a `Cargo.toml`, such as `^1.2`, `>=1, <2` or `1.*`.
///
/// Meaning and names follow the crate `semver` 1.0, which cargo uses (its `eval.rs`).
struct CargoRequirement {
  private enum Operator {
    case exact
    case greater
    case greaterOrEqual
    case less
    case lessOrEqual
    case tilde
    case caret
  }

  private struct Comparator {
    let operation: Operator
    let major: UInt64
    let minor: UInt64?
    let patch: UInt64?
    let prerelease: [StrictSemanticVersion.Identifier]
  }

  private let comparators: [Comparator]

  /// Nil when `text` is no requirement.
  init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { $0.trimmed.text }
    if parts.count == 1, let only = parts.first, ["*", "x", "X"].contains(only) {
      comparators = []
      return
    }
    var comparators: [Comparator] = []
    for part in parts {
      guard let comparator = Self.comparator(part) else { return nil }
      comparators.append(comparator)
    }
    self.comparators = comparators
  }

  private static let operators: [(String, Operator)] = [
    (">=", .greaterOrEqual), ("<=", .lessOrEqual), (">", .greater), ("<", .less), ("=", .exact), ("~", .tilde),
    ("^", .caret),
  ]

  private static func comparator(_ text: String) -> Comparator? {
    let found = operators.first { text.starts(with: $0.0) }
    let version = (found.flatMap { text.dropping(prefix: $0.0) } ?? text).trimmed
    var names = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(\.text)
    var hasWildcard = false
    if !version.holds("-") {
      while let last = names.last, ["*", "x", "X"].contains(last) {
        hasWildcard = true
        names.removeLast()
      }
    }
    guard let (numbers, prerelease) = StrictSemanticVersion.parts(names.joined(separator: ".")),
      prerelease.isEmpty || numbers.count == 3
    else { return nil }
    return Comparator(
      operation: found?.1 ?? (hasWildcard ? .exact : .caret), major: numbers[0],
      minor: numbers.count > 1 ? numbers[1] : nil, patch: numbers.count > 2 ? numbers[2] : nil, prerelease: prerelease)
  }

  func matches(_ version: StrictSemanticVersion) -> Bool {
    guard comparators.allSatisfy({ Self.matches($0, version) }) else { return false }
    // A pre-release has to be asked for by one of the same version.
    return !version.isPrerelease
      || comparators.contains {
        $0.major == version.major && $0.minor == version.minor && $0.patch == version.patch && !$0.prerelease.isEmpty
      }
  }

  private static func matches(_ comparator: Comparator, _ version: StrictSemanticVersion) -> Bool {
    switch comparator.operation {
    case .exact: isEqual(comparator, version)
    case .greater: isGreater(comparator, version)
    case .greaterOrEqual: isEqual(comparator, version) || isGreater(comparator, version)
    case .less: isLess(comparator, version)
    case .lessOrEqual: isEqual(comparator, version) || isLess(comparator, version)
    case .tilde: isTilde(comparator, version)
    case .caret: isCaret(comparator, version)
    }
  }

  private static func isEqual(_ comparator: Comparator, _ version: StrictSemanticVersion) -> Bool {
    version.major == comparator.major && version.minor == comparator.minor ?? version.minor
      && version.patch == comparator.patch ?? version.patch && version.prerelease == comparator.prerelease
  }

  private static func isGreater(_ comparator: Comparator, _ version: StrictSemanticVersion) -> Bool {
    if version.major != comparator.major { return version.major > comparator.major }
    guard let minor = comparator.minor else { return false }
    if version.minor != minor { return version.minor > minor }
    guard let patch = comparator.patch else { return false }
    if version.patch != patch { return version.patch > patch }
    return StrictSemanticVersion.precedes(comparator.prerelease, version.prerelease)
  }

  private static func isLess(_ comparator: Comparator, _ version: StrictSemanticVersion) -> Bool {
    if version.major != comparator.major { return version.major < comparator.major }
    guard let minor = comparator.minor else { return false }
    if version.minor != minor { return version.minor < minor }
    guard let patch = comparator.patch else { return false }
    if version.patch != patch { return version.patch < patch }
    return StrictSemanticVersion.precedes(version.prerelease, comparator.prerelease)
  }

  private static func isTilde(_ comparator: Comparator, _ version: StrictSemanticVersion) -> Bool {
    guard version.major == comparator.major, version.minor == comparator.minor ?? version.minor else { return false }
    if let patch = comparator.patch, version.patch != patch { return version.patch > patch }
    return !StrictSemanticVersion.precedes(version.prerelease, comparator.prerelease)
  }

  private static func isCaret(_ comparator: Comparator, _ version: StrictSemanticVersion) -> Bool {
    guard version.major == comparator.major else { return false }
    guard let minor = comparator.minor else { return true }
    guard let patch = comparator.patch else {
      return comparator.major > 0 ? version.minor >= minor : version.minor == minor
    }
    if comparator.major > 0 {
      if version.minor != minor { return version.minor > minor }
      if version.patch != patch { return version.patch > patch }
    } else if minor > 0 {
      guard version.minor == minor else { return false }
      if version.patch != patch { return version.patch > patch }
    } else if version.minor != minor || version.patch != patch {
      return false
    }
    return !StrictSemanticVersion.precedes(version.prerelease, comparator.prerelease)
  }
}
