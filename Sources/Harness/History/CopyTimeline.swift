internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git
internal import IgnoreEngines
internal import Model

/// What the instructions of a Dockerfile take, commit by commit, with the digests BuildKit caches them by.
final class CopyTimeline {
  /// What the instructions of one commit take.
  private final class State {
    enum Value {
      case survey(LayersSurvey, Basis)
      /// Why a build fails before any instruction, or that there is no Dockerfile.
      case broken(String)
    }

    let value: Value
    /// From what it was made, and at which places of the entries it differs from that.
    private weak var origin: State?
    private let replaced: [Int]

    init(_ value: Value, from origin: State? = nil, replaced: [Int] = []) {
      self.value = value
      self.origin = origin
      self.replaced = replaced
    }

    /// Where the entries differ from those of `other`; nil when that is not known without looking.
    func places(differingFrom other: State) -> DifferingPlaces? {
      if origin === other { return DifferingPlaces(replaced) }
      return other.origin === self ? DifferingPlaces(other.replaced) : nil
    }
  }

  /// What a survey depends on besides the files that are sent.
  private struct Basis {
    /// The tree of the context's root.
    let root: ObjectID
    let dockerfile: [UInt8]
    let ignoreFileName: String?
    let ignoreFile: [UInt8]
    /// The attribute files above the context's root, and all of them.
    let attributesAbove: [ContextOutline.Place]
    let attributes: [(path: BytePath, id: ObjectID)]
    let arrivingEmpty: Set<BytePath>
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
    guard let before = try old.map({ try state($0) }) else {
      switch after.value {
      case .broken(let reason): return [whole(["the build fails: \(reason)"])]
      case .survey(let survey, _): return Self.changes(Self.nothing, survey.report, nil)
      }
    }
    switch (before.value, after.value) {
    case (.broken(let one), .broken(let other)): return one == other ? [] : [whole(["the build fails: \(other)"])]
    case (_, .broken(let reason)): return [whole(["the build fails: \(reason)"])]
    case (.broken, .survey(let survey, _)): return Self.changes(Self.nothing, survey.report, nil)
    case (.survey(let one, _), .survey(let other, _)):
      return Self.changes(one.report, other.report, before.places(differingFrom: after))
    }
  }

  private static let nothing = LayersReport(
    commit: nil, dockerfile: "", ignoreFile: nil, steps: [], installs: [], entries: [], warnings: [])

  /// Of the Dockerfile as a whole.
  private func whole(_ reasons: [String]) -> HistoryChange {
    HistoryChange(.copy, choice.dockerfile, before: nil, after: nil, [], reasons: reasons)
  }

  private static func changes(
    _ old: LayersReport, _ new: LayersReport, _ differing: DifferingPlaces?
  ) -> [HistoryChange] {
    let isFirst = old.steps.isEmpty
    let places = differing ?? DifferingPlaces(old.entries, new.entries)
    return LayersComparison(old, new, differing: places).steps.filter { !$0.isSame }.map { step in
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
    let state = try derived(tree) ?? read(tree)
    recent.append((tree, state))
    if recent.count > 3 { recent.removeFirst() }
    return state
  }

  /// The state made of the last one, when nothing but the contents of files and their executable bits differs: then
  /// the rules choose the same entries. Nil when it must be read.
  private func derived(_ tree: ObjectID) throws -> State? {
    guard let last = recent.last?.state, case .survey(var survey, let basis) = last.value,
      let source = try source(tree), let dockerfile = try dockerfile(in: source), dockerfile == basis.dockerfile
    else { return nil }
    let ignoreFile = try FoundIgnoreText(for: .buildkit, in: source, dockerfile: choice.dockerfile, override: nil)
    guard ignoreFile.name == basis.ignoreFileName, ignoreFile.bytes == basis.ignoreFile,
      Self.places(source.attributeFiles) == basis.attributesAbove,
      let files = try ReplacedFiles.between(basis.root, source.root, in: objects.reader.store),
      !files.contains(where: { $0.path.lastComponent.bytes == Array(".gitattributes".utf8) }),
      let replaced = try survey.replace(
        records.replacements(files, empty: basis.arrivingEmpty, attributes: basis.attributes))
    else { return nil }
    let next = Basis(
      root: source.root, dockerfile: dockerfile, ignoreFileName: ignoreFile.name, ignoreFile: ignoreFile.bytes,
      attributesAbove: basis.attributesAbove, attributes: basis.attributes, arrivingEmpty: basis.arrivingEmpty)
    return State(.survey(survey, next), from: last, replaced: replaced)
  }

  private func read(_ tree: ObjectID) throws -> State {
    let plan = LayersPlan(
      source: .directory("."), dockerfile: choice.dockerfile, dockerfileBytes: nil, ignoreOverride: nil, target: nil,
      buildArguments: [:])
    do {
      let source = try GitTree(objects, root: tree, directory: choice.path)
      let above = Self.places(source.attributeFiles)
      let dockerfile = try dockerfile(in: source)
      let ignoreFile = try FoundIgnoreText(for: .buildkit, in: source, dockerfile: choice.dockerfile, override: nil)
      var arrivingEmpty: Set<BytePath> = []
      let survey = try LayersAnswering.survey(plan, source, commit: nil, wantsInstalls: false) { walk in
        arrivingEmpty = Set(walk.arrivingEmpty)
        return try records.digests(walk, attributes: source.attributeFiles)
      }
      let basis = Basis(
        root: source.root, dockerfile: dockerfile ?? [], ignoreFileName: ignoreFile.name,
        ignoreFile: ignoreFile.bytes, attributesAbove: above, attributes: source.attributeFiles,
        arrivingEmpty: arrivingEmpty)
      return State(.survey(survey, basis))
    } catch let breakdown as Breakdown where breakdown.domain == .usage {
      return State(.broken(breakdown.message))
    } catch let failure as ContextFailure {
      guard case .ignoreFile = failure else { throw failure }
      return State(.broken(Breakdown(failure).message))
    }
  }

  private static func places(_ files: [(path: BytePath, id: ObjectID)]) -> [ContextOutline.Place] {
    files.map { ContextOutline.Place(path: $0.path, id: $0.id) }
  }

  /// Nil where the commit has no such directory.
  private func source(_ tree: ObjectID) throws -> GitTree? {
    do {
      return try GitTree(objects, root: tree, directory: choice.path)
    } catch let breakdown as Breakdown where breakdown.domain == .usage {
      return nil
    }
  }

  /// The Dockerfile's bytes; nil where there is none.
  private func dockerfile(_ tree: ObjectID) throws -> [UInt8]? { try source(tree).flatMap(dockerfile(in:)) }

  private func dockerfile(in source: GitTree) throws -> [UInt8]? {
    guard let path = BytePath(choice.dockerfile).normalised(), case .file(let bytes) = try source.look(at: path)
    else { return nil }
    return bytes
  }
}
