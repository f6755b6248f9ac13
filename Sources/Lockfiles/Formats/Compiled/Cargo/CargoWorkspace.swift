internal import Fingerprints

/// The manifests that a `Cargo.lock` was made from: that beside it, the members of its workspace, and what they reach
/// by path.
struct CargoWorkspace {
  struct Package {
    let manifest: CargoManifest
    /// What is no member is locked without its optional and development dependencies.
    let isMember: Bool
  }

  private(set) var packages: [Package] = []
  private(set) var references: [LockReference] = []
  private(set) var findings: [LockFinding] = []
  /// Why not all manifests are known; empty when they are.
  private(set) var doubts: [String] = []
  /// Whether `[patch]` or `[replace]` puts other packages in the place of those that are asked for.
  let replacesPackages: Bool
  /// What `[patch]` asks for.
  private(set) var patches: [CargoDependency] = []

  private let source: any LockfileSource
  private let path: LockPath
  private let root: DataValue
  private var visited: Set<TextKey> = []

  /// Nil when there is no `Cargo.toml` beside the lock.
  init?(_ input: LockInput) {
    guard let text = input.path.resolving("Cargo.toml"), let bytes = input.source.bytes(at: text) else { return nil }
    source = input.source
    path = LockPath(text)
    references = [LockReference(.manifest, path.name, from: path)]
    do {
      root = try TOMLText.parse(try FileText.decode(bytes))
    } catch {
      root = .null
      replacesPackages = false
      doubts = [error.reason(reading: text)]
      return
    }
    replacesPackages = root["patch"] != nil || root["replace"] != nil
    for (_, table) in root["patch"]?.members ?? [] {
      patches += table.members.map {
        CargoDependency(key: $0.key, $0.value, isDevelopment: false, in: path, inherited: (nil, path))
      }
    }
    collect()
  }

  private var hasWorkspace: Bool { root["workspace"] != nil }

  private mutating func collect() {
    var pending: [(path: LockPath, isMember: Bool)] = []
    visited.insert(TextKey(path.text))
    if root["package"] != nil || root["project"] != nil { add(root, at: path, isMember: true, to: &pending) }
    for member in memberPaths() where visit(member) { pending.append((member, true)) }
    var next = 0
    while next < pending.count {
      let (place, isMember) = pending[next]
      next += 1
      guard let bytes = source.bytes(at: place.text) else {
        doubts.append("\(place.text) is not there, so it cannot be told what it asks for")
        continue
      }
      do {
        let manifest = try TOMLText.parse(try FileText.decode(bytes))
        if isMember { references.append(LockReference(.member, place.text, from: LockPath(""))) }
        add(manifest, at: place, isMember: isMember, to: &pending)
      } catch {
        doubts.append(error.reason(reading: place.text))
      }
    }
  }

  private mutating func visit(_ place: LockPath) -> Bool { visited.insert(TextKey(place.text)).inserted }

  private mutating func add(
    _ value: DataValue, at place: LockPath, isMember: Bool, to pending: inout [(path: LockPath, isMember: Bool)]
  ) {
    let manifest = CargoManifest(value, at: place, workspace: (root, path))
    packages.append(Package(manifest: manifest, isMember: isMember))
    for file in manifest.files { references.append(LockReference(.file, file.path, from: place, line: file.line)) }
    for dependency in manifest.dependencies {
      // Of what is no member only that is locked which it cannot do without.
      let isAsked = isMember || !(dependency.isDevelopment || dependency.isOptional)
      guard case .path(let written) = dependency.place, isAsked else { continue }
      references.append(LockReference(.package, written, from: dependency.base, line: dependency.line))
      guard let target = dependency.base.resolving(written + "/Cargo.toml") else {
        doubts.append("\(dependency.name) lies outside the tree")
        findings.append(
          LockFinding(
            "unpinned", file: place.text, line: dependency.line,
            "\(dependency.name) comes from \(written), which lies outside the tree", grade: .c))
        continue
      }
      let next = LockPath(target)
      if visit(next) { pending.append((next, hasWorkspace && isBelow(next) && !isExcluded(next))) }
    }
  }

  /// The manifests that `workspace.members` names, in byte order for each pattern.
  private mutating func memberPaths() -> [LockPath] {
    let all = root["workspace"]?["members"]?.strings ?? []
    let patterns = all.prefix(PathPattern.maximumCount)
    guard !patterns.isEmpty else { return [] }
    if all.count > patterns.count { doubts.append("the workspace names more than \(patterns.count) members") }
    var manifests = WorkspaceManifests(path.name, around: path, in: source)
    var result: [LockPath] = []
    for text in patterns {
      let found = manifests.matching(text)
      if found.isEmpty { doubts.append("no manifest is found for the members \(text)") }
      result += found
    }
    return result.filter { !isExcluded($0) }
  }

  private func isBelow(_ place: LockPath) -> Bool { place.components.starts(with: path.components.dropLast()) }

  private func isExcluded(_ place: LockPath) -> Bool {
    let folder = place.components.dropLast()
    return (root["workspace"]?["exclude"]?.strings ?? []).prefix(PathPattern.maximumCount).contains { text in
      guard let excluded = path.resolving(text) else { return false }
      return folder.starts(with: LockPath(excluded).components)
    }
  }
}
