internal import Archives
internal import Fingerprints
internal import Glibc
internal import Model

/// A layer of an image as the text of a fingerprint.
enum LayerListing {
  /// One line an entry, sorted by the bytes of the path as printed: the mode as in manifests but with all of its bits, the
  /// SHA-256 of the content or the link's text, the owner, the time of change in seconds since 1970, two blanks, the path.
  ///
  /// - Throws: ``ArchiveFailure``; ``Breakdown`` when the layer cannot be opened.
  static func text(of path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw Breakdown(.environment, code: "build.image", "read the image that was built: a layer is missing")
    }
    defer { close(descriptor) }
    var reader = try ArchiveReader(descriptor: descriptor)
    let hasher = try MessageDigest(.sha256)
    var lines: [(path: [UInt8], text: [UInt8])] = []
    while let entry = try reader.next() {
      var name = entry.path[...]
      while name.count > 1, name.last == UInt8(ascii: "/") { name = name.dropLast() }
      let type: UInt32
      var content = "-"
      var isDirectory = false
      switch entry.kind {
      case .file:
        type = 0o100000
        try reader.read { bytes in hasher.update(bytes) }
        content = hasher.finishSHA256().hex
      case .hardLink(let target):
        type = 0o100000
        content = "link:" + (try SHA256Digest.of(target).hex)
      case .symlink(let target):
        type = 0o120000
        content = try SHA256Digest.of(target).hex
      case .directory:
        type = 0o040000
        isDirectory = true
      case .fifo: type = 0o010000
      case .characterDevice(let major, let minor): (type, content) = (0o020000, "\(major):\(minor)")
      case .blockDevice(let major, let minor): (type, content) = (0o060000, "\(major):\(minor)")
      case .other: type = 0
      }
      let printed = Manifest.printedName(Array(name), isDirectory: isDirectory)
      let mode = String(type | UInt32(entry.mode), radix: 8)
      let padding = String(repeating: "0", count: max(0, 6 - mode.utf8.count))
      let values =
        "\(padding)\(mode) \(content) \(entry.userID):\(entry.groupID) \(entry.modified.map { String($0) } ?? "-")"
      lines.append((printed, Array(values.utf8) + [0x20, 0x20] + printed + [0x0A]))
    }
    lines.sort { $0.path == $1.path ? $0.text.precedes($1.text) : $0.path.precedes($1.path) }
    return String(decoding: lines.flatMap(\.text), as: UTF8.self)
  }
}
