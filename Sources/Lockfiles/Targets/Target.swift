/// A platform to install on: interpreter, system, processor and C library.
public struct Target: Hashable, Sendable {
  public enum System: String, Sendable, CaseIterable {
    case linux
    case macos
    case windows
  }

  public enum CLibrary: Hashable, Sendable {
    case glibc(minor: Int)
    case musl(minor: Int)
    case other
  }

  /// A version of CPython.
  public struct Python: Hashable, Sendable {
    public let major: Int
    public let minor: Int
  }

  /// Nil when the target names none.
  public let python: Python?
  public let system: System
  /// `x86_64`, `aarch64`, `armv7l`, `i686`, `ppc64le`, `s390x` or `riscv64`.
  public let processor: String
  public let libc: CLibrary
}
