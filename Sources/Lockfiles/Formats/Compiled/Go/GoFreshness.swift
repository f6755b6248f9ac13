internal import Fingerprints

/// Whether `go.mod`, `go.sum` and a vendor folder agree, as far as `-mod=readonly` and `-mod=vendor` check it.
enum GoFreshness {
  /// - Parameter vendored: the `vendor/modules.txt`.
  static func judge(_ manifest: GoManifest, _ sums: GoSums, vendored: [UInt8]?) -> FreshnessJudgement {
    var comparison = StructuralComparison()
    let excluded = Set(manifest.exclusions.map(\.module.key))
    for requirement in manifest.requirements {
      let module = requirement.module
      if excluded.contains(module.key) {
        comparison.change("\(module.text) is required and excluded")
      }
      let used = manifest.replacement(of: module)?.new ?? module
      if used.version.isEmpty { continue }
      let entry = sums[used]
      if entry?.manifest.isEmpty ?? true {
        comparison.change("\(used.text) has no line for its go.mod in go.sum")
      } else if !requirement.isIndirect, entry?.archive.isEmpty ?? true {
        // Of a module that no package is imported from, go.sum need not hold more.
        comparison.change("\(used.text) has no line in go.sum")
      }
      if !used.isCanonical { comparison.change("\(used.text) is no version") }
    }
    if let vendored {
      do {
        try GoVendoring(vendored).compare(with: manifest, into: &comparison)
      } catch {
        comparison.doubt(error.reason(reading: "vendor/modules.txt"))
      }
    }
    return comparison.judgement(manifest: "go.mod", tool: manifest.language.map { "go " + $0 })
  }
}
