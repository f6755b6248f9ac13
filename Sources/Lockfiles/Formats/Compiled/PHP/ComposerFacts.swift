internal import Fingerprints

/// What `composer.lock` says about the choice among versions and about the platform.
enum ComposerFacts {
  static func of(_ root: DataValue) -> [LockFact] {
    var facts: [LockFact] = []
    for key in ["minimum-stability", "prefer-stable", "prefer-lowest"] {
      guard let value = root[key], let text = text(value), text != defaults[key] else { continue }
      facts.append(LockFact(name: key, value: text))
    }
    for key in ["platform", "platform-dev", "platform-overrides", "stability-flags"] {
      for (name, value) in root[key]?.members ?? [] {
        facts.append(LockFact(name: key + ":" + name, value: text(value) ?? ""))
      }
    }
    for alias in root["aliases"]?.items ?? [] {
      guard let name = alias["package"]?.string else { continue }
      facts.append(
        LockFact(
          name: "alias:" + name, value: alias["version"].flatMap(text) ?? "",
          extras: [alias["alias"]?.string ?? ""].filter { !$0.isEmpty }))
    }
    // Locks before 1.0 say none of this; the digest of the manifest, which does, stands for it.
    if root["content-hash"] == nil, root["minimum-stability"] == nil, let hash = root["hash"]?.string {
      facts.append(LockFact(name: "hash", value: hash.lowercased()))
    }
    return facts
  }

  private static let defaults = ["minimum-stability": "stable", "prefer-stable": "false", "prefer-lowest": "false"]

  /// The archive of a package whose source names a repository, which composer takes rather than cloning.
  static func archive(of entry: DataValue, name: String) -> LockFact? {
    guard let archive = entry["dist"], let address = archive["url"]?.string, archive["type"]?.string != "path" else {
      return nil
    }
    let reference = archive["reference"]?.string ?? ""
    return LockFact(
      name: "dist:" + name, value: [archive["type"]?.string ?? "", reference].joined(separator: "@"),
      source: WebAddress.canonical(address))
  }

  private static func text(_ value: DataValue) -> String? {
    value.string ?? value.bool.map { $0 ? "true" : "false" } ?? value.integer.map(String.init)
  }
}
