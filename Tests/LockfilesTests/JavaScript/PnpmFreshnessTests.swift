import Lockfiles
import Testing

@Suite("freshness of pnpm's locks")
struct PnpmFreshnessTests {
  @Test(
    "the key that changed is named",
    arguments: [
      ("package.json", "\"^1.0.0\"", "\"^1.1.0\"", "dependencies.@s/a: package.json wants ^1.1.0, the lock has ^1.0.0"),
      // An override decides, whatever the range is.
      ("package.json", "\"^2\"", "\"^3\"", nil),
      (
        "package.json", "\"optionalDependencies\": {\"o\": \"^2\"}", "\"devDependencies\": {}",
        "optionalDependencies.o: package.json has none, the lock has 2.0.0"
      ),
      (
        "package.json", "\"optionalDependencies\"", "\"peerDependencies\": {\"p\": \"*\"}, \"optionalDependencies\"",
        "dependencies.p: package.json wants *, the lock has none"
      ),
      (
        "packages/m/package.json", "~1.0.0", "~1.1.0",
        "devDependencies.c: packages/m/package.json wants ~1.1.0, the lock has ~1.0.0"
      ),
      (
        "pnpm-workspace.yaml", "c: ^1.0.0", "c: ^1.1.0",
        "catalogs.default.c: pnpm-workspace.yaml wants ^1.1.0, the lock has ^1.0.0"
      ),
      (
        "pnpm-workspace.yaml", "catalog:\n  c: ^1.0.0\n", "",
        "catalogs.default.c: pnpm-workspace.yaml has none, the lock has ^1.0.0"
      ),
      (
        "pnpm-workspace.yaml", "o: 2.0.0", "o: 2.0.1",
        "overrides.o: pnpm-workspace.yaml wants 2.0.1, the lock has 2.0.0"
      ),
      (
        "pnpm-workspace.yaml", "o: 2.0.0", "o: $o\n  x: 'catalog:'",
        "overrides.o: pnpm-workspace.yaml wants ^2, the lock has 2.0.0"
      ),
      ("pnpm-workspace.yaml", "- packages/*", "- packages/*\n  - '!packages/m'", nil),
    ] as [(String, String, String, String?)])
  func stale(_ file: String, _ old: String, _ new: String, _ change: String?) throws {
    var manifests = PnpmLocks.manifests
    manifests[file] = manifests[file]?.replacing(old, with: new)
    let lock = try read("pnpm-lock.yaml", PnpmLocks.nine, others: manifests)
    #expect(lock.verdict == (change == nil ? "fresh" : "stale"), "\(lock.freshness.summary)")
    #expect(lock.freshness.changes.first == change)
  }

  @Test("members that are new, lost or cannot be read")
  func members() throws {
    var manifests = PnpmLocks.manifests
    manifests["packages/n/package.json"] = "{}"
    #expect(
      try read("pnpm-lock.yaml", PnpmLocks.nine, others: manifests).freshness.changes
        == ["importers: packages/n is not in the lock"])
    manifests["packages/n/package.json"] = nil
    manifests["packages/m/package.json"] = "{"
    #expect(try read("pnpm-lock.yaml", PnpmLocks.nine, others: manifests).verdict == "unknown")
    manifests["pnpm-workspace.yaml"] = "a: [\n"
    let unknown = try read("pnpm-lock.yaml", PnpmLocks.nine, others: manifests)
    #expect(unknown.freshness.summary.hasPrefix("pnpm-workspace.yaml cannot be read"))
  }
}
