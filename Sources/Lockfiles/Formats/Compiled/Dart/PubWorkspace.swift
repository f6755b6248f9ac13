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
  private var members: Set<TextKey> = []
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
    let patterns = root["workspace"]?.strings ?? []
    if patterns.count > PathPattern.maximumCount {
      doubts.append("the workspace names more than \(PathPattern.maximumCount) members")
    }
    for pattern in patterns.prefix(PathPattern.maximumCount) { addMembers(pattern) }
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

  private mutating func addMembers(_ text: String) {
    let pattern = PathPattern(text)
    let folder = path.components.dropLast()
    var places: [String] = []
    if pattern.isLiteral {
      places = [path.resolving(text + "/pubspec.yaml")].compactMap { $0 }
    } else {
      for file in source.paths(below: folder.joined(separator: "/")) {
        let place = LockPath(file)
        let isMember = pattern.matches(Array(place.components.dropFirst(folder.count).dropLast()))
        if place.name == "pubspec.yaml", isMember { places.append(file) }
      }
    }
    if places.isEmpty { doubts.append("no manifest is found for the members \(text)") }
    for place in places where members.insert(TextKey(place)).inserted {
      references.append(LockReference(.member, place, from: LockPath("")))
      if let bytes = source.bytes(at: place) {
        if let root = manifest(bytes, place) { add(root) }
      } else {
        doubts.append("\(place) is not there, so it cannot be told what it asks for")
      }
    }
  }
}
