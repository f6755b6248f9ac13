/// What can be seen in a `Package.swift` without compiling it.
enum SwiftManifest {
  /// The addresses in `.package(…url: "…"…)`, in their order; comments are passed over.
  static func addresses(in bytes: [UInt8]) -> [String] {
    var result: [String] = []
    for line in bytes.split(separator: 0x0A) {
      let code = line.trimmed
      guard !code.starts(with: "//".utf8), let (_, behind) = code.text.split(atFirst: "url:"),
        let value = behind.trimmed.dropping(prefix: "\""), let (address, _) = value.split(atFirst: "\""),
        !address.holds("\\("), address.holds("/")
      else { continue }
      // A binary target has an address, too.
      if !address.ends(with: ".zip") { result.append(address) }
    }
    return result
  }
}
