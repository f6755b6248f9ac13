/// A version of numbers with a pre-release behind a dash, ordered as Semantic Versioning 2.0 orders them.
struct ReleaseVersion: Comparable {
  /// One to three.
  let numbers: [Int]
  /// The parts between dots; empty for a release.
  let prerelease: [String]

  /// Nil when `text` is no such version; what stands behind a `+` is left out.
  init?(_ text: String) {
    let bytes = text.utf8.prefix { $0 != UInt8(ascii: "+") }
    let dash = bytes.firstIndex(of: UInt8(ascii: "-")) ?? bytes.endIndex
    let parts = bytes[..<dash].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.allSatisfy(\.isDigit) ? Int($0.text) : nil }
    guard (1...3).contains(parts.count), numbers.count == parts.count else { return nil }
    self.numbers = numbers
    prerelease = bytes[dash...].dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map(\.text).filter { !$0.isEmpty }
  }

  init(numbers: [Int], prerelease: [String] = []) {
    self.numbers = numbers
    self.prerelease = prerelease
  }

  /// The number at a place; 0 behind the last one.
  subscript(_ place: Int) -> Int { numbers.indices.contains(place) ? numbers[place] : 0 }

  /// The first version behind all that begin with the numbers before `count`.
  func next(after count: Int) -> ReleaseVersion {
    var next = (0..<max(count, 1)).map { self[$0] }
    next[next.count - 1] &+= 1
    return ReleaseVersion(numbers: next)
  }

  static func == (left: ReleaseVersion, right: ReleaseVersion) -> Bool { !(left < right) && !(right < left) }

  static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
    for place in 0..<3 where left[place] != right[place] { return left[place] < right[place] }
    // A release is behind all that lead to it.
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return right.prerelease.isEmpty && !left.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) {
      switch (Int(one), Int(other)) {
      case (let one?, let other?): if one != other { return one < other }
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): if !one.utf8.elementsEqual(other.utf8) { return one.utf8.lexicographicallyPrecedes(other.utf8) }
      }
    }
    return left.prerelease.count < right.prerelease.count
  }
}
