internal import Fingerprints

/// `nar`: the SHA-256 of the context in the Nix archive format, as Nix spells it in SRI form.
///
/// Source: E. Dolstra, "The Purely Functional Software Deployment Model", chapter 5; Nix, libutil/archive.cc. Every
/// string is its length in eight bytes, the lowest first, its bytes, and zeros up to a multiple of eight. Entries come
/// in byte order of their names, which is the order of a walk.
struct NixArchiveScheme: ~Copyable {
  private let hasher: MessageDigest
  /// Collects strings, so that the hasher is called once an entry.
  private var buffer: [UInt8] = []

  init() throws(DigestUnavailable) {
    hasher = try MessageDigest(.sha256)
    hasher.update(Self.strings("nix-archive-1", "(", "type", "directory"))
  }

  /// Begins a file's entry; its `size` bytes follow.
  mutating func beginFile(_ name: [UInt8], executable: Bool, size: UInt64) {
    begin(name)
    buffer += executable ? Self.executable : Self.regular
    append(length: size)
    flush()
  }

  func update(_ bytes: RawSpan) { hasher.update(bytes) }

  mutating func endFile(size: UInt64) {
    pad(size)
    buffer += Self.end
    flush()
  }

  mutating func addLink(_ path: BytePath, _ name: [UInt8], target: [UInt8]) throws(SchemeRefusal) {
    guard LinkText.isPossible(target) else { throw LinkText.refusal(path) }
    begin(name)
    buffer += Self.link
    append(target)
    buffer += Self.end
    flush()
  }

  mutating func enter(_ name: [UInt8]) {
    begin(name)
    buffer += Self.directory
    flush()
  }

  func leave() { hasher.update(Self.end) }

  /// The digest, once all directories but the root were left.
  func finish() -> String {
    hasher.update(Self.strings(")"))
    return "sha256-" + Base64.encode(hasher.finish())
  }

  private mutating func begin(_ name: [UInt8]) {
    buffer += Self.entry
    append(name)
    buffer += Self.node
  }

  private mutating func append(_ string: [UInt8]) {
    append(length: UInt64(string.count))
    buffer += string
    pad(UInt64(string.count))
  }

  private mutating func append(length: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { buffer.append(UInt8(truncatingIfNeeded: length >> UInt64(shift))) }
  }

  private mutating func pad(_ length: UInt64) {
    for _ in 0..<((8 - length % 8) % 8) { buffer.append(0) }
  }

  private mutating func flush() {
    hasher.update(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static let entry = strings("entry", "(", "name")
  private static let node = strings("node", "(", "type")
  private static let regular = strings("regular", "contents")
  private static let executable = strings("regular", "executable", "", "contents")
  private static let link = strings("symlink", "target")
  private static let directory = strings("directory")
  /// Ends a node and the entry around it.
  private static let end = strings(")", ")")

  /// `texts` hold fewer than 256 bytes each.
  private static func strings(_ texts: String...) -> [UInt8] {
    texts.flatMap { text in
      [UInt8(truncatingIfNeeded: text.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(text.utf8)
        + [UInt8](repeating: 0, count: (8 - text.utf8.count % 8) % 8)
    }
  }
}
