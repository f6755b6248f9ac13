internal import ContainerFiles

/// A Dockerfile as rules look at it.
struct DockerfileSubject {
  let file: Dockerfile
  let text: PhysicalText
  let stages: [StageSubject]
  /// Values given to `ARG` and `ENV` in the file, by name; the first one wins.
  let defaults: [String: String]
  let context: ContextAnswers?
  /// Every command of every stage, with where it runs.
  let commands: [Located]
  /// For each stage the instruction that first sets packages to a snapshot.
  let snapshots: [Int?]

  struct Located {
    let stage: StageSubject
    let run: RunInstruction
    let command: RunCommand
  }

  /// - Parameter arguments: values for `ARG` from outside.
  init(_ bytes: [UInt8], context: ContextAnswers?, arguments: [String: String] = [:]) throws(DockerfileError) {
    file = try Dockerfile(bytes)
    self.context = context
    text = PhysicalText(bytes)
    defaults = Self.defaults(of: file, arguments)
    var builder = StageBuilder(file: file, text: text, defaults: defaults, arguments: arguments)
    for stage in file.stages { builder.add(stage) }
    stages = builder.finished()
    snapshots = stages.map(\.firstSnapshot)
    commands = stages.flatMap { stage in
      stage.runs.flatMap { run in run.commands.map { Located(stage: stage, run: run, command: $0) } }
    }
  }

  var usesPython: Bool {
    stages.contains { $0.image.shortName.contains("python") || $0.image.shortName.contains("conda") }
      || commands.contains {
        PythonProgram.isInterpreter($0.command.program) || $0.command.isProgram("pip")
          || ["poetry", "pipenv", "pdm", "uv", "conda", "mamba"].contains($0.command.program)
      }
  }

  /// The stage and those it is built upon, as far as they are in this file.
  func chain(of stage: StageSubject) -> [StageSubject] {
    var chain = [stage]
    // No file that people write has more, and a long one asked for at every command would take for ever.
    while chain.count < 64, let parent = chain[chain.count - 1].parent { chain.append(stages[parent]) }
    return chain
  }

  /// Whether something was done before the instruction `index` of a stage, in it or in those it is built upon.
  ///
  /// - Parameter first: for each stage the instruction that does it first. Asking every command about every other
  ///   would take for ever with long files.
  func isDone(_ first: [Int?], before index: Int, of stage: StageSubject) -> Bool {
    chain(of: stage).enumerated().contains { offset, member in
      guard let done = first[member.stage.index] else { return false }
      return offset > 0 || done < index
    }
  }

  private static func defaults(of file: Dockerfile, _ given: [String: String]) -> [String: String] {
    var values: [String: String] = [:]
    for instruction in file.globalArguments + file.stages.flatMap(\.instructions) {
      let names: [Dockerfile.Argument]
      switch instruction.detail {
      case .arguments(let arguments):
        names = arguments
        for argument in arguments where values[argument.name.description] == nil {
          values[argument.name.description] = given[argument.name.description]
        }
      case .environment(let pairs): names = pairs
      default: continue
      }
      for name in names {
        guard let value = name.value, values[name.name.description] == nil else { continue }
        let text = value.description
        values[name.name.description] =
          text.hasPrefix("\"") && text.hasSuffix("\"") && text.utf8.count > 1
          ? String(text.dropFirst().dropLast()) : text
      }
    }
    return values
  }
}
