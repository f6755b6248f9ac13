internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import Fingerprints
internal import Model

/// Follows files of a repository to the services of its compose files, and back.
struct ComposeImpact<Repository: ComposeRepository> {
  private let files: RepositoryFiles<Repository.Tree>
  private let composeFiles: Set<BytePath>
  private let services: [ServiceReads]
  let warnings: [String]

  init(_ repository: Repository, _ reading: ComposeReading) {
    files = repository.files
    var finder = ServiceReadsFinder(repository)
    services = reading.project.enabledServices.map { finder.reads(of: $0) }
    composeFiles = Set(reading.project.files.compactMap(repository.files.inside))
    warnings = reading.warnings + finder.warnings
  }

  /// Whether `path` is read for what services are: a compose file, or an env file for its variables.
  func isComposeFile(_ path: BytePath) -> Bool { composeFiles.contains(files.prefix.appending(path)) }

  /// How a change of `path` reaches services; it is clean and relative to the directory that was asked about.
  func services(changedBy path: BytePath) -> [ServiceImpact] {
    let path = files.prefix.appending(path)
    let built = services.map { self.built($0, by: path) }
    let rebuilt = spread(built)
    return zip(services, built).flatMap { reads, own in
      let base = reads.services.first(where: rebuilt.contains)
      let place = reads.service.build?.place ?? reads.service.place
      let above = own.isEmpty ? base.map { [impact(reads.service, .service, at: place, $0)] } ?? [] : own
      return above + running(reads.service, with: path)
    }
  }

  /// The files that can change the image of the service called `name`, in byte order, as manifests print paths.
  ///
  /// - Throws: ``Breakdown`` when there is no such service.
  func inverse(_ name: String) throws -> [String] {
    guard services.contains(where: { $0.service.name == name }) else {
      throw Breakdown(
        .usage, "there is no service \"\(PathText.visible(name))\"",
        remedy: "there are: \(services.map { PathText.visible($0.service.name) }.joined(separator: ", "))")
    }
    var paths = composeFiles
    var pending = [name]
    var seen: Set<String> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, let reads = services.first(where: { $0.service.name == next }) else { continue }
      paths.formUnion([reads.dockerfile, reads.ignoreFile].compactMap { $0 })
      if let context = reads.context {
        let taken = context.files.filter { path in reads.reads.contains { $0.reads(path.bytes, isDirectory: false) } }
        paths.formUnion(taken.map { context.directory.appending($0) })
      }
      for (_, context) in reads.additional { paths.formUnion(context.files.map { context.directory.appending($0) }) }
      pending += reads.services
    }
    return paths.map(files.shown).sorted { Array($0.utf8).precedes(Array($1.utf8)) }
  }

  private func built(_ reads: ServiceReads, by path: BytePath) -> [ServiceImpact] {
    guard let build = reads.service.build else { return [] }
    var impacts: [ServiceImpact] = []
    if path == reads.dockerfile { impacts.append(impact(reads.service, .dockerfile, at: build.place)) }
    if path == reads.ignoreFile { impacts.append(impact(reads.service, .ignoreFile, at: build.place)) }
    if let inside = reads.context?.inside(path) {
      let isDirectory = reads.context?.files.contains(inside) == false
      for read in reads.reads where read.reads(inside.bytes, isDirectory: isDirectory) {
        let place = reads.inline?.place(ofLine: read.line) ?? ComposePlace(file: read.file, line: read.line)
        impacts.append(impact(reads.service, .copy, at: place, read.text))
      }
    }
    for (name, context) in reads.additional where context.inside(path) != nil || context.directory == path {
      impacts.append(impact(reads.service, .additionalContext, at: build.place, name))
    }
    return impacts
  }

  /// The names of the services that are built anew, those that build upon others included.
  private func spread(_ impacts: [[ServiceImpact]]) -> Set<String> {
    var rebuilt = Set(zip(services, impacts).filter { !$0.1.isEmpty }.map(\.0.service.name))
    var pending = Array(rebuilt)
    let dependents = Dictionary(
      grouping: services.flatMap { reads in reads.services.map { (base: $0, name: reads.service.name) } }, by: \.base)
    while let next = pending.popLast() {
      for dependent in dependents[next] ?? [] where rebuilt.insert(dependent.name).inserted {
        pending.append(dependent.name)
      }
    }
    return rebuilt
  }

  private func running(_ service: ComposeService, with path: BytePath) -> [ServiceImpact] {
    let mounts = service.bindMounts.filter { mount in
      guard let source = files.inside(mount.source) else { return false }
      return source == path || path.relative(to: source) != nil || source.relative(to: path) != nil
    }
    return mounts.map { impact(service, .bindMount, at: $0.place, $0.target) }
      + service.envFiles.filter { files.inside($0.path) == path }.map { impact(service, .envFile, at: $0.place) }
  }

  private func impact(
    _ service: ComposeService, _ reason: ServiceImpact.Reason, at place: ComposePlace, _ text: String = ""
  ) -> ServiceImpact {
    ServiceImpact(
      service: service.name, reason: reason, rebuilds: reason != .bindMount && reason != .envFile,
      file: PathText.escaped(BytePath(place.file)), line: place.line, text: text)
  }
}
