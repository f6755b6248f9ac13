internal import Fingerprints

/// `h1`: Go's directory hash of the files, under the names they have from the root on.
///
/// Source: golang.org/x/mod, sumdb/dirhash, `Hash1`. Directories have no part in it. Go opens a link and hashes what
/// it leads to, which may lie outside; its module files hold no links. Neither says what the context is, so a context
/// with a link has no such digest.
struct DirectoryHashScheme {
  private var files: [(name: [UInt8], content: SHA256Digest)] = []

  /// Called before the file's bytes are read.
  func checkFile(_ path: BytePath) throws(SchemeRefusal) {
    if path.bytes.contains(0x0A) {
      throw SchemeRefusal("Go's directory hash refuses names with a newline: \(PathText.visible(path))")
    }
  }

  mutating func addFile(_ path: BytePath, content: SHA256Digest) { files.append((path.bytes, content)) }

  func addLink(_ path: BytePath) throws(SchemeRefusal) {
    throw SchemeRefusal("Go's directory hash knows no symbolic links: \(PathText.visible(path))")
  }

  /// The files are sorted by whole paths, which is not the order of a walk: `a.b` comes before `a/b`.
  consuming func finish() throws(DigestUnavailable) -> String {
    let hasher = try MessageDigest(.sha256)
    files.sort { $0.name.precedes($1.name) }
    var line: [UInt8] = []
    for file in files {
      line.removeAll(keepingCapacity: true)
      Hex.append(file.content.bytes, to: &line)
      line.append(contentsOf: [0x20, 0x20])
      line.append(contentsOf: file.name)
      line.append(0x0A)
      hasher.update(line)
    }
    return "h1:" + Base64.encode(hasher.finish())
  }
}
