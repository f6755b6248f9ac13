import Foundation
import Testing

@Suite("lockstep cache", .enabled(if: Workspace.hasGit, "needs git"))
struct CacheTests {
  private static let recordLength = 68

  private func warm() throws -> (Workspace, URL) {
    let workspace = try Workspace()
    for index in 0..<5 { try workspace.write("f\(index)", "text \(index)\n") }
    try workspace.makeRepository()
    let result = try workspace.lockstep("context", "hash", "--rev", "HEAD")
    #expect(result.status == 0)
    return (workspace, URL(fileURLWithPath: workspace.directory + "/home/.cache/lockstep/blob-sha256-v1"))
  }

  @Test("records are checked, alone and against their blobs")
  func verify() throws {
    let (workspace, file) = try warm()
    let report = try workspace.lockstep("cache", "verify", "--repo", ".", "--json").json()
    #expect(report["recordCount"] as? Int == 5 && report["comparedCount"] as? Int == 5)
    #expect((report["mismatches"] as? [String])?.isEmpty == true)
    // A flipped bit: the record does not hold and is never used.
    var bytes = try Data(contentsOf: file)
    bytes[30] ^= 1
    try bytes.write(to: file)
    let damaged = try workspace.lockstep("cache", "verify", "--json")
    #expect(try damaged.status == 0 && damaged.json()["damagedCount"] as? Int == 1)
    let before = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--no-cache")
    #expect(try workspace.lockstep("context", "hash", "--rev", "HEAD").output == before.output)
  }

  @Test("a record that holds and lies is found by comparing")
  func mismatch() throws {
    let (workspace, file) = try warm()
    var bytes = try Data(contentsOf: file)
    bytes[30] ^= 1
    try bytes.prefix(60).write(to: URL(fileURLWithPath: workspace.work + "/record"))
    let check = try workspace.shell("sha256sum <record").output.prefix(16)
    for (index, offset) in (60..<68).enumerated() {
      let start = check.index(check.startIndex, offsetBy: index * 2)
      bytes[offset] = try #require(UInt8(check[start..<check.index(start, offsetBy: 2)], radix: 16))
    }
    try bytes.write(to: file)
    #expect(try workspace.lockstep("cache", "verify").status == 0)
    let result = try workspace.lockstep("cache", "verify", "--repo", ".")
    #expect(result.status == 1 && result.output.contains("the blob has another digest"))
    #expect(try workspace.lockstep("cache", "clear").status == 0)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try workspace.lockstep("cache", "clear").errors == "there was none\n")
    #expect(try workspace.lockstep("cache", "verify", "--repo", ".").status == 0)
  }
}
