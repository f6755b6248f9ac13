public import Model

/// What a platform does to a checkout, as its git comes: the defaults, nobody's configuration.
///
/// Windows is Git for Windows with what its installer proposes: `core.autocrlf=true`, `core.symlinks=false`,
/// `core.protectNTFS=true`, no long paths, on NTFS. macOS is git on APFS as the system formats it, without regard to
/// case. docs/platforms.md has the whole list.
public struct PlatformRules: Hashable, Sendable {
  public let platform: Platform

  public init(_ platform: Platform) { self.platform = platform }

  /// How names are told apart.
  public var folding: NameFolding {
    switch platform {
    case .linux: .none
    case .macos: .canonical
    case .windows: .uppercase
    }
  }

  /// Whether text files get CR LF that no attribute asks for.
  public var writesCRLF: Bool { platform == .windows }

  /// Whether links are written as files that hold their text.
  public var writesLinksAsFiles: Bool { platform == .windows }

  /// Whether a builder's client sends every file as executable, there being no such bit on disk.
  ///
  /// Source: tonistiigi/fsutil, `mkstat` in stat.go: on Windows permissions become `(mode | 0111) & 0755`.
  public var sendsFilesAsExecutable: Bool { platform == .windows }

  /// Whether a backslash in an ignore rule separates names.
  ///
  /// Source: moby/patternmatcher, which runs in the builder's client and takes the client's separator.
  public var separatesByBackslash: Bool { platform == .windows }

  /// How long the path of the work tree is taken to be, in the platform's units.
  public static let rootLength = 40
}
