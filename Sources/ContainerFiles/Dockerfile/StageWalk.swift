/// Goes through the instructions of stages in order, keeps their variables and notes what reads the context.
struct StageWalk {
  private let graph: StageGraph
  private var context: ExpansionContext
  private(set) var reads: [Dockerfile.ContextRead] = []
  private(set) var stageCopies: [Dockerfile.StageCopy] = []
  private(set) var runs: [Dockerfile.Run] = []
  /// Of the stage that is gone through.
  private var workingDirectory: [UInt8] = [0x2F]
  /// What BuildKit would ask the client for, absolute in the context.
  private var requested: Set<Dockerfile.Word> = []
  private var environments: [Int: Environment] = [:]

  /// A stage's variables.
  private struct Environment {
    var variables = Variables()
    /// Those of `ENV`, which win over arguments again in a stage built upon this one.
    var ofImage: [[UInt8]: Variables.Value] = [:]
    var workingDirectory: [UInt8] = [0x2F]
  }

  init(graph: StageGraph, context: ExpansionContext) {
    self.graph = graph
    self.context = context
  }

  var transfer: Dockerfile.Transfer {
    guard !reads.isEmpty else { return .nothing }
    guard !requested.contains("/") else { return .everything }
    return .paths(requested.map { Dockerfile.Word(Array($0.bytes.dropFirst())) }.sorted())
  }

  /// Stages must be run in their order.
  mutating func run(_ stage: Int) throws(DockerfileError) {
    let node = graph.nodes[stage]
    var environment = try environment(of: node)
    workingDirectory = environment.workingDirectory
    for step in node.steps {
      do throws(Refusal) {
        try run(step, in: stage, &environment)
      } catch {
        throw DockerfileError(error, in: step.instruction.places)
      }
    }
    environment.workingDirectory = workingDirectory
    environments[stage] = environment
  }

  private mutating func environment(of node: StageGraph.Node) throws(DockerfileError) -> Environment {
    switch node.base {
    case .stage(let base):
      var environment = environments[base] ?? Environment()
      let size = environment.variables.values.count
      try context.located(node.origin.places) { (context) throws(Refusal) in try context.budget.spend(8 * size) }
      environment.variables.values.merge(environment.ofImage) { _, image in image }
      return environment
    case .scratch:
      let path = Variables.Value(text: Array("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".utf8))
      let name = Array("PATH".utf8)
      return Environment(variables: Variables(values: [name: path]), ofImage: [name: path])
    case .image: return Environment(variables: Variables(isOpen: true))
    }
  }

  private mutating func run(
    _ step: StageGraph.Step, in stage: Int, _ environment: inout Environment
  ) throws(Refusal) {
    switch step.instruction.detail {
    case .copy(let copy): try run(copy, of: step, in: stage, environment.variables)
    case .mounts(let mounts): try run(mounts, of: step, in: stage, environment.variables)
    case .arguments(let names): try declare(names, &environment.variables)
    case .environment(let pairs):
      // All of one instruction are expanded before any of them counts.
      var expanded: [([UInt8], Variables.Value)] = []
      for (number, pair) in pairs.enumerated() {
        let name = try context.expand(pair.name.bytes, with: environment.variables, argument: 2 * number).text
        let value = try context.expand(
          pair.value?.bytes ?? [], with: environment.variables, argument: 2 * number + 1)
        expanded.append((name, value))
      }
      for (name, value) in expanded {
        environment.variables.values[name] = value
        environment.ofImage[name] = value
      }
    case .expanded(let words):
      for (number, word) in words.enumerated() {
        let text = try context.expand(word.bytes, with: environment.variables, argument: number).text
        if step.instruction.keyword == .workdir {
          workingDirectory = ContextPath.clean(text.first == 0x2F ? text : workingDirectory + [0x2F] + text)
        }
        if text.isEmpty, step.instruction.keyword == .volume {
          throw Refusal("VOLUME must not name an empty path", in: .argument(number))
        }
      }
    case .trigger: break
    }
  }

  private mutating func declare(_ names: [Dockerfile.Argument], _ variables: inout Variables) throws(Refusal) {
    for (number, argument) in names.enumerated() {
      let name = argument.name.bytes
      let value: Variables.Value?
      if let given = context.arguments[name] {
        value = Variables.Value(text: given)
      } else if let written = argument.value {
        value = try context.expand(written.bytes, with: variables, argument: number, at: name.count + 1)
      } else {
        value = context.globals.values[name]
      }
      // These two speak to the builder and are never variables.
      guard let value, name != Array("BUILDKIT_SBOM_SCAN_CONTEXT".utf8), name != Array("BUILDKIT_SBOM_SCAN_STAGE".utf8)
      else { continue }
      variables.values[name] = value
    }
  }

