internal import Fingerprints

/// Compares the locks of a tree with each other, with their manifests and with the Pythons they are installed on.
public enum LockConsistency {
  /// All that does not agree, by path, line and code.
  ///
  /// Locks that cannot be read take no part: their own findings say why.
  ///
  /// - Parameters:
  ///   - images: what the base images of builds say of Python, with the path of the lock that is installed there.
  ///   - source: the tree that the locks lie in.
  ///   - shown: gives paths as messages name them.
  public static func findings(
    in locks: [Lockfile], images: [(lock: String, statement: PythonStatement)] = [], source: some LockfileSource,
    shown: (String) -> String = { $0 }
  ) -> [ConsistencyFinding] {
    let readable = locks.filter { $0.grade != .unreadable }
    var findings = readable.flatMap { EnvironmentAgreement.findings(in: $0) }
    findings += readable.flatMap { ReferenceCheck.findings(in: $0, source: source, shown: shown) }
    // Locks of one folder are taken for those of one project.
    for (folder, members) in Dictionary(grouping: readable, by: { TextKey(LockPath($0.path).parent) }) {
      findings += LockAgreement.findings(among: members)
      let pythons = PythonAgreement.statements(of: folder.text, members, among: readable, source: source)
      let built = images.filter { image in members.contains { $0.path.hasSameBytes(as: image.lock) } }
      findings += PythonAgreement.findings(pythons + built.map(\.statement), shown: shown)
    }
    return findings.ordered()
  }
}
