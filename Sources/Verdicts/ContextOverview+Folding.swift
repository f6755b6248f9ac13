internal import Fingerprints
public import Model

extension ContextOverview {
  /// Of the context that `observation` has; nil where it has none, or no sizes.
  public init?(_ observation: Observation) {
    guard let facts = observation.entryFacts,
      let manifest = observation.fingerprints.first(where: {
        $0.subject == "context" && $0.scheme == Manifest.scheme
      })
    else { return nil }
    let parts = manifest.parts
    guard parts.count == facts.sizes.count, !parts.isEmpty else { return nil }
    self.init(nodes: SizeTree(parts, sizes: facts.sizes).folded(to: Self.mostNodes))
  }
}

/// A context as a tree with sums.
private struct SizeTree {
  private struct Item {
    /// As printed, a directory with its slash.
    let path: [UInt8]
    let kind: ContextOverview.Node.Kind
    var bytes: UInt64 = 0
    var entries = 0
    var children: [Int] = []
  }

  /// The root is the first.
  private var items = [Item(path: [], kind: .directory)]

  init(_ parts: [FingerprintPart], sizes: [UInt64]) {
    // A manifest sorts directories before what is in them, so those a path lies in are the last that were met.
    var open = [0]
    for (part, size) in zip(parts, sizes) {
      while open.count > 1, !part.name.starts(with: items[open[open.count - 1]].path) { open.removeLast() }
      let isDirectory = part.name.last == UInt8(ascii: "/")
      let isLink = part.values.first == "120000"
      items.append(Item(path: part.name, kind: isDirectory ? .directory : isLink ? .link : .file))
      items[open[open.count - 1]].children.append(items.count - 1)
      if isDirectory { open.append(items.count - 1) }
      for place in isDirectory ? open : open + [items.count - 1] {
        // Sizes come from a run; a sum must not end the process.
        items[place].bytes = items[place].bytes.addingReportingOverflow(size).partialValue
        items[place].entries += 1
      }
    }
  }

  /// The largest directories are opened first, each to its largest entries.
  func folded(to limit: Int) -> [ContextOverview.Node] {
    var shown: [Int: (children: [Int], rest: [Int])] = [:]
    var closed = [0]
    var count = 0
    while count < limit, let place = closed.indices.min(by: { isBefore(closed[$0], closed[$1]) }) {
      let directory = closed.remove(at: place)
      let sorted = items[directory].children.sorted(by: isBefore)
      // No directory takes all the room, and what is alone needs no sum.
      let room = min(limit - count, max(12, (limit - count) / 2))
      let kept = sorted.count <= room ? sorted.count : room - 1
      shown[directory] = (Array(sorted.prefix(kept)), Array(sorted.dropFirst(kept)))
      count += kept + (kept < sorted.count ? 1 : 0)
      closed += sorted.prefix(kept).filter { !items[$0].children.isEmpty }
    }
    var nodes: [ContextOverview.Node] = []
    func add(_ directory: Int) {
      guard let (children, rest) = shown[directory] else { return }
      for child in children {
        nodes.append(node(items[child].path, items[child].kind, [child]))
        add(child)
      }
      if !rest.isEmpty { nodes.append(node(items[directory].path, .other, rest)) }
    }
    add(0)
    return nodes
  }

  private func node(
    _ path: [UInt8], _ kind: ContextOverview.Node.Kind, _ members: [Int]
  ) -> ContextOverview.Node {
    ContextOverview.Node(
      path: String(decoding: path, as: UTF8.self), kind: kind,
      bytes: members.reduce(0) { $0.addingReportingOverflow(items[$1].bytes).partialValue },
      entries: members.reduce(0) { $0 + items[$1].entries })
  }

  /// The larger first; by name where they are equal.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    if items[left].bytes != items[right].bytes { return items[left].bytes > items[right].bytes }
    return items[left].path.precedes(items[right].path)
  }
}
