internal import Fingerprints

/// Whether a lock of pdm belongs to a `pyproject.toml`.
///
/// The lock holds a SHA-256 over parts of the manifest as Python prints them in JSON. Which parts, changed with pdm
/// 1.5, 1.12, 2.3, 2.12, 2.16, 2.20 and 2.28 (`PyProject.content_hash` in `pdm/project/project_file.py` of each); a
/// lock counts as fresh when any of the rules gives its hash.
struct PDMFreshness {
  let project: PDMProject
  let packages: [PinnedPackage]
  /// What each package requires, by its normalised name.
  let dependencies: [(name: String, requires: [String])]
  /// By their normalised names; nil when the lock does not say for which groups it was made.
  let lockedGroups: Set<TextKey>?
  let targets: DataValue?

  /// - Parameter recorded: `algorithm:hex`.
  func judge(recorded: String?) throws(DigestUnavailable) -> FreshnessJudgement {
    guard let (algorithm, digits) = recorded?.split(atFirst: ":"), !digits.isEmpty else {
      return .unknown("the lock has no hash of its pyproject.toml")
    }
    guard algorithm == "sha256" else {
      return .unknown("the lock's hash is of the kind \(algorithm), which pdm has not written since 1.0")
    }
    switch project.manifest {
    case .missing: return .unknown("there is no pyproject.toml beside the lock")
    case .unreadable(let reason): return .unknown(reason)
    case .read(let manifest): return try judge(hex: digits.lowercased(), manifest)
    }
  }

  private func judge(hex: String, _ manifest: DataValue) throws(DigestUnavailable) -> FreshnessJudgement {
    let texts: [(tool: String, text: String)]
    let members: [(folder: String, text: String)]
    do throws(PythonJSON.Unprintable) {
      texts = try Self.rules(manifest).map { rule throws(PythonJSON.Unprintable) in
        (rule.tool, try PythonJSON.text(rule.content, compact: false))
      }
      members = try (project.members ?? []).map { member throws(PythonJSON.Unprintable) in
        (member.folder, try PythonJSON.text(Self.newest(member.manifest), compact: false))
      }
    } catch {
      return .unknown("pyproject.toml holds a date, which pdm cannot hash")
    }
    // Rules that make no difference here are named as one.
    var matching: [String] = []
    for (index, rule) in texts.enumerated() where try Self.hex(rule.text) == hex {
      if index > 0, texts[index - 1].text.hasSameBytes(as: rule.text), let first = matching.popLast() {
        matching.append(Self.joined(first, rule.tool))
      } else {
        matching.append(rule.tool)
      }
    }
    if let root = texts.last?.text, Self.isWorkspace(manifest), try Self.hex(root, members) == hex {
      matching.append("2.28 or newer")
    }
    if !matching.isEmpty { return .fresh("content_hash", tool: "pdm " + matching.joined(separator: ", ")) }
    if project.members == nil { return .unknown("the members of the workspace cannot be told or read") }
    if manifest["project"] == nil, manifest["tool"]?["poetry"] != nil || manifest["tool"]?["flit"] != nil {
      return .unknown("pyproject.toml has no [project]; what pdm makes of poetry's or flit's is not known")
    }
    let changes = changes(manifest)
    return .stale(
      "pyproject.toml has changed since the lock was written",
      changes: changes.isEmpty ? [LockedPackages.unseenChange] : changes)
  }

  /// `1.12-2.2` and `2.3-2.11` are `1.12-2.11`.
  private static func joined(_ first: String, _ second: String) -> String {
    let begin = first.split(atFirst: "-")?.before ?? first
    if second.ends(with: " or newer") { return begin + " or newer" }
    return begin + "-" + (second.split(atFirst: "-")?.after ?? second)
  }

  /// What each generation of pdm hashes, the oldest first.
  private static func rules(_ manifest: DataValue) -> [(tool: String, content: DataValue)] {
    let (standard, settings) = (manifest["project"], manifest["tool"]?["pdm"])
    let resolution = settings?["resolution"] ?? .emptyTable
    let overrides = resolution["overrides"] ?? .emptyTable
    let groups = settings?["dev-dependencies"] ?? .emptyTable
    func content(_ groups: DataValue, _ more: [(String, DataValue)]) -> DataValue {
      Self.content(manifest, groups: groups, more)
    }
    return [
      ("1.0-1.4", content(standard?["dev-dependencies"] ?? .array([]), [])), ("1.5-1.11", content(groups, [])),
      ("1.12-2.2", content(groups, [("overrides", settings?["overrides"] ?? .emptyTable)])),
      ("2.3-2.11", content(groups, [("overrides", settings?["overrides"] ?? overrides)])),
      ("2.12-2.15", content(groups, [("overrides", overrides)])),
      ("2.16-2.19", content(groups, [("resolution", resolution)])),
      (isWorkspace(manifest) ? "2.20-2.27" : "2.20 or newer", newest(manifest)),
    ]
  }

  private static func newest(_ manifest: DataValue) -> DataValue {
    content(
      manifest, groups: namedGroups(manifest),
      [("resolution", manifest["tool"]?["pdm"]?["resolution"] ?? .emptyTable)])
  }

  private static func content(
    _ manifest: DataValue, groups: DataValue, _ more: [(String, DataValue)]
  ) -> DataValue {
    let standard = manifest["project"]
    return .table(
      [
        ("sources", manifest["tool"]?["pdm"]?["source"] ?? .array([])),
        ("dependencies", standard?["dependencies"] ?? .array([])), ("dev-dependencies", groups),
        ("optional-dependencies", standard?["optional-dependencies"] ?? .emptyTable),
        ("requires-python", standard?["requires-python"] ?? .string("")),
      ] + more)
  }

  private static func isWorkspace(_ manifest: DataValue) -> Bool {
    manifest["tool"]?["pdm"]?["workspace"]?.isTruthy == true
  }

  /// The groups of development by their normalised names, those of the standard's table before pdm's own.
  private static func namedGroups(_ manifest: DataValue) -> DataValue {
    var places: [TextKey: Int] = [:]
    var groups: [(String, [DataValue])] = []
    for table in [manifest["dependency-groups"], manifest["tool"]?["pdm"]?["dev-dependencies"]] {
      for (name, items) in table?.members ?? [] {
        let name = PackageName.normalized(name)
        if let place = places[TextKey(name)] {
          groups[place].1 += items.items
        } else {
          places[TextKey(name)] = groups.count
          groups.append((name, items.items))
        }
      }
    }
    return .table(groups.map { ($0.0, .array($0.1)) })
  }

  private static func hex(_ text: String) throws(DigestUnavailable) -> String {
    try SHA256Digest.of(Array(text.utf8)).hex
  }

  /// The hash of a workspace: over that of its root, and the folder and hash of each member.
  private static func hex(
    _ root: String, _ members: [(folder: String, text: String)]
  ) throws(DigestUnavailable) -> String {
    var text = try hex(root)
    for member in members { text += "\0" + member.folder + "\0" + (try hex(member.text)) }
    return try hex(text)
  }
}
