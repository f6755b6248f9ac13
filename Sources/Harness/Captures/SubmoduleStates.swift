internal import BuildContext
internal import Captures
internal import Fingerprints
internal import Git
internal import Model

/// What is checked out where a commit has submodules.
struct SubmoduleStates {
  private(set) var states: [Capture.Submodule] = []
  /// Those that are not what `git clone --recurse-submodules` gives, each as one entry.
  private(set) var entries: [CapturedEntry] = []

  /// - Parameter context: the context of the work tree, with what lies in the submodules.
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``DigestUnavailable``, ``Breakdown``.
  init(
    _ pins: [BytePath: ObjectID], in directory: String, _ tree: DirectoryTree, context: [ContextEntry],
    dropped: CapturedTree, plan: CapturePlan
  ) throws {
    for (path, pin) in pins.sorted(by: { $0.key < $1.key }) {
      var state = Capture.Submodule(path: PathText.escaped(path), pin: pin.hex, head: nil, changed: 0)
      // A repository of its own, and not the one around it.
      if let name = path.utf8Text, let layout = RepositoryLayout.exactly(at: directory + "/" + name),
        let head = try? RevisionResolver(layout).resolve("HEAD").commit
      {
        state.head = head.hex
        state.changed = try Self.changes(in: tree.subtree(path), layout, head, plan)
      }
      states.append(state)
      guard !state.isAtPin, dropped.entries[path]?.inContext == true else { continue }
      let inside = context.filter { $0.path.relative(to: path) != nil }
      var entry = CapturedEntry(path: state.path, type: .directory, status: .modified, inContext: true)
      entry.files = inside.count { $0.kind != .directory }
      entry.sha256 = try Manifest(entries: inside).digest().hex
      entry.change = .submodule
      entry.head = CapturedEntry.Base(type: .directory, executable: nil, sha256: nil, inContext: true)
      entries.append(entry)
    }
  }

  /// How many files of a submodule differ from the commit that is checked out in it.
  private static func changes(
    in tree: DirectoryTree?, _ layout: RepositoryLayout, _ head: ObjectID, _ plan: CapturePlan
  ) throws -> Int {
    guard let tree else { return 0 }
    let none = try FoundIgnoreFile(name: "", bytes: Array(".git".utf8))
    let here = try DirectoryContext.read(tree, ignoring: none, threads: plan.threads).entries
    let root = try RevisionResolver(layout).resolveTree(head.hex).tree
    let there = try CommitContext.read(
      objectsDirectory: layout.objectsDirectory, tree: root, choice: ContextChoice(),
      override: IgnoreOverride(name: "", bytes: Array(".git".utf8)), threads: plan.threads, cacheDirectory: nil
    ).contents.entries
    let (one, other) = (kinds(here), kinds(there))
    return Set(one.keys).union(other.keys).count { one[$0] != other[$0] }
  }

  private static func kinds(_ entries: [ContextEntry]) -> [BytePath: ContextEntry.Kind] {
    Dictionary(entries.filter { $0.kind != .directory }.map { ($0.path, $0.kind) }, uniquingKeysWith: { $1 })
  }
}
