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
