internal import Archives
internal import BuildContext
internal import Fingerprints

/// The tree that an archive on standard input unpacks to, as the source of a context.
final class ArchiveTree: ContextTree, ContextFiles {
  struct Node {
    let file: UnpackedTree.File
  }

  let unpacked: UnpackedTree
  /// The tree's root, by index among the files.
  private let root: Int

  /// Reads the archive from where `descriptor` stands; `temporaryDirectory` takes the bytes of its files.
  ///
  /// - Throws: ``ArchiveFailure``.
  init(descriptor: Int32, temporaryDirectory: String) throws {
    unpacked = try UnpackedTree(descriptor: descriptor, temporaryDirectory: temporaryDirectory)
    root = 0
  }

  private init(_ unpacked: UnpackedTree, root: Int) {
    self.unpacked = unpacked
    self.root = root
  }

  /// The directory at `path` as a tree of its own; nil when there is none, or when a link lies on the way.
  func subtree(_ path: BytePath) -> ArchiveTree? {
    guard let index = index(of: path), unpacked.files[index].kind == .directory else { return nil }
    return ArchiveTree(unpacked, root: index)
  }

  /// What a user should know of the archive as a whole: one sentence each.
  var warnings: [String] {
    if unpacked.files.count == 1 {
      return [
        "the archive holds nothing, and Docker does not recognise one that is empty: it would be a Dockerfile to it"
      ]
    }
    guard unpacked.compression == .zstd else { return [] }
    return [
      "the archive is compressed with zstd, which Docker does not recognise on standard input: it would be taken for a "
        + "Dockerfile; use gzip"
    ]
  }

  func children(of directory: Node?) throws -> [ContextChild<Node>] {
    (directory?.file ?? unpacked.files[root]).children.map { name, index in
      let file = unpacked.files[index]
      let kind: ContextChild<Node>.Kind =
        switch file.kind {
        case .file: .file
        case .symlink: .symlink
        case .directory: .directory
        case .fifo: .special("FIFO")
        case .characterDevice, .blockDevice: .special("device")
        }
      return ContextChild(name: name, kind: kind, node: Node(file: file))
    }
  }

  func look(at path: BytePath) throws -> ContextFileLookup {
    guard let file = file(at: path) else { return .missing }
    switch file.kind {
    case .file:
      var bytes: [UInt8] = []
      try unpacked.read(file) { piece in piece.withUnsafeBytes { bytes += $0 } }
      return .file(bytes)
    case .symlink(let target): return .link(target)
    case .directory: return .directory
    case .fifo, .characterDevice, .blockDevice: return .special
    }
  }

  func link(at path: BytePath) throws -> [UInt8]? {
    if case .symlink(let target)? = file(at: path)?.kind { target } else { nil }
  }

  func isDirectory(at path: BytePath) throws -> Bool { file(at: path)?.kind == .directory }

  func names(in path: BytePath) throws -> [[UInt8]]? {
    guard let file = file(at: path), file.kind == .directory else { return nil }
    return Array(file.children.keys)
  }

  private func file(at path: BytePath) -> UnpackedTree.File? { index(of: path).map { unpacked.files[$0] } }

  /// Nil when there is nothing, or when a link lies on the way.
  private func index(of path: BytePath) -> Int? {
    var current = root
    for component in path.components {
      guard let next = unpacked.files[current].children[component.bytes] else { return nil }
      current = next
    }
    return current
  }
}
