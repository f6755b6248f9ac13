internal import Fingerprints

/// Decides for each package of a lock whether and from which file it is installed on a target.
struct TargetResolver {
  /// A package that is installed.
  struct Entry {
    let package: InstalledPackage
    /// What of its condition could not be decided; nil when it holds.
    let condition: String?
  }

  private(set) var installed: [Entry] = []
  /// What limits the versions of others there; they are not installed themselves.
  private(set) var constraints: [Entry] = []
  private(set) var leftOut: [TargetNote] = []
  private(set) var undecided: [TargetNote] = []
  private(set) var findings: [LockFinding] = []

  private let target: Target
  private let chooser: ArtifactChooser
  /// By the name of a gem, how far the nearest of its platforms is.
  private let nearest: [TextKey: Int]
  private var told: Set<TextKey> = []

  init(_ packages: [PinnedPackage], for target: Target) {
    self.target = target
    chooser = ArtifactChooser(target)
    nearest = Self.nearest(packages, target)
    for package in packages { add(package) }
  }

  private mutating func add(_ package: PinnedPackage) {
    var open: String?
    if let condition = Self.condition(of: package) {
      let isInstalled = target.satisfies(condition)
      let part = isInstalled == true ? nil : target.part(of: condition, deciding: isInstalled).text
      if isInstalled == false {
        leftOut.append(TargetNote(package, "only where " + Self.shortened(part ?? "")))
        return
      }
      open = part
    }
    if package.isConstraint {
      constraints.append(Entry(package: InstalledPackage(package: package, choice: .open), condition: open))
      return
    }
    if let distance = Self.distance(of: package, target), let best = nearest[TextKey(package.name)], best < distance {
      leftOut.append(TargetNote(package, "another of its platforms is nearer to \(target.rubyPlatform.text)"))
      return
    }
    if let open { undecided.append(TargetNote(package, "it cannot be told whether " + Self.shortened(open))) }
    let choice = chooser.choice(for: package)
    if choice == nil { undecided.append(TargetNote(package, "no wheel can be chosen as the target names no Python")) }
    note(finding(package, choice))
    installed.append(
      Entry(package: InstalledPackage(package: package, choice: choice ?? .open), condition: open))
  }

  /// A lock may have a package several times, such as once for each extra; it is told of once.
  private mutating func note(_ finding: LockFinding?) {
    guard let finding, told.insert(TextKey(finding.message)).inserted else { return }
    findings.append(finding)
  }

  /// What the format says, else the marker.
  private static func condition(of package: PinnedPackage) -> TargetCondition? {
    package.condition ?? package.marker.map { .marker($0) }
  }

  private func finding(_ package: PinnedPackage, _ choice: ArtifactChoice?) -> LockFinding? {
    let name = package.version.isEmpty ? package.name : package.name + " " + package.version
    switch choice {
    case .nothing:
      return LockFinding(
        "target.no-artifact", file: package.file, line: package.line,
        "\(name) cannot be installed for \(target): none of its locked wheels fits and no source distribution is locked"
      )
    case .sdist(let artifact):
      return LockFinding(
        "target.sdist-only", file: package.file, line: package.line,
        "\(name) has no wheel for \(target): \(artifact.name) is built there, with tools that the lock does not pin")
    case .wheel, .file, .open, nil: return nil
    }
  }

  /// A condition may be as long as the file.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 200 ? text : text.utf8.prefix(200).text + "…"
  }
}

// Gems: bundler takes the platform that is nearest to the machine's, and the one without platform only when no other
// fits.
extension TargetResolver {
  private static func nearest(_ packages: [PinnedPackage], _ target: Target) -> [TextKey: Int] {
    var nearest: [TextKey: Int] = [:]
    for package in packages {
      guard let distance = distance(of: package, target) else { continue }
      nearest[TextKey(package.name), default: .max] = min(nearest[TextKey(package.name)] ?? .max, distance)
    }
    return nearest
  }

  /// Nil for what is no gem with a platform, or one that does not fit.
  private static func distance(of package: PinnedPackage, _ target: Target) -> Int? {
    guard case .rubyPlatform(let text)? = package.condition else { return nil }
    guard let platform = RubyPlatform(text) else { return RubyPlatform.farthest }
    return platform.fits(target.rubyPlatform) ? platform.distance(to: target.rubyPlatform) : nil
  }
}
