internal import ArgumentParser
internal import Glibc
internal import Reports

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// The option `--color`.
struct ColorOption: ParsableArguments {
  @Option(help: "Use colour: auto (on a terminal, unless NO_COLOR is set), always or never.")
  var color: ColorChoice = .auto

  var style: TextStyle {
    switch color {
    case .always: return TextStyle(coloured: true)
    case .never: return .plain
    case .auto:
      let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
      let dumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? false
      return TextStyle(coloured: !refused && !dumb && Console.isTerminal(STDOUT_FILENO))
    }
  }
}
