internal import Fingerprints

/// uv's `uv.lock`, version 1 with its revisions 0 to 5, and `<script>.py.lock`.
struct UVFormat: LockfileFormat {
  let name = "uv.lock"
  let ecosystem = "pypi"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool {
    path.name.hasSameBytes(as: name) || (path.name.ends(with: ".py.lock") && path.name.utf8.count > 8)
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try TOMLText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard let version = root["version"] else {
      return .unreadable(SyntaxFailure(line: nil, message: "there is no version, so this is no lock of uv"))
    }
    var contents = LockContents()
    contents.findings += versionFindings(version, root["revision"])
    contents.formatVersion = Self.text(version.integer, revision: root["revision"]?.integer)
    let supported = MarkerTree.any(of: (root["supported-markers"]?.strings ?? []).compactMap(Marker.tree))
    let entries = (root["package"] ?? root["distribution"])?.items ?? []
    let packages = UVPackages(entries, manifest: root["manifest"], supported: supported, at: input.path)
    contents.packages = packages.packages
    contents.facts = UVFacts.of(root) + packages.facts
    contents.findings += packages.findings + HashFindings.of(packages.packages)
    contents.findings += HashFindings.ofArtifacts(packages.packages)
    let project = UVProjectFiles(at: input.path, source: input.source)
    contents.freshness = UVFreshness(lock: root, entries: entries, project: project).judge()
    contents.references = project.references + packages.references
    return contents
  }

  /// With the revision: it changes nothing that is locked, but a reader wants to know it.
  private static func text(_ version: Int?, revision: Int?) -> String? {
    guard let version else { return nil }
    return revision.map { "\(version), revision \($0)" } ?? "\(version)"
  }

  private func versionFindings(_ version: DataValue, _ revision: DataValue?) -> [LockFinding] {
    guard version.integer == 1 else {
      let text = version.integer.map { "version \($0) is not known" } ?? "the version is no number"
      return [LockFinding("version.unsupported", line: version.line, text, grade: .unreadable)]
    }
    guard let revision, let number = revision.integer, number > 5 else { return [] }
    return [
      LockFinding("version.newer", line: revision.line, "revision \(number) is newer than the ones known, 5")
    ]
  }
}
