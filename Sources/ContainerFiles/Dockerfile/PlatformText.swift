/// Whether a text names a platform, as containerd's `platforms.Parse` decides.
enum PlatformText {
  private static let systems: Set<String> = [
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "macos", "nacl",
    "netbsd", "openbsd", "plan9", "solaris", "windows", "zos",
  ]

  private static let architectures: Set<String> = [
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle",
    "mips64", "mips64le", "mips64p32", "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64",
    "wasm", "i386", "x86_64", "x86-64", "aarch64", "armhf", "armel",
  ]

  static func isValid(_ text: [UInt8]) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let system = system(parts[0]) else { return false }
    guard parts.count == 1 else {
      return parts.dropFirst().allSatisfy { part in
        !part.isEmpty && part.allSatisfy { isNameCharacter($0) || $0 == UInt8(ascii: ".") }
      }
    }
    return systems.contains(system)
      || architectures.contains(String(decoding: RuneText.lowercased(text), as: UTF8.self))
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// The system in lower case; after it there may be a version and features: `windows(10.0+win32k)`.
  private static func system(_ part: ArraySlice<UInt8>) -> String? {
    let name = part.prefix(while: isNameCharacter)
    guard !name.isEmpty else { return nil }
    let options = part[name.endIndex...]
    if !options.isEmpty {
      guard options.first == UInt8(ascii: "("), options.last == UInt8(ascii: ")"), options.count >= 2 else {
        return nil
      }
      let inner = options.dropFirst().dropLast()
      guard inner.allSatisfy({ isNameCharacter($0) || ".%+".utf8.contains($0) }), PercentText.decode(inner) != nil,
        inner.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false).dropFirst().allSatisfy({
          !$0.isEmpty
        })
      else { return nil }
    }
    return String(decoding: RuneText.lowercased(name), as: UTF8.self)
  }
}
