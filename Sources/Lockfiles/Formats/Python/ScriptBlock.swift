/// The block in a Python script that says what it requires (PEP 723, "inline script metadata").
enum ScriptBlock {
  /// Reads the block of the script `name`, relative to the folder of `place`; nil when there is no script or no block.
  static func read(
    _ name: String, from place: LockPath, _ source: any LockfileSource
  ) throws(ProjectManifest.Failure) -> ProjectManifest? {
    guard let path = place.resolving(name), let bytes = source.bytes(at: path) else { return nil }
    do {
      guard let text = block(Array(try FileText.decode(bytes).utf8)) else { return nil }
      return ProjectManifest(path: LockPath(path), root: try TOMLText.parse(text))
    } catch {
      throw ProjectManifest.Failure(reason: "the block of \(name) cannot be read: \(error.message)")
    }
  }

  /// From `# /// script` to the last `# ///` of the comment lines that follow.
  private static func block(_ script: [UInt8]) -> String? {
    var lines: [ArraySlice<UInt8>]?
    var end: Int?
    for line in script.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard var found = lines else {
        if line.elementsEqual("# /// script".utf8) { lines = [] }
        continue
      }
      guard line.first == UInt8(ascii: "#"), line.count == 1 || line.dropFirst().first == UInt8(ascii: " ") else {
        break
      }
      if line.elementsEqual("# ///".utf8) { end = found.count }
      lines = nil
      found.append(line.dropFirst(2))
      lines = found
    }
    guard let lines, let end else { return nil }
    return lines.prefix(end).map(\.text).joined(separator: "\n")
  }
}
