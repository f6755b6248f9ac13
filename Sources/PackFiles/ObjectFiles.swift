internal import Glibc

/// The files of an object directory and its alternates, opened: packs at once, loose objects as they are asked for.
///
/// Nothing in them is trusted, and nothing of them is mapped into memory. A file that cannot be opened or has no sound
/// header counts as not there: whoever asks for an object then gets ``ObjectFault/missing``. Many readers on many
/// threads may share one.
public final class ObjectFiles: Sendable {
  let packs: [PackFile]
  let directories: [String]
  let limits: ReadLimits

  /// Opens what there is in the directory `path`, which need not even be there.
  public init(objectsDirectory path: String, limits: ReadLimits = ReadLimits()) {
    directories = ObjectDirectories.list(from: path)
    self.limits = limits
    let found = directories.flatMap(Self.packs(in:)).sorted {
      $0.size != $1.size ? $0.size > $1.size : $0.path < $1.path
    }
    packs = found.prefix(limits.packs).compactMap { try? PackFile($0.path) }
  }

  /// The packs in a directory that have an index, without their `.pack`.
  private static func packs(in directory: String) -> [(path: String, size: Int)] {
    guard let listing = opendir(directory + "/pack") else { return [] }
    defer { closedir(listing) }
    var found: [(path: String, size: Int)] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      guard name.count > 4, name.suffix(4).elementsEqual(".idx".utf8),
        let stem = String(validating: name.dropLast(4), as: UTF8.self)
      else { continue }
      let path = directory + "/pack/" + stem
      var info = stat()
      if stat(path + ".pack", &info) == 0 { found.append((path, Int(info.st_size))) }
    }
    return found
  }
}
