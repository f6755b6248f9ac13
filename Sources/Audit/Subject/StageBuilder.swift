internal import ContainerFiles

/// Goes through the stages in order, so that each can take over what earlier ones set.
struct StageBuilder {
  private let file: Dockerfile
  private let text: PhysicalText
  private let defaults: [String: String]
  private let arguments: [String: String]
  private var indices: [String: Int] = [:]
  private var environments: [Environment] = []
  private var parents: [Int?] = []
  /// The stages of which others take files.
  private var suppliers: Set<Int> = []
  /// The stages that another may be built upon, when a variable decides.
  private var possibleParents: [(stage: Int, parent: Int)] = []
  private var drafts: [Draft] = []

  private struct Draft {
    let stage: Dockerfile.Stage
    let image: ImageName
    let parent: Int?
    var otherImages: [(image: ImageName, line: Int)] = []
    var runs: [RunInstruction] = []
    var copies: [CopySubject] = []
  }

  init(file: Dockerfile, text: PhysicalText, defaults: [String: String], arguments: [String: String]) {
    self.arguments = arguments
    self.file = file
    self.text = text
    self.defaults = defaults
  }

  mutating func add(_ stage: Dockerfile.Stage) {
    let image = ImageName(stage.base, defaults: defaults)
    let parent = indices[image.text.lowercased()]
    for possible in possibleStages(stage.base) {
      suppliers.insert(possible)
      possibleParents.append((stage.index, possible))
    }
    var environment = parent.map { environments[$0] } ?? Environment()
    var draft = Draft(stage: stage, image: image, parent: parent)
    for (index, instruction) in stage.instructions.enumerated() {
      switch instruction.detail {
      case .copy(let copy):
        draft.copies.append(
          CopySubject(index: index, line: instruction.line, isAdd: instruction.keyword == .add, copy: copy))
        if let from = copy.flags.from { refer(to: from, line: instruction.line, in: &draft) }
      case .environment(let pairs):
        for pair in pairs { environment.set(pair.name.description, pair.value?.description ?? "") }
      case .arguments(let names):
        for name in names {
          // A name without a value may get one from outside, which is what it is declared for.
          environment.set(
            name.name.description,
            arguments[name.name.description] ?? name.value?.description ?? defaults[name.name.description] ?? "given")
        }
      case .mounts(let mounts):
        let options = mounts.map(MountOptions.init)
        for mount in options where !mount.from.isEmpty {
          refer(to: Dockerfile.Word(Array(mount.from.utf8)), line: instruction.line, in: &draft)
        }
        draft.runs.append(run(instruction, index: index, mounts: options, environment, isTrigger: false))
      case .trigger(let trigger):
        let name = trigger.bytes.prefix { !SourceText.isBlank($0) }
        if String(decoding: name, as: UTF8.self).lowercased() == "run" {
          draft.runs.append(run(instruction, index: index, mounts: [], environment, isTrigger: true))
        }
      case .expanded: break
      }
    }
    if let name = stage.name { indices[name] = stage.index }
    environments.append(environment)
    parents.append(parent)
    drafts.append(draft)
  }

  func finished() -> [StageSubject] {
    var isShipped = drafts.indices.map { !suppliers.contains($0) }
    if let last = isShipped.indices.last { isShipped[last] = true }
    var possible = possibleParents
    // Parents come earlier, so one pass from the end reaches all of them.
    for index in drafts.indices.reversed() {
      if isShipped[index], let parent = parents[index] { isShipped[parent] = true }
      while let last = possible.last, last.stage >= index {
        if isShipped[index], last.stage == index { isShipped[last.parent] = true }
        possible.removeLast()
      }
    }
    return drafts.enumerated().map { index, draft in
      StageSubject(
        stage: draft.stage, image: draft.image, parent: draft.parent, otherImages: draft.otherImages,
        runs: draft.runs, copies: draft.copies, isShipped: isShipped[index])
    }
  }

  private mutating func refer(to word: Dockerfile.Word, line: Int, in draft: inout Draft) {
    let image = ImageName(word, defaults: defaults)
    let name = image.text.lowercased()
    if let index = indices[name] ?? Int(name) {
      suppliers.insert(index)
      return
    }
    let possible = possibleStages(word)
    suppliers.formUnion(possible)
    if !possible.isEmpty { return }
    // Also what a later stage is called: the builder refuses it, and says so better.
    if file.stages.count < 1000, file.stages.contains(where: { $0.name == name }) { return }
    draft.otherImages.append((image, line))
  }

  /// The earlier stages whose names begin as a name with a variable does, as in `FROM base-$VARIANT`.
  private func possibleStages(_ word: Dockerfile.Word) -> [Int] {
    guard let dollar = word.bytes.firstIndex(of: UInt8(ascii: "$")), dollar > 0, drafts.count < 1000 else { return [] }
    let start = String(decoding: word.bytes[..<dollar], as: UTF8.self).lowercased()
    return drafts.indices.filter { drafts[$0].stage.name?.hasPrefix(start) ?? false }
  }

  private func run(
    _ instruction: Dockerfile.Instruction, index: Int, mounts: [MountOptions], _ environment: Environment,
    isTrigger: Bool
  ) -> RunInstruction {
    let source = InstructionText(
      text, from: instruction.line, through: instruction.endLine, escape: file.escape, isTrigger: isTrigger
    ).arguments
    let commands: [RunCommand]
    if let words = ExecForm.words(in: source) {
      commands = CommandReader.commands(in: words)
    } else {
      commands = CommandReader.commands(in: source, escapes: file.escape == UInt8(ascii: "\\"))
    }
    let line = instruction.line
    return RunInstruction(
      index: index, line: line,
      commands: commands.map { $0.line > 0 ? $0 : $0.at(line) }, mounts: mounts, environment: environment,
      isTrigger: isTrigger)
  }
}
