import CopyDigests
import Fingerprints

/// Makes the records of small trees: `a/` is a directory, `a=text` a file, `a>target` a link, `a~b` another name of b.
func records(_ texts: String...) throws -> [ContentRecord] {
  var hasher = try RecordHasher()
  return texts.map { text in
    let bytes = Array(text.utf8)
    guard let mark = bytes.firstIndex(where: { "=>~".utf8.contains($0) }) else {
      return hasher.record(ContentEntry(path: BytePath(Array(bytes.dropLast())), kind: .directory, mode: 0o755))
    }
    let path = BytePath(Array(bytes[..<mark]))
    let value = Array(bytes[(mark + 1)...])
    switch bytes[mark] {
    case UInt8(ascii: ">"): return hasher.record(ContentEntry(path: path, kind: .symlink(target: value), mode: 0o777))
    case UInt8(ascii: "~"):
      return hasher.record(ContentEntry(path: path, kind: .hardLink(source: BytePath(value)), mode: 0o644))
    default:
      return hasher.record(
        ContentEntry(path: path, kind: .file(size: UInt64(value.count)), mode: 0o644), content: value)
    }
  }
}

func selector(_ path: String, excludes: [String] = []) -> CopySelector {
  CopySelector(path: Array(path.utf8), excludes: excludes.map { Array($0.utf8) })
}

/// The SHA-256 of `parts`: text as it is, digests as text.
func digest(_ parts: String...) throws -> SHA256Digest { try SHA256Digest.of(parts.flatMap { Array($0.utf8) }) }
