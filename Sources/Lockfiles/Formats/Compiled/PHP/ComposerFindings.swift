/// What `composer.lock` says about the archives of its packages.
///
/// Most registries give no hash of an archive, GitHub's archives have none that stays; a commit is still named.
struct ComposerFindings {
  private var bare: [PinnedPackage] = []
  private var weak: [PinnedPackage] = []
  private var commits = 0

  mutating func note(_ package: PinnedPackage, _ entry: DataValue) {
    if !package.hashes.isEmpty {
      weak.append(package)
      return
    }
    // A package that only asks for others has no files, and of a repository the commit is enough.
    if entry["type"]?.string == "metapackage" || (entry["dist"]?.table == nil && entry["source"]?.table != nil) {
      return
    }
    bare.append(package)
    if (entry["dist"]?["reference"] ?? entry["source"]?["reference"])?.string?.isCommit ?? false { commits += 1 }
  }

  var all: [LockFinding] {
    var findings: [LockFinding] = []
    if let first = bare.first {
      let commit = commits > 0 ? "; \(commits) of them name a commit" : ""
      let (code, others) = weak.isEmpty ? ("hash.missing", "") : ("hash.mixed", " while others have one")
      findings.append(
        LockFinding(code, line: first.line, "\(bare.count) archives have no shasum\(others)\(commit)", grade: .b))
    }
    if let first = weak.first {
      findings.append(
        LockFinding("hash.weak", line: first.line, "\(weak.count) archives are hashed with SHA-1 only", grade: .b))
    }
    return findings
  }
}
