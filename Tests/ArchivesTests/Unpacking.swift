import Archives
import Fingerprints
import Foundation
import TestSupport

/// Archives as files, and what unpacking gives, as text.
enum Unpacking {
  static func tree(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws -> UnpackedTree {
    let path = NSTemporaryDirectory() + "lockstep-archive-" + UUID().uuidString
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { throw POSIXError(.EIO) }
    let descriptor = open(path, O_RDONLY)
    unlink(path)
    defer { close(descriptor) }
    return try UnpackedTree(descriptor: descriptor, limits: limits, temporaryDirectory: "/tmp")
  }

  static func tree(
    limits: ArchiveLimits = ArchiveLimits(), _ make: (inout TarBytes) -> Void
  ) throws -> UnpackedTree {
    var tar = TarBytes()
    make(&tar)
    return try tree(tar.finished, limits: limits)
  }

  /// One line an entry, sorted: `KIND MODE UID:GID PATH CONTENT`.
  static func listing(_ tree: UnpackedTree) throws -> [String] {
    var lines: [String] = []
    func visit(_ index: Int, _ path: BytePath) throws {
      for (name, child) in tree.files[index].children.sorted(by: { $0.key.precedes($1.key) }) {
        let file = tree.files[child]
        let what: String
        switch file.kind {
        case .file:
          var bytes: [UInt8] = []
          try tree.read(file) { piece in piece.withUnsafeBytes { bytes += $0 } }
          what = "file=\(String(decoding: bytes, as: UTF8.self))"
        case .symlink(let target): what = "link=\(String(decoding: target, as: UTF8.self))"
        case .directory: what = "dir"
        case .fifo: what = "fifo"
        case .characterDevice(let major, let minor): what = "char=\(major),\(minor)"
        case .blockDevice(let major, let minor): what = "block=\(major),\(minor)"
        }
        let attributes = file.extendedAttributes.map {
          " \(String(decoding: $0.key, as: UTF8.self))=\(String(decoding: $0.value, as: UTF8.self))"
        }
        lines.append(
          "\(PathText.escaped(path.appending(name))) \(String(file.mode, radix: 8)) \(file.userID):\(file.groupID) "
            + what + attributes.sorted().joined())
        try visit(child, path.appending(name))
      }
    }
    try visit(0, .root)
    return lines
  }
}
