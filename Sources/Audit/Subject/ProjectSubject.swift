internal import ContainerFiles

/// Compose files, merged, as rules look at them.
struct ProjectSubject {
  let project: ComposeProject
  /// Whether a directory lies in the repository; as the project has it.
  let isInside: (String) -> Bool

  /// Something in one of the files.
  struct Hit {
    let place: ComposePlace
    let message: String
  }

  var builds: [ComposeBuild] { project.services.compactMap(\.build) }

  /// By the text of a path alone.
  static func isBelow(_ path: String) -> Bool {
    !["/", "~", "../"].contains(where: path.hasPrefix) && path != ".."
  }
}
