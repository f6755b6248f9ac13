internal import Fingerprints

/// Packages of one environment that contradict each other.
enum CondaConflicts {
  /// What is named twice, by conda or by conda and pip, for every platform.
  static func of(_ packages: [PinnedPackage]) -> [LockFinding] {
    var findings: [LockFinding] = []
    var names: [TextKey: PinnedPackage] = [:]
    var normalized: [TextKey: PinnedPackage] = [:]
    let relevant = packages.filter { $0.marker == nil && !$0.isConstraint }
    for package in relevant where package.ecosystem == "conda" {
      if let other = names[TextKey(package.name)], isContradiction(package, other) {
        findings.append(
          conflict(package, "\(shown(package)) here and \(shown(other)) in line \(other.line ?? 0) exclude each other"))
      }
      names[TextKey(package.name)] = package
      normalized[TextKey(PackageName.normalized(package.name))] = package
    }
    for package in relevant where package.ecosystem != "conda" {
      guard let other = normalized[TextKey(package.name)] else { continue }
      let place = other.line.map { " in line \($0)" } ?? ""
      if isContradiction(package, other) {
        findings.append(
          conflict(
            package,
            "pip installs \(shown(package)) over \(shown(other)), which conda installs\(place); keep one of them"))
      } else {
        findings.append(
          LockFinding(
            "duplicate", file: package.file, line: package.line,
            "\(package.name) is installed by pip and by conda\(place), one over the other; keep one of them"))
      }
    }
    return findings
  }

  /// Whether no version satisfies both, as far as that can be told from the one that is exact.
  private static func isContradiction(_ left: PinnedPackage, _ right: PinnedPackage) -> Bool {
    guard left.isExact || right.isExact else { return false }
    let (exact, other) = left.isExact ? (left, right) : (right, left)
    guard !exact.version.isEmpty, !other.version.isEmpty else { return false }
    if !other.isExact, other.ecosystem != "conda" {
      guard let range = PEP440Specifier(other.version), let version = PEP440Version(exact.version) else { return false }
      return !range.contains(version, prereleases: true)
    }
    return CondaVersionPattern(other.version)?.allows(exact.version) == false
  }

  private static func shown(_ package: PinnedPackage) -> String {
    package.version.isEmpty ? package.name : package.name + " " + package.version
  }

  private static func conflict(_ package: PinnedPackage, _ message: String) -> LockFinding {
    LockFinding("conflict", file: package.file, line: package.line, message, grade: .c)
  }
}