  private mutating func run(
    _ copy: Dockerfile.CopyInstruction, of step: StageGraph.Step, in stage: Int, _ variables: Variables
  ) throws(Refusal) {
    let isAdd = step.instruction.keyword == .add
    let flags = try CopyChecks.Flags(copy.flags, &context, variables)
    var texts: [Variables.Value] = []
    for (source, number) in zip(copy.sources, copy.sourceNumbers) {
      texts.append(try context.expand(source.bytes, with: variables, argument: number))
    }
    let destination = try context.expand(
      copy.destination.bytes, with: variables, argument: copy.sources.count + copy.documents.count)
    for document in copy.documents where document.expands { try expand(document, with: variables) }
    if let source = step.sources.first {
      try FlagValues.placing(in: "from") { () throws(Refusal) in try requireEarlier(source, than: stage) }
    }
    try flags.validate(sources: texts)

    var sources: [Dockerfile.Source] = []
    for (text, number) in zip(texts, copy.sourceNumbers) {
      try Refusal.placing(in: .argument(number)) { () throws(Refusal) in
        // Unknown parts of a name are taken for no part of a scheme.
        switch try RemoteSource.kind(of: text.text) {
        case .local: sources.append(ContextSources.source(text, parents: copy.flags.parents))
        case .git where !isAdd: throw Refusal("a source of COPY can't be a git repository")
        case .http where !isAdd: throw Refusal("a source of COPY can't be a URL")
        case .git, .http: break
        }
      }
    }
    guard copy.flags.from == nil else {
      if let source = step.sources.first, graph.nodes[source].isStage {
        stageCopies.append(
          Dockerfile.StageCopy(
            stage: stage, line: step.instruction.line, isTrigger: step.isTrigger, from: source,
            sources: texts.map { Dockerfile.Word($0.text) }, destination: Dockerfile.Word(destination.text),
            workingDirectory: Dockerfile.Word(workingDirectory)))
      }
      return
    }
    for text in texts where !(isAdd && ["http://", "https://"].contains { text.text.starts(with: $0.utf8) }) {
      // Repositories with other URLs are asked for as if they were paths, as in the reference.
      requested.insert(Dockerfile.Word(ContextPath.clean(text.text)))
    }
    note(isAdd ? .add : .copy, step, in: stage, sources, destination.text, copy.flags)
  }

  private mutating func run(
    _ mounts: [Dockerfile.Word], of step: StageGraph.Step, in stage: Int, _ variables: Variables
  ) throws(Refusal) {
    runs.append(
      Dockerfile.Run(
        stage: stage, line: step.instruction.line, isTrigger: step.isTrigger,
        workingDirectory: Dockerfile.Word(workingDirectory)))
    var read: [RunMount] = []
    for (number, mount) in mounts.enumerated() {
      let value = try FlagValues.placing(in: "mount", number) { () throws(Refusal) in
        try MountReading.read(mount.bytes) { (text) throws(Refusal) in try context.expand(text, with: variables) }
      }
      read.append(value)
    }
    for (number, (mount, source)) in zip(read, step.sources).enumerated() {
      try FlagValues.placing(in: "mount", number) { () throws(Refusal) in
        if !mount.from.isEmpty { try requireEarlier(source, than: stage) }
        guard mount.target != [UInt8(ascii: "/")] || mount.kind == .secret || mount.kind == .ssh else {
          throw Refusal("invalid mount target \"/\"")
        }
      }
      guard mount.kind != .secret, mount.kind != .ssh else { continue }
      // A cache without a source starts empty. A tmpfs does too, but the reference asks for the context all the same.
      guard mount.from.isEmpty, mount.kind != .cache else { continue }
      requested.insert(Dockerfile.Word(ContextPath.clean(mount.source)))
      guard mount.kind == .bind else { continue }
      let value = Variables.Value(text: mount.source, unresolved: mount.unresolved)
      note(.runMount, step, in: stage, [ContextSources.source(value, parents: false)], mount.target, nil)
    }
  }

  private mutating func expand(_ document: Dockerfile.Document, with variables: Variables) throws(Refusal) {
    let content = document.content.bytes
    do throws(Refusal) {
      try context.expandDocument(content, with: variables)
    } catch {
      let before = content.prefix(error.place?.offset ?? 0)
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      throw Refusal(
        error.message, in: .document(document.number, line: before.count { $0 == 0x0A }), at: before.count - start)
    }
  }

  private func requireEarlier(_ source: Int, than stage: Int) throws(Refusal) {
    guard graph.nodes[source].isStage, source > stage else { return }
    throw Refusal(
      "cannot take files from stage \(graph.nodes[source].name.map { Refusal.quote($0) } ?? "\(source)"): "
        + "it is defined after this one")
  }

  private mutating func note(
    _ reader: Dockerfile.Reader, _ step: StageGraph.Step, in stage: Int, _ sources: [Dockerfile.Source],
    _ destination: [UInt8], _ flags: Dockerfile.CopyFlags?
  ) {
    guard !sources.isEmpty else { return }
    reads.append(
      Dockerfile.ContextRead(
        reader: reader, stage: stage, line: step.instruction.line, endLine: step.instruction.endLine,
        text: step.instruction.text, isTrigger: step.isTrigger, sources: sources,
        destination: Dockerfile.Word(destination),
        workingDirectory: Dockerfile.Word(workingDirectory), excludes: flags?.excludes ?? [],
        parents: flags?.parents ?? false))
  }
}
