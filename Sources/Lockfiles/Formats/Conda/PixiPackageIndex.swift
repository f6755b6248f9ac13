internal import Fingerprints

/// Finds the package that an environment of a `pixi.lock` names.
struct PixiPackageIndex {
  private struct Candidate {
    let place: Int
    let record: CondaRecord
    let subdir: String?
  }

  private var candidates: [TextKey: [Candidate]] = [:]

  /// So many packages built in one folder are no lock, and each environment would look through them all.
  private static let maximumCandidates = 256

  /// - Parameter place: its number among the packages.
  mutating func add(_ package: PixiPackage, at place: Int) throws(SyntaxFailure) {
    let key = Self.key(package.location)
    guard candidates[key]?.count ?? 0 < Self.maximumCandidates else {
      throw SyntaxFailure(
        code: "limit.count", line: package.record.line,
        message: "more than \(Self.maximumCandidates) packages come from one place")
    }
    candidates[key, default: []].append(
      Candidate(place: place, record: package.record, subdir: package.subdir))
  }

  /// The package's number; nil when there is none.
  ///
  /// Up to version 5 packages with one address differ by platform; in version 6 the environment names the fields that
  /// tell them apart (rattler's `resolve_legacy_conda_package`).
  ///
  /// - Parameter subdir: the platform of the environment.
  func place(of selector: DataValue, subdir: String, version: Int) -> Int? {
    guard
      let location = selector["conda_source"]?.string ?? selector["conda"]?.string ?? selector["pypi"]?.string,
      let found = candidates[Self.key(location)]
    else { return nil }
    if found.count == 1, version != 6 { return found[0].place }
    if version < 6 {
      return (found.first { $0.subdir?.hasSameBytes(as: subdir) ?? false } ?? found.first)?.place
    }
    func isSame(_ key: String, _ value: String?) -> Bool {
      selector[key]?.string.map { $0.hasSameBytes(as: value ?? "") } ?? true
    }
    return found.first { candidate in
      isSame("name", candidate.record.name) && isSame("version", candidate.record.version)
        && isSame("build", candidate.record.build) && isSame("subdir", candidate.subdir)
    }?.place
  }

  /// Paths in one spelling.
  private static func key(_ location: String) -> TextKey {
    guard !location.holds("://"), !location.holds(" @ ") else { return TextKey(location) }
    let path = LockPath(location)
    let parts = path.components.filter { $0 != "." }
    return TextKey((location.starts(with: "/") ? "/" : "./") + parts.joined(separator: "/"))
  }
}
