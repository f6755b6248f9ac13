internal import Fingerprints

/// Where in two lists of entries something stands that the other does not have in the same place.
struct DifferingPlaces {
  struct Side {
    /// Ascending.
    let places: [Int]

    /// The entries at the places.
    func byPath(_ entries: [LayersReport.Entry]) -> [TextKey: LayersReport.Entry] {
      Dictionary(places.map { (TextKey(entries[$0].path), entries[$0]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The paths of those of `taken`, ascending places too, that are among the places.
    func paths(_ taken: [Int], of entries: [LayersReport.Entry]) -> Set<TextKey> {
      var paths: Set<TextKey> = []
      for place in places where taken.holds(place) { paths.insert(TextKey(entries[place].path)) }
      return paths
    }
  }

  let first: Side
  let second: Side

  /// When what differs is known: the same places in both.
  init(_ places: [Int]) { self.init(first: Side(places: places), second: Side(places: places)) }

  private init(first: Side, second: Side) {
    self.first = first
    self.second = second
  }

  /// A path that both have in equal entries may be in both sides, and never in one alone.
  init(_ one: [LayersReport.Entry], _ other: [LayersReport.Entry]) {
    if one.count == other.count {
      self.init(one.indices.filter { !Self.isSame(one[$0], other[$0]) })
      return
    }
    let shorter = min(one.count, other.count)
    let start = (0..<shorter).first { !Self.isSame(one[$0], other[$0]) } ?? shorter
    var end = 0
    while end < shorter - start, Self.isSame(one[one.count - 1 - end], other[other.count - 1 - end]) { end += 1 }
    self.init(
      first: Side(places: Array(start..<one.count - end)), second: Side(places: Array(start..<other.count - end)))
  }

  private static func isSame(_ one: LayersReport.Entry, _ other: LayersReport.Entry) -> Bool {
    one == other && one.path.hasSameBytes(as: other.path)
      && one.link.map(TextKey.init) == other.link.map(TextKey.init)
  }
}

extension [Int] {
  /// Whether a list in ascending order has `place`.
  func holds(_ place: Int) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == place
  }
}
