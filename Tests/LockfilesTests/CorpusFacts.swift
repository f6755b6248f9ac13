import Foundation
import Lockfiles

/// Entries whose facts cannot be met, each with the reason.
enum CorpusExceptions {
  /// By the entry's id: why its packages differ from the tool's.
  static let reasons: [String: String] = [:]

  /// By the entry's id: why its freshness differs from the tool's.
  static let freshness: [String: String] = Dictionary(
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
    "pixi.lock"
  ]

  static func pins(of lock: Lockfile, in entry: SharedCorpus.Entry) -> [String] {
    lock.packages.map { package in
      switch entry.format {
      case ".python-version": package.version
      case ".tool-versions": "\(package.name) \(package.version)"
      case "pixi.lock": "\(package.name)==\(withoutZeros(package.version))"
      case _ where isPython(entry) && isFromElsewhere(package):
        package.version.isEmpty ? "\(package.name) from elsewhere" : "\(package.name)==\(package.version)"
      default: package.isExact ? "\(package.name)==\(package.version)" : package.name + package.version
      }
    }
  }

  static func expected(in entry: SharedCorpus.Entry) -> [String] {
    entry.packages.map { fact in
      switch entry.format {
      case ".python-version": return fact
      case "conda-lock.yml" where fact.hasPrefix("zope."):
        // A name of Python's, which conda-lock leaves as it is.
        return fact.replacing("zope.", with: "zope-")
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

  /// Names are normalised in the facts of some of these formats only.
  private static func isPython(_ entry: SharedCorpus.Entry) -> Bool {
    ["requirements.txt", "poetry.lock", "Pipfile.lock", "environment.yml"].contains(entry.format)
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
