/// A literal of Elixir, as `mix.lock` consists of.
indirect enum ElixirTerm {
  case atom(String)
  case string(String)
  /// As it is written.
  case number(String)
  case tuple([ElixirTerm])
  case list([ElixirTerm])
  /// Also the pairs of a keyword list, whose keys are atoms.
  case map([(key: ElixirTerm, value: ElixirTerm, line: Int)])

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var atom: String? { if case .atom(let name) = self { name } else { nil } }
  var tuple: [ElixirTerm]? { if case .tuple(let items) = self { items } else { nil } }

  /// The items of a list; none of anything else.
  var items: [ElixirTerm] { if case .list(let items) = self { items } else { [] } }

  /// The value of an option in a keyword list: its pairs are tuples of an atom and a value.
  subscript(option name: String) -> ElixirTerm? {
    for item in items {
      if let pair = item.tuple, pair.count == 2, pair[0].atom == name { return pair[1] }
    }
    return nil
  }

  /// Those options of a repository that say what is taken from it, as text and sorted
  /// (`Mix.SCM.Git.get_lock_opts`).
  var repositoryOptions: [String] {
    ["branch", "ref", "tag", "sparse", "subdir", "depth", "submodules"].compactMap { name in
      guard let value = self[option: name] else { return nil }
      switch value {
      case .string(let text), .number(let text): return "\(name): \(text)"
      case .atom(let text): return text == "nil" || text == "false" ? nil : "\(name): \(text)"
      default: return nil
      }
    }
  }
}
