import DigestSchemes
import Fingerprints
import Foundation
import TestSupport

/// A tree in memory that can be written to disk and fed to a hasher, whatever bytes its names hold.
struct SampleTree {
  enum Node: Equatable {
    case file([UInt8], mode: mode_t)
    case link([UInt8])
    case directory(mode: mode_t)
  }

  private(set) var nodes: [BytePath: Node] = [:]

  mutating func add(_ path: [UInt8], _ node: Node) {
    var parent = BytePath(path).parent
    while !parent.isRoot, nodes[parent] == nil {
      nodes[parent] = .directory(mode: 0o755)
      parent = parent.parent
    }
    nodes[BytePath(path)] = node
  }

  mutating func file(_ path: String, _ text: String = "", mode: mode_t = 0o644) {
    add(Array(path.utf8), .file(Array(text.utf8), mode: mode))
  }

  mutating func link(_ path: String, _ target: String) { add(Array(path.utf8), .link(Array(target.utf8))) }

  mutating func directory(_ path: String, mode: mode_t = 0o755) { add(Array(path.utf8), .directory(mode: mode)) }

  mutating func merge(_ other: SampleTree) { for (path, node) in other.nodes { add(path.bytes, node) } }

  /// In the order of a walk: by components, which is by bytes when a slash comes before all other bytes.
  var walk: [(path: BytePath, node: Node)] {
    nodes.map { ($0.key, $0.value) }.sorted { left, right in
      left.0.components.lexicographicallyPrecedes(right.0.components)
    }
  }

  /// Feeds all of the tree, files in pieces of `chunk` bytes.
  func feed(
    _ hasher: inout SchemeHasher, chunk: Int = 1000, known: (BytePath) -> KnownDigests = { _ in KnownDigests() }
  ) {
    for (path, node) in walk {
      switch node {
      case .directory(let mode):
        hasher.add(SchemeEntry(path: path, kind: .directory, permissions: UInt16(mode)))
      case .link(let target):
        hasher.add(SchemeEntry(path: path, kind: .symlink(target: target), permissions: 0o777))
      case .file(let bytes, let mode):
        let kind = SchemeEntry.Kind.file(executable: mode & 0o100 != 0, size: UInt64(bytes.count))
        let known = known(path)
        let wanted = hasher.needsBytes(known)
        hasher.begin(SchemeEntry(path: path, kind: kind, permissions: UInt16(mode)), known: known)
        for start in stride(from: 0, to: wanted ? bytes.count : 0, by: chunk) {
          hasher.update(Array(bytes[start..<min(start + chunk, bytes.count)]))
        }
        hasher.end()
      }
    }
  }

  func results(_ schemes: Set<DigestScheme> = Set(DigestScheme.allCases), chunk: Int = 1000) -> [DigestScheme:
    SchemeResult]
  {
    var hasher = SchemeHasher(schemes)
    feed(&hasher, chunk: chunk)
    return hasher.finish()
  }

  func result(_ scheme: DigestScheme) -> SchemeResult? { results([scheme])[scheme] }

  /// Writes the tree below `root`, which is made.
  func write(to root: String) throws {
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    func at(_ path: BytePath) -> [UInt8] { Array(root.utf8) + [0x2F] + path.bytes }
    for (path, node) in walk {
      let status: Int32 =
        switch node {
        case .directory: withCString(at(path)) { mkdir($0, 0o755) }
        case .link(let target): withCString(at(path)) { place in withCString(target) { symlink($0, place) } }
        case .file(let bytes, let mode): Self.write(bytes, mode, at(path))
        }
      guard status == 0 else { throw Failure(path: path, code: errno) }
    }
    // Modes last: a directory may lose what writing into it needs.
    for case (let path, .directory(let mode)) in walk.reversed() { _ = withCString(at(path)) { chmod($0, mode) } }
  }

  private static func write(_ bytes: [UInt8], _ mode: mode_t, _ path: [UInt8]) -> Int32 {
    let file = withCString(path) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
    guard file >= 0 else { return -1 }
    defer { close(file) }
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else { return -1 }
    return fchmod(file, mode)
  }

  struct Failure: Error {
    let path: BytePath
    let code: Int32
  }
}
