internal import Fingerprints
internal import Glibc
internal import PackFiles

/// Looks through the configuration that libgit2 is about to read: it would wait for ever on a FIFO that is included.
struct ConfigIncludes {
  /// libgit2's own limit of levels.
  private static let maximumDepth = 10
  private static let maximumFiles = 200

  private var files = 0

  /// - Throws: ``GitFailure`` of kind `notARepository` with the file that cannot be read as configuration.
  static func check(_ layout: RepositoryLayout) throws(GitFailure) {
    var includes = ConfigIncludes()
    try includes.check(layout.commonDirectory + "/config", depth: 0)
    try includes.check(layout.gitDirectory + "/config.worktree", depth: 0)
  }

  private mutating func check(_ path: String, depth: Int) throws(GitFailure) {
    try RepositoryLayout.requireRegular(path)
    files += 1
    guard depth < Self.maximumDepth, files <= Self.maximumFiles else {
      throw GitFailure(
        kind: .notARepository, operation: "read the configuration \(path)",
        detail: depth < Self.maximumDepth
          ? "more than \(Self.maximumFiles) files are included"
          : "files include each other more than \(Self.maximumDepth) levels deep",
        remedy: "remove the include from the repository's configuration")
    }
    guard let bytes = SmallFile.read(path, limit: 4 << 20) else { return }
    for setting in ConfigText(bytes).settings where setting.key == "path" {
      guard setting.section == "include" || setting.section.hasPrefix("includeif"), let value = setting.value,
        let included = Self.resolve(value, from: path)
      else { continue }
      try check(included, depth: depth + 1)
    }
  }

  private static func resolve(_ value: [UInt8], from file: String) -> String? {
    guard let path = String(validating: value, as: UTF8.self), !path.isEmpty, !path.utf8.contains(0) else { return nil }
    if path.hasPrefix("/") { return path }
    // The home directory is not searched for configuration either.
    if path.hasPrefix("~") { return getenv("HOME").map { String(cString: $0) + path.dropFirst(1) } }
    guard let slash = file.lastIndex(of: "/") else { return nil }
    return file[...slash] + path
  }
}
