/// What `.gitattributes` say of a file's line ends.
public struct TextAttributes: Hashable, Sendable {
  public enum Value: Hashable, Sendable {
    case unspecified
    case set
    case unset
    case word([UInt8])
  }

  public var text: Value
  public var eol: Value
  /// What `text` was called before git 1.7.2; heeded where `text` says nothing.
  public var crlf: Value

  public init(text: Value = .unspecified, eol: Value = .unspecified, crlf: Value = .unspecified) {
    self.text = text
    self.eol = eol
    self.crlf = crlf
  }

  /// What a checkout with `core.autocrlf=true` does.
  ///
  /// Source: git, `convert_attrs` and `output_eol` in convert.c.
  public var conversion: LineEndConversion {
    let action = Self.action(text) ?? Self.action(crlf)
    if action == .binary { return .none }
    switch (action, eol) {
    case (_, .word(Self.lf)): return .none
    case (.auto?, .word(Self.crlfWord)): return .ofText
    case (_, .word(Self.crlfWord)): return .always
    case (.input?, _): return .none
    case (.text?, _): return .always
    default: return .ofText
    }
  }

  private enum Action { case text, binary, input, auto }

  private static func action(_ value: Value) -> Action? {
    switch value {
    case .set: .text
    case .unset: .binary
    case .word(Self.input): .input
    case .word(Self.auto): .auto
    case .unspecified, .word: nil
    }
  }

  private static let lf = Array("lf".utf8)
  private static let crlfWord = Array("crlf".utf8)
  private static let input = Array("input".utf8)
  private static let auto = Array("auto".utf8)
}
