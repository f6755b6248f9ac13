internal import Fingerprints
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
  /// Packs that could not be used because they or their indexes are damaged, from the object directory.
  let damagedPacks: [String]
  /// What else is not as it should be, so that objects may be missing: a phrase each.
  let gaps: [String]

  /// Opens what there is in the directory `path`, which need not even be there.
  public init(objectsDirectory path: String, limits: ReadLimits = ReadLimits()) {
    var missing: [String] = []
    directories = ObjectDirectories.list(from: path, missing: &missing)
    var gaps = missing.map { "the alternate \(PathText.visible($0)) is not there" }
    self.limits = limits
    var found: [(path: String, size: Int)] = []
    for directory in directories {
      let (packs, bare) = Self.packs(in: directory)
      found += packs
      gaps += bare.map { "pack/\(PathText.visible($0)) has no counterpart: a pack needs its .pack and its .idx" }
    }
    found.sort { $0.size != $1.size ? $0.size > $1.size : $0.path < $1.path }
    var packs: [PackFile] = []
    var damaged: [String] = []
    for pack in found.prefix(limits.packs) {
      do throws(ObjectFault) {
        packs.append(try PackFile(pack.path))
      } catch {
        switch error {
        case .malformed, .truncated:
          damaged.append("pack/" + PathText.visible(String(pack.path.split(separator: "/").last ?? "")))
        default: continue
        }
      }
    }
    self.packs = packs
    self.gaps = gaps
    damagedPacks = damaged
  }

  /// The packs in a directory that have an index, without their `.pack`, and the files that have no counterpart.
  private static func packs(in directory: String) -> (packs: [(path: String, size: Int)], bare: [String]) {
    guard let listing = opendir(directory + "/pack") else { return ([], []) }
    defer { closedir(listing) }
    var found: [(path: String, size: Int)] = []
    var bare: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      if name.count > 5, name.starts(with: "pack-".utf8), name.suffix(5).elementsEqual(".pack".utf8),
        let text = String(validating: name, as: UTF8.self),
        access(directory + "/pack/" + text.dropLast(5) + ".idx", F_OK) != 0
      {
        bare.append(text)
      }
      guard name.count > 4, name.suffix(4).elementsEqual(".idx".utf8),
        let stem = String(validating: name.dropLast(4), as: UTF8.self)
      else { continue }
      let path = directory + "/pack/" + stem
      var info = stat()
      if stat(path + ".pack", &info) == 0 {
        found.append((path, Int(info.st_size)))
      } else {
        bare.append(stem + ".idx")
      }
    }
    return (found, bare.sorted())
  }
}
