internal import Dockerignore
internal import Fingerprints

/// Finds what is in the context: all directories of one depth at once, then those inside them.
struct ScanLevels {
  private let tree: DirectoryTree
  private let ignoreFileName: String
  private let threads: Int
  private let limits: ContextLimits
  private let filter: SharedFilter
  private var wanted: [LevelReader.Wanted] = []
  private var size = ContextSize()

  /// The root first, each directory before those inside it.
  private(set) var directories: [ScanDirectory]
  private(set) var contents: [DirectoryScan.Content] = []
  private(set) var names: [DirectoryScan.Names] = []
  private(set) var specials: [(path: BytePath, what: String)] = []
  private(set) var arrivingEmpty: [BytePath] = []
  /// Whether all directories were remembered.
  private(set) var isUnchanged = true

  init(_ tree: DirectoryTree, ignoring ignoreFile: FoundIgnoreFile, threads: Int, limits: ContextLimits) {
    self.tree = tree
    ignoreFileName = ignoreFile.name ?? ""
    self.threads = threads
    self.limits = limits
    let filter = ContextFilter(ignoring: ignoreFile.file)
    self.filter = SharedFilter(filter)
    directories = [ScanDirectory(path: .root, stamp: tree.stamp(), state: filter.root, depth: 0, parent: 0)]
  }

  /// - Throws: ``ContextFailure``.
  mutating func run(_ remembered: some RememberedFiles) throws {
    var level = 0..<1
    while !level.isEmpty {
      let (tree, filter, name) = (SendableTree(tree: tree), filter, ignoreFileName)
      let tasks = level.map { Task(index: $0, directory: directories[$0]) }
      if let first = tasks.first, first.directory.depth > limits.depth {
        throw ContextFailure.tooDeep(first.directory.path, limit: limits.depth)
      }
      let listed = try ParallelMap.map(
        tasks, threads: tasks.count < 16 ? 1 : threads,
        makeWorker: { LevelReader(of: tree.tree, filter: filter, ignoreFileName: name) },
        transform: { reader, task in try reader.list(task.directory, index: task.index, remembered) })
      let (firstWanted, firstDirectory) = (wanted.count, directories.count)
      for (task, one) in zip(tasks, listed) { take(one, of: task.index) }
      try checkLimits(files: firstWanted, directories: firstDirectory)
      guard wanted.count + directories.count <= 2 * limits.entries else {
        throw ContextFailure.tooManyEntries(limit: limits.entries)
      }
      level = level.upperBound..<directories.count
    }
    for index in directories.indices.reversed() where index > 0 && directories[index].isListed {
      directories[directories[index].parent].isPopulated = true
    }
  }

  /// Holds what was found of one level, from these indices on, to the limits.
  private mutating func checkLimits(files: Int, directories first: Int) throws(ContextFailure) {
    for one in wanted[files...] {
      try checkLength(one.path)
      if !one.isLink { try size.add(one.stamp.size, of: one.path, limit: limits.totalBytes) }
    }
    for directory in directories[first...] { try checkLength(directory.path) }
  }

  private func checkLength(_ path: BytePath) throws(ContextFailure) {
    guard path.bytes.count <= limits.pathLength else {
      throw .pathTooLong(path, limit: limits.pathLength)
    }
  }

  private mutating func take(_ listed: LevelReader.Listed, of index: Int) {
    directories[index].items = listed.items.map { item in
      var item = item
      switch item.kind {
      case .file(let executable, let content):
        item.kind = .file(executable: executable, content: wanted.count + content)
      case .symlink(let content): item.kind = .symlink(content: wanted.count + content)
      case .directory(let inside): item.kind = .directory(directories.count + inside)
      case .special: break
      }
      return item
    }
    if listed.items.count > listed.inside.count { directories[index].isPopulated = true }
    wanted += listed.wanted
    directories += listed.inside
    specials += listed.specials
    arrivingEmpty += listed.arrivingEmpty
    names.append(listed.names)
    if !listed.isRemembered { isUnchanged = false }
  }

  /// Reads the files and links that are not known, and gives their number.
  ///
  /// - Throws: ``ContextFailure``.
  mutating func readContents() throws -> Int {
    let unknown = wanted.indices.filter { wanted[$0].known == nil }
    let (tree, all) = (SendableTree(tree: tree), wanted)
    let read = try ParallelMap.map(
      unknown, threads: unknown.count < 16 ? 1 : threads, makeWorker: { try DirectoryContent(of: tree.tree) },
      transform: { reader, index in try reader.digest(at: all[index].path, isLink: all[index].isLink, all[index].stamp)
      })
    var next = read.makeIterator()
    contents = wanted.map { one in
      DirectoryScan.Content(
        path: one.path, stamp: one.stamp, digest: one.known ?? next.next() ?? SHA256Digest([]))
    }
    return unknown.count
  }

  /// The first path, by its bytes, that is not in both or has changed meanwhile.
  func firstDifference(from other: ScanLevels) -> BytePath? {
    let (ours, theirs) = (found, other.found)
    for (one, another) in zip(ours, theirs) where !one.isSame(another) { return min(one.path, another.path) }
    let shorter = min(ours.count, theirs.count)
    return ours.count == theirs.count ? nil : (ours.count > theirs.count ? ours : theirs)[shorter].path
  }

  /// All that was found, by path; the root is in every scan, and no difference.
  private var found: [Found] {
    (wanted.map { Found(path: $0.path, stamp: $0.stamp) }
      + directories.dropFirst().map { Found(path: $0.path, stamp: nil) }).sorted { $0.path < $1.path }
  }

  private struct Found {
    let path: BytePath
    /// Nil for a directory.
    let stamp: FileStamp?

    func isSame(_ other: Found) -> Bool {
      guard path == other.path else { return false }
      guard let stamp, let later = other.stamp else { return stamp == nil && other.stamp == nil }
      return stamp.hasTimes(of: later)
    }
  }

  private struct Task: Sendable {
    let index: Int
    let directory: ScanDirectory
  }

  /// The tree's descriptor is only read from.
  private struct SendableTree: @unchecked Sendable { let tree: DirectoryTree }
}
