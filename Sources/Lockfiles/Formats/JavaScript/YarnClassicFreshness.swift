internal import Fingerprints

/// Whether a lock of yarn 1 belongs to the `package.json` beside it and to those of the workspace.
///
/// `yarn install --frozen-lockfile` asks the same: every range of a manifest is a key of the lock.
enum YarnClassicFreshness {
  static func judge(_ blocks: [YarnClassicText.Block], _ input: LockInput, _ contents: inout LockContents) {
    var evidence = FreshnessEvidence()
    let manifests: [NodeManifest]
    do throws(NodeManifest.Absence) {
      manifests = try self.manifests(input, &evidence)
    } catch {
      contents.freshness = .unknown(error.reason)
      return
    }
    for manifest in manifests.dropFirst() {
      contents.references.append(LockReference(.member, manifest.path, from: LockPath("")))
    }
    var keys: Set<TextKey> = []
    var ranges: [TextKey: [String]] = [:]
    for pattern in blocks.flatMap(\.patterns) {
      keys.insert(TextKey(pattern))
      let pattern = YarnPattern(pattern)
      ranges[TextKey(pattern.name), default: []].append(pattern.range)
    }
    let members = Set(manifests.compactMap { $0.value["name"]?.string }.map(TextKey.init))
    let resolutions = manifests.first?.value["resolutions"]?.members.map(\.key) ?? []
    let resolved = Set(resolutions.map { TextKey(resolvedName($0)) })
    var used = Set(blocks.flatMap(\.dependencies).map { TextKey($0.name + "@" + $0.range) })
    for manifest in manifests {
      for section in NodeDependency.sections.dropLast() {
        for dependency in manifest.dependencies(section) {
          let key = TextKey(dependency.name + "@" + dependency.range)
          used.insert(key)
          let name = TextKey(dependency.name)
          if keys.contains(key) || members.contains(name) || dependency.range.starts(with: "link:") { continue }
          let locked = ranges[name] ?? []
          // A resolution replaces the range by one of its own.
          if resolved.contains(name), !locked.isEmpty { continue }
          evidence.change(
            "\(section).\(dependency.name): \(manifest.path) wants \(NodeDependency.printed(dependency.range)), "
              + "the lock has \(NodeDependency.printed(locked))")
        }
      }
    }
    contents.freshness = evidence.judgement(rule: "every range of package.json is locked", tool: "yarn 1")
    guard evidence.doubts.isEmpty, resolutions.isEmpty else { return }
    note(blocks.filter { $0.patterns.allSatisfy { !used.contains(TextKey($0)) } }, &contents)
  }

  /// The manifest beside the lock, and those of the workspace.
  private static func manifests(
    _ input: LockInput, _ evidence: inout FreshnessEvidence
  ) throws(NodeManifest.Absence) -> [NodeManifest] {
    let root = try NodeManifest.read("", beside: input.path, from: input.source)
    guard let folders = root.workspaces.members(beside: input.path, from: input.source) else {
      evidence.doubt("the members of the workspace cannot be listed")
      return [root]
    }
    var manifests = [root]
    for folder in folders {
      do throws(NodeManifest.Absence) {
        manifests.append(try NodeManifest.read(folder, beside: input.path, from: input.source))
      } catch {
        evidence.doubt(error.reason)
      }
    }
    return manifests
  }

  /// Of `**/a/b` or `a/**/b` the last name counts, with its scope.
  private static func resolvedName(_ pattern: String) -> String {
    let parts = LockPath(pattern).components
    guard let last = parts.last else { return pattern }
    guard let scope = parts.dropLast().last, scope.starts(with: "@") else { return last }
    return scope + "/" + last
  }

  /// What nothing asks for is harmless: yarn removes it with the next install.
  private static func note(_ unused: [YarnClassicText.Block], _ contents: inout LockContents) {
    guard let first = unused.first else { return }
    let names = unused.prefix(5).compactMap(\.patterns.first).map(NodeDependency.printed).joined(separator: ", ")
    contents.findings.append(
      LockFinding(
        "pattern.unused", line: first.line,
        "nothing asks for \(unused.count) of the locked packages: \(names)" + (unused.count > 5 ? ", …" : "")))
  }
}
