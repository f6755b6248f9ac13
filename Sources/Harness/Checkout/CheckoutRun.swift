internal import BuildContext
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import Model

/// One run inside its worker: get the tree, look at it, build, say what was seen.
struct CheckoutRun {
  let plan: RunPlan
  private var scenario: Scenario { plan.scenario }
  private var variation: Variation { plan.variation }

  /// What was seen, and of axes whose values could not be brought about on the way, why.
  typealias Outcome = (observation: Observation, notApplied: [Axis: String])

  func observe() async throws -> Outcome {
    switch scenario.repository {
    case .workTree: return try await observeDirectory(plan.repositoryPath)
    case .repository(_, let revision):
      return try await observeCommit(
        in: RepositoryLayout.find(around: plan.repositoryPath), revision: revision, edits: [])
    case .synthetic(let recipe, let revision):
      let directory = plan.directory + "/repository.git"
      _ = try SyntheticBuilder.build(recipe, in: directory)
      return try await observeCommit(
        in: RepositoryLayout.find(around: directory), revision: revision, edits: recipe.edits)
    }
  }

  private func observeDirectory(_ path: String) async throws -> Outcome {
    guard scenario.build == nil else {
      throw Breakdown(
        .usage, "build in a working tree: it would be changed", remedy: "build from \"rev: HEAD\" or another revision")
    }
    var observation = Observation()
    let tree = try DirectoryTree(path)
    try observeContext(of: tree, into: &observation)
    try observeLocks(of: tree, into: &observation)
    return (observation, [:])
  }

  /// Looks at the commit by both routes and, when there are edits, at the working tree they make of it; then builds.
  private func observeCommit(
    in layout: RepositoryLayout, revision: String, edits: [EditRecipe]
  ) async throws -> Outcome {
    let resolved = try RevisionResolver(layout).resolve(revision)
    let objects = layout.objectsDirectory
    let written = try await VariedCheckout(plan: plan).write(resolved.commit, objectsDirectory: objects)
    defer { written.release() }
    var observation = Observation(commit: resolved.commit.hex)
    if resolved.isFixed {
      observation.fingerprints.append(
        Fingerprint(subject: "commit", scheme: "git-sha1", digest: "sha1:" + resolved.commit.hex, text: ""))
    }
    let tree = try DirectoryTree(written.path)
    let atCommit = try contextAtCommit(of: tree, objectsDirectory: objects, root: written.tree)
    observation.disagreeingRoute = atCommit.disagreeingRoute
    observation.platforms = atCommit.platforms
    observation.objectContext = atCommit.objectContext
    if edits.isEmpty {
      observation.fingerprints += atCommit.fingerprints
      observation.context = atCommit.context
      observation.entryFacts = atCommit.entryFacts
      let names = CommitWarnings.names(
        written.entries.compactMap { entry in entry.remark.map { (entry.path, $0) } })
      observation.warnings = atCommit.warnings + names.filter { !atCommit.warnings.contains($0) }
      if scenario.observe.contains(.locks) {
        // A commit's lockfiles are hashed as git holds them: line ends of a checkout are not theirs.
        let locks = try CommitLocks.read(entries: written.entries, objectsDirectory: objects, tree: written.tree)
        LockObservation.add(locks, to: &observation)
      }
    } else {
      observation.commitContext = atCommit.fingerprints.first
      try WorkTreeEdits.apply(edits, to: written.directory, variation: variation)
      try observeContext(of: tree, into: &observation)
      try observeLocks(of: tree, into: &observation)
    }
    var notApplied = written.notApplied
    if let step = scenario.build {
      try requireDate(written.time, of: resolved.commit)
      let place = try BuildPlace.make(
        step, checkout: written.path, files: written.directory, context: scenario.context, in: plan.directory)
      let built = try await BuildRun(
        step: step, variation: variation, runDirectory: plan.directory, epoch: written.time, threads: plan.threads,
        contextRoot: scenario.context.directory == "."
          ? written.path : written.path + "/" + scenario.context.directory
      ).build(in: place)
      observation.fingerprints += built.fingerprints
      notApplied.merge(built.notApplied) { first, _ in first }
    }
    return (observation, notApplied)
  }

