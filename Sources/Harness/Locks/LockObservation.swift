internal import BuildContext
internal import Fingerprints
internal import Lockfiles
internal import Model

/// Reads the lockfiles of a tree, whatever the tree is made of.
enum LockObservation {
  struct Reading {
    /// In byte order of their paths.
    var locks: [Lockfile]
    /// The lockfiles that could not be read from the tree, one sentence each.
    var warnings: [String]
  }

  /// The lockfiles among `paths`, all files of a tree, read through `files`.
  ///
  /// - Throws: ``DigestUnavailable``; ``Breakdown`` when it is this machine that failed.
  static func read(paths: [BytePath], from files: some ContextFiles) throws -> Reading {
    let texts = paths.compactMap(\.utf8Text)
    return try read(LockfileReader.lockfiles(among: texts), from: TreeSource(files: files, listed: texts))
  }

  /// The lockfiles at `paths`; what is no file, such as a link, is left out, and so is, with a warning, what the
  /// repository does not give.
  ///
  /// - Throws: ``DigestUnavailable``; ``Breakdown`` when it is this machine that failed: it says nothing about a lockfile.
  static func read(_ paths: [String], from source: TreeSource<some ContextFiles>) throws -> Reading {
    var reading = Reading(locks: [], warnings: [])
    for path in paths {
      do {
        guard case .file(let bytes) = try source.files.look(at: BytePath(path)) else { continue }
        reading.locks.append(try LockfileReader.read(path, bytes: bytes, from: source))
      } catch let error as DigestUnavailable {
        throw error
      } catch {
        if let breakdown = Breakdown.ofMachine(error) { throw breakdown }
        reading.warnings.append("the lockfile \(PathText.visible(path)) is left out: \(Breakdown(error).message)")
      }
    }
    try source.requireSound()
    return reading
  }

  /// The fingerprints of a lockfile: its bytes, and what it means when that can be read.
  private static func fingerprints(_ lock: Lockfile) -> [Fingerprint] {
    [lock.bytes] + (lock.semantic.map { [$0] } ?? [])
  }

  static func add(_ reading: Reading, to observation: inout Observation) {
    observation.fingerprints += reading.locks.flatMap(fingerprints)
    observation.locks = reading.locks.map { facts($0) }
    observation.warnings += reading.warnings
  }

  /// - Parameter shown: gives paths as they are shown.
  static func facts(_ lock: Lockfile, shown: (String) -> String = { $0 }) -> LockFacts {
    LockFacts(
      path: shown(lock.path), format: lock.format, formatVersion: lock.formatVersion,
      packageCount: lock.packages.count, grade: lock.grade.rawValue, freshness: lock.freshness.verdict.rawValue,
      freshnessRule: lock.freshness.summary,
      findings: lock.findings.map { LockFindingFacts($0, shown: shown) })
  }

  static func report(_ lock: Lockfile, wantsPackages: Bool, shown: (String) -> String) -> LockReport {
    LockReport(
      facts: facts(lock, shown: shown), freshRule: lock.freshness.rule, freshTool: lock.freshness.tool,
      freshChanges: lock.freshness.changes, packages: wantsPackages ? lock.packages.map(LockedPackage.init) : [],
      settings: wantsPackages
        ? lock.facts.map { LockSetting(name: $0.name, value: $0.value, source: $0.source, extras: $0.extras) } : [],
      references: lock.references.map {
        LockedReference(
          kind: $0.kind.rawValue, path: $0.isInside ? shown($0.path) : $0.path, isInside: $0.isInside, line: $0.line)
      },
      targets: [], bytesDigest: lock.bytes.digest, semanticDigest: lock.semantic?.digest)
  }
}

extension LockFindingFacts {
  fileprivate init(_ finding: LockFinding, shown: (String) -> String) {
    self.init(code: finding.code, file: finding.file.map(shown), line: finding.line, message: finding.message)
  }
}

extension TargetReport {
  init(_ resolution: TargetResolution, shown: (String) -> String) {
    self.init(
      target: resolution.target.description, digest: resolution.fingerprint?.digest, reason: resolution.reason,
      packageCount: resolution.installed.count,
      undecided: resolution.undecided.map { Note(name: $0.package.name, reason: $0.reason) },
      findings: resolution.findings.map { LockFindingFacts($0, shown: shown) })
  }
}

extension LockedPackage {
  fileprivate init(_ package: PinnedPackage) {
    self.init(
      ecosystem: package.ecosystem, name: package.name, version: package.version, build: package.build,
      source: package.source, hashes: package.hashes, marker: package.marker, extras: package.extras,
      groups: package.groups, isConstraint: package.isConstraint)
  }
}
