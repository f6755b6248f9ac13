import Foundation
import Lockfiles

/// Entries whose facts cannot be met, each with the reason.
enum CorpusExceptions {
  /// By the entry's id: why its packages differ from the tool's.
  static let reasons: [String: String] = [
    "pypi__warehouse__Dockerfile__6b621571":
      "the expression that made the facts does not see the image of # syntax=",
    "BurntSushi__ripgrep__Cargo.lock__cf3a33ce": "the facts count [root], but do not list it",
  ]

  /// By the entry's id: why its freshness differs from the tool's.
  static let freshness: [String: String] = condaLocks.merging(byRule) { first, _ in first }

  private static let byRule = [
    "pdm-project__pdm__pdm.lock__090f1133": oldPDM, "540__gilded-rose-python__pdm.lock__d92e5682": oldPDM,
    "3dct__vIQA__pdm.lock__e2c9ffdf": oldPDM, "litestar-org__polyfactory__pdm.lock__eddb9789": oldPDM,
    "pypa__pipenv__Pipfile.lock__00158fcc":
      "fresh by the rule of the pipenv that wrote it, whose default source was pypi.python.org; 2026 knows pypi.org",
  ]

  private static let oldPDM = "fresh by the rule of the pdm that wrote it; pdm 2.29 knows its own rule only"

  private static let condaLocks = Dictionary(
    uniqueKeysWithValues: SharedCorpus.entries("conda-lock.yml").map { entry in
      // The facts know only that no set of virtual packages gives the hash, not that the source has changed.
      (entry.id, "content_hash covers virtual packages and the version of conda-lock; it cannot be computed again")
    })
}

/// What the facts call a package, for each format.
///
/// A format that says it in another way than `name==version` has a case of its own in both functions.
enum CorpusFacts {
  /// Formats whose facts count something else than packages.
  static let formatsCountedOtherwise: Set<String> = [
    // Names with their versions, of which each may be locked once a platform.
    "pixi.lock",
    // The count is of different names and versions; that of the tool's nodes is tested apart.
    "package-lock.json", "npm-shrinkwrap.json",
    // The files of registries, several for a module.
    "MODULE.bazel.lock",
    // The services, those that are built among them.
    "compose",
    // The lines, two for most modules.
    "go.sum",
  ]

  static func pins(of lock: Lockfile, in entry: SharedCorpus.Entry) -> [String] {
    lock.packages.map { package in
      switch entry.format {
      case ".python-version": package.version
      case "pdm.lock", "pylock.toml": "\(package.name)==\(package.version)"
      case ".tool-versions": "\(package.name) \(package.version)"
      case "pixi.lock": "\(package.name)==\(withoutZeros(package.version))"
      case "deno.lock": "\(package.ecosystem):\(package.name)@\(package.version)"
      case "bun.lock" where isMember(package): "\(package.name)==workspace:\(package.source?.dropFirst(5) ?? "")"
      case "yarn.lock" where isMember(package): "\(package.name)==0.0.0-use.local"
      case "Dockerfile", "compose": image(package)
      case "repro-get": (package.source.map { $0 + "/" } ?? "") + (package.artifacts.first?.name ?? "")
      case _ where isPython(entry) && isFromElsewhere(package):
        package.version.isEmpty ? "\(package.name) from elsewhere" : "\(package.name)==\(package.version)"
      case "Gemfile.lock", "Podfile.lock", "composer.lock": "\(package.name)==\(package.version)"
      case "packages.lock.json": "\(package.name)==\(package.version.isEmpty ? "project" : package.version)"
      default: package.isExact ? "\(package.name)==\(package.version)" : package.name + package.version
      }
    }
  }

