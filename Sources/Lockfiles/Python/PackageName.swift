/// Names of Python distributions and extras.
enum PackageName {
  /// PEP 503: lower case, each run of `-`, `_` and `.` is one `-`.
  static func normalized(_ name: some Sequence<UInt8>) -> String {
    var result: [UInt8] = []
    var pending = false
    for byte in name {
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
        pending = true
        continue
      }
      if pending { result.append(UInt8(ascii: "-")) }
      pending = false
      result.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
    }
    if pending { result.append(UInt8(ascii: "-")) }
    return result.text
  }

  static func normalized(_ name: String) -> String { normalized(name.utf8) }
}
