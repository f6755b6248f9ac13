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
    let artifacts = Self.merged(package.artifacts)
    guard package.ecosystem == "pypi" else {
      return artifacts.count == 1 ? artifacts.first.map { .file($0) } : .open
    }
    guard !artifacts.isEmpty, !artifacts.contains(where: \.name.isEmpty) else { return .open }
    guard let tags else { return nil }
    var best: (artifact: LockedArtifact, wheel: WheelName, rank: Int)?
    for artifact in artifacts {
      guard let wheel = WheelName(artifact.name), let rank = tags.rank(of: wheel) else { continue }
      if let current = best {
        guard rank < current.rank || (rank == current.rank && current.wheel.hasLowerBuild(than: wheel)) else {
          continue
        }
      }
      best = (artifact, wheel, rank)
    }
    if let best { return .wheel(best.artifact) }
    let sources = artifacts.filter { Self.isSource($0.name, of: package.name, isOnly: artifacts.count == 1) }
    let first = sources.first { $0.name.ends(with: ".tar.gz") } ?? sources.first
    return first.map { .sdist($0) } ?? .nothing
  }

  /// In the order of their names; files of one name are one, with the hashes of all.
  private static func merged(_ artifacts: [LockedArtifact]) -> [LockedArtifact] {
    guard artifacts.count > 1 else { return artifacts }
    var hashes: [TextKey: [String]] = [:]
    for artifact in artifacts { hashes[TextKey(artifact.name), default: []] += artifact.hashes }
    return artifacts.map(\.name).sortedByBytes().map { name in
      LockedArtifact(name: name, hashes: hashes[TextKey(name)] ?? [])
    }
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
