/// Goes through a Dockerfile as a build does, without building.
///
/// The order of the steps is that of `dockerfile2llb`, so that of several mistakes the same one is reported.
struct BuildPlanner {
  private let file: Dockerfile
  private let target: String?
  /// The number of the stage to build, which may have no name; nil to go by ``target``.
  private let number: Int?
  private var context: ExpansionContext
  private var graph = StageGraph()

  /// - Parameter number: the stage to build, whatever its name; nil to go by `target`.
  init(_ file: Dockerfile, target: String?, number: Int? = nil, arguments: [String: String]) {
    self.number = number
    self.file = file
    self.target = target.flatMap { $0.isEmpty ? nil : $0 }
    let name = self.target ?? file.stages.last?.name ?? "default"
    context = ExpansionContext(escape: file.escape, arguments: arguments, targetStage: name)
  }

  mutating func plan() throws(DockerfileError) -> Dockerfile.BuildPlan {
    try addStages()
    let goal = try resolveTarget()
    for stage in file.stages { try addSteps(of: stage) }
    try graph.validateOrder()
    let needed = try reach(from: [goal])
    return try walk(needed)
  }

  /// The images that the stages name, needed or not; nothing is looked at in them but what they take files from.
  mutating func images() throws(DockerfileError) -> [Dockerfile.BaseImage] {
    context.noteUnset()
    try addStages()
    for stage in file.stages { try addSteps(of: stage) }
    try graph.validateOrder()
    var users: [Int: Int] = [:]
    for stage in try reach(from: Array(file.stages.indices)) where graph.nodes[stage].isStage {
      for dependency in graph.nodes[stage].dependencies { users[dependency.node] = stage }
    }
    var images: [Dockerfile.BaseImage] = []
    for (index, node) in graph.nodes.enumerated() where node.base == .image {
      images.append(try image(node, stage: node.isStage ? index : users[index] ?? index))
    }
    return images.sorted { $0.line < $1.line }
  }

  private mutating func addStages() throws(DockerfileError) {
    for instruction in file.globalArguments {
      guard case .arguments(let names) = instruction.detail else { continue }
      try context.located(instruction.places) { (context) throws(Refusal) in try context.declareGlobal(names) }
    }
    for stage in file.stages { try add(stage) }
  }

  private mutating func add(_ stage: Dockerfile.Stage) throws(DockerfileError) {
    let base = try context.located(stage.places) { (context) throws(Refusal) in try context.base(of: stage) }
    let origin = StageGraph.Origin(
      line: stage.line, places: stage.places, place: Refusal.Place(part: .argument(0), offset: 0))
    _ = graph.add(name: stage.name.map { Array($0.utf8) }, baseName: base, origin: origin)
  }

  private func resolveTarget() throws(DockerfileError) -> Int {
    if let number { return number }
    guard let target else { return file.stages.count - 1 }
    guard let stage = graph.stage(named: Array(target.utf8)) else {
      throw DockerfileError("there is no stage \(Refusal.quote(Array(target.utf8))) to build")
    }
    return stage
  }

  private mutating func addSteps(of stage: Dockerfile.Stage) throws(DockerfileError) {
    var steps: [StageGraph.Step] = []
    for instruction in stage.instructions {
      do throws(Refusal) {
        steps.append(try graph.step(instruction, escape: file.escape, isTrigger: false))
      } catch {
        throw DockerfileError(error, in: instruction.places)
      }
    }
    graph.prepend(steps, to: stage.index)
  }

  /// The nodes that the goals need, triggers of bases included, which can need more.
  private mutating func reach(from goals: [Int]) throws(DockerfileError) -> [Int] {
    for node in graph.nodes where node.base == .image { _ = try reference(of: node) }
    var triggers = TriggerReading()
    var reached = Set(goals)
    var open = goals
    while let index = open.popLast() {
      var following: [Int] = []
      if case .stage(let base) = graph.nodes[index].base {
        following.append(base)
        if base < file.stages.count {
          var steps: [StageGraph.Step] = []
          for instruction in try triggers.instructions(of: file.stages[base]) {
            do throws(Refusal) {
              try context.budget.spend(100)
              steps.append(try graph.step(instruction, escape: file.escape, isTrigger: true))
            } catch {
              throw DockerfileError(error, in: instruction.places)
            }
          }
          graph.prepend(steps, to: index)
        }
      }
      following += graph.nodes[index].dependencies.map(\.node)
      for next in following where reached.insert(next).inserted { open.append(next) }
    }
    return reached.sorted()
  }

  private func reference(of node: StageGraph.Node) throws(DockerfileError) -> ImageReference? {
    guard node.baseName.unresolved.isEmpty else { return nil }
    do throws(Refusal) {
      return try ImageReference(node.baseName.text)
    } catch {
      throw node.origin.error(error)
    }
  }

  private mutating func walk(_ needed: [Int]) throws(DockerfileError) -> Dockerfile.BuildPlan {
    var images: [Dockerfile.BaseImage] = []
    var walk = StageWalk(graph: graph, context: context)
    for index in needed where graph.nodes[index].isStage {
      let node = graph.nodes[index]
      try walk.run(index)
      if node.base == .image { images.append(try image(node, stage: index)) }
      for source in Set(node.dependencies.map(\.node)).sorted() where !graph.nodes[source].isStage {
        let image = graph.nodes[source]
        if image.base == .image { images.append(try self.image(image, stage: index)) }
      }
    }
    return Dockerfile.BuildPlan(
      stages: needed.filter { graph.nodes[$0].isStage }, contextReads: walk.reads, baseImages: images,
      transfer: walk.transfer, stageCopies: walk.stageCopies, runs: walk.runs,
      bases: needed.reduce(into: [:]) { bases, index in
        if case .stage(let base) = graph.nodes[index].base { bases[index] = base }
      })
  }

  private func image(_ node: StageGraph.Node, stage: Int) throws(DockerfileError) -> Dockerfile.BaseImage {
    Dockerfile.BaseImage(
      use: node.use, stage: stage, line: node.line, text: Dockerfile.Word(node.baseName.text),
      reference: try reference(of: node), unresolved: node.baseName.unresolved)
  }
}
