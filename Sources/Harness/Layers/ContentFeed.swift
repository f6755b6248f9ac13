internal import BuildContext
internal import CopyDigests
internal import Fingerprints
internal import Git

/// One entry of a context on its way to digests.
struct FedEntry {
  let content: ContentEntry
  /// Whether it is a file with bytes to read: no socket, which a builder takes for one.
  let isFile: Bool
  /// Bytes that ``ContentFeed/read(_:)`` will lend.
  let size: UInt64
  /// Whether a builder's client announces the file and sends nothing of it.
  let arrivesEmpty: Bool
}

/// A context's entries in the order of a walk, with the bytes of its files.
protocol ContentFeed: ~Copyable {
  /// The next entry; nil at the end.
  mutating func next() throws -> FedEntry?
  /// Lends the bytes of the file that ``next()`` gave last to `body`, piece by piece.
  mutating func read(_ body: (RawSpan) -> Void) throws
}

/// The entries of a directory, with the modes and hard links they have on disk.
struct DirectoryFeed: ~Copyable, ContentFeed {
  private let walk: ContextWalk<DirectoryTree>.Result
  private let records: [TransferRecord]
  private var reader: DirectoryContent
  private var index = -1

  /// - Parameter attributes: whether extended attributes are wanted; only BuildKit hashes them.
  init(_ tree: DirectoryTree, _ walk: ContextWalk<DirectoryTree>.Result, attributes: Bool) throws {
    let records = try TransferListing.records(of: walk, in: tree, readingAttributes: attributes)
    let reader = try DirectoryContent(of: tree)
    self.walk = walk
    self.records = records
    self.reader = reader
  }

  mutating func next() throws -> FedEntry? {
    index += 1
    guard index < records.count else { return nil }
    let record = records[index]
    let isFile = walk.selected[index].kind == .file
    let kind: ContentEntry.Kind
    switch record.kind {
    case .file: kind = .file(size: record.size)
    case .hardLink(let path): kind = .hardLink(source: path)
    case .symlink(let target): kind = .symlink(target: target)
    case .directory: kind = .directory
    case .fifo: kind = .fifo
    case .device(let number):
      kind =
        number.isBlock
        ? .blockDevice(major: number.major, minor: number.minor)
        : .characterDevice(major: number.major, minor: number.minor)
    }
    return FedEntry(
      content: ContentEntry(
        path: record.path, kind: kind, mode: record.permissions, extendedAttributes: record.extendedAttributes),
      isFile: isFile,
      size: isFile ? record.size : 0,
      arrivesEmpty: record.arrivesEmpty)
  }

  mutating func read(_ body: (RawSpan) -> Void) throws { _ = try reader.read(walk.selected[index].node, body) }
}

/// The entries of a commit, with the modes a checkout with the umask 022 gives them.
struct CommitFeed: ~Copyable, ContentFeed {
  private let walk: ContextWalk<GitTree>.Result
  private let reader: CheckoutReader
  private let directory: BytePath
  private let empty: Set<BytePath>
  private var index = -1
  /// The bytes of the current file as it is checked out.
  private var current: [UInt8] = []

  init(
    objectsDirectory: String, attributes: [(path: BytePath, id: ObjectID)], below directory: BytePath,
    _ walk: ContextWalk<GitTree>.Result
  ) throws {
    var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
    for file in attributes { try reader.add(attributeFile: file.path, id: file.id) }
    self.reader = reader
    self.directory = directory
    self.walk = walk
    empty = Set(walk.arrivingEmpty)
  }

  mutating func next() throws -> FedEntry? {
    index += 1
    current = []
    guard index < walk.selected.count else { return nil }
    let entry = walk.selected[index]
    let kind: ContentEntry.Kind
    var mode: UInt16 = 0o755
    var size: UInt64 = 0
    var isFile = false
    switch entry.node.entry.kind {
    case .directory, .submodule: kind = .directory
    case .symlink:
      kind = .symlink(target: try content(isVerbatim: true) { span in span.withUnsafeBytes { Array($0) } })
      mode = 0o777
    case .file(let executable):
      // Read once: asking for its size first would look it up twice.
      let bytes = try content(isVerbatim: false) { span in span.withUnsafeBytes { Array($0) } }
      size = UInt64(bytes.count)
      current = bytes
      kind = .file(size: size)
      isFile = true
      mode = executable ? 0o755 : 0o644
    }
    return FedEntry(
      content: ContentEntry(path: entry.path, kind: kind, mode: mode), isFile: isFile, size: size,
      arrivesEmpty: empty.contains(entry.path))
  }

  mutating func read(_ body: (RawSpan) -> Void) throws { body(current.span.bytes) }

  private func content<Value>(isVerbatim: Bool, _ body: (RawSpan) -> Value) throws(GitFailure) -> Value {
    let entry = walk.selected[index]
    return try reader.withContent(
      of: directory.appending(entry.path), id: entry.node.entry.id, isVerbatim: isVerbatim
    ) { (bytes: RawSpan) throws(GitFailure) in body(bytes) }
  }
}
