import Foundation
import Lockfiles
import Testing

@Suite("real lockfiles of JavaScript", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct JavaScriptCorpusTests {
  static let npm = SharedCorpus.entries("package-lock.json") + SharedCorpus.entries("npm-shrinkwrap.json")

  @Test("the nodes are those of npm's arborist", arguments: npm)
  func nodes(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    #expect(lock.packages.count == entry.json["node_count"] as? Int)
    #expect(lock.packages.count { $0.source == "bundled" } == entry.json["in_bundle"] as? Int)
    let weak = lock.packages.filter { !$0.hashes.isEmpty && $0.hashes.allSatisfy { $0.hasPrefix("sha1:") } }
    #expect(weak.count == entry.json["sha1_only"] as? Int)
    #expect(lock.grade == (weak.isEmpty ? .a : .b))
    let bare = lock.packages.filter { $0.hashes.isEmpty && $0.source != "bundled" }
    #expect(bare.map(\.name) == (entry.json["unhashed"] as? [String]))
  }

  @Test(
    "every other lock pins all it names",
    arguments: ["yarn.lock", "pnpm-lock.yaml", "bun.lock", "deno.lock"].flatMap(SharedCorpus.entries))
  func hashes(_ entry: SharedCorpus.Entry) throws {
    let lock = try entry.read()
    let bare = lock.packages.filter { $0.hashes.isEmpty && $0.source?.hasPrefix("file:") != true }
    let isHashed = entry.json["all_artifacts_hashed"] as? Bool
    // Yarn 1 keeps a SHA-1 within the address, which the facts do not count.
    #expect(bare.isEmpty == isHashed || entry.json["tool"] as? String == "@npmcli/arborist 7.5.4 lib/yarn-lock.js")
    #expect((lock.grade == .a) == isHashed, "\(lock.findings)")
    #expect(lock.formatVersion.map { (entry.json["lock_version"] as? String ?? "").hasSuffix($0) } != nil)
  }
}
