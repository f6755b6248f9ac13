internal import Model

/// What files, names and commands say.
extension ScenarioReducer {
  /// Lines of one file that are taken apart; of a longer one the whole is kept.
  private static let maximumLines = 2_000

  /// As few outputs, lines of the command and variables as show the fault.
  mutating func reduceBuild() async {
    guard let step = best.build else { return }
    func changing(_ scenario: Scenario, _ change: (inout BuildStep) -> Void) -> Scenario {
      var changed = scenario
      if var step = scenario.build {
        change(&step)
        changed.build = step
      }
      return changed
    }
    let current = best
    _ = await minimise(step.outputs) { outputs in changing(current) { $0.outputs = outputs } }
    let fewer = best
    let lines = step.command.split(separator: "\n").map(String.init)
    _ = await minimise(lines) { kept in
      changing(fewer) { $0.command = kept.joined(separator: "\n") + (kept.isEmpty ? "" : "\n") }
    }
    let shorter = best
    _ = await minimise(step.environment) { kept in changing(shorter) { $0.environment = kept } }
  }

  /// Filler for everything, else for all but as few files as possible; then in each as few lines as possible, and
  /// of those as few as possible that are not filler.
  mutating func replaceContents() async {
    let current = best
    var fillers: [ReductionSteps.Part: FileContent] = [:]
    for part in ReductionSteps.parts(current) {
      guard let content = ReductionSteps.content(part, of: current) else { continue }
      fillers[part] = FileContent(FillerText.filler(content.bytes))
    }
    let parts = ReductionSteps.parts(current).filter { fillers[$0] != nil }
    _ = await minimise(parts) { kept in
      ReductionSteps.setting(fillers.filter { !kept.contains($0.key) }, of: current)
    }
    for part in parts { await reduceLines(part) }
  }

  private mutating func reduceLines(_ part: ReductionSteps.Part) async {
    func lines(_ scenario: Scenario) -> [[UInt8]] {
      var lines: [[UInt8]] = []
      var line: [UInt8] = []
      for byte in ReductionSteps.content(part, of: scenario)?.bytes ?? [] {
        line.append(byte)
        if byte == 0x0A {
          lines.append(line)
          line = []
        }
      }
      return line.isEmpty ? lines : lines + [line]
    }
    let whole = best
    let all = lines(whole)
    guard all.count <= Self.maximumLines else { return }
    _ = await minimise(Array(all.indices)) { kept in
      ReductionSteps.setting([part: FileContent(kept.flatMap { all[$0] })], of: whole)
    }
    let shorter = best
    let left = lines(shorter)
    _ = await minimise(Array(left.indices)) { kept in
      let filled = left.indices.map { kept.contains($0) ? left[$0] : FillerText.filler(left[$0]) }
      return ReductionSteps.setting([part: FileContent(filled.flatMap { $0 })], of: shorter)
    }
  }

  /// The names that could not be replaced, whole or for what stands before the last dot.
  mutating func replaceNames() async -> [String] {
    let current = best
    let names = NeutralNames(current)
    var kept = await minimise(names.names) { names.replacing(except: $0, in: current) }
    if !kept.isEmpty {
      let partly = best
      let stems = NeutralNames(partly, style: .keepingExtension)
      let known = Set(kept.map { Array($0.utf8) })
      let candidates = stems.names.filter { known.contains(Array($0.utf8)) }
      let others = stems.names.filter { !known.contains(Array($0.utf8)) }
      let whole = await minimise(candidates) { stems.replacing(except: $0 + others, in: partly) }
      let replaced = Set(candidates.map { Array($0.utf8) }).subtracting(whole.map { Array($0.utf8) })
      kept.removeAll { replaced.contains(Array($0.utf8)) }
    }
    return kept.map { "the name \($0)" }
  }

  func originalContents() -> [String] {
    var originals = ReductionSteps.parts(best).compactMap { part -> String? in
      guard let content = ReductionSteps.content(part, of: best), content.bytes != FillerText.filler(content.bytes)
      else { return nil }
      return "text in \(ReductionSteps.path(part, of: best))"
    }
    if let step = best.build {
      originals.append("the build's command")
      originals += step.environment.map { "the variable \($0.name) of the build" }
    }
    return originals
  }
}
