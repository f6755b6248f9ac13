internal import Fingerprints

/// Why a text names no target.
public struct TargetError: Error, Hashable, Sendable {
  /// As it was given.
  public let text: String
  /// A short fragment: `sparc is no processor`.
  public let problem: String
}

extension TargetError: CustomStringConvertible {
  /// One line that is safe to print: what is wrong, and what a target looks like.
  public var description: String {
    let shown = text.utf8.count > 80 ? "this" : "'" + text + "'"
    let short = problem.utf8.count > 120 ? "a part of it is unknown" : problem
    let processors = Target.Processor.allCases.map(\.rawValue).joined(separator: ", ")
    return PathText.visible("\(shown) is no target: \(short)")
      + "; write [pyX.Y-]SYSTEM-PROCESSOR[-LIBC], such as py3.11-linux-aarch64: SYSTEM is linux, macos or windows, "
      + "PROCESSOR \(processors), LIBC glibc2.N or musl"
  }
}
