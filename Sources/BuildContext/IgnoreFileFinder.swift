public import Dockerignore
internal import Fingerprints

/// The ignore file a builder would use for a context.
public struct FoundIgnoreFile: Sendable {
  /// Its path as shown: relative to the context's root, or as the user gave it; nil when there is none.
  public let name: String?
  /// As it lies there; empty when there is none.
  public let bytes: [UInt8]
  public let file: IgnoreFile
  public let warnings: [String]

  /// No ignore file: everything is in the context.
  public static func none(warnings: [String]) -> FoundIgnoreFile {
    FoundIgnoreFile(name: nil, bytes: [], file: .empty, warnings: warnings)
  }

  /// Reads the rules in `bytes`, named `name` in messages.
  ///
  /// - Throws: ``ContextFailure/ignoreFile(name:_:)`` when the builder would refuse the file.
  public init(name: String, bytes: [UInt8], warnings: [String] = []) throws(ContextFailure) {
    do throws(IgnoreFileError) {
      self.init(name: name, bytes: bytes, file: try IgnoreFile(bytes), warnings: warnings)
    } catch {
      throw .ignoreFile(name: name, error)
    }
  }

  private init(name: String?, bytes: [UInt8], file: IgnoreFile, warnings: [String]) {
    self.name = name
    self.bytes = bytes
    self.file = file
    self.warnings = warnings
  }
}

/// Finds the ignore file as BuildKit does.
public enum IgnoreFileFinder {
  /// Looks next to the Dockerfile for `<Dockerfile>.dockerignore`, then for `.dockerignore` in the root.
  ///
  /// The first that is there is used alone, even when it is empty. A link is followed inside the context; a
  /// link that leaves it, a directory or anything else that is no file means no rules, as with BuildKit, and
  /// is warned about. Source: moby/buildkit, `frontend/dockerui/config.go`.
  /// - Throws: ``ContextFailure`` when the builder would refuse the file; what `files` throws.
  public static func find(in files: some ContextFiles, dockerfile: String) throws -> FoundIgnoreFile {
    var warnings: [String] = []
    if dockerfile != "Dockerfile", try resolve(BytePath(dockerfile), in: files) == .missing {
      warnings.append("the Dockerfile \(PathText.visible(dockerfile)) is not in the directory of the context")
    }
    for name in [dockerfile + ".dockerignore", ".dockerignore"] {
      guard let path = BytePath(name).normalised() else { continue }
      switch try resolve(path, in: files) {
      case .file(let bytes):
        return try FoundIgnoreFile(name: name, bytes: bytes, warnings: warnings)
      case .missing: continue
      case .directory: warnings.append("\(PathText.visible(name)) is a directory and is not used")
      case .special: warnings.append("\(PathText.visible(name)) is not a regular file and is not used")
      case .link:
        warnings.append("\(PathText.visible(name)) is a link that leads nowhere inside the context and is not used")
      }
    }
    return .none(warnings: warnings)
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
