internal import BuildContext
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import Glibc
internal import Model

/// One run inside its worker: get the tree, look at it, say what was seen.
struct CheckoutRun {
  let plan: RunPlan
  private var scenario: Scenario { plan.scenario }

  func observe() throws -> Observation {
    switch scenario.repository {
    case .workTree: return try observeDirectory(plan.repositoryPath)
    case .repository(_, let revision):
      return try observeCommit(in: RepositoryLayout.find(around: plan.repositoryPath), revision: revision, edits: [])
    case .synthetic(let recipe, let revision):
      let directory = plan.directory + "/repository.git"
      _ = try SyntheticBuilder.build(recipe, in: directory)
      return try observeCommit(in: RepositoryLayout.find(around: directory), revision: revision, edits: recipe.edits)
    }
  }

  private func observeDirectory(_ path: String) throws -> Observation {
    var observation = Observation()
    let tree = try DirectoryTree(path)
    try observeContext(of: tree, into: &observation)
    try observeLocks(of: tree, into: &observation)
    return observation
  }

  /// Looks at the commit by both routes and, when there are edits, at the working tree they make of it.
  private func observeCommit(in layout: RepositoryLayout, revision: String, edits: [EditRecipe]) throws -> Observation {
    let resolved = try RevisionResolver(layout).resolve(revision)
    let objects = layout.objectsDirectory
    var reader = try CheckoutReader(objectsDirectory: objects)
    let root = try reader.store.commit(resolved.commit).tree
    let entries = try CommitTree.list(root, in: reader.store)
    let target = try makeTarget()
    try Checkout.write(
      entries, into: target, order: CreationOrderName.order(plan.variation.value(of: .order)), from: &reader)
    let tree = try DirectoryTree(target)
    let atCommit = try contextAtCommit(of: tree, objectsDirectory: objects, root: root)

    var observation = Observation(commit: resolved.commit.hex)
    if resolved.isFixed {
      observation.fingerprints.append(
        Fingerprint(subject: "commit", scheme: "git-sha1", digest: "sha1:" + resolved.commit.hex, text: ""))
    }
    observation.disagreeingRoute = atCommit.disagreeingRoute
    guard !edits.isEmpty else {
      observation.fingerprints += atCommit.fingerprints
      observation.context = atCommit.context
      observation.warnings = atCommit.warnings
      if scenario.observe.contains(.locks) {
        // A commit's lockfiles are hashed as git holds them: line ends of a checkout are not theirs.
        let locks = try CommitLocks.read(entries: entries, objectsDirectory: objects, tree: root)
        LockObservation.add(locks, to: &observation)
      }
      return observation
    }
    observation.commitContext = atCommit.fingerprints.first
    try WorkTreeEdits.apply(edits, to: target, variation: plan.variation)
    try observeContext(of: tree, into: &observation)
    try observeLocks(of: tree, into: &observation)
    return observation
  }

  /// The commit's context from the checkout's files, held against the one from git's objects.
  private func contextAtCommit(
    of tree: DirectoryTree, objectsDirectory: String, root: ObjectID
  ) throws -> Observation {
    var observation = Observation()
    guard scenario.observe.contains(.context) else { return observation }
    try observeContext(of: tree, into: &observation)
    let read = try CommitContext.read(
      objectsDirectory: objectsDirectory, tree: root, choice: scenario.context, override: nil, threads: plan.threads,
      // A verdict rests on what was read now, not on what was remembered.
      cacheDirectory: nil)
    let fingerprint = try Fingerprint(subject: "context", manifest: read.contents.manifest)
    observation.warnings += read.contents.warnings.filter { !observation.warnings.contains($0) }
    if fingerprint != observation.fingerprints.first { observation.disagreeingRoute = fingerprint }
    return observation
  }

  private func observeContext(of tree: DirectoryTree, into observation: inout Observation) throws {
    guard scenario.observe.contains(.context) else { return }
    let choice = scenario.context
    let root = choice.directory == "." ? tree : try tree.subtree(BytePath(choice.directory))
    guard let root else {
      throw Breakdown(.usage, "the tree has no directory \(PathText.visible(choice.directory)) to be the context")
    }
    let ignoreFile =
      try choice.ignoreFile.map { try ChosenIgnoreFile.read($0, in: tree) }
      ?? IgnoreFileFinder.find(in: root, dockerfile: choice.dockerfile)
    let contents = try DirectoryContext.read(root, ignoring: ignoreFile, threads: plan.threads)
    observation.fingerprints.append(try Fingerprint(subject: "context", manifest: contents.manifest))
    observation.context = ContextFacts(contents, ignoreFile: ignoreFile.name)
    observation.warnings += ignoreFile.warnings + contents.warnings
  }

  private func observeLocks(of tree: DirectoryTree, into observation: inout Observation) throws {
    guard scenario.observe.contains(.locks) else { return }
    let locks = try LockObservation.read(paths: try TreeListing.files(of: tree), from: tree)
    LockObservation.add(locks, to: &observation)
  }

  private func makeTarget() throws(Breakdown) -> String {
    let name = plan.variation.value(of: .path).flatMap(CheckoutPath.init(rawValue:)) ?? .short
    var path = plan.directory
    for component in name.components {
      path += "/" + component
      guard mkdir(path, 0o700) == 0 else {
        throw Breakdown(.environment, "make the directory of the checkout: \(String(cString: strerror(errno)))")
      }
    }
    // As `git clone` would have made it: under the umask of the run.
    path += "/checkout"
    guard mkdir(path, 0o777) == 0 else {
      throw Breakdown(.environment, "make the directory of the checkout: \(String(cString: strerror(errno)))")
    }
    return path
  }
}

extension ContextFacts {
  init(_ contents: BuildContextContents, ignoreFile: String?) {
    self.init(
      entries: contents.entries.count,
      bytes: contents.entries.reduce(0) { sum, entry in
        if case .file = entry.kind { sum + entry.size } else { sum }
      }, ignoreFile: ignoreFile)
  }
}