  static func expected(in entry: SharedCorpus.Entry) -> [String] {
    let aliases = entry.format == "yarn.lock" ? JavaScriptFacts.aliases(in: entry) : [:]
    let identities = swiftIdentities(entry)
    return entry.packages.map { fact in
      switch entry.format {
      case ".python-version", "pdm.lock", "repro-get": return fact
      case "pylock.toml":
        guard let equals = fact.range(of: "==") else { return fact }
        return normalized(String(fact[..<equals.lowerBound])) + fact[equals.lowerBound...]
      case "conda-lock.yml" where fact.hasPrefix("zope."):
        // A name of Python's, which conda-lock leaves as it is.
        return fact.replacing("zope.", with: "zope-")
      // Deno puts the peers behind the version.
      case "deno.lock": return fact.replacing(#/^(\w+:@?[^@]+@[^_]+)_.*/#) { String($0.1) }
      // The facts have the name a package is installed under.
      case "yarn.lock":
        guard let equals = fact.range(of: "=="), let name = aliases[String(fact[..<equals.lowerBound])] else {
          return fact
        }
        return name + fact[equals.lowerBound...]
      case "Dockerfile", "compose": return normalizedImage(fact)
      case "Package.resolved":
        let (name, version) = fact.range(of: "==").map { (fact[..<$0.lowerBound], fact[$0.upperBound...]) } ?? ("", "")
        return "\(identities[String(name)] ?? String(name))==\(version)"
      case "packages.lock.json": return fact.lowercased()
      case _ where isPython(entry):
        if let at = fact.firstIndex(of: "@") {
          var name = String(fact[..<at])
          if let equals = name.range(of: "==") { name = String(name[..<equals.lowerBound]) }
          // pip has no name for `-e .`.
          return "\(name == "None" ? "file:." : normalized(name)) from elsewhere"
        }
        guard let equals = fact.range(of: "==") else { return fact }
        return normalized(String(fact[..<equals.lowerBound])) + fact[equals.lowerBound...]
      default: return fact
      }
    }
  }

  private static func isMember(_ package: PinnedPackage) -> Bool {
    package.version.isEmpty && package.source?.hasPrefix("file:") ?? false
  }

  /// The facts of the first version of `Package.resolved` have the names of packages, which newer ones do not have.
  private static func swiftIdentities(_ entry: SharedCorpus.Entry) -> [String: String] {
    guard entry.format == "Package.resolved",
      let bytes = SharedCorpus.bytes("corpus/\(entry.folder)/\(entry.lockfile)"),
      let json = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
      let pins = (json["object"] as? [String: Any])?["pins"] as? [[String: Any]]
    else { return [:] }
    return Dictionary(
      pins.compactMap { pin in
        guard let name = pin["package"] as? String, let address = pin["repositoryURL"] as? String else { return nil }
        return (name, URL(fileURLWithPath: address).deletingPathExtension().lastPathComponent.lowercased())
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Names are normalised in the facts of some of these formats only.
  private static func isPython(_ entry: SharedCorpus.Entry) -> Bool {
    ["requirements.txt", "poetry.lock", "uv.lock", "Pipfile.lock", "environment.yml"].contains(entry.format)
  }

  private static func image(_ package: PinnedPackage) -> String {
    package.name + (package.version.isEmpty ? "" : ":" + package.version) + package.hashes.map { "@" + $0 }.joined()
  }

  /// With the registry and the namespace that are left out in short names.
  private static func normalizedImage(_ name: String) -> String {
    var parts = name.split(separator: "/").map(String.init)
    if parts.count == 1 || !parts[0].contains(where: { ".:".contains($0) }) { parts.insert("docker.io", at: 0) }
    if parts.count == 2, parts[0] == "docker.io" { parts.insert("library", at: 1) }
    return parts.joined(separator: "/")
  }

  /// rattler prints `2023.09.01` so.
  private static func withoutZeros(_ version: String) -> String {
    version.replacing(#/(^|\.)0+([0-9])/#) { "\($0.output.1)\($0.output.2)" }
  }

  private static func isFromElsewhere(_ package: PinnedPackage) -> Bool {
    package.source?.hasPrefix("file:") ?? false || package.source?.hasPrefix("git+") ?? false
  }

  private static func normalized(_ name: String) -> String {
    name.lowercased().replacing(#/[-_.]+/#, with: "-")
  }
}
