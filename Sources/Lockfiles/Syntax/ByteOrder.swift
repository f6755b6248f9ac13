internal import Fingerprints

extension Sequence<String> {
  /// The strings in byte order, without repeats; strings that only Unicode calls equal both stay.
  func sortedByBytes() -> [String] {
    var result: [String] = []
    var last: [UInt8]?
    for bytes in map({ Array($0.utf8) }).sorted(by: { $0.precedes($1) }) where bytes != last {
      result.append(String(decoding: bytes, as: UTF8.self))
      last = bytes
    }
    return result
  }
}

extension String {
  /// Whether its bytes come before those of `other`, a beginning before what it begins.
  func precedesInBytes(_ other: String) -> Bool {
    let left = utf8.span
    let right = other.utf8.span
    let shared = min(left.count, right.count)
    var index = 0
    while index < shared {
      if left[index] != right[index] { return left[index] < right[index] }
      index += 1
    }
    return left.count < right.count
  }
}
