internal import Fingerprints

/// Makes trees of a YAML text's events, and gives up where they become too large.
///
/// A tree behind an anchor is shared by its aliases, but who walks through the whole meets it each time; so its nodes
/// and bytes are counted each time. Nothing here recurses.
struct YAMLBuilder {
  /// Bytes behind aliases, each use counted.
  private static let maximumAliasedBytes = 64 << 20

  /// How much a tree holds, its aliases written out.
  private struct Size {
    var nodes = 0
    var bytes = 0

    static func + (left: Size, right: Size) -> Size {
      Size(nodes: min(left.nodes + right.nodes, ceiling), bytes: min(left.bytes + right.bytes, ceiling))
    }

    /// Far above every limit, and far below what would overflow.
    private static let ceiling = 1 << 48
  }

  /// A sequence or a mapping whose end has not come yet.
  private struct Open {
    let begin: YAMLEvents.Event
    let isMapping: Bool
    var items: [YAMLTree] = []
    var pairs: [(key: YAMLTree, value: YAMLTree)] = []
    var key: YAMLTree?
    var keys: Set<TextKey> = []
    var size = Size(nodes: 1)
  }

  private let limits: YAMLTree.Limits
  private let tags: Set<String>
  private var open: [Open] = []
  private var anchors: [TextKey: (tree: YAMLTree, size: Size)] = [:]
  private var documents: [YAMLTree] = []
  /// Of all documents so far.
  private var nodes = 0
  private var aliasedBytes = 0

  /// The documents in `text`, in order.
  ///
  /// - Throws: ``YAMLTree/Failure`` with the first mistake, or the limit that is passed first.
  static func documents(
    in text: String, tags: Set<String>, limits: YAMLTree.Limits
  ) throws(YAMLTree.Failure) -> [YAMLTree] {
    var builder = YAMLBuilder(limits: limits, tags: tags)
    let events = YAMLEvents(Array(text.utf8))
    while let event = try events.next() { try builder.take(event) }
    return builder.documents
  }

  private init(limits: YAMLTree.Limits, tags: Set<String>) {
    self.limits = limits
    self.tags = tags
  }

  private mutating func take(_ event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    switch event.kind {
    case .scalar(let text, let isPlain):
      try spend(1, at: event)
      try add(try tree(.scalar(text, plain: isPlain), event), Size(nodes: 1, bytes: text.utf8.count), event)
    case .alias:
      guard let anchor = event.anchor, let (tree, size) = anchors[anchor] else {
        throw failure("not valid YAML: undefined alias: no anchor of this name stands before it", at: event)
      }
      aliasedBytes += size.bytes
      guard aliasedBytes <= Self.maximumAliasedBytes else {
        throw failure("more than \(Self.maximumAliasedBytes) bytes when aliases are written out", at: event)
      }
      try spend(size.nodes, at: event)
      try place(tree, size, at: event)
    case .beginSequence, .beginMapping:
      guard open.count <= limits.depth else {
        throw failure("nested more than \(limits.depth) levels deep", at: event)
      }
      try spend(1, at: event)
      if case .beginMapping = event.kind {
        open.append(Open(begin: event, isMapping: true))
      } else {
        open.append(Open(begin: event, isMapping: false))
      }
    case .end:
      guard let last = open.popLast() else { return }
      let value: YAMLTree.Value = last.isMapping ? .mapping(last.pairs) : .sequence(last.items)
      try add(try tree(value, last.begin), last.size, last.begin)
    }
  }

  private func tree(_ value: YAMLTree.Value, _ event: YAMLEvents.Event) throws(YAMLTree.Failure) -> YAMLTree {
    let tag = event.tag ?? ""
    let isWanted = tags.contains(tag)
    guard isWanted || Self.knownTags.contains(tag) else {
      throw failure("the tag \(tag) is not supported; remove it", at: event)
    }
    return YAMLTree(value, tag: isWanted ? tag : nil, line: event.line, column: event.column)
  }

  private mutating func add(_ tree: YAMLTree, _ size: Size, _ event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    if let anchor = event.anchor { anchors[anchor] = (tree, size) }
    try place(tree, size, at: event)
  }

  /// Puts a finished tree where it belongs: into what is open, or among the documents.
  private mutating func place(_ tree: YAMLTree, _ size: Size, at event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    guard let last = open.indices.last else {
      // Anchors end with their document.
      anchors = [:]
      documents.append(tree)
      return
    }
    open[last].size = open[last].size + size
    if !open[last].isMapping {
      open[last].items.append(tree)
    } else if let key = open[last].key {
      open[last].key = nil
      open[last].pairs.append((key, tree))
    } else {
      if let name = tree.scalar, !open[last].keys.insert(TextKey(name)).inserted {
        throw failure("the key \"\(name)\" is given more than once", at: event)
      }
      open[last].key = tree
    }
  }

  private mutating func spend(_ count: Int, at event: YAMLEvents.Event) throws(YAMLTree.Failure) {
    nodes += count
    guard nodes <= limits.nodes else {
      var failure = failure("more than \(limits.nodes) nodes when aliases are written out", at: event)
      failure.hasTooManyNodes = true
      throw failure
    }
  }

  private func failure(_ message: String, at event: YAMLEvents.Event) -> YAMLTree.Failure {
    YAMLTree.Failure(line: event.line, column: event.column, message: message)
  }

  private static let knownTags: Set<String> = [
    "", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map", "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null",
  ]
}
