internal import Fingerprints

/// Counts what differs, by code.
struct FindingCollector {
  private struct Count {
    var paths: Set<[UInt8]> = []
    var pairs: [String: Int] = [:]
    /// What differs inside of the archives among the paths.
    var inside: [FindingCollector] = []
  }

  private var counts: [DifferenceCode: Count] = [:]

  var isEmpty: Bool { counts.isEmpty }

  /// Notes that `path`, as printed, differs in `code`.
  mutating func add(_ code: DifferenceCode, _ path: String, _ values: String? = nil) {
    counts[code, default: Count()].paths.insert(Array(path.utf8))
    if let values { counts[code, default: Count()].pairs[values, default: 0] += 1 }
  }

  /// Notes what differs inside of the archive `path`.
  mutating func add(inside collector: FindingCollector, of path: String) {
    guard !collector.isEmpty else { return }
    add(.archiveMember, path)
    if counts[.archiveMember]?.inside.isEmpty == false {
      counts[.archiveMember]?.inside[0].merge(collector)
    } else {
      counts[.archiveMember]?.inside = [collector]
    }
  }

  mutating func merge(_ other: FindingCollector) {
    for (code, count) in other.counts {
      counts[code, default: Count()].paths.formUnion(count.paths)
      counts[code]?.pairs.merge(count.pairs, uniquingKeysWith: +)
      guard let inside = count.inside.first else { continue }
      if counts[code]?.inside.isEmpty == false {
        counts[code]?.inside[0].merge(inside)
      } else {
        counts[code]?.inside = [inside]
      }
    }
  }

  /// In the order of the codes.
  var findings: [DifferenceFinding] {
    DifferenceCode.allCases.compactMap { code in
      guard let count = counts[code] else { return nil }
      let pairs = count.pairs.sorted { left, right in
        left.value != right.value ? left.value > right.value : Array(left.key.utf8).precedes(Array(right.key.utf8))
      }
      return DifferenceFinding(
        code: code, count: count.paths.count,
        directories: count.paths.count { $0.last == UInt8(ascii: "/") },
        paths: count.paths.sorted { $0.precedes($1) }.prefix(DifferenceFinding.shownPaths)
          .map { String(decoding: $0, as: UTF8.self) },
        pairs: pairs.prefix(DifferenceFinding.shownPairs).map { .init(values: $0.key, count: $0.value) },
        morePairs: max(0, pairs.count - DifferenceFinding.shownPairs),
        inside: count.inside.first?.findings ?? [])
    }
  }
}
