internal import Fingerprints
internal import Glibc

/// The files of an object directory and its alternates, opened: packs at once, loose objects as they are asked for.
///
/// Nothing in them is trusted, and nothing of them is mapped into memory. A pack that cannot be opened or has no sound
/// header counts as not there, and ``gaps`` says so. Many readers on many threads may share one.
public final class ObjectFiles: Sendable {
  let packs: [PackFile]
  let directories: [String]
  let limits: ReadLimits
  /// Why objects may be missing that should be there.
  public let gaps: [Gap]
  /// Of all packs, sorted: by it one sees whether there are others by now.
  private let names: [String]
  private let path: String

  /// A reason why objects may be missing.
  public enum Gap: Hashable, Sendable {
    /// A directory of objects is not there; its path, and the directory that names it as an alternate.
    case directory(String, namedBy: String?)
    /// A pack or its index cannot be used; its name from the object directory, and why, as a phrase about it.
    case pack(String, reason: String)
    /// This machine could not open a pack; its name and the `errno`.
    case machine(String, errno: Int32)
    /// There are more packs than are opened; how many, and how many are.
    case packLimit(count: Int, limit: Int)
  }

  /// Opens what there is in the directory `path`, which need not even be there.
  public init(objectsDirectory path: String, limits: ReadLimits = ReadLimits()) {
    self.path = path
    self.limits = limits
    let found = ObjectDirectories.list(from: path)
    directories = found.paths
    var gaps = found.missing.map { Gap.directory($0.path, namedBy: $0.namedBy) }
    var listed: [PackListing.Pack] = []
    for directory in directories {
      let listing = PackListing(directory)
      listed += listing.packs
      gaps += listing.bare.map { Gap.pack($0, reason: "has no counterpart: a pack needs its .pack and its .idx") }
    }
    names = listed.map(\.path).sorted()
    listed.sort { $0.size != $1.size ? $0.size > $1.size : $0.path < $1.path }
    if listed.count > limits.packs { gaps.append(.packLimit(count: listed.count, limit: limits.packs)) }
    var packs: [PackFile] = []
    for pack in listed.prefix(limits.packs) {
      do throws(ObjectFault) {
        packs.append(try PackFile(pack.path))
      } catch {
        gaps.append(Self.gap(of: pack.name, error))
      }
    }
    self.packs = packs
    self.gaps = gaps
  }

  /// The same opened anew where the packs are others by now, as after a garbage collection; nil where they are not.
  func reopened() -> ObjectFiles? {
    let now = ObjectDirectories.list(from: path).paths.flatMap { PackListing($0).packs.map(\.path) }.sorted()
    return now == names ? nil : ObjectFiles(objectsDirectory: path, limits: limits)
  }

  private static func gap(of name: String, _ fault: ObjectFault) -> Gap {
    switch fault {
    case .unreadable(let cause) where cause != EACCES: .machine(name, errno: cause)
    case .unreadable: .pack(name, reason: "or its index may not be read")
    case .unsupported: .pack(name, reason: "or its index is no regular file")
    default: .pack(name, reason: "or its index is damaged")
    }
  }
}
