internal import Fingerprints
internal import Model

/// Replaces the names of files and directories by ones that say nothing, in a scenario wherever they stand.
struct NeutralNames {
  /// What becomes of a name.
  enum Style {
    case whole
    /// What follows the last dot stays, for rules and attributes that are about it.
    case keepingExtension
  }

  /// The names that occur in paths of files, outputs and expectations, each once, in the order they are first met.
  let names: [String]

  private let style: Style

  init(_ scenario: Scenario, style: Style = .whole) {
    self.style = style
    var names: [String] = []
    var seen: Set<[UInt8]> = []
    let expect = scenario.expect
    let paths =
      ReductionSteps.parts(scenario).map { ReductionSteps.path($0, of: scenario) } + expect.contains + expect.excludes
      + expect.locks.map(\.path) + (scenario.build?.outputs ?? []).filter { !$0.contains(/[*?\[\\!]/) }
    for path in paths {
      for name in Self.components(path) where seen.insert(Array(name.utf8)).inserted {
        if style == .keepingExtension, Self.fileExtension(name) == nil { continue }
        names.append(name)
      }
    }
    self.names = names
  }

  /// The scenario with all names but `kept` replaced, in paths, links, contents, expectations and the build alike.
  func replacing(except kept: [String], in scenario: Scenario) -> Scenario {
    guard var (recipe, _) = ReductionSteps.recipe(scenario) else { return scenario }
    let unchanged = Set(kept.map { Array($0.utf8) })
    var table: [[UInt8]: String] = [:]
    for (index, name) in names.enumerated() where !unchanged.contains(Array(name.utf8)) {
      let number = index + 1
      table[Array(name.utf8)] = style == .whole ? "n\(number)" : "m\(number)" + (Self.fileExtension(name) ?? "")
    }
    func renamed(_ path: String) -> String {
      path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map { component in
        table[Array(component)] ?? String(decoding: component, as: UTF8.self)
      }.joined(separator: "/")
    }
    for commit in recipe.commits.indices {
      for file in recipe.commits[commit].files.indices {
        recipe.commits[commit].files[file].path = renamed(recipe.commits[commit].files[file].path)
        if case .symlink(let target) = recipe.commits[commit].files[file].action {
          recipe.commits[commit].files[file].action = .symlink(target: renamed(target))
        }
      }
    }
    for edit in recipe.edits.indices {
      recipe.edits[edit].path = renamed(recipe.edits[edit].path)
      if case .symlink(let target) = recipe.edits[edit].action {
        recipe.edits[edit].action = .symlink(target: renamed(target))
      }
    }
    var changed = ReductionSteps.with(recipe, in: scenario)
    var contents: [ReductionSteps.Part: FileContent] = [:]
    for part in ReductionSteps.parts(changed) {
      guard let content = ReductionSteps.content(part, of: changed) else { continue }
      contents[part] = FileContent(Self.renamed(content.bytes, table))
    }
    changed = ReductionSteps.setting(contents, of: changed)
    if var step = changed.build {
      func text(_ text: String) -> String { String(decoding: Self.renamed(Array(text.utf8), table), as: UTF8.self) }
      step.command = text(step.command)
      step.outputs = step.outputs.map(text)
      changed.build = step
    }
    changed.expect.contains = scenario.expect.contains.map(renamed)
    changed.expect.excludes = scenario.expect.excludes.map(renamed)
    changed.expect.locks = scenario.expect.locks.map { lock in
      var lock = lock
      lock.path = renamed(lock.path)
      return lock
    }
    changed.context.directory = renamed(scenario.context.directory)
    changed.context.dockerfile = renamed(scenario.context.dockerfile)
    changed.context.ignoreFile = scenario.context.ignoreFile.map(renamed)
    return changed
  }

  /// `text` with the names of `table` replaced that stand there as words, the longest first.
  private static func renamed(_ text: [UInt8], _ table: [[UInt8]: String]) -> [UInt8] {
    let names = table.keys.sorted { $0.count == $1.count ? $0.precedes($1) : $0.count > $1.count }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let isStart = index == 0 || !isPartOfName(text[index - 1])
      let rest = text[index...]
      let name = names.first { name in
        isStart && rest.starts(with: name) && !(rest.dropFirst(name.count).first.map(isPartOfName) ?? false)
      }
      if let name, let replacement = table[name] {
        result += Array(replacement.utf8)
        index += name.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  /// The last dot of a name and what follows; nil when that is nothing, more than eight bytes or the whole name.
  private static func fileExtension(_ name: String) -> String? {
    let bytes = Array(name.utf8)
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0, (2...9).contains(bytes.count - dot) else {
      return nil
    }
    return String(decoding: bytes[dot...], as: UTF8.self)
  }

  private static func components(_ path: String) -> [String] {
    path.utf8.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
  }
}
