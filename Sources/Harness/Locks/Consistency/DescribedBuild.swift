internal import BuildContext
internal import ContainerFiles
internal import Fingerprints

/// A build of an image, as the files of a repository describe it; all paths from the repository's root.
struct DescribedBuild {
  /// The Dockerfile, or the compose file that it is written in.
  let file: String
  let bytes: [UInt8]
  /// Nil for a Dockerfile that is a file.
  let inline: InlineDockerfile?
  /// The context.
  let directory: BytePath
  let ignoreText: FoundIgnoreText
  /// Nil when there is no ignore file.
  let ignorePath: BytePath?
  /// Nil for the last stage.
  let target: String?
  let arguments: [String: String]

  /// The line of ``file`` that is a line of the Dockerfile.
  func line(_ number: Int) -> Int { inline?.place(ofLine: number).line ?? number }
}
