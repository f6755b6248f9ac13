/// Resolves `extends`: puts each service over the one that it names, in its own file or another.
///
/// Follows compose-go, but tells a cycle by the file a service really stands in.
struct ComposeExtends {
  let loader: ComposeLoader
  let scope: ComposeScope

  /// The services of one file, which are resolved as they are needed.
  private final class Table {
    let file: String
    var services: ComposeMapping
    let resets: ResetPaths

    init(_ services: ComposeMapping, of file: String, resets: ResetPaths) {
      self.file = file
      self.services = services
      self.resets = resets
    }
  }

  private struct Reference: Hashable {
    let table: ObjectIdentifier
    let service: String
  }

  /// A service and what it extends.
  private struct Step {
    let table: Table
    let name: String
    let service: ComposeMapping
    let place: ComposePlace
  }

  func resolve(
    _ services: ComposeMapping, of file: String, resets: ResetPaths
  ) throws(ComposeError) -> ComposeMapping {
    let table = Table(services, of: file, resets: resets)
    var files: [String: Table] = [:]
    for name in services.keys { try resolve(name, in: table, files: &files) }
    return table.services
  }

  /// Without recursion, since a chain can be as long as a file.
  private func resolve(_ name: String, in table: Table, files: inout [String: Table]) throws(ComposeError) {
    var steps: [Step] = []
    var seen: Set<Reference> = []
    var (name, table) = (name, table)
    var base: ComposeNode?
    while let node = table.services[name], !node.isNull {
      let service = try node.mapping("the service \(name)")
      guard let extends = service["extends"] else {
        base = node
        break
      }
      guard seen.insert(Reference(table: ObjectIdentifier(table), service: name)).inserted else {
        throw ComposeError(
          extends.place, "services extend each other: \(Self.chain(steps, name, in: table))",
          remedy: "remove one \"extends\"")
      }
      steps.append(Step(table: table, name: name, service: service, place: node.place))
      guard let next = try follow(extends, from: table, files: &files) else { break }
      (name, table) = next
    }
    for step in steps.reversed() {
      var own = step.service
      own["extends"] = nil
      var merged = ComposeNode(.mapping(own), at: step.place)
      if var below = base?.mapping, let place = base?.place {
        step.table.resets["services"][step.name].apply(to: &below)
        merged = try loader.merge.service(ComposeNode(.mapping(below), at: place), merged)
        merged.place = step.place
      }
      step.table.services[step.name] = merged
      base = merged
    }
  }

  private static func chain(_ steps: [Step], _ name: String, in table: Table) -> String {
    let names = steps.map { "\($0.name) in \($0.table.file)" } + ["\(name) in \(table.file)"]
    // The ends tell enough of a long one.
    let shown = names.count > 8 ? Array(names.prefix(4)) + ["…"] + Array(names.suffix(3)) : names
    return shown.joined(separator: " extends ")
  }

  /// - Returns: nil when the service is not there and that is let pass.
  private func follow(
    _ node: ComposeNode, from table: Table, files: inout [String: Table]
  ) throws(ComposeError) -> (String, Table)? {
    var service = node
    var file: ComposeNode?
    if node.string == nil {
      let keys = try node.mapping("\"extends\"")
      if let unknown = keys.entries.first(where: { !["service", "file"].contains($0.key) }) {
        throw ComposeError(
          unknown.node.place, "\"extends\" has no key \(ComposeError.quote(unknown.key))",
          remedy: "use service and file")
      }
      guard let named = keys["service"] else {
        throw ComposeError(node.place, "\"extends\" names no service", remedy: "give it a \"service\"")
      }
      service = named
      file = keys["file"].flatMap { $0.isNull ? nil : $0 }
    }
    let name = try service.string("the service in \"extends\"")
    guard let target = if let file { try self.table(of: file, files: &files) } else { table } else { return nil }
    guard target.services[name] != nil else {
      try loader.session.complain(
        ComposeError(
          service.place, "there is no service \(ComposeError.quote(name)) in \(target.file) to extend",
          remedy: "name a service of that file"), hidesServices: true)
      return nil
    }
    return (name, target)
  }

  /// The services of another file, which is read once; nil when it is not there and that is let pass.
  private func table(of node: ComposeNode, files: inout [String: Table]) throws(ComposeError) -> Table? {
    let text = try node.string("the file in \"extends\"")
    let path = if case .scalar(_, .path) = node.value { text } else { ComposePath.join(scope.directory, text) }
    if let known = files[path] { return known }
    guard let source = try ComposeFileReference.read(text, path: path, at: node.place, session: loader.session)
    else { return nil }
    var model = ComposeModel()
    var resets = ResetPaths()
    for document in source.documents {
      let root = try ComposeInterpolation.apply(
        to: document.root, environment: scope.environment, session: loader.session)
      document.resets.apply(to: &model)
      let current = try ComposeModel(root, session: loader.session)
      model = try loader.canonical(loader.merge.model(model, current))
      resets = document.resets
    }
    let rebasing = ComposeRebasing(directory: ComposePath.directory(of: path), home: loader.home)
    let table = Table(try rebasing.apply(to: model).services, of: path, resets: resets)
    files[path] = table
    return table
  }
}
