/// What the reference asks of `HEALTHCHECK`; nothing of it bears on what a build reads.
enum HealthcheckReading {
  static func validate(_ line: InstructionLine) throws(Refusal) {
    guard let first = line.arguments.first?.bytes else { throw Refusal("HEALTHCHECK requires at least one argument") }
    let type = RuneText.lowercased(first)
    if type == Array("none".utf8) {
      guard line.arguments.count == 1 else { throw Refusal("HEALTHCHECK NONE takes no arguments", in: .argument(1)) }
      return
    }
    let periods = ["interval", "timeout", "start-period", "start-interval"]
    var known = Dictionary(uniqueKeysWithValues: periods.map { ($0, FlagValues.Kind.text) })
    known["retries"] = .text
    let flags = try FlagValues(line.flags, known: known)
    guard type == Array("cmd".utf8) else {
      throw Refusal("unknown type \(Refusal.quote(first)) in HEALTHCHECK (try CMD)", in: .argument(0))
    }
    guard line.arguments.count > 1 else { throw Refusal("missing command after HEALTHCHECK CMD", in: .argument(0)) }
    for period in periods {
      guard let text = flags.word(period) else { continue }
      try FlagValues.placing(in: period) { () throws(Refusal) in
        guard let duration = GoNumber.duration(text.bytes) else {
          throw Refusal("invalid duration \(Refusal.quote(text.bytes)) for --\(period)")
        }
        guard duration == 0 || duration >= 1e6 else { throw Refusal("--\(period) cannot be less than 1ms") }
      }
    }
    if let retries = flags.word("retries") {
      guard let count = GoNumber.integer(retries.bytes), (0...Int(Int32.max)).contains(count) else {
        throw Refusal(
          "invalid count \(Refusal.quote(retries.bytes)) for --retries", in: .named("retries", 0),
          at: FlagValues.valueOffset(of: "retries"))
      }
    }
  }
}
