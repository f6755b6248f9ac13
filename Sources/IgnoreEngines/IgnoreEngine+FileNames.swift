extension IgnoreEngine {
  /// The names under which the ignore file is looked for, relative to the context; the first that exists is the only
  /// one read.
  ///
  /// Sources: BuildKit, frontend/dockerui, `Client.DockerIgnorePatterns`; docker/cli, `ReadDockerignore`; buildah,
  /// pkg/parse, `ContainerIgnoreFile`; kaniko, pkg/util/fs_util.go, `getExcludedFiles`. git, which has no such names,
  /// is asked about the text that BuildKit would read.
  ///
  /// - Parameter dockerfile: the Dockerfile as it was named to the builder.
  public func ignoreFileNames(dockerfile: String) -> [String] {
    switch self {
    case .buildkit, .kaniko, .gitignore: [dockerfile + ".dockerignore", ".dockerignore"]
    case .classic: [".dockerignore"]
    case .buildah:
      // Beside the Dockerfile Docker's name wins, in the context buildah's own.
      [dockerfile + ".dockerignore", dockerfile + ".containerignore", ".containerignore", ".dockerignore"]
    }
  }
}
