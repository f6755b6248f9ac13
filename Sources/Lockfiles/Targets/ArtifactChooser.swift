internal import Fingerprints

/// Chooses the file of a package as pip does (`CandidateEvaluator._sort_key` in pip's `index/package_finder.py`).
///
/// A wheel with the best tag wins, among those the one with the highest build tag; a source distribution is taken only
/// when no wheel fits. What pip leaves to the order of the index is decided by the bytes of the file names, except
/// that `.tar.gz` goes before other archives.
struct ArtifactChooser {
  /// Nil when the target names no Python.
  private let tags: WheelTags?

  init(_ target: Target) { tags = target.wheelTags }

  /// Nil when it cannot be told for want of a Python.
  func choice(for package: PinnedPackage) -> ArtifactChoice? {
    let artifacts = package.artifacts
    guard package.ecosystem == "pypi" else {
      guard let first = artifacts.first, artifacts.count == 1 || !first.name.isEmpty,
        artifacts.allSatisfy({ $0.name.hasSameBytes(as: first.name) })
      else { return .open }
      return .file(Self.merged(first, artifacts))
    }
    guard !artifacts.isEmpty, !artifacts.contains(where: \.name.isEmpty) else { return .open }
    guard let tags else { return nil }
    if let wheel = Self.best(artifacts, tags) { return .wheel(Self.merged(wheel, artifacts)) }
    let sources = artifacts.filter { Self.isSource($0.name, of: package.name, isOnly: artifacts.count == 1) }
    let best = sources.min { left, right in
      let (first, second) = (left.name.ends(with: ".tar.gz"), right.name.ends(with: ".tar.gz"))
      return first == second ? Self.precedes(left, right) : first
    }
    return best.map { .sdist(Self.merged($0, artifacts)) } ?? .nothing
  }

  private static func best(_ artifacts: [LockedArtifact], _ tags: WheelTags) -> LockedArtifact? {
    var best: (artifact: LockedArtifact, wheel: WheelName, rank: Int)?
    for artifact in artifacts where tags.hasPlatform(ofFile: artifact.name) {
      guard let wheel = WheelName(artifact.name), let rank = tags.rank(of: wheel) else { continue }
      if let current = best {
        guard rank <= current.rank else { continue }
        if rank == current.rank {
          guard !wheel.hasLowerBuild(than: current.wheel),
            current.wheel.hasLowerBuild(than: wheel) || precedes(artifact, current.artifact)
          else { continue }
        }
      }
      best = (artifact, wheel, rank)
    }
    return best?.artifact
  }

  private static func precedes(_ left: LockedArtifact, _ right: LockedArtifact) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  /// Files of one name are one, with the hashes of all.
  private static func merged(_ artifact: LockedArtifact, _ artifacts: [LockedArtifact]) -> LockedArtifact {
    let same = artifacts.filter { $0.name.hasSameBytes(as: artifact.name) }
    return same.count == 1 ? artifact : LockedArtifact(name: artifact.name, hashes: same.flatMap(\.hashes))
  }

  /// Whether pip would take the file for the sources of a package.
  ///
  /// Beside others an archive must be called after the package and a version, as installed trees are archived, too
  /// (`name-1.0.linux-x86_64.tar.gz`); one that stands alone, at an address of its own, may have any name.
  private static func isSource(_ file: String, of name: String, isOnly: Bool) -> Bool {
    // No file system takes longer names, and looking for versions in them would be slow.
    guard file.utf8.count <= 255, let ending = endings.first(where: file.lowercased().ends(with:)) else { return false }
    if isOnly { return true }
    let stem = file.utf8.dropLast(ending.utf8.count)
    return stem.indices.contains { index in
      stem[index] == UInt8(ascii: "-") && PEP440Version(stem[stem.index(after: index)...].text) != nil
        && PackageName.normalized(stem[..<index]).hasSameBytes(as: name)
    }
  }

  private static let endings = [
    ".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tar.lzma", ".tar.lz", ".tlz", ".tar",
  ]
}
