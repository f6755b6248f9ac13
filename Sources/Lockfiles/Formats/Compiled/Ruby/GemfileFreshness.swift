internal import Fingerprints

/// Whether a `Gemfile.lock` belongs to a `Gemfile`: bundler's rule for a frozen lock, that its dependencies are those
/// of the Gemfile.
enum GemfileFreshness {
  static func judge(_ lock: GemfileLock, manifest: [UInt8]?, name: String) -> FreshnessJudgement {
    guard let manifest else { return .unknown("there is no \(name) beside the lock") }
    let gemfile: GemfileManifest
    do { gemfile = try GemfileManifest(manifest) } catch { return .unknown(error.reason(reading: name)) }
    if let line = gemfile.otherLine {
      return .unknown("\(name) is more than a list of gems from line \(line) on")
    }
    var comparison = StructuralComparison()
    compare(gemfile, with: lock, into: &comparison)
    if let line = gemfile.gemspecLine {
      comparison.doubt("line \(line) of \(name) takes gems from a gemspec, which is a program")
    }
    return comparison.judgement(manifest: name, tool: lock.bundler.map { "bundler " + $0 })
  }

  private static func compare(
    _ gemfile: GemfileManifest, with lock: GemfileLock, into comparison: inout StructuralComparison
  ) {
    var locked: [TextKey: GemfileLock.Dependency] = [:]
    for dependency in lock.dependencies { locked[TextKey(dependency.name)] = dependency }
    var sources: [TextKey: GemfileLock.Source] = [:]
    for gem in lock.gems { sources[TextKey(gem.name)] = lock.sources[gem.source] }
    var asked: Set<TextKey> = []
    for gem in gemfile.gems {
      let key = TextKey(gem.name)
      asked.insert(key)
      guard let dependency = locked[key] else {
        comparison.change("\(gem.name) is not locked")
        continue
      }
      if gem.requirements != dependency.requirements {
        comparison.change("\(gem.name) was \(shown(dependency.requirements)) and is \(shown(gem.requirements))")
      }
      if gem.hasOwnSource != dependency.isPinned {
        comparison.change("\(gem.name) comes from another source")
      } else if let change = repository(gem, sources[key]) {
        comparison.change(change)
      }
    }
    if let change = ruby(gemfile.ruby, locked: lock.ruby) { comparison.change(change) }
    guard gemfile.gemspecLine == nil else { return }
    for dependency in lock.dependencies where !asked.contains(TextKey(dependency.name)) {
      comparison.change("\(dependency.name) is locked, but not asked for any more")
    }
    let remotes = lock.sources.filter { $0.kind == .registry }.flatMap(\.remotes)
    let known = Set(remotes.map { TextKey(WebAddress.canonicalIndex($0)) })
    for source in gemfile.sources {
      let address = source == "rubygems" ? "https://rubygems.org" : WebAddress.canonicalIndex(source)
      if !known.contains(TextKey(address)), !known.isEmpty { comparison.change("the source \(address) is not locked") }
    }
  }

  /// - Parameter locked: such as `ruby 3.1.2p20`.
  private static func ruby(_ asked: [String]?, locked: String?) -> String? {
    guard let asked else { return locked.map { "\($0) is locked, and no Ruby is asked for any more" } }
    guard let locked else { return "ruby \(shown(asked)) is not locked" }
    guard asked.count == 1, let version = asked[0].dropping(prefix: "= ") else { return nil }
    let release = (locked.dropping(prefix: "ruby ") ?? locked).split(atFirst: "p")?.before ?? locked
    return version.hasSameBytes(as: release.dropping(prefix: "ruby ") ?? release)
      ? nil : "ruby \(version) is asked for and \(locked) is locked"
  }

  private static func shown(_ requirements: [String]) -> String {
    requirements.isEmpty ? "any version" : requirements.joined(separator: ", ")
  }

  /// What differs in the repository of a gem and what is taken from it; nil when nothing.
  private static func repository(_ gem: GemfileManifest.Gem, _ source: GemfileLock.Source?) -> String? {
    let github = gem.arguments["github"].map { "https://github.com/\($0.holds("/") ? $0 : "\($0)/\($0)").git" }
    guard let address = gem.arguments["git"] ?? github else { return nil }
    let locked = source?["remote"] ?? ""
    guard source?.kind == .git, WebAddress.canonical(locked).hasSameBytes(as: WebAddress.canonical(address)) else {
      return "\(gem.name) comes from another source"
    }
    for key in ["branch", "tag", "ref"] where gem.arguments[key] != source?[key] {
      return "\(gem.name): its \(key) was \(source?[key] ?? "not given") and is \(gem.arguments[key] ?? "not given")"
    }
    return nil
  }
}
