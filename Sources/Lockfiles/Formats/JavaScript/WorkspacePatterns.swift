internal import Fingerprints

/// The patterns that choose the members of a workspace; a later one has the last word.
struct WorkspacePatterns {
  /// More choices than any workspace has: every folder of the tree is held against all of them.
  private static let maximumChoices = 128

  /// What names one folder only, by that folder, with its place among the patterns.
  private var literals: [TextKey: (place: Int, isNegated: Bool)] = [:]
  private var globs: [(place: Int, pattern: WorkspacePattern)] = []
  /// Whether there were too many to look at all.
  private(set) var isCut = false

  let isEmpty: Bool

  init(_ texts: [String]) {
    isEmpty = texts.isEmpty
    var choices = 0
    for (place, text) in texts.enumerated() {
      let pattern = WorkspacePattern(text)
      if let folder = pattern.literal {
        literals[TextKey(folder)] = (place, pattern.isNegated)
        continue
      }
      choices += pattern.choices.count
      if choices > Self.maximumChoices {
        isCut = true
        return
      }
      globs.append((place, pattern))
    }
  }

  func choose(_ folder: String) -> Bool {
    let literal = literals[TextKey(folder)]
    let parts = folder.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }
    if let last = globs.last(where: { $0.pattern.matches(parts) }), last.place > literal?.place ?? -1 {
      return !last.pattern.isNegated
    }
    return literal.map { !$0.isNegated } ?? false
  }

  /// The chosen folders beside `lock` that have one of the manifests, in byte order; nil when that cannot be told.
  func members(
    beside lock: LockPath, from source: any LockfileSource, manifests: [String] = ["package.json"]
  ) -> [String]? {
    if isCut { return nil }
    if isEmpty { return [] }
    let paths = source.paths(below: lock.components.dropLast().joined(separator: "/"))
    if paths.isEmpty { return nil }
    let depth = lock.components.count - 1
    let folders = paths.compactMap { path -> String? in
      guard manifests.contains(where: { path.ends(with: "/" + $0) }) else { return nil }
      let components = LockPath(path).components
      guard components.count > depth + 1, components.last.map(manifests.contains) == true,
        !components.contains("node_modules")
      else { return nil }
      return components[depth...].dropLast().joined(separator: "/")
    }
    return folders.filter(choose).sortedByBytes()
  }
}
