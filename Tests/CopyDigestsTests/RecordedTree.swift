import BuildContext
import CopyDigests
import Fingerprints
import Foundation

/// A tree of the vectors on disk, with the attributes that only root could give it kept beside it.
final class RecordedTree {
  let directory: DirectoryTree
  private let nodes: [[UInt8]: ContentVectors.Node]

  /// Makes the nodes below `root`, readable whatever their modes are.
  init(_ nodes: [ContentVectors.Node], in root: String) throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    for node in nodes { try Self.make(node, in: root) }
    let named = Dictionary(uniqueKeysWithValues: nodes.map { (Array($0.path.utf8), $0) })
    // Another name of a file has the file's content and mode: it is the first one when that is ignored.
    self.nodes = named.mapValues { node in
      node.type == "hardlink" ? named[Array((node.target ?? "").utf8)] ?? node : node
    }
    directory = try DirectoryTree(root)
  }

  /// The records of what was sent, with the attributes that the vectors give them.
  func records(of sent: [TransferRecord]) throws -> [ContentRecord] {
    var hasher = try RecordHasher()
    return sent.map { record in
      let node = nodes[record.path.bytes]
      let entry = ContentEntry(
        path: record.path, kind: kind(of: record), mode: mode(of: record, node), userID: node?.uid ?? 0,
        groupID: node?.gid ?? 0,
        extendedAttributes: Dictionary(
          uniqueKeysWithValues: (node?.xattrs ?? [:]).map { (Array($0.key.utf8), Array($0.value.utf8)) }))
      let hasContent = record.kind == .file && !record.arrivesEmpty
      return hasher.record(entry, content: hasContent ? Array((node?.content ?? "").utf8) : [])
    }
  }

  private func kind(of record: TransferRecord) -> ContentEntry.Kind {
    switch record.kind {
    case .file: .file(size: record.size)
    case .hardLink(let source): .hardLink(source: source)
    case .symlink(let target): .symlink(target: target)
    case .directory: .directory
    case .fifo: .fifo
    case .device(let number): .characterDevice(major: number.major, minor: number.minor)
    }
  }

  private func mode(of record: TransferRecord, _ node: ContentVectors.Node?) -> UInt16 {
    if let mode = node?.mode.flatMap({ UInt16($0, radix: 8) }) { return mode }
    if case .symlink = record.kind { return 0o777 }
    return 0o755
  }

  private static func make(_ node: ContentVectors.Node, in root: String) throws {
    let path = root + "/" + node.path
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    switch node.type {
    case "dir": try check(mkdir(path, 0o700), path)
    case "file":
      guard FileManager.default.createFile(atPath: path, contents: Data((node.content ?? "").utf8)) else {
        throw POSIXError(.EIO)
      }
    case "symlink": try check(symlink(node.target ?? "", path), path)
    case "hardlink": try check(link(root + "/" + (node.target ?? ""), path), path)
    case "fifo": try check(mkfifo(path, 0o600), path)
    case "socket": try check(mknod(path, S_IFSOCK | 0o600, 0), path)
    default: throw CocoaError(.featureUnsupported)
    }
  }

  private static func check(_ status: Int32, _ path: String) throws {
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO, userInfo: ["path": path]) }
  }
}
