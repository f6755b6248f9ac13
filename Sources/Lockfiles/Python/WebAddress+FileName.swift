extension WebAddress {
  /// The file an address or a path leads to: what stands behind the last `/`, percent-decoded; empty when there is
  /// nothing.
  static func fileName(_ address: String) -> String {
    let path = address.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    return name.contains(UInt8(ascii: "%")) ? decoded(Array(name)).text : name.text
  }

  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(bytes[(index + 1)...(index + 2)].text, radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
