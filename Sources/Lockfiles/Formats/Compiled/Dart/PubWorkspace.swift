internal import Fingerprints

/// The `pubspec.yaml` beside a lock, and those of the members of its workspace.
struct PubWorkspace {
  struct Package {
    let name: String
    let main: [PubDependency]
    let development: [PubDependency]
  }

  private(set) var packages: [Package] = []
  /// Replace what any package asks for, by name.
  private(set) var overrides: [TextKey: PubDependency] = [:]
  private(set) var references: [LockReference] = []
  /// Why not everything is known; empty when it is.
  private(set) var doubts: [String] = []
  private let source: any LockfileSource
  private let path: LockPath
  /// Whether there is a manifest beside the lock.
  private(set) var isPresent = false

  static let defaultRegistries = ["https://pub.dev", "https://pub.dartlang.org", "http://pub.dartlang.org"]

  init(_ input: LockInput) {
    source = input.source
    path = input.path
    guard let place = path.resolving("pubspec.yaml"), let bytes = source.bytes(at: place) else { return }
    isPresent = true
    guard let root = manifest(bytes, place) else { return }
    add(root)
    if let place = path.resolving("pubspec_overrides.yaml"), let bytes = source.bytes(at: place) {
      if let others = manifest(bytes, place) { addOverrides(others) }
    }
    addMembers(root["workspace"]?.strings ?? [])
  }

  /// Where the manifest of a package in `folder` lies; nil outside of the tree.
  func place(in folder: String) -> String? { path.resolving(folder + "/pubspec.yaml") }

  /// What the package of a manifest asks for; nil when there is none or when it cannot be read.
  func package(at place: String) -> Package? {
    guard let bytes = source.bytes(at: place), let root = try? YAMLText.parse(try FileText.decode(bytes)) else {
      return nil
    }
    return Self.package(root)
  }

  private mutating func manifest(_ bytes: [UInt8], _ place: String) -> DataValue? {
    do { return try YAMLText.parse(try FileText.decode(bytes)) } catch {
      doubts.append(error.reason(reading: place))
      return nil
    }
  }

  private static func package(_ root: DataValue) -> Package {
    func dependencies(_ key: String) -> [PubDependency] {
      (root[key]?.members ?? []).map { PubDependency($0.key, $0.value) }
    }
    return Package(
      name: root["name"]?.string ?? "", main: dependencies("dependencies"),
      development: dependencies("dev_dependencies"))
  }

  private mutating func add(_ root: DataValue) {
    packages.append(Self.package(root))
    addOverrides(root)
  }

  private mutating func addOverrides(_ root: DataValue) {
    for (name, value) in root["dependency_overrides"]?.members ?? [] {
      overrides[TextKey(name)] = PubDependency(name, value)
    }
  }

  private mutating func addMembers(_ patterns: [String]) {
    if patterns.count > PathPattern.maximumCount {
      doubts.append("the workspace names more than \(PathPattern.maximumCount) members")
    }
    var manifests = WorkspaceManifests("pubspec.yaml", around: path, in: source)
    var visited: Set<TextKey> = []
    for text in patterns.prefix(PathPattern.maximumCount) {
      let places = manifests.matching(text)
      if places.isEmpty { doubts.append("no manifest is found for the members \(text)") }
      for place in places where visited.insert(TextKey(place.text)).inserted { addMember(place) }
    }
  }

  private mutating func addMember(_ place: LockPath) {
    references.append(LockReference(.member, place.text, from: LockPath("")))
    guard let bytes = source.bytes(at: place.text) else {
      doubts.append("\(place.text) is not there, so it cannot be told what it asks for")
      return
    }
    if let root = manifest(bytes, place.text) { add(root) }
  }
}
