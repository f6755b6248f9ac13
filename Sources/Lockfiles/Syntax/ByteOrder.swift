internal import Fingerprints

extension Sequence<String> {
  /// The strings in byte order, without repeats; strings that only Unicode calls equal both stay.
  func sortedByBytes() -> [String] {
    let strings = Array(self)
    guard strings.count > 1 else { return strings }
    var result: [String] = []
    var last: [UInt8]?
    for bytes in strings.map({ Array($0.utf8) }).sorted(by: { $0.precedes($1) }) where bytes != last {
      result.append(String(decoding: bytes, as: UTF8.self))
      last = bytes
    }
    return result
  }
}
