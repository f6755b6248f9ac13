import Model
import Testing

@Suite("choosing axes")
struct AxisSelectionTests {
  private static let usual = Axis.usual(building: false)

  @Test(
    "names, all, and what is taken away",
    arguments: [
      (["umask,timezone"], [], [.umask, .timezone]), (["timezone", "umask"], [], [.umask, .timezone]),
      (["all"], [], Axis.allCases), (["all,-clock"], [], Axis.allCases.filter { $0 != .clock }),
      (["-locale"], [], usual.filter { $0 != .locale }),
      (["-locale,clock"], [], (usual + [.clock]).filter { $0 != .locale }),
      ([], ["locale,umask"], usual.filter { $0 != .locale && $0 != .umask }), (["umask"], ["timezone"], [.umask]),
    ] as [([String], [String], [Axis])])
  func selection(_ words: [String], _ except: [String], _ expected: [Axis]) throws {
    let axes = try AxisSelection.axes(words, except: except, usual: Self.usual)
    #expect(axes == Axis.allCases.filter(expected.contains))
  }

  @Test(
    "what is no axis, and nothing at all, is refused",
    arguments: [
      (["umsk"], []), (["umask,-umask"], []), ([""], []), (["umask"], ["umask"]), (["-"], []), (["all"], ["-umask"]),
      (["-umask "], []),
    ] as [([String], [String])])
  func refused(_ words: [String], _ except: [String]) {
    #expect(throws: Breakdown.self) { try AxisSelection.axes(words, except: except, usual: Self.usual) }
  }

  @Test("conditions are read and written alike")
  func conditions() throws {
    let text = "path=deep-with-blanks,umask=077,hash-seed=random"
    #expect(Variation(run: 1, changing: try AxisSelection.conditions(text)).unusual == text)
    #expect(try AxisSelection.conditions("").isEmpty)
  }

  @Test(
    "bad conditions are refused", arguments: ["umask", "umask=", "umask=099", "umask=077,umask=022", "x=1", "=", ","])
  func badConditions(_ text: String) {
    if text == "," { return }
    #expect(throws: Breakdown.self) { try AxisSelection.conditions(text) }
  }

  @Test("values are words that need no quotes and no commas", arguments: Axis.allCases)
  func values(_ axis: Axis) {
    #expect(axis.values.count > 1)
    #expect(Set(axis.values).count == axis.values.count)
    for value in axis.values { #expect(value.wholeMatch(of: /[A-Za-z0-9._\/-]+/) != nil) }
  }
}
