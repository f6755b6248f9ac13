internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import Model

/// The files of a repository by paths as compose files write them: relative to one of its directories.
///
/// Nothing outside of the repository is looked at; links are followed inside of it.
struct RepositoryFiles<Tree: ContextFiles> {
  /// Of the repository's root.
  let tree: Tree
  /// The directory that paths are relative to.
  let prefix: BytePath
  /// Where the root lies on this machine, so that absolute paths can lead into it; nil for a commit.
  let absoluteRoot: String?

  /// `path` from the root by its text alone; nil when it lies outside.
  func inside(_ path: String) -> BytePath? {
    guard path.utf8.first == UInt8(ascii: "/") else {
      return path.utf8.first == UInt8(ascii: "~") ? nil : prefix.appending(Array(path.utf8)).normalised()
    }
    guard let absoluteRoot, let clean = BytePath(path).normalised(), let root = BytePath(absoluteRoot).normalised()
    else { return nil }
    return clean == root ? .root : clean.relative(to: root)
  }

  /// `path` from the root as seen from the directory that paths are relative to; as manifests print paths.
  func shown(_ path: BytePath) -> String {
    let (from, to) = (prefix.components, path.components)
    let shared = zip(from, to).prefix { $0 == $1 }.count
    let parts = Array(repeating: BytePath(".."), count: from.count - shared) + to[shared...]
    let joined = BytePath(Array(parts.map(\.bytes).joined(separator: [UInt8(ascii: "/")])))
    return joined.isRoot ? "." : PathText.escaped(joined)
  }

  /// What lies at `path`, and where it really does.
  ///
  /// - Returns: nil when a link on the way leads out of the repository or round in circles.
  /// - Throws: what the tree throws.
  func resolve(_ path: BytePath) throws -> (path: BytePath, found: ContextFileLookup)? {
    var pending = Array(path.components.reversed())
    var done: [BytePath] = []
    var hops = 0
    var found = ContextFileLookup.directory
    while let component = pending.popLast() {
      if component.bytes == [0x2E] { continue }
      if component.bytes == [0x2E, 0x2E] {
        guard done.popLast() != nil else { return nil }
        found = .directory
        continue
      }
      let here = BytePath(Array((done + [component]).map(\.bytes).joined(separator: [0x2F])))
      found = try tree.look(at: here)
      if case .link(let target) = found {
        hops += 1
        guard hops <= 40, target.first != UInt8(ascii: "/") else { return nil }
        pending += BytePath(target).components.reversed()
        found = .directory
        continue
      }
      done.append(component)
      if found != .directory, !pending.isEmpty { return (path, .missing) }
    }
    return (BytePath(Array(done.map(\.bytes).joined(separator: [0x2F]))), found)
  }

  /// For the reader of compose files.
  func content(of path: String) -> ComposeFileContent {
    guard let inside = inside(path) else { return .unreadable("it lies outside of the repository") }
    do {
      guard let (_, found) = try resolve(inside) else { return .unreadable("a link there leads out of the repository") }
      if case .file(let bytes) = found { return .file(bytes) }
      return .missing
    } catch {
      return .unreadable(Breakdown(error).message)
    }
  }
}
