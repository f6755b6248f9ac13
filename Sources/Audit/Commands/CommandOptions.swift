/// A program's arguments, sorted into options and the rest.
struct CommandOptions: Sendable {
  private(set) var operands: [ShellWord] = []
  private var found: [String: [String]] = [:]

  /// - Parameter valued: the options, long and short, whose value may be the next word.
  init(_ arguments: some Sequence<ShellWord>, valued: Set<String> = []) {
    var awaiting: String?
    var isDone = false
    for word in arguments {
      let text = word.text
      if let name = awaiting {
        found[name, default: []].append(text)
        awaiting = nil
      } else if isDone || !text.hasPrefix("-") || text == "-" {
        operands.append(word)
      } else if text == "--" {
        isDone = true
      } else if text.hasPrefix("--") {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first.map(String.init) ?? text
        if parts.count > 1 {
          found[name, default: []].append(String(parts[1]))
        } else if valued.contains(name) {
          awaiting = name
        } else {
          found[name, default: []].append("")
        }
      } else {
        awaiting = takeCluster(text, valued)
      }
    }
  }

  /// `-qyU`, in which the first option with a value takes the rest.
  private mutating func takeCluster(_ text: String, _ valued: Set<String>) -> String? {
    // Long names after one dash, as some programs have them.
    if valued.contains(text) { return text }
    var rest = text.dropFirst()
    while let letter = rest.first {
      rest = rest.dropFirst()
      let name = "-\(letter)"
      if valued.contains(name) {
        if rest.isEmpty { return name }
        found[name, default: []].append(String(rest))
        return nil
      }
      found[name, default: []].append("")
    }
    return nil
  }

  func has(_ names: String...) -> Bool { names.contains { found[$0] != nil } }

  func values(_ names: String...) -> [String] { names.flatMap { found[$0] ?? [] } }

  /// The first operand.
  var verb: String { operands.first?.text ?? "" }
}
