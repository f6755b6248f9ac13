internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model

/// What the instructions of a Dockerfile take, commit by commit, with the digests BuildKit caches them by.
final class CopyTimeline {
  private enum State {
    case report(LayersReport)
    /// Why a build fails before any instruction, or that there is no Dockerfile.
    case broken(String)
  }

  private let objects: CheckoutObjects
  private let choice: ContextChoice
  private let records: CopyRecords
  /// The last ones by the tree of their commits, the newest last.
  private var recent: [(tree: ObjectID, state: State)] = []

  init(_ objects: CheckoutObjects, _ choice: ContextChoice, objectsDirectory: String) {
    self.objects = objects
    self.choice = choice
    records = CopyRecords(objectsDirectory: objectsDirectory, directory: choice.path)
  }

  /// One change for each instruction that takes something else in `new` than in `old`, in the Dockerfile's order.
  ///
  /// - Parameter contextDiffers: whether the manifests of the contexts differ; without that and with the same
  ///   Dockerfile no instruction can.
  /// - Throws: ``GitFailure``, ``ContextFailure`` when a limit is reached.
  func changes(from old: ObjectID?, to new: ObjectID, contextDiffers: Bool) throws -> [HistoryChange] {
    if !contextDiffers, let old, try dockerfile(old) == dockerfile(new) { return [] }
    let after = try state(new)
    let before = try old.map { try state($0) } ?? .report(Self.nothing)
    switch (before, after) {
    case (.broken(let one), .broken(let other)): return one == other ? [] : [whole(["the build fails: \(other)"])]
    case (_, .broken(let reason)): return [whole(["the build fails: \(reason)"])]
    case (.broken, .report(let report)): return Self.changes(Self.nothing, report)
    case (.report(let one), .report(let other)): return Self.changes(one, other)
    }
  }

  private static let nothing = LayersReport(
    commit: nil, dockerfile: "", ignoreFile: nil, steps: [], installs: [], entries: [], warnings: [])

  /// Of the Dockerfile as a whole.
  private func whole(_ reasons: [String]) -> HistoryChange {
    HistoryChange(.copy, choice.dockerfile, before: nil, after: nil, [], reasons: reasons)
  }

  private static func changes(_ old: LayersReport, _ new: LayersReport) -> [HistoryChange] {
    let isFirst = old.steps.isEmpty
    return LayersComparison(old, new).steps.filter { !$0.isSame }.map { step in
      let parts = step.changes.map { change in
        let presence = change.attributes.first { ["added", "removed"].contains($0) }
        let hasMode = change.attributes.contains("mode")
        return HistoryChange.Part(
          name: change.path, change: presence ?? "changed", attributes: presence == nil ? change.attributes : [],
          before: hasMode ? [change.modeBefore ?? ""] : [], after: hasMode ? [change.modeAfter ?? ""] : [])
      }
      var reasons: [String] = []
      if !old.steps.contains(where: { $0.instruction == step.instruction }) { reasons.append("the instruction is new") }
      if !new.steps.contains(where: { $0.instruction == step.instruction }) {
        reasons.append("the instruction is gone")
      }
      if let error = new.steps.first(where: { $0.line == step.line })?.error {
        reasons.append("the build fails here: \(error)")
      }
      return HistoryChange(
        .copy, step.instruction, line: step.line, before: step.digestBefore, after: step.digestAfter, parts,
        isFirst: isFirst, reasons: reasons)
    }
  }

  private func state(_ tree: ObjectID) throws -> State {
    if let found = recent.first(where: { $0.tree == tree }) { return found.state }
    let state = try read(tree)
    recent.append((tree, state))
    if recent.count > 3 { recent.removeFirst() }
    return state
  }

  private func read(_ tree: ObjectID) throws -> State {
    let plan = LayersPlan(
      source: .directory("."), dockerfile: choice.dockerfile, dockerfileBytes: nil, ignoreOverride: nil, target: nil,
      buildArguments: [:])
    do {
      let source = try GitTree(objects, root: tree, directory: choice.path)
      let report = try LayersAnswering.answer(plan, source, commit: nil) { walk in
        try records.digests(walk, attributes: source.attributeFiles)
      }
      return .report(report)
    } catch let breakdown as Breakdown where breakdown.domain == .usage {
      return .broken(breakdown.message)
    } catch let failure as ContextFailure {
      guard case .ignoreFile = failure else { throw failure }
      return .broken(Breakdown(failure).message)
    }
  }

  /// The Dockerfile's bytes; nil where there is none.
  private func dockerfile(_ tree: ObjectID) throws -> [UInt8]? {
    guard let path = BytePath(choice.dockerfile).normalised() else { return nil }
    do {
      let source = try GitTree(objects, root: tree, directory: choice.path)
      guard case .file(let bytes) = try source.look(at: path) else { return nil }
      return bytes
    } catch let breakdown as Breakdown where breakdown.domain == .usage {
      return nil
    }
  }
}
