import Reports
import Testing

@Suite("how far a run is")
struct ProgressTextTests {
  private func state(_ names: [String] = ["alpha", "beta"]) -> ProgressText {
    var text = ProgressText(scenarios: 500, runs: 1500)
    text.finished = 120
    text.failures = 3
    text.runsDone = 360
    text.elapsed = 72
    text.current = names
    return text
  }

  @Test(
    "the block at a width",
    arguments: [
      (20, ["120/500, 3 unexpec…", "  alpha", "  beta"]),
      (80, ["[####..............] 120 of 500 scenarios, 3 unexpected, 1:12, about 4 min left", "  alpha", "  beta"]),
      (
        200,
        ["[#####.................] 120 of 500 scenarios, 3 unexpected, 1:12, about 4 min left", "  alpha", "  beta"]
      ),
    ])
  func block(width: Int, lines: [String]) {
    #expect(state().block(width: width, names: 4) == lines)
  }

  @Test("no line reaches the last column, whatever the names are", arguments: [1, 2, 5, 20, 33, 80, 200])
  func widths(width: Int) {
    let names = [
      String(repeating: "x", count: 300), String(repeating: "漢", count: 120),
      "e\u{301}" + String(repeating: "é", count: 99),
      "a\u{1B}[2Jb\nc", "🐳🐳🐳",
    ]
    for line in state(names).block(width: width, names: 8) {
      #expect(DisplayWidth.columns(line) <= max(1, width - 1), "\(line)")
      #expect(!line.unicodeScalars.contains { $0.value < 32 })
    }
  }

  @Test("wide characters take two columns, marks that combine none")
  func columns() {
    #expect(DisplayWidth.columns("漢字") == 4 && DisplayWidth.columns("e\u{301}") == 1)
    #expect(DisplayWidth.cut("漢字漢字", to: 6) == "漢字…" && DisplayWidth.cut("abc", to: 3) == "abc")
  }

  @Test("the estimate is what the rest takes at the pace so far, once there is one")
  func estimate() {
    #expect(state().left == 72.0 / 360 * 1140)
    var early = state()
    early.runsDone = 10
    #expect(early.left == nil)
    early.runsDone = 360
    early.elapsed = 2
    #expect(early.left == nil)
    early.runsDone = 1500
    early.elapsed = 90
    #expect(early.left == nil)
  }

  @Test("names beyond the number that is shown are left out, and the plain line has the same numbers")
  func lines() {
    #expect(state(["a", "b", "c"]).block(width: 80, names: 2).count == 3)
    #expect(state().line == "lockstep: 120 of 500 scenarios, 3 unexpected, about 4 min left")
  }
}
