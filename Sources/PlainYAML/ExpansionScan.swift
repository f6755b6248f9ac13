/// Finds out how large a text becomes when its aliases are written out, without writing them out.
///
/// Yams compares the keys of a mapping, and an alias can stand in a key, so that a text of some lines can keep it busy
/// for ever before a tree is there to be counted. This goes through the parser's events alone: what stays is one
/// number for each anchor and each open node.
struct ExpansionScan: ~Copyable {
  /// Bytes behind aliases, each use counted. They are shared in memory, but keys are compared by them.
  private static let maximumBytes = 64 << 20

  private struct Size {
    var nodes = 0
    var bytes = 0

    static func + (left: Size, right: Size) -> Size {
      Size(nodes: min(left.nodes + right.nodes, ceiling), bytes: min(left.bytes + right.bytes, ceiling))
    }

    /// Far above every limit, and far below what would overflow.
    private static let ceiling = 1 << 48
  }

  private struct Open {
    let anchor: [UInt8]?
    var size: Size
  }

  private let limits: YAMLTree.Limits
  private var open: [Open] = []
  /// Of all documents: Yams forgets none of them.
  private var anchors: [[UInt8]: Size] = [:]
  /// Of the documents so far.
  private var nodes = 0
  private var aliasedBytes = 0

  /// - Throws: ``YAMLTree/Failure`` with the limit that is passed first. Mistakes of syntax are left to the parser that
  ///   reads the text in earnest, which comes no further than this one.
  static func check(_ text: String, _ limits: YAMLTree.Limits) throws(YAMLTree.Failure) {
    var scan = ExpansionScan(limits)
    let events = YAMLEvents(Array(text.utf8))
    while let event = events.next() { try scan.take(event) }
  }

  private init(_ limits: YAMLTree.Limits) { self.limits = limits }

  private mutating func take(_ event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    switch event.kind {
    case .scalar(let anchor, let length): try add(Size(nodes: 1, bytes: length), anchor: anchor, at: event)
    case .alias(let anchor):
      // What is not known is refused later. An alias inside of its own anchor is not known either.
      let size = anchors[anchor] ?? Size(nodes: 1)
      aliasedBytes += size.bytes
      guard aliasedBytes <= Self.maximumBytes else {
        throw failure("more than \(Self.maximumBytes) bytes when aliases are written out", at: event)
      }
      try add(size, anchor: nil, at: event)
    case .begin(let anchor):
      guard open.count <= limits.depth else {
        throw failure("nested more than \(limits.depth) levels deep", at: event)
      }
      open.append(Open(anchor: anchor, size: Size()))
      try spend(1, at: event)
    case .end:
      guard let node = open.popLast() else { return }
      let size = node.size + Size(nodes: 1)
      if let anchor = node.anchor { anchors[anchor] = size }
      addToParent(size)
    }
  }

  private mutating func add(_ size: Size, anchor: [UInt8]?, at event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    if let anchor { anchors[anchor] = size }
    addToParent(size)
    try spend(size.nodes, at: event)
  }

  private mutating func addToParent(_ size: Size) {
    guard let last = open.indices.last else { return }
    open[last].size = open[last].size + size
  }

  private mutating func spend(_ count: Int, at event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    nodes += count
    guard nodes <= limits.nodes else {
      throw failure("more than \(limits.nodes) nodes when aliases are written out", at: event)
    }
  }

  private func failure(_ message: String, at event: YAMLEvents.Event) -> YAMLTree.Failure {
    YAMLTree.Failure(line: event.line, column: event.column, message: message)
  }
}
