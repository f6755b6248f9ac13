internal import BuildContext
internal import ContextAdvice
internal import Fingerprints

/// Files that look like ignore files and are not the one a builder reads.
enum UnusedIgnoreFiles {
  static func find<Tree>(
    in context: AdvisedContext<Tree>, entries: AdviceTree, used: String?
  ) -> [(path: String, reason: String)] {
    entries.entries.compactMap { entry -> (path: String, reason: String)? in
      let path = PathText.escaped(BytePath(entry.path))
      guard path != used, let reason = reason(entry, path, context.dockerfile, used: used) else { return nil }
      return (path, reason)
    }
  }

  private static func reason(
    _ entry: AdviceTree.Entry, _ path: String, _ dockerfile: String, used: String?
  ) -> String? {
    let name = String(decoding: entry.name, as: UTF8.self)
    let expected = [dockerfile + ".dockerignore", ".dockerignore"]
    if expected.contains(path) {
      switch entry.kind {
      case .directory: return "it is a directory"
      case .special: return "it is no regular file"
      case .symlink where used == nil || path == expected[0]:
        return "it is a link that leads to no file inside the context"
      default: return used.map { "\($0) is there and replaces it" }
      }
    }
    if entry.parent == nil, expected.contains(where: { lowercased($0) == lowercased(path) }) {
      return
        "names are compared exactly; it must be called \(expected.first { lowercased($0) == lowercased(path) } ?? "")"
    }
    if name == ".dockerignore", entry.parent != nil {
      return "a builder reads the one in the context's root only"
    }
    guard entry.parent == nil, entry.kind != .directory else { return nil }
    switch name {
    case "dockerignore", ".dockerignore.txt", ".docker-ignore", ".dockerignores", "dockerignore.txt":
      return "it must be called .dockerignore"
    case ".containerignore": return "Docker does not know it; buildah and podman do"
    default: return nil
    }
  }

  private static func lowercased(_ text: String) -> String {
    String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}
