import Foundation
import Testing

@Suite("the cache of blob digests", .enabled(if: Workspace.hasGit, "needs git"))
struct CacheTests {
  private func repository() throws -> Workspace {
    let workspace = try Workspace()
    for index in 0..<300 { try workspace.write("d\(index % 9)/f\(index)", "\(index % 250)\n") }
    // The same blob, once as it is and once with other line ends.
    try workspace.write("same.txt", "a\nb\n")
    try workspace.write("same.bat", "a\nb\n")
    try workspace.write(".gitattributes", "*.bat eol=crlf\n")
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/link", withDestinationPath: "same.txt")
    try workspace.makeRepository()
    return workspace
  }

  private func hash(_ workspace: Workspace, _ arguments: String...) throws -> String {
    let options = arguments.joined(separator: " ")
    let result = try workspace.shell(
      "'\(Workspace.tool)' context hash --rev HEAD \(options)",
      environment: ["XDG_CACHE_HOME": workspace.directory + "/cache"])
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func file(_ workspace: Workspace) -> String { workspace.directory + "/cache/lockstep/blob-sha256-v1" }

  @Test("with it, without it, filled and damaged, the digest is the same")
  func honesty() throws {
    let workspace = try repository()
    let expected = try hash(workspace, "--no-cache")
    #expect(!FileManager.default.fileExists(atPath: file(workspace)))
    #expect(try hash(workspace) == expected)
    let filled = try #require(FileManager.default.contents(atPath: file(workspace)))
    // 250 numbers, the text, the attributes; neither the link nor what a filter changed.
    #expect(filled.count == 252 * 68)
    #expect(try hash(workspace) == expected)
    #expect(FileManager.default.contents(atPath: file(workspace)) == filled)
    for damage in ["flip", "cut", "zero", "empty"] {
      var bytes = filled
      switch damage {
      case "flip": for index in stride(from: 30, to: bytes.count, by: 68) { bytes[index] ^= 1 }
      case "cut": bytes.removeLast(5)
      case "zero": bytes = Data(count: bytes.count)
      default: bytes = Data()
      }
      try bytes.write(to: URL(fileURLWithPath: file(workspace)))
      #expect(try hash(workspace) == expected, "\(damage)")
      #expect(try hash(workspace) == expected, "\(damage)")
    }
    try FileManager.default.removeItem(atPath: workspace.directory + "/cache")
    try Data().write(to: URL(fileURLWithPath: workspace.directory + "/cache"))
    #expect(try hash(workspace) == expected, "a cache that cannot be written")
  }

  @Test("the next commit costs what changed, and many at once agree")
  func growth() throws {
    let workspace = try repository()
    let first = try hash(workspace)
    try workspace.write("d0/new", "new\n")
    try #require(workspace.shell("git add -A && git commit -q -m two").status == 0)
    let expected = try hash(workspace, "--no-cache")
    #expect(expected != first)
    let result = try workspace.shell(
      """
      seq 8 | xargs -P 8 -I {} '\(Workspace.tool)' context hash --rev HEAD
      """, environment: ["XDG_CACHE_HOME": workspace.directory + "/cache"])
    #expect(result.output == String(repeating: expected, count: 8))
    #expect(try hash(workspace) == expected)
    #expect(FileManager.default.contents(atPath: file(workspace))?.count == 253 * 68)
  }
}
