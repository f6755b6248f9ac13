internal import BuildContext
internal import Captures
internal import Fingerprints

/// What the content of a file says about ends of lines and Git LFS.
struct TextLook {
  /// Larger files are not looked into.
  static let largest = 16 << 20

  private(set) var eol: CapturedEntry.LineEnds?
  private(set) var lfSha256: String?
  private(set) var lfs: String?

  /// - Throws: ``DigestUnavailable``.
  init(_ bytes: [UInt8]) throws(DigestUnavailable) {
    if case .pointer(let pointer)? = LargeFilePointer.read(bytes) { lfs = pointer.digest }
    // As git tells text from other content.
    guard !bytes.prefix(8_000).contains(0) else { return }
    var plain: [UInt8] = []
    var (lf, crlf) = (0, 0)
    for index in bytes.indices {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
        if crlf == 0 {
          plain.reserveCapacity(bytes.count)
          plain += bytes[..<index]
        }
        crlf += 1
        continue
      }
      if bytes[index] == 0x0A { lf += 1 }
      if crlf > 0 { plain.append(bytes[index]) }
    }
    guard lf > 0 else { return }
    eol = CapturedEntry.LineEnds(lf: lf - crlf, crlf: crlf)
    if crlf > 0 { lfSha256 = try SHA256Digest.of(plain).hex }
  }
}

extension CapturedEntry {
  /// With what the content of a file of the context says; as it is where there is none to look into.
  func withText(at path: BytePath, in tree: DirectoryTree) throws(DigestUnavailable) -> CapturedEntry {
    guard inContext, type == .file, (size ?? 0) <= UInt64(TextLook.largest),
      case .file(let bytes)? = try? tree.look(at: path)
    else { return self }
    let look = try TextLook(bytes)
    var entry = self
    (entry.eol, entry.lfSha256, entry.lfs) = (look.eol, look.lfSha256, look.lfs)
    return entry
  }
}
