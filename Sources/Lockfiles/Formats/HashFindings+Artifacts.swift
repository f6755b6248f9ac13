extension HashFindings {
  /// What is missing among the files of packages that have a hash for some other file.
  ///
  /// Packages whose files all lack a hash, or a strong one, are named by ``of(_:isRequired:)``.
  static func ofArtifacts(_ packages: [PinnedPackage]) -> [LockFinding] {
    var findings: [LockFinding] = []
    for package in packages where package.artifacts.count > 1 && !package.hashes.isEmpty {
      if let bare = package.artifacts.first(where: \.hashes.isEmpty) {
        findings.append(
          LockFinding(
            "hash.mixed", line: package.line, "\(bare.name) of \(package.name) has no hash while others do", grade: .b))
      } else if package.hashes.contains(where: PackageHash.isStrong),
        let weak = package.artifacts.first(where: { !$0.hashes.contains(where: PackageHash.isStrong) })
      {
        findings.append(
          LockFinding(
            "hash.weak", line: package.line, "\(weak.name) of \(package.name) is hashed with MD5 or SHA-1 only",
            grade: .b))
      }
    }
    return findings
  }
}