  /// The commit's time becomes SOURCE_DATE_EPOCH; programs know the years from 1970 to 9999.
  private func requireDate(_ time: Int64?, of commit: ObjectID) throws(Breakdown) {
    guard let time, !(0...253_402_300_799).contains(time) else { return }
    throw Breakdown(
      .repository,
      "commit \(commit) has the time \(time), which SOURCE_DATE_EPOCH must not be: it ends with the year 9999",
      remedy: "build from a commit with a plain date")
  }

  /// The commit's context from the checkout's files, held against the one from git's objects.
  private func contextAtCommit(
    of tree: DirectoryTree, objectsDirectory: String, root: ObjectID
  ) throws -> Observation {
    var observation = Observation()
    guard scenario.observe.contains(.context) else { return observation }
    try observeContext(of: tree, into: &observation)
    if scenario.platforms.isEmpty, let digest = observation.fingerprints.first?.digest,
      let known = plan.knownContexts.first(where: { $0.tree == root.hex && $0.digest == digest })
    {
      add(known.warnings, to: &observation)
      observation.objectContext = ObjectContext(tree: root.hex, warnings: known.warnings)
      return observation
    }
    let read = try CommitContext.read(
      objectsDirectory: objectsDirectory, tree: root, choice: scenario.context, override: nil, threads: plan.threads,
      // A verdict rests on what this suite has read, not on what was remembered from another day.
      cacheDirectory: nil)
    let fingerprint = try Fingerprint(subject: "context", manifest: read.contents.manifest)
    add(read.contents.warnings, to: &observation)
    observation.objectContext = ObjectContext(tree: root.hex, warnings: read.contents.warnings)
    if fingerprint != observation.fingerprints.first { observation.disagreeingRoute = fingerprint }
    for platform in scenario.platforms {
      let there = try PlatformContext.read(
        platform, objectsDirectory: objectsDirectory, tree: root, choice: scenario.context, override: nil, linux: read,
        threads: plan.threads)
      observation.platforms.append(there.facts)
      observation.fingerprints.append(
        try Fingerprint(subject: "context on \(platform.rawValue)", manifest: there.contents.manifest))
    }
    return observation
  }

  private func add(_ warnings: [String], to observation: inout Observation) {
    observation.warnings += warnings.filter { !observation.warnings.contains($0) }
  }

  private func observeContext(of tree: DirectoryTree, into observation: inout Observation) throws {
    guard scenario.observe.contains(.context) else { return }
    let chosen = try ChosenContext.read(scenario.context, in: tree, threads: plan.threads)
    let (contents, ignoreFile) = (chosen.contents, chosen.ignoreFile)
    observation.fingerprints.append(try Fingerprint(subject: "context", manifest: contents.manifest))
    observation.fingerprints += try ContextSchemes.fingerprints(
      of: chosen.root, ignoring: ignoreFile, schemes: plan.schemes)
    observation.context = ContextFacts(contents, ignoreFile: ignoreFile.name)
    observation.entryFacts = EntryFacts(contents)
    observation.warnings += ignoreFile.warnings + contents.warnings
  }

  private func observeLocks(of tree: DirectoryTree, into observation: inout Observation) throws {
    guard scenario.observe.contains(.locks) else { return }
    let contents = try TreeListing.contents(of: tree)
    var locks = try LockObservation.read(paths: contents.files, from: tree)
    locks.warnings += try LockLinks.warnings(among: contents.links) {
      if case .link(let target) = try tree.look(at: $0) { target } else { nil }
    }
    LockObservation.add(locks, to: &observation)
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
