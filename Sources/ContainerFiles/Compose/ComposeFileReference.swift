/// Files that compose files refer to.
enum ComposeFileReference {
  /// - Parameter path: `text` as seen from where the names of the inputs are.
  /// - Returns: nil when the file is not there and that is let pass.
  /// - Throws: for a file that is not there, or that Compose would fetch from a git repository or a registry.
  static func read(
    _ text: String, path: String, at place: ComposePlace, session: ComposeSession
  ) throws(ComposeError) -> ComposeSource? {
    guard ComposeContext.isPath(text) else {
      try session.complain(
        ComposeError(
          place, "\(ComposeError.quote(text)) is fetched by Compose, which is not done here",
          remedy: "put the file into the project and name its path"), hidesServices: true)
      return nil
    }
    guard let bytes = try session.contents(of: path, at: place) else {
      try session.complain(missing(path, at: place), hidesServices: true)
      return nil
    }
    return try ComposeSource(ComposeInput(name: path, bytes: bytes), budget: session.budget)
  }

  static func missing(_ path: String, at place: ComposePlace) -> ComposeError {
    ComposeError(
      place, "there is no file \(ComposeError.quote(path))",
      remedy: "correct the path, which is relative to the project directory")
  }
}
