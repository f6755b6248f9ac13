internal import Fingerprints

/// Compares the locks that one folder has for the same packages: an export with what it was exported from, the locks
/// of two tools.
///
/// Locks of one format are not compared: requirements for two versions of Python differ with good reason.
enum LockAgreement {
  /// - Parameter locks: those of one folder.
  static func findings(among locks: [Lockfile]) -> [ConsistencyFinding] {
    guard locks.count > 1 else { return [] }
    let subjects = locks.compactMap(Subject.init)
    var findings: [ConsistencyFinding] = []
    for (index, one) in subjects.enumerated() {
      for other in subjects[(index + 1)...] where one.canBeCompared(with: other) {
        // What is an export is held against the lock, not the other way round.
        if let finding = one.isPart ? one.finding(against: other) : other.finding(against: one) {
          findings.append(finding)
        }
      }
    }
    return findings
  }

  private struct Subject {
    let lock: Lockfile
    let ecosystem: String
    /// Formats that other tools' locks are exported to, with all packages or with some.
    let isPart: Bool
    let names: [String]
    private let versions: [TextKey: [PinnedPackage]]

    /// Nil for a lock of which no package can be in another lock, too.
    init?(_ lock: Lockfile) {
      let comparable = lock.packages.filter {
        LockAgreement.ecosystems.contains($0.ecosystem) && $0.isExact && !$0.isConstraint && !$0.version.isEmpty
      }
      guard let first = comparable.first, lock.format != "environment.yml" else { return nil }
      self.lock = lock
      ecosystem = first.ecosystem
      isPart = LockAgreement.exports.contains(lock.format)
      let own = comparable.filter { $0.ecosystem == first.ecosystem }
      versions = Dictionary(grouping: own) { TextKey($0.name) }
      names = own.map(\.name).sortedByBytes()
    }

    func canBeCompared(with other: Subject) -> Bool {
      ecosystem == other.ecosystem && lock.format != other.lock.format && !(isPart && other.isPart)
    }

    func finding(against other: Subject) -> ConsistencyFinding? {
      let shared = names.filter { other.versions[TextKey($0)] != nil }
      guard !shared.isEmpty else { return nil }
      var differing = shared.compactMap { name in difference(name, other).map { (name, $0) } }
      // A file with little in common is not made from the lock.
      if shared.count * 2 > names.count {
        differing += missing(from: other).map { ($0, "\($0) \(self.text($0)) is only here") }
        if !isPart {
          differing += other.missing(from: self).map { ($0, "\($0) \(other.text($0)) is only there") }
        }
      }
      guard let first = differing.first else { return nil }
      let shown = differing.prefix(5).map(\.1).joined(separator: ", ")
      let more = differing.count > 5 ? " and \(differing.count - 5) more" : ""
      return ConsistencyFinding(
        "locks.disagree", path: lock.path, line: versions[TextKey(first.0)]?.first?.line,
        "does not agree with \(LockPath(other.lock.path).name): \(shown)\(more)")
    }

    /// Nil when this lock says of `name` what the other one says.
    private func difference(_ name: String, _ other: Subject) -> String? {
      let (here, there) = (versions[TextKey(name)] ?? [], other.versions[TextKey(name)] ?? [])
      func holds(_ packages: [PinnedPackage], _ package: PinnedPackage) -> Bool {
        packages.contains { VersionOrder.isSame($0.version, package.version, ecosystem: ecosystem) }
      }
      let agrees = here.allSatisfy { holds(there, $0) } && (isPart || there.allSatisfy { holds(here, $0) })
      return agrees ? nil : "\(name) \(text(name)) here and \(other.text(name)) there"
    }

    private func missing(from other: Subject) -> [String] { names.filter { other.versions[TextKey($0)] == nil } }

    private func text(_ name: String) -> String {
      (versions[TextKey(name)] ?? []).map(\.version).sortedByBytes().joined(separator: " and ")
    }
  }

  private static let ecosystems: Set<String> = ["pypi", "npm"]
  private static let exports: Set<String> = ["requirements.txt", "pylock.toml"]
}
