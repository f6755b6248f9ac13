internal import Files
internal import Harness
internal import Model

/// What a shell offers for the options that choose scenarios: it asks each time, so that what is offered is there.
enum SelectionCompletion {
  /// A shell waits for the answer while somebody types.
  private static let mostFiles = 1_000

  static func names(_ words: [String]) -> [String] { offered(scenarios(words).map(\.name)) }

  static func tags(_ words: [String]) -> [String] { offered(scenarios(words).flatMap(\.tags)) }

  /// Those that the line names already, else those of the usual directory.
  private static func scenarios(_ words: [String]) -> [Scenario] {
    let paths = words.dropFirst().filter { word in
      ContextArgument.isDirectory(word)
        || ScenarioSelection.endings.contains { word.hasSuffix($0) } && UserFile.isRegular(word)
    }
    return ScenarioSelection(paths: paths.isEmpty ? ["Scenarios"] : paths).readable(limit: mostFiles)
  }

  /// Once each, in byte order, without those that a shell would take apart or run.
  private static func offered(_ words: [String]) -> [String] {
    Set(words).filter { word in
      !word.hasPrefix("-")
        && word.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "@"):
            true
          default: false
          }
        }
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
