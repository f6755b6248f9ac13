internal import PlainYAML

/// A compose file whose YAML was read.
struct ComposeSource {
  let name: String
  /// Merged in their order, as if each were a file.
  let documents: [ComposeDocument]

  init(_ input: ComposeInput, budget: ComposeBudget) throws(ComposeError) {
    name = input.name
    documents = try ComposeDocument.read(input.bytes, file: input.name, budget: budget)
  }
}

/// One YAML document of a compose file: its mapping with merge keys resolved, and what its tags reset.
struct ComposeDocument {
  var root: ComposeMapping
  var resets: ResetPaths

  /// - Throws: for text that is no YAML, a root that is no mapping, and merge keys that have none.
  static func read(_ bytes: [UInt8], file: String, budget: ComposeBudget) throws(ComposeError) -> [ComposeDocument] {
    let place = ComposePlace(file: file)
    try budget.spendSize(bytes.count, at: place)
    // A mark of byte order is no part of the text.
    let bare = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: bare, as: UTF8.self) else {
      throw ComposeError(place, "not UTF-8", remedy: "save it as UTF-8")
    }
    let trees: [YAMLTree]
    do throws(YAMLTree.Failure) {
      trees = try YAMLTree.documents(
        in: text, tags: [resetTag, overrideTag], limits: YAMLTree.Limits(nodes: budget.limits.nodes))
    } catch {
      throw ComposeError(
        ComposePlace(file: file, line: error.line, column: error.column), error.message, remedy: "correct the YAML")
    }
    var documents: [ComposeDocument] = []
    for tree in trees {
      var conversion = Conversion(file: file)
      guard let root = try conversion.node(tree, path: [])?.mapping else {
        throw ComposeError(
          ComposePlace(file: file, line: tree.line, column: tree.column), "a compose file must be a mapping",
          remedy: "begin it with \"services:\"")
      }
      try budget.spendNodes(conversion.count, at: place)
      documents.append(ComposeDocument(root: root, resets: conversion.resets))
    }
    return documents
  }

  private static let resetTag = "!reset"
  private static let overrideTag = "!override"

  private struct Conversion {
    let file: String
    var resets = ResetPaths()
    /// Of nodes.
    var count = 0

    /// Nil for what carries `!reset`.
    mutating func node(_ tree: YAMLTree, path: [String]) throws(ComposeError) -> ComposeNode? {
      count += 1
      if tree.tag != nil { resets.insert(path[...]) }
      if tree.tag == resetTag { return nil }
      let place = ComposePlace(file: file, line: tree.line, column: tree.column)
      switch tree.value {
      case .scalar(let text, let isPlain):
        let (text, kind) = isPlain ? PlainScalar.resolve(text) : (text, .text)
        return ComposeNode(.scalar(text, kind), at: place)
      case .sequence(let trees):
        var items: [ComposeNode] = []
        for (index, tree) in trees.enumerated() {
          if let item = try node(tree, path: path + ["\(index)"]) { items.append(item) }
        }
        return ComposeNode(.sequence(items), at: place)
      case .mapping(let pairs): return ComposeNode(.mapping(try mapping(pairs, path: path)), at: place)
      }
    }

    private mutating func mapping(
      _ pairs: [(key: YAMLTree, value: YAMLTree)], path: [String]
    ) throws(ComposeError) -> ComposeMapping {
      var mapping = ComposeMapping()
      var merged: [ComposeMapping] = []
      for (key, tree) in pairs {
        guard case .scalar(let name, let isPlain) = key.value else {
          throw ComposeError(
            ComposePlace(file: file, line: key.line, column: key.column), "a key must be a string",
            remedy: "write it as \"key: value\"")
        }
        if isPlain, name == "<<" {
          merged += try mergedMappings(tree, path: path)
        } else if let node = try node(tree, path: path + [name]) {
          mapping[name] = node
        }
      }
      // What is written here wins, then what is merged first.
      for other in merged {
        for (key, node) in other.entries where mapping[key] == nil { mapping[key] = node }
      }
      return mapping
    }

    private mutating func mergedMappings(_ tree: YAMLTree, path: [String]) throws(ComposeError) -> [ComposeMapping] {
      var mappings: [ComposeMapping] = []
      for item in tree.items ?? [tree] {
        guard let mapping = try node(item, path: path)?.mapping else {
          throw ComposeError(
            ComposePlace(file: file, line: item.line, column: item.column),
            "\"<<\" takes a mapping or a list of mappings", remedy: "refer to the anchor of a mapping")
        }
        mappings.append(mapping)
      }
      return mappings
    }
  }
}
