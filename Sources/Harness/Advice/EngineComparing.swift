internal import BuildContext
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import IgnoreEngines
internal import Model

/// Finds the entries about which builders disagree.
struct EngineComparing<Tree: ContextTree & ContextFiles> {
  let context: AdvisedContext<Tree>
  let plan: AdvicePlan
  /// Entries times rules; ten seconds or so.
  private static var mostWork: Int { 100_000_000 }

  /// Looks at all of the tree, or at `paths` and what is below them.
  func compare(_ paths: [String]) throws -> EngineComparison {
    let entries = try context.entries()
    let wanted = paths.compactMap { BytePath(PathText.unescaped(Array($0.utf8)) ?? []).normalised()?.bytes }
    var comparison = EngineComparison(
      engines: [], differences: [], entryCount: entries.entries.count, includedCounts: [:], ignoreFiles: [:],
      failures: [:])
    var listings: [(name: String, isListed: [Bool])] = []
    for engine in IgnoreEngine.allCases {
      let name = engine.rawValue
      let found = try FoundIgnoreText(
        for: engine, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride)
      comparison.engines.append(name)
      if let file = found.name { comparison.ignoreFiles[name] = file }
      // All but BuildKit compare rule by rule.
      let work = entries.entries.count * found.bytes.split(separator: 0x0A).count
      guard engine == .buildkit || work <= Self.mostWork else {
        comparison.failures[name] =
          "the tree has too many entries for so many rules; compare single paths with --engine"
        continue
      }
      do throws(IgnoreFileError) {
        let listing = try entries.listing(by: try EngineFilter(engine, ignoreFile: found.bytes))
        listings.append((name, listing.isListed))
        comparison.includedCounts[name] = listing.isListed.count(where: \.self)
      } catch {
        comparison.failures[name] = "\(found.name ?? ""):\(error.line): \(IgnoreFileErrorText.describe(error))"
      }
    }
    for (index, entry) in entries.entries.enumerated() {
      guard Set(listings.map { $0.isListed[index] }).count > 1 else { continue }
      guard wanted.isEmpty || wanted.contains(where: { covers($0, entry.path) }) else { continue }
      comparison.differences.append(
        EngineComparison.Entry(
          path: PathText.escaped(BytePath(entry.path)) + (entry.kind == .directory ? "/" : ""),
          included: Dictionary(uniqueKeysWithValues: listings.map { ($0.name, $0.isListed[index]) })))
    }
    return comparison
  }

  private func covers(_ directory: [UInt8], _ path: [UInt8]) -> Bool {
    directory.isEmpty || path == directory || path.starts(with: directory + [UInt8(ascii: "/")])
  }
}
