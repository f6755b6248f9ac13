internal import ContainerFiles

/// The options of a `--mount` that rules ask for.
struct MountOptions: Sendable {
  let kind: String
  let target: String
  let source: String
  let from: String

  init(_ value: Dockerfile.Word) {
    var options: [String: String] = [:]
    for field in value.description.split(separator: ",") {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = parts.first else { continue }
      options[key.lowercased()] = parts.count > 1 ? String(parts[1]) : ""
    }
    kind = options["type"] ?? "bind"
    target = options["target"] ?? options["dst"] ?? options["destination"] ?? ""
    source = options["source"] ?? options["src"] ?? ""
    from = options["from"] ?? ""
  }

  /// Whether what is written into the directory stays out of the layer.
  func keepsOut(_ directory: String) -> Bool {
    guard kind == "cache" || kind == "tmpfs" else { return false }
    let target = target.hasSuffix("/") ? String(target.dropLast()) : target
    return directory == target || directory.hasPrefix(target + "/")
  }
}
