internal import ContainerFiles
internal import ContextAdvice
internal import Fingerprints

/// What the build of one service reads of a repository; all paths from the repository's root.
struct ServiceReads {
  /// A context: where it is and what of it a builder gets.
  struct Context {
    let directory: BytePath
    /// From the context's root, directories too.
    let listed: Set<BytePath>
    /// From the context's root, without directories.
    let files: [BytePath]

    /// `path` as seen from the context, when the builder gets it.
    func inside(_ path: BytePath) -> BytePath? {
      guard let relative = path.relative(to: directory), listed.contains(relative) else { return nil }
      return relative
    }
  }

  let service: ComposeService
  let dockerfile: BytePath?
  let ignoreFile: BytePath?
  /// Nil when the service is not built from a directory, or from none that can be read.
  let context: Context?
  let reads: [BuildRead]
  /// Where in a compose file a Dockerfile's line is; nil for a Dockerfile that is a file.
  let inline: InlineDockerfile?
  let additional: [(name: String, context: Context)]
  /// The names of services that it builds upon.
  let services: [String]
}
