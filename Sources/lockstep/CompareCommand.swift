internal import ArgumentParser
internal import Captures
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep compare`: works on my machine.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Says why a build context is not the same here and there, the cause on the first line.",
    discussion: """
      Without arguments, HEAD as a clean checkout gives it is held against the working tree as a builder would receive \
      it; with one directory, the same there; with one capture, that against this directory. Otherwise A and B are \
      directories, DIR#REV[:SUBDIR], captures that "lockstep capture" wrote on any machine, or records. More than two are \
      put into classes with equal contexts, and the facts that separate them are told. Causes come in the order of \
      how much they explain; then facts that differ and explain nothing; then how many do not differ. Nothing is changed \
      and nothing is sent anywhere. Exit 0 when the contexts are the same, modes included, and 1 when they are not; \
      docs/works-on-my-machine.md walks from report to fix.
      """)

  @Argument(help: "What is compared; see above.", completion: .file())
  var subjects: [String] = []

  @OptionGroup var ignoring: IgnoreFileOptions

  @Option(help: "A clone with the commits that captures are of.", completion: .directory)
  var repo = "."

  @Option(help: ArgumentHelp("The words that were given to capture, to compare what it keyed.", valueName: "words"))
  var pair: String?

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var color: ColorOption

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    var query = CaptureQuery(
      dockerfile: ignoring.dockerfile, ignoreOverride: try ignoring.override(), client: worker.client,
      threads: Processors.count)
    query.pair = pair
    if subjects.count > 2 { return try await classes(query) }
    let (sources, isAgainstCheckout) = try sources()
    // Files first: what a capture from elsewhere leaves out or gathers is treated alike here.
    var files: [Int: Capture] = [:]
    for index in sources.indices where sources[index].isFile {
      files[index] = try await query.answer(sources[index].source)
    }
    query.guards = files.values.contains(where: \.isGuarded)
    var captures = try await answers(query, sources, files)
    if !files.isEmpty { captures = (try captures.0.compacted(), try captures.1.compacted()) }
    var sides = [
      MachineComparison.Side(name: name(sources[0], captures.0), capture: captures.0),
      MachineComparison.Side(name: name(sources[1], captures.1), capture: captures.1),
    ]
    // The entries of a clean checkout are wanted where the two sides are not deviations of one and the same.
    let (one, other) = (captures.0, captures.1)
    if one.repo?.tree != other.repo?.tree || one.checkoutUmask != other.checkoutUmask
      || one.context.directory != other.context.directory
    {
      for index in sides.indices {
        sides[index].base = await query.base(of: sides[index].capture, in: place(of: sources[index].source))
      }
    }
    var comparison = MachineComparison(sides[0], sides[1], isAgainstCheckout: isAgainstCheckout)
    // Of two machines each has remarks of its own; the first is no machine when it is a clean checkout.
    for (number, side) in sides.enumerated() where number == 1 || !isAgainstCheckout {
      comparison.notes += side.capture.remarks.map {
        (isAgainstCheckout ? "" : side.name + ": ") + $0.text + "; " + $0.remedy
      }
    }
    if json {
      try Console.write(try JSONText.encode(CompareJSON(comparison)))
    } else {
      try Console.write(CompareText(comparison, style: color.style).text)
    }
    throw ExitWith(comparison.isSame ? .asExpected : .difference)
  }

  private func answers(
    _ query: CaptureQuery, _ sources: [Subject], _ files: [Int: Capture]
  ) async throws -> (Capture, Capture) {
    // HEAD has to be worked out for the working tree anyway.
    if case .directory(let path) = sources[1].source,
      sources[0].source == .commit(repository: path, revision: "HEAD", directory: nil)
    {
      let answer = try await query.answerWithHead(path)
      if let head = answer.head { return (head, answer.capture) }
    }
    func answer(_ index: Int) async throws -> Capture {
      if let file = files[index] { return file }
      return try await query.answer(sources[index].source)
    }
    return (try await answer(0), try await answer(1))
  }

  private struct Subject {
    let source: CaptureSource
    let name: String

    var isFile: Bool { if case .file = source { true } else { false } }
  }

  /// The two views, and whether the first is what a clean checkout gives.
  private func sources() throws -> ([Subject], Bool) {
    if subjects.count == 2 {
      return (try subjects.map { Subject(source: try source($0), name: PathText.visible($0)) }, false)
    }
    let path = subjects.first ?? "."
    let working = Subject(source: try source(path), name: "the working tree")
    switch working.source {
    case .directory(let directory):
      let head = Subject(
        source: .commit(repository: directory, revision: "HEAD", directory: nil), name: "a clean checkout of HEAD")
      return ([head, working], true)
    case .commit(let repository, _, _):
      return (
        [
          Subject(source: working.source, name: PathText.visible(path)),
          Subject(source: .directory(repository), name: "the working tree"),
        ], true
      )
    case .file:
      return (
        [
          Subject(source: working.source, name: PathText.visible(path)),
          Subject(source: .directory("."), name: "here"),
        ], false
      )
    }
  }

  private func source(_ text: String) throws -> CaptureSource {
    if CaptureSource.isFile(text) { return .file(text) }
    switch try ContextArgument.source(text, revision: nil) {
    case .directory(let path): return .directory(path)
    case .commit(let repository, let revision, let directory):
      return .commit(repository: repository, revision: revision, directory: directory)
    case .archive:
      throw ValidationError("an archive says nothing of a machine; compare it with \"lockstep context diff\"")
    }
  }

  private func name(_ subject: Subject, _ capture: Capture) -> String {
    guard case .commit = subject.source, let repo = capture.repo else { return subject.name }
    return "\(subject.name) (\(repo.commit.prefix(12)))"
  }

  private func place(of source: CaptureSource) -> String {
    switch source {
    case .directory(let path): path
    case .commit(let repository, _, _): repository
    case .file: repo
    }
  }

  private func classes(_ query: CaptureQuery) async throws {
    var machines: [MachineClasses.Machine] = []
    for subject in subjects {
      machines.append(.init(name: PathText.visible(subject), capture: try await query.answer(try source(subject))))
    }
    let classes = MachineClasses(machines)
    if json {
      try Console.write(try JSONText.encode(ClassesJSON(classes)))
    } else {
      try Console.write(CompareText.classes(classes))
    }
    throw ExitWith(classes.classes.count == 1 ? .asExpected : .difference)
  }
}

extension CaptureSource {
  /// Whether `path` is a file and no directory.
  fileprivate static func isFile(_ path: String) -> Bool {
    !ContextArgument.isDirectory(path) && UserFile.isRegular(path)
  }
}

/// The JSON of `compare`, schema `lockstep-compare/v1`.
private struct CompareJSON: Encodable {
  let schema = "lockstep-compare/v1"
  let same: Bool
  let differing: Int
  let sides: [String]
  let causes: [MachineCause]
  let facts: [FactDifference]
  let sameFacts: Int
  let notes: [String]

  init(_ comparison: MachineComparison) {
    same = comparison.isSame
    differing = comparison.differing
    sides = comparison.names
    causes = comparison.causes
    facts = comparison.others
    sameFacts = comparison.sameFacts
    notes = comparison.notes
  }
}

/// The JSON of `compare` with more than two, schema `lockstep-compare-classes/v1`.
private struct ClassesJSON: Encodable {
  let schema = "lockstep-compare-classes/v1"
  let same: Bool
  let classes: [MachineClasses.Class]

  init(_ classes: MachineClasses) {
    same = classes.classes.count == 1
    self.classes = classes.classes
  }
}
