internal import Fingerprints
internal import PlainYAML
internal import Model

/// Builds a scenario from the YAML tree of one file.
struct ScenarioReader {
  let collector: MistakeCollector
  let fixtures: FixtureReader
  let defaultName: String

  /// Nil when a mistake was noted that leaves nothing to build.
  func scenario(_ root: YAMLTree) -> Scenario? {
    guard let top = MappingReader(root, what: "the scenario", keys: ScenarioKeys.top, collector) else { return nil }
    checkSchemaVersion(top)
    let name = top.text("name") ?? defaultName
    checkName(name, at: top.value("name") ?? root)
    var repository: RepositoryState?
    if let node = top.value("repo") {
      repository = RepositoryReader(collector: collector, fixtures: fixtures).state(node)
    } else {
      top.missing("repo")
    }
    let context = top.value("context").flatMap(contextChoice) ?? ContextChoice()
    let observe = top.items("observe")?.compactMap {
      collector.choice($0, what: "an item of \"observe\"", Observable.self)
    }
    if let items = top.items("observe"), items.isEmpty, let node = top.value("observe") {
      collector.add("\"observe\" must name at least one of context, locks", at: node)
    }
    let platforms = top.items("platforms")?.compactMap {
      collector.choice($0, what: "an item of \"platforms\"", Platform.self)
    }
    if let items = top.items("platforms"), items.isEmpty, let node = top.value("platforms") {
      collector.add("\"platforms\" must name at least one of linux, macos, windows", at: node)
    }
    let paths = top.value("paths").flatMap { collector.choice($0, what: "\"paths\"", PathPolicy.self) }
    let build = top.value("build").flatMap(BuildReader(collector: collector).step)
    let release = top.value("release").flatMap(ReleaseReader(collector: collector).policy)
    let vary = top.value("vary").flatMap { variationPlan($0, building: build != nil) }
    let expect =
      top.value("expect").flatMap {
        ExpectationReader(collector: collector, observed: platforms ?? []).expectations($0)
      } ?? Expectations()
    let usesRecord = top.boolean("record") ?? true
    let tags = top.texts("tags") ?? []
    let description = top.text("description")
    let waiver = WaiverReader(collector: collector).waiver(top)
    guard let repository else { return nil }
    checkAgreement(repository, expect, top)
    return Scenario(
      name: name, description: description, tags: tags, repository: repository, context: context,
      observe: observe.map { chosen in Observable.allCases.filter(chosen.contains) } ?? Observable.allCases,
      platforms: platforms ?? [], paths: paths, build: build, release: release, vary: vary, expect: expect,
      usesRecord: usesRecord,
      waiver: waiver)
  }

  private func checkSchemaVersion(_ top: MappingReader) {
    guard let node = top.value("schemaVersion") else { return top.missing("schemaVersion") }
    if node.text != String(ScenarioKeys.schemaVersion) {
      collector.add("this version of Lockstep reads schemaVersion: \(ScenarioKeys.schemaVersion) only", at: node)
    }
  }

  private func checkName(_ name: String, at node: YAMLTree) {
    if name.isEmpty { collector.add("\"name\" must not be empty", at: node) }
    if name.count > 200 { collector.add("\"name\" must be at most 200 characters long", at: node) }
    if PathText.visible(name) != name {
      collector.add("\"name\" must not hold control or invisible characters", at: node)
    }
  }

  private func contextChoice(_ node: YAMLTree) -> ContextChoice? {
    guard let reader = MappingReader(node, what: "\"context\"", keys: ScenarioKeys.context, collector) else {
      return nil
    }
    let choice = ContextChoice(
      directory: reader.text("dir") ?? ".", dockerfile: reader.text("dockerfile") ?? "Dockerfile",
      ignoreFile: reader.text("ignoreFile"))
    for (key, path) in [("dir", choice.directory), ("ignoreFile", choice.ignoreFile ?? ".")] {
      guard path != ".", let problem = TreePath.problem(path), let node = reader.value(key) else { continue }
      collector.add("\"\(key)\": \(problem)", at: node)
    }
    if let node = reader.value("dockerfile"), let problem = TreePath.problem(choice.dockerfile) {
      collector.add("\"dockerfile\": \(problem)", at: node)
    }
    return choice
  }

  private func variationPlan(_ node: YAMLTree, building: Bool) -> VariationPlan? {
    guard let reader = MappingReader(node, what: "\"vary\"", keys: ScenarioKeys.vary, collector) else { return nil }
    let runs = reader.integer("runs", in: 1...VariationPlan.maximumRuns) ?? VariationPlan.defaultRuns
    var axes =
      reader.items("axes")?.compactMap { collector.choice($0, what: "an item of \"axes\"", Axis.self) }
      ?? Axis.usual(building: building)
    let except = reader.items("except")?.compactMap { collector.choice($0, what: "an item of \"except\"", Axis.self) }
    // Names that are no axes were noted already.
    let isReadWhole = axes.count == reader.items("axes")?.count ?? axes.count
    axes.removeAll { except?.contains($0) ?? false }
    if axes.isEmpty, runs > 1, isReadWhole {
      collector.add("nothing is left to vary; name at least one axis, or give runs: 1", at: node)
    }
    let seed = reader.integer("seed", in: 0...Int.max).map { UInt64($0) }
    return VariationPlan(runs: runs, axes: axes, seed: seed ?? VariationPlan.defaultSeed)
  }

  /// Expectations that the repository state can never meet are mistakes, not failures.
  private func checkAgreement(_ repository: RepositoryState, _ expect: Expectations, _ top: MappingReader) {
    if expect.verdict == .nondeterministic, top.value("vary")?["runs"]?.text == "1", let node = top.value("vary") {
      collector.add("one run alone can never be nondeterministic; give at least two", at: node["runs"] ?? node)
    }
    if case .workTree = repository, let node = top.value("platforms") {
      collector.add("\"platforms\" needs a commit: what a checkout of it becomes there is worked out", at: node)
    }
    if let node = top.value("platforms"), let items = top.items("observe"),
      !items.contains(where: { $0.text == "context" })
    {
      collector.add("\"platforms\" needs context among what is observed", at: node)
    }
    guard expect.workTree != nil, let node = top.value("expect")?["worktree"] else { return }
    if case .synthetic(let recipe, _) = repository, !recipe.edits.isEmpty { return }
    collector.add("\"worktree\" in \"expect\" needs edits under \"repo: synthetic: worktree:\"", at: node)
  }
}
