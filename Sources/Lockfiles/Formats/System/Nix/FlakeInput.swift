/// What a `flake.nix` says about one of its inputs.
struct FlakeInput {
  let name: String
  /// Nil when it says nothing about where the flake comes from.
  var reference: FlakeReference?
  /// The input that stands in its place, by its path; nil when none does.
  var follows: [String]?
  /// What it says about the inputs of that flake.
  var inputs: [FlakeInput] = []

  /// The inputs in the attribute set of `flake.nix`; nil when something there is computed.
  static func list(_ set: NixValue) -> [FlakeInput]? {
    guard case .set(let attributes) = set else { return nil }
    var inputs: [FlakeInput] = []
    for attribute in attributes where attribute.name != "self" {
      guard let input = FlakeInput(attribute.name, attribute.value) else { return nil }
      inputs.append(input)
    }
    return inputs
  }

  /// One that `outputs` takes without its being declared: it is looked up in the registry.
  init(implicit name: String) { self.name = name }

  private init?(_ name: String, _ value: NixValue) {
    self.name = name
    guard case .set(let attributes) = value else { return nil }
    var members: [(name: String, value: String)] = []
    var url: String?
    for attribute in attributes {
      switch (attribute.name, attribute.value) {
      case ("url", .string(let text)): url = text
      // What it is relative to depends on the version of Nix.
      case ("url", .path): return nil
      case ("flake", .word): break
      case ("follows", .string(let text)):
        follows = text.utf8.split(separator: UInt8(ascii: "/")).map(\.text)
      case ("inputs", _):
        guard let inner = FlakeInput.list(attribute.value) else { return nil }
        inputs = inner
      case (_, .string(let text)): members.append((attribute.name, text))
      case (_, .word(let word)): members.append((attribute.name, word == "true" ? "1" : word == "false" ? "0" : word))
      default: return nil
      }
    }
    if members.contains(where: { $0.name == "type" }) {
      reference = FlakeReference(members + (url.map { [("url", $0)] } ?? []))
    } else if let url {
      guard members.isEmpty, let found = FlakeReference(url) else { return nil }
      reference = found
    } else if !members.isEmpty {
      return nil
    }
  }
}
