internal import Fingerprints

/// `oci-layer`: the SHA-256 of a tar of the context, the uncompressed layer (its diff id) in terms of OCI images.
///
/// Byte for byte what GNU tar writes with the options in `docs/digests.md`: names below `./`, which has an entry of
/// its own; names in byte order; owner 0, time 0, modes 0644 and 0755; records of 20 blocks.
struct LayerScheme: ~Copyable {
  private let hasher: MessageDigest
  /// Bytes written so far, a multiple of a block between entries.
  private var written: UInt64 = 0

  init() throws(DigestUnavailable) {
    hasher = try MessageDigest(.sha256)
    write(TarHeader.blocks(name: Array("./".utf8), kind: .directory))
  }

  /// Begins a file's entry; its `size` bytes follow.
  mutating func beginFile(_ path: BytePath, _ name: [UInt8], executable: Bool, size: UInt64) throws(SchemeRefusal) {
    try check(path, name)
    write(TarHeader.blocks(name: Self.prefix + path.bytes, kind: .file(executable: executable, size: size)))
  }

  mutating func update(_ bytes: RawSpan) {
    hasher.update(bytes)
    written &+= UInt64(bytes.byteCount)
  }

  mutating func endFile() { pad(to: UInt64(TarHeader.blockLength)) }

  mutating func addLink(_ path: BytePath, _ name: [UInt8], target: [UInt8]) throws(SchemeRefusal) {
    try check(path, name)
    guard LinkText.isPossible(target) else { throw LinkText.refusal(path) }
    write(TarHeader.blocks(name: Self.prefix + path.bytes, kind: .symlink(target: target)))
  }

  mutating func addDirectory(_ path: BytePath, _ name: [UInt8]) throws(SchemeRefusal) {
    try check(path, name)
    write(TarHeader.blocks(name: Self.prefix + path.bytes + [UInt8(ascii: "/")], kind: .directory))
  }

  mutating func finish() -> String {
    write([UInt8](repeating: 0, count: 2 * TarHeader.blockLength))
    pad(to: UInt64(20 * TarHeader.blockLength))
    return hasher.finishSHA256().text
  }

  /// Source: OCI image specification, layer.md, "Whiteouts".
  private func check(_ path: BytePath, _ name: [UInt8]) throws(SchemeRefusal) {
    guard name.starts(with: Self.whiteout) else { return }
    throw SchemeRefusal("in a layer, a name that begins with \".wh.\" removes another: \(PathText.visible(path))")
  }

  private mutating func write(_ bytes: [UInt8]) { update(bytes.span.bytes) }

  private mutating func pad(to length: UInt64) {
    let missing = (length - written % length) % length
    write([UInt8](repeating: 0, count: Int(missing)))
  }

  private static let prefix = Array("./".utf8)
  private static let whiteout = Array(".wh.".utf8)
}
