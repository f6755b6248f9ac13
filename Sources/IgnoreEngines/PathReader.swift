internal import Glob

/// Finds the patterns that match a path, reading on from where its directory ended.
struct PathReader: Sendable {
  /// The end of a directory's path; `length` counts its bytes.
  struct Place: Sendable {
    fileprivate let position: PatternScanner.Position
    fileprivate let length: Int
  }

  private var scanner: PatternScanner

  init(_ patterns: [Pattern]) { scanner = PatternScanner(PatternSet(patterns)) }

  var start: Place { Place(position: scanner.start, length: 0) }

  /// The patterns whose evaluation fails, ascending.
  var broken: [Int32] { scanner.set.broken }

  /// The patterns that match all of `path`, ascending and without the broken ones.
  mutating func read(_ path: [UInt8], from place: Place) -> (matches: [Int32], end: Place) {
    // What the scanner learnt may have been forgotten meanwhile, and the place in it with it.
    let position =
      scanner.isCurrent(place.position)
      ? scanner.advance(place.position, over: path, from: place.length)
      : scanner.advance(scanner.start, over: path)
    let matches = scanner.matches(path, to: path.count, at: position)
    return (matches, Place(position: position, length: path.count))
  }
}
