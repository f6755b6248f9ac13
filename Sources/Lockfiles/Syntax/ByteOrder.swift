internal import Fingerprints

extension Sequence<String> {
  /// The strings in byte order, without repeats; strings that only Unicode calls equal both stay.
  func sortedByBytes() -> [String] {
    let sorted = sortedByBytesWithRepeats()
    guard sorted.count > 1 else { return sorted }
    var result: [String] = []
    result.reserveCapacity(sorted.count)
    for text in sorted {
      if let last = result.last, last.hasSameBytes(as: text) { continue }
      result.append(text)
    }
    return result
  }

  /// The strings in byte order, a beginning before what it begins.
  func sortedByBytesWithRepeats() -> [String] {
    let strings = Array(self)
    guard strings.count > 1 else { return strings }
    // `<` has Unicode's order. Of ASCII that is the order of the bytes, and it is compared as fast as memory is.
    if strings.allSatisfy(\.isASCII) { return strings.sorted() }
    return strings.map { Array($0.utf8) }.sorted { $0.precedes($1) }.map(\.text)
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
