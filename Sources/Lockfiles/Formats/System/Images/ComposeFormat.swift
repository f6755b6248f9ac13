internal import ContainerFiles
internal import Fingerprints

/// A compose file as a lock of the images that its services run and are built from.
struct ComposeFormat: LockfileFormat {
  let name = "compose"
  let ecosystem = ImagePins.ecosystem

  func recognises(_ path: LockPath) -> Bool {
    guard let (stem, ending) = path.name.split(atLast: UInt8(ascii: ".")), ending == "yml" || ending == "yaml" else {
      return false
    }
    guard let rest = stem.dropping(prefix: "docker-compose") ?? stem.dropping(prefix: "compose") else { return false }
    return rest.isEmpty || [".", "-", "_"].contains { rest.starts(with: $0) }
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let files = ProjectFiles(input)
    let project: ComposeProject
    do {
      project = try ComposeProject.read(
        [ComposeInput(name: files.name, bytes: input.bytes)],
        options: ComposeOptions(isLenient: true, keepsUnset: true), access: files.content(of:))
    } catch {
      return .unreadable(
        SyntaxFailure(line: error.place.line > 0 ? error.place.line : nil, message: Self.message(error)),
        file: files.shown(error.place))
    }
    guard !project.services.isEmpty else {
      return .unreadable(SyntaxFailure(line: nil, message: "there are no services, so this is no compose file"))
    }
    var contents = LockContents()
    contents.freshness = .unknown("a compose file is not made from anything")
    for warning in project.warnings where warning.hidesServices {
      contents.findings.append(
        LockFinding(
          "include.missing", file: files.shown(warning.place), line: warning.place.line, warning.message,
          grade: .unreadable))
    }
    var reading = ComposeImages(project, files: files)
    reading.read()
    let pins = ImagePins(reading.uses)
    contents.packages = pins.packages
    contents.findings += reading.findings + pins.findings
    contents.references = files.references(of: project)
    return contents
  }

  /// What is wrong. A value with a variable in a form that is not valid is not shown: it may hold a secret.
  private static func message(_ error: ComposeError) -> String {
    error.message.holds("$") ? "a variable is named in a form that is not valid; " + error.remedy : error.message
  }
}
