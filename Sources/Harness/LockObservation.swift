internal import BuildContext
internal import Fingerprints
internal import Lockfiles
internal import Model

/// Reads the lockfiles of a tree, whatever the tree is made of.
enum LockObservation {
  /// The lockfiles among `paths`, read through `files`, in byte order of their paths.
  ///
  /// - Throws: ``DigestUnavailable``.
  static func read(paths: [BytePath], from files: some ContextFiles) throws -> [Lockfile] {
    let texts = paths.compactMap(\.utf8Text)
    let source = TreeSource(files: files, paths: texts)
    return try LockfileReader.lockfiles(among: texts).compactMap { path in
      guard let bytes = source.bytes(at: path) else { return nil }
      return try LockfileReader.read(path, bytes: bytes, from: source)
    }
  }

  /// The fingerprints of a lockfile: its bytes, and what it means when that can be read.
  private static func fingerprints(_ lock: Lockfile) -> [Fingerprint] {
    [lock.bytes] + (lock.semantic.map { [$0] } ?? [])
  }

  static func add(_ locks: [Lockfile], to observation: inout Observation) {
    observation.fingerprints += locks.flatMap(fingerprints)
    observation.locks = locks.map(facts)
  }

  static func facts(_ lock: Lockfile) -> LockFacts {
    LockFacts(
      path: lock.path, format: lock.format, formatVersion: lock.formatVersion, packageCount: lock.packages.count,
      grade: lock.grade.rawValue, freshness: lock.freshness.verdict.rawValue, freshnessRule: lock.freshness.summary,
      findings: lock.findings.map {
        LockFindingFacts(code: $0.code, file: $0.file, line: $0.line, message: $0.message)
      })
  }

  static func report(_ lock: Lockfile) -> LockReport {
    LockReport(
      facts: facts(lock),
      packages: lock.packages.map {
        LockedPackage(name: $0.name, version: $0.version, source: $0.source, hashes: $0.hashes, marker: $0.marker)
      },
      bytesDigest: lock.bytes.digest, semanticDigest: lock.semantic?.digest)
  }

  /// Links, directories and whatever cannot be read count as missing: a lockfile is a file.
  private struct TreeSource<Files: ContextFiles>: LockfileSource {
    let files: Files
    /// Of the whole tree.
    let paths: [String]

    func bytes(at path: String) -> [UInt8]? {
      guard case .file(let bytes)? = try? files.look(at: BytePath(path)) else { return nil }
      return bytes
    }

    func paths(below folder: String) -> [String] {
      let prefix = folder.isEmpty ? "" : folder + "/"
      return paths.filter { $0.utf8.starts(with: prefix.utf8) }
    }
  }
}
