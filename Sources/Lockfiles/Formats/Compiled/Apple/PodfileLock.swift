internal import Fingerprints

/// The sections of a `Podfile.lock`.
struct PodfileLock {
  struct Pod {
    /// With its subspecs behind slashes.
    let name: String
    let version: String
    let line: Int?

    /// The pod whose specification holds the subspecs.
    var root: String { name.split(atFirst: "/")?.before ?? name }
  }

  private(set) var pods: [Pod] = []
  private(set) var findings: [LockFinding] = []
  let dependencies: [String]
  /// The registry of each pod, by name.
  private(set) var repositories: [TextKey: String] = [:]
  /// How each pod from elsewhere was fetched, by name.
  private let checkouts: DataValue?
  private let external: DataValue?
  private let checksums: DataValue?
  /// SHA-1 of the Podfile.
  let manifestChecksum: String?
  let tool: String?

  init(_ root: DataValue) {
    dependencies = (root["DEPENDENCIES"]?.strings ?? []).map { $0.split(atFirst: " (")?.before ?? $0 }
    checkouts = root["CHECKOUT OPTIONS"]
    external = root["EXTERNAL SOURCES"]
    checksums = root["SPEC CHECKSUMS"]
    manifestChecksum = root["PODFILE CHECKSUM"]?.string
    tool = root["COCOAPODS"]?.string
    for (repository, names) in root["SPEC REPOS"]?.members ?? [] {
      for name in names.strings { repositories[TextKey(name)] = repository }
    }
    for item in root["PODS"]?.items ?? [] {
      guard let text = item.string ?? item.members.first?.key, let (name, rest) = text.split(atFirst: " ("),
        rest.ends(with: ")")
      else {
        findings.append(LockFinding("syntax", line: item.line, "a pod without name or version", grade: .unreadable))
        continue
      }
      pods.append(Pod(name: name, version: rest.utf8.dropLast().text, line: item.line))
    }
  }

  func checksum(_ pod: Pod) -> String? { checksums?[pod.root]?.string }

  func repository(_ pod: Pod) -> String? { repositories[TextKey(pod.root)] }

  /// What was fetched of a pod that comes from no registry; where it was asked for when nothing was fetched.
  func checkout(_ pod: Pod) -> DataValue? { checkouts?[pod.root] ?? external?[pod.root] }
}
