internal import BuildContext
internal import Fingerprints
internal import Lockfiles
internal import Model

/// What lies beside a lock in a tree.
///
/// Links, directories and whatever cannot be read count as missing: a lockfile is a file. Where it was this machine that
/// failed, ``fault`` has why, and what was read is worth nothing.
struct TreeSource<Files: ContextFiles>: LockfileSource {
  let files: Files
  /// The files below a folder in byte order, those that tools install left out.
  let listing: (String) -> [String]
  private let fault = Fault()

  init(files: Files, listing: @escaping (String) -> [String]) {
    self.files = files
    self.listing = listing
  }

  /// The first failure of this machine.
  private final class Fault { var first: Breakdown? }

  func bytes(at path: String) -> [UInt8]? {
    do {
      guard case .file(let bytes) = try files.look(at: BytePath(path)) else { return nil }
      return bytes
    } catch {
      if fault.first == nil { fault.first = Breakdown.ofMachine(error) }
      return nil
    }
  }

  /// - Throws: the first failure of this machine, if there was one.
  func requireSound() throws(Breakdown) { if let first = fault.first { throw first } }

  func paths(below folder: String) -> [String] { listing(folder) }
}

extension TreeSource {
  /// - Parameter paths: all files of the tree, in any order.
  init(files: Files, listed paths: [String]) {
    let listed = ListedPaths(paths)
    self.init(files: files) { listed.below($0) }
  }
}

/// The paths of a tree, put in order when somebody asks for a folder: few locks do.
private final class ListedPaths {
  private let paths: [String]
  private lazy var sorted = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

  init(_ paths: [String]) { self.paths = paths }

  /// All for the empty name.
  func below(_ folder: String) -> [String] {
    guard !folder.isEmpty else { return sorted }
    let prefix = Array(folder.utf8) + [UInt8(ascii: "/")]
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].utf8.lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
    }
    return Array(sorted[low...].prefix { $0.utf8.starts(with: prefix) })
  }
}
