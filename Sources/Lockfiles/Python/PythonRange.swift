internal import Fingerprints

/// Ranges of versions of Python, as in `requires-python`.
enum PythonRange {
  /// Whether there is a Python that one allows and the other does not; tools simplify ranges, so that `>=3.9,<4` may
  /// come back as `~=3.9`. False when one cannot be read.
  static func differ(_ left: String, _ right: String) -> Bool {
    guard let first = PEP440Specifier(left), let second = PEP440Specifier(right), !left.hasSameBytes(as: right) else {
      return false
    }
    return releases.contains { first.contains($0, prereleases: true) != second.contains($0, prereleases: true) }
  }

  /// All that there have been, and those of some years to come.
  private static let releases: [PEP440Version] = {
    let lines = [(2, 6...7), (3, 0...30), (4, 0...1)].flatMap { major, minors in minors.map { "\(major).\($0)" } }
    return lines.flatMap { line in (0...25).compactMap { PEP440Version("\(line).\($0)") } }
  }()
}
