extension YAMLTree {
  /// The text of a scalar; nil for any other node.
  public var scalar: String? { if case .scalar(let text, _) = value { text } else { nil } }

  /// The items of a sequence; nil for any other node.
  public var items: [YAMLTree]? { if case .sequence(let items) = value { items } else { nil } }

  /// The pairs of a mapping in order; nil for any other node.
  public var pairs: [(key: YAMLTree, value: YAMLTree)]? {
    if case .mapping(let pairs) = value { pairs } else { nil }
  }

  /// The value of `key`, compared byte by byte; nil when this is no mapping or has no such key.
  public subscript(_ key: String) -> YAMLTree? {
    pairs?.first { pair in pair.key.scalar.map { $0.utf8.elementsEqual(key.utf8) } ?? false }?.value
  }
}
