import Dockerignore

/// The paths of a context, directories included, in the order of a walk.
struct Tree {
  struct Entry {
    let path: [UInt8]
    let isDirectory: Bool
  }

  let entries: [Entry]

  init(files: some Sequence<[UInt8]>) {
    let slash = UInt8(ascii: "/")
    var files = Set(files)
    var directories: Set<[UInt8]> = []
    for file in files {
      for end in file.indices where file[end] == slash { directories.insert(Array(file[..<end])) }
    }
    files.subtract(directories)
    let all =
      directories.map { Entry(path: $0, isDirectory: true) } + files.map { Entry(path: $0, isDirectory: false) }
    entries = all.sorted { one, other in
      one.path.split(separator: slash).lexicographicallyPrecedes(other.path.split(separator: slash)) {
        $0.lexicographicallyPrecedes($1)
      }
    }
  }

  init(files: [String]) { self.init(files: files.map { Array($0.utf8) }) }

  /// The states of the entries that a walk comes to.
  func walk<Filter: EntryFilter>(
    by filter: inout Filter
  ) throws(IgnoreFileError) -> [(entry: Entry, state: Filter.State)] {
    var found: [(entry: Entry, state: Filter.State)] = []
    var open: [(path: [UInt8], state: Filter.State)] = []
    for entry in entries {
      while let last = open.last, !entry.path.starts(with: last.path + [UInt8(ascii: "/")]) { open.removeLast() }
      let parent = open.last?.state ?? filter.root
      // Not entered: what is below hands down the same.
      if parent.isPruned { continue }
      let state = try filter.decide(entry.path, isDirectory: entry.isDirectory, under: parent)
      if entry.isDirectory { open.append((entry.path, state)) }
      found.append((entry, state))
    }
    return found
  }

  /// The paths that are in the context, with the directories above what is kept.
  func kept(by filter: inout some EntryFilter) throws(IgnoreFileError) -> Set<[UInt8]> {
    var kept: Set<[UInt8]> = []
    for (entry, state) in try walk(by: &filter) where state.isKept {
      kept.insert(entry.path)
      for end in entry.path.indices where entry.path[end] == UInt8(ascii: "/") {
        kept.insert(Array(entry.path[..<end]))
      }
    }
    return kept
  }
}
