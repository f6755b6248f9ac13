public import Dockerignore

/// All entries of a context's directory, ignored ones too, as a walk meets them.
public struct AdviceTree: Sendable {
  public enum Kind: Hashable, Sendable { case file, symlink, directory, special }

  public struct Entry: Sendable {
    /// Relative to the context's root.
    public let path: [UInt8]
    public let kind: Kind
    /// In bytes; 0 for directories.
    public let size: UInt64
    /// The index of the directory the entry is in; nil in the root.
    public let parent: Int?

    /// The part of the path behind the last slash.
    public var name: ArraySlice<UInt8> {
      path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path[...]
    }
  }

  /// A directory before its entries.
  public let entries: [Entry]
  private let indices: [[UInt8]: Int]

  /// - Parameter entries: each directory right before what is in it.
  public init(_ list: [(path: [UInt8], kind: Kind, size: UInt64)]) {
    var entries: [Entry] = []
    entries.reserveCapacity(list.count)
    var indices: [[UInt8]: Int] = [:]
    indices.reserveCapacity(list.count)
    for item in list {
      let slash = item.path.lastIndex(of: UInt8(ascii: "/"))
      let parent = slash.flatMap { indices[Array(item.path[..<$0])] }
      indices[item.path] = entries.count
      entries.append(Entry(path: item.path, kind: item.kind, size: item.size, parent: parent))
    }
    self.entries = entries
    self.indices = indices
  }

  public func index(of path: [UInt8]) -> Int? { indices[path] }

  /// What a filter makes of the tree.
  public struct Listing: Sendable {
    /// For each entry, whether it is in the context: by itself or because something below it is.
    public internal(set) var isListed: [Bool]
    /// For each entry, whether the rules keep it by itself.
    public internal(set) var isKept: [Bool]
    /// For each kept file, whether its content does not arrive; indices.
    public internal(set) var arrivingEmpty: [Int] = []
  }

  /// Walks the tree as a builder does.
  ///
  /// - Throws: ``IgnoreFileError`` where the builder fails.
  public func listing(by filter: some EntryFilter) throws(IgnoreFileError) -> Listing {
    try list(by: filter) { _, _ in }
  }

  /// The same, with what the filter said of each entry that was reached.
  func list<Filter: EntryFilter>(
    by filter: Filter, _ visit: (Int, Filter.State) -> Void
  ) throws(IgnoreFileError) -> Listing {
    var filter = filter
    var listing = Listing(
      isListed: [Bool](repeating: false, count: entries.count),
      isKept: [Bool](repeating: false, count: entries.count))
    // States of the directories above the current entry; a file's is not needed afterwards.
    var states: [(index: Int, state: Filter.State)] = []
    let root = filter.root
    for (index, entry) in entries.enumerated() {
      while let last = states.last, last.index != entry.parent { states.removeLast() }
      let above = states.last?.state ?? root
      if above.isPruned {
        // Not entered: nothing of it is asked, and the same holds for all below.
        if entry.kind == .directory { states.append((index, above)) }
        continue
      }
      let state = try filter.decide(entry.path, isDirectory: entry.kind == .directory, under: above)
      visit(index, state)
      if entry.kind == .directory { states.append((index, state)) }
      guard state.isKept else { continue }
      listing.isKept[index] = true
      listing.isListed[index] = true
      if entry.kind == .file, !filter.arrivesWhole(entry.path) { listing.arrivingEmpty.append(index) }
      var parent = entry.parent
      while let directory = parent, !listing.isListed[directory] {
        listing.isListed[directory] = true
        parent = entries[directory].parent
      }
    }
    return listing
  }

  /// The size of all files among `indices`.
  func size(of indices: some Sequence<Int>) -> UInt64 { indices.reduce(0) { $0 + entries[$1].size } }

  /// `indices` without those below another one of them; `indices` ascend.
  func outermost(_ indices: [Int]) -> [Int] {
    var chosen = Set<Int>()
    return indices.filter { index in
      var parent = entries[index].parent
      while let directory = parent {
        if chosen.contains(directory) { return false }
        parent = entries[directory].parent
      }
      chosen.insert(index)
      return true
    }
  }
}
