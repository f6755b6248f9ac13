internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git
internal import Model

/// The contexts of the commits of a history, each made of the last one and what is new.
final class ContextTimeline {
  /// What a commit's context is.
  private final class State {
    enum Value {
      /// The commit has no such directory.
      case absent
      /// Why a builder could not read it.
      case broken(String)
      case context(ContextSnapshot)
    }

    let value: Value

    init(_ value: Value) { self.value = value }

    /// Of the manifest; nil when there is none.
    private(set) lazy var digest: String? = {
      if case .context(let snapshot) = value { try? SHA256Digest.of(snapshot.text).text } else { nil }
    }()
  }

  private let objects: CheckoutObjects
  private let choice: ContextChoice
  private let blobs: HistoryBlobs
  private let objectsDirectory: String
  /// The last ones by the tree of their commits, the newest last.
  private var recent: [(tree: ObjectID, state: State)] = []
  /// A commit, its parent, and what merges and branches lead back to.
  private static let recentCount = 4

  init(_ objects: CheckoutObjects, _ choice: ContextChoice, _ blobs: HistoryBlobs, objectsDirectory: String) {
    self.objects = objects
    self.choice = choice
    self.blobs = blobs
    self.objectsDirectory = objectsDirectory
  }

  /// What differs in the context of `new` from that of `old`; nil when nothing does.
  ///
  /// - Throws: ``GitFailure``, ``ContextFailure`` when a limit is reached.
  func change(from old: ObjectID?, to new: ObjectID) throws -> HistoryChange? {
    // The newer one first: the next commit to be asked about is the older one.
    let after = try state(new)
    let before = try old.map { try state($0) } ?? State(.absent)
    if before === after { return nil }
    func change(_ differences: [FingerprintDifference], isFirst: Bool = false, _ reasons: [String]) -> HistoryChange {
      HistoryChange(
        .context, choice.directory, before: before.digest, after: after.digest,
        differences.map { HistoryChange.Part($0) },
        isFirst: isFirst,
        reasons: reasons)
    }
    switch (before.value, after.value) {
    case (.absent, .absent): return nil
    case (.broken(let one), .broken(let other)): return one == other ? nil : change([], [other])
    case (_, .broken(let reason)): return change([], ["the build fails: \(reason)"])
    case (.broken, .absent), (.context, .absent): return change([], ["the directory is gone"])
    case (.broken, .context): return change([], ["the ignore file can be read again"])
    case (.absent, .context(let snapshot)):
      return change(
        ManifestChanges.between([], snapshot.text), isFirst: true,
        [old == nil ? "first commit" : "the directory is new"])
    case (.context(let one), .context(let other)):
      let differences = ManifestChanges.between(one.text, other.text)
      return differences.isEmpty ? nil : change(differences, Self.reasons(one, other))
    }
  }

  /// What of the rules changed besides the files themselves.
  private static func reasons(_ old: ContextSnapshot, _ new: ContextSnapshot) -> [String] {
    var reasons: [String] = []
    let (before, after) = (old.origin, new.origin)
    if before.ignoreFileName != after.ignoreFileName || before.ignoreFile != after.ignoreFile {
      switch (before.ignoreFileName, after.ignoreFileName) {
      case (nil, let name?): reasons.append("\(PathText.visible(name)) is new")
      case (let name?, nil): reasons.append("\(PathText.visible(name)) is gone")
      case (_, let name): reasons.append("\(PathText.visible(name ?? "the ignore file")) changed")
      }
    }
    let attributes = Set(old.attributeFiles).symmetricDifference(new.attributeFiles)
    reasons += Set(attributes.map(\.path)).sorted().map { "\(PathText.visible($0)) changed" }
    return reasons
  }

  private func state(_ tree: ObjectID) throws -> State {
    if let index = recent.firstIndex(where: { $0.tree == tree }) {
      // Asked about again, so kept longest.
      let found = recent.remove(at: index)
      recent.append(found)
      return found.state
    }
    let state = try read(tree)
    recent.append((tree, state))
    if recent.count > Self.recentCount { recent.removeFirst() }
    return state
  }

  private func read(_ tree: ObjectID) throws -> State {
    let source: GitTree
    do {
      source = try GitTree(objects, root: tree, directory: choice.path)
    } catch let breakdown as Breakdown where breakdown.domain == .usage {
      return State(.absent)
    }
    do {
      return try read(source)
    } catch let failure as ContextFailure {
      guard case .ignoreFile = failure else { throw failure }
      return State(.broken(Breakdown(failure).message))
    }
  }

  private func read(_ source: GitTree) throws -> State {
    let ignoreFile = try IgnoreFileFinder.find(in: source, choice: choice, override: nil)
    let origin = ContextSnapshot.Origin(
      tool: ToolIdentity.current, objectsDirectory: objectsDirectory, directory: choice.path,
      ignoreFileName: ignoreFile.name, ignoreFile: ignoreFile.bytes)
    var old: (state: State, snapshot: ContextSnapshot)?
    for (_, state) in recent.reversed() {
      if case .context(let snapshot) = state.value, snapshot.origin == origin {
        old = (state, snapshot)
        break
      }
    }
    let outline = try CommitWalk.outline(
      of: source.root, at: choice.path,
      attributesAbove: source.attributeFiles.map { ContextOutline.Place(path: $0.path, id: $0.id) },
      in: objects.reader.store, ignoring: ignoreFile, since: old?.snapshot)
    if outline.isUnchanged, let old { return old.state }
    let contents = try blobs.contents(of: outline)
    return State(
      .context(ContextManifest.snapshot(outline, contents: contents, since: old?.snapshot, origin: origin)))
  }
}
