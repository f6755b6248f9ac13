/// Patterns and paths, always the same for the same numbers; no path matches.
struct Workload {
  enum Kind: String, CaseIterable { case mixed, exact, suffix, regex }

  let patterns: [[UInt8]]
  /// Entries as a walk meets them: a directory before what is in it.
  let entries: [Entry]

  struct Entry {
    let path: [UInt8]
    /// The index of the directory it is in; nil in the root.
    let parent: Int?
    let isFile: Bool
  }

  init(_ kind: Kind, patterns count: Int, paths: Int) {
    patterns = (0..<count).map { index in
      let shape: Int
      switch kind {
      case .exact: shape = 0
      case .suffix: shape = 1
      case .regex: shape = 2
      case .mixed: shape = index % 4
      }
      switch shape {
      case 0: return Array("nothing\(index)/at/all\(index % 7)".utf8)
      case 1: return Array("**/missing\(index)".utf8)
      case 2: return Array("**/*.x\(index)".utf8)
      default: return Array("dir\(index)/*/file?\(index)".utf8)
      }
    }
    entries = Self.tree(paths)
  }

  private struct Generator {
    var state: UInt64 = 1
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  /// `count` files two to six levels deep.
  private static func tree(_ count: Int) -> [Entry] {
    var generator = Generator()
    let words = [
      "src", "lib", "app", "test", "core", "util", "data", "model", "view", "service", "handler", "common", "api",
      "config", "static", "docs", "build", "vendor", "node", "package",
    ]
    var files: [[String]] = []
    for index in 0..<count {
      let depth = 1 + generator.below(5)
      let directories = (0..<depth).map { _ in "\(words[generator.below(20)])\(generator.below(6))" }
      files.append(directories + ["\(words[generator.below(20)])_\(index).py"])
    }
    files.sort { $0.lexicographicallyPrecedes($1) }
    var entries: [Entry] = []
    var open: [(name: String, index: Int)] = []
    for file in files {
      var shared = 0
      while shared < open.count, shared < file.count - 1, open[shared].name == file[shared] { shared += 1 }
      open.removeLast(open.count - shared)
      for level in shared..<file.count {
        entries.append(
          Entry(
            path: Array(file[...level].joined(separator: "/").utf8), parent: open.last?.index,
            isFile: level == file.count - 1))
        if level < file.count - 1 { open.append((file[level], entries.count - 1)) }
      }
    }
    return entries
  }
}
