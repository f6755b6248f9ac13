/// Colours and weights for a terminal; plain text elsewhere.
public struct TextStyle: Sendable {
  private let isColoured: Bool

  public init(coloured: Bool) { isColoured = coloured }

  public static let plain = TextStyle(coloured: false)

  public func green(_ text: String) -> String { wrap(text, "32") }
  public func red(_ text: String) -> String { wrap(text, "31;1") }
  public func yellow(_ text: String) -> String { wrap(text, "33;1") }
  func magenta(_ text: String) -> String { wrap(text, "35;1") }
  public func dim(_ text: String) -> String { wrap(text, "2") }
  public func bold(_ text: String) -> String { wrap(text, "1") }

  /// Every sequence that a style writes.
  static let sequences = ["32", "31;1", "33;1", "35;1", "2", "1", "0"].map { Array("\u{1B}[\($0)m".unicodeScalars) }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
