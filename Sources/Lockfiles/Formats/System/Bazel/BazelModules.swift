internal import Fingerprints

/// The modules of a lock of Bazel.
///
/// Since version 11 (Bazel 7.2) it lists the hashes of the files that were read in registries: that of `source.json` is
/// there for the version that was selected, that of `MODULE.bazel` for each that was considered. Before, it had the
/// graph of modules.
struct BazelModules {
  private(set) var packages: [PinnedPackage] = []
  /// The files of registries that belong to no selected module.
  private(set) var facts: [LockFact] = []
  private(set) var findings: [LockFinding] = []
  private(set) var references: [LockReference] = []
  /// `name@version` of all whose `MODULE.bazel` was read.
  private(set) var known: Set<TextKey> = []

  /// A file of a registry, at `<registry>/modules/<name>/<version>/<file>`.
  private struct RegistryFile {
    let registry: String
    let name: String
    let version: String
    let file: String

    init?(_ address: String) {
      let parts = address.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(\.text)
      guard parts.count >= 5, parts[parts.count - 4] == "modules" else { return nil }
      registry = WebAddress.canonicalIndex(parts.dropLast(4).joined(separator: "/"))
      name = parts[parts.count - 3]
      version = parts[parts.count - 2]
      file = parts[parts.count - 1]
    }

    var module: TextKey { TextKey(registry + "\n" + name + "@" + version) }
  }

  mutating func readRegistryFiles(_ members: [DataTable.Member]) {
    var files: [(place: RegistryFile?, address: String, hash: String?, line: Int?)] = []
    var selected: [TextKey: [LockedArtifact]] = [:]
    for (address, value) in members {
      let place = RegistryFile(address)
      var hash: String?
      switch value.kind {
      case .null: break
      case .string(let text) where PackageHash.canonical("sha256:" + text) != nil:
        hash = PackageHash.canonical("sha256:" + text)
      // As Bazel says that a registry does not have it.
      case .string("not found"): break
      default:
        findings.append(
          LockFinding("hash.invalid", line: value.line, "the hash of \(address) is none", grade: .unreadable))
      }
      if let place, hash != nil {
        if place.file == "source.json" { selected[place.module] = [] }
        if place.file == "MODULE.bazel" { known.insert(TextKey(place.name + "@" + place.version)) }
      }
      files.append((place, address, hash, value.line))
    }
    for file in files {
      guard let place = file.place, let hash = file.hash, selected[place.module] != nil else {
        facts.append(
          LockFact(name: "registry-file", value: file.hash ?? "not found", source: WebAddress.canonical(file.address)))
        continue
      }
      selected[place.module]?.append(LockedArtifact(name: place.file, hashes: [hash]))
    }
    for file in files {
      guard let place = file.place, place.file == "source.json", let artifacts = selected[place.module] else {
        continue
      }
      packages.append(
        PinnedPackage(
          ecosystem: "bazel", name: place.name, version: place.version, isExact: true,
          source: place.registry == "https://bcr.bazel.build" ? nil : place.registry, artifacts: artifacts,
          line: file.line))
    }
  }

  /// The modules of the graph that locks had before version 11, without the root and what is part of Bazel.
  mutating func readGraph(_ members: [DataTable.Member], at path: LockPath) {
    for (key, module) in members where key != "<root>" {
      guard let spec = module["repoSpec"], let attributes = spec["attributes"] else { continue }
      let name = module["name"]?.string ?? key
      let version = module["version"]?.string ?? ""
      known.insert(TextKey(name + "@" + version))
      let origin: LockedOrigin
      switch BazelRule.name(of: spec) {
      case "git_repository", "new_git_repository":
        let commit = attributes["commit"]?.string ?? ""
        origin = LockedOrigin(
          kind: .commit(commit),
          source: WebAddress.canonical("git+" + (attributes["remote"]?.string ?? "")) + "@" + commit)
      case "local_repository":
        let folder = attributes["path"]?.string ?? ""
        origin = LockedOrigin(kind: .path(folder), source: "file:" + folder)
        references.append(LockReference(.package, folder, from: path, line: module.line))
      default: origin = LockedOrigin(kind: .registry, source: nil)
      }
      let hashes = attributes["integrity"]?.string.flatMap(BazelRule.hash).map { [$0] } ?? []
      packages.append(
        PinnedPackage(
          ecosystem: "bazel", name: name, version: version == "_" ? "" : version, isExact: origin.isExact,
          source: origin.source, hashes: hashes, line: module.line))
      if let finding = origin.finding(name: name, at: path, line: module.line, hashes: hashes) {
        findings.append(finding)
      }
    }
  }
}
