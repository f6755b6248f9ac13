internal import Fingerprints

/// A module at a version.
struct GoModule: Hashable {
  let path: String
  /// Empty when none is given, as for a folder or for all versions.
  let version: String

  var text: String { version.isEmpty ? path : path + "@" + version }

  /// For lookups: by bytes.
  var key: TextKey { TextKey(path + "@" + version) }

  static func == (left: GoModule, right: GoModule) -> Bool {
    left.path.hasSameBytes(as: right.path) && left.version.hasSameBytes(as: right.version)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// `v1.2.3`, with a pre-release or `+incompatible`; a pseudo-version names a commit that way.
  var isCanonical: Bool {
    guard let plain = version.dropping(prefix: "v") else { return false }
    let release = plain.split(atFirst: "+")
    return StrictSemanticVersion(plain) != nil && (release.map { $0.after == "incompatible" } ?? true)
  }

  /// Whether it is a folder (`modfile.IsDirectoryPath`).
  var isFolder: Bool {
    path == "." || path == ".." || ["./", "../", "/", ".\\", "..\\", "\\"].contains { path.starts(with: $0) }
      || path.utf8.dropFirst().first == UInt8(ascii: ":")
  }
}
