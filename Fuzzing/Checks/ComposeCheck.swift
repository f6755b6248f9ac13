internal import Audit
internal import ContainerFiles

/// A compose file, one that is merged into it, what every other file holds, and a daemon.json, zero bytes between.
enum ComposeCheck {
  static func run(_ input: [UInt8]) throws {
    let parts = input.parts(4)
    let files = [("compose.yaml", parts[0]), ("override.yaml", parts[1])].filter { !$0.1.isEmpty }
    for lenient in [false, true] {
      try projects(files.map { ComposeInput(name: $0.0, bytes: $0.1) }, other: parts[2], lenient: lenient)
    }
    let lines = editorLineCount(parts[0])
    for finding in Audit.compose(parts[0], name: "compose.yaml") {
      try requireSafe(finding.message, "a finding")
      try require((0...lines).contains(finding.line), "line \(finding.line) of a finding is one of \(lines)")
    }
    for finding in Audit.daemon(parts[3], name: "daemon.json") {
      try requireSafe(finding.message, "a finding")
      try require((0...editorLineCount(parts[3])).contains(finding.line), "line \(finding.line) of a finding")
    }
  }

  private static func projects(_ files: [ComposeInput], other: [UInt8], lenient: Bool) throws {
    var options = ComposeOptions(
      environment: ["A": "x", "EMPTY": "", "HOME": "/root"], profiles: ["*"], isLenient: lenient, keepsUnset: lenient)
    options.limits.totalSize = 1 << 20
    options.limits.expansion = 1 << 20
    func read() throws(ComposeError) -> ComposeProject {
      // A long chain of files of one content is the same as a short one.
      try ComposeProject.read(files, options: options) { path in
        other.isEmpty || path.utf8.count > 60 ? .missing : .file(other)
      }
    }
    func hold(_ place: ComposePlace) throws {
      guard let own = files.first(where: { $0.name == place.file }) else { return }
      let lines = editorLineCount(own.bytes)
      try require((0...lines).contains(place.line), "line \(place.line) is one of \(lines)")
      try require(place.column >= 0 && place.column <= own.bytes.count + 1, "column \(place.column)")
    }
    let project: ComposeProject
    do throws(ComposeError) {
      project = try read()
    } catch {
      try requireSafe("\(error)", "an error")
      return try hold(error.place)
    }
    try require((try? read()) == project, "reading twice is the same")
    for warning in project.warnings {
      try requireSafe("\(warning)", "a warning")
      try hold(warning.place)
    }
    for service in project.services {
      try hold(service.place)
      if let place = service.imagePlace { try hold(place) }
      for mount in service.bindMounts { try hold(mount.place) }
      for file in service.envFiles { try hold(file.place) }
      guard let build = service.build else { continue }
      try hold(build.place)
      try hold(build.contextPlace)
      for named in build.additionalContexts { try hold(named.place) }
    }
    let names = project.services.map { Array($0.name.utf8) }
    try require(Set(names).count == names.count, "each service is there once")
    _ = Audit.project(project) { _ in lenient }
  }
}
