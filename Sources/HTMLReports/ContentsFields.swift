internal import Model

/// What is in the context, by size: the table that the script draws the map from.
enum ContentsFields {
  static func of(_ overview: ContextOverview, _ facts: ContextFacts?) -> Fields {
    var open: [String] = []
    let nodes = overview.nodes.map { node -> Fields in
      // Directories come before what is in them; a sum has the path of its directory, which the root has not.
      while let last = open.last, !node.path.utf8.starts(with: last.utf8) || node.kind != .other && node.path == last {
        open.removeLast()
      }
      let depth = open.count
      if node.kind == .directory { open.append(node.path) }
      return [
        "path": node.kind == .other ? "\(node.path)… the others" : node.path, "kind": node.kind.rawValue,
        "depth": depth, "bytes": node.bytes, "size": NumberText.bytes(node.bytes), "entries": node.entries,
      ]
    }
    var fields: Fields = ["nodes": nodes]
    let bytes = facts?.bytes ?? 0
    fields["size"] = NumberText.bytes(bytes)
    fields["entries"] = facts?.entries == 1 ? "1 entry" : "\(facts?.entries ?? 0) entries"
    fields["ignoreFile"] = facts?.ignoreFile
    return fields
  }
}
