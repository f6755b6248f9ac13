public import Fingerprints

/// Recognises, reads and grades lockfiles.
public enum LockfileReader {
  /// The format of a file by its name, or nil when no format recognises it.
  public static func format(ofPath path: String) -> String? {
    let path = LockPath(path)
    return lockfileFormats.first { $0.recognises(path) }?.name
  }

  /// Reads a lockfile and what it includes.
  ///
  /// Bad input is no error: what cannot be read becomes grade U with a finding that names the line. A name
  /// that no format recognises is read as nothing and graded U.
  ///
  /// - Throws: ``DigestUnavailable`` when libcrypto has no SHA-256.
  public static func read(
    _ path: String, bytes: [UInt8], from source: some LockfileSource
  ) throws(DigestUnavailable) -> Lockfile {
    let place = LockPath(path)
    let format = lockfileFormats.first { $0.recognises(place) }
    let contents = try format?.read(LockInput(path: place, bytes: bytes, source: source)) ?? unknownFormat
    let grade = contents.findings.compactMap(\.lowersGradeTo).max() ?? .a
    let subject = "lock " + path
    var semantic: Fingerprint?
    if let format, grade != .unreadable {
      semantic = try Fingerprint(
        subject: subject, scheme: SemanticText.scheme,
        text: SemanticText.of(contents, ecosystem: format.ecosystem))
    }
    return Lockfile(
      path: path, format: format?.name ?? "", formatVersion: contents.formatVersion, packages: contents.packages,
      grade: grade, freshness: contents.freshness, freshnessRule: PathText.visible(contents.freshnessRule),
      findings: contents.findings,
      bytes: Fingerprint(subject: subject, scheme: "bytes", digest: try SHA256Digest.of(bytes).text, text: ""),
      semantic: semantic)
  }

  private static var unknownFormat: LockContents {
    .unreadable(SyntaxFailure(code: "format.unknown", line: nil, message: "no lockfile format has such a file name"))
  }

  /// The lockfiles among `paths` in byte order, without repeats.
  ///
  /// Folders that tools fill (installed packages, caches, version control) are left out: what lies there is
  /// not the project's.
  public static func lockfiles(among paths: [String]) -> [String] {
    let found = paths.filter { text in
      let path = LockPath(text)
      return !path.components.dropLast().contains(where: foreignFolders.contains)
        && lockfileFormats.contains { $0.recognises(path) }
    }
    return found.sortedByBytes()
  }

  private static let foreignFolders: Set<String> = [
    ".build", ".conda", ".direnv", ".eggs", ".git", ".hg", ".mypy_cache", ".nox", ".pixi", ".pytest_cache",
    ".ruff_cache", ".svn", ".tox", ".venv", "__pycache__", "node_modules", "site-packages", "venv", "virtualenv",
  ]
}
