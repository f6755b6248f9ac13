internal import Fingerprints
internal import PlainYAML

/// Reads one YAML mapping key by key and notes what is unknown, missing or of the wrong type.
struct MappingReader {
  let node: YAMLTree
  private let pairs: [(key: YAMLTree, value: YAMLTree)]
  private let collector: MistakeCollector
  private let what: String
  private let keys: [String]

  /// Nil, with a mistake noted, when `node` is no mapping. `keys` are all that may occur.
  init?(_ node: YAMLTree, what: String, keys: [String], _ collector: MistakeCollector) {
    guard case .mapping(let pairs) = node.value else {
      collector.add("\(what) must be a mapping with \(Self.list(keys))", at: node)
      return nil
    }
    self.node = node
    self.pairs = pairs
    self.collector = collector
    self.what = what
    self.keys = keys
    for (key, _) in pairs {
      guard let name = key.text else {
        collector.add("a key must be a word", at: key)
        continue
      }
      guard !keys.contains(name) else { continue }
      let hint =
        Suggestion.closest(to: name, among: keys).map { "did you mean \"\($0)\"?" }
        ?? "known here: \(Self.list(keys))"
      collector.add("unknown key \"\(PathText.visible(name))\" in \(what); \(hint)", at: key)
    }
  }

  private static func list(_ keys: [String]) -> String { keys.joined(separator: ", ") }

  func value(_ key: String) -> YAMLTree? { pairs.first { $0.key.text == key }?.value }

  func text(_ key: String) -> String? { value(key).flatMap { collector.text($0, what: "\"\(key)\"") } }

  func boolean(_ key: String) -> Bool? {
    guard let node = value(key) else { return nil }
    switch node.text {
    case "true"?: return true
    case "false"?: return false
    default:
      collector.add("\"\(key)\" must be true or false", at: node)
      return nil
    }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = value(key) else { return nil }
    guard let text = node.text, let number = Int(text), range.contains(number) else {
      collector.add("\"\(key)\" must be a whole number from \(range.lowerBound) to \(range.upperBound)", at: node)
      return nil
    }
    return number
  }

  /// One of a closed set of words.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    value(key).flatMap { collector.choice($0, what: "\"\(key)\"", Choice.self) }
  }

  func texts(_ key: String) -> [String]? {
    items(key)?.compactMap { collector.text($0, what: "an item of \"\(key)\"") }
  }

  func items(_ key: String) -> [YAMLTree]? {
    guard let node = value(key) else { return nil }
    guard case .sequence(let items) = node.value else {
      collector.add("\"\(key)\" must be a list, as in [a, b]", at: node)
      return nil
    }
    return items
  }

  /// The pairs of a mapping whose keys are names of the user's.
  func entries(_ key: String) -> [(name: String, key: YAMLTree, value: YAMLTree)]? {
    value(key).flatMap { collector.entries($0, what: "\"\(key)\"") }
  }

  /// Notes that `key` is missing, unless a misspelt one was noted that was probably meant.
  func missing(_ key: String) {
    let unknown = pairs.compactMap(\.key.text).filter { !keys.contains($0) }
    guard !unknown.contains(where: { Suggestion.closest(to: $0, among: keys) == key }) else { return }
    collector.add("\(what) needs the key \"\(key)\"", at: node)
  }
}

extension MistakeCollector {
  func text(_ node: YAMLTree, what: String) -> String? {
    guard let text = node.text else {
      add("\(what) must be text", at: node)
      return nil
    }
    return text
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ node: YAMLTree, what: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    let known = Choice.allCases.map(\.rawValue)
    guard let text = node.text, let choice = Choice(rawValue: text) else {
      let hint = node.text.flatMap { Suggestion.closest(to: $0, among: known) }.map { "; did you mean \"\($0)\"?" }
      add("\(what) must be one of \(known.joined(separator: ", "))\(hint ?? "")", at: node)
      return nil
    }
    return choice
  }

  func entries(_ node: YAMLTree, what: String) -> [(name: String, key: YAMLTree, value: YAMLTree)]? {
    guard case .mapping(let pairs) = node.value else {
      add("\(what) must be a mapping", at: node)
      return nil
    }
    return pairs.compactMap { key, value in
      guard let name = key.text else {
        add("a key in \(what) must be a word", at: key)
        return nil
      }
      return (name, key, value)
    }
  }
}

extension YAMLTree {
  /// The text of a scalar; an empty plain scalar (YAML's null) is the empty text.
  var text: String? {
    guard case .scalar(let text, let plain) = value else { return nil }
    return plain && (text == "~" || text == "null") ? "" : text
  }
}
