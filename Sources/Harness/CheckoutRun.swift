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
    try observe(files: path, into: &observation)
    return observation
  }

  private func observeCommit(in layout: RepositoryLayout, revision: String, edits: [EditRecipe]) throws -> Observation {
    let resolved = try RevisionResolver(layout).resolve(revision)
    let objects = layout.objectsDirectory
    var reader = try CheckoutReader(objectsDirectory: objects)
    let tree = try reader.store.commit(resolved.commit).tree
    let entries = try CommitTree.list(tree, in: reader.store)
    let target = try makeTarget()
    try Checkout.write(
      entries, into: target, order: CreationOrderName.order(plan.variation.value(of: .order)), from: &reader)
    var observation = Observation(commit: resolved.commit.hex)
    if resolved.isFixed {
      observation.fingerprints.append(
        Fingerprint(subject: "commit", scheme: "git-sha1", digest: "sha1:" + resolved.commit.hex, text: ""))
    }
    var atCommit = observation
    try observe(files: target, into: &atCommit)
    if scenario.observe.contains(.context) {
      let read = try CommitContext.read(
        objectsDirectory: objects, tree: tree, choice: scenario.context, override: nil, threads: plan.threads,
        // A verdict rests on what was read now, not on what was remembered.
        cacheDirectory: nil)
      let fingerprint = try Fingerprint(subject: "context", manifest: read.contents.manifest)
      atCommit.warnings += read.contents.warnings.filter { !atCommit.warnings.contains($0) }
      if fingerprint != atCommit.fingerprints.first(where: { $0.subject == "context" }) {
        atCommit.disagreeingRoute = fingerprint
      }
    }
    if scenario.observe.contains(.locks) {
      // A commit's lockfiles are hashed as git holds them: line ends of a checkout are not theirs.
      try replaceLocks(entries: entries, objects: objects, tree: tree, in: &atCommit)
    }
    guard !edits.isEmpty else { return atCommit }
    try WorkTreeEdits.apply(edits, to: target, variation: plan.variation)
    observation.disagreeingRoute = atCommit.disagreeingRoute
    observation.commitContext = atCommit.fingerprints.first { $0.subject == "context" }
    try observe(files: target, into: &observation)
    return observation
  }

  /// Adds what is seen of the directory at `path`.
  private func observe(files path: String, into observation: inout Observation) throws {
    let tree = try DirectoryTree(path)
    if scenario.observe.contains(.context) {
      let choice = scenario.context
      if choice.directory != ".", try tree.look(at: BytePath(choice.directory)) != .directory {
        throw Breakdown(.usage, "the tree has no directory \(PathText.visible(choice.directory)) to be the context")
      }
      let root = choice.directory == "." ? path : path + "/" + choice.directory
      let rootTree = try DirectoryTree(root)
      let ignoreFile =
        try choice.ignoreFile.map { try ChosenIgnoreFile.read($0, in: tree) }
        ?? IgnoreFileFinder.find(in: rootTree, dockerfile: choice.dockerfile)
      let contents = try DirectoryContext.read(
        root, ignoring: IgnoreMatcher(ignoreFile.file), threads: plan.threads)
      observation.fingerprints.append(try Fingerprint(subject: "context", manifest: contents.manifest))
      observation.context = ContextFacts(contents, ignoreFile: ignoreFile.name)
      observation.warnings += ignoreFile.warnings + contents.warnings
      if choice.dockerfile != ContextChoice().dockerfile, try rootTree.look(at: BytePath(choice.dockerfile)) == .missing
      {
        observation.warnings.append(
          "the Dockerfile \(PathText.visible(choice.dockerfile)) is not in the directory of the context")
      }
    }
    if scenario.observe.contains(.locks) {
      let locks = try LockObservation.read(paths: try TreeListing.files(of: tree), from: tree)
      observation.fingerprints += locks.flatMap(LockObservation.fingerprints)
      observation.locks = locks.map(LockObservation.facts)
    }
  }

  private func replaceLocks(
    entries: [TreeEntry], objects: String, tree: ObjectID, in observation: inout Observation
  ) throws {
    let locks = try CommitLocks.read(entries: entries, objectsDirectory: objects, tree: tree)
    observation.fingerprints.removeAll { $0.subject.hasPrefix("lock ") }
    observation.fingerprints += locks.flatMap(LockObservation.fingerprints)
    observation.locks = locks.map(LockObservation.facts)
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
