internal import Glibc
internal import Reports

/// Lines at the bottom of a terminal that are drawn over again and again.
struct LiveBlock {
  private var shown: [String] = []

  /// Whether something moves on standard error: it is a terminal that can, and no log of a CI system.
  static var isPossible: Bool {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    guard Console.isTerminal(STDERR_FILENO), let terminal = variable("TERM"), !["", "dumb"].contains(terminal) else {
      return false
    }
    return variable("CI").map { ["", "0", "false"].contains($0) } ?? true
  }

  private static var width: Int { TerminalSize.columns(of: STDERR_FILENO) ?? 80 }

  /// Puts `text` in the place of what is shown.
  mutating func show(_ text: ProgressText, names: Int) {
    let width = Self.width
    let lines = text.block(width: width, names: names)
    guard lines != shown else { return }
    Console.live(erasing(width) + lines.joined(separator: "\r\n"))
    shown = lines
  }

  mutating func clear() {
    guard !shown.isEmpty else { return }
    Console.live(erasing(Self.width))
    shown = []
  }

  /// Moves to the start of the block and removes it. A terminal that became narrower has broken its lines since.
  private func erasing(_ width: Int) -> String {
    guard !shown.isEmpty else { return "" }
    let rows = shown.reduce(0) { $0 + max(1, (DisplayWidth.columns($1) + width - 1) / max(1, width)) }
    return "\r" + (rows > 1 ? "\u{1B}[\(rows - 1)A" : "") + "\u{1B}[J"
  }
}
