internal import Fingerprints

/// Which record lies below which.
enum TreeShape {
  /// For each of the records, which are in the order of keys, the place behind all that lies below it.
  ///
  /// - Throws: ``ContentTreeError`` when they do not form a tree.
  static func ends(of sorted: [ContentRecord]) throws(ContentTreeError) -> [Int] {
    var ends = Array(1..<(sorted.count + 1))
    // The directories around the current place, from the outermost in.
    var open: [Int] = []
    for (index, record) in sorted.enumerated() {
      let path = record.entry.path
      if index > 0, sorted[index - 1].entry.path == path { throw .duplicate(path) }
      while let directory = open.last, !KeyOrder.isBelow(path.bytes, sorted[directory].entry.path.bytes) {
        ends[directory] = index
        open.removeLast()
      }
      let nameStart = open.last.map { sorted[$0].entry.path.bytes.count + 1 } ?? 0
      // What comes before was looked at with the directory's own record.
      let name = path.bytes[nameStart...]
      guard isUsable(name) else { throw .unusablePath(path) }
      guard !name.contains(UInt8(ascii: "/")) else { throw .noDirectory(path) }
      if record.entry.kind == .directory { open.append(index) }
    }
    for directory in open { ends[directory] = sorted.count }
    return ends
  }

  private static func isUsable(_ path: ArraySlice<UInt8>) -> Bool {
    !path.contains(0)
      && path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty && !$0.elementsEqual([0x2E]) && !$0.elementsEqual([0x2E, 0x2E])
      }
  }
}
