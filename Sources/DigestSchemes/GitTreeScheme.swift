internal import Fingerprints

/// `git-tree`: the id of the tree object that `git write-tree` would print.
///
/// Source: git, `base_name_compare`, `write_index_as_tree`. Only the owner's executable bit counts; a
/// directory without files has no place in git and is left out.
struct GitTreeScheme: ~Copyable {
  private struct Entry {
    let name: [UInt8]
    let mode: [UInt8]
    let isDirectory: Bool
    let id: [UInt8]

    /// Git sorts a directory as if a slash ended its name.
    func precedes(_ other: Entry) -> Bool {
      let shared = min(name.count, other.name.count)
      for index in 0..<shared where name[index] != other.name[index] { return name[index] < other.name[index] }
      return byte(at: shared) < other.byte(at: shared)
    }

    private func byte(at index: Int) -> UInt8 {
      index < name.count ? name[index] : isDirectory ? UInt8(ascii: "/") : 0
    }
  }

  private struct Directory {
    var name: [UInt8] = []
    var entries: [Entry] = []
  }

  /// Hashes one object at a time: trees are finished between blobs.
  private let hasher: MessageDigest
  /// From the root in.
  private var open = [Directory()]

  init() throws(DigestUnavailable) { hasher = try MessageDigest(.sha1) }

  /// Called for every entry, before all else.
  func check(_ entry: SchemeEntry, name: [UInt8]) throws(SchemeRefusal) {
    var isLink = false
    if case .symlink = entry.kind { isLink = true }
    guard let problem = GitName.problem(name, isLink: isLink) else { return }
    throw SchemeRefusal("git refuses \(PathText.visible(entry.path)): \(problem)")
  }

  /// Begins the blob of a file of `size` bytes.
  func beginBlob(size: UInt64) { hasher.update(Array("blob \(size)\0".utf8)) }
  func update(_ bytes: RawSpan) { hasher.update(bytes) }
  func endBlob() -> ObjectID { ObjectID(hasher.finish()) }

  mutating func addFile(_ name: [UInt8], executable: Bool, blob: ObjectID) {
    add(Entry(name: name, mode: executable ? Self.executable : Self.file, isDirectory: false, id: blob.bytes))
  }

  mutating func addLink(_ name: [UInt8], target: [UInt8]) {
    beginBlob(size: UInt64(target.count))
    hasher.update(target)
    add(Entry(name: name, mode: Self.link, isDirectory: false, id: hasher.finish()))
  }

  mutating func enter(_ name: [UInt8]) { open.append(Directory(name: name)) }

  mutating func leave() {
    guard let directory = open.popLast(), !directory.entries.isEmpty else { return }
    add(Entry(name: directory.name, mode: Self.directory, isDirectory: true, id: id(of: directory.entries)))
  }

  /// The id of the root, once all other directories were left.
  func finish() -> String { Hex.string(id(of: open.first?.entries ?? [])) }

  private mutating func add(_ entry: Entry) {
    guard let innermost = open.indices.last else { return }
    open[innermost].entries.append(entry)
  }

  private func id(of entries: [Entry]) -> [UInt8] {
    var tree: [UInt8] = []
    for entry in entries.sorted(by: { $0.precedes($1) }) {
      tree.append(contentsOf: entry.mode)
      tree.append(contentsOf: entry.name)
      tree.append(0)
      tree.append(contentsOf: entry.id)
    }
    hasher.update(Array("tree \(tree.count)\0".utf8))
    hasher.update(tree)
    return hasher.finish()
  }

  private static let file = Array("100644 ".utf8)
  private static let executable = Array("100755 ".utf8)
  private static let link = Array("120000 ".utf8)
  private static let directory = Array("40000 ".utf8)
}
