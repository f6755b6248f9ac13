/// The text of one ignore file that stands at the root of a work tree, read the way git reads a `.gitignore`.
///
/// The rules are those of gitignore(5) and of git's `dir.c`, written anew from their meaning. Names are compared byte
/// by byte and with their case, as git does where `core.ignoreCase` is off; git's refusal to read a file of more than
/// 100 MB is left out. Where versions differ the newer one is followed: since 2.52 `a**/b` is no more than `a*/b`,
/// before it matched `ab` and `a/x/b` too.
public struct GitignoreFile: Sendable {
  /// The lines that say something, in their order; the last one that matches a path decides.
  public let rules: [GitignoreRule]

  /// Reads the bytes of an ignore file; git refuses none, and what it makes nothing of matches nothing.
  ///
  /// Lines end at `\n`, one `\r` before it or before the end of the file belongs to the line end. One byte order mark
  /// at the start is dropped.
  public init(_ bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rules = lines.enumerated().compactMap { GitignoreRule($0.element, number: $0.offset + 1) }
  }
}
