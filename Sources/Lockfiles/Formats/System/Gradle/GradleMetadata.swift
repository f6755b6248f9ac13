internal import Fingerprints

/// What `verification-metadata.xml` says: the components with their artifacts, and how they are verified.
///
/// Follows Gradle's schema `dependency-verification-1.3.xsd`.
struct GradleMetadata {
  struct Artifact {
    let name: String
    /// `algorithm:hex` each, the checksums under `also-trust` with them.
    let hashes: [String]
    /// Of trusted keys, in upper case.
    let keys: [String]
  }

  struct Component {
    let coordinate: GradleCoordinate
    let artifacts: [Artifact]
    let line: Int

    /// Whether each artifact has a strong hash, and there is one.
    var isHashed: Bool {
      !artifacts.isEmpty && artifacts.allSatisfy { $0.hashes.contains(where: PackageHash.isStrong) }
    }
  }

  /// In the order of the file.
  private(set) var components: [Component] = []
  let configuration: XMLText.Element?
  /// What is no checksum, or no component.
  private(set) var findings: [LockFinding] = []

  init(_ text: String) throws(SyntaxFailure) {
    let root = try XMLText.parse(text)
    guard root.name == "verification-metadata" else {
      throw SyntaxFailure(line: root.line, message: "the file holds <\(root.name)>, not <verification-metadata>")
    }
    configuration = root.children("configuration").first
    for element in root.children("components").flatMap({ $0.children("component") }) {
      guard let group = element["group"], let name = element["name"], let version = element["version"] else {
        findings.append(
          LockFinding(
            "syntax", line: element.line, "a component without group, name or version", grade: .unreadable))
        continue
      }
      var artifacts: [Artifact] = []
      for artifact in element.children("artifact") { artifacts.append(read(artifact)) }
      components.append(
        Component(
          coordinate: GradleCoordinate(group: group, name: name, version: version), artifacts: artifacts,
          line: element.line))
    }
  }

  private mutating func read(_ artifact: XMLText.Element) -> Artifact {
    var hashes: [String] = []
    var keys: [String] = []
    for element in artifact.children {
      let values = [element["value"] ?? ""] + element.children("also-trust").map { $0["value"] ?? "" }
      switch element.name {
      case "pgp": keys += values.map { $0.uppercased() }
      case "md5", "sha1", "sha256", "sha512":
        for value in values {
          if let hash = PackageHash.canonical(element.name + ":" + value) {
            hashes.append(hash)
          } else {
            findings.append(
              LockFinding("hash.invalid", line: element.line, "\(value) is no \(element.name)", grade: .unreadable))
          }
        }
      default: break
      }
    }
    return Artifact(name: artifact["name"] ?? "", hashes: hashes.sortedByBytes(), keys: keys.sortedByBytes())
  }
}
