internal import Fingerprints
internal import Glibc

/// Finds what differs between two manifests that are nearly the same, in one pass over their lines.
enum ManifestChanges {
  /// As ``FingerprintDifference/between(_:_:)`` gives them.
  static func between(_ old: [UInt8], _ new: [UInt8]) -> [FingerprintDifference] {
    let (before, after) = differing(old, new)
    return FingerprintDifference.between(fingerprint(before), fingerprint(after))
  }

  private static func fingerprint(_ text: [UInt8]) -> Fingerprint {
    Fingerprint(
      subject: "context", scheme: Manifest.scheme, digest: "", text: String(decoding: text, as: UTF8.self))
  }

  /// The lines of each that are not in the other.
  ///
  /// Both are sorted by name, so that a line is only ever held against one.
  static func differing(_ old: [UInt8], _ new: [UInt8]) -> (old: [UInt8], new: [UInt8]) {
    var result: (old: [UInt8], new: [UInt8]) = ([], [])
    old.withUnsafeBytes { old in
      new.withUnsafeBytes { new in
        var (left, right) = (Lines(old), Lines(new))
        while !left.isAtEnd, !right.isAtEnd {
          let (one, other) = (left.current, right.current)
          if equal(one, other) {
            left.advance()
            right.advance()
            continue
          }
          let order = compare(name(one), name(other))
          if order <= 0 {
            result.old += one
            left.advance()
          }
          if order >= 0 {
            result.new += other
            right.advance()
          }
        }
        result.old += left.rest
        result.new += right.rest
      }
    }
    return result
  }

  /// The lines of a text, each with its newline.
  private struct Lines {
    let text: UnsafeRawBufferPointer
    private(set) var start = 0
    private(set) var end = 0

    init(_ text: UnsafeRawBufferPointer) {
      self.text = text
      advance()
    }

    var isAtEnd: Bool { start == text.count }
    var current: Slice<UnsafeRawBufferPointer> { text[start..<end] }
    var rest: Slice<UnsafeRawBufferPointer> { text[start...] }

    mutating func advance() {
      start = end
      guard start < text.count, let base = text.baseAddress,
        let newline = memchr(base + start, 0x0A, text.count - start)
      else {
        end = text.count
        return
      }
      end = UnsafeRawPointer(newline) - base + 1
    }
  }

  private static func equal(_ one: Slice<UnsafeRawBufferPointer>, _ other: Slice<UnsafeRawBufferPointer>) -> Bool {
    one.count == other.count && compare(one, other) == 0
  }

  private static func compare(_ one: Slice<UnsafeRawBufferPointer>, _ other: Slice<UnsafeRawBufferPointer>) -> Int {
    let (left, right) = (UnsafeRawBufferPointer(rebasing: one), UnsafeRawBufferPointer(rebasing: other))
    if let first = left.baseAddress, let second = right.baseAddress {
      let order = memcmp(first, second, min(left.count, right.count))
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }

  /// The name with its newline, which sorts before every byte that a printed name has.
  private static func name(_ line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    var index = line.startIndex
    while index + 1 < line.endIndex, !(line[index] == 0x20 && line[index + 1] == 0x20) { index += 1 }
    return line[min(index + 2, line.endIndex)...]
  }
}
