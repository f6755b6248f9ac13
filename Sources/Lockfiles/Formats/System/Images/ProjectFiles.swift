internal import ContainerFiles
internal import Fingerprints

/// The files of a tree as a compose file sees them.
struct ProjectFiles {
  private let source: any LockfileSource
  private let place: LockPath

  init(_ input: LockInput) {
    source = input.source
    place = input.path
  }

  /// The compose file's own path.
  var name: String { place.components.joined(separator: "/") }

  /// What lies above the tree's root does not exist.
  func content(of path: String) -> ComposeFileContent {
    guard let inside = LockPath("").resolving(path), let bytes = source.bytes(at: inside) else { return .missing }
    return .file(bytes)
  }

  /// The file of a finding; nil for the compose file itself.
  func shown(_ place: ComposePlace) -> String? {
    place.file.isEmpty || place.file.hasSameBytes(as: name) ? nil : place.file
  }

  /// The files that are read as parts of the compose file, and the Dockerfiles of its builds.
  func references(of project: ComposeProject) -> [LockReference] {
    let root = LockPath("")
    let parts = project.files.filter { !$0.hasSameBytes(as: name) && source.bytes(at: $0) != nil }
    let dockerfiles = project.services.compactMap { service in
      service.build.flatMap { build in
        build.dockerfilePath.map { LockReference(.file, $0, from: root, line: build.place.line) }
      }
    }
    return parts.map { LockReference(.include, $0, from: root) } + dockerfiles
  }
}
