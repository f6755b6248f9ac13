internal import ContainerFiles
internal import Fingerprints

/// The images that the services of a project are run and built from, in the order of the services.
struct ComposeImages {
  private let project: ComposeProject
  private let files: ProjectFiles
  /// The variables without a value by the place of the text that uses them.
  private let unset: [ComposePlace: [String]]
  /// The names that services give to what they build.
  private let built: Set<TextKey>
  private(set) var uses: [ImageUse] = []
  private(set) var findings: [LockFinding] = []

  init(_ project: ComposeProject, files: ProjectFiles) {
    self.project = project
    self.files = files
    unset = project.warnings.reduce(into: [:]) { unset, warning in
      if let name = warning.unsetVariable { unset[warning.place, default: []].append(name) }
    }
    built = Set(project.services.filter { $0.build != nil }.compactMap(\.image).map(TextKey.init))
  }

  mutating func read() {
    for service in project.services {
      if let build = service.build {
        read(build, of: service)
      } else if let image = service.image {
        // What another service builds is not pulled.
        guard !built.contains(TextKey(image)) else { continue }
        add(image, at: service.imagePlace ?? service.place, group: service.name)
      } else if let place = service.imagePlace {
        findings.append(
          LockFinding(
            "unpinned", file: files.shown(place), line: place.line, "the image of \(service.name) is empty", grade: .c))
      }
    }
  }

  private mutating func add(_ text: String, at place: ComposePlace, group: String) {
    uses.append(
      ImageUse(
        text, unresolved: unset[place] ?? [], group: group, file: files.shown(place),
        line: place.line > 0 ? place.line : nil))
  }

  private mutating func read(_ build: ComposeBuild, of service: ComposeService) {
    for named in build.additionalContexts {
      guard case .other(let text) = named.context, let image = text.dropping(prefix: "docker-image://") else {
        continue
      }
      add(image, at: named.place, group: service.name)
    }
    guard case .inline(let text) = build.dockerfile, let place = build.inlinePlace else { return }
    do {
      let dockerfile = try Dockerfile(Array(text.utf8))
      let named = Set(build.additionalContexts.map { TextKey($0.name) })
      if let syntax = dockerfile.syntax?.description, !syntax.isEmpty { add(syntax, at: place, group: service.name) }
      // A named context takes the place of the image of that name.
      for image in try dockerfile.namedImages(buildArguments: build.arguments)
      where !named.contains(TextKey(image.text.description)) {
        uses.append(
          ImageUse(
            image.text.description, unresolved: image.unresolved.map(\.description), group: service.name,
            file: files.shown(place), line: place.line))
      }
    } catch {
      findings.append(
        LockFinding(
          "syntax", file: files.shown(place), line: place.line, "the Dockerfile of \(service.name): \(error.message)",
          grade: .unreadable))
    }
  }
}
