/// The order of BuildKit's keys, which are paths with a zero byte for each slash: an entry comes right before what
/// lies below it, whatever the names beside it are.
enum KeyOrder {
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let shared = min(left.count, right.count)
    var index = 0
    while index < shared {
      if left[index] != right[index] { return key(left[index]) < key(right[index]) }
      index += 1
    }
    return left.count < right.count
  }

  /// What stands for `byte` in a key; no path holds a zero byte.
  static func key(_ byte: UInt8) -> UInt8 { byte == UInt8(ascii: "/") ? 0 : byte }

  /// Whether `path` lies below `directory`; everything lies below the empty path.
  static func isBelow(_ path: [UInt8], _ directory: [UInt8]) -> Bool {
    if directory.isEmpty { return true }
    return path.count > directory.count && path[directory.count] == UInt8(ascii: "/") && path.starts(with: directory)
  }
}
