public import Fingerprints

/// Recognises, reads and grades lockfiles.
public enum LockfileReader {
  /// Larger files are refused: no lockfile comes near it, and reading must end in bounded time and memory.
  static let maximumBytes = 64 << 20

  /// The format of a file by its name, or nil when no format recognises it.
  public static func format(ofPath path: String) -> String? {
    let path = LockPath(path)
    return lockfileFormats.first { $0.recognises(path) }?.name
  }

  /// The format of a file by its name, else by its content; nil when no format recognises it.
  public static func format(ofPath path: String, bytes: [UInt8]) -> String? {
    recognise(LockPath(path), bytes)?.name
  }

  private static func recognise(_ path: LockPath, _ bytes: [UInt8]) -> (any LockfileFormat)? {
    let named = lockfileFormats.filter { $0.recognises(path) }
    return named.first { !$0.declines(content: bytes) } ?? named.first
      ?? lockfileFormats.first { $0.recognises(content: bytes) }
  }

  /// Reads a lockfile and what it includes.
  ///
  /// Bad input is no error: what cannot be read becomes grade U with a finding that names the line. A file
  /// that no format recognises is read as nothing and graded U.
  ///
  /// - Throws: ``DigestUnavailable`` when libcrypto has no SHA-256.
  public static func read(
    _ path: String, bytes: [UInt8], from source: some LockfileSource
  ) throws(DigestUnavailable) -> Lockfile {
    let place = LockPath(path)
    let format = recognise(place, bytes)
    let contents = try contents(LockInput(path: place, bytes: bytes, source: source), format)
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
      grade: grade, facts: contents.facts, freshness: contents.freshness, references: contents.references,
      holdsTargets: contents.holdsTargets ?? format?.holdsTargets ?? false, findings: contents.findings,
      bytes: Fingerprint(subject: subject, scheme: "bytes", digest: try SHA256Digest.of(bytes).text, text: ""),
      semantic: semantic)
  }

  private static func contents(
    _ input: LockInput, _ format: (any LockfileFormat)?
  ) throws(DigestUnavailable) -> LockContents {
    guard let format else {
      return .unreadable(
        SyntaxFailure(
          code: "format.unknown", line: nil, message: "no lockfile format has such a file name or such content"))
    }
    guard input.bytes.count <= maximumBytes else {
      return .unreadable(
        SyntaxFailure(code: "limit.size", line: nil, message: "larger than \(maximumBytes >> 20) MiB"))
    }
    var contents = try format.read(input)
    if contents.freshness.verdict == .stale {
      contents.findings.append(LockFinding("stale", contents.freshness.summary))
    }
    return contents
  }

  /// The lockfiles among `paths` in byte order, without repeats.
  ///
  /// ``foreignFolders`` are left out unless `includingForeign`: what lies there is not the project's.
  public static func lockfiles(among paths: [String], includingForeign: Bool = false) -> [String] {
    let found = paths.filter { text in
      let path = LockPath(text)
      return lockfileFormats.contains { $0.recognises(path) }
        && (includingForeign || !path.components.dropLast().contains(where: foreignFolders.contains))
    }
    return found.sortedByBytes()
  }

  /// Names of folders that tools fill: installed packages, caches, version control.
  public static let foreignFolders: Set<String> = [
    ".build", ".bundle", ".conda", ".dart_tool", ".direnv", ".eggs", ".git", ".gradle", ".hg", ".mypy_cache", ".nox",
    ".pixi", ".pnpm-store", ".pytest_cache", ".ruff_cache", ".svn", ".terraform", ".tox", ".venv", ".yarn",
    "__pycache__", "__pypackages__", "bower_components", "node_modules", "site-packages", "venv", "virtualenv",
  ]
}
