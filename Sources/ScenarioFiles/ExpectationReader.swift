internal import Model
internal import PlainYAML

/// Reads the `expect:` section.
struct ExpectationReader {
  let collector: MistakeCollector
  /// Those that the scenario observes.
  var observed: [Platform] = []

  func expectations(_ node: YAMLTree) -> Expectations? {
    guard let reader = MappingReader(node, what: "\"expect\"", keys: ScenarioKeys.expect, collector) else {
      return nil
    }
    var expect = Expectations()
    expect.verdict = reader.choice("verdict", Verdict.self) ?? .passed
    expect.contains = paths(reader, "contains")
    expect.excludes = paths(reader, "excludes")
    expect.causes = causes(reader, verdict: expect.verdict)
    expect.platforms = platforms(reader)
    expect.workTree = reader.choice("worktree", WorkTreeExpectation.self)
    for (scheme, key, value) in reader.entries("digest") ?? [] {
      guard scheme == "lockstep-v1" else {
        collector.add("unknown digest scheme \"\(scheme)\"; known here: lockstep-v1", at: key)
        continue
      }
      if let digest = digest(value, what: "the digest") { expect.digests[scheme] = digest }
    }
    expect.locks = (reader.entries("locks") ?? []).compactMap { lock($0.name, $0.key, $0.value) }
    return expect
  }

  /// One outcome for all platforms that are observed, or a mapping from platforms to outcomes.
  private func platforms(_ reader: MappingReader) -> [PlatformExpectation] {
    guard let node = reader.value("platforms") else { return [] }
    if observed.isEmpty {
      collector.add("\"platforms\" in \"expect\" needs \"platforms\" of the scenario, as in [windows, macos]", at: node)
    }
    guard case .mapping = node.value else {
      guard let outcome = outcome(node) else { return [] }
      return Platform.allCases.filter(observed.contains).map { PlatformExpectation(platform: $0, outcome: outcome) }
    }
    let read = (reader.entries("platforms") ?? []).compactMap { name, key, value -> PlatformExpectation? in
      guard let platform = collector.choice(key, what: "a key of \"platforms\"", Platform.self),
        let outcome = outcome(value)
      else { return nil }
      if !observed.isEmpty, !observed.contains(platform) {
        collector.add("\(name) is not among the \"platforms\" of the scenario", at: key)
      }
      return PlatformExpectation(platform: platform, outcome: outcome)
    }
    return Platform.allCases.flatMap { platform in read.filter { $0.platform == platform } }
  }

  private func outcome(_ node: YAMLTree) -> PlatformExpectation.Outcome? {
    if case .sequence(let items) = node.value {
      if items.isEmpty { collector.add("name at least one code, or say same", at: node) }
      let codes = items.compactMap { item -> String? in
        guard let code = item.text, CauseCode.platforms.contains(code) else {
          collector.add(
            "a difference between platforms is one of \(CauseCode.platforms.joined(separator: ", "))", at: item)
          return nil
        }
        return code
      }
      return .differing(CauseCode.platforms.filter(codes.contains))
    }
    switch node.text {
    case "same"?: return .same
    case "different"?: return .different
    default:
      collector.add("must be same, different, or a list of codes such as [platform.mode]", at: node)
      return nil
    }
  }

  private func causes(_ reader: MappingReader, verdict: Verdict) -> [String] {
    guard let items = reader.items("causes") else { return [] }
    if verdict == .passed, let node = reader.value("causes") {
      collector.add("\"causes\" needs a \"verdict\" other than passed: what passes has no cause", at: node)
    }
    return items.compactMap { item in
      guard let code = collector.text(item, what: "an item of \"causes\"") else { return nil }
      if !CauseCode.all.contains(code) {
        let hint =
          Suggestion.closest(to: code, among: CauseCode.all).map { "did you mean \"\($0)\"?" }
          ?? "known: \(CauseCode.all.joined(separator: ", "))"
        collector.add("there is no cause \"\(code)\"; \(hint)", at: item)
      }
      return code
    }
  }

  /// Paths as manifests print them, so that one that could never match is a mistake and not a silent pass.
  private func paths(_ reader: MappingReader, _ key: String) -> [String] {
    (reader.items(key) ?? []).compactMap { item in
      guard let path = collector.text(item, what: "an item of \"\(key)\"") else { return nil }
      let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
      if path.contains("*") {
        collector.add("\"\(key)\" takes paths, not patterns", at: item)
      } else if let problem = TreePath.syntaxProblem(bare) {
        collector.add(problem, at: item)
      }
      return path
    }
  }

  private func lock(_ path: String, _ key: YAMLTree, _ node: YAMLTree) -> LockExpectation? {
    if let problem = TreePath.problem(path) { collector.add(problem, at: key) }
    guard let reader = MappingReader(node, what: "the lock \"\(path)\"", keys: ScenarioKeys.lock, collector) else {
      return nil
    }
    var expectation = LockExpectation(path: path, format: reader.text("format"))
    if let grade = reader.value("grade") {
      if let text = grade.text, ["A", "B", "C", "U"].contains(text) {
        expectation.grade = text
      } else {
        collector.add("\"grade\" must be A, B, C or U", at: grade)
      }
    }
    if let fresh = reader.value("fresh") {
      switch fresh.text {
      case "true"?: expectation.freshness = "fresh"
      case "false"?: expectation.freshness = "stale"
      case "unknown"?: expectation.freshness = "unknown"
      default: collector.add("\"fresh\" must be true, false or unknown", at: fresh)
      }
    }
    expectation.packages = reader.integer("packages", in: 0...10_000_000)
    if let semantic = reader.value("semantic") { expectation.semantic = digest(semantic, what: "\"semantic\"") }
    return expectation
  }

  private func digest(_ node: YAMLTree, what: String) -> String? {
    guard let text = node.text, text.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil else {
      collector.add("\(what) must be sha256: and 64 hexadecimal digits in lower case", at: node)
      return nil
    }
    return text
  }
}
