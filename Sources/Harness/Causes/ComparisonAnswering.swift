internal import BuildContext
internal import Causes
internal import Fingerprints
internal import Model

/// Compares two trees, inside a worker: files and archives in them may be hostile.
enum ComparisonAnswering {
  static func answer(_ plan: ComparisonPlan) throws -> [DifferenceFinding] {
    DifferenceSearch.findings(try side(plan.left, plan), try side(plan.right, plan))
  }

  private static func side(_ side: ComparisonPlan.Side, _ plan: ComparisonPlan) throws -> any ComparedSide {
    switch side.choice {
    case .context(let choice):
      guard case .directory(let path) = side.place else { return ListedSide([]) }
      let context = try ChosenContext.read(choice, in: DirectoryTree(path), threads: plan.threads)
      return DirectorySide(context.root, context.contents.entries.map(ComparedEntry.init))
    case .output(let pattern):
      guard case .directory(let path) = side.place else { return ListedSide([]) }
      let tree = try DirectoryTree(path)
      let contents = try BuildRun.contents(matching: pattern, in: tree, threads: plan.threads)
      return DirectorySide(tree, contents.entries.map(ComparedEntry.init))
    case .listed(let entries): return try placed(entries.compactMap(ComparedEntry.init), side.place, plan)
    case .manifest(let text): return try placed(ComparedEntry.list(manifest: text), side.place, plan)
    }
  }

  private static func placed(
    _ entries: [ComparedEntry], _ place: ComparisonPlan.Side.Place, _ plan: ComparisonPlan
  ) throws -> any ComparedSide {
    switch place {
    case .nowhere: return ListedSide(entries)
    case .directory(let path):
      let tree = try DirectoryTree(path)
      guard plan.readsAttributes else { return DirectorySide(tree, entries) }
      return DirectorySide(tree, try entries.map { try $0.withAttributes(of: tree) })
    case .commit(let repository, let revision, let directory):
      return try CommitSide(
        entries, repository: repository, revision: revision, directory: directory, dockerfile: plan.dockerfile,
        override: plan.ignoreOverride)
    }
  }
}

extension ComparedEntry {
  init(_ entry: ContextEntry) {
    switch entry.kind {
    case .file(let isExecutable, let content):
      self.init(
        path: entry.path, kind: .file, isExecutable: isExecutable, permissions: entry.permissions, digest: content)
    case .symlink(let target, let content):
      self.init(path: entry.path, kind: .symlink, digest: content, link: target)
    case .directory: self.init(path: entry.path, kind: .directory, permissions: entry.permissions)
    }
  }

  /// Nil when the path is none that a listing prints.
  init?(_ entry: ListedEntry) {
    guard let path = PathText.unescaped(Array(entry.path.utf8)) else { return nil }
    let kind: Kind = entry.type == "dir" ? .directory : entry.type == "symlink" ? .symlink : .file
    self.init(
      path: BytePath(path), kind: kind, isExecutable: kind == .file && entry.permissions & 0o100 != 0,
      permissions: kind == .symlink ? nil : entry.permissions,
      digest: entry.sha256.flatMap { SHA256Digest(hex: $0.utf8) },
      link: entry.link.flatMap { PathText.unescaped(Array($0.utf8)) })
  }

  /// With the digest of its extended attributes; names and values are each followed by a zero byte, in byte order.
  fileprivate func withAttributes(of tree: DirectoryTree) throws -> ComparedEntry {
    let attributes = try tree.extendedAttributes(of: path).sorted { $0.key.precedes($1.key) }
    var entry = self
    entry.attributes = try SHA256Digest.of(attributes.flatMap { $0.key + [0] + $0.value + [0] })
    return entry
  }
}
