internal import Fingerprints

/// Whether a `pubspec.lock` belongs to a `pubspec.yaml`: every dependency of the packages in the tree is locked at a
/// version and from a place that they allow (pub's `isLockFileUpToDate`), and nothing is locked as theirs that is not.
struct PubspecFreshness {
  private let lock: PubLock
  private let workspace: PubWorkspace
  private var comparison = StructuralComparison()
  private var names: Set<TextKey> = []

  static func judge(_ lock: PubLock, _ workspace: PubWorkspace) -> FreshnessJudgement {
    guard workspace.isPresent else { return .unknown("there is no pubspec.yaml beside the lock") }
    var freshness = PubspecFreshness(lock: lock, workspace: workspace)
    freshness.compare()
    return freshness.comparison.judgement(manifest: "pubspec.yaml")
  }

  private init(lock: PubLock, workspace: PubWorkspace) {
    self.lock = lock
    self.workspace = workspace
    names = Set(workspace.packages.map { TextKey($0.name) })
  }

  private mutating func compare() {
    for doubt in workspace.doubts { comparison.doubt(doubt) }
    var (main, development): (Set<TextKey>, Set<TextKey>) = ([], [])
    for package in workspace.packages {
      for dependency in package.main { main.insert(TextKey(dependency.name)) }
      for dependency in package.development { development.insert(TextKey(dependency.name)) }
      for dependency in package.main + package.development { compare(dependency) }
    }
    var visited: Set<TextKey> = []
    for entry in lock.entries where entry.source == "path" {
      guard let place = entry.path.flatMap(workspace.place(in:)), visited.insert(TextKey(place)).inserted else {
        continue
      }
      for dependency in workspace.package(at: place)?.main ?? [] { compare(dependency) }
    }
    for (_, dependency) in workspace.overrides.sorted(by: {
      $0.key.text.utf8.lexicographicallyPrecedes($1.key.text.utf8)
    })
    where !main.contains(TextKey(dependency.name)) && !development.contains(TextKey(dependency.name)) {
      compare(dependency)
    }
    guard workspace.doubts.isEmpty else { return }
    for entry in lock.entries { compareKind(entry, main: main, development: development) }
  }

  private mutating func compareKind(_ entry: PubLock.Entry, main: Set<TextKey>, development: Set<TextKey>) {
    guard let kind = entry.kind else { return }
    let key = TextKey(entry.name)
    let now =
      main.contains(key)
      ? "direct main"
      : development.contains(key) ? "direct dev" : workspace.overrides[key] != nil ? "direct overridden" : "transitive"
    if kind != now { comparison.change("\(entry.name) was \(kind) and is \(now)") }
  }

  private mutating func compare(_ asked: PubDependency) {
    // Packages of the workspace find one another.
    if names.contains(TextKey(asked.name)) { return }
    let dependency = workspace.overrides[TextKey(asked.name)] ?? asked
    guard let entry = lock[dependency.name] else {
      comparison.change("\(dependency.name) is not locked")
      return
    }
    if let change = difference(dependency.place, entry) {
      comparison.change("\(dependency.name) \(change)")
      return
    }
    guard let text = dependency.constraint else { return }
    guard let constraint = PubConstraint(text) else {
      comparison.doubt("\(dependency.name) \(text) is no constraint that is understood")
      return
    }
    if !constraint.allows(entry.version) {
      comparison.change("\(dependency.name) \(text) is asked for and \(entry.version) is locked")
    }
  }

  private func difference(_ place: PubDependency.Place, _ entry: PubLock.Entry) -> String? {
    let locked = entry.description
    switch place {
    case .hosted(let address):
      guard entry.source == "hosted" else { return "was from \(entry.source) and is from a registry" }
      let (asked, was) = (registry(address), registry(locked["url"]?.string))
      return asked == was ? nil : "was from \(was ?? "pub.dev") and is from \(asked ?? "pub.dev")"
    case .git(let address, let reference, let folder):
      guard entry.source == "git" else { return "was from \(entry.source) and is from git" }
      if WebAddress.canonical(address) != WebAddress.canonical(locked["url"]?.string ?? "") {
        return "comes from another repository"
      }
      let (asked, was) = (reference ?? "HEAD", locked["ref"]?.string ?? "HEAD")
      if asked != was { return "was taken at \(was) and is at \(asked)" }
      return folder ?? "." == locked["path"]?.string ?? "." ? nil : "comes from another folder of its repository"
    case .path(let path):
      guard entry.source == "path" else { return "was from \(entry.source) and is from a folder" }
      let isSame =
        LockPath(path).components.filter { $0 != "." } == LockPath(entry.path ?? "").components.filter { $0 != "." }
      return isSame ? nil : "comes from another folder"
    case .sdk(let name):
      return entry.source == "sdk" && locked.string == name ? nil : "is from the SDK \(name) and was not"
    }
  }

  private func registry(_ address: String?) -> String? {
    guard let address = address.map(WebAddress.canonicalIndex) else { return nil }
    return PubWorkspace.defaultRegistries.contains(address) ? nil : address
  }
}
