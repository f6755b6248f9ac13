/// A platform to install on: interpreter, system, processor and C library.
///
/// It is written `py3.11-linux-aarch64-glibc2.31`; ``init(_:)`` tells what the parts may be. Not stated are the kernel
/// and its version, and other interpreters than CPython.
public struct Target: Hashable, Sendable {
  /// The system with what of it decides which files can be installed.
  public enum System: Hashable, Sendable {
    case linux(CLibrary)
    /// From macOS 11 on the second number is 0: packages do not tell the releases of one year apart.
    case macos(major: Int, minor: Int)
    case windows
  }

  public enum CLibrary: Hashable, Sendable {
    /// glibc 2 with this second number.
    case glibc(minor: Int)
    /// musl 1 with this second number.
    case musl(minor: Int)
  }

  /// The kind of machine a program must be built for, named as Linux does.
  ///
  /// It is that of the installed system: a 32-bit system on a 64-bit kernel, which Raspberry Pi OS may be, is
  /// ``armv7l``.
  public enum Processor: String, Sendable, CaseIterable {
    case x86_64
    case aarch64
    case armv7l
    case armv6l
    case i686
    case ppc64le
    case s390x
    case riscv64
  }

  /// A version of CPython.
  public struct Python: Hashable, Sendable {
    public let major: Int
    public let minor: Int
    /// Nil for any release of ``major`` and ``minor``.
    public let patch: Int?
  }

  /// Nil when the target names none.
  public let python: Python?
  public let system: System
  public let processor: Processor
}

extension Target: CustomStringConvertible {
  /// The target in its shortest spelling, which reads as the same target: what is the default is left out.
  public var description: String {
    var parts: [String] = []
    if let python {
      parts.append("py\(python.major).\(python.minor)" + (python.patch.map { ".\($0)" } ?? ""))
    }
    var library: String?
    switch system {
    case .linux(let used):
      parts.append("linux")
      switch used {
      case .glibc(let minor): library = used == .defaultGlibc ? nil : "glibc2.\(minor)"
      case .musl(let minor): library = used == .defaultMusl ? "musl" : "musl1.\(minor)"
      }
    case .macos(let major, let minor):
      let version = major == 10 ? "10.\(minor)" : String(major)
      parts.append(system == .defaultMacos ? "macos" : "macos" + version)
    case .windows: parts.append("windows")
    }
    parts.append(processor.rawValue)
    if let library { parts.append(library) }
    return parts.joined(separator: "-")
  }
}

// What uv 0.13 takes for a platform that is named without versions.
extension Target.CLibrary {
  /// RHEL 8 and Debian 10, the oldest in use.
  static let defaultGlibc = Target.CLibrary.glibc(minor: 28)
  /// All Alpine from 3.13 on.
  static let defaultMusl = Target.CLibrary.musl(minor: 2)
}

extension Target.System {
  static let defaultMacos = Target.System.macos(major: 13, minor: 0)
}
