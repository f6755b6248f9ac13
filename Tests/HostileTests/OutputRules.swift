/// What no output may hold, whatever a repository holds.
enum OutputRules {
  /// Control bytes other than newline, direction overrides, and lines that a CI system takes for commands.
  static func problems(_ bytes: [UInt8]) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return ["is not UTF-8"] }
    var problems: [String] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A: continue
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
        problems.append("holds U+\(String(scalar.value, radix: 16, uppercase: true))")
      default: continue
      }
      break
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      let start = line.drop { $0 == " " }
      if start.hasPrefix("::") || start.hasPrefix("##") { problems.append("has the line \(line.prefix(80))") }
    }
    return problems
  }
}
