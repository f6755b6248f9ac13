internal import Fingerprints

/// Whether a lock of Deno belongs to the `deno.json` and `package.json` beside it and to those of the workspace.
///
/// The lock lists the requirements of both files, `jsr:@a/b@1` and `npm:c@^2.1.0`, with their ranges in a spelling that
/// Deno prefers; so ranges are compared by the versions they allow (deno_lockfile, `lib.rs`; seen with Deno 2.9).
struct DenoFreshness {
  private let input: LockInput
  private var evidence = FreshnessEvidence()
  private var references: [LockReference] = []

  static func judge(_ root: DataValue, _ input: LockInput, _ contents: inout LockContents) {
    guard let workspace = root["workspace"], workspace.table != nil else {
      contents.freshness = .unknown("the lock does not list what its manifests ask for")
      contents.references.append(LockReference(.manifest, "deno.json", from: input.path))
      return
    }
    var freshness = DenoFreshness(input: input)
    freshness.compare("", workspace)
    let members = workspace["members"]?.table
    for (folder, entry) in members?.members ?? [] { freshness.compare(folder, entry) }
    // The lock only has those members that ask for something.
    for folder in freshness.found where members?[folder] == nil { freshness.compare(folder, .emptyTable) }
    contents.references += freshness.references
    contents.freshness = freshness.evidence.judgement(
      rule: "workspace is what the manifests say", tool: "deno 2 or newer", manifest: "a manifest")
  }

  private init(input: LockInput) { self.input = input }

  private static let names = ["deno.json", "deno.jsonc"]

  /// The folders that the root's manifest names as members.
  private var found: [String] {
    for name in Self.names {
      guard
        let manifest = try? NodeManifest.read("", name: name, beside: input.path, from: input.source),
        let patterns = manifest.value["workspace"]
      else { continue }
      return WorkspacePatterns(patterns["members"]?.strings ?? patterns.strings).members(
        beside: input.path, from: input.source, manifests: Self.names + ["package.json"]) ?? []
    }
    return []
  }

  private mutating func compare(_ folder: String, _ entry: DataValue) {
    let imports = DenoRequirement.list(entry["dependencies"])
    let dependencies = DenoRequirement.list(entry["packageJson"]?["dependencies"])
    let deno = read(Self.names, in: folder)
    let package = read(["package.json"], in: folder)
    if deno == nil, package == nil || !imports.isEmpty {
      evidence.doubt("there is no \(folder.isEmpty ? "" : folder + "/")deno.json, which the lock was made from")
    }
    if package == nil, !dependencies.isEmpty {
      evidence.doubt("there is no \(folder.isEmpty ? "" : folder + "/")package.json, which the lock was made from")
    }
    if let deno {
      let source = importMap(deno, in: folder) ?? deno
      compare(DenoRequirement.imports(source.value, options: deno.value), imports, of: source, "imports")
    }
    if let package {
      compare(DenoRequirement.dependencies(package.value), dependencies, of: package, "dependencies")
    }
  }

  /// The first of the files that there is; one that cannot be read is a doubt.
  private mutating func read(_ names: [String], in folder: String, as kind: LockReference.Kind? = nil) -> NodeManifest?
  {
    for name in names {
      let path = folder.isEmpty ? name : folder + "/" + name
      guard let resolved = input.path.resolving(path), input.source.bytes(at: resolved) != nil else { continue }
      references.append(LockReference(kind ?? (folder.isEmpty ? .manifest : .member), path, from: input.path))
      do throws(NodeManifest.Absence) {
        return try NodeManifest.read(folder, name: name, beside: input.path, from: input.source)
      } catch {
        evidence.doubt(error.reason)
      }
    }
    return nil
  }

  /// The file that holds the imports when the manifest itself has none.
  private mutating func importMap(_ manifest: NodeManifest, in folder: String) -> NodeManifest? {
    guard manifest.value["imports"] == nil, manifest.value["scopes"] == nil,
      let path = manifest.value["importMap"]?.string, !path.holds("://")
    else { return nil }
    return read([path], in: folder, as: .file)
  }

  private mutating func compare(
    _ wanted: [DenoRequirement], _ locked: [DenoRequirement], of manifest: NodeManifest, _ section: String
  ) {
    let known = Set(locked)
    var ranges: [TextKey: [String]] = [:]
    for requirement in locked { ranges[TextKey(requirement.name), default: []].append(requirement.range) }
    for requirement in wanted where !known.contains(requirement) {
      let has = NodeDependency.printed(ranges[TextKey(requirement.name)] ?? [])
      evidence.change(
        "\(section).\(requirement.name): \(manifest.path) wants \(requirement.range), the lock has \(has)")
    }
    let names = Set(wanted.map { TextKey($0.name) })
    for requirement in locked where !names.contains(TextKey(requirement.name)) {
      evidence.change("\(section).\(requirement.name): \(manifest.path) has none, the lock has \(requirement.range)")
    }
  }
}
