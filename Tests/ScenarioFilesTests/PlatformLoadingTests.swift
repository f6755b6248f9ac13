import Model
import ScenarioFiles
import Testing

@Suite("platforms in scenarios")
struct PlatformLoadingTests {
  private static let start = "schemaVersion: 1\nrepo:\n  synthetic:\n    commits:\n      - files:\n          a: x\n"

  private func load(_ text: String) throws -> Scenario {
    try ScenarioLoader.load(Array((Self.start + text).utf8), file: "demo.yml").scenario
  }

  @Test("one outcome for all, or one for each")
  func outcomes() throws {
    #expect(
      try load("platforms: [windows, macos]\nexpect: { platforms: same }\n").expect.platforms == [
        PlatformExpectation(platform: .macos, outcome: .same), PlatformExpectation(platform: .windows, outcome: .same),
      ])
    let each = try load(
      "platforms: [macos, windows]\nexpect: { platforms: { windows: [platform.mode, platform.eol], macos: different } }\n"
    )
    #expect(each.platforms == [.macos, .windows])
    #expect(
      each.expect.platforms == [
        PlatformExpectation(platform: .macos, outcome: .different),
        PlatformExpectation(platform: .windows, outcome: .differing(["platform.eol", "platform.mode"])),
      ])
    #expect(try load("").platforms.isEmpty)
  }

  @Test(
    "mistakes",
    arguments: [
      "platforms: [beos]\n", "platforms: []\n", "expect: { platforms: same }\n",
      "platforms: [macos]\nexpect: { platforms: { windows: same } }\n",
      "platforms: [macos]\nexpect: { platforms: perhaps }\n", "platforms: [macos]\nexpect: { platforms: [] }\n",
      "platforms: [macos]\nexpect: { platforms: [runs.disagree] }\n", "platforms: [macos]\nobserve: [locks]\n",
    ])
  func mistakes(_ text: String) { #expect(throws: (any Error).self) { try load(text) } }
}
