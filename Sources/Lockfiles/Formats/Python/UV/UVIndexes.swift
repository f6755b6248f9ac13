internal import Fingerprints

/// Compares the indexes that a lock of uv takes packages from with those that are configured.
enum UVIndexes {
  /// When none is configured uv keeps those of the lock.
  static func compare(_ entries: [DataValue], _ project: UVProjectFiles, into comparison: inout UVComparison) {
    guard let settings = project.settings else { return }
    // Settings that are no longer written so, but still read.
    let pip = [settings["index-url"], settings["extra-index-url"], settings["find-links"]].compactMap { $0 }
    let configured = settings["index"]?.items ?? []
    guard !configured.isEmpty || !pip.isEmpty else { return }
    var known: Set<TextKey> = []
    for place in pip.flatMap({ $0.string.map { [$0] } ?? $0.strings }) { known.insert(TextKey(Self.place(place))) }
    for index in configured { known.insert(TextKey(Self.place(index["url"]?.string ?? ""))) }
    // What members define for their own sources was compared with the sources.
    for member in project.members {
      for index in member.settings?["index"]?.items ?? [] {
        known.insert(TextKey(Self.place(index["url"]?.string ?? "")))
      }
    }
    let hasDefault = configured.contains { $0["default"]?.bool == true } || settings["index-url"] != nil
    if !hasDefault { known.insert(TextKey("https://pypi.org/simple")) }
    var missing: Set<TextKey> = []
    for entry in entries {
      guard let registry = entry["source"]?["registry"]?.string else { continue }
      let place = TextKey(Self.place(registry))
      if !known.contains(place) { missing.insert(place) }
    }
    for place in missing.map(\.text).sortedByBytes() {
      comparison.change("tool.uv.index: \(place), which packages are locked from, is no longer configured")
    }
  }

  private static func place(_ text: String) -> String {
    if let path = text.dropping(prefix: "file://") { return LocalPath.normalized(path) }
    return text.holds("://") ? WebAddress.canonical(text) : LocalPath.normalized(text)
  }
}
