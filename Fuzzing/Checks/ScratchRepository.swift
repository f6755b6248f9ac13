internal import Fingerprints
internal import Glibc

/// A bare repository in a temporary directory, its files written byte by byte; gone with this object.
final class ScratchRepository {
  let directory: String
  private var files: [String] = []
  private var directories: [String] = []

  init() throws {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/lockstep-check.XXXXXX".utf8CString)
    try require(mkdtemp(&template) != nil, "there is a temporary directory")
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for path in ["objects", "objects/pack", "refs", "refs/heads", "refs/tags"] { make(path) }
  }

  deinit {
    for path in files { unlink(path) }
    for path in directories.reversed() { rmdir(path) }
    rmdir(directory)
  }

  var objects: String { directory + "/objects" }

  func write(_ bytes: [UInt8], to path: String) throws {
    let full = directory + "/" + path
    let file = open(full, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    try require(file >= 0, "\(path) can be written")
    defer { close(file) }
    files.append(full)
    try require(Glibc.write(file, bytes, bytes.count) == bytes.count, "\(path) is written")
  }

  func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// Puts an object of a type there, by its right id.
  func put(_ type: String, _ content: [UInt8]) throws -> ObjectID {
    let whole = Array("\(type) \(content.count)\0".utf8) + content
    let hasher = try MessageDigest(.sha1)
    hasher.update(whole)
    let id = ObjectID(hasher.finish())
    try put(file: Zlib.stored(whole), as: id)
    return id
  }

  /// Puts a loose object's file there, whatever is in it.
  func put(file: [UInt8], as id: ObjectID) throws {
    let hex = id.hex
    make("objects/" + hex.prefix(2))
    try write(file, to: "objects/\(hex.prefix(2))/\(hex.dropFirst(2))")
  }

  private func make(_ path: String) {
    if mkdir(directory + "/" + path, 0o777) == 0 { directories.append(directory + "/" + path) }
  }
}

/// zlib streams that nobody compressed.
enum Zlib {
  static func stored(_ content: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var rest = content[...]
    repeat {
      let piece = rest.prefix(65_535)
      rest = rest.dropFirst(65_535)
      stream.append(rest.isEmpty ? 1 : 0)
      for length in [piece.count, ~piece.count] { stream += [UInt8(length & 255), UInt8(length >> 8 & 255)] }
      stream += piece
    } while !rest.isEmpty
    var low = 1
    var high = 0
    for byte in content {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return stream + bigEndian(high << 16 | low)
  }

  static func bigEndian(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 255) } }
}
