internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import Model

/// A project as compose files of a repository describe it.
struct ComposeReading {
  let project: ComposeProject
  /// One sentence each, safe to print.
  let warnings: [String]

  static var none: Breakdown {
    Breakdown(
      .usage, "there is no compose file in the directory or above it in the repository",
      remedy: "name one with --file, relative to the directory")
  }

  /// Reads the files that `choice` names, or those that Compose would find.
  ///
  /// - Returns: nil when none are named and none are found.
  /// - Throws: ``ComposeError`` with the first mistake that reading cannot go on after.
  static func read(
    _ choice: ComposeChoice, in files: RepositoryFiles<some ContextFiles>
  ) throws(ComposeError) -> ComposeReading? {
    var names = choice.files.map { ComposeReading.clean($0) }
    var options = choice.options
    var warnings: [String] = []
    if names.isEmpty {
      let found = try ComposeDiscovery.find(in: ".", options: options, access: files.content)
      guard !found.names.isEmpty else { return nil }
      (names, options, warnings) = (found.names, found.options, found.warnings)
    }
    let project = try ComposeProject.read(named: names, options: options, access: files.content)
    let variables = Set(project.warnings.compactMap(\.unsetVariable)).sorted()
    warnings += project.warnings.filter { $0.unsetVariable == nil }.map(\.description)
    if let file = project.files.first, !variables.isEmpty {
      let names = variables.map { PathText.visible($0) }.joined(separator: ", ")
      // One sentence for all of them, of which a file can use many.
      warnings.append(
        "\(PathText.visible(file)): read as if these variables were empty, which are set nowhere: \(names)")
    }
    return ComposeReading(project: project, warnings: warnings)
  }

  /// Without a leading `./`, so that one file has one name.
  private static func clean(_ path: String) -> String {
    guard path.utf8.first != UInt8(ascii: "/") else { return path }
    return path.hasPrefix("./") ? clean(String(path.dropFirst(2))) : path
  }
}

extension Breakdown {
  /// A mistake in compose files; what cannot be read in a repository is the repository's matter.
  init(_ error: ComposeError) {
    self.init(
      .usage, "\(PathText.visible(error.place.description)): \(error.message)", remedy: error.remedy)
  }
}
