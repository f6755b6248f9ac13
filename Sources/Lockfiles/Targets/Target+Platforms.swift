extension Target {
  /// conda's name of the platform, such as `linux-64`; conda does not tell C libraries apart.
  ///
  /// The names are conda's `KNOWN_SUBDIRS`.
  var condaPlatform: String {
    switch (system, processor) {
    case (.macos, .aarch64): "osx-arm64"
    case (.macos, _): "osx-64"
    case (.windows, .aarch64): "win-arm64"
    case (.windows, .i686): "win-32"
    case (.windows, _): "win-64"
    case (.linux, .x86_64): "linux-64"
    case (.linux, .i686): "linux-32"
    case (.linux, _): "linux-" + processor.rawValue
    }
  }

  /// Node's `process.platform`.
  var nodeSystem: String {
    switch system {
    case .linux: "linux"
    case .macos: "darwin"
    case .windows: "win32"
    }
  }

  /// Node's `process.arch`.
  var nodeProcessor: String {
    switch processor {
    case .x86_64: "x64"
    case .aarch64: "arm64"
    case .armv7l, .armv6l: "arm"
    case .i686: "ia32"
    case .ppc64le: "ppc64"
    case .s390x, .riscv64: processor.rawValue
    }
  }

  /// What npm calls the C library; nil where it knows none.
  var nodeLibrary: String? {
    switch system {
    case .linux(.glibc): "glibc"
    case .linux(.musl): "musl"
    case .macos, .windows: nil
    }
  }

  /// The platform of a Ruby built for the target, as `Gem::Platform.local` prints it.
  ///
  /// Windows is that of RubyInstaller since Ruby 3.1.
  var rubyPlatform: RubyPlatform {
    switch system {
    case .linux(.glibc): RubyPlatform(processor: rubyProcessor, system: "linux", version: nil)
    case .linux(.musl): RubyPlatform(processor: rubyProcessor, system: "linux", version: "musl")
    case .macos(let major, let minor):
      RubyPlatform(processor: rubyProcessor, system: "darwin", version: Self.darwin(major, minor))
    case .windows where processor == .i686: RubyPlatform(processor: "x86", system: "mingw32", version: nil)
    case .windows: RubyPlatform(processor: rubyProcessor, system: "mingw", version: "ucrt")
    }
  }

  private var rubyProcessor: String {
    switch (system, processor) {
    case (.macos, .aarch64): "arm64"
    case (.windows, .x86_64): "x64"
    case (_, .i686): "x86"
    case (_, .ppc64le): "powerpc64le"
    default: processor.rawValue
    }
  }

  /// The version of the kernel that comes with a macOS: 10.15 has Darwin 19, 11 has 20, 26 has 25.
  private static func darwin(_ major: Int, _ minor: Int) -> String {
    switch major {
    case 10: String(minor &+ 4)
    case ...15: String(major &+ 9)
    default: String(major &- 1)
    }
  }
}
