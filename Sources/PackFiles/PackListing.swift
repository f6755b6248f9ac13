internal import Fingerprints
internal import Glibc

/// The packs in one object directory.
struct PackListing {
  /// A pack that has an index.
  struct Pack {
    /// Without `.pack`.
    let path: String
    /// For messages, escaped: from the object directory, with `.pack`.
    let name: String
    /// Bytes.
    let size: Int
  }

  private(set) var packs: [Pack] = []
  /// Packs without an index and indexes without a pack: names for messages, sorted.
  private(set) var bare: [String] = []

  init(_ directory: String) {
    guard let listing = opendir(directory + "/pack") else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      guard let text = String(validating: name, as: UTF8.self) else { continue }
      if text.hasPrefix("pack-"), text.hasSuffix(".pack") {
        let stem = text.dropLast(5)
        if Self.info(directory + "/pack/" + stem + ".idx") == nil { bare.append("pack/" + PathText.visible(text)) }
      } else if text.hasSuffix(".idx"), text.utf8.count > 4 {
        let path = directory + "/pack/" + text.dropLast(4)
        if let info = Self.info(path + ".pack") {
          let name = "pack/" + PathText.visible(text.dropLast(4) + ".pack")
          packs.append(Pack(path: path, name: name, size: Int(info.st_size)))
        } else {
          bare.append("pack/" + PathText.visible(text))
        }
      }
    }
    bare.sort()
  }

  private static func info(_ path: String) -> stat? {
    var info = stat()
    return stat(path, &info) == 0 ? info : nil
  }
}
