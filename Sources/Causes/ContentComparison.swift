internal import Fingerprints

/// One side of a file whose contents differ.
struct ContentPiece {
  /// Its name: what a file may be is also told by it.
  let path: [UInt8]
  /// Nil when they are not to be had.
  let bytes: [UInt8]?
  let digest: SHA256Digest?
}

/// Finds why the contents of two files differ.
struct ContentComparison {
  let limits: ComparisonLimits

  /// Notes at `shown` why the two, which are not the same, differ.
  ///
  /// - Parameter depth: in how many archives they lie.
  func compare(
    _ left: ContentPiece, _ right: ContentPiece, depth: Int, shown: String, into found: inout FindingCollector
  ) {
    if let values = FilterDifference.values(left.bytes, left.digest, right.bytes, right.digest) {
      found.add(.filter, shown, values)
      return
    }
    switch (left.bytes, right.bytes) {
    case (let before?, let after?):
      if !compare(before, after, left.path, depth, shown, &found) { found.add(.content, shown) }
    case (let before?, nil):
      guard let changes = right.digest.flatMap({ DigestGuess.changes(before, to: $0) }) else { break }
      for change in changes { found.add(change.which.code, shown, "\(change.known) vs \(change.other)") }
      return
    case (nil, let after?):
      guard let changes = left.digest.flatMap({ DigestGuess.changes(after, to: $0) }) else { break }
      for change in changes { found.add(change.which.code, shown, "\(change.other) vs \(change.known)") }
      return
    case (nil, nil): break
    }
    if left.bytes == nil || right.bytes == nil { found.add(.content, shown) }
  }

  /// Whether it was found why the two differ.
  private func compare(
    _ left: [UInt8], _ right: [UInt8], _ path: [UInt8], _ depth: Int, _ shown: String, _ found: inout FindingCollector
  ) -> Bool {
    if TextNeutralising.isText(left), TextNeutralising.isText(right),
      let changes = TextNeutralising.smallest(left, right)
    {
      for change in changes { found.add(change.code, shown, change.values(left, right)) }
      return true
    }
    if let values = PythonCache.values(left, right, path: path) {
      found.add(.pythonCacheTime, shown, values)
      return true
    }
    guard depth < limits.depth else { return false }
    var inside = FindingCollector()
    if CompressedComparison(contents: self).compare(left, right, path, depth, shown, &inside)
      || ArchiveComparison(contents: self).compare(left, right, depth, shown, &inside)
    {
      found.merge(inside)
      return true
    }
    return false
  }
}
