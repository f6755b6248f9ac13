internal import Fingerprints

/// Whether a lock of pnpm belongs to the manifests of its workspace.
///
/// The same comparison as pnpm's own for `--frozen-lockfile` (`satisfiesPackageManifest.ts`,
/// `getOutdatedLockfileSetting.ts`): specifiers by name, overrides, catalogs.
struct PnpmFreshness {
  private let lock: DataValue
  private let input: LockInput
  /// `pnpm-workspace.yaml`; null when there is none.
  private let workspace: DataValue
  /// Names that are left out of the optional dependencies.
  private let ignored: Set<TextKey>
  private var evidence = FreshnessEvidence()

  static func judge(_ lock: DataValue, _ importers: [PnpmImporter], _ input: LockInput) -> FreshnessJudgement {
    let manifest: NodeManifest
    let workspace: DataValue
    do throws(NodeManifest.Absence) {
      manifest = try NodeManifest.read("", beside: input.path, from: input.source)
      workspace = try readWorkspace(input)
    } catch {
      return .unknown(error.reason)
    }
    var freshness = PnpmFreshness(lock: lock, input: input, workspace: workspace)
    freshness.compare(importers, root: manifest)
    return freshness.evidence.judgement(rule: "the specifiers are those of package.json", tool: "pnpm")
  }

  private init(lock: DataValue, input: LockInput, workspace: DataValue) {
    self.lock = lock
    self.input = input
    self.workspace = workspace
    ignored = Set((lock["ignoredOptionalDependencies"]?.strings ?? []).map(TextKey.init))
  }

  private static func readWorkspace(_ input: LockInput) throws(NodeManifest.Absence) -> DataValue {
    let name = "pnpm-workspace.yaml"
    guard let bytes = input.path.resolving(name).flatMap(input.source.bytes(at:)) else { return .null }
    do throws(SyntaxFailure) {
      return try YAMLText.documents(in: try FileText.decode(bytes)).first ?? .null
    } catch {
      let place = error.line.map { " in line \($0)" } ?? ""
      throw NodeManifest.Absence(reason: "\(name) cannot be read: \(error.message)\(place)")
    }
  }

  private mutating func compare(_ importers: [PnpmImporter], root: NodeManifest) {
    let overrides = wantedOverrides(root)
    let overridden = Set(overrides.map { TextKey(Self.target($0.name)) })
    for importer in importers {
      do throws(NodeManifest.Absence) {
        let isRoot = importer.folder == "."
        let manifest = isRoot ? root : try NodeManifest.read(importer.folder, beside: input.path, from: input.source)
        compare(importer, manifest, overridden: overridden)
      } catch {
        evidence.doubt(error.reason)
      }
    }
    let known = Set(importers.map { TextKey($0.folder) })
    let patterns = WorkspacePatterns(workspace["packages"]?.strings ?? [])
    evidence.compareMembers(patterns, input, section: "importers") { known.contains(TextKey($0)) }
    let locked = (lock["overrides"]?.members ?? []).map { NodeDependency(name: $0.key, range: $0.value.string ?? "") }
    let place = workspace["overrides"] == nil ? root.path : "pnpm-workspace.yaml"
    evidence.compare("overrides", wanted: overrides, locked: locked, in: place)
    compareCatalogs()
  }

  /// A link to another folder is left out of the lock on demand, and peers are dependencies on demand.
  private mutating func compare(_ importer: PnpmImporter, _ manifest: NodeManifest, overridden: Set<TextKey>) {
    let settings = lock["settings"]
    let leavesLinks = settings?["excludeLinksFromLockfile"]?.string == "true"
    var seen: Set<TextKey> = []
    // The sections in the order of their precedence.
    for section in ["optionalDependencies", "dependencies", "devDependencies"] {
      var wanted = manifest.dependencies(section).filter { dependency in
        seen.insert(TextKey(dependency.name)).inserted
          && !(leavesLinks && dependency.range.starts(with: "link:"))
      }
      if section == "dependencies", settings?["autoInstallPeers"]?.string == "true" {
        let development = manifest.value["devDependencies"]?.table
        wanted += manifest.dependencies("peerDependencies").filter { peer in
          development?[peer.name] == nil && seen.insert(TextKey(peer.name)).inserted
        }
      }
      let locked = importer.sections.first { $0.name == section }?.dependencies ?? []
      evidence.compare(
        section, wanted: wanted.filter { section != "optionalDependencies" || !ignored.contains(TextKey($0.name)) },
        locked: locked, in: manifest.path
      ) { name, _, _ in
        // The lock has the range that an override puts in its place.
        overridden.contains(TextKey(name))
      }
    }
  }

  /// In the workspace's file since pnpm 10, before it in `package.json`.
  private func wantedOverrides(_ root: NodeManifest) -> [NodeDependency] {
    let sources = [workspace["overrides"], root.value["pnpm"]?["overrides"], root.value["resolutions"]]
    let table = sources.lazy.compactMap { $0?.table }.first { !$0.members.isEmpty }
    return (table?.members ?? []).map { key, value in
      NodeDependency(name: key, range: meant(value.string ?? "", by: Self.target(key), root: root))
    }
  }

  /// `$name` stands for the root's own range of it, `catalog:` for that of a catalog.
  private func meant(_ value: String, by name: String, root: NodeManifest) -> String {
    if let reference = value.dropping(prefix: "$") {
      let ranges = NodeDependency.sections.lazy.compactMap { root.value[$0]?[reference]?.string }
      return ranges.first ?? value
    }
    if let catalog = value.dropping(prefix: "catalog:") {
      return wantedCatalog(catalog.isEmpty ? "default" : catalog)?[name]?.string ?? value
    }
    return value
  }

  /// The name that an override is about: of `a@1>@b/c@2`, it is `@b/c`.
  private static func target(_ selector: String) -> String {
    YarnPattern(selector.split(atLast: UInt8(ascii: ">"))?.after ?? selector).name
  }

  private func wantedCatalog(_ name: String) -> DataValue? {
    (name == "default" ? workspace["catalog"] : nil) ?? workspace["catalogs"]?[name]
  }

  /// The lock only has those entries of the catalogs that are used.
  private mutating func compareCatalogs() {
    for (catalog, entries) in lock["catalogs"]?.members ?? [] {
      for (name, entry) in entries.members {
        let locked = entry["specifier"]?.string ?? ""
        let wanted = wantedCatalog(catalog)?[name]?.string
        guard wanted?.hasSameBytes(as: locked) != true else { continue }
        let wish = wanted.map { "wants " + NodeDependency.printed($0) } ?? "has none"
        evidence.change(
          "catalogs.\(catalog).\(name): pnpm-workspace.yaml \(wish), the lock has \(NodeDependency.printed(locked))")
      }
    }
  }
}
