/// A value in Nix's language, as far as it is written out.
indirect enum NixValue {
  case string(String)
  /// A path without interpolation, such as `./lib`.
  case path(String)
  /// A number, `true`, `false` or `null`.
  case word(String)
  /// Members of one name are joined.
  case set([NixAttribute])
  /// A function of an attribute set: the names it takes.
  case function([String])
  /// Anything else.
  case computed

  subscript(_ name: String) -> NixValue? {
    guard case .set(let attributes) = self else { return nil }
    return attributes.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }
}

/// `name = value;`.
struct NixAttribute {
  let name: String
  var value: NixValue
}
