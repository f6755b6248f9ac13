internal import Fingerprints

/// What in a `composer.json` differs from the lock, as far as that can be seen without the old manifest.
enum ComposerChanges {
  static func between(lock: DataValue, _ manifest: DataValue) -> [String] {
    var locked: [TextKey: String] = [:]
    for entry in (lock["packages"]?.items ?? []) + (lock["packages-dev"]?.items ?? []) {
      if let name = (entry["name"] ?? entry["package"])?.string {
        locked[TextKey(name.lowercased())] = entry["version"]?.string ?? ""
      }
      // What stands in for another package has no version to compare.
      for key in ["replace", "provide"] {
        for (name, _) in entry[key]?.members ?? [] where locked[TextKey(name.lowercased())] == nil {
          locked[TextKey(name.lowercased())] = ""
        }
      }
    }
    var changes: [String] = []
    for (key, platform) in [("require", "platform"), ("require-dev", "platform-dev")] {
      let asked = manifest[key]?.members ?? []
      for (name, value) in asked where !isPlatform(name) {
        guard let version = locked[TextKey(name.lowercased())] else {
          changes.append("\(key): \(name) is not locked")
          continue
        }
        if let parsed = ComposerVersion.parse(version)?.version, let requirement = ComposerRequirement(text(value)),
          !requirement.matches(parsed)
        {
          changes.append("\(key): \(name) \(text(value)) is asked for and \(version) is locked")
        }
      }
      if let table = lock[platform] {
        changes += differences(in: key, asked.filter { isPlatform($0.key) }, table.members)
      }
    }
    if lock["platform"] != nil {
      changes += differences(
        in: "config.platform", manifest["config"]?["platform"]?.members ?? [],
        lock["platform-overrides"]?.members ?? [])
    }
    for (key, fallback) in [("minimum-stability", "stable"), ("prefer-stable", "false")] {
      guard let was = lock[key].map(text) else { continue }
      let now = manifest[key].map(text) ?? fallback
      if was != now { changes.append("\(key) was \(was) and is \(now)") }
    }
    return changes
  }

  private static func differences(
    in key: String, _ now: [DataTable.Member], _ was: [DataTable.Member]
  ) -> [String] {
    let (new, old) = (DataTable(now), DataTable(was))
    return new.members.compactMap { name, value in
      guard let before = old[name] else { return "\(key): \(name) is new" }
      return text(before) == text(value) ? nil : "\(key): \(name) was \(text(before)) and is \(text(value))"
    } + old.members.filter { new[$0.key] == nil }.map { "\(key): \($0.key) is gone" }
  }

  private static func text(_ value: DataValue) -> String {
    value.string ?? value.bool.map { $0 ? "true" : "false" } ?? value.integer.map(String.init) ?? ""
  }

  /// What is no package: PHP, its extensions and libraries, composer itself (`PlatformRepository`).
  private static func isPlatform(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "php" || name == "hhvm" || name == "composer" || name.starts(with: "php-")
      || ["ext-", "lib-", "composer-"].contains { name.starts(with: $0) }
  }
}
