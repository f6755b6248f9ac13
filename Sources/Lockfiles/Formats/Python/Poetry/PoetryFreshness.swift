internal import Fingerprints

/// Whether a `poetry.lock` belongs to a `pyproject.toml`.
///
/// The lock holds a SHA-256 over parts of the manifest as Python prints them in JSON. Which parts, changed with
/// poetry 1.2, twice, 2.0 and 2.3; a lock counts as fresh when any of the rules gives its hash.
enum PoetryFreshness {
  static func judge(lock: DataValue, project: PoetryProject) throws(DigestUnavailable) -> FreshnessJudgement {
    guard let recorded = lock["metadata"]?["content-hash"]?.string else {
      return .unknown("the lock has no content-hash")
    }
    guard let manifest = project.manifest else { return .unknown(project.reason) }
    var matching: [String] = []
    do {
      for (name, content) in rules(manifest.manifest.root) {
        let text = try PythonJSON.text(content, compact: false)
        if try SHA256Digest.of(Array(text.utf8)).hex == recorded.lowercased() { matching.append(name) }
      }
    } catch let error as DigestUnavailable {
      throw error
    } catch {
      return .unknown("pyproject.toml holds a date, which poetry cannot hash")
    }
    if !matching.isEmpty { return .fresh("content-hash", tool: "poetry " + matching.joined(separator: ", ")) }
    let comparison = PoetryComparison(lock: lock, manifest: manifest)
    return .stale("pyproject.toml has changed since the lock was written", changes: comparison.changes)
  }

  private static let keys = ["dependencies", "source", "extras", "dev-dependencies"]

  /// What each generation of poetry hashes, the oldest first.
  private static func rules(_ project: DataValue) -> [(String, DataValue)] {
    let poetry = project["tool"]?["poetry"]
    let oldest = DataValue.table(keys.map { ($0, poetry?[$0] ?? .null) })
    let withGroups = DataValue.table(keys.map { ($0, poetry?[$0] ?? .null) } + [("group", poetry?["group"])])
    let present = DataValue.table((keys + ["group"]).map { ($0, poetry?[$0]) })
    let standard = DataValue.table(
      ["requires-python", "dependencies", "optional-dependencies"].map { ($0, project["project"]?[$0]) })
    let groups = project["dependency-groups"].flatMap { $0.isTruthy ? $0 : nil }
    let tool = DataValue.table([("poetry", present)])
    let legacy = standard.isTruthy ? DataValue.table([("project", standard), ("tool", tool)]) : withGroups
    let newest =
      standard.isTruthy || groups != nil
      ? DataValue.table([
        ("project", standard.isTruthy ? standard : nil), ("dependency-groups", groups), ("tool", tool),
      ]) : withGroups
    let early = DataValue.table(["dependencies", "group", "source", "extras"].map { ($0, poetry?[$0] ?? .null) })
    return [
      ("0.12-1.1", oldest), ("1.2.0a2-1.2.0b1", early), ("1.2-1.8", withGroups), ("2.0-2.2", legacy),
      ("2.3 or newer", newest),
    ]
  }
}
