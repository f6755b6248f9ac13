public import Dockerignore
public import Fingerprints

/// What a builder's client announces of each entry before it sends the files.
///
/// Source: tonistiigi/fsutil, `Send`, `WithHardlinkReset`, `mkstat`.
public struct TransferRecord: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A regular file; also a socket, which is sent as an empty file.
    case file
    /// Another name of the file at `path`, which was announced before.
    case hardLink(path: BytePath)
    case symlink(target: [UInt8])
    case directory
    case fifo
    case device(DeviceNumber)
  }

  public let path: BytePath
  public let kind: Kind
  /// Permission bits with set-user-id, set-group-id and sticky.
  public let permissions: UInt16
  /// In bytes; 0 for what has no content.
  public let size: UInt64
  /// Whether the client announces the file and then sends nothing of it: it decides once more when it opens it.
  public let arrivesEmpty: Bool
  /// Values by name; empty when they were not asked for.
  public let extendedAttributes: [[UInt8]: [UInt8]]
}

/// The listing of a directory as a builder's client sends it.
public enum TransferListing {
  /// - Parameters:
  ///   - included: patterns of what is asked for (see ``FollowPaths``); nil for everything.
  /// - Throws: ``ContextFailure``.
  public static func read(
    _ tree: DirectoryTree, ignoring ignoreFile: FoundIgnoreFile, including included: IgnoreFile? = nil,
    limits: ContextLimits = ContextLimits()
  ) throws -> [TransferRecord] {
    try records(
      of: ContextWalk.select(from: tree, ignoring: ignoreFile, including: included, limits: limits), in: tree)
  }

  /// The records of what `walk` chose of `tree`, one for each, in its order.
  ///
  /// - Parameter readingAttributes: whether extended attributes are wanted, which cost a call for each entry.
  /// - Throws: ``ContextFailure``.
  public static func records(
    of walk: ContextWalk<DirectoryTree>.Result, in tree: DirectoryTree, readingAttributes: Bool = true
  ) throws -> [TransferRecord] {
    let empty = Set(walk.arrivingEmpty)
    var firstNames: [UInt64: BytePath] = [:]
    return try walk.selected.map { entry in
      let node = entry.node
      let attributes = readingAttributes ? try tree.extendedAttributes(of: node.path) : [:]
      func record(_ kind: TransferRecord.Kind, size: UInt64 = 0) -> TransferRecord {
        TransferRecord(
          path: entry.path, kind: kind, permissions: node.permissions, size: size,
          arrivesEmpty: empty.contains(entry.path), extendedAttributes: attributes)
      }
      switch entry.kind {
      case .directory: return record(.directory)
      case .symlink:
        let target = try tree.readLink(node.path)
        return record(.symlink(target: target), size: node.size)
      case .file, .special: break
      }
      if let inode = node.sharedInode {
        if let first = firstNames[inode] { return record(.hardLink(path: first), size: node.size) }
        firstNames[inode] = entry.path
      }
      if let device = node.device { return record(.device(device)) }
      switch entry.kind {
      case .special("FIFO"): return record(.fifo)
      case .special: return record(.file)
      default: return record(.file, size: node.size)
      }
    }
  }
}
