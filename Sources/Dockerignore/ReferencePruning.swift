internal import Glob

/// Which ignored directories the reference does not enter.
///
/// It compares text: when each rule that could turn the answer is a plain path, perhaps with `/*` or `/**`
/// behind it, only the way to these paths is entered; one wildcard elsewhere in any of them and everything
/// is. `!a/*/**` loses both endings and counts as the path `a`, so that `a/b` is not entered although the
/// rule keeps what is below it. Source: tonistiigi/fsutil, `filter.go`.
struct ReferencePruning: Sendable {
  /// Nil when everything is entered.
  private let destinations: [[UInt8]]?

  init(_ rules: [IgnoreRule], turningTo negated: Bool) {
    let paths = rules.lazy.filter { $0.negated == negated }.map { Self.withoutTrailingGlob($0.pattern.text) }
    let special = Set("*[]?^\\".utf8)
    destinations =
      paths.contains { $0.contains(where: special.contains) }
      ? nil : paths.map { $0 + [UInt8(ascii: "/")] }
  }

  func canPrune(_ directory: [UInt8]) -> Bool {
    guard let destinations else { return false }
    let inside = directory + [UInt8(ascii: "/")]
    return !destinations.contains { $0.starts(with: inside) }
  }

  private static func withoutTrailingGlob(_ pattern: [UInt8]) -> [UInt8] {
    var result = pattern
    for ending in ["/**", "/*"] where result.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      result.removeLast(ending.utf8.count)
    }
    return result
  }
}
