internal import Fingerprints

/// `group:name:version`, as Gradle names a module.
struct GradleCoordinate {
  let group: String
  let name: String
  let version: String

  init(group: String, name: String, version: String) {
    self.group = group
    self.name = name
    self.version = version
  }

  /// Nil when `text` does not have the three parts.
  init?(_ text: ArraySlice<UInt8>) {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isBlank) }) else { return nil }
    self.init(group: parts[0].text, name: parts[1].text, version: parts[2].text)
  }

  var module: String { group + ":" + name }

  /// The same for the same module at the same version.
  var key: TextKey { TextKey(module + ":" + version) }

  /// Why the version may be another file tomorrow; nil when it may not.
  var openness: String? {
    if version.ends(with: "-SNAPSHOT") { return "is a snapshot, which changes" }
    let isDynamic = version.holds("+") || version.holds(",") || version.starts(with: "[") || version.starts(with: "(")
    return isDynamic || version.starts(with: "latest.") ? "is a range, not a version" : nil
  }
}
