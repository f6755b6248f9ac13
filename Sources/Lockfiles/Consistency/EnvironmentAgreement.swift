internal import Fingerprints

/// Compares the two sections of one environment of conda: what conda installs and what pip installs on top.
///
/// pip replaces a package of conda's by the one it is asked for, and conda does not learn of it.
enum EnvironmentAgreement {
  static func findings(in lock: Lockfile) -> [ConsistencyFinding] {
    var conda: [TextKey: [PinnedPackage]] = [:]
    for package in lock.packages where package.ecosystem == "conda" {
      conda[TextKey(pypiName(package.name)), default: []].append(package)
    }
    guard !conda.isEmpty else { return [] }
    return lock.packages.compactMap { package in
      guard package.ecosystem == "pypi", !package.isConstraint, let others = conda[TextKey(package.name)],
        let other = others.first, !others.contains(where: { agree($0, package) })
      else { return nil }
      let place = other.line.map { " in line \($0)" } ?? ""
      return ConsistencyFinding(
        "conda.pip", path: package.file ?? lock.path, line: package.line,
        "pip installs \(package.name) \(shown(package)) over \(other.name) \(shown(other)), which conda installs\(place)"
      )
    }
  }

  /// Whether both can mean one version; markers and selectors are taken for the same.
  private static func agree(_ conda: PinnedPackage, _ pip: PinnedPackage) -> Bool {
    switch (conda.isExact, pip.isExact) {
    case (true, true): VersionOrder.isSame(conda.version, pip.version, ecosystem: "pypi")
    case (true, false): RequiredVersions(pip.version)?.allows(conda.version) ?? true
    case (false, true): RequiredVersions(conda.version)?.allows(pip.version) ?? true
    case (false, false): true
    }
  }

  private static func shown(_ package: PinnedPackage) -> String {
    package.version.isEmpty ? "without a version" : package.version
  }

  /// The name of a package of conda's on PyPI, where it is known to be another one.
  private static func pypiName(_ name: String) -> String {
    let normalized = PackageName.normalized(name)
    return otherNames[normalized] ?? normalized
  }

  private static let otherNames = ["pytorch": "torch", "msgpack-python": "msgpack", "py-opencv": "opencv-python"]
}
