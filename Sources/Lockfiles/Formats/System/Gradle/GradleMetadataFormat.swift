internal import Fingerprints

/// Gradle's `gradle/verification-metadata.xml`: the checksums of all artifacts that a build may use.
struct GradleMetadataFormat: LockfileFormat {
  let name = "verification-metadata.xml"
  let ecosystem = "maven"

  func recognises(_ path: LockPath) -> Bool { path.name.hasSameBytes(as: name) }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let metadata: GradleMetadata
    do { metadata = try GradleMetadata(try FileText.decode(input.bytes)) } catch { return .unreadable(error) }
    var contents = LockContents()
    contents.freshness = .unknown("\(name) lists what may be used, not what a build was resolved to")
    contents.findings = metadata.findings
    for component in metadata.components {
      let module = component.coordinate.module
      contents.packages.append(
        PinnedPackage(
          ecosystem: ecosystem, name: module, version: component.coordinate.version,
          isExact: component.coordinate.openness == nil,
          artifacts: component.artifacts.map { LockedArtifact(name: $0.name, hashes: $0.hashes) },
          line: component.line))
      if let openness = component.coordinate.openness {
        contents.findings.append(
          LockFinding(
            "unpinned", line: component.line, "\(module) \(component.coordinate.version) \(openness)", grade: .c))
      }
      for artifact in component.artifacts where !artifact.keys.isEmpty {
        contents.facts.append(
          LockFact(name: "pgp:\(module):\(component.coordinate.version):\(artifact.name)", extras: artifact.keys))
      }
    }
    contents.findings += Self.hashFindings(metadata.components)
    Self.read(metadata.configuration, into: &contents)
    return contents
  }

  private static func hashFindings(_ components: [GradleMetadata.Component]) -> [LockFinding] {
    var findings: [LockFinding] = []
    func add(_ code: String, _ what: String, _ isMeant: (GradleMetadata.Artifact) -> Bool) {
      let meant = components.filter { $0.artifacts.contains(where: isMeant) }
      guard let first = meant.first else { return }
      let names = meant.prefix(5).map { "\($0.coordinate.module):\($0.coordinate.version)" }.joined(separator: ", ")
      findings.append(
        LockFinding(code, line: first.line, what + ": " + names + (meant.count > 5 ? ", …" : ""), grade: .b))
    }
    add("hash.missing", "artifacts without a checksum; a signature names who made them, not what they are") {
      $0.hashes.isEmpty
    }
    add("hash.weak", "artifacts with MD5 or SHA-1 only") {
      !$0.hashes.isEmpty && !$0.hashes.contains(where: PackageHash.isStrong)
    }
    return findings
  }

  /// How artifacts are verified; where keys are fetched from and why something is trusted say nothing.
  private static func read(_ configuration: XMLText.Element?, into contents: inout LockContents) {
    guard let configuration else { return }
    for name in ["verify-metadata", "verify-signatures"] {
      guard let element = configuration.children(name).first else { continue }
      contents.facts.append(LockFact(name: name, value: element.text.trimmed))
      if name == "verify-metadata", element.text.trimmed == "false" {
        contents.findings.append(
          LockFinding("verification.partial", line: element.line, "the metadata of modules is not verified"))
      }
    }
    for trust in configuration.children("trusted-artifacts").flatMap({ $0.children("trust") }) {
      let pattern = attributes(of: trust)
      contents.facts.append(LockFact(name: "trust", value: pattern))
      // What nobody compiles against: editors fetch it.
      let file = trust["file"] ?? ""
      let isForPeople = file.holds("javadoc") || file.holds("sources") || file.holds("-src")
      contents.findings.append(
        LockFinding(
          "verification.skipped", line: trust.line, "artifacts are trusted without a checksum: \(pattern)",
          grade: isForPeople ? nil : .b))
    }
    let ignored = configuration.children("ignored-keys").flatMap { $0.children("ignored-key") }
    if !ignored.isEmpty {
      contents.facts.append(LockFact(name: "ignored-keys", extras: ids(ignored)))
    }
    for key in configuration.children("trusted-keys").flatMap({ $0.children("trusted-key") }) {
      for scope in key.children("trusting").isEmpty ? [key] : key.children("trusting") {
        contents.facts.append(
          LockFact(name: "trusted-key", value: attributes(of: scope), extras: ids([key])))
      }
    }
  }

  private static func ids(_ keys: [XMLText.Element]) -> [String] {
    keys.compactMap { $0["id"]?.uppercased() }.sortedByBytes()
  }

  /// What a pattern selects, in one order; not the reason that is given for it.
  private static func attributes(of element: XMLText.Element) -> String {
    ["group", "name", "version", "file", "regex"].compactMap { name in element[name].map { "\(name)=\($0)" } }
      .joined(separator: " ")
  }
}
