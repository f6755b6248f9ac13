internal import Fingerprints

/// Follows a walk by the paths of its entries: which directories end before an entry, and whether it is in order.
///
/// A directory comes right before its entries; names come in byte order. Every scheme that hashes on the way relies
/// on that order, and would otherwise give a digest that nobody can reproduce.
struct WalkPosition {
  /// One step of a walk.
  struct Step {
    /// How many directories end before the entry, the innermost first.
    let closed: Int
    /// The last component of the entry's path.
    let name: [UInt8]
  }

  private struct Directory {
    /// Of its path, in bytes.
    let length: Int
    /// The name of its latest entry, or nothing.
    var latest: [UInt8] = []
  }

  /// The path of the innermost open directory.
  private var path: [UInt8] = []
  /// From the root in.
  private var open = [Directory(length: 0)]

  /// How many directories are open below the root.
  var depth: Int { open.count - 1 }

  /// Goes on to the entry at `next`.
  mutating func move(to next: BytePath, isDirectory: Bool) throws(SchemeRefusal) -> Step {
    let bytes = next.bytes
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let parentLength = slash ?? 0
    let name = Array(bytes[(slash.map { $0 + 1 } ?? 0)...])
    guard slash != 0, !name.isEmpty, name != [0x2E], name != [0x2E, 0x2E], !name.contains(0) else {
      throw SchemeRefusal("\"\(PathText.visible(next))\" is no path of an entry")
    }
    var closed = 0
    while let innermost = open.last, innermost.length > parentLength {
      open.removeLast()
      closed += 1
    }
    guard let parent = open.indices.last, open[parent].length == parentLength,
      path.prefix(parentLength).elementsEqual(bytes.prefix(parentLength)), open[parent].latest.precedes(name)
    else { throw SchemeRefusal("\"\(PathText.visible(next))\" comes out of order") }
    open[parent].latest = name
    if isDirectory {
      path.removeSubrange(parentLength...)
      path.append(contentsOf: bytes[parentLength...])
      open.append(Directory(length: bytes.count))
    }
    return Step(closed: closed, name: name)
  }
}
