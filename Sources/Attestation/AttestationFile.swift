/// Envelopes, one a line.
///
/// Source: in-toto attestation framework 1.0, bundle.md.
public struct AttestationFile: Hashable, Sendable {
  /// More than any release has.
  public static let lineLimit = 64
  /// Bytes.
  public static let sizeLimit = 16 << 20

  public var envelopes: [Envelope]

  public init(_ envelopes: [Envelope]) { self.envelopes = envelopes }

  /// The lines of a file; blank ones at its end do not count.
  ///
  /// - Throws: ``Refusal`` for the first line that is no envelope, and for a file without lines.
  public init(bytes: [UInt8]) throws(Refusal) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { lines.removeLast() }
    guard (1...Self.lineLimit).contains(lines.count) else {
      throw Refusal(
        .file, expected: "1 to \(Self.lineLimit) lines with an envelope each", found: "\(lines.count) lines")
    }
    envelopes = []
    for (index, line) in lines.enumerated() {
      do throws(Refusal) {
        envelopes.append(try Envelope(line: Array(line)))
      } catch {
        throw error.at(line: index + 1)
      }
    }
  }

  public var bytes: [UInt8] { envelopes.flatMap { $0.line + [0x0A] } }

  /// `v1.2.0.lockstep.intoto.jsonl` for the tag `v1.2.0`; a slash becomes a hyphen.
  public static func name(ofTag tag: String) -> String {
    let short = tag.hasPrefix("refs/tags/") ? String(tag.dropFirst(10)) : tag
    return String(short.map { $0 == "/" ? "-" : $0 }) + ".lockstep.intoto.jsonl"
  }
}
