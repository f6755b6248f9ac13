/// The platforms that conda keeps packages for, each the name of a folder of its channels.
enum CondaPlatform {
  /// conda's `KNOWN_SUBDIRS` and those that rattler has besides; not `noarch`, which is no place to install on.
  static let all: Set<String> = [
    "emscripten-wasm32", "freebsd-64", "linux-32", "linux-64", "linux-aarch64", "linux-armv6l", "linux-armv7l",
    "linux-loong64", "linux-ppc64", "linux-ppc64le", "linux-riscv32", "linux-riscv64", "linux-s390x", "osx-64",
    "osx-arm64", "wasi-wasm32", "win-32", "win-64", "win-arm64", "zos-z",
  ]

  /// Packages for every platform.
  static let any = "noarch"

  /// The platform at the end of a file's name, as in `conda-linux-64.lock`; nil when there is none.
  ///
  /// - Parameter stem: the name without ending.
  static func atEnd(of stem: String) -> String? {
    let parts = stem.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(\.text)
    guard parts.count >= 2,
      let system = parts[parts.count - 2].utf8.split(whereSeparator: { ".,_ ".utf8.contains($0) }).last
    else { return nil }
    let platform = system.text + "-" + parts[parts.count - 1]
    return all.contains(platform) ? platform : nil
  }
}
