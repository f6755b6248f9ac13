/// What is missing among the hashes of packages that are pinned otherwise.
enum HashFindings {
  /// - Parameter isRequired: whether the file itself asks for hashes.
  static func of(_ packages: [PinnedPackage], isRequired: Bool = false) -> [LockFinding] {
    // A commit is a hash itself; a path and what is unpinned have findings of their own.
    let relevant = packages.filter { $0.isExact && !$0.isConstraint && !isCommit($0) }
    let bare = relevant.filter(\.hashes.isEmpty)
    let hashed = packages.contains { !$0.hashes.isEmpty }
    var findings: [LockFinding] = []
    if let first = bare.first {
      let names = list(bare)
      if hashed || isRequired {
        findings.append(
          LockFinding(
            "hash.mixed", file: first.file, line: first.line,
            "\(bare.count) of \(relevant.count) packages have no hash while others do: \(names)", grade: .b))
      } else {
        findings.append(
          LockFinding(
            "hash.missing", file: first.file, line: first.line,
            relevant.count == 1
              ? "\(names) has no hash" : "none of the \(relevant.count) pinned packages has a hash", grade: .b))
      }
    }
    let weak = packages.filter { !$0.hashes.isEmpty && !$0.hashes.contains(where: PackageHash.isStrong) }
    if let first = weak.first {
      findings.append(
        LockFinding(
          "hash.weak", file: first.file, line: first.line,
          "\(weak.count) packages are hashed with MD5 or SHA-1 only: \(list(weak))", grade: .b))
    }
    return findings
  }

  private static func isCommit(_ package: PinnedPackage) -> Bool {
    package.source.map(WebAddress.isVersionControl) ?? false
  }

  private static func list(_ packages: [PinnedPackage]) -> String {
    let names = packages.map(\.name).sortedByBytes()
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? shown + ", …" : shown
  }
}
