/// What git leaves in a file that two branches changed in the same place.
enum ConflictMarkers {
  /// Reads a text; when it cannot be read because of markers, the failure says so.
  static func explaining<Value>(
    _ text: String, read: (String) throws(SyntaxFailure) -> Value
  ) throws(SyntaxFailure) -> Value {
    do throws(SyntaxFailure) { return try read(text) } catch {
      var line = 1
      for part in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
        if isMarker(part) { throw failure(line: line) }
        line += 1
      }
      throw error
    }
  }

  static func failure(line: Int) -> SyntaxFailure {
    SyntaxFailure(
      code: "conflict", line: line,
      message: "holds the conflict markers of an unfinished merge; install again to resolve it")
  }

  /// Whether a line begins as the first line of a conflict does.
  static func isMarker(_ line: some Collection<UInt8>) -> Bool { line.starts(with: "<<<<<<< ".utf8) }
}
