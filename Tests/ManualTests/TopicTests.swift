import Manual
import ScenarioFiles
import TestSupport
import Testing

@Suite("topics of the manual")
struct TopicTests {
  @Test("every key of the scenario format has a meaning, and no meaning is of a key that is not there")
  func keys() {
    #expect(ScenarioField.all.count > 60)
    #expect(ScenarioField.all.filter { $0.meaning.isEmpty }.map(\.path) == [])
    #expect(ScenarioField.notesWithoutKey == [])
    #expect(ScenarioField.all.contains { $0.path == "vary.runs" && $0.values == "1 to 100" && $0.standard == "3" })
    #expect(
      ScenarioField.all.contains { $0.path == "repo.synthetic.worktree.NAME.chmod" && $0.values.contains("text") })
  }

  @Test("the topic has every key, and so has the document")
  func scenarios() throws {
    let text = try #require(HelpTopic.named("scenarios")).text(width: 80)
    let document = try Workspace.document("docs/scenarios.md")
    let releases = try Workspace.document("docs/releases.md")
    for field in ScenarioField.all {
      #expect(text.contains(field.path), "\(field.path)")
      let key = String(field.path.split(separator: ".").last ?? "")
      #expect(document.contains(key) || releases.contains(key), "\(field.path) is in no document")
    }
  }

  @Test("the exit statuses are those of the README, word for word")
  func exitStatuses() throws {
    let text = try #require(HelpTopic.named("exit-statuses")).text(width: 200)
    let rows = try Workspace.document("README.md").split(separator: "\n").drop { !$0.hasPrefix("| exit ") }.dropFirst(2)
      .prefix { $0.hasPrefix("|") }.map { $0.split(separator: "|").map { $0.trimmingBlanks } }
    #expect(rows.count == 10)
    for row in rows { #expect(text.contains(row[0]) && text.contains(row[1]), "\(row)") }
  }

  @Test("variables that a scheduler tells a part by are in the document, and in two topics")
  func variables() throws {
    let document = try Workspace.document("docs/reports.md")
    let sharding = try #require(HelpTopic.named("sharding")).text(width: 200)
    let environment = try #require(HelpTopic.named("environment")).text(width: 200)
    let source = try Workspace.document("Sources/Harness/Sharding.swift")
    let names = Set(source.matches(of: /"([A-Z]+_[A-Z_]+)"/).map { String($0.1) })
    #expect(names.count > 10)
    for name in names {
      #expect(document.contains(name) && sharding.contains(name) && environment.contains(name), "\(name)")
    }
  }

  @Test("lines fit the terminal, whatever its width", arguments: [40, 80, 200])
  func width(columns: Int) {
    for topic in HelpTopic.all {
      for line in topic.text(width: columns).split(separator: "\n") where !line.hasPrefix("    ") || columns >= 80 {
        // A word alone may be longer than a narrow line.
        #expect(line.count <= columns || !line.trimmingBlanks.contains(" "), "\(topic.name): \(line)")
      }
    }
  }
}

extension StringProtocol {
  var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
