internal import Fingerprints
internal import Git
internal import Model

/// Writes a commit into a fresh directory under the conditions of a run.
struct VariedCheckout {
  let plan: RunPlan

  /// A checkout that was written.
  struct Written {
    /// Where the files lie.
    let directory: String
    /// Where they are to be read: the same, or the place where another order of entries is shown.
    let path: String
    let entries: [TreeEntry]
    let tree: ObjectID
    /// The commit's time in seconds since 1970; nil when it tells none.
    let time: Int64?
    let notApplied: [Axis: String]
    fileprivate let mount: DirectoryOrderMount?

    /// To be called when the checkout is not needed any more.
    func release() { mount?.unmount() }
  }

  /// - Throws: ``GitFailure``, ``Breakdown``.
  func write(_ commit: ObjectID, objectsDirectory: String) async throws -> Written {
    let variation = plan.variation
    var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
    let (tree, time) = try reader.store.commit(commit)
    let entries = try CommitTree.list(tree, in: reader.store)
    let directory = try VariedPath.make(variation.value(of: .path), in: plan.directory)
    var notApplied: [Axis: String] = [:]
    let wantsGit = variation.value(of: .checkout) == "git"
    if wantsGit, GitCheckout.isInstalled, !reader.store.hasGaps {
      // git waits for ever on some damaged objects.
      try CommitTree.requireReadable(entries, in: reader.store)
      try await GitCheckout.write(commit.hex, objects: objectsDirectory, into: directory, work: plan.directory)
      if variation.value(of: .order) != Axis.order.values.first {
        notApplied[.order] = "git creates files in an order of its own"
      }
    } else {
      if wantsGit {
        notApplied[.checkout] =
          GitCheckout.isInstalled ? "git is not asked to read damaged packs" : "git is not installed"
      }
      let order = CreationOrderName.order(variation.value(of: .order))
      try Checkout.write(entries, into: directory, order: order, from: &reader)
    }
    ModificationTimes.apply(variation.value(of: .mtimes), to: directory)
    // Engines hash the owner, and an image is built as whoever runs Lockstep.
    if plan.scenario.build?.image == nil, let user = CheckoutOwner.id(variation.value(of: .user)) {
      CheckoutOwner.give(directory, to: user, runDirectory: plan.directory)
    }
    let mount = await DirectoryOrderMount.make(
      variation.value(of: .directoryOrder), of: directory, in: plan.directory)
    switch mount {
    case .none: return written(directory, nil)
    case .mounted(let mount): return written(mount.path, mount)
    case .unavailable(let reason):
      notApplied[.directoryOrder] = reason
      return written(directory, nil)
    }

    func written(_ path: String, _ mount: DirectoryOrderMount?) -> Written {
      Written(
        directory: directory, path: path, entries: entries, tree: tree, time: time, notApplied: notApplied,
        mount: mount)
    }
  }
}
