internal import Archives
internal import BuildContext
internal import CopyDigests
internal import Fingerprints

/// The entries of an archive, with the modes and owners they have when BuildKit has unpacked it.
///
/// BuildKit then hashes what lies on its own disk: owners count, unlike in a transfer, and so does a header of the root.
struct ArchiveFeed: ~Copyable, ContentFeed {
  private let tree: ArchiveTree
  private let walk: ContextWalk<ArchiveTree>.Result
  private let empty: Set<BytePath>
  private var index = -1

  init(_ tree: ArchiveTree, _ walk: ContextWalk<ArchiveTree>.Result) {
    self.tree = tree
    self.walk = walk
    empty = Set(walk.arrivingEmpty)
  }

  mutating func next() throws -> FedEntry? {
    index += 1
    guard index < walk.selected.count else { return nil }
    let path = walk.selected[index].path
    let file = walk.selected[index].node.file
    var size: UInt64 = 0
    let kind: ContentEntry.Kind
    switch file.kind {
    case .file(_, let bytes):
      size = bytes
      kind = .file(size: bytes)
    case .symlink(let target): kind = .symlink(target: target)
    case .directory: kind = .directory
    case .fifo: kind = .fifo
    case .characterDevice(let major, let minor): kind = .characterDevice(major: major, minor: minor)
    case .blockDevice(let major, let minor): kind = .blockDevice(major: major, minor: minor)
    }
    let isFile = if case .file = kind { true } else { false }
    return FedEntry(
      content: ContentEntry(
        path: path, kind: kind, mode: file.mode, userID: file.userID, groupID: file.groupID,
        extendedAttributes: file.extendedAttributes),
      isFile: isFile, size: size, arrivesEmpty: empty.contains(path))
  }

  mutating func read(_ body: (RawSpan) -> Void) throws {
    try tree.unpacked.read(walk.selected[index].node.file, body)
  }
}
