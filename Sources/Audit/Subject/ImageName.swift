internal import ContainerFiles

/// The name of an image as far as its tag and digest go.
struct ImageName: Sendable {
  /// With the values that the file itself gives to variables; the rest stands as written.
  let text: String
  /// Without tag and digest.
  let repository: String
  /// Empty when it has none.
  let tag: String
  let hasDigest: Bool
  /// Whether variables are left without which the name cannot be judged.
  let isUnknown: Bool

  init(_ word: Dockerfile.Word, defaults: [String: String]) {
    let (expanded, isComplete) = Self.expand(word.description, defaults)
    let text = expanded.filter { $0 != "\"" && $0 != "'" }
    self.text = text
    let at = text.utf8.firstIndex(of: UInt8(ascii: "@"))
    hasDigest = at != nil
    let name = text[..<(at ?? text.endIndex)]
    let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) ?? name.startIndex
    // A colon in a default, as in ${A:-b}, is no colon of a tag.
    if let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")), colon > slash, !name[colon...].utf8.contains(0x7D) {
      repository = String(name[..<colon])
      tag = String(name[name.utf8.index(after: colon)...])
    } else {
      repository = String(name)
      tag = ""
    }
    // A name that ends in a variable may get its tag or its digest from it.
    isUnknown = !isComplete && tag.isEmpty && !hasDigest
  }

  /// The repository's last part: `python` for `docker.io/library/python`.
  var shortName: String { CommandReader.baseName(repository) }

  /// Whether it is only on the machine that builds, where another build made it.
  var isLocal: Bool { repository.hasPrefix("localhost/") }

  var isScratch: Bool { text == "scratch" }

  /// Whether the name or the tag says that it is built upon musl instead of glibc.
  var isMusl: Bool { shortName == "alpine" || tag.contains("alpine") || tag.contains("musl") }

  private static func expand(_ text: String, _ defaults: [String: String]) -> (String, isComplete: Bool) {
    var result: [UInt8] = []
    var isComplete = true
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count, result.count < 4096 {
      guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let isBraced = bytes[index + 1] == UInt8(ascii: "{")
      let start = index + (isBraced ? 2 : 1)
      var end = start
      while end < bytes.count, ShellNames.isNameByte(bytes[end]) { end += 1 }
      var value = defaults[String(decoding: bytes[start..<end], as: UTF8.self)]
      if value?.utf8.contains(UInt8(ascii: "$")) == true { value = nil }
      if isBraced {
        let close = ShellSpan.end(
          of: bytes, from: start - 1, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), escape: UInt8(ascii: "\\"))
        let modifier = bytes[end..<max(end, close - 1)]
        if value == nil || value == "", modifier.starts(with: ":-".utf8) {
          value = String(decoding: modifier.dropFirst(2), as: UTF8.self)
        } else if !modifier.isEmpty, !modifier.starts(with: ":-".utf8) {
          value = nil
        }
        end = close
      }
      if let value, !value.isEmpty {
        result += value.utf8
      } else {
        isComplete = false
        result += bytes[index..<max(end, index + 1)]
      }
      index = max(end, index + 1)
    }
    return (String(decoding: result, as: UTF8.self), isComplete)
  }
}
