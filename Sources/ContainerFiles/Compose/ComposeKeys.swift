/// The keys of compose files that are read, and those that are known.
enum ComposeKeys {
  private static let service: Set<String> = [
    "build", "env_file", "environment", "extends", "image", "profiles", "provider", "volumes",
  ]

  private static let readBuild: Set<String> = [
    "additional_contexts", "args", "context", "dockerfile", "dockerfile_inline", "target",
  ]

  /// Those of the Compose specification that say nothing about what a build reads.
  private static let otherBuild: Set<String> = [
    "cache_from", "cache_to", "entitlements", "extra_hosts", "isolation", "labels", "network", "no_cache",
    "no_cache_filter", "platforms", "privileged", "provenance", "pull", "sbom", "secrets", "shm_size", "ssh", "tags",
    "ulimits",
  ]

  static func checkServiceName(_ name: String, at place: ComposePlace) throws(ComposeError) {
    let isValid =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "._-".utf8.contains(byte)
      }
    guard isValid else {
      throw ComposeError(
        place, "\(ComposeError.quote(name)) is no name for a service",
        remedy: "use letters, digits, \".\", \"_\" and \"-\" only")
    }
  }

  /// The service without what is not read, so that nothing there is merged or refused.
  static func keepingReadKeys(
    _ node: ComposeNode, of name: String, session: ComposeSession
  ) throws(ComposeError) -> ComposeNode {
    // Nothing is a mistake unless it stays so; another file may say more.
    guard !node.isNull else { return node }
    var mapping = try node.mapping("the service \(name)")
    mapping.removeAll { !service.contains($0) }
    if let build = mapping["build"], var keys = build.mapping {
      for (key, node) in keys.entries
      where !readBuild.contains(key) && !otherBuild.contains(key) && !key.hasPrefix("x-") {
        session.warn(
          ComposeWarning(
            node.place, "\"build\" has no key \(ComposeError.quote(key)); Compose refuses what it does not know"))
      }
      keys.removeAll { !readBuild.contains($0) }
      mapping["build"] = ComposeNode(.mapping(keys), at: build.place)
    }
    return ComposeNode(.mapping(mapping), at: node.place)
  }
}
