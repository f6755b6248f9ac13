internal import Fingerprints

/// What `MODULE.bazel` and the files it includes say about other modules.
struct BazelManifest {
  struct Dependency {
    let name: String
    /// Empty when none is given.
    let version: String
    let line: Int
  }

  private(set) var dependencies: [Dependency] = []
  /// Modules that do not come from a registry.
  private(set) var overridden: Set<TextKey> = []
  /// The versions that are taken whatever is asked for.
  private(set) var forced: [TextKey: String] = [:]
  /// The included files, by their paths.
  private(set) var included: [String] = []
  /// Why not all of it is known; nil when it is.
  private(set) var gap: String?

  private static let maximumFiles = 64

  init(_ bytes: [UInt8], in folder: LockPath, source: any LockfileSource) {
    read(bytes, "MODULE.bazel")
    var next = 0
    while next < included.count {
      let label = included[next]
      next += 1
      guard next <= Self.maximumFiles, let path = folder.resolving(label), let bytes = source.bytes(at: path) else {
        gap = "\(label), which MODULE.bazel includes, cannot be read"
        continue
      }
      read(bytes, label)
    }
  }

  private mutating func read(_ bytes: [UInt8], _ file: String) {
    do {
      for call in try StarlarkReader.calls(in: try FileText.decode(bytes)) { add(call) }
    } catch {
      gap = "\(file) cannot be read: \(error.message)" + (error.line.map { " in line \($0)" } ?? "")
    }
  }

  private mutating func add(_ call: StarlarkCall) {
    switch call.function {
    case "bazel_dep":
      let version = call["version"] ?? (call.positional.count > 1 ? call.positional[1] : .string(""))
      guard let name = (call["name"] ?? call.positional.first)?.string, let version = version.string else {
        gap = "a bazel_dep in line \(call.line) is computed"
        return
      }
      dependencies.append(Dependency(name: name, version: version, line: call.line))
    case "archive_override", "git_override", "local_path_override":
      if let name = Self.module(call) { overridden.insert(TextKey(name)) }
    case "single_version_override":
      guard let name = Self.module(call), let version = call["version"]?.string, !version.isEmpty else { return }
      forced[TextKey(name)] = version
    case "include":
      guard let label = call.positional.first?.string, let path = Self.path(label) else {
        gap = "an include in line \(call.line) is computed"
        return
      }
      if !included.contains(where: { $0.hasSameBytes(as: path) }), included.count <= Self.maximumFiles {
        included.append(path)
      }
    default: break
    }
  }

  private static func module(_ call: StarlarkCall) -> String? {
    (call["module_name"] ?? call.positional.first)?.string
  }

  /// `//a/b:c` as `a/b/c`; nil for a label of another repository.
  private static func path(_ label: String) -> String? {
    guard let rest = label.dropping(prefix: "//"), let (package, name) = rest.split(atFirst: ":") else { return nil }
    return package.isEmpty ? name : package + "/" + name
  }
}
