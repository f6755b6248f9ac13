/// The order of versions, as PEP 440 gives it in "Summary of permitted suffixes and relative ordering".
extension PEP440Version: Comparable, Hashable {
  static func == (left: PEP440Version, right: PEP440Version) -> Bool { !(left < right) && !(right < left) }

  static func < (left: PEP440Version, right: PEP440Version) -> Bool {
    if left.epoch != right.epoch { return left.epoch < right.epoch }
    for index in 0..<max(left.release.count, right.release.count) {
      let (first, second) = (left.releaseNumber(index), right.releaseNumber(index))
      if first != second { return first < second }
    }
    if left.stage != right.stage { return left.stage < right.stage }
    let (first, second) = (left.pre?.number ?? .zero, right.pre?.number ?? .zero)
    if first != second { return first < second }
    if left.post != right.post {
      // A version without `post` comes before all that have one.
      guard let first = left.post else { return true }
      guard let second = right.post else { return false }
      return first < second
    }
    if left.dev != right.dev {
      // A version in development comes before the version itself.
      guard let first = left.dev else { return false }
      guard let second = right.dev else { return true }
      return first < second
    }
    return left.local.lexicographicallyPrecedes(right.local)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(epoch)
    hasher.combine(release[..<((release.lastIndex { !$0.isZero } ?? -1) + 1)])
    hasher.combine(stage)
    hasher.combine(pre?.number)
    hasher.combine(post)
    hasher.combine(dev)
    hasher.combine(local)
  }

  /// The number at a place of the release; 0 behind its end.
  func releaseNumber(_ index: Int) -> PEP440Number { index < release.count ? release[index] : .zero }

  /// In development, alpha, beta, candidate, final: `1.0.dev1` comes before `1.0a1`.
  private var stage: Int {
    switch pre?.letter {
    case "a": 1
    case "b": 2
    case "rc": 3
    case nil where post == nil && dev != nil: 0
    default: 4
    }
  }
}

extension PEP440Version.LocalPart: Comparable {
  /// Words come before numbers.
  static func < (left: PEP440Version.LocalPart, right: PEP440Version.LocalPart) -> Bool {
    switch (left, right) {
    case (.word(let first), .word(let second)): first.utf8.lexicographicallyPrecedes(second.utf8)
    case (.number(let first), .number(let second)): first < second
    case (.word, .number): true
    case (.number, .word): false
    }
  }
}
