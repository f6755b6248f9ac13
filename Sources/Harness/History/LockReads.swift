internal import BuildContext
internal import Fingerprints
internal import Git
internal import Lockfiles

/// The files beside a lockfile in one commit, and which of them were looked at.
final class LockReads: LockfileSource {
  /// What was asked about; nil once closed.
  private var tree: GitTree?
  private let objects: CheckoutObjects
  /// By path; nil for what is no file.
  private var files: [TextKey: SHA256Digest?] = [:]
  /// Of folders that were listed.
  private var folders: [TextKey: [TextKey]] = [:]

  init(_ tree: GitTree, _ objects: CheckoutObjects) {
    self.tree = tree
    self.objects = objects
  }

  func bytes(at path: String) -> [UInt8]? {
    guard let tree else { return nil }
    let bytes = Self.bytes(at: path, in: tree)
    files[TextKey(path)] = .some(Self.digest(bytes))
    return bytes
  }

  func paths(below folder: String) -> [String] {
    guard let tree else { return [] }
    let paths = Self.paths(below: folder, in: tree, objects)
    folders[TextKey(folder)] = paths.map(TextKey.init)
    return paths
  }

  /// Lets go of the commit.
  func close() { tree = nil }

  /// Whether another commit gives the same answers.
  func holds(in other: GitTree, _ objects: CheckoutObjects) -> Bool {
    files.allSatisfy { Self.digest(Self.bytes(at: $0.key.text, in: other)) == $0.value }
      && folders.allSatisfy { Self.paths(below: $0.key.text, in: other, objects).map(TextKey.init) == $0.value }
  }

  private static func digest(_ bytes: [UInt8]?) -> SHA256Digest? { bytes.flatMap { try? SHA256Digest.of($0) } }

  /// Links, directories and whatever cannot be read count as missing: a lockfile is a file.
  private static func bytes(at path: String, in tree: GitTree) -> [UInt8]? {
    guard case .file(let bytes)? = try? tree.look(at: BytePath(path)) else { return nil }
    return bytes
  }

  private static func paths(below folder: String, in tree: GitTree, _ objects: CheckoutObjects) -> [String] {
    guard let all = try? CommitTree.list(tree.root, in: objects.reader.store) else { return [] }
    let prefix = folder.isEmpty ? "" : folder + "/"
    return all.compactMap { entry in
      guard case .file = entry.kind, let text = entry.path.utf8Text, text.utf8.starts(with: prefix.utf8) else {
        return nil
      }
      return text
    }
  }
}
