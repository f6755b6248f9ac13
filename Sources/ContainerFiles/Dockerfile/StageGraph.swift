/// The stages of a build and the images they copy from, and which of them need which.
struct StageGraph {
  enum Base: Hashable {
    case scratch
    case stage(Int)
    case image
  }

  /// An instruction with the nodes that it takes files from.
  struct Step {
    let instruction: Dockerfile.Instruction
    /// For `COPY --from` one, for `RUN` one for each mount, else none.
    let sources: [Int]
    /// Where each of them is named.
    let origins: [Origin]
    let isTrigger: Bool
  }

  /// Where a stage or an image is named: in an instruction, and where in that.
  struct Origin {
    /// Of the instruction.
    let line: Int
    let places: InstructionPlaces
    let place: Refusal.Place

    /// The mistake at the name.
    func error(_ refusal: Refusal) -> DockerfileError {
      DockerfileError(refusal.placed(in: place.part, at: place.offset), in: places)
    }
  }

  /// A stage, or an image that an instruction names.
  struct Node {
    let name: [UInt8]?
    /// Expanded.
    let baseName: Variables.Value
    let base: Base
    /// What names the image.
    let origin: Origin
    var use = Dockerfile.BaseImage.Use.from
    var steps: [Step] = []
    var dependencies: [(node: Int, origin: Origin)] = []

    /// Of the instruction that names the image.
    var line: Int { origin.line }

    /// Images of instructions are no stages: nothing runs in them.
    var isStage: Bool { use == .from }
  }

  private(set) var nodes: [Node] = []
  private var byName: [[UInt8]: Int] = [:]

  static let scratch = Array("scratch".utf8)

  /// Adds a stage; an earlier one of the name of its base is its base, whatever image has that name.
  mutating func add(
    name: [UInt8]?, baseName: Variables.Value, origin: Origin, use: Dockerfile.BaseImage.Use = .from
  ) -> Int {
    let base: Base =
      byName[baseName.text].map { .stage($0) } ?? (baseName.text == Self.scratch ? .scratch : .image)
    nodes.append(Node(name: name, baseName: baseName, base: base, origin: origin, use: use))
    if let name { byName[name] = nodes.count - 1 }
    return nodes.count - 1
  }

  /// The last stage of that name, in any case.
  func stage(named name: [UInt8]) -> Int? { byName[RuneText.lowercased(name)] }

  /// Adds instructions to a stage, triggers before its own.
  mutating func prepend(_ steps: [Step], to stage: Int) {
    nodes[stage].steps = steps + nodes[stage].steps
    nodes[stage].dependencies += steps.flatMap { step in Array(zip(step.sources, step.origins)) }
  }

  /// An instruction with what it takes files from; images that are no stages become nodes.
  mutating func step(_ instruction: Dockerfile.Instruction, escape: UInt8, isTrigger: Bool) throws(Refusal) -> Step {
    var sources: [Int] = []
    var origins: [Origin] = []
    func origin(_ flag: String, _ number: Int, _ offset: Int) -> Origin {
      Origin(
        line: instruction.line, places: instruction.places,
        place: Refusal.Place(part: .named(flag, number), offset: FlagValues.valueOffset(of: flag) + offset))
    }
    switch instruction.detail {
    case .copy(let copy):
      guard let from = copy.flags.from else { break }
      origins = [origin("from", 0, 0)]
      sources = [
        try FlagValues.placing(in: "from") { () throws(Refusal) in
          try source(from.bytes, origin: origins[0], escape: escape)
        }
      ]
    case .mounts(let mounts):
      for (number, mount) in mounts.enumerated() {
        let from = try FlagValues.placing(in: "mount", number) { () throws(Refusal) in
          try MountReading.from(mount.bytes)
        }
        origins.append(origin("mount", number, 0))
        sources.append(node(from.isEmpty ? Self.scratch : from, origin: origins[number], use: .mount))
      }
    default: break
    }
    return Step(instruction: instruction, sources: sources, origins: origins, isTrigger: isTrigger)
  }

  /// What `COPY --from` names: a stage by number or name, else an image.
  private mutating func source(_ from: [UInt8], origin: Origin, escape: UInt8) throws(Refusal) -> Int {
    var lexer = ShellLexer(escape: escape, variables: Variables())
    guard try lexer.word(from).text == from else {
      throw Refusal("variable expansion is not supported for --from: define a stage with FROM instead")
    }
    guard let number = GoNumber.integer(from) else { return node(from, origin: origin, use: .copy) }
    guard nodes.indices.contains(number) else { throw Refusal("invalid stage index \(number)") }
    return number
  }

  private mutating func node(_ name: [UInt8], origin: Origin, use: Dockerfile.BaseImage.Use) -> Int {
    stage(named: name) ?? add(name: nil, baseName: Variables.Value(text: name), origin: origin, use: use)
  }

  /// - Throws: when stages take files from each other in a circle.
  func validateOrder() throws(DockerfileError) {
    enum Mark { case unseen, open, done }
    var marks = Array(repeating: Mark.unseen, count: nodes.count)
    for root in nodes.indices where marks[root] == .unseen {
      marks[root] = .open
      var path = [(node: root, next: 0)]
      while let (node, next) = path.last {
        guard next < nodes[node].dependencies.count else {
          marks[node] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let dependency = nodes[node].dependencies[next]
        switch marks[dependency.node] {
        case .open:
          let name = nodes[dependency.node].name.map { Refusal.quote($0) } ?? "\(dependency.node)"
          throw dependency.origin.error(Refusal("circular dependency: stage \(name) needs itself"))
        case .unseen:
          marks[dependency.node] = .open
          path.append((dependency.node, 0))
        case .done: break
        }
      }
    }
  }
}
