import Foundation
import Model
import ScenarioFiles
import Testing

@Suite("writing scenarios")
struct WriterTests {
  @Test("a bundled scenario is the same after it was written and read")
  func roundTrip() throws {
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let directory = project + "/Scenarios"
    let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".yml") }
    #expect(names.count > 10)
    for name in names.sorted() {
      let scenario = try ScenarioLoader.load(directory + "/" + name).scenario
      let text = ScenarioWriter.text(scenario)
      #expect(try ScenarioLoader.load(Array(text.utf8), file: "x.yml").scenario == scenario, "\(name)\n\(text)")
    }
  }

  @Test("every text survives, whatever it holds")
  func texts() throws {
    for text in ["\"\\", "\u{0}\u{1}\t\r\n", "\u{FEFF}é\u{1F600}\u{85}\u{2028}", "a: b # c", "", "\u{7F}\u{9F}\u{A0}"] {
      var scenario = Scenario(
        name: "s",
        repository: .synthetic(
          recipe: SyntheticRecipe(commits: [
            CommitRecipe(
              message: "m", time: CommitRecipe.firstTime,
              files: [FileChange(path: "a", action: .file(content: FileContent(text), executable: true))])
          ]), revision: "HEAD"))
      scenario.waiver = Waiver(.quarantine, reason: "r: \"x\"", until: CalendarDay("2027-01-31"))
      let written = ScenarioWriter.text(scenario)
      #expect(try ScenarioLoader.load(Array(written.utf8), file: "x.yml").scenario == scenario, "\(written)")
    }
  }
}
