/// An instruction's `--name=value` flags, checked against those it knows.
struct FlagValues {
  enum Kind { case truth, text, list }

  private var texts: [String: [UInt8]] = [:]
  private var truths: [String: Bool] = [:]
  private var lists: [String: [[UInt8]]] = [:]

  /// - Throws: for a flag that is unknown, repeated, without its value, or no truth value where it must be one.
  init(_ flags: [WordSplitting.Piece], known: [String: Kind] = [:]) throws(Refusal) {
    for (number, flag) in flags.map(\.bytes).enumerated() {
      let equals = flag.firstIndex(of: UInt8(ascii: "="))
      let name = String(decoding: flag[2..<(equals ?? flag.count)], as: UTF8.self)
      let value = equals.map { Array(flag[($0 + 1)...]) }
      switch known[name] {
      case nil: throw Refusal("unknown flag: --\(name)", in: .flag(number))
      case .truth:
        guard truths[name] == nil else { throw Refusal("duplicate flag: --\(name)", in: .flag(number)) }
        truths[name] = try Refusal.placing(in: .flag(number)) { () throws(Refusal) in
          try Self.truth(value, of: name)
        }
      case .text:
        guard texts[name] == nil else { throw Refusal("duplicate flag: --\(name)", in: .flag(number)) }
        guard let value else { throw Refusal("missing a value on flag: --\(name)", in: .flag(number)) }
        texts[name] = value
      case .list:
        guard let value else { throw Refusal("missing a value on flag: --\(name)", in: .flag(number)) }
        lists[name, default: []].append(value)
      }
    }
  }

  private static func truth(_ value: [UInt8]?, of name: String) throws(Refusal) -> Bool {
    guard let value else { return true }
    switch String(decoding: RuneText.lowercased(value), as: UTF8.self) {
    case "true": return true
    case "false": return false
    case "": throw Refusal("missing a value on flag: --\(name)")
    default:
      throw Refusal(
        "flag --\(name) must be true or false, not \(Refusal.quote(value))", at: valueOffset(of: name))
    }
  }

  /// Where a flag's value begins in it.
  static func valueOffset(of name: String) -> Int { name.utf8.count + 3 }

  /// Runs `body`, whose mistakes are in the value of a flag: of the first one of this name, or a later one.
  static func placing<Result>(
    in name: String, _ number: Int = 0, _ body: () throws(Refusal) -> Result
  ) throws(Refusal) -> Result {
    try Refusal.placing(in: .named(name, number), at: valueOffset(of: name), body)
  }

  func truth(_ name: String) -> Bool? { truths[name] }
  func list(_ name: String) -> [[UInt8]] { lists[name] ?? [] }

  /// Nil when the flag is not given.
  func text(_ name: String) -> [UInt8]? { texts[name] }

  /// Nil when the flag is not given or empty, which is the same for most flags.
  func word(_ name: String) -> Dockerfile.Word? { texts[name].flatMap { $0.isEmpty ? nil : Dockerfile.Word($0) } }
}
