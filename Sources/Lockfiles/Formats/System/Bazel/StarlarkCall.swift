/// One call of a function in a file of Starlark, with what is written out of its arguments.
struct StarlarkCall {
  enum Argument {
    case string(String)
    /// A name or a number, such as `True`.
    case word(String)
    case computed
  }

  /// Without what stands before the last dot.
  let function: String
  /// Those without a name, in order.
  var positional: [Argument] = []
  var named: [(name: String, value: Argument)] = []
  /// Counted from 1.
  let line: Int

  subscript(_ name: String) -> Argument? { named.first { $0.name.utf8.elementsEqual(name.utf8) }?.value }
}

extension StarlarkCall.Argument {
  var string: String? { if case .string(let text) = self { text } else { nil } }
}
