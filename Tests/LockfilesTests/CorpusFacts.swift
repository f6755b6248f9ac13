import Foundation
import Lockfiles

/// Entries whose facts cannot be met, each with the reason.
enum CorpusExceptions {
  /// By the entry's id: why its packages differ from the tool's.
  static let reasons: [String: String] = [:]

  /// By the entry's id: why its freshness differs from the tool's.
  static let freshness: [String: String] = [
    "pdm-project__pdm__pdm.lock__090f1133": oldPDM, "540__gilded-rose-python__pdm.lock__d92e5682": oldPDM,
    "3dct__vIQA__pdm.lock__e2c9ffdf": oldPDM, "litestar-org__polyfactory__pdm.lock__eddb9789": oldPDM,
    "pypa__pipenv__Pipfile.lock__00158fcc":
      "fresh by the rule of the pipenv that wrote it, whose default source was pypi.python.org; 2026 knows pypi.org",
  ]

  private static let oldPDM = "fresh by the rule of the pdm that wrote it; pdm 2.29 knows its own rule only"
}

/// What the facts call a package, for each format.
///
/// A format that says it in another way than `name==version` has a case of its own in both functions.
enum CorpusFacts {
  /// Formats whose facts count something else than packages.
  static let formatsCountedOtherwise: Set<String> = [
    // The count is of different names and versions; that of the tool's nodes is tested apart.
    "package-lock.json", "npm-shrinkwrap.json",
  ]

  static func pins(of lock: Lockfile, in entry: SharedCorpus.Entry) -> [String] {
    lock.packages.map { package in
      switch entry.format {
      case ".python-version": package.version
      case "pdm.lock", "pylock.toml": "\(package.name)==\(package.version)"
      case "deno.lock": "\(package.ecosystem):\(package.name)@\(package.version)"
      case "bun.lock" where isMember(package): "\(package.name)==workspace:\(package.source?.dropFirst(5) ?? "")"
      case "yarn.lock" where isMember(package): "\(package.name)==0.0.0-use.local"
      case _ where isPython(entry) && isFromElsewhere(package):
        package.version.isEmpty ? "\(package.name) from elsewhere" : "\(package.name)==\(package.version)"
      default: package.isExact ? "\(package.name)==\(package.version)" : package.name + package.version
      }
    }
  }

  static func expected(in entry: SharedCorpus.Entry) -> [String] {
    let aliases = entry.format == "yarn.lock" ? JavaScriptFacts.aliases(in: entry) : [:]
    return entry.packages.map { fact in
      switch entry.format {
      case ".python-version", "pdm.lock": return fact
      case "pylock.toml":
        guard let equals = fact.range(of: "==") else { return fact }
        return normalized(String(fact[..<equals.lowerBound])) + fact[equals.lowerBound...]
      // Deno puts the peers behind the version.
      case "deno.lock": return fact.replacing(#/^(\w+:@?[^@]+@[^_]+)_.*/#) { String($0.1) }
      // The facts have the name a package is installed under.
      case "yarn.lock":
        guard let equals = fact.range(of: "=="), let name = aliases[String(fact[..<equals.lowerBound])] else {
          return fact
        }
        return name + fact[equals.lowerBound...]
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

  /// Names are normalised in the facts of some of these formats only.
  private static func isPython(_ entry: SharedCorpus.Entry) -> Bool {
    ["requirements.txt", "poetry.lock", "uv.lock", "Pipfile.lock", "environment.yml"].contains(entry.format)
  }

  private static func isFromElsewhere(_ package: PinnedPackage) -> Bool {
    package.source?.hasPrefix("file:") ?? false || package.source?.hasPrefix("git+") ?? false
  }

  private static func normalized(_ name: String) -> String {
    name.lowercased().replacing(#/[-_.]+/#, with: "-")
  }
}
