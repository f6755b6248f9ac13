import Foundation
import HTMLReports
import Reports
import TestSupport
import Testing

/// What the tests need of this machine.
private enum Programs {
  static let chromium = program(["chromium", "chromium-browser", "google-chrome"])
  static let python = program(["python3"])

  private static func program(_ names: [String]) -> String? {
    let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return names.lazy.flatMap { name in directories.map { "\($0)/\(name)" } }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// The page in a real browser, driven by `Browser/browse.py`.
@Suite(
  "the page in Chromium",
  .enabled(if: Programs.chromium != nil && Programs.python != nil, "needs chromium and python3"),
  .timeLimit(.minutes(2)))
struct BrowserTests {
  private struct Answer: Decodable {
    let problems: [String]
    let values: [Value]
  }

  private enum Value: Decodable, Equatable {
    case number(Double)
    case text(String)
    case none

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .none
      }
    }
  }

  private func browse(_ page: String, _ steps: [[String: Any]]) throws -> Answer {
    let workspace = try Workspace()
    try workspace.write("page.html", page)
    let script = try #require(Bundle.module.url(forResource: "Browser", withExtension: nil))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Programs.python))
    process.arguments = [
      script.path + "/browse.py", try #require(Programs.chromium), workspace.work + "/page.html",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: steps))
    try input.fileHandleForWriting.close()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try JSONDecoder().decode(Answer.self, from: bytes)
  }

  @Test("loads without a word, filters, finds, opens by address, is as wide as a telephone; markup stays text")
  func use() throws {
    let visible = "[...document.querySelectorAll('li.scenario')].filter((item) => item.offsetHeight > 0).length"
    let answer = try browse(
      try HTMLReport.text(SampleReports.report(60), trend: SampleReports.trend),
      [
        ["evaluate": visible],
        ["evaluate": "document.images.length + document.querySelectorAll('[onmouseover], [onerror]').length"],
        ["evaluate": "document.querySelector('.name').textContent"],
        ["press": "/"], ["write": "s/5"], ["evaluate": visible],
        ["evaluate": "document.querySelector('#shown').textContent"],
        ["press": "Escape"], ["evaluate": visible],
        ["evaluate": "document.querySelector('input[value=as-expected]').click()"], ["evaluate": visible],
        ["evaluate": "document.querySelector('input[value=as-expected]').click()"],
        [
          "evaluate":
            "{ const tag = document.querySelector('#tag'); tag.value = 'even-1'; tag.dispatchEvent(new Event('input', {bubbles: true})) }"
        ],
        ["evaluate": visible],
        // An address leads to a scenario though it is filtered out.
        ["evaluate": "location.hash = [...document.querySelectorAll('li.scenario details[id]')].at(-2).id"],
        [
          "evaluate":
            "new Promise((done) => setTimeout(() => done(document.querySelector(location.hash).open ? 1 : 0), 100))"
        ],
        ["evaluate": visible],
        ["evaluate": "document.querySelectorAll('.map svg rect').length > 0 ? 1 : 0"],
        [
          "evaluate":
            "document.querySelector('#open').click(); document.querySelectorAll('li.scenario > details[open]').length"
        ],
        ["screen": ["width": 360, "height": 800]],
        ["evaluate": "document.documentElement.scrollWidth"],
      ])
    #expect(answer.problems == [])
    let numbers: [Value] = [
      .number(60), .number(0), .text(SampleReports.markup + " 3"), .number(11), .text("11 of 60 shown"), .number(60),
      .none, .number(6), .none, .none, .number(24), .text("id"), .number(1), .number(60), .number(1), .number(60),
      .number(360),
    ]
    for (index, expected) in numbers.enumerated() where expected != .text("id") {
      #expect(index < answer.values.count && answer.values[index] == expected, "value \(index): \(answer.values)")
    }
  }

  @Test("on paper what failed is open, and what went well is a line unless it was opened; afterwards all is as before")
  func print() throws {
    let open = "document.querySelectorAll('li.scenario > details[open]').length"
    let shown = "[...document.querySelectorAll('li.scenario .body')].filter((body) => body.checkVisibility()).length"
    let answer = try browse(
      try HTMLReport.text(SampleReports.report(60)),
      [
        ["evaluate": "document.querySelector('#close').click()"],
        ["evaluate": "document.querySelector('li.scenario[data-status=as-expected] > details').open = true"],
        ["evaluate": "dispatchEvent(new Event('beforeprint'))"], ["evaluate": open], ["evaluate": shown],
        ["evaluate": "document.querySelectorAll('li.scenario[data-status=failed] > details:not([open])').length"],
        ["evaluate": "dispatchEvent(new Event('afterprint'))"], ["evaluate": open],
      ])
    #expect(answer.problems == [])
    #expect(answer.values.compactMap { if case .number(let number) = $0 { number } else { nil } } == [7, 7, 0, 1])
  }

  @Test("a script that a value would bring in is not run")
  func policy() throws {
    let page = try HTMLReport.text(SampleReports.report(3)).replacing(
      "</main>",
      with: "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\"></main>")
    let answer = try browse(page, [["evaluate": "document.title"]])
    #expect(answer.values == [.text("All 3 scenarios as expected – Lockstep")])
    #expect(answer.problems.contains { $0.contains("Content Security Policy") })
  }
}
