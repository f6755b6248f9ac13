internal import Dockerignore
internal import Fingerprints
internal import Glibc

/// Lists directories for a scan; one reader serves one thread.
struct LevelReader: ~Copyable {
  /// A file or link of the context whose content is wanted.
  struct Wanted: Sendable {
    let path: BytePath
    let isLink: Bool
    let stamp: FileStamp
    /// Nil when it must be read.
    let known: SHA256Digest?
  }

  /// What one directory gave. Indices in ``items`` count from the first element of the other lists.
  struct Listed: Sendable {
    var items: [ScanDirectory.Item] = []
    var wanted: [Wanted] = []
    var inside: [ScanDirectory] = []
    var specials: [(path: BytePath, what: String)] = []
    var arrivingEmpty: [BytePath] = []
    var names: DirectoryScan.Names
    var isRemembered: Bool
  }

  private let filter: SharedFilter
  private let ignoreFileName: String
  private var listing: DirectoryListing

  init(of tree: DirectoryTree, filter: SharedFilter, ignoreFileName: String) {
    self.filter = filter
    self.ignoreFileName = ignoreFileName
    listing = DirectoryListing(of: tree)
  }

  /// An entry as it was found, before the rules are asked.
  private struct Found {
    let path: BytePath
    let name: [UInt8]
    let kind: ContextChild<DirectoryNode>.Kind
    let stamp: FileStamp
    let permissions: UInt16
  }

  /// Lists `directory`, which has the index `index` in the scan.
  ///
  /// - Throws: ``ContextFailure``.
  mutating func list(
    _ directory: ScanDirectory, index: Int, _ remembered: some RememberedFiles
  ) throws(ContextFailure) -> Listed {
    let names: DirectoryScan.Names
    let known = directory.stamp.flatMap(remembered.names)
    if let known, let stamp = directory.stamp {
      names = DirectoryScan.Names(path: directory.path, stamp: stamp, names: known)
    } else {
      names = try listing.names(in: directory.path)
    }
    var found: [Found] = []
    for name in names.names.split(separator: 0) {
      guard let info = try listing.inspect(name, in: directory.path) else { continue }
      found.append(
        Found(
          path: directory.path.appending(Array(name)), name: Array(name), kind: DirectoryTree.kind(info.st_mode),
          stamp: FileStamp(info), permissions: UInt16(info.st_mode & 0o7777)))
    }
    var listed = Listed(names: names, isRemembered: known != nil)
    let verdicts = try verdicts(on: found, in: directory)
    for (entry, verdict) in zip(found, verdicts) where verdict.isPossible {
      add(entry, verdict.state, in: directory, index: index, remembered, to: &listed)
      if !verdict.arrivesWhole { listed.arrivingEmpty.append(entry.path) }
    }
    listed.items.sort { $0.printedName.precedes($1.printedName) }
    return listed
  }

  private struct Verdict: Sendable {
    let state: ContextFilter.WalkState
    /// Whether the entry, or something below it, may be in the context.
    let isPossible: Bool
    let arrivesWhole: Bool
  }

  private func verdicts(on found: [Found], in directory: ScanDirectory) throws(ContextFailure) -> [Verdict] {
    try filter.use { (filter) throws(ContextFailure) in
      var verdicts: [Verdict] = []
      verdicts.reserveCapacity(found.count)
      for entry in found {
        let isDirectory = entry.kind == .directory
        do throws(IgnoreFileError) {
          let state = try filter.decide(entry.path.bytes, isDirectory: isDirectory, under: directory.state)
          let isPossible = state.isKept || isDirectory && !state.isPruned
          let isFile = entry.kind == .file && isPossible
          verdicts.append(
            Verdict(
              state: state, isPossible: isPossible, arrivesWhole: !isFile || filter.arrivesWhole(entry.path.bytes)))
        } catch {
          throw .ignoreFile(name: ignoreFileName, error)
        }
      }
      return verdicts
    }
  }

  private func add(
    _ entry: Found, _ state: ContextFilter.WalkState, in directory: ScanDirectory, index: Int,
    _ remembered: some RememberedFiles, to listed: inout Listed
  ) {
    let item: ScanDirectory.Item.Kind
    switch entry.kind {
    case .directory:
      item = .directory(listed.inside.count)
      listed.inside.append(
        ScanDirectory(
          path: entry.path, stamp: entry.stamp, state: state, depth: directory.depth + 1, parent: index))
    case .special(let what):
      item = .special
      listed.specials.append((entry.path, what))
    case .file, .symlink:
      let isLink = entry.kind == .symlink
      item =
        isLink
        ? .symlink(content: listed.wanted.count)
        : .file(executable: entry.permissions & 0o100 != 0, content: listed.wanted.count)
      listed.wanted.append(
        Wanted(
          path: entry.path, isLink: isLink, stamp: entry.stamp,
          known: remembered.content(entry.stamp)))
    }
    let printed = Manifest.printedName(entry.name, isDirectory: entry.kind == .directory)
    listed.items.append(ScanDirectory.Item(printedName: printed, kind: item))
  }
}
