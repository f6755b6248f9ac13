/// Tells names of fixed things from names of things that move.
enum VersionText {
  /// Whether the text holds something like `1.2` or `v3`, or a commit's id.
  static func isVersioned(_ text: String) -> Bool {
    var previous: UInt8 = 0
    var hexRun = 0
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let isDigit = (0x30...0x39).contains(byte)
      if isDigit, index + 2 < bytes.count, bytes[index + 1] == 0x2E || bytes[index + 1] == 0x5F,
        (0x30...0x39).contains(bytes[index + 2])
      {
        return true
      }
      let isBoundary = !ShellNames.isNameByte(previous)
      if isBoundary, byte == UInt8(ascii: "v") || byte == UInt8(ascii: "V"), index + 1 < bytes.count,
        (0x30...0x39).contains(bytes[index + 1])
      {
        return true
      }
      hexRun = isDigit || (0x61...0x66).contains(byte) ? hexRun + 1 : 0
      if hexRun >= 12 { return true }
      previous = byte
    }
    return false
  }

  /// Whether the text is a commit's id, whole or cut.
  static func isCommit(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    return (7...64).contains(bytes.count)
      && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static let movingNames: Set<String> = [
    "latest", "master", "main", "head", "trunk", "develop", "dev", "nightly", "stable", "current", "edge", "next",
    "snapshot",
  ]

  /// Whether a part of the text is a name that people give to whatever is newest.
  static func isMoving(_ text: String) -> Bool {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.contains { movingNames.contains(String($0)) }
  }
}
