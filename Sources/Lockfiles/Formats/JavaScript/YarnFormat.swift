internal import Fingerprints

/// `yarn.lock`, of yarn 1 in its own language and of yarn 2 and newer in YAML.
struct YarnFormat: LockfileFormat {
  let name = "yarn.lock"
  let ecosystem = "npm"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func recognises(content: [UInt8]) -> Bool {
    content.prefix(256).text.holds("# yarn lockfile v1") || Self.hasMetadata(content.prefix(4096))
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    do throws(SyntaxFailure) {
      let text = try FileText.decode(input.bytes)
      if Self.hasMetadata(input.bytes[...]) {
        let root = try ConflictMarkers.explaining(text) { text throws(SyntaxFailure) in try YAMLText.parse(text) }
        return try YarnBerryLock.read(root, input)
      }
      return try YarnClassicLock.read(try YarnClassicText.blocks(in: text), of: text, input)
    } catch {
      return .unreadable(error)
    }
  }

  /// Whether a line begins with the key that only newer locks have, wherever it stands.
  private static func hasMetadata(_ bytes: ArraySlice<UInt8>) -> Bool {
    let key = Array("__metadata:".utf8)
    var isLineStart = true
    var index = bytes.startIndex
    // A byte order mark stands before the first line.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
    while index < bytes.endIndex {
      let byte = bytes[index]
      if isLineStart, byte == key[0], bytes[index...].starts(with: key) { return true }
      isLineStart = byte == 0x0A || byte == 0x0D
      index += 1
    }
    return false
  }
}
