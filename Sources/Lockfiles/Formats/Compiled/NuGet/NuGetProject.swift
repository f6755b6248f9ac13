internal import Fingerprints

/// The project beside a `packages.lock.json`, with the files around it that say what it asks for.
struct NuGetProject {
  /// The name of the project's file.
  let name: String
  let references: [MSBuildFile.Item]
  /// Whether other files take part that are not read.
  let hasImports: Bool
  /// The versions for all projects, by id.
  private(set) var centralVersions: [TextKey: String] = [:]
  /// The last value of each property that stands without condition.
  private var properties: [TextKey: String] = [:]

  /// - Parameter files: in the order of MSBuild, `Directory.Build.props`, `Directory.Packages.props`, the project,
  ///   `Directory.Build.targets`.
  private init(files: [MSBuildFile], name: String) {
    self.name = name
    references = files.flatMap(\.references)
    hasImports = files.contains(where: \.hasImports)
    for file in files {
      for item in file.versions where !item.isConditional { centralVersions[TextKey(item.id)] = item.version }
      for property in file.properties { properties[TextKey(property.name)] = property.value }
    }
  }

  /// Fills in references and freshness.
  static func judge(_ lock: NuGetLock, _ input: LockInput, into contents: inout LockContents) {
    let endings = [".csproj", ".fsproj", ".vbproj"]
    var names = input.neighbours.filter { name in endings.contains { name.ends(with: $0) } }
    if let inner = input.path.name.dropping(prefix: "packages."), inner != "lock.json" {
      let stem = inner.utf8.dropLast(".lock.json".utf8.count).text
      names = names.filter {
        endings.contains(String($0.utf8.dropFirst(stem.utf8.count).text)) && $0.starts(with: stem)
      }
    }
    contents.references = names.map { LockReference(.manifest, $0, from: input.path) }
    guard let name = names.first else {
      contents.freshness = .unknown("there is no project beside the lock")
      return
    }
    guard names.count == 1 else {
      contents.freshness = .unknown("there are \(names.count) projects beside the lock")
      return
    }
    do throws(SyntaxFailure) {
      var files: [MSBuildFile] = []
      for (file, isShared) in [
        ("Directory.Build.props", true), ("Directory.Packages.props", true), (name, false),
        ("Directory.Build.targets", true),
      ] {
        guard let path = isShared ? nearest(file, input) : input.path.resolving(file),
          let bytes = input.source.bytes(at: path)
        else { continue }
        let read: MSBuildFile
        do { read = try MSBuildFile(bytes) } catch {
          throw SyntaxFailure(line: nil, message: error.reason(reading: path))
        }
        files.append(read)
        if isShared { contents.references.append(LockReference(.manifest, path, from: LockPath(""))) }
        for project in read.projects where !isShared {
          contents.references.append(LockReference(.package, project.path, from: input.path, line: project.line))
        }
      }
      contents.freshness = NuGetFreshness.judge(lock, NuGetProject(files: files, name: name))
    } catch {
      contents.freshness = .unknown(error.message)
    }
  }

  /// The file in the project's folder or the nearest one above.
  private static func nearest(_ name: String, _ input: LockInput) -> String? {
    let folders = input.path.components.dropLast()
    for count in stride(from: folders.count, through: 0, by: -1) {
      let path = (folders.prefix(count) + [name]).joined(separator: "/")
      if input.source.bytes(at: path) != nil { return path }
    }
    return nil
  }

  /// The target frameworks; empty when they cannot be told.
  var frameworks: [String] {
    let text = expanded("$(TargetFrameworks)") ?? expanded("$(TargetFramework)") ?? ""
    return text.utf8.split(separator: UInt8(ascii: ";")).map { $0.trimmed.text }.filter { !$0.isEmpty }
  }

  /// With `$(Name)` replaced; nil when one is not known, or when too many lead to others.
  func expanded(_ text: String, depth: Int = 0) -> String? {
    guard text.utf8.count < 4096 else { return nil }
    guard let (before, rest) = text.split(atFirst: "$(") else { return text }
    guard depth < 8, let (name, after) = rest.split(atFirst: ")"), let value = properties[TextKey(name.lowercased())],
      let inner = expanded(value, depth: depth + 1), let tail = expanded(after, depth: depth + 1)
    else { return nil }
    return before + inner + tail
  }
}
