internal import Fingerprints

/// Finds the ignore file of a context.
public enum IgnoreFileFinder {
  /// Finds it as BuildKit does and compiles it.
  ///
  /// - Throws: ``ContextFailure`` when the builder would refuse the file; what `files` throws.
  public static func find(in files: some ContextFiles, dockerfile: String) throws -> FoundIgnoreFile {
    try FoundIgnoreFile(locate(in: files, dockerfile: dockerfile))
  }

  /// Takes the first of `names` that is there, alone, even when it is empty; unless they are given, as BuildKit:
  /// `<Dockerfile>.dockerignore` next to the Dockerfile, then `.dockerignore` in the root.
  ///
  /// A link is followed inside the context; a link that leaves it, a directory or anything else that is no file
  /// means no rules, as with BuildKit, and is warned about. Source: moby/buildkit, `frontend/dockerui/config.go`.
  /// - Throws: what `files` throws.
  public static func locate(
    in files: some ContextFiles, dockerfile: String, names: [String]? = nil
  ) throws -> FoundIgnoreText {
    var warnings: [String] = []
    if dockerfile != "Dockerfile", try resolve(BytePath(dockerfile), in: files) == .missing {
      warnings.append("the Dockerfile \(PathText.visible(dockerfile)) is not in the directory of the context")
    }
    for name in names ?? [dockerfile + ".dockerignore", ".dockerignore"] {
      guard let path = BytePath(name).normalised() else { continue }
      switch try resolve(path, in: files) {
      case .file(let bytes): return FoundIgnoreText(name: name, bytes: bytes, warnings: warnings)
      case .missing: continue
      case .directory: warnings.append("\(PathText.visible(name)) is a directory and is not used")
      case .special: warnings.append("\(PathText.visible(name)) is not a regular file and is not used")
      case .link:
        warnings.append("\(PathText.visible(name)) is a link that leads nowhere inside the context and is not used")
      }
    }
    return FoundIgnoreText(name: nil, bytes: [], warnings: warnings)
  }

  /// Follows links inside the context; `.link` in the answer means that one led out of it or round in circles.
  private static func resolve(_ path: BytePath, in files: some ContextFiles) throws -> ContextFileLookup {
    var pending = path.components.map(\.bytes)
    var done: [[UInt8]] = []
    var hops = 0
    while !pending.isEmpty {
      let component = pending.removeFirst()
      if component == [0x2E] { continue }
      if component == [0x2E, 0x2E] {
        guard !done.isEmpty else { return .link([]) }
        done.removeLast()
        continue
      }
      done.append(component)
      let here = BytePath(Array(done.joined(separator: [0x2F])))
      switch try files.look(at: here) {
      case .link(let target):
        hops += 1
        guard hops <= 40, target.first != 0x2F else { return .link(target) }
        done.removeLast()
        pending = target.split(separator: 0x2F).map { Array($0) } + pending
      case let found where pending.isEmpty:
        if case .missing = found, hops > 0 { return .link([]) }
        return found
      case .directory: continue
      default: return hops > 0 ? .link([]) : .missing
      }
    }
    return .directory
  }
}
