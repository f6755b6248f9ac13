internal import BuildContext
internal import ContainerFiles

/// A Dockerfile that is written in a compose file: where its lines are there.
struct InlineDockerfile {
  private let place: ComposePlace
  /// Whether each line of the Dockerfile is a line of the file, which only the style `|` gives.
  private let isLiteral: Bool

  /// - Returns: nil when the Dockerfile of `build` is a file.
  init?(of build: ComposeBuild, in files: RepositoryFiles<some ContextFiles>) {
    guard let place = build.inlinePlace else { return nil }
    self.place = place
    guard case .file(let bytes) = files.content(of: place.file) else {
      isLiteral = false
      return
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else {
      isLiteral = false
      return
    }
    // A tag or an anchor may stand before the sign.
    isLiteral = String(decoding: lines[place.line - 1], as: UTF8.self).unicodeScalars.dropFirst(place.column - 1)
      .contains("|")
  }

  /// Where the line `number` of the Dockerfile is; 0 stands for the whole.
  func place(ofLine number: Int) -> ComposePlace {
    ComposePlace(file: place.file, line: isLiteral ? place.line + number : place.line)
  }
}
