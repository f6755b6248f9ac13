internal import Fingerprints

/// What the inputs of pip-compile or uv ask for.
struct CompiledInputs {
  struct Wish {
    let requirement: Requirement
    /// Whether the package must be there; a constraint only limits its version.
    let asksFor: Bool
    /// File and line, or file and key.
    let place: String
  }

  private let command: CompileCommand
  private let source: any LockfileSource
  private(set) var list: [Wish] = []
  /// Whether all that is asked for is known by its name.
  private(set) var isComplete = true

  init(command: CompileCommand, source: any LockfileSource) {
    self.command = command
    self.source = source
  }

  /// Reads a file of requirements, with what it includes, or a manifest.
  mutating func read(_ path: LockPath) throws(SyntaxFailure) {
    if path.name.starts(with: "setup.") {
      throw SyntaxFailure(line: nil, message: "what it requires is known to Python alone")
    }
    guard path.name.ends(with: ".toml") else {
      let reading = try requirements(path)
      isComplete = isComplete && reading.options.remoteIncludes.isEmpty
      for entry in reading.entries {
        if entry.requirement.name == nil { isComplete = false }
        let file = LockPath(entry.file ?? path.text).name
        list.append(Wish(requirement: entry.requirement, asksFor: !entry.isConstraint, place: "\(file):\(entry.line)"))
      }
      return
    }
    try read(manifest: path)
  }

  mutating func read(constraints path: LockPath) {
    for entry in (try? requirements(path))?.entries ?? [] {
      list.append(Wish(requirement: entry.requirement, asksFor: false, place: "\(path.name):\(entry.line)"))
    }
  }

  /// What stands here counts instead of what the inputs say of the same packages.
  mutating func read(overrides path: LockPath) {
    let entries = (try? requirements(path))?.entries ?? []
    let overridden = Set(entries.compactMap(\.requirement.name).map { TextKey($0) })
    list = list.map { wish in
      guard let name = wish.requirement.name, overridden.contains(TextKey(name)) else { return wish }
      var requirement = wish.requirement
      requirement.specifier = .any
      return Wish(requirement: requirement, asksFor: wish.asksFor, place: wish.place)
    }
    list += entries.map { Wish(requirement: $0.requirement, asksFor: false, place: "\(path.name):\($0.line)") }
  }

  private func requirements(_ path: LockPath) throws(SyntaxFailure) -> RequirementsReading {
    var reading = RequirementsReading(root: path, source: source)
    reading.read(source.bytes(at: path.text) ?? [])
    if let fault = reading.findings.first(where: { $0.lowersGradeTo == .unreadable }) {
      throw SyntaxFailure(line: fault.line, message: fault.message)
    }
    return reading
  }

  private mutating func read(manifest path: LockPath) throws(SyntaxFailure) {
    let root = try TOMLText.parse(try FileText.decode(source.bytes(at: path.text) ?? []))
    let project = root["project"]
    if project?["dynamic"]?.strings.contains("dependencies") == true {
      throw SyntaxFailure(line: nil, message: "its dependencies are known to its build alone")
    }
    var lists: [(key: String, items: DataValue)] = []
    if let items = project?["dependencies"] { lists.append(("dependencies", items)) }
    for (name, items) in project?["optional-dependencies"]?.members ?? [] {
      guard command.takesAllExtras || isNamed(name, in: command.extras) else { continue }
      lists.append(("optional-dependencies.\(name)", items))
    }
    for (name, items) in root["dependency-groups"]?.members ?? [] where isNamed(name, in: command.groups) {
      lists.append(("dependency-groups.\(name)", items))
      // What an included group asks for is not looked up.
      if items.items.contains(where: { $0.table != nil }) { isComplete = false }
    }
    let own = project?["name"]?.string.map { PackageName.normalized($0) }
    for (key, items) in lists {
      for line in items.strings {
        guard let requirement = Requirement(line), let name = requirement.name else {
          isComplete = false
          continue
        }
        if let own, own.hasSameBytes(as: name) {
          isComplete = false
          continue
        }
        list.append(Wish(requirement: requirement, asksFor: true, place: "\(path.name): \(key)"))
      }
    }
  }

  private func isNamed(_ name: String, in names: [String]) -> Bool {
    let name = PackageName.normalized(name)
    return names.contains { $0.hasSameBytes(as: name) }
  }
}
