internal import BuildContext
internal import ContextMemory
internal import Files
internal import Fingerprints
internal import Glibc
internal import Model

/// The digest of a directory as BuildKit would receive it, made of what the last look left and what changed since.
enum DirectoryDigest {
  /// Directories of fewer files are not kept: reading them again costs less than looking after them.
  private static let minimumFiles = 200

  /// - Throws: ``ContextFailure``.
  static func answer(
    _ tree: DirectoryTree, at path: String, dockerfile: String, override: IgnoreOverride?, threads: Int,
    cacheDirectory: String?
  ) throws -> ContextAnswer {
    let ignoreFile: FoundIgnoreFile
    if let override {
      ignoreFile = try FoundIgnoreFile(FoundIgnoreText(override))
    } else {
      ignoreFile = try IgnoreFileFinder.find(in: tree, dockerfile: dockerfile)
    }
    let scan: DirectoryScan
    if let cacheDirectory, let root = ResolvedPath.of(path) {
      let store = FileMemoryStore(cache: cacheDirectory)
      let key = try SHA256Digest.of(Array("\(root)\0\(dockerfile)\0\(override?.name ?? "")".utf8))
      let rules = try SHA256Digest.of(
        Array((ToolIdentity.current + "\0" + (ignoreFile.name ?? "") + "\0").utf8) + ignoreFile.bytes)
      let memory = try store.load(key)
      if let memory, let outcome = memory.outcome, outcome.rules == rules, memory.holds(tree, threads: threads) {
        return ContextAnswer(
          commit: nil, digest: outcome.digest.text, ignoreFile: ignoreFile.name, entryCount: outcome.entryCount,
          byteCount: outcome.byteCount, entries: [], manifest: "", warnings: ignoreFile.warnings + outcome.warnings)
      }
      scan = try scanning(tree, ignoreFile, threads, memory)
      // Also when all was known, where the outcome can be kept: it was of other rules.
      if !scan.isUnchanged || tree.tellsChanges, scan.contents.count >= minimumFiles {
        store.save(try FileMemory(scan, root: root, rules: rules, tellsChanges: tree.tellsChanges), as: key)
      }
    } else {
      scan = try scanning(tree, ignoreFile, threads, nil)
    }
    return ContextAnswer(
      commit: nil, digest: try scan.manifest.digest().text, ignoreFile: ignoreFile.name, entryCount: scan.entryCount,
      byteCount: scan.byteCount, entries: [], manifest: "", warnings: ignoreFile.warnings + scan.warnings)
  }

  private static func scanning(
    _ tree: DirectoryTree, _ ignoreFile: FoundIgnoreFile, _ threads: Int, _ memory: FileMemory?
  ) throws -> DirectoryScan {
    if let memory { return try DirectoryScan(tree, ignoring: ignoreFile, threads: threads, remembered: memory) }
    return try DirectoryScan(tree, ignoring: ignoreFile, threads: threads, remembered: NoRememberedFiles())
  }
}
