public import Fingerprints

/// The manifest of a directory, level by level on several threads, reading only what is not remembered.
///
/// What is in the context, and what is said of it, is as in ``DirectoryContext``, which also gives the entries.
public struct DirectoryScan: Sendable {
  /// A file or a link with its content.
  public struct Content: Sendable {
    public let path: BytePath
    public let stamp: FileStamp
    public let digest: SHA256Digest
  }

  /// A directory and the names in it, each ended by a zero byte.
  public struct Names: Sendable {
    public let path: BytePath
    public let stamp: FileStamp
    public let names: ArraySlice<UInt8>
  }

  public private(set) var manifest = Manifest(text: [])
  public private(set) var entryCount = 0
  /// Of all files.
  public private(set) var byteCount: UInt64 = 0
  /// What a user should know: one sentence each, names escaped.
  public private(set) var warnings: [String] = []
  /// When the scan began, in nanoseconds since 1970.
  public let start: Int64
  /// All files and links of the context, and all directories that were entered, the root first.
  public private(set) var contents: [Content] = []
  public private(set) var directories: [Names] = []
  /// Whether all of it was remembered.
  public private(set) var isUnchanged = true

  /// Scans `tree` by the rules of `ignoreFile`.
  ///
  /// - Throws: ``ContextFailure``: the first one by the order of the levels, then of paths.
  public init(
    _ tree: DirectoryTree, ignoring ignoreFile: FoundIgnoreFile, threads: Int, remembered: some RememberedFiles,
    limits: ContextLimits = ContextLimits()
  ) throws {
    start = FileStamp.now()
    let steady = SteadyTree(tree)
    var levels = ScanLevels(tree, ignoring: ignoreFile, threads: threads, limits: limits)
    try levels.run(remembered)
    let read = try levels.readContents()
    contents = levels.contents
    directories = levels.names
    isUnchanged = levels.isUnchanged && read == 0
    let entered = levels.names.lazy.map { (path: $0.path, stamp: $0.stamp) }
    if tree.isRemoved { throw ContextFailure.changedWhileRead(.root) }
    if !steady.holds(entered) {
      var again = ScanLevels(tree, ignoring: ignoreFile, threads: threads, limits: limits)
      try again.run(NoRememberedFiles())
      if let path = levels.firstDifference(from: again) { throw ContextFailure.changedWhileRead(path) }
    }
    var printing = ScanPrinting(levels)
    manifest = Manifest(text: printing.text())
    entryCount = printing.entryCount
    byteCount = printing.byteCount
    guard entryCount + levels.specials.count <= limits.entries else {
      throw ContextFailure.tooManyEntries(limit: limits.entries)
    }
    warnings = levels.specials.sorted { $0.path < $1.path }.map { ContextWarnings.special($0.path, what: $0.what) }
    warnings += ContextWarnings.arrivingEmpty(levels.arrivingEmpty.sorted(), ignoreFile: ignoreFile.name)
  }
}
