/// `$name` and `${name…}`.
extension ShellLexer {
  /// What stands for the `$` at the position and all that belongs to it.
  mutating func dollar() throws(Refusal) -> [UInt8] {
    position += 1
    guard peek == 0x7B else {
      let name = name()
      guard !name.isEmpty else { return [0x24] }
      return try plain(name, asWritten: keepsUnset ? [0x24] + name : nil)
    }
    position += 1
    switch peek {
    case nil: throw Refusal("missing '}'")
    case 0x7B, 0x7D, 0x3A: throw Refusal("bad substitution")
    default: break
    }
    let name = name()
    guard let sign = next().flatMap(Unicode.Scalar.init) else { throw Refusal("missing '}'") }
    switch sign {
    case "}": return try plain(name, asWritten: keepsUnset ? braced(name) : nil)
    case ":":
      guard let second = next().flatMap(Unicode.Scalar.init) else { throw Refusal("missing '}'") }
      return try modified(name, by: second, emptyIsUnset: true)
    case "+", "-", "?", "#", "%": return try modified(name, by: sign, emptyIsUnset: false)
    case "/": return try replaced(name)
    default: throw unsupported("\(sign)", at: position - 1)
    }
  }

  private func unsupported(_ sign: String, at start: Int) -> Refusal {
    Refusal("unsupported modifier (\(sign)) in substitution", at: start)
  }

  private func braced(_ content: [UInt8]) -> [UInt8] { [0x24, 0x7B] + content + [0x7D] }

  /// A name of letters, digits and `_`, a number, or a sign that is a parameter of shells; perhaps empty.
  private mutating func name() -> [UInt8] {
    var name: [UInt8] = []
    guard let first = peek else { return name }
    if RuneText.isDigit(first) {
      while let rune = peek, RuneText.isDigit(rune) {
        RuneText.append(rune, to: &name)
        position += 1
      }
    } else if let byte = UInt8(exactly: first), "@*#?-$!".utf8.contains(byte) {
      position += 1
      name.append(byte)
    } else {
      while let rune = peek, RuneText.isLetter(rune) || RuneText.isDigit(rune) || rune == 0x5F {
        RuneText.append(rune, to: &name)
        position += 1
      }
    }
    return name
  }

  private mutating func plain(_ name: [UInt8], asWritten: [UInt8]?) throws(Refusal) -> [UInt8] {
    switch variables.lookup(name) {
    case .set(let value): return try use(value)
    case .unset where variables.notesUnset: return leave(name, as: braced(name))
    case .unset: return asWritten ?? []
    case .unknown: return leave(name, as: braced(name))
    }
  }

  private mutating func use(_ value: Variables.Value) throws(Refusal) -> [UInt8] {
    try budget.spend(value.text.count)
    unresolved += value.unresolved
    return value.text
  }

  private mutating func leave(_ name: [UInt8], as text: [UInt8]) -> [UInt8] {
    unresolved.append(Dockerfile.Word(name))
    return text
  }

  /// The value, when it is known through and through; else what is left in its place.
  private enum Subject {
    case value([UInt8]?)
    case left
  }

  private mutating func subject(_ name: [UInt8]) -> Subject {
    switch variables.lookup(name) {
    case .unset: return .value(nil)
    case .set(let value) where value.unresolved.isEmpty: return .value(value.text)
    case .set(let value): unresolved += value.unresolved
    case .unknown: unresolved.append(Dockerfile.Word(name))
    }
    return .left
  }

  /// Takes back the names that were noted for a part of the text that does not count after all.
  private mutating func forget(from count: Int) { unresolved.removeSubrange(count...) }

  /// `${name-word}` and its like.
  private mutating func modified(
    _ name: [UInt8], by sign: Unicode.Scalar, emptyIsUnset: Bool
  ) throws(Refusal) -> [UInt8] {
    let signs = (emptyIsUnset ? ":" : "") + "\(sign)"
    let start = position - signs.unicodeScalars.count
    let isPattern = sign == "#" || sign == "%"
    guard !(emptyIsUnset && isPattern) else { throw unsupported(signs, at: start) }
    let before = unresolved.count
    let word = try text(until: "}", keepingEscapes: isPattern)
    let afterWord = unresolved.count
    let written = braced(name + signs.utf8 + word)
    if keepsUnset, case .unset = variables.lookup(name) { return written }
    guard "-+?#%".unicodeScalars.contains(sign) else { throw unsupported(signs, at: start) }

    // A variable that is set needs no looking into for these.
    if case .set(let value) = variables.lookup(name), !emptyIsUnset, !isPattern {
      if sign == "+" { return word }
      forget(from: before)
      return try use(value)
    }
    guard case .value(let value) = subject(name) else {
      // A pattern is refused whatever the value is.
      if isPattern, afterWord == before {
        _ = try ShellPattern.trim([], pattern: word, fromEnd: sign == "%", budget: &budget)
      }
      return written
    }
    let isUnset = value == nil || emptyIsUnset && value == []
    switch sign {
    case "-" where isUnset, "+" where !isUnset:
      forget(from: afterWord)
      return word
    case "?" where value == nil && variables.notesUnset: return leave(name, as: braced(name))
    case "?" where isUnset:
      let reason = value == nil ? "is not allowed to be unset" : "is not allowed to be empty"
      throw Refusal(
        "\(String(decoding: name, as: UTF8.self)): \(word.isEmpty ? reason : String(decoding: word, as: UTF8.self))")
    case "+": forget(from: before)
    case "#", "%":
      // A pattern that is not known leaves everything as it is written.
      guard afterWord == before else { return written }
      return try ShellPattern.trim(value ?? [], pattern: word, fromEnd: sign == "%", budget: &budget)
    default:
      forget(from: before)
      try budget.spend(value?.count ?? 0)
      return value ?? []
    }
    return []
  }

  /// `${name/pattern/replacement}`, and with two slashes every match.
  private mutating func replaced(_ name: [UInt8]) throws(Refusal) -> [UInt8] {
    let isEvery = skip("/")
    let before = unresolved.count
    let pattern = try text(until: "/", keepingEscapes: true)
    let inPattern = unresolved.count
    let replacement = try text(until: "}", keepingEscapes: true)
    // The second slash of `//` does not come back, as in the reference.
    let written = braced(name + [0x2F] + pattern + [0x2F] + replacement)
    if keepsUnset, case .unset = variables.lookup(name) { return written }
    guard case .value(let value) = subject(name), before == inPattern else {
      return isEvery ? braced(name + [0x2F, 0x2F] + pattern + [0x2F] + replacement) : written
    }
    return try ShellPattern.replace(
      value ?? [], pattern: pattern, with: replacement, isEvery: isEvery, budget: &budget)
  }
}
